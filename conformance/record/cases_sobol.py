"""Cases of SobolSample with numbers out of range."""

import numpy as np


def row(dim, count, skip):
    return tuple(np.array(value, np.int32) for value in (dim, count, skip)), {}


CASES = {
    "SobolSample": [row(0, 1, 0), row(2, 0, 0), row(21202, 1, 0), row(2, 2, -1), row(2, -1, 0)],
}
