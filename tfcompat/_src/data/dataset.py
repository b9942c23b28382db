"""Dataset: `tf.data.Dataset`, its identity, iteration and properties.

What makes datasets of datasets is in the classes it is made of, by theme: `sources`, `shaping`,
`batching`, `mapping`, `grouping`, `mixing`, `keeping`.
"""

import collections.abc

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.composite.ragged_spec import RaggedTensorSpec
from tfcompat._src.composite.sparse_tensor import SparseTensorSpec
from tfcompat._src.core import context, raw
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.data import structure
from tfcompat._src.data.batching import Batching
from tfcompat._src.data.grouping import Grouping
from tfcompat._src.data.iterators import NumpyIterator, OwnedIterator
from tfcompat._src.data.keeping import Keeping
from tfcompat._src.data.mapping import Mapping
from tfcompat._src.data.mixing import Mixing
from tfcompat._src.data.options import Options
from tfcompat._src.data.shaping import Shaping
from tfcompat._src.data.sources import Sources
from tfcompat._src.data.specs import DatasetSpec
from tfcompat._src.graph.func_graph import FuncGraph

_NUMPY = (TensorSpec, RaggedTensorSpec, SparseTensorSpec, structure.NoneTensorSpec)
_MOST_NEXT = 1000  # calls of `next` while a function is traced, before somebody says it is a loop


class DatasetV2(
    Sources, Shaping, Batching, Mapping, Grouping, Mixing, Keeping,
    collections.abc.Iterable, Trackable, CompositeTensor,
):
    """A sequence of elements that may be large: `tf.data.Dataset`.

    A dataset is made from a source, and from other datasets by transformations; elements are made
    when they are asked for.

    Args:
        variant_tensor: the tensor that carries it.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.from_tensor_slices([1, 2, 3]).map(lambda x: x * 2)
        >>> [int(x) for x in dataset]
        [2, 4, 6]
        >>> for batch in dataset.batch(2):
        ...     print(batch.numpy())
        [2 4]
        [6]
    """

    def __init__(self, variant_tensor):
        self._variant = variant_tensor
        self._spec = None
        self._sources = ()
        self._options_attr = None
        self._called = ()

    # --- making -------------------------------------------------------------------------------

    @classmethod
    def _made(cls, kind, variant_tensor, spec, *sources, called=()):
        """Return a dataset.

        Args:
            kind: the name of its class.
            variant_tensor: the tensor that carries it.
            spec: the structure of its elements.
            sources: the datasets it is made of.
            called: the TracedFunctions that it calls.
        """
        made = _class_of(cls, kind)(variant_tensor)
        made._spec, made._sources, made._called = spec, sources, tuple(called)
        made._options_attr = _merged_options(sources)
        return made

    @property
    def _variant_tensor(self):
        return self._variant

    @property
    def element_spec(self):
        """The structure of the elements: a nest of specs.

        >>> tf.data.Dataset.from_tensor_slices([1, 2, 3]).element_spec
        TensorSpec(shape=(), dtype=tf.int32, name=None)
        """
        return self._spec

    @property
    def _type_spec(self):
        return DatasetSpec(self.element_spec)

    @property
    def _flat_attrs(self):
        """The attributes for the structure, of ops on datasets."""
        return {"output_types": structure.flat_types(self._spec),
                "output_shapes": structure.flat_shapes(self._spec)}

    def _inputs(self):
        return list(self._sources)

    def _functions(self):
        return list(self._called)

    def _trackable_children(self, save_type="checkpoint", **kwargs):
        return {}

    # --- iteration ----------------------------------------------------------------------------

    def __iter__(self):
        """Return an iterator.

        Raises:
            RuntimeError: neither eagerly nor within a function.
        """
        if context.executing_eagerly():
            return OwnedIterator(self)
        if isinstance(context.current().graph, FuncGraph):
            return _counted(OwnedIterator(self))
        raise RuntimeError(
            "`tf.data.Dataset` only supports Python-style iteration in eager mode or within "
            "tf.function.")

    def as_numpy_iterator(self):
        """Return an iterator whose elements are numpy's arrays.

        >>> [int(x) for x in tf.data.Dataset.range(3)]
        [0, 1, 2]

        Raises:
            RuntimeError: not eagerly.
            TypeError: elements are of kinds that numpy lacks.
        """
        if not context.executing_eagerly():
            raise RuntimeError(
                "`tf.data.Dataset.as_numpy_iterator()` is only supported in eager mode.")
        for spec in nest.flatten(self.element_spec):
            if not isinstance(spec, _NUMPY):
                raise TypeError(
                    "`tf.data.Dataset.as_numpy_iterator()` is not supported for datasets that "
                    f"produce values of type {spec.value_type}")
        return NumpyIterator(self)

    def __bool__(self):
        return True

    __nonzero__ = __bool__

    def __len__(self):
        """Return the number of elements.

        Raises:
            TypeError: it is infinite or unknown, or this is within a function.
        """
        if not context.executing_eagerly():
            raise TypeError(
                "`tf.data.Dataset` only supports `len` in eager mode. Use "
                "`tf.data.Dataset.cardinality()` instead.")
        length = int(self.cardinality())
        if length == -1:
            raise TypeError("The dataset is infinite.")
        if length == -2:
            raise TypeError("The dataset length is unknown.")
        return length

    def __repr__(self):
        kind = type(self).__name__
        return f"<{kind} element_spec={self.element_spec}>"

    __str__ = __repr__

    def __debug_string__(self):
        """Return the tree of transformations."""
        lines, waiting = [], [(self, 0)]
        while waiting:
            dataset, depth = waiting.pop()
            lines.append("-" * 2 * depth + repr(dataset))
            waiting += [(source, depth + 1) for source in reversed(dataset._inputs())]
        return "\n".join(lines)

    # --- properties ---------------------------------------------------------------------------

    def cardinality(self):
        """Return the number of elements as a tensor: -1 is infinite, -2 unknown.

        >>> int(tf.data.Dataset.range(42).cardinality())
        42
        """
        return raw.DatasetCardinality(self._variant)

    def get_single_element(self, name=None):
        """Return the only element.

        >>> tf.data.Dataset.range(9).batch(9).get_single_element().numpy()
        array([0, 1, 2, 3, 4, 5, 6, 7, 8])

        Raises:
            InvalidArgumentError: there is none, or several.
        """
        return structure.from_tensors(self._spec, raw.DatasetToSingleElement(
            self._variant, **self._flat_attrs))

    def options(self):
        """Return the options of this dataset and those it is made of."""
        found = self._options_attr or Options()
        found._set_mutable(False)
        return found

    def with_options(self, options, name=None):
        """Return the same dataset with options, which count more than those it has.

        >>> options = tf.data.Options()
        >>> options.deterministic = False
        >>> tf.data.Dataset.range(3).with_options(options).options().deterministic
        False
        """
        if not isinstance(options, Options):
            raise AttributeError(f"{type(options).__name__!r} object is no tf.data.Options")
        variant = raw.OptionsDataset(
            self._variant, serialized_options=b"", **self._flat_attrs)
        made = self._made("_OptionsDataset", variant, self._spec, self)
        made._options_attr = Options()._merged(made._options_attr or Options())._merged(options)
        return made

    def apply(self, transformation_func):
        """Return what a function makes of this dataset.

        >>> dataset = tf.data.Dataset.range(100)
        >>> [int(x) for x in dataset.apply(lambda ds: ds.filter(lambda x: x < 3))]
        [0, 1, 2]

        Raises:
            TypeError: it is no dataset.
        """
        dataset = transformation_func(self)
        if not isinstance(dataset, DatasetV2):
            raise TypeError(
                "`transformation_func` must return a `tf.data.Dataset` object. Got "
                f"{type(dataset)}.")
        return dataset

    @classmethod
    def _call_op(cls, op, inputs, attrs, name):
        dataset = next(item for item in nest.flatten(list(inputs)) if isinstance(item, cls))
        raise dataset._no_tensor()

    def __tf_tensor__(self, dtype=None, name=None):
        raise self._no_tensor()


