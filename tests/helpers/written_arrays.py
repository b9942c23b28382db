"""Arrays written down in rows of samples and of cases: dtype, shape and elements in one call."""

import ml_dtypes
import numpy as np


def of(kind, shape, *elements):
    """Return an array.

    Args:
        kind: the name of its dtype, "string" for one of bytes.
        shape: its shape.
        elements: all of its elements in row-major order.

    >>> of("int32", (2, 1), 3, 4).tolist()
    [[3], [4]]
    >>> of("string", (1,), b"a").tolist()
    [b'a']
    """
    dtype = {"string": object, "bfloat16": ml_dtypes.bfloat16}.get(kind, kind)
    array = np.empty(len(elements), dtype)
    array[:] = elements
    return array.reshape(shape)
