"""Random orders: rows shuffled, and a permutation of whole numbers computed one by one."""

import math

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, philox, random
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.stateless_random import checked_place
from tfcompat._src.registry import no_gradient, op

_LEAST_BITS = 16
_CONSTANT, _SEQUENCE = 0xFFFFFFFC, 0x7369F885192C0EF5


def _order(xp, stream, size):
    """Shuffle the numbers below `size` by swapping each with one of those after it."""
    order = list(range(size))
    places = xp.arange(-(-(size - 1) // 4), dtype=xp.uint64)
    words = philox.blocks(xp, *stream, places).reshape(-1).tolist()
    for i in range(size - 1):
        j = i + words[i] % (size - i)
        order[i], order[j] = order[j], order[i]
    return order


def _shuffled(xp, value, stream):
    return xp.take(value, xp.asarray(_order(xp, stream, value.shape[0])), axis=0)


@op("""
    RandomShuffle(value: T) -> output: T
        seed: int = 0
        seed2: int = 0
        T: type
""", stateful=True, state=random.Stream)
def random_shuffle(xp, value, *, seed, seed2, state=None):
    """Bring the rows of a tensor into a random order.

    Shapes:
        value: any
        output: as value
    Source: tf.raw_ops.RandomShuffle
    """
    if value.size <= 1 or value.shape[0] <= 1:
        return value
    blocks = -(-(value.shape[0] - 1) // 4)
    return _shuffled(xp, value, random.reserve(state, seed, seed2, blocks))


@random_shuffle.shape
def random_shuffle_shape(c):
    return [c["value"]]


no_gradient(random_shuffle, "TensorFlow has none")


@op("""
    StatelessShuffle(value: T, key: uint64, counter: uint64, alg: int32) -> output: T
        T: type
""", host=("key", "counter", "alg"))
def stateless_shuffle(xp, value, key, counter, alg):
    """Bring the rows of a tensor into a random order, as a key and a counter say.

    Shapes:
        value: any
        key: [1]
        counter: [2]
        alg: []
        output: as value
    Errors:
        InvalidArgumentError: an argument has another shape, or the algorithm is not Philox.
    Source: tf.raw_ops.StatelessShuffle
    """
    stream = checked_place(key, counter, alg)
    return value if value.size <= 1 or value.shape[0] <= 1 else _shuffled(xp, value, stream)


@stateless_shuffle.shape
def stateless_shuffle_shape(c):
    return [c["value"]]


def _permuted(index, key, most, rounds):
    """Encrypt `index` with a Simon cipher until the result is at most `most` (cycle walking)."""
    if most == 0:
        return 0
    bits = math.ceil(math.log2(most))
    half = max(bits + bits % 2, _LEAST_BITS) // 2
    mask = (1 << half) - 1

    def left(x, r):
        return (x << r | x >> half - r) & mask

    def right(x, r):
        return (x >> r | x << half - r) & mask

    def mix(x):
        return left(x, 1) & left(x, 8) ^ left(x, 2)

    keys = [part & mask for part in key]
    for i in range(3, rounds):
        bit = _SEQUENCE >> i - 3 & 1
        turned = right(keys[i - 1], 3) ^ right(keys[i - 1], 4)
        keys.append((_CONSTANT & mask) ^ bit ^ keys[i - 3] ^ turned)
    while True:
        high, low = index >> half & mask, index & mask
        for first, second in zip(keys[0:rounds:2], keys[1:rounds:2], strict=True):
            high ^= mix(low) ^ first
            low ^= mix(high) ^ second
        index = high << half | low
        if index <= most:
            return index


@op("""
    RandomIndexShuffle(index: dtype, seed: Tseed, max_index: dtype) -> output: dtype
        rounds: int = 4
        dtype: {int32, uint32, int64, uint64}
        Tseed: {int32, uint32, int64, uint64}
""", host=("index", "seed", "max_index"))
def random_index_shuffle(xp, index, seed, max_index, *, rounds):
    """Say where numbers of 0 to `max_index` go in a random order of them.

    Shapes:
        index: [n] or []
        seed: [n, 3] or [3]
        max_index: [n] or []
        output: [n] or []
    Errors:
        InvalidArgumentError: the shapes do not fit, an index is too large, or the number of
            rounds is odd.
    Source: tf.raw_ops.RandomIndexShuffle
    """
    count = max(index.size, max_index.size, seed.size // 3)
    _check_shapes(index, seed, max_index, count)
    if rounds < 4 or rounds % 2:
        raise InvalidArgumentError(f"rounds must be even and at least 4, not {rounds}")
    found = []
    for i in range(count):
        number, most = (int(part[i]) if part.ndim else int(part) for part in (index, max_index))
        if number > most:
            raise InvalidArgumentError(f"max_index must be >= index, but {most} < {number}")
        key = [int(part) & 0xFFFFFFFF for part in (seed[i] if seed.ndim == 2 else seed)]
        found.append(_permuted(number, key, most, rounds))
    one = index.ndim == 0 and seed.ndim == 1 and max_index.ndim == 0
    return xp.array(found[0] if one else found, index.dtype)


def _check_shapes(index, seed, max_index, count):
    if index.shape not in ((), (count,)):
        raise InvalidArgumentError("Index bust be a scalar or vector.")
    if seed.shape not in ((3,), (count, 3)):
        raise InvalidArgumentError(
            f"Seed must be a vector of size [3] or a matrix of size [{count}, 3] but got "
            f"{shown(seed.shape)}."
        )
    if max_index.shape not in ((), (count,)):
        raise InvalidArgumentError(
            "Maxval must be a scalar or a vector of the same size as index but got "
            f"{shown(max_index.shape)}"
        )


@random_index_shuffle.shape
def random_index_shuffle_shape(c):
    seed = c["seed"]
    index, most = (checks.with_rank_at_most(c[name], 1) for name in ("index", "max_index"))
    if seed.rank is not None and (seed.rank not in (1, 2) or seed[-1] != 3):
        got = ", ".join(str(-1 if size is None else size) for size in seed)
        raise ValueError(f"Seed must have shape [3] or [n, 3] but got [{got}].")
    if None in (index.rank, seed.rank, most.rank):
        return [TensorShape(None)]
    if index.rank == 0 and seed.rank == 1 and most.rank == 0:
        return [TensorShape([])]
    sizes = [shape[0] for shape, wide in ((index, 1), (seed, 2), (most, 1)) if shape.rank == wide]
    count = None if None in sizes or not sizes else sizes[0]
    for title, shape in (("Index", index), ("Max index", most)):
        if count is not None and shape.rank and shape[0] != count:
            raise ValueError(f"{title} has shape {shown(shape)} but must have shape [{count}].")
    return [TensorShape([count])]


no_gradient(random_index_shuffle, "indices are no numbers to vary")
