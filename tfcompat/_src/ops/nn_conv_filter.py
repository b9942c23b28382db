"""Gradients of convolutions with respect to the filter, and of depthwise convolutions.

The arithmetic of the former is in `convolution`, sizes in `window_geometry`; gradients of full
convolutions with respect to the input are in `nn_conv_transpose`.
"""

import itertools

from tfcompat._src.core import raw
from tfcompat._src.ops import (
    checks,
    convolution,
    convolution_checks,
    nn_conv,
    window_geometry,
)
from tfcompat._src.ops.gradient_parts import sizes_of
from tfcompat._src.registry import op


def _sizes(name, sizes, dy, attrs):
    """Check the attributes of an op; return the ints of the input that states a shape."""
    convolution_checks.check_attributes(name, convolution_checks.is_accelerated(dy), *attrs)
    return convolution_checks.stated_sizes(name, sizes, dy, len(attrs[-1]))


def _geometry(name, x_shape, w_shape, dy, attrs):
    """Check sizes; return (strides, dilations, pads) per spatial axis."""
    strides, dilations, padding, explicit_paddings, data_format = attrs
    rank = len(x_shape)
    explicit = window_geometry.explicit_pairs(padding, explicit_paddings, data_format, rank)
    axes = window_geometry.spatial_axes(data_format, rank)
    found = [
        window_geometry.axis_geometry(
            x_shape[axis], w_shape[i], strides[axis], dilations[axis], padding, explicit[i]
        )
        for i, axis in enumerate(axes)
    ]
    steps = [strides[axis] for axis in axes], [dilations[axis] for axis in axes]
    counts = [item[0] for item in found]
    convolution_checks.check_computed(name, x_shape, w_shape, dy, data_format, counts, steps)
    return (*steps, [item[1:] for item in found])


def _last(xp, array, data_format):
    """Return an array with channels last, halves in float32."""
    array = array.astype(nn_conv.compute_dtype(xp, array.dtype), copy=False)
    return xp.moveaxis(array, 1, -1) if window_geometry.channels_first(data_format) else array


def _filter_gradient(xp, name, x, filter_sizes, dy, attrs):
    sizes = _sizes(name, filter_sizes, dy, attrs)
    convolution_checks.check_backward(name, x.shape, sizes, dy, attrs[-1])
    if not sizes[-2]:
        return xp.zeros(sizes, x.dtype)
    steps = _geometry(name, x.shape, sizes, dy, attrs)
    groups = x.shape[window_geometry.channel_axis(attrs[-1], x.ndim)] // sizes[-2]
    result = convolution.filter_gradient(
        xp, _last(xp, x, attrs[-1]), _last(xp, dy, attrs[-1]), sizes[:-2], *steps, groups
    )
    return result.astype(x.dtype, copy=False)


@op(
    """
    Conv2DBackpropFilter(input: T, filter_sizes: int32, out_backprop: T) -> output: T
        T: {half, bfloat16, float, double}
        strides: list(int)
        use_cudnn_on_gpu: bool = true
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        dilations: list(int) = [1, 1, 1, 1]
""",
    host=("filter_sizes",),
)
def conv2d_backprop_filter(
    xp, input, filter_sizes, out_backprop, *,
    strides, padding, explicit_paddings, data_format, dilations,
):  # fmt: skip
    """Return the gradient of Conv2D with respect to its filter.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        filter_sizes: [4], the shape of the result
        out_backprop: [n, oh, ow, o], or [n, o, oh, ow]
        output: [kh, kw, c / groups, o]
    Errors:
        InvalidArgumentError: ranks, sizes, depths, paddings or steps do not fit.
    Source: tf.raw_ops.Conv2DBackpropFilter
    """
    attrs = (strides, dilations, padding, explicit_paddings, data_format)
    return _filter_gradient(
        xp, "Conv2DBackpropFilter", input, filter_sizes, out_backprop, attrs
    )


