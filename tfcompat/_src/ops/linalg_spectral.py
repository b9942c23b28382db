"""Eigenvalues, eigenvectors and singular values.

Eigenvectors are determined up to their length and direction only. Those of general matrices come
as TensorFlow gives them, real matrices in one order and complex ones by size; those of
self-adjoint matrices, and singular vectors, come as the array module gives them, which may be
their negatives.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import matrices, schur, schur_real
from tfcompat._src.ops.matrices import product, transposed
from tfcompat._src.registry import op

# Larger general matrices are left to the library, whose order of eigenvalues is its own.
_OWN_ORDER = 64


@op("""
    SelfAdjointEigV2(input: T) -> e: T, v: T
        compute_v: bool = true
        T: {double, float, half, complex64, complex128}
""")
def self_adjoint_eig_v2(xp, input, *, compute_v):  # noqa: A002
    """Find eigenvalues, ascending, and eigenvectors of self-adjoint matrices (the lower halves).

    Shapes:
        input: [..., n, n]
        e: [..., n]
        v: [..., n, n], one vector a column; [0] without `compute_v`
    Errors:
        InvalidArgumentError: the input is no square matrix, or has a NaN.
    Source: tf.raw_ops.SelfAdjointEigV2
    """
    matrices.check_square(input)
    dtype = input.dtype
    if not input.size:
        values = xp.zeros(input.shape[:-1], dtype)
        return values, xp.zeros(input.shape if compute_v else (0,), dtype)
    values, vectors = _self_adjoint(xp, matrices.wide(xp, input), compute_v)
    return values.astype(dtype), (
        vectors.astype(dtype, copy=False) if compute_v else xp.zeros((0,), dtype)
    )


def _self_adjoint(xp, matrix, compute_v):
    failed = InvalidArgumentError(
        "Self-adjoint eigen decomposition was not successful. The input might not be valid."
    )
    if not xp.isfinite(xp.tril(matrix)).all():
        raise failed
    try:
        return xp.linalg.eigh(matrix) if compute_v else (xp.linalg.eigvalsh(matrix), None)
    except xp.linalg.LinAlgError:
        raise failed from None


@self_adjoint_eig_v2.shape
def self_adjoint_eig_v2_shape(c):
    """The shape function of eigenvalues, and vectors if wanted, of square matrices."""
    shape = matrices.static_square(c["input"])
    values = shape if shape.rank is None else shape[:-1]
    return [values, shape if c.attr("compute_v") else TensorShape([0])]


@self_adjoint_eig_v2.gradient
def self_adjoint_eig_v2_gradient(op, de, dv):
    """The rule of M. Giles' collection of matrix derivatives; the lower half gets all of it."""
    if op.attr("compute_v"):
        values, vectors = op.outputs
        inner = product(vectors, dv, adjoint_a=True)
        middle = raw.AddV2(matrices.from_diagonal(de), raw.Mul(_differences(values), inner))
    else:
        vectors = raw.SelfAdjointEigV2(op.inputs[0])[1]
        middle = matrices.from_diagonal(de)
    full = product(vectors, product(middle, vectors, adjoint_b=True))
    lower = matrices.lower_triangle(raw.AddV2(full, transposed(full)))
    half = raw.Mul(matrices.diagonal(lower), matrices.number(lower, 0.5))
    return matrices.with_diagonal(lower, half)


def _differences(values):
    """Return 1 / (value of the column - value of the row), zero where they are equal."""
    away = raw.Sub(raw.ExpandDims(values, -2), raw.ExpandDims(values, -1))
    return matrices.with_diagonal(_inverse_or_zero(away), raw.ZerosLike(values))


def _inverse_or_zero(x):
    """Return 1 / x, and 0 at 0, bent between the two as TensorFlow does."""
    square = raw.Mul(x, x)
    return raw.Mul(x, raw.Reciprocal(raw.AddV2(square, matrices.number(x, 1e-20))))


@op("""
    SelfAdjointEig(input: T) -> output: T
        T: {double, float, half}
""")
def self_adjoint_eig(xp, input):  # noqa: A002
    """Find eigenvalues and, below them in one tensor, eigenvectors of symmetric matrices.

    Shapes:
        input: [..., n, n]
        output: [..., n + 1, n], the eigenvalues in the first row
    Errors:
        InvalidArgumentError: the input is no square matrix, or has a NaN.
    Source: tf.raw_ops.SelfAdjointEig, which TensorFlow has for old graphs only
    """
    values, vectors = self_adjoint_eig_v2(xp, input, compute_v=True)
    return xp.concatenate([values[..., None, :], vectors], axis=-2)


@self_adjoint_eig.shape
def self_adjoint_eig_shape(c):
    """The shape function of eigenvalues and vectors in one tensor."""
    shape = matrices.static_square(c["input"])
    if shape.rank is None:
        return [shape]
    *batch, size, _ = shape.as_list()
    return [TensorShape([*batch, None if size is None else size + 1, size])]


