"""Datasets of batches: elements stacked, padded, made sparse, or cut anew."""

from tfcompat._src.arrays import handles
from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import (
    DataLossError,
    FailedPreconditionError,
    InvalidArgumentError,
)
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.dataset_values import (
    ATTRS,
    TYPES,
    Dataset,
    opened,
    scalar,
    stacked,
    vector,
    with_scalars,
)
from tfcompat._src.ops.variants import HeldTensor
from tfcompat._src.registry import op, shape_functions
from tfcompat._src.registry.definition import type_name


def batches(iterator, size, only_full):
    """Return an iterator of lists of elements."""
    def step():
        found = []
        for element in iterator:
            found.append(element)
            if len(found) == size:
                return found
        if not found or only_full:
            raise StopIteration
        return found

    return iter(step, None)


def count_of_batches(count, size, only_full):
    """Return how many batches some number of elements makes."""
    if count < 0:
        return count
    return count // size if only_full else -(-count // size)


def batch_size_of(value, name="batch_size", message="Batch size must be greater than zero."):
    """Return the size of batches that an argument states."""
    size = scalar(name, value)
    if size <= 0:
        raise InvalidArgumentError(message)
    return size


def _batched(xp, kind, input_dataset, batch_size, drop_remainder, shapes):
    source, size = opened(input_dataset), batch_size_of(batch_size)
    mapped = source.kind in ("Map", "ParallelMapV2")

    def start(where):
        found = batches(source.begin(where.path), size, drop_remainder)
        return map(lambda elements: stacked(xp, elements, source.types, mapped), found)

    count = count_of_batches(source.count, size, drop_remainder)
    return Dataset(kind, source.types, shapes, start, count)


@op(f"""
    BatchDataset(input_dataset: variant, batch_size: int64) -> handle: variant{ATTRS}
""", host=("batch_size",))
def batch_dataset(xp, input_dataset, batch_size, *, output_shapes):
    """Return the dataset of batches of another's elements.

    Shapes:
        batch_size: []
    Errors:
        InvalidArgumentError: `batch_size` is not positive; elements differ in shape.
    Source: tf.raw_ops.BatchDataset
    """
    return _batched(xp, "Batch", input_dataset, batch_size, False, output_shapes)


batch_dataset.shape(with_scalars("batch_size"))


@op(f"""
    BatchDatasetV2(input_dataset: variant, batch_size: int64,
        drop_remainder: bool) -> handle: variant
        parallel_copy: bool = false{ATTRS}
""", host=("batch_size", "drop_remainder"))
def batch_dataset_v2(xp, input_dataset, batch_size, drop_remainder, *, output_shapes):
    """The same; the last batch is dropped if it is not full and that is wanted.

    Shapes:
        batch_size, drop_remainder: []
    Errors:
        as BatchDataset
    Source: tf.raw_ops.BatchDatasetV2
    """
    only_full = scalar("drop_remainder", drop_remainder)
    return _batched(xp, "BatchV2", input_dataset, batch_size, only_full, output_shapes)


batch_dataset_v2.shape(with_scalars("batch_size", "drop_remainder"))


@op(f"""
    ParallelBatchDataset(input_dataset: variant, batch_size: int64, num_parallel_calls: int64,
        drop_remainder: bool) -> handle: variant
        parallel_copy: bool = false{TYPES}
        deterministic: string = "default"
        metadata: string = ""
""", host=("batch_size", "num_parallel_calls", "drop_remainder"))
def parallel_batch_dataset(
    xp, input_dataset, batch_size, num_parallel_calls, drop_remainder, *, output_shapes
):
    """The same; how many are made at a time is a hint.

    Shapes:
        batch_size, num_parallel_calls, drop_remainder: []
    Errors:
        as BatchDataset
    Source: tf.raw_ops.ParallelBatchDataset
    """
    only_full = scalar("drop_remainder", drop_remainder)
    return _batched(xp, "ParallelBatch", input_dataset, batch_size, only_full, output_shapes)


