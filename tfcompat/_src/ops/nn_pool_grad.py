"""Backward kernels of pooling, as TensorFlow's training graphs contain them.

The forward ops and the walk over the elements of windows are in `nn_pool`.
"""

import itertools

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, convolution_checks, nn_pool, pooling_checks
from tfcompat._src.registry import op


def element_views(shape, axes):
    """Yield (number, target, source): output and input places of every element of a window."""
    choices = [
        list(nn_pool.taps(shape[axis], window, stride, before, output))
        for axis, window, stride, before, output in axes
    ]
    lead = (slice(None),) * axes[0][0]
    for number, combination in enumerate(itertools.product(*choices)):
        target = (*lead, *(pair[0] for pair in combination))
        source = (*lead, *(pair[1] for pair in combination))
        yield number, target, source


def _hits(xp, x, shape, axes):
    """Yield (number, target, source, hit) per element: in which windows it is the first largest.

    Comparing with the largest value takes a tenth of the time of keeping the number of the best
    element so far, but NaNs equal nothing; windows with them go the slow way.
    """
    views = list(element_views(x.shape, axes))
    exact = x.dtype.kind in "iu"
    best = xp.full(shape, xp.iinfo(x.dtype).min if exact else -xp.inf, x.dtype)
    for _, target, source in views:
        xp.maximum(best[target], x[source], out=best[target])
    if not exact and bool(xp.isnan(best).any()):
        chosen = _first_largest_with_nans(xp, x, shape, views)
        for number, target, source in views:
            yield number, target, source, chosen[target] == number
        return
    free = xp.ones(shape, bool)
    for number, target, source in views:
        hit = xp.equal(x[source], best[target])
        hit &= free[target]
        free[target] ^= hit
        yield number, target, source, hit


def _first_largest_with_nans(xp, x, shape, views):
    """Return which element is the first largest one: no NaN is larger, nothing larger than one."""
    chosen, best = xp.full(shape, -1, xp.int32), xp.zeros(shape, x.dtype)
    for number, target, source in views:
        found = x[source]
        better = (chosen[target] < 0) | (found > best[target])
        xp.copyto(best[target], found, where=better)
        xp.copyto(chosen[target], xp.int32(number), where=better)
    return chosen


def _route_to_largest(xp, x, dy, axes):
    """Return an array like `x` with each gradient at the first largest element of its window."""
    wide = dy.astype(xp.float32) if dy.dtype.itemsize == 2 and dy.dtype.kind not in "iu" else dy
    # Times 0 or 1 as whole numbers of the same size: bits stay or go, be they a NaN's.
    bits = xp.ascontiguousarray(wide).view(f"i{wide.dtype.itemsize}")
    result = xp.zeros(x.shape, wide.dtype)
    overlapping = any(window > stride for _, window, stride, *_ in axes)
    for _, target, source, hit in _hits(xp, x, dy.shape, axes):
        if overlapping:
            result[source] += xp.multiply(bits[target], hit).view(wide.dtype)
        else:
            xp.multiply(bits[target], hit, out=result.view(bits.dtype)[source])
    return result.astype(dy.dtype, copy=False)


def _check_like_pooled(shape, orig_output, grad, rank):
    """Check that the pooled array and its gradient have the shape that pooling gives."""
    for name, array in (("orig_output", orig_output), ("grad", grad)):
        if tuple(array.shape) != shape:
            raise errors.InvalidArgumentError(
                f"Expected {name} shape to be {checks.shown(shape)}, "
                f"but got {checks.shown(array.shape)}"
            )


def pooled_axes(x, ksize, strides, padding, explicit, layout):
    """Return the axes of a pooling whose gradient is taken, and the shape that it yields."""
    explicit = explicit if padding == b"EXPLICIT" else ()
    axes = nn_pool.axes_of(x, ksize, strides, padding, explicit, layout)
    shape = list(x.shape)
    for axis, *_, output in axes:
        shape[axis] = output
    return axes, tuple(shape)


def _max_pool_grad(xp, orig_input, orig_output, grad, ksize, strides, padding, explicit, layout):
    pooling_checks.check_attributes(
        "MaxPoolGrad", False, ksize, strides, padding, explicit, layout
    )
    pooling_checks.check_ranks(
        4, tensor_in=orig_input, tensor_out=orig_output, out_backprop=grad
    )
    axes, shape = pooled_axes(orig_input, ksize, strides, padding, explicit, layout)
    _check_like_pooled(shape, orig_output, grad, len(layout))
    return _route_to_largest(xp, orig_input, grad, axes)


