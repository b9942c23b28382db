"""Normalisation: FusedBatchNorm in its three versions, local response normalisation, L2Loss."""

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import channels, checks, convolution_checks, window_geometry
from tfcompat._src.registry import op


def _check(x, scale, offset, mean, variance, factor, data_format, is_training):
    """Check ranks and channel counts, in TensorFlow's order and words."""
    invalid, shown = errors.InvalidArgumentError, checks.shown
    check_image("input", x, data_format)
    named = {
        "scale": scale, "offset": offset, "estimated_mean": mean, "estimated_variance": variance
    }  # fmt: skip
    for name, vector in named.items():
        if vector.ndim != 1:
            raise invalid(f"{name} must be 1-dimensional{shown(vector.shape)}")
    count = x.shape[window_geometry.channel_axis(data_format, x.ndim)]
    conditions = [("scale", scale, ""), ("offset", offset, "")]
    if not is_training:
        conditions += [("mean", mean, "When is_training=false, ")]
        conditions += [("variance", variance, "When is_training=false, ")]
    elif factor != 1:
        conditions += [("mean", mean, "When exponential_avg_factor != 1, ")]
        conditions += [("variance", variance, "When exponential_avg_factor != 1, ")]
    for name, vector, when in conditions:
        if vector.size != count:
            raise invalid(
                f"{when}{name} must have the same number of elements as the channels of x, "
                f"got {vector.size} and {count}"
            )


def check_image(name, x, data_format):
    """Check the rank of images or volumes; oneDNN's kernel serves single precision images only."""
    fast = len(data_format) == 4 and convolution_checks.is_accelerated(x)
    if x.ndim != 4 and (fast or x.ndim != 5):
        rank = "4" if fast else "4 or 5"
        raise errors.InvalidArgumentError(
            f"{name} must be {rank}-dimensional{checks.shown(x.shape)}"
        )


def _moments(xp, x, axis):
    """Return mean and (biased) variance of every channel of a float32 array."""
    axes = tuple(other for other in range(x.ndim) if other != axis)
    mean = x.mean(axis=axes)
    centred = channels.along_channels(xp, xp.subtract, x, mean, axis)
    flat = centred.reshape(-1, centred.shape[-1]) if axis == x.ndim - 1 else None
    if flat is not None:
        return mean, xp.einsum("ij,ij->j", flat, flat) / xp.float32(flat.shape[0])
    xp.multiply(centred, centred, out=centred)
    return mean, centred.mean(axis=axes)


def _fused(xp, x, scale, offset, mean, variance, attrs):
    """Return y, the batch or running statistics, and the statistics used (float32 vectors)."""
    epsilon, factor, data_format, is_training = attrs
    _check(x, scale, offset, mean, variance, factor, data_format, is_training)
    axis = window_geometry.channel_axis(data_format, x.ndim)
    if not x.size:
        nothing = xp.full(scale.shape, xp.nan, xp.float32)
        zeros = xp.zeros(scale.shape, xp.float32)
        return x.copy(), nothing, nothing, zeros, zeros
    single = xp.float32
    wide = x.astype(single, copy=False)
    scale, offset, mean, variance = (
        vector.astype(single, copy=False) for vector in (scale, offset, mean, variance)
    )
    running_mean, running_variance = mean, variance
    if is_training:
        mean, variance = _moments(xp, wide, axis)
        count = x.size // x.shape[axis]
        running = variance * single(count / max(count - 1, 1))
        if factor == 1:
            running_mean, running_variance = mean, running
        else:
            keep, take = single(1 - factor), single(factor)
            running_mean = keep * running_mean + take * mean
            running_variance = keep * running_variance + take * running
    slope = scale / xp.sqrt(variance + single(epsilon))
    y = _scaled(xp, wide, mean, slope, offset, axis, is_training)
    y = y.astype(x.dtype, copy=False)
    return y, running_mean, running_variance, mean, variance


def _scaled(xp, x, mean, slope, offset, axis, is_training):
    """Return (x - mean) * slope + offset."""
    shift = mean * slope
    if not is_training and bool((abs(shift) <= _NEAR).all()):
        # Two passes over the image rather than three; means near 0 cost no digits.
        y = channels.along_channels(xp, xp.multiply, x, slope, axis)
        return channels.along_channels(xp, xp.add, y, offset - shift, axis, out=y)
    # Subtracting the mean first keeps the digits of inputs far from 0.
    y = channels.along_channels(xp, xp.subtract, x, mean, axis)
    channels.along_channels(xp, xp.multiply, y, slope, axis, out=y)
    return channels.along_channels(xp, xp.add, y, offset, axis, out=y)


# How many times the size of a result a mean may be, at most, to be taken into the offset.
_NEAR = 4


