"""Networks of recurrent layers in the form of cuDNN: `CudnnRNN` and its successors.

TensorFlow has kernels for them on GPUs only; models that were trained there carry them. What the
vector of parameters holds is said in `cudnn_layout.py`; ops that take it apart are in
`cudnn_params.py`, gradients in `cudnn_gradients.py`.

cuDNN itself was not asked: that matrices come before biases, and which gate is which, are facts of
its documentation.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import with_rank
from tfcompat._src.ops.cudnn_networks import Network, no_reserve
from tfcompat._src.ops.random import Stream
from tfcompat._src.registry import op

TYPES = "{bfloat16, half, float, double}"
MODES = """rnn_mode: {"rnn_relu", "rnn_tanh", "lstm", "gru"} = "lstm"
        input_mode: {"linear_input", "skip_input", "auto_select"} = "linear_input"
        direction: {"unidirectional", "bidirectional"} = "unidirectional"
        dropout: float = 0.0
        seed: int = 0
        seed2: int = 0"""


def _run(network, dropout, seed, seed2, is_training, state):
    drawn = network.draw(dropout if is_training else 0.0, seed, seed2, state)
    output, h, c, _ = network.forward(network.masks(drawn))
    return output, h, c, drawn


def _shapes(c):
    x, h = with_rank(c["input"], 3), with_rank(c["input_h"], 3)
    with_rank(c["params"], 1)
    directions = 2 if c.attr("direction") == b"bidirectional" else 1
    width = None if h[2] is None else h[2] * directions
    memory = c["input_h"] if c.attr("rnn_mode") == b"lstm" else TensorShape([])
    return [TensorShape([x[0], x[1], width]), c["input_h"], memory, TensorShape(None)]


@op(f"""
    CudnnRNN(input: T, input_h: T, input_c: T, params: T) -> (output: T, output_h: T,
        output_c: T, reserve_space: T)
        T: {TYPES}
        {MODES}
        is_training: bool = true
""", stateful=True, state=Stream)
def cudnn_rnn(
    xp, input, input_h, input_c, params,  # noqa: A002 - TensorFlow's name
    *, rnn_mode, input_mode, direction, dropout, seed, seed2, is_training, state=None,
):
    """Run layers of recurrent cells over whole series.

    Shapes:
        input: [steps, n, inputs]
        input_h: [layers * directions, n, units]
        input_c: that of input_h; of no meaning but for "lstm"
        params: [size], as `CudnnRNNParamsSize` has it
        output: [steps, n, directions * units]
        output_h, output_c: those of input_h and input_c; for other modes output_c is []
        reserve_space: whatever the gradient needs
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.CudnnRNN
    """
    network = Network(
        xp, (input, input_h, input_c, params), (rnn_mode, input_mode, direction),
    )
    found = _run(network, dropout, seed, seed2, is_training, state)
    return found


cudnn_rnn.shape(_shapes)


@op(f"""
    CudnnRNNV2(input: T, input_h: T, input_c: T, params: T) -> (output: T, output_h: T,
        output_c: T, reserve_space: T, host_reserved: int8)
        T: {TYPES}
        {MODES}
        is_training: bool = true
""", stateful=True, state=Stream)
def cudnn_rnn_v2(
    xp, input, input_h, input_c, params,  # noqa: A002 - TensorFlow's name
    *, rnn_mode, input_mode, direction, dropout, seed, seed2, is_training, state=None,
):
    """Run layers of recurrent cells over whole series, as `CudnnRNN` does.

    Shapes:
        input: [steps, n, inputs]
        input_h: [layers * directions, n, units]
        input_c: that of input_h; of no meaning but for "lstm"
        params: [size], as `CudnnRNNParamsSize` has it
        output: [steps, n, directions * units]
        output_h, output_c: those of input_h and input_c; for other modes output_c is []
        reserve_space: whatever the gradient needs
        host_reserved: [0]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.CudnnRNNV2
    """
    network = Network(
        xp, (input, input_h, input_c, params), (rnn_mode, input_mode, direction),
    )
    found = _run(network, dropout, seed, seed2, is_training, state)
    return *found, no_reserve(xp)


@cudnn_rnn_v2.shape
def cudnn_rnn_v2_shape(c):
    return [*_shapes(c), TensorShape(None)]


@op(f"""
    CudnnRNNV3(input: T, input_h: T, input_c: T, params: T, sequence_lengths: int32) -> (
        output: T, output_h: T, output_c: T, reserve_space: T, host_reserved: int8)
        T: {TYPES}
        {MODES}
        num_proj: int = 0
        is_training: bool = true
        time_major: bool = true
""", stateful=True, host=("sequence_lengths",), state=Stream)
def cudnn_rnn_v3(
    xp, input, input_h, input_c, params, sequence_lengths,  # noqa: A002 - TensorFlow's name
    *, rnn_mode, input_mode, direction, dropout, seed, seed2, num_proj, is_training,
    time_major, state=None,
):
    """Run layers of recurrent cells over series of several lengths.

    Shapes:
        input: [steps, n, inputs], or [n, steps, inputs] without `time_major`
        input_h: [layers * directions, n, units, or num_proj], or with n first
        input_c: [layers * directions, n, units], or with n first
        params: [size], as `CudnnRNNParamsSize` has it
        sequence_lengths: [n]
        output: [steps, n, directions * units, or of num_proj], or with n first
        output_h, output_c: those of input_h and input_c; for other modes output_c is []
        reserve_space: whatever the gradient needs
        host_reserved: [0]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.CudnnRNNV3
    """
    network = Network(
        xp, (input, input_h, input_c, params), (rnn_mode, input_mode, direction), num_proj,
        sequence_lengths, time_major,
    )
    found = _run(network, dropout, seed, seed2, is_training, state)
    return *found, no_reserve(xp)


@cudnn_rnn_v3.shape
def cudnn_rnn_v3_shape(c):
    known = _shapes(c)
    with_rank(c["input_c"], 3)
    with_rank(c["sequence_lengths"], 1)
    if c.attr("rnn_mode") == b"lstm":
        known[2] = c["input_c"]
    return [*known, TensorShape(None)]


def _rule(name):
    """Return the gradient rule of an op of a name, whose gradient is of that name too."""
    backward = name.replace("CudnnRNN", "CudnnRNNBackprop")
    kept = ["rnn_mode", "input_mode", "direction", "dropout", "seed", "seed2"]
    if name == "CudnnRNNV3":
        kept += ["num_proj", "time_major"]

    def rule(op, *dys):
        if not op.attr("is_training"):
            raise ValueError(
                f"To use {name} in gradients, is_training must be set to True."
            )
        found = getattr(raw, backward)(
            *op.inputs, *op.outputs[:3], *dys[:3], *op.outputs[3:],
            **{attr: op.attr(attr) for attr in kept},
        )
        return [*found, *[None] * (len(op.inputs) - 4)]

    return rule


for _record in (cudnn_rnn, cudnn_rnn_v2, cudnn_rnn_v3):
    _record.gradient(_rule(_record.name))
