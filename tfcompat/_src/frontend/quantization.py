"""Quantization: floats as integers that count steps of a range, in earnest or simulated."""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor

QuantizeV2 = collections.namedtuple("QuantizeV2", ["output", "output_min", "output_max"])
QuantizedConcat = collections.namedtuple("QuantizedConcat", ["output", "output_min", "output_max"])
FakeQuantWithMinMaxVarsGradient = collections.namedtuple(
    "FakeQuantWithMinMaxVarsGradient",
    ["backprops_wrt_input", "backprop_wrt_min", "backprop_wrt_max"],
)
FakeQuantWithMinMaxVarsPerChannelGradient = collections.namedtuple(
    "FakeQuantWithMinMaxVarsPerChannelGradient",
    ["backprops_wrt_input", "backprop_wrt_min", "backprop_wrt_max"],
)


def _axis(tensor, axis):
    """Return an axis as the ops take it: -1 for none."""
    if axis is None:
        return -1
    if axis >= 0:
        return axis
    rank = tensor.shape.rank
    if rank is None:
        raise ValueError("input should have known rank to use negative axis.")
    return axis % rank


def dequantize(
    input, min_range, max_range, mode="MIN_COMBINED", name=None, axis=None,  # noqa: A002
    narrow_range=False, dtype=dtypes.float32,
):
    """Turn integers that count steps of a range back into floats.

    Args:
        input: a tensor of a quantized dtype.
        min_range: what the lowest integer stands for; a vector with an axis.
        max_range: what the highest integer stands for; a vector with an axis.
        mode: "MIN_COMBINED", "MIN_FIRST" or "SCALED".
        name: a name for the operation.
        axis: the dimension whose parts have ranges of their own.
        narrow_range: whether the lowest integer is left out.
        dtype: float32 or bfloat16.

    Returns:
        A tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> x = tf.quantization.quantize([0.0, 0.5, 1.0], 0.0, 1.0, tf.quint8).output
        >>> tf.quantization.dequantize(x, 0.0, 1.0).numpy().round(2)
        array([0. , 0.5, 1. ], dtype=float32)
    """
    return raw.Dequantize(
        input, min_range, max_range, mode=mode, narrow_range=narrow_range,
        axis=_axis(input, axis), dtype=dtype, name=name,
    )


def fake_quant_with_min_max_args(
    inputs, min=-6, max=6, num_bits=8, narrow_range=False, name=None,  # noqa: A002
):
    """Round numbers to a grid between two bounds.

    Args:
        inputs: a float32 tensor.
        min: the lower bound, a number.
        max: the upper bound, a number.
        num_bits: how many bits count the steps, 2 to 16.
        narrow_range: whether there is one step less.
        name: a name for the operation.

    Returns:
        A float32 tensor of the shape of `inputs`.

    Raises:
        InvalidArgumentError: a bound or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.fake_quant_with_min_max_args([-1.0, 0.4, 9.0], 0.0, 3.0, num_bits=2)
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([0., 0., 3.], dtype=float32)>
    """
    return raw.FakeQuantWithMinMaxArgs(
        inputs, min=min, max=max, num_bits=num_bits, narrow_range=narrow_range, name=name
    )


def fake_quant_with_min_max_args_gradient(
    gradients, inputs, min=-6, max=6, num_bits=8, narrow_range=False, name=None,  # noqa: A002
):
    """The gradient of `fake_quant_with_min_max_args`: that of what lies within the bounds.

    Args:
        gradients: a float32 tensor, the gradient of the result.
        inputs: a float32 tensor, what was rounded.
        min: the lower bound, a number.
        max: the upper bound, a number.
        num_bits: how many bits count the steps, 2 to 16.
        narrow_range: whether there is one step less.
        name: a name for the operation.

    Returns:
        A float32 tensor of the shape of `inputs`.

    Raises:
        InvalidArgumentError: a shape, a bound or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.fake_quant_with_min_max_args_gradient([1.0, 2.0], [3.0, 7.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 0.], dtype=float32)>
    """
    return raw.FakeQuantWithMinMaxArgsGradient(
        gradients, inputs, min=min, max=max, num_bits=num_bits, narrow_range=narrow_range,
        name=name,
    )


