"""Convolutions forward: Conv2D, DepthwiseConv2dNative, Conv3D and Conv.

The arithmetic is in `convolution`, paddings and sizes in `window_geometry`; the transposed
convolutions (gradients with respect to the input) are in `nn_conv_transpose`. TensorFlow's plain
CPU kernels refuse channels-first layouts, dilated depthwise and dilated 3-D convolutions that
its other kernels compute; here all of them are computed.
"""

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.ops import convolution, convolution_checks, window_geometry
from tfcompat._src.ops.gradient_parts import sizes_of
from tfcompat._src.registry import op

def compute_dtype(xp, dtype):
    """Return the dtype convolutions of `dtype` are computed in: float32 for halves."""
    return xp.dtype(xp.float32) if dtype.itemsize == 2 else dtype


def group_count(depth, w):
    """Return how many groups of channels a filter convolves apart."""
    if depth % w.shape[-2]:
        raise errors.InvalidArgumentError(
            f"input depth must be evenly divisible by filter depth: {depth} vs {w.shape[-2]}"
        )
    groups = depth // w.shape[-2]
    if groups and w.shape[-1] % groups:
        raise errors.InvalidArgumentError(
            "output depth must be evenly divisible by number of groups: "
            f"{w.shape[-1]} vs {groups}"
        )
    return groups


def window_steps(x, w, strides, padding, explicit_paddings, data_format, dilations):
    """Return (strides, dilations, pads) per spatial axis of a convolution."""
    rank = x.ndim
    axes = window_geometry.spatial_axes(data_format, rank)
    explicit = window_geometry.explicit_pairs(padding, explicit_paddings, data_format, rank)
    pairs = []
    for axis, window, pair in zip(axes, w.shape, explicit, strict=False):
        pairs.append(
            window_geometry.axis_geometry(
                x.shape[axis], window, strides[axis], dilations[axis], padding, pair
            )[1:]
        )
    return [strides[axis] for axis in axes], [dilations[axis] for axis in axes], pairs


def run(xp, x, w, steps, data_format):
    """Convolve in either layout with checked steps, computing halves in float32."""
    strides, dilations, pairs = steps
    groups = group_count(x.shape[window_geometry.channel_axis(data_format, x.ndim)], w)
    dtype = x.dtype
    wide = compute_dtype(xp, dtype)
    x, w = x.astype(wide, copy=False), w.astype(wide, copy=False)
    if not window_geometry.channels_first(data_format):
        result = convolution.convolve(xp, x, w, strides, dilations, pairs, groups)
    elif groups == 1:
        result = convolution.convolve_first(xp, x, w, strides, dilations, pairs)
    else:
        x = xp.moveaxis(x, 1, -1)
        result = convolution.convolve(xp, x, w, strides, dilations, pairs, groups)
        result = xp.ascontiguousarray(xp.moveaxis(result, -1, 1))
    return result.astype(dtype, copy=False)


@op("""
    Conv2D(input: T, filter: T) -> output: T
        T: {half, bfloat16, float, double, int32}
        strides: list(int)
        use_cudnn_on_gpu: bool = true
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        dilations: list(int) = [1, 1, 1, 1]
""")
def conv2d(
    xp, input, filter, *, strides, padding, explicit_paddings, data_format, dilations
):  # fmt: skip
    """Correlate a batch of images with a bank of filters.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        filter: [kh, kw, c / groups, o]; the ratio of the depths says how many groups
        output: [n, oh, ow, o], or [n, o, oh, ow]
    Dtypes:
        half and bfloat16 are computed in float32 and rounded once.
    Errors:
        InvalidArgumentError: ranks, depths, paddings or dilations do not fit.
        UnimplementedError: strides over batch or channels.
    Source: tf.raw_ops.Conv2D; sentences of both CPU kernels of TensorFlow 2.21
    """
    convolution_checks.check_forward(
        "Conv2D", input, filter, strides, dilations, padding, explicit_paddings, data_format
    )
    steps = window_steps(
        input, filter, strides, padding, explicit_paddings, data_format, dilations
    )
    return run(xp, input, filter, steps, data_format)


