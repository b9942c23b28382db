"""Backward kernels of normalisation: FusedBatchNormGrad in its three versions, LRNGrad.

The forward ops are in `nn_norm`.
"""

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import channels, checks, convolution_checks, nn_norm, window_geometry
from tfcompat._src.registry import op


def _check(dy, x, scale, mean, variance, data_format):
    invalid, shown = errors.InvalidArgumentError, checks.shown
    for array in (dy, x):
        nn_norm.check_image("input", array, data_format)
    for name, vector in (("scale", scale), ("saved mean", mean), ("saved variance", variance)):
        if vector.ndim != 1:
            raise invalid(f"{name} must be 1-dimensional{shown(vector.shape)}")
    if dy.shape != x.shape:
        raise invalid(
            "x and y_backprop must have same shape, but x has shape "
            f"{shown(x.shape)} and y_backprop has shape {shown(dy.shape)}"
        )
    count = x.shape[window_geometry.channel_axis(data_format, x.ndim)]
    named = (("scale", scale), ("reserve_space_1", mean), ("reserve_space_2", variance))
    for name, vector in named:
        if vector.size != count:
            raise invalid(
                f"{name} must have the same number of elements as the channels of x, "
                f"got {vector.size} and {count}"
            )


def _per_channel(xp, array, axis):
    """Return the sum of everything that belongs to each channel of a float32 array."""
    if axis == array.ndim - 1:
        matrix = array.reshape(-1, array.shape[-1])
        return xp.matmul(xp.ones(matrix.shape[:1], array.dtype), matrix)
    return array.sum(axis=tuple(other for other in range(array.ndim) if other != axis))


