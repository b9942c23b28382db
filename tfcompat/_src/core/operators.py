"""Python's operators on tensors, in raw ops: arithmetic, comparison, indexing.

`OperatorMixin` is for whatever converts to a tensor (variables); `install` puts the same methods
onto Tensor, which has to exist below the op funnel.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, indexing, name_scopes, raw, shortcuts
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor

_DIVISION_DTYPE = {
    dtypes.uint8: dtypes.float32, dtypes.int8: dtypes.float32,
    dtypes.uint16: dtypes.float32, dtypes.int16: dtypes.float32,
    dtypes.uint32: dtypes.float64, dtypes.int32: dtypes.float64,
    dtypes.uint64: dtypes.float64, dtypes.int64: dtypes.float64,
    dtypes.bfloat16: None, dtypes.float16: None, dtypes.float32: None, dtypes.float64: None,
    dtypes.complex64: None, dtypes.complex128: None,
}


def true_divide(x, y, name=None):
    """Divide as Python 3 does: integers become floats first."""
    x = convert_to_tensor(x)
    y = convert_to_tensor(y, dtype_hint=x.dtype.base_dtype)
    x_dtype, y_dtype = x.dtype.base_dtype, y.dtype.base_dtype
    if x_dtype != y_dtype:
        raise TypeError(
            f"`x` and `y` must have the same dtype, got {x_dtype!r} != {y_dtype!r}."
        )
    if x_dtype not in _DIVISION_DTYPE:
        raise TypeError(
            f"Invalid dtype {x_dtype!r} in __truediv__. Expected one of "
            f"{{{', '.join(sorted(repr(d) for d in _DIVISION_DTYPE))}}}."
        )
    to = _DIVISION_DTYPE[x_dtype]
    if to is not None:
        x, y = raw.Cast(x, DstT=to), raw.Cast(y, DstT=to)
    return raw.RealDiv(x, y, name=name)


def add(x, y, name=None):
    """Add; strings concatenate."""
    if x.dtype.base_dtype == dtypes.string:
        return raw.Add(x, y, name=name)
    return raw.AddV2(x, y, name=name)


def equal(x, y, name=None):
    """Compare element by element; False where the shapes cannot be broadcast."""
    return raw.Equal(x, y, incompatible_shape_error=False, name=name)


def not_equal(x, y, name=None):
    """Compare element by element; True where the shapes cannot be broadcast."""
    return raw.NotEqual(x, y, incompatible_shape_error=False, name=name)


def _logical_or_bitwise(logical, bitwise):
    def function(x, y, name=None):
        if x.dtype.base_dtype == dtypes.bool:
            return getattr(raw, logical)(x, y, name=name)
        return getattr(raw, bitwise)(x, y, name=name)

    return function


def _logical_xor(x, y, name=None):
    both = raw.LogicalAnd(x, y)
    return raw.LogicalAnd(raw.LogicalOr(x, y), raw.LogicalNot(both), name=name or "xor")


def matmul(x, y, name=None):
    """Multiply matrices, batched above rank 2."""
    if x.shape.ndims == 2 and y.shape.ndims == 2:
        return raw.MatMul(x, y, name=name)
    if x.shape.ndims is not None and x.shape.ndims < 2:
        return raw.MatMul(x, y, name=name)  # the op's own error says what is wrong
    return raw.BatchMatMulV2(x, y, name=name)


def _plain(op, name):
    def function(x, y, name=name):
        return getattr(raw, op)(x, y, name=name)

    return function


def _operands(self, other):
    x = convert_to_tensor(self)
    return x, convert_to_tensor(other, dtype_hint=x.dtype.base_dtype)


def _defers(other):
    """Say whether Python should ask the other operand's type first."""
    return not isinstance(other, Tensor) and hasattr(type(other), "__tf_overrides__")


def _binary(function, name):
    def operator(self, other, _=None):
        if _defers(other):
            return NotImplemented
        x = convert_to_tensor(self)
        known = _at_once(other, x)
        if known is not None:
            return function(x, known, name=None)

        def call(name):
            y = convert_to_tensor(other, dtype_hint=x.dtype.base_dtype, name="y")
            return function(x, y, name=name)

        return name_scopes.scoped(name, call)

    shortcut = _SHORTCUTS.get(name)
    return shortcut(operator) if shortcut else operator


_NUMBERS = {}  # (type, number, DType's number): tensor
_MOST_NUMBERS = 1000


def _at_once(value, tensor):
    """Return the tensor of an operand where little has to be asked, else None.

    That is so eagerly: tensors stay, variables are read, and Python numbers beside floating
    tensors are kept; nobody else ever sees the tensors of numbers, so that they can be shared.
    """
    if type(tensor) is not EagerTensor or not context.current().is_eager:
        return None
    kind = type(value)
    if kind is EagerTensor:
        return value
    dtype = tensor._dtype
    if kind is float or kind is int:
        return _kept_number(kind, value, dtype) if value and dtype.is_floating else None
    read = getattr(kind, "_read_at_once", None)
    return read(value) if read is not None and value.dtype is dtype else None


