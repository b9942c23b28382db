"""FarmHash fingerprints of many messages side by side, a lane each.

The hash of one message is a chain of steps that nothing can shorten; `farmhash.py` takes them in
plain Python. Here a step is done for all messages that are still that long.
"""

import numpy as np

from tfcompat._src.wire import farmhash

_PRIME = np.uint64(0xB492B66FBE98F273)
_FEW = 12  # so many lanes are as fast one after the other
_LANES = 1024
_WORDS = 1 << 18  # taken along at a time


def fingerprint64_all(messages):
    """Return the fingerprints of several messages.

    >>> fingerprint64_all([b"", bytes(100)]) == [
    ...     farmhash.fingerprint64(data) for data in (b"", bytes(100))]
    True

    Args:
        messages: a sequence of bytes-like.

    Returns:
        A list of ints.
    """
    hashes = [0] * len(messages)
    order = sorted(range(len(messages)), key=lambda i: -len(messages[i]))
    long = [i for i in order if len(messages[i]) > 64]
    for i in order[len(long) :]:
        hashes[i] = farmhash.fingerprint64(messages[i])
    for first in range(0, len(long), _LANES):
        chosen = long[first : first + _LANES]
        found = _side_by_side([memoryview(messages[i]) for i in chosen])
        for i, result in zip(chosen, found, strict=True):
            hashes[i] = result
    return hashes


def _side_by_side(messages):
    """Return the hashes of long messages, the longest one first."""
    counts = [(len(message) - 1) // 64 for message in messages]
    words = [
        np.frombuffer(message, "<u8", 8 * count).reshape(-1, 8)
        for message, count in zip(messages, counts, strict=True)
    ]
    states = [np.array(column, np.uint64) for column in zip(
        *(farmhash.first_state(message) for message in messages), strict=True)]
    at, active = 0, len(messages)
    while active > _FEW:
        end = counts[active - 1]
        while at < end:
            stop = min(end, at + max(1, _WORDS // (8 * active)))
            blocks = np.stack([lane[at:stop].T for lane in words[:active]], 2)
            _mix([column[:active] for column in states], blocks.transpose(1, 0, 2))
            at = stop
        active -= 1
    hashes = []
    for i, message in enumerate(messages):
        state = tuple(int(column[i]) for column in states)
        if i < active:
            state = farmhash.mixed(state, message[at << 6 : counts[i] << 6])
        hashes.append(farmhash.last_mixed(state, message, len(message)))
    return hashes


def _turned(words, bits):
    return words >> np.uint64(bits) | words << np.uint64(64 - bits)


def _mix(states, blocks):
    """Mix blocks, [steps, 8, lanes], into states, in place."""
    x, y, z, v0, v1, w0, w1 = states
    for b0, b1, b2, b3, b4, b5, b6, b7 in blocks:
        x = _turned(x + y + v0 + b1, 37) * _PRIME ^ w1
        y = _turned(y + v1 + b6, 42) * _PRIME + v0 + b5
        z = _turned(z + w0, 33) * _PRIME
        v0, v1 = _absorbed(v1 * _PRIME + b0, x + w0, b1, b2, b3)
        w0, w1 = _absorbed(z + w1 + b4, y + b2, b5, b6, b7)
        x, z = z, x
    for column, words in zip(states, (x, y, z, v0, v1, w0, w1), strict=True):
        column[:] = words


def _absorbed(a, b, two, three, four):
    total = a + two + three
    return total + four, _turned(b + a + four, 21) + _turned(total, 44) + a
