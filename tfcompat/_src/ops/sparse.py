"""Sparse tensors as ops see them - indices, values, shape: to dense, reshaped, ordered, filled up.

Arithmetic with dense tensors is in `sparse_dense.py`, among sparse ones in `sparse_arithmetic.py`,
putting together and cutting in `sparse_joining.py`.
"""

import itertools

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op

REORDER = ("Many sparse ops require sorted indices.\n    Use `tf.sparse.reorder` to create a "
            "correctly ordered copy.\n\n")


@op("""
    SparseToDense(sparse_indices: Tindices, output_shape: Tindices, sparse_values: T,
                  default_value: T) -> dense: T
        validate_indices: bool = true
        T: type
        Tindices: {int32, int64}
""", host=("output_shape",))
def sparse_to_dense(
    xp, sparse_indices, output_shape, sparse_values, default_value, *, validate_indices
):
    """Return an array with values at given places and a default elsewhere.

    Shapes:
        sparse_indices: [n, rank], [n] or []
        output_shape: [rank]
        sparse_values: [n] or []
        default_value: []
        dense: the sizes in `output_shape`
    Errors:
        InvalidArgumentError: indices are out of order, repeated or out of range, or shapes do
            not fit.
    Source: tf.raw_ops.SparseToDense
    """
    if sparse_indices.ndim > 2:
        raise InvalidArgumentError("sparse_indices should be a scalar, vector, or matrix, got "
                                   f"shape {shown(sparse_indices.shape)}")
    count = sparse_indices.shape[0] if sparse_indices.ndim else 1
    depth = sparse_indices.shape[1] if sparse_indices.ndim > 1 else 1
    if output_shape.ndim != 1:
        raise InvalidArgumentError(
            f"output_shape must be rank 1, got shape {shown(output_shape.shape)}")
    if output_shape.size != depth:
        raise InvalidArgumentError("output_shape has incorrect number of elements: "
                                   f"{output_shape.size} should be: {depth}")
    sizes = tuple(output_shape.tolist())
    if sparse_values.ndim > 1 or sparse_values.ndim == 1 and sparse_values.size != count:
        raise InvalidArgumentError(f"sparse_values has incorrect shape "
                                   f"{shown(sparse_values.shape)}, should be [] or [{count}]")
    if default_value.ndim:
        raise InvalidArgumentError("default_value should be a scalar.")
    for size in sizes:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
    indices = sparse_indices.reshape((count, depth))
    if validate_indices:
        check_order(xp, indices, sizes)
    elif _outside(indices, sizes).any():
        raise InvalidArgumentError(
            f"Indices are not valid (out of bounds).  Shape: {shown(sizes)}")
    dense = xp.empty(sizes, sparse_values.dtype)
    dense[...] = default_value
    dense[tuple(indices[:, i] for i in range(depth))] = sparse_values
    return dense


def _outside(indices, sizes):
    """Say of each index vector whether it leaves the shape."""
    wrong = indices[:, 0] < 0
    for i, size in enumerate(sizes):
        wrong = wrong | (indices[:, i] < 0) | (indices[:, i] >= size)
    return wrong


def check_order(xp, indices, sizes):
    """Check that index vectors are within a shape, in order, and each there once."""
    if not indices.size:
        return
    steps = indices[1:] - indices[:-1]
    # The first place in which an index vector differs from the one before decides.
    rises = xp.zeros(steps.shape[0], bool)
    falls = xp.zeros(steps.shape[0], bool)
    for i in range(indices.shape[1]):
        open_ = ~(rises | falls)
        rises = rises | (open_ & (steps[:, i] > 0))
        falls = falls | (open_ & (steps[:, i] < 0))
    wrong = _outside(indices, sizes)
    bad = wrong.copy()
    bad[1:] |= ~rises
    if not bad.any():
        return
    at = int(bad.argmax())
    vector = f"indices[{at}] = {shown(indices[at].tolist())}"
    if wrong[at]:
        raise InvalidArgumentError(
            f"{vector} is out of bounds: need 0 <= index < {shown(sizes)}")
    if falls[at - 1]:
        raise InvalidArgumentError(f"{vector} is out of order. {REORDER}")
    raise InvalidArgumentError(f"{vector} is repeated")


