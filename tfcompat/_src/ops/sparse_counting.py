"""Counting in rows that are sparse or ragged, and counts as sparse tensors.

Counting in dense rows, to dense counts, is in `counting.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, sparse
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op


def _bins(size):
    if size.ndim:
        raise InvalidArgumentError(f"Shape must be rank 0 but is rank {size.ndim}")
    if size < 0:
        raise InvalidArgumentError(f"size ({size}) must be non-negative")
    return int(size)


def _tally(xp, rows, values, weights, count, length, binary):
    """Count values below `length`, row by row, or add up their weights."""
    inside = (values >= 0) & (values < length)
    cells = xp.zeros(count * length, weights.dtype)
    places = rows[inside] * length + values[inside]
    if binary:
        cells[places] = 1
    else:
        flat = weights[inside] if weights.size else xp.ones(places.shape, weights.dtype)
        cells = xp.scatter_fold("add", cells, places, flat)
    return cells.reshape((count, length))


@op("""
    SparseBincount(indices: int64, values: Tidx, dense_shape: int64, size: Tidx, weights: T) -> (
            output: T)
        Tidx: {int32, int64}
        T: {int32, int64, float, double}
        binary_output: bool = false
""", host=("dense_shape", "size"))
def sparse_bincount(xp, indices, values, dense_shape, size, weights, *, binary_output):
    """Count how often each number below `size` is among the elements of each sparse row.

    Shapes:
        indices: [n, rank], rank 1 or 2
        values: [n]
        dense_shape: [rank]
        size: []
        weights: [n], or empty: then each counts 1
        output: [size] or [rows, size]
    Errors:
        InvalidArgumentError: the size is negative, or an index is out of range.
    Source: tf.raw_ops.SparseBincount
    """
    length = _bins(size)
    sparse.check_parts(indices, values, dense_shape)
    sparse.check_bounds(xp, indices, dense_shape)
    sizes, weights = sparse.checked_sizes(dense_shape), weights.reshape(-1)
    if len(sizes) == 1 and (values < 0).any():
        raise InvalidArgumentError("Input arr must be non-negative!")
    # In rows TensorFlow does not ask whether there are enough weights.
    if weights.size and weights.size != values.size and (
        len(sizes) == 1 or weights.size < values.size
    ):
        raise InvalidArgumentError("Input indices and weights must have the same size.")
    weights = weights[: values.size]
    if len(sizes) == 1:
        rows = xp.zeros(values.shape, xp.int64)
        return _tally(xp, rows, values, weights, 1, length, binary_output)[0]
    return _tally(xp, indices[:, 0], values, weights, sizes[0], length, binary_output)


@sparse_bincount.shape
def sparse_bincount_shape(c):
    sizes, length = c.value("dense_shape"), checks.scalar_size(c, "size")
    if length is not None and length < 0:
        raise ValueError(f"size ({length}) must be non-negative")
    rank = c["dense_shape"].num_elements() if c["dense_shape"].rank else None
    if rank is None:
        return [TensorShape(None)]
    return [TensorShape([length] if rank == 1 else [
        None if sizes is None else int(sizes[0]), length])]


@op("""
    RaggedBincount(splits: int64, values: Tidx, size: Tidx, weights: T) -> output: T
        Tidx: {int32, int64}
        T: {int32, int64, float, double}
        binary_output: bool = false
