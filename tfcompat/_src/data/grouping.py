"""Methods of datasets that bring elements together by what they are."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.data import structure
from tfcompat._src.data.mapping import weakened
from tfcompat._src.data.specs import DatasetSpec
from tfcompat._src.data.traced import TracedFunction

_KEY = TensorSpec([], dtypes.int64)


class Grouping:
    """Which elements go together."""

    __slots__ = ()

    def group_by_window(self, key_func, reduce_func, window_size=None, window_size_func=None,
                        name=None):
        """Return what a function makes of windows of elements with the same key.

        Args:
            key_func: function of an element that returns its key, a number.
            reduce_func: function of a key and a dataset of elements that returns a dataset.
            window_size: the number of elements in a window.
            window_size_func: function of a key that returns that number.
            name: unused.

        >>> dataset = tf.data.Dataset.range(10).group_by_window(
        ...     key_func=lambda x: x % 2, reduce_func=lambda key, window: window.batch(5),
        ...     window_size=5)
        >>> for batch in dataset.as_numpy_iterator():
        ...     print(batch)
        [0 2 4 6 8]
        [1 3 5 7 9]

        Raises:
            ValueError: the size is not said, or said twice; a function returns something else.
        """
        if (window_size is None) == (window_size_func is None):
            raise ValueError(
                "Either the `window_size` argument or the `window_size_func` argument must be "
                "specified.")
        if window_size is not None:
            def window_size_func(unused_key):
                return convert_to_tensor(window_size, dtypes.int64)

        key = _key_function(key_func, "group_by_window", self.element_spec)
        reduced = TracedFunction(
            reduce_func, "group_by_window", (_KEY, DatasetSpec(self.element_spec)))
        if not isinstance(reduced.spec, DatasetSpec):
            raise TypeError(
                "Invalid `reduce_func`. `reduce_func` must return a single `tf.data.Dataset` "
                f"object but its return type is {reduced.spec}.")
        size = TracedFunction(
            lambda key: convert_to_tensor(window_size_func(key), dtypes.int64),
            "group_by_window", _KEY)
        if size.spec != _KEY:
            raise ValueError(
                "Invalid `window_size_func`. `window_size_func` must return a single `tf.int64` "
                f"scalar tensor but its return type is {size.spec}.")
        spec = reduced.spec.element_spec
        variant = raw.GroupByWindowDataset(
            self._variant_tensor, key.captured, reduced.captured, size.captured,
            key_func=key.function, reduce_func=reduced.function, window_size_func=size.function,
            output_types=structure.flat_types(spec), output_shapes=structure.flat_shapes(spec))
        return self._made(
            "_GroupByWindowDataset", variant, spec, self, called=[key, reduced, size])

    def _group_by_reducer(self, key_func, reducer):
        key = _key_function(key_func, "group_by_reducer()", self.element_spec)
        first = TracedFunction(reducer.init_func, "group_by_reducer()", _KEY)
        state = first.spec
        while True:
            reduced = TracedFunction(
                reducer.reduce_func, "group_by_reducer()", (state, self.element_spec))
            wider = _wider(state, reduced.spec)
            if wider == state:
                break
            state = wider
        last = TracedFunction(reducer.finalize_func, "group_by_reducer()", state)
        spec = last.spec
        variant = raw.GroupByReducerDataset(
            self._variant_tensor, key.captured, first.captured, reduced.captured, last.captured,
            key_func=key.function, init_func=first.function, reduce_func=reduced.function,
            finalize_func=last.function, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec))
        return self._made("_GroupByReducerDataset", variant, spec, self,
                          called=[key, first, reduced, last])

    def bucket_by_sequence_length(
        self, element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes=None,
        padding_values=None, pad_to_bucket_boundary=False, no_padding=False,
        drop_remainder=False, name=None,
    ):
        """Return padded batches of elements of about the same length.

        Args:
            element_length_func: function of an element that returns its length.
            bucket_boundaries: the lengths at which the next bucket begins.
            bucket_batch_sizes: the size of batches of each bucket, one more than boundaries.
            padded_shapes, padding_values: as of `padded_batch`.
            pad_to_bucket_boundary: whether to pad to the greatest length of the bucket.
            no_padding: whether to make sparse tensors of elements instead.
            drop_remainder: whether to leave out batches that are not full.
            name: unused.

        >>> elements = [[0], [1, 2, 3, 4], [5, 6, 7], [7, 8, 9, 10, 11], [13, 14]]
        >>> dataset = tf.data.Dataset.from_generator(
        ...     lambda: elements, output_signature=tf.TensorSpec([None], tf.int64))
        >>> dataset = dataset.bucket_by_sequence_length(
        ...     lambda x: tf.shape(x)[0], bucket_boundaries=[3, 5], bucket_batch_sizes=[2, 2, 2])
        >>> for batch in dataset.as_numpy_iterator():
        ...     print(batch)
        [[1 2 3 4]
         [5 6 7 0]]
        [[ 0  0]
         [13 14]]
        [[ 7  8  9 10 11]]

        Raises:
            ValueError: the numbers of boundaries and sizes do not go together.
        """
        from tfcompat._src.data import buckets

        return buckets.dataset_of(
            self, element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes,
            padding_values, pad_to_bucket_boundary, no_padding, drop_remainder)


def _key_function(function, name, spec):
    def key(*parts):
        return convert_to_tensor(function(*parts), dtypes.int64)

    traced = TracedFunction(key, name, spec)
    if not traced.spec.is_compatible_with(_KEY):
        raise ValueError(
            "Invalid `key_func`. `key_func` must return a single `tf.int64` scalar tensor but its "
            f"return type is {traced.spec}.")
    return traced


def _wider(state, after):
    return weakened(
        state, after, "Invalid `reducer`. The element {} for the new state must match the initial "
        "state. Expected {}, got {}.")