def _class_of(base, kind, made={}):  # noqa: B006 - filled once for each kind
    """Return the class of datasets that a transformation makes."""
    base = base._base
    found = made.get((base, kind))
    if found is None:
        found = made[base, kind] = type(
            kind, (base,), {"__module__": base.__module__})
    return found


DatasetV2._base = DatasetV2  # of the classes that transformations make


def from_variant(variant_tensor, spec, base=DatasetV2):
    """Return the dataset that a tensor carries."""
    return base._made("_VariantDataset", variant_tensor, spec)


def _merged_options(sources):
    merged = None
    for source in sources:
        found = source._options_attr
        if found is not None:
            merged = found if merged is None else merged._merged(found)
    return merged


def _counted(iterator):
    """Return an iterator of a function, which complains of being looped over by Python."""
    calls = 0
    proceed = iterator._next

    def checked():
        nonlocal calls
        calls += 1
        if calls > _MOST_NEXT:
            raise ValueError(
                "An unusually high number of `tf.data.Iterator.get_next()` calls was detected. "
                "This suggests that the `for elem in dataset: ...` idiom is used within "
                "tf.function with AutoGraph disabled. This idiom is only supported when AutoGraph "
                "is enabled.")
        return proceed()

    iterator._next = checked
    return iterator


AUTOTUNE, INFINITE_CARDINALITY, UNKNOWN_CARDINALITY = -1, -1, -2
