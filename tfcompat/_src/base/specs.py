"""Type specs: `TypeSpec`, the description of a value, and `TensorSpec`, of a single tensor.

Here: the base class that every spec shares and the spec of tensors. Not here: specs of composite
tensors, variables and datasets, which live beside their values and register themselves with
`register_type_spec_from_value_converter`. Tensor classes live on higher floors; they are reached
by name, when a value must be told from a tensor.
"""

from __future__ import annotations

import abc
import importlib
import sys

import numpy as np

from tfcompat._src.base import dtypes, nest, shapes
from tfcompat._src.base.tracing_protocol import TraceType

_TENSOR_MODULE = "tfcompat._src.core.tensor"
_CONVERSION_MODULE = "tfcompat._src.core.convert"
_converters: list = []  # (class, function, whether subclasses count), the newest last


def _tensor_class():
    return importlib.import_module(_TENSOR_MODULE).Tensor


def _is_tensor(value):
    module = sys.modules.get(_TENSOR_MODULE)  # not loaded: there are no tensors yet
    return module is not None and isinstance(value, module.Tensor)


class TypeSpec(TraceType):
    """Describes a value: what it is made of, without its data.

    A subclass says what it is in `_serialize`, a tuple of constructor arguments; equality, hash,
    repr, pickling and subtyping follow from that. `_component_specs`, `_to_components` and
    `_from_components` take values apart and put them together.

    >>> isinstance(tf.TensorSpec([None, 2]), tf.TypeSpec)
    True
    """

    __slots__ = ("_cached_key", "__weakref__", "__dict__")

    _expands = True  # nest takes values apart with expand_composites; leaves say False

    @property
    @abc.abstractmethod
    def value_type(self):
        """The class of the values described."""

    @abc.abstractmethod
    def _serialize(self):
        """The constructor's arguments, as a nested tuple of simple values."""

    @property
    @abc.abstractmethod
    def _component_specs(self):
        """A nested structure of the specs of the parts of a value."""

    @abc.abstractmethod
    def _to_components(self, value):
        """The parts of a value, nested like `_component_specs`."""

    @abc.abstractmethod
    def _from_components(self, components):
        """The value that has the given parts."""

    @classmethod
    def _deserialize(cls, serialization):
        """The spec that `_serialize` described."""
        return cls(*serialization)

    def is_compatible_with(self, spec_or_value):
        """Whether a value, or values that another spec describes, can be what this spec describes.

        Args:
            spec_or_value: A TypeSpec or a value.

        Returns:
            A bool.
        """
        other = spec_or_value
        if not isinstance(other, TypeSpec):
            other = type_spec_from_value(other)
        return type(self) is type(other) and _compatible(self._serialize(), other._serialize())

    def is_subtype_of(self, other):
        """Whether everything that this spec describes is also described by `other`.

        >>> TensorSpec([3, 2]).is_subtype_of(TensorSpec([None, 2]))
        True
        """
        if type(self) is not type(other):
            return False
        mine, theirs = self._serialize(), other._serialize()
        try:
            nest.assert_same_structure(mine, theirs)
        except (TypeError, ValueError):
            return False
        pairs = zip(nest.flatten(mine), nest.flatten(theirs))
        return all(_part_is_subtype(part, others) for part, others in pairs)

    def most_specific_common_supertype(self, others):
        """The narrowest spec that describes everything this one and all `others` describe.

        >>> TensorSpec([3, 2]).most_specific_common_supertype([TensorSpec([4, 2])])
        TensorSpec(shape=(None, 2), dtype=tf.float32, name=None)

        Args:
            others: A sequence of TypeSpecs.

        Returns:
            A TypeSpec, or None where there is none.
        """
        if any(type(self) is not type(other) for other in others):
            return None
        mine = self._serialize()
        theirs = [other._serialize() for other in others]
        try:
            for one in theirs:
                nest.assert_same_structure(mine, one)
        except (TypeError, ValueError):
            return None
        rows = zip(nest.flatten(mine), *[nest.flatten(one) for one in theirs])
        found = []
        for part, *rest in rows:
            joined = _joined(part, rest)
            if joined is _NOTHING:
                return None
            found.append(joined)
        return self._deserialize(nest.pack_sequence_as(mine, found))

    def most_specific_compatible_type(self, other):
        """The narrowest spec that describes what either spec describes.

        Raises:
            ValueError: There is none.
        """
        found = self.most_specific_common_supertype([other])
        if found is None:
            raise ValueError(f"No TypeSpec is compatible with both {self} and {other}")
        return found

    def _with_tensor_ranks_only(self):
        """This spec with every known size of its shapes forgotten."""

        def forget(part):
            if isinstance(part, TypeSpec):
                return part._with_tensor_ranks_only()
            return shapes.unknown_shape(part.rank) if _is_shape(part) else part

        return self._deserialize(nest.map_structure(forget, self._serialize()))

    def _without_tensor_names(self):
        """This spec with the names of its TensorSpecs forgotten."""

        def forget(part):
            return part._without_tensor_names() if isinstance(part, TypeSpec) else part

        return self._deserialize(nest.map_structure(forget, self._serialize()))

    @property
    def _flat_tensor_specs(self):
        """The specs of all tensors in a value."""
        return nest.flatten(self._component_specs, expand_composites=True)

    def _to_tensor_list(self, value):
        """All tensors of a value."""
        return nest.flatten(self._to_components(value), expand_composites=True)

    def _from_tensor_list(self, tensor_list):
        """The value made of the given tensors.

        Raises:
            ValueError: Their number or one of them does not fit.
        """
        expected = self._flat_tensor_specs
        start = f"Cannot create a {self.value_type.__name__} from the tensor list because "
        if len(expected) != len(tensor_list):
            raise ValueError(f"{start}the TypeSpec expects {len(expected)} items, but the "
                             f"provided tensor list has {len(tensor_list)} items.")
        for index, (spec, tensor) in enumerate(zip(expected, tensor_list)):
            if not spec.is_compatible_with(tensor):
                raise ValueError(f"{start}item {index} ({tensor!r}) is incompatible with the "
                                 f"expected TypeSpec {spec}.")
        return self._from_compatible_tensor_list(tensor_list)

    def _from_compatible_tensor_list(self, tensor_list):
        """The value made of the given tensors, which are known to fit."""
        packed = nest.pack_sequence_as(self._component_specs, tensor_list, expand_composites=True)
        return self._from_components(packed)

    def _to_legacy_output_types(self):
        raise NotImplementedError(f"{type(self).__name__}._to_legacy_output_types()")

    def _to_legacy_output_shapes(self):
        raise NotImplementedError(f"{type(self).__name__}._to_legacy_output_shapes()")

    def _to_legacy_output_classes(self):
        return self.value_type

    def flatten(self):
        """The specs of all tensors in a value."""
        return self._flat_tensor_specs

    def to_tensors(self, value):
        """All tensors of a value."""
        return self._to_tensor_list(value)

    def from_tensors(self, tensors):
        """The value made of the next tensors of an iterator."""
        return self._from_compatible_tensor_list([next(tensors) for _ in self._flat_tensor_specs])

    def placeholder_value(self, placeholder_context):
        """A value made of placeholders; the context makes those of tensors."""
        if placeholder_context.unnest_only:
            return self
        parts = nest.map_structure(
            lambda spec: spec.placeholder_value(placeholder_context), self._component_specs)
        return self._from_components(parts)

    def cast(self, value, cast_context):
        """A value, or a spec of values, brought to what this spec describes.

        Raises:
            TypeError: It does not fit.
        """
        if isinstance(value, TypeSpec):
            if not value.is_subtype_of(self):
                raise TypeError(f"Can not cast {value!r} to {self!r}")
            return self
        before = self._to_tensor_list(value) if isinstance(value, self.value_type) else [value]
        after = nest.map_structure(
            lambda spec, part: spec.cast(part, cast_context), self._flat_tensor_specs, before)
        same = all(a is b for a, b in zip(before, after))
        return value if same else self._from_compatible_tensor_list(after)

    def _key(self):
        """What equality and hash compare: the class and the serialization, made hashable."""
        try:
            return self._cached_key
        except AttributeError:
            self._cached_key = type(self), _hashable(self._serialize())
            return self._cached_key

    def __eq__(self, other):
        return self is other or (type(other) is type(self) and self._key() == other._key())

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return type(self), self._serialize()

    def __repr__(self):
        return f"{type(self).__name__}{self._serialize()!r}"


