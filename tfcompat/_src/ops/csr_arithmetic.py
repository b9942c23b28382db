"""Ops that compute with sparse matrices.

How they are made is in `csr_conversion.py`, how they are factored in `csr_factoring.py`, the value
is in `sparse_matrices.py`.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import (
    merge,
    merge_size,
    require,
    shown,
    with_rank,
    with_rank_at_least,
)
from tfcompat._src.ops.csr_conversion import TYPES
from tfcompat._src.ops.sparse_matrices import (
    added,
    checked,
    given,
    held_shape,
    holding,
    row_pointers,
    rows_and_columns,
    same_held,
    summed,
    transposed,
)
from tfcompat._src.registry import op
from tfcompat._src.registry.definition import type_name

_TURNS = """transpose_a: bool = false
        transpose_b: bool = false
        adjoint_a: bool = false
        adjoint_b: bool = false"""


def _check_types(a, b):
    require(
        a == b,
        f"Input types don't match.  a.dtype == {type_name(a)} vs. b.dtype == {type_name(b)}",
    )


def _turned(xp, matrix, transpose, adjoint):
    return transposed(xp, matrix, adjoint) if transpose or adjoint else matrix


def _dense_turned(xp, array, transpose, adjoint=False):
    if transpose or adjoint:
        array = array.swapaxes(-1, -2)
    return xp.conj(array) if adjoint else array


def _check_turns(transpose_a, adjoint_a, transpose_b, adjoint_b):
    require(
        not (transpose_a and adjoint_a), "Only one of adjoint_a and transpose_a may be true."
    )
    require(
        not (transpose_b and adjoint_b), "Only one of adjoint_b and transpose_b may be true."
    )


@op(f"""
    SparseMatrixMatMul(a: variant, b: T) -> output: T
        T: type
        {_TURNS}
        transpose_output: bool = false
        conjugate_output: bool = false
