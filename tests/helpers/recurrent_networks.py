"""Arguments of networks of recurrent layers in the form of cuDNN."""

import numpy as np

LENGTHS = np.array([3, 1], np.int32)
GATES = {"lstm": 4, "gru": 3, "rnn_tanh": 1, "rnn_relu": 1}


def noise(*shape, seed=0, dtype=np.float32):
    """Numbers around zero."""
    return (np.random.default_rng([seed, *shape]).normal(size=shape) * 0.5).astype(dtype)


def size(mode, layers, directions, inputs, units, proj=0, skip=False):
    """How many numbers a network has learnt."""
    width, total = proj or units, 0
    for layer in range(layers):
        wide = inputs if layer == 0 else directions * width
        if skip and layer == 0:
            wide = 0
        total += directions * (
            GATES[mode] * units * (wide + width + 2) + (proj * units if proj else 0))
    return total


def network(mode="lstm", layers=1, directions=1, steps=3, n=2, inputs=2, units=3, proj=0,
            skip=False, dtype=np.float32, major=True):
    """The inputs of a network."""
    x, h = noise(steps, n, inputs, dtype=dtype), noise(layers * directions, n, proj or units)
    c = noise(layers * directions, n, units, seed=1)
    params = noise(size(mode, layers, directions, inputs, units, proj, skip), seed=2)
    if not major:
        x, h, c = x.swapaxes(0, 1), h.swapaxes(0, 1), c.swapaxes(0, 1)
    return tuple(np.ascontiguousarray(array, dtype) for array in (x, h, c, params))


def attrs(mode="lstm", directions=1, **more):
    """The attributes of a network."""
    direction = "bidirectional" if directions == 2 else "unidirectional"
    return {"rnn_mode": mode, "direction": direction} | more