def _backward(xp, dy, x, scale, mean, variance, attrs):
    """Return the gradients of a batch normalisation by x, scale and offset."""
    epsilon, data_format, is_training = attrs
    _check(dy, x, scale, mean, variance, data_format)
    axis = window_geometry.channel_axis(data_format, x.ndim)
    along = channels.along_channels
    wide, up = x.astype(xp.float32, copy=False), dy.astype(xp.float32, copy=False)
    inverse = xp.float32(1) / xp.sqrt(variance + xp.float32(epsilon))
    normal = along(xp, xp.subtract, wide, mean, axis)
    along(xp, xp.multiply, normal, inverse, axis, out=normal)
    by_scale, by_offset = _per_channel(xp, up * normal, axis), _per_channel(xp, up, axis)
    slope = scale * inverse
    if not is_training:
        dx = along(xp, xp.multiply, up, slope, axis)
        return dx.astype(x.dtype, copy=False), by_scale, by_offset
    count = xp.float32(max(x.size // max(x.shape[axis], 1), 1))
    along(xp, xp.multiply, normal, by_scale / count, axis, out=normal)
    along(xp, xp.add, normal, by_offset / count, axis, out=normal)
    dx = xp.subtract(up, normal, out=normal)
    along(xp, xp.multiply, dx, slope, axis, out=dx)
    return dx.astype(x.dtype, copy=False), by_scale, by_offset


def _outputs(xp, x, data_format, gradients):
    """Return the five outputs: the gradients, and two that say nothing.

    As recorded these are scalars from oneDNN's kernel, which does images in single precision and
    bfloat16, and empty from the plain one.
    """
    fast = len(data_format) == 4 and convolution_checks.is_accelerated(x)
    nothing = xp.zeros(() if fast else (0,), xp.float32)
    return (*gradients, nothing, nothing)


@op("""
    FusedBatchNormGrad(y_backprop: T, x: T, scale: T, reserve_space_1: T, reserve_space_2: T) -> (
            x_backprop: T, scale_backprop: T, offset_backprop: T, reserve_space_3: T,
            reserve_space_4: T)
        T: {float}
        epsilon: float = 9.999999747378752e-05
        data_format: {"NHWC", "NCHW"} = "NHWC"
        is_training: bool = true
""")
def fused_batch_norm_grad(
    xp, y_backprop, x, scale, reserve_space_1, reserve_space_2, *,
    epsilon, data_format, is_training,
):  # fmt: skip
    """Return the gradients of FusedBatchNorm by x, scale and offset.

    Shapes:
        y_backprop, x, x_backprop: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        scale, reserve_space_1 (mean), reserve_space_2 (variance): [c]
        scale_backprop, offset_backprop: [c]; the last two outputs say nothing
    Errors:
        InvalidArgumentError: ranks or the number of channels do not fit.
    Source: tf.raw_ops.FusedBatchNormGrad
    """
    attrs = (epsilon, data_format, is_training)
    gradients = _backward(xp, y_backprop, x, scale, reserve_space_1, reserve_space_2, attrs)
    return _outputs(xp, x, data_format, gradients)


@op("""
    FusedBatchNormGradV2(y_backprop: T, x: T, scale: float, reserve_space_1: U,
            reserve_space_2: U) -> (
            x_backprop: T, scale_backprop: U, offset_backprop: U, reserve_space_3: U,
            reserve_space_4: U)
        T: {half, bfloat16, float}
        U: {float}
        epsilon: float = 9.999999747378752e-05
        data_format: {"NHWC", "NCHW"} = "NHWC"
        is_training: bool = true
""")
def fused_batch_norm_grad_v2(
    xp, y_backprop, x, scale, reserve_space_1, reserve_space_2, *,
    epsilon, data_format, is_training,
):  # fmt: skip
    """Return the gradients of FusedBatchNormV2 by x, scale and offset.

    Shapes:
        as FusedBatchNormGrad
    Errors:
        InvalidArgumentError: ranks or the number of channels do not fit.
    Source: tf.raw_ops.FusedBatchNormGradV2
    """
    attrs = (epsilon, data_format, is_training)
    gradients = _backward(xp, y_backprop, x, scale, reserve_space_1, reserve_space_2, attrs)
    return _outputs(xp, x, data_format, gradients)


@fused_batch_norm_grad_v2.gradient
def fused_batch_norm_grad_v2_gradient(op, *ups):
    return fused_batch_norm_grad_gradient(op, *ups)


@op("""
    FusedBatchNormGradV3(y_backprop: T, x: T, scale: float, reserve_space_1: U,
            reserve_space_2: U, reserve_space_3: U) -> (
            x_backprop: T, scale_backprop: U, offset_backprop: U, reserve_space_4: U,
            reserve_space_5: U)
        T: {half, bfloat16, float}
        U: {float}
        epsilon: float = 9.999999747378752e-05
        data_format: {"NHWC", "NCHW", "NDHWC", "NCDHW"} = "NHWC"
        is_training: bool = true
""")
def fused_batch_norm_grad_v3(
    xp, y_backprop, x, scale, reserve_space_1, reserve_space_2, reserve_space_3, *,
    epsilon, data_format, is_training,
):  # fmt: skip
    """Return the gradients of FusedBatchNormV3 by x, scale and offset; images or volumes.

    Shapes:
        as FusedBatchNormGrad; reserve_space_3 is not looked at
    Errors:
        InvalidArgumentError: ranks or the number of channels do not fit.
    Source: tf.raw_ops.FusedBatchNormGradV3
    """
    attrs = (epsilon, data_format, is_training)
    gradients = _backward(xp, y_backprop, x, scale, reserve_space_1, reserve_space_2, attrs)
    return _outputs(xp, x, data_format, gradients)


@fused_batch_norm_grad_v3.gradient
def fused_batch_norm_grad_v3_gradient(op, *ups):
    return fused_batch_norm_grad_gradient(op, *ups)


@fused_batch_norm_grad.shape
@fused_batch_norm_grad_v2.shape
@fused_batch_norm_grad_v3.shape
def fused_batch_norm_grad_shape(c):
    data_format = c.attr("data_format")
    rank = len(data_format)
    dy, x = (checks.with_rank(c[name], rank) for name in ("y_backprop", "x"))
    axis = window_geometry.channel_axis(data_format, rank)
    count = checks.merge_size(dy[axis], x[axis])
    for name in ("scale", "reserve_space_1", "reserve_space_2"):
        count = checks.merge_size(count, checks.with_rank(c[name], 1)[0])
    sizes = window_geometry.static_sizes(checks.merge(dy, x), rank)
    sizes[axis] = count
    vector, nothing = TensorShape([count]), TensorShape(None)
    if rank == 5 or c.attr("T") == dtypes.float16:  # these are not oneDNN's
        nothing = TensorShape([0])
    return [TensorShape(sizes), vector, vector, nothing, nothing]


@fused_batch_norm_grad.gradient
def fused_batch_norm_grad_gradient(op, d_dx, d_scale, d_offset, *_):
    up, x, scale, mean, variance = op.inputs[:5]
    kind, wide = x.dtype, dtypes.float32
    up, x, d_dx = [raw.Cast(t, DstT=wide) if kind != wide else t for t in (up, x, d_dx)]
    layout = _Layout(op.attr("data_format"))
    if op.attr("is_training"):
        results = _of_training(layout, (up, x, scale), (d_dx, d_scale, d_offset), op)
    else:
        results = _of_inference(layout, (up, x, scale), (d_dx, d_scale, d_offset), op)
    by_up, by_x, by_scale = results
    if kind != wide:
        by_up, by_x = raw.Cast(by_up, DstT=kind), raw.Cast(by_x, DstT=kind)
    return [by_up, by_x, by_scale] + [None] * (len(op.inputs) - 3)


class _Layout:
    """Sums over everything but the channels, and channels along an image."""

    def __init__(self, data_format):
        rank, last = len(data_format), not data_format.startswith(b"NC")
        self.axes = [i for i in range(rank) if i != (rank - 1 if last else 1)]
        self.column = None if last else [1, -1] + [1] * (rank - 2)

    def along(self, vector):
        """Return a value for each channel so that it broadcasts with the image."""
        return vector if self.column is None else raw.Reshape(vector, self.column)

    def mean(self, image):
        """Return the mean of each channel, so that it broadcasts with the image."""
        return raw.Mean(image, self.axes, keep_dims=True)

    def total(self, image):
        """Return the sum of each channel, so that it broadcasts with the image."""
        return raw.Sum(image, self.axes, keep_dims=True)


def _of_training(layout, inputs, ups, op):
    # With r = 1 / deviation, c the centred image, m = mean(up c), q = mean(u c), the kernel is
    #   dx = scale r (up - mean(up) - r^2 m c),   d_scale = r sum(up c),   d_offset = sum(up),
    # where r depends on the image by dr = -r^3 c / n, and m and q by the centred up and u over n.
    # As TensorFlow has it, the mean inside the deviation stays fixed for derivatives to come.
    (up, x, scale_vector), (u, s, o) = inputs, ups
    scale, s, o = [layout.along(vector) for vector in (scale_vector, s, o)]
    centred, up_centred, u_centred = [t - layout.mean(t) for t in (x, up, u)]
    fixed = x - raw.StopGradient(layout.mean(x))
    r2 = raw.Reciprocal(layout.mean(raw.Square(fixed)) + op.attr("epsilon"))
    r = raw.Sqrt(r2)
    m, q, t = [layout.mean(product) for product in (up * centred, u * centred, u * up_centred)]
    by_up = scale * r * (u_centred - r2 * q * centred) + s * r * centred + o
    bend = scale * r * r2 * (3.0 * r2 * m * q - t) - s * m * r * r2
    by_x = bend * fixed - scale * r * r2 * (q * up_centred + m * u_centred) + s * r * up_centred
    by_scale = r * layout.total(u * up_centred - r2 * m * u * centred)
    return by_up, by_x, raw.Reshape(by_scale, [-1])


def _of_inference(layout, inputs, ups, op):
    (up, x, scale), (u, s, o) = inputs, ups
    scale, s, o, mean, variance = [
        layout.along(v) for v in (scale, s, o, op.inputs[3], op.inputs[4])
    ]
    r = raw.Rsqrt(variance + op.attr("epsilon"))
    by_up = scale * r * u + s * r * (x - mean) + o
    return by_up, s * r * up, raw.Reshape(layout.total(u * up * r), [-1])


@op("""
    LRNGrad(input_grads: T, input_image: T, output_image: T) -> output: T
        depth_radius: int = 5
        bias: float = 1.0
        alpha: float = 1.0
        beta: float = 0.5
        T: {half, bfloat16, float} = float
""")
def lrn_grad(
    xp, input_grads, input_image, output_image, *, depth_radius, bias, alpha, beta
):
    """Return the gradient of LRN.

    Shapes:
        input_grads, input_image, output_image, output: [n, h, w, c]
    Errors:
        InvalidArgumentError: the inputs have not one shape of four axes.
    Source: tf.raw_ops.LRNGrad
    """
    if depth_radius < 0:
        raise errors.InvalidArgumentError(f"depth_radius = {depth_radius} larger than int max")
    if input_grads.ndim != 4 or input_image.ndim != 4:
        raise errors.InvalidArgumentError("inputs must be 4-dimensional")
    if input_grads.shape != input_image.shape or output_image.shape != input_image.shape:
        raise errors.InvalidArgumentError(
            "input_grads, input_image, and out_image should have the same shape"
        )
    if input_grads.dtype == xp.float16:
        attrs = (depth_radius, bias, alpha, beta)
        return _lrn_grad_in_half(xp, input_grads, input_image, output_image, attrs)
    single = xp.float32
    dy, x, y = (
        array.astype(single, copy=False) for array in (input_grads, input_image, output_image)
    )
    norm = nn_norm.sum_over_channels(xp, x * x, depth_radius) * single(alpha) + single(bias)
    shared = nn_norm.sum_over_channels(xp, dy * y / norm, depth_radius)
    result = dy * xp.power(norm, single(-beta)) - single(2 * alpha * beta) * x * shared
    return result.astype(input_image.dtype, copy=False)


def _lrn_grad_in_half(xp, dy, x, y, attrs):
    """Return the gradient of LRN in half, each step rounded, channel after channel."""
    half, (radius, bias, alpha, beta) = xp.float16, attrs
    depth = x.shape[-1]
    steps = range(-min(radius, depth - 1), min(radius, depth - 1) + 1)
    norm, result = xp.zeros(x.shape, half), xp.zeros(x.shape, half)
    for step in steps:
        here = slice(max(-step, 0), depth - max(step, 0))
        there = slice(max(step, 0), depth + min(step, 0))
        norm[..., here] += x[..., there] * x[..., there]
    norm = half(alpha) * norm + half(bias)
    factor, power = half(-2) * half(alpha) * half(beta), xp.power(norm, half(-beta))
    for step in steps:
        here = slice(max(-step, 0), depth - max(step, 0))
        there = slice(max(step, 0), depth + min(step, 0))
        part = factor * x[..., here] * y[..., there] / norm[..., there]
        if step == 0:
            part = part + power[..., there]
        result[..., here] += part * dy[..., there]
    return result


@lrn_grad.shape
def lrn_grad_shape(c):
    shape = checks.merge(c["input_grads"], c["input_image"])
    return [checks.with_rank(checks.merge(shape, c["output_image"]), 4)]
