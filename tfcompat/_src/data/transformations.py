"""Transformations as functions for `Dataset.apply`, of tf.data.experimental."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.data import structure
from tfcompat._src.data.arguments import flag, number, seeds, size_of_batches
from tfcompat._src.data.traced import TracedFunction


def assert_cardinality(expected_cardinality):
    """Return the transformation that states the number of elements, and checks it.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(10).filter(lambda x: x % 2 == 0)
        >>> dataset = dataset.apply(tf.data.experimental.assert_cardinality(5))
        >>> len(dataset)
        5
    """
    return lambda dataset: dataset._assert_cardinality(expected_cardinality)


def bucket_by_sequence_length(
    element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes=None,
    padding_values=None, pad_to_bucket_boundary=False, no_padding=False, drop_remainder=False,
):
    """Return `Dataset.bucket_by_sequence_length` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(4).apply(
        ...     tf.data.experimental.bucket_by_sequence_length(lambda x: x, [2], [2, 2]))
        >>> list(dataset.as_numpy_iterator())
        [array([0, 1]), array([2, 3])]
    """
    return lambda dataset: dataset.bucket_by_sequence_length(
        element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes, padding_values,
        pad_to_bucket_boundary, no_padding, drop_remainder)


def copy_to_device(target_device, source_device="/cpu:0"):
    """Return the transformation that copies elements to a device.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(2)
        >>> dataset = dataset.apply(tf.data.experimental.copy_to_device("/cpu:0"))
        >>> [int(x) for x in dataset]
        [0, 1]
    """
    return lambda dataset: dataset


def dense_to_ragged_batch(batch_size, drop_remainder=False, row_splits_dtype=dtypes.int64):
    """Return `Dataset.ragged_batch` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(2).map(lambda x: tf.range(x))
        >>> dataset = dataset.apply(tf.data.experimental.dense_to_ragged_batch(2))
        >>> print(next(iter(dataset)))
        <tf.RaggedTensor [[], [0]]>
    """
    return lambda dataset: dataset.ragged_batch(batch_size, drop_remainder, row_splits_dtype)


def dense_to_sparse_batch(batch_size, row_shape):
    """Return `Dataset.sparse_batch` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(1, 3).map(lambda x: tf.range(x))
        >>> dataset = dataset.apply(tf.data.experimental.dense_to_sparse_batch(2, [3]))
        >>> next(iter(dataset)).shape
        TensorShape([2, 3])
    """
    return lambda dataset: dataset.sparse_batch(batch_size, row_shape)


def enumerate_dataset(start=0):
    """Return `Dataset.enumerate` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.from_tensor_slices([7, 8])
        >>> dataset = dataset.apply(tf.data.experimental.enumerate_dataset(start=5))
        >>> [(int(i), int(x)) for i, x in dataset]
        [(5, 7), (6, 8)]
    """
    return lambda dataset: dataset.enumerate(start)


def group_by_reducer(key_func, reducer):
    """Return the transformation that reduces elements with the same key; see `Reducer`.

    Example:
        >>> import tfcompat as tf
        >>> reducer = tf.data.experimental.Reducer(
        ...     lambda _: np.int64(0), lambda count, _: count + 1, lambda count: count)
        >>> dataset = tf.data.Dataset.range(5).apply(
        ...     tf.data.experimental.group_by_reducer(lambda x: x % 2, reducer))
        >>> [int(x) for x in dataset]
        [3, 2]
    """
    return lambda dataset: dataset._group_by_reducer(key_func, reducer)


def group_by_window(key_func, reduce_func, window_size=None, window_size_func=None):
    """Return `Dataset.group_by_window` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(4).apply(tf.data.experimental.group_by_window(
        ...     lambda x: x % 2, lambda key, window: window.batch(2), window_size=2))
        >>> list(dataset.as_numpy_iterator())
        [array([0, 2]), array([1, 3])]
    """
    return lambda dataset: dataset.group_by_window(
        key_func, reduce_func, window_size, window_size_func)


def ignore_errors(log_warning=False):
    """Return `Dataset.ignore_errors` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.from_tensor_slices([1., 0.])
        >>> dataset = dataset.map(lambda x: tf.debugging.check_numerics(1. / x, ""))
        >>> dataset = dataset.apply(tf.data.experimental.ignore_errors())
        >>> [float(x) for x in dataset]
        [1.0]
    """
    return lambda dataset: dataset.ignore_errors(log_warning)


def map_and_batch(map_func, batch_size, num_parallel_batches=None, drop_remainder=False,
                  num_parallel_calls=None):
    """Return the transformation that maps and makes batches.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(3).apply(
        ...     tf.data.experimental.map_and_batch(lambda x: x * 2, 2))
        >>> list(dataset.as_numpy_iterator())
        [array([0, 2]), array([4])]

    Raises:
        ValueError: both hints on parallelism are given.
    """
    if num_parallel_batches is not None and num_parallel_calls is not None:
        raise ValueError(
            "`map_and_batch()` allows only one of `num_parallel_batches` and "
            "`num_parallel_calls` to be set, but both were set.")

    def transform(dataset):
        traced = TracedFunction(map_func, "map_and_batch", dataset.element_spec)
        size, drop = number(batch_size, "batch_size"), flag(drop_remainder, "drop_remainder")
        spec = structure.batched(traced.spec, size_of_batches(size, drop))
        calls = number(num_parallel_calls or 1, "num_parallel_calls")
        variant = raw.MapAndBatchDataset(
            dataset._variant_tensor, traced.captured, size, calls, drop, f=traced.function,
            preserve_cardinality=True, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec))
        return dataset._made("_MapAndBatchDataset", variant, spec, dataset, called=[traced])

    return transform


def pad_to_cardinality(cardinality, mask_key="valid"):
    """Return the transformation that adds elements of zeros up to a number of elements.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.from_tensor_slices({"a": [1, 2]})
        >>> dataset = dataset.apply(tf.data.experimental.pad_to_cardinality(3))
        >>> [(e["a"], bool(e["valid"])) for e in dataset.as_numpy_iterator()] == [
        ...     (1, True), (2, True), (0, False)]
        True

    Raises:
        ValueError: the number of elements is unknown or too large, or they are no dicts.
    """
    def make(dataset):
        present = int(dataset.cardinality())
        if present in (-1, -2):
            raise ValueError(
                "Dataset passed into `pad_to_cardinality` must have a known cardinality, but has "
                f"cardinality {present}")
        if present > cardinality:
            raise ValueError(
                "The dataset passed into `pad_to_cardinality` must have a cardinalty less than the "
                f"target cardinality ({cardinality}), but has cardinality {present}")
        if mask_key in dataset.element_spec:
            raise ValueError("Dataset passed into `pad_to_cardinality` already has a key "
                             f"{mask_key!r}")

        def marked(element, valid):
            element[mask_key] = raw.Fill([], valid)
            return element

        padding = dataset.map(lambda element: {
            key: raw.ZerosLike(value) for key, value in element.items()})
        padding = padding.take(1).repeat(cardinality - present)
        found = dataset.map(lambda e: marked(dict(e), True)).concatenate(
            padding.map(lambda e: marked(dict(e), False)))
        return found.apply(assert_cardinality(cardinality))

    return make


def parallel_interleave(map_func, cycle_length, block_length=1, sloppy=False,
                        buffer_output_elements=None, prefetch_input_elements=None):
    """Return the transformation that takes elements of several datasets by turns.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(2).apply(tf.data.experimental.parallel_interleave(
        ...     lambda x: tf.data.Dataset.from_tensors(x).repeat(2), cycle_length=2))
        >>> [int(x) for x in dataset]
        [0, 1, 0, 1]
    """
    return lambda dataset: dataset.interleave(
        map_func, cycle_length, block_length, num_parallel_calls=cycle_length)


def prefetch_to_device(device, buffer_size=None):
    """Return the transformation that makes elements ahead, on a device.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(2)
        >>> dataset = dataset.apply(tf.data.experimental.prefetch_to_device("/cpu:0"))
        >>> [int(x) for x in dataset]
        [0, 1]
    """
    return lambda dataset: dataset.prefetch(buffer_size)


def rejection_resample(class_func, target_dist, initial_dist=None, seed=None):
    """Return `Dataset.rejection_resample` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.from_tensor_slices([0, 1] * 50)
        >>> dataset = dataset.apply(tf.data.experimental.rejection_resample(
        ...     lambda x: x, [0.5, 0.5], [0.5, 0.5]))
        >>> len(list(dataset))
        100
    """
    return lambda dataset: dataset.rejection_resample(class_func, target_dist, initial_dist, seed)


def scan(initial_state, scan_func):
    """Return `Dataset.scan` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(3).apply(tf.data.experimental.scan(
        ...     np.int64(0), lambda state, x: (state + x, state + x)))
        >>> [int(x) for x in dataset]
        [0, 1, 3]
    """
    return lambda dataset: dataset.scan(initial_state, scan_func)


def shuffle_and_repeat(buffer_size, count=None, seed=None):
    """Return the transformation that shuffles and repeats; the order differs in each round.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(3)
        >>> dataset = dataset.apply(tf.data.experimental.shuffle_and_repeat(3, count=2))
        >>> sorted(int(x) for x in dataset)
        [0, 0, 1, 1, 2, 2]
    """
    def transform(dataset):
        first, second = seeds(seed)
        return dataset._same("_ShuffleAndRepeatDataset", raw.ShuffleAndRepeatDataset(
            dataset._variant_tensor, number(buffer_size, "buffer_size"), first, second,
            number(-1 if count is None else count, "count"), **dataset._flat_attrs))

    return transform


def take_while(predicate):
    """Return `Dataset.take_while` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(5)
        >>> dataset = dataset.apply(tf.data.experimental.take_while(lambda x: x < 2))
        >>> [int(x) for x in dataset]
        [0, 1]
    """
    return lambda dataset: dataset.take_while(predicate)


def unbatch():
    """Return `Dataset.unbatch` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.from_tensors([1, 2])
        >>> [int(x) for x in dataset.apply(tf.data.experimental.unbatch())]
        [1, 2]
    """
    return lambda dataset: dataset.unbatch()


def unique():
    """Return `Dataset.unique` as a transformation.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.from_tensor_slices([1, 2, 1])
        >>> [int(x) for x in dataset.apply(tf.data.experimental.unique())]
        [1, 2]
    """
    return lambda dataset: dataset.unique()
