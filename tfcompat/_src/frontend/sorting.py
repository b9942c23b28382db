"""Order: sorting, the largest elements, permutations.

Extremes along a dimension are in `reductions.py`.
"""

import collections

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import arrays, creation, rearranging, scopes
from tfcompat._src.graph import shape_inference

TopKV2 = collections.namedtuple("TopKV2", ["values", "indices"])


def argsort(values, axis=-1, direction="ASCENDING", stable=False, name=None):
    """The places of elements in sorted order.

    Args:
        values: a tensor of a numeric dtype.
        axis: the dimension to sort along.
        direction: "ASCENDING" or "DESCENDING".
        stable: without effect; equal elements always keep their order.
        name: a name for the operation.

    Returns:
        An int32 tensor of the shape of `values`.

    Raises:
        ValueError: the direction is another one, or the axis not known.

    Example:
        >>> import tfcompat as tf
        >>> tf.argsort([1, 10, 26.9, 2.8, 166.32, 62.3])
        <tf.Tensor: shape=(6,), dtype=int32, numpy=array([0, 3, 1, 2, 5, 4], dtype=int32)>
    """
    del stable
    with scopes.scope(name, "argsort"):
        return _sorted(values, axis, direction, want_places=True)


def in_top_k(targets, predictions, k, name=None):
    """Whether targets are among the `k` largest predictions.

    Args:
        targets: an integer vector of class numbers.
        predictions: a float32 tensor of shape [batch, classes].
        k: how many count.
        name: a name for the operation.

    Returns:
        A boolean vector.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.in_top_k([1, 0], [[0.1, 0.9], [0.2, 0.8]], 1)
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([ True, False])>
    """
    with scopes.scope(name, "in_top_k"):
        return raw.InTopKV2(predictions, targets, k)


def invert_permutation(x, name=None):
    """The permutation that undoes another.

    Args:
        x: an integer vector with the numbers from 0 to n - 1.
        name: a name for the operation.

    Returns:
        A vector of the same kind.

    Raises:
        InvalidArgumentError: a number is missing.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.invert_permutation([3, 4, 0, 2, 1])
        <tf.Tensor: shape=(5,), dtype=int32, numpy=array([2, 4, 3, 0, 1], dtype=int32)>
    """
    return raw.InvertPermutation(x, name=name)


def sort(values, axis=-1, direction="ASCENDING", name=None):
    """The elements of a tensor in sorted order.

    Args:
        values: a tensor of a numeric dtype.
        axis: the dimension to sort along.
        direction: "ASCENDING" or "DESCENDING".
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `values`.

    Raises:
        ValueError: the direction is another one, or the axis not known.

    Example:
        >>> import tfcompat as tf
        >>> tf.sort([1, 10, 26.9, 2.8, 166.32, 62.3])
        <tf.Tensor: shape=(6,), dtype=float32, numpy=array([  1.  ,   2.8 ,  10.  ,  26.9 ,  62.3
            , 166.32], dtype=float32)>
    """
    with scopes.scope(name, "sort"):
        return _sorted(values, axis, direction, want_places=False)


def _sorted(values, axis, direction, want_places):
    """Ascending order is the order of the negated values, largest first."""
    if direction not in ("ASCENDING", "DESCENDING"):
        raise ValueError(
            "Argument `direction` should be one of ASCENDING, DESCENDING. Received: "
            f"direction={direction}"
        )
    axis = shape_inference.constant_value(convert_to_tensor(axis, name="axis"))
    if axis is None or axis.ndim:
        raise ValueError("Argument `axis` must be a constant scalar. Received: axis={axis}.")
    values = convert_to_tensor(values, name="values")
    ascending = direction == "ASCENDING"
    result = _largest_first(_negated(values) if ascending else values, int(axis), want_places)
    return result if want_places or not ascending else _negated(result)


def _negated(values):
    dtype = values.dtype
    if dtype.is_unsigned:
        return dtype.max - values
    # The lowest integer has no negative: -x - 1 reverses the order of all of them.
    return raw.Neg(values) - 1 if dtype.is_integer else raw.Neg(values)


def _largest_first(values, axis, want_places):
    """Sort along a dimension: along the last one, which it is swapped with before and after."""
    rank = values.shape.rank
    size = arrays.shape(values)[axis]
    if axis == -1 or (rank is not None and axis == rank - 1):
        return raw.TopKV2(values, size)[want_places]
    if rank is None:
        every = creation.range(raw.Rank(values))
        place = axis if axis >= 0 else raw.Rank(values) + axis
        swapped = raw.SelectV2(raw.Equal(every, place), raw.Rank(values) - 1, every)
        order = raw.SelectV2(raw.Equal(every, raw.Rank(values) - 1), place, swapped)
    else:
        order = np.arange(rank, dtype=np.int32)
        order[[axis, -1]] = order[[-1, axis]]
        order = constant(order, name="transposition")
    result = raw.TopKV2(rearranging.transpose(values, order), size)[want_places]
    return rearranging.transpose(result, order)


def top_k(input, k=1, sorted=True, index_type=dtypes.int32, name=None):  # noqa: A002
    """The `k` largest elements of each row.

    Args:
        input: a tensor of a numeric dtype, of rank 1 or more.
        k: how many; no more than there are in a row.
        sorted: whether the largest one comes first; else the order is not defined.
        index_type: the dtype of the places, int16, int32 or int64.
        name: a name for the operation.

    Returns:
        A named tuple of two tensors: `values`, and `indices`, their places in the rows.

    Raises:
        InvalidArgumentError: rows are shorter than `k` (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> values, indices = tf.math.top_k([1, 2, 98, 1, 1, 99], k=2)
        >>> values
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([99, 98], dtype=int32)>
        >>> indices
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([5, 2], dtype=int32)>
    """
    return TopKV2(*raw.TopKV2(input, k, sorted=sorted, index_type=index_type, name=name))
