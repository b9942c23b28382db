"""Iterators of TensorFlow 1: nodes of a graph that sessions initialize and ask for elements."""

import warnings

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, library, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.data import structure
from tfcompat._src.data.optionals import OptionalImpl
from tfcompat._src.graph.func_graph import FuncGraph, current_graph
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.registry import find

_MANY_CALLS = 32


class Iterator(Trackable):
    """An iterator in a graph: `tf.compat.v1.data.Iterator`.

    Args:
        iterator_resource: the resource tensor.
        initializer: the operation that lets it begin, or None.
        output_types, output_shapes, output_classes: the structure of the elements, in parts.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     dataset = tf.compat.v1.data.Dataset.range(3)
        ...     iterator = tf.compat.v1.data.make_initializable_iterator(dataset)
        ...     x = iterator.get_next()
        ...     with tf.compat.v1.Session() as session:
        ...         session.run(iterator.initializer)
        ...         print(session.run(x), session.run(x))
        0 1
    """

    def __init__(self, iterator_resource, initializer, output_types, output_shapes,
                 output_classes):
        if output_types is None or output_shapes is None or output_classes is None:
            raise ValueError(
                "All of `output_types`, `output_shapes`, and `output_classes` must be specified to "
                "create an iterator. Got `output_types` = "
                f"{output_types!r}, `output_shapes` = {output_shapes!r}, `output_classes` = "
                f"{output_classes!r}.")
        self._iterator_resource = iterator_resource
        self._initializer = initializer
        self._element_spec = structure.from_legacy(output_types, output_shapes, output_classes)
        self._string_handle = raw.IteratorToStringHandle(iterator_resource)
        self._calls = 0

    @staticmethod
    def from_structure(output_types, output_shapes=None, shared_name=None, output_classes=None):
        """Return an iterator that any dataset of a structure can initialize.

        Args:
            output_types: nest of DTypes.
            output_shapes: nest of shapes; unknown by default.
            shared_name: the name under which sessions share it.
            output_classes: nest of classes; tensors by default.
        """
        spec = structure.from_legacy(
            structure.map_leaves(dtypes.as_dtype, output_types), output_shapes, output_classes)
        return Iterator(new_iterator(spec, shared_name), None, *_parts(spec))

    @staticmethod
    def from_string_handle(string_handle, output_types, output_shapes=None, output_classes=None):
        """Return the iterator that a string stands for.

        Args:
            string_handle: a string tensor, what `string_handle()` of an iterator was.
            output_types, output_shapes, output_classes: as of `from_structure`.
        """
        spec = structure.from_legacy(
            structure.map_leaves(dtypes.as_dtype, output_types), output_shapes, output_classes)
        resource = raw.IteratorFromStringHandleV2(
            convert_to_tensor(string_handle, dtypes.string),
            output_types=structure.flat_types(spec), output_shapes=structure.flat_shapes(spec))
        return Iterator(resource, None, *_parts(spec))

    @property
    def initializer(self):
        """The operation that lets it begin.

        Raises:
            ValueError: there is none.
        """
        if self._initializer is None:
            raise ValueError(
                "The iterator does not have an initializer. This means it was likely created using "
                "`tf.data.Dataset.make_one_shot_iterator()`. For an initializable iterator, use "
                "`tf.data.Dataset.make_initializable_iterator()` instead.")
        return self._initializer

    def make_initializer(self, dataset, name=None):
        """Return an operation that lets it begin a dataset.

        Raises:
            TypeError: the dataset has other elements.
        """
        for word, part in (("types", structure.legacy_types), ("classes", structure.legacy_classes),
                           ("shapes", structure.legacy_shapes)):
            wanted, found = part(self._element_spec), part(dataset.element_spec)
            fits = wanted == found
            if word == "shapes":
                fits = structure.are_compatible(self._element_spec, dataset.element_spec)
            if not fits:
                words = f"{word} compatible with" if word == "shapes" else word
                raise TypeError(
                    f"Expected output {words} {wanted!r} but got dataset with output {word} "
                    f"{found!r}.")
        return raw.MakeIterator(dataset._variant_tensor, self._iterator_resource, name=name)

    def get_next(self, name=None):
        """Return the next element: what sessions get is another one with every run."""
        self._calls += 1
        if self._calls > _MANY_CALLS:
            warnings.warn(
                "An unusually high number of `Iterator.get_next()` calls was detected. This often "
                "indicates that `Iterator.get_next()` is being called inside a training loop, "
                "which will cause gradual slowdown and eventual resource exhaustion. If this is "
                "the case, restructure your code to call `next_element = iterator.get_next()` once "
                "outside the loop, and use `next_element` as the input to some computation that is "
                "invoked inside the loop.", stacklevel=2)
        spec = self._element_spec
        return structure.from_tensors(spec, raw.IteratorGetNext(
            self._iterator_resource, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec), name=name))

    def get_next_as_optional(self):
        """Return the next element, or nothing at the end, as an optional."""
        spec = self._element_spec
        return OptionalImpl(raw.IteratorGetNextAsOptional(
            self._iterator_resource, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec)), spec)

    def string_handle(self, name=None):
        """Return a string tensor that stands for it."""
        if name is None:
            return self._string_handle
        return raw.IteratorToStringHandle(self._iterator_resource, name=name)

    @property
    def element_spec(self):
        """The structure of the elements."""
        return self._element_spec

    @property
    def output_types(self):
        """The DTypes of the components."""
        return structure.legacy_types(self._element_spec)

    @property
    def output_shapes(self):
        """The TensorShapes of the components."""
        return structure.legacy_shapes(self._element_spec)

    @property
    def output_classes(self):
        """The classes of the components."""
        return structure.legacy_classes(self._element_spec)


