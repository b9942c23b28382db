"""The gradients of LSTM layers, and the GRU cell with its gradient."""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import recurrent_checks
from tfcompat._src.ops.checks import with_rank
from tfcompat._src.ops.nn_recurrent import NEW, OLD, cell_back, sigmoid
from tfcompat._src.registry import op


def _layer_back(xp, steps, order, use_peephole, inputs, kept, cs_grad, h_grad):
    """Walk back through all steps of an LSTM layer."""
    x, cs_prev, h_prev, w, wci, wcf, wco, b = inputs
    peepholes = [wci, wcf, wco] if use_peephole else None
    width = x.shape[2]
    d_cs, d_h = xp.zeros_like(cs_prev), xp.zeros_like(h_prev)
    sums = {key: xp.zeros_like(value) for key, value in (("w", w), ("b", b), ("i", wci),
                                                         ("f", wcf), ("o", wco))}  # fmt: skip
    x_grad = [xp.zeros_like(x[0])] * x.shape[0]
    for t in reversed(range(steps)):
        before, h_before = (kept[1][t - 1], kept[6][t - 1]) if t else (cs_prev, h_prev)
        step = [series[t] for series in kept[:6]]
        d_cs, gates, (d_new, _, d_forget, d_out) = cell_back(
            xp, before, peepholes, step, cs_grad[t] + d_cs, h_grad[t] + d_h, order
        )
        d_xh = xp.matmul(gates, w.T)
        x_grad[t], d_h = d_xh[:, :width], d_xh[:, width:]
        sums["w"] = sums["w"] + xp.matmul(xp.concatenate([x[t], h_before], 1).T, gates)
        sums["b"] = sums["b"] + gates.sum(0)
        if use_peephole:
            sums["i"] = sums["i"] + (d_new * before).sum(0)
            sums["f"] = sums["f"] + (d_forget * before).sum(0)
            sums["o"] = sums["o"] + (d_out * step[1]).sum(0)
    x_grad = xp.stack(x_grad) if x_grad else xp.zeros_like(x)
    return x_grad, d_cs, d_h, *(sums[key] for key in "wifob")


def _as_inputs(c):
    ranks = {"x": 3, "cs_prev": 2, "h_prev": 2, "w": 2, "wci": 1, "wcf": 1, "wco": 1, "b": 1}
    return [with_rank(c[name], rank) for name, rank in ranks.items()]


@op("""
    BlockLSTMGrad(seq_len_max: int64, x: T, cs_prev: T, h_prev: T, w: T, wci: T, wcf: T, wco: T,
        b: T, i: T, cs: T, f: T, o: T, ci: T, co: T, h: T, cs_grad: T,
        h_grad: T) -> (x_grad: T, cs_prev_grad: T, h_prev_grad: T, w_grad: T, wci_grad: T,
        wcf_grad: T, wco_grad: T, b_grad: T)
        use_peephole: bool
        T: {half, float}
""", host=("seq_len_max",))
def block_lstm_grad(
    xp, seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b, i, cs, f, o, ci, co, h, cs_grad,
    h_grad, *, use_peephole,
):
    """Take the gradient of `BlockLSTM`; what was clipped counts as not clipped.

    Shapes:
        seq_len_max: []
        x, x_grad: [steps, n, inputs]
        cs_prev, h_prev, cs_prev_grad, h_prev_grad: [n, units]
        w, w_grad: [inputs + units, 4 * units]
        wci, wcf, wco, wci_grad, wcf_grad, wco_grad: [units]
        b, b_grad: [4 * units]
        i, cs, f, o, ci, co, h, cs_grad, h_grad: [steps, n, units]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.BlockLSTMGrad
    """
    inputs = x, cs_prev, h_prev, w, wci, wcf, wco, b
    kept = i, cs, f, o, ci, co, h
    recurrent_checks.layer_grad(seq_len_max, inputs, (*kept, cs_grad, h_grad))
    return _layer_back(xp, int(seq_len_max), OLD, use_peephole, inputs, kept, cs_grad, h_grad)


block_lstm_grad.shape(_as_inputs)


