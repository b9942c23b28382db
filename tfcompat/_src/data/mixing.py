"""Methods that make one dataset of several."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.data import structure


class Mixing:
    """Which datasets elements are taken from."""

    __slots__ = ()

    @classmethod
    def zip(cls, *args, datasets=None, name=None):
        """Return elements that have one element of every dataset in a nest of datasets.

        >>> a, b = tf.data.Dataset.range(1, 4), tf.data.Dataset.range(4, 7)
        >>> [(int(i), int(x)) for i, x in tf.data.Dataset.zip(a, b)]
        [(1, 4), (2, 5), (3, 6)]

        Raises:
            TypeError: there is no dataset, or something else.
        """
        if not args and datasets is None:
            raise TypeError("Must pass at least one dataset to `zip`.")
        if args and datasets is not None:
            raise TypeError("Both `*args` and `datasets` cannot be set.")
        if len(args) == 1:
            datasets = args[0]
        elif args:
            datasets = args
        flat = structure.leaves(datasets)
        for one in flat:
            if _is_dataset(one):
                continue
            start = ("Invalid input to `zip`. Inputs are expected to be (nested) structures of "
                     "`tf.data.Dataset` objects")
            if isinstance(one, list):
                raise TypeError(f"{start}. Python `list` is not supported and you should use "
                                "`tuple` instead.")
            raise TypeError(f"{start} but encountered object of type {type(one)}.")
        spec = structure.map_leaves(lambda one: one.element_spec, datasets)
        variant = raw.ZipDataset(
            [one._variant_tensor for one in flat], output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec))
        return cls._made("_ZipDataset", variant, spec, *flat)

    @classmethod
    def choose_from_datasets(cls, datasets, choice_dataset, stop_on_empty_dataset=True):
        """Return elements of several datasets, as a dataset of numbers says.

        Args:
            datasets: list of datasets.
            choice_dataset: dataset of numbers.
            stop_on_empty_dataset: whether to end with the first of them that ends.

        >>> datasets = [tf.data.Dataset.from_tensors(word).repeat() for word in ("foo", "bar")]
        >>> choice = tf.data.Dataset.range(2).repeat(2)
        >>> dataset = tf.data.Dataset.choose_from_datasets(datasets, choice)
        >>> list(dataset.as_numpy_iterator())
        [b'foo', b'bar', b'foo', b'bar']
        """
        if not datasets:
            raise ValueError("Invalid `datasets`. `datasets` should not be empty.")
        spec = choice_dataset.element_spec
        if not (isinstance(spec, TensorSpec) and spec.dtype == dtypes.int64
                and spec.shape.rank == 0):
            raise TypeError(
                "Invalid `choice_dataset`. Elements of `choice_dataset` must be scalar `tf.int64` "
                f"tensors but are {spec}.")
        return cls._directed(choice_dataset, datasets, stop_on_empty_dataset)

    @classmethod
    def _directed(cls, selector, datasets, stop_on_empty):
        datasets = list(datasets)
        spec = datasets[0].element_spec
        for i, one in enumerate(datasets[1:], 1):
            try:
                spec = structure.supertype(spec, one.element_spec)
            except (TypeError, ValueError):
                raise TypeError(
                    "Invalid `datasets`. `datasets` must have compatible element specs.\n Dataset "
                    f"0 element_spec={datasets[0].element_spec}.\nDataset {i} "
                    f"element_spec={one.element_spec}.") from None
        variant = raw.DirectedInterleaveDataset(
            selector._variant_tensor, [one._variant_tensor for one in datasets],
            stop_on_empty_dataset=stop_on_empty, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec))
        return cls._made("_DirectedInterleaveDataset", variant, spec, selector, *datasets)

    @classmethod
    def sample_from_datasets(cls, datasets, weights=None, seed=None, stop_on_empty_dataset=False,
                             rerandomize_each_iteration=None):
        """Return elements of several datasets, chosen by chance.

        Args:
            datasets: list of datasets.
            weights: how probable each is: a list, or a dataset of such.
            seed: where the random numbers begin.
            stop_on_empty_dataset: whether to end with the first of them that ends.
            rerandomize_each_iteration: whether every iteration has a chance of its own.

        >>> a, b = tf.data.Dataset.range(3), tf.data.Dataset.range(10, 13)
        >>> dataset = tf.data.Dataset.sample_from_datasets([a, b], weights=[0.5, 0.5])
        >>> sorted(int(x) for x in dataset)
        [0, 1, 2, 10, 11, 12]
        """
        from tfcompat._src.data import sampling

        return sampling.mixed(
            cls, datasets, weights, seed, stop_on_empty_dataset, rerandomize_each_iteration)

    def rejection_resample(self, class_func, target_dist, initial_dist=None, seed=None, name=None):
        """Return elements of classes that are as frequent as is wanted, with their classes.

        Args:
            class_func: function of an element that returns the number of its class.
            target_dist: how frequent the classes are to be.
            initial_dist: how frequent they are; estimated as elements come, if left out.
            seed: where the random numbers begin.
            name: unused.

        >>> dataset = tf.data.Dataset.from_tensor_slices([0] * 100 + [1] * 100)
        >>> dataset = dataset.rejection_resample(
        ...     lambda x: x, target_dist=[0.5, 0.5], initial_dist=[0.5, 0.5])
        >>> len(list(dataset))
        200
        """
        from tfcompat._src.data import sampling

        return sampling.resampled(self, class_func, target_dist, initial_dist, seed)


def _is_dataset(value):
    return hasattr(value, "_variant_tensor") and hasattr(value, "element_spec")
