"""Arithmetic of sparse tensors: sums, extremes of two, reductions, softmax."""

from tfcompat._src.base.errors import InternalError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, segment, sparse
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op


def _same_shapes(a_shape, b_shape):
    for i, (a, b) in enumerate(zip(a_shape.tolist(), b_shape.tolist(), strict=True)):
        if a != b:
            raise InvalidArgumentError(
                f"Operands' shapes do not match: got {a} and {b} for dimension {i}")


def _union(xp, a_indices, a_values, b_indices, b_values, sizes):
    """Merge two operands.

    Returns:
        (coordinates of the elements, the values of each operand, 0 where absent, where both are).
    """
    every = xp.concatenate([a_indices, b_indices])
    places = sparse.linear(xp, every, sizes)
    limits = xp.asarray(sizes, xp.int64)
    if ((every >= 0) & (every < limits)).all() and all(
        (part[1:] > part[:-1]).all() for part in (places[: a_values.size], places[a_values.size :])
    ):
        unique, first, back = xp.unique(places, return_index=True, return_inverse=True)
        back, count = back.reshape(-1), unique.size
    else:
        first, back = _merged(a_indices.tolist(), b_indices.tolist())
        first, back, count = xp.asarray(first), xp.asarray(back), len(first)
    left, right = xp.zeros(count, a_values.dtype), xp.zeros(count, a_values.dtype)
    both = xp.zeros(count, xp.int64)
    left[back[: a_values.size]] = a_values
    right[back[a_values.size :]] = b_values
    both[back[: a_values.size]] += 1
    both[back[a_values.size :]] += 1
    return every[first], left, right, both > 1


def _merged(a, b):
    """Merge two lists of coordinates as if they were in order.

    Returns:
        (which of all coordinates each result is, which result each of all coordinates is).
    """
    first, back, i, j = [], [0] * (len(a) + len(b)), 0, 0
    while i < len(a) or j < len(b):
        of_a = i < len(a) and (j == len(b) or a[i] <= b[j])
        of_b = j < len(b) and (i == len(a) or b[j] <= a[i])
        if of_b:
            back[len(a) + j] = len(first)
        if of_a:
            back[i] = len(first)
        first.append(i if of_a else len(a) + j)
        i, j = i + of_a, j + of_b
    return first, back


@op("""
    SparseAdd(a_indices: int64, a_values: T, a_shape: int64, b_indices: int64, b_values: T,
              b_shape: int64, thresh: Treal) -> (
            sum_indices: int64, sum_values: T, sum_shape: int64)
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Treal: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""", host=("a_shape", "b_shape"))
def sparse_add(xp, a_indices, a_values, a_shape, b_indices, b_values, b_shape, thresh):
    """Add two sparse tensors; sums of two elements that are below a threshold are left out.

    Shapes:
        a_indices, b_indices: [n, rank], [m, rank]
        a_values, b_values: [n], [m]
        a_shape, b_shape, sum_shape: [rank]
        thresh: []
        sum_indices: [k, rank]
        sum_values: [k]
    Errors:
        InvalidArgumentError: the shapes differ, or the parts do not fit each other.
    Source: tf.raw_ops.SparseAdd
    """
    _check_operands(a_indices, a_values, a_shape, b_indices, b_values, b_shape)
    if thresh.ndim:
        raise InvalidArgumentError(
            f"The magnitude threshold must be a scalar: got shape {shown(thresh.shape)}")
    indices, left, right, both = _union(
        xp, a_indices, a_values, b_indices, b_values, a_shape.tolist())
    total = left + right
    kept = ~both | (thresh <= xp.abs(total))
    return indices[kept], total[kept], xp.asarray(a_shape)


