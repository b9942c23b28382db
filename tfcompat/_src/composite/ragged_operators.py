"""Python's operators on ragged tensors: the ops of tensors, which ragged tensors answer themselves.

`&`, `|`, `^` and `~` are logical only, as TensorFlow has them.
"""

from tfcompat._src.core import operators, raw
from tfcompat._src.core.convert import convert_to_tensor


def _op(name):
    return lambda x, y: getattr(raw, name)(x, y)


def _logical_xor(x, y):
    return raw.LogicalAnd(raw.LogicalOr(x, y), raw.LogicalNot(raw.LogicalAnd(x, y)))


_BINARY = {
    "add": operators.add, "sub": _op("Sub"), "mul": _op("Mul"),
    "truediv": operators.true_divide, "floordiv": _op("FloorDiv"), "mod": _op("FloorMod"),
    "pow": _op("Pow"), "and": _op("LogicalAnd"), "or": _op("LogicalOr"), "xor": _logical_xor,
}
_COMPARISONS = {"lt": "Less", "le": "LessEqual", "gt": "Greater", "ge": "GreaterEqual"}


def _forward(function):
    def operator(self, other):
        return function(self, _operand(other, self))

    return operator


def _reflected(function):
    def operator(self, other):
        return function(_operand(other, self), self)

    return operator


def _operand(value, beside):
    return convert_to_tensor(value, dtype_hint=beside.dtype.base_dtype)


def _equality(function, unlike):
    def operator(self, other):
        if other is None:
            return unlike
        return function(self, _operand(other, self))

    return operator


def _absolute(self):
    return raw.ComplexAbs(self) if self.dtype.is_complex else raw.Abs(self)


def install(cls):
    """Put the operators onto the class of ragged tensors."""
    for name, function in _BINARY.items():
        setattr(cls, f"__{name}__", _forward(function))
        setattr(cls, f"__r{name}__", _reflected(function))
    for name, op in _COMPARISONS.items():
        setattr(cls, f"__{name}__", _forward(_op(op)))
    cls.__eq__ = _equality(operators.equal, False)
    cls.__ne__ = _equality(operators.not_equal, True)
    cls.__neg__ = lambda self: raw.Neg(self)
    cls.__abs__ = _absolute
    cls.__invert__ = lambda self: raw.LogicalNot(self)
