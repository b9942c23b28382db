"""Methods that make datasets of what is no dataset."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.data import structure
from tfcompat._src.data.arguments import dummy_generator, number, seeds


class Sources:
    """Where elements come from."""

    __slots__ = ()

    @classmethod
    def from_tensors(cls, tensors, name=None):
        """Return the dataset of one element.

        >>> dataset = tf.data.Dataset.from_tensors(([1, 2, 3], "A"))
        >>> list(dataset.as_numpy_iterator())
        [(array([1, 2, 3], dtype=int32), b'A')]
        """
        value = structure.normalized(tensors)
        spec = structure.spec_of(value)
        variant = raw.TensorDataset(
            structure.to_tensors(spec, value), output_shapes=structure.flat_shapes(spec))
        return cls._made("_TensorDataset", variant, spec)

    @classmethod
    def from_tensor_slices(cls, tensors, name=None):
        """Return the dataset of the rows of tensors.

        >>> dataset = tf.data.Dataset.from_tensor_slices(([1, 2], ["A", "B"]))
        >>> [(int(i), x.numpy()) for i, x in dataset]
        [(1, b'A'), (2, b'B')]

        Raises:
            ValueError: there are no tensors, or they differ in their number of rows.
        """
        value = structure.normalized(tensors)
        spec = structure.spec_of(value)
        flat = structure.to_batched_tensors(spec, value)
        if not flat:
            raise ValueError("Invalid `element`. `element` should not be empty.")
        _check_rows(flat)
        spec = structure.unbatched(spec)
        variant = raw.TensorSliceDataset(flat, output_shapes=structure.flat_shapes(spec))
        return cls._made("_TensorSliceDataset", variant, spec)

    @classmethod
    def range(cls, *args, **kwargs):
        """Return the dataset of numbers, as Python's `range` has them.

        Args:
            *args: as those of `range`.
            **kwargs: `output_type`, the DType of the numbers, int64 by default; `name`, unused.

        >>> [int(x) for x in tf.data.Dataset.range(1, 5, 2)]
        [1, 3]

        Raises:
            ValueError: there are too many arguments, or too few.
        """
        if not 1 <= len(args) <= 3:
            raise ValueError(
                "Invalid `args`. The length of `args` should be between 1 and 3 but was "
                f"{len(args)}.")
        start, stop, step = (0, args[0], 1) if len(args) == 1 else (*args, 1)[:3]
        dtype = dtypes.as_dtype(kwargs.get("output_type", dtypes.int64))
        spec = TensorSpec([], dtype)
        variant = raw.RangeDataset(
            number(start, "start"), number(stop, "stop"), number(step, "step"),
            output_types=[dtype], output_shapes=[spec.shape])
        return cls._made("_RangeDataset", variant, spec)

    @classmethod
    def counter(cls, start=0, step=1, dtype=dtypes.int64, name=None):
        """Return the dataset of numbers that never ends.

        >>> [int(x) for x in tf.data.Dataset.counter(start=2, step=5).take(3)]
        [2, 7, 12]
        """
        dtype = dtypes.as_dtype(dtype)
        start = convert_to_tensor(start, dtype, name="start")
        step = convert_to_tensor(step, dtype, name="step")
        return cls.from_tensors(0).repeat().scan(
            start, lambda state, _: (state + step, state))

    @classmethod
    def random(cls, seed=None, rerandomize_each_iteration=None, name=None):
        """Return the dataset of random numbers that never ends.

        Args:
            seed: where the numbers begin; together with `tf.random.set_seed`.
            rerandomize_each_iteration: whether every iteration has numbers of its own.
            name: unused.

        >>> first = list(tf.data.Dataset.random(seed=4).take(3).as_numpy_iterator())
        >>> first == list(tf.data.Dataset.random(seed=4).take(3).as_numpy_iterator())
        True
        """
        first, second = seeds(seed)
        spec = TensorSpec([], dtypes.int64)
        variant = raw.RandomDatasetV2(
            first, second, dummy_generator(),
            rerandomize_each_iteration=bool(rerandomize_each_iteration),
            output_types=[dtypes.int64], output_shapes=[spec.shape])
        return cls._made("_RandomDataset", variant, spec)

    @classmethod
    def list_files(cls, file_pattern, shuffle=None, seed=None, name=None):
        """Return the dataset of the names of files that match patterns.

        Args:
            file_pattern: a pattern, or several.
            shuffle: whether in random order, which is so by default.
            seed: where the random numbers begin.
            name: unused.

        >>> import pathlib, tempfile
        >>> folder = tempfile.mkdtemp()
        >>> for name in ("a.txt", "b.txt", "c.py"):
        ...     _ = pathlib.Path(folder, name).write_text("")
        >>> dataset = tf.data.Dataset.list_files(folder + "/*.txt", shuffle=False)
        >>> [path.rpartition(b"/")[2] for path in dataset.as_numpy_iterator()]
        [b'a.txt', b'b.txt']

        Raises:
            InvalidArgumentError: there is none.
        """
        from tfcompat._src.frontend.checks import Assert
        from tfcompat._src.frontend.control import control_dependencies

        pattern = convert_to_tensor(file_pattern, dtypes.string, name="file_pattern")
        files = raw.MatchingFiles(pattern)
        count = raw.Size(files, out_type=dtypes.int64)
        text = raw.StringJoin([
            "No files matched pattern: ", raw.ReduceJoin(pattern, _all_axes(pattern),
                                                         separator=", ")])
        check = Assert(raw.Greater(count, number(0, "zero")), [text], summarize=1)
        with control_dependencies([check] if check is not None else []):
            files = raw.Identity(files)
        dataset = cls.from_tensor_slices(files)
        if shuffle is None or shuffle:
            dataset = dataset.shuffle(raw.Maximum(count, number(1, "one")), seed=seed)
        return dataset

    @classmethod
    def from_generator(cls, generator, output_types=None, output_shapes=None, args=None,
                       output_signature=None, name=None):
        """Return the dataset of what a Python generator yields.

        Args:
            generator: function that returns an iterable; called anew for every iteration.
            output_types: nest of DTypes; better say `output_signature`.
            output_shapes: nest of shapes.
            args: tensors to call the function with, as arrays.
            output_signature: nest of specs of what is yielded.
            name: unused.

        >>> def numbers():
        ...     yield 42
        ...     yield 43
        >>> dataset = tf.data.Dataset.from_generator(
        ...     numbers, output_signature=tf.TensorSpec([], tf.int32))
        >>> [int(x) for x in dataset]
        [42, 43]

        Raises:
            TypeError: the function cannot be called, or nothing says what it yields.
        """
        from tfcompat._src.data import generators

        return generators.dataset_of(
            cls, generator, output_types, output_shapes, args, output_signature)


def _all_axes(tensor):
    return convert_to_tensor(list(range(tensor.shape.rank or 0)), dtypes.int32)


def _check_rows(flat):
    first = None
    for tensor in flat:
        size = tensor.shape[0] if tensor.shape.rank else None
        if first is None:
            first = size
        elif size is not None and first is not None and size != first:
            raise ValueError(f"Dimensions {first} and {size} are not compatible")
