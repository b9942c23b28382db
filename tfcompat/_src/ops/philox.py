"""The Philox 4x32-10 counter-based generator, and TensorFlow's distributions of its numbers.

The streams are TensorFlow's, bit for bit, for uniform numbers and integers; normal numbers go
through the array library's logarithm and sine and may differ in the last place. No ops live here:
those with state are in `random.py`, those without in `stateless_random.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown

_LOW = 0xFFFFFFFF
_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_WEYL = (0x9E3779B9, 0xBB67AE85)
_ROUNDS = 10
_FEW = 4  # so many blocks are made faster by Python's ints than by arrays: 7 us each, not 48 us
# How many blocks ops set aside for four words of output: enough for those that reject some.
STRIDE = 256
_TRUNCATE_AT = 2.0
_SMALLEST = 1.0e-7  # keeps the logarithm finite


def blocks(xp, key, counter, places):
    """Return the blocks of four words at some places of a stream.

    Args:
        xp: the array module.
        key: int of 64 bits.
        counter: int of 128 bits, where the stream begins.
        places: uint64 array [n], block numbers counted from there.

    Returns:
        uint64 array [n, 4], each a word of 32 bits.
    """
    if places.size <= _FEW:
        words = [block(key, counter + place) for place in places.tolist()]
        return xp.asarray(words, dtype=xp.uint64).reshape(-1, 4)
    start = counter & 0xFFFFFFFFFFFFFFFF
    low = places + xp.uint64(start)
    high = (low < places).astype(xp.uint64) + xp.uint64(counter >> 64 & 0xFFFFFFFFFFFFFFFF)
    mask, half = xp.uint64(_LOW), xp.uint64(32)
    words = [low & mask, low >> half, high & mask, high >> half]
    keys = [key & _LOW, key >> 32 & _LOW]
    multipliers = [xp.uint64(m) for m in _MULTIPLIERS]
    for _ in range(_ROUNDS):
        first, second = words[0] * multipliers[0], words[2] * multipliers[1]
        words = [
            (second >> half) ^ words[1] ^ xp.uint64(keys[0]), second & mask,
            (first >> half) ^ words[3] ^ xp.uint64(keys[1]), first & mask,
        ]
        keys = [(k + w) & _LOW for k, w in zip(keys, _WEYL, strict=True)]
    return xp.stack(words, -1)


def block(key, counter):
    """Return one block as four ints.

    >>> [hex(word) for word in block(0, 0)]
    ['0x6627e8d5', '0xe169c58d', '0xbc57ac4c', '0x9b00dbd8']
    """
    words = [counter >> shift & _LOW for shift in (0, 32, 64, 96)]
    keys = [key & _LOW, key >> 32 & _LOW]
    for _ in range(_ROUNDS):
        first, second = words[0] * _MULTIPLIERS[0], words[2] * _MULTIPLIERS[1]
        words = [
            (second >> 32) ^ words[1] ^ keys[0], second & _LOW,
            (first >> 32) ^ words[3] ^ keys[1], first & _LOW,
        ]
        keys = [(k + w) & _LOW for k, w in zip(keys, _WEYL, strict=True)]
    return words


def _stream(xp, key, counter, count, each):
    """The words of as many blocks as give `count` numbers, `each` per block."""
    return blocks(xp, key, counter, xp.arange(-(-count // each), dtype=xp.uint64))


def units(xp, words, dtype):
    """Numbers in [0, 1) of a float dtype from words; float64 takes two words for each."""
    if dtype == xp.float64:
        mantissa = (words[..., 0::2] & xp.uint64(0xFFFFF)) << xp.uint64(32) | words[..., 1::2]
        return (mantissa | xp.uint64(1023 << 52)).view(xp.float64) - 1.0
    if dtype == xp.float32:
        bits = (words & xp.uint64(0x7FFFFF)).astype(xp.uint32) | xp.uint32(127 << 23)
        return bits.view(xp.float32) - xp.float32(1.0)
    # The narrow formats: float16 has 10 bits after the point, bfloat16 has 7.
    digits, exponent = (10, 15) if dtype == xp.float16 else (7, 127)
    bits = (words & xp.uint64((1 << digits) - 1)).astype(xp.uint16)
    return (bits | xp.uint16(exponent << digits)).view(dtype) - dtype.type(1.0)


def uniform(xp, key, counter, count, dtype):
    """Return `count` numbers in [0, 1)."""
    words = _stream(xp, key, counter, count, 2 if dtype == xp.float64 else 4)
    return units(xp, words, dtype).reshape(-1)[:count]


def normal_pairs(xp, words, dtype):
    """Normal numbers from words by the method of Box and Muller, in the last axis's order."""
    even = units(xp, words, dtype)
    radius, angle = even[..., 0::2], even[..., 1::2].astype(xp.float64)
    angle = (angle * 6.283185307179586).astype(dtype).astype(xp.float64)
    radius = xp.maximum(radius, dtype.type(_SMALLEST)).astype(xp.float64)
    radius = xp.sqrt(dtype.type(-2.0) * xp.log(radius).astype(dtype))
    pairs = [xp.sin(angle).astype(dtype) * radius, xp.cos(angle).astype(dtype) * radius]
    return xp.stack(pairs, -1).reshape(even.shape)


