"""SparseTensor: the elements of a tensor that are not zero, with their coordinates; and its spec.

What ops do to such values is in `sparse_calls.py`; the functions on them are `tf.sparse`.
"""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.base.specs import TensorSpec, TypeSpec, register_type_spec_from_value_converter
from tfcompat._src.composite import sparse_calls
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.graph import shape_inference

SparseTensorValue = collections.namedtuple(
    "SparseTensorValue", ["indices", "values", "dense_shape"]
)
SparseTensorValue.__doc__ = """The value of a sparse tensor, as sessions take and return it.

Example:
    >>> import tfcompat as tf
    >>> tf.compat.v1.SparseTensorValue([[0, 1]], [2.0], [2, 2]).values
    [2.0]
"""


class SparseTensor(CompositeTensor):
    """A tensor of which only some elements are kept: `tf.SparseTensor`.

    Args:
        indices: the coordinates of the elements, an int64 tensor [n, rank].
        values: the elements, a tensor [n].
        dense_shape: the shape of the whole, an int64 vector [rank].

    Raises:
        ValueError: the three do not fit each other.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.SparseTensor(indices=[[0, 0], [1, 2]], values=[1, 2], dense_shape=[3, 4])
        >>> x.shape
        TensorShape([3, 4])
    """

    def __init__(self, indices, values, dense_shape):
        self._indices = convert_to_tensor(indices, dtypes.int64, name="indices")
        self._values = convert_to_tensor(values, name="values")
        self._dense_shape = convert_to_tensor(dense_shape, dtypes.int64, name="dense_shape")
        self._known_shape = _as_shape(self._dense_shape)
        indices_shape = self._indices.shape.with_rank(2)
        values_shape = self._values.shape.with_rank(1)
        dense_shape = self._dense_shape.shape.with_rank(1)
        _merge_sizes(indices_shape[0], values_shape[0])
        _merge_sizes(indices_shape[1], dense_shape[0])

    @classmethod
    def from_value(cls, sparse_tensor_value):
        """Return a SparseTensor with the parts of another, or of a SparseTensorValue.

        Raises:
            TypeError: the argument is neither.
        """
        if not isinstance(sparse_tensor_value, (SparseTensor, SparseTensorValue)):
            raise TypeError(
                f"Argument sparse_tensor_value={sparse_tensor_value} is neither a SparseTensor "
                "nor SparseTensorValue."
            )
        return cls(*_parts(sparse_tensor_value))

    @property
    def indices(self):
        """The coordinates, an int64 tensor [n, rank]."""
        return self._indices

    @property
    def values(self):
        """The elements, a tensor [n]."""
        return self._values

    @property
    def dense_shape(self):
        """The shape of the whole, an int64 vector."""
        return self._dense_shape

    @property
    def shape(self):
        """The TensorShape of the whole, as far as it is known."""
        return self._known_shape

    @property
    def dtype(self):
        """The DType of the elements."""
        return self._values.dtype

    @property
    def op(self):
        """The operation that yields the values, in graphs."""
        return self._values.op

    @property
    def graph(self):
        """The graph of the parts."""
        return self._indices.graph

    def get_shape(self):
        """Return the TensorShape of the whole, as far as it is known."""
        return self._known_shape

    def set_shape(self, shape):
        """State what is known of the shape of the whole.

        Raises:
            ValueError: it contradicts what was known.
        """
        self._known_shape = self._known_shape.merge_with(as_shape(shape))

    def with_values(self, new_values):
        """Return a SparseTensor with other elements at the same coordinates."""
        return SparseTensor(self._indices, new_values, self._dense_shape)

    def eval(self, feed_dict=None, session=None):
        """Run the graph that yields this value, and return a SparseTensorValue."""
        if session is None and not self._is_eager():
            raise ValueError("Cannot evaluate a SparseTensor without a session; pass one.")
        if session is None:
            raise AttributeError("Tensor.graph is undefined when eager execution is enabled.")
        parts = [self._indices, self._values, self._dense_shape]
        return SparseTensorValue(*session.run(parts, feed_dict))

    def consumers(self):
        """Return the operations that use any of the parts."""
        return self._consumers()

    def _consumers(self):
        found = []
        for part in _parts(self):
            if not isinstance(part, EagerTensor):
                found += [op for op in part.consumers() if op not in found]
        return found

    def _numpy(self):
        parts = _parts(self)
        if not all(isinstance(part, EagerTensor) for part in parts):
            raise ValueError("SparseTensor.numpy() is only supported in eager mode.")
        return SparseTensorValue(*[part.numpy() for part in parts])

    @property
    def _type_spec(self):
        return SparseTensorSpec(self._known_shape, self.dtype)

    def _shape_invariant_to_type_spec(self, shape):
        shape = as_shape(shape).with_rank(1) if as_shape(shape).rank is not None else (
            TensorShape([None]))
        return SparseTensorSpec(TensorShape([None] * shape[0]) if shape[0] else None, self.dtype)

    @classmethod
    def _call_op(cls, op, inputs, attrs, name):
        return sparse_calls.call(op, inputs, attrs, name)

    def __truediv__(self, other):
        return sparse_calls.with_dense("SparseDenseCwiseDiv", self, other, "truediv")

    def __div__(self, other):
        return sparse_calls.with_dense("SparseDenseCwiseDiv", self, other, "div")

    def __mul__(self, other):
        return sparse_calls.with_dense("SparseDenseCwiseMul", self, other, "mul")

    def __str__(self):
        return (f"SparseTensor(indices={self._indices!s}, values={self._values!s}, "
                f"dense_shape={self._dense_shape!s})")

    __repr__ = __str__


