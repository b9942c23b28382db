"""What handles of TensorFlow 1's TensorArrays refer to, and those handles as strings.

The ops are in `tensor_array` and `tensor_array_old`. The TensorArray class of users is in
`composite/`; what it holds in graphs are lists of tensors (`tensor_list`), not these.
"""

import itertools

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import (
    InvalidArgumentError, NotFoundError, UnimplementedError,
)
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import Resource
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry.definition import type_name

_COUNTER = itertools.count()
_CONTAINER = "_tensor_arrays"


class TensorArrayResource(Resource):
    """Tensors that are each written once, and read once unless said otherwise.

    Attributes:
        dtype: the DType of the elements.
        element_shape: TensorShape: what is known of theirs.
        identical: whether all have the shape of the first that is written.
        dynamic: whether writing beyond the end makes the array longer.
        clear: whether reading takes elements out.
        adds_up: whether writing again adds to what is there, as gradients do.
        gradients: {source: the array of gradients made for it}.
    """

    handle_shape = (2,)
    __slots__ = ("_states", "adds_up", "clear", "closed", "dtype", "dynamic", "element_shape",
                 "gradients", "identical", "is_gradient")

    def __init__(self, name, dtype, size, element_shape, identical=False, dynamic=False,
                 clear=True, like=None):
        super().__init__(name, _CONTAINER)
        self.dtype, self.element_shape, self.identical = dtype, element_shape, identical
        self.dynamic, self.clear = dynamic, clear
        self.is_gradient = self.adds_up = like is not None
        self.closed = False
        self.gradients = {}
        self._states = [_State() for _ in range(size)]

    def __len__(self):
        return len(self._states)

    def check_open(self):
        """Raise InvalidArgumentError if the array is closed."""
        if self.closed:
            raise InvalidArgumentError(f"TensorArray {self.name} has already been closed.")

    def close(self):
        """Let go of all elements; whatever is done with the array from now on is an error."""
        self.closed = True
        self._states.clear()
        self.gradients.clear()

    def gradient(self, source, prepended=()):
        """Return the array in which gradients of the elements are added up.

        Args:
            source: which of them: gradients of one result share one.
            prepended: sizes that the gradients' shapes have before the elements'.
        """
        self.check_open()
        if self.is_gradient:
            raise InvalidArgumentError(f"Wrong input container. _tensor_array_grads{self.name}")
        self.dynamic = False
        made = self.gradients.get(source)
        if made is None:
            shape = TensorShape(prepended).concatenate(self.element_shape)
            name = f"{self.name}@{source.decode()}"
            made = TensorArrayResource(
                name, self.dtype, len(self), shape, self.identical, like=self)
            for state, of in zip(made._states, self._states, strict=True):
                if of.shape is not None:
                    state.shape, state.written = (*prepended, *of.shape), True
            self.gradients[source] = made
        return made

    def _refuse(self, sentence):
        raise InvalidArgumentError(f"TensorArray {self.name}: {sentence}")

    # --- writing ------------------------------------------------------------------------------

    def check_written(self, dtype):
        """Raise InvalidArgumentError unless tensors of a dtype may be written."""
        self.check_open()
        if dtype != self.dtype:
            raise InvalidArgumentError(
                f"TensorArray dtype is {type_name(self.dtype)} but Op is trying to write dtype "
                f"{type_name(dtype)}."
            )

    def write(self, index, value):
        """Set an element, or add to it where arrays of gradients are written again."""
        states = self._states
        if index < 0 or (index >= len(states) and not self.dynamic):
            self._refuse(
                f"Tried to write to index {index} but array is not resizeable and size is: "
                f"{len(states)}"
            )
        shape = tuple(getattr(value, "shape", ()))
        states.extend(_State() for _ in range(index + 1 - len(states)))
        could_not = f"Could not write to TensorArray index {index} because "
        if not self.element_shape.is_compatible_with(shape):
            self._refuse(
                f"{could_not}the value shape is {shown(shape)} which is incompatible with the "
                f"TensorArray's inferred element shape: {shown(self.element_shape)} (consider "
                "setting infer_shape=False)."
            )
        if self.identical and not self.element_shape.is_fully_defined():
            self.element_shape = TensorShape(shape)
        state = states[index]
        if state.read:
            self._refuse(f"{could_not}it has already been read.")
        if state.written and not self.adds_up:
            self._refuse(f"{could_not}it has already been written to.")
        if state.value is not None:
            if state.shape != shape:
                self._refuse(
                    f"Could not aggregate to TensorArray index {index} because the existing "
                    f"shape is {shown(state.shape)} but the new input shape is {shown(shape)}."
                )
            value = state.value + value
        state.value, state.shape, state.written = value, shape, True

    # --- reading ------------------------------------------------------------------------------

    def check_read(self, dtype):
        """Raise InvalidArgumentError unless the elements are of a dtype."""
        self.check_open()
        if dtype != self.dtype:
            raise InvalidArgumentError(
                f"TensorArray dtype is {type_name(self.dtype)} but Op requested dtype "
                f"{type_name(dtype)}."
            )

    def narrow(self, shape):
        """Note what a reader knows of the elements' shape."""
        if not self.element_shape.is_compatible_with(shape):
            raise InvalidArgumentError(
                f"PartialTensorShape: Incompatible shapes during merge: "
                f"{shown(self.element_shape)} vs. {shown(shape)}"
            )
        self.element_shape = self.element_shape.merge_with(shape)

    def read(self, xp, index):
        """Return an element; zeros where none was written and the shape is known."""
        if not 0 <= index < len(self._states):
            raise InvalidArgumentError(
                f"Tried to read from index {index} but array size is: {len(self._states)}"
            )
        state = self._states[index]
        if state.cleared:
            self._refuse(
                f"Could not read index {index} twice because it was cleared after a previous "
                "read (perhaps try setting clear_after_read = false?)."
            )
        if not state.written:
            if not self.element_shape.is_fully_defined():
                self._refuse(
                    f"Could not read from TensorArray index {index}.  Furthermore, the element "
                    f"shape is not fully defined: {shown(self.element_shape)}.  It is possible "
                    "you are working with a resizeable TensorArray and stop_gradients is not "
                    "allowing the gradients to be written.  If you set the full element_shape "
                    "property on the forward TensorArray, the proper all-zeros tensor will be "
                    "returned instead of incurring this error."
                )
            state.shape = tuple(self.element_shape.as_list())
        value = state.value
        if value is None:
            zero = b"" if self.dtype is dtypes.string else 0
            value = xp.full(state.shape, zero, dtypes.numpy_dtype(self.dtype))
        if self.clear:
            state.value, state.cleared = None, True
        state.read = True
        return value

    def read_all(self, xp, indices, element_shape):
        """Return elements of one shape as the rows of an array."""
        if not indices:
            if not element_shape.is_fully_defined():
                raise UnimplementedError(
                    f"TensorArray has size zero, but element shape {shown(element_shape)} is not "
                    "fully defined. Currently only static shapes are supported when packing "
                    "zero-size TensorArrays."
                )
            return xp.zeros((0, *element_shape.as_list()), dtypes.numpy_dtype(self.dtype))
        values = [self.read(xp, index) for index in indices]
        first = values[0].shape
        if not element_shape.is_compatible_with(first):
            raise InvalidArgumentError(
                f"TensorArray was passed element_shape {shown(element_shape)} which does not "
                f"match the Tensor at index 0: {shown(first)}"
            )
        for i, value in enumerate(values):
            if value.shape != first:
                raise InvalidArgumentError(
                    f"TensorArray has inconsistent shapes.  Index 0 has shape: {shown(first)} "
                    f"but index {i} has shape: {shown(value.shape)}"
                )
        return xp.stack(values)