def _worked_in(xp, dtype):
    """The dtype in which normal numbers are worked out, and how many a block gives."""
    return (xp.dtype(xp.float64), 2) if dtype == xp.float64 else (xp.dtype(xp.float32), 4)


def normal(xp, key, counter, count, dtype):
    """Return `count` numbers of the standard normal distribution."""
    wide, each = _worked_in(xp, dtype)
    words = _stream(xp, key, counter, count, each)
    return normal_pairs(xp, words, wide).reshape(-1)[:count].astype(dtype, copy=False)


def truncated_normal(xp, key, counter, count, dtype):
    """Return `count` standard normal numbers, drawn again where 2 or more from the mean."""
    wide, each = _worked_in(xp, dtype)
    groups = -(-count // each)
    starts = xp.arange(groups, dtype=xp.uint64) * xp.uint64(STRIDE * each // 4)
    tries = 4
    while True:
        places = starts[:, None] + xp.arange(tries, dtype=xp.uint64)
        words = blocks(xp, key, counter, places.reshape(-1))
        drawn = normal_pairs(xp, words, wide).reshape(groups, tries * each)
        good = xp.abs(drawn) < _TRUNCATE_AT
        if (good.sum(-1) >= each).all():
            break
        tries *= 2
    order = xp.argsort(~good, axis=-1, kind="stable")[:, :each]
    chosen = xp.take_along_axis(drawn, order, axis=-1)
    return chosen.reshape(-1)[:count].astype(dtype, copy=False)


def whole(xp, key, counter, count, dtype):
    """Return `count` integers of any value."""
    if dtype.itemsize == 4:
        return _stream(xp, key, counter, count, 4).astype(xp.uint32).view(dtype).reshape(-1)[:count]
    words = _stream(xp, key, counter, count, 2)
    pairs = words[..., 0::2] | words[..., 1::2] << xp.uint64(32)
    return pairs.view(dtype).reshape(-1)[:count]


def integers(xp, key, counter, count, low, high):
    """Return `count` integers from the scalar `low` up to the scalar `high`, left out."""
    dtype = low.dtype
    if low >= high:
        raise InvalidArgumentError(f"Need minval < maxval, got {low} >= {high}")
    unsigned = xp.uint32 if dtype.itemsize == 4 else xp.uint64
    span = unsigned((int(high) - int(low)) % (1 << 8 * dtype.itemsize))
    drawn = whole(xp, key, counter, count, xp.dtype(unsigned)) % span
    return (drawn + xp.asarray(low).astype(dtype).view(unsigned)).view(dtype)


def sizes(shape):
    """Return the sizes in a shape tensor, checked as the random ops check it."""
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"shape must be a vector of {{int32,int64}}, got shape {shown(shape.shape)}"
        )
    result = tuple(shape.tolist())
    for size in result:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
    return result


def product(sizes_):
    """Return the number of elements of a tensor with those sizes."""
    total = 1
    for size in sizes_:
        total *= size
    return total


def scalars(**bounds):
    """Check that the bounds of an integer distribution are scalars."""
    for name, bound in bounds.items():
        if bound.ndim:
            raise InvalidArgumentError(f"{name} must be 0-D, got shape {shown(bound.shape)}")
