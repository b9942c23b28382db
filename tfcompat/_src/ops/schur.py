"""The Schur form of complex matrices, and what is easy to do with it.

A matrix is written as U T U*, where U is unitary and T upper triangular with the eigenvalues on
its diagonal, by Householder reflections and the shifted QR iteration (G. Golub, C. Van Loan,
"Matrix Computations", chapter 7). Signs and the choice of shifts are those of the library that
TensorFlow uses, so that eigenvalues come in the same order. No ops live here.
"""

_ROUNDS_PER_ROW = 30
_EPSILON = {"D": 2.220446049250313e-16, "F": 1.1920928955078125e-07}


def schur(xp, matrix):
    """Return (T, U) of a square complex matrix, or None where the iteration does not end."""
    size = matrix.shape[0]
    triangle, unitary = _hessenberg(xp, matrix.copy())
    last, rounds, total = size - 1, 0, 0
    while True:
        while last > 0 and _negligible(triangle, last - 1):
            last, rounds = last - 1, 0
        if last <= 0:
            return xp.triu(triangle), unitary
        rounds, total = rounds + 1, total + 1
        if total > _ROUNDS_PER_ROW * size:
            return None
        first = last - 1
        while first > 0 and not _negligible(triangle, first - 1):
            first -= 1
        _sweep(xp, triangle, unitary, first, last, _shift(triangle, last, rounds))


def _hessenberg(xp, work):
    """Reflect a matrix to one with a single diagonal below the main one."""
    size = work.shape[0]
    unitary = xp.eye(size, dtype=work.dtype)
    for k in range(size - 1):
        column = work[k + 1 :, k].copy()
        head = complex(column[0])
        tail = float(xp.sum(xp.abs(column[1:]) ** 2))
        if tail == 0 and head.imag == 0:
            continue
        beta = (abs(head) ** 2 + tail) ** 0.5
        beta = -beta if head.real >= 0 else beta
        reflector = column / (head - beta)
        reflector[0] = 1
        factor = ((beta - head) / beta).conjugate()
        other = xp.conj(reflector)
        work[k + 1 :] -= factor * reflector[:, None] * xp.matmul(other, work[k + 1 :])[None, :]
        back = factor.conjugate() * other[None, :]
        work[:, k + 1 :] -= xp.matmul(work[:, k + 1 :], reflector)[:, None] * back
        unitary[:, k + 1 :] -= xp.matmul(unitary[:, k + 1 :], reflector)[:, None] * back
        work[k + 2 :, k] = 0
    return work, unitary


def _size(number):
    return abs(number.real) + abs(number.imag)


def _negligible(work, k):
    """Say whether the number below the diagonal in row k + 1 is zero, making it that."""
    around = _size(complex(work[k, k])) + _size(complex(work[k + 1, k + 1]))
    if _size(complex(work[k + 1, k])) > around * _EPSILON[work.dtype.char]:
        return False
    work[k + 1, k] = 0
    return True


def _shift(work, last, rounds):
    """Return the eigenvalue of the last 2 by 2 block that is nearer to its last element."""
    if rounds in (10, 20) and last > 1:
        return abs(complex(work[last, last - 1]).real) + abs(
            complex(work[last - 1, last - 2]).real
        )
    (a, b), (c, d) = work[last - 1 : last + 1, last - 1 : last + 1].tolist()
    norm = abs(a) + abs(b) + abs(c) + abs(d)
    a, b, c, d = a / norm, b / norm, c / norm, d / norm
    root = ((a - d) * (a - d) + 4 * b * c) ** 0.5
    determinant, trace = a * d - b * c, a + d
    one, two = (trace + root) / 2, (trace - root) / 2
    if _size(one) > _size(two):
        two = determinant / one
    elif _size(two):
        one = determinant / two
    return norm * (one if _size(one - d) < _size(two - d) else two)


def _sweep(xp, work, unitary, first, last, shift):
    """Chase the bulge of one shifted QR step down the diagonal."""
    head, below = complex(work[first, first]) - shift, complex(work[first + 1, first])
    for k in range(first, last):
        if k > first:
            head, below = complex(work[k, k - 1]), complex(work[k + 1, k - 1])
        cosine, sine, length = _rotation(head, below)
        if k > first:
            work[k, k - 1], work[k + 1, k - 1] = length, 0
        turn = xp.asarray(
            [[cosine, -sine.conjugate()], [sine, cosine]], dtype=work.dtype
        )
        back = xp.conj(turn.T)
        pair, top = slice(k, k + 2), min(k + 2, last) + 1
        work[pair, k:] = xp.matmul(turn, work[pair, k:])
        work[:top, pair] = xp.matmul(work[:top, pair], back)
        unitary[:, pair] = xp.matmul(unitary[:, pair], back)


def _rotation(p, q):
    """Return (c, s, r) with c p - conj(s) q = r and s p + c q = 0."""
    if q == 0:
        cosine = -1.0 if p.real < 0 else 1.0
        return cosine, 0j, cosine * p
    if p == 0:
        return 0.0, -q / abs(q), abs(q)
    length = (abs(p) ** 2 + abs(q) ** 2) ** 0.5
    length = -length if p.real < 0 else length
    cosine = abs(p) / length
    direction = p / abs(p)
    return cosine, -direction.conjugate() * q / length, direction * length


def eigenvectors(xp, triangle, unitary):
    """Return unit eigenvectors, as columns, in the order of the diagonal of `triangle`."""
    size = triangle.shape[0]
    vectors = xp.eye(size, dtype=triangle.dtype)
    small = _EPSILON[triangle.dtype.char] * float(xp.sqrt(xp.sum(xp.abs(triangle) ** 2)))
    for k in range(size - 1, -1, -1):
        for i in range(k - 1, -1, -1):
            rest = -complex(xp.matmul(triangle[i, i + 1 : k + 1], vectors[i + 1 : k + 1, k]))
            away = complex(triangle[i, i]) - complex(triangle[k, k])
            vectors[i, k] = rest / (away if away != 0 else complex(small or 1e-300))
    vectors = xp.matmul(unitary, vectors)
    return vectors / xp.sqrt(xp.sum(xp.abs(vectors) ** 2, axis=0))


def root_of_triangle(xp, triangle):
    """Return the upper triangular matrix whose square is `triangle`, with principal roots."""
    size = triangle.shape[0]
    root = xp.diag(xp.sqrt(xp.diagonal(triangle)))
    for j in range(1, size):
        for i in range(j - 1, -1, -1):
            between = xp.matmul(root[i, i + 1 : j], root[i + 1 : j, j])
            root[i, j] = (triangle[i, j] - between) / (root[i, i] + root[j, j])
    return root
