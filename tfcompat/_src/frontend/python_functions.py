"""Python functions as ops: `tf.py_function`, `tf.numpy_function`.

What runs them is in `core/python_calls.py`.
"""

import functools

import numpy as np

from tfcompat._src.base import nest
from tfcompat._src.base.dtypes import as_dtype
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.core import context, python_calls, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.grad.tape import GradientTape


def py_function(func=None, inp=None, Tout=None, name=None):
    """Call a Python function on eager tensors, also within a `tf.function`.

    Args:
        func: the function; it gets eager tensors and returns values that convert to tensors.
            Without it, a decorator is returned.
        inp: a list of tensors to give to it.
        Tout: the dtype of its result, or a list of the dtypes of its results, [] for none.
        name: a name for the node.

    Returns:
        A tensor, or a list of tensors where `Tout` is a list. It can be differentiated.

    Raises:
        ValueError: `func` is not callable.
        OpError: the function raised something; the class depends on what.

    Example:
        >>> import tfcompat as tf
        >>> tf.py_function(lambda x: x.numpy() * 2, [tf.constant(3.0)], tf.float32)
        <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """
    if func is None:
        return _decorator(py_function, Tout=Tout, name=name)
    if not callable(func):
        raise ValueError(
            f"Expected func to be callable. Received func={func} of type {type(func)}.")
    single, kinds = _types(Tout)
    call = python_calls.PythonCall(func, kinds, _Watching)
    tensors = [convert_to_tensor(item) for item in nest.flatten(inp, expand_composites=True)]
    if context.executing_eagerly():
        outputs = _called(call, tensors)
    else:
        call.keep(context.current().graph)
        outputs = raw.EagerPyFunc(tensors, token=call.token, Tout=kinds, name=name)
    return _packed(outputs, single, Tout)


def _called(call, tensors):
    """Call at once; what the function does is seen by all tapes around."""
    return raw.EagerPyFunc(tensors, token=call.token, Tout=call.types) \
        if not context.recorders() else call.results(tensors)


class _Watching:
    """A tape that begins to watch some tensors when it is entered."""

    def __init__(self, tensors):
        self._tape = GradientTape(persistent=True)
        self._tensors = tensors

    def __enter__(self):
        self._tape.__enter__()
        for tensor in self._tensors:
            if tensor.dtype.is_floating or tensor.dtype.is_complex:
                self._tape.watch(tensor)
        return self

    def __exit__(self, *details):
        return self._tape.__exit__(*details)

    def gradient(self, targets, sources, output_gradients):
        return self._tape.gradient(targets, sources, output_gradients=output_gradients)


def numpy_function(func=None, inp=None, Tout=None, stateful=True, name=None):
    """Call a Python function on numpy arrays, also within a `tf.function`.

    Args:
        func: the function; it gets numpy arrays and returns what converts to such. Without it, a
            decorator is returned.
        inp: a list of tensors to give to it.
        Tout: the dtype of its result, or a list of the dtypes of its results, [] for none.
        stateful: False says that it has no effects, and may be left out or called once for all.
        name: a name for the node.

    Returns:
        A tensor, or a list of tensors where `Tout` is a list. It has no gradient.

    Raises:
        InvalidArgumentError: the function returns other dtypes, or another number of values.

    Example:
        >>> import tfcompat as tf
        >>> tf.numpy_function(lambda x: x[::-1], [tf.constant([1, 2])], tf.int32)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([2, 1], dtype=int32)>
    """
    if func is None:
        return _decorator(numpy_function, Tout=Tout, stateful=stateful, name=name)
    if context.executing_eagerly():
        # Everything is an array here, while a traced call hands over scalars for single values.
        found = nest.flatten(func(*[np.array(item) for item in inp]))
        found = [None if item is None else convert_to_tensor(item) for item in found]
        return found[0] if len(found) == 1 else found
    single, kinds = _types(Tout)
    call = python_calls.PythonCall(func, kinds)
    call.keep(context.current().graph)
    record = raw.PyFunc if stateful else raw.PyFuncStateless
    outputs = record([convert_to_tensor(item) for item in inp], token=call.token, Tout=kinds,
                     name=name)
    return _packed(outputs, single, Tout)


def _decorator(how, **options):
    def decorate(function):
        @functools.wraps(function)
        def called(*args):
            return how(func=function, inp=list(args), **options)

        return called

    return decorate


def _types(Tout):
    """Return whether there is one result, and the DTypes of all tensors returned."""
    single = not isinstance(Tout, (list, tuple))
    kinds = []
    for kind in [Tout] if single else Tout:
        if isinstance(kind, TypeSpec):
            kinds.extend(spec.dtype for spec in nest.flatten(kind, expand_composites=True))
        else:
            kinds.append(as_dtype(kind))
    return single, kinds


def _packed(outputs, single, Tout):
    if outputs is None or not isinstance(outputs, (list, tuple)):
        outputs = [] if not isinstance(outputs, Tensor) else [outputs]
    specs = [Tout] if single else list(Tout)
    if any(isinstance(spec, TypeSpec) for spec in specs):
        remaining, packed = iter(outputs), []
        for spec in specs:
            packed.append(spec.from_tensors(remaining) if isinstance(spec, TypeSpec)
                          else next(remaining))
        outputs = packed
    return outputs[0] if single else list(outputs)
