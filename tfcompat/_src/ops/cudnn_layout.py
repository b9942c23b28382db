"""How cuDNN keeps the weights of recurrent layers: one vector, with all matrices and all biases.

A network has layers, and each of them one part for each direction. The vector has the matrices of
all parts first, in the order of layers and directions, and then their biases. The matrices of a
part are those of the input, one for each gate, those of the output of the step before, and the
projection, if there is one. All of them are stored row by row, one row for each unit.

Gates of an LSTM are input, forget, candidate, output; those of a GRU are reset, update, candidate.
"""

import dataclasses

from tfcompat._src.ops.checks import require

GATES = {b"lstm": 4, b"gru": 3, b"rnn_tanh": 1, b"rnn_relu": 1}


@dataclasses.dataclass(frozen=True)
class Layout:
    """The sizes of a network of recurrent layers.

    Args:
        mode: the kind of its cells, bytes.
        skips: whether the input goes to the gates of the first layer without matrices.
        directions: 1 or 2.
        layers: how many.
        units: of each layer and direction.
        inputs: how wide the input is.
        projection: how wide the output is where it is projected, else 0.
    """

    mode: bytes
    skips: bool
    directions: int
    layers: int
    units: int
    inputs: int
    projection: int = 0

    @property
    def gates(self):
        """How many gates a cell has."""
        return GATES[self.mode]

    @property
    def width(self):
        """How wide the output of one direction is."""
        return self.projection or self.units

    @property
    def parts(self):
        """How many layers there are, each direction counted."""
        return self.layers * self.directions

    def input_width(self, layer):
        """How wide the input of a layer is."""
        return self.inputs if layer == 0 else self.width * self.directions

    def matrices(self, part):
        """The shapes of the matrices of a part, in their order."""
        layer = part // self.directions
        inputs = 0 if self.skips and layer == 0 else self.input_width(layer)
        shapes = [(self.units, inputs)] * self.gates + [(self.units, self.width)] * self.gates
        return shapes + [(self.projection, self.units)] * bool(self.projection)

    def shapes(self):
        """The shapes of all matrices and of all biases, two lists."""
        matrices = [shape for part in range(self.parts) for shape in self.matrices(part)]
        return matrices, [(self.units,)] * (2 * self.gates * self.parts)

    def size(self):
        """How long the vector is."""
        matrices, biases = self.shapes()
        return sum(rows * columns for rows, columns in matrices) + len(biases) * self.units

    def split(self, params):
        """Return the matrices and the biases that are in a vector, two lists.

        Raises:
            InvalidArgumentError: it is not as long as it must be.
        """
        require(
            params.size == self.size(),
            f"Params size mismatch. Expected {self.size()}, got {params.size}",
        )
        found, place = ([], []), 0
        for kept, shapes in zip(found, self.shapes(), strict=True):
            for shape in shapes:
                size = shape[0] if len(shape) == 1 else shape[0] * shape[1]
                kept.append(params[place:place + size].reshape(shape))
                place += size
        return found

    def weights(self, xp, params):
        """Return what each part computes with.

        Returns:
            A list of tuples: the matrices of the input side by side, [inputs, gates * units], or
            None where it is skipped; those of the output before, [width, gates * units]; the
            projection, [units, width] or None; the two biases, [gates * units] each.
        """
        matrices, biases = self.split(params)
        count, gates, found = len(self.matrices(0)), self.gates, []
        for part in range(self.parts):
            own = matrices[part * count:(part + 1) * count]
            added = biases[2 * gates * part:2 * gates * (part + 1)]
            skipped = self.skips and part < self.directions
            found.append((
                None if skipped else xp.concatenate(own[:gates]).T,
                xp.concatenate(own[gates:2 * gates]).T,
                own[-1].T if self.projection else None,
                xp.concatenate(added[:gates]), xp.concatenate(added[gates:]),
            ))
        return found

    def joined(self, xp, parts, dtype):
        """Return the vector of what each part computes with, as `weights` has it."""
        pieces = []
        for wide, back, projection, _, _ in parts:
            if wide is not None:
                pieces.append(wide.T.reshape(-1))
            pieces.append(back.T.reshape(-1))
            if projection is not None:
                pieces.append(projection.T.reshape(-1))
        for part in parts:
            pieces += part[3:]
        return xp.concatenate(pieces).astype(dtype)


def skips(input_mode, inputs, units):
    """Say whether the first layer has no matrices for its input.

    Raises:
        InvalidArgumentError: it cannot do without them.
    """
    if input_mode == b"auto_select":
        return inputs == units
    skipped = input_mode == b"skip_input"
    require(
        not skipped or inputs == units,
        f"input_size must be num_units with skip_input, but is {inputs} and not {units}",
    )
    return skipped