def fake_quant_with_min_max_vars(
    inputs, min, max, num_bits=8, narrow_range=False, name=None,  # noqa: A002
):
    """Round numbers to a grid between two bounds, which may be trained.

    Args:
        inputs: a float32 tensor.
        min: the lower bound, a scalar tensor.
        max: the upper bound, a scalar tensor.
        num_bits: how many bits count the steps, 2 to 16.
        narrow_range: whether there is one step less.
        name: a name for the operation.

    Returns:
        A float32 tensor of the shape of `inputs`.

    Raises:
        InvalidArgumentError: a shape or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.fake_quant_with_min_max_vars([0.4, 1.6], 0.0, 3.0, num_bits=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0., 2.], dtype=float32)>
    """
    return raw.FakeQuantWithMinMaxVars(
        inputs, min, max, num_bits=num_bits, narrow_range=narrow_range, name=name
    )


def fake_quant_with_min_max_vars_gradient(
    gradients, inputs, min, max, num_bits=8, narrow_range=False, name=None,  # noqa: A002
):
    """The gradients of `fake_quant_with_min_max_vars`.

    Args:
        gradients: a float32 tensor, the gradient of the result.
        inputs: a float32 tensor, what was rounded.
        min: the lower bound, a scalar tensor.
        max: the upper bound, a scalar tensor.
        num_bits: how many bits count the steps, 2 to 16.
        narrow_range: whether there is one step less.
        name: a name for the operation.

    Returns:
        The gradients by inputs, lower and upper bound.

    Raises:
        InvalidArgumentError: a shape or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.fake_quant_with_min_max_vars_gradient(
        ...     [1.0, 2.0], [0.5, 7.0], 0.0, 3.0).backprop_wrt_max
        <tf.Tensor: shape=(), dtype=float32, numpy=2.0>
    """
    return FakeQuantWithMinMaxVarsGradient(*raw.FakeQuantWithMinMaxVarsGradient(
        gradients, inputs, min, max, num_bits=num_bits, narrow_range=narrow_range, name=name
    ))


def fake_quant_with_min_max_vars_per_channel(
    inputs, min, max, num_bits=8, narrow_range=False, name=None,  # noqa: A002
):
    """Round numbers to a grid between two bounds of each channel, the last dimension.

    Args:
        inputs: a float32 tensor of shape [..., channels].
        min: the lower bounds, a tensor of shape [channels].
        max: the upper bounds, a tensor of shape [channels].
        num_bits: how many bits count the steps, 2 to 16.
        narrow_range: whether there is one step less.
        name: a name for the operation.

    Returns:
        A float32 tensor of the shape of `inputs`.

    Raises:
        InvalidArgumentError: a shape or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.fake_quant_with_min_max_vars_per_channel(
        ...     [1.6, 1.6], [0.0, 0.0], [3.0, 1.5], num_bits=2)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2. , 1.5], dtype=float32)>
    """
    return raw.FakeQuantWithMinMaxVarsPerChannel(
        inputs, min, max, num_bits=num_bits, narrow_range=narrow_range, name=name
    )


def fake_quant_with_min_max_vars_per_channel_gradient(
    gradients, inputs, min, max, num_bits=8, narrow_range=False, name=None,  # noqa: A002
):
    """The gradients of `fake_quant_with_min_max_vars_per_channel`.

    Args:
        gradients: a float32 tensor, the gradient of the result.
        inputs: a float32 tensor of shape [..., channels], what was rounded.
        min: the lower bounds, a tensor of shape [channels].
        max: the upper bounds, a tensor of shape [channels].
        num_bits: how many bits count the steps, 2 to 16.
        narrow_range: whether there is one step less.
        name: a name for the operation.

    Returns:
        The gradients by inputs, lower and upper bounds.

    Raises:
        InvalidArgumentError: a shape or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.fake_quant_with_min_max_vars_per_channel_gradient(
        ...     [1.0, 2.0], [0.5, 7.0], [0.0, 0.0], [3.0, 3.0]).backprop_wrt_max
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0., 2.], dtype=float32)>
    """
    return FakeQuantWithMinMaxVarsPerChannelGradient(
        *raw.FakeQuantWithMinMaxVarsPerChannelGradient(
            gradients, inputs, min, max, num_bits=num_bits, narrow_range=narrow_range, name=name
        )
    )


