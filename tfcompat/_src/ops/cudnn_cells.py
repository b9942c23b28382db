"""The steps of the recurrent layers that cuDNN has, forth and back, over whole series.

A part is one direction of one layer; `cudnn_layout.py` says what its weights are. Series are
[steps, n, width]. Steps behind the end of a row leave its state as it is and put out zeros.
"""


def sigmoid(xp, x):
    """The logistic function."""
    return 1 / (1 + xp.exp(-x))


class Lstm:
    """A cell with a memory: gates input, forget, candidate, output."""

    @staticmethod
    def step(xp, given, back, c):
        """Take a step.

        Args:
            xp: the array module.
            given: what the input adds to the gates, [n, 4 * units].
            back: what the output before adds to them.
            c: the memory, [n, units].

        Returns:
            (output, memory, what `undo` needs).
        """
        i, f, g, o = xp.split(given + back, 4, axis=-1)
        i, f, g, o = sigmoid(xp, i), sigmoid(xp, f), xp.tanh(g), sigmoid(xp, o)
        new = f * c + i * g
        bent = xp.tanh(new)
        return o * bent, new, (i, f, g, o, c, bent)

    @staticmethod
    def undo(xp, kept, dh, dc):
        """Return gradients: of `given`, of `back`, of the output before by itself, of memory."""
        i, f, g, o, c, bent = kept
        dc = dc + dh * o * (1 - bent * bent)
        gates = [dc * g * i * (1 - i), dc * c * f * (1 - f), dc * i * (1 - g * g),
                 dh * bent * o * (1 - o)]
        gates = xp.concatenate(gates, -1)
        return gates, gates, None, dc * f


class Gru:
    """A cell that mixes its output before with a candidate: gates reset, update, candidate."""

    @staticmethod
    def step(xp, given, back, h):
        """Take a step; the state is the output before itself."""
        (gr, gz, gn), (br, bz, bn) = xp.split(given, 3, axis=-1), xp.split(back, 3, axis=-1)
        r, z = sigmoid(xp, gr + br), sigmoid(xp, gz + bz)
        n = xp.tanh(gn + r * bn)
        new = (1 - z) * n + z * h
        return new, None, (r, z, n, bn, h)

    @staticmethod
    def undo(xp, kept, dh, dc):
        """Return gradients as `Lstm.undo` does."""
        r, z, n, bn, h = kept
        dn = dh * (1 - z) * (1 - n * n)
        dr, dz = dn * bn * r * (1 - r), dh * (h - n) * z * (1 - z)
        return (xp.concatenate([dr, dz, dn], -1), xp.concatenate([dr, dz, dn * r], -1),
                dh * z, None)


class Tanh:
    """A cell without gates."""

    @staticmethod
    def step(xp, given, back, h):
        """Take a step."""
        new = xp.tanh(given + back)
        return new, None, (new,)

    @staticmethod
    def undo(xp, kept, dh, dc):
        """Return gradients as `Lstm.undo` does."""
        gate = dh * (1 - kept[0] * kept[0])
        return gate, gate, None, None


class Relu:
    """A cell without gates whose output is not negative."""

    @staticmethod
    def step(xp, given, back, h):
        """Take a step."""
        new = xp.maximum(given + back, 0)
        return new, None, (new,)

    @staticmethod
    def undo(xp, kept, dh, dc):
        """Return gradients as `Lstm.undo` does."""
        gate = xp.where(kept[0] > 0, dh, 0)
        return gate, gate, None, None


CELLS = {b"lstm": Lstm, b"gru": Gru, b"rnn_tanh": Tanh, b"rnn_relu": Relu}


def _order(steps, backwards):
    return range(steps - 1, -1, -1) if backwards else range(steps)


def _given(xp, x, weights, gates):
    wide, bias = weights[0], weights[3]
    return (xp.concatenate([x] * gates, -1) if wide is None else xp.matmul(x, wide)) + bias


