"""The types of function arguments and results, as the tracing cache compares them.

A *leaf type* is a TensorSpec for tensors, `Literal` for Python values, `Alias` for objects known
by identity; structures are kept as they are. Binding names to arguments is in `signature.py`.
"""

import weakref

import numpy as np

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor

_PLAIN = (bool, int, float, complex, str, bytes, type(None))


class Literal:
    """The type of one Python value: equal where the values are, also 1, 1.0 and True."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        if not isinstance(other, Literal):
            return False
        mine, theirs = self.value, other.value
        return bool(mine == theirs) or (mine != mine and theirs != theirs)  # noqa: PLR0124 - nan

    def __hash__(self):
        return hash(self.value) if self.value == self.value else 0  # noqa: PLR0124 - nan

    def __repr__(self):
        return f"Literal[{self.value!r}]"


class Alias:
    """The type of one object: only that object has it. The object is not kept alive."""

    __slots__ = ("_id", "_reference")

    def __init__(self, value):
        self._id = id(value)
        try:
            self._reference = weakref.ref(value)
        except TypeError:
            self._reference = lambda: value

    def __eq__(self, other):
        return isinstance(other, Alias) and self._id == other._id and self() is other()

    def __hash__(self):
        return self._id

    def __call__(self):
        return self._reference()

    def __repr__(self):
        return f"Weakref[{self._reference!r}])"  # the parenthesis is TensorFlow's


def leaf_type(value):
    """Return the leaf type of one argument value; arrays count as the tensors they become."""
    if isinstance(value, (TypeSpec, Alias)):
        return value
    if isinstance(value, (Tensor, np.ndarray, np.generic)):
        if not isinstance(value, Tensor):
            value = convert_to_tensor(value)
        return TensorSpec(value.shape, value.dtype)
    if isinstance(value, _PLAIN):
        return Literal(value)
    try:
        hash(value)
    except TypeError:
        return Alias(value)
    if isinstance(value, type) or type(value).__module__.startswith("tfcompat._src.base"):
        return Literal(value)  # classes, dtypes and shapes are values, equal by content
    return Alias(value)


def value_type(value):
    """Return what `type_text` shows of one argument; objects are not kept alive by it.

    That is the spec of a tensor, the alias of an object, and other values as they are.
    """
    kind = leaf_type(value)
    return kind if isinstance(kind, (TypeSpec, Alias)) else value


def is_tensor_type(kind):
    """Say whether a leaf type stands for a tensor."""
    return isinstance(kind, TensorSpec)


def accepts(general, specific):
    """Say whether values of leaf type `specific` may be given where `general` was traced."""
    if is_tensor_type(general) and is_tensor_type(specific):
        return (
            general.dtype == specific.dtype
            and specific.shape.is_subtype_of(general.shape)
        )
    return general == specific


def common(one, other):
    """Return the most specific leaf type that takes the values of both, or None."""
    if is_tensor_type(one) and is_tensor_type(other):
        if one.dtype != other.dtype:
            return None
        return TensorSpec(one.shape.most_specific_compatible_shape(other.shape), one.dtype)
    return one if one == other else None


def type_text(structure):
    """Write the type of a structure of leaf types as TensorFlow prints it.

    >>> type_text([TensorSpec([], "float32"), Literal(2)])
    'List[TensorSpec(shape=(), dtype=tf.float32, name=None), Literal[2]]'
    """
    if isinstance(structure, Tensor):
        return repr(TensorSpec(structure.shape, structure.dtype))
    if hasattr(structure, "_fields") and isinstance(structure, tuple):
        items = zip(structure._fields, structure, strict=True)
        return f"{type(structure).__name__}[{_pairs(items)}]"
    if isinstance(structure, dict):
        return f"Dict[{_pairs(structure.items())}]"
    if isinstance(structure, list):
        return f"List[{', '.join(map(type_text, structure))}]"
    if isinstance(structure, tuple):
        return f"Tuple[{', '.join(map(type_text, structure))}]"
    if structure is None or isinstance(structure, _PLAIN):
        return repr(Literal(structure))
    return repr(structure)


def _pairs(items):
    return ", ".join(f"[{key!r}, {type_text(value)}]" for key, value in items)


def structure_key(structure):
    """Return a hashable description of how a structure is nested, leaves left out."""
    if isinstance(structure, dict):
        return ("dict", tuple((key, structure_key(structure[key])) for key in sorted(structure)))
    if isinstance(structure, (list, tuple)):
        kind = type(structure) if hasattr(structure, "_fields") else (
            "list" if isinstance(structure, list) else "tuple"
        )
        return (kind, tuple(structure_key(item) for item in structure))
    return "."


def leaves(structure):
    """Return the leaf types of all values of a structure, in flattening order."""
    return [leaf_type(value) for value in nest.flatten(structure)]
