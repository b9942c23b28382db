"""Colours: conversions between RGB and HSV, and adjustments of hue, saturation and contrast.

Each op works on the last dimension, three channels; contrast works on every channel apart.
Conversions round halves at every step, as TensorFlow does.
"""

from tfcompat._src.base.errors import FailedPreconditionError
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import no_gradient, op


def _channels(images):
    """Return the three channels of images that are to have as many."""
    checks.require(images.ndim >= 1, "input must be at least 1D[]")
    if images.shape[-1] != 3:
        raise FailedPreconditionError(
            f"input must have 3 channels but input only has {images.shape[-1]} channels."
        )
    return [images[..., i] for i in range(3)]


@op("""
    RGBToHSV(images: T) -> output: T
        T: {half, bfloat16, float, double} = float
""")
def rgb_to_hsv(xp, images):
    """Turn red, green and blue into hue, saturation and value; hues are in [0, 1).

    Shapes:
        images: [..., 3]
        output: like images
    Errors:
        InvalidArgumentError: images is a scalar.
        FailedPreconditionError: there are not three channels.
    Source: tf.raw_ops.RGBToHSV
    """
    red, green, blue = _channels(images)
    return xp.stack(_hsv(xp, red, green, blue), -1).astype(images.dtype, copy=False)


def _hsv(xp, red, green, blue):
    one = red.dtype.type
    value = xp.maximum(xp.maximum(red, green), blue)
    spread = value - xp.minimum(xp.minimum(red, green), blue)
    saturation = xp.where(value > 0, spread / value, one(0))
    scale = one(1) / (one(6) * spread)
    hue = xp.where(
        green == value, scale * (blue - red) + one(2 / 6), scale * (red - green) + one(4 / 6)
    )
    hue = xp.where(red == value, scale * (green - blue), hue)
    hue = xp.where(spread > 0, hue, one(0))
    return xp.where(hue < 0, hue + one(1), hue), saturation, value


@op("""
    HSVToRGB(images: T) -> output: T
        T: {half, bfloat16, float, double} = float
""")
def hsv_to_rgb(xp, images):
    """Turn hue, saturation and value into red, green and blue.

    Shapes:
        images: [..., 3]
        output: like images
    Errors:
        InvalidArgumentError: images is a scalar.
        FailedPreconditionError: there are not three channels.
    Source: tf.raw_ops.HSVToRGB
    """
    hue, saturation, value = _channels(images)
    one = hue.dtype.type
    turned, rest = hue * one(6), one(1) - saturation
    parts = (
        xp.abs(turned - one(3)) - one(1), one(2) - xp.abs(turned - one(2)),
        one(2) - xp.abs(turned - one(4)),
    )
    result = [(rest + saturation * xp.clip(part, one(0), one(1))) * value for part in parts]
    return xp.stack(result, -1).astype(images.dtype, copy=False)


@rgb_to_hsv.shape
@hsv_to_rgb.shape
def conversion_shape(c):
    shape = checks.with_rank_at_least(c["images"], 1)
    if shape.rank is None:
        return [shape]
    checks.with_size(shape[-1], 3)
    return [shape[:-1].concatenate([3])]


no_gradient(hsv_to_rgb, "TensorFlow has none")


@rgb_to_hsv.gradient
def rgb_to_hsv_gradient(op, dy):
    channels = raw.Unpack(op.inputs[0], num=3, axis=-1)
    _, saturation, value = raw.Unpack(op.outputs[0], num=3, axis=-1)
    d_hue, d_saturation, d_value = raw.Unpack(dy, num=3, axis=-1)
    dtype = value.dtype
    largest, smallest = _extremes(channels)
    positive = [raw.Greater(channel, _like(0.0, channel)) for channel in channels]
    low, high = _chosen(smallest, channels), _chosen(largest, channels)
    parts = []
    for i, channel in enumerate(channels):
        is_largest = raw.Cast(largest[i], DstT=dtype)
        by_saturation = raw.Sub(
            raw.Mul(is_largest, raw.Mul(low, _inverse(raw.Square(channel)))),
            raw.Mul(raw.Cast(smallest[i], DstT=dtype), _inverse(high)),
        )
        by_saturation = raw.Mul(raw.Cast(positive[i], DstT=dtype), by_saturation)
        part = raw.AddV2(raw.Mul(d_value, is_largest), raw.Mul(d_saturation, by_saturation))
        by_hue = _hue_by_channel(i, channels, largest, smallest, positive, saturation, value)
        parts.append(raw.AddV2(part, raw.Mul(d_hue, by_hue)))
    return raw.Pack(parts, axis=-1)


