"""Iterators: handles of where in a dataset one is, and the ops that ask them for elements."""

import itertools
import weakref

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import (
    DataLossError,
    FailedPreconditionError,
    InvalidArgumentError,
    OpError,
    OutOfRangeError,
)
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import Resource
from tfcompat._src.ops.dataset_seeds import Deleter
from tfcompat._src.ops.dataset_values import TYPES, check_fits, element_shapes, opened, text
from tfcompat._src.ops.optional import Optional
from tfcompat._src.ops.variants import HeldTensor, alone
from tfcompat._src.registry import op, shape_functions

_BY_HANDLE = weakref.WeakValueDictionary()
_NUMBERS = itertools.count()
_END = "End of sequence"


class Iterator(Resource):
    """Where in a dataset one is.

    Attributes:
        types, shapes: tuples of DTypes and TensorShapes of the elements it is for; empty ones
            are those of the first dataset it gets.
        dataset: the dataset, None before it was set.
        taken: how many elements it has returned.
    """

    __slots__ = ("_asked", "_next", "_sizes", "dataset", "shapes", "taken", "types")

    def __init__(self, types, shapes, name="", container=""):
        super().__init__(name, container)
        self.types, self.shapes = tuple(types), tuple(shapes)
        self.dataset, self._next, self.taken = None, None, 0
        self._asked = self._sizes = None

    def restart(self, dataset):
        """Begin a dataset."""
        if self.types:
            check_fits(dataset.types, dataset.shapes, self.types, self.shapes)
        self.dataset, self._next, self.taken = dataset, dataset.iterator().__next__, 0
        self._asked = None

    def advance(self, types, shapes):
        """Return the next element; StopIteration at the end.

        Raises:
            FailedPreconditionError: there is no dataset yet.
            InvalidArgumentError: elements are not of the types that are asked for.
        """
        if self._next is None:
            raise FailedPreconditionError(
                "GetNext() failed because the iterator has not been initialized. Ensure that you "
                "have run the initializer operation for this iterator before getting the next "
                "element.")
        with self.lock:
            self.taken += 1
            element = self._next()
            if types is not None:
                if self._asked is None or self._asked[0] is not types or (
                        self._asked[1] is not shapes):
                    self._ask(types, shapes)
                if not all(map(_fits, element, self._sizes)):
                    found = [TensorShape(getattr(array, "shape", ())) for array in element]
                    check_fits(types, found, types, shapes)
            return element

    def _ask(self, types, shapes):
        """Remember what elements are to be, once it was checked against the dataset."""
        check_fits(self.dataset.types, self.dataset.shapes, types, shapes)
        self._asked = types, shapes
        self._sizes = [None if shape.rank is None else tuple(shape.as_list()) for shape in shapes]

    def skip(self, count):
        """Pass over elements, as far as there are any; those that fail count too."""
        while self.taken < count:
            try:
                self.advance(None, None)
            except StopIteration:
                return
            except OpError:
                continue

    @property
    def handle(self):
        """The string that stands for it."""
        name = f"{self.container or 'localhost'}/{self.name}".encode()
        _BY_HANDLE[name] = self
        return name


def _fits(array, sizes):
    """Say whether an array has the sizes that are wanted, None being any."""
    shape = getattr(array, "shape", ())
    return sizes is None or shape == sizes or len(shape) == len(sizes) and all(
        wanted is None or size == wanted for size, wanted in zip(shape, sizes, strict=True))


_MAGIC = b"tfcompat iterator "


def state_of(xp, iterator):
    """Return where an iterator is, as a string tensor: how many elements it has returned."""
    return text(xp, _state(iterator))


def _state(iterator):
    return _MAGIC + str(iterator.taken).encode()


def restore_state(iterator, state):
    """Go to where an iterator of the same dataset was: begin again, and pass over elements.

    Raises:
        DataLossError: that is no such state.
        FailedPreconditionError: the iterator has no dataset.
    """
    if not isinstance(state, bytes):
        state = state.item()
    if not isinstance(state, bytes) or not state.startswith(_MAGIC):
        raise DataLossError("The state of the iterator was not written by this library.")
    if iterator.dataset is None:
        raise FailedPreconditionError("The iterator has no dataset whose elements to pass over.")
    iterator.restart(iterator.dataset)
    iterator.skip(int(state[len(_MAGIC):]))


def _iterator(resource):
    if not isinstance(resource, Iterator):
        raise InvalidArgumentError("Trying to access resource of another kind as an iterator.")
    return resource


