"""tf.types.experimental.TensorLike: what converts to a tensor, for annotations."""

import typing

import numpy as np

from tfcompat._src.core.tensor import Tensor

TensorLike = typing.Union[  # noqa: UP007 - as TensorFlow's, a `typing.Union`
    Tensor, int, float, bool, str, bytes, complex, tuple, list, np.ndarray, np.generic
]
