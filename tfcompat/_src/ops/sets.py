"""Sets in the rows of tensors, dense or sparse: sizes, unions, intersections, differences.

A set is what differs among the elements of a row; results are in sorted order.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, sparse
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op

_WHY = "members of sets do not vary with their values"
_OPERATIONS = {
    b"a-b": lambda a, b: a - b, b"b-a": lambda a, b: b - a,
    b"intersection": lambda a, b: a & b, b"union": lambda a, b: a | b,
}


def _operation(name):
    found = _OPERATIONS.get(name.lower())
    if found is None:
        raise InvalidArgumentError(f"Invalid set_operation {name.decode()}.")
    return found


def _of_dense(values):
    """Return ({row: set}, sizes of the groups) of a dense tensor."""
    if values.ndim < 2:
        raise InvalidArgumentError(f"Shape {shown(values.shape)} has rank {values.ndim} < 2")
    groups = values.shape[:-1]
    rows = values.reshape((_product(groups), values.shape[-1])).tolist()
    return {i: set(row) for i, row in enumerate(rows) if row}, groups


def _of_sparse(xp, indices, values, shape, validate):
    """Return ({row: set}, sizes of the groups) of a sparse tensor."""
    if indices.ndim != 2:
        raise InvalidArgumentError(
            f"indices must be a matrix, but got shape {shown(indices.shape)}")
    if indices.shape[0] != values.size:
        raise InvalidArgumentError("indices and values rows (indexing dimension) must match. "
                                   f"(indices = {indices.shape[0]}, values = {values.size})")
    sizes = shape.tolist()
    if len(sizes) < 2:
        raise InvalidArgumentError(f"Invalid rank {len(sizes)}.")
    if validate:
        sparse.check_order(xp, indices, sizes)
    found = {}
    rows = sparse.linear(xp, indices, sizes[:-1]).tolist()
    for row, value in zip(rows, values.tolist(), strict=True):
        found.setdefault(row, set()).add(value)
    return found, tuple(sizes[:-1])


def _product(sizes):
    total = 1
    for size in sizes:
        total *= size
    return total


def _combined(xp, first, second, name, dtype):
    """Return the sets that an operation makes of two tensors' sets, as a sparse tensor."""
    operation = _operation(name)
    (a, groups), (b, others) = first, second
    if groups != others:
        raise InvalidArgumentError(f"Mismatched shapes {shown(groups)} vs {shown(others)}")
    rows, columns, values, longest = [], [], [], 0
    for row in sorted(a.keys() | b.keys()):
        members = sorted(operation(a.get(row, set()), b.get(row, set())))
        rows.extend([row] * len(members))
        columns.extend(range(len(members)))
        values.extend(members)
        longest = max(longest, len(members))
    parts = [xp.asarray(columns, xp.int64)]
    rest = xp.asarray(rows, xp.int64)
    for size in reversed(groups):
        parts.insert(0, rest % max(size, 1))
        rest = rest // max(size, 1)
    result = xp.empty(len(values), dtype)
    result[:] = xp.asarray(values, dtype)
    return xp.stack(parts, 1), result, xp.asarray([*groups, longest], xp.int64)


@op("""
    SetSize(set_indices: int64, set_values: T, set_shape: int64) -> size: int32
        validate_indices: bool = true
        T: {int8, int16, int32, int64, uint8, uint16, string}
""", host=("set_shape",))
def set_size(xp, set_indices, set_values, set_shape, *, validate_indices):
    """Count the different elements in each row of a sparse tensor.

    Shapes:
        set_indices: [n, rank]
        set_values: [n]
        set_shape: [rank]
        size: the sizes in `set_shape` but the last
    Errors:
        InvalidArgumentError: the parts do not fit, or indices are out of order.
    Source: tf.raw_ops.SetSize
    """
    found, groups = _of_sparse(xp, set_indices, set_values, set_shape, validate_indices)
    counts = [len(found.get(i, ())) for i in range(_product(groups))]
    return xp.asarray(counts, xp.int32).reshape(groups)


no_gradient(set_size, _WHY)


@op("""
    DenseToDenseSetOperation(set1: T, set2: T) -> (
            result_indices: int64, result_values: T, result_shape: int64)
        set_operation: string
        validate_indices: bool = true
        T: {int8, int16, int32, int64, uint8, uint16, string}
""")
def dense_to_dense_set_operation(xp, set1, set2, *, set_operation):
    """Combine the sets in the rows of two dense tensors.

    Shapes:
        set1, set2: [groups..., n], [groups..., m]
        result_indices: [members, rank]
        result_values: [members]
        result_shape: [rank]
    Errors:
        InvalidArgumentError: the groups differ, or the operation is none.
    Source: tf.raw_ops.DenseToDenseSetOperation
    """
    _operation(set_operation)
    return _combined(xp, _of_dense(set1), _of_dense(set2), set_operation, set1.dtype)


