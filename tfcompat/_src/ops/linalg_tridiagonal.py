"""Matrices of three diagonals: products with them and solving with them.

Both take time in proportion to the number of rows.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import matrices
from tfcompat._src.ops.checks import with_rank_at_least
from tfcompat._src.ops.matrices import transposed
from tfcompat._src.registry import op


@op("""
    TridiagonalSolve(diagonals: T, rhs: T) -> output: T
        partial_pivoting: bool = true
        perturb_singular: bool = false
        T: {double, float, complex64, complex128}
""")
def tridiagonal_solve(xp, diagonals, rhs, *, partial_pivoting, perturb_singular):
    """Solve with matrices given by three diagonals: above (padded last), main, below (first).

    Shapes:
        diagonals: [..., 3, n]
        rhs, output: [..., n, k]; the output is NaN where a matrix is singular
    Errors:
        InvalidArgumentError: the shapes do not fit, or a perturbation without pivoting.
    Source: tf.raw_ops.TridiagonalSolve
    """
    if perturb_singular and not partial_pivoting:
        raise InvalidArgumentError(
            "Setting perturb_singular requires also setting partial_pivoting."
        )
    matrices.check_matrices(diagonals, rhs)
    if diagonals.shape[-2] != 3:
        raise InvalidArgumentError(
            "Expected diagonals to be provided as a matrix with 3 rows, got "
            f"{diagonals.shape[-2]} rows."
        )
    if diagonals.shape[-1] != rhs.shape[-2]:
        raise InvalidArgumentError(
            "Expected the same number of left-hand sides and right-hand sides, got "
            f"{diagonals.shape[-1]} and {rhs.shape[-2]}."
        )
    if not rhs.size:
        return rhs
    above, main, below = (diagonals[..., i, :] for i in range(3))
    if not partial_pivoting:
        result, singular = _without_pivots(xp, above, main, below, rhs)
    else:
        least = _least_pivot(xp, diagonals) if perturb_singular else None
        result, singular = _with_pivots(xp, above, main, below, rhs, least)
    return xp.where(singular[..., None, None], xp.asarray(xp.nan, rhs.dtype), result)


def _without_pivots(xp, above, main, below, rhs):
    """The algorithm of L. Thomas."""
    size, zero = main.shape[-1], xp.zeros(main.shape[:-1], bool)
    uppers, rows = [], []
    for i in range(size):
        pivot, row = main[..., i], rhs[..., i, :]
        if i:
            pivot = pivot - below[..., i] * uppers[-1]
            row = row - below[..., i, None] * rows[-1]
        zero = zero | (pivot == 0)
        uppers.append(above[..., i] / pivot)
        rows.append(row / pivot[..., None])
    for i in range(size - 2, -1, -1):
        rows[i] = rows[i] - uppers[i][..., None] * rows[i + 1]
    return xp.stack(rows, axis=-2), zero


def _least_pivot(xp, diagonals):
    limits = xp.finfo(diagonals.dtype)
    sizes = xp.abs(diagonals).max((-1, -2))
    return xp.maximum(sizes * float(limits.eps), float(limits.tiny)).astype(sizes.dtype)


def _with_pivots(xp, above, main, below, rhs, least):
    """Eliminate, exchanging neighbouring rows where the lower one has the larger pivot."""
    size, singular = main.shape[-1], xp.zeros(main.shape[:-1], bool)
    nothing = xp.zeros_like(main[..., 0])
    rows = []
    # The current row: its pivot, the two numbers right of it, and its right hand side.
    row = (main[..., 0], above[..., 0] if size > 1 else nothing, nothing, rhs[..., 0, :])
    for i in range(size):
        if i + 1 < size:
            right = above[..., i + 1] if i + 2 < size else nothing
            lower = (below[..., i + 1], main[..., i + 1], right, rhs[..., i + 1, :])
            swap = xp.abs(row[0]) < xp.abs(lower[0])
            row, lower = (
                _chosen(xp, swap, lower, row), _chosen(xp, swap, row, lower)
            )
        pivot = row[0] if least is None else _perturbed(xp, row[0], least)
        singular = singular | (pivot == 0)
        rows.append((pivot, *row[1:]))
        if i + 1 < size:
            factor = lower[0] / pivot
            row = (
                lower[1] - factor * row[1], lower[2] - factor * row[2], nothing,
                lower[3] - factor[..., None] * row[3],
            )
    result = []
    for pivot, near, far, value in reversed(rows):
        for number, known in zip((near, far), result[::-1], strict=False):
            value = value - number[..., None] * known
        result.append(value / pivot[..., None])
    return xp.stack(result[::-1], axis=-2), singular


def _chosen(xp, swap, yes, no):
    wide = [swap, swap, swap, swap[..., None]]
    return tuple(xp.where(*parts) for parts in zip(wide, yes, no, strict=True))


def _perturbed(xp, pivot, least):
    size = xp.abs(pivot)
    moved = xp.where(size == 0, least, pivot / xp.where(size == 0, 1, size) * least)
    return xp.where(size < least, moved, pivot).astype(pivot.dtype)


@tridiagonal_solve.shape
def tridiagonal_solve_shape(c):
    batch, rows, size = matrices.batch_and_sizes(c["diagonals"])
    other, height, _ = matrices.batch_and_sizes(c["rhs"])
    if rows is not None and rows != 3:
        raise ValueError(f"Dimension must be 3 but is {rows}")
    if size is not None and height is not None and size != height:
        raise ValueError(f"Dimensions must be equal, but are {size} and {height}")
    matrices.merge(batch, other)
    return [c["rhs"]]


@tridiagonal_solve.gradient
def tridiagonal_solve_gradient(op, dy):
    """Solve with the transpose; complex numbers are not conjugated, as in TensorFlow."""
    diagonals, result = op.inputs[0], op.outputs[0]
    above, main, below = raw.Unpack(diagonals, num=3, axis=-2)
    above, main, below = (raw.ExpandDims(x, -1) for x in (above, main, below))
    turned = raw.ConcatV2([_shifted_up(below), main, _shifted_down(above)], -1)
    d_rhs = raw.TridiagonalSolve(
        transposed(turned, conjugate=False), dy,
        partial_pivoting=op.attr("partial_pivoting"),
        perturb_singular=op.attr("perturb_singular"),
    )
    parts = (_shifted_up(result), result, _shifted_down(result))
    d_rows = raw.Pack([raw.Sum(raw.Mul(d_rhs, x), -1) for x in parts], axis=-2)
    return [raw.Neg(d_rows), d_rhs]


def _shifted_up(x):
    """Drop the first row and put zeros below the last."""
    rest = raw.StridedSlice(x, [0, 1, 0], [0, 0, 0], [1, 1, 1], ellipsis_mask=1, end_mask=6,
                            begin_mask=4)
    return _padded(x, rest, 0, 1)


def _shifted_down(x):
    """Drop the last row and put zeros above the first."""
    rest = raw.StridedSlice(x, [0, 0, 0], [0, -1, 0], [1, 1, 1], ellipsis_mask=1, begin_mask=6,
                            end_mask=4)
    return _padded(x, rest, 1, 0)


def _padded(x, rest, before, after):
    if x.shape.rank is not None:
        return raw.Pad(rest, [[0, 0]] * (x.shape.rank - 2) + [[before, after], [0, 0]])
    batch = raw.Fill(raw.Pack([raw.Sub(raw.Rank(x), 2), 2]), 0)
    return raw.Pad(rest, raw.ConcatV2([batch, [[before, after], [0, 0]]], 0))


@op("""
    TridiagonalMatMul(superdiag: T, maindiag: T, subdiag: T, rhs: T) -> output: T
        T: {double, float, complex64, complex128}
