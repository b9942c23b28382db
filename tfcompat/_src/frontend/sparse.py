"""Sparse tensors made, made dense, and changed in shape: half of `tf.sparse`.

Computing with them is in `sparse_math.py`, summing rows picked by index in `segments.py`.
"""

import operator

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorValue
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import checks, scopes
from tfcompat._src.graph import shape_inference


def as_sparse(value):
    """Return a SparseTensor, made of a SparseTensorValue if it is one.

    Raises:
        TypeError: the value is neither.
    """
    if isinstance(value, SparseTensorValue):
        return SparseTensor.from_value(value)
    if not isinstance(value, SparseTensor):
        raise TypeError("Input must be a SparseTensor.")
    return value


def all_sparse(values):
    """Return a list of values as SparseTensors.

    Raises:
        TypeError: they are no list, or one of them is no sparse tensor.
    """
    if not isinstance(values, (list, tuple)):
        raise TypeError("Inputs must be a list or tuple.")
    return [as_sparse(value) for value in values]


def from_dense(tensor, name=None):
    """The elements of a tensor that are not zero (or empty), as a sparse tensor.

    Args:
        tensor: a tensor.
        name: a name for the operations.

    Returns:
        A SparseTensor of the same shape.

    Raises:
        ValueError: the value has no tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.from_dense([[0, 0], [3, 0]]).values
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([3], dtype=int32)>
    """
    with scopes.scope(name, "dense_to_sparse"):
        tensor = convert_to_tensor(tensor)
        indices = raw.Where(raw.NotEqual(tensor, raw.ZerosLike(tensor)))
        values = raw.GatherNd(tensor, indices)
        return SparseTensor(indices, values, raw.Shape(tensor, out_type=dtypes.int64))


def eye(num_rows, num_columns=None, dtype=dtypes.float32, name=None):
    """A sparse matrix with ones on the diagonal.

    Args:
        num_rows: an integer, or an integer scalar.
        num_columns: likewise; `num_rows` when None.
        dtype: the dtype of the ones.
        name: a name for the operations.

    Returns:
        A SparseTensor [num_rows, num_columns].

    Raises:
        TypeError: a size is no integer.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.to_dense(tf.sparse.eye(2, 3))
        <tf.Tensor: shape=(2, 3), dtype=float32, numpy=
        array([[1., 0., 0.],
               [0., 1., 0.]], dtype=float32)>
    """
    with scopes.scope(name, "eye"):
        rows = _size(num_rows, "num_rows")
        columns = rows if num_columns is None else _size(num_columns, "num_columns")
        count = raw.Minimum(rows, columns)
        places = raw.Range(convert_to_tensor(0, dtypes.int64), count,
                           convert_to_tensor(1, dtypes.int64))
        one = raw.Cast(convert_to_tensor(1), DstT=dtypes.as_dtype(dtype))
        ones = raw.Fill(raw.ExpandDims(count, 0), one)
        return SparseTensor(raw.Pack([places, places], axis=1), ones, raw.Pack([rows, columns]))


def _size(value, name):
    if isinstance(value, (int, np.integer)):
        return convert_to_tensor(value, dtypes.int64)
    if not isinstance(value, Tensor):
        raise TypeError(f"{name} must be an integer value")
    return raw.Cast(value, DstT=dtypes.int64)


def to_dense(sp_input, default_value=None, validate_indices=True, name=None):
    """The whole tensor that a sparse tensor stands for.

    Args:
        sp_input: a SparseTensor.
        default_value: what stands where it has no element; zero (or empty) when None.
        validate_indices: whether to check that the coordinates are in order and differ.
        name: a name for the operation.

    Returns:
        A tensor.

    Raises:
        TypeError: `sp_input` is no SparseTensor.
        InvalidArgumentError: the coordinates are out of order or out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.to_dense(tf.SparseTensor([[1], [2]], [5, 7], [4]), default_value=-1)
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([-1,  5,  7, -1], dtype=int32)>
    """
    x = as_sparse(sp_input)
    if default_value is None:
        default_value = _zero(x.dtype)
    return raw.SparseToDense(
        x.indices, x.dense_shape, x.values, default_value, validate_indices=validate_indices,
        name=name)