""", host=("size",))
def ragged_bincount(xp, splits, values, size, weights, *, binary_output):
    """Count how often each number below `size` occurs in each ragged row.

    Shapes:
        splits: [rows + 1]
        values: [n]
        size: []
        weights: [n], or empty: then each counts 1
        output: [rows, size]
    Errors:
        InvalidArgumentError: a number or the size is negative, or the splits do not fit.
    Source: tf.raw_ops.RaggedBincount
    """
    length, values = _bins(size), values.reshape(-1)
    if not splits.size:
        raise InvalidArgumentError("Splits must be non-empty")
    rows = _row_numbers(xp, splits.reshape(-1), values)
    if (values < 0).any():
        raise InvalidArgumentError("Input must be non-negative")
    weights = weights.reshape(-1)
    if weights.size and weights.size < values.size:
        raise InvalidArgumentError("Input indices and weights must have the same size.")
    weights = weights[: values.size]
    return _tally(xp, rows, values, weights, splits.size - 1, length, binary_output)


def _row_numbers(xp, splits, values):
    if splits[0] != 0:
        raise InvalidArgumentError(f"Splits must start with 0, not with {splits[0]}")
    if splits[-1] != values.size:
        raise InvalidArgumentError("Splits must end with the number of values, got "
                                   f"{splits[-1]} instead of {values.size}")
    lengths = splits[1:] - splits[:-1]
    if not (lengths < 0).any():
        return xp.repeat(xp.arange(splits.size - 1), lengths)
    row, rows, ends = 0, [], splits.tolist()
    for i in range(values.size):  # the first row that ends behind it
        while i >= ends[row]:
            row += 1
        rows.append(row - 1)
    return xp.asarray(rows, xp.int64)


@ragged_bincount.shape
def ragged_bincount_shape(c):
    return [TensorShape(None)]


def _sparse_counts(xp, rows, values, weights, count, limits, binary):
    """Return the counts there are as (indices, values, shape); `count` is None for a vector."""
    minlength, maxlength = limits
    if (values < 0).any():
        raise InvalidArgumentError("Input values must all be non-negative")
    inside = values < maxlength if maxlength >= 0 else values >= 0
    largest = int(values.max()) if values.size else 0
    after = largest + 1 if largest < 2**63 - 1 else -(2**63)  # as a number of 64 bits
    length = maxlength if maxlength >= 0 else max(after, minlength)
    rows, values = rows[inside], values[inside].astype(xp.int64)
    first, back = sparse.numbered(xp, xp.stack([rows, values], 1))
    totals = xp.zeros(first.size, weights.dtype)
    flat = weights[inside] if weights.size else xp.ones(values.shape, weights.dtype)
    totals = xp.ones(first.size, weights.dtype) if binary else (
        xp.scatter_fold("add", totals, back, flat))
    columns = [values[first]] if count is None else [rows[first], values[first]]
    indices = xp.stack(columns, 1).astype(xp.int64)
    shape = [length] if count is None else [count, length]
    return indices, totals, xp.asarray(shape, xp.int64)


@op("""
    DenseCountSparseOutput(values: T, weights: output_type) -> (
            output_indices: int64, output_values: output_type, output_dense_shape: int64)
        T: {int32, int64}
        minlength: int >= -1 = -1
        maxlength: int >= -1 = -1
        binary_output: bool
        output_type: {int32, int64, float, double}
""")
def dense_count_sparse_output(xp, values, weights, *, minlength, maxlength, binary_output):
    """Count the numbers in a vector or in each row of a matrix, to a sparse tensor.

    Shapes:
        values: [n] or [rows, n]
        weights: as values, or empty
        output_indices: [counts, rank]
        output_values: [counts]
        output_dense_shape: [rank]
    Errors:
        InvalidArgumentError: a number is negative, or the shapes do not fit.
    Source: tf.raw_ops.DenseCountSparseOutput
    """
    if values.ndim not in (1, 2):
        raise InvalidArgumentError(
            f"Input must be a 1 or 2-dimensional tensor. Got: {shown(values.shape)}")
    if (values < 0).any():
        raise InvalidArgumentError("Input values must all be non-negative")
    if weights.size and weights.shape != values.shape:
        raise InvalidArgumentError(
            f"Weights and data must have the same shape. Weight shape: {shown(weights.shape)}; "
            f"data shape: {shown(values.shape)}")
    if values.ndim == 2 and not values.shape[0]:
        raise InvalidArgumentError("Invalid input: Shapes dimension cannot be 0.")
    count = values.shape[0] if values.ndim == 2 else None
    rows = xp.repeat(xp.arange(count or 1), values.shape[-1])
    return _sparse_counts(xp, rows, values.reshape(-1), weights.reshape(-1), count,
                          (minlength, maxlength), binary_output)


@dense_count_sparse_output.shape
def dense_count_sparse_output_shape(c):
    values, weights = c["values"], c["weights"]
    # Weights of no elements are none at all, which ones of unknown sizes may turn out to be.
    if weights.num_elements():
        values = checks.merge(weights, values)
    rank = values.rank
    return [TensorShape([None, rank]), TensorShape([None]), TensorShape([rank])]


@op("""
    SparseCountSparseOutput(indices: int64, values: T, dense_shape: int64,
                            weights: output_type) -> (
            output_indices: int64, output_values: output_type, output_dense_shape: int64)
        T: {int32, int64}
        minlength: int >= -1 = -1
        maxlength: int >= -1 = -1
        binary_output: bool
        output_type: {int32, int64, float, double}