@op(f"""
    IteratorV2() -> handle: resource
        shared_name: string
        container: string{TYPES}
""", stateful=True)
def iterator_v2(xp, *, shared_name, container, output_types, output_shapes):
    """Return an iterator, the same for every node with that shared name.

    Source: tf.raw_ops.IteratorV2
    """
    return Iterator(output_types, output_shapes, shared_name.decode(), container.decode())


iterator_v2.shape(shape_functions.scalar)


@op(f"""
    Iterator() -> handle: resource
        shared_name: string
        container: string{TYPES}
""", stateful=True)
def iterator(xp, *, shared_name, container, output_types, output_shapes):
    """The same in its first version.

    Source: tf.raw_ops.Iterator
    """
    return Iterator(output_types, output_shapes, shared_name.decode(), container.decode())


iterator.shape(shape_functions.scalar)


@op(f"""
    AnonymousIteratorV3() -> handle: resource{TYPES}
""", stateful=True)
def anonymous_iterator_v3(xp, *, output_types, output_shapes):
    """Return a new iterator.

    Source: tf.raw_ops.AnonymousIteratorV3
    """
    return Iterator(output_types, output_shapes, f"AnonymousIterator{next(_NUMBERS)}")


anonymous_iterator_v3.shape(shape_functions.scalar)


@op(f"""
    AnonymousIteratorV2() -> (handle: resource, deleter: variant){TYPES}
""", stateful=True)
def anonymous_iterator_v2(xp, *, output_types, output_shapes):
    """Return a new iterator, and what keeps it alive.

    Source: tf.raw_ops.AnonymousIteratorV2
    """
    made = Iterator(output_types, output_shapes, f"AnonymousIterator{next(_NUMBERS)}")
    return made, Deleter(made)


anonymous_iterator_v2.shape(shape_functions.scalar)


@op(f"""
    AnonymousIterator() -> handle: resource{TYPES}
""", stateful=True)
def anonymous_iterator(xp, *, output_types, output_shapes):
    """Return a new iterator.

    Source: tf.raw_ops.AnonymousIterator
    """
    return Iterator(output_types, output_shapes, f"AnonymousIterator{next(_NUMBERS)}")


anonymous_iterator.shape(shape_functions.scalar)


@op("""
    OneShotIterator() -> handle: resource
        dataset_factory: func
        output_types: list(type) >= 1
        output_shapes: list(shape) >= 1
        container: string = ""
        shared_name: string = ""
""", stateful=True)
def one_shot_iterator(
    xp, *, dataset_factory, output_types, output_shapes, container, shared_name
):
    """Return an iterator of the dataset that a function makes.

    Errors:
        InvalidArgumentError: the function makes something else.
    Source: tf.raw_ops.OneShotIterator
    """
    made = Iterator(output_types, output_shapes, shared_name.decode(), container.decode())
    found = dataset_factory()
    if len(found) != 1:
        raise InvalidArgumentError(
            "The `dataset_factory` function must return a single scalar of dtype DT_VARIANT.")
    made.restart(opened(found[0]))
    return made


one_shot_iterator.shape(shape_functions.scalar)


@op("""
    MakeIterator(dataset: variant, iterator: resource) -> ()
""", stateful=True)
def make_iterator(xp, dataset, iterator):
    """Let an iterator begin a dataset.

    Errors:
        InvalidArgumentError: its elements are not what the iterator is for.
    Source: tf.raw_ops.MakeIterator
    """
    _iterator(iterator).restart(opened(dataset))


make_iterator.shape(lambda c: [])


@op("""
    DeleteIterator(handle: resource, deleter: variant) -> ()
""", stateful=True)
def delete_iterator(xp, handle, deleter):
    """Let an iterator go; it lives on while something else has it.

    Source: tf.raw_ops.DeleteIterator
    """


delete_iterator.shape(lambda c: [])


def _next_element(xp, iterator, types, shapes):
    try:
        element = _iterator(iterator).advance(types, shapes)
    except StopIteration:
        raise OutOfRangeError(_END) from None
    return [array if getattr(array, "dtype", object) == object else xp.asarray(array)
            for array in element]


@op(f"""
    IteratorGetNext(iterator: resource) -> components: output_types{TYPES}
""", stateful=True)
def iterator_get_next(xp, iterator, *, output_types, output_shapes):
    """Return the next element of an iterator.

    Shapes:
        components: as `output_shapes` says
    Errors:
        OutOfRangeError: there is none left.
        FailedPreconditionError: it has no dataset yet.
        InvalidArgumentError: its elements are of other types.
    Source: tf.raw_ops.IteratorGetNext
    """
    return _next_element(xp, iterator, output_types, output_shapes)


iterator_get_next.shape(element_shapes)


