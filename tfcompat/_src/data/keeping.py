"""Methods of datasets that keep elements: in memory, or in files."""

import os

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.data import saving


class Keeping:
    """Where elements are kept."""

    __slots__ = ()

    def cache(self, filename="", name=None):
        """Return the same elements, which are kept once they were all read.

        Args:
            filename: where to keep them; in memory by default.
            name: unused.

        >>> dataset = tf.data.Dataset.range(5).map(lambda x: x ** 2).cache()
        >>> [int(x) for x in dataset]
        [0, 1, 4, 9, 16]
        >>> [int(x) for x in dataset]
        [0, 1, 4, 9, 16]
        """
        if not isinstance(filename, Tensor):
            if isinstance(filename, os.PathLike):
                filename = os.fspath(filename)
            filename = convert_to_tensor(filename, dtypes.string, name="filename")
        variant = raw.CacheDatasetV2(
            self._variant_tensor, filename, raw.DummyMemoryCache(), **self._flat_attrs)
        return self._made("CacheDataset", variant, self.element_spec, self)

    def save(self, path, compression=None, shard_func=None, checkpoint_args=None):
        """Write all elements to a directory; `load` reads them.

        Args:
            path: the directory.
            compression: None, or "GZIP".
            shard_func: function of an element that returns the number of the file it goes to.
            checkpoint_args: not supported.

        >>> import os, tempfile
        >>> path = os.path.join(tempfile.mkdtemp(), "saved")
        >>> tf.data.Dataset.range(2).save(path)
        >>> [int(x) for x in tf.data.Dataset.load(path)]
        [0, 1]
        """
        saving.save(self, path, compression, shard_func, checkpoint_args)

    @classmethod
    def load(cls, path, element_spec=None, compression=None, reader_func=None, wait=False):
        """Return the dataset that was written to a directory.

        Args:
            path: the directory.
            element_spec: the structure of the elements; by default what was written with them.
            compression: as it was given to `save`.
            reader_func: function that makes a dataset of the dataset of the files' datasets.
            wait: unused.

        Raises:
            NotFoundError: there is none.
        """
        return saving.load(cls, path, element_spec, compression, reader_func)
