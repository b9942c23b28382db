"""Further cases of sound: damaged files, and arguments that are refused."""

import sys


sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parents[2] / "tests/ops"))
from samples_audio import POWER, RATE, SOUND, STEREO, noise, text  # noqa: E402

w = STEREO
DAMAGED = (
    b"", w[:10], w[:30], w[:50], b"RIFX" + w[4:], w[:8] + b"WAVX" + w[12:],
    w[:12] + b"abcd" + w[16:],
    w[:12] + b"JUNK\4\0\0\0zzzz" + w[12:], w[:20] + b"\2" + w[21:], w[:22] + b"\0\0" + w[24:],
    w[:28] + b"\2" + w[29:], w[:32] + b"\x09" + w[33:], w[:34] + b"\x08" + w[35:],
    w[:16] + b"\x12" + w[17:36] + b"\0\0" + w[36:], w[:16] + b"\x13" + w[17:],
    w[:36] + b"LIST\2\0\0\0ab" + w[36:], w + w[36:], w[:36], w[:-4],
)
CASES = {
    "DecodeWav": [((text(data),), {}) for data in DAMAGED] + [
        ((text(w),), {"desired_samples": -2}), ((text(w),), {"desired_channels": -2}),
        ((text([w]),), {}),
    ],
    "EncodeWav": [
        ((noise(3), RATE), {}), ((noise(3, 0), RATE), {}), ((noise(3, 1), RATE * 0), {}),
        ((noise(3, 1), RATE.reshape(1)), {}),
    ],
    "AudioSpectrogram": [
        ((SOUND,), {"window_size": 1, "stride": 1}), ((SOUND,), {"window_size": 9, "stride": 0}),
        ((SOUND[0],), {"window_size": 9, "stride": 1}),
    ],
    "Mfcc": [
        ((POWER[0], RATE), {}), ((POWER, RATE * 0), {}), ((POWER, RATE.reshape(1)), {}),
        ((POWER, RATE), {"dct_coefficient_count": 50}), ((POWER[..., :1], RATE), {}),
    ],
}