def _hue_by_channel(i, channels, largest, smallest, positive, saturation, value):
    """Return the derivative of the hue by a channel.

    Where channel `k` is the largest, the hue is (next of k - next but one of k) / spread / 6.
    """
    dtype = value.dtype
    following, last = channels[(i + 1) % 3], channels[(i + 2) % 3]
    squares = raw.Mul(_inverse(raw.Square(saturation)), _inverse(raw.Square(value)))
    terms = [(largest[i], positive[i], raw.Mul(raw.Sub(last, following), squares))]
    for k in ((i + 1) % 3, (i + 2) % 3):
        spread = raw.Sub(channels[k], channels[i])
        # The third channel is ahead of this one where it comes after the largest.
        third = 3 - i - k
        sign = 1.0 if third == (k + 2) % 3 else -1.0
        as_smallest = raw.Mul(
            raw.Mul(_like(sign, value), raw.Sub(channels[k], channels[third])),
            _inverse(raw.Square(spread)),
        )
        in_between = raw.Mul(
            _like(sign, value), _inverse(raw.Sub(channels[k], channels[third]))
        )
        both = raw.LogicalAnd(largest[k], smallest[i])
        terms.append((both, positive[k], as_smallest))
        both = raw.LogicalAnd(largest[k], smallest[third])
        terms.append((both, positive[k], in_between))
    total = None
    for chosen, allowed, term in terms:
        mask = raw.Cast(raw.LogicalAnd(chosen, allowed), DstT=dtype)
        term = raw.Mul(mask, term)
        total = term if total is None else raw.AddV2(total, term)
    return raw.RealDiv(total, _like(6.0, value))


def _chosen(masks, channels):
    """Return, of three channels, the one that its mask chooses."""
    parts = [
        raw.Mul(raw.Cast(mask, DstT=channel.dtype), channel)
        for mask, channel in zip(masks, channels, strict=True)
    ]
    return raw.AddV2(raw.AddV2(parts[0], parts[1]), parts[2])


def _inverse(x):
    return raw.DivNoNan(_like(1.0, x), x)


def _like(number, x):
    """Return a scalar of the dtype of a tensor."""
    return raw.Cast(number, DstT=x.dtype)


def _extremes(channels):
    """Say for each channel where it is the largest - the first of equals - or the smallest.

    Of equals, the last is the smallest.
    """
    red, green, blue = channels
    both, more, least = raw.LogicalAnd, raw.Greater, raw.GreaterEqual
    largest = (
        both(least(red, blue), least(red, green)), both(more(green, red), least(green, blue)),
        both(more(blue, red), more(blue, green)),
    )
    smallest = (
        both(more(blue, red), more(green, red)), both(least(red, green), more(blue, green)),
        both(least(red, blue), least(green, blue)),
    )
    return largest, smallest


def _check_adjusted(images, name, amount):
    checks.require(
        images.ndim >= 3, f"input must be at least 3-D, got shape{checks.shown(images.shape)}"
    )
    checks.require(
        not amount.ndim, f"{name} must be scalar: {checks.shown(amount.shape)}"
    )
    checks.require(
        images.shape[-1] == 3,
        f"input must have 3 channels but instead has {images.shape[-1]} channels.",
    )


@op("""
    AdjustHue(images: T, delta: float) -> output: T
        T: {half, float} = float
""")
def adjust_hue(xp, images, delta):
    """Turn the hue of RGB images.

    Shapes:
        images: [..., h, w, 3]
        delta: [], a part of the full turn
        output: like images
    Errors:
        InvalidArgumentError: ranks do not fit or there are not three channels.
    Source: tf.raw_ops.AdjustHue
    """
    _check_adjusted(images, "delta", delta)
    red, green, blue = _channels(images.astype(xp.float32, copy=False))
    low = xp.minimum(xp.minimum(red, green), blue)
    high = xp.maximum(xp.maximum(red, green), blue)
    hue = _sixths(xp, red, green, blue, low, high) + delta.astype(xp.float32) * xp.float32(6)
    hue = hue - xp.float32(6) * xp.floor(hue / xp.float32(6))
    sixth = xp.clip(xp.trunc(hue), 0, 5)
    way = hue - sixth
    way = xp.where(sixth % 2 == 1, xp.float32(1) - way, way)
    middle = low + way * (high - low)
    channels = _arranged(xp, sixth, high, middle, low)
    return xp.stack(channels, -1).astype(images.dtype, copy=False)


def _sixths(xp, red, green, blue, low, high):
    """Return the hue, in sixths of a turn, of float32 channels."""
    middle = xp.maximum(xp.minimum(red, green), xp.minimum(xp.maximum(red, green), blue))
    below = red < green
    sixth = xp.where(
        below, xp.where(blue < red, 1, xp.where(blue > green, 3, 2)),
        xp.where(blue < green, 0, xp.where(blue > red, 4, 5)),
    )
    way = (middle - low) / (high - low)
    way = xp.where(sixth % 2 == 1, xp.float32(1) - way, way)
    return xp.where(high == low, xp.float32(0), sixth.astype(xp.float32) + way)


