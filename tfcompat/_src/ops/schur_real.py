"""The Schur form of real matrices, with a 2 by 2 block for each pair of complex eigenvalues.

The iteration is that of J. Francis with two shifts at a time (G. Golub, C. Van Loan, "Matrix
Computations", section 7.5). The choice of shifts and when a number counts as zero are those of
the library that TensorFlow uses, so that eigenvalues come in the same order, and eigenvectors
with the same signs. No ops live here.
"""

_EPSILON = {"d": 2.220446049250313e-16, "f": 1.1920928955078125e-07}
_TINY = {"d": 2.2250738585072014e-308, "f": 1.1754943508222875e-38}
_ROUNDS_PER_ROW = 40


def real_schur(xp, matrix):
    """Return (T, U) of a square real matrix, or None where the iteration does not end."""
    size = matrix.shape[0]
    scale, kind = float(xp.abs(matrix).max()), matrix.dtype.char
    if scale < _TINY[kind]:
        return xp.zeros_like(matrix), xp.eye(size, dtype=matrix.dtype)
    work, unitary = _hessenberg(xp, matrix / scale)
    zero = max(float(xp.sum(xp.abs(work))) * _EPSILON[kind] ** 2, _TINY[kind])
    last, rounds, total, moved = size - 1, 0, 0, 0.0
    while last >= 0:
        first = _first_of_block(work, last, zero)
        if first == last:
            work[last, last] += moved
            if last > 0:
                work[last, last - 1] = 0
            last, rounds = last - 1, 0
        elif first == last - 1:
            _split_pair(xp, work, unitary, last, moved)
            last, rounds = last - 2, 0
        else:
            shift, moved = _shift(xp, work, last, rounds, moved)
            rounds, total = rounds + 1, total + 1
            if total > _ROUNDS_PER_ROW * size:
                return None
            start, vector = _start(work, first, last, shift)
            _francis(xp, work, unitary, first, start, last, vector)
    return work * scale, unitary


def _reflector(xp, vector):
    """Return (v, factor, beta): I - factor v v^T makes `vector` (beta, 0, ...); v[0] is 1."""
    head, rest = float(vector[0]), float(xp.sum(vector[1:] ** 2))
    if rest <= _TINY[vector.dtype.char]:
        return xp.zeros_like(vector), 0.0, head
    beta = (head * head + rest) ** 0.5
    beta = -beta if head >= 0 else beta
    v = vector / (head - beta)
    v[0] = 1
    return v, (beta - head) / beta, beta


def _reflect(xp, work, v, factor):
    """Reflect rows (a view) in place."""
    work -= factor * v[:, None] * xp.matmul(v, work)[None, :]


def _reflect_columns(xp, work, v, factor):
    work -= factor * xp.matmul(work, v)[:, None] * v[None, :]


def _hessenberg(xp, work):
    size = work.shape[0]
    unitary = xp.eye(size, dtype=work.dtype)
    for k in range(size - 2):
        v, factor, beta = _reflector(xp, work[k + 1 :, k].copy())
        if factor:
            _reflect(xp, work[k + 1 :, k + 1 :], v, factor)
            _reflect_columns(xp, work[:, k + 1 :], v, factor)
            _reflect_columns(xp, unitary[:, k + 1 :], v, factor)
        work[k + 1, k] = beta
        work[k + 2 :, k] = 0
    return work, unitary


def _first_of_block(work, last, zero):
    first = last
    while first > 0:
        around = abs(float(work[first - 1, first - 1])) + abs(float(work[first, first]))
        if abs(float(work[first, first - 1])) <= max(around * _EPSILON[work.dtype.char], zero):
            break
        first -= 1
    return first


def _split_pair(xp, work, unitary, last, moved):
    """Make the last block triangular if its eigenvalues are real."""
    (a, b), (c, d) = work[last - 1 : last + 1, last - 1 : last + 1].tolist()
    p = 0.5 * (a - d)
    q = p * p + c * b
    work[last, last] += moved
    work[last - 1, last - 1] += moved
    if q >= 0:
        root = abs(q) ** 0.5
        x, y = (p + root if p >= 0 else p - root), c
        cosine, sine = _rotation(x, y)
        turn = xp.asarray([[cosine, sine], [-sine, cosine]], dtype=work.dtype)
        pair = slice(last - 1, last + 1)
        work[pair, last - 1 :] = xp.matmul(turn, work[pair, last - 1 :])
        work[: last + 1, pair] = xp.matmul(work[: last + 1, pair], turn.T)
        unitary[:, pair] = xp.matmul(unitary[:, pair], turn.T)
        work[last, last - 1] = 0
    if last > 1:
        work[last - 1, last - 2] = 0


def _rotation(x, y):
    """Return the cosine and sine that turn (x, y) to (r, 0), with the sign of the larger kept."""
    if y == 0:
        return (-1.0 if x < 0 else 1.0), 0.0
    if x == 0:
        return 0.0, (1.0 if y > 0 else -1.0)
    if abs(x) > abs(y):
        length = (1 + (y / x) ** 2) ** 0.5
        length = -length if x < 0 else length
        return 1 / length, y / x / length
    length = (1 + (x / y) ** 2) ** 0.5
    length = -length if y < 0 else length
    return x / y / length, 1 / length


