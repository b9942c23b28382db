"""Sparse tensors and dense ones together: products, sums, element by element.

Ops among sparse tensors are in `sparse_arithmetic.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, sparse
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op


@op("""
    SparseTensorDenseMatMul(a_indices: Tindices, a_values: T, a_shape: int64, b: T) -> product: T
        T: type
        Tindices: {int32, int64} = int64
        adjoint_a: bool = false
        adjoint_b: bool = false
""", host=("a_shape",))
def sparse_tensor_dense_mat_mul(xp, a_indices, a_values, a_shape, b, *, adjoint_a, adjoint_b):
    """Multiply a sparse matrix with a dense one.

    Shapes:
        a_indices: [n, 2]
        a_values: [n]
        a_shape: [2]
        b: [k, columns], or [columns, k] with `adjoint_b`
        product: [rows, columns]
    Errors:
        InvalidArgumentError: the parts or the inner dimensions do not fit, or an index is out of
            range.
    Source: tf.raw_ops.SparseTensorDenseMatMul
    """
    _check_product(a_indices, a_values, a_shape, b)
    size_m, size_k = a_shape.tolist()
    m, k = a_indices[:, 0], a_indices[:, 1]
    if adjoint_a:
        size_m, size_k, m, k = size_k, size_m, k, m
        a_values = xp.conj(a_values) if a_values.dtype.kind == "c" else a_values
    right = xp.conj(b.T) if adjoint_b and b.dtype.kind == "c" else b.T if adjoint_b else b
    if right.shape[0] != size_k:
        raise InvalidArgumentError(
            "Cannot multiply A and B because inner dimension does not match: "
            f"{size_k} vs. {right.shape[0]}.  Did you forget a transpose?  Dimensions of A: "
            f"[{a_shape[0]}, {a_shape[1]}).  Dimensions of B: {shown(b.shape)}")
    wrong_k, wrong_m = (k < 0) | (k >= size_k), (m < 0) | (m >= size_m)
    if (wrong_k | wrong_m).any():
        at = int((wrong_k | wrong_m).argmax())
        name, places, size = ("k", k, size_k) if wrong_k[at] else ("m", m, size_m)
        column = int((name == "k") != adjoint_a)
        raise InvalidArgumentError(
            f"{name} ({places[at]}) from index[{at},{column}] out of bounds (>={size})")
    product = xp.zeros((size_m, right.shape[1]), a_values.dtype)
    if not product.size or not m.size:
        return product
    return xp.scatter_fold("add", product, m, a_values[:, None] * right[k])


def _check_product(a_indices, a_values, a_shape, b):
    for name, x, rank, what in (("b", b, 2, "matrix"), ("a_shape", a_shape, 1, "vector")):
        if x.ndim != rank:
            raise InvalidArgumentError(f"Tensor '{name}' is not a {what}")
    if a_shape.size != 2:
        raise InvalidArgumentError("Tensor 'a_shape' must have 2 elements")
    if a_values.ndim != 1:
        raise InvalidArgumentError("Tensor 'a_values' is not a vector")
    if a_indices.ndim != 2:
        raise InvalidArgumentError("Tensor 'a_indices' is not a matrix")
    if a_indices.shape[0] != a_values.size:
        raise InvalidArgumentError(
            "Number of rows of a_indices does not match number of entries in a_values")
    if a_indices.shape[1] != 2:
        raise InvalidArgumentError("Number of columns of a_indices does not match number of "
                                   "entries in a_shape")


@sparse_tensor_dense_mat_mul.shape
def sparse_tensor_dense_mat_mul_shape(c):
    checks.with_rank(c["a_indices"], 2)
    checks.with_rank(c["a_values"], 1)
    a = checks.with_rank(c.value_as_shape("a_shape"), 2)
    b = checks.with_rank(c["b"], 2)
    left, inner_a = (a[1], a[0]) if c.attr("adjoint_a") else (a[0], a[1])
    inner_b, right = (b[1], b[0]) if c.attr("adjoint_b") else (b[0], b[1])
    checks.merge_size(inner_a, inner_b)
    return [TensorShape([left, right])]


@sparse_tensor_dense_mat_mul.gradient
def sparse_tensor_dense_mat_mul_gradient(op, dy):
    indices, values, shape, b = op.inputs
    adjoint_a, adjoint_b = op.attr("adjoint_a"), op.attr("adjoint_b")
    of_b = raw.SparseTensorDenseMatMul(indices, values, shape, dy, adjoint_a=not adjoint_a)
    if adjoint_b:
        of_b = raw.ConjugateTranspose(of_b, [1, 0])
        b = raw.ConjugateTranspose(b, [1, 0])
    rows, columns = [raw.StridedSlice(
        indices, [0, i], [0, i + 1], [1, 1], begin_mask=1, end_mask=1, shrink_axis_mask=2)
        for i in (0, 1)]
    of_rows = raw.GatherV2(dy, columns if adjoint_a else rows, 0)
    of_columns = raw.GatherV2(b, rows if adjoint_a else columns, 0)
    if adjoint_a:
        of_rows, of_columns = of_columns, of_rows
    if of_columns.dtype.is_complex:
        of_columns = raw.Conj(of_columns)
    return [None, raw.Sum(raw.Mul(of_rows, of_columns), [1]), None, of_b]


@op("""
    SparseTensorDenseAdd(a_indices: Tindices, a_values: T, a_shape: Tindices, b: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
""", host=("a_shape",))
def sparse_tensor_dense_add(xp, a_indices, a_values, a_shape, b):
    """Add a sparse tensor to a dense one of the same shape.

    Shapes:
        a_indices: [n, rank]
        a_values: [n]
        a_shape: [rank]
        b, output: the sizes in `a_shape`
    Errors:
        InvalidArgumentError: the shapes differ, or an index is out of range.
    Source: tf.raw_ops.SparseTensorDenseAdd
    """
    if a_indices.ndim != 2:
        raise InvalidArgumentError("Input a_indices should be a matrix but received shape: "
                                   f"{shown(a_indices.shape)}")
    if a_values.ndim != 1 or a_shape.ndim != 1:
        raise InvalidArgumentError("Inputs a_values and a_shape should be vectors but received "
                                   f"shapes: {shown(a_values.shape)} and {shown(a_shape.shape)}")
    for count in ((a_indices.shape[0], a_values.size), (a_indices.shape[1], a_shape.size)):
        if count[0] != count[1]:
            raise InvalidArgumentError(f"Dimensions {count[0]} and {count[1]} are not compatible")
    if a_shape.size != b.ndim:
        raise InvalidArgumentError(
            f"Two operands have different ranks; received: {a_shape.size} and {b.ndim}")
    for i, size in enumerate(a_shape.tolist()):
        if size != b.shape[i]:
            raise InvalidArgumentError(
                f"Dimension {i} does not equal (no broadcasting is supported): sparse side {size} "
                f"vs dense side {b.shape[i]}")
    wrong = (a_indices < 0) | (a_indices >= xp.asarray(b.shape, a_indices.dtype))
    if wrong.any():
        at, i = divmod(int(wrong.reshape(-1).argmax()), b.ndim)
        raise InvalidArgumentError(
            f"Sparse tensor has an invalid index on dimension {i}: a_indices({at},{i}) = "
            f"{a_indices[at, i]}, dense tensor shape: {' '.join(map(str, b.shape))}")
    if not a_values.size:
        return b
    places = sparse.linear(xp, a_indices, b.shape)
    return xp.scatter_fold("add", b.reshape(-1), places, a_values).reshape(b.shape)


@sparse_tensor_dense_add.shape
def sparse_tensor_dense_add_shape(c):
    return [c["b"]]


@sparse_tensor_dense_add.gradient
def sparse_tensor_dense_add_gradient(op, dy):
    return [None, raw.GatherNd(dy, op.inputs[0]), None, dy]


def _beside(xp, name, sp_indices, sp_values, sp_shape, dense):
    """Return the elements of a dense array, broadcast to a shape, at the places of a sparse one."""
    if sp_indices.ndim != 2:
        raise InvalidArgumentError(
            f"Input sp_indices should be a matrix but received shape: {shown(sp_indices.shape)}")
    if sp_values.ndim != 1 or sp_shape.ndim != 1:
        raise InvalidArgumentError("Inputs sp_values and sp_shape should be vectors but received "
                                   f"shapes: {shown(sp_values.shape)} and {shown(sp_shape.shape)}")
    if sp_indices.shape[0] != sp_values.size:
        raise InvalidArgumentError("The first dimension of values and indices should match. "
                                   f"({sp_values.size} vs. {sp_indices.shape[0]})")
    if sp_shape.size != sp_indices.shape[1]:
        raise InvalidArgumentError(
            "Number of dimensions must match second dimension of indices. Got "
            f"{sp_shape.size} dimensions, indices shape: {shown(sp_indices.shape)}")
    if not sp_shape.size:
        raise InvalidArgumentError("The shape argument requires at least one element.")
    sizes = tuple(sparse.checked_sizes(sp_shape))
    fits = dense.ndim <= len(sizes) and all(
        have in (1, want) for have, want in zip(dense.shape[::-1], sizes[::-1], strict=False))
    if not fits:
        raise InvalidArgumentError(
            "SparseDenseBinaryOpShared broadcasts dense to sparse only; got incompatible shapes: "
            f"{shown(sizes)} vs. {shown(dense.shape)}")
    wrong = ((sp_indices < 0) | (sp_indices >= xp.asarray(sizes, xp.int64))).any(1)
    good = int(wrong.argmax()) if wrong.any() else wrong.size
    full = xp.broadcast_to(dense, sizes)
    found = full[tuple(sp_indices[:good, i] for i in range(len(sizes)))]
    if name == "div" and (found == 0).any():
        raise InvalidArgumentError("SparseDenseCwiseDiv cannot divide by zero,but input dense "
                                   "tensor contains zero ")
    if good < wrong.size:
        raise InvalidArgumentError(
            "Provided indices are out-of-bounds w.r.t. dense side with broadcasted shape")
    return found


def _values_shape(c):
    indices = checks.with_rank(c["sp_indices"], 2)
    return [TensorShape([indices[0]])]


@op("""
    SparseDenseCwiseAdd(sp_indices: int64, sp_values: T, sp_shape: int64, dense: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""", host=("sp_shape",))
def sparse_dense_cwise_add(xp, sp_indices, sp_values, sp_shape, dense):
    """Add to the elements of a sparse tensor those of a dense one at the same places.

    Shapes:
        sp_indices: [n, rank]
        sp_values, output: [n]
        sp_shape: [rank]
        dense: broadcasts to the sizes in `sp_shape`
    Errors:
        InvalidArgumentError: the shapes do not fit, or an index is out of range.
    Source: tf.raw_ops.SparseDenseCwiseAdd
    """
    return sp_values + _beside(xp, "add", sp_indices, sp_values, sp_shape, dense)


sparse_dense_cwise_add.shape(_values_shape)


@sparse_dense_cwise_add.gradient
def sparse_dense_cwise_add_gradient(op, dy):
    raise NotImplementedError("Gradient for SparseDenseCwiseAdd is not implemented.")


@op("""
    SparseDenseCwiseMul(sp_indices: int64, sp_values: T, sp_shape: int64, dense: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""", host=("sp_shape",))
def sparse_dense_cwise_mul(xp, sp_indices, sp_values, sp_shape, dense):
    """Multiply the elements of a sparse tensor with those of a dense one at the same places.

    Shapes:
        sp_indices: [n, rank]
        sp_values, output: [n]
        sp_shape: [rank]
        dense: broadcasts to the sizes in `sp_shape`
    Errors:
        InvalidArgumentError: the shapes do not fit, or an index is out of range.
    Source: tf.raw_ops.SparseDenseCwiseMul
    """
    return sp_values * _beside(xp, "mul", sp_indices, sp_values, sp_shape, dense)


sparse_dense_cwise_mul.shape(_values_shape)


@sparse_dense_cwise_mul.gradient
def sparse_dense_cwise_mul_gradient(op, dy):
    values, dense = op.inputs[1], op.inputs[3]
    places = _dense_places(op)
    of_dense = raw.ScatterNd(places, raw.Mul(dy, values), raw.Shape(dense, out_type="int64"))
    return [None, raw.Mul(dy, raw.GatherNd(dense, places)), None, of_dense]


def _dense_places(op):
    """Return the places in the dense operand that go with those of the sparse one."""
    indices, _, shape, dense = op.inputs
    sizes = raw.Shape(dense, out_type="int64")
    added = raw.ExpandDims(raw.Sub(raw.Size(shape), raw.Size(sizes)), 0)
    full = raw.ConcatV2([raw.Fill(added, raw.Cast(1, DstT="int64")), sizes], 0)
    scaled = raw.FloorDiv(indices, raw.FloorDiv(shape, full))
    start = raw.ConcatV2([[0], added], 0)
    return raw.Slice(scaled, start, [-1, -1])


@op("""
    SparseDenseCwiseDiv(sp_indices: int64, sp_values: T, sp_shape: int64, dense: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""", host=("sp_shape",))
def sparse_dense_cwise_div(xp, sp_indices, sp_values, sp_shape, dense):
    """Divide the elements of a sparse tensor by those of a dense one at the same places.

    Shapes:
        sp_indices: [n, rank]
        sp_values, output: [n]
        sp_shape: [rank]
        dense: broadcasts to the sizes in `sp_shape`
    Errors:
        InvalidArgumentError: the shapes do not fit, an index is out of range, or a divisor
            is 0.
    Source: tf.raw_ops.SparseDenseCwiseDiv
    """
    divisor = _beside(xp, "div", sp_indices, sp_values, sp_shape, dense)
    if sp_values.dtype.kind not in "iu":
        return sp_values / divisor
    if sp_values.dtype.kind == "u":
        return sp_values // divisor
    return (sp_values - xp.fmod(sp_values, divisor)) // divisor


sparse_dense_cwise_div.shape(_values_shape)


@sparse_dense_cwise_div.gradient
def sparse_dense_cwise_div_gradient(op, dy):
    values, dense = op.inputs[1], op.inputs[3]
    places = _dense_places(op)
    divisor = raw.GatherNd(dense, places)
    share = raw.Mul(dy, raw.RealDiv(raw.Neg(values), raw.Square(divisor)))
    of_dense = raw.ScatterNd(places, share, raw.Shape(dense, out_type="int64"))
    return [None, raw.RealDiv(dy, divisor), None, of_dense]


@op("""
    SparseMatMul(a: Ta, b: Tb) -> product: float
        transpose_a: bool = false
        transpose_b: bool = false
        a_is_sparse: bool = false
        b_is_sparse: bool = false
        Ta: {float, bfloat16} = float
        Tb: {float, bfloat16} = float
""")
def sparse_mat_mul(xp, a, b, *, transpose_a, transpose_b):
    """Multiply two dense matrices that have many zeros.

    Shapes:
        a: [m, k], or [k, m] with `transpose_a`
        b: [k, n], or [n, k] with `transpose_b`
        product: [m, n]
    Errors:
        InvalidArgumentError: an argument is no matrix, or the inner dimensions differ.
    Source: tf.raw_ops.SparseMatMul
    """
    for name, x in (("a", a), ("b", b)):
        if x.ndim != 2:
            raise InvalidArgumentError(f"{name} is not a matrix")
    left, right = a.T if transpose_a else a, b.T if transpose_b else b
    if left.shape[1] != right.shape[0]:
        raise InvalidArgumentError(
            f"Matrix size incompatible: a: {shown(a.shape)}, b: {shown(b.shape)}")
    return xp.matmul(left.astype(xp.float32), right.astype(xp.float32))


@sparse_mat_mul.shape
def sparse_mat_mul_shape(c):
    a, b = checks.with_rank(c["a"], 2), checks.with_rank(c["b"], 2)
    rows, inner_a = (a[1], a[0]) if c.attr("transpose_a") else (a[0], a[1])
    inner_b, columns = (b[1], b[0]) if c.attr("transpose_b") else (b[0], b[1])
    checks.merge_size(inner_a, inner_b)
    return [TensorShape([rows, columns])]


@sparse_mat_mul.gradient
def sparse_mat_mul_gradient(op, dy):
    a, b = op.inputs
    flip_a, flip_b = op.attr("transpose_a"), op.attr("transpose_b")
    left = (b, dy, flip_b, True) if flip_a else (dy, b, False, not flip_b)
    right = (dy, a, True, flip_a) if flip_b else (a, dy, not flip_a, False)
    return [
        raw.Cast(raw.SparseMatMul(x, y, transpose_a=flip_x, transpose_b=flip_y), DstT=of.dtype)
        for (x, y, flip_x, flip_y), of in ((left, a), (right, b))
    ]
