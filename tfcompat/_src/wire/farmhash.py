"""FarmHash's 64-bit fingerprint, the `na` variant that never changes between versions.

TensorFlow hashes strings into buckets with it, and SavedModel fingerprints are made of it. All
arithmetic is modulo 2**64; sums may run over in between and are cut before any rotation, shift
or comparison needs the exact bits.
"""

import struct

_MASK = 0xFFFFFFFFFFFFFFFF
_PRIME_0 = 0xC3A5C85C97CB3127
_PRIME_1 = 0xB492B66FBE98F273
_PRIME_2 = 0x9AE16A3B2F90404F
_SEED = 81

_word = struct.Struct("<Q").unpack_from
_half_word = struct.Struct("<I").unpack_from
_block = struct.Struct("<8Q").unpack_from


def fingerprint64(data):
    """Return the fingerprint of some bytes.

    Pure Python: some 20 MB per second for long inputs, a microsecond for short ones. See
    `farmhash_lanes.py` for many long ones.

    Args:
        data: bytes, or another buffer of bytes.

    Returns:
        An int of 64 bits, not negative.

    Example:
        >>> hex(fingerprint64(b"hello"))
        '0xb48be5a931380ce8'
    """
    length = len(data)
    if length <= 16:
        return _up_to_16(data, length)
    if length <= 32:
        return _up_to_32(data, length)
    if length <= 64:
        return _up_to_64(data, length)
    return _longer(data, length)


def _rotate(value, bits):
    """Rotate to the right."""
    value &= _MASK
    return (value >> bits) | (value << (64 - bits))


def _fold(value):
    value &= _MASK
    return value ^ (value >> 47)


def _join(left, right, multiplier):
    left = _fold((left ^ right) * multiplier)
    return (_fold((right ^ left) * multiplier) * multiplier) & _MASK


def _up_to_16(data, length):
    if length >= 8:
        multiplier = _PRIME_2 + 2 * length
        first, last = _word(data)[0] + _PRIME_2, _word(data, length - 8)[0]
        left = _rotate(last, 37) * multiplier + first
        right = (_rotate(first, 25) + last) * multiplier
        return _join(left & _MASK, right & _MASK, multiplier)
    if length >= 4:
        first, last = _half_word(data)[0], _half_word(data, length - 4)[0]
        return _join(length + (first << 3), last, _PRIME_2 + 2 * length)
    if length:
        low = data[0] + (data[length >> 1] << 8)
        high = length + (data[length - 1] << 2)
        return (_fold(low * _PRIME_2 ^ high * _PRIME_0) * _PRIME_2) & _MASK
    return _PRIME_2


def _ends(data, length, multiplier, prime):
    """Mix the first and the last 16 bytes; return what both middle lengths start from."""
    first, second = _word(data)[0] * prime, _word(data, 8)[0]
    third = _word(data, length - 8)[0] * multiplier
    fourth = _word(data, length - 16)[0] * _PRIME_2
    left = _rotate(first + second, 43) + _rotate(third, 30) + fourth
    right = first + _rotate(second + _PRIME_2, 18) + third
    return first, left & _MASK, right & _MASK


def _up_to_32(data, length):
    multiplier = _PRIME_2 + 2 * length
    _, left, right = _ends(data, length, multiplier, _PRIME_1)
    return _join(left, right, multiplier)


def _up_to_64(data, length):
    multiplier = _PRIME_2 + 2 * length
    first, left, right = _ends(data, length, multiplier, _PRIME_2)
    joined = _join(left, right, multiplier)
    third, fourth = _word(data, 16)[0] * multiplier, _word(data, 24)[0]
    fifth = (left + _word(data, length - 32)[0]) * multiplier
    sixth = (joined + _word(data, length - 24)[0]) * multiplier
    left = _rotate(third + fourth, 43) + _rotate(fifth, 30) + sixth
    right = third + _rotate(fourth + first, 18) + fifth
    return _join(left & _MASK, right & _MASK, multiplier)


def _absorb(a, b, one, two, three, four):
    """Mix four words into a pair."""
    a += one
    total = a + two + three
    b = _rotate(b + a + four, 21) + _rotate(total, 44)
    return (total + four) & _MASK, (b + a) & _MASK


def _step(state, block, multiplier, weight):
    """Mix 64 bytes into the state of seven words."""
    x, y, z, v0, v1, w0, w1 = state
    x = (_rotate(x + y + v0 + block[1], 37) * multiplier & _MASK) ^ (w1 * weight & _MASK)
    y = _rotate(y + v1 + block[6], 42) * multiplier + v0 * weight + block[5]
    z = _rotate(z + w0, 33) * multiplier & _MASK
    v0, v1 = _absorb(v1 * multiplier, x + w0, *block[:4])
    w0, w1 = _absorb(z + w1, y + block[2], *block[4:])
    return z, y & _MASK, x, v0, v1, w0, w1


def first_state(data):
    """Return the seven words that a long message starts with."""
    y = (_SEED * _PRIME_1 + 113) & _MASK
    z = _fold(y * _PRIME_2 + 113) * _PRIME_2 & _MASK
    return (_SEED * _PRIME_2 + _word(data)[0]) & _MASK, y, z, 0, 0, 0, 0


def mixed(state, data):
    """Return the seven words after some whole blocks: `_step` with a weight of 1, written out."""
    x, y, z, v0, v1, w0, w1 = state
    mask, prime = _MASK, _PRIME_1
    for b0, b1, b2, b3, b4, b5, b6, b7 in struct.iter_unpack("<8Q", data):
        t = (x + y + v0 + b1) & mask
        x = ((t >> 37 | t << 27) * prime ^ w1) & mask
        t = (y + v1 + b6) & mask
        y = ((t >> 42 | t << 22) * prime + v0 + b5) & mask
        t = (z + w0) & mask
        z = (t >> 33 | t << 31) * prime & mask
        a = v1 * prime + b0
        t = (x + w0 + a + b3) & mask
        total = (a + b1 + b2) & mask
        v0, v1 = (total + b3) & mask, (
            (t >> 21 | t << 43) + (total >> 44 | total << 20) + a) & mask
        a = z + w1 + b4
        t = (y + b2 + a + b7) & mask
        total = (a + b5 + b6) & mask
        w0, w1 = (total + b7) & mask, (
            (t >> 21 | t << 43) + (total >> 44 | total << 20) + a) & mask
        x, z = z, x
    return x, y, z, v0, v1, w0, w1


def _longer(data, length):
    whole = memoryview(data)[: (length - 1) // 64 * 64]
    return last_mixed(mixed(first_state(data), whole), data, length)


def last_mixed(state, data, length):
    """Return the hash of a long message, given the words after its blocks but for the last."""
    x, y, z, v0, v1, w0, w1 = state
    multiplier = _PRIME_1 + ((z & 0xFF) << 1)
    w0 += (length - 1) & 63
    v0 += w0
    w0 += v0
    # The last block is always the last 64 bytes, overlapping the one before if need be.
    state = _step((x, y, z, v0, v1, w0, w1), _block(data, length - 64), multiplier, 9)
    x, y, z, v0, v1, w0, w1 = state
    left = _join(v0, w0, multiplier) + _fold(y) * _PRIME_0 + z
    right = _join(v1, w1, multiplier) + x
    return _join(left & _MASK, right & _MASK, multiplier)