_NOTHING = object()


def _is_shape(value):
    return isinstance(value, shapes.TensorShape)


def _is_type(value):
    """Whether a part of a serialization knows of subtypes itself."""
    return isinstance(value, (TypeSpec, shapes.TensorShape, dtypes.DType))


def _part_is_subtype(part, other):
    return part.is_subtype_of(other) if _is_type(part) else part == other


def _joined(part, rest):
    if not _is_type(part):
        return part if all(part == other for other in rest) else _NOTHING
    found = part.most_specific_common_supertype(rest)
    return _NOTHING if found is None else found


def _hashable(value):
    """A hashable equivalent of a part of a serialization; lists and tuples stay distinct."""
    if isinstance(value, TypeSpec):
        return value._key()
    if isinstance(value, dict):
        return tuple([(key, _hashable(value[key])) for key in sorted(value)])
    if isinstance(value, tuple):
        return tuple([_hashable(item) for item in value])
    if isinstance(value, list):
        return list, tuple([_hashable(item) for item in value])
    if isinstance(value, np.ndarray):
        return np.ndarray, value.shape, _hashable(value.tolist())
    return value


def _compatible(mine, theirs):
    """Whether two serializations describe values that can be the same."""
    if type(mine) is not type(theirs):
        return False
    if isinstance(mine, (list, tuple)):
        return len(mine) == len(theirs) and all(map(_compatible, mine, theirs))
    if isinstance(mine, dict):
        return mine.keys() == theirs.keys() and all(
            _compatible(mine[key], theirs[key]) for key in mine)
    return mine.is_compatible_with(theirs) if _is_type(mine) else mine == theirs


