"""Datasets as values: what a variant tensor of a dataset holds. No ops live here.

A dataset is a recipe that starts iterators; an iterator is a Python iterator of elements, and an
element is a sequence of arrays, one for each component. Iterators outlive errors: after one, the
next element is asked for. They are made of closures that `iter(step, None)` calls, or of builtins.
"""

import itertools
import re
import typing

from tfcompat._src.arrays import handles
from tfcompat._src.base import dtypes
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, OpError, OutOfRangeError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.variants import Variant, alone
from tfcompat._src.registry.definition import type_name

INFINITE, UNKNOWN = -1, -2
ROOT = "Iterator::Root"
WINDOW = "a window of another dataset"  # what such datasets show
_VERSION = re.compile(r"V\d+$")
# The attributes that nearly every op of datasets ends in.
TYPES = """
        output_types: list(type) >= 1
        output_shapes: list(shape) >= 1"""
ATTRS = TYPES + """
        metadata: string = ""
"""
_NUMBERS = itertools.count(1)


class Place(typing.NamedTuple):
    """Which iterator it is, in messages.

    Attributes:
        path: the iterators it is part of, "Iterator::Root::Prefetch::Map".
        number: which dataset's it is.
    """

    path: str
    number: int


class Dataset(Variant):
    """A dataset.

    Attributes:
        kind: the transformation that makes it, "Map".
        types: tuple of the DTypes of its components.
        shapes: tuple of their TensorShapes.
        start: function of the `Place` of an iterator that returns a new one.
        count: the number of elements, or INFINITE, or UNKNOWN.
        number: it is the so-maniest dataset of the process.
        options: the serialized options that it carries, b"" for none.
    """

    __slots__ = ("__weakref__", "_shown", "count", "kind", "number", "options", "shapes", "start",
                 "types")

    def __init__(self, kind, types, shapes, start, count=UNKNOWN, shown=""):
        self.kind, self.types, self.shapes = kind, tuple(types), tuple(shapes)
        self.start, self.count, self.options = start, count, b""
        self.number = next(_NUMBERS)
        self._shown = shown

    def iterator(self):
        """Return an iterator that ops ask for elements."""
        last = "" if self.kind == "Prefetch" else "::Prefetch"
        return self.begin(ROOT + last)

    def begin(self, path):
        """Return an iterator for the one that has a path."""
        return self.start(Place(f"{path}::{self.kind}", self.number))

    def __repr__(self):
        if self._shown == WINDOW:
            return "<Window>"
        kind = _VERSION.sub("", self.kind) if self._shown else self.kind
        return f"<{kind}DatasetOp{self._shown}::Dataset>"


class Wrapped(Variant):
    """A dataset that other devices may hold, which is never copied there."""

    __slots__ = ("dataset",)

    def __init__(self, dataset):
        self.dataset = dataset

    def __repr__(self):
        return "<tensorflow::WrappedDatasetVariantWrapper::DebugString>"


def opened(value):
    """Return the dataset that a tensor holds.

    Raises:
        InvalidArgumentError: it holds something else.
    """
    value = alone(value)
    if isinstance(value, Dataset):
        return value
    if getattr(value, "ndim", 0):
        raise InvalidArgumentError("Dataset tensor must be a scalar of dtype DT_VARIANT.")
    raise InvalidArgumentError("Tensor must be a Dataset object.")


def scalar(name, value):
    """Return the Python value of an argument that must be a scalar."""
    if value.ndim:
        raise InvalidArgumentError(f"{name} must be a scalar")
    return value.item()


def vector(name, value):
    """Return the list of an argument that must be a scalar or a vector."""
    if value.ndim > 1:
        raise InvalidArgumentError(f"`{name}` must be a scalar or a vector.")
    return value.reshape(-1).tolist()


class Calls:
    """A function of a dataset's iterator.

    Args:
        function: the function of arrays.
        captured: the arrays that it gets after an element.
        where: the `Place` of the iterator.
        plain: whether messages do not tell where.
    """

    __slots__ = ("_captured", "_function", "_plain", "_where")

    def __init__(self, function, captured, where, plain=False):
        self._function, self._captured, self._where = function, tuple(captured), where
        self._plain = plain

    def __call__(self, *arrays):
        try:
            return self._function(*arrays, *self._captured)
        except OpError as error:
            raise self._explained(error) from error

    def on(self, element):
        """Call the function with the arrays of an element."""
        try:
            return self._function(*element, *self._captured)
        except OpError as error:
            raise self._explained(error) from error

    def last(self, element):
        """The same; it may end the iteration by an OutOfRangeError."""
        try:
            return self.on(element)
        except OutOfRangeError:
            raise StopIteration from None

    def lasting(self, element):
        """The same; an OutOfRangeError is an error like others."""
        try:
            return self.on(element)
        except OutOfRangeError as error:
            raise InvalidArgumentError(
                f"Function invocation produced OutOfRangeError: {error.message}") from error

    def _explained(self, error):
        if error.framed:
            return error
        path, number = self._where
        kind = path.rpartition("::")[2]
        node = _failing_node(error)
        tail = f"\n\t [[{{{{node {node}}}}}]]" if node else ""
        start = "" if self._plain else (
            f"Error in user-defined function passed to {kind}Dataset:{number} transformation with "
            f"iterator: {path}: ")
        found = type(error)(f"{start}{error.message}{tail}")
        found.detected_at = node
        return found


