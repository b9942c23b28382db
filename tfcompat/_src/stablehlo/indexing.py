"""Operations that read and write at places that arrays say: slices, gathers, scatters.

A slice that would reach outside is moved inside; an update that would is left out.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.stablehlo.builders import builds, single_operation, vectorized
from tfcompat._src.stablehlo.folding import FOLDS


def _placing(shape, sizes):
    """Return a function of starts that gives slices of some sizes, inside of a shape.

    Along a dimension that a slice has all of, where it starts is not even looked at.
    """
    if any(size > whole for size, whole in zip(sizes, shape, strict=True)):
        raise InvalidArgumentError(f"A slice of {list(sizes)} is larger than {list(shape)}")
    fixed = [slice(None)] * len(shape)
    moving = [
        (axis, size, whole - size)
        for axis, (size, whole) in enumerate(zip(sizes, shape, strict=True)) if size != whole
    ]  # fmt: skip

    def place(starts):
        found = fixed.copy()
        for axis, size, last in moving:
            start = int(starts[axis])
            start = 0 if start < 0 else last if start > last else start
            found[axis] = slice(start, start + size)
        return tuple(found)

    return place


def _static(type_):
    """Return a shape that is known, or None."""
    return type_.shape if type_.shape is not None and None not in type_.shape else None


@builds("dynamic_slice")
def dynamic_slice(call):
    """A part of an array, of a fixed size."""
    sizes, shape = call.numbers("slice_sizes"), _static(call.operands[0])
    if shape is None:
        return lambda x, *starts: x[_placing(x.shape, sizes)(starts)]
    place = _placing(shape, sizes)
    return lambda x, *starts: x[place(starts)]


@builds("dynamic_update_slice")
def dynamic_update_slice(call):
    """An array with a part of it replaced."""
    shape, sizes = (_static(type_) for type_ in call.operands[:2])
    known = _placing(shape, sizes) if shape is not None and sizes is not None else None
    is_own = bool(call.marks)

    def run(x, update, *starts):
        place = _placing(x.shape, update.shape) if known is None else known
        result = x if is_own else x.copy()
        result[place(starts)] = update
        return result

    return run


class _Gather:
    """How the dimensions of an operand, of indices and of slices of it belong together.

    Args:
        rank: the number of dimensions of the operand.
        places: the operand's dimensions that the numbers of an index are for.
        batching: pairs of dimensions, of the operand and of the indices, that go together.
        gone: dimensions of the operand that slices do not have.
        vector: the dimension of the indices along which the numbers of an index are.
        window: the dimensions of the result that are those of slices.
    """

    def __init__(self, rank, places, batching, gone, vector, window):
        self.places, self.vector, self.window = list(places), vector, list(window)
        self.batching = dict(batching)
        gone = {*gone, *self.batching}
        self.kept = [axis for axis in range(rank) if axis not in gone]

    def vectors(self, xp, indices):
        """Return indices with their numbers along the last dimension."""
        if self.vector == indices.ndim:
            return indices[..., None]
        return xp.moveaxis(indices, self.vector, -1)

    def starts(self, xp, vectors, axis):
        """Return where slices begin along a dimension of the operand, or None for always at 0."""
        if axis in self.places:
            return vectors[..., self.places.index(axis)].astype(xp.int64)
        if axis in self.batching:
            along = self.batching[axis]
            along -= along > self.vector
            shape = [1] * (vectors.ndim - 1)
            shape[along] = -1
            return xp.arange(vectors.shape[along]).reshape(shape)
        return None

    def order(self, rank):
        """Return the permutation from the dimensions of indices, then of slices, to the result."""
        batch = rank - len(self.window)
        order, first, second = [], 0, batch
        for axis in range(rank):
            if axis in self.window:
                order.append(second)
                second += 1
            else:
                order.append(first)
                first += 1
        return order


def gathered(xp, x, indices, sizes, how):
    """Return slices of `x`, of some sizes, that begin at given places."""
    vectors = how.vectors(xp, indices)
    batch = vectors.ndim - 1
    indexed, whole, places = [], [], []
    for axis, size in enumerate(sizes):
        if size > x.shape[axis]:
            raise InvalidArgumentError(f"A slice of {list(sizes)} is larger than {list(x.shape)}")
        if axis in how.kept and size == x.shape[axis]:
            whole.append(axis)
        else:
            indexed.append(axis)
    cut = [axis for axis in indexed if axis in how.kept]
    for axis in indexed:
        start = how.starts(xp, vectors, axis)
        if start is None:
            start = xp.zeros((1,) * batch, xp.int64)
        elif axis in how.places:
            start = xp.clip(start, 0, x.shape[axis] - sizes[axis])
        start = start.reshape(start.shape + (1,) * len(cut))
        if axis in cut:
            shape = [1] * len(cut)
            shape[cut.index(axis)] = -1
            start = start + xp.arange(sizes[axis]).reshape(shape)
        places.append(start)
    full = vectors.shape[:-1] + tuple(sizes[axis] for axis in cut)
    moved = xp.transpose(x, [*indexed, *whole])
    result = moved[tuple(places)] if places else moved
    result = xp.broadcast_to(result, full + tuple(x.shape[axis] for axis in whole))
    # The dimensions of slices are in the order of the operand's, but those that are whole last.
    rest = [*cut, *whole]
    back = [*range(batch), *(batch + rest.index(axis) for axis in how.kept)]
    result = xp.transpose(result, back)
    return xp.transpose(result, how.order(result.ndim))


def _gather(call):
    batching = zip(call.numbers("operand_batching_dims", ()),
                   call.numbers("start_indices_batching_dims", ()), strict=True)  # fmt: skip
    return _Gather(
        len(call.operands[0].shape), call.numbers("start_index_map"), batching,
        call.numbers("collapsed_slice_dims"), int(call.attribute("index_vector_dim")),
        call.numbers("offset_dims"),
    )  # fmt: skip


@builds("gather")
def gather(call):
    """Slices of an array that begin at given places."""
    xp, sizes, how = call.xp, call.numbers("slice_sizes"), _gather(call)
    return lambda x, indices: gathered(xp, x, indices, sizes, how)


@builds("dynamic_gather")
def dynamic_gather(call):
    """Slices of an array, the sizes of which come as a vector."""
    xp, how = call.xp, _gather(call)
    return lambda x, indices, sizes: gathered(xp, x, indices, sizes.tolist(), how)


@builds("torch_index_select")
def torch_index_select(call):
    """Parts of an array along one dimension, by number."""
    xp, axis, batch = call.xp, int(call.attribute("dim")), int(call.attribute("batch_dims"))

    def run(x, numbers):
        numbers = xp.clip(numbers, 0, x.shape[axis] - 1)
        if not batch:
            return xp.take(x, numbers, axis)
        rows = [
            xp.take(x[place], numbers[place], axis - batch)
            for place in xp.ndindex(*x.shape[:batch])
        ]
        return xp.stack(rows).reshape(x.shape[:batch] + rows[0].shape)

    return run


@builds("scatter")
def scatter(call):
    """Numbers folded into arrays at given places."""
    xp = call.xp
    count = len(call.results)
    batching = zip(call.numbers("input_batching_dims", ()),
                   call.numbers("scatter_indices_batching_dims", ()), strict=True)  # fmt: skip
    how = _Gather(
        len(call.operands[0].shape), call.numbers("scatter_dims_to_operand_dims"), batching,
        call.numbers("inserted_window_dims"), int(call.attribute("index_vector_dim")),
        call.numbers("update_window_dims"),
    )  # fmt: skip
    name = _known_update(call)

    def run(*values):
        inputs, indices, updates = values[:count], values[count], values[count + 1 : -1]
        if name in ("replace", "add") and count == 1:
            found = _scattered_rows(xp, name, inputs[0], indices, updates[0], how)
            if found is not None:
                return found
        flat, kept = _flat_places(xp, inputs[0], indices, updates[0], how)
        results = [x.reshape(-1) for x in inputs]
        rows = [
            xp.transpose(x, _back(how, x.ndim)).reshape(-1)[kept] for x in updates
        ]
        if name == "replace":
            results = [_replaced(x, flat, row) for x, row in zip(results, rows, strict=True)]
        elif name is not None:
            results = [xp.scatter_fold(name, results[0], flat, rows[0])]
        else:
            function = vectorized(call, 0, values[-1])
            results = _updated(xp, results, flat, rows, function)
        results = [x.reshape(inputs[0].shape) for x in results]
        return results if count != 1 else results[0]

    return run


def _scattered_rows(xp, name, x, indices, updates, how):
    """Return `x` with whole rows replaced or added to; None where updates are anything else."""
    rest = list(range(1, x.ndim))
    slices = [updates.shape[axis] for axis in how.window]
    if how.places != [0] or how.kept != rest or slices != list(x.shape[1:]) or not x.size:
        return None
    rows = how.starts(xp, how.vectors(xp, indices), 0).reshape(-1)
    given = xp.transpose(updates, _back(how, updates.ndim)).reshape(-1, *x.shape[1:])
    inside = (rows >= 0) & (rows < x.shape[0])
    if not bool(inside.all()):
        kept = xp.nonzero(inside)[0]
        rows, given = rows[kept], given[kept]
    result = x.copy()
    if name == "replace":
        result[rows] = given
    elif rows.shape[0]:
        # What goes to the same row is added up first: rows in order, and sums of runs of them.
        order = xp.argsort(rows, kind="stable")
        rows = rows[order]
        begins = xp.nonzero(xp.concatenate([xp.ones(1, bool), rows[1:] != rows[:-1]]))[0]
        sums = xp.add.reduceat(given[order], begins, axis=0)
        result[rows[begins]] = result[rows[begins]] + sums
    return result


def _back(how, rank):
    """Return the permutation that puts the dimensions of indices first, then those of slices."""
    first = [axis for axis in range(rank) if axis not in how.window]
    return [*first, *how.window]


def _known_update(call):
    if len(call.results) == 1:
        name = single_operation(call.regions[0])
        if name in FOLDS and not call.element().startswith(("complex", "i1")):
            return FOLDS[name]
    block = call.regions[0][0]
    half = len(block.arguments) // 2
    if len(block.operations) == 1 and block.operations[0].operands == block.arguments[half:]:
        return "replace"
    return None


def _flat_places(xp, x, indices, updates, how):
    """Return the flat places of elements of updates that lie inside, and which those are."""
    vectors = how.vectors(xp, indices)
    batch = vectors.ndim - 1
    slices = [updates.shape[axis] for axis in how.window]
    sizes = dict(zip(how.kept, slices, strict=True))
    flat = xp.zeros((1,) * (batch + len(slices)), xp.int64)
    inside = xp.ones((1,) * batch, bool)
    step = 1
    for axis in reversed(range(x.ndim)):
        size = sizes.get(axis, 1)
        start = how.starts(xp, vectors, axis)
        if start is not None:
            inside = inside & (start >= 0) & (start <= x.shape[axis] - size)
            flat = flat + (start * step).reshape(start.shape + (1,) * len(slices))
        elif size > x.shape[axis]:
            inside = inside & False
        if axis in sizes:
            shape = [1] * len(slices)
            shape[how.kept.index(axis)] = -1
            flat = flat + (xp.arange(size) * step).reshape(shape)
        step *= x.shape[axis]
    full = vectors.shape[:-1] + tuple(slices)
    inside = inside.reshape(inside.shape + (1,) * len(slices))
    kept = xp.nonzero(xp.broadcast_to(inside, full).reshape(-1))[0]
    return xp.broadcast_to(flat, full).reshape(-1)[kept], kept


def _replaced(x, flat, row):
    result = x.copy()
    result[flat] = row
    return result


def _updated(xp, results, flat, rows, function):
    """Apply a function of any kind; what goes to the same place does so one after the other."""
    order = xp.argsort(flat, kind="stable")
    places = flat[order]
    rows = [row[order] for row in rows]
    count = places.shape[0]
    is_first = xp.ones(count, bool)
    is_first[1:] = places[1:] != places[:-1]
    group = xp.cumsum(is_first) - 1
    turn = xp.arange(count) - xp.nonzero(is_first)[0][group]
    results = [x.copy() for x in results]
    for i in range(int(turn.max()) + 1 if count else 0):
        now = xp.nonzero(turn == i)[0]
        place = places[now]
        given = function(*(x[place] for x in results), *(row[now] for row in rows))
        for x, value in zip(results, given, strict=True):
            x[place] = value
    return results
