"""The gradients of networks of recurrent layers in the form of cuDNN.

The steps are run again, as nothing but what was left out between layers is kept of them.
"""

from tfcompat._src.ops.cudnn import MODES, TYPES
from tfcompat._src.ops.cudnn_networks import Network
from tfcompat._src.registry import op


def _back(network, reserve_space, input_c, dys):
    masks = network.masks(reserve_space)
    kept = network.forward(masks)[3]
    dx, dh, dc, d_params = network.backward(kept, masks, *dys)
    return dx, dh, network.xp.zeros_like(input_c) if dc is None else dc, d_params


def _shapes(c):
    return [c["input"], c["input_h"], c["input_c"], c["params"]]


@op(f"""
    CudnnRNNBackprop(input: T, input_h: T, input_c: T, params: T, output: T, output_h: T,
        output_c: T, output_backprop: T, output_h_backprop: T, output_c_backprop: T,
        reserve_space: T) -> (input_backprop: T, input_h_backprop: T, input_c_backprop: T,
        params_backprop: T)
        T: {TYPES}
        {MODES}
""", stateful=True)
def cudnn_rnn_backprop(
    xp, input, input_h, input_c, params,  # noqa: A002 - TensorFlow's name
    output, output_h, output_c, output_backprop, output_h_backprop, output_c_backprop,
    reserve_space, *, rnn_mode, input_mode, direction,
):
    """Take the gradient of `CudnnRNN`.

    Shapes:
        input, input_h, input_c, params, output, output_h, output_c: those of `CudnnRNN`
        output_backprop, output_h_backprop, output_c_backprop: those of the outputs
        reserve_space: that of `CudnnRNN`
        input_backprop, input_h_backprop, input_c_backprop, params_backprop: those of the inputs
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.CudnnRNNBackprop
    """
    network = Network(
        xp, (input, input_h, input_c, params), (rnn_mode, input_mode, direction),
    )
    dys = output_backprop, output_h_backprop, output_c_backprop
    return _back(network, reserve_space, input_c, dys)


cudnn_rnn_backprop.shape(_shapes)


@op(f"""
    CudnnRNNBackpropV2(input: T, input_h: T, input_c: T, params: T, output: T, output_h: T,
        output_c: T, output_backprop: T, output_h_backprop: T, output_c_backprop: T,
        reserve_space: T, host_reserved: int8) -> (input_backprop: T, input_h_backprop: T,
        input_c_backprop: T, params_backprop: T)
        T: {TYPES}
        {MODES}
""", stateful=True)
def cudnn_rnn_backprop_v2(
    xp, input, input_h, input_c, params,  # noqa: A002 - TensorFlow's name
    output, output_h, output_c, output_backprop, output_h_backprop, output_c_backprop,
    reserve_space, host_reserved, *, rnn_mode, input_mode, direction,
):
    """Take the gradient of `CudnnRNNV2`.

    Shapes:
        input, input_h, input_c, params, output, output_h, output_c: those of `CudnnRNNV2`
        output_backprop, output_h_backprop, output_c_backprop: those of the outputs
        reserve_space: that of `CudnnRNNV2`
        host_reserved: [0]
        input_backprop, input_h_backprop, input_c_backprop, params_backprop: those of the inputs
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.CudnnRNNBackpropV2
    """
    network = Network(
        xp, (input, input_h, input_c, params), (rnn_mode, input_mode, direction),
    )
    dys = output_backprop, output_h_backprop, output_c_backprop
    return _back(network, reserve_space, input_c, dys)


cudnn_rnn_backprop_v2.shape(_shapes)


@op(f"""
    CudnnRNNBackpropV3(input: T, input_h: T, input_c: T, params: T, sequence_lengths: int32,
        output: T, output_h: T, output_c: T, output_backprop: T, output_h_backprop: T,
        output_c_backprop: T,
        reserve_space: T, host_reserved: int8) -> (input_backprop: T, input_h_backprop: T,
        input_c_backprop: T, params_backprop: T)
        T: {TYPES}
        {MODES}
        num_proj: int = 0
        time_major: bool = true
""", stateful=True, host=("sequence_lengths",))
def cudnn_rnn_backprop_v3(
    xp, input, input_h, input_c, params, sequence_lengths,  # noqa: A002 - TensorFlow's name
    output, output_h, output_c, output_backprop, output_h_backprop, output_c_backprop,
    reserve_space, host_reserved, *, rnn_mode, input_mode, direction, num_proj, time_major,
):
    """Take the gradient of `CudnnRNNV3`.

    Shapes:
        input, input_h, input_c, params, output, output_h, output_c: those of `CudnnRNNV3`
        sequence_lengths: [n]
        output_backprop, output_h_backprop, output_c_backprop: those of the outputs
        reserve_space: that of `CudnnRNNV3`
        host_reserved: [0]
        input_backprop, input_h_backprop, input_c_backprop, params_backprop: those of the inputs
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.CudnnRNNBackpropV3
    """
    network = Network(
        xp, (input, input_h, input_c, params), (rnn_mode, input_mode, direction), num_proj,
        sequence_lengths, time_major,
    )
    dys = output_backprop, output_h_backprop, output_c_backprop
    return _back(network, reserve_space, input_c, dys)


cudnn_rnn_backprop_v3.shape(_shapes)
