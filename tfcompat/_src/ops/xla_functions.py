"""XLA's ops that take functions: folds, windows, scatters and sorts.

A function is one of scalars; here it is called with whole arrays, element by element.
"""

from tfcompat._src.ops import xla_numbers
from tfcompat._src.ops.checks import require
from tfcompat._src.ops.xla import index_vectors, padded
from tfcompat._src.registry import op

_ROWS = 1 << 22  # how many pairs are compared at a time


def _folded(xp, reducer, arrays, starts):
    """Fold the first dimension of arrays, neighbours first, beginning with scalars."""
    count = arrays[0].shape[0]
    shape = arrays[0].shape[1:]
    result = [xp.broadcast_to(start, shape) for start in starts]
    if not count:
        return result
    while count > 1:
        pairs = count - count % 2
        merged = reducer(*(a[0:pairs:2] for a in arrays), *(a[1:pairs:2] for a in arrays))
        if count % 2:
            merged = [xp.concatenate([m, a[-1:]]) for m, a in zip(merged, arrays, strict=True)]
        arrays, count = merged, merged[0].shape[0]
    return list(reducer(*result, *(a[0] for a in arrays)))


def _reduced(xp, inputs, starts, dimensions, reducer):
    if not dimensions:
        return list(inputs)
    rank = inputs[0].ndim
    kept = [axis for axis in range(rank) if axis not in dimensions]
    shape = [inputs[0].shape[axis] for axis in kept]
    arrays = [
        xp.transpose(x, [*dimensions, *kept]).reshape(-1, *shape) for x in inputs
    ]
    found = _folded(xp, reducer, arrays, starts)
    return [x.astype(a.dtype) for x, a in zip(found, inputs, strict=True)]


@op("""
    XlaReduce(input: T, init_value: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64, bool}
        dimensions_to_reduce: list(int)
        reducer: func
""")
def xla_reduce(xp, input, init_value, *, dimensions_to_reduce, reducer):  # noqa: A002
    """Fold an array along dimensions.

    Shapes:
        input: any
        init_value: []
        output: input without the dimensions
    Errors:
        InvalidArgumentError: there is no such dimension.
    Source: tf.raw_ops.XlaReduce
    """
    _check_dimensions(input, dimensions_to_reduce)
    return _reduced(xp, [input], [init_value], dimensions_to_reduce, reducer)[0]


def _check_dimensions(x, dimensions):
    require(
        all(0 <= axis < x.ndim for axis in dimensions) and len(set(dimensions)) == len(dimensions),
        f"Invalid dimensions to reduce {list(dimensions)} of a rank of {x.ndim}",
    )


@op("""
    XlaVariadicReduceV2(inputs: T, init_values: T) -> outputs: T
        T: list(type) >= 1
        dimensions_to_reduce: list(int)
        reducer: func
""")
def xla_variadic_reduce_v2(xp, inputs, init_values, *, dimensions_to_reduce, reducer):
    """Fold several arrays of one shape together along dimensions.

    Shapes:
        inputs: any
        init_values: [] each
        outputs: inputs without the dimensions
    Errors:
        InvalidArgumentError: the shapes differ, or there is no such dimension.
    Source: tf.raw_ops.XlaVariadicReduceV2
    """
    require(
        all(x.shape == inputs[0].shape for x in inputs), "All inputs must have the same shape"
    )
    _check_dimensions(inputs[0], dimensions_to_reduce)
    return _reduced(xp, inputs, init_values, dimensions_to_reduce, reducer)