parallel_batch_dataset.shape(with_scalars("batch_size", "num_parallel_calls", "drop_remainder"))

_PADDED = """
        Toutput_types: list(type) >= 1
        output_shapes: list(shape) >= 1
        N: int >= 1
        metadata: string = ""
"""


@op(f"""
    PaddedBatchDatasetV2(input_dataset: variant, batch_size: int64, padded_shapes: N * int64,
        padding_values: Toutput_types, drop_remainder: bool) -> handle: variant
        parallel_copy: bool = false{_PADDED}
""", host=("batch_size", "padded_shapes", "padding_values", "drop_remainder"))
def padded_batch_dataset_v2(
    xp, input_dataset, batch_size, padded_shapes, padding_values, drop_remainder,
    *, Toutput_types, output_shapes,  # noqa: N803
):
    """Return the dataset of batches of another's elements, padded to a common shape.

    Shapes:
        batch_size, drop_remainder: []
        padded_shapes: a vector for each component; -1 is the greatest size in a batch
        padding_values: [] each
    Errors:
        InvalidArgumentError: `batch_size` is not positive; shapes or values do not fit.
        DataLossError: an element is larger than what it is to be padded to.
    Source: tf.raw_ops.PaddedBatchDatasetV2
    """
    source, size = opened(input_dataset), batch_size_of(batch_size)
    only_full = scalar("drop_remainder", drop_remainder)
    if len(padded_shapes) != len(source.shapes):
        raise InvalidArgumentError(
            f"Number of padded shapes ({len(padded_shapes)}) must match the number of components "
            f"in the input dataset's elements ({len(source.shapes)})")
    if len(padding_values) != len(source.types):
        raise InvalidArgumentError(
            f"Number of padding values ({len(padding_values)}) must match the number of components "
            f"in the input dataset's elements ({len(source.types)})")
    for i, (value, dtype) in enumerate(zip(Toutput_types, source.types, strict=True)):
        if getattr(padding_values[i], "ndim", 0):
            raise InvalidArgumentError("All padding values must be scalars")
        if value != dtype:
            raise InvalidArgumentError(
                f"Mismatched type between padding value {i} and input dataset's component {i}: "
                f"{type_name(value)} vs. {type_name(dtype)}")
    targets = [shape.tolist() for shape in padded_shapes]

    def start(where):
        found = batches(source.begin(where.path), size, only_full)
        return map(lambda elements: [
            _padded(xp, [element[i] for element in elements], targets[i], padding_values[i], kind)
            for i, kind in enumerate(Toutput_types)], found)

    count = count_of_batches(source.count, size, only_full)
    return Dataset("PaddedBatchV2", Toutput_types, output_shapes, start, count)


def _padded(xp, column, target, value, dtype):
    """Return arrays stacked, every one padded to a shape in which -1 is the greatest size."""
    sizes = list(target)
    for array in column:
        shape = getattr(array, "shape", ())
        if len(shape) != len(sizes):
            raise InvalidArgumentError(
                "All elements in a batch must have the same rank as the padded shape for "
                f"component0: expected rank {len(sizes)} but got element with rank {len(shape)}")
        for axis, size in enumerate(shape):
            if target[axis] == -1:
                sizes[axis] = max(sizes[axis], size)
            elif size > target[axis]:
                raise DataLossError("Attempted to pad to a smaller size than the input element.")
    sizes = [max(size, 0) for size in sizes]
    result = xp.empty((len(column), *sizes), numpy_dtype(dtype))
    result[...] = value.item() if dtype is dtypes.string else value
    for i, array in enumerate(column):
        where = (i, *map(slice, array.shape))
        result[where] = array if array.shape or dtype is not dtypes.string else array.item()
    return result


padded_batch_dataset_v2.shape(with_scalars("batch_size", "drop_remainder"))


