"""Trace types of single Python values, and the type of any value: `type_of`.

Specs are the types of tensors and composites, they are below; lists, dicts and other structures
are in `structure_types`. Which parameters have which types is in `function_type`.
"""

import weakref
from collections.abc import Mapping

import numpy as np

from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.base.tracing_protocol import TraceType
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor

_NAN = object()  # stands for every not-a-number, which are not equal among themselves


class Literal(TraceType):
    """The type of one Python value: equal where the values are, also 1, 1.0 and True."""

    __slots__ = ("value",)

    def __init__(self, value):
        hash(value)
        self.value = _NAN if isinstance(value, float) and value != value else value  # noqa: PLR0124

    def is_subtype_of(self, other):
        return self == other

    def most_specific_common_supertype(self, others):
        return self if all(self == other for other in others) else None

    def placeholder_value(self, placeholder_context):
        return float("nan") if self.value is _NAN else self.value

    def cast(self, value, cast_context):
        if self.value is _NAN and value != value:  # noqa: PLR0124
            return value
        if not self.value == value:
            raise TypeError(f"Can not cast {value!r} to {self!r}")
        return value

    def __eq__(self, other):
        return isinstance(other, Literal) and bool(self.value == other.value)

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return f"Literal[{self.value!r}]"


class Weakref(TraceType):
    """The type of one object, and of those equal to it. The object is not kept alive."""

    __slots__ = ("_hash", "_reference")

    def __init__(self, value):
        self._reference = weakref.ref(value)
        self._hash = hash(value)

    def __call__(self):
        """Return the object, or None when it is gone."""
        return self._reference()

    def is_subtype_of(self, other):
        return self == other

    def most_specific_common_supertype(self, others):
        return self if all(self == other for other in others) else None

    def placeholder_value(self, placeholder_context):
        return UnknownArgument() if placeholder_context.unnest_only else self()

    def cast(self, value, cast_context):
        if isinstance(value, UnknownArgument):
            return value
        wanted = self()
        if wanted is None or not (value is wanted or bool(value == wanted)):
            raise TypeError(f"Can not cast {value!r} to {self!r}")
        return value

    def __eq__(self, other):
        if not isinstance(other, Weakref):
            return False
        mine, theirs = self(), other()
        if mine is None or theirs is None:
            return self._reference is other._reference
        return mine is theirs or bool(mine == theirs)

    def __hash__(self):
        return self._hash

    def __repr__(self):
        return f"Weakref[{self._reference!r}])"  # the parenthesis is TensorFlow's


class Reference(TraceType):
    """A type with a number: the same number again stands for the same object again."""

    __slots__ = ("base", "identifier")

    def __init__(self, base, identifier):
        self.base = base
        self.identifier = identifier

    def is_subtype_of(self, other):
        return (isinstance(other, Reference) and self.identifier == other.identifier
                and self.base.is_subtype_of(other.base))

    def most_specific_common_supertype(self, others):
        if not all(isinstance(other, Reference) and self.identifier == other.identifier
                   for other in others):
            return None
        base = self.base.most_specific_common_supertype([other.base for other in others])
        return None if base is None else Reference(base, self.identifier)

    def placeholder_value(self, placeholder_context):
        return self.base.placeholder_value(placeholder_context)

    def to_tensors(self, value):
        return self.base.to_tensors(value)

    def from_tensors(self, tensors):
        return self.base.from_tensors(tensors)

    def flatten(self):
        return self.base.flatten()

    def cast(self, value, cast_context):
        return self.base.cast(value, cast_context)

    def __eq__(self, other):
        return (isinstance(other, Reference) and self.identifier == other.identifier
                and self.base == other.base)

    def __hash__(self):
        return hash((self.base, self.identifier))

    def __repr__(self):
        return f"Reference(base={self.base!r}, identifier={self.identifier!r})"


class UnknownArgument:
    """Stands in structured signatures for an argument that is no value and no tensor."""


class TypeContext:
    """What is shared by the types of one call's arguments: which objects occur again.

    Attributes:
        is_legacy_signature: whether specs among the arguments stand for tensors.
        values: number of an object to the object, for those that are traced themselves.
    """

    def __init__(self, is_legacy_signature=False):
        self.is_legacy_signature = is_legacy_signature
        self.values = {}
        self._numbers = {}

    def alias_global_id(self, local_id):
        """Return the number of an object within this call; `local_id` is its `id`."""
        return self._numbers.setdefault(local_id, len(self._numbers))

    def add_placeholder(self, number, value):
        """Let `value` itself be what the Python function gets for the object of a number."""
        self.values[number] = value

    def make_reference_type(self, base_type, local_id):
        """Return `base_type` with the number of an object, as a type."""
        return Reference(base_type, self.alias_global_id(local_id))


def type_of(value, context=None):
    """Return the trace type of a value.

    Args:
        value: any value.
        context: the TypeContext shared by the arguments of a call.

    Raises:
        TypeError: nothing is known of it: it cannot be hashed.

    Example:
        >>> type_of([1, "a"])
        List[Literal[1], Literal['a']]
    """
    from tfcompat._src.function import structure_types

    context = TypeContext() if context is None else context
    if isinstance(value, Tensor):
        return TensorSpec(value.shape, value.dtype)
    method = getattr(type(value), "__tf_tracing_type__", None)
    if method is not None:
        return value.__tf_tracing_type__(context)
    if isinstance(value, TraceType):
        return value
    if isinstance(value, (list, tuple, Mapping)):
        return structure_types.type_of(value, context)
    if isinstance(value, (np.ndarray, np.generic)) and not isinstance(value, str):
        tensor = convert_to_tensor(value)
        return TensorSpec(tensor.shape, tensor.dtype)
    spec = getattr(value, "_type_spec", None)
    if isinstance(spec, TypeSpec):
        return spec
    if structure_types.is_custom(value):
        return structure_types.type_of(value, context)
    return _of_object(value)


def _of_object(value):
    try:
        return Weakref(value)
    except TypeError:
        pass
    try:
        return Literal(value)
    except TypeError:
        raise TypeError(
            f"Could not generate a generic TraceType for {value!r}.Please verify that it is "
            "immutable/hashable. Otherwise, consider implementing the Tracing Protocol for it."
        ) from None


def is_tensor_type(kind):
    """Say whether a type stands for a single tensor."""
    return isinstance(kind, TensorSpec)
