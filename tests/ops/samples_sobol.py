"""Samples of SobolSample."""

import numpy as np


def row(dim, count, skip=0, **attrs):
    return tuple(np.array(value, np.int32) for value in (dim, count, skip)), attrs


SAMPLES = {
    "SobolSample": [
        row(1, 1), row(2, 5), row(3, 4, 7), row(40, 3, 1000), row(2, 17, dtype="float64"),
        row(1111, 2, 5, dtype="float64"), row(7, 20, 123456), row(2, 2, 2**30 - 9, dtype="float64"),
    ],
}