""")
def sparse_matrix_mat_mul(
    xp, a, b, *, T, transpose_a, transpose_b, adjoint_a, adjoint_b,  # noqa: N803
    transpose_output, conjugate_output,
):
    """Multiply sparse matrices by dense ones.

    Shapes:
        a: [], holds [rows, k] or [n, rows, k]
        b: [k, columns] or [n, k, columns]
        output: [rows, columns] or [n, rows, columns], the last two swapped if transposed
    Errors:
        InvalidArgumentError: ranks, sizes or types do not fit.
    Source: tf.raw_ops.SparseMatrixMatMul
    """
    matrix = given(a, "a")
    _check_types(matrix.dtype, T)
    require(
        matrix.rank == b.ndim,
        f"Ranks of a and b must match, saw: {matrix.rank} vs. {b.ndim}.",
    )
    _check_turns(transpose_a, adjoint_a, transpose_b, adjoint_b)
    sizes = f"Shapes are: {shown(matrix.dense_shape)} vs. {shown(b.shape)}"
    matrix = _turned(xp, matrix, transpose_a, adjoint_a)
    b = _dense_turned(xp, b, transpose_b, adjoint_b)
    if matrix.rank == 3:
        require(
            b.shape[0] == matrix.batch,
            f"Batch sizes of a and b must match, saw: {matrix.batch} vs. {b.shape[0]}.",
        )
    rows, inner = matrix.sizes
    require(
        inner == b.shape[-2],
        f"Inner product dimensions of A and B do not agree. {sizes}",
    )
    row, column = matrix.coordinates()
    flat = b.reshape((matrix.batch * inner, b.shape[-1]))
    terms = matrix.values[:, None] * flat[row // max(rows, 1) * inner + column]
    total = xp.zeros((matrix.batch * rows, b.shape[-1]), b.dtype)
    total = xp.scatter_add(total, row, terms).reshape((*matrix.dense_shape[:-1], b.shape[-1]))
    total = _dense_turned(xp, total, transpose_output)
    return xp.conj(total) if conjugate_output else xp.ascontiguousarray(total)


def _product_shape(a, b, turn_a, turn_b):
    """Return the shape of a product of matrices whose shapes are known in part."""
    if a.rank is None or b.rank is None:
        return TensorShape(None)
    batch, rows, inner = rows_and_columns(a, turn_a)
    others, other, columns = rows_and_columns(b, turn_b)
    merge_size(inner, other)
    return merge(TensorShape(batch), TensorShape(others)).concatenate([rows, columns])


@sparse_matrix_mat_mul.shape
def sparse_matrix_mat_mul_shape(c):
    turned = [
        c.attr(f"transpose_{side}") or c.attr(f"adjoint_{side}") for side in "ab"
    ]
    _check_static_turns(c)
    a, b = held_shape(c, "a"), c["b"]
    shape = _product_shape(a, with_rank_at_least(b, 2), *turned)
    if c.attr("transpose_output") and shape.rank is not None:
        shape = TensorShape([*shape.as_list()[:-2], shape[-1], shape[-2]])
    return [shape]


def _check_static_turns(c):
    for side in "ab":
        if c.attr(f"transpose_{side}") and c.attr(f"adjoint_{side}"):
            raise ValueError(
                f"Only one of adjoint_{side} and transpose_{side} may be true.")


def _at(matrix, dense, dtype):
    """Return the elements of a dense matrix where a sparse one has elements."""
    indices, _, shape = raw.CSRSparseMatrixToSparseTensor(matrix, type=dtype)
    return raw.SparseTensorToCSRSparseMatrix(indices, raw.GatherNd(dense, indices), shape)


def _like(matrix, other, dtype):
    """Return the elements of a sparse matrix where another one has elements."""
    return _at(other, raw.CSRSparseMatrixToDense(matrix, type=dtype), dtype)


def _product(a, b, t_a=False, t_b=False, conj_a=False, conj_b=False):
    """Multiply dense matrices, each transposed or not and conjugated or not."""
    a, b = (raw.Conj(x) if conj and x.dtype.is_complex else x
            for x, conj in ((a, conj_a), (b, conj_b)))
    return raw.BatchMatMulV2(*(
        raw.Transpose(x, _swapped(x)) if turn else x for x, turn in ((a, t_a), (b, t_b))
    ))


def _swapped(x):
    return [1, 0] if x.shape.rank == 2 else [0, 2, 1]


@sparse_matrix_mat_mul.gradient
def sparse_matrix_mat_mul_gradient(op, dy):
    a, b = op.inputs
    dtype = op.attr("T")
    if op.attr("conjugate_output") and dtype.is_complex:
        dy = raw.Conj(dy)
    if op.attr("transpose_output"):
        dy = raw.Transpose(dy, _swapped(dy))
    t_a, t_b, adj_a, adj_b = (
        op.attr(name) for name in ("transpose_a", "transpose_b", "adjoint_a", "adjoint_b"))
    # dA' = dy opB(B)^H, and A' is A turned as its attributes say; the same for B.
    d_a = d_b = None
    if op.needs(0):
        d_a = _product(dy, b, t_b=not (t_b or adj_b), conj_b=not adj_b)
        if t_a or adj_a:
            d_a = raw.Transpose(d_a, _swapped(d_a))
            d_a = raw.Conj(d_a) if adj_a and dtype.is_complex else d_a
        d_a = _at(a, d_a, dtype)
    if op.needs(1):
        # opA(A)^H: of A itself the adjoint, of its transpose the conjugate, of its adjoint itself
        if t_a:
            dy = raw.Conj(dy) if dtype.is_complex else dy
            d_b = raw.SparseMatrixMatMul(a, dy, conjugate_output=dtype.is_complex)
        else:
            d_b = raw.SparseMatrixMatMul(a, dy, adjoint_a=not adj_a)
        if t_b or adj_b:
            d_b = raw.Transpose(d_b, _swapped(d_b))
            d_b = raw.Conj(d_b) if adj_b and dtype.is_complex else d_b
    return [d_a, d_b]


@op(f"""
    SparseMatrixSparseMatMul(a: variant, b: variant) -> c: variant
        type: {TYPES}
        {_TURNS}
