"""Optional: an element, or nothing: `tf.experimental.Optional`; and its spec."""

import abc

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core import raw
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.data import structure


class Optional(CompositeTensor, abc.ABC):
    """An element, or nothing: `tf.experimental.Optional`.

    Example:
        >>> import tfcompat as tf
        >>> optional = tf.experimental.Optional.from_value(42)
        >>> print(optional.has_value(), optional.get_value())
        tf.Tensor(True, shape=(), dtype=bool) tf.Tensor(42, shape=(), dtype=int32)
        >>> print(tf.experimental.Optional.empty(tf.TensorSpec([], tf.int32)).has_value())
        tf.Tensor(False, shape=(), dtype=bool)
    """

    @abc.abstractmethod
    def has_value(self, name=None):
        """Say whether there is an element, as a bool tensor."""

    @abc.abstractmethod
    def get_value(self, name=None):
        """Return the element.

        Raises:
            InvalidArgumentError: there is none.
        """

    @property
    @abc.abstractmethod
    def element_spec(self):
        """The structure of the element."""

    @staticmethod
    def empty(element_spec):
        """Return an optional with nothing, for elements of a structure."""
        return OptionalImpl(raw.OptionalNone(), element_spec)

    @staticmethod
    def from_value(value):
        """Return an optional with an element, a nest."""
        value = structure.normalized(value)
        spec = structure.spec_of(value)
        return OptionalImpl(raw.OptionalFromValue(structure.to_tensors(spec, value)), spec)


class OptionalImpl(Optional):
    """An optional that a variant tensor holds.

    Args:
        variant_tensor: the tensor.
        element_spec: the structure of the element.
    """

    def __init__(self, variant_tensor, element_spec):
        self._variant_tensor = variant_tensor
        self._element_spec = element_spec

    def has_value(self, name=None):
        return raw.OptionalHasValue(self._variant_tensor, name=name)

    def get_value(self, name=None):
        spec = self._element_spec
        return structure.from_tensors(spec, raw.OptionalGetValue(
            self._variant_tensor, output_types=structure.flat_types(spec),
            output_shapes=structure.flat_shapes(spec), name=name))

    @property
    def element_spec(self):
        return self._element_spec

    @property
    def _type_spec(self):
        return OptionalSpec.from_value(self)


class OptionalSpec(TypeSpec):
    """Describes an optional: `tf.OptionalSpec`.

    Args:
        element_spec: the structure of the element.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function(input_signature=[tf.OptionalSpec(tf.TensorSpec([], tf.int32))])
        ... def maybe_square(optional):
        ...     if optional.has_value():
        ...         x = optional.get_value()
        ...         return x * x
        ...     return -1
        >>> print(maybe_square(tf.experimental.Optional.from_value(5)))
        tf.Tensor(25, shape=(), dtype=int32)
    """

    __slots__ = ("_element_spec",)

    def __init__(self, element_spec):
        self._element_spec = element_spec

    @property
    def value_type(self):
        """The class of optionals."""
        return OptionalImpl

    def _serialize(self):
        return (self._element_spec,)

    @property
    def _component_specs(self):
        return [TensorSpec([], dtypes.variant)]

    def _to_components(self, value):
        return [value._variant_tensor]

    def _from_components(self, components):
        return OptionalImpl(components[0], self._element_spec)

    @staticmethod
    def from_value(value):
        """Return the spec of an optional."""
        return OptionalSpec(value.element_spec)

    def _to_legacy_output_types(self):
        return self

    def _to_legacy_output_shapes(self):
        return self

    def _to_legacy_output_classes(self):
        return self
