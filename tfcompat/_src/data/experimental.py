"""What tf.data.experimental has beside transformations: sources, questions, conversions."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.data import structure as structures, traced
from tfcompat._src.data.dataset import DatasetV2
from tfcompat._src.data.dataset import from_variant as made_of_variant
from tfcompat._src.data.iterators import IteratorBase


def at(dataset, index):
    """Return the element of a dataset that has a number.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.data.experimental.at(tf.data.Dataset.range(5), 3))
        3

    Raises:
        OutOfRangeError: there is no such element.
        UnimplementedError: nobody knows how many elements there are.
    """
    return structures.from_tensors(dataset.element_spec, raw.GetElementAtIndex(
        dataset._variant_tensor, index, **dataset._flat_attrs))


def cardinality(dataset):
    """Return the number of elements as a tensor: -1 is infinite, -2 unknown.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.data.experimental.cardinality(tf.data.Dataset.range(42)))
        42
    """
    return raw.DatasetCardinality(dataset._variant_tensor)


def choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset=False):
    """Return `Dataset.choose_from_datasets`, which by default goes on when one is at its end.

    Example:
        >>> import tfcompat as tf
        >>> a, b = tf.data.Dataset.range(2), tf.data.Dataset.range(10, 12)
        >>> dataset = tf.data.experimental.choose_from_datasets([a, b], tf.data.Dataset.range(2))
        >>> [int(x) for x in dataset]
        [0, 10]
    """
    return DatasetV2.choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset)


def counter(start=0, step=1, dtype=dtypes.int64):
    """Return the dataset of numbers that never ends; `Dataset.counter`.

    Example:
        >>> import tfcompat as tf
        >>> [int(x) for x in tf.data.experimental.Counter(start=2).take(3)]
        [2, 3, 4]
    """
    return DatasetV2.counter(start, step, dtype)


def enable_debug_mode():
    """Let functions of datasets run as Python does, from now on.

    Functions that are datasets' already stay as they are.

    Example:
        >>> import tfcompat as tf
        >>> callable(tf.data.experimental.enable_debug_mode)
        True
    """
    traced.DEBUGGING[:] = [True]


def from_list(elements, name=None):
    """Return the dataset of the elements of a list.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.experimental.from_list([(1, "a"), (2, "b")])
        >>> [(int(i), x.numpy()) for i, x in dataset]
        [(1, b'a'), (2, b'b')]

    Raises:
        ValueError: the list is empty, or elements differ in structure.
    """
    if not isinstance(elements, list):
        raise ValueError("Invalid `elements`. `elements` must be a list.")
    if not elements:
        raise ValueError(
            "Invalid `elements`. `elements` should not be empty. If you want an empty dataset, "
            "use `tf.data.Dataset.range(0)`.")
    values = [structures.normalized(element) for element in elements]
    specs = [structures.spec_of(value) for value in values]
    spec = specs[0]
    for other in specs[1:]:
        spec = structures.supertype(spec, other)
    tensors = [tensor for value in values for tensor in structures.to_tensors(spec, value)]
    variant = raw.ListDataset(
        tensors, output_types=structures.flat_types(spec),
        output_shapes=structures.flat_shapes(spec))
    return DatasetV2._made("_ListDataset", variant, spec)


def from_variant(variant, structure):  # noqa: A002
    """Return the dataset that a variant tensor carries.

    Example:
        >>> import tfcompat as tf
        >>> variant = tf.data.experimental.to_variant(tf.data.Dataset.range(2))
        >>> dataset = tf.data.experimental.from_variant(variant, tf.TensorSpec([], tf.int64))
        >>> [int(x) for x in dataset]
        [0, 1]
    """
    return made_of_variant(variant, structure)


def get_next_as_optional(iterator):
    """Return the next element of an iterator, or nothing, as an optional.

    Example:
        >>> import tfcompat as tf
        >>> iterator = iter(tf.data.Dataset.range(1))
        >>> bool(tf.data.experimental.get_next_as_optional(iterator).has_value())
        True
    """
    return iterator.get_next_as_optional()


def get_single_element(dataset):
    """Return the only element of a dataset; `Dataset.get_single_element`.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.data.experimental.get_single_element(tf.data.Dataset.from_tensors(3)))
        3
    """
    return dataset.get_single_element()


def get_structure(dataset_or_iterator):
    """Return the structure of the elements of a dataset or an iterator.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.experimental.get_structure(tf.data.Dataset.range(2))
        TensorSpec(shape=(), dtype=tf.int64, name=None)

    Raises:
        TypeError: it is neither.
    """
    if not isinstance(dataset_or_iterator, (DatasetV2, IteratorBase)):
        raise TypeError(
            "Invalid `dataset_or_iterator`. `dataset_or_iterator` must be a `tf.data.Dataset` or "
            f"tf.data.Iterator object, but got {type(dataset_or_iterator)}.")
    return dataset_or_iterator.element_spec


class Reducer:
    """What elements with the same key are reduced by: `tf.data.experimental.Reducer`.

    Args:
        init_func: function of a key that returns the first state.
        reduce_func: function of a state and an element that returns the next state.
        finalize_func: function of a state that returns the result.

    Example:
        >>> import tfcompat as tf
        >>> reducer = tf.data.experimental.Reducer(
        ...     lambda _: np.int64(0), lambda total, x: total + x, lambda total: total)
        >>> dataset = tf.data.Dataset.range(5).apply(
        ...     tf.data.experimental.group_by_reducer(lambda x: x % 2, reducer))
        >>> [int(x) for x in dataset]
        [6, 4]
    """

    def __init__(self, init_func, reduce_func, finalize_func):
        self._functions = init_func, reduce_func, finalize_func

    @property
    def init_func(self):
        """The function that returns the first state."""
        return self._functions[0]

    @property
    def reduce_func(self):
        """The function that returns the next state."""
        return self._functions[1]

    @property
    def finalize_func(self):
        """The function that returns the result."""
        return self._functions[2]


def sample_from_datasets(datasets, weights=None, seed=None, stop_on_empty_dataset=False):
    """Return `Dataset.sample_from_datasets`.

    Example:
        >>> import tfcompat as tf
        >>> a, b = tf.data.Dataset.range(2), tf.data.Dataset.range(5, 7)
        >>> dataset = tf.data.experimental.sample_from_datasets([a, b])
        >>> sorted(int(x) for x in dataset)
        [0, 1, 5, 6]
    """
    return DatasetV2.sample_from_datasets(datasets, weights, seed, stop_on_empty_dataset)


def to_variant(dataset):
    """Return the variant tensor that carries a dataset.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.experimental.to_variant(tf.data.Dataset.range(2)).dtype
        tf.variant
    """
    return dataset._variant_tensor


class RandomDataset(DatasetV2):
    """The dataset of random numbers that never ends: `tf.data.experimental.RandomDataset`.

    Args:
        seed: where the numbers begin.
        rerandomize_each_iteration: whether every iteration has numbers of its own.
        name: unused.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.experimental.RandomDataset(seed=1).element_spec
        TensorSpec(shape=(), dtype=tf.int64, name=None)
    """

    def __init__(self, seed=None, rerandomize_each_iteration=None, name=None):
        found = DatasetV2.random(seed, rerandomize_each_iteration)
        super().__init__(found._variant_tensor)
        self._spec = TensorSpec([], dtypes.int64)


def load(path, element_spec=None, compression=None, reader_func=None):
    """Return the dataset that was written to a directory; `Dataset.load`.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "saved")
        >>> tf.data.experimental.save(tf.data.Dataset.range(2), path)
        >>> [int(x) for x in tf.data.experimental.load(path)]
        [0, 1]
    """
    return DatasetV2.load(path, element_spec, compression, reader_func)


def save(dataset, path, compression=None, shard_func=None, checkpoint_args=None):
    """Write a dataset to a directory; `Dataset.save`.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> path = os.path.join(tempfile.mkdtemp(), "saved")
        >>> tf.data.experimental.save(tf.data.Dataset.range(2), path)
        >>> len(tf.data.Dataset.load(path))
        2
    """
    dataset.save(path, compression, shard_func, checkpoint_args)