""")
def sparse_matrix_sparse_mat_mul(
    xp, a, b, *, type, transpose_a, transpose_b, adjoint_a, adjoint_b  # noqa: A002
):
    """Multiply sparse matrices by sparse ones.

    Shapes:
        a: [], holds [rows, k] or [n, rows, k]
        b: [], holds [k, columns] or [n, k, columns]
        c: [], holds [rows, columns] or [n, rows, columns]
    Errors:
        InvalidArgumentError: ranks, sizes or types do not fit.
    Source: tf.raw_ops.SparseMatrixSparseMatMul
    """
    left, right = checked(a, type, "a"), checked(b, type, "b")
    sizes = f"Shapes are: {shown(left.dense_shape)} vs. {shown(right.dense_shape)}"
    require(
        left.rank == right.rank, f"Inner product dimensions of A and B do not agree.  {sizes}"
    )
    _check_turns(transpose_a, adjoint_a, transpose_b, adjoint_b)
    left = _turned(xp, left, transpose_a, adjoint_a)
    right = _turned(xp, right, transpose_b, adjoint_b)
    require(
        left.batch == right.batch,
        "Batch sizes of A and B are not compatible.  Batch sizes are: "
        f"{left.batch} vs. {right.batch}",
    )
    (rows, inner), (other, columns) = left.sizes, right.sizes
    require(inner == other, f"Inner product dimensions of A and B do not agree.  {sizes}")
    shape = (*left.dense_shape[:-2], rows, columns)
    row, column = left.coordinates()
    pointers = row_pointers(xp, right)
    wanted = row // max(rows, 1) * inner + column
    first = pointers[wanted]
    counts = pointers[wanted + 1] - first
    # Each element of the left meets a row of the right: all these pairs, one after the other.
    ends = xp.cumsum(counts)
    total = int(ends[-1]) if ends.size else 0
    pairs = xp.arange(total, dtype=xp.int64)
    mine = xp.searchsorted(ends, pairs, side="right")
    theirs = first[mine] + pairs - (ends[mine] - counts[mine])
    places = row[mine] * columns + right.coordinates()[1][theirs]
    return summed(xp, shape, places, left.values[mine] * right.values[theirs], type)


@sparse_matrix_sparse_mat_mul.shape
def sparse_matrix_sparse_mat_mul_shape(c):
    turned = [
        c.attr(f"transpose_{side}") or c.attr(f"adjoint_{side}") for side in "ab"
    ]
    _check_static_turns(c)
    a, b = held_shape(c, "a"), held_shape(c, "b")
    if a.rank == b.rank == 3:
        merge_size(a[0], b[0])
    shape = _product_shape(a, b, *turned)
    return holding(c, c.attr("type"), shape) if shape.rank is not None else [TensorShape([])]


@sparse_matrix_sparse_mat_mul.gradient
def sparse_matrix_sparse_mat_mul_gradient(op, dy):
    a, b = op.inputs
    dtype = op.attr("type")
    t_a, t_b, adj_a, adj_b = (
        op.attr(name) for name in ("transpose_a", "transpose_b", "adjoint_a", "adjoint_b"))

    def held(matrix, turn, conjugate):
        found = raw.SparseMatrixTranspose(matrix, type=dtype, conjugate=conjugate)
        return found if turn else raw.SparseMatrixTranspose(found, type=dtype)

    # The adjoints of what was multiplied, of the matrices as they were before they were turned.
    right = held(b, not (t_b or adj_b), not adj_b)
    left = held(a, not (t_a or adj_a), not adj_a)
    d_a = raw.SparseMatrixSparseMatMul(dy, right, type=dtype)
    d_b = raw.SparseMatrixSparseMatMul(left, dy, type=dtype)
    if t_a or adj_a:
        d_a = raw.SparseMatrixTranspose(d_a, type=dtype, conjugate=adj_a)
    if t_b or adj_b:
        d_b = raw.SparseMatrixTranspose(d_b, type=dtype, conjugate=adj_b)
    return [_like(d_a, a, dtype), _like(d_b, b, dtype)]


@op("""
    SparseMatrixMul(a: variant, b: T) -> output: variant
        T: type
""")
def sparse_matrix_mul(xp, a, b, *, T):  # noqa: N803
    """Multiply the elements of sparse matrices by numbers, one for each matrix or for all.

    Shapes:
        a, output: []
        b: [], or [n, 1, 1]
    Errors:
        InvalidArgumentError: shapes or types do not fit.
    Source: tf.raw_ops.SparseMatrixMul
    """
    matrix = given(a, "a")
    _check_types(matrix.dtype, T)
    if b.ndim == 0:
        return matrix.mapped(lambda values: values * b)
    require(
        matrix.rank == 3 and b.ndim == 3,
        f"Only scalar multiplier or rank-3 multiplier is supported; but b has shape "
        f"{shown(b.shape)}",
    )
    require(
        b.shape == (matrix.batch, 1, 1),
        f"b must be a scalar or shaped [{matrix.batch}, 1, 1], but saw shape {shown(b.shape)}",
    )
    number = matrix.coordinates()[0] // max(matrix.sizes[0], 1)
    return matrix.mapped(lambda values: values * b.reshape(-1)[number])


@sparse_matrix_mul.gradient
def sparse_matrix_mul_gradient(op, dy):
    raise NotImplementedError  # as in TensorFlow


@op(f"""
    SparseMatrixAdd(a: variant, b: variant, alpha: T, beta: T) -> c: variant
        T: {TYPES}
""")
def sparse_matrix_add(xp, a, b, alpha, beta, *, T):  # noqa: N803
    """Add up sparse matrices, each times a number.

    Shapes:
        a, b, alpha, beta, c: []
    Errors:
        InvalidArgumentError: sizes or types do not fit.
    Source: tf.raw_ops.SparseMatrixAdd
    """
    left, right = checked(a, T, "a"), checked(b, T, "b")
    require(alpha.ndim == 0, f"Expected alpha to be a scalar, saw shape: {shown(alpha.shape)}")
    require(beta.ndim == 0, f"Expected beta to be a scalar, saw shape: {shown(beta.shape)}")
    return added(xp, left, right, left.values * alpha, right.values * beta)


@sparse_matrix_add.gradient
def sparse_matrix_add_gradient(op, dy):
    a, b, alpha, beta = op.inputs
    dtype = op.attr("T")
    return [
        raw.SparseMatrixMul(_like(dy, a, dtype), alpha),
        raw.SparseMatrixMul(_like(dy, b, dtype), beta), None, None,
    ]


@op(f"""
    SparseMatrixTranspose(input: variant) -> output: variant
        conjugate: bool = false
        type: {TYPES}
