"""Tensors from nothing but a shape or a few numbers: zeros, ranges, one-hot rows, masks.

Constants from Python values are made in `core/convert.py`; random tensors are not here.
"""

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, raw
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.frontend import arguments, scopes

# Larger fillings become a Fill node in graphs instead of a constant.
_MOST_ELEMENTS_OF_A_CONSTANT = 1000


def eye(num_rows, num_columns=None, batch_shape=None, dtype=dtypes.float32, name=None):
    """Identity matrices.

    Args:
        num_rows: the number of rows.
        num_columns: the number of columns, as many as rows by default.
        batch_shape: a list of sizes of dimensions before the matrix.
        dtype: the dtype of the result.
        name: a name for the operation.

    Returns:
        A tensor of shape `batch_shape + [num_rows, num_columns]`, 1 on the diagonals and 0 beside.

    Raises:
        InvalidArgumentError: a size is negative (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.eye(2)
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[1., 0.],
               [0., 1.]], dtype=float32)>
    """
    with scopes.scope(name, "eye") as name:
        square = num_columns is None
        columns = num_rows if square else num_columns
        batch = [] if batch_shape is None else batch_shape
        known = not any(isinstance(size, Tensor) for size in (num_rows, columns, batch))
        length = min(num_rows, columns) if known else raw.Minimum(num_rows, columns)
        diagonal = ones(_joined(batch, [length]), dtype)
        if square:
            nothing = False if diagonal.dtype == dtypes.bool else 0
            return raw.MatrixDiagV3(diagonal, 0, -1, -1, nothing, name="diag" if name else None)
        matrix = zeros(_joined(batch, [num_rows, columns]), dtype)
        return raw.MatrixSetDiagV3(matrix, diagonal, 0, name="set_diag" if name else None)


def _joined(batch, sizes):
    """The shape of a batch: a list, or a tensor where the batch's shape is one."""
    if isinstance(batch, Tensor):
        return raw.ConcatV2([batch, convert_to_tensor(sizes, batch.dtype)], 0)
    return [*batch, *sizes]


def fill(dims, value, name=None, layout=None):
    """A tensor with one value everywhere.

    Args:
        dims: the shape: a vector of integers.
        value: a scalar.
        name: a name for the operation.
        layout: not supported.

    Returns:
        A tensor of the shape `dims` and the dtype of `value`.

    Raises:
        InvalidArgumentError: a size is negative, or `value` no scalar.

    Example:
        >>> import tfcompat as tf
        >>> tf.fill([2, 3], 9)
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[9, 9, 9],
               [9, 9, 9]], dtype=int32)>
    """
    _check_layout(layout)
    return raw.Fill(dims, value, name=name)


def linspace(start, stop, num, name=None, axis=0):
    """Evenly spaced values from `start` to `stop`, both included.

    Args:
        start: the first value: a tensor of a floating dtype; integers become float64.
        stop: the last value, of the dtype and shape of `start`.
        num: the number of values; at least 1.
        name: a name for the operation.
        axis: which dimension of the result the values run along.

    Returns:
        A tensor of the dtype of `start`, with a dimension of size `num` more than it.

    Raises:
        InvalidArgumentError: the shapes cannot be broadcast.
        TypeError: `num` is no integer.
        ValueError: the ends are tensors of two dtypes.

    Example:
        >>> import tfcompat as tf
        >>> tf.linspace(0.0, 1.0, 5)
        <tf.Tensor: shape=(5,), dtype=float32, numpy=array([0.  , 0.25, 0.5 , 0.75, 1.  ],
            dtype=float32)>
    """
    with scopes.scope(name, "linspace"):
        start = convert_to_tensor(start, name="start")
        stop = convert_to_tensor(stop, start.dtype, name="stop")
        if start.dtype.is_integer:  # integers take part as float64, as in numpy
            start, stop = (raw.Cast(x, DstT=dtypes.float64) for x in (start, stop))
        return _spaced(start, stop, arguments.integer_tensor(num, "num"), axis)


