"""Samples of ops on files, which depend on what files there are, and of summaries."""

import numpy as np


def string(value):
    """A scalar string."""
    return np.array(value, object)


SCALAR = string(b"\n\x08\n\x01a\x15\x00\x00@@")
SAMPLES = {
    "ReadFile": [], "WriteFile": [],
    "MatchingFiles": [((string(b"/no/such/*"),), {})],
    "ScalarSummary": [
        ((np.array([b"a", b"b"], object), np.array([1.5, 2.0], np.float32)), {}),
        ((string(b"a"), np.array(3)), {}),
    ],
    "HistogramSummary": [
        ((string(b"h"), np.array([1, 2, 2, -3, 0], np.float32)), {}),
        ((string(b"h"), np.zeros(0, np.float32)), {}),
        ((string(b"h"), np.array([5, 10**6])), {}),
    ],
    "MergeSummary": [(([SCALAR],), {})],
    "TensorSummary": [((np.array([1, 2], np.int32),), {})],
    "TensorSummaryV2": [((string(b"t"), np.array([1.0, 2.0], np.float32), string(b"")), {})],
}
