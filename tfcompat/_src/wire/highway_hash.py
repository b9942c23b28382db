"""HighwayHash: the keyed hash that checks the parts of Riegeli files. Only its 64-bit form.

One message at a time, some MB a second; for many of them see `highway_lanes.py`.
"""

import struct

_WORD = (1 << 64) - 1
_LOW = (1 << 32) - 1
_pack, _unpack = struct.Struct("<4Q").pack, struct.Struct("<4Q").unpack
# Where the bytes of two pairs of words, shuffled, come from: an argument of bytes.translate, to
# which the words are the table, with these bytes behind them.
_ONE_PAIR = (3, 12, 2, 5, 14, 1, 15, 0, 11, 4, 10, 13, 9, 6, 8, 7)
_SHUFFLE = bytes([*_ONE_PAIR, *(16 + i for i in _ONE_PAIR)])
_BEHIND = bytes(256 - 32)
_FIRST = (0xDBE6D5D5FE4CCE2F, 0xA4093822299F31D0, 0x13198A2E03707344, 0x243F6A8885A308D3)
_SECOND = (0x3BD39E10CB0EF593, 0xC0ACF169B5F18A8C, 0xBE5466CF34E90C6C, 0x452821E638D01377)


def hash64(key, data):
    """Return the hash of bytes.

    >>> hex(hash64((0, 0, 0, 0), b""))
    '0x7035da75b9d54469'

    Args:
        key: four 64-bit integers.
        data: bytes-like.
    """
    state = State(key)
    data = memoryview(data)
    whole = len(data) & ~31
    state.take(data[:whole])
    if whole < len(data):
        state.take_rest(bytes(data[whole:]))
    return state.finish()


def last_packet(data):
    """Return the 32 bytes that the last bytes of a message count as.

    Args:
        data: bytes, 1 to 31 of them.
    """
    size = len(data)
    tail, rest = size & 3, data[size & ~3 :]
    packet = bytearray(32)
    packet[: size & ~3] = data[: size & ~3]
    if size & 16:
        packet[28:32] = data[size - 4 : size]
    elif tail:
        packet[16], packet[17], packet[18] = rest[0], rest[tail >> 1], rest[tail - 1]
    return bytes(packet)


def _turned(word):
    return (word >> 32) | (word << 32) & _WORD


class State:
    """Four lanes of two words and two multipliers each."""

    __slots__ = ("m0", "m1", "v0", "v1")

    def __init__(self, key):
        self.m0, self.m1 = list(_FIRST), list(_SECOND)
        self.v0 = [m ^ k for m, k in zip(_FIRST, key, strict=True)]
        self.v1 = [m ^ _turned(k) for m, k in zip(_SECOND, key, strict=True)]

    def take(self, data):
        """Take bytes, a multiple of 32."""
        # In local names throughout: a list's items cost as much again.
        a0, a1, a2, a3 = self.v0
        b0, b1, b2, b3 = self.v1
        c0, c1, c2, c3 = self.m0
        d0, d1, d2, d3 = self.m1
        low, word, pack, unpack = _LOW, _WORD, _pack, _unpack
        for w0, w1, w2, w3 in struct.iter_unpack("<4Q", data):
            b0 = (b0 + c0 + w0) & word
            b1 = (b1 + c1 + w1) & word
            b2 = (b2 + c2 + w2) & word
            b3 = (b3 + c3 + w3) & word
            c0 ^= (b0 & low) * (a0 >> 32)
            c1 ^= (b1 & low) * (a1 >> 32)
            c2 ^= (b2 & low) * (a2 >> 32)
            c3 ^= (b3 & low) * (a3 >> 32)
            a0 = (a0 + d0) & word
            a1 = (a1 + d1) & word
            a2 = (a2 + d2) & word
            a3 = (a3 + d3) & word
            d0 ^= (a0 & low) * (b0 >> 32)
            d1 ^= (a1 & low) * (b1 >> 32)
            d2 ^= (a2 & low) * (b2 >> 32)
            d3 ^= (a3 & low) * (b3 >> 32)
            s0, s1, s2, s3 = unpack(_SHUFFLE.translate(pack(b0, b1, b2, b3) + _BEHIND))
            a0 = (a0 + s0) & word
            a1 = (a1 + s1) & word
            a2 = (a2 + s2) & word
            a3 = (a3 + s3) & word
            s0, s1, s2, s3 = unpack(_SHUFFLE.translate(pack(a0, a1, a2, a3) + _BEHIND))
            b0 = (b0 + s0) & word
            b1 = (b1 + s1) & word
            b2 = (b2 + s2) & word
            b3 = (b3 + s3) & word
        self.v0, self.v1 = [a0, a1, a2, a3], [b0, b1, b2, b3]
        self.m0, self.m1 = [c0, c1, c2, c3], [d0, d1, d2, d3]

    def take_rest(self, data):
        """Take the last bytes, fewer than 32."""
        size = len(data)
        for i in range(4):
            self.v0[i] = (self.v0[i] + (size << 32) + size) & _WORD
            low, high = self.v1[i] & _LOW, self.v1[i] >> 32
            low = (low << size | low >> (32 - size)) & _LOW
            high = (high << size | high >> (32 - size)) & _LOW
            self.v1[i] = high << 32 | low
        self.take(last_packet(data))

    def finish(self):
        """Return the hash of what was taken."""
        for _ in range(4):
            v0 = self.v0
            self.take(_pack(*(_turned(v0[i]) for i in (2, 3, 0, 1))))
        return (self.v0[0] + self.v1[0] + self.m0[0] + self.m1[0]) & _WORD
