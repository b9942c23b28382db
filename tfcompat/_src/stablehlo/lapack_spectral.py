"""LAPACK's routines for eigenvalues of any matrix, and for the forms on the way to them.

Schur's forms are those of `ops/schur` and `ops/schur_real`; reductions by reflections are packed
as LAPACK packs them, since other routines take them apart. See `lapack`.
"""

from tfcompat._src.ops.schur import schur
from tfcompat._src.ops.schur_real import eigenvalues, real_schur
from tfcompat._src.stablehlo.custom_calls import calls, settings
from tfcompat._src.stablehlo.lapack import info_of, letter_of, targets


def _each(xp, function, x, types):
    """Apply a function of one matrix that returns several arrays to all matrices of a batch."""
    batch = x.shape[:-2]
    parts = [function(matrix) for matrix in x.reshape(-1, *x.shape[-2:])]
    if not parts:
        size = x.shape[-1]
        empty = [xp.zeros((size, size)), xp.zeros((size, size)), xp.zeros(size), xp.zeros(size)]
        return [xp.zeros((*batch, *y.shape), t) for y, t in zip(empty, types, strict=False)]
    stacked = (xp.stack(list(part)) for part in zip(*parts, strict=True))
    return [
        part.reshape(*batch, *part.shape[1:]).astype(dtype)
        for part, dtype in zip(stacked, types, strict=True)
    ]


@calls(*targets("gees"))
def gees(call):
    """Schur's form, the vectors that lead to it, and the eigenvalues on its diagonal."""
    xp = call.xp
    if letter_of(call, "sort") != "N":
        raise call.unsupported("for eigenvalues in an order")
    types = [call.dtype(i) for i in range(len(call.results))]
    is_complex = len(types) == 5

    def one(matrix):
        found = schur(xp, matrix) if is_complex else real_schur(xp, matrix)
        if found is None:
            found = xp.full_like(matrix, xp.nan), xp.full_like(matrix, xp.nan)
        form, vectors = found
        if is_complex:
            return form, vectors, xp.diagonal(form)
        values = xp.asarray(eigenvalues(xp, form))
        return form, vectors, values.real, values.imag

    def run(x):
        results = _each(xp, one, x, types[:-2])
        chosen = xp.zeros(x.shape[:-2], types[-2])
        return [*results, chosen, info_of(xp, call, len(types) - 1, results[0])]

    return run


@calls(*targets("geev"))
def geev(call):
    """Eigenvalues, and eigenvectors on either side, of any square matrix."""
    xp, wants_left = call.xp, letter_of(call, "compute_left") == "V"
    types = [call.dtype(i) for i in range(len(call.results))]

    def one(matrix):
        values, right = xp.linalg.eig(matrix)
        left = xp.zeros_like(right)
        if wants_left:
            try:
                left = xp.conj(xp.linalg.inv(right).swapaxes(-1, -2))
                left = left / xp.linalg.norm(left, axis=0)
                # As LAPACK does, with a largest element that is real.
                most = xp.take_along_axis(left, xp.argmax(xp.abs(left), axis=0)[None], 0)
                left = left * xp.conj(most) / xp.abs(most)
            except xp.linalg.LinAlgError:  # a matrix with too few eigenvectors
                left = xp.full_like(right, xp.nan)
        values = (values.real, values.imag) if len(types) == 5 else (values,)
        return *values, left, right

    def run(x):
        results = _each(xp, one, x, types[:-1])
        return [*results, info_of(xp, call, len(types) - 1, results[-1])]

    return run


def reflector(xp, vector):
    """Return (beta, factor, rest): a reflection makes `vector` (beta, 0, ...).

    The reflection is by (1, *rest), times `factor`; beta is real.
    """
    head, rest = complex(vector[0].item()), vector[1:]
    size = float(xp.sqrt(xp.sum(xp.abs(rest) ** 2)))
    if size == 0 and head.imag == 0:
        return vector[0], 0, rest
    beta = (abs(head) ** 2 + size**2) ** 0.5
    beta = -beta if head.real >= 0 else beta
    factor, divisor = (beta - head) / beta, head - beta
    if vector.dtype.kind != "c":
        factor, divisor = factor.real, divisor.real
    return beta, factor, rest / vector.dtype.type(divisor)