def _failing_node(error):
    """Return the name of the node whose kernel raised an error, told by the plan that ran it."""
    found, trace = None, error.__traceback__
    while trace is not None:
        lines = trace.tb_frame.f_globals.get("__plan_lines__")
        if lines is not None:
            found = lines.get(trace.tb_lineno, found)
        trace = trace.tb_next
    return None if found is None else found.name


def stacked(xp, elements, types, mapped=False):
    """Return the components of elements, stacked.

    Args:
        xp: the array module.
        elements: list of elements.
        types: the DTypes of their components.
        mapped: whether a function makes the elements, which TensorFlow words otherwise.

    Raises:
        InvalidArgumentError: arrays of a component differ in shape.
    """
    found = []
    for i, dtype in enumerate(types):
        column = [element[i] for element in elements]
        if dtype is dtypes.variant or dtype is dtypes.resource:
            found.append(_stacked_handles(xp, column))
            continue
        shape = getattr(column[0], "shape", ())
        result = xp.empty((len(column), *shape), numpy_dtype(dtype))
        for j, item in enumerate(column):
            if getattr(item, "shape", ()) != shape:
                raise InvalidArgumentError(_misfit(mapped, i, shape, j, item.shape))
            result[j] = item if shape or dtype is not dtypes.string else item.item()
        found.append(result)
    return found


def _misfit(mapped, component, first, place, other):
    """Return what to say of elements of a batch that differ in shape."""
    if mapped:
        difference = "number of elements" if len(first) == len(other) else "rank"
        return (
            f"Cannot add tensor to the batch: {difference} does not match. Shapes are: [tensor]: "
            f"{shown(other)}, [batch]: {shown(first)}")
    return (
        f"Cannot batch tensors with different shapes in component {component}. First element had "
        f"shape {shown(first)} and element {place} had shape {shown(other)}.")


def _stacked_handles(xp, column):
    if any(getattr(item, "ndim", 0) for item in column):
        return xp.stack(column)
    return handles.stacked([alone(item) for item in column])


def text(xp, data):
    """Return a tensor of one string."""
    array = xp.empty((), object)
    array[()] = data
    return array


def rows(xp, array, dtype):
    """Return an iterator of the rows of an array."""
    if array.ndim == 1 and array.dtype == object and dtype is dtypes.string:
        return (text(xp, item) for item in array.tolist())
    return iter(array)


def most_general(first, second):
    """Return the shape of which both shapes are cases."""
    if first.rank is None or second.rank is None or first.rank != second.rank:
        return TensorShape(None)
    return TensorShape(
        [a if a == b else None for a, b in zip(first.as_list(), second.as_list(), strict=True)])


def check_fits(types, shapes, wanted_types, wanted_shapes):
    """Raise InvalidArgumentError unless elements of some types are such as are wanted."""
    if len(types) != len(wanted_types):
        raise InvalidArgumentError(
            f"Number of components does not match: expected {len(wanted_types)} types but got "
            f"{len(types)}."
        )
    for i, (found, wanted) in enumerate(zip(types, wanted_types, strict=True)):
        if found != wanted:
            raise InvalidArgumentError(
                f"Data type mismatch at component {i}: expected {type_name(wanted)} but got "
                f"{type_name(found)}."
            )
    for i, (found, wanted) in enumerate(zip(shapes, wanted_shapes, strict=True)):
        if not wanted.is_compatible_with(found):
            raise InvalidArgumentError(
                f"Incompatible shapes at component {i}: expected {shown(wanted)} but got "
                f"{shown(found)}."
            )


def with_scalars(*names):
    """Return the shape function of an op of scalars whose output is a handle."""
    def shape(c):
        for name in names:
            checks.with_rank(c[name], 0)
        return [TensorShape([])]

    return shape


def element_shapes(c):
    """The outputs are the components of an element."""
    shapes = list(c.attr("output_shapes"))
    if len(shapes) != c.outputs:
        raise ValueError(
            f"`output_shapes` must be the same length as `output_types` ({len(shapes)} vs. "
            f"{c.outputs}"
        )
    return shapes
