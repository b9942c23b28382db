"""Arithmetic on scalars, written with Python's operators.

numpy's scalars take a tenth of the time that way that they take through its functions, with the
same results; loops over scalars live on that. Everything else calls kernels.
"""

from tfcompat._src.arrays import on_numpy
from tfcompat._src.base import dtypes

_INTEGERS = frozenset([dtypes.int32, dtypes.int64])
_FLOATS = frozenset([dtypes.float32, dtypes.float64])
_NUMBERS = _INTEGERS | _FLOATS
_BOOL = frozenset([dtypes.bool])
_FORMS = {
    **{name: (form, _NUMBERS) for name, form in {
        "Add": "{} + {}", "AddV2": "{} + {}", "Sub": "{} - {}", "Mul": "{} * {}",
        "Less": "{} < {}", "LessEqual": "{} <= {}", "Greater": "{} > {}",
        "GreaterEqual": "{} >= {}", "Equal": "{} == {}", "NotEqual": "{} != {}",
        "Neg": "-{}", "Square": "{0} * {0}",
    }.items()},
    "LogicalAnd": ("{} & {}", _BOOL), "LogicalOr": ("{} | {}", _BOOL),
    "LogicalNot": ("~{}", _BOOL),
    # Those by zero are errors, so the divisor has to be known.
    "FloorDiv": ("{} // {}", _INTEGERS), "FloorMod": ("{} % {}", _INTEGERS),
}
# Shapes of imported graphs are inferred when they are asked for; for all of a graph as large as
# this one that takes longer than it saves.
_LARGE = 500
_BY_KNOWN = frozenset(["FloorDiv", "FloorMod"])


def form(op, known, xp):
    """Return how to write a node with Python's operators.

    Args:
        op: the Operation.
        known: function of a tensor that returns its constant value, or None.
        xp: the array module that the plan is for.

    Returns:
        A text with `{}` in place of the inputs, or None if the kernel has to be called.
    """
    found = _FORMS.get(op.type)
    if found is None or xp is not on_numpy:
        return None
    text, kinds = found
    for tensor in op.inputs:
        if tensor._dtype not in kinds or _is_unknown(tensor) or tensor.shape.rank != 0:
            return None
    if op.type in _BY_KNOWN:
        divisor = known(op.inputs[1])
        if divisor is None or divisor == 0 or divisor == -1:
            return None
    return text


def _is_unknown(tensor):
    return tensor._shape is None and len(tensor.graph.operations) > _LARGE


def is_plain(tensor):
    """Say whether a tensor is a scalar that such arithmetic may use."""
    return tensor.shape.rank == 0 and (tensor._dtype in _NUMBERS or tensor._dtype in _BOOL)
