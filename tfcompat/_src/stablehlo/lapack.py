"""LAPACK's routines as custom calls: what JAX's decompositions of matrices are on a CPU.

TensorFlow's own runtime has none of them. Numbers of columns first or rows first, which the calls
speak of, are a matter of layout; arrays here are what they are by their indices. `info` is 0 where
a routine succeeded and 1 where it did not; its results are NaN there.
"""

from tfcompat._src.ops.linalg_factor import factored
from tfcompat._src.registry import find
from tfcompat._src.stablehlo.custom_calls import TARGETS, calls, settings
from tfcompat._src.stablehlo.linear_algebra import solved

_TURNS = {"N": "NO_TRANSPOSE", "T": "TRANSPOSE", "C": "ADJOINT"}


def targets(*routines):
    """Return the targets of routines, the first letter of which is that of a type of numbers.

    >>> targets("sd:orgqr")
    ['lapack_sorgqr_ffi', 'lapack_dorgqr_ffi']
    """
    pairs = (routine.rpartition(":") for routine in routines)
    return [
        f"lapack_{letter}{routine}_ffi" for letters, _, routine in pairs
        for letter in letters or "sdcz"
    ]  # fmt: skip


def letter_of(call, name, default="N"):
    """Return a setting that is a letter, written as its number."""
    value = settings(call).get(name, ord(default))
    return chr(value) if isinstance(value, int) else str(value)


def info_of(xp, call, number, *results):
    """Return whether any of the results of each matrix has NaN, as the result `number`."""
    failed = xp.zeros(results[0].shape[:-2], bool)
    for x in results:
        axes = tuple(range(failed.ndim, x.ndim))
        failed = failed | xp.isnan(x).any(axes)
    return failed.astype(call.dtype(number))


@calls(*targets("potrf"))
def potrf(call):
    """Cholesky's factor of a matrix."""
    xp, upper = call.xp, letter_of(call, "uplo", "L") == "U"
    kernel = find("Cholesky")

    def run(x):
        if upper:
            factor = xp.conj(kernel(xp, xp.conj(x.swapaxes(-1, -2)))).swapaxes(-1, -2)
        else:
            factor = kernel(xp, x)
        return [factor, info_of(xp, call, 1, factor)]

    return run


@calls(*targets("trsm"))
def trsm(call):
    """The solution of an equation with a triangle."""
    left = letter_of(call, "side", "L") == "L"
    lower = letter_of(call, "uplo", "L") == "L"
    unit, turn = letter_of(call, "diag") == "U", _TURNS[letter_of(call, "trans_x")]
    return lambda a, b, *_: solved(call.xp, a, b, left, lower, unit, turn)


@calls(*targets("getrf"))
def getrf(call):
    """A product of triangles, with rows swapped."""
    xp = call.xp

    def run(x):
        rows, columns = x.shape[-2:]
        size, whole, batch = min(rows, columns), max(rows, columns), x.shape[:-2]
        # Rows or columns of zeros make a square of it and change nothing else.
        square = xp.zeros((*batch, whole, whole), x.dtype)
        square[..., :rows, :columns] = x
        packed, order, smallest = factored(xp, square)
        swaps = [_swaps(row, size) for row in order.reshape(-1, whole).tolist()]
        pivots = xp.asarray(swaps, call.dtype(1)).reshape((*batch, size))
        info = (smallest == 0) if rows == columns else xp.zeros(batch, bool)
        return [packed[..., :rows, :columns], pivots, info.astype(call.dtype(2))]

    return run


def _swaps(order, size):
    """Return which row, counted from 1, each row is swapped with so that rows come in an order.

    >>> _swaps([2, 0, 1], 3)
    [3, 3, 3]
    """
    now, swaps = list(range(len(order))), []
    for place in range(size):
        other = now.index(order[place])
        now[place], now[other] = now[other], now[place]
        swaps.append(other + 1)
    return swaps


@calls(*targets("sd:syevd", "cz:heevd"))
def syevd(call):
    """Eigenvalues, and eigenvectors, of a matrix that is its own adjoint."""
    xp, uplo = call.xp, letter_of(call, "uplo", "L")

    def one(matrix):
        try:
            values, vectors = xp.linalg.eigh(matrix, uplo)
        except xp.linalg.LinAlgError:
            vectors = xp.full_like(matrix, xp.nan)
            values = vectors.real[..., 0]
        return vectors, values

    def run(x):
        parts = [one(matrix) for matrix in x.reshape(-1, *x.shape[-2:])]
        vectors = xp.stack([part[0] for part in parts]).reshape(x.shape) if parts else x
        shape = x.shape[:-1]
        values = xp.stack([part[1] for part in parts]).reshape(shape) if parts else x.real[..., 0]
        return [vectors, values.astype(call.dtype(1)), info_of(xp, call, 2, vectors)]

    return run