def _zero(dtype):
    if dtype == dtypes.string:
        return convert_to_tensor("")
    return raw.Cast(convert_to_tensor(0), DstT=dtype)


def to_indicator(sp_input, vocab_size, name=None):
    """Whether each number below a bound is among the elements of each row.

    Args:
        sp_input: a SparseTensor of integers.
        vocab_size: the bound.
        name: a name for the operations.

    Returns:
        A boolean tensor of the shape of `sp_input`, with `vocab_size` as last dimension.

    Raises:
        TypeError: `sp_input` is no SparseTensor, or `vocab_size` no integer.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.to_indicator(tf.SparseTensor([[0, 0], [0, 1]], [2, 0], [1, 2]), 4)
        <tf.Tensor: shape=(1, 4), dtype=bool, numpy=array([[ True, False,  True, False]])>
    """
    x = as_sparse(sp_input)
    if not isinstance(vocab_size, (Tensor, int, np.integer)):
        raise TypeError(
            f"vocab_size has to be a Tensor or Python int. Found {type(vocab_size)}")
    with scopes.scope(name, "SparseToIndicator") as scope:
        count = raw.StridedSlice(raw.Shape(x.indices), [0], [1], [1])
        outer = x.indices[:, :-1]
        indices = raw.ConcatV2(
            [outer, raw.ExpandDims(raw.Cast(x.values, DstT=dtypes.int64), 1)], 1)
        size = raw.Reshape(raw.Cast(vocab_size, DstT=dtypes.int64), [1])
        shape = raw.ConcatV2([x.dense_shape[:-1], size], 0)
        marks = reorder(SparseTensor(indices, raw.Fill(count, True), shape))
        return to_dense(marks, False, validate_indices=False, name=scope)


def reorder(sp_input, name=None):
    """The same sparse tensor with its elements in row-major order.

    Args:
        sp_input: a SparseTensor.
        name: a name for the operation.

    Returns:
        A SparseTensor.

    Raises:
        TypeError: `sp_input` is no SparseTensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.reorder(tf.SparseTensor([[1], [0]], [5, 7], [4])).values
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([7, 5], dtype=int32)>
    """
    x = as_sparse(sp_input)
    indices, values = raw.SparseReorder(x.indices, x.values, x.dense_shape, name=name)
    return _with_shape_of(x, indices, values)


def _with_shape_of(x, indices, values):
    """Return a SparseTensor of the shape of `x`, as far as that is known."""
    if x.shape.is_fully_defined():
        return SparseTensor(indices, values, x.shape.as_list())
    result = SparseTensor(indices, values, raw.Identity(x.dense_shape))
    result.set_shape(x.shape)
    return result


def reshape(sp_input, shape, name=None):
    """The same elements in another shape, in row-major order.

    Args:
        sp_input: a SparseTensor.
        shape: the new shape, an integer vector; one size may be -1.
        name: a name for the operations.

    Returns:
        A SparseTensor.

    Raises:
        TypeError: `sp_input` is no SparseTensor.
        ValueError: the shapes have different sizes, or more than one size is -1.
        InvalidArgumentError: likewise, where that is not known while tracing.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.reshape(tf.SparseTensor([[0, 1], [1, 0]], [5, 7], [2, 2]), [4]).indices
        <tf.Tensor: shape=(2, 1), dtype=int64, numpy=
        array([[1],
               [2]])>
    """
    x = as_sparse(sp_input)
    shape = raw.Cast(shape, DstT=dtypes.int64)
    with scopes.scope(name, "SparseReshape") as scope:
        indices, sizes = raw.SparseReshape(x.indices, x.dense_shape, shape, name=scope)
        known = _reshaped(x.shape, shape)
        if known is not None:
            sizes = convert_to_tensor(known, dtypes.int64)
        return SparseTensor(indices, raw.Identity(x.values), sizes)