@op("""
    FusedBatchNorm(x: T, scale: T, offset: T, mean: T, variance: T) -> (
            y: T, batch_mean: T, batch_variance: T, reserve_space_1: T, reserve_space_2: T)
        T: {float}
        epsilon: float = 9.999999747378752e-05
        exponential_avg_factor: float = 1.0
        data_format: {"NHWC", "NCHW"} = "NHWC"
        is_training: bool = true
""")
def fused_batch_norm(
    xp, x, scale, offset, mean, variance, *,
    epsilon, exponential_avg_factor, data_format, is_training,
):  # fmt: skip
    """Normalise every channel by its mean and variance, then scale and shift it.

    In training the statistics are those of the batch, and `batch_mean` and `batch_variance` are
    the new running values (the variance unbiased); otherwise they are the given ones and pass
    through. The reserve outputs hold the statistics that were used.

    Shapes:
        x, y: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        scale, offset, mean, variance and all other outputs: [c]; mean and variance may be
            empty in training with exponential_avg_factor 1
    Errors:
        InvalidArgumentError: ranks or the number of channels do not fit.
    Source: tf.raw_ops.FusedBatchNorm
    """
    attrs = (epsilon, exponential_avg_factor, data_format, is_training)
    return _fused(xp, x, scale, offset, mean, variance, attrs)


@op("""
    FusedBatchNormV2(x: T, scale: U, offset: U, mean: U, variance: U) -> (
            y: T, batch_mean: U, batch_variance: U, reserve_space_1: U, reserve_space_2: U)
        T: {half, bfloat16, float}
        U: {float}
        epsilon: float = 9.999999747378752e-05
        exponential_avg_factor: float = 1.0
        data_format: {"NHWC", "NCHW"} = "NHWC"
        is_training: bool = true
""")
def fused_batch_norm_v2(
    xp, x, scale, offset, mean, variance, *,
    epsilon, exponential_avg_factor, data_format, is_training,
):  # fmt: skip
    """Normalise every channel as FusedBatchNorm does; half precision images, float32 statistics.

    Shapes:
        x, y: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        all others: [c]
    Errors:
        InvalidArgumentError: ranks or the number of channels do not fit.
    Source: tf.raw_ops.FusedBatchNormV2
    """
    attrs = (epsilon, exponential_avg_factor, data_format, is_training)
    return _fused(xp, x, scale, offset, mean, variance, attrs)


@fused_batch_norm_v2.gradient(sparse=True)
def fused_batch_norm_v2_gradient(op, dy, *_):
    return _backward(op, dy, raw.FusedBatchNormGradV2)


@op("""
    FusedBatchNormV3(x: T, scale: U, offset: U, mean: U, variance: U) -> (
            y: T, batch_mean: U, batch_variance: U, reserve_space_1: U, reserve_space_2: U,
            reserve_space_3: U)
        T: {half, bfloat16, float}
        U: {bfloat16, float}
        epsilon: float = 9.999999747378752e-05
        exponential_avg_factor: float = 1.0
        data_format: {"NHWC", "NCHW", "NDHWC", "NCDHW"} = "NHWC"
        is_training: bool = true
""")
def fused_batch_norm_v3(
    xp, x, scale, offset, mean, variance, *,
    epsilon, exponential_avg_factor, data_format, is_training,
):  # fmt: skip
    """Normalise every channel as FusedBatchNorm does; images or volumes.

    Shapes:
        x, y: [n, h, w, c] or [n, d, h, w, c], or channels first by data_format
        reserve_space_3: [0] where TensorFlow's default CPU kernel serves (images, not in half),
            else []
        all others: [c]
    Errors:
        InvalidArgumentError: ranks or the number of channels do not fit.
    Source: tf.raw_ops.FusedBatchNormV3
    """
    attrs = (epsilon, exponential_avg_factor, data_format, is_training)
    y, *statistics = _fused(xp, x, scale, offset, mean, variance, attrs)
    reserve = (0,) if x.dtype != xp.float16 and len(data_format) == 4 else ()
    statistics = [vector.astype(scale.dtype, copy=False) for vector in statistics]
    return (y, *statistics, xp.zeros(reserve, scale.dtype))


@fused_batch_norm_v3.gradient(sparse=True)
def fused_batch_norm_v3_gradient(op, dy, *_):
    return _backward(op, dy, raw.FusedBatchNormGradV3, op.outputs[5])


@fused_batch_norm.shape
@fused_batch_norm_v2.shape
@fused_batch_norm_v3.shape
def fused_batch_norm_shape(c):
    data_format = c.attr("data_format")
    rank = len(data_format)
    x = window_geometry.static_sizes(c["x"], rank)
    axis = window_geometry.channel_axis(data_format, rank)
    vectors = ["scale", "offset"]
    if not c.attr("is_training") or c.attr("exponential_avg_factor") != 1:
        vectors += ["mean", "variance"]
    count = x[axis]
    for name in vectors:
        count = checks.merge_size(count, checks.with_rank(c[name], 1)[0])
    x[axis] = count
    known = [TensorShape(x)] + [TensorShape([count])] * 4
    return known + [TensorShape(None)] * (c.outputs - 5)


