"""Projective transforms of images: every output pixel looks at one place of the input.

Places are worked out in float32, as TensorFlow does.
"""

from math import isfinite

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, image_sampling
from tfcompat._src.registry import op

_TRANSFORMS = "Input transform should be num_images x 8 or 1 x 8"


@op("""
    ImageProjectiveTransformV2(images: dtype, transforms: float,
            output_shape: int32) -> transformed_images: dtype
        dtype: {uint8, int32, int64, half, bfloat16, float, double}
        interpolation: string
        fill_mode: string = "CONSTANT"
""", host=("output_shape",))
def image_projective_transform_v2(
    xp, images, transforms, output_shape, *, interpolation, fill_mode
):
    """Transform images; what comes from outside is 0, or as the fill mode says.

    Shapes:
        images: [n, h, w, c]
        transforms: [n, 8] or [1, 8]; a row maps the output's (x, y) to ((t0 x + t1 y + t2) / k,
            (t3 x + t4 y + t5) / k) of the input, with k = t6 x + t7 y + 1
        output_shape: [2], the new height and width
        transformed_images: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks, sizes or words do not fit.
    Source: tf.raw_ops.ImageProjectiveTransformV2
    """
    return _transformed(xp, images, transforms, output_shape, 0, interpolation, fill_mode)


@op("""
    ImageProjectiveTransformV3(images: dtype, transforms: float, output_shape: int32,
            fill_value: float) -> transformed_images: dtype
        dtype: {uint8, int32, int64, half, bfloat16, float, double}
        interpolation: string
        fill_mode: string = "CONSTANT"
""", host=("output_shape", "fill_value"))
def image_projective_transform_v3(
    xp, images, transforms, output_shape, fill_value, *, interpolation, fill_mode
):
    """Transform images; what comes from outside is a given value, or as the fill mode says.

    Shapes:
        images: [n, h, w, c]
        transforms: [n, 8] or [1, 8], as for ImageProjectiveTransformV2
        output_shape: [2], the new height and width
        fill_value: []
        transformed_images: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks, sizes or words do not fit.
    Source: tf.raw_ops.ImageProjectiveTransformV3
    """
    _checked(images, transforms, output_shape)
    checks.require(
        not fill_value.ndim, f"fill_value must be a scalar{checks.shown(fill_value.shape)}"
    )
    fill = fill_value.item()
    return _transformed(xp, images, transforms, output_shape, fill, interpolation, fill_mode)


def _transformed(xp, images, transforms, output_shape, fill, interpolation, fill_mode):
    height, width = _checked(images, transforms, output_shape)
    if fill_mode not in _MODES or interpolation not in (b"NEAREST", b"BILINEAR"):
        raise errors.InvalidArgumentError(
            f"Invalid interpolation {interpolation.decode()} or fill mode {fill_mode.decode()}. "
            "Supported: NEAREST, BILINEAR; CONSTANT, NEAREST, REFLECT, WRAP."
        )
    x, y, outside = _places(xp, transforms, height, width)
    fill = _converted(xp, fill, images.dtype)
    x = _MODES[fill_mode](xp, x, images.shape[2])
    y = _MODES[fill_mode](xp, y, images.shape[1])
    batch = xp.arange(images.shape[0]).reshape(-1, 1, 1)
    read = _reader(xp, images, batch, fill)
    if interpolation == b"NEAREST":
        result = read(_rounded(xp, y), _rounded(xp, x))
    else:
        result = _bilinear(xp, read, y, x, images.dtype)
    outside = xp.broadcast_to(outside, result.shape[:3])[..., None]
    return xp.where(outside, fill, result)


def _converted(xp, fill, dtype):
    """Return a float as a number of a dtype, as processors turn it into integers."""
    if dtype.kind not in "iu":
        return dtype.type(fill)
    limits = xp.iinfo(dtype)
    whole = int(fill) if isfinite(fill) else limits.min
    if whole < limits.min or whole > limits.max:
        whole = whole % 256 if dtype.itemsize == 1 else limits.min
    return dtype.type(whole)


def _checked(images, transforms, output_shape):
    """Return (height, width) of the output."""
    checks.require(images.ndim == 4, "Input images must have rank 4")
    checks.require(
        transforms.ndim == 2 and transforms.shape[1] == 8
        and transforms.shape[0] in (1, images.shape[0]), _TRANSFORMS,
    )
    shown = checks.shown(output_shape.shape)
    checks.require(output_shape.ndim == 1, f"output shape must be 1-dimensional{shown}")
    checks.require(output_shape.size == 2, f"output shape must have two elements{shown}")
    height, width = output_shape.tolist()
    checks.require(height > 0 and width > 0, "output dimensions must be positive")
    return height, width


