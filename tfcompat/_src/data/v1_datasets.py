"""tf.compat.v1.data: datasets with the methods of TensorFlow 1."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import context, raw
from tfcompat._src.data import structure, v1_iterators
from tfcompat._src.data.dataset import DatasetV2
from tfcompat._src.data.files import (
    FixedLengthRecordDatasetV2,
    TextLineDatasetV2,
    TFRecordDatasetV2,
)
from tfcompat._src.data.iterators import OwnedIterator


class DatasetV1(DatasetV2):
    """A dataset with the methods of TensorFlow 1: `tf.compat.v1.data.Dataset`.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     dataset = tf.compat.v1.data.Dataset.range(3).map(lambda x: x + 1)
        ...     x = dataset.make_one_shot_iterator().get_next()
        ...     with tf.compat.v1.Session() as session:
        ...         print(session.run(x), session.run(x))
        1 2
    """

    def __init__(self, variant_tensor=None):
        super().__init__(variant_tensor)

    def make_one_shot_iterator(self):
        """Return an iterator that begins by itself."""
        if context.executing_eagerly():
            return OwnedIterator(self)
        return v1_iterators.one_shot(self)

    def make_initializable_iterator(self, shared_name=None):
        """Return an iterator that a session has to initialize.

        Raises:
            RuntimeError: not in a graph.
        """
        return v1_iterators.initializable(self, shared_name)

    @property
    def output_types(self):
        """The DTypes of the components."""
        return structure.legacy_types(self.element_spec)

    @property
    def output_shapes(self):
        """The TensorShapes of the components."""
        return structure.legacy_shapes(self.element_spec)

    @property
    def output_classes(self):
        """The classes of the components."""
        return structure.legacy_classes(self.element_spec)

    @classmethod
    def from_sparse_tensor_slices(cls, sparse_tensor):
        """Return the dataset of the rows of a sparse tensor, each as three tensors.

        Raises:
            TypeError: it is none.
        """
        if not isinstance(sparse_tensor, SparseTensor):
            raise TypeError(
                f"Invalid `sparse_tensor`. `sparse_tensor` must be a `tf.sparse.SparseTensor`. "
                f"Got {type(sparse_tensor)}.")
        rank = sparse_tensor.shape.rank
        below = None if rank is None else rank - 1
        spec = (TensorSpec([None, below], dtypes.int64), TensorSpec([None], sparse_tensor.dtype),
                TensorSpec([below], dtypes.int64))
        variant = raw.SparseTensorSliceDataset(
            sparse_tensor.indices, sparse_tensor.values, sparse_tensor.dense_shape)
        return cls._made("_SparseTensorSliceDataset", variant, spec)

    def map_with_legacy_function(self, map_func, num_parallel_calls=None, deterministic=None,
                                 use_unbounded_threadpool=False):
        """Return what `map` returns."""
        return self.map(map_func, num_parallel_calls, deterministic)

    def filter_with_legacy_function(self, predicate):
        """Return what `filter` returns."""
        return self.filter(predicate)


DatasetV1._base = DatasetV1


class TextLineDatasetV1(DatasetV1):
    """`tf.data.TextLineDataset` with the methods of TensorFlow 1.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.data.TextLineDataset("lines.txt").output_types
        tf.string
    """

    def __init__(self, filenames, compression_type=None, buffer_size=None,
                 num_parallel_reads=None, name=None):
        _become(self, TextLineDatasetV2(
            filenames, compression_type, buffer_size, num_parallel_reads))


class TFRecordDatasetV1(DatasetV1):
    """`tf.data.TFRecordDataset` with the methods of TensorFlow 1.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.data.TFRecordDataset("some.tfrecord").output_types
        tf.string
    """

    def __init__(self, filenames, compression_type=None, buffer_size=None,
                 num_parallel_reads=None, name=None):
        _become(self, TFRecordDatasetV2(
            filenames, compression_type, buffer_size, num_parallel_reads))


class FixedLengthRecordDatasetV1(DatasetV1):
    """`tf.data.FixedLengthRecordDataset` with the methods of TensorFlow 1.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.data.FixedLengthRecordDataset("records", 3).output_types
        tf.string
    """

    def __init__(self, filenames, record_bytes, header_bytes=None, footer_bytes=None,
                 buffer_size=None, compression_type=None, num_parallel_reads=None, name=None):
        _become(self, FixedLengthRecordDatasetV2(
            filenames, record_bytes, header_bytes, footer_bytes, buffer_size, compression_type,
            num_parallel_reads))


def _become(dataset, other):
    """Let a dataset be what another one is."""
    DatasetV1.__init__(dataset, other._variant_tensor)
    dataset._spec, dataset._sources, dataset._called = other._spec, other._sources, other._called


def make_one_shot_iterator(dataset):
    """Return an iterator over a dataset that begins by itself.

    Example:
        >>> import tfcompat as tf
        >>> iterator = tf.compat.v1.data.make_one_shot_iterator(tf.data.Dataset.range(2))
        >>> print(iterator.get_next())
        tf.Tensor(0, shape=(), dtype=int64)
    """
    if context.executing_eagerly():
        return OwnedIterator(dataset)
    return v1_iterators.one_shot(dataset)


def make_initializable_iterator(dataset, shared_name=None):
    """Return an iterator over a dataset that a session has to initialize.

    Raises:
        RuntimeError: not in a graph.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     dataset = tf.compat.v1.data.Dataset.range(3)
        ...     iterator = tf.compat.v1.data.make_initializable_iterator(dataset)
        ...     print(iterator.initializer.type)
        MakeIterator
    """
    return v1_iterators.initializable(dataset, shared_name)


def get_output_types(dataset_or_iterator):
    """Return the DTypes of the components of elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.data.get_output_types(tf.data.Dataset.range(3))
        tf.int64
    """
    return structure.legacy_types(dataset_or_iterator.element_spec)


def get_output_shapes(dataset_or_iterator):
    """Return the TensorShapes of the components of elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.data.get_output_shapes(tf.data.Dataset.range(3))
        TensorShape([])
    """
    return structure.legacy_shapes(dataset_or_iterator.element_spec)


def get_output_classes(dataset_or_iterator):
    """Return the classes of the components of elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.data.get_output_classes(tf.data.Dataset.range(3)) is tf.Tensor
        True
    """
    return structure.legacy_classes(dataset_or_iterator.element_spec)
