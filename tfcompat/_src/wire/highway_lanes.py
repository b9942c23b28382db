"""HighwayHash of many messages side by side, a lane each: what makes it fast without compiled code.

The hash of one message is a chain of steps that nothing can shorten; see `highway_hash.py` for
what a step does. Here a step is done for all messages that are still that long.
"""

import numpy as np

from tfcompat._src.wire import highway_hash

_LOW = np.uint64((1 << 32) - 1)
_HALF = np.uint64(32)
# Where the bytes of two words, shuffled, come from.
_SHUFFLE = np.array([3, 12, 2, 5, 14, 1, 15, 0, 11, 4, 10, 13, 9, 6, 8, 7])
_FEW = 5  # so many lanes are as fast one after the other
_LANES = 256
_WORDS = 1 << 18  # taken along at a time


def hash64_all(key, messages):
    """Return the hashes of several messages.

    >>> hash64_all((0, 0, 0, 0), [b"", b"a"]) == [
    ...     highway_hash.hash64((0, 0, 0, 0), data) for data in (b"", b"a")]
    True

    Args:
        key: four 64-bit integers.
        messages: a sequence of bytes-like.

    Returns:
        A list of ints.
    """
    hashes = [0] * len(messages)
    order = sorted(range(len(messages)), key=lambda i: -len(messages[i]))
    for first in range(0, len(order), _LANES):
        chosen = order[first : first + _LANES]
        lanes = _Lanes(key, [messages[i] for i in chosen])
        for i, result in zip(chosen, lanes.finish(), strict=True):
            hashes[i] = result
    return hashes


class _Lanes:
    """The states of messages, the longest one first."""

    def __init__(self, key, messages):
        state = highway_hash.State(key)
        self._v0, self._v1, self._m0, self._m1 = (
            np.tile(np.array(words, np.uint64), (len(messages), 1))
            for words in (state.v0, state.v1, state.m0, state.m1)
        )
        counts = [len(message) >> 5 for message in messages]
        words = [
            np.frombuffer(message, "<u8", count << 2).reshape(-1, 4)
            for message, count in zip(messages, counts, strict=True)
        ]
        at, active = 0, len(messages)
        while active > _FEW:
            end = counts[active - 1]
            while at < end:
                stop = min(end, at + max(1, _WORDS // (4 * active)))
                self._update(np.stack([lane[at:stop] for lane in words[:active]], 1), active)
                at = stop
            active -= 1
        for i in range(active):
            self._go_on(i, messages[i][at << 5 : counts[i] << 5])
        self._rest(messages)

    def _update(self, packets, count):
        """Take packets of four words each, [steps, lanes, 4], in the first lanes."""
        v0, v1, m0, m1 = (
            words[:count] for words in (self._v0, self._v1, self._m0, self._m1)
        )
        one, two = np.empty_like(v0), np.empty_like(v0)
        for packet in packets:
            v1 += m0
            v1 += packet
            np.bitwise_and(v1, _LOW, out=one)
            np.right_shift(v0, _HALF, out=two)
            one *= two
            m0 ^= one
            v0 += m1
            np.bitwise_and(v0, _LOW, out=one)
            np.right_shift(v1, _HALF, out=two)
            one *= two
            m1 ^= one
            v0 += _shuffled(v1)
            v1 += _shuffled(v0)

    def _go_on(self, i, data):
        """Take whole packets in one lane."""
        if not data:
            return
        state = highway_hash.State((0, 0, 0, 0))
        rows = (self._v0, self._v1, self._m0, self._m1)
        state.v0, state.v1, state.m0, state.m1 = (row[i].tolist() for row in rows)
        state.take(data)
        for row, words in zip(rows, (state.v0, state.v1, state.m0, state.m1), strict=True):
            row[i] = words

    def _rest(self, messages):
        """Take the bytes behind the last whole packet of each message."""
        sizes = [len(message) & 31 for message in messages]
        chosen = [i for i, size in enumerate(sizes) if size]
        if not chosen:
            return
        size = np.array([sizes[i] for i in chosen], np.uint64)[:, None]
        packets = b"".join(
            highway_hash.last_packet(bytes(messages[i][len(messages[i]) & ~31 :])) for i in chosen
        )
        whole = self._v0, self._v1, self._m0, self._m1
        self._v0, self._v1, self._m0, self._m1 = (words[chosen] for words in whole)
        self._v0 += (size << _HALF) + size
        low, high = self._v1 & _LOW, self._v1 >> _HALF
        low, high = (
            (half << size | half >> (_HALF - size)) & _LOW for half in (low, high)
        )
        self._v1 = high << _HALF | low
        self._update(np.frombuffer(packets, "<u8").reshape(1, -1, 4), len(chosen))
        for words, part in zip(
            whole, (self._v0, self._v1, self._m0, self._m1), strict=True
        ):
            words[chosen] = part
        self._v0, self._v1, self._m0, self._m1 = whole

    def finish(self):
        """Return the hashes, a list of ints."""
        for _ in range(4):
            turned = self._v0[:, [2, 3, 0, 1]]
            turned = turned >> _HALF | turned << _HALF
            self._update(turned[None], len(turned))
        total = self._v0[:, 0] + self._v1[:, 0] + self._m0[:, 0] + self._m1[:, 0]
        return total.tolist()


def _shuffled(words):
    """Return the words of lanes, [lanes, 4], with the bytes of each pair of words shuffled."""
    pairs = words.view(np.uint8).reshape(-1, 16)
    return np.take(pairs, _SHUFFLE, axis=1).view(np.uint64).reshape(words.shape)
