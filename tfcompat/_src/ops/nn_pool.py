"""Pooling: the largest or the mean element of every window, over images and volumes.

Windows are reduced one axis at a time, which takes fewer steps than all elements of a window at
once and needs no padded copy. Sizes are in `window_geometry`. As in TensorFlow, a maximum
ignores NaN and never falls below the lowest finite value, and padding does not count in a mean.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, pooling_checks, window_geometry
from tfcompat._src.ops.gradient_parts import sizes_of
from tfcompat._src.registry import op

def axes_of(x, ksize, strides, padding, explicit, data_format):
    """Return [(axis, window, stride, padding before, output size)] of the spatial axes."""
    pairs = window_geometry.explicit_pairs(padding, explicit, data_format, x.ndim)
    found = []
    for axis, pair in zip(window_geometry.spatial_axes(data_format, x.ndim), pairs, strict=True):
        output, before, _ = window_geometry.axis_geometry(
            x.shape[axis], ksize[axis], strides[axis], 1, padding, pair
        )
        found.append((axis, ksize[axis], strides[axis], before, output))
    return found


def taps(size, window, stride, before, output):
    """Yield (slice of the output, slice of the input) for every element of a window."""
    for tap in range(window):
        offset = tap - before
        first = max(0, -(offset // stride))
        last = min(output, (size - 1 - offset) // stride + 1)
        if last > first:
            start = first * stride + offset
            yield (
                slice(first, last),
                slice(start, start + (last - first - 1) * stride + 1, stride),
            )


def _reduce_axis(xp, function, x, start, axis, window, stride, before, output):
    """Return `function` of the elements of every window along one axis, beginning at `start`."""
    shape = list(x.shape)
    shape[axis] = output
    result = xp.full(shape, start, x.dtype)
    lead = (slice(None),) * axis
    for target, source in taps(x.shape[axis], window, stride, before, output):
        part = result[(*lead, target)]
        function(part, x[(*lead, source)], out=part)
    return result


def _maximum(xp, x, lowest, axes):
    """Return the maximum over windows, computing halves in float32."""
    dtype = x.dtype
    floating = dtype.kind not in "iu"
    if floating and dtype.itemsize == 2:
        x = x.astype(xp.float32)
    function = xp.fmax if floating else xp.maximum
    start = x.dtype.type(lowest)
    for axis, window, stride, before, output in axes:
        x = _reduce_axis(xp, function, x, start, axis, window, stride, before, output)
    return x.astype(dtype, copy=False)


def _maximum_over_depth(xp, x, lowest, window, stride):
    """Return the maximum over groups of neighbouring channels (the last axis)."""
    unimplemented = errors.UnimplementedError
    if x.shape[-1] % window:
        raise unimplemented(
            "Depthwise max pooling requires the depth window to evenly divide the input depth"
        )
    if window != stride:
        raise unimplemented(
            "Depthwise max pooling requires the depth window to equal the depth stride"
        )
    output = x.shape[-1] // window
    return _maximum(xp, x, lowest, [(x.ndim - 1, window, stride, 0, output)])


def _max_pool(xp, name, x, ksize, strides, padding, explicit, data_format, lowest):
    if data_format == b"NCHW_VECT_C":
        raise errors.InvalidArgumentError(
            "Default MaxPoolingOp only supports NHWC on device type CPU"
        )
    explicit = explicit if padding == b"EXPLICIT" else ()
    pooling_checks.check_pool(name, x, ksize, strides, padding, explicit, data_format)
    pooling_checks.check_depth(ksize, data_format)
    channel = window_geometry.channel_axis(data_format, 4)
    if ksize[channel] != 1:
        x = xp.moveaxis(x, channel, -1)
        pooled = _maximum_over_depth(xp, x, lowest, ksize[channel], strides[channel])
        return xp.moveaxis(pooled, -1, channel)
    axes = axes_of(x, ksize, strides, padding, explicit, data_format)
    for (_, window, _, before, _), side in zip(axes, ("Top", "Left"), strict=True):
        if padding == b"EXPLICIT" and before >= window:
            raise errors.InvalidArgumentError(
                f"{side} padding {before} needs to be smaller than the window size {window}"
            )
    return _maximum(xp, x, lowest, axes)


@op("""
    MaxPool(input: T) -> output: T
        T: {half, bfloat16, float, double, int32, int64, uint8, int16, int8, uint16, qint8} = float
        ksize: list(int) >= 4
        strides: list(int) >= 4
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW", "NCHW_VECT_C"} = "NHWC"
""")
def max_pool(xp, input, *, T, ksize, strides, padding, explicit_paddings, data_format):
    """Return the largest element of every window of a batch of images.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        output: [n, oh, ow, c], or [n, c, oh, ow]; [n, h, w, c / k] for windows over channels
    Errors:
        InvalidArgumentError: ranks, windows, strides or paddings do not fit.
        UnimplementedError: windows over the batch, or over channels and space at once.
    Source: tf.raw_ops.MaxPool
    """
    return _max_pool(
        xp, "MaxPool", input, ksize, strides, padding, explicit_paddings, data_format, T.min
    )


@op(
    """
    MaxPoolV2(input: T, ksize: int32, strides: int32) -> output: T
        T: {half, bfloat16, float, double, int32, int64, uint8, int16, int8, uint16, qint8} = float
        padding: {"SAME", "VALID"}
        data_format: {"NHWC", "NCHW", "NCHW_VECT_C"} = "NHWC"
