"""Blocks of recurrent layers: the LSTM and GRU cells, whole LSTM layers, and their gradients.

Gates stand side by side in one matrix. The older ops have them in the order input, new, forget,
output, BlockLSTMV2 in the order input, forget, new, output.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import recurrent_checks
from tfcompat._src.ops.checks import with_rank
from tfcompat._src.registry import op

OLD, NEW = (0, 1, 2, 3), (0, 2, 1, 3)  # where the gates i, ci, f, o stand


def sigmoid(xp, x):
    """The logistic function, in the dtype of `x`."""
    one = x.dtype.type(1)
    return one / (one + xp.exp(-x))


def _gates(xp, matrix, order):
    parts = xp.split(matrix, 4, axis=-1)
    return [parts[place] for place in order]


def cell(xp, xh, before, w, peepholes, b, order, forget_bias, clip):
    """One step of an LSTM.

    Args:
        xp: the array module.
        xh: the input and the output before, side by side, [n, inputs + units].
        before: the cells before, [n, units].
        w: [inputs + units, 4 * units]
        peepholes: weights of the cells in the gates i, f and o, each [units], or None.
        b: [4 * units]
        order: where the gates stand.
        forget_bias: added to the forget gate.
        clip: the largest cell, 0 for no limit.

    Returns:
        The arrays i, cs, f, o, ci, co, h, each [n, units].
    """

    new, add, forget, out = _gates(xp, xp.matmul(xh, w) + b, order)
    forget = forget + xh.dtype.type(forget_bias)
    if peepholes:
        new, forget = new + before * peepholes[0], forget + before * peepholes[1]
    i, f, ci = sigmoid(xp, new), sigmoid(xp, forget), xp.tanh(add)
    cs = ci * i + f * before
    if clip > 0:
        limit = cs.dtype.type(clip)
        cs = xp.minimum(xp.maximum(cs, -limit), limit)
    if peepholes:
        out = out + cs * peepholes[2]
    o, co = sigmoid(xp, out), xp.tanh(cs)
    return i, cs, f, o, ci, co, co * o


def cell_back(xp, before, peepholes, step, cs_grad, h_grad, order):
    """The gradient of one step of an LSTM.

    Args:
        xp: the array module.
        before: the cells before, [n, units].
        peepholes: as for `cell`.
        step: what `cell` returned but the last.
        cs_grad: the gradient of the cells, [n, units].
        h_grad: the gradient of the output, [n, units].
        order: where the gates stand.

    Returns:
        The gradients of the cells before and of the gates, side by side as in `w`.
    """
    i, cs, f, o, ci, co = step
    d_out = o * (1 - o) * h_grad * co
    d_cs = (1 - co * co) * h_grad * o + cs_grad
    if peepholes:
        d_cs = d_cs + d_out * peepholes[2]
    d_add = (1 - ci * ci) * d_cs * i
    d_forget = f * (1 - f) * d_cs * before
    d_new = i * (1 - i) * d_cs * ci
    d_before = d_cs * f
    if peepholes:
        d_before = d_before + d_new * peepholes[0] + d_forget * peepholes[1]
    gates = [d_new, d_add, d_forget, d_out]
    return d_before, xp.concatenate([gates[order.index(place)] for place in range(4)], -1), gates


@op("""
    LSTMBlockCell(x: T, cs_prev: T, h_prev: T, w: T, wci: T, wcf: T, wco: T,
        b: T) -> i: T, cs: T, f: T, o: T, ci: T, co: T, h: T
        forget_bias: float = 1.0
        cell_clip: float = 3.0
        use_peephole: bool = false
        T: {half, float}
""")
def lstm_block_cell(
    xp, x, cs_prev, h_prev, w, wci, wcf, wco, b, *, forget_bias, cell_clip, use_peephole
):
    """Take one step of an LSTM.

    Shapes:
        x: [n, inputs]
        cs_prev, h_prev, i, cs, f, o, ci, co, h: [n, units]
        w: [inputs + units, 4 * units]
        wci, wcf, wco: [units]
        b: [4 * units]
    Errors:
        InvalidArgumentError: sizes do not fit.
    Source: tf.raw_ops.LSTMBlockCell
    """
    recurrent_checks.lstm_cell(x, cs_prev, h_prev, w, wci, wcf, wco, b)
    peepholes = [wci, wcf, wco] if use_peephole else None
    xh = xp.concatenate([x, h_prev], 1)
    return cell(xp, xh, cs_prev, w, peepholes, b, OLD, forget_bias, cell_clip)


@lstm_block_cell.shape
def lstm_block_cell_shape(c):
    rows, units = with_rank(c["x"], 2)[0], with_rank(c["cs_prev"], 2)[1]
    return [TensorShape([rows, units])] * 7


@op("""
    LSTMBlockCellGrad(x: T, cs_prev: T, h_prev: T, w: T, wci: T, wcf: T, wco: T, b: T, i: T,
        cs: T, f: T, o: T, ci: T, co: T, cs_grad: T,
        h_grad: T) -> cs_prev_grad: T, dicfo: T, wci_grad: T, wcf_grad: T, wco_grad: T
        use_peephole: bool
        T: {half, float}