@conv2d.shape
def conv2d_shape(c):
    return [_static_convolution(c, "Conv2D", 4, c.attr("data_format"))]


@conv2d.gradient
def conv2d_gradient(op, dy):
    return _backward(op, dy, _CONV2D, raw.Conv2DBackpropInput, raw.Conv2DBackpropFilter)


_CONV2D = (
    "strides", "use_cudnn_on_gpu", "padding", "explicit_paddings", "data_format", "dilations",
)


def _backward(op, dy, attributes, by_input, by_filter):
    """Return the gradients of a convolution by its input and by its filter."""
    x, kernel = op.inputs
    attrs = {name: op.attr(name) for name in attributes}
    return [
        by_input(sizes_of(x), kernel, dy, **attrs) if op.needs(0) else None,
        by_filter(x, sizes_of(kernel), dy, **attrs) if op.needs(1) else None,
    ]


def _static_convolution(c, op_name, rank, data_format):
    strides, dilations = c.attr("strides"), c.attr("dilations")
    x = window_geometry.static_sizes(c["input"], rank)
    w = window_geometry.static_sizes(c["filter"], rank)
    window_geometry.static_length(op_name, "dilation", dilations, rank)
    shown = data_format if rank == 4 else None
    window_geometry.static_length(op_name, "stride", strides, rank, shown)
    if rank == 4:
        explicit = window_geometry.static_explicit_pairs(c, rank, data_format)
    else:
        explicit = [(0, 0)] * (rank - 2)
    channels = x[window_geometry.channel_axis(data_format, rank)]
    _check_static_depths(channels, w[-2], w[-1])
    axes = window_geometry.spatial_axes(data_format, rank)
    spatial = [
        window_geometry.static_size(
            x[axis], w[i], strides[axis], dilations[axis], c.attr("padding"), explicit[i]
        )
        for i, axis in enumerate(axes)
    ]
    return window_geometry.static_output(data_format, x[0], spatial, w[-1])


def _check_static_depths(depth, filter_depth, out_depth):
    if depth is None or filter_depth is None:
        return
    if filter_depth == 0:
        raise ValueError("Depth of filter must not be 0")
    if depth % filter_depth:
        raise ValueError(
            f"Depth of input ({depth}) is not a multiple of input depth of filter ({filter_depth})"
        )
    groups = depth // filter_depth
    if out_depth is not None and groups and out_depth % groups:
        raise ValueError(
            f"Depth of output ({out_depth}) is not a multiple of the number of groups ({groups})"
        )


@op("""
    DepthwiseConv2dNative(input: T, filter: T) -> output: T
        T: {half, bfloat16, float, double}
        strides: list(int)
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        dilations: list(int) = [1, 1, 1, 1]
""")
def depthwise_conv2d_native(
    xp, input, filter, *, strides, padding, explicit_paddings, data_format, dilations
):  # fmt: skip
    """Correlate every channel of a batch of images with its own filters.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        filter: [kh, kw, c, m]
        output: [n, oh, ow, c * m], or [n, c * m, oh, ow]
    Errors:
        InvalidArgumentError: ranks, depths, paddings or dilations do not fit.
        UnimplementedError: strides over batch or channels.
    Source: tf.raw_ops.DepthwiseConv2dNative; sentences of both CPU kernels of TensorFlow 2.21
    """
    convolution_checks.check_forward(
        "DepthwiseConv2dNative", input, filter, strides, dilations, padding, explicit_paddings,
        data_format,
    )  # fmt: skip
    depth = input.shape[window_geometry.channel_axis(data_format, 4)]
    if convolution_checks.is_accelerated(input):
        group_count(depth, filter)
    if depth != filter.shape[2]:
        raise errors.InvalidArgumentError(
            f"input and filter must have the same depth: {depth} vs {filter.shape[2]}"
        )
    strides, dilations, pairs = window_steps(
        input, filter, strides, padding, explicit_paddings, data_format, dilations
    )
    first = window_geometry.channels_first(data_format)
    wide = compute_dtype(xp, input.dtype)
    x, w = input.astype(wide, copy=False), filter.astype(wide, copy=False)
    x = xp.moveaxis(x, 1, -1) if first else x
    if depth == 1:
        result = convolution.convolve(xp, x, w, strides, dilations, pairs)
    else:
        x = convolution.pad_spatial(xp, x, pairs)
        result = convolution.depthwise(xp, x, w, strides, dilations)
    result = xp.ascontiguousarray(xp.moveaxis(result, -1, 1)) if first else result
    return result.astype(input.dtype, copy=False)