""",
    host=("ksize", "strides"),
)
def max_pool_v2(xp, input, ksize, strides, *, T, padding, data_format):
    """Return the largest element of every window; windows and strides are inputs.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        ksize, strides: [4]
        output: [n, oh, ow, c], or [n, c, oh, ow]
    Errors:
        InvalidArgumentError: ranks, windows or strides do not fit.
        UnimplementedError: windows over the batch, or over channels and space at once.
    Source: tf.raw_ops.MaxPoolV2
    """
    for name, values in (("ksize", ksize), ("stride", strides)):
        if values.size != 4:
            raise errors.InvalidArgumentError(
                f"Sliding window {name} field must specify 4 dimensions"
            )
        if name == "ksize" and min(values.reshape(-1).tolist()) <= 0:
            raise errors.InvalidArgumentError("Sliding window ksize must be positive.")
    ksize, strides = tuple(ksize.reshape(-1).tolist()), tuple(strides.reshape(-1).tolist())
    return _max_pool(xp, "MaxPoolV2", input, ksize, strides, padding, (), data_format, T.min)


def _mean(xp, x, axes):
    """Return the mean over the part of every window that lies inside `x`."""
    dtype = x.dtype
    if dtype.itemsize == 2:
        x = x.astype(xp.float32)
    count = xp.ones((), x.dtype)
    for axis, window, stride, before, output in axes:
        size = x.shape[axis]
        if output == 1 and before == 0 and window == size:
            x = xp.add.reduce(x, axis=axis, keepdims=True)
        else:
            x = _reduce_axis(xp, xp.add, x, 0, axis, window, stride, before, output)
        ones = xp.ones((size,), x.dtype)
        inside = _reduce_axis(xp, xp.add, ones, 0, 0, window, stride, before, output)
        count = count * inside.reshape(-1, *[1] * (x.ndim - axis - 1))
    return xp.divide(x, count, out=x).astype(dtype, copy=False)


@op("""
    AvgPool(value: T) -> output: T
        ksize: list(int) >= 4
        strides: list(int) >= 4
        padding: {"SAME", "VALID"}
        data_format: {"NHWC", "NCHW"} = "NHWC"
        T: {half, bfloat16, float, double}
