"""Cholesky's decomposition, solving with triangles, and Fourier transforms."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.linalg_triangular import substituted
from tfcompat._src.registry import find
from tfcompat._src.stablehlo.builders import builds


@builds("cholesky")
def cholesky(call):
    """One triangle of which the matrix is the product with its adjoint."""
    xp = call.xp
    lower = bool(call.attribute("lower", False))
    kernel = find("Cholesky")

    def run(x):
        if lower:
            return kernel(xp, x)
        return xp.conj(kernel(xp, xp.conj(x.swapaxes(-1, -2)))).swapaxes(-1, -2)

    return run


@builds("triangular_solve")
def triangular_solve(call):
    """The x of `a x = b`, or of `x a = b`, where `a` is a triangle."""
    xp = call.xp
    left, lower, unit = (
        bool(call.attribute(name)) for name in ("left_side", "lower", "unit_diagonal")
    )
    turn = call.attribute("transpose_a")
    return lambda a, b: solved(xp, a, b, left, lower, unit, turn)


def solved(xp, a, b, left, lower, unit, turn):
    """Solve with a triangle; `turn` is "NO_TRANSPOSE", "TRANSPOSE" or "ADJOINT"."""
    if turn != "NO_TRANSPOSE":
        a, lower = a.swapaxes(-1, -2), not lower
        a = xp.conj(a) if turn == "ADJOINT" else a
    if not left:
        a, b, lower = a.swapaxes(-1, -2), b.swapaxes(-1, -2), not lower
    if a.shape[-1] != b.shape[-2] or a.shape[-1] != a.shape[-2]:
        raise InvalidArgumentError(f"Cannot solve {list(b.shape)} with {list(a.shape)}")
    if unit:
        eye = xp.eye(a.shape[-1], dtype=bool)
        a = xp.where(eye, xp.ones((), a.dtype), a)
    result = substituted(xp, a, b.copy(), lower) if b.size else b
    return result if left else result.swapaxes(-1, -2)


@builds("fft")
def fft(call):
    """Fourier transforms along the last dimensions."""
    xp, dtype = call.xp, call.dtype()
    kind, lengths = call.attribute("fft_type"), call.numbers("fft_length")
    return lambda x: transformed(xp, dtype, x, kind, lengths)


def transformed(xp, dtype, x, kind, lengths):
    """Return a Fourier transform of a kind, of some lengths, along the last dimensions."""
    axes = tuple(range(x.ndim - len(lengths), x.ndim))
    if 0 in x.shape or 0 in lengths:
        shape = list(x.shape)
        shape[len(shape) - len(lengths) :] = lengths
        if kind == "RFFT":
            shape[-1] = lengths[-1] // 2 + 1
        return xp.zeros(shape, dtype)
    name = {"FFT": "fftn", "IFFT": "ifftn", "RFFT": "rfftn", "IRFFT": "irfftn"}[kind]
    function = getattr(xp.fft, name)
    sizes = lengths if kind == "IRFFT" else None
    return function(x, sizes, axes).astype(dtype)
