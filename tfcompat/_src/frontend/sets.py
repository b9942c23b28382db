"""Sets in the rows of tensors, dense or sparse: `tf.sets`."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorValue
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor

_DTYPES = frozenset([dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64, dtypes.uint8,
                     dtypes.uint16, dtypes.string])


def size(a, validate_indices=True):
    """How many different elements each row of the last dimension has.

    Args:
        a: a SparseTensor of integers or strings.
        validate_indices: whether to check the order of the coordinates.

    Returns:
        An int32 tensor without the last dimension.

    Raises:
        TypeError: `a` is no SparseTensor, or of another dtype.

    Example:
        >>> import tfcompat as tf
        >>> tf.sets.size(tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [5, 5, 6], [2, 2]))
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 1], dtype=int32)>
    """
    a = _converted(a, "a")
    if not isinstance(a, SparseTensor):
        raise TypeError(f"Expected `SparseTensor`, got {a!s}.")
    if a.dtype.base_dtype not in _DTYPES:
        raise TypeError(
            f"Invalid dtype `{a.dtype}` not in supported dtypes: `{_DTYPES}`.")
    return raw.SetSize(a.indices, a.values, a.dense_shape, validate_indices=validate_indices)


def intersection(a, b, validate_indices=True):
    """What is in both of two sets, row by row of the last dimension.

    Args:
        a: a tensor or SparseTensor of integers or strings.
        b: likewise, of the same shape but for the last dimension.
        validate_indices: whether to check the order of the coordinates.

    Returns:
        A SparseTensor whose rows are the sets, in order.

    Raises:
        TypeError: the dtypes differ, or are others.
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.sets.intersection([[1, 2, 3]], [[3, 2, 2]]).values
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([2, 3], dtype=int32)>
    """
    a, b, _ = _operands(a, b)
    return _operation(a, b, "intersection", validate_indices)


def difference(a, b, aminusb=True, validate_indices=True):
    """What is in one of two sets and not in the other, row by row; see `intersection`.

    Args:
        a: a tensor or SparseTensor of integers or strings.
        b: likewise.
        aminusb: whether what is in `b` is taken from `a`, or the other way round.
        validate_indices: whether to check the order of the coordinates.

    Returns:
        A SparseTensor whose rows are the sets, in order.

    Raises:
        TypeError: the dtypes differ, or are others.
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.sets.difference([[1, 2, 3]], [[3, 2, 2]]).values
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([1], dtype=int32)>
    """
    a, b, flipped = _operands(a, b)
    return _operation(a, b, "a-b" if aminusb != flipped else "b-a", validate_indices)


def union(a, b, validate_indices=True):
    """What is in any of two sets, row by row; see `intersection`.

    Args:
        a: a tensor or SparseTensor of integers or strings.
        b: likewise, of the same shape but for the last dimension.
        validate_indices: whether to check the order of the coordinates.

    Returns:
        A SparseTensor whose rows are the sets, in order.

    Raises:
        TypeError: the dtypes differ, or are others.
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.sets.union([[1, 2, 3]], [[3, 2, 5]]).values
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([1, 2, 3, 5], dtype=int32)>
    """
    a, b, _ = _operands(a, b)
    return _operation(a, b, "union", validate_indices)


def _converted(value, name):
    if isinstance(value, SparseTensorValue):
        return SparseTensor.from_value(value)
    value = value if isinstance(value, SparseTensor) else convert_to_tensor(value, name=name)
    if is_ragged(value):
        raise value._no_tensor()
    return value


def _operands(a, b):
    """Return both operands, a dense one first, and whether that changed their order."""
    a = _converted(a, "a")
    if a.dtype.base_dtype not in _DTYPES:
        raise TypeError(
            f"'a' has invalid dtype `{a.dtype}` not in supported dtypes: `{_DTYPES}`.")
    b = _converted(b, "b")
    if b.dtype.base_dtype != a.dtype.base_dtype:
        raise TypeError(f"Types don't match, {a.dtype} vs {b.dtype}.")
    if isinstance(a, SparseTensor) and not isinstance(b, SparseTensor):
        return b, a, True
    return a, b, False


def _operation(a, b, name, validate_indices):
    attrs = {"set_operation": name, "validate_indices": validate_indices}
    if isinstance(a, SparseTensor):
        parts = raw.SparseToSparseSetOperation(
            a.indices, a.values, a.dense_shape, b.indices, b.values, b.dense_shape, **attrs)
    elif isinstance(b, SparseTensor):
        parts = raw.DenseToSparseSetOperation(a, b.indices, b.values, b.dense_shape, **attrs)
    else:
        parts = raw.DenseToDenseSetOperation(a, b, **attrs)
    return SparseTensor(*parts)
