"""RaggedTensorSpec: what is known of a ragged tensor before there is one."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.composite import ragged_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor


class RaggedTensorSpec(TypeSpec):
    """Describes a RaggedTensor: `tf.RaggedTensorSpec`.

    Args:
        shape: the shape, None for ragged dimensions.
        dtype: the DType of the values.
        ragged_rank: how many times the values are cut; one less than the rank by default.
        row_splits_dtype: the DType of the splits.
        flat_values_spec: a spec of the innermost values, where they are a composite themselves.

    Raises:
        ValueError: neither the rank nor `ragged_rank` is given, or they contradict each other.

    Example:
        >>> import tfcompat as tf
        >>> tf.RaggedTensorSpec([None, None], tf.int32)
        RaggedTensorSpec(TensorShape([None, None]), tf.int32, 1, tf.int64)
    """

    __slots__ = ("_dtype", "_flat_values_spec", "_ragged_rank", "_row_splits_dtype", "_shape")

    def __init__(self, shape=None, dtype=dtypes.float32, ragged_rank=None,
                 row_splits_dtype=dtypes.int64, flat_values_spec=None):
        self._shape = as_shape(shape)
        self._row_splits_dtype = dtypes.as_dtype(row_splits_dtype)
        if flat_values_spec is not None:
            if dtype is None:
                dtype = flat_values_spec.dtype
            elif dtypes.as_dtype(dtype) != flat_values_spec.dtype:
                raise ValueError("dtype must be the same as flat_values_spec.dtype")
        elif dtype is None:
            raise ValueError("At least one of dtype or flat_values_spec must be provided")
        self._dtype = dtypes.as_dtype(dtype)
        self._flat_values_spec = flat_values_spec
        rank = self._shape.rank
        if ragged_rank is None:
            if rank is None:
                raise ValueError("Must specify ragged_rank or a shape with a known rank.")
            ragged_rank = rank - 1
        if not isinstance(ragged_rank, int):
            raise TypeError("Argument `ragged_rank` must be an int. Received "
                            f"{ragged_rank} of type {type(ragged_rank)}.")
        if rank is not None and ragged_rank >= rank:
            raise ValueError(
                f"Argument `ragged_rank` ({ragged_rank}) must be less than rank ({rank})."
            )
        self._ragged_rank = ragged_rank

    @classmethod
    def from_value(cls, value):
        """Return the spec of a RaggedTensor, or of a tensor as one that is not cut."""
        if isinstance(value, Tensor):
            return cls(value.shape, value.dtype, ragged_rank=0)
        flat = value.flat_values
        spec = None if isinstance(flat, Tensor) else flat._type_spec
        return cls(value.shape, value.dtype, value.ragged_rank, value.row_splits.dtype, spec)

    @property
    def shape(self):
        """The TensorShape, None for ragged dimensions."""
        return self._shape

    @property
    def dtype(self):
        """The DType of the values."""
        return self._dtype

    @property
    def ragged_rank(self):
        """How many times the values are cut."""
        return self._ragged_rank

    @property
    def row_splits_dtype(self):
        """The DType of the splits."""
        return self._row_splits_dtype

    @property
    def flat_values_spec(self):
        """The spec of the innermost values, where they are a composite; else None."""
        return self._flat_values_spec

    @property
    def value_type(self):
        """The class of the values: RaggedTensor, or Tensor where nothing is cut."""
        return ragged_tensor.RaggedTensor if self._ragged_rank > 0 else Tensor

    def is_compatible_with(self, spec_or_value):
        """Whether a value, or what another spec describes, can be what this one describes."""
        if self._ragged_rank == 0:
            flat = self._flat_values_spec or TensorSpec(self._shape, self._dtype)
            return flat.is_compatible_with(spec_or_value)
        return super().is_compatible_with(spec_or_value)

    def _serialize(self):
        parts = (self._shape, self._dtype, self._ragged_rank, self._row_splits_dtype)
        return parts if self._flat_values_spec is None else (*parts, self._flat_values_spec)

    @property
    def _component_specs(self):
        if self._ragged_rank <= 0:
            return [self._flat_values_spec or TensorSpec(self._shape, self._dtype)]
        flat = self._flat_values_spec
        if flat is None:
            known = self._shape.rank is not None
            inner = self._shape[self._ragged_rank + 1 :] if known else TensorShape(None)
            flat = TensorSpec(TensorShape([None]).concatenate(inner) if known else None,
                              self._dtype)
        rows = self._shape[0] if self._shape.rank is not None else None
        outer = TensorSpec([None if rows is None else rows + 1], self._row_splits_dtype)
        below = TensorSpec([None], self._row_splits_dtype)
        return [flat, outer, *[below] * (self._ragged_rank - 1)]

    def _to_components(self, value):
        if not ragged_tensor.is_ragged(value):
            return [value]
        if value.ragged_rank != self._ragged_rank:
            raise ValueError(f"Ragged rank of value {value.ragged_rank} does not match ragged "
                             f"rank of type {self._ragged_rank}")
        return [value.flat_values, *value.nested_row_splits]

    def _from_components(self, components):
        result = components[0]
        if isinstance(result, Tensor) and not isinstance(result, EagerTensor) and (
                self._ragged_rank == 0):
            result.set_shape(self._shape)
        if not all(hasattr(part, "shape") for part in components):
            raise TypeError(f"A RaggedTensor is made of tensors, not of {components}.")
        for splits in reversed(components[1:]):
            partition = ragged_tensor.RowPartition.from_row_splits(splits, validate=False)
            result = ragged_tensor.RaggedTensor._from_row_partition(
                result, partition, validate=False)
        if self._ragged_rank > 0 and self._shape.rank is not None:
            result._set_shape(self._shape)
        return result

    def _batch(self, batch_size):
        """The spec of `batch_size` (None if unknown) such values stacked."""
        if self._flat_values_spec is not None:
            raise ValueError("Customized flat_values_spec is not supported.")
        shape = TensorShape([batch_size]).concatenate(self._shape)
        return RaggedTensorSpec(shape, self._dtype, self._ragged_rank + 1, self._row_splits_dtype)

    def _unbatch(self):
        """The spec of one of the values stacked in such a value."""
        if self._flat_values_spec is not None:
            raise ValueError("Customized flat_values_spec is not supported.")
        return RaggedTensorSpec(self._shape[1:], self._dtype, max(self._ragged_rank - 1, 0),
                                self._row_splits_dtype)

    def _to_legacy_output_types(self):
        return self._dtype

    def _to_legacy_output_shapes(self):
        return self._shape

    def _to_legacy_output_classes(self):
        return self