class TensorSpec(TypeSpec):
    """Describes a tensor: its shape as far as it is known, its dtype, and maybe a name.

    >>> tf.TensorSpec([None, 2], "int32", name="x")
    TensorSpec(shape=(None, 2), dtype=tf.int32, name='x')

    Args:
        shape: A TensorShape or anything that stands for one.
        dtype: A DType or anything `as_dtype` takes.
        name: A name for the tensor, or None.

    Raises:
        TypeError: The shape or the dtype cannot be converted.
    """

    __slots__ = ("_shape", "_dtype", "_name")

    _expands = False

    def __init__(self, shape, dtype=dtypes.float32, name=None):
        self._shape = shapes.TensorShape(shape)
        self._dtype = dtypes.as_dtype(dtype)
        self._name = name

    @classmethod
    def from_spec(cls, spec, name=None):
        """A spec with the shape and dtype of another object.

        Args:
            spec: A TypeSpec or anything with `shape`, `dtype` and maybe `name`.
            name: The name of the new spec; by default that of `spec`.

        Returns:
            A TensorSpec.
        """
        return cls(spec.shape, spec.dtype, name or getattr(spec, "name", None))

    @classmethod
    def from_tensor(cls, tensor, name=None):
        """The spec of one tensor.

        Args:
            tensor: A tensor.
            name: The name of the spec; by default the operation's name for a symbolic tensor.

        Returns:
            A TensorSpec.

        Raises:
            ValueError: The value is no tensor.
        """
        if not _is_tensor(tensor):
            raise ValueError(f"`tensor` should be a tf.Tensor, but got type {type(tensor)}.")
        if name is None and not hasattr(tensor, "_array"):
            operation = getattr(tensor, "op", None)
            name = getattr(operation, "name", None)
        return cls(tensor.shape, tensor.dtype, name)

    @property
    def shape(self):
        """The TensorShape."""
        return self._shape

    @property
    def dtype(self):
        """The DType."""
        return self._dtype

    @property
    def name(self):
        """The name, or None."""
        return self._name

    @property
    def value_type(self):
        """The class of tensors."""
        return _tensor_class()

    def is_compatible_with(self, spec_or_tensor):
        """Whether a tensor, or what another spec describes, can be what this one describes.

        >>> TensorSpec([None, 2]).is_compatible_with(TensorSpec([5, None], name="other"))
        True

        Args:
            spec_or_tensor: A TensorSpec or a tensor; False for anything else.

        Returns:
            A bool; names do not count.
        """
        other = spec_or_tensor
        return ((isinstance(other, TensorSpec) or _is_tensor(other))
                and self._dtype.is_compatible_with(other.dtype)
                and self._shape.is_compatible_with(other.shape))

    def is_subtype_of(self, other):
        """Whether every tensor that this spec describes is also described by `other`.

        A spec without a name is a subtype of one with any name; a name counts where it is given.
        """
        return (type(self) is type(other)
                and (not self._name or self._name == other._name)
                and self._shape.is_subtype_of(other._shape)
                and self._dtype is other._dtype)

    def placeholder_value(self, placeholder_context):
        if placeholder_context.unnest_only:
            return self
        return placeholder_context.tensor(self)

    def to_tensors(self, value):
        return [value]

    def cast(self, value, cast_context):
        if isinstance(value, TypeSpec):
            return super().cast(value, cast_context)
        if not _is_tensor(value):
            try:
                value = importlib.import_module(_CONVERSION_MODULE).convert_to_tensor(
                    value, self._dtype)
            except ValueError as error:
                raise TypeError(error) from None
        if not (value.dtype == self._dtype and self._shape.is_compatible_with(value.shape)):
            raise TypeError(f"Can not cast {TensorSpec(value.shape, value.dtype)!r} to {self!r}")
        return value

    def _serialize(self):
        return self._shape, self._dtype, self._name

    @property
    def _component_specs(self):
        return self

    def _to_components(self, value):
        return value

    def _from_components(self, components):
        return components

    def _to_tensor_list(self, value):
        return [value]

    def _from_compatible_tensor_list(self, tensor_list):
        return tensor_list[0]

    @property
    def _flat_tensor_specs(self):
        return [self]

    def _without_tensor_names(self):
        return self if self._name is None else type(self)(self._shape, self._dtype)

    def _batch(self, batch_size):
        """The spec of `batch_size` (None if unknown) such tensors stacked."""
        return type(self)(shapes.TensorShape([batch_size]).concatenate(self._shape), self._dtype)

    def _unbatch(self):
        """The spec of one of the tensors stacked in such a tensor."""
        if self._shape.rank == 0:
            raise ValueError("Unbatching a tensor is only supported for rank >= 1")
        return type(self)(self._shape[1:], self._dtype)

    def _to_legacy_output_types(self):
        return self._dtype

    def _to_legacy_output_shapes(self):
        return self._shape

    def __eq__(self, other):
        return self is other or (
            type(other) is type(self) and self._shape == other._shape
            and self._dtype is other._dtype and self._name == other._name)

    def __hash__(self):
        return hash((self._shape._dims, self._dtype._type_enum))

    def __repr__(self):
        return f"TensorSpec(shape={self._shape}, dtype={self._dtype!r}, name={self._name!r})"


