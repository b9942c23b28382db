"""Gradients of Conv2D in their second version: tensors tell the sizes, not numbers.

The arithmetic is that of the first version, in `nn_conv_filter.py` and `nn_conv_transpose.py`.
"""

from tfcompat._src.ops.checks import with_rank
from tfcompat._src.ops.nn_conv_filter import conv2d_backprop_filter
from tfcompat._src.ops.nn_conv_transpose import conv2d_backprop_input
from tfcompat._src.registry import op

_ATTRS = """strides: list(int)
        use_cudnn_on_gpu: bool = true
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW"} = "NHWC"
        dilations: list(int) = [1, 1, 1, 1]"""


def _sizes(xp, array):
    return xp.asarray(array.shape, dtype=xp.int32)


@op(f"""
    Conv2DBackpropFilterV2(input: T, filter: T, out_backprop: T) -> output: T
        T: {{half, bfloat16, float, double}}
        {_ATTRS}
""")
def conv2d_backprop_filter_v2(
    xp, input, filter, out_backprop, *,
    strides, padding, explicit_paddings, data_format, dilations,
):  # fmt: skip
    """Return the gradient of Conv2D with respect to its filter.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        filter, output: [kh, kw, c / groups, o]
        out_backprop: [n, oh, ow, o], or [n, o, oh, ow]
    Errors:
        InvalidArgumentError: ranks, sizes, depths, paddings or steps do not fit.
    Source: tf.raw_ops.Conv2DBackpropFilterV2
    """
    return conv2d_backprop_filter(
        xp, input, _sizes(xp, filter), out_backprop, strides=strides, padding=padding,
        explicit_paddings=explicit_paddings, data_format=data_format, dilations=dilations,
    )


@op(f"""
    Conv2DBackpropInputV2(input: T, filter: T, out_backprop: T) -> output: T
        T: {{half, bfloat16, float, double, int32}}
        {_ATTRS}
""")
def conv2d_backprop_input_v2(
    xp, input, filter, out_backprop, *,
    strides, padding, explicit_paddings, data_format, dilations,
):  # fmt: skip
    """Return the gradient of Conv2D with respect to its input.

    Shapes:
        input, output: [n, h, w, c], or [n, c, h, w] for data_format NCHW
        filter: [kh, kw, c / groups, o]
        out_backprop: [n, oh, ow, o], or [n, o, oh, ow]
    Errors:
        InvalidArgumentError: ranks, sizes, depths, paddings or steps do not fit.
    Source: tf.raw_ops.Conv2DBackpropInputV2
    """
    return conv2d_backprop_input(
        xp, _sizes(xp, input), filter, out_backprop, strides=strides, padding=padding,
        explicit_paddings=explicit_paddings, data_format=data_format, dilations=dilations,
    )


def _like(name):
    def shape_function(c):
        return [with_rank(c[name], 4)]

    return shape_function


conv2d_backprop_filter_v2.shape(_like("filter"))
conv2d_backprop_input_v2.shape(_like("input"))
