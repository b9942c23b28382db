"""IndexedSlices: some rows of a tensor that is zero elsewhere, as gradients of gathers are.

Here: the value, its spec and how it becomes a tensor. Adding several of them up is in
`grad/accumulate.py`.
"""

import importlib

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core import raw
from tfcompat._src.core.tensor import EagerTensor


class IndexedSlices:
    """Rows of a larger tensor: `tf.IndexedSlices`.

    The tensor they stand for has `values[i]` added into its row `indices[i]`, and zeros
    elsewhere. Converting to a tensor makes it dense.

    Args:
        values: a tensor [n, inner...].
        indices: an integer tensor [n].
        dense_shape: the shape of the larger tensor as an integer vector, where it is known.

    Example:
        >>> import tfcompat as tf
        >>> rows = tf.IndexedSlices(tf.constant([5.0]), tf.constant([1]), tf.constant([3]))
        >>> tf.convert_to_tensor(rows)
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([0., 5., 0.], dtype=float32)>
    """

    def __init__(self, values, indices, dense_shape=None):
        self._values = values
        self._indices = indices
        self._dense_shape = dense_shape

    @property
    def values(self):
        """The tensor of the rows."""
        return self._values

    @property
    def indices(self):
        """The tensor that says which rows they are."""
        return self._indices

    @property
    def dense_shape(self):
        """The shape of the larger tensor as a vector, or None."""
        return self._dense_shape

    @property
    def shape(self):
        """The TensorShape of the larger tensor, as far as it is known."""
        return _as_shape(self._dense_shape)

    @property
    def name(self):
        """The name of the values, in graphs."""
        return self._values.name

    @property
    def device(self):
        """The name of the device that holds the values."""
        return self._values.device

    @property
    def op(self):
        """The operation that yields the values, in graphs."""
        return self._values.op

    @property
    def dtype(self):
        """The DType of the values."""
        return self._values.dtype

    @property
    def graph(self):
        """The graph of the values."""
        return self._values.graph

    def consumers(self):
        """Return the operations that use the values; none eagerly."""
        return [] if isinstance(self._values, EagerTensor) else self._values.consumers()

    @property
    def _type_spec(self):
        shape = TensorShape([None]).concatenate(self._values.shape[1:])
        dense_dtype = None
        if self._dense_shape is not None:
            dense_dtype = self._dense_shape.dtype
            shape = shape.merge_with(_as_shape(self._dense_shape))
        return IndexedSlicesSpec(shape, self.dtype, self._indices.dtype, dense_dtype,
                                 self._indices.shape.with_rank(1))

    def __tf_tensor__(self, dtype=None, name=None):
        if dtype is not None and not dtypes.as_dtype(dtype).is_compatible_with(self.dtype):
            raise ValueError(
                f"Incompatible tensor conversion requested to `dtype` "
                f"{dtypes.as_dtype(dtype).name} for IndexedSlices ({self}) with dtype "
                f"{self.dtype.name}"
            )
        if self._dense_shape is None:
            raise ValueError(
                "Tensor conversion requested for IndexedSlices for argument `value` without "
                f"dense_shape: {self}"
            )
        return raw.UnsortedSegmentSum(self._values, self._indices, self._dense_shape[0], name=name)

    def __neg__(self):
        return IndexedSlices(-self._values, self._indices, self._dense_shape)

    def __str__(self):
        dense = "" if self._dense_shape is None else f", dense_shape={self._dense_shape!s}"
        return f"IndexedSlices(indices={self._indices!s}, values={self._values!s}{dense})"


class IndexedSlicesSpec(TypeSpec):
    """Describes IndexedSlices: `tf.IndexedSlicesSpec`.

    Args:
        shape: the shape of the larger tensor.
        dtype: the DType of the values.
        indices_dtype: the DType of the indices, int32 or int64.
        dense_shape_dtype: the DType of `dense_shape`, or None where there is none.
        indices_shape: the shape of the indices; its one size is the number of rows.

    Example:
        >>> import tfcompat as tf
        >>> tf.IndexedSlicesSpec([3, 2])
        IndexedSlicesSpec(TensorShape([3, 2]), tf.float32, tf.int64, None, TensorShape([None]))
    """

    __slots__ = ("_dense_shape_dtype", "_indices_dtype", "_indices_shape", "_shape",
                 "_values_dtype")

    def __init__(self, shape=None, dtype=dtypes.float32, indices_dtype=dtypes.int64,
                 dense_shape_dtype=None, indices_shape=None):
        self._shape = TensorShape(shape)
        self._values_dtype = dtypes.as_dtype(dtype)
        self._indices_dtype = dtypes.as_dtype(indices_dtype)
        self._dense_shape_dtype = (
            None if dense_shape_dtype is None else dtypes.as_dtype(dense_shape_dtype)
        )
        self._indices_shape = TensorShape(indices_shape).with_rank(1)

    @property
    def value_type(self):
        """The class IndexedSlices."""
        return IndexedSlices

    def _serialize(self):
        return (self._shape, self._values_dtype, self._indices_dtype, self._dense_shape_dtype,
                self._indices_shape)

    @property
    def _component_specs(self):
        rows = self._indices_shape.concatenate(self._shape[1:])
        specs = [TensorSpec(rows, self._values_dtype),
                 TensorSpec(self._indices_shape, self._indices_dtype)]
        if self._dense_shape_dtype is not None:
            specs.append(TensorSpec([self._shape.rank], self._dense_shape_dtype))
        return tuple(specs)

    def _to_components(self, value):
        parts = (value.values, value.indices)
        return parts if value.dense_shape is None else (*parts, value.dense_shape)

    def _from_components(self, components):
        return IndexedSlices(*components)


def _as_shape(vector):
    """The TensorShape that a vector of sizes spells out, as far as its value is known."""
    if vector is None:
        return TensorShape(None)
    if isinstance(vector, EagerTensor):
        return TensorShape([int(size) if size >= 0 else None for size in vector._array])
    inference = importlib.import_module("tfcompat._src.graph.shape_inference")
    return inference.constant_value_as_shape(vector)