def _check_operands(a_indices, a_values, a_shape, b_indices, b_values, b_shape):
    if a_indices.ndim != 2 or b_indices.ndim != 2:
        raise InvalidArgumentError("Input indices should be matrices but received shapes: "
                                   f"{shown(a_indices.shape)} and {shown(b_indices.shape)}")
    rank = a_indices.shape[1]
    if rank != b_indices.shape[1]:
        raise InvalidArgumentError("Input indices must have the same dimension, got "
                                   f"{rank} and {b_indices.shape[1]}")
    if a_values.ndim != 1 or b_values.ndim != 1:
        raise InvalidArgumentError("Input values should be vectors but received shapes: "
                                   f"{shown(a_values.shape)} and {shown(b_values.shape)}")
    if a_values.size != a_indices.shape[0] or b_values.size != b_indices.shape[0]:
        raise InvalidArgumentError(
            f"Expected {a_indices.shape[0]} and {b_indices.shape[0]} non-empty input values, got "
            f"{a_values.size} and {b_values.size}")
    if a_shape.ndim != 1 or b_shape.ndim != 1:
        raise InvalidArgumentError("Input shapes should be a vector but received shapes "
                                   f"{shown(a_shape.shape)} and {shown(b_shape.shape)}")
    if a_shape.size != rank:
        raise InvalidArgumentError("Second dimension of a_indices and length of a_shape must "
                                   f"match, got {rank} and {a_shape.size}")
    if not rank:
        raise InvalidArgumentError("Tesors must not be empty")  # TensorFlow's word
    if a_shape.size != b_shape.size:
        raise InvalidArgumentError("Operands do not have the same ranks; got shapes: "
                                   f"{_plain(a_shape)} and {_plain(b_shape)}")
    _same_shapes(a_shape, b_shape)


def _plain(shape):
    return " ".join(map(str, shape.tolist()))


@sparse_add.shape
def sparse_add_shape(c):
    shape = checks.with_rank(c["a_shape"], 1)
    return [TensorShape([None, shape[0]]), TensorShape([None]), shape]


@sparse_add.gradient(sparse=True)
def sparse_add_gradient(op, _indices, dy, _shape):
    if dy is None:
        return [None] * 7
    a, b = raw.SparseAddGrad(dy, op.inputs[0], op.inputs[3], op.outputs[0])
    return [None, a, None, None, b, None, None]


@op("""
    SparseAddGrad(backprop_val_grad: T, a_indices: int64, b_indices: int64,
                  sum_indices: int64) -> a_val_grad: T, b_val_grad: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""")
def sparse_add_grad(xp, backprop_val_grad, a_indices, b_indices, sum_indices):
    """Return the gradients of SparseAdd for the values of both operands.

    Shapes:
        backprop_val_grad: [k]
        a_indices, b_indices, sum_indices: [n, rank], [m, rank], [k, rank]
        a_val_grad, b_val_grad: [n], [m]
    Errors:
        InvalidArgumentError: the parts do not fit each other.
    Source: tf.raw_ops.SparseAddGrad
    """
    every = (a_indices, b_indices, sum_indices)
    if any(x.ndim != 2 for x in every):
        raise InvalidArgumentError("Input indices should be matrices but received shapes: "
                                   f"{' and '.join(shown(x.shape) for x in every)}")
    if backprop_val_grad.ndim != 1:
        raise InvalidArgumentError("Input backprop_val_grad should be a vector but received "
                                   f"shape: {shown(backprop_val_grad.shape)}")
    ranks = [x.shape[1] for x in every]
    if len(set(ranks)) > 1:
        raise InvalidArgumentError("The densified operands should have the same ndims; for A, B, "
                                   f"sum got: {''.join(map(str, ranks))}")
    if backprop_val_grad.size != sum_indices.shape[0]:
        raise InvalidArgumentError(
            "# elements of backprop_val_grad and # rows of sum_indices should match (#nnz of sum): "
            f"got {backprop_val_grad.size} and {sum_indices.shape[0]}")
    results = []
    for indices, picks in zip(every, _summed_to(*[x.tolist() for x in every]), strict=False):
        result = xp.zeros(indices.shape[0], backprop_val_grad.dtype)
        picks = xp.asarray(picks, xp.int64)
        kept = picks >= 0
        result[kept] = backprop_val_grad[picks[kept]]
        results.append(result)
    return tuple(results)


def _summed_to(a, b, total):
    """Return for either operand's coordinates which of the sum's they are, -1 for none.

    All are walked through once, as if they were in order.
    """
    found, at, k = ([-1] * len(a), [-1] * len(b)), [0, 0], 0
    while k < len(total) and (at[0] < len(a) or at[1] < len(b)):
        further = True
        for operand, (places, rows) in enumerate(zip(found, (a, b), strict=True)):
            i = at[operand]
            if i == len(rows) or rows[i] > total[k]:
                continue
            if rows[i] == total[k]:
                places[i] = k
            else:
                further = False
            at[operand] += 1
        k += further
    return found


