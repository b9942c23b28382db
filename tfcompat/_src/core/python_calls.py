"""Python functions behind nodes, by the token that the nodes carry.

Here: the registry and what a call of such a function means; the ops are in `ops/python_calls.py`.
A function is kept alive by the graph that has a node for it, not by the registry.
"""

import itertools
import threading
import traceback
import weakref

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, as_array
from tfcompat._src.registry.definition import type_name

_CALLS = weakref.WeakValueDictionary()
_NUMBERS = itertools.count()
_CLASSES = (
    (TypeError, errors.InvalidArgumentError), (ValueError, errors.InvalidArgumentError),
    (StopIteration, errors.OutOfRangeError), (MemoryError, errors.ResourceExhaustedError),
    (NotImplementedError, errors.UnimplementedError),
)
_MOST_KEPT = 1000  # records of calls that wait for their backward call


class PythonCall:
    """A Python function as nodes call it.

    Args:
        function: the function.
        types: the DTypes of its results.
        recorded: function that opens a tape on a list of tensors, for functions on tensors that
            are to be differentiated; None for functions on arrays.
    """

    def __init__(self, function, types, recorded=None):
        self.token = f"pyfunc_{next(_NUMBERS)}".encode()
        self.function = function
        self.types = list(types)
        self._recorded = recorded
        self._lock = threading.Lock()
        self._records = None
        _CALLS[self.token] = self

    def keep(self, graph):
        """Let a graph keep the function alive."""
        graph.python_calls.append(self)

    # --- functions on tensors ---------------------------------------------------------------

    def on_tensors(self, arrays, kinds):
        """Call the function with eager tensors of some arrays; return arrays."""
        tensors = [EagerTensor(as_array(a, kind), kind)
                   for a, kind in zip(arrays, kinds, strict=True)]
        with context.eagerly():
            if self._records is None:
                outputs = self.results(tensors)
            else:
                outputs = self._remembered(tensors)
        return [tensor._array for tensor in outputs]

    def results(self, tensors):
        """Call the function and return its results as eager tensors of the types promised.

        Raises:
            OpError: the function raised something; the class depends on what.
        """
        try:
            found = self.function(*tensors)
            items = found if isinstance(found, (list, tuple)) else (
                [] if found is None else [found])
            outputs = [convert_to_tensor(item, kind) for item, kind in zip(items, self.types)]
        except Exception as error:
            raise framed(error) from error
        self._check_count(len(outputs))
        return outputs

    def want_gradients(self):
        """Keep a record of every call from now on, for one backward call each."""
        with self._lock:
            self._records = [] if self._records is None else self._records

    def _remembered(self, tensors):
        tape = self._recorded(tensors)
        with tape:
            outputs = self.results(tensors)
        with self._lock:
            self._records.append((tape, tensors, outputs))
            del self._records[:-_MOST_KEPT]
        return outputs

    def backward(self, arrays, kinds):
        """Return the gradients of the inputs: `arrays` are the inputs and those of the outputs."""
        tensors = [EagerTensor(as_array(a, kind), kind)
                   for a, kind in zip(arrays, kinds, strict=True)]
        count = len(tensors) - len(self.types)
        with context.eagerly():
            with self._lock:
                record = self._records.pop() if self._records else None
            if record is None:
                self._remembered(tensors[:count])
                record = self._records.pop()
            tape, inputs, outputs = record
            found = tape.gradient(outputs, inputs, output_gradients=tensors[count:])
            return [convert_to_tensor(_zeros(x) if g is None else g)._array
                    for g, x in zip(found, inputs, strict=True)]

    # --- functions on arrays ----------------------------------------------------------------

    def on_arrays(self, arrays):
        """Call the function with arrays and numpy scalars; return arrays."""
        try:
            with context.eagerly():
                found = self.function(*[a[()] if a.ndim == 0 else a for a in arrays])
            items = found if isinstance(found, (list, tuple)) else (
                [] if found is None else [found])
            outputs = [_as_array(item) for item in items]
        except Exception as error:
            raise framed(error) from error
        self._check_count(len(outputs), exactly=True)
        for i, (array, kind) in enumerate(zip(outputs, self.types, strict=True)):
            actual = dtypes.from_numpy(array.dtype)
            if actual != kind:
                raise errors.InvalidArgumentError(
                    f"{i}-th value returned by {self._name} is {type_name(actual)}, but expects "
                    f"{type_name(kind)}"
                )
        return outputs

    @property
    def _name(self):
        return self.token.decode()

    def _check_count(self, count, exactly=False):
        wanted = len(self.types)
        if count < wanted or (exactly and count != wanted):
            raise errors.InvalidArgumentError(
                f"{self._name} returns {count} values, but expects to see {wanted} values.")


def find(token):
    """Return the PythonCall of a token.

    Raises:
        InvalidArgumentError: there is none in this process.
    """
    call = _CALLS.get(token)
    if call is None:
        raise errors.InvalidArgumentError(
            f"ValueError: callback {token.decode(errors='replace')} is not found"
        )
    return call


def framed(error):
    """Return the OpError that stands for what a Python function raised."""
    if isinstance(error, errors.OpError) and not error.framed:
        return error
    kind = next((kind for base, kind in _CLASSES if isinstance(error, base)), errors.UnknownError)
    name = type(error).__name__
    text = str(error)
    frames = "\n".join(traceback.format_tb(error.__traceback__))
    return kind(
        f"{name}: {text}\nTraceback (most recent call last):\n\n{frames}\n{name}: {text}\n\n")


def _zeros(tensor):
    return EagerTensor(np.zeros_like(tensor._array), tensor._dtype)


def _as_array(value):
    if isinstance(value, EagerTensor):
        return value._array
    array = np.asarray(value)
    if array.dtype.kind in "SU":
        encoded = np.empty(array.shape, object)
        encoded.reshape(-1)[:] = [
            item.encode() if isinstance(item, str) else bytes(item) for item in array.reshape(-1)]
        return encoded
    return array