@op("""
    MaxPoolGrad(orig_input: T, orig_output: T, grad: T) -> output: T
        ksize: list(int) >= 4
        strides: list(int) >= 4
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64} = float
""")
def max_pool_grad(
    xp, orig_input, orig_output, grad, *, ksize, strides, padding, explicit_paddings, data_format
):
    """Return the gradient of MaxPool: each incoming gradient goes to the first largest element.

    Shapes:
        orig_input, output: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        orig_output, grad: [n, oh, ow, c], or [n, c, oh, ow]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPoolGrad
    """
    return _max_pool_grad(
        xp, orig_input, orig_output, grad, ksize, strides, padding, explicit_paddings, data_format
    )


@op(
    """
    MaxPoolGradV2(orig_input: T, orig_output: T, grad: T, ksize: int32, strides: int32) -> output: T
        padding: {"SAME", "VALID"}
        data_format: {"NHWC", "NCHW"} = "NHWC"
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64} = float
""",
    host=("ksize", "strides"),
)
def max_pool_grad_v2(
    xp, orig_input, orig_output, grad, ksize, strides, *, padding, data_format
):
    """Return the gradient of MaxPoolV2; windows and strides are inputs.

    Shapes:
        orig_input, output: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        orig_output, grad: [n, oh, ow, c], or [n, c, oh, ow]
        ksize, strides: [4]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPoolGradV2
    """
    pooling_checks.check_ranks(
        4, tensor_in=orig_input, tensor_out=orig_output, out_backprop=grad
    )
    ksize, strides = pooling_checks.given_windows(ksize, strides)
    return _max_pool_grad(
        xp, orig_input, orig_output, grad, ksize, strides, padding, (), data_format
    )


@max_pool_grad_v2.gradient
def max_pool_grad_v2_gradient(op, dz):
    x, y, _, ksize, strides = op.inputs
    picked = raw.MaxPoolGradGradV2(
        x, y, dz, ksize, strides, padding=op.attr("padding"), data_format=op.attr("data_format")
    )
    return [raw.ZerosLike(x), raw.ZerosLike(y), picked, None, None]


@op("""
    MaxPool3DGrad(orig_input: TInput, orig_output: TInput, grad: T) -> output: T
        ksize: list(int) >= 5
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        T: {half, bfloat16, float} = float
        TInput: {half, bfloat16, float} = float
""")
def max_pool3d_grad(
    xp, orig_input, orig_output, grad, *, ksize, strides, padding, data_format
):
    """Return the gradient of MaxPool3D: it goes to all largest elements of each window.

    Shapes:
        orig_input, output: [n, d, h, w, c], or [n, c, d, h, w] for data_format NCDHW
        orig_output, grad: [n, od, oh, ow, c], or [n, c, od, oh, ow]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPool3DGrad
    """
    pooling_checks.check_attributes(
        "MaxPool3DGrad", False, ksize, strides, padding, (), data_format
    )
    pooling_checks.check_ranks(
        5, tensor_in=orig_input, tensor_out=orig_output, out_backprop=grad
    )
    axes, shape = pooled_axes(orig_input, ksize, strides, padding, (), data_format)
    _check_like_pooled(shape, orig_output, grad, 5)
    # Recorded case: other than in two dimensions, all of several largest elements get it.
    wide = grad.astype(xp.float32, copy=False)
    result, zero = xp.zeros(orig_input.shape, wide.dtype), wide.dtype.type(0)
    for _, target, source in element_views(orig_input.shape, axes):
        largest = orig_input[source] == orig_output[target]
        result[source] += xp.where(largest, wide[target], zero)
    return result.astype(grad.dtype, copy=False)


