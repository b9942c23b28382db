"""Sparse tensors put together and cut: concatenation, splitting, slicing."""

from tfcompat._src.base.errors import InternalError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, sparse
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op


@op("""
    SparseConcat(indices: N * int64, values: N * T, shapes: N * int64) -> (
            output_indices: int64, output_values: T, output_shape: int64)
        concat_dim: int
        N: int >= 2
        T: type
""", host=("shapes",))
def sparse_concat(xp, indices, values, shapes, *, concat_dim):
    """Concatenate sparse tensors along a dimension; the result is in order.

    Shapes:
        indices: [n, rank] each
        values: [n] each
        shapes: [rank] each
        output_indices: [sum of n, rank]
        output_values: [sum of n]
        output_shape: [rank]
    Errors:
        InvalidArgumentError: ranks or other sizes differ, or the dimension is out of range.
    Source: tf.raw_ops.SparseConcat
    """
    _check_concat(indices, values, shapes)
    sizes = _sizes(shapes[0])
    rank = len(sizes)
    if not -rank <= concat_dim < rank:
        raise InvalidArgumentError(
            f"Concat dimension must be in range [{-rank}, {rank}), got {concat_dim}")
    axis = concat_dim % rank
    offset, parts = 0, []
    for i, shape in enumerate(shapes):
        _check_alike(sizes, _sizes(shape), axis, i)
    for part, own, shape in zip(indices, values, shapes, strict=True):
        sparse.created(part, own, shape)
        moved = part.copy()
        moved[:, axis] += offset
        parts.append(moved)
        offset += int(shape[axis])
    sizes[axis] = offset
    every = xp.concatenate(parts)
    order = sparse.row_major(xp, every)
    return every[order], xp.concatenate(values)[order], xp.asarray(sizes, xp.int64)


def _check_concat(indices, values, shapes):
    for i, part in enumerate(indices):
        if part.ndim != 2:
            raise InvalidArgumentError("Input indices should be a matrix but received shape "
                                       f"{shown(part.shape)} at position {i}")
    for i, part in enumerate(values):
        if part.ndim != 1:
            raise InvalidArgumentError("Input values should be a vector but received shape "
                                       f"{shown(part.shape)} at position {i}")
    for i, part in enumerate(shapes):
        if part.ndim != 1:
            raise InvalidArgumentError("Input shapes should be a vector but received shape "
                                       f"{shown(part.shape)} at position {i}")
        _sizes(part)

def _sizes(shape):
    """Return the sizes that a vector spells out, which make a shape that there may be."""
    sizes, total = shape.tolist(), 1
    for size in sizes:
        total *= size
        if size < 0 or total > 2**63 - 1:
            raise InternalError("Encountered overflow from large input shape.")
    return sizes


def _check_alike(sizes, other, axis, position):
    """Check that the sizes of an operand are those of the first, but along an axis."""
    if len(other) != len(sizes):
        raise InvalidArgumentError("Ranks of all input tensors must match: expected "
                                   f"{len(sizes)} but got {len(other)} at position {position}")
    for j, size in enumerate(other):
        if j != axis and size != sizes[j]:
            raise InvalidArgumentError(f"Input shapes must match: expected {sizes[j]} for "
                                       f"dimension {j} but got {size} at position {position}")


@sparse_concat.shape
def sparse_concat_shape(c):
    rows, rank = 0, TensorShape([None])
    for indices, values, shape in zip(c["indices"], c["values"], c["shapes"], strict=True):
        indices = checks.with_rank(indices, 2)
        values = checks.with_rank(values, 1)
        shape = checks.with_rank(shape, 1)
        count = checks.merge_size(indices[0], values[0])
        rows = None if rows is None or count is None else rows + count
        rank = checks.merge(rank, checks.merge(TensorShape([indices[1]]), shape))
    return [TensorShape([rows, rank[0]]), TensorShape([rows]), rank]


no_gradient(sparse_concat, "as TensorFlow has it")


@op("""
    SparseSplit(split_dim: int64, indices: int64, values: T, shape: int64) -> (
            output_indices: num_split * int64, output_values: num_split * T,
            output_shape: num_split * int64)
        num_split: int >= 1
        T: type
""", host=("split_dim", "shape"))
def sparse_split(xp, split_dim, indices, values, shape, *, num_split):
    """Cut a sparse tensor into pieces along a dimension; the first ones may be larger by one.

    Shapes:
        split_dim: []
        indices: [n, rank]
        values: [n]
        shape: [rank]
        output_indices, output_values, output_shape: likewise, for each piece
    Errors:
        InvalidArgumentError: the dimension is out of range, or too small for so many pieces.
    Source: tf.raw_ops.SparseSplit
    """
    if split_dim.ndim:
        raise InvalidArgumentError(
            f"Input axis should be a scalar but received shape {shown(split_dim.shape)}")
    if indices.ndim != 2:
        raise InvalidArgumentError(
            f"Input indices should be a matrix but received shape {shown(indices.shape)}")
    if values.ndim != 1:  # the shape that is told is that of the indices
        raise InvalidArgumentError(
            f"Input values should be a vector but received shape {shown(indices.shape)}")
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"Input shape should be a vector but received shape {shown(shape.shape)}")
    sparse.check_parts(indices, values, shape)
    sparse.check_bounds(xp, indices, shape)
    axis, rank = int(split_dim), shape.size
    if not -rank <= axis < rank:
        raise InvalidArgumentError(
            f"Input axis should be in range [{-rank}, {rank}), got {axis}")
    axis %= rank
    size = int(shape[axis])
    if not 1 <= num_split <= size:
        raise InvalidArgumentError("Input num_split should be between 1 and the splitting "
                                   f"dimension size ({size}), got {num_split}")
    pieces, start = ([], [], []), 0
    for i in range(num_split):
        length = size // num_split + (i < size % num_split)
        within = (indices[:, axis] >= start) & (indices[:, axis] < start + length)
        part = indices[within]
        part[:, axis] -= start
        sizes = shape.tolist()
        sizes[axis] = length
        sizes = xp.asarray(sizes, xp.int64)
        for into, item in zip(pieces, (part, values[within], sizes), strict=True):
            into.append(item)
        start += length
    return pieces