@depthwise_conv2d_native.shape
def depthwise_conv2d_native_shape(c):
    strides, dilations = c.attr("strides"), c.attr("dilations")
    data_format = c.attr("data_format")
    x = window_geometry.static_sizes(c["input"], 4)
    w = window_geometry.static_sizes(c["filter"], 4)
    window_geometry.static_length("DepthwiseConv2D", "stride", strides, 4)
    window_geometry.static_length("DepthwiseConv2D", "dilations", dilations, 4)
    explicit = window_geometry.static_explicit_pairs(c, 4, data_format)
    depth = x[window_geometry.channel_axis(data_format, 4)]
    if depth is not None and w[2] is not None and depth != w[2]:
        raise ValueError(f"Dimensions must be equal, but are {depth} and {w[2]}")
    depth = w[2] if depth is None else depth
    spatial = [
        window_geometry.static_size(
            x[axis], w[i], strides[axis], dilations[axis], c.attr("padding"), explicit[i]
        )
        for i, axis in enumerate(window_geometry.spatial_axes(data_format, 4))
    ]
    channels = None if depth is None or w[3] is None else depth * w[3]
    return [window_geometry.static_output(data_format, x[0], spatial, channels)]


@depthwise_conv2d_native.gradient
def depthwise_conv2d_native_gradient(op, dy):
    return _backward(
        op, dy, _DEPTHWISE, raw.DepthwiseConv2dNativeBackpropInput,
        raw.DepthwiseConv2dNativeBackpropFilter,
    )


_DEPTHWISE = ("strides", "padding", "explicit_paddings", "data_format", "dilations")


@op("""
    Conv3D(input: T, filter: T) -> output: T
        T: {half, bfloat16, float, double}
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        dilations: list(int) = [1, 1, 1, 1, 1]
""")
def conv3d(xp, input, filter, *, strides, padding, data_format, dilations):
    """Correlate a batch of volumes with a bank of filters.

    Shapes:
        input: [n, d, h, w, c], or [n, c, d, h, w] for data_format NCDHW
        filter: [kd, kh, kw, c, o]
        output: [n, od, oh, ow, o], or [n, o, od, oh, ow]
    Errors:
        InvalidArgumentError: ranks, depths or dilations do not fit.
        UnimplementedError: strides over batch or channels.
    Source: tf.raw_ops.Conv3D
    """
    convolution_checks.check_forward(
        "Conv3D", input, filter, strides, dilations, padding, (), data_format
    )
    depth = input.shape[window_geometry.channel_axis(data_format, 5)]
    if depth != filter.shape[3]:
        raise errors.InvalidArgumentError(
            f"input and filter must have the same depth: {depth} vs {filter.shape[3]}"
            if convolution_checks.is_accelerated(input)
            else f"Input depth must be evenly divisible by filter depth: {depth} vs "
            f"{filter.shape[3]}"
        )
    steps = window_steps(input, filter, strides, padding, (), data_format, dilations)
    return run(xp, input, filter, steps, data_format)


@conv3d.shape
def conv3d_shape(c):
    return [_static_convolution(c, "Conv3D", 5, c.attr("data_format"))]


@conv3d.gradient
def conv3d_gradient(op, dy):
    return _backward(op, dy, _CONV3D, raw.Conv3DBackpropInputV2, raw.Conv3DBackpropFilterV2)


_CONV3D = ("strides", "padding", "data_format", "dilations")