def _shift(xp, work, last, rounds, moved):
    """Return (the shifts as last two elements and the product beside them, what was moved)."""
    low, high = float(work[last, last]), float(work[last - 1, last - 1])
    product = float(work[last, last - 1]) * float(work[last - 1, last])
    here = xp.arange(last + 1)
    if rounds == 10:
        work[here, here] -= low
        size = abs(float(work[last, last - 1])) + abs(float(work[last - 1, last - 2]))
        return (0.75 * size, 0.75 * size, -0.4375 * size * size), moved + low
    if rounds == 30:
        half = (high - low) / 2
        size = half * half + product
        if size > 0:
            size = size**0.5
            size = (-size if high < low else size) + half
            size = low - product / size
            work[here, here] -= size
            return (0.964, 0.964, 0.964), moved + size
    return (low, high, product), moved


def _start(work, first, last, shift):
    """Return the row in which a double step may begin, and its first vector."""
    low, high, product = shift
    for k in range(last - 2, first - 1, -1):
        here = float(work[k, k])
        r, s = low - here, high - here
        below, right = float(work[k + 1, k]), float(work[k, k + 1])
        vector = (
            (r * s - product) / below + right,
            float(work[k + 1, k + 1]) - here - r - s,
            float(work[k + 2, k + 1]),
        )
        if k == first:
            break
        left = float(work[k, k - 1]) * (abs(vector[1]) + abs(vector[2]))
        around = abs(float(work[k - 1, k - 1])) + abs(here) + abs(float(work[k + 1, k + 1]))
        if abs(left) < _EPSILON[work.dtype.char] * vector[0] * around:
            break
    return k, vector


def _francis(xp, work, unitary, first, start, last, vector):
    """Chase the bulge of one double step down the diagonal."""
    for k in range(start, last):
        width = min(3, last - k + 1)
        if k == start:
            column = xp.asarray(vector[:width], dtype=work.dtype)
        else:
            column = work[k : k + width, k - 1].copy()
        v, factor, beta = _reflector(xp, column)
        if beta == 0:
            continue
        if k == start and k > first:
            work[k, k - 1] = -work[k, k - 1]
        elif k > start:
            work[k, k - 1] = beta
        if factor:
            _reflect(xp, work[k : k + width, k:], v, factor)
            top = min(last, k + 3) + 1
            _reflect_columns(xp, work[:top, k : k + width], v, factor)
            _reflect_columns(xp, unitary[:, k : k + width], v, factor)
    for i in range(start + 2, last + 1):
        work[i, i - 2] = 0
        if i > start + 2:
            work[i, i - 3] = 0


def eigenvalues(xp, triangle):
    """Return the eigenvalues of a real Schur form as a list, pairs with the positive part first."""
    values, i, size = [], 0, triangle.shape[0]
    while i < size:
        if i == size - 1 or float(triangle[i + 1, i]) == 0:
            values.append(complex(float(triangle[i, i])))
            i += 1
            continue
        (a, b), (c, d) = triangle[i : i + 2, i : i + 2].tolist()
        p = 0.5 * (a - d)
        most = max(abs(p), abs(b), abs(c))
        imaginary = most * abs((p / most) ** 2 + (b / most) * (c / most)) ** 0.5
        values += [complex(d + p, imaginary), complex(d + p, -imaginary)]
        i += 2
    return values


def eigenvectors(xp, triangle, unitary, values):
    """Return unit eigenvectors, as columns; complex ones are i in their last own row."""
    size = triangle.shape[0]
    kind = triangle.dtype.char
    small = _EPSILON[kind] * float(xp.sum(xp.abs(triangle))) or _TINY[kind]
    wide, columns, k = triangle.astype(xp.complex128), [], 0
    while k < size:
        value = values[k]
        if value.imag == 0:
            columns.append(_vector(xp, wide, k, [1.0], value, small))
            k += 1
            continue
        under, own = float(triangle[k + 1, k]), float(triangle[k + 1, k + 1])
        tail = [-(own - value) * 1j / under, 1j]
        column = _vector(xp, wide, k, tail, value, small)
        columns += [column, xp.conj(column)]
        k += 2
    vectors = xp.matmul(unitary, xp.stack(columns, axis=1))
    return vectors / xp.sqrt(xp.sum(xp.abs(vectors) ** 2, axis=0))


def _vector(xp, triangle, k, tail, value, small):
    """Return the eigenvector whose elements from row `k` on are `tail` and zeros."""
    size, width = triangle.shape[0], len(tail)
    tail = xp.asarray(tail, dtype=xp.complex128)
    ends = xp.zeros((size - k - width,), xp.complex128)
    if not k:
        return xp.concatenate([tail, ends])
    right = -xp.matmul(triangle[:k, k : k + width], tail)
    identity = xp.eye(k, dtype=xp.complex128)
    left = triangle[:k, :k] - value * identity
    try:
        head = xp.linalg.solve(left, right)
    except xp.linalg.LinAlgError:
        # Equal eigenvalues: the quotient that is not defined becomes a large one.
        head = xp.linalg.solve(left + small * identity, right)
    return xp.concatenate([head, tail, ends])