@op(
    """
    Conv3DBackpropFilterV2(input: T, filter_sizes: int32, out_backprop: T) -> output: T
        T: {half, bfloat16, float, double}
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        dilations: list(int) = [1, 1, 1, 1, 1]
""",
    host=("filter_sizes",),
)
def conv3d_backprop_filter_v2(
    xp, input, filter_sizes, out_backprop, *, strides, padding, data_format, dilations
):
    """Return the gradient of Conv3D with respect to its filter.

    Shapes:
        input: [n, d, h, w, c], or [n, c, d, h, w] for data_format NCDHW
        filter_sizes: [5], the shape of the result
        out_backprop: [n, od, oh, ow, o], or [n, o, od, oh, ow]
        output: [kd, kh, kw, c, o]
    Errors:
        InvalidArgumentError: ranks, sizes, depths or steps do not fit.
    Source: tf.raw_ops.Conv3DBackpropFilterV2
    """
    attrs = (strides, dilations, padding, (), data_format)
    return _filter_gradient(
        xp, "Conv3DBackpropFilterV2", input, filter_sizes, out_backprop, attrs
    )


def _taps(kernel, counts, strides, dilations):
    """Yield (tap, the places of a padded image it reads) for every tap of a 2-D filter."""
    for tap in itertools.product(*map(range, kernel)):
        yield tap, (
            slice(None),
            *(
                slice(i * rate, i * rate + (count - 1) * step + 1, step)
                for i, rate, step, count in zip(tap, dilations, strides, counts, strict=True)
            ),
        )


@op(
    """
    DepthwiseConv2dNativeBackpropInput(input_sizes: int32, filter: T, out_backprop: T) -> (
            output: T)
        T: {half, bfloat16, float, double}
        strides: list(int)
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        dilations: list(int) = [1, 1, 1, 1]
""",
    host=("input_sizes",),
)
def depthwise_conv2d_native_backprop_input(
    xp, input_sizes, filter, out_backprop, *,
    strides, padding, explicit_paddings, data_format, dilations,
):  # fmt: skip
    """Return the gradient of DepthwiseConv2dNative with respect to its input.

    Shapes:
        input_sizes: [4], the shape of the result
        filter: [kh, kw, c, m]
        out_backprop: [n, oh, ow, c * m], or [n, c * m, oh, ow] for data_format NCHW
        output: [n, h, w, c], or [n, c, h, w]
    Errors:
        InvalidArgumentError: ranks, sizes, depths, paddings or steps do not fit.
    Source: tf.raw_ops.DepthwiseConv2dNativeBackpropInput
    """
    attrs = (strides, dilations, padding, explicit_paddings, data_format)
    name = "DepthwiseConv2dNativeBackpropInput"
    shape = _sizes(name, input_sizes, out_backprop, attrs)
    convolution_checks.check_backward(name, shape, filter.shape, out_backprop, data_format)
    if not filter.shape[2]:
        return xp.zeros(shape, out_backprop.dtype)
    depth = shape[window_geometry.channel_axis(data_format, 4)]
    steps, rates, pairs = _geometry(name, shape, filter.shape, out_backprop, attrs)
    dy = _last(xp, out_backprop, data_format)
    w = filter.astype(dy.dtype, copy=False)
    first = window_geometry.channels_first(data_format)
    spatial = shape[2:] if first else shape[1:3]
    padded = [size + sum(pair) for size, pair in zip(spatial, pairs, strict=True)]
    result = xp.zeros((shape[0], *padded, depth), dy.dtype)
    dy = dy.reshape(*dy.shape[:3], depth, filter.shape[3])
    for tap, place in _taps(filter.shape[:2], dy.shape[1:3], steps, rates):
        result[place] += (dy * w[tap]).sum(axis=-1)
    (top, _), (left, _) = pairs
    result = result[:, top : top + spatial[0], left : left + spatial[1]]
    result = xp.ascontiguousarray(xp.moveaxis(result, -1, 1) if first else result)
    return result.astype(out_backprop.dtype, copy=False)