@sparse_add_grad.shape
def sparse_add_grad_shape(c):
    a = checks.with_rank(c["a_indices"], 2)
    b = checks.with_rank(c["b_indices"], 2)
    return [TensorShape([a[0]]), TensorShape([b[0]])]


no_gradient(sparse_add_grad, "as TensorFlow has it")


def _extreme(xp, choose, a_indices, a_values, a_shape, b_indices, b_values, b_shape):
    sparse.check_parts(a_indices, a_values, a_shape)
    sparse.check_bounds(xp, a_indices, a_shape)
    sparse.check_parts(b_indices, b_values, b_shape)
    sparse.check_bounds(xp, b_indices, b_shape)
    if a_shape.size != b_shape.size:
        raise InvalidArgumentError("Operands do not have the same ranks; got shapes: "
                                   f"{shown(a_shape.tolist())} and {shown(b_shape.tolist())}")
    _same_shapes(a_shape, b_shape)
    indices, left, right, _ = _union(
        xp, a_indices, a_values, b_indices, b_values, a_shape.tolist())
    return indices, choose(left, right)


def _extreme_shape(c):
    for name, rank in (("indices", 2), ("values", 1), ("shape", 1)):
        checks.with_rank(c[f"a_{name}"], rank)
        checks.with_rank(c[f"b_{name}"], rank)
    return [TensorShape([None, None]), TensorShape([None])]


@op("""
    SparseSparseMaximum(a_indices: int64, a_values: T, a_shape: int64, b_indices: int64,
                        b_values: T, b_shape: int64) -> output_indices: int64, output_values: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""", host=("a_shape", "b_shape"))
def sparse_sparse_maximum(xp, a_indices, a_values, a_shape, b_indices, b_values, b_shape):
    """Take the greater of two sparse tensors' elements, 0 counting where one has none.

    Shapes:
        a_indices, b_indices: [n, rank], [m, rank]
        a_values, b_values: [n], [m]
        a_shape, b_shape: [rank]
        output_indices: [k, rank]
        output_values: [k]
    Errors:
        InvalidArgumentError: the shapes differ, or the parts do not fit each other.
    Source: tf.raw_ops.SparseSparseMaximum
    """
    return _extreme(
        xp, xp.maximum, a_indices, a_values, a_shape, b_indices, b_values, b_shape)


sparse_sparse_maximum.shape(_extreme_shape)


@sparse_sparse_maximum.gradient
def sparse_sparse_maximum_gradient(op, *dys):
    raise NotImplementedError("Gradient for SparseSparseMaximum is currently not implemented yet.")


@op("""
    SparseSparseMinimum(a_indices: int64, a_values: T, a_shape: int64, b_indices: int64,
                        b_values: T, b_shape: int64) -> output_indices: int64, output_values: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""", host=("a_shape", "b_shape"))
def sparse_sparse_minimum(xp, a_indices, a_values, a_shape, b_indices, b_values, b_shape):
    """Take the lesser of two sparse tensors' elements, 0 counting where one has none.

    Shapes:
        a_indices, b_indices: [n, rank], [m, rank]
        a_values, b_values: [n], [m]
        a_shape, b_shape: [rank]
        output_indices: [k, rank]
        output_values: [k]
    Errors:
        InvalidArgumentError: the shapes differ, or the parts do not fit each other.
    Source: tf.raw_ops.SparseSparseMinimum
    """
    return _extreme(
        xp, xp.minimum, a_indices, a_values, a_shape, b_indices, b_values, b_shape)


sparse_sparse_minimum.shape(_extreme_shape)


@sparse_sparse_minimum.gradient
def sparse_sparse_minimum_gradient(op, *dys):
    raise NotImplementedError("Gradient for SparseSparseMinimum is currently not implemented yet.")