@op(f"""
    PaddedBatchDataset(input_dataset: variant, batch_size: int64, padded_shapes: N * int64,
        padding_values: Toutput_types) -> handle: variant{_PADDED}
""", host=("batch_size", "padded_shapes", "padding_values"))
def padded_batch_dataset(
    xp, input_dataset, batch_size, padded_shapes, padding_values,
    *, Toutput_types, output_shapes,  # noqa: N803
):
    """The same; the last batch may be smaller.

    Shapes:
        as PaddedBatchDatasetV2
    Errors:
        as PaddedBatchDatasetV2
    Source: tf.raw_ops.PaddedBatchDataset
    """
    return padded_batch_dataset_v2(
        xp, input_dataset, batch_size, padded_shapes, padding_values, xp.asarray(False),
        Toutput_types=Toutput_types, output_shapes=output_shapes)


padded_batch_dataset.shape(with_scalars("batch_size"))


@op(f"""
    DenseToSparseBatchDataset(input_dataset: variant, batch_size: int64,
        row_shape: int64) -> handle: variant{TYPES}
""", host=("batch_size", "row_shape"))
def dense_to_sparse_batch_dataset(
    xp, input_dataset, batch_size, row_shape, *, output_types, output_shapes
):
    """Return the dataset of batches of ragged elements, each batch a sparse tensor.

    Shapes:
        batch_size: []
        row_shape: the shape of a row of a batch; -1 is the greatest size in a batch
    Errors:
        InvalidArgumentError: `batch_size` is not positive; elements have several components.
        DataLossError: an element is larger than a row.
    Source: tf.raw_ops.DenseToSparseBatchDataset
    """
    source = opened(input_dataset)
    if len(source.types) != 1:
        raise InvalidArgumentError(
            "DenseToSparseBatchDataset only supports inputs with a single component.")
    size = batch_size_of(batch_size)
    if row_shape.ndim != 1:
        raise InvalidArgumentError("row_shape must be a vector")
    row, dtype = row_shape.tolist(), source.types[0]

    def start(where):
        found = batches(source.begin(where.path), size, False)
        return map(lambda elements: _sparse(xp, [e[0] for e in elements], row, dtype), found)

    count = count_of_batches(source.count, size, False)
    return Dataset(
        "DenseToSparseBatch", (dtypes.variant,), (TensorShape([3]),), start, count)


def _sparse(xp, column, row, dtype):
    sizes = list(row)
    for array in column:
        if array.ndim != len(row):
            raise InvalidArgumentError(
                f"Input element had shape ({shown(array.shape)}) that is incompatible with the row "
                f"shape ({shown([None if size < 0 else size for size in row])}).")
        for axis, size in enumerate(array.shape):
            if row[axis] == -1:
                sizes[axis] = max(sizes[axis], size)
            elif size > row[axis]:
                raise DataLossError(
                    f"Input element had shape ({shown(array.shape)}) that is larger than the row "
                    f"shape ({shown(row)}).")
    indices, values = [], []
    for i, array in enumerate(column):
        places = xp.indices(array.shape, dtype=xp.int64).reshape(len(row), array.size).T
        first = xp.full((array.size, 1), i, dtype=xp.int64)
        indices.append(xp.concatenate([first, places], axis=1))
        values.append(array.reshape(-1))
    shape = xp.asarray([len(column), *(max(size, 0) for size in sizes)], dtype=xp.int64)
    return (handles.stacked([
        HeldTensor(xp.concatenate(indices), dtypes.int64),
        HeldTensor(xp.concatenate(values), dtype), HeldTensor(shape, dtypes.int64)]),)


@dense_to_sparse_batch_dataset.shape
def dense_to_sparse_batch_dataset_shape(c):
    checks.with_rank(c["batch_size"], 0)
    checks.with_rank(c["row_shape"], 1)
    return [TensorShape([])]


