"""Kernels that are one function of the array module, called without the kernel around it.

For good inputs the kernel of `Mul` is numpy's `multiply`; calling that itself takes half the time
on small arrays. What numpy says of bad inputs is put into TensorFlow's words here.
"""

import re

from tfcompat._src.arrays import on_numpy
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError

_INTEGERS = frozenset([
    dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64, dtypes.uint8, dtypes.uint16,
    dtypes.uint32, dtypes.uint64,
])
_FLOATS = frozenset([dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64])
_COMPLEX = frozenset([dtypes.complex64, dtypes.complex128])
_NUMBERS = _INTEGERS | _FLOATS | _COMPLEX
_BOOL = frozenset([dtypes.bool])
_WIDE = frozenset([dtypes.float32, dtypes.float64])
CALLS = {
    **{name: (function, _NUMBERS) for name, function in {
        "Add": "add", "AddV2": "add", "Sub": "subtract", "Mul": "multiply", "Neg": "negative",
        "Square": "square",
    }.items()},
    **{name: (function, _INTEGERS | _FLOATS) for name, function in {
        "Maximum": "maximum", "Minimum": "minimum", "Less": "less", "LessEqual": "less_equal",
        "Greater": "greater", "GreaterEqual": "greater_equal",
    }.items()},
    "RealDiv": ("divide", _FLOATS | _COMPLEX),
    **{name: (function, _WIDE) for name, function in {
        "Sqrt": "sqrt", "Exp": "exp", "Log": "log", "Log1p": "log1p", "Expm1": "expm1",
        "Tanh": "tanh", "Sin": "sin", "Cos": "cos", "Floor": "floor", "Ceil": "ceil",
        "Abs": "absolute",
    }.items()},
    "LogicalAnd": ("logical_and", _BOOL), "LogicalOr": ("logical_or", _BOOL),
    "LogicalNot": ("logical_not", _BOOL),
}
_MISFIT = re.compile(r"operands could not be broadcast together with shapes (\(.*?\)) (\(.*?\))")


def function(op, xp):
    """Return the function of the array module that a node's kernel is, or None.

    Args:
        op: the Operation.
        xp: the array module that the plan is for.
    """
    found = CALLS.get(op.type)
    if found is None or xp is not on_numpy:
        return None
    name, kinds = found
    if any(tensor._dtype not in kinds or tensor.is_ref for tensor in op.inputs):
        return None
    return getattr(xp, name)


def translated(error, op):
    """Return the error that a node's kernel would have raised where numpy raised one, or None."""
    misfit = _MISFIT.match(str(error)) if op.type in CALLS else None
    if misfit is None:
        return None
    first, second = (re.sub(r"[() ]", "", shape).rstrip(",") for shape in misfit.groups())
    return InvalidArgumentError(f"Incompatible shapes: [{first}] vs. [{second}]")