@dense_to_dense_set_operation.shape
def dense_to_dense_set_operation_shape(c):
    a, b = c["set1"], c["set2"]
    rank = b.rank if a.rank is None else a.rank
    checks.with_rank_at_least(b if a.rank is None else a, 2)
    if a.rank is not None and b.rank is not None:
        checks.with_rank(b, a.rank)
        checks.merge(a[:-1], b[:-1])
    return _result_shapes(rank)


def _result_shapes(rank):
    return [TensorShape([None, rank]), TensorShape([None]), TensorShape([rank])]


no_gradient(dense_to_dense_set_operation, _WHY)


@op("""
    DenseToSparseSetOperation(set1: T, set2_indices: int64, set2_values: T, set2_shape: int64) -> (
            result_indices: int64, result_values: T, result_shape: int64)
        set_operation: string
        validate_indices: bool = true
        T: {int8, int16, int32, int64, uint8, uint16, string}
""", host=("set2_shape",))
def dense_to_sparse_set_operation(
    xp, set1, set2_indices, set2_values, set2_shape, *, set_operation, validate_indices
):
    """Combine the sets in the rows of a dense and a sparse tensor.

    Shapes:
        set1: [groups..., n]
        set2_indices: [m, rank]
        set2_values: [m]
        set2_shape: [rank]
        result_indices: [members, rank]
        result_values: [members]
        result_shape: [rank]
    Errors:
        InvalidArgumentError: the groups differ, the operation is none, or indices are out of
            order.
    Source: tf.raw_ops.DenseToSparseSetOperation
    """
    _operation(set_operation)
    second = _of_sparse(xp, set2_indices, set2_values, set2_shape, validate_indices)
    return _combined(xp, _of_dense(set1), second, set_operation, set1.dtype)


@dense_to_sparse_set_operation.shape
def dense_to_sparse_set_operation_shape(c):
    rank = _sparse_rank(c, "set2")
    if c["set1"].rank is not None:
        rank = c["set1"].rank if rank is None else checks.with_size(rank, c["set1"].rank)
    return _result_shapes(rank)


def _sparse_rank(c, name):
    """Return the rank of a sparse operand, None where it is not known."""
    indices = checks.with_rank(c[f"{name}_indices"], 2)
    checks.with_rank(c[f"{name}_values"], 1)
    shape = checks.with_rank(c[f"{name}_shape"], 1)
    return checks.merge_size(indices[1], shape[0])


no_gradient(dense_to_sparse_set_operation, _WHY)


@op("""
    SparseToSparseSetOperation(set1_indices: int64, set1_values: T, set1_shape: int64,
                               set2_indices: int64, set2_values: T, set2_shape: int64) -> (
            result_indices: int64, result_values: T, result_shape: int64)
        set_operation: string
        validate_indices: bool = true
        T: {int8, int16, int32, int64, uint8, uint16, string}
""", host=("set1_shape", "set2_shape"))
def sparse_to_sparse_set_operation(
    xp, set1_indices, set1_values, set1_shape, set2_indices, set2_values, set2_shape, *,
    set_operation, validate_indices
):
    """Combine the sets in the rows of two sparse tensors.

    Shapes:
        set1_indices, set2_indices: [n, rank], [m, rank]
        set1_values, set2_values: [n], [m]
        set1_shape, set2_shape: [rank]
        result_indices: [members, rank]
        result_values: [members]
        result_shape: [rank]
    Errors:
        InvalidArgumentError: the groups differ, the operation is none, or indices are out of
            order.
    Source: tf.raw_ops.SparseToSparseSetOperation
    """
    _operation(set_operation)
    groups = [tuple(shape.tolist()[:-1]) for shape in (set1_shape, set2_shape)]
    if groups[0] != groups[1]:
        raise InvalidArgumentError(f"Mismatched shapes {shown(groups[0])} vs {shown(groups[1])}")
    first = _of_sparse(xp, set1_indices, set1_values, set1_shape, validate_indices)
    second = _of_sparse(xp, set2_indices, set2_values, set2_shape, validate_indices)
    return _combined(xp, first, second, set_operation, set1_values.dtype)


@sparse_to_sparse_set_operation.shape
def sparse_to_sparse_set_operation_shape(c):
    return _result_shapes(checks.merge_size(_sparse_rank(c, "set1"), _sparse_rank(c, "set2")))


no_gradient(sparse_to_sparse_set_operation, _WHY)