@calls(*targets("gesdd"))
def gesdd(call):
    """Singular values, with the vectors on either side."""
    xp, mode = call.xp, letter_of(call, "mode")
    types = [call.dtype(i) for i in range(5)]

    def run(x):
        rows, columns = x.shape[-2:]
        if mode == "N":
            values = xp.linalg.svd(x, compute_uv=False)
            # The sides are there, but say nothing.
            left = xp.zeros((*x.shape[:-2], rows, min(rows, columns)), x.dtype)
            right = xp.zeros((*x.shape[:-2], min(rows, columns), columns), x.dtype)
        else:
            left, values, right = xp.linalg.svd(x, full_matrices=mode == "A")
        info = info_of(xp, call, 4, x, values)
        results = [x, values, left, right, info]
        return [part.astype(dtype) for part, dtype in zip(results, types, strict=True)]

    return run


@calls(*targets("geqrf"))
def geqrf(call):
    """A triangle, and below it the reflections that make one of a matrix."""
    xp = call.xp

    def run(x):
        packed, factors = xp.linalg.qr(x, "raw")
        return [packed.swapaxes(-1, -2).astype(x.dtype), factors.astype(x.dtype)]

    return run


@calls(*targets("sd:orgqr", "cz:ungqr"))
def orgqr(call):
    """The columns of a product of reflections."""
    xp = call.xp

    def run(x, factors):
        rows, columns = x.shape[-2:]
        start = xp.broadcast_to(xp.eye(rows, columns, dtype=x.dtype), x.shape)
        return reflected(xp, x, factors, start, adjoint=False)

    return run


@calls(*targets("sd:ormqr", "cz:unmqr"))
def ormqr(call):
    """A product of reflections and a matrix, in either order."""
    xp = call.xp
    found = settings(call)
    left = bool(found.get("left", True)) if "left" in found else letter_of(call, "side", "L") == "L"
    turned = found.get("transpose", False)
    adjoint = letter_of(call, "trans") != "N" if "trans" in found else bool(turned)

    def run(x, factors, matrix):
        if left:
            return reflected(xp, x, factors, matrix, adjoint)
        matrix = xp.conj(matrix.swapaxes(-1, -2))
        result = reflected(xp, x, factors, matrix, not adjoint)
        return xp.conj(result.swapaxes(-1, -2))

    return run


def reflected(xp, x, factors, matrix, adjoint):
    """Apply the reflections below the diagonal of `x` to a matrix, or those that undo them."""
    rows, count = x.shape[-2], factors.shape[-1]
    result = matrix.copy()
    for k in range(count) if adjoint else reversed(range(count)):
        mirror = xp.concatenate(
            [xp.ones((*x.shape[:-2], 1), x.dtype), x[..., k + 1 : rows, k]], -1
        )[..., None]
        factor = factors[..., k, None, None]
        factor = xp.conj(factor) if adjoint else factor
        part = result[..., k:, :]
        inner = xp.matmul(xp.conj(mirror.swapaxes(-1, -2)), part)
        result[..., k:, :] = part - factor * xp.matmul(mirror, inner)
    return result


# Before 2024 JAX handed over numbers as operands, before the matrices: how many, and what they say.
_OLDER = {
    "potrf": (3, lambda lower, *_: {"uplo": _uplo(lower)}),
    "getrf": (3, lambda *_: {}),
    "gesdd": (6, lambda full, sides, *_: {"mode": ord("N" if not sides else "SA"[bool(full)])}),
    "syevd": (3, lambda lower, *_: {"mode": ord("V"), "uplo": _uplo(lower)}),
    "heevd": (3, lambda lower, *_: {"mode": ord("V"), "uplo": _uplo(lower)}),
    "geqrf": (4, lambda *_: {}),
    "orgqr": (5, lambda *_: {}),
    "ungqr": (5, lambda *_: {}),
    "trsm": (8, lambda left, lower, turn, unit, *_: {
        "side": ord("L" if left else "R"), "uplo": _uplo(lower), "trans_x": ord("NTC"[int(turn)]),
        "diag": ord("U" if unit else "N"),
    }),
}  # fmt: skip
_OLDER_TARGETS = {
    f"{'blas' if routine == 'trsm' else 'lapack'}_{letter}{routine}": (letter, routine)
    for routine in _OLDER
    for letter in ("cz" if routine in ("heevd", "ungqr") else
                   "sd" if routine in ("syevd", "orgqr") else "sdcz")
}  # fmt: skip


def _uplo(lower):
    return ord("L" if lower else "U")


@calls(*_OLDER_TARGETS)
def older(call):
    """A routine as it was called before 2024: with further results, which nothing looks at."""
    letter, routine = _OLDER_TARGETS[call.text("call_target_name")]
    count, read = _OLDER[routine]
    numbers = [call.known_operand(i) for i in range(count)]
    try:
        found = read(*numbers)
    except (TypeError, ValueError):
        raise call.unsupported("where its settings are no constants") from None
    call.attributes = {**call.attributes, "mhlo.backend_config": found}
    run = TARGETS[f"lapack_{letter}{routine}_ffi"](call)
    if len(call.results) == 1:
        return lambda *values: run(*values[count:])
    types = [call.dtype(i) for i in range(len(call.results))]

    def run_all(*values):
        results = run(*values[count:])
        results = list(results) if isinstance(results, list) else [results]
        batch = values[count].shape[:-2]
        rest = types[len(results) :]
        return [*results, *(call.xp.zeros(batch, dtype) for dtype in rest)]

    return run_all