def run(xp, mode, x, h, c, weights, gates, backwards, lives):
    """Run one part over a series.

    Args:
        xp: the array module.
        mode: the kind of cell.
        x: [steps, n, inputs]
        h: the output before, [n, width].
        c: the memory, [n, units]; of no meaning to cells without one.
        weights: as `Layout.weights` has them.
        gates: how many.
        backwards: whether to begin at the end.
        lives: [steps, n, 1] bool, which steps count; None for all.

    Returns:
        (outputs [steps, n, width], last h, last c, what `run_back` needs).
    """
    cell, (_, back, projection, _, bias) = CELLS[mode], weights
    given = _given(xp, x, weights, gates)
    outputs, kept = [None] * len(x), [None] * len(x)
    for t in _order(len(x), backwards):
        state = c if mode == b"lstm" else h
        new, memory, own = cell.step(xp, given[t], xp.matmul(h, back) + bias, state)
        kept[t] = h, own, new
        if projection is not None:
            new = xp.matmul(new, projection)
        if lives is None:
            outputs[t] = h = new
            c = memory
        else:
            outputs[t] = xp.where(lives[t], new, xp.zeros_like(new))
            h = xp.where(lives[t], new, h)
            c = None if memory is None else xp.where(lives[t], memory, c)
    series = xp.stack(outputs) if outputs else xp.zeros((0, *h.shape), x.dtype)
    return series, h, c, kept


def run_back(xp, mode, x, kept, dy, dh, dc, weights, gates, backwards, lives):
    """Take the gradient of `run`.

    Args:
        xp: the array module.
        mode: the kind of cell.
        x: as for `run`.
        kept: what `run` kept.
        dy: gradients of the outputs.
        dh: of the last h.
        dc: of the last c, or None.
        weights: as for `run`.
        gates: as for `run`.
        backwards: as for `run`.
        lives: as for `run`.

    Returns:
        The gradients of x, of h, of c, and of the weights.
    """
    cell, (wide, back, projection, _, _) = CELLS[mode], weights
    d_given = [None] * len(x)
    d_back = xp.zeros_like(back)
    d_projection = None if projection is None else xp.zeros_like(projection)
    d_bias = xp.zeros_like(weights[4])
    for t in _order(len(x), not backwards):
        before, own, unprojected = kept[t]
        through = dh + dy[t]
        stays, memory_stays = 0, 0
        if lives is not None:
            stays = xp.where(lives[t], xp.zeros_like(dh), dh)
            through = xp.where(lives[t], through, xp.zeros_like(dh))
            if dc is not None:
                memory_stays = xp.where(lives[t], xp.zeros_like(dc), dc)
                dc = xp.where(lives[t], dc, xp.zeros_like(dc))
        if projection is not None:
            d_projection = d_projection + xp.matmul(unprojected.T, through)
            through = xp.matmul(through, projection.T)
        d_given[t], d_gates, direct, dc = cell.undo(xp, own, through, dc)
        d_back = d_back + xp.matmul(before.T, d_gates)
        d_bias = d_bias + d_gates.sum(0)
        dh = xp.matmul(d_gates, back.T) + stays + (0 if direct is None else direct)
        dc = None if dc is None else dc + memory_stays
    if not len(x):
        return xp.zeros_like(x), dh, dc, tuple(
            None if part is None else xp.zeros_like(part) for part in weights)
    gates_of_input = xp.stack(d_given)
    flat = gates_of_input.reshape((-1, gates_of_input.shape[-1]))
    if wide is None:
        dx = sum(xp.split(gates_of_input, gates, axis=-1))
    else:
        dx = xp.matmul(gates_of_input, wide.T)
        wide = xp.matmul(x.reshape((-1, x.shape[-1])).T, flat)
    return dx, dh, dc, (wide, d_back, d_projection, flat.sum(0), d_bias)