def register_type_spec_from_value_converter(type_object, converter_fn, allow_subclass=False):
    """Tells `type_spec_from_value` how to describe values of one more class.

    Args:
        type_object: The class, or a tuple of classes.
        converter_fn: Called with a value; returns its TypeSpec.
        allow_subclass: Whether subclasses are meant too.
    """
    _converters.append((type_object, converter_fn, allow_subclass))


def type_spec_from_value(value):
    """The TypeSpec that describes a value.

    >>> tf.type_spec_from_value(np.zeros([2, 3], np.float32))
    TensorSpec(shape=(2, 3), dtype=tf.float32, name=None)

    Args:
        value: A tensor, a composite, an instance of a registered class, or anything that converts
            to a tensor.

    Returns:
        A TypeSpec.

    Raises:
        TypeError: Nobody knows how to describe it.
    """
    if _is_tensor(value):
        return TensorSpec(value.shape, value.dtype)
    found = getattr(value, "_type_spec", None)
    if isinstance(found, TypeSpec):
        return found
    for type_object, converter, allow_subclass in reversed(_converters):
        exact = type_object if isinstance(type_object, tuple) else (type_object,)
        if type(value) in exact or (allow_subclass and isinstance(value, type_object)):
            return converter(value)
    if isinstance(value, np.ndarray):
        return TensorSpec(value.shape, dtypes.from_numpy(value.dtype))
    try:
        tensor = importlib.import_module(_CONVERSION_MODULE).convert_to_tensor(value)
    except (TypeError, ValueError):
        raise TypeError(f"Could not build a TypeSpec for {value!r} of unsupported type "
                        f"{type(value)}.") from None
    return TensorSpec(tensor.shape, tensor.dtype)