""")
def avg_pool(xp, value, *, ksize, strides, padding, data_format):
    """Return the mean of every window of a batch of images.

    Shapes:
        value: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        output: [n, oh, ow, c], or [n, c, oh, ow]
    Dtypes:
        half and bfloat16 are computed in float32 and rounded once.
    Errors:
        InvalidArgumentError: ranks, windows or strides do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.AvgPool
    """
    pooling_checks.check_pool("AvgPool", value, ksize, strides, padding, (), data_format)
    pooling_checks.check_spatial(ksize, data_format)
    return _mean(xp, value, axes_of(value, ksize, strides, padding, (), data_format))


@op("""
    MaxPool3D(input: T) -> output: T
        ksize: list(int) >= 5
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        T: {half, bfloat16, float}
""")
def max_pool3d(xp, input, *, T, ksize, strides, padding, data_format):
    """Return the largest element of every window of a batch of volumes.

    Shapes:
        input: [n, d, h, w, c], or [n, c, d, h, w] for data_format NCDHW
        output: [n, od, oh, ow, c], or [n, c, od, oh, ow]
    Errors:
        InvalidArgumentError: ranks, windows or strides do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPool3D
    """
    pooling_checks.check_pool("MaxPool3D", input, ksize, strides, padding, (), data_format)
    return _maximum(xp, input, T.min, axes_of(input, ksize, strides, padding, (), data_format))


@op("""
    AvgPool3D(input: T) -> output: T
        ksize: list(int) >= 5
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        T: {half, bfloat16, float, double}
""")
def avg_pool3d(xp, input, *, ksize, strides, padding, data_format):
    """Return the mean of every window of a batch of volumes.

    Shapes:
        input: [n, d, h, w, c], or [n, c, d, h, w] for data_format NCDHW
        output: [n, od, oh, ow, c], or [n, c, od, oh, ow]
    Errors:
        InvalidArgumentError: ranks, windows or strides do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.AvgPool3D
    """
    pooling_checks.check_pool("AvgPool3D", input, ksize, strides, padding, (), data_format)
    pooling_checks.check_spatial(ksize, data_format)
    return _mean(xp, input, axes_of(input, ksize, strides, padding, (), data_format))


@avg_pool3d.gradient
def avg_pool3d_gradient(op, dy):
    return raw.AvgPool3DGrad(sizes_of(op.inputs[0]), dy, **_windows_of(op))


@op("""
    MaxPoolWithArgmax(input: T) -> output: T, argmax: Targmax
        ksize: list(int) >= 4
        strides: list(int) >= 4
        Targmax: {int32, int64} = int64
        padding: {"SAME", "VALID"}
        include_batch_in_index: bool = false
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}
""")
def max_pool_with_argmax(
    xp, input, *, ksize, strides, Targmax, padding, include_batch_in_index
):
    """Return the largest element of every window, and where it is in the flattened image.

    Shapes:
        input: [n, h, w, c]
        output, argmax: [n, oh, ow, c]
    Errors:
        InvalidArgumentError: ranks, windows or strides do not fit.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.MaxPoolWithArgmax
    """
    pooling_checks.check_attributes(
        "MaxPoolWithArgmax", False, ksize, strides, padding, (), b"NHWC"
    )
    if input.ndim != 4:
        raise errors.InvalidArgumentError("tensor_in must be 4-dimensional (2)")
    if not input.size:
        raise errors.InvalidArgumentError("tensor_in must not be empty (2)")
    pooling_checks.check_spatial(ksize, b"NHWC")
    rows, columns = axes_of(input, ksize, strides, padding, (), b"NHWC")
    index = xp.arange(input[0].size).reshape(1, *input.shape[1:])
    index = xp.broadcast_to(index, input.shape)
    if include_batch_in_index:
        index = index + xp.arange(input.shape[0]).reshape(-1, 1, 1, 1) * index[:1].size
    shape = (input.shape[0], rows[-1], columns[-1], input.shape[3])
    best, place = xp.zeros(shape, input.dtype), xp.full(shape, -1)
    for target_row, source_row in taps(input.shape[1], *rows[1:]):
        for target_column, source_column in taps(input.shape[2], *columns[1:]):
            target = (slice(None), target_row, target_column)
            source = (slice(None), source_row, source_column)
            found = input[source]
            better = (place[target] < 0) | (found > best[target])
            xp.copyto(best[target], found, where=better)
            xp.copyto(place[target], index[source], where=better)
    return best, place.astype(xp.int32 if Targmax.size == 4 else xp.int64, copy=False)


@max_pool_with_argmax.gradient
def max_pool_with_argmax_gradient(op, dy, _):
    names = ("ksize", "strides", "padding", "include_batch_in_index")
    attrs = {name: op.attr(name) for name in names}
    return raw.MaxPoolGradWithArgmax(op.inputs[0], dy, op.outputs[1], **attrs)


def _static_pool(c, x, rank, data_format, ksize, strides, by_depth):
    """Return the shape of a pooled `x`; windows over channels shrink them where `by_depth`."""
    x = window_geometry.static_sizes(x, rank)
    explicit = [(0, 0)] * (rank - 2)
    if "explicit_paddings" in c.record.definition.attrs:
        explicit = window_geometry.static_explicit_pairs(c, rank, data_format)
    spatial = [
        window_geometry.static_size(
            x[axis], ksize[axis], strides[axis], 1, c.attr("padding"), pair
        )
        for axis, pair in zip(
            window_geometry.spatial_axes(data_format, rank), explicit, strict=True
        )
    ]
    channel = window_geometry.channel_axis(data_format, rank)
    channels = x[channel]
    if by_depth:
        channels = window_geometry.static_size(
            channels, ksize[channel], strides[channel], 1, c.attr("padding")
        )
    return window_geometry.static_output(data_format, x[0], spatial, channels)


def _format(c):
    return c.attr("data_format") if "data_format" in c.record.definition.attrs else b"NHWC"


@max_pool_with_argmax.shape
def max_pool_with_argmax_shape(c):
    for size in c.attr("ksize"):
        if size <= 0:
            raise ValueError(f"ksize must be a positive int32 value, got:{size}")
    return max_pool_shape(c)


@max_pool.shape
def max_pool_shape(c, pooled="input"):
    ksize, strides = c.attr("ksize"), c.attr("strides")
    if _format(c) == b"NCHW_VECT_C":
        return [TensorShape(None)] * c.outputs
    checks.with_rank(c[pooled], 4)
    window_geometry.static_length("MaxPool", "stride", strides, 4)
    window_geometry.static_length("MaxPool", "ksize", ksize, 4)
    shape = _static_pool(c, c[pooled], 4, _format(c), ksize, strides, True)
    return [shape] * c.outputs


@max_pool.gradient
def max_pool_gradient(op, dy):
    return raw.MaxPoolGrad(
        op.inputs[0], op.outputs[0], dy, explicit_paddings=op.attr("explicit_paddings"),
        **_windows_of(op),
    )


def _windows_of(op):
    """Return the attributes that pooling shares with its gradients."""
    return {name: op.attr(name) for name in ("ksize", "strides", "padding", "data_format")}


@max_pool_v2.shape
def max_pool_v2_shape(c, pooled="input"):
    checks.with_rank(c[pooled], 4)
    sizes = []
    for name in ("ksize", "strides"):
        count = checks.with_rank(c[name], 1)[0]
        checks.with_size(count, 4)
        sizes.append(c.value(name))
    if any(value is None for value in sizes) or _format(c) == b"NCHW_VECT_C":
        return [TensorShape(None)]
    ksize, strides = ([int(size) for size in value] for value in sizes)
    return [_static_pool(c, c[pooled], 4, _format(c), ksize, strides, True)]


@max_pool_v2.gradient
def max_pool_v2_gradient(op, dy):
    x, ksize, strides = op.inputs
    dx = raw.MaxPoolGradV2(
        x, op.outputs[0], dy, ksize, strides, padding=op.attr("padding"),
        data_format=op.attr("data_format"),
    )
    return [dx, None, None]


@avg_pool.shape
def avg_pool_shape(c):
    ksize, strides = c.attr("ksize"), c.attr("strides")
    checks.with_rank(c["value"], 4)
    window_geometry.static_length("AvgPool", "stride", strides, 4)
    window_geometry.static_length("AvgPool", "ksize", ksize, 4)
    return [_static_pool(c, c["value"], 4, _format(c), ksize, strides, False)]


@avg_pool.gradient
def avg_pool_gradient(op, dy):
    return raw.AvgPoolGrad(sizes_of(op.inputs[0]), dy, **_windows_of(op))


@max_pool3d.shape
@avg_pool3d.shape
def pool3d_shape(c, pooled="input"):
    ksize, strides = c.attr("ksize"), c.attr("strides")
    checks.with_rank(c[pooled], 5)
    window_geometry.static_length("Pool3D ops", "stride", strides, 5)
    window_geometry.static_length("Pool3D", "ksize", ksize, 5)
    return [_static_pool(c, c[pooled], 5, _format(c), ksize, strides, False)]


@max_pool3d.gradient
def max_pool3d_gradient(op, dy):
    return raw.MaxPool3DGrad(op.inputs[0], op.outputs[0], dy, **_windows_of(op))
