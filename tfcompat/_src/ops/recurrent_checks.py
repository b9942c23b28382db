"""What the recurrent blocks check of their arguments, in TensorFlow's order and words.

Arguments are checked one after the other, the rank of each before its sizes. Where TensorFlow reads
the sizes of what has none, these count as 0 here.
"""

from tfcompat._src.ops.checks import require


def sizes(name, array, *wanted, form="dim_size", names=None):
    """Check the sizes of an array.

    Args:
        name: The array's name in messages.
        array: The array.
        wanted: (what the size is called, size) per axis.
        form: How messages ask for a size.
        names: The array's name per axis, where messages vary it.
    """
    for axis, (what, size) in enumerate(wanted):
        found = array.shape[axis] if axis < array.ndim else 0
        shown = name if names is None else names[axis]
        require(found == size, f"{shown}.{form}({axis}) != {what}: {found} vs. {size}")


def all_axes(name, array, rank):
    """Check that an array has no more axes than were checked."""
    require(array.ndim == rank, f"{name} must be rank {rank} but is rank {array.ndim}")


def cell(x, cs_prev, h_prev, w, b, rank=lambda *_: None):
    """Check what all LSTM blocks have; `rank` is called before the sizes of each.

    `x` is the shape of one step. Returns the numbers of rows and of units.
    """
    n, inputs = x
    rank("cs_prev", cs_prev, 2)
    units = cs_prev.shape[1] if cs_prev.ndim > 1 else 0
    sizes("cs_prev", cs_prev, ("batch_size", n), form="dims")
    rank("h_prev", h_prev, 2)
    sizes("h_prev", h_prev, ("batch_size", n), ("cell_size", units), form="dims")
    rank("w", w, 2)
    sizes("w", w, ("input_size + cell_size", inputs + units), ("cell_size * 4", units * 4))
    return n, units


def lstm_cell(x, cs_prev, h_prev, w, wci, wcf, wco, b):
    """Check the arguments of one step of an LSTM; return the numbers of rows and of units."""
    all_axes("x", x, 2)
    n, units = cell(x.shape, cs_prev, h_prev, w, b)
    sizes("b", b, ("cell_size * 4", units * 4))
    for name, array in (("wci", wci), ("wcf", wcf), ("wco", wco)):
        require(array.ndim == 1, f"{name}_tensor must be rank 1 but is rank {array.ndim}.")
        sizes(name, array, ("cell_size", units))
    for name, array in (("cs_prev", cs_prev), ("h_prev", h_prev), ("w", w)):
        all_axes(name, array, 2)
    all_axes("b", b, 1)
    return n, units


def lstm_cell_grad(n, units, kept, grads):
    """Check what the gradient of one step of an LSTM has besides the step's arguments."""
    for name, array in kept.items():
        # As recorded: of f it is said that i has the wrong size.
        names = ("f", "i") if name == "f" else None
        sizes(name, array, ("batch_size", n), ("cell_size", units), names=names)
    for name, array in grads.items():
        sizes(f"{name}_tensor", array, ("batch_size", n), ("cell_size", units), form="dims")
    for name, array in (*kept.items(), *grads.items()):
        all_axes(name, array, 2)


def layer(seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b):
    """Check the arguments of a layer."""
    require_scalar(seq_len_max)

    def rank(name, array, count):
        require(array.ndim == count, f"{name} must be {count}D")

    rank("x", x, 3)
    _, units = cell(x.shape[1:], cs_prev, h_prev, w, b, rank)
    for name, array in (("wci", wci), ("wcf", wcf), ("wco", wco)):
        rank(name, array, 1)
        sizes(name, array, ("cell_size", units))
    rank("b", b, 1)
    sizes("b", b, ("cell_size * 4", units * 4))


def require_scalar(seq_len_max):
    """Check the number of steps that count."""
    require(
        seq_len_max.ndim == 0,
        f"`seq_len_max_tensor` must be rank 0 but is rank {seq_len_max.ndim}",
    )


def layer_grad(seq_len_max, inputs, series):
    """Check the arguments of the gradient of a layer; TensorFlow checks few sizes of them."""
    require_scalar(seq_len_max)
    names = ("x", "cs_prev", "h_prev", "w", "wci", "wcf", "wco", "b")
    for name, array, rank in zip(names, inputs, (3, 2, 2, 2, 1, 1, 1, 1), strict=True):
        all_axes(name, array, rank)
    names = ("i", "cs", "f", "o", "ci", "co", "h", "cs_grad", "h_grad")
    for name, array in zip(names, series, strict=True):
        require(array.ndim == 3, f"{name} must be rank 3. Received: {array.ndim}")
    x, cs_prev, h_prev, w, wci, wcf, wco, b = inputs
    units = cs_prev.shape[1]
    require(
        x.shape[2] + units == w.shape[0],
        f"w matrix rows don't match: {x.shape[2] + units} vs. {w.shape[0]}",
    )
    cell(x.shape[1:], cs_prev, h_prev, w, b)
    for name, array in (("wci", wci), ("wcf", wcf), ("wco", wco)):
        sizes(name, array, ("cell_size", units))
    sizes("b", b, ("cell_size * 4", units * 4))
    for name, array in zip(names, series, strict=True):
        wanted = (("timelen", x.shape[0]), ("batch_size", x.shape[1]), ("cell_size", units))
        sizes(name, array, *wanted)
    steps_within(seq_len_max, x)


def steps_within(seq_len_max, x):
    """Return the number of steps that count, which has to be one that `x` has."""
    steps = int(seq_len_max)
    require(
        0 <= steps <= x.shape[0], f"seq_len_max must be in [0, {x.shape[0]}], but is {steps}"
    )
    return steps


def gru(x, h_prev, w_ru, w_c, b_ru, b_c, r=None, u=None, c=None, d_h=None):
    """Check the arguments of a GRU cell, or of its gradient, which has all of them."""
    def rank(name, array, count):
        require(array.ndim == count, f"Rank of {name} must be {count}, got {array.ndim}")

    rank("x", x, 2)
    rank("h_prev", h_prev, 2)
    (n, inputs), units = x.shape, h_prev.shape[1]
    sizes("h_prev", h_prev, ("batch_size", n), form="dims")
    rows = ("input_size + cell_size", inputs + units)
    rank("w_ru_", w_ru, 2)
    sizes("w_ru", w_ru, rows, ("cell_size * 2", units * 2))
    rank("w_c", w_c, 2)
    sizes("w_c", w_c, rows, ("cell_size", units))
    rank("b_ru", b_ru, 1)
    sizes("b_ru", b_ru, ("cell_size * 2", units * 2))
    rank("b_c", b_c, 1)
    sizes("b_c", b_c, ("cell_size", units))
    if r is None:
        return
    for name, array in (("r", r), ("u", u), ("c", c), ("d_h", d_h)):
        rank("w_c" if name == "c" else name, array, 2)  # as recorded
        sizes(name, array, ("batch_size", n), ("cell_size", units), form="dims")
