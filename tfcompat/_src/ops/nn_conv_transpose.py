"""Transposed convolutions: the gradients of convolutions with respect to their input.

The arithmetic is in `convolution`, sizes in `window_geometry`. Where TensorFlow's default CPU
kernels stop without saying why, the sentences are those of its plain CPU kernels.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
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


def _run(xp, op_name, shape, w, dy, attrs):
    """Check sizes, and apply the transposed convolution in either layout."""
    strides, dilations, padding, explicit_paddings, data_format = attrs
    rank = len(shape)
    explicit = window_geometry.explicit_pairs(padding, explicit_paddings, data_format, rank)
    axes = window_geometry.spatial_axes(data_format, rank)
    found = [
        window_geometry.axis_geometry(
            shape[axis], w.shape[i], strides[axis], dilations[axis], padding, explicit[i]
        )
        for i, axis in enumerate(axes)
    ]
    strides, dilations = [strides[axis] for axis in axes], [dilations[axis] for axis in axes]
    counts, pairs = [item[0] for item in found], [item[1:] for item in found]
    if w.shape[-2] == 0:
        return xp.zeros(shape, dy.dtype)
    groups = shape[window_geometry.channel_axis(data_format, rank)] // w.shape[-2]
    convolution_checks.check_computed(
        op_name, shape, w.shape, dy, data_format, counts, (strides, dilations)
    )
    first = window_geometry.channels_first(data_format)
    wide = nn_conv.compute_dtype(xp, dy.dtype)
    source = xp.moveaxis(dy, 1, -1) if first else dy
    last = (shape[0], *shape[2:], shape[1]) if first else tuple(shape)
    result = convolution.transposed(
        xp, source.astype(wide, copy=False), w.astype(wide, copy=False),
        strides, dilations, pairs, last, groups,
    )  # fmt: skip
    result = xp.moveaxis(result, -1, 1) if first else result
    return xp.ascontiguousarray(result).astype(dy.dtype, copy=False)


def _image_sizes(input_sizes, w, dy, attrs):
    """Check attributes and ranks; return the shape that `input_sizes` asks for, completed."""
    convolution_checks.check_attributes(
        "Conv2DBackpropInput", convolution_checks.is_accelerated(dy), *attrs
    )
    if input_sizes.ndim == 1 and input_sizes.size not in (2, 4):
        raise errors.InvalidArgumentError(
            "Conv2DBackpropInput requires input_sizes to contain 4 values or 2 values, "
            f"but got: {input_sizes.size}"
        )
    if input_sizes.size and int(input_sizes.reshape(-1)[0]) == -1 and dy.ndim:
        input_sizes = [dy.shape[0], *input_sizes.tolist()[1:]]
        sizes = tuple(input_sizes)
    else:
        sizes = convolution_checks.stated_sizes("Conv2DBackpropInput", input_sizes, dy, 4)
    if len(sizes) == 2 and w.ndim == dy.ndim == 4:
        channels, first = w.shape[2], window_geometry.channels_first(attrs[-1])
        sizes = (dy.shape[0], *((channels, *sizes) if first else (*sizes, channels)))
    convolution_checks.check_backward("Conv2DBackpropInput", sizes, w.shape, dy, attrs[-1])
    return sizes


@op(
    """
    Conv2DBackpropInput(input_sizes: int32, filter: T, out_backprop: T) -> output: T
        T: {half, bfloat16, float, double, int32}
        strides: list(int)
        use_cudnn_on_gpu: bool = true
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        dilations: list(int) = [1, 1, 1, 1]
""",
    host=("input_sizes",),
)
def conv2d_backprop_input(
    xp, input_sizes, filter, out_backprop, *,
    strides, padding, explicit_paddings, data_format, dilations,
):  # fmt: skip
    """Apply the transpose of Conv2D: the gradient with respect to its input.

    Shapes:
        input_sizes: [4], the shape of the result, or [2], its height and width
        filter: [kh, kw, c / groups, o]
        out_backprop: [n, oh, ow, o], or [n, o, oh, ow] for data_format NCHW
        output: [n, h, w, c], or [n, c, h, w]
    Errors:
        InvalidArgumentError: ranks, sizes, depths, paddings or dilations do not fit, or strides
            move over batch or channels.
    Source: tf.raw_ops.Conv2DBackpropInput
    """
    attrs = (strides, dilations, padding, explicit_paddings, data_format)
    sizes = _image_sizes(input_sizes, filter, out_backprop, attrs)
    return _run(xp, "Conv2DBackpropInput", sizes, filter, out_backprop, attrs)


@conv2d_backprop_input.shape
def conv2d_backprop_input_shape(c):
    dy = checks.with_rank(c["out_backprop"], 4)
    w = checks.with_rank(c["filter"], 4)
    checks.with_rank(c["input_sizes"], 1)
    sizes = c.value_as_shape("input_sizes")
    data_format = c.attr("data_format")
    channel = window_geometry.channel_axis(data_format, 4)
    checks.merge_size(dy[channel], w[3])
    if sizes.rank == 2:
        return [window_geometry.static_output(data_format, dy[0], sizes.as_list(), w[2])]
    if sizes.rank not in (4, None):
        raise ValueError(
            "Conv2DBackpropInput requires input_sizes to contain 4 values or 2 values, "
            f"but got: {sizes.rank}"
        )
    given = checks.with_rank(sizes, 4).as_list()
    checks.merge_size(given[0], dy[0])
    return [TensorShape([dy[0], *given[1:]])]


@conv2d_backprop_input.gradient
def conv2d_backprop_input_gradient(op, dz):
    names = ("strides", "padding", "explicit_paddings", "data_format", "dilations")
    return _by_filter_and_gradient(op, dz, names, raw.Conv2DBackpropFilter, raw.Conv2D)


def _by_filter_and_gradient(op, dz, names, by_filter, convolve):
    """Return the gradients of a gradient by the image: `dz` stands where the image stood."""
    _, kernel, dy = op.inputs
    attrs = {name: op.attr(name) for name in names}
    return [
        None,
        by_filter(dz, sizes_of(kernel), dy, **attrs) if op.needs(1) else None,
        convolve(dz, kernel, **attrs) if op.needs(2) else None,
    ]


@op(
    """
    Conv3DBackpropInputV2(input_sizes: Tshape, filter: T, out_backprop: T) -> output: T
        T: {half, bfloat16, float, double}
        strides: list(int) >= 5
        padding: {"SAME", "VALID"}
        data_format: {"NDHWC", "NCDHW"} = "NDHWC"
        dilations: list(int) = [1, 1, 1, 1, 1]
        Tshape: {int32, int64} = int32
