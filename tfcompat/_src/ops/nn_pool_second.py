"""Backward kernels of max pooling beyond the first: gradients of gradients, and by known places.

The forward ops are in `nn_pool`, the plain backward kernels in `nn_pool_grad`.
"""

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, nn_pool, pooling_checks
from tfcompat._src.ops.nn_pool_grad import element_views, pooled_axes
from tfcompat._src.registry import op


def _check_shapes(orig_input, orig_output, grad, shape):
    """Check that the pooled array fits, and that the gradient is like what was pooled."""
    pairs = (("orig_output", orig_output, shape), ("grad", grad, tuple(orig_input.shape)))
    for name, array, wanted in pairs:
        if tuple(array.shape) != wanted:
            raise errors.InvalidArgumentError(
                f"Expected {name} shape to be {checks.shown(wanted)}, "
                f"but got {checks.shown(array.shape)}"
            )


def _pick(xp, orig_input, orig_output, grad, ksize, strides, padding, layout, name=None):
    """Return the gradient at the first element of each window that is the largest one."""
    if name is not None:
        pooling_checks.check_attributes(name, False, ksize, strides, padding, (), layout)
        pooling_checks.check_ranks(
            len(layout), tensor_in=orig_input, tensor_out=orig_output, out_grad_backprop=grad
        )
    axes, shape = pooled_axes(orig_input, ksize, strides, padding, (), layout)
    _check_shapes(orig_input, orig_output, grad, shape)
    result, done = xp.zeros(shape, grad.dtype), xp.zeros(shape, bool)
    for _, target, source in element_views(orig_input.shape, axes):
        here = (orig_input[source] == orig_output[target]) & ~done[target]
        xp.copyto(result[target], grad[source], where=here)
        done[target] |= here
    return result


@op("""
    MaxPoolGradGrad(orig_input: T, orig_output: T, grad: T) -> output: T
        ksize: list(int) >= 4
        strides: list(int) >= 4
        padding: {"SAME", "VALID"}
        data_format: {"NHWC", "NCHW"} = "NHWC"
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""")
def max_pool_grad_grad(
    xp, orig_input, orig_output, grad, *, ksize, strides, padding, data_format
):
    """Return the gradient of MaxPoolGrad by its last input: what stands at the largest elements.

    Shapes:
        orig_input, grad: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        orig_output, output: [n, oh, ow, c], or [n, c, oh, ow]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPoolGradGrad
    """
    return _pick(
        xp, orig_input, orig_output, grad, ksize, strides, padding, data_format, "MaxPoolGradGrad"
    )


@max_pool_grad_grad.gradient
def max_pool_grad_grad_gradient(op, dz):
    x, y, _ = op.inputs
    attrs = {name: op.attr(name) for name in ("ksize", "strides", "padding", "data_format")}
    return [raw.ZerosLike(x), raw.ZerosLike(y), raw.MaxPoolGrad(x, y, dz, **attrs)]


@op(
    """
    MaxPoolGradGradV2(orig_input: T, orig_output: T, grad: T, ksize: int32, strides: int32) -> (
            output: T)
        padding: {"SAME", "VALID"}
        data_format: {"NHWC", "NCHW"} = "NHWC"
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""",
    host=("ksize", "strides"),
)
def max_pool_grad_grad_v2(
    xp, orig_input, orig_output, grad, ksize, strides, *, padding, data_format
):
    """Return the gradient of MaxPoolGradV2 by its third input; windows and strides are inputs.

    Shapes:
        orig_input, grad: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        orig_output, output: [n, oh, ow, c], or [n, c, oh, ow]
        ksize, strides: [4]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPoolGradGradV2
    """
    pooling_checks.check_ranks(
        4, tensor_in=orig_input, tensor_out=orig_output, out_grad_backprop=grad
    )
    ksize, strides = pooling_checks.given_windows(ksize, strides)
    # As recorded, in the words of the first gradient.
    pooling_checks.check_attributes("MaxPoolGrad", False, ksize, strides, padding, (), data_format)
    return _pick(xp, orig_input, orig_output, grad, ksize, strides, padding, data_format)


