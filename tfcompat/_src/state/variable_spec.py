"""VariableSpec: the type of variables as arguments of functions."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import as_shape
from tfcompat._src.base.specs import TensorSpec, TypeSpec


class VariableSpec(TypeSpec):
    """Describes a variable: shape and dtype of its values, and which one it is within a call.

    Args:
        shape: the shape of the values.
        dtype: their DType.
        trainable: whether tapes watch the variable.
        alias_id: a number that the same variable has wherever it occurs in a call, or None.

    Example:
        >>> import tfcompat as tf
        >>> tf.type_spec_from_value(tf.Variable([1.0]))
        VariableSpec(shape=(1,), dtype=tf.float32, trainable=True, alias_id=None)
    """

    _expands = False

    def __init__(self, shape, dtype=dtypes.float32, trainable=True, alias_id=None):
        self.shape = as_shape(shape)
        self.dtype = dtypes.as_dtype(dtype)
        self.trainable = trainable
        self.alias_id = alias_id

    @classmethod
    def from_value(cls, variable):
        """Return the spec of a variable."""
        return cls(variable.shape, variable.dtype, variable.trainable)

    @property
    def value_type(self):
        """The class of variables."""
        from tfcompat._src.state.variable import Variable

        return Variable

    def is_subtype_of(self, other):
        return (
            type(other) is VariableSpec and self.dtype == other.dtype
            and (self.trainable, self.alias_id) == (other.trainable, other.alias_id)
            and self.shape.is_subtype_of(other.shape)
        )

    def most_specific_common_supertype(self, others):
        if not all(type(other) is VariableSpec and self.dtype == other.dtype
                   and (self.trainable, self.alias_id) == (other.trainable, other.alias_id)
                   for other in others):
            return None
        shape = self.shape.most_specific_common_supertype([other.shape for other in others])
        if shape is None:
            return None
        return VariableSpec(shape, self.dtype, self.trainable, self.alias_id)

    def is_compatible_with(self, spec_or_value):
        """Whether a variable can be what this spec describes."""
        return (
            isinstance(spec_or_value, (VariableSpec, self.value_type))
            and self.dtype == spec_or_value.dtype
            and self.trainable == spec_or_value.trainable
            and self.shape.is_compatible_with(spec_or_value.shape)
        )

    def placeholder_value(self, placeholder_context):
        if placeholder_context.unnest_only:
            return self

        def make(handle):
            handle.handle_data = self.dtype, self.shape
            return self.value_type.from_handle(handle, self)

        return placeholder_context.variable(self.alias_id, make)

    def to_tensors(self, value):
        return [value.handle]

    def flatten(self):
        return [TensorSpec([], dtypes.resource)]

    def cast(self, value, cast_context):
        if isinstance(value, TypeSpec):
            return super().cast(value, cast_context)
        if not isinstance(value, self.value_type):
            raise TypeError("")  # TensorFlow says nothing here
        return value

    def _serialize(self):
        return self.shape, self.dtype, self.trainable, self.alias_id

    @property
    def _component_specs(self):
        return TensorSpec([], dtypes.resource)

    def _to_components(self, value):
        return value.handle

    def _from_components(self, components):
        return self.value_type.from_handle(components, self)

    def __repr__(self):
        return (f"VariableSpec(shape={self.shape}, dtype={self.dtype!r}, "
                f"trainable={self.trainable!r}, alias_id={self.alias_id!r})")
