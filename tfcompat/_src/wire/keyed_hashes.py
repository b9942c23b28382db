"""Hashes of bytes other than FarmHash: SipHash, which takes a key, and the one of older hash buckets.

TensorFlow puts strings into buckets with them; they are the same on all machines.
"""

import struct

_MASK = 0xFFFFFFFFFFFFFFFF
_word = struct.Struct("<Q").unpack_from

_MULTIPLIER = 0xC6A4A7935BD1E995
_SEED = 0xDECAFCAFFE


def siphash(data, first, second):
    """Return SipHash-2-4 of some bytes.

    Args:
        data: bytes.
        first: the first half of the key, 64 bits.
        second: the second half.

    Returns:
        An int of 64 bits, not negative.

    Example:
        >>> hex(siphash(b"", 0x0706050403020100, 0x0F0E0D0C0B0A0908))
        '0x726fdb47dd0e0e31'
    """
    state = [first ^ 0x736F6D6570736575, second ^ 0x646F72616E646F6D,
             first ^ 0x6C7967656E657261, second ^ 0x7465646279746573]
    state = [word & _MASK for word in state]
    whole = len(data) - len(data) % 8
    words = [_word(data, at)[0] for at in range(0, whole, 8)]
    rest = int.from_bytes(data[whole:], "little")
    for word in (*words, rest | (len(data) & 0xFF) << 56):
        state[3] ^= word
        _rounds(state, 2)
        state[0] ^= word
    state[2] ^= 0xFF
    _rounds(state, 4)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def _rounds(state, count):
    a, b, c, d = state
    for _ in range(count):
        a = (a + b) & _MASK
        b = _left(b, 13) ^ a
        a = _left(a, 32)
        c = (c + d) & _MASK
        d = _left(d, 16) ^ c
        a = (a + d) & _MASK
        d = _left(d, 21) ^ a
        c = (c + b) & _MASK
        b = _left(b, 17) ^ c
        c = _left(c, 32)
    state[:] = a, b, c, d


def _left(value, bits):
    return ((value << bits) | (value >> (64 - bits))) & _MASK


def hash64(data):
    """Return the hash that `tf.strings.to_hash_bucket` is made of, of the Murmur kind.

    Args:
        data: bytes.

    Returns:
        An int of 64 bits, not negative.

    Example:
        >>> hash64(b"hello") % 10
        8
    """
    result = _SEED ^ (len(data) * _MULTIPLIER & _MASK)
    whole = len(data) - len(data) % 8
    for at in range(0, whole, 8):
        word = _word(data, at)[0] * _MULTIPLIER & _MASK
        word = (word ^ word >> 47) * _MULTIPLIER & _MASK
        result = (result ^ word) * _MULTIPLIER & _MASK
    if len(data) > whole:
        result = (result ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _MASK
    result = (result ^ result >> 47) * _MULTIPLIER & _MASK
    return result ^ result >> 47
