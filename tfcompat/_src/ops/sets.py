"""Sets in the rows of tensors, dense or sparse: sizes, unions, intersections, differences.

A set is what differs among the elements of a row; results are in sorted order.
"""

import itertools

from tfcompat._src.base.errors import InternalError, InvalidArgumentError
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
    """Return (groups as `_of_sparse` has them, one for every row; the sizes of all dimensions)."""
    if values.ndim < 2:
        raise InvalidArgumentError(f"Shape {shown(values.shape)} has rank {values.ndim} < 2")
    sizes = values.shape
    rows = values.reshape((_product(sizes[:-1]), values.shape[-1])).tolist()
    keys = itertools.product(*[range(size) for size in sizes[:-1]])
    return [(key, (None, row)) for key, row in zip(keys, rows, strict=True)], sizes


def _of_sparse(xp, indices, values, shape, validate):
    """Return ([(place of a row, (index vectors, values))], sizes) of a sparse tensor.

    Neighbours among the indices make a group: without validation a place may come again.
    """
    checks.require(shape.ndim == 1, "Shape must be a 1D tensor.")
    sizes = sparse.checked_sizes(shape)
    checks.require(len(sizes) > 1, f"Invalid rank {len(sizes)}.")
    sparse.created(indices, values, shape)
    if validate:
        sparse.check_order(xp, indices, sizes)
    rows = sparse.groups(indices, values)
    return [(key, (places, members)) for key, places, members in rows], tuple(sizes)


def _set(group, sizes):
    """Return the set of a group, empty where it is missing, having checked what is not yet."""
    if not group:
        return set()
    places, members = group
    if places is not None:
        _check_group(places, sizes)
    return set(members)


def _check_group(places, sizes):
    """Check what validation has not: that the places of a group are within the sizes."""
    for axis, size in enumerate(sizes):
        if size <= 0:
            raise InternalError(f"Invalid dim_size[{axis}] = {size}.")
        for i, place in enumerate(places):
            if place[axis] >= size:
                raise InternalError(
                    f"indices[{i}, {axis}] expected < {size}, got {place[axis]}.")


def _product(sizes):
    total = 1
    for size in sizes:
        total *= size
    return total


def _paired_with_dense(first, second):
    """As `sparse.paired`, of a tensor that has every place.

    What does not match in the other holds up all that follow.
    """
    second = iter(second)
    b = next(second, None)
    for key, left in first:
        right = ()
        if b and b[0] == key:
            right, b = b[1], next(second, None)
        yield key, left, right


def _combined(xp, first, second, name, dtype, paired=sparse.paired):
    """Return the sets that an operation makes of two tensors' sets, as a sparse tensor."""
    operation = _operation(name)
    (a, sizes), (b, others) = first, second
    groups = sizes[:-1]
    if groups != others[:-1]:
        raise InvalidArgumentError(f"Mismatched shapes {shown(groups)} vs {shown(others[:-1])}")
    results = {
        key: sorted(operation(_set(left, sizes), _set(right, others)))
        for key, left, right in paired(a, b)
    }
    places, values, longest = [], [], 0
    for key, members in sorted(results.items()):
        places.extend([(*key, i) for i in range(len(members))])
        values.extend(members)
        longest = max(longest, len(members))
    result = xp.empty(len(values), dtype)
    result[:] = xp.asarray(values, dtype)
    indices = xp.asarray(places, xp.int64).reshape((len(values), len(groups) + 1))
    return indices, result, xp.asarray([*groups, longest], xp.int64)


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
    found, sizes = _of_sparse(xp, set_indices, set_values, set_shape, validate_indices)
    counts = xp.zeros(sizes[:-1], xp.int32)
    for key, group in found:
        counts[key] = len(_set(group, sizes))
    return counts


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
    first = _of_dense(set1)
    return _combined(xp, first, second, set_operation, set1.dtype, _paired_with_dense)


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
    first = _of_sparse(xp, set1_indices, set1_values, set1_shape, validate_indices)
    second = _of_sparse(xp, set2_indices, set2_values, set2_shape, validate_indices)
    return _combined(xp, first, second, set_operation, set1_values.dtype)


@sparse_to_sparse_set_operation.shape
def sparse_to_sparse_set_operation_shape(c):
    return _result_shapes(checks.merge_size(_sparse_rank(c, "set1"), _sparse_rank(c, "set2")))


no_gradient(sparse_to_sparse_set_operation, _WHY)