@op(f"""
    IteratorGetNextSync(iterator: resource) -> components: output_types{TYPES}
""", stateful=True)
def iterator_get_next_sync(xp, iterator, *, output_types, output_shapes):
    """The same.

    Shapes:
        components: as `output_shapes` says
    Errors:
        as IteratorGetNext
    Source: tf.raw_ops.IteratorGetNextSync
    """
    return _next_element(xp, iterator, output_types, output_shapes)


iterator_get_next_sync.shape(element_shapes)


@op(f"""
    IteratorGetNextAsOptional(iterator: resource) -> optional: variant{TYPES}
""", stateful=True)
def iterator_get_next_as_optional(xp, iterator, *, output_types, output_shapes):
    """Return an optional with the next element of an iterator, or with nothing at its end.

    Errors:
        FailedPreconditionError: it has no dataset yet.
        InvalidArgumentError: its elements are of other types.
    Source: tf.raw_ops.IteratorGetNextAsOptional
    """
    try:
        return Optional(_next_element(xp, iterator, output_types, output_shapes), output_types)
    except OutOfRangeError as error:
        if error.message != _END:
            raise
        return Optional()


iterator_get_next_as_optional.shape(shape_functions.scalar)


@op("""
    IteratorToStringHandle(resource_handle: resource) -> string_handle: string
""", stateful=True)
def iterator_to_string_handle(xp, resource_handle):
    """Return a string that stands for an iterator in this process.

    Source: tf.raw_ops.IteratorToStringHandle
    """
    return text(xp, _iterator(resource_handle).handle)


iterator_to_string_handle.shape(shape_functions.scalar)


def _named(string_handle, types, shapes):
    if string_handle.ndim:
        raise InvalidArgumentError("string_handle must be a scalar")
    found = _BY_HANDLE.get(string_handle.item())
    if found is None:
        raise InvalidArgumentError(
            "Could not parse string_handle as a valid ResourceHandle")
    if types and found.types:
        check_fits(found.types, found.shapes, types, shapes)
    return found


@op("""
    IteratorFromStringHandleV2(string_handle: string) -> resource_handle: resource
        output_types: list(type) >= 0 = []
        output_shapes: list(shape) >= 0 = []
""", stateful=True, host=("string_handle",))
def iterator_from_string_handle_v2(xp, string_handle, *, output_types, output_shapes):
    """Return the iterator that a string stands for.

    Shapes:
        string_handle: []
    Errors:
        InvalidArgumentError: there is no such iterator, or it has other elements.
    Source: tf.raw_ops.IteratorFromStringHandleV2
    """
    return _named(string_handle, output_types, output_shapes)


iterator_from_string_handle_v2.shape(shape_functions.scalar)


@op("""
    IteratorFromStringHandle(string_handle: string) -> resource_handle: resource
        output_types: list(type) >= 0 = []
        output_shapes: list(shape) >= 0 = []
""", stateful=True, host=("string_handle",))
def iterator_from_string_handle(xp, string_handle, *, output_types, output_shapes):
    """The same in its first version.

    Shapes:
        string_handle: []
    Errors:
        as IteratorFromStringHandleV2
    Source: tf.raw_ops.IteratorFromStringHandle
    """
    return _named(string_handle, output_types, output_shapes)


iterator_from_string_handle.shape(shape_functions.scalar)


@op("""
    IteratorGetDevice(resource: resource) -> device: string
""", stateful=True)
def iterator_get_device(xp, resource):
    """Return the name of the device that an iterator is on.

    Source: tf.raw_ops.IteratorGetDevice
    """
    _iterator(resource)
    return text(xp, b"/job:localhost/replica:0/task:0/device:CPU:0")


iterator_get_device.shape(shape_functions.scalar)


@op("""
    SerializeIterator(resource_handle: resource) -> serialized: variant
        external_state_policy: int = 0
""", stateful=True)
def serialize_iterator(xp, resource_handle):
    """Return where an iterator is.

    Source: tf.raw_ops.SerializeIterator
    """
    return HeldTensor(_state(_iterator(resource_handle)), dtypes.string)  # kept on the host


serialize_iterator.shape(shape_functions.scalar)


@op("""
    DeserializeIterator(resource_handle: resource, serialized: variant) -> ()
""", stateful=True)
def deserialize_iterator(xp, resource_handle, serialized):
    """Let an iterator go to where one of the same dataset was.

    Errors:
        InvalidArgumentError: the variant holds something else.
    Source: tf.raw_ops.DeserializeIterator
    """
    held = alone(serialized)
    if not isinstance(held, HeldTensor):
        raise InvalidArgumentError("The serialized iterator holds something else.")
    restore_state(_iterator(resource_handle), held.array)


deserialize_iterator.shape(lambda c: [])
