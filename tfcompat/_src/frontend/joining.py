"""Several tensors to one and one to several: concat and split, stack and unstack.

Parts of one tensor chosen by index are in `slicing.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import scopes


def concat(values, axis, name="concat"):
    """Tensors one after the other along a dimension they have.

    Args:
        values: a list of tensors of one dtype, whose shapes differ in that dimension at most.
        axis: the dimension, a scalar.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of the values.

    Raises:
        InvalidArgumentError: shapes or dtypes do not fit (ValueError, TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.concat([[[1, 2]], [[3, 4], [5, 6]]], axis=0)
        <tf.Tensor: shape=(3, 2), dtype=int32, numpy=
        array([[1, 2],
               [3, 4],
               [5, 6]], dtype=int32)>
    """
    if not isinstance(values, (list, tuple)):
        values = [values]
    if len(values) == 1:
        with scopes.scope(name, "concat"):
            place = convert_to_tensor(axis, dtypes.int32, name="concat_dim")
            place.shape.assert_has_rank(0)
            return raw.Identity(values[0], name="concat")
    return raw.ConcatV2(values, axis, name=name)


def split(value, num_or_size_splits, axis=0, num=None, name="split"):
    """Cut a tensor into pieces along a dimension.

    Args:
        value: a tensor.
        num_or_size_splits: the number of equal pieces, or a vector of sizes, of which one may be
            -1 for what is left.
        axis: the dimension, a scalar.
        num: the number of pieces, where the vector's length is not known.
        name: a name for the operation.

    Returns:
        A list of tensors.

    Raises:
        ValueError: the number of pieces is not known, or a scalar tensor.
        InvalidArgumentError: the sizes do not add up (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> x, y = tf.split([1, 2, 3, 4, 5], [2, -1])
        >>> y
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([3, 4, 5], dtype=int32)>
    """
    if isinstance(num_or_size_splits, int):
        return raw.Split(axis, value, num_split=num_or_size_splits, name=name)
    sizes = convert_to_tensor(num_or_size_splits, name="Const")
    rank = sizes.shape.rank
    if rank == 0:
        raise ValueError(
            "Rank-0 tensors are not supported as the num_or_size_splits argument to split. "
            f"Argument provided: {num_or_size_splits!s}"
        )
    if num is None:
        num = sizes.shape.as_list()[0] if rank is not None else None
        if num is None:
            raise ValueError(f"Cannot infer argument `num` from shape {num_or_size_splits}")
    return raw.SplitV(value, sizes, axis, num_split=num, name=name)


def stack(values, axis=0, name="stack"):
    """Tensors of one shape as the rows of a new dimension.

    Args:
        values: a list of tensors of one dtype and shape.
        axis: where the new dimension is.
        name: a name for the operation.

    Returns:
        A tensor with one dimension more than the values.

    Raises:
        ValueError: the axis is out of range.
        InvalidArgumentError: shapes differ (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.stack([[1, 2], [3, 4]], axis=1)
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 3],
               [2, 4]], dtype=int32)>
    """
    if isinstance(values, Tensor) and axis == 0:
        return values
    if axis == 0:
        try:
            return convert_to_tensor(values, name=name)
        except (TypeError, ValueError):
            pass  # no plain nest of numbers and tensors; Pack finds what is wrong
    first = convert_to_tensor(values[0]).shape
    if first.rank is not None:
        _check_axis(axis, first.rank + 1)
    return raw.Pack(values, axis=axis, name=name)


def _check_axis(axis, rank):
    if not -rank <= axis < rank:
        raise ValueError(f"Argument `axis` = {axis} not in range [{-rank}, {rank})")


def unstack(value, num=None, axis=0, name="unstack"):
    """The rows of a tensor along a dimension.

    Args:
        value: a tensor.
        num: the size of the dimension, where it is not known.
        axis: the dimension.
        name: a name for the operation.

    Returns:
        A list of tensors with one dimension less.

    Raises:
        ValueError: the axis is out of range, or `num` is needed.
        InvalidArgumentError: `num` is not the size (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.unstack([[1, 2], [3, 4]])
        [<tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>, <tf.Tensor:
            shape=(2,), dtype=int32, numpy=array([3, 4], dtype=int32)>]
    """
    if num is None:
        value = convert_to_tensor(value)
        if value.shape.rank is not None:
            _check_axis(axis, value.shape.rank)
            num = value.shape.as_list()[axis]
        if num is None:
            raise ValueError(f"Cannot infer argument `num` from shape {value.shape}")
    return raw.Unpack(value, num=num, axis=axis, name=name)