class SparseTensorSpec(TypeSpec):
    """Describes a SparseTensor: `tf.SparseTensorSpec`.

    Args:
        shape: the shape of the whole, as far as it is known.
        dtype: the DType of the elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.SparseTensorSpec([None, 4], tf.int32)
        SparseTensorSpec(TensorShape([None, 4]), tf.int32)
    """

    __slots__ = ("_dtype", "_shape")

    def __init__(self, shape=None, dtype=dtypes.float32):
        self._shape = as_shape(shape)
        self._dtype = dtypes.as_dtype(dtype)

    @classmethod
    def from_value(cls, value):
        """Return the spec of a SparseTensor or SparseTensorValue.

        Raises:
            TypeError: the value is neither.
        """
        if isinstance(value, SparseTensor):
            return cls(value.shape, value.dtype)
        if isinstance(value, SparseTensorValue):
            dtype = dtypes.as_dtype(value.values.dtype) if hasattr(value.values, "dtype") else (
                convert_to_tensor(value.values).dtype)
            return cls(value.dense_shape, dtype)
        raise TypeError("Expected SparseTensor or SparseTensorValue. Received: "
                        f"{value} of type {type(value).__name__}.")

    @property
    def shape(self):
        """The TensorShape of the whole."""
        return self._shape

    @property
    def dtype(self):
        """The DType of the elements."""
        return self._dtype

    @property
    def value_type(self):
        """The class SparseTensor."""
        return SparseTensor

    def _serialize(self):
        return self._shape, self._dtype

    @property
    def _component_specs(self):
        rank = self._shape.rank
        return [TensorSpec([None, rank], dtypes.int64), TensorSpec([None], self._dtype),
                TensorSpec([rank], dtypes.int64)]

    def _to_components(self, value):
        if isinstance(value, SparseTensorValue):
            value = SparseTensor.from_value(value)
        return list(_parts(value))

    def _from_components(self, components):
        if any(isinstance(part, TensorSpec) or not hasattr(part, "dtype") for part in components):
            return SparseTensorValue(*components)
        if all(hasattr(part, "__array_interface__") for part in components):
            return SparseTensorValue(*components)
        result = SparseTensor(*components)
        result._known_shape = result._known_shape.merge_with(self._shape)
        return result

    def _batch(self, batch_size):
        """The spec of `batch_size` (None if unknown) such values stacked."""
        return SparseTensorSpec(TensorShape([batch_size]).concatenate(self._shape), self._dtype)

    def _unbatch(self):
        """The spec of one of the values stacked in such a value."""
        if self._shape.rank == 0:
            raise ValueError("Unbatching a tensor is only supported for rank >= 1")
        return SparseTensorSpec(self._shape[1:], self._dtype)

    def _to_legacy_output_types(self):
        return self._dtype

    def _to_legacy_output_shapes(self):
        return self._shape


def _parts(value):
    return value.indices, value.values, value.dense_shape


def _as_shape(vector):
    """The TensorShape that a vector of sizes spells out, as far as its value is known."""
    if isinstance(vector, EagerTensor):
        return TensorShape(vector._array.reshape(-1).tolist())
    return shape_inference.constant_value_as_shape(vector)


def _merge_sizes(a, b):
    if a is not None and b is not None and a != b:
        raise ValueError(f"Dimensions {a} and {b} are not compatible")


register_type_spec_from_value_converter(SparseTensorValue, SparseTensorSpec.from_value)