def _spread(xp, sizes, grad, ksize, strides, padding, layout):
    """Return the gradient of a mean over windows: each window's gradient in equal parts."""
    rank, fast = len(layout), convolution_checks.is_accelerated(grad)
    name = "AvgPoolGrad" if rank == 4 else "AvgPool3DGrad"
    pooling_checks.check_attributes(name, fast, ksize, strides, padding, (), layout)
    if sizes.shape != (rank,):
        have = "have " if fast or rank == 5 else ""
        raise errors.InvalidArgumentError(
            f"out_backprop must be 1-dimensional and {have}{rank} elements"
        )
    shape = tuple(int(size) for size in sizes)
    if grad.ndim != rank:
        raise errors.InvalidArgumentError(f"out_backprop must be {rank}-dimensional")
    model = xp.broadcast_to(grad.dtype.type(0), shape)
    if fast or rank == 5:
        pooling_checks.check_depth(ksize, layout)
    pooling_checks.refuse_channels(ksize, layout)
    axes = nn_pool.axes_of(model, ksize, strides, padding, (), layout)
    expected = list(shape)
    for axis, *_, output in axes:
        expected[axis] = output
    if grad.shape != tuple(expected):
        raise errors.InvalidArgumentError(
            f"Expected grad shape to be {checks.shown(tuple(expected))}, "
            f"but got {checks.shown(grad.shape)}"
        )
    result = grad.astype(xp.float32) if grad.dtype.itemsize == 2 else grad
    for axis, window, stride, before, output in axes:
        lead = (slice(None),) * axis
        places = list(nn_pool.taps(shape[axis], window, stride, before, output))
        count = xp.zeros((output,), result.dtype)
        for target, _ in places:
            count[target] += 1
        shared = result / count.reshape(-1, *[1] * (rank - axis - 1))
        wider = list(result.shape)
        wider[axis] = shape[axis]
        result = xp.zeros(wider, result.dtype)
        for target, source in places:
            result[(*lead, source)] += shared[(*lead, target)]
    return result.astype(grad.dtype, copy=False)


@op(
    """
    AvgPoolGrad(orig_input_shape: int32, grad: T) -> output: T
        ksize: list(int) >= 4
        strides: list(int) >= 4
        padding: {"SAME", "VALID"}
        data_format: {"NHWC", "NCHW"} = "NHWC"
        T: {half, bfloat16, float, double}
""",
    host=("orig_input_shape",),
)
def avg_pool_grad(xp, orig_input_shape, grad, *, ksize, strides, padding, data_format):
    """Return the gradient of AvgPool.

    Shapes:
        orig_input_shape: [4], the shape of the result
        grad: [n, oh, ow, c], or [n, c, oh, ow] for data_format NCHW
        output: [n, h, w, c], or [n, c, h, w]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch.
    Source: tf.raw_ops.AvgPoolGrad
    """
    return _spread(xp, orig_input_shape, grad, ksize, strides, padding, data_format)


@op(
    """
    AvgPool3DGrad(orig_input_shape: int32, grad: T) -> output: T
        ksize: list(int) >= 5
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        T: {half, bfloat16, float, double}
""",
    host=("orig_input_shape",),
)
def avg_pool3d_grad(xp, orig_input_shape, grad, *, ksize, strides, padding, data_format):
    """Return the gradient of AvgPool3D.

    Shapes:
        orig_input_shape: [5], the shape of the result
        grad: [n, od, oh, ow, c], or [n, c, od, oh, ow] for data_format NCDHW
        output: [n, d, h, w, c], or [n, c, d, h, w]
    Errors:
        InvalidArgumentError: ranks, windows, strides or sizes do not fit.
        UnimplementedError: windows over the batch.
    Source: tf.raw_ops.AvgPool3DGrad
    """
    return _spread(xp, orig_input_shape, grad, ksize, strides, padding, data_format)


@avg_pool3d_grad.gradient
def avg_pool3d_grad_gradient(op, dz):
    return [None, raw.AvgPool3D(dz, **_windows_of(op))]


@max_pool_grad.shape
@max_pool_grad_v2.shape
def max_pool_grad_shape(c):
    return [checks.with_rank(c["orig_input"], 4)]


@max_pool_grad.gradient
def max_pool_grad_gradient(op, dz):
    x, y, _ = op.inputs
    picked = raw.MaxPoolGradGrad(x, y, dz, **_windows_of(op))
    return [raw.ZerosLike(x), raw.ZerosLike(y), picked]


def _windows_of(op):
    """Return the attributes that pooling shares with its gradients."""
    return {name: op.attr(name) for name in ("ksize", "strides", "padding", "data_format")}


@max_pool3d_grad.shape
def max_pool3d_grad_shape(c):
    return [checks.with_rank(c["orig_input"], 5)]


@max_pool3d_grad.gradient
def max_pool3d_grad_gradient(op, dz):
    x, y, _ = op.inputs
    picked = raw.MaxPool3DGradGrad(x, y, dz, **_windows_of(op))
    return [raw.ZerosLike(x), raw.ZerosLike(y), picked]


@avg_pool_grad.shape
@avg_pool3d_grad.shape
def avg_pool_grad_shape(c):
    rank = len(c.attr("data_format"))
    checks.with_rank(c["orig_input_shape"], 1)
    return [checks.with_rank(c.value_as_shape("orig_input_shape"), rank)]


@avg_pool_grad.gradient
def avg_pool_grad_gradient(op, dz):
    return [None, raw.AvgPool(dz, **_windows_of(op))]