@sparse_to_dense.shape
def sparse_to_dense_shape(c):
    return [checks.stated_shape(c, "output_shape")]


@sparse_to_dense.gradient
def sparse_to_dense_gradient(op, dy):
    indices, _, values, _ = op.inputs
    if indices.shape.rank == 0:
        indices = raw.Reshape(indices, [1, 1])
    elif indices.shape.rank == 1:
        indices = raw.ExpandDims(indices, 1)
    of_values = raw.GatherNd(dy, indices)
    rest = raw.Sub(_total(dy), _total(of_values))
    if values.shape.rank == 0:
        of_values = _total(of_values)
    return [None, None, of_values, rest]


def _total(x):
    return raw.Sum(x, raw.Range(0, raw.Rank(x), 1))


@op("""
    SparseReshape(input_indices: int64, input_shape: int64, new_shape: int64) -> (
            output_indices: int64, output_shape: int64)
""", host=("input_shape", "new_shape"))
def sparse_reshape(xp, input_indices, input_shape, new_shape):
    """Return the indices of the same elements in another shape; one size may be -1.

    Shapes:
        input_indices: [n, rank]
        input_shape: [rank]
        new_shape: [other rank]
        output_indices: [n, other rank]
        output_shape: [other rank]
    Errors:
        InvalidArgumentError: the shapes do not have the same number of elements.
    Source: tf.raw_ops.SparseReshape
    """
    if input_indices.ndim != 2:
        raise InvalidArgumentError("Input must be a matrix.")
    if input_shape.ndim != 1:
        raise InvalidArgumentError("Input shape must be a vector.")
    if input_indices.shape[1] != input_shape.size:
        raise InvalidArgumentError("Input tensor rank must match input shape length.")
    if new_shape.ndim != 1:
        raise InvalidArgumentError(
            f"Target shape should be a vector but received shape {shown(new_shape.shape)}")
    old = checked_sizes(input_shape)
    new, count = _new_sizes(old, new_shape.tolist()), input_indices.shape[0]
    if count and 0 in (*old, *new) and old != new:
        raise InvalidArgumentError(
            f"Input tensor has {count} non zero elements but input shape ({shown(old)}) or output "
            f"shape ({shown(new)}) is empty")
    if old == new:
        return input_indices, xp.asarray(new, xp.int64)
    rest = linear(xp, input_indices, old)
    sign, rest = xp.sign(rest), xp.abs(rest)  # what is out of range is divided as C++ does it
    columns, step = [], 1
    for size in new:
        step *= max(size, 1)
    for size in new:
        step //= max(size, 1)
        columns.append(sign * (rest // step))
        rest = rest % step
    indices = xp.stack(columns, 1) if columns else xp.zeros((count, 0), xp.int64)
    return indices, xp.asarray(new, xp.int64)


def linear(xp, indices, sizes):
    """Return the number of each index vector in row-major order."""
    places = xp.zeros(indices.shape[0], xp.int64)
    for i, size in enumerate(sizes):
        places = places * size + indices[:, i]
    return places


def _new_sizes(old, new):
    total = 1
    for size in old:
        total *= size
    known, missing = 1, None
    for i, size in enumerate(new):
        if size == -1:
            if missing is not None:
                raise InvalidArgumentError(
                    f"only one output dimension may be -1, not both {missing} and {i}")
            missing = i
        elif size < 0:
            raise InvalidArgumentError(f"size {i} must be non-negative, not {size}")
        else:
            known *= size
    result = list(new)
    if missing is not None:
        if not known:
            raise InvalidArgumentError(
                "reshape cannot infer the missing input size for an empty tensor unless all "
                "specified input sizes are non-zero")
        result[missing] = total // known
        if known * result[missing] != total:
            raise InvalidArgumentError(
                f"Input to reshape is a SparseTensor with {total} dense values, but the requested "
                f"shape requires a multiple of {known}. input_shape={shown(old)} "
                f"output_shape={shown([1 if size == -1 else size for size in new])}")
        known = total
    if known != total:
        raise InvalidArgumentError(
            f"Input to reshape is a tensor with {total} dense values, but the requested shape has "
            f"{known}. input_shape={shown(old)} output_shape={shown(result)}")
    return result


@sparse_reshape.shape
def sparse_reshape_shape(c):
    indices = checks.with_rank(c["input_indices"], 2)
    checks.with_rank(c["input_shape"], 1)
    new = checks.with_rank(c["new_shape"], 1)
    return [TensorShape([indices[0], new[0]]), new]


@op("""
    SparseReorder(input_indices: int64, input_values: T, input_shape: int64) -> (
            output_indices: int64, output_values: T)
        T: type
""", host=("input_shape",))
def sparse_reorder(xp, input_indices, input_values, input_shape):
    """Return the elements in row-major order of their coordinates.

    Shapes:
        input_indices, output_indices: [n, rank]
        input_values, output_values: [n]
        input_shape: [rank]
    Errors:
        InvalidArgumentError: the parts do not fit each other.
    Source: tf.raw_ops.SparseReorder
    """
    check_parts(input_indices, input_values, input_shape)
    order = row_major(xp, input_indices)
    return input_indices[order], input_values[order]


def checked_sizes(shape):
    """Return the sizes that a vector spells out, having checked that they may be ones."""
    sizes = shape.tolist()
    for size in sizes:
        if size < 0:
            raise InvalidArgumentError(
                f"Expected shape dimensions to be non-negative, got {size}")
    return sizes


def created(indices, values, shape):
    """Return the sizes of a sparse tensor, having checked that its parts make one."""
    sizes = checked_sizes(shape)
    checks.require(values.ndim == 1, f"vals must be a vec, but got: {shown(values.shape)}")
    count = indices.shape[0] if indices.ndim else "?"
    checks.require(count == values.size, "indices and values rows (indexing dimension) must "
                   f"match. (indices = {count}, values = {values.size})")
    checks.require(
        indices.ndim == 2, f"indices must be a matrix, but got: {shown(indices.shape)}")
    checks.require(indices.shape[1] == len(sizes), "Order length must be SparseTensor rank.")
    return sizes


def check_parts(indices, values, shape):
    """Check that indices, values and shape make a sparse tensor."""
    for name, x, rank in (("indices", indices, 2), ("values", values, 1), ("shape", shape, 1)):
        if x.ndim != rank:
            raise InvalidArgumentError(f"Sparse {name} must be rank {rank} but is rank {x.ndim}")
    if indices.shape[0] != values.size:
        raise InvalidArgumentError(f"Number of elements in indices ({indices.shape[0]}) and "
                                   f"values ({values.size}) do not match")
    if indices.shape[1] != shape.size:
        raise InvalidArgumentError(
            f"Index rank ({indices.shape[1]}) and shape rank ({shape.size}) do not match")


def check_bounds(xp, indices, shape):
    """Check that index vectors are within a shape."""
    wrong = _outside(indices, shape.tolist()) if indices.shape[1] else xp.zeros(0, bool)
    if wrong.any():
        at = int(wrong.argmax())
        vector = ", ".join(map(str, indices[at].tolist()))
        raise InvalidArgumentError(
            f"Sparse index tuple indices[{at}, :] = [{vector}] is out of bounds")


def groups(indices, values):
    """Yield (place, its index vectors, its values) of neighbours that differ in the last index."""
    rows = zip(indices.tolist(), values.tolist(), strict=True)
    for key, group in itertools.groupby(rows, lambda row: tuple(row[0][:-1])):
        places, members = zip(*group, strict=True)
        yield key, places, members


def paired(first, second):
    """Yield (place, members, others): groups of two tensors at the same place, or one alone.

    Where a tensor's groups, (place, members) each, are out of order, so are the pairs.
    """
    first, second = iter(first), iter(second)
    a, b = next(first, None), next(second, None)
    while a or b:
        key = min(item[0] for item in (a, b) if item)
        left = right = ()
        if a and a[0] == key:
            left, a = a[1], next(first, None)
        if b and b[0] == key:
            right, b = b[1], next(second, None)
        yield key, left, right


def numbered(xp, indices):
    """Return the places of each different index vector's first, in order, and the number of each.

    Vectors that leave the shape are in order, too, unlike their numbers by `linear`.
    """
    order = row_major(xp, indices)
    rows = indices[order]
    new = xp.ones(order.size, bool)
    new[1:] = (rows[1:] != rows[:-1]).any(1)
    back = xp.empty(order.size, xp.int64)
    back[order] = xp.cumsum(new) - 1
    return order[new], back


def row_major(xp, indices):
    """Return what sorts index vectors; equal ones stay in order."""
    if not indices.shape[1]:
        return xp.arange(indices.shape[0])
    return xp.lexsort(indices.T[::-1])


@sparse_reorder.shape
def sparse_reorder_shape(c):
    indices = checks.with_rank(c["input_indices"], 2)
    values = checks.with_rank(c["input_values"], 1)
    checks.with_rank(c["input_shape"], 1)
    return [indices, values]


@sparse_reorder.gradient(sparse=True)
def sparse_reorder_gradient(op, _, dy):
    if dy is None:
        return [None, None, None]
    indices, _, shape = op.inputs
    rows = raw.StridedSlice(raw.Shape(indices), [0], [1], [1], shrink_axis_mask=1)
    _, order = raw.SparseReorder(indices, raw.Range(0, rows, 1), shape)
    return [None, raw.GatherV2(dy, raw.InvertPermutation(order), 0), None]


@op("""
    SparseFillEmptyRows(indices: int64, values: T, dense_shape: int64, default_value: T) -> (
            output_indices: int64, output_values: T, empty_row_indicator: bool,
            reverse_index_map: int64)
        T: type
""", host=("dense_shape",))
def sparse_fill_empty_rows(xp, indices, values, dense_shape, default_value):
    """Put a default element into every row that has none.

    Shapes:
        indices: [n, rank]
        values: [n]
        dense_shape: [rank]
        default_value: []
        output_indices: [m, rank]
        output_values: [m]
        empty_row_indicator: [rows]
        reverse_index_map: [n], where each element is now
    Errors:
        InvalidArgumentError: the parts do not fit each other, or a row is out of range.
    Source: tf.raw_ops.SparseFillEmptyRows
    """
    _check_rows(indices, values, dense_shape, default_value)
    rows, count, rank = int(dense_shape[0]), indices.shape[0], indices.shape[1]
    if not rows and count:
        raise InvalidArgumentError("Received SparseTensor with dense_shape[0] = 0 but "
                                   f"indices.shape[0] = {count}")
    if rows < 0:
        raise InvalidArgumentError(f"Expected shape dimensions to be non-negative, got {rows}")
    wrong = (indices[:, 0] < 0) | (indices[:, 0] >= rows)
    if wrong.any():
        at = int(wrong.argmax())
        raise InvalidArgumentError(f"indices({at}, 0) is invalid: {indices[at, 0]} >= {rows}")
    empty = xp.bincount(indices[:, 0], minlength=rows)[:rows] == 0
    missing = xp.nonzero(empty)[0]
    added = xp.zeros((missing.size, rank), xp.int64)
    added[:, 0] = missing
    every = xp.concatenate([indices, added])
    filled = xp.empty(every.shape[0], values.dtype)
    filled[:count] = values
    filled[count:] = default_value
    order = xp.argsort(every[:, 0], kind="stable")
    back = xp.empty(order.size, xp.int64)
    back[order] = xp.arange(order.size)
    return every[order], filled[order], empty, back[:count]


def _check_rows(indices, values, dense_shape, default_value):
    for name, x, rank, what in (("dense_shape", dense_shape, 1, "vector"),
                                ("indices", indices, 2, "matrix"), ("values", values, 1, "vector")):
        if x.ndim != rank:
            raise InvalidArgumentError(f"{name} must be a {what}, saw: {shown(x.shape)}")
    if values.size != indices.shape[0]:
        raise InvalidArgumentError(f"The length of `values` ({values.size}) must match the first "
                                   f"dimension of `indices` ({indices.shape[0]}).")
    if indices.shape[1] != dense_shape.size:
        raise InvalidArgumentError(
            f"The length of `dense_shape` ({dense_shape.size}) must match the second dimension "
            f"of `indices` ({indices.shape[1]}).")
    if default_value.ndim:
        raise InvalidArgumentError(
            f"default_value must be a scalar, saw: {shown(default_value.shape)}")
    if not dense_shape.size:
        raise InvalidArgumentError("Dense shape cannot be empty.")


@sparse_fill_empty_rows.shape
def sparse_fill_empty_rows_shape(c):
    indices = checks.with_rank(c["indices"], 2)
    values = checks.with_rank(c["values"], 1)
    shape = checks.with_rank(c["dense_shape"], 1)
    checks.with_rank(c["default_value"], 0)
    count = checks.merge_size(indices[0], values[0])
    rank = checks.merge_size(indices[1], shape[0])
    rows = c.value_as_shape("dense_shape")
    rows = rows[0] if rows.rank else None
    return [TensorShape([None, rank]), TensorShape([None]), TensorShape([rows]),
            TensorShape([count])]


@sparse_fill_empty_rows.gradient(sparse=True)
def sparse_fill_empty_rows_gradient(op, _indices, dy, _indicator, _map):
    if dy is None:
        return [None] * 4
    of_values, of_default = raw.SparseFillEmptyRowsGrad(op.outputs[3], dy)
    return [None, of_values, None, of_default]


@op("""
    SparseFillEmptyRowsGrad(reverse_index_map: int64, grad_values: T) -> (
            d_values: T, d_default_value: T)
        T: type
""")
def sparse_fill_empty_rows_grad(xp, reverse_index_map, grad_values):
    """Return the gradients of SparseFillEmptyRows for values and default.

    Shapes:
        reverse_index_map, d_values: [n]
        grad_values: [m]
        d_default_value: []
    Errors:
        InvalidArgumentError: an argument is no vector, or a place is out of range.
    Source: tf.raw_ops.SparseFillEmptyRowsGrad
    """
    for name, x in (("reverse_index_map", reverse_index_map), ("grad_values", grad_values)):
        if x.ndim != 1:
            raise InvalidArgumentError(f"{name} must be a vector, saw: {shown(x.shape)}")
    wrong = (reverse_index_map < 0) | (reverse_index_map >= grad_values.size)
    if wrong.any():
        raise InvalidArgumentError(
            f"Elements in reverse index must be in [0, {grad_values.size}) but got "
            f"{reverse_index_map[int(wrong.argmax())]}")
    own = xp.zeros(grad_values.size, bool)
    own[reverse_index_map] = True
    rest = grad_values[~own].sum(dtype=grad_values.dtype)
    return grad_values[reverse_index_map], rest


@sparse_fill_empty_rows_grad.shape
def sparse_fill_empty_rows_grad_shape(c):
    checks.with_rank(c["grad_values"], 1)
    return [checks.with_rank(c["reverse_index_map"], 1), TensorShape([])]