@fused_batch_norm.gradient(sparse=True)
def fused_batch_norm_gradient(op, dy, *_):
    return _backward(op, dy, raw.FusedBatchNormGrad)


def _backward(op, dy, kernel, *more):
    """Return the gradients of a batch normalisation; statistics that are given get none."""
    x, scale, _, mean, variance = op.inputs
    if op.attr("is_training"):
        mean, variance = op.outputs[3:5]
    attrs = {name: op.attr(name) for name in ("epsilon", "data_format", "is_training")}
    dy = raw.ZerosLike(op.outputs[0]) if dy is None else dy
    dx, d_scale, d_offset, *_ = kernel(dy, x, scale, mean, variance, *more, **attrs)
    return [dx, d_scale, d_offset, None, None]


@op("""
    LRN(input: T) -> output: T
        depth_radius: int = 5
        bias: float = 1.0
        alpha: float = 1.0
        beta: float = 0.5
        T: {half, bfloat16, float} = float
""")
def lrn(xp, input, *, depth_radius, bias, alpha, beta):
    """Divide every element by a power of the sum of squares of the channels around it.

    Shapes:
        input, output: [n, h, w, c]
    Dtypes:
        half is rounded at each step; bfloat16 is computed in float32 and rounded once.
    Errors:
        InvalidArgumentError: input has not four axes, or depth_radius is negative.
    Source: tf.raw_ops.LRN
    """
    if depth_radius < 0:
        raise errors.InvalidArgumentError(f"depth_radius = {depth_radius} larger than int max")
    if input.ndim != 4:
        raise errors.InvalidArgumentError("in must be 4-dimensional")
    x = input.astype(xp.float32, copy=False)
    if input.dtype == xp.float16:
        return _lrn_in_half(xp, input, depth_radius, bias, alpha, beta)
    total = _spread_over_channels(xp, x * x, depth_radius)
    total *= xp.float32(alpha)
    total += xp.float32(bias)
    return _over_power(xp, x, total, beta).astype(input.dtype, copy=False)


def _lrn_in_half(xp, x, depth_radius, bias, alpha, beta):
    """Return the LRN of an array in half, each step rounded: squares may overflow."""
    half = xp.float16
    total = _spread_over_channels(xp, (x * x).astype(xp.float32), depth_radius).astype(half)
    base = total * half(alpha) + half(bias)
    if beta == 1:
        return x * (half(1) / base)
    if beta == 0.5:
        return x * (half(1) / xp.sqrt(base))
    return x * xp.exp(xp.log(base) * half(-beta))


def sum_over_channels(xp, x, radius):
    """Return for every channel the sum of those at most `radius` away from it."""
    total = x.copy()
    for step in range(1, min(radius, x.shape[-1] - 1) + 1):
        total[..., step:] += x[..., :-step]
        total[..., :-step] += x[..., step:]
    return total


def _spread_over_channels(xp, x, radius):
    """Return the sums as a product with a matrix of ones and zeros has them: 0 * inf is NaN."""
    total = sum_over_channels(xp, x, radius)
    if not x.size or bool(xp.isfinite(total.sum())):
        return total
    channel = xp.arange(x.shape[-1])
    near = abs(channel[:, None] - channel[None, :]) <= radius
    return (x[..., :, None] * near.astype(x.dtype)).sum(-2)


def _over_power(xp, x, base, beta):
    if beta == 1:
        return xp.divide(x, base, out=base)
    if beta == 0.5:
        return xp.divide(x, xp.sqrt(base, out=base), out=base)
    xp.power(base, xp.float32(-beta), out=base)
    return xp.multiply(x, base, out=base)


@lrn.shape
def lrn_shape(c):
    return [checks.with_rank(c["input"], 4)]


@lrn.gradient
def lrn_gradient(op, dy):
    attrs = {name: op.attr(name) for name in ("depth_radius", "bias", "alpha", "beta")}
    return raw.LRNGrad(dy, op.inputs[0], op.outputs[0], **attrs)


@op("""
    L2Loss(t: T) -> output: T
        T: {half, bfloat16, float, double}
""")
def l2_loss(xp, t):
    """Return half the sum of the squares of all elements.

    Shapes:
        t: any
        output: []
    Source: tf.raw_ops.L2Loss
    """
    wide = t.astype(xp.float32) if t.dtype.itemsize == 2 else t
    flat = xp.ravel(wide)
    return xp.asarray(xp.dot(flat, flat) / 2).astype(t.dtype)


@l2_loss.shape
def l2_loss_shape(c):
    return [TensorShape([])]


@l2_loss.gradient
def l2_loss_gradient(op, dy):
    return raw.Mul(op.inputs[0], dy)