@op("""
    Eig(input: T) -> e: Tout, v: Tout
        compute_v: bool = true
        T: {float, double, complex64, complex128}
        Tout: {complex64, complex128}
""")
def eig(xp, input, *, compute_v, Tout):  # noqa: A002, N803
    """Find eigenvalues and eigenvectors of general matrices.

    Shapes:
        input: [..., n, n]
        e: [..., n]
        v: [..., n, n], one vector a column; [0] without `compute_v`
    Errors:
        InvalidArgumentError: the input is no square matrix, has a NaN, or the output is of the
            other precision.
    Source: tf.raw_ops.Eig
    """
    matrices.check_square(input)
    single = input.dtype.char in "fF"
    expected = dtypes.complex64 if single else dtypes.complex128
    if Tout != expected:
        raise InvalidArgumentError(
            f"Invalid output dtype {Tout.as_datatype_enum} vs {expected.as_datatype_enum}"
        )
    dtype = numpy_dtype(Tout)
    if not input.size:
        return xp.zeros(input.shape[:-1], dtype), xp.zeros(
            input.shape if compute_v else (0,), dtype
        )
    if not xp.isfinite(input).all():
        raise _no_eigenvalues()
    both = matrices.one_by_one(xp, lambda matrix: _eig(xp, matrix), input, input)
    values, vectors = both[..., 0, :], both[..., 1:, :]
    return values.astype(dtype), (
        vectors.astype(dtype) if compute_v else xp.zeros((0,), dtype)
    )


def _no_eigenvalues():
    return InvalidArgumentError(
        "Eigen decomposition was not successful. The input might not be valid."
    )


def _eig(xp, matrix):
    """Return eigenvalues in the first row and eigenvectors in the columns below."""
    if matrix.shape[0] > _OWN_ORDER:
        values, vectors = xp.linalg.eig(matrix)
        return xp.concatenate([values[None], vectors])
    if matrix.dtype.kind != "c":
        found = schur_real.real_schur(xp, matrix)
        if found is None:
            raise _no_eigenvalues()
        values = schur_real.eigenvalues(xp, found[0])
        vectors = schur_real.eigenvectors(xp, *found, values)
        return xp.concatenate([xp.asarray(values, dtype=vectors.dtype)[None], vectors])
    found = schur.schur(xp, matrix)
    if found is None:
        raise _no_eigenvalues()
    vectors = schur.eigenvectors(xp, *found)
    both = xp.concatenate([xp.diagonal(found[0])[None], vectors])
    return both[:, xp.argsort(xp.abs(both[0]), kind="stable")]


eig.shape(self_adjoint_eig_v2_shape)


@eig.gradient
def eig_gradient(op, de, dv):
    """The rule for distinct eigenvalues (C. Boeddeker and others, arXiv 1701.00392)."""
    x = op.inputs[0]
    if not op.attr("compute_v"):
        adjoint = transposed(raw.Eig(x, Tout=op.attr("Tout"))[1])
        middle = matrices.from_diagonal(de)
        return raw.Cast(raw.MatrixSolve(adjoint, product(middle, adjoint)), DstT=x.dtype)
    values, vectors = op.outputs
    adjoint = transposed(vectors)
    inner = product(adjoint, dv)
    real = raw.Real(inner, Tout=dtypes.float32 if inner.dtype.size == 8 else dtypes.float64)
    lengths = matrices.from_diagonal(matrices.diagonal(raw.Cast(real, DstT=inner.dtype)))
    turned = raw.Sub(inner, product(product(adjoint, vectors), lengths))
    middle = raw.AddV2(
        matrices.from_diagonal(de), raw.Mul(raw.Conj(_differences(values)), turned)
    )
    return raw.Cast(raw.MatrixSolve(adjoint, product(middle, adjoint)), DstT=x.dtype)


@op("""
    Svd(input: T) -> s: T, u: T, v: T
        compute_uv: bool = true
        full_matrices: bool = false
        T: {double, float, half, complex64, complex128}
""")
def svd(xp, input, *, compute_uv, full_matrices):  # noqa: A002
    """Write matrices as rotation times stretching times rotation: u diag(s) v*.

    Shapes:
        input: [..., m, n]; p is the lesser of m and n
        s: [..., p], descending
        u: [..., m, p], or [..., m, m] with `full_matrices`; [0] without `compute_uv`
        v: [..., n, p], or [..., n, n] with `full_matrices`; [0] without `compute_uv`
    Errors:
        InvalidArgumentError: the input is no matrix.
    Source: tf.raw_ops.Svd
    """
    matrices.check_matrices(input)
    *batch, rows, columns = input.shape
    short, dtype = min(rows, columns), input.dtype
    none = xp.zeros((0,), dtype)
    sizes = (rows, columns) if full_matrices else (short, short)
    if not input.size:
        u, v = (
            xp.broadcast_to(xp.eye(size, wide, dtype=dtype), (*batch, size, wide))
            for size, wide in zip((rows, columns), sizes, strict=True)
        )
        s = xp.zeros((*batch, short), dtype)
        return (s, u, v) if compute_uv else (s, none, none)
    matrix = matrices.wide(xp, input)
    broken = ~xp.isfinite(matrix).all((-1, -2), keepdims=True)
    matrix = xp.where(broken, xp.zeros((), matrix.dtype), matrix)
    results = (
        _vectors(xp, matrix, full_matrices) if compute_uv
        else (xp.linalg.svd(matrix, compute_uv=False),)
    )
    if broken.any():
        s, *vectors = results
        results = [xp.where(broken[..., 0], xp.nan, s)] + [
            xp.where(broken, xp.nan, x) for x in vectors
        ]
    results = [x.astype(dtype, copy=False) for x in results]
    return tuple(results) if compute_uv else (results[0], none, none)


