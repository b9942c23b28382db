"""Files that are not there and summaries that do not go together, for the record."""

import numpy as np


def string(value):
    """A scalar string."""
    return np.array(value, object)


SCALAR = string(b"\n\x08\n\x01a\x15\x00\x00@@")
CASES = {
    "ReadFile": [((string(b"/no/such/file"),), {}), ((np.array([b"/no/such"], object),), {})],
    "MergeSummary": [(([SCALAR, SCALAR],), {})],
    "ScalarSummary": [((string(b"a"), np.zeros(2, np.float32)), {})],
    "HistogramSummary": [((string(b"a"), np.array([np.nan], np.float32)), {})],
}
