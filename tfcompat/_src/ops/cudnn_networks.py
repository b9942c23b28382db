"""Networks of recurrent layers as the `CudnnRNN` ops see them: their sizes, and all layers in turn.

What one layer does is in `cudnn_cells.py`, the ops are in `cudnn.py` and `cudnn_gradients.py`.
Numbers of less than 32 bits are computed with in 32, as on the GPU.

Between layers, numbers are left out in training when `dropout` is not 0: which ones, the forward
op says in its `reserve_space`. They are drawn with the same chances as on a GPU, and not the same.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.ops import cudnn_cells, philox
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.cudnn_layout import Layout, skips
from tfcompat._src.ops.random import reserve


class Network:
    """One call of a network.

    Args:
        xp: the array module.
        arrays: input, input_h, input_c and params.
        modes: rnn_mode, input_mode and direction, bytes.
        num_proj: how wide the output is where it is projected, else 0.
        sequence_lengths: how many steps each row has; None for all.
        time_major: whether steps are the first dimension of the input, and not the second.
    """

    def __init__(self, xp, arrays, modes, num_proj=0, sequence_lengths=None, time_major=True):
        self.xp, self._time_major = xp, time_major
        x, h, c, params = arrays
        self.mode, input_mode, direction = modes
        self.directions = 2 if direction == b"bidirectional" else 1
        self.dtype = x.dtype
        self._memory = self.mode == b"lstm"
        require(x.ndim == 3, "RNN input must be a 3-D vector.")
        require(h.ndim == 3, "RNN input_h must be a 3-D vector.")
        require(params.ndim == 1, "RNN params must be a 1-D vector.")
        require(not num_proj or self._memory, "num_proj is for LSTM only")
        if self._memory:
            require(c.ndim == 3, "RNN input_c must be a 3-D vector.")
        if not time_major:
            x, h = x.swapaxes(0, 1), h.swapaxes(0, 1)
            c = c.swapaxes(0, 1) if self._memory else c
        require(
            h.shape[0] % self.directions == 0 and h.shape[0] > 0 and h.shape[1] == x.shape[1],
            f"Invalid input_h shape: {shown(h.shape)} for input {shown(x.shape)}",
        )
        units = c.shape[2] if num_proj else h.shape[2]
        expected = (h.shape[0], x.shape[1], units)
        require(
            not self._memory or c.shape == expected,
            f"Invalid input_c shape: {shown(c.shape)} {shown(expected)}",
        )
        require(
            not num_proj or h.shape[2] == num_proj,
            f"Invalid input_h shape: its last dimension is {h.shape[2]} and num_proj {num_proj}",
        )
        self.layout = Layout(
            self.mode, skips(input_mode, x.shape[2], units), self.directions,
            h.shape[0] // self.directions, units, x.shape[2], num_proj,
        )
        self.x, self.h, params = self._wide(x), self._wide(h), self._wide(params)
        self.c = self._wide(c) if self._memory else None
        self.parts = self.layout.weights(xp, params)
        self.lives = self._lives(sequence_lengths)

    def _wide(self, array):
        return array.astype(self.xp.float32) if self.dtype.itemsize < 4 else array

    def _lives(self, lengths):
        if lengths is None:
            return None
        steps, rows = self.x.shape[:2]
        require(
            lengths.shape == (rows,),
            f"sequence_lengths must have one length for each of {rows} rows, but has the shape "
            f"{shown(lengths.shape)}",
        )
        sizes = lengths.tolist()
        require(
            all(0 <= size <= steps for size in sizes),
            f"sequence_lengths must be between 0 and {steps}, but are {sizes}",
        )
        if all(size == steps for size in sizes):
            return None
        places = self.xp.arange(steps).reshape((-1, 1, 1))
        return places < self.xp.asarray(lengths).reshape((1, -1, 1))

    def _back(self, array):
        return array if self._time_major else array.swapaxes(0, 1)

    def _out(self, array):
        return self._back(array).astype(self.dtype)

    def _mask_shape(self):
        steps, rows = self.x.shape[:2]
        return (self.layout.layers - 1, steps, rows, self.layout.width * self.directions)

    def draw(self, dropout, seed, seed2, state):
        """Return what numbers between layers are multiplied by: 0, or what makes up for it."""
        shape = self._mask_shape()
        count = philox.product(shape)
        if not dropout or not count:
            return self.xp.zeros(0, self.dtype)
        key, counter = reserve(state, seed, seed2, count * philox.STRIDE)
        drawn = philox.uniform(self.xp, key, counter, count, self.xp.dtype("float32"))
        scale = 0.0 if dropout >= 1 else 1 / (1 - dropout)
        return self.xp.where(drawn >= dropout, scale, 0.0).astype(self.dtype)

    def masks(self, reserve_space):
        """Return what was drawn, one array for each layer but the last; None where nothing was."""
        shape = self._mask_shape()
        if not reserve_space.size:
            return [None] * shape[0]
        require(
            reserve_space.size == philox.product(shape),
            "reserve_space is not of a network of these sizes",
        )
        return list(self._wide(reserve_space).reshape(shape))

    def forward(self, masks):
        """Run all layers.

        Returns:
            (output, h, c as the ops put them out, what `backward` needs).
        """
        xp, x, last_h, last_c, kept = self.xp, self.x, [], [], []
        for layer in range(self.layout.layers):
            found = []
            for part in self._parts_of(layer):
                memory = self.c[part] if self._memory else None
                outputs, h, c, own = cudnn_cells.run(
                    xp, self.mode, x, self.h[part], memory, self.parts[part], self.layout.gates,
                    part % self.directions == 1, self.lives,
                )
                found.append(outputs)
                last_h.append(h)
                last_c.append(c)
                kept.append((x, own))
            x = xp.concatenate(found, -1) if len(found) > 1 else found[0]
            if layer < self.layout.layers - 1 and masks[layer] is not None:
                x = x * masks[layer]
        memory = self._out(xp.stack(last_c)) if self._memory else xp.zeros((), self.dtype)
        return self._out(x), self._out(xp.stack(last_h)), memory, kept

    def _parts_of(self, layer):
        return range(layer * self.directions, (layer + 1) * self.directions)

    def backward(self, kept, masks, dy, dh, dc):
        """Return the gradients of input, input_h, input_c and params."""
        xp, count = self.xp, self.layout.parts
        dy, dh = self._wide(self._back(dy)), self._wide(self._back(dh))
        dc = self._wide(self._back(dc)) if self._memory else None
        d_h, d_c, d_parts = [None] * count, [None] * count, [None] * count
        for layer in reversed(range(self.layout.layers)):
            if layer < self.layout.layers - 1 and masks[layer] is not None:
                dy = dy * masks[layer]
            dx = 0
            for part, own in zip(
                self._parts_of(layer), xp.split(dy, self.directions, axis=-1), strict=True
            ):
                x, steps = kept[part]
                found, d_h[part], d_c[part], d_parts[part] = cudnn_cells.run_back(
                    xp, self.mode, x, steps, own, dh[part], dc[part] if self._memory else None,
                    self.parts[part], self.layout.gates, part % self.directions == 1, self.lives,
                )
                dx = dx + found
            dy = dx
        return (
            self._out(dy), self._out(xp.stack(d_h)),
            self._out(xp.stack(d_c)) if self._memory else None,
            self.layout.joined(xp, d_parts, self.dtype),
        )


def no_reserve(xp):
    """Return what stands for `host_reserved`, which only a GPU has a use for."""
    return xp.zeros(0, xp.dtype(dtypes.numpy_dtype(dtypes.int8)))
