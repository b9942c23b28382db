"""HighwayHash: the keyed hash that checks the parts of Riegeli files. Only its 64-bit form."""

import struct

_WORD = (1 << 64) - 1
_LOW = (1 << 32) - 1
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
    state = _State(key)
    data = memoryview(data)
    whole = len(data) & ~31
    for lanes in struct.iter_unpack("<4Q", data[:whole]):
        state.update(lanes)
    if whole < len(data):
        state.update_rest(bytes(data[whole:]))
    return state.finish()


def _turned(word):
    return (word >> 32) | (word << 32) & _WORD


class _State:
    """Four lanes of two words and two multipliers each."""

    __slots__ = ("m0", "m1", "v0", "v1")

    def __init__(self, key):
        self.m0, self.m1 = list(_FIRST), list(_SECOND)
        self.v0 = [m ^ k for m, k in zip(_FIRST, key, strict=True)]
        self.v1 = [m ^ _turned(k) for m, k in zip(_SECOND, key, strict=True)]

    def update(self, lanes):
        """Take 32 bytes, as four words."""
        v0, v1, m0, m1 = self.v0, self.v1, self.m0, self.m1
        for i in range(4):
            v1[i] = (v1[i] + m0[i] + lanes[i]) & _WORD
            m0[i] ^= (v1[i] & _LOW) * (v0[i] >> 32)
            v0[i] = (v0[i] + m1[i]) & _WORD
            m1[i] ^= (v0[i] & _LOW) * (v1[i] >> 32)
        _zip(v1, v0, 0)
        _zip(v1, v0, 2)
        _zip(v0, v1, 0)
        _zip(v0, v1, 2)

    def update_rest(self, data):
        """Take the last bytes, fewer than 32."""
        size = len(data)
        for i in range(4):
            self.v0[i] = (self.v0[i] + (size << 32) + size) & _WORD
            low, high = self.v1[i] & _LOW, self.v1[i] >> 32
            low = (low << size | low >> (32 - size)) & _LOW
            high = (high << size | high >> (32 - size)) & _LOW
            self.v1[i] = high << 32 | low
        tail, rest = size & 3, data[size & ~3 :]
        packet = bytearray(32)
        packet[: size & ~3] = data[: size & ~3]
        if size & 16:
            packet[28:32] = data[size - 4 : size]
        elif tail:
            packet[16], packet[17], packet[18] = rest[0], rest[tail >> 1], rest[tail - 1]
        self.update(struct.unpack("<4Q", packet))

    def finish(self):
        """Return the hash of what was taken."""
        for _ in range(4):
            v0 = self.v0
            self.update((_turned(v0[2]), _turned(v0[3]), _turned(v0[0]), _turned(v0[1])))
        return (self.v0[0] + self.v1[0] + self.m0[0] + self.m1[0]) & _WORD


def _zip(source, target, i):
    """Add the bytes of two words of `source`, shuffled, to two of `target`."""
    a, b = source[i], source[i + 1]
    target[i] = (
        target[i] + (
            ((a & 0xFF000000 | b & 0xFF00000000) >> 24)
            | ((a & 0xFF0000000000 | b & 0xFF000000000000) >> 16)
            | a & 0xFF0000 | (a & 0xFF00) << 32 | (b & 0xFF00000000000000) >> 8 | a << 56 & _WORD
        )
    ) & _WORD
    target[i + 1] = (
        target[i + 1] + (
            ((b & 0xFF000000 | a & 0xFF00000000) >> 24)
            | b & 0xFF0000 | (b & 0xFF0000000000) >> 16 | (b & 0xFF00) << 24
            | (a & 0xFF000000000000) >> 8 | (b & 0xFF) << 48 | a & 0xFF00000000000000
        )
    ) & _WORD