def quantize(
    input, min_range, max_range, T, mode="MIN_COMBINED",  # noqa: A002, N803
    round_mode="HALF_AWAY_FROM_ZERO", name=None, narrow_range=False, axis=None,
    ensure_minimum_range=0.01,
):
    """Turn floats into integers that count steps of a range.

    Args:
        input: a float32 tensor.
        min_range: the least number of the range; a vector with an axis.
        max_range: the largest number of the range; a vector with an axis.
        T: a quantized dtype.
        mode: "MIN_COMBINED", "MIN_FIRST" or "SCALED".
        round_mode: "HALF_AWAY_FROM_ZERO", or "HALF_TO_EVEN" with "SCALED".
        name: a name for the operation.
        narrow_range: whether the lowest integer is left out.
        axis: the dimension whose parts have ranges of their own.
        ensure_minimum_range: how wide the range is made at least.

    Returns:
        (output, output_min, output_max): the integers and the range that was used.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.quantize([0.0, 0.5, 1.0], 0.0, 1.0, tf.quint8).output
        <tf.Tensor: shape=(3,), dtype=quint8, numpy=array([  0, 128, 255], dtype=uint8)>
    """
    input = convert_to_tensor(input, dtypes.float32)  # noqa: A001
    return QuantizeV2(*raw.QuantizeV2(
        input, min_range, max_range, T=T, mode=mode, round_mode=round_mode,
        narrow_range=narrow_range, axis=_axis(input, axis),
        ensure_minimum_range=ensure_minimum_range, name=name,
    ))


def quantize_and_dequantize(
    input, input_min, input_max, signed_input=True, num_bits=8, range_given=False,  # noqa: A002
    round_mode="HALF_TO_EVEN", name=None, narrow_range=False, axis=None,
):
    """Round numbers as if they had been integers of few bits for a while.

    Args:
        input: a tensor of a floating dtype.
        input_min: the least number of the range, where it is given.
        input_max: the largest number of the range, where it is given.
        signed_input: whether there are negative integers.
        num_bits: how many bits the integers have.
        range_given: whether the range is given, or that of the numbers.
        round_mode: "HALF_TO_EVEN" or "HALF_UP".
        name: a name for the operation.
        narrow_range: whether the lowest integer is left out.
        axis: the dimension whose parts have ranges of their own.

    Returns:
        A tensor of the shape and dtype of `input`.

    Raises:
        InvalidArgumentError: the range or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.quantize_and_dequantize([0.1, 1.0, 3.0], 0.0, 0.0, num_bits=3)
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([0., 1., 3.], dtype=float32)>
    """
    input = convert_to_tensor(input)  # noqa: A001
    return raw.QuantizeAndDequantizeV2(
        input, input_min, input_max, signed_input=signed_input, num_bits=num_bits,
        range_given=range_given, round_mode=round_mode, narrow_range=narrow_range,
        axis=_axis(input, axis), name=name,
    )


def quantize_and_dequantize_v2(
    input, input_min, input_max, signed_input=True, num_bits=8, range_given=False,  # noqa: A002
    round_mode="HALF_TO_EVEN", name=None, narrow_range=False, axis=None,
):
    """As `quantize_and_dequantize`; the gradient is 0 outside of the range.

    Args:
        input: a tensor of a floating dtype.
        input_min: the least number of the range, where it is given.
        input_max: the largest number of the range, where it is given.
        signed_input: whether there are negative integers.
        num_bits: how many bits the integers have.
        range_given: whether the range is given, or that of the numbers.
        round_mode: "HALF_TO_EVEN" or "HALF_UP".
        name: a name for the operation.
        narrow_range: whether the lowest integer is left out.
        axis: the dimension whose parts have ranges of their own.

    Returns:
        A tensor of the shape and dtype of `input`.

    Raises:
        InvalidArgumentError: the range or the number of bits does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.quantization.quantize_and_dequantize_v2(
        ...     [0.1, 1.0, 3.0], -3.0, 3.0, num_bits=3, range_given=True)
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([0., 1., 3.], dtype=float32)>
    """
    input = convert_to_tensor(input)  # noqa: A001
    return raw.QuantizeAndDequantizeV4(
        input, input_min, input_max, signed_input=signed_input, num_bits=num_bits,
        range_given=range_given, round_mode=round_mode, narrow_range=narrow_range,
        axis=_axis(input, axis), name=name,
    )


def quantized_concat(concat_dim, values, input_mins, input_maxes, name=None):
    """Join quantized tensors along a dimension, in the range that holds all of them.

    Args:
        concat_dim: the dimension, a scalar.
        values: a list of tensors of one quantized dtype.
        input_mins: a list of scalars, the lower ends of their ranges.
        input_maxes: a list of scalars, the upper ends of their ranges.
        name: a name for the operation.

    Returns:
        (output, output_min, output_max).

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> x, low, high = tf.quantization.quantize([1.0, 2.0], 0.0, 2.0, tf.quint8)
        >>> tf.quantization.quantized_concat(0, [x, x], [low, low], [high, high]).output
        <tf.Tensor: shape=(4,), dtype=quint8, numpy=array([128, 255, 128, 255], dtype=uint8)>
    """
    return QuantizedConcat(*raw.QuantizedConcat(
        concat_dim, values, input_mins, input_maxes, name=name
    ))
