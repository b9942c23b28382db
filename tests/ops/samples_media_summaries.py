"""Samples of summaries of pictures and sounds, and of what is written to files."""

import numpy as np

f32 = np.float32


def string(value):
    """A scalar string."""
    return np.array(value, object)


X = np.arange(12, dtype=f32).reshape(1, 2, 2, 3)
WAVE = np.linspace(-1.2, 1.2, 6).astype(f32)
TAG = string(b"t")
SAMPLES = {
    "ImageSummary": [
        ((TAG, X), {}), ((TAG, X - 5), {"max_images": 1}),
        ((TAG, np.where(X == 4, f32(np.nan), X)), {}),
        ((TAG, (X * 20).astype(np.uint8)), {}), ((TAG, X.astype(np.float16)), {}),
        ((TAG, X.astype(np.float64).reshape(1, 3, 4, 1)), {}), ((TAG, X.reshape(1, 1, 3, 4)), {}),
        ((TAG, X * 0), {}), ((TAG, X[:0]), {}),
    ],
    "AudioSummaryV2": [
        ((TAG, WAVE.reshape(1, 6), np.array(8000, f32)), {}),
        ((TAG, WAVE.reshape(3, 2, 1), np.array(44100.5, f32)), {"max_outputs": 2}),
        ((TAG, WAVE.reshape(1, 3, 2), np.array(8000, f32)), {"max_outputs": 1}),
        ((TAG, WAVE[:0].reshape(0, 3), np.array(8000, f32)), {}),
    ],
    "AudioSummary": [((TAG, WAVE.reshape(2, 3)), {"sample_rate": 16000.0})],
    "SummaryWriter": [((), {"shared_name": "w"})],
    **dict.fromkeys([
        "CreateSummaryFileWriter", "FlushSummaryWriter", "CloseSummaryWriter", "WriteSummary",
        "WriteRawProtoSummary", "WriteScalarSummary", "WriteHistogramSummary",
        "WriteImageSummary", "WriteAudioSummary", "WriteGraphSummary", "ImportEvent",
    ], []),
}
