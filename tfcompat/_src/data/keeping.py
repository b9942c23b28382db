"""Methods of datasets that keep elements: in memory, or in files."""

import os

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor


class Keeping:
    """Where elements are kept."""

    __slots__ = ()

    def cache(self, filename="", name=None):
        """Return the same elements, which are kept once they were all read.

        Args:
            filename: where to keep them; in memory by default.
            name: unused.

        >>> dataset = tf.data.Dataset.range(5).map(lambda x: x ** 2).cache()
        >>> list(dataset.as_numpy_iterator())
        [0, 1, 4, 9, 16]
        >>> list(dataset.as_numpy_iterator())
        [0, 1, 4, 9, 16]
        """
        if not isinstance(filename, Tensor):
            if isinstance(filename, os.PathLike):
                filename = os.fspath(filename)
            filename = convert_to_tensor(filename, dtypes.string, name="filename")
        variant = raw.CacheDatasetV2(
            self._variant_tensor, filename, raw.DummyMemoryCache(), **self._flat_attrs)
        return self._made("CacheDataset", variant, self.element_spec, self)
