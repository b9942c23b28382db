"""Samples of audio."""

import struct

import numpy as np


def noise(*shape):
    """Numbers of a normal distribution, always the same."""
    return (0.5 * np.random.default_rng(0).standard_normal(shape)).astype(np.float32)


def wave(channels, samples):
    """The bytes of a wave file."""
    data = struct.pack(f"<{len(samples)}h", *samples)
    rate, width = 8000, 2 * channels
    head = struct.pack("<HHIIHH", 1, channels, rate, rate * width, width, 16)
    size = 36 + len(data)
    return (
        b"RIFF" + struct.pack("<I", size) + b"WAVEfmt " + struct.pack("<I", 16) + head
        + b"data" + struct.pack("<I", len(data)) + data
    )


def text(value):
    """A scalar of bytes."""
    return np.array(value, object)


STEREO = wave(2, [0, 100, -100, 32767, -32768, 5])
SOUND = noise(100, 2)
POWER = noise(2, 3, 65) ** 2
RATE = np.array(8000, np.int32)
SAMPLES = {
    "DecodeWav": [
        ((text(STEREO),), attrs)
        for attrs in ({}, {"desired_channels": 1}, {"desired_channels": 4, "desired_samples": 5},
                      {"desired_samples": 1})
    ],
    "EncodeWav": [
        ((noise(7, 2), RATE), {}), ((noise(0, 1), RATE), {}),
        ((np.array([[0.5], [1.5], [-0.5], [-1.5], [9e9]], np.float32) / 32768, RATE), {}),
    ],
    "AudioSpectrogram": [
        ((SOUND,), {"window_size": 16, "stride": 8}),
        ((SOUND,), {"window_size": 20, "stride": 30, "magnitude_squared": True}),
        ((SOUND,), {"window_size": 200, "stride": 1}),
    ],
    "Mfcc": [
        ((POWER, RATE), {}), ((POWER, RATE), {"dct_coefficient_count": 5,
                                              "filterbank_channel_count": 10}),
        ((POWER, RATE), {"lower_frequency_limit": 0.0, "upper_frequency_limit": 2000.0}),
        ((POWER, np.array(4000, np.int32)), {}),
    ],
}