""")
def tridiagonal_mat_mul(xp, superdiag, maindiag, subdiag, rhs):
    """Multiply matrices given by three diagonals with others.

    Shapes:
        superdiag: [..., 1, n]; the last element is not used
        maindiag: [..., 1, n]
        subdiag: [..., 1, n]; the first element is not used
        rhs, output: [..., n, k]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.TridiagonalMatMul
    """
    matrices.check_matrices(superdiag, maindiag, subdiag, rhs)
    size = rhs.shape[-2]
    for name, array in (
        ("superdiagonal", superdiag), ("main diagonal", maindiag), ("subdiagonal", subdiag)
    ):
        if array.shape[-2:] != (1, size):
            raise InvalidArgumentError(f"Invalid {name} shape.")
    above, main, below = (x[..., 0, :, None] for x in (superdiag, maindiag, subdiag))
    result = main * rhs
    result[..., :-1, :] += above[..., :-1, :] * rhs[..., 1:, :]
    result[..., 1:, :] += below[..., 1:, :] * rhs[..., :-1, :]
    return result


@tridiagonal_mat_mul.shape
def tridiagonal_mat_mul_shape(c):
    shape, first = c["rhs"], with_rank_at_least(c["superdiag"], 2)
    diagonals = matrices.merge(c["subdiag"], matrices.merge(first, c["maindiag"]))
    batch, rows, size = matrices.batch_and_sizes(diagonals)
    other, height, _ = matrices.batch_and_sizes(shape)
    matrices.merge(batch, other)
    if rows is not None and rows != 1:
        raise ValueError(f"Dimension must be 1 but is {rows}")
    if size is not None and height is not None and size != height:
        raise ValueError(f"Dimensions must be equal, but are {size} and {height}")
    return [shape]


@tridiagonal_mat_mul.gradient
def tridiagonal_mat_mul_gradient(op, dy):
    above, main, below = (transposed(x) for x in op.inputs[:3])
    rhs = op.inputs[3]
    rhs = raw.Conj(rhs) if rhs.dtype.is_complex else rhs
    parts = (_shifted_up(rhs), rhs, _shifted_down(rhs))
    d_diagonals = [raw.ExpandDims(raw.Sum(raw.Mul(x, dy), -1), -2) for x in parts]
    d_rhs = raw.AddV2(
        raw.AddV2(_shifted_down(raw.Mul(above, dy)), raw.Mul(main, dy)),
        _shifted_up(raw.Mul(below, dy)),
    )
    return [*d_diagonals, d_rhs]
