"""`and`, `or`, `not`, `==` and `!=` at run time: staged lazily, or as Python has them."""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.function.autograph.operators import kinds
from tfcompat._src.graph.cond import cond


def and_(left, right):
    """Evaluate `left and right`, given as functions; `right` only if it matters."""
    value = left()
    if kinds.is_tensor(value):
        return cond(value, right, lambda: value)
    return value and right()


def or_(left, right):
    """Evaluate `left or right`, given as functions; `right` only if it matters."""
    value = left()
    if kinds.is_tensor(value):
        return cond(value, lambda: value, right)
    return value or right()


def not_(value):
    """Evaluate `not value`."""
    return raw.LogicalNot(value) if kinds.is_tensor(value) else not value


def eq(left, right):
    """Evaluate `left == right`, elementwise if one of them is a tensor."""
    if kinds.is_tensor(left) or kinds.is_tensor(right):
        return raw.Equal(convert_to_tensor(left), convert_to_tensor(right))
    return left == right


def not_eq(left, right):
    """Evaluate `left != right`, elementwise if one of them is a tensor."""
    return not_(eq(left, right))