def _groups(xp, how, indices, values, shape, axes):
    """Reduce values that share all coordinates but those of `axes`.

    Returns:
        (kept axes, coordinates of the groups in them, one value for each group).
    """
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"Expected input_shape to be a vector; got shape: {shown(shape.shape)}")
    if axes.ndim > 1:
        raise InvalidArgumentError("Expected reduction_axes to be a scalar or a vector; got "
                                   f"shape: {shown(axes.shape)}")
    rank, reduced = shape.size, set()
    for axis in axes.reshape(-1).tolist():
        if not -rank <= axis < rank:
            raise InvalidArgumentError(
                f"Invalid reduction dimension {axis}, for input with {rank} dimensions.")
        reduced.add(axis % rank)
    sparse.created(indices, values, shape)
    kept = [i for i in range(rank) if i not in reduced]
    columns = indices[:, kept]
    first, back = sparse.numbered(xp, columns)
    start = 0
    if how == "maximum" and values.size:
        start = values.min()
    totals = segment.fold(xp, how, values, back, first.size, start)
    return kept, columns[first], totals


def _reduced(xp, how, indices, values, shape, axes, keep_dims):
    kept, columns, totals = _groups(xp, how, indices, values, shape, axes)
    sizes, total = shape.tolist(), 1
    for i in kept:
        total *= sizes[i]
    places = sparse.linear(xp, columns, [sizes[i] for i in kept])
    wrong = (places < 0) | (places >= total)
    if wrong.any():
        raise InternalError(f"Obtained a write index of {int(places[int(wrong.argmax())])} which "
                            f"is outside of bounds of [0, {total})")
    dense = xp.zeros(total, values.dtype)
    dense[places] = totals
    return dense.reshape([
        sizes[i] if i in kept else 1 for i in range(len(sizes)) if keep_dims or i in kept
    ])


def _reduced_sparse(xp, how, indices, values, shape, axes, keep_dims):
    kept, columns, totals = _groups(xp, how, indices, values, shape, axes)
    sizes = shape.tolist()
    if not keep_dims:
        return columns, totals, xp.asarray([sizes[i] for i in kept], xp.int64)
    full = xp.zeros((columns.shape[0], len(sizes)), xp.int64)
    full[:, kept] = columns
    return full, totals, xp.asarray(
        [sizes[i] if i in kept else 1 for i in range(len(sizes))], xp.int64)


def _reduced_shape(c):
    sizes, axes = c.value_as_shape("input_shape"), c.value("reduction_axes")
    if axes is None or sizes.rank is None:
        return [TensorShape(None)]
    # Axes out of range are found out when it runs.
    reduced = {axis % sizes.rank for axis in axes.reshape(-1).tolist()
               if sizes.rank and axis >= -sizes.rank}
    if c.attr("keep_dims"):
        return [TensorShape([1 if i in reduced else size for i, size in enumerate(sizes)])]
    return [TensorShape([size for i, size in enumerate(sizes) if i not in reduced])]


@op("""
    SparseReduceSum(input_indices: int64, input_values: T, input_shape: int64,
                    reduction_axes: int32) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""", host=("input_shape", "reduction_axes"))
def sparse_reduce_sum(xp, input_indices, input_values, input_shape, reduction_axes, *, keep_dims):
    """Sum a sparse tensor over dimensions, to a dense array.

    Shapes:
        input_indices: [n, rank]
        input_values: [n]
        input_shape: [rank]
        reduction_axes: [axes] or []
        output: the sizes that are left
    Errors:
        InvalidArgumentError: an axis is out of range, or the parts do not fit each other.
    Source: tf.raw_ops.SparseReduceSum
    """
    return _reduced(
        xp, "add", input_indices, input_values, input_shape, reduction_axes, keep_dims)


sparse_reduce_sum.shape(_reduced_shape)


@sparse_reduce_sum.gradient
def sparse_reduce_sum_gradient(op, dy):
    indices, _, shape, axes = op.inputs
    rank = raw.Size(shape)
    axes = raw.FloorMod(raw.Reshape(axes, [-1]), rank)
    ones = raw.Fill(raw.Shape(axes), raw.Cast(1, DstT="int64"))
    kept = raw.TensorScatterUpdate(shape, raw.ExpandDims(axes, 1), ones)
    places = raw.FloorDiv(indices, raw.FloorDiv(shape, kept))
    return [None, raw.GatherNd(raw.Reshape(dy, kept), places), None, None]


