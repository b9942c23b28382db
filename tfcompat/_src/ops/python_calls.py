"""Ops whose kernels are Python functions of the user, found by a token.

What such a call means is in `core/python_calls.py`. The nodes can be saved, but run only in the
process that made them.
"""

from tfcompat._src.core import context, python_calls, raw
from tfcompat._src.registry import no_gradient, op


@op("""
    EagerPyFunc(input: Tin) -> output: Tout
        token: string
        is_async: bool = false
        Tin: list(type) >= 0
        Tout: list(type) >= 0
""", stateful=True)
def eager_py_func(xp, input, *, token, Tin):
    """Call a Python function with eager tensors.

    Shapes:
        input: any
        output: whatever the function returns
    Errors:
        InvalidArgumentError: there is no such function, or it returns too little.
        OpError: the function raised something; the class depends on what.
    Source: tf.raw_ops.EagerPyFunc
    """
    if token.endswith(_BACKWARD):
        return python_calls.find(token.removesuffix(_BACKWARD)).backward(input, Tin)
    return python_calls.find(token).on_tensors(input, Tin)


_BACKWARD = b"_gradient"


@eager_py_func.gradient
def eager_py_func_gradient(op, *dys):
    token = op.attr("token")
    call = python_calls.find(token)
    call.want_gradients()
    graph = getattr(context.current(), "graph", None)
    if graph is not None:
        call.keep(graph)
    kinds = op.attr("Tin")
    zeros = [raw.ZerosLike(y) if dy is None else dy
             for y, dy in zip(op.outputs, dys, strict=True)]
    return raw.EagerPyFunc(
        [*op.inputs, *zeros], token=token + _BACKWARD, is_async=op.attr("is_async"),
        Tout=list(kinds))


@op("""
    PyFunc(input: Tin) -> output: Tout
        token: string
        Tin: list(type) >= 0
        Tout: list(type) >= 0
""", stateful=True)
def py_func(xp, input, *, token):
    """Call a Python function with numpy arrays.

    Shapes:
        input: any
        output: whatever the function returns
    Errors:
        InvalidArgumentError: there is no such function, or it returns something else.
        OpError: the function raised something; the class depends on what.
    Source: tf.raw_ops.PyFunc
    """
    return python_calls.find(token).on_arrays(input)


@op("""
    PyFuncStateless(input: Tin) -> output: Tout
        token: string
        Tin: list(type) >= 0
        Tout: list(type) >= 0
""")
def py_func_stateless(xp, input, *, token):
    """Call a Python function with numpy arrays; the function has no effects.

    Shapes:
        input: any
        output: whatever the function returns
    Errors:
        InvalidArgumentError: there is no such function, or it returns something else.
    Source: tf.raw_ops.PyFuncStateless
    """
    return py_func(xp, input, token=token)


no_gradient(py_func, "TensorFlow differentiates no functions on arrays")
no_gradient(py_func_stateless, "TensorFlow differentiates no functions on arrays")