@op(
    """
    DepthwiseConv2dNativeBackpropFilter(input: T, filter_sizes: int32, out_backprop: T) -> (
            output: T)
        T: {half, bfloat16, float, double}
        strides: list(int)
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        dilations: list(int) = [1, 1, 1, 1]
""",
    host=("filter_sizes",),
)
def depthwise_conv2d_native_backprop_filter(
    xp, input, filter_sizes, out_backprop, *,
    strides, padding, explicit_paddings, data_format, dilations,
):  # fmt: skip
    """Return the gradient of DepthwiseConv2dNative with respect to its filter.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        filter_sizes: [4], the shape of the result
        out_backprop: [n, oh, ow, c * m], or [n, c * m, oh, ow]
        output: [kh, kw, c, m]
    Errors:
        InvalidArgumentError: ranks, sizes, depths, paddings or steps do not fit.
    Source: tf.raw_ops.DepthwiseConv2dNativeBackpropFilter
    """
    attrs = (strides, dilations, padding, explicit_paddings, data_format)
    name = "DepthwiseConv2dNativeBackpropFilter"
    sizes = _sizes(name, filter_sizes, out_backprop, attrs)
    convolution_checks.check_backward(name, input.shape, sizes, out_backprop, data_format)
    if not sizes[2]:
        return xp.zeros(sizes, input.dtype)
    depth = input.shape[window_geometry.channel_axis(data_format, 4)]
    steps, rates, pairs = _geometry(name, input.shape, sizes, out_backprop, attrs)
    dy = _last(xp, out_backprop, data_format)
    dy = dy.reshape(*dy.shape[:3], depth, sizes[3])
    x = convolution.pad_spatial(xp, _last(xp, input, data_format), pairs)
    result = xp.zeros(sizes, dy.dtype)
    for tap, place in _taps(sizes[:2], dy.shape[1:3], steps, rates):
        result[tap] = xp.einsum("nhwc,nhwcm->cm", x[place], dy)
    return result.astype(input.dtype, copy=False)


@depthwise_conv2d_native_backprop_filter.gradient
def depthwise_conv2d_native_backprop_filter_gradient(op, dz):
    return _by_image_and_gradient(
        op, dz, raw.DepthwiseConv2dNativeBackpropInput, raw.DepthwiseConv2dNative
    )


@conv2d_backprop_filter.shape
@depthwise_conv2d_native_backprop_filter.shape
def filter_gradient_shape(c):
    checks.with_rank(c["filter_sizes"], 1)
    return [checks.with_rank(c.value_as_shape("filter_sizes"), 4)]


@conv2d_backprop_filter.gradient
def conv2d_backprop_filter_gradient(op, dz):
    return _by_image_and_gradient(op, dz, raw.Conv2DBackpropInput, raw.Conv2D)


def _by_image_and_gradient(op, dz, by_input, convolve):
    """Return the gradients of a gradient by the filter: `dz` stands where the filter stood."""
    x, _, dy = op.inputs
    attrs = _attrs_of(op)
    return [
        by_input(sizes_of(x), dz, dy, **attrs) if op.needs(0) else None,
        None,
        convolve(x, dz, **attrs) if op.needs(2) else None,
    ]


def _attrs_of(op):
    """Return the attributes that a convolution shares with its gradients."""
    names = ["strides", "padding", "data_format", "dilations"]
    if not op.name.startswith("Conv3D"):
        names.append("explicit_paddings")
    return {name: op.attr(name) for name in names}


@conv3d_backprop_filter_v2.shape
def conv3d_backprop_filter_v2_shape(c):
    checks.with_rank(c["filter_sizes"], 1)
    return [checks.with_rank(c.value_as_shape("filter_sizes"), 5)]


@conv3d_backprop_filter_v2.gradient
def conv3d_backprop_filter_v2_gradient(op, dz):
    return _by_image_and_gradient(op, dz, raw.Conv3DBackpropInputV2, raw.Conv3D)


@depthwise_conv2d_native_backprop_input.shape
def depthwise_conv2d_native_backprop_input_shape(c):
    checks.with_rank(c["input_sizes"], 1)
    return [checks.with_rank(c.value_as_shape("input_sizes"), 4)]


@depthwise_conv2d_native_backprop_input.gradient
def depthwise_conv2d_native_backprop_input_gradient(op, dz):
    _, kernel, dy = op.inputs
    attrs = _attrs_of(op)
    d_kernel = d_dy = None
    if op.needs(1):
        d_kernel = raw.DepthwiseConv2dNativeBackpropFilter(dz, sizes_of(kernel), dy, **attrs)
    if op.needs(2):
        d_dy = raw.DepthwiseConv2dNative(dz, kernel, **attrs)
    return [None, d_kernel, d_dy]