""")
def sparse_matrix_transpose(xp, input, *, conjugate, type):  # noqa: A002
    """Transpose sparse matrices.

    Shapes:
        input, output: []
    Errors:
        InvalidArgumentError: the elements are of another type.
    Source: tf.raw_ops.SparseMatrixTranspose
    """
    return transposed(xp, checked(input, type, "input"), conjugate)


@sparse_matrix_transpose.gradient
def sparse_matrix_transpose_gradient(op, dy):
    return raw.SparseMatrixTranspose(
        dy, conjugate=op.attr("conjugate"), type=op.attr("type")
    )


@op("""
    SparseMatrixSoftmax(logits: variant) -> softmax: variant
        type: {float, double}
""")
def sparse_matrix_softmax(xp, logits, *, type):  # noqa: A002
    """Take the softmax of the elements that each row has.

    Shapes:
        logits, softmax: []
    Errors:
        InvalidArgumentError: the elements are of another type.
    Source: tf.raw_ops.SparseMatrixSoftmax
    """
    matrix = checked(logits, type, "logits")
    row, values = matrix.coordinates()[0], matrix.values
    if not values.size:
        return matrix
    rows = matrix.batch * matrix.sizes[0]
    top = xp.full(rows, -xp.inf, values.dtype)
    xp.maximum.at(top, row, values)
    powers = xp.exp(values - top[row])
    sums = xp.scatter_add(xp.zeros(rows, values.dtype), row, powers)
    return matrix.mapped(lambda values: powers / sums[row])


@sparse_matrix_softmax.gradient
def sparse_matrix_softmax_gradient(op, dy):
    return raw.SparseMatrixSoftmaxGrad(op.outputs[0], dy, type=op.attr("type"))


@op("""
    SparseMatrixSoftmaxGrad(softmax: variant, grad_softmax: variant) -> gradient: variant
        type: {float, double}
""")
def sparse_matrix_softmax_grad(xp, softmax, grad_softmax, *, type):  # noqa: A002
    """Take the gradient of `SparseMatrixSoftmax`.

    Shapes:
        softmax, grad_softmax, gradient: []
    Errors:
        InvalidArgumentError: sizes or types do not fit.
    Source: tf.raw_ops.SparseMatrixSoftmaxGrad
    """
    matrix = checked(softmax, type, "softmax")
    other = checked(grad_softmax, type, "grad_softmax")
    require(
        matrix.dense_shape == other.dense_shape,
        f"Shapes of softmax and grad_softmax do not match: {list(matrix.dense_shape)} vs. "
        f"{list(other.dense_shape)}",
    )
    row, values = matrix.coordinates()[0], matrix.values
    if not values.size:
        return matrix
    at = xp.minimum(xp.searchsorted(other.places, matrix.places), max(other.places.size - 1, 0))
    if other.places.size:
        both = other.places[at] == matrix.places
        given_back = xp.where(both, other.values[at], 0).astype(values.dtype)
    else:
        given_back = xp.zeros_like(values)
    rows = matrix.batch * matrix.sizes[0]
    sums = xp.scatter_add(xp.zeros(rows, values.dtype), row, given_back * values)
    return matrix.mapped(lambda values: (given_back - sums[row]) * values)


@sparse_matrix_transpose.shape
def sparse_matrix_transpose_shape(c):
    shape = held_shape(c, "input")
    if shape.rank is None:
        return [TensorShape([])]
    *batch, rows, columns = shape.as_list()
    return holding(c, c.attr("type"), TensorShape([*batch, columns, rows]))


@sparse_matrix_add.shape
def sparse_matrix_add_shape(c):
    with_rank(c["alpha"], 0)
    with_rank(c["beta"], 0)
    return _merged_held(c, "a", "b", c.attr("T"))


@sparse_matrix_softmax_grad.shape
def sparse_matrix_softmax_grad_shape(c):
    return _merged_held(c, "softmax", "grad_softmax", c.attr("type"))


def _merged_held(c, one, other, dtype):
    shape = merge(held_shape(c, one), held_shape(c, other))
    return holding(c, dtype, shape) if shape.rank is not None else [TensorShape([])]


sparse_matrix_mul.shape(same_held("a"))
sparse_matrix_softmax.shape(same_held("logits"))