def _places(xp, transforms, height, width):
    """Return the float32 places (x, y) [n, height, width] to look at, and where there are none."""
    x = xp.arange(width, dtype=xp.float32)
    y = xp.arange(height, dtype=xp.float32)[:, None]
    t = [transforms[:, i].reshape(-1, 1, 1) for i in range(8)]
    scale = t[6] * x + t[7] * y + xp.float32(1)
    outside = scale == 0
    across = (t[0] * x + t[1] * y + t[2]) / scale
    down = (t[3] * x + t[4] * y + t[5]) / scale
    nowhere = outside | ~xp.isfinite(across) | ~xp.isfinite(down)
    zero = xp.float32(0)
    return xp.where(nowhere, zero, across), xp.where(nowhere, zero, down), nowhere


def _as_it_is(xp, at, size):
    return at


def _clamped(xp, at, size):
    return xp.clip(at, xp.float32(0), xp.float32(size - 1))


def _reflected(xp, at, size):
    """Fold places back at the edges: `d c b a | a b c d | d c b a`."""
    if size <= 1:
        return at * xp.float32(0)
    twice, single = xp.float32(2 * size), xp.float32(size)
    low = twice * xp.trunc(-at / twice) + at
    low = xp.where(low < -single, low + twice, -low - xp.float32(1))
    high = at - twice * xp.trunc(at / twice)
    high = xp.where(high >= single, twice - high - xp.float32(1), high)
    at = xp.where(at < 0, low, xp.where(at > size - 1, high, at))
    return _clamped(xp, at, size)


def _wrapped(xp, at, size):
    """Repeat the image: `a b c d | a b c d | a b c d`."""
    if size <= 1:
        return at * xp.float32(0)
    whole, gaps = xp.float32(size), xp.float32(size - 1)
    low = at + whole * (xp.trunc(-at / gaps) + xp.float32(1))
    high = at - whole * xp.trunc(at / gaps)
    at = xp.where(at < 0, low, xp.where(at > gaps, high, at))
    return _clamped(xp, at, size)


_MODES = {
    b"CONSTANT": _as_it_is, b"REFLECT": _reflected, b"WRAP": _wrapped, b"NEAREST": _clamped,
}


def _rounded(xp, at):
    """Round halves away from zero."""
    return xp.trunc(at + xp.copysign(xp.float32(0.5), at))


def _reader(xp, images, batch, fill):
    """Return a function from rows and columns (floats with whole values) to pixels."""

    def read(row, column):
        inside = (row >= 0) & (row < images.shape[1]) & (column >= 0) & (column < images.shape[2])
        row = xp.where(inside, row, xp.float32(0)).astype(xp.int64)
        column = xp.where(inside, column, xp.float32(0)).astype(xp.int64)
        return xp.where(inside[..., None], images[batch, row, column], fill)

    if not images.shape[1] or not images.shape[2]:
        return lambda row, column: xp.full(
            (images.shape[0], *row.shape[1:], images.shape[3]), fill, images.dtype
        )
    return read


def _bilinear(xp, read, y, x, dtype):
    """Weigh the four pixels around each place; each step is rounded to float32."""
    top, left = xp.floor(y), xp.floor(x)
    bottom, right = top + xp.float32(1), left + xp.float32(1)

    def across(row):
        near = read(row, left).astype(xp.float32)
        far = read(row, right).astype(xp.float32)
        return (right - x)[..., None] * near + (x - left)[..., None] * far

    result = (bottom - y)[..., None] * across(top) + (y - top)[..., None] * across(bottom)
    return result.astype(dtype)


@image_projective_transform_v2.shape
@image_projective_transform_v3.shape
def image_projective_transform_shape(c):
    return [image_sampling.sized(c, checks.with_rank(c["images"], 4), "output_shape")]


def _inverted(transforms):
    """Return the transforms that undo others."""
    count = raw.Slice(raw.Shape(transforms), [0], [1])
    ones = raw.Fill(raw.ConcatV2([count, [1]], 0), 1.0)
    flat = raw.ConcatV2([transforms, ones], 1)
    inverse = raw.MatrixInverse(raw.Reshape(flat, [-1, 3, 3]))
    flat = raw.Reshape(inverse, [-1, 9])
    flat = raw.RealDiv(flat, raw.Slice(flat, [0, 8], [-1, 1]))
    return raw.Slice(flat, [0, 0], [-1, 8])


def _gradient_inputs(op, dy):
    images, transforms = op.inputs[:2]
    size = raw.Slice(raw.Shape(images), [1], [2])
    return (dy, _inverted(transforms), size), {
        "interpolation": op.attr("interpolation"), "fill_mode": op.attr("fill_mode"),
    }


@image_projective_transform_v2.gradient
def image_projective_transform_v2_gradient(op, dy):
    inputs, attrs = _gradient_inputs(op, dy)
    return [raw.ImageProjectiveTransformV2(*inputs, **attrs), None, None]


@image_projective_transform_v3.gradient
def image_projective_transform_v3_gradient(op, dy):
    inputs, attrs = _gradient_inputs(op, dy)
    return [raw.ImageProjectiveTransformV3(*inputs, 0.0, **attrs), None, None, None]