def packed_hessenberg(xp, matrix, low, high):
    """Return zeros below the first subdiagonal made by reflections, with these in their place."""
    work = matrix.copy()
    size = work.shape[0]
    factors = xp.zeros(max(size - 1, 0), work.dtype)
    for k in range(low - 1, high - 1):
        beta, factor, rest = reflector(xp, work[k + 1 : high, k])
        if factor:
            factors[k] = factor
            mirror = xp.concatenate([xp.ones(1, work.dtype), rest])[:, None]
            turned = xp.conj(mirror.T)
            right = work[:high, k + 1 : high]
            right -= factors[k] * xp.matmul(xp.matmul(right, mirror), turned)
            left = work[k + 1 : high, k + 1 :]
            left -= xp.conj(factors[k]) * xp.matmul(mirror, xp.matmul(turned, left))
        work[k + 1, k] = beta
        work[k + 2 : high, k] = rest
    return work, factors


@calls(*targets("gehrd"))
def gehrd(call):
    """A matrix with nothing below its first subdiagonal, and the reflections that lead to it."""
    xp, types = call.xp, [call.dtype(i) for i in range(3)]
    found = settings(call)

    def run(x):
        low, high = int(found.get("low", 1)), int(found.get("high", x.shape[-1]))
        results = _each(xp, lambda m: packed_hessenberg(xp, m, low, high), x, types[:2])
        return [*results, xp.zeros(x.shape[:-2], types[2])]

    return run


@calls(*targets("sd:sytrd", "cz:hetrd"))
def sytrd(call):
    """Three diagonals of a matrix that is its own adjoint, and the reflections that lead to it."""
    xp, types = call.xp, [call.dtype(i) for i in range(5)]
    if letter_of(call, "uplo", "L") != "L":
        raise call.unsupported("for upper triangles")

    def one(matrix):
        lower = xp.tril(matrix, -1)
        whole = lower + xp.conj(lower.T) + xp.diag(xp.diagonal(matrix).real)
        work, factors = packed_hessenberg(xp, whole.astype(matrix.dtype), 1, matrix.shape[0])
        kept = xp.tril(work) + xp.triu(matrix, 1)
        return kept, xp.diagonal(work).real, xp.diagonal(work, -1).real, factors

    def run(x):
        return [*_each(xp, one, x, types[:4]), xp.zeros(x.shape[:-2], types[4])]

    return run


def _older(call, names, results):
    """State a call of before 2024 as it is now: settings of numbers that come before the matrix.

    Space to work in was among the results then.
    """
    numbers = [call.known_operand(i) for i in (2, 3)]
    if any(x is None for x in numbers):
        raise call.unsupported("where its settings are no constants")
    found = {name: int(x) for name, x in zip(names, numbers, strict=True)}
    call.attributes = {**call.attributes, "mhlo.backend_config": found}
    call.results = [call.results[i] for i in results]


@calls(*(f"lapack_{letter}geev" for letter in "sdcz"))
def older_geev(call):
    """Eigenvalues, and eigenvectors on either side, after space to work in."""
    count = 3 if len(call.results) == 8 else 2
    work = [call.dtype(i) for i in range(count)]
    _older(call, ("compute_left", "compute_right"), range(count, len(call.results)))
    run = geev(call)
    return lambda *values: [*(call.xp.zeros((), dtype) for dtype in work), *run(values[4])]


@calls(*(f"lapack_{letter}gees" for letter in "sdcz"))
def older_gees(call):
    """Schur's form, eigenvalues, and the vectors that lead to the form."""
    is_real, work = call.dtype(1) == call.dtype(2), call.dtype(1)
    _older(call, ("mode", "sort"), (0, 3, 1, 2, 4, 5) if is_real else (0, 3, 2, 4, 5))
    run = gees(call)

    def run_all(*values):
        form, vectors, *rest = run(values[4])
        if is_real:
            return [form, *rest[:2], vectors, *rest[2:]]
        return [form, call.xp.zeros((), work), rest[0], vectors, *rest[1:]]

    return run_all
