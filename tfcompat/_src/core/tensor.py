"""Tensor: what all tensors share, and EagerTensor: a tensor that has its value.

Arithmetic and indexing are put onto Tensor by `operators.py`, which stands above the op funnel.
Symbolic tensors are in the graph room; conversion of other values is in `convert.py`.
"""

import itertools
import threading

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape

NUMBERS = itertools.count(1)
_NUMBERING = threading.Lock()


class Tensor:
    """A multidimensional array of elements of one dtype: `tf.Tensor`.

    Example:
        >>> import tfcompat as tf
        >>> tf.constant([[1, 2], [3, 4]])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 2],
               [3, 4]], dtype=int32)>
    """

    __slots__ = ()
    __array_priority__ = 100  # numpy leaves `array + tensor` to us
    OVERLOADABLE_OPERATORS = frozenset()

    @property
    def dtype(self):
        """The DType of the elements."""
        raise NotImplementedError

    @property
    def shape(self):
        """The TensorShape; fully known for eager tensors."""
        raise NotImplementedError

    @property
    def ndim(self):
        """The number of dimensions."""
        return self.shape.ndims

    def get_shape(self):
        """Return the shape; the older spelling of `shape`."""
        return self.shape

    def ref(self):
        """Return a hashable reference to this tensor; `.deref()` gives the tensor back."""
        return Reference(self)

    def _known_value(self):
        """Return the value as an array where it is known already, else None."""
        return None

    def __hash__(self):
        raise TypeError("Tensor is unhashable. Instead, use tensor.ref() as the key.")


def identify(tensor):
    """Return the number that no other tensor of this process has or will have."""
    if tensor._id is None:
        with _NUMBERING:
            if tensor._id is None:
                tensor._id = next(NUMBERS)
    return tensor._id


class Reference:
    """A hashable stand-in for an object that is not hashable itself."""

    __slots__ = ("_wrapped",)

    def __init__(self, wrapped):
        self._wrapped = wrapped

    def deref(self):
        """Return the object."""
        return self._wrapped

    def __hash__(self):
        return id(self._wrapped)

    def __eq__(self, other):
        if not isinstance(other, Reference):
            return NotImplemented
        return self._wrapped is other._wrapped

    def __repr__(self):
        return f"<{type(self).__name__} wrapping {self._wrapped!r}>"


class EagerTensor(Tensor):
    """A tensor with a value at hand; the value never changes."""

    __slots__ = ("__weakref__", "_array", "_dtype", "_handle_data", "_id")

    def __init__(self, array, dtype):
        self._array = array
        self._dtype = dtype
        self._id = None  # a number once `identify` was asked for one

    @property
    def dtype(self):
        return self._dtype

    @property
    def shape(self):
        if self._has_array() or isinstance(self._array, np.ndarray):  # of several handles
            return TensorShape(self._array.shape)
        return TensorShape(())

    def set_shape(self, shape):
        """Check that a shape is compatible with this tensor's, which is fully known."""
        if not self.shape.is_compatible_with(as_shape(shape)):
            raise ValueError(
                f"Tensor's shape {self.shape} is not compatible with supplied shape "
                f"{as_shape(shape)}."
            )

    @property
    def device(self):
        """The name of the device that holds the value."""
        return "/job:localhost/replica:0/task:0/device:CPU:0"

    backing_device = device

    def _has_array(self):
        return self._dtype not in _OPAQUE

    def _known_value(self):
        return self._array

    def numpy(self):
        """Return a numpy copy of the value: an array, or a scalar for rank 0."""
        if not self._has_array():
            raise ValueError(
                f"Cannot convert a Tensor of dtype {self._dtype.name} to a NumPy array."
            )
        array = self._array
        return array.copy() if array.ndim else array[()]

    def __array__(self, dtype=None, copy=None):
        if not self._has_array():
            raise ValueError(
                f"Cannot convert a Tensor of dtype {self._dtype.name} to a NumPy array."
            )
        if copy or (dtype is not None and np.dtype(dtype) != self._array.dtype):
            return np.array(self._array, dtype=dtype)
        view = self._array.view()
        view.flags.writeable = False  # tensors are immutable, also through numpy
        return view

    def __bool__(self):
        array = self._array
        if array.size != 1:
            raise ValueError(
                "The truth value of an array with more than one element is ambiguous. "
                "Use a.any() or a.all()"
                if array.size
                else "The truth value of an empty array is ambiguous."
            )
        return bool(array.reshape(()).item())

    def __int__(self):
        return int(self.numpy())

    def __float__(self):
        return float(self.numpy())

    def __complex__(self):
        return complex(self.numpy())

    def __index__(self):
        return self.numpy().__index__()

    def __len__(self):
        if not self._array.ndim:
            raise TypeError("Scalar tensor has no `len()`")
        return len(self._array)

    def __iter__(self):
        if not self._array.ndim:
            raise TypeError("Cannot iterate over a scalar tensor.")
        for row in self._array:
            yield EagerTensor(as_array(row, self._dtype), self._dtype)

    def __format__(self, spec):
        return format(self.numpy(), spec)

    def __str__(self):
        return f"tf.Tensor({value_text(self)}, shape={self.shape}, dtype={self._dtype.name})"

    def __repr__(self):
        value = value_text(self, is_repr=True)
        label = "numpy" if self._has_array() else "value"
        return f"<tf.Tensor: shape={self.shape}, dtype={self._dtype.name}, {label}={value}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _rebuild, (self.numpy(), self._dtype)

    def __getattr__(self, name):
        if name in ("op", "graph", "name", "value_index", "consumers", "_consumers"):
            raise AttributeError(
                f"Tensor.{name} is undefined when eager execution is enabled."
            )
        if name in _NUMPY_NAMES:
            raise AttributeError(
                f"{type(self).__name__} object has no attribute '{name}'. \n"
                "        If you are looking for numpy-related methods, please run the following:"
                "\n        tf.experimental.numpy.experimental_enable_numpy_behavior()\n      "
            )
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")


_OPAQUE = frozenset([dtypes.resource, dtypes.variant])
_NUMPY_NAMES = frozenset(
    ["T", "astype", "ravel", "transpose", "reshape", "clip", "size", "tolist", "data"]
)


def wrap(array, dtype):
    """Return an EagerTensor around an array (not copied) or numpy scalar."""
    return EagerTensor(as_array(array, dtype), dtype)


def as_array(value, dtype):
    """Return `value` as an ndarray; strings, which numpy unpacks at rank 0, stay objects."""
    if type(value) is np.ndarray:
        return value
    if isinstance(value, np.generic):  # what ufuncs make of arrays of rank 0
        return np.asarray(value)
    if dtype in _OPAQUE:
        return value
    if dtype is dtypes.string and not isinstance(value, np.ndarray):
        array = np.empty((), object)
        array[()] = value
        return array
    return np.asarray(value)


def value_text(tensor, is_repr=False):
    """The value as numpy prints it; multi-line arrays begin on a line of their own in reprs."""
    if not tensor._has_array():
        return repr(tensor._array) if is_repr else str(tensor._array)
    value = tensor.numpy()
    if not is_repr:
        text = str(value)
        return "\n" + text if "\n" in text else text
    if tensor.shape.ndims == 0 and tensor.dtype is not dtypes.string:
        return format(value)  # with all digits of the float64 it is, unlike str
    text = repr(value)
    return "\n" + text if "\n" in text else text


def _rebuild(value, dtype):
    return wrap(value, dtype)