def _kept_number(kind, value, dtype):
    """Return the tensor of a number other than zero (0.0 and -0.0 are equal)."""
    key = kind, value, dtype._type_enum
    known = _NUMBERS.get(key)
    if known is None:
        known = convert_to_tensor(value, dtype)
        if len(_NUMBERS) >= _MOST_NUMBERS:
            _NUMBERS.clear()
        _NUMBERS[key] = known
    return known


def _is_inexact(dtype):
    return dtype.is_floating or dtype.is_complex


def _reflected(function, name):
    def operator(self, other):
        y = convert_to_tensor(self)
        known = _at_once(other, y)
        if known is not None:
            return function(known, y, name=None)

        def call(name):
            x = convert_to_tensor(other, dtype=y.dtype.base_dtype, name="x")
            return function(x, y, name=name)

        return name_scopes.scoped(name, call)

    return operator


def _comparison(function):
    def operator(self, other):
        x, y = _operands(self, other)
        return function(x, y)

    return operator


def _equality(function, unlike):
    def operator(self, other):
        if other is None:
            return unlike
        x = convert_to_tensor(self)
        y = other if isinstance(other, Tensor) else convert_to_tensor(other, x.dtype.base_dtype)
        return function(x, y)

    return operator


_SHORTCUTS = {
    "add": shortcuts.of_two("AddV2"), "sub": shortcuts.of_two("Sub"),
    "mul": shortcuts.of_two("Mul"), "pow": shortcuts.of_two("Pow"),
    "floordiv": shortcuts.of_two("FloorDiv"), "mod": shortcuts.of_two("FloorMod"),
    "truediv": shortcuts.of_two("RealDiv", accepts=_is_inexact),
    "matmul": shortcuts.of_two("MatMul"),
}

_BINARY = {
    "add": (add, "add"), "sub": (_plain("Sub", "sub"), "sub"), "mul": (_plain("Mul", "mul"), "mul"),
    "truediv": (true_divide, "truediv"), "div": (true_divide, "truediv"),
    "floordiv": (_plain("FloorDiv", "floordiv"), "floordiv"),
    "mod": (_plain("FloorMod", "mod"), "mod"), "pow": (_plain("Pow", "pow"), "pow"),
    "matmul": (matmul, "matmul"),
    "and": (_logical_or_bitwise("LogicalAnd", "BitwiseAnd"), "and"),
    "or": (_logical_or_bitwise("LogicalOr", "BitwiseOr"), "or"),
}


class OperatorMixin:
    """Python's operators for a class that converts to a tensor."""

    __slots__ = ()
    __array_priority__ = 100  # numpy leaves `array + tensor` to us

    def __neg__(self):
        return raw.Neg(convert_to_tensor(self))

    def __abs__(self):
        x = convert_to_tensor(self)
        return raw.ComplexAbs(x) if x.dtype.is_complex else raw.Abs(x)

    def __pos__(self):
        return raw.Identity(convert_to_tensor(self))

    def __invert__(self):
        x = convert_to_tensor(self)
        return raw.LogicalNot(x) if x.dtype.base_dtype == dtypes.bool else raw.Invert(x)

    def __xor__(self, other):
        x, y = _operands(self, other)
        if x.dtype.base_dtype == dtypes.bool:
            return _logical_xor(x, y)
        return raw.BitwiseXor(x, y)

    def __rxor__(self, other):
        return OperatorMixin.__xor__(convert_to_tensor(other, convert_to_tensor(self).dtype), self)

    def __getitem__(self, key):
        return indexing.get_item(convert_to_tensor(self), key)

    __lt__ = _comparison(_plain("Less", None))
    __le__ = _comparison(_plain("LessEqual", None))
    __gt__ = _comparison(_plain("Greater", None))
    __ge__ = _comparison(_plain("GreaterEqual", None))
    __eq__ = _equality(equal, False)
    __ne__ = _equality(not_equal, True)


for _name, (_function, _node) in _BINARY.items():
    setattr(OperatorMixin, f"__{_name}__", _binary(_function, _node))
    setattr(OperatorMixin, f"__r{_name}__", _reflected(_function, _node))

_DUNDERS = frozenset(
    [*(f"__{name}__" for name in _BINARY), *(f"__r{name}__" for name in _BINARY),
     "__neg__", "__abs__", "__invert__", "__xor__", "__rxor__", "__getitem__", "__pos__",
     "__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"]
)


def install():
    """Put the operators onto Tensor."""
    for name in _DUNDERS:
        setattr(Tensor, name, vars(OperatorMixin)[name])
    Tensor.OVERLOADABLE_OPERATORS = _DUNDERS

