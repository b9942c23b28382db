"""Ragged tensors to and from dense, sparse and Python values; bounding shapes, merging.

These are the bodies of methods of RaggedTensor, which has the documentation.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.composite import assertions, ragged_spec, ragged_tensor
from tfcompat._src.composite.row_partition import RowPartition
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor


def spec_class():
    """Return the class of specs of ragged tensors."""
    return ragged_spec.RaggedTensorSpec


def to_tensor(x, default_value, name, shape):
    """Make a ragged tensor dense; see `RaggedTensor.to_tensor`."""
    if default_value is not None:
        default_value = convert_to_tensor(default_value, x.dtype, name="default_value")
    else:
        default_value = _zero(x.dtype)
    sizes = _shape_tensor(shape, x.row_splits.dtype)
    kinds, tensors = _partition_tensors(x)
    result = raw.RaggedTensorToTensor(
        sizes, x.flat_values, default_value, tensors, row_partition_types=kinds, name=name
    )
    if not isinstance(result, EagerTensor) and not hasattr(shape, "dtype"):
        result.set_shape(x.shape if shape is None else as_shape(shape))
    return result


def _zero(dtype):
    return convert_to_tensor("" if dtype == dtypes.string else np.zeros((), dtype.as_numpy_dtype))


def _shape_tensor(shape, dtype):
    """Return a shape as the op wants it: -1 for sizes that are open, or all open."""
    if shape is None:
        return convert_to_tensor(-1, dtype)
    if hasattr(shape, "dtype") and not isinstance(shape, np.ndarray):
        return shape
    shape = as_shape(shape)
    if shape.rank is None:
        return convert_to_tensor(-1, dtype)
    return convert_to_tensor([-1 if size is None else size for size in shape.as_list()], dtype)


def _partition_tensors(x):
    partitions = x._nested_row_partitions
    if all(p._value_rowids is not None for p in partitions):
        return (["FIRST_DIM_SIZE", *["VALUE_ROWIDS"] * len(partitions)],
                [partitions[0].nrows(), *[p.value_rowids() for p in partitions]])
    return ["ROW_SPLITS"] * len(partitions), [p.row_splits() for p in partitions]


def from_tensor(tensor, lengths, padding, ragged_rank, row_splits_dtype):
    """Make a dense tensor ragged; see `RaggedTensor.from_tensor`."""
    row_splits_dtype = dtypes.as_dtype(row_splits_dtype)
    if lengths is not None and padding is not None:
        raise ValueError("Specify argument `lengths` or `padding`, but not both.")
    if not isinstance(ragged_rank, int):
        raise TypeError(f"Argument `ragged_rank` must be an int. Received {ragged_rank}.")
    if ragged_rank <= 0:
        raise ValueError(
            f"Argument `ragged_rank` must be greater than 0. Received {ragged_rank}."
        )
    tensor = convert_to_tensor(tensor, name="tensor")
    if tensor.shape.rank is not None and tensor.shape.rank < 2:
        raise ValueError(
            "The rank of a RaggedTensor must be greater than 1, i.e., a list of scalars won't "
            "have ragged dimensions. Received argument `tensor` with rank "
            f"{tensor.shape.rank}."
        )
    tensor.shape.with_rank_at_least(ragged_rank + 1)
    if lengths is not None and isinstance(lengths, (list, tuple)) and lengths and not isinstance(
            lengths[0], (int, float)):
        return _from_nested_lengths(tensor, lengths, row_splits_dtype)
    if ragged_rank > 1:
        return _from_many_ranks(tensor, lengths, padding, ragged_rank, row_splits_dtype)
    shape = raw.Shape(tensor, out_type=row_splits_dtype)
    columns = _size(shape, 1)
    if lengths is None and padding is None:
        return _uniform(tensor, shape, row_splits_dtype)
    lengths = _lengths(tensor, lengths, padding, columns, row_splits_dtype)
    rows = raw.ExpandDims(raw.Range(_int(0, columns), columns, _int(1, columns)), 0)
    kept = raw.Less(rows, raw.ExpandDims(lengths, 1))
    return ragged_tensor.RaggedTensor.from_row_lengths(
        masked(tensor, kept), lengths, validate=False)


def _from_nested_lengths(tensor, lengths, row_splits_dtype):
    """Make as many dimensions ragged as there are lengths, the outermost first."""
    result = from_tensor(tensor, lengths[0], None, 1, row_splits_dtype)
    if len(lengths) > 1:
        inner = _from_nested_lengths(result.values, lengths[1:], row_splits_dtype)
        result = result.with_values(inner)
    return result


def _from_many_ranks(tensor, lengths, padding, ragged_rank, row_splits_dtype):
    """Make the inner dimensions ragged; those outside of them stay uniform."""
    if lengths is not None:
        raise ValueError("If `ragged_rank` is more than 1, then `lengths` must be a tuple.")
    shape = raw.Shape(tensor, out_type=row_splits_dtype)
    rows = raw.Mul(_size(shape, 0), _size(shape, 1))
    inner = raw.StridedSlice(shape, [2], [0], [1], end_mask=1)
    flat = raw.Reshape(tensor, raw.ConcatV2([raw.ExpandDims(rows, 0), inner], 0))
    if flat.shape.rank is not None and not isinstance(flat, EagerTensor):
        flat.set_shape(TensorShape([None]).concatenate(tensor.shape[2:]))
    values = from_tensor(flat, None, padding, ragged_rank - 1, row_splits_dtype)
    return _with_uniform_rows(values, tensor.shape, shape)


def _with_uniform_rows(values, static, shape):
    partition = RowPartition.from_uniform_row_length(
        _known(static, 1, shape), nrows=_known(static, 0, shape), dtype=shape.dtype,
        validate=False)
    return ragged_tensor.RaggedTensor._from_row_partition(values, partition, validate=False)


def _uniform(tensor, shape, row_splits_dtype):
    """Take the rows of a dense tensor as they are: ragged by name, uniform by nature."""
    rows = raw.Mul(_size(shape, 0), _size(shape, 1))
    inner = raw.StridedSlice(shape, [2], [0], [1], end_mask=1)
    values = raw.Reshape(tensor, raw.ConcatV2([raw.ExpandDims(rows, 0), inner], 0))
    return _with_uniform_rows(values, tensor.shape, shape)


def _known(static, axis, shape):
    size = static[axis] if static.rank is not None else None
    return _size(shape, axis) if size is None else convert_to_tensor(size, shape.dtype)


def _lengths(tensor, lengths, padding, columns, row_splits_dtype):
    """Return the lengths of the rows: those given, within bounds, or those before padding."""
    if lengths is not None:
        lengths = raw.Cast(convert_to_tensor(lengths, name="lengths"), DstT=row_splits_dtype)
        lengths.shape.assert_has_rank(1)
        zero = _int(0, columns)
        return raw.Minimum(raw.Maximum(lengths, zero), columns)
    padding = convert_to_tensor(padding, tensor.dtype, name="padding")
    padding.shape.assert_is_compatible_with(tensor.shape[2:])
    content = raw.NotEqual(tensor, padding)
    if tensor.shape.rank is not None and tensor.shape.rank > 2:
        content = raw.Any(content, list(range(2, tensor.shape.rank)))
    ends = raw.Mul(raw.Cast(content, DstT=row_splits_dtype),
                   raw.Range(_int(1, columns), raw.AddV2(columns, _int(1, columns)),
                             _int(1, columns)))
    # The largest place with content; a row of no columns has none.
    return raw.Maximum(raw.Max(ends, [1]), _int(0, columns))


def masked(tensor, mask):
    """Return the elements (or slices) of a tensor where a boolean tensor is true, in one row."""
    shape = raw.Shape(tensor)
    rank = mask.shape.rank
    inner = raw.StridedSlice(shape, [rank], [0], [1], end_mask=1)
    flat = raw.Reshape(tensor, raw.ConcatV2([[-1], inner], 0))
    return raw.GatherV2(flat, raw.Squeeze(raw.Where(raw.Reshape(mask, [-1])), squeeze_dims=[1]), 0)


def from_sparse(st_input, row_splits_dtype):
    """Make a sparse matrix ragged; see `RaggedTensor.from_sparse`."""
    row_splits_dtype = dtypes.as_dtype(row_splits_dtype)
    if not isinstance(st_input, SparseTensor):
        raise TypeError("Argument `st_input` must be of type SparseTensor, but is of type "
                        f"{type(st_input).__name__}.")
    rank = st_input.dense_shape.shape[0]
    rank = st_input.indices.shape[1] if rank is None else rank
    if rank is None:
        raise ValueError("rank(st_input) must be 2.")
    if rank != 2:
        raise ValueError("rank(st_input) must be 2.")
    indices = st_input.indices
    rows = raw.StridedSlice(indices, [0, 0], [0, 1], [1, 1], begin_mask=1, end_mask=1,
                            shrink_axis_mask=2)
    result = ragged_tensor.RaggedTensor.from_value_rowids(
        st_input.values, raw.Cast(rows, DstT=row_splits_dtype),
        nrows=raw.Cast(_size(st_input.dense_shape, 0), DstT=row_splits_dtype), validate=False)
    _check_without_gaps(st_input, indices, result)
    return result


def _check_without_gaps(st_input, indices, result):
    """Check that the columns of each row are 0, 1, 2..."""
    columns = raw.StridedSlice(indices, [0, 1], [0, 2], [1, 1], begin_mask=1, end_mask=1,
                               shrink_axis_mask=2)
    places = raw.Cast(result._row_partition.offsets_in_rows(), DstT=dtypes.int64)
    assertions.require(raw.Equal(columns, places), "SparseTensor is not right-ragged",
                       "SparseTensor.indices =", indices)


def to_sparse(x, name):
    """Return the elements of a ragged tensor with their coordinates."""
    parts = raw.RaggedTensorToSparse(list(x.nested_row_splits), x.flat_values, name=name)
    return SparseTensor(*parts)


def to_list(x):
    """Return nested Python lists."""
    if not x._is_eager():
        raise ValueError("RaggedTensor.to_list() is only supported in eager mode.")
    values = x.values
    rows = to_list(values) if ragged_tensor.is_ragged(values) else values._array.tolist()
    bounds = x.row_splits._array.tolist()
    return [rows[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]


def to_numpy(x):
    """Return a numpy array, of objects where rows differ in length."""
    if not x._is_eager():
        raise ValueError("RaggedTensor.numpy() is only supported in eager mode.")
    values, bounds = x.values.numpy(), x.row_splits._array.tolist()
    rows = [values[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]
    if len({len(row) for row in rows}) == 1:
        return np.stack(rows)
    result = np.empty(len(rows), object if rows else values.dtype)
    result[:] = rows
    return result


def shown(x):
    """Return the text of `repr`."""
    if not x._is_eager():
        return f"tf.RaggedTensor(values={x.values!s}, row_splits={x.row_splits!s})"
    with np.printoptions(formatter={"all": _element}):
        return f"<tf.RaggedTensor {_element(to_numpy(x))}>"


def _element(value):
    """Write an element of an array: arrays with commas, empty ones with all their brackets."""
    if not isinstance(value, np.ndarray):
        return str(value)
    return np.array2string(value, separator=", ") if value.size else repr(value.tolist())


def bounding_shape(x, axis, out_type):
    """Return the shape that holds all rows; see `RaggedTensor.bounding_shape`."""
    splits_dtype = x.row_splits.dtype
    out_type = splits_dtype if out_type is None else dtypes.as_dtype(out_type)
    if isinstance(axis, int) and axis == 0:
        return raw.Cast(x.nrows(), DstT=out_type)
    if isinstance(axis, int) and axis == 1:
        return raw.Cast(_longest(x._row_partition), DstT=out_type)
    sizes = [raw.ExpandDims(x.nrows(), 0)]
    sizes += [raw.ExpandDims(_longest(p), 0) for p in x._nested_row_partitions]
    inner = raw.Shape(x.flat_values, out_type=splits_dtype)
    sizes.append(raw.StridedSlice(inner, [1], [0], [1], end_mask=1))
    every = raw.Cast(raw.ConcatV2(sizes, 0), DstT=out_type)
    return every if axis is None else raw.GatherV2(every, axis, 0)


def _longest(partition):
    """Return the length of the longest row, 0 where there is none."""
    if partition.is_uniform():
        return partition.uniform_row_length()
    lengths = partition.row_lengths()
    zero = raw.Fill([1], _int(0, lengths))
    return raw.Max(raw.ConcatV2([zero, lengths], 0), [0])


def merge_dims(x, outer_axis, inner_axis):
    """Make a range of dimensions one; see `RaggedTensor.merge_dims`."""
    rank = x.shape.rank
    outer_axis = ragged_tensor.positive_axis(outer_axis, rank, "outer_axis")
    inner_axis = ragged_tensor.positive_axis(inner_axis, rank, "inner_axis")
    if outer_axis > inner_axis:
        raise ValueError(f"Expected outer_axis ({outer_axis}) to be less than or equal to "
                         f"inner_axis ({inner_axis}).")
    return merged(x, outer_axis, inner_axis)


def merged(x, outer_axis, inner_axis):
    """Merge dimensions given from the front, of a tensor or a ragged tensor."""
    if outer_axis == inner_axis:
        return x
    if not ragged_tensor.is_ragged(x):
        return _merged_dense(x, outer_axis, inner_axis)
    if outer_axis == 0:
        return merged(x.values, 0, inner_axis - 1)
    if outer_axis > 1:
        return x.with_values(merged(x.values, outer_axis - 1, inner_axis - 1))
    values, splits = x.values, x.row_splits
    for _ in range(inner_axis - 1):
        if ragged_tensor.is_ragged(values):
            splits = raw.GatherV2(values.row_splits, splits, 0)
            values = values.values
        else:
            size = _size(raw.Shape(values, out_type=splits.dtype), 1)
            splits = raw.Mul(splits, size)
            values = _merged_dense(values, 0, 1)
    return ragged_tensor.RaggedTensor.from_row_splits(values, splits, validate=False)


def _merged_dense(x, outer_axis, inner_axis):
    shape = raw.Shape(x)
    outer = raw.StridedSlice(shape, [0], [outer_axis], [1])
    inner = raw.StridedSlice(shape, [inner_axis + 1], [0], [1], end_mask=1)
    result = raw.Reshape(x, raw.ConcatV2([outer, [-1], inner], 0))
    if not isinstance(result, EagerTensor) and x.shape.rank is not None:
        middle = TensorShape([x.shape[outer_axis : inner_axis + 1].num_elements()])
        result.set_shape(x.shape[:outer_axis].concatenate(middle).concatenate(
            x.shape[inner_axis + 1 :]))
    return result


def set_shape(x, shape):
    """State what is known of a ragged tensor's shape; see `RaggedTensor._set_shape`."""
    shape = as_shape(shape)
    if shape.rank is None:
        return
    if x.shape.rank is not None:
        shape.assert_has_rank(x.shape.rank)
    partition = x._row_partition
    if shape[0] is not None and partition.static_nrows is None:
        partition.row_splits().set_shape([shape[0] + 1])
    if shape[1] is not None and partition.static_uniform_row_length is None:
        length = convert_to_tensor(shape[1], partition.dtype)
        x._row_partition = partition.with_counts(uniform_row_length=length)
    values_shape = TensorShape([None]).concatenate(shape[2:])
    if ragged_tensor.is_ragged(x.values):
        set_shape(x.values, values_shape)
    elif not isinstance(x.values, EagerTensor):
        x.values.set_shape(values_shape)


def to_variant(x, batched_input, name):
    """Pack a ragged tensor into a variant."""
    return raw.RaggedTensorToVariant(
        list(x.nested_row_splits), x.flat_values, batched_input=batched_input, name=name)


def from_variant(variant, dtype, output_ragged_rank, input_ragged_rank, row_splits_dtype, name):
    """Unpack a ragged tensor from a variant."""
    splits, values = raw.RaggedTensorFromVariant(
        variant, output_ragged_rank=output_ragged_rank,
        input_ragged_rank=-1 if input_ragged_rank is None else input_ragged_rank,
        Tvalues=dtype, Tsplits=row_splits_dtype, name=name)
    return ragged_tensor.RaggedTensor.from_nested_row_splits(values, splits, validate=False)


def _size(shape, axis):
    return raw.StridedSlice(shape, [axis], [axis + 1], [1], shrink_axis_mask=1)


def _int(value, like):
    return convert_to_tensor(value, like.dtype)