def _spaced(start, stop, num, axis):
    dtype = start.dtype.base_dtype
    shape = raw.BroadcastArgs(raw.Shape(start), raw.Shape(stop))
    start = raw.ExpandDims(raw.BroadcastTo(start, shape), axis)
    stop = raw.ExpandDims(raw.BroadcastTo(stop, shape), axis)
    steps = raw.Maximum(num - 1, 1)
    step = raw.RealDiv(stop - start, raw.Cast(steps, DstT=dtype))
    rank = raw.Rank(start)
    place = axis if axis >= 0 else rank + axis
    # A negative number of values is reported by the op that would count them.
    end = raw.SelectV2(raw.GreaterEqual(num, 0), steps, -1)
    inner_places = raw.Cast(range(1, end), DstT=dtype)
    on_axis = raw.Equal(range(rank), place)
    sizes = raw.SelectV2(on_axis, raw.Size(inner_places), raw.OnesLike(raw.Shape(start)))
    inner = start + step * raw.Reshape(inner_places, sizes)
    whole = raw.ConcatV2([start, inner, stop], place)
    # One value is the first one: without this there were always two.
    size = raw.SelectV2(on_axis, num, raw.Shape(start))
    return raw.Slice(whole, raw.ZerosLike(size), size)


def one_hot(indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
    """Rows that are `on_value` at one index and `off_value` elsewhere.

    Args:
        indices: a tensor of indices; rows of those outside of [0, depth) are off everywhere.
        depth: the length of a row.
        on_value: a scalar, 1 by default.
        off_value: a scalar of the same dtype, 0 by default.
        axis: which dimension of the result the rows run along, the last one by default.
        dtype: the dtype of the result; that of the values, or float32 where none are given.
        name: a name for the operation.

    Returns:
        A tensor with a dimension of size `depth` more than `indices`.

    Raises:
        TypeError: the values have different dtypes, or not the one asked for.

    Example:
        >>> import tfcompat as tf
        >>> tf.one_hot([0, 2], 3)
        <tf.Tensor: shape=(2, 3), dtype=float32, numpy=
        array([[1., 0., 0.],
               [0., 0., 1.]], dtype=float32)>
    """
    with scopes.scope(name, "one_hot") as name:
        wanted = None if dtype is None else dtypes.as_dtype(dtype).base_dtype
        on, off = (
            value if value is None else convert_to_tensor(value, dtype_hint=wanted, name="Const")
            for value in (on_value, off_value)
        )
        for label, value in (("on_value", on), ("off_value", off)):
            if value is not None and wanted is not None and value.dtype.base_dtype != wanted:
                raise TypeError(
                    f"dtype {value.dtype.base_dtype} of {label} does not match dtype parameter "
                    f"{wanted}"
                )
        given = on if on is not None else off
        if wanted is None:
            wanted = dtypes.float32 if given is None else given.dtype.base_dtype
        on = convert_to_tensor(1, wanted, name="on_value") if on is None else on
        off = convert_to_tensor(0, wanted, name="off_value") if off is None else off
        if on.dtype != off.dtype:
            raise TypeError(
                f"dtype {on.dtype} of on_value does not match dtype {off.dtype} of off_value"
            )
        return raw.OneHot(indices, depth, on, off, axis=-1 if axis is None else axis, name=name)


def ones(shape, dtype=dtypes.float32, name=None, layout=None):
    """A tensor of ones.

    Args:
        shape: a list of integers, a TensorShape or an integer tensor.
        dtype: a numeric dtype or bool.
        name: a name for the operation.
        layout: not supported.

    Returns:
        A tensor of that shape and dtype.

    Raises:
        InvalidArgumentError: a size is negative.

    Example:
        >>> import tfcompat as tf
        >>> tf.ones([2, 3], tf.int32)
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[1, 1, 1],
               [1, 1, 1]], dtype=int32)>
    """
    dtype = dtypes.as_dtype(dtype).base_dtype
    return _filled(shape, True if dtype == dtypes.bool else 1, dtype, name, "ones", layout)


def ones_like(input, dtype=None, name=None, layout=None):  # noqa: A002
    """Ones in the shape of a tensor.

    Args:
        input: a tensor.
        dtype: the dtype of the result, that of `input` by default.
        name: a name for the operation.
        layout: not supported.

    Returns:
        A tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the dtype has no one.

    Example:
        >>> import tfcompat as tf
        >>> tf.ones_like([[1, 2], [3, 4]])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 1],
               [1, 1]], dtype=int32)>
    """
    return _like(input, dtype, name, layout, ones, "ones_like", "OnesLike")


def range(start, limit=None, delta=1, dtype=None, name="range"):  # noqa: A001
    """Numbers from `start`, in steps of `delta`, up to and without `limit`.

    Args:
        start: the first number, a scalar; the limit where it is the only argument.
        limit: the upper bound, a scalar; not part of the result.
        delta: the step, a scalar; may be negative.
        dtype: the dtype; the widest one among the arguments by default.
        name: a name for the operation.

    Returns:
        A vector.

    Raises:
        InvalidArgumentError: the step is 0 or leads away from the limit.

    Example:
        >>> import tfcompat as tf
        >>> tf.range(3, 18, 3)
        <tf.Tensor: shape=(5,), dtype=int32, numpy=array([ 3,  6,  9, 12, 15], dtype=int32)>
        >>> tf.range(3)
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([0, 1, 2], dtype=int32)>
    """
    if limit is None:
        start, limit = 0, start
    with scopes.scope(name, "Range") as name:
        numbers = [
            value if isinstance(value, Tensor) else convert_to_tensor(value, dtype, name=label)
            for value, label in ((start, "start"), (limit, "limit"), (delta, "delta"))
        ]
        if dtype is None:
            found = [number.dtype.base_dtype for number in numbers]
            if not all(kind in _RANGE_DTYPES for kind in found):
                raise AssertionError
            dtype = max(found, key=_RANGE_DTYPES.index)
        dtype = dtypes.as_dtype(dtype).base_dtype
        numbers = [
            number if number.dtype.base_dtype == dtype else raw.Cast(number, DstT=dtype)
            for number in numbers
        ]
        return raw.Range(*numbers, name=name)


_RANGE_DTYPES = [
    dtypes.int8, dtypes.uint8, dtypes.int16, dtypes.uint16, dtypes.int32, dtypes.uint32,
    dtypes.int64, dtypes.uint64, dtypes.bfloat16, dtypes.float16, dtypes.float32, dtypes.float64,
]


def sequence_mask(lengths, maxlen=None, dtype=dtypes.bool, name=None):
    """Masks that are true up to a length.

    Args:
        lengths: an integer tensor.
        maxlen: how long masks are, the largest length by default.
        dtype: the dtype of the result.
        name: a name for the operation.

    Returns:
        A tensor with a dimension of size `maxlen` more than `lengths`.

    Raises:
        ValueError: `maxlen` is no scalar.

    Example:
        >>> import tfcompat as tf
        >>> tf.sequence_mask([1, 3], 4)
        <tf.Tensor: shape=(2, 4), dtype=bool, numpy=
        array([[ True, False, False, False],
               [ True,  True,  True, False]])>
    """
    with scopes.scope(name, "SequenceMask"):
        lengths = convert_to_tensor(lengths, name="Const")
        if maxlen is None:
            longest = raw.Max(lengths, _all_axes(lengths))
            maxlen = raw.Maximum(constant(0, lengths.dtype.base_dtype), longest)
        else:
            maxlen = convert_to_tensor(maxlen, name="Const")
        if maxlen.shape.rank is not None and maxlen.shape.rank != 0:
            shown = maxlen.numpy() if isinstance(maxlen, EagerTensor) else maxlen
            raise ValueError(
                f"Argument `maxlen` must be scalar for sequence_mask, received `maxlen` = {shown} "
                f"with shape '{maxlen.shape}' instead"
            )
        places = raw.Range(constant(0, maxlen.dtype), maxlen, constant(1, maxlen.dtype))
        rows = raw.Cast(raw.ExpandDims(lengths, -1), DstT=maxlen.dtype)
        mask = raw.Less(places, rows)
        return mask if dtype in (None, dtypes.bool) else raw.Cast(mask, DstT=dtypes.as_dtype(dtype))


def _all_axes(tensor):
    if tensor.shape.rank:
        return constant(np.arange(tensor.shape.rank, dtype=np.int32))
    return range(0, raw.Rank(tensor))


def zeros(shape, dtype=dtypes.float32, name=None, layout=None):
    """A tensor of zeros; of empty strings or False for those dtypes.

    Args:
        shape: a list of integers, a TensorShape or an integer tensor.
        dtype: the dtype.
        name: a name for the operation.
        layout: not supported.

    Returns:
        A tensor of that shape and dtype.

    Raises:
        InvalidArgumentError: a size is negative.

    Example:
        >>> import tfcompat as tf
        >>> tf.zeros([2, 3])
        <tf.Tensor: shape=(2, 3), dtype=float32, numpy=
        array([[0., 0., 0.],
               [0., 0., 0.]], dtype=float32)>
    """
    dtype = dtypes.as_dtype(dtype).base_dtype
    nothing = {dtypes.bool: False, dtypes.string: ""}.get(dtype, 0)
    return _filled(shape, nothing, dtype, name, "zeros", layout)


def zeros_like(input, dtype=None, name=None, layout=None):  # noqa: A002
    """Zeros in the shape of a tensor.

    Args:
        input: a tensor.
        dtype: the dtype of the result, that of `input` by default.
        name: a name for the operation.
        layout: not supported.

    Returns:
        A tensor of the shape of `input`.

    Raises:
        UnsupportedError: a layout was given.

    Example:
        >>> import tfcompat as tf
        >>> tf.zeros_like([[1, 2], [3, 4]])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[0, 0],
               [0, 0]], dtype=int32)>
    """
    return _like(input, dtype, name, layout, zeros, "zeros_like", "ZerosLike")


def _like(value, dtype, name, layout, make, scope, op):
    _check_layout(layout)
    with scopes.scope(name, scope) as name:
        value = convert_to_tensor(value, name="tensor")
        own = value.dtype.base_dtype
        dtype = own if dtype is None else dtypes.as_dtype(dtype).base_dtype
        if isinstance(value, CompositeTensor):
            return raw.Cast(getattr(raw, op)(value), DstT=dtype, name=name)
        refused = op == "OnesLike" and dtype == own == dtypes.string and context.executing_eagerly()
        if value.shape.is_fully_defined() and own != dtypes.variant and not refused:
            return make(value.shape, dtype, name=name)
        if dtype == own:
            return getattr(raw, op)(value, name=name)
        return make(raw.Shape(value), dtype, name=name)


def ones_by_fill(value):
    """Return ones in the shape of a tensor, as a Fill node: the form inside composed functions."""
    with scopes.scope(None, "ones_like") as name:
        if value.shape.is_fully_defined():
            sizes = convert_to_tensor(value.shape, name="Shape/shape_as_tensor")
        else:
            sizes = raw.Shape(value)
        one = constant(1, value.dtype.base_dtype, name="Const")
        return raw.Fill(sizes, one, name=name)


def _filled(shape, value, dtype, name, scope, layout):
    """One value everywhere: a constant where the shape is known and small, else a Fill."""
    _check_layout(layout)
    with scopes.scope(name, scope) as name:
        if not isinstance(shape, Tensor):
            static = _static_sizes(shape)
            if static is not None and context.executing_eagerly():
                return constant(value, dtype, static)
            if static is not None and not _is_number(shape) and (
                np.prod(static) < _MOST_ELEMENTS_OF_A_CONSTANT
            ):
                return constant(value, dtype, static, name=name)
            shape = _shape_tensor(shape if static is None else TensorShape(static))
        if not shape.shape.is_fully_defined():
            shape = raw.Reshape(shape, [-1])
        filling = constant(value, dtype, name="Const")
        return raw.Fill(shape, filling, name=name)


def _is_number(shape):
    return isinstance(shape, (int, np.integer))


def _static_sizes(shape):
    """Return the sizes as a list where they are plain non-negative integers, else None."""
    if isinstance(shape, TensorShape):
        return shape.as_list() if shape.is_fully_defined() else None
    if _is_number(shape):
        shape = [shape]
    if not isinstance(shape, (list, tuple, np.ndarray)):
        return None
    if any(isinstance(size, Tensor) or not hasattr(size, "__index__") for size in shape):
        return None
    sizes = [int(size) for size in shape]
    return None if any(size < 0 for size in sizes) else sizes


def _shape_tensor(shape):
    if isinstance(shape, TensorShape):
        return convert_to_tensor(shape)
    try:
        return convert_to_tensor(shape, dtypes.int32, name="Const")
    except (TypeError, ValueError):
        if isinstance(shape, (list, tuple)) and any(isinstance(size, Tensor) for size in shape):
            return convert_to_tensor(shape)  # sizes of dtype int64 among them
        raise


def _check_layout(layout):
    if layout is not None:
        raise errors.UnsupportedError(
            "layout= belongs to tf.experimental.dtensor, which is missing."
        )


def sobol_sample(dim, num_results, skip=0, dtype=dtypes.float32, name=None):
    """Points that fill the unit cube evenly, after I. M. Sobol.

    Args:
        dim: the number of dimensions, up to 1,111.
        num_results: how many points.
        skip: how many points of the sequence to leave out.
        dtype: float32 or float64.
        name: a name for the operation.

    Returns:
        A tensor [num_results, dim].

    Raises:
        InvalidArgumentError: a number is out of range.
        UnsupportedError: there are more dimensions.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.sobol_sample(2, 3)
        <tf.Tensor: shape=(3, 2), dtype=float32, numpy=
        array([[0.5 , 0.5 ],
               [0.75, 0.25],
               [0.25, 0.75]], dtype=float32)>
    """
    with scopes.scope(name, "sobol"):
        return raw.SobolSample(dim, num_results, skip, dtype=dtype)
