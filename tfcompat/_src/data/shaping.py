"""Methods of datasets that pass elements on as they are: some, all, again, in windows."""

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.data import structure
from tfcompat._src.data.arguments import dummy_generator, flag, number, seeds
from tfcompat._src.data.specs import DatasetSpec


class Shaping:
    """Which elements there are, and in what order."""

    __slots__ = ()

    def _same(self, kind, variant):
        """Return a dataset with elements of the same structure."""
        return self._made(kind, variant, self.element_spec, self)

    def repeat(self, count=None, name=None):
        """Return the elements several times over; forever with None or -1.

        >>> [int(x) for x in tf.data.Dataset.range(2).repeat(2)]
        [0, 1, 0, 1]
        """
        count = number(-1 if count is None else count, "count")
        return self._same("_RepeatDataset", raw.RepeatDataset(
            self._variant_tensor, count, **self._flat_attrs))

    def take(self, count, name=None):
        """Return the first elements.

        >>> [int(x) for x in tf.data.Dataset.range(10).take(3)]
        [0, 1, 2]
        """
        return self._same("_TakeDataset", raw.TakeDataset(
            self._variant_tensor, number(count, "count"), **self._flat_attrs))

    def skip(self, count, name=None):
        """Return the elements after the first ones.

        >>> [int(x) for x in tf.data.Dataset.range(10).skip(7)]
        [7, 8, 9]
        """
        return self._same("_SkipDataset", raw.SkipDataset(
            self._variant_tensor, number(count, "count"), **self._flat_attrs))

    def shard(self, num_shards, index, name=None):
        """Return every so-maniest element.

        >>> [int(x) for x in tf.data.Dataset.range(10).shard(num_shards=3, index=0)]
        [0, 3, 6, 9]

        Raises:
            InvalidArgumentError: there is no such shard.
        """
        return self._same("_ShardDataset", raw.ShardDataset(
            self._variant_tensor, number(num_shards, "num_shards"), number(index, "index"),
            **self._flat_attrs))

    def concatenate(self, dataset, name=None):
        """Return the elements of this dataset, and then those of another.

        >>> a, b = tf.data.Dataset.range(1, 4), tf.data.Dataset.range(4, 8)
        >>> [int(x) for x in a.concatenate(b)]
        [1, 2, 3, 4, 5, 6, 7]

        Raises:
            TypeError: elements differ in structure.
        """
        try:
            spec = structure.supertype(self.element_spec, dataset.element_spec)
        except (TypeError, ValueError) as error:
            raise TypeError(
                f"Incompatible dataset elements:\n  {self.element_spec} vs.   "
                f"{dataset.element_spec}") from error
        variant = raw.ConcatenateDataset(
            self._variant_tensor, dataset._variant_tensor,
            output_types=structure.flat_types(spec), output_shapes=structure.flat_shapes(spec))
        return self._made("_ConcatenateDataset", variant, spec, self, dataset)

    def prefetch(self, buffer_size, name=None):
        """Return the same elements; how many are made ahead is a hint.

        >>> [int(x) for x in tf.data.Dataset.range(3).prefetch(2)]
        [0, 1, 2]
        """
        size = number(-1 if buffer_size is None else buffer_size, "buffer_size")
        return self._same("_PrefetchDataset", raw.PrefetchDataset(
            self._variant_tensor, size, **self._flat_attrs))

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=True, name=None):
        """Return the elements in random order.

        Args:
            buffer_size: how many elements chance may choose from; -2 for all of them.
            seed: where the random numbers begin; together with `tf.random.set_seed`.
            reshuffle_each_iteration: whether every iteration has an order of its own.
            name: unused.

        >>> dataset = tf.data.Dataset.range(20)
        >>> sorted(dataset.shuffle(10).as_numpy_iterator()) == list(range(20))
        True
        """
        first, second = seeds(seed)
        reshuffle = True if reshuffle_each_iteration is None else reshuffle_each_iteration
        return self._same("_ShuffleDataset", raw.ShuffleDatasetV3(
            self._variant_tensor, number(buffer_size, "buffer_size"), first, second,
            dummy_generator(), reshuffle_each_iteration=reshuffle, **self._flat_attrs))

    def unbatch(self, name=None):
        """Return the rows of the elements.

        >>> dataset = tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4]]).unbatch()
        >>> [int(x) for x in dataset]
        [1, 2, 3, 4]
        """
        rows = self._normalized_rows()
        spec = structure.unbatched(rows.element_spec)
        variant = raw.UnbatchDataset(
            rows._variant_tensor, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec))
        return self._made("_UnbatchDataset", variant, spec, self)

    def _normalized_rows(self):
        """Return the dataset whose flat tensors have a row for every row of an element."""
        specs = nest.flatten(self.element_spec)
        if all(shape.rank == 0 for one in specs
               for shape in [getattr(one, "shape", None)] if shape is not None) and specs and all(
                   isinstance(one, TensorSpec) for one in specs):
            raise ValueError("Cannot unbatch an input with scalar components.")
        if all(isinstance(one, (TensorSpec, DatasetSpec)) for one in specs):
            return self
        spec = self.element_spec

        def rows(*element):
            value = element if isinstance(spec, tuple) else element[0]
            return tuple(structure.to_batched_tensors(spec, value))

        made = self._mapped(rows)
        made._spec = spec
        return made

    def unique(self, name=None):
        """Return every element only the first time it comes.

        >>> dataset = tf.data.Dataset.from_tensor_slices([1, 37, 2, 37, 2, 1]).unique()
        >>> sorted(int(x) for x in dataset)
        [1, 2, 37]

        Raises:
            TypeError: elements are not of int32, int64 or string.
        """
        for dtype in structure.flat_types(self.element_spec):
            if dtype.name not in ("int32", "int64", "string"):
                raise TypeError(
                    f"`tf.data.Dataset.unique` does not support type {dtype} -- only `tf.int32`, "
                    "`tf.int64`, and `tf.string` are supported.")
        return self._same("_UniqueDataset", raw.UniqueDataset(
            self._variant_tensor, **self._flat_attrs))

    def ignore_errors(self, log_warning=False, name=None):
        """Return the elements that are made without an error.

        >>> dataset = tf.data.Dataset.from_tensor_slices([1., 2., 0., 4.])
        >>> dataset = dataset.map(lambda x: tf.debugging.check_numerics(1. / x, ""))
        >>> [float(x) for x in dataset.ignore_errors()]
        [1.0, 0.5, 0.25]
        """
        return self._same("_IgnoreErrorsDataset", raw.IgnoreErrorsDataset(
            self._variant_tensor, log_warning=log_warning, **self._flat_attrs))

    def window(self, size, shift=None, stride=1, drop_remainder=False, name=None):
        """Return windows of elements, each a dataset, or a nest of datasets.

        Args:
            size: the number of elements of a window.
            shift: how far the next window is; by default the size.
            stride: how far elements of a window are from each other.
            drop_remainder: whether to leave out windows that are not full.
            name: unused.

        >>> for window in tf.data.Dataset.range(7).window(3):
        ...     print([int(x) for x in window])
        [0, 1, 2]
        [3, 4, 5]
        [6]
        """
        size = number(size, "size")
        spec = nest.map_structure(DatasetSpec, self.element_spec)
        variant = raw.WindowDataset(
            self._variant_tensor, size, size if shift is None else number(shift, "shift"),
            number(stride, "stride"), flag(drop_remainder, "drop_remainder"),
            output_types=structure.flat_types(spec), output_shapes=structure.flat_shapes(spec))
        return self._made("_WindowDataset", variant, spec, self)

    def enumerate(self, start=0, name=None):
        """Return every element with its number before it.

        >>> dataset = tf.data.Dataset.from_tensor_slices([10, 20]).enumerate(start=5)
        >>> [(int(i), int(x)) for i, x in dataset]
        [(5, 10), (6, 20)]
        """
        most = (1 << 63) - 1
        return self.zip((self.range(start, most), self))

    def _assert_cardinality(self, expected):
        return self._same("_AssertCardinalityDataset", raw.AssertCardinalityDataset(
            self._variant_tensor, number(expected, "expected_cardinality"), **self._flat_attrs))
