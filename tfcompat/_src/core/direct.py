"""Kernels that are one function of the array module, called without the kernel around it.

For good inputs the kernel of `Mul` is numpy's `multiply`; calling that itself takes half the time
on small arrays. Plans and the shortcuts of eager calls do so. What numpy says of bad inputs is put
into TensorFlow's words here.
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
_BY_BLAS = _WIDE | _COMPLEX
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


def function(name, kinds, xp):
    """Return the function of the array module that an op's kernel is, or None.

    Args:
        name: the op's name.
        kinds: the DTypes of its inputs.
        xp: the array module that is computed with.
    """
    found = CALLS.get(name)
    if found is None or xp is not on_numpy or not all(kind in found[1] for kind in kinds):
        return None
    return getattr(xp, found[0])


def product(kind, xp):
    """Return what multiplies two matrices of a dtype, or None; it raises ValueError for misfits."""
    return _product if kind in _BY_BLAS and xp is on_numpy else None


def _product(a, b):
    if a.ndim == 2 == b.ndim:
        return a.dot(b)
    raise ValueError("these are no matrices")


def translated(error, op):
    """Return the error that a node's kernel would have raised where numpy raised one, or None."""
    misfit = _MISFIT.match(str(error)) if op.type in CALLS else None
    if misfit is None:
        return None
    first, second = (re.sub(r"[() ]", "", shape).rstrip(",") for shape in misfit.groups())
    return InvalidArgumentError(f"Incompatible shapes: [{first}] vs. [{second}]")
