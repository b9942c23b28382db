"""Cases of patches that do not fit."""

import numpy as np

X, VOLUME = np.ones((1, 4, 4, 2), np.float32), np.ones((1, 3, 3, 3, 2), np.float32)
ONE, TWO = [1, 1, 1, 1], [1, 2, 2, 1]


def images(x=X, ksizes=TWO, strides=ONE, rates=ONE, padding="VALID"):
    """A row of ExtractImagePatches."""
    return (x,), {"ksizes": ksizes, "strides": strides, "rates": rates, "padding": padding}


def volumes(x=VOLUME, ksizes=(1, 2, 2, 2, 1), strides=(1, 1, 1, 1, 1), padding="VALID"):
    """A row of ExtractVolumePatches."""
    return (x,), {"ksizes": list(ksizes), "strides": list(strides), "padding": padding}


CASES = {
    "ExtractImagePatches": [
        images(x=X[0]),
        images(ksizes=[2, 2, 2, 1]),
        images(ksizes=[1, 2, 2, 2]),
        images(strides=[2, 1, 1, 1]),
        images(rates=[1, 1, 1, 2]),
        images(ksizes=[1, 9, 9, 1]),
    ],
    "ExtractVolumePatches": [
        volumes(x=X),
        volumes(ksizes=[2, 2, 2, 2, 1]),
        volumes(ksizes=[1, 2, 2, 2, 2]),
        volumes(strides=[2, 1, 1, 1, 1]),
        volumes(ksizes=[1, 5, 5, 5, 1]),
    ],
}
