"""RaggedTensor: a tensor whose rows differ in length - values, and how they are cut into rows.

Conversions are in `ragged_conversion.py`, indexing in `ragged_indexing.py`, what ops do to ragged
tensors in `ragged_calls.py`, the spec in `ragged_spec.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.composite import (
    assertions, ragged_calls, ragged_conversion, ragged_indexing, ragged_operators,
)
from tfcompat._src.composite.row_partition import RowPartition
from tfcompat._src.core import context, raw
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor

_MAKING = ("RaggedTensor constructor is private; please use one of the factory methods instead "
           "(e.g., RaggedTensor.from_row_lengths())")


class RaggedTensor(CompositeTensor):
    """A tensor with rows of different lengths: `tf.RaggedTensor`.

    Made by `from_row_splits` and its siblings, and by `tf.ragged.constant`.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.RaggedTensor.from_row_splits([3, 1, 4, 1, 5, 9], [0, 4, 4, 6])
        >>> x
        <tf.RaggedTensor [[3, 1, 4, 1], [], [5, 9]]>
        >>> tf.reduce_sum(x, axis=1)
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([ 9,  0, 14], dtype=int32)>
    """

    def __init__(self, values, internal=False, row_partition=None):
        if internal is not True or row_partition is None:
            raise ValueError(_MAKING)
        values.shape.with_rank_at_least(1)
        self._values = values
        self._row_partition = row_partition

    @classmethod
    def _from_row_partition(cls, values, row_partition, validate=True):
        """Return the ragged tensor of values and a RowPartition of them."""
        values, row_partition = _matched(values, row_partition)
        given = row_partition.static_nvals
        if given is not None:
            _shape_of(values)[:1].assert_is_compatible_with(TensorShape([given]))
        if validate:
            assertions.require_equal(
                row_partition.nvals(), count_of(values, row_partition.dtype),
                "Arguments to _from_row_partition do not form a valid RaggedTensor",
            )
        return cls(values, internal=True, row_partition=row_partition)

    @classmethod
    def from_row_splits(cls, values, row_splits, name=None, validate=True):
        """Cut values at given places: row i is values[row_splits[i]:row_splits[i + 1]].

        Args:
            values: a tensor or ragged tensor [n, ...].
            row_splits: an integer vector from 0 up to n, one longer than there are rows.
            name: a name for the operations.
            validate: whether to check the arguments.

        Returns:
            A RaggedTensor.

        Raises:
            ValueError: the splits are empty or no vector.
            InvalidArgumentError: they fall, or do not fit the values.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_row_splits([3, 1, 4, 1], [0, 2, 2, 4])
            <tf.RaggedTensor [[3, 1], [], [4, 1]]>
        """
        partition = RowPartition.from_row_splits(
            row_splits, validate, dtype_hint=_splits_dtype(values))
        return cls._from_row_partition(values, partition, validate)

    @classmethod
    def from_row_lengths(cls, values, row_lengths, name=None, validate=True):
        """Cut values into rows of given lengths; see `from_row_splits`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_row_lengths([3, 1, 4, 1], [2, 0, 2])
            <tf.RaggedTensor [[3, 1], [], [4, 1]]>
        """
        partition = RowPartition.from_row_lengths(
            row_lengths, validate, dtype_hint=_splits_dtype(values))
        return cls._from_row_partition(values, partition, validate)

    @classmethod
    def from_value_rowids(cls, values, value_rowids, nrows=None, name=None, validate=True):
        """Cut values by the sorted numbers of their rows; see `from_row_splits`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_value_rowids([3, 1, 4, 1], [0, 0, 2, 2], nrows=4)
            <tf.RaggedTensor [[3, 1], [], [4, 1], []]>
        """
        partition = RowPartition.from_value_rowids(
            value_rowids, nrows, validate, dtype_hint=_splits_dtype(values))
        return cls._from_row_partition(values, partition, validate)

    @classmethod
    def from_row_starts(cls, values, row_starts, name=None, validate=True):
        """Cut values where rows start; see `from_row_splits`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_row_starts([3, 1, 4, 1], [0, 2, 2])
            <tf.RaggedTensor [[3, 1], [], [4, 1]]>
        """
        values = to_tensor_or_ragged(values)
        partition = RowPartition.from_row_starts(
            row_starts, count_of(values, dtypes.int64), validate,
            dtype_hint=_splits_dtype(values))
        return cls._from_row_partition(values, partition, validate)

    @classmethod
    def from_row_limits(cls, values, row_limits, name=None, validate=True):
        """Cut values where rows end; see `from_row_splits`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_row_limits([3, 1, 4, 1], [2, 2, 4])
            <tf.RaggedTensor [[3, 1], [], [4, 1]]>
        """
        partition = RowPartition.from_row_limits(
            row_limits, validate, dtype_hint=_splits_dtype(values))
        return cls._from_row_partition(values, partition, validate)

    @classmethod
    def from_uniform_row_length(
        cls, values, uniform_row_length, nrows=None, validate=True, name=None
    ):
        """Cut values into rows of one length; see `from_row_splits`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_uniform_row_length([3, 1, 4, 1], 2).shape
            TensorShape([2, 2])
        """
        hint = _splits_dtype(values)
        values = to_tensor_or_ragged(values)
        partition = RowPartition.from_uniform_row_length(
            uniform_row_length, count_of(values, hint), nrows, validate, dtype_hint=hint)
        return cls._from_row_partition(values, partition, validate)

    @classmethod
    def from_nested_row_splits(cls, flat_values, nested_row_splits, name=None, validate=True):
        """Cut values several times, the innermost splits last; see `from_row_splits`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_nested_row_splits([3, 1, 4, 1], [[0, 1, 2], [0, 3, 4]])
            <tf.RaggedTensor [[[3, 1, 4]], [[1]]]>
        """
        _check_nest(nested_row_splits, "nested_row_splits")
        result = flat_values
        for splits in reversed(nested_row_splits):
            result = cls.from_row_splits(result, splits, validate=validate)
        return result

    @classmethod
    def from_nested_row_lengths(cls, flat_values, nested_row_lengths, name=None, validate=True):
        """Cut values several times by lengths, the innermost last; see `from_row_lengths`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_nested_row_lengths([3, 1, 4, 1], [[1, 1], [3, 1]])
            <tf.RaggedTensor [[[3, 1, 4]], [[1]]]>
        """
        _check_nest(nested_row_lengths, "nested_row_lengths")
        result = flat_values
        for lengths in reversed(nested_row_lengths):
            result = cls.from_row_lengths(result, lengths, validate=validate)
        return result

    @classmethod
    def from_nested_value_rowids(
        cls, flat_values, nested_value_rowids, nested_nrows=None, name=None, validate=True
    ):
        """Cut values several times by row numbers, innermost last; see `from_value_rowids`.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_nested_value_rowids([3, 1, 4, 1], [[0, 1], [0, 0, 0, 1]])
            <tf.RaggedTensor [[[3, 1, 4]], [[1]]]>
        """
        _check_nest(nested_value_rowids, "nested_value_rowids")
        if nested_nrows is None:
            nested_nrows = [None] * len(nested_value_rowids)
        else:
            _check_nest(nested_nrows, "nested_nrows")
            if len(nested_nrows) != len(nested_value_rowids):
                raise ValueError(
                    "Argument `nested_nrows` must have the same length as argument "
                    f"`nested_value_rowids`. len(nested_nrows) = {len(nested_nrows)} vs. "
                    f"len(nested_values_rowids) = {len(nested_value_rowids)}."
                )
        result = flat_values
        for rowids, nrows in reversed(list(zip(nested_value_rowids, nested_nrows, strict=True))):
            result = cls.from_value_rowids(result, rowids, nrows, validate=validate)
        return result

    @property
    def dtype(self):
        """The DType of the values."""
        return self._values.dtype

    @property
    def shape(self):
        """The TensorShape, None for ragged dimensions."""
        partition = self._row_partition
        outer = TensorShape([partition.static_nrows, partition.static_uniform_row_length])
        return outer.concatenate(self._values.shape[1:])

    def get_shape(self):
        """Return the TensorShape, None for ragged dimensions."""
        return self.shape

    @property
    def ragged_rank(self):
        """How many times the values are cut."""
        values = self._values
        return values.ragged_rank + 1 if isinstance(values, RaggedTensor) else 1

    @property
    def values(self):
        """The rows put together: a tensor or RaggedTensor."""
        return self._values

    @property
    def flat_values(self):
        """The values of the innermost rows, a tensor."""
        values = self._values
        return values.flat_values if isinstance(values, RaggedTensor) else values

    @property
    def row_splits(self):
        """Where the values are cut."""
        return self._row_partition.row_splits()

    @property
    def uniform_row_length(self):
        """The length of all rows as a tensor, None for ragged rows."""
        return self._row_partition.uniform_row_length()

    @property
    def nested_row_splits(self):
        """The splits of all ragged dimensions, outermost first."""
        return tuple(partition.row_splits() for partition in self._nested_row_partitions)

    @property
    def _nested_row_partitions(self):
        inner = self._values
        rest = inner._nested_row_partitions if isinstance(inner, RaggedTensor) else ()
        return (self._row_partition, *rest)

    def value_rowids(self, name=None):
        """Return for each of `values` the number of its row."""
        return self._row_partition.value_rowids()

    def nested_value_rowids(self, name=None):
        """Return the row numbers of all ragged dimensions, outermost first."""
        return tuple(partition.value_rowids() for partition in self._nested_row_partitions)

    def nrows(self, out_type=None, name=None):
        """Return the number of rows, an integer scalar."""
        rows = self._row_partition.nrows()
        return rows if out_type is None else raw.Cast(rows, DstT=dtypes.as_dtype(out_type))

    def row_starts(self, name=None):
        """Return where the rows start."""
        return self._row_partition.row_starts()

    def row_limits(self, name=None):
        """Return where the rows end."""
        return self._row_partition.row_limits()

    def row_lengths(self, axis=1, name=None):
        """Return the lengths of the rows along a dimension.

        Args:
            axis: the dimension whose sizes are meant.
            name: a name for the operation.

        Returns:
            An integer tensor or RaggedTensor with `axis` dimensions.

        Raises:
            ValueError: the axis is out of range.
        """
        if axis == 0:
            return self.nrows()
        if axis == 1:
            return self._row_partition.row_lengths()
        if axis < 0 or self.shape.rank is not None and axis >= self.shape.rank:
            axis = positive_axis(axis, self.shape.rank, "axis")
            return self.row_lengths(axis)
        if isinstance(self._values, RaggedTensor):
            return self.with_values(self._values.row_lengths(axis - 1))
        shape = raw.Shape(self._values, out_type=self.row_splits.dtype)
        size = raw.StridedSlice(shape, [axis - 1], [axis], [1], shrink_axis_mask=1)
        outer = raw.StridedSlice(shape, [0], [axis - 1], [1])
        return self.with_values(raw.Fill(outer, size))

    def nested_row_lengths(self, name=None):
        """Return the row lengths of all ragged dimensions, outermost first."""
        return tuple(partition.row_lengths() for partition in self._nested_row_partitions)

    def bounding_shape(self, axis=None, name=None, out_type=None):
        """Return the shape of the smallest dense tensor that has room for all rows.

        Args:
            axis: a dimension or a list of them; all by default.
            name: a name for the operation.
            out_type: the dtype of the result; that of the splits by default.

        Returns:
            An integer scalar for one axis, else a vector.
        """
        return ragged_conversion.bounding_shape(self, axis, out_type)

    def with_values(self, new_values):
        """Return a ragged tensor with the same rows of other values.

        Raises:
            ValueError: there are more or fewer values.
        """
        new_values = to_tensor_or_ragged(new_values)
        new_values.shape.with_rank_at_least(1)
        _shape_of(self._values)[:1].assert_is_compatible_with(_shape_of(new_values)[:1])
        return RaggedTensor._from_row_partition(new_values, self._row_partition, validate=False)

    def with_flat_values(self, new_values):
        """Return a ragged tensor with the same rows and other innermost values."""
        if isinstance(self._values, RaggedTensor):
            return self.with_values(self._values.with_flat_values(new_values))
        return self.with_values(new_values)

    def with_row_splits_dtype(self, dtype):
        """Return the same ragged tensor with int32 or int64 splits.

        Raises:
            ValueError: the dtype is another one.
        """
        partition, values = self._row_partition.with_dtype(dtype), self._values
        if isinstance(values, RaggedTensor):
            values = values.with_row_splits_dtype(dtype)
        return RaggedTensor(values, internal=True, row_partition=partition)

    def merge_dims(self, outer_axis, inner_axis):
        """Return the tensor with a range of dimensions made into one.

        Args:
            outer_axis: the first of the dimensions.
            inner_axis: the last of them.

        Raises:
            ValueError: an axis is out of range, or they are the wrong way round.

        Example:
            >>> import tfcompat as tf
            >>> tf.ragged.constant([[[1, 2], [3]], [[4]]]).merge_dims(1, 2)
            <tf.RaggedTensor [[1, 2, 3], [4]]>
        """
        return ragged_conversion.merge_dims(self, outer_axis, inner_axis)

    @classmethod
    def from_tensor(cls, tensor, lengths=None, padding=None, ragged_rank=1, name=None,
                    row_splits_dtype=dtypes.int64):
        """Make a dense tensor ragged, dropping what lies beyond lengths or is padding.

        Args:
            tensor: a tensor of rank 2 or more.
            lengths: the lengths of the rows, or a tuple of them for nested rows.
            padding: a value; runs of it at the ends of rows are dropped.
            ragged_rank: how many dimensions become ragged.
            name: a name for the operations.
            row_splits_dtype: int32 or int64.

        Returns:
            A RaggedTensor.

        Raises:
            ValueError: arguments contradict each other or the rank.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_tensor([[5, 7, 0], [0, 3, 0], [6, 0, 0]], padding=0)
            <tf.RaggedTensor [[5, 7], [0, 3], [6]]>
        """
        return ragged_conversion.from_tensor(
            tensor, lengths, padding, ragged_rank, row_splits_dtype)

    def to_tensor(self, default_value=None, name=None, shape=None):
        """Make the tensor dense, filling up short rows.

        Args:
            default_value: what to fill with; zero (or "") by default.
            name: a name for the operation.
            shape: the shape to have; rows are cut or filled up. None for the longest row.

        Returns:
            A tensor.

        Raises:
            InvalidArgumentError: the shape or the default does not fit.

        Example:
            >>> import tfcompat as tf
            >>> tf.ragged.constant([[1, 2], [3]]).to_tensor(default_value=-1)
            <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
            array([[ 1,  2],
                   [ 3, -1]], dtype=int32)>
        """
        return ragged_conversion.to_tensor(self, default_value, name, shape)

    @classmethod
    def from_sparse(cls, st_input, name=None, row_splits_dtype=dtypes.int64):
        """Make a sparse matrix ragged whose rows have no gaps.

        Raises:
            TypeError: the argument is no SparseTensor.
            ValueError: its rank is not 2.
            InvalidArgumentError: a row has a gap.

        Example:
            >>> import tfcompat as tf
            >>> tf.RaggedTensor.from_sparse(tf.sparse.from_dense([[1, 2], [3, 0]]))
            <tf.RaggedTensor [[1, 2], [3]]>
        """
        return ragged_conversion.from_sparse(st_input, row_splits_dtype)

    def to_sparse(self, name=None):
        """Return the SparseTensor of all elements with their coordinates.

        Example:
            >>> import tfcompat as tf
            >>> tf.ragged.constant([[1, 2], [3]]).to_sparse().indices.numpy().tolist()
            [[0, 0], [0, 1], [1, 0]]
        """
        return ragged_conversion.to_sparse(self, name)

    def to_list(self):
        """Return nested Python lists.

        Raises:
            ValueError: the tensor is symbolic.
        """
        return ragged_conversion.to_list(self)

    def numpy(self):
        """Return a numpy array: of objects where rows differ in length.

        Raises:
            ValueError: the tensor is symbolic.
        """
        return ragged_conversion.to_numpy(self)

    def _to_variant(self, batched_input=False, name=None):
        return ragged_conversion.to_variant(self, batched_input, name)

    @classmethod
    def _from_variant(cls, variant, dtype, output_ragged_rank, input_ragged_rank=None,
                      row_splits_dtype=dtypes.int64, name=None):
        return ragged_conversion.from_variant(
            variant, dtype, output_ragged_rank, input_ragged_rank, row_splits_dtype, name)

    def consumers(self):
        """Return the operations that use any of the parts."""
        return self._consumers()

    def _consumers(self):
        found = []
        for part in (self.flat_values, *self.nested_row_splits):
            if not isinstance(part, EagerTensor):
                found += [op for op in part.consumers() if op not in found]
        return found

    def _is_eager(self):
        return all(isinstance(part, EagerTensor)
                   for part in (self.flat_values, *self.nested_row_splits))

    def _set_shape(self, shape):
        """State what is known of the shape; uniform dimensions become known as such."""
        ragged_conversion.set_shape(self, shape)

    @property
    def _type_spec(self):
        return ragged_conversion.spec_class().from_value(self)

    def _shape_invariant_to_type_spec(self, shape):
        spec = ragged_conversion.spec_class()
        return spec(shape, self.dtype, self.ragged_rank, self.row_splits.dtype)

    @classmethod
    def _call_op(cls, op, inputs, attrs, name):
        return ragged_calls.call(op, inputs, attrs, name)

    def _no_tensor(self):
        if context.executing_eagerly():
            return ValueError("TypeError: object of type 'RaggedTensor' has no len()\n")
        return super()._no_tensor()

    def __getitem__(self, key):
        return ragged_indexing.get_item(self, key)

    def __iter__(self):
        if not self._is_eager():
            raise TypeError("Iterating over a symbolic RaggedTensor is not possible.")
        return (self[i] for i in range(int(self.nrows()._array)))

    def __bool__(self):
        raise TypeError("RaggedTensor may not be used as a boolean.")

    def __hash__(self):
        raise TypeError("RaggedTensor is unhashable.")

    def __repr__(self):
        return ragged_conversion.shown(self)

    __tf_overrides__ = True  # operators of tensors leave the answer to those of this class


ragged_operators.install(RaggedTensor)


def is_ragged(value):
    """Say whether a value is a RaggedTensor."""
    return isinstance(value, RaggedTensor)


def to_tensor_or_ragged(value, dtype=None, dtype_hint=None, name=None):
    """Convert a value to a tensor; ragged tensors are left as they are."""
    return convert_to_tensor(value, dtype, dtype_hint, name)


def count_of(values, dtype):
    """Return how many values (rows of a tensor or ragged tensor) there are."""
    if isinstance(values, RaggedTensor):
        return values.nrows(dtype)
    size = values.shape[0] if values.shape.rank else None
    if size is not None:
        return convert_to_tensor(size, dtype)
    return raw.StridedSlice(raw.Shape(values, out_type=dtype), [0], [1], [1], shrink_axis_mask=1)


def positive_axis(axis, rank, name):
    """Return an axis counted from the front.

    Raises:
        ValueError: it is out of range, or negative while the rank is unknown.
    """
    if rank is None:
        if axis < 0:
            raise ValueError(f"{name}={axis} may only be negative if ndims is statically known.")
        return axis
    if not -rank <= axis < rank:
        raise ValueError(f"{name}={axis} out of bounds: expected {-rank}<={name}<{rank}")
    return axis + rank if axis < 0 else axis


def _shape_of(values):
    return TensorShape([None]) if values.shape.rank is None else values.shape


def _splits_dtype(values):
    return values.row_splits.dtype if isinstance(values, RaggedTensor) else dtypes.int64


def _matched(values, partition):
    """Convert values, and bring the splits of both to one dtype."""
    values = to_tensor_or_ragged(values, name="values")
    values.shape.with_rank_at_least(1)
    if isinstance(values, RaggedTensor) and values.row_splits.dtype != partition.dtype:
        values = values.with_row_splits_dtype(dtypes.int64)
        partition = partition.with_dtype(dtypes.int64)
    return values, partition


def _check_nest(value, name):
    if isinstance(value, (Tensor, RaggedTensor)):
        shown = value._array if isinstance(value, EagerTensor) else value
        raise TypeError(f"Argument `{name}` must be a list of Tensors. Received {shown}.")