""")
def lstm_block_cell_grad(
    xp, x, cs_prev, h_prev, w, wci, wcf, wco, b, i, cs, f, o, ci, co, cs_grad, h_grad,
    *, use_peephole,
):
    """Take the gradient of one step of an LSTM.

    Shapes:
        x: [n, inputs]
        cs_prev, h_prev, i, cs, f, o, ci, co, cs_grad, h_grad, cs_prev_grad: [n, units]
        w: [inputs + units, 4 * units]
        wci, wcf, wco, wci_grad, wcf_grad, wco_grad: [units]
        b: [4 * units]
        dicfo: [n, 4 * units]
    Errors:
        InvalidArgumentError: sizes do not fit.
    Source: tf.raw_ops.LSTMBlockCellGrad
    """
    n, units = recurrent_checks.lstm_cell(x, cs_prev, h_prev, w, wci, wcf, wco, b)
    kept = {"i": i, "cs": cs, "f": f, "o": o, "ci": ci, "co": co}
    grads = {"cs_grad": cs_grad, "h_grad": h_grad}
    recurrent_checks.lstm_cell_grad(n, units, kept, grads)
    peepholes = [wci, wcf, wco] if use_peephole else None
    step = i, cs, f, o, ci, co
    before, side_by_side, gates = cell_back(xp, cs_prev, peepholes, step, cs_grad, h_grad, OLD)
    if not use_peephole:
        return before, side_by_side, *(xp.zeros_like(p) for p in (wci, wcf, wco))
    d_new, _, d_forget, d_out = gates
    sums = (d_new * cs_prev).sum(0), (d_forget * cs_prev).sum(0), (d_out * cs).sum(0)
    return before, side_by_side, *(s.astype(x.dtype) for s in sums)


@lstm_block_cell_grad.shape
def lstm_block_cell_grad_shape(c):
    rows, units = with_rank(c["x"], 2)[0], with_rank(c["cs_prev"], 2)[1]
    wide = None if units is None else 4 * units
    return [TensorShape([rows, units]), TensorShape([rows, wide]), *[TensorShape([units])] * 3]


def _checked_steps(*arguments):
    """Check a layer's arguments; return how many steps count."""
    recurrent_checks.layer(*arguments)
    return recurrent_checks.steps_within(*arguments[:2])


def _layer(xp, steps, x, cs_prev, h_prev, w, peepholes, b, order, forget_bias, clip):
    """All steps of an LSTM layer; zeros after the last that counts."""
    kept = [[] for _ in range(7)]
    cs, h = cs_prev, h_prev
    for t in range(steps):
        step = cell(
            xp, xp.concatenate([x[t], h], 1), cs, w, peepholes, b, order, forget_bias, clip
        )
        cs, h = step[1], step[6]
        for series, array in zip(kept, step, strict=True):
            series.append(array)
    rest = xp.zeros((x.shape[0] - steps, *cs_prev.shape), x.dtype)
    return tuple(
        xp.concatenate([xp.stack(series), rest]) if series else rest for series in kept
    )


def _layer_shape(c):
    steps, rows, _ = with_rank(c["x"], 3)
    width = with_rank(c["b"], 1)[0]
    if width is not None and width % 4:
        raise ValueError(f"Dimension size must be evenly divisible by 4 but is {width}")
    units = None if width is None else width // 4
    return [TensorShape([steps, rows, units])] * 7


@op("""
    BlockLSTM(seq_len_max: int64, x: T, cs_prev: T, h_prev: T, w: T, wci: T, wcf: T, wco: T,
        b: T) -> i: T, cs: T, f: T, o: T, ci: T, co: T, h: T
        forget_bias: float = 1.0
        cell_clip: float = 3.0
        use_peephole: bool = false
        T: {half, float}
""", host=("seq_len_max",))
def block_lstm(
    xp, seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b,
    *, forget_bias, cell_clip, use_peephole,
):
    """Run an LSTM over all steps of a sequence.

    Shapes:
        seq_len_max: []
        x: [steps, n, inputs]
        cs_prev, h_prev: [n, units]
        w: [inputs + units, 4 * units]
        wci, wcf, wco: [units]
        b: [4 * units]
        i, cs, f, o, ci, co, h: [steps, n, units], zeros from step `seq_len_max` on
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.BlockLSTM
    """
    steps = _checked_steps(seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b)
    peepholes = [wci, wcf, wco] if use_peephole else None
    return _layer(
        xp, steps, x, cs_prev, h_prev, w, peepholes, b, OLD, forget_bias, cell_clip
    )


block_lstm.shape(_layer_shape)


@op("""
    BlockLSTMV2(seq_len_max: int64, x: T, cs_prev: T, h_prev: T, w: T, wci: T, wcf: T, wco: T,
        b: T) -> i: T, cs: T, f: T, o: T, ci: T, co: T, h: T
        cell_clip: float = 0.0
        use_peephole: bool = false
        T: {half, float}
""", host=("seq_len_max",))
def block_lstm_v2(
    xp, seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b, *, cell_clip, use_peephole
):
    """Run an LSTM over all steps of a sequence; its gates stand in another order, without bias.

    Shapes:
        seq_len_max: []
        x: [steps, n, inputs]
        cs_prev, h_prev: [n, units]
        w: [inputs + units, 4 * units]
        wci, wcf, wco: [units]
        b: [4 * units]
        i, cs, f, o, ci, co, h: [steps, n, units], zeros from step `seq_len_max` on
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.BlockLSTMV2
    """
    steps = _checked_steps(seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b)
    peepholes = [wci, wcf, wco] if use_peephole else None
    return _layer(
        xp, steps, x, cs_prev, h_prev, w, peepholes, b, NEW, 0.0, cell_clip
    )


block_lstm_v2.shape(_layer_shape)


def _layer_gradient(name):
    def rule(op, *dys):
        results = getattr(raw, name)(
            *op.inputs, *op.outputs, dys[1], dys[6], use_peephole=op.attr("use_peephole")
        )
        return [None, *results]

    return rule


block_lstm.gradient(_layer_gradient("BlockLSTMGrad"))
block_lstm_v2.gradient(_layer_gradient("BlockLSTMGradV2"))