@op("""
    SparseReduceSumSparse(input_indices: int64, input_values: T, input_shape: int64,
                          reduction_axes: int32) -> (
            output_indices: int64, output_values: T, output_shape: int64)
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""", host=("input_shape", "reduction_axes"))
def sparse_reduce_sum_sparse(
    xp, input_indices, input_values, input_shape, reduction_axes, *, keep_dims
):
    """Sum a sparse tensor over dimensions, to a sparse one; see SparseReduceSum.

    Source: tf.raw_ops.SparseReduceSumSparse
    """
    return _reduced_sparse(
        xp, "add", input_indices, input_values, input_shape, reduction_axes, keep_dims)


@op("""
    SparseReduceMax(input_indices: int64, input_values: T, input_shape: int64,
                    reduction_axes: int32) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""", host=("input_shape", "reduction_axes"))
def sparse_reduce_max(xp, input_indices, input_values, input_shape, reduction_axes, *, keep_dims):
    """Take the greatest of the elements there are; 0 where there is none.

    Shapes:
        input_indices: [n, rank]
        input_values: [n]
        input_shape: [rank]
        reduction_axes: [axes] or []
        output: the sizes that are left
    Errors:
        InvalidArgumentError: an axis is out of range, or the parts do not fit each other.
    Source: tf.raw_ops.SparseReduceMax
    """
    return _reduced(
        xp, "maximum", input_indices, input_values, input_shape, reduction_axes, keep_dims)


sparse_reduce_max.shape(_reduced_shape)


@op("""
    SparseReduceMaxSparse(input_indices: int64, input_values: T, input_shape: int64,
                          reduction_axes: int32) -> (
            output_indices: int64, output_values: T, output_shape: int64)
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""", host=("input_shape", "reduction_axes"))
def sparse_reduce_max_sparse(
    xp, input_indices, input_values, input_shape, reduction_axes, *, keep_dims
):
    """Take the greatest of the elements there are, to a sparse tensor; see SparseReduceMax.

    Source: tf.raw_ops.SparseReduceMaxSparse
    """
    return _reduced_sparse(
        xp, "maximum", input_indices, input_values, input_shape, reduction_axes, keep_dims)


@op("""
    SparseSoftmax(sp_indices: int64, sp_values: T, sp_shape: int64) -> output: T
        T: {half, float, double}
""", host=("sp_shape",))
def sparse_softmax(xp, sp_indices, sp_values, sp_shape):
    """Softmax over the elements there are in each innermost row.

    Shapes:
        sp_indices: [n, rank], rank >= 2
        sp_values, output: [n]
        sp_shape: [rank]
    Errors:
        InvalidArgumentError: the rank is below 2, or the parts do not fit each other.
    Source: tf.raw_ops.SparseSoftmax
    """
    if sp_indices.ndim != 2:
        raise InvalidArgumentError(
            f"Input sp_indices should be a matrix but received shape: {shown(sp_indices.shape)}")
    if sp_values.ndim != 1 or sp_shape.ndim != 1:
        raise InvalidArgumentError("Inputs sp_values and sp_shape should be vectors but received "
                                   f"shapes: {shown(sp_values.shape)} and {shown(sp_shape.shape)}")
    if sp_shape.size < 2:
        raise InvalidArgumentError(
            f"Input should have rank >= 2, but received shape: {_plain(sp_shape)}")
    sparse.created(sp_indices, sp_values, sp_shape)
    if not sp_values.size:
        return sp_values
    order = sparse.row_major(xp, sp_indices)
    values = sp_values[order]  # TensorFlow returns them in order, too
    first, rows = sparse.numbered(xp, sp_indices[order, :-1])
    highest = segment.fold(xp, "maximum", values, rows, first.size, values.min())
    powers = xp.exp(values - highest[rows])
    return powers / segment.fold(xp, "add", powers, rows, first.size, 0)[rows]


@sparse_softmax.shape
def sparse_softmax_shape(c):
    checks.with_rank(c["sp_indices"], 2)
    values = checks.with_rank(c["sp_values"], 1)
    checks.with_rank(c["sp_shape"], 1)
    return [values]


@sparse_softmax.gradient
def sparse_softmax_gradient(op, dy):
    indices, _, shape = op.inputs
    values = op.outputs[0]
    total = raw.SparseReduceSum(indices, raw.Mul(values, dy), shape, [-1], keep_dims=True)
    shifted = raw.SparseDenseCwiseAdd(indices, dy, shape, raw.Neg(total))
    return [None, raw.Mul(shifted, values), None]