@sparse_split.shape
def sparse_split_shape(c):
    count, shape = c.attr("num_split"), c["shape"]
    rank = None if shape.rank is None else shape.num_elements()
    return ([TensorShape([None, rank])] * count + [TensorShape([None])] * count + [shape] * count)


@op("""
    SparseSlice(indices: int64, values: T, shape: int64, start: int64, size: int64) -> (
            output_indices: int64, output_values: T, output_shape: int64)
        T: type
""", host=("shape", "start", "size"))
def sparse_slice(xp, indices, values, shape, start, size):
    """Cut a block out of a sparse tensor.

    Shapes:
        indices: [n, rank]
        values: [n]
        shape, start, size: [rank]
        output_indices: [m, rank]
        output_values: [m]
        output_shape: [rank]
    Errors:
        InvalidArgumentError: the parts do not fit each other, or a size is negative.
    Source: tf.raw_ops.SparseSlice
    """
    sparse.check_parts(indices, values, shape)
    for name, x in (("start", start), ("size", size)):
        if x.ndim != 1:
            raise InvalidArgumentError(
                f"Input {name} should be a vector but received shape {shown(x.shape)}")
    for name, x in (("start", start), ("size", size)):
        if x.size != shape.size:
            raise InvalidArgumentError(f"Expected {name} to be a vector of length {shape.size} "
                                       f"but got length {x.size}")
    limits = sparse.checked_sizes(shape)
    sizes, within = [], xp.ones(indices.shape[0], bool)
    for i, (full, first, length) in enumerate(
            zip(limits, start.tolist(), size.tolist(), strict=True)):
        if length < 0 and first + length < full:
            raise InvalidArgumentError(f"Expected a non-negative size, got {length}")
        within &= (indices[:, i] >= first) & (indices[:, i] < first + length)
        sizes.append(max(min(first + length, full) - first, 0) if first < full else 0)
    return indices[within] - xp.asarray(start), values[within], xp.asarray(sizes, xp.int64)


@sparse_slice.shape
def sparse_slice_shape(c):
    shape = c["shape"]
    rank = None if shape.rank is None else shape.num_elements()
    return [TensorShape([None, rank]), TensorShape([None]), shape]


@sparse_slice.gradient(sparse=True)
def sparse_slice_gradient(op, _indices, dy, _shape):
    if dy is None:
        return [None] * 5
    of_values = raw.SparseSliceGrad(dy, op.inputs[0], op.inputs[3], op.outputs[0])
    return [None, of_values, None, None, None]


@op("""
    SparseSliceGrad(backprop_val_grad: T, input_indices: int64, input_start: int64,
                    output_indices: int64) -> val_grad: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""")
def sparse_slice_grad(xp, backprop_val_grad, input_indices, input_start, output_indices):
    """Return the gradient of SparseSlice for the values.

    Shapes:
        backprop_val_grad: [m]
        input_indices: [n, rank]
        input_start: [rank]
        output_indices: [m, rank]
        val_grad: [n]
    Errors:
        InvalidArgumentError: the parts do not fit each other.
    Source: tf.raw_ops.SparseSliceGrad
    """
    if input_indices.ndim != 2 or output_indices.ndim != 2:
        raise InvalidArgumentError(
            "Input and output indices should be matrices but received shapes: "
            f"{shown(input_indices.shape)} and {shown(output_indices.shape)}")
    if backprop_val_grad.ndim != 1:
        raise InvalidArgumentError("Input backprop_val_grad should be a vector but received "
                                   f"shape: {shown(backprop_val_grad.shape)}")
    rank, count = input_indices.shape[1], output_indices.shape[0]
    if output_indices.shape[1] != rank:
        raise InvalidArgumentError("The input and output should have the same ndims: got: "
                                   f"{rank} and {output_indices.shape[1]}")
    if count > input_indices.shape[0]:
        raise InvalidArgumentError("# rows of output_indices should be not greater than of "
                                   f"input_indices, got {count} and {input_indices.shape[0]}")
    if backprop_val_grad.size != count:
        raise InvalidArgumentError(
            "# elements of backprop_val_grad and # rows of output_indices should match (#nnz of "
            f"sum): got {backprop_val_grad.size} and {count}")
    if input_start.ndim != 1:
        raise InvalidArgumentError("The input_start should be a vector but received shape "
                                   f"{shown(input_start.shape)}")
    if input_start.size != rank:
        raise InvalidArgumentError(f"Expected input_start to be a vector of length {rank} but got "
                                   f"length {input_start.size}")
    wanted, picks = (output_indices + input_start).tolist(), []
    for i, row in enumerate(input_indices.tolist()):
        if len(picks) < count and row == wanted[len(picks)]:
            picks.append(i)
    if len(picks) < count:
        raise InternalError("Elements of backprop_val_grad aren't all propagated. Num elements:"
                            f"{count}, used: {len(picks)}")
    result = xp.zeros(input_indices.shape[0], backprop_val_grad.dtype)
    result[xp.asarray(picks, xp.int64)] = backprop_val_grad
    return result


@sparse_slice_grad.shape
def sparse_slice_grad_shape(c):
    indices = checks.with_rank(c["input_indices"], 2)
    return [TensorShape([indices[0]])]