def _arranged(xp, sixth, high, middle, low):
    """Return red, green and blue from their order, which the sixth of the turn says."""
    orders = (
        (high, middle, low, low, middle, high), (middle, high, high, middle, low, low),
        (low, low, middle, high, high, middle),
    )
    return [xp.choose(sixth.astype(xp.int64), order) for order in orders]


@op("""
    AdjustSaturation(images: T, scale: float) -> output: T
        T: {half, float} = float
""")
def adjust_saturation(xp, images, scale):
    """Multiply the saturation of RGB images, keeping it in [0, 1].

    Shapes:
        images: [..., h, w, 3]
        scale: []
        output: like images
    Errors:
        InvalidArgumentError: ranks do not fit or there are not three channels.
    Source: tf.raw_ops.AdjustSaturation
    """
    _check_adjusted(images, "scale", scale)
    hue, saturation, value = _hsv(xp, *_channels(images.astype(xp.float32, copy=False)))
    saturation = xp.clip(
        saturation * scale.astype(xp.float32), xp.float32(0), xp.float32(1)
    )
    chroma = saturation * value
    low, turned = value - chroma, hue * xp.float32(6)
    sixth = xp.trunc(turned)
    position = xp.mod(turned, xp.float32(2))
    second = chroma * (xp.float32(1) - xp.abs(position - xp.float32(1)))
    zero = xp.zeros_like(chroma)
    known = (sixth >= 0) & (sixth <= 5)
    channels = _arranged(xp, xp.where(known, sixth, 0), chroma, second, zero)
    result = [xp.where(known, channel, zero) + low for channel in channels]
    return xp.stack(result, -1).astype(images.dtype, copy=False)


@op("""
    AdjustContrastv2(images: T, contrast_factor: float) -> output: T
        T: {half, float} = float
""")
def adjust_contrast_v2(xp, images, contrast_factor):
    """Multiply the distance of every pixel from the mean of its channel in its image.

    Shapes:
        images: [..., h, w, c]
        contrast_factor: []
        output: like images
    Errors:
        InvalidArgumentError: ranks do not fit.
    Source: tf.raw_ops.AdjustContrastv2
    """
    _check_contrast(images, contrast_factor)
    x = images.astype(xp.float32, copy=False)
    return _contrasted(xp, x, contrast_factor).astype(images.dtype, copy=False)


def _check_contrast(images, factor):
    checks.require(
        images.ndim >= 3, f"input must be at least 3-D, got shape{checks.shown(images.shape)}"
    )
    checks.require(
        not factor.ndim, f"contrast_factor must be scalar: {checks.shown(factor.shape)}"
    )


def _contrasted(xp, x, factor):
    if not x.size:
        return x
    mean = _channel_means(xp, x)
    return (x - mean) * factor.astype(xp.float32) + mean


def _channel_means(xp, x):
    """Average pixels in the order in which TensorFlow adds them: one half of them to the other."""
    height, width, depth = x.shape[-3:]
    count = height * width
    sums = x.reshape(*x.shape[:-3], count, depth)
    while sums.shape[-2] > 1:
        right = sums.shape[-2] // 2
        left = sums.shape[-2] - right
        both = sums[..., :right, :] + sums[..., left:, :]
        sums = xp.concatenate([both, sums[..., right:left, :]], -2)
    return sums[..., None, :, :] * xp.float32(1 / count)


@op("""
    AdjustContrast(images: T, contrast_factor: float, min_value: float,
            max_value: float) -> output: float
        T: {uint8, int8, int16, int32, int64, float, double}
""")
def adjust_contrast(xp, images, contrast_factor, min_value, max_value):
    """Adjust contrast as AdjustContrastv2 does, and clip; for graphs of old versions.

    Shapes:
        images: [..., h, w, c]
        contrast_factor, min_value, max_value: []
        output: like images
    Errors:
        InvalidArgumentError: ranks do not fit.
    Source: tf.raw_ops.AdjustContrast
    """
    _check_contrast(images, contrast_factor)
    for name, bound in (("min_value", min_value), ("max_value", max_value)):
        checks.require(not bound.ndim, f"{name} must be scalar: {checks.shown(bound.shape)}")
    result = _contrasted(xp, images.astype(xp.float32, copy=False), contrast_factor)
    return xp.clip(result, min_value, max_value)


@adjust_contrast_v2.shape
@adjust_contrast.shape
def contrasted_shape(c):
    for shape in c.shapes[1:]:
        checks.with_rank(shape, 0)
    return adjusted_shape(c)


@adjust_hue.shape
@adjust_saturation.shape
def adjusted_shape(c):
    return [checks.with_rank_at_least(c["images"], 3)]
