"""Hashes of bytes other than FarmHash: SipHash, which takes a key, and that of older buckets.

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
    a, b = (first ^ 0x736F6D6570736575) & _MASK, (second ^ 0x646F72616E646F6D) & _MASK
    c, d = (first ^ 0x6C7967656E657261) & _MASK, (second ^ 0x7465646279746573) & _MASK
    whole = len(data) - len(data) % 8
    words = [_word(data, at)[0] for at in range(0, whole, 8)]
    words.append(int.from_bytes(data[whole:], "little") | (len(data) & 0xFF) << 56)
    for word in words:
        a, b, c, d = _round(*_round(a, b, c, d ^ word))
        a ^= word
    c ^= 0xFF
    for _ in range(4):
        a, b, c, d = _round(a, b, c, d)
    return a ^ b ^ c ^ d


def _round(a, b, c, d):
    """Mix four words of 64 bits."""
    a = (a + b) & _MASK
    b = ((b << 13 | b >> 51) & _MASK) ^ a
    c = (c + d) & _MASK
    d = ((d << 16 | d >> 48) & _MASK) ^ c
    a = (((a << 32 | a >> 32) & _MASK) + d) & _MASK
    d = ((d << 21 | d >> 43) & _MASK) ^ a
    c = (c + b) & _MASK
    b = ((b << 17 | b >> 47) & _MASK) ^ c
    return a, b, (c << 32 | c >> 32) & _MASK, d


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