""",
    host=("input_sizes",),
)
def conv3d_backprop_input_v2(
    xp, input_sizes, filter, out_backprop, *, strides, padding, data_format, dilations
):
    """Apply the transpose of Conv3D: the gradient with respect to its input.

    Shapes:
        input_sizes: [5], the shape of the result
        filter: [kd, kh, kw, c, o]
        out_backprop: [n, od, oh, ow, o], or [n, o, od, oh, ow] for data_format NCDHW
        output: [n, d, h, w, c], or [n, c, d, h, w]
    Errors:
        InvalidArgumentError: ranks, sizes, depths or dilations do not fit, or strides
            move over batch or channels.
    Source: tf.raw_ops.Conv3DBackpropInputV2
    """
    attrs, name = (strides, dilations, padding, (), data_format), "Conv3DBackpropInputV2"
    convolution_checks.check_attributes(
        name, convolution_checks.is_accelerated(out_backprop), *attrs
    )
    sizes = convolution_checks.stated_sizes(name, input_sizes, out_backprop, 5)
    convolution_checks.check_backward(name, sizes, filter.shape, out_backprop, data_format)
    return _run(xp, name, sizes, filter, out_backprop, attrs)


@conv3d_backprop_input_v2.shape
def conv3d_backprop_input_v2_shape(c):
    checks.with_rank(c["input_sizes"], 1)
    return [checks.with_rank(c.value_as_shape("input_sizes"), 5)]


@conv3d_backprop_input_v2.gradient
def conv3d_backprop_input_v2_gradient(op, dz):
    names = ("strides", "padding", "data_format", "dilations")
    return _by_filter_and_gradient(op, dz, names, raw.Conv3DBackpropFilterV2, raw.Conv3D)
