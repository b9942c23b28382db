"""Sounds that are refused, for the record."""

import numpy as np

f32 = np.float32


def string(value):
    """A scalar string."""
    return np.array(value, object)


WAVE = np.linspace(-1, 1, 6).astype(f32)
RATE = np.array(8000, f32)
ODD = np.array([[np.inf, -np.inf, 1, 0.5, -0.5, 0.00002]], f32)
CASES = {
    "AudioSummaryV2": [
        ((string(b"t"), WAVE, RATE), {}), ((string(b"t"), WAVE.reshape(1, 6), RATE * 0), {}),
        ((np.array([b"t"], object), WAVE.reshape(1, 6), RATE), {}), ((string(b"t"), ODD, RATE), {}),
        ((string(b"t"), WAVE[:0].reshape(1, 3, 0), RATE), {}),
        ((string(b"t"), WAVE.reshape(1, 6), RATE[None]), {}),
    ],
}