@op("""
    MaxPool3DGradGrad(orig_input: T, orig_output: T, grad: T) -> output: T
        ksize: list(int) >= 5
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""")
def max_pool3d_grad_grad(
    xp, orig_input, orig_output, grad, *, ksize, strides, padding, data_format
):
    """Return the gradient of MaxPool3DGrad by its last input.

    Shapes:
        orig_input, grad: [n, d, h, w, c], or [n, c, d, h, w] for data_format NCDHW
        orig_output, output: [n, od, oh, ow, c], or [n, c, od, oh, ow]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPool3DGradGrad
    """
    return _pick(
        xp, orig_input, orig_output, grad, ksize, strides, padding, data_format, "MaxPool3DGradGrad"
    )


@max_pool_grad_grad.shape
def max_pool_grad_grad_shape(c):
    return _checked_shape(c, nn_pool.max_pool_shape)


@max_pool_grad_grad_v2.shape
def max_pool_grad_grad_v2_shape(c):
    return _checked_shape(c, nn_pool.max_pool_v2_shape)


@max_pool3d_grad_grad.shape
def max_pool3d_grad_grad_shape(c):
    return _checked_shape(c, nn_pool.pool3d_shape)


def _checked_shape(c, pool_shape):
    [shape] = pool_shape(c, "orig_input")
    checks.merge(c["orig_input"], c["grad"])
    checks.merge(c["orig_output"], shape)
    return [shape]


@max_pool3d_grad_grad.gradient
def max_pool3d_grad_grad_gradient(op, dz):
    x, y, _ = op.inputs
    attrs = {name: op.attr(name) for name in ("ksize", "strides", "padding", "data_format")}
    return [raw.ZerosLike(x), raw.ZerosLike(y), raw.MaxPool3DGrad(x, y, dz, **attrs)]


@op("""
    MaxPoolGradWithArgmax(input: T, grad: T, argmax: Targmax) -> output: T
        ksize: list(int) >= 4
        strides: list(int) >= 4
        padding: {"SAME", "VALID"}
        include_batch_in_index: bool = false
        Targmax: {int32, int64}
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""")
def max_pool_grad_with_argmax(
    xp, input, grad, argmax, *,  # noqa: A002
    ksize, strides, padding, include_batch_in_index,
):
    """Return the gradient of MaxPoolWithArgmax: each incoming gradient goes where `argmax` says.

    Shapes:
        input, output: [n, h, w, c]
        grad, argmax: [n, oh, ow, c]
    Errors:
        InvalidArgumentError: ranks, windows or sizes do not fit, or a place is out of range.
    Source: tf.raw_ops.MaxPoolGradWithArgmax; TensorFlow ends the process for places out of range.
    """
    pooling_checks.check_attributes(
        "MaxPoolGradWithArgmax", False, ksize, strides, padding, (), b"NHWC"
    )
    if input.ndim != 4:
        raise errors.InvalidArgumentError(
            f"tensor_in_shape must have 2 spatial dimensions. {input.ndim} 0"
        )
    pooling_checks.check_spatial(ksize, b"NHWC")
    axes = nn_pool.axes_of(input, ksize, strides, padding, (), b"NHWC")
    shape = (input.shape[0], *(axis[-1] for axis in axes), input.shape[3])
    for name, array in (("grad", grad), ("argmax", argmax)):
        if tuple(array.shape) != shape:
            raise errors.InvalidArgumentError(
                f"Expected {name} shape to be {checks.shown(shape)}, "
                f"but got {checks.shown(array.shape)}"
            )
    places = argmax
    if not include_batch_in_index and input.shape[0]:
        step = input.size // input.shape[0]
        places = places + (xp.arange(input.shape[0]) * step).reshape(-1, 1, 1, 1)
    places = places.reshape(-1)
    wrong = places[(places < 0) | (places >= input.size)]
    if wrong.size:
        raise errors.InvalidArgumentError(
            f"Invalid output gradient index: {int(wrong[0])}, 0, {input.size}"
        )
    wide = grad.astype(xp.float32) if grad.dtype.itemsize == 2 else grad
    total = xp.scatter_add(xp.zeros(input.size, wide.dtype), places, wide.reshape(-1))
    return total.astype(grad.dtype, copy=False).reshape(input.shape)


@max_pool_grad_with_argmax.shape
def max_pool_grad_with_argmax_shape(c):
    return [checks.with_rank(c["input"], 4)]