""", host=("dense_shape",))
def sparse_count_sparse_output(
    xp, indices, values, dense_shape, weights, *, minlength, maxlength, binary_output
):
    """Count the numbers in each sparse row, to a sparse tensor.

    Shapes:
        indices: [n, rank], rank 1 or 2
        values: [n]
        dense_shape: [rank]
        weights: [n], or empty
        output_indices: [counts, rank]
        output_values: [counts]
        output_dense_shape: [rank]
    Errors:
        InvalidArgumentError: a number is negative, an index is out of range, or the shapes do
            not fit.
    Source: tf.raw_ops.SparseCountSparseOutput
    """
    if indices.ndim != 2:
        raise InvalidArgumentError("Input indices must be a 2-dimensional tensor. Got: "
                                   f"{shown(indices.shape)}")
    if values.ndim != 1:
        raise InvalidArgumentError(
            f"Input values must be a vector. Got: {shown(values.shape)}")
    if dense_shape.ndim != 1:
        raise InvalidArgumentError(
            f"Input shape must be a vector. Got: {shown(dense_shape.shape)}")
    if values.size != indices.shape[0]:
        raise InvalidArgumentError("Number of values must match first dimension of indices.Got "
                                   f"{values.size} values, indices shape: {shown(indices.shape)}")
    sizes = dense_shape.tolist()
    if len(sizes) != indices.shape[1]:
        raise InvalidArgumentError(
            "Number of dimensions must match second dimension of indices.Got "
            f"{len(sizes)} dimensions, indices shape: {shown(indices.shape)}")
    if not sizes:
        raise InvalidArgumentError("The shape argument requires at least one element.")
    _check_places(indices, sizes)
    if (values < 0).any():
        raise InvalidArgumentError("Input values must all be non-negative")
    if weights.size and weights.shape != values.shape:
        raise InvalidArgumentError(
            f"Weights and values must have the same shape. Weight shape: {shown(weights.shape)}; "
            f"values shape: {shown(values.shape)}")
    if len(sizes) > 1 and sizes[0] <= 0:
        raise InvalidArgumentError(
            f"Cannot allocate {sizes[0]} batches, is the dense shape too wide?")
    count = sizes[0] if len(sizes) > 1 else None
    rows = indices[:, 0] if count is not None else xp.zeros(values.shape, xp.int64)
    return _sparse_counts(
        xp, rows, values, weights, count, (minlength, maxlength), binary_output)


def _check_places(indices, sizes):
    for at, row in enumerate(indices.tolist()):
        for i, (index, size) in enumerate(zip(row, sizes, strict=True)):
            if not 0 <= index < size:
                raise InvalidArgumentError(
                    f"Invalid index value at {at}: dimension {i} has value {index} which is not "
                    f"in [0, {size}) (as given by dense shape Tensor<type: int64 shape: "
                    f"[{len(sizes)}] values: {' '.join(map(str, sizes))}>")


@sparse_count_sparse_output.shape
def sparse_count_sparse_output_shape(c):
    shape = c["dense_shape"]
    rank = None if shape.rank is None else shape[0]
    return [TensorShape([None, rank]), TensorShape([None]), TensorShape([rank])]


@op("""
    RaggedCountSparseOutput(splits: int64, values: T, weights: output_type) -> (
            output_indices: int64, output_values: output_type, output_dense_shape: int64)
        T: {int32, int64}
        minlength: int >= -1 = -1
        maxlength: int >= -1 = -1
        binary_output: bool
        output_type: {int32, int64, float, double}
""")
def ragged_count_sparse_output(
    xp, splits, values, weights, *, minlength, maxlength, binary_output
):
    """Count the numbers in each ragged row, to a sparse tensor.

    Shapes:
        splits: [rows + 1]
        values: [n]
        weights: [n], or empty
        output_indices: [counts, 2]
        output_values: [counts]
        output_dense_shape: [2]
    Errors:
        InvalidArgumentError: a number is negative, or the splits or weights do not fit.
    Source: tf.raw_ops.RaggedCountSparseOutput
    """
    if weights.size and weights.shape != values.shape:
        raise InvalidArgumentError(
            f"Weights and values must have the same shape. Weight shape: {shown(weights.shape)}; "
            f"values shape: {shown(values.shape)}")
    if splits.size < 2:
        raise InvalidArgumentError("Must provide at least 2 elements for the splits argument")
    splits, values, weights = splits.reshape(-1), values.reshape(-1), weights.reshape(-1)
    rows = _row_numbers(xp, splits, values)
    return _sparse_counts(xp, rows, values, weights, splits.size - 1, (minlength, maxlength),
                          binary_output)


@ragged_count_sparse_output.shape
def ragged_count_sparse_output_shape(c):
    rank = c["values"].rank
    rank = None if rank is None else rank + 1
    return [TensorShape([None, rank]), TensorShape([None]), TensorShape([rank])]