@op("""
    BlockLSTMGradV2(seq_len_max: int64, x: T, cs_prev: T, h_prev: T, w: T, wci: T, wcf: T,
        wco: T, b: T, i: T, cs: T, f: T, o: T, ci: T, co: T, h: T, cs_grad: T,
        h_grad: T) -> (x_grad: T, cs_prev_grad: T, h_prev_grad: T, w_grad: T, wci_grad: T,
        wcf_grad: T, wco_grad: T, b_grad: T)
        use_peephole: bool
        T: {half, float}
""", host=("seq_len_max",))
def block_lstm_grad_v2(
    xp, seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b, i, cs, f, o, ci, co, h, cs_grad,
    h_grad, *, use_peephole,
):
    """Take the gradient of `BlockLSTMV2`; what was clipped counts as not clipped.

    Shapes:
        seq_len_max: []
        x, x_grad: [steps, n, inputs]
        cs_prev, h_prev, cs_prev_grad, h_prev_grad: [n, units]
        w, w_grad: [inputs + units, 4 * units]
        wci, wcf, wco, wci_grad, wcf_grad, wco_grad: [units]
        b, b_grad: [4 * units]
        i, cs, f, o, ci, co, h, cs_grad, h_grad: [steps, n, units]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.BlockLSTMGradV2
    """
    inputs = x, cs_prev, h_prev, w, wci, wcf, wco, b
    kept = i, cs, f, o, ci, co, h
    recurrent_checks.layer_grad(seq_len_max, inputs, (*kept, cs_grad, h_grad))
    return _layer_back(xp, int(seq_len_max), NEW, use_peephole, inputs, kept, cs_grad, h_grad)


block_lstm_grad_v2.shape(_as_inputs)


@op("""
    GRUBlockCell(x: T, h_prev: T, w_ru: T, w_c: T, b_ru: T, b_c: T) -> r: T, u: T, c: T, h: T
        T: {float}
""")
def gru_block_cell(xp, x, h_prev, w_ru, w_c, b_ru, b_c):
    """Take one step of a GRU.

    Shapes:
        x: [n, inputs]
        h_prev, r, u, c, h: [n, units]
        w_ru: [inputs + units, 2 * units]
        w_c: [inputs + units, units]
        b_ru: [2 * units]
        b_c: [units]
    Errors:
        InvalidArgumentError: sizes do not fit.
    Source: tf.raw_ops.GRUBlockCell
    """
    recurrent_checks.gru(x, h_prev, w_ru, w_c, b_ru, b_c)
    gates = sigmoid(xp, xp.matmul(xp.concatenate([x, h_prev], 1), w_ru) + b_ru)
    r, u = xp.split(gates, 2, axis=1)
    c = xp.tanh(xp.matmul(xp.concatenate([x, h_prev * r], 1), w_c) + b_c)
    return r, u, c, u * h_prev + (1 - u) * c


@gru_block_cell.shape
def gru_block_cell_shape(c):
    rows, units = with_rank(c["x"], 2)[0], with_rank(c["h_prev"], 2)[1]
    return [TensorShape([rows, units])] * 4


@op("""
    GRUBlockCellGrad(x: T, h_prev: T, w_ru: T, w_c: T, b_ru: T, b_c: T, r: T, u: T, c: T,
        d_h: T) -> d_x: T, d_h_prev: T, d_c_bar: T, d_r_bar_u_bar: T
        T: {float}
""")
def gru_block_cell_grad(xp, x, h_prev, w_ru, w_c, b_ru, b_c, r, u, c, d_h):
    """Take the gradient of one step of a GRU.

    Shapes:
        x, d_x: [n, inputs]
        h_prev, r, u, c, d_h, d_h_prev, d_c_bar: [n, units]
        w_ru: [inputs + units, 2 * units]
        w_c: [inputs + units, units]
        b_ru: [2 * units]
        b_c: [units]
        d_r_bar_u_bar: [n, 2 * units]
    Errors:
        InvalidArgumentError: sizes do not fit.
    Source: tf.raw_ops.GRUBlockCellGrad
    """
    recurrent_checks.gru(x, h_prev, w_ru, w_c, b_ru, b_c, r, u, c, d_h)
    width = x.shape[1]
    d_c = d_h * (1 - u) * (1 - c * c)
    d_u = d_h * (h_prev - c) * u * (1 - u)
    d_x_hr = xp.matmul(d_c, w_c.T)
    d_hr = d_x_hr[:, width:]
    gates = xp.concatenate([d_hr * h_prev * r * (1 - r), d_u], 1)
    d_x_h = xp.matmul(gates, w_ru.T)
    before = d_hr * r + d_h * u + d_x_h[:, width:]
    return d_x_hr[:, :width] + d_x_h[:, :width], before, d_c, gates


@gru_block_cell_grad.shape
def gru_block_cell_grad_shape(c):
    x, h_prev = with_rank(c["x"], 2), with_rank(c["h_prev"], 2)
    wide = with_rank(c["w_ru"], 2)[1]
    return [x, h_prev, TensorShape([x[0], h_prev[1]]), TensorShape([x[0], wide])]