@op(f"""
    RebatchDatasetV2(input_dataset: variant, batch_sizes: int64,
        drop_remainder: bool) -> handle: variant{TYPES}
""", host=("batch_sizes", "drop_remainder"))
def rebatch_dataset_v2(
    xp, input_dataset, batch_sizes, drop_remainder, *, output_types, output_shapes
):
    """Return the dataset of another's batches cut anew, to some sizes by turns.

    Shapes:
        batch_sizes: [n] or []
        drop_remainder: []
    Errors:
        InvalidArgumentError: a size is negative; components of an element differ in size.
    Source: tf.raw_ops.RebatchDatasetV2
    """
    source, sizes = opened(input_dataset), vector("batch_sizes", batch_sizes)
    only_full = scalar("drop_remainder", drop_remainder)
    if not sizes:
        raise InvalidArgumentError("`batch_sizes` must not be empty.")
    return Dataset("RebatchV2", output_types, output_shapes,
                   lambda where: _cut(xp, source, sizes, only_full, where))


def _cut(xp, source, sizes, only_full, where):
    """Return an iterator of rows of elements in batches of some sizes by turns."""
    iterator, waiting, turn, ended = source.begin(where.path), None, 0, False

    def take(most):
        """Return up to so many rows of what waits to be cut; StopIteration at the end."""
        nonlocal waiting
        if waiting is None or (most and not len(waiting[0])):
            waiting = _checked_rows(next(iterator))
        piece = [array[:most] for array in waiting]
        waiting = [array[most:] for array in waiting]
        return piece

    def step():
        nonlocal turn, ended
        if ended:
            raise StopIteration
        pieces, missing = [], sizes[turn]
        turn = (turn + 1) % len(sizes)
        try:
            while missing or not pieces:
                pieces.append(take(missing))
                missing -= len(pieces[-1][0])
        except StopIteration:
            ended = True
            if not pieces or only_full:
                raise
        return pieces[0] if len(pieces) == 1 else _put_together(xp, pieces)

    return iter(step, None)


def _checked_rows(element):
    for i, array in enumerate(element):
        if len(array) != len(element[0]):
            raise InvalidArgumentError(
                "Input element must have the same batch size in each component. Component 0 had "
                f"size {len(element[0])} but component {i} had size, {len(array)}.")
    return element


def _put_together(xp, pieces):
    """Return the rows of pieces below each other."""
    found = []
    for arrays in zip(*pieces, strict=True):
        inner, rows = arrays[0].shape[1:], sum(map(len, arrays))
        for array in arrays:
            if array.shape[1:] != inner:
                raise FailedPreconditionError(
                    "MaybeMoveContiguousSlices cannot perform copy: source and dst shapes arenot "
                    f"compatible. Source shape: {shown(array.shape)}, dst shape: "
                    f"{shown((rows, *inner))}")
        found.append(xp.concatenate(arrays))
    return found


rebatch_dataset_v2.shape(with_scalars("drop_remainder"))


@op(f"""
    RebatchDataset(input_dataset: variant, num_replicas: int64) -> handle: variant{TYPES}
        use_fallback: bool = true
""", host=("num_replicas",))
def rebatch_dataset(xp, input_dataset, num_replicas, *, output_types, output_shapes):
    """Return the dataset of another's batches, each cut into a number of parts.

    Shapes:
        num_replicas: []
    Errors:
        InvalidArgumentError: the number is not positive; components differ in size.
    Source: tf.raw_ops.RebatchDataset
    """
    source, parts = opened(input_dataset), scalar("num_replicas", num_replicas)
    if parts <= 0:
        raise InvalidArgumentError("num_replicas must be greater than zero.")

    def start(where):
        for element in source.begin(where.path):
            size = -(-len(element[0]) // parts)
            for i in range(parts):
                yield [array[i * size : (i + 1) * size] for array in element]

    total = source.count if source.count < 0 else source.count * parts
    return Dataset("Rebatch", output_types, output_shapes, start, total)


rebatch_dataset.shape(shape_functions.scalar)