def _parts(spec):
    return (structure.legacy_types(spec), structure.legacy_shapes(spec),
            structure.legacy_classes(spec))


def new_iterator(spec, shared_name=None):
    """Return the resource tensor of a new iterator of a graph."""
    return raw.IteratorV2(
        container="", shared_name=shared_name or "", output_types=structure.flat_types(spec),
        output_shapes=structure.flat_shapes(spec))


def initializable(dataset, shared_name):
    """Return an iterator that a session has to initialize.

    Raises:
        RuntimeError: not in a graph.
    """
    if context.executing_eagerly():
        raise RuntimeError(
            "`make_initializable_iterator()` is not supported in eager mode. Use Python-style "
            "iteration instead.")
    spec = dataset.element_spec
    resource = new_iterator(spec, shared_name)
    initializer = raw.MakeIterator(dataset._variant_tensor, resource)
    return Iterator(resource, initializer, *_parts(spec))


def one_shot(dataset):
    """Return an iterator that begins by itself.

    Raises:
        ValueError: the dataset depends on what a session has to give or to keep.
    """
    spec = dataset.element_spec
    function = _copied(dataset._variant_tensor)
    current_graph().add_function(function)
    resource = raw.OneShotIterator(
        dataset_factory=function, output_types=structure.flat_types(spec),
        output_shapes=structure.flat_shapes(spec))
    return Iterator(resource, None, *_parts(spec))


_STATELESS = frozenset("""
    AnonymousSeedGenerator DummyMemoryCache DummySeedGenerator
""".split())


def _copied(tensor):
    """Return a function without arguments that makes a tensor, by the nodes that make it here."""
    graph = FuncGraph(f"_make_dataset_{library.next_number()}", current_graph(), False)
    made = {}

    def copy(op):
        if op in made:
            return
        _check(op)
        for source in (*(one.op for one in op.inputs), *op.control_inputs):
            copy(source)
        inputs = [made[one.op].outputs[one.value_index] for one in op.inputs]
        twin = graph.create_op(
            op.record or find(op.type), inputs, dict(op.attrs), f"{op.name}/",
            control_inputs=[made[control] for control in op.control_inputs])
        made[op] = twin

    for ref in _functions_of(tensor.op):
        graph.add_function(ref)
    copy(tensor.op)
    graph.outputs = [made[tensor.op].outputs[tensor.value_index]]
    return GraphFunction(graph.name, graph)


def _functions_of(op):
    """Return the functions that a node and those before it call."""
    found, seen, waiting = [], set(), [op]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        found += [one.graph.functions[ref.name] for ref in one.function_refs()
                  if ref.name in one.graph.functions]
        waiting += [tensor.op for tensor in one.inputs]
    return found


def _check(op):
    if op.type in ("Placeholder", "PlaceholderV2"):
        raise ValueError(
            f"Cannot capture a placeholder (name:{op.name}, type:{op.type}) by value.")
    stateful = op.is_stateful and not (op.type.endswith("Dataset") or "Dataset" in op.type)
    if stateful and op.type not in _STATELESS:
        raise ValueError(
            f"Cannot capture a stateful node (name:{op.name}, type:{op.type}) by value.: A likely "
            "cause of this error is that the dataset for which you are calling "
            "`make_one_shot_iterator()` captures a stateful object, such as a `tf.Variable` or "
            "`tf.lookup.StaticHashTable`, which is not supported. Use "
            "`make_initializable_iterator()` instead.")