@op("""
    XlaReduceWindow(input: T, init_value: T, window_dimensions: Tindices,
        window_strides: Tindices, base_dilations: Tindices, window_dilations: Tindices,
        padding: Tindices) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64, bool}
        Tindices: {int32, int64}
        computation: func
""", host=("window_dimensions", "window_strides", "base_dilations", "window_dilations", "padding"))
def xla_reduce_window(
    xp, input, init_value, window_dimensions, window_strides, base_dilations,  # noqa: A002
    window_dilations, padding, *, computation,
):
    """Fold windows that move over an array.

    Shapes:
        input: any
        init_value: [], also what an array is padded with
        window_dimensions, window_strides, base_dilations, window_dilations: [rank]
        padding: [rank, 2]
        output: how many windows there are along each dimension
    Errors:
        InvalidArgumentError: the numbers are not as many as dimensions.
    Source: tf.raw_ops.XlaReduceWindow
    """
    settings = window_dimensions, window_strides, base_dilations, window_dilations
    require(
        all(x.shape == (input.ndim,) for x in settings) and padding.shape == (input.ndim, 2),
        f"Windows must have as many dimensions as the input, {input.ndim}",
    )
    sizes, steps, gaps, spread = (x.tolist() for x in settings)
    low, high = padding[:, 0].tolist(), padding[:, 1].tolist()
    wide = padded(xp, input, init_value, low, high, [gap - 1 for gap in gaps])
    view = _windows(xp, wide, sizes, steps, spread)
    if view is None:
        counts = [
            max(0, (n - (size - 1) * gap - 1) // step + 1)
            for n, size, gap, step in zip(wide.shape, sizes, spread, steps, strict=True)
        ]
        return xp.zeros(counts, input.dtype)
    return _folded(xp, computation, [view], [init_value])[0].astype(input.dtype)


def _windows(xp, x, sizes, steps, spread):
    """Return windows as [elements of a window, *places], or None where there are none."""
    for size, window, gap in zip(x.shape, sizes, spread, strict=True):
        if size < (window - 1) * gap + 1:
            return None
    view = xp.windows(x, sizes, steps, spread, range(x.ndim))
    places = view.shape[: x.ndim]
    return xp.moveaxis(view.reshape(*places, -1), -1, 0)


@op("""
    XlaSelectAndScatter(operand: T, window_dimensions: Tindices, window_strides: Tindices,
        padding: Tindices, source: T, init_value: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
        select: func
        scatter: func
""", host=("window_dimensions", "window_strides", "padding"))
def xla_select_and_scatter(
    xp, operand, window_dimensions, window_strides, padding, source, init_value, *, select, scatter
):
    """Select an element of each window of an array, and fold a number in at its place.

    Shapes:
        operand, output: any
        window_dimensions, window_strides: [rank]
        padding: [rank, 2]
        source: how many windows there are along each dimension
        init_value: []
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.XlaSelectAndScatter
    """
    sizes, steps, low = (
        window_dimensions.tolist(), window_strides.tolist(), padding[:, 0].tolist()
    )
    places = xp.arange(operand.size).reshape(operand.shape)
    sides = low, padding[:, 1].tolist(), [0] * operand.ndim
    numbers = padded(xp, places, places.dtype.type(-1), *sides)
    values = padded(xp, operand, init_value, *sides)
    ones = [1] * operand.ndim
    numbers = _windows(xp, numbers, sizes, steps, ones)
    values = _windows(xp, values, sizes, steps, ones)
    require(
        values is not None and values.shape[1:] == source.shape,
        "Source shape does not match the shape of window-reduced operand",
    )
    best, chosen = values[0], numbers[0]
    for value, number in zip(values[1:], numbers[1:], strict=True):
        better = (number >= 0) & ((chosen < 0) | ~select(best, value)[0])
        best, chosen = xp.where(better, value, best), xp.where(better, number, chosen)
    result = xp.zeros(operand.size, operand.dtype) + init_value
    flat, given = chosen.reshape(-1), source.reshape(-1)
    for window in numbers.reshape(numbers.shape[0], -1):
        at = xp.nonzero((window == flat) & (flat >= 0))[0]
        if at.size:
            # For one place in the window, no two windows choose the same element.
            result[flat[at]] = scatter(result[flat[at]], given[at])[0]
            flat = xp.where((window == flat) & (flat >= 0), -1, flat)
    return result.reshape(operand.shape).astype(operand.dtype)


@xla_select_and_scatter.shape
def xla_select_and_scatter_shape(c):
    return [c["operand"]]


@op("""
    XlaScatter(operand: T, scatter_indices: Tindices, updates: T) -> output: T
        update_computation: func
        dimension_numbers: string
        indices_are_sorted: bool
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64, bool}
        Tindices: {int32, int64}
""", host=("scatter_indices",))
def xla_scatter(
    xp, operand, scatter_indices, updates, *, update_computation, dimension_numbers
):
    """Fold slices into an array at given places; those that do not lie inside are left out.

    Shapes:
        operand, output: any
        scatter_indices: vectors of places in any dimension
        updates: the dimensions of the vectors and of the slices in any order
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.XlaScatter
    """
    known = xla_numbers.scatter(dimension_numbers)
    vectors = index_vectors(xp, xp.asarray(scatter_indices), known)
    batch = vectors.ndim - 1
    gone = set(known["inserted"]) | set(known["input_batching"])
    kept = [axis for axis in range(operand.ndim) if axis not in gone]
    first = [axis for axis in range(updates.ndim) if axis not in known["window"]]
    require(
        len(first) == batch and len(known["window"]) == len(kept),
        "The dimensions of updates do not fit those of indices and operand",
    )
    slices = xp.transpose(updates, [*first, *known["window"]])
    slices = slices.reshape(-1, *slices.shape[batch:])
    sizes = [1] * operand.ndim
    for axis, size in zip(kept, slices.shape[1:], strict=True):
        sizes[axis] = size
    result = operand.copy()
    counts = vectors.shape[:-1]
    for number, vector in enumerate(vectors.reshape(-1, vectors.shape[-1]).tolist()):
        starts = [0] * operand.ndim
        for axis, start in zip(known["to_operand"], vector, strict=True):
            starts[axis] = start
        _add_batch(starts, number, counts, known)
        ends = [start + size for start, size in zip(starts, sizes, strict=True)]
        if min(starts, default=0) < 0 or any(
            end > size for end, size in zip(ends, operand.shape, strict=True)
        ):
            continue
        place = tuple(slice(a, b) for a, b in zip(starts, ends, strict=True))
        given = slices[number].reshape([sizes[axis] for axis in range(operand.ndim)])
        result[place] = update_computation(result[place], given)[0]
    return result


def _add_batch(starts, number, counts, known):
    """Put the places that batching dimensions imply among the starts."""
    places = []
    for size in reversed(counts):
        number, place = divmod(number, size)
        places.insert(0, place)
    for axis, along in zip(known["input_batching"], known["indices_batching"], strict=True):
        starts[axis] = places[along - (along > known["index_vector"])]


@xla_scatter.shape
def xla_scatter_shape(c):
    return [c["operand"]]


@op("""
    XlaVariadicSort(inputs: T, dimension: int32) -> outputs: T
        T: list(type) >= 1
        comparator: func
        is_stable: bool
""", host=("dimension",))
def xla_variadic_sort(xp, inputs, dimension, *, comparator):
    """Sort several arrays of one shape together by a comparison.

    Shapes:
        inputs, outputs: any
        dimension: []
    Errors:
        InvalidArgumentError: the shapes differ, or there is no such dimension.
    Source: tf.raw_ops.XlaVariadicSort; always stable
    """
    require(
        all(x.shape == inputs[0].shape for x in inputs), "All inputs must have the same shape"
    )
    rank, axis = inputs[0].ndim, int(dimension)
    require(-rank <= axis < rank, f"dimension {axis} is out of range of a rank of {rank}")
    rows = [xp.moveaxis(x, axis, -1).reshape(-1, x.shape[axis]) for x in inputs]
    if not inputs[0].size:
        return list(inputs)
    ranks = xp.stack([_ranks(xp, [row[i] for row in rows], comparator)
                      for i in range(rows[0].shape[0])])  # fmt: skip
    order = xp.argsort(ranks, axis=-1)
    results = []
    for x, row in zip(inputs, rows, strict=True):
        turned = xp.moveaxis(x, axis, -1)
        sorted_rows = xp.take_along_axis(row, order, -1).reshape(turned.shape)
        results.append(xp.moveaxis(sorted_rows, -1, axis))
    return results


def _ranks(xp, row, comparator):
    """Return how many elements come before each one of a row."""
    size = row[0].shape[0]
    step = max(1, _ROWS // size)
    parts = []
    for first in range(0, size, step):
        mine = [x[first : first + step, None] for x in row]
        shape = (mine[0].shape[0], size)
        mine = [xp.broadcast_to(x, shape) for x in mine]
        others = [xp.broadcast_to(x[None, :], shape) for x in row]
        ahead = comparator(*_paired(others, mine))[0]
        behind = comparator(*_paired(mine, others))[0]
        numbers = xp.arange(first, first + shape[0])[:, None]
        earlier = xp.arange(size)[None, :] < numbers
        parts.append((ahead | (~behind & earlier)).sum(-1))
    return xp.concatenate(parts)


def _paired(first, second):
    return [x for pair in zip(first, second, strict=True) for x in pair]


@xla_variadic_sort.shape
def xla_variadic_sort_shape(c):
    return c["inputs"]