def _reshaped(old, shape):
    """Return the sizes after reshaping, None where they are not known."""
    value = shape_inference.constant_value(shape)
    if value is None or not old.is_fully_defined():
        return None
    sizes = value.reshape(-1).tolist()
    if sizes.count(-1) > 1:
        raise ValueError(f"At most one dimension can be inferred (-1). Found: {value}")
    count, rest = old.num_elements(), 1
    for size in sizes:
        rest *= 1 if size == -1 else size
    if -1 in sizes and not rest:
        return None
    full = [count // rest if size == -1 else size for size in sizes]
    total = TensorShape(full).num_elements()
    if total != count:
        shown = [None if size == -1 else size for size in sizes]
        raise ValueError(f"Cannot reshape a tensor with {count} elements to shape {shown} "
                         f"({total} elements).")
    return full


def reset_shape(sp_input, new_shape=None):
    """The same elements at the same coordinates, in a tensor of another size.

    Args:
        sp_input: a SparseTensor.
        new_shape: the new shape, nowhere smaller; as small as the coordinates allow when None.

    Returns:
        A SparseTensor.

    Raises:
        TypeError: `sp_input` is no SparseTensor.
        ValueError: the new shape is smaller, or has another rank.
        InvalidArgumentError: likewise, where that is not known while tracing.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.reset_shape(tf.SparseTensor([[1, 0]], [5], [9, 9])).shape
        TensorShape([2, 1])
    """
    x = as_sparse(sp_input)
    indices, values, shape = (raw.Identity(part) for part in (x.indices, x.values, x.dense_shape))
    if new_shape is None:
        largest = raw.Max(indices, 0)
        sizes = raw.Maximum(convert_to_tensor(0, dtypes.int64),
                            raw.AddV2(largest, raw.OnesLike(shape)))
        return SparseTensor(indices, values, sizes)
    sizes = convert_to_tensor(new_shape)
    sizes.shape.assert_has_rank(1)
    sizes = raw.Cast(sizes, DstT=dtypes.int64)
    _check_sizes(sizes.shape[0], shape.shape[0])
    known = shape_inference.constant_value(sizes)
    if known is not None and x.shape.is_fully_defined():
        old = np.array(x.shape.as_list())
        if not (old <= known).all():
            raise ValueError("Requested new_shape should have dimension sizes >= sp_input.shape.  "
                             f"Found new_shape ({old}), sp_input.shape ({known}).")
        return SparseTensor(indices, values, known)
    checks.assert_equal(raw.Shape(shape), raw.Shape(sizes))
    checks.assert_less_equal(shape, sizes)
    return SparseTensor(indices, values, sizes)


def _check_sizes(a, b):
    if a is not None and b is not None and a != b:
        raise ValueError(f"Dimensions {a} and {b} are not compatible")


def expand_dims(sp_input, axis=None, name=None):
    """A sparse tensor with a new dimension of size 1.

    Args:
        sp_input: a SparseTensor.
        axis: where the dimension is to be; at the end when None.
        name: a name for the operations.

    Returns:
        A SparseTensor.

    Raises:
        TypeError: the axis is no integer.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.expand_dims(tf.SparseTensor([[1]], [5], [4]), 0).shape
        TensorShape([1, 4])
    """
    rank = sp_input.dense_shape.shape[0]
    with scopes.scope(name, "expand_dims"):
        axis = -1 if axis is None else axis
        if isinstance(axis, (int, np.integer)):
            axis = convert_to_tensor(axis, dtypes.int32, name="axis")
        elif not isinstance(axis, Tensor):
            raise TypeError(
                "axis must be an integer value in range [-rank(sp_input) - 1, rank(sp_input)]")
        rank = raw.Size(sp_input.dense_shape) if rank is None else rank
        axis = raw.SelectV2(raw.GreaterEqual(axis, 0), axis, raw.AddV2(axis, rank + 1))
        count = raw.StridedSlice(raw.Shape(sp_input.indices), [0], [1], [1], shrink_axis_mask=1)
        zeros = raw.Fill(raw.Pack([count, 1]), convert_to_tensor(0, dtypes.int64))
        before = raw.Slice(sp_input.indices, [0, 0], raw.Pack([-1, axis]))
        after = raw.Slice(sp_input.indices, raw.Pack([0, axis]), [-1, -1])
        at = raw.ExpandDims(axis, 0)
        sizes = [raw.Slice(sp_input.dense_shape, [0], at), convert_to_tensor([1], dtypes.int64),
                 raw.Slice(sp_input.dense_shape, at, [-1])]
        return SparseTensor(raw.ConcatV2([before, zeros, after], 1), sp_input.values,
                            raw.ConcatV2(sizes, 0))


def transpose(sp_input, perm=None, name=None):
    """A sparse tensor with its dimensions in another order.

    Args:
        sp_input: a SparseTensor.
        perm: the order; backwards when None.
        name: a name for the operations.

    Returns:
        A SparseTensor.

    Raises:
        InvalidArgumentError: `perm` names a dimension that there is not.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.transpose(tf.SparseTensor([[0, 2]], [5], [2, 3])).shape
        TensorShape([3, 2])
    """
    with scopes.scope(name, "SparseTranspose"):
        if perm is None:
            rank = sp_input.shape.rank
            perm = (list(range(rank - 1, -1, -1)) if rank is not None
                    else raw.Range(raw.Sub(raw.Size(sp_input.dense_shape), 1), -1, -1))
        indices = raw.GatherV2(sp_input.indices, perm, 1)
        order = shape_inference.constant_value(convert_to_tensor(perm))
        if order is not None and sp_input.shape.is_fully_defined():
            sizes = [sp_input.shape[axis] for axis in order.tolist()]
        else:
            sizes = raw.GatherV2(sp_input.dense_shape, perm, 0)
        return reorder(SparseTensor(indices, sp_input.values, sizes))


def slice(sp_input, start, size, name=None):  # noqa: A001 - TensorFlow's name
    """A part of a sparse tensor.

    Args:
        sp_input: a SparseTensor.
        start: where the part begins, an integer vector.
        size: its sizes; what is beyond the end is left out.
        name: a name for the operation.

    Returns:
        A SparseTensor.

    Raises:
        TypeError: `sp_input` is no SparseTensor.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.SparseTensor([[1], [2]], [5, 7], [4])
        >>> tf.sparse.retain(x, [False, True]).values
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([7], dtype=int32)>
    """
    x = as_sparse(sp_input)
    start = convert_to_tensor(start, dtypes.int64)
    size = convert_to_tensor(size, dtypes.int64)
    return SparseTensor(*raw.SparseSlice(
        x.indices, x.values, x.dense_shape, start, size, name=name))


def split(sp_input=None, num_split=None, axis=None, name=None):
    """Sparse tensors into which one is cut along a dimension.

    Args:
        sp_input: a SparseTensor.
        num_split: how many; the first ones are larger by 1 where it does not divide the size.
        axis: the dimension.
        name: a name for the operation.

    Returns:
        A list of SparseTensors.

    Raises:
        TypeError: `sp_input` is no SparseTensor.
        ValueError: an argument is missing.

    Example:
        >>> import tfcompat as tf
        >>> [part.shape for part in tf.sparse.split(tf.sparse.eye(4), num_split=2, axis=1)]
        [TensorShape([4, 2]), TensorShape([4, 2])]
    """
    for given, what in ((sp_input, "sp_input"), (num_split, "num_split"), (axis, "axis")):
        if given is None:
            raise ValueError(f"{what} is required")
    x = as_sparse(sp_input)
    axis = convert_to_tensor(axis, dtypes.int64)
    parts = raw.SparseSplit(
        axis, x.indices, x.values, x.dense_shape, num_split=num_split, name=name)
    return [SparseTensor(*part) for part in zip(*parts, strict=True)]


def concat(axis, sp_inputs, expand_nonconcat_dims=False, name=None):
    """Sparse tensors put together along a dimension.

    Args:
        axis: the dimension.
        sp_inputs: a list of SparseTensors.
        expand_nonconcat_dims: whether the other dimensions may differ; the largest count.
        name: a name for the operation.

    Returns:
        A SparseTensor.

    Raises:
        TypeError: the inputs are no list of sparse tensors.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.concat(1, [tf.sparse.eye(2), tf.sparse.eye(2)]).shape
        TensorShape([2, 4])
    """
    inputs = all_sparse(sp_inputs)
    if len(inputs) == 1:
        return inputs[0]
    axis = operator.index(axis)
    shapes = [x.dense_shape for x in inputs]
    if expand_nonconcat_dims:
        largest = raw.Max(raw.Pack(shapes), 0)
        shapes = [_with_size(largest, shape, axis) for shape in shapes]
    parts = raw.SparseConcat(
        [x.indices for x in inputs], [x.values for x in inputs], shapes, concat_dim=axis,
        name=name)
    known = [x.shape for x in inputs]
    if any(shape.rank is None for shape in known):
        return SparseTensor(*parts)
    sizes = _joined_sizes([shape.as_list() for shape in known], axis, expand_nonconcat_dims)
    if all(shape.is_fully_defined() for shape in known):
        return SparseTensor(*parts[:2], sizes)
    result = SparseTensor(*parts)
    result.set_shape(TensorShape(sizes))
    return result


def _with_size(largest, shape, axis):
    after = [] if axis == -1 else [largest[axis + 1 :]]
    size = shape[-1:] if axis == -1 else shape[axis : axis + 1]
    return raw.ConcatV2([largest[:axis], size, *after], 0)


def _joined_sizes(shapes, axis, largest):
    columns = list(zip(*shapes, strict=True))
    sizes = list(shapes[0])
    if largest:
        sizes = [None if None in column else max(column) for column in columns]
    sizes[axis] = None if None in columns[axis] else sum(columns[axis])
    return sizes


def retain(sp_input, to_retain):
    """A sparse tensor with only some of its elements.

    Args:
        sp_input: a SparseTensor.
        to_retain: whether to keep each element, a boolean vector.

    Returns:
        A SparseTensor of the same shape.

    Raises:
        TypeError: `sp_input` is no SparseTensor.
        ValueError: there are more or fewer booleans than elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.sparse.retain(tf.SparseTensor([[1], [2]], [5, 7], [4]), [False, True]).values
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([7], dtype=int32)>
    """
    x = as_sparse(sp_input)
    kept = convert_to_tensor(to_retain)
    kept.shape.assert_has_rank(1)
    _check_sizes(x.values.shape[0], kept.shape[0])
    places = raw.Reshape(raw.Where(kept), [-1])
    return SparseTensor(raw.GatherV2(x.indices, places, 0), raw.GatherV2(x.values, places, 0),
                        raw.Identity(x.dense_shape))


def mask(a, mask_indices, name=None):
    """IndexedSlices without the rows of some numbers.

    Args:
        a: IndexedSlices.
        mask_indices: the numbers of the rows to leave out.
        name: a name for the operations.

    Returns:
        IndexedSlices.

    Raises:
        TypeError: the numbers are of another dtype.

    Example:
        >>> import tfcompat as tf
        >>> a = tf.IndexedSlices(tf.constant([[1.], [2.]]), tf.constant([4, 7]))
        >>> tf.sparse.mask(a, [4]).indices
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([7], dtype=int32)>
    """
    with scopes.scope(name, "sparse_mask"):
        kept, places = raw.ListDiff(a.indices, mask_indices)
        return IndexedSlices(raw.GatherV2(a.values, places, 0), kept, a.dense_shape)


def fill_empty_rows(sp_input, default_value, name=None):
    """A sparse tensor with an element in each row.

    Args:
        sp_input: a SparseTensor.
        default_value: what stands at the start of rows that had no element.
        name: a name for the operations.

    Returns:
        (SparseTensor, a boolean vector: whether each row was empty).

    Raises:
        TypeError: `sp_input` is no SparseTensor.

    Example:
        >>> import tfcompat as tf
        >>> filled, empty = tf.sparse.fill_empty_rows(tf.SparseTensor([[1, 0]], [5], [2, 3]), 9)
        >>> empty
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([ True, False])>
    """
    x = as_sparse(sp_input)
    with scopes.scope(name, "SparseFillEmptyRows"):
        default_value = convert_to_tensor(default_value, x.dtype)
        indices, values, empty, _ = raw.SparseFillEmptyRows(
            x.indices, x.values, x.dense_shape, default_value)
        return SparseTensor(indices, values, x.dense_shape), empty