class _State:
    """An element and what has happened to it."""

    __slots__ = ("cleared", "read", "shape", "value", "written")

    def __init__(self):
        self.value = self.shape = None
        self.written = self.read = self.cleared = False


def new(name, dtype, size, element_shape, **options):
    """Return an array of a name of its own.

    Raises:
        InvalidArgumentError: the size is negative.
    """
    if size < 0:
        raise InvalidArgumentError("Size should be >= 0.")
    name = f"{name.decode() or 'TensorArray'}_{next(_COUNTER)}"
    return TensorArrayResource(name, dtype, size, element_shape, **options)


# --- handles that are strings -----------------------------------------------------------------


class _Name(bytes):
    """The name of an array, which leads to the array itself and keeps it alive."""

    array = None


def string_handle(xp, array):
    """Return an array's handle as the older ops have it: two strings."""
    name = _Name(array.name.encode())
    name.array = array
    container = b"_tensor_array_grads" if array.is_gradient else _CONTAINER.encode()
    return xp.asarray([container, name], dtype=object)


def behind(handle):
    """Return the array that a handle of any version leads to.

    Raises:
        InvalidArgumentError: it is not of the size of a handle.
        NotFoundError: it leads to no array.
    """
    if isinstance(handle, TensorArrayResource):
        return handle
    strings = getattr(handle, "value", handle)  # a reference has the strings as its value
    if getattr(strings, "size", 0) != 2:
        raise InvalidArgumentError(
            f"Tensor array handle must be 2-element vector, but had shape: {shown(strings.shape)}")
    name = strings.reshape(-1)[1]
    if getattr(name, "array", None) is None:
        name = b"".join(strings.reshape(-1).tolist()).decode("utf-8", "replace")
        raise NotFoundError("Container __per_step_0 does not exist. (Could not find resource: "
                            f"__per_step_0/{name})")
    return name.array
