"""Eager calls of two tensors of one dtype, where nobody watches: the kernel at once.

Lives here: the way around the funnel for Python's operators and the few functions that small eager
programs spend their time in. It is taken only where the funnel would come to the same: two eager
tensors of one dtype, no recorder, the eager context on top. In every other case, errors too, the
call goes through the funnel.
Does not live here: what a call means; that is `dispatch.py` and the contexts.
"""

import functools

from numpy import asarray, ndarray

from tfcompat._src.arrays import devices
from tfcompat._src.base.errors import OpError
from tfcompat._src.core import context, direct, eager
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.registry import record


def of_two(op_name, accepts=None):
    """Return a decorator for functions of two tensors that come to one op without attributes.

    Measured, for two scalars on CPython 3.11: 4.0 us through the funnel, 0.7 us this way.

    Args:
        op_name: the op; it has two inputs and one output.
        accepts: a function that says of a DType whether the op is what the function comes to;
            every dtype where None.
    """

    def decorate(function):
        threads, bottom = context.threads(), eager.EAGER
        kernels = {}  # number of both inputs' DType: (kernel, DType of the result)

        @functools.wraps(function)
        def call(x, y, name=None):
            if type(x) is EagerTensor and type(y) is EagerTensor:
                dtype = x._dtype
                stack, recorders, run = threads.own
                if y._dtype is dtype and not recorders and stack[-1] is bottom:
                    known = kernels.get(dtype._type_enum)
                    kernel, result = known or _known(op_name, dtype, accepts, kernels)
                    try:
                        value = run(kernel, x._array, y._array)
                    except (OpError, RuntimeError, *eager.STRAY):
                        pass  # the funnel fails in the same way, and puts the frame around it
                    else:
                        if type(value) is not ndarray:
                            value = asarray(value)
                        return EagerTensor(value, result)
            return function(x, y, name)

        return call

    return decorate


def _known(op_name, dtype, accepts, kernels):
    """Return (kernel, DType of the result) for inputs of `dtype`; where none, what fails."""
    if accepts is None or accepts(dtype):
        op, key = record.find(op_name), (dtype, dtype)
        if key not in op.resolved:
            try:
                eager.remember(op, key, op.bind({"T": dtype}))
            except (OpError, TypeError, ValueError):
                pass  # the funnel says what is wrong with the dtype
        if key in op.resolved:
            kernel, result = op.resolved[key][:2]
            kernels[dtype._type_enum] = _without_checks(op_name, dtype) or kernel, result
            return kernels[dtype._type_enum]
    return _not_known, None


def _without_checks(op_name, dtype):
    """Return the array module's function that the kernel comes to for good inputs, or None."""
    xp = devices.local_device().xp
    if op_name == "MatMul":
        return direct.product(dtype, xp)
    return direct.function(op_name, [dtype, dtype], xp)


def _not_known(x, y):
    raise RuntimeError("not a call for the shortcut")
