"""DatasetSpec and IteratorSpec: what datasets and iterators are made of."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.data import structure


class DatasetSpec(TypeSpec):
    """Describes a dataset: `tf.data.DatasetSpec`.

    Args:
        element_spec: the structure of its elements.
        dataset_shape: the shape of the tensor that carries it; [] for one dataset.

    Example:
        >>> import tfcompat as tf
        >>> dataset = tf.data.Dataset.range(3)
        >>> tf.data.DatasetSpec.from_value(dataset)
        DatasetSpec(TensorSpec(shape=(), dtype=tf.int64, name=None), TensorShape([]))
    """

    __slots__ = ("_dataset_shape", "_element_spec")

    _expands = True

    def __init__(self, element_spec, dataset_shape=()):
        self._element_spec = element_spec
        self._dataset_shape = TensorShape(dataset_shape)

    @property
    def element_spec(self):
        """The structure of the elements."""
        return self._element_spec

    @property
    def value_type(self):
        """The class of datasets."""
        from tfcompat._src.data.dataset import DatasetV2

        return DatasetV2

    @staticmethod
    def from_value(value):
        """Return the spec of a dataset."""
        return DatasetSpec(value.element_spec)

    def _serialize(self):
        return self._element_spec, self._dataset_shape

    @property
    def _component_specs(self):
        return TensorSpec(self._dataset_shape, dtypes.variant)

    def _to_components(self, value):
        return value._variant_tensor

    def _from_components(self, components):
        from tfcompat._src.data.dataset import from_variant

        if self._dataset_shape.rank == 0:
            return from_variant(components, self._element_spec)
        return components

    def _to_tensor_list(self, value):
        return [value._variant_tensor]

    def _from_compatible_tensor_list(self, tensor_list):
        return self._from_components(tensor_list[0])

    def is_compatible_with(self, spec_or_value):
        """Say whether a dataset, or what another spec describes, can be of this kind."""
        other = getattr(spec_or_value, "_type_spec", spec_or_value)
        return (isinstance(other, DatasetSpec)
                and self._dataset_shape.is_compatible_with(other._dataset_shape)
                and structure.are_compatible(self._element_spec, other._element_spec))

    def _batch(self, batch_size):
        """The spec of so many datasets stacked."""
        shape = TensorShape([batch_size]).concatenate(self._dataset_shape)
        return DatasetSpec(self._element_spec, shape)

    def _unbatch(self):
        """The spec of one of the datasets that are stacked."""
        if self._dataset_shape.rank == 0:
            raise ValueError(
                "Slicing dataset elements is not supported for rank 0.")
        return DatasetSpec(self._element_spec, self._dataset_shape[1:])

    def _to_legacy_output_types(self):
        return self

    def _to_legacy_output_shapes(self):
        return self

    def _to_legacy_output_classes(self):
        return self


class IteratorSpec(TypeSpec):
    """Describes an iterator: `tf.data.IteratorSpec`.

    Args:
        element_spec: the structure of the elements.

    Example:
        >>> import tfcompat as tf
        >>> @tf.function(input_signature=[tf.data.IteratorSpec(tf.TensorSpec([], tf.int64))])
        ... def square(iterator):
        ...     x = next(iterator)
        ...     return x * x
        >>> iterator = iter(tf.data.Dataset.from_tensors(tf.constant(5, tf.int64)))
        >>> print(square(iterator))
        tf.Tensor(25, shape=(), dtype=int64)
    """

    __slots__ = ("_element_spec",)

    def __init__(self, element_spec):
        self._element_spec = element_spec

    @property
    def element_spec(self):
        """The structure of the elements."""
        return self._element_spec

    @property
    def value_type(self):
        """The class of iterators."""
        from tfcompat._src.data.iterators import OwnedIterator

        return OwnedIterator

    @staticmethod
    def from_value(value):
        """Return the spec of an iterator."""
        return value._type_spec

    def _serialize(self):
        return (self._element_spec,)

    @property
    def _component_specs(self):
        return (TensorSpec([], dtypes.resource),)

    def _to_components(self, value):
        return (value._iterator_resource,)

    def _from_components(self, components):
        from tfcompat._src.data.iterators import OwnedIterator

        return OwnedIterator(components=components, element_spec=self._element_spec)
