"""Methods of datasets that call functions for elements."""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import raw
from tfcompat._src.data import structure
from tfcompat._src.data.arguments import number
from tfcompat._src.data.batching import deterministic_attr
from tfcompat._src.data.specs import DatasetSpec
from tfcompat._src.data.traced import TracedFunction


class Mapping:
    """What is made of elements by functions."""

    __slots__ = ()

    def _mapped(self, function, outputs=None):
        """Return the dataset of what one of our own functions returns, of a known structure."""
        traced = TracedFunction(
            function, "map", self.element_spec, autograph=False, outputs=outputs)
        variant = raw.MapDataset(
            self._variant_tensor, traced.captured, f=traced.function, preserve_cardinality=True,
            **traced.attrs)
        return self._made("_MapDataset", variant, traced.spec, self, called=[traced])

    def map(self, map_func, num_parallel_calls=None, deterministic=None, synchronous=None,
            use_unbounded_threadpool=False, name=None):
        """Return what a function returns for the elements.

        Args:
            map_func: function of an element; of its parts, if it is a tuple. Traced once.
            num_parallel_calls: how many calls run at a time, a hint.
            deterministic: whether the order is certain; it always is.
            synchronous: whether nothing runs ahead; nothing does.
            use_unbounded_threadpool: unused.
            name: unused.

        >>> dataset = tf.data.Dataset.range(1, 4).map(lambda x: x + 1)
        >>> [int(x) for x in dataset]
        [2, 3, 4]

        Raises:
            TypeError: the function returns what cannot be in datasets.
        """
        if synchronous and num_parallel_calls is not None:
            raise ValueError(
                "`synchronous` is not supported with `num_parallel_calls`, but "
                "`num_parallel_calls` was set to ", num_parallel_calls)
        _check_callable(map_func)
        traced = TracedFunction(map_func, "map", self.element_spec)
        if num_parallel_calls is None:
            variant = raw.MapDataset(
                self._variant_tensor, traced.captured, f=traced.function,
                use_inter_op_parallelism=True, preserve_cardinality=True,
                force_synchronous=bool(synchronous), **traced.attrs)
            return self._made("_MapDataset", variant, traced.spec, self, called=[traced])
        variant = raw.ParallelMapDatasetV2(
            self._variant_tensor, traced.captured,
            number(num_parallel_calls, "num_parallel_calls"), f=traced.function,
            deterministic=deterministic_attr(deterministic), preserve_cardinality=True,
            use_unbounded_threadpool=use_unbounded_threadpool, **traced.attrs)
        return self._made("_ParallelMapDataset", variant, traced.spec, self, called=[traced])

    def filter(self, predicate, name=None):
        """Return the elements for which a function returns true.

        >>> dataset = tf.data.Dataset.from_tensor_slices([1, 2, 3]).filter(lambda x: x < 3)
        >>> [int(x) for x in dataset]
        [1, 2]

        Raises:
            ValueError: the function returns no bool.
        """
        traced = TracedFunction(predicate, "filter", self.element_spec)
        _check_predicate(
            traced.spec, ", but its return type is ", lambda s: s.is_compatible_with(_BOOL))
        variant = raw.FilterDataset(
            self._variant_tensor, traced.captured, predicate=traced.function, **self._flat_attrs)
        return self._made("_FilterDataset", variant, self.element_spec, self, called=[traced])

    def take_while(self, predicate, name=None):
        """Return the elements before the first one for which a function returns false.

        >>> dataset = tf.data.Dataset.range(10).take_while(lambda x: x < 3)
        >>> [int(x) for x in dataset]
        [0, 1, 2]

        Raises:
            ValueError: the function returns no bool.
        """
        traced = TracedFunction(predicate, "take_while", self.element_spec)
        _check_predicate(
            traced.spec, " but its return type is", lambda s: s.is_compatible_with(_BOOL))
        variant = raw.TakeWhileDataset(
            self._variant_tensor, traced.captured, predicate=traced.function, **self._flat_attrs)
        return self._made("_TakeWhileDataset", variant, self.element_spec, self, called=[traced])

    def flat_map(self, map_func, name=None):
        """Return the elements of the datasets that a function makes of the elements.

        >>> dataset = tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4]])
        >>> dataset = dataset.flat_map(tf.data.Dataset.from_tensor_slices)
        >>> [int(x) for x in dataset]
        [1, 2, 3, 4]

        Raises:
            TypeError: the function returns no dataset.
        """
        traced = TracedFunction(map_func, "flat_map", self.element_spec)
        spec = _spec_of_made(traced)
        variant = raw.FlatMapDataset(
            self._variant_tensor, traced.captured, f=traced.function,
            output_types=structure.flat_types(spec), output_shapes=structure.flat_shapes(spec))
        return self._made("_FlatMapDataset", variant, spec, self, called=[traced])

    def interleave(self, map_func, cycle_length=None, block_length=None, num_parallel_calls=None,
                   deterministic=None, name=None):
        """Return blocks of elements of the datasets that a function makes, by turns.

        Args:
            map_func: function of an element that returns a dataset.
            cycle_length: how many datasets take turns.
            block_length: how many elements each gives in its turn; 1 by default.
            num_parallel_calls: how many datasets are read at a time, a hint.
            deterministic: whether the order is certain; it always is.
            name: unused.

        >>> dataset = tf.data.Dataset.range(1, 4).interleave(
        ...     lambda x: tf.data.Dataset.from_tensors(x).repeat(3), cycle_length=2,
        ...     block_length=2)
        >>> [int(x) for x in dataset]
        [1, 1, 2, 2, 1, 2, 3, 3, 3]

        Raises:
            TypeError: the function returns no dataset.
        """
        traced = TracedFunction(map_func, "interleave", self.element_spec)
        spec = _spec_of_made(traced)
        attrs = {"output_types": structure.flat_types(spec),
                 "output_shapes": structure.flat_shapes(spec)}
        cycle = number(-1 if cycle_length is None else cycle_length, "cycle_length")
        block = number(1 if block_length is None else block_length, "block_length")
        if num_parallel_calls is None:
            variant = raw.InterleaveDataset(
                self._variant_tensor, traced.captured, cycle, block, f=traced.function, **attrs)
            return self._made("_InterleaveDataset", variant, spec, self, called=[traced])
        variant = raw.ParallelInterleaveDatasetV4(
            self._variant_tensor, traced.captured, cycle, block, number(-1, "buffer"),
            number(-1, "prefetch"), number(num_parallel_calls, "num_parallel_calls"),
            f=traced.function, deterministic=deterministic_attr(deterministic), **attrs)
        return self._made("_ParallelInterleaveDataset", variant, spec, self, called=[traced])

    def scan(self, initial_state, scan_func, name=None):
        """Return what a function of a state and the elements returns beside the next state.

        >>> dataset = tf.data.Dataset.range(5).scan(
        ...     tf.constant(0, tf.int64), lambda state, x: (state + x, state + x))
        >>> [int(x) for x in dataset]
        [0, 1, 3, 6, 10]

        Raises:
            TypeError: the function returns no pair, or a state of another structure.
        """
        state = structure.normalized(initial_state)
        state_spec = structure.spec_of(state)
        while True:
            traced = TracedFunction(scan_func, "scan", (state_spec, self.element_spec))
            if not isinstance(traced.spec, tuple) or len(traced.spec) != 2:
                raise TypeError(
                    "Invalid `scan_func`. `scan_func` should return a pair consisting of new state "
                    f"and the output value but its return type is {traced.spec}.")
            after, spec = traced.spec
            wider = weakened(
                state_spec, after, "Invalid `scan_func`. The element {} for the new state must "
                "match the initial state. Expected {}, got {}.")
            if wider == state_spec:
                break
            state_spec = wider
        variant = raw.ScanDataset(
            self._variant_tensor, structure.to_tensors(state_spec, state), traced.captured,
            f=traced.function, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec), preserve_cardinality=True)
        return self._made("_ScanDataset", variant, spec, self, called=[traced])

    def reduce(self, initial_state, reduce_func, name=None):
        """Return what a state is after a function has taken all elements.

        Args:
            initial_state: the first state, a nest.
            reduce_func: function of a state and an element that returns the next state.
            name: unused.

        >>> int(tf.data.Dataset.range(5).reduce(
        ...     np.int64(0), lambda total, x: total + x))
        10

        Raises:
            TypeError: the function returns a state of another structure.
        """
        state = structure.normalized(initial_state)
        state_spec = structure.spec_of(state)
        while True:
            traced = TracedFunction(
                reduce_func, "reduce()", (state_spec, self.element_spec))
            wider = weakened(
                state_spec, traced.spec, "The element {} for the new state must match the initial "
                "state. Expected {} but got {}.")
            if wider == state_spec:
                break
            state_spec = wider
        found = raw.ReduceDataset(
            self._variant_tensor, structure.to_tensors(state_spec, state), traced.captured,
            f=traced.function, output_types=structure.flat_types(state_spec),
            output_shapes=structure.flat_shapes(state_spec))
        return structure.from_tensors(state_spec, found)