def _vectors(xp, matrix, full):
    u, s, adjoint = xp.linalg.svd(matrix, full_matrices=full)
    return s, u, matrices.adjoint_of(xp, adjoint)


@svd.shape
def svd_shape(c):
    """The shape function of singular values and vectors."""
    batch, rows, columns = matrices.batch_and_sizes(c["input"])
    short = matrices.least(rows, columns)
    values = batch.concatenate(TensorShape([short]))
    if not c.attr("compute_uv"):
        return [values, TensorShape([0]), TensorShape([0])]
    full = c.attr("full_matrices")
    return [
        values,
        *(
            batch.concatenate(TensorShape([size, size if full else short]))
            for size in (rows, columns)
        ),
    ]


@svd.gradient
def svd_gradient(op, ds, du, dv):
    """The rule of J. Townsend's notes on the derivative of the SVD; tall matrices by adjoints."""
    x, full = op.inputs[0], op.attr("full_matrices")
    ds = raw.Cast(ds, DstT=x.dtype)
    if not op.attr("compute_uv"):
        _, u, v = raw.Svd(x, compute_uv=True)
        return product(u, product(matrices.from_diagonal(ds), v, adjoint_b=True))
    _, rows, columns = matrices.batch_and_sizes(x.shape)
    if rows is None or columns is None:
        raise NotImplementedError(
            "SVD gradient has not been implemented for input with unknown inner matrix shape."
        )
    s, u, v = op.outputs
    tall = rows > columns
    short, long = min(rows, columns), max(rows, columns)
    if full and long - short > 1:
        raise NotImplementedError(
            "svd gradient is not implemented for abs(m - n) > 1 when full_matrices is True. "
            f"Received: m={short} and n={long} from op input={x} with shape={x.shape}."
        )
    if tall:
        u, v, du, dv = v, u, dv, du
    result = _svd_gradient_wide((s, u, v), (ds, du, dv), short, long, full)
    return transposed(result) if tall else result


def _svd_gradient_wide(outputs, gradients, short, long, full):
    """Return the gradient where there are no more rows (`short`) than columns (`long`)."""
    (s, u, v), (ds, du, dv) = outputs, gradients
    s = raw.Cast(s, DstT=u.dtype)
    stretch, near, d_near = matrices.from_diagonal(s), _first(v, 0, short), _first(dv, 0, short)
    apart = _differences(raw.Square(s))
    from_u = raw.Mul(apart, product(u, du, adjoint_a=True))
    inner_v = product(near, d_near, adjoint_a=True)
    from_v = raw.Mul(apart, inner_v)
    middle = raw.AddV2(
        raw.AddV2(
            matrices.from_diagonal(ds), product(raw.AddV2(from_u, transposed(from_u)), stretch)
        ),
        product(stretch, raw.AddV2(from_v, transposed(from_v))),
    )
    shrink = matrices.from_diagonal(_inverse_or_zero(s))
    if u.dtype.is_complex:
        turned = matrices.from_diagonal(matrices.diagonal(inner_v))
        turned = raw.Mul(raw.Sub(transposed(turned), turned), matrices.number(u, 0.5))
        middle = raw.AddV2(middle, product(shrink, turned))
    result = product(u, product(middle, near, adjoint_b=True))
    if short == long:
        return result
    d_rows = transposed(d_near)
    outside = raw.Sub(d_rows, product(product(d_rows, near), near, adjoint_b=True))
    if full:
        far, d_far = (_first(x, short, long - short) for x in (v, dv))
        across = product(product(near, d_far, adjoint_a=True), far, adjoint_b=True)
        outside = raw.Sub(outside, across)
    return raw.AddV2(result, product(product(u, shrink), outside))


def _first(x, start, count):
    """Return `count` columns from `start` on."""
    rank = x.shape.rank
    return raw.Slice(x, [0] * (rank - 1) + [start], [-1] * (rank - 1) + [count])