_BOOL = TensorSpec([], dtypes.bool)


def _check_callable(function):
    if not callable(function):
        raise ValueError(
            f"Argument `func` must be a callable. Received func={function} (of type "
            f"{type(function)})")


def _check_predicate(spec, words, fits):
    if not isinstance(spec, TensorSpec) or not fits(spec):
        raise ValueError(
            "Invalid `predicate`. `predicate` must return a `tf.bool` scalar tensor"
            f"{words}{spec}.")


def _spec_of_made(traced):
    """Return the structure of the elements of the dataset that a function returns."""
    if not isinstance(traced.spec, DatasetSpec):
        raise TypeError(
            "The `map_func` argument must return a `Dataset` object. Got "
            f"{_type_of(traced)}.")
    return traced.spec.element_spec


def _type_of(traced):
    return repr(type(traced.returned))


def weakened(spec, after, sentence):
    """Return the structure of which a state and the state after it are cases.

    Args:
        spec: the structure of a state.
        after: that of the next one.
        sentence: what to say if they do not go together.
    """
    try:
        nest.assert_same_structure(spec, after)
    except (TypeError, ValueError):
        raise TypeError(sentence.format(
            "structure", structure.legacy_types(spec), structure.legacy_types(after))) from None
    found = []
    for one, other in zip(nest.flatten(spec), nest.flatten(after), strict=True):
        if type(one) is not type(other):
            raise TypeError(sentence.format(
                "classes", structure.legacy_classes(spec), structure.legacy_classes(after)))
        if getattr(one, "dtype", None) != getattr(other, "dtype", None):
            raise TypeError(sentence.format(
                "types", structure.legacy_types(spec), structure.legacy_types(after)))
        if other.is_subtype_of(one):
            found.append(one)
        else:
            found.append(one.most_specific_compatible_type(other))
    return nest.pack_sequence_as(spec, found)
