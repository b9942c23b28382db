"""Some elements of a tensor, by index or mask; and tensors with some elements replaced.

`tensor[...]` is in `core/indexing.py`; sorting and top elements are in `sorting.py`.
"""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import arrays, creation, joining, scopes
from tfcompat._src.graph import shape_inference

Unique = collections.namedtuple("Unique", ["y", "idx"])
UniqueWithCounts = collections.namedtuple("UniqueWithCounts", ["y", "idx", "count"])


def boolean_mask(tensor, mask, axis=None, name="boolean_mask"):
    """The elements (or rows) for which a mask is true.

    Args:
        tensor: a tensor.
        mask: a boolean tensor of known rank, at least 1; its shape is that of `tensor` from
            dimension `axis` on.
        axis: the first dimension that the mask covers, 0 by default.
        name: a name for the operation.

    Returns:
        A tensor in which the dimensions of the mask have become one.

    Raises:
        ValueError: the mask is a scalar or does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.boolean_mask([[1, 2], [3, 4], [5, 6]], [True, False, True])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 2],
               [5, 6]], dtype=int32)>
    """
    with scopes.scope(name, "boolean_mask"):
        tensor = convert_to_tensor(tensor, name="tensor")
        mask = convert_to_tensor(mask, name="mask")
        rank = mask.shape.rank
        if rank == 0:
            raise ValueError("mask cannot be scalar.")
        if rank is None:
            raise ValueError(
                "Number of mask dimensions must be specified, even if some dimensions are None.  "
                "E.g. shape=[None] is ok, but shape=None is not."
            )
        axis = 0 if axis is None else _static_axis(axis)
        if tensor.shape.rank is not None:
            tensor.shape[axis : axis + rank].assert_is_compatible_with(mask.shape)
        covered = raw.Prod(arrays.shape(tensor)[axis : axis + rank], [0])
        before, after = arrays.shape(tensor)[:axis], arrays.shape(tensor)[axis + rank :]
        flat = raw.Reshape(tensor, joining.concat([before, [covered], after], 0))
        chosen = raw.Squeeze(raw.Where(raw.Reshape(mask, [-1])), squeeze_dims=[1])
        return raw.GatherV2(flat, chosen, axis)


def _static_axis(axis):
    value = shape_inference.constant_value(axis) if isinstance(axis, Tensor) else axis
    if value is None:
        raise ValueError("The axis of boolean_mask must be known.")
    return int(value)


def gather(params, indices, validate_indices=None, axis=None, batch_dims=0, name=None):
    """The rows of a tensor with the given numbers.

    Args:
        params: a tensor.
        indices: an integer tensor.
        validate_indices: without effect.
        axis: which dimension the numbers are of; the first one after `batch_dims` by default.
        batch_dims: how many leading dimensions `params` and `indices` have in common.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `params`; the dimensions of `indices` replace dimension `axis`.

    Raises:
        InvalidArgumentError: there is no row of a number.

    Example:
        >>> import tfcompat as tf
        >>> tf.gather([10, 20, 30], [2, 0])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([30, 10], dtype=int32)>
    """
    if axis is None:
        axis = batch_dims
    handle = getattr(params, "handle", None)
    if handle is not None and batch_dims == 0 and not isinstance(axis, Tensor) and axis == 0:
        return raw.ResourceGather(handle, indices, dtype=params.dtype, name=name)
    return raw.GatherV2(params, indices, axis, batch_dims=batch_dims, name=name)


def gather_nd(params, indices, batch_dims=0, name=None, bad_indices_policy=""):
    """The elements (or slices) of a tensor at the given places.

    Args:
        params: a tensor.
        indices: an integer tensor; its last dimension holds places: one number per dimension of
            `params`, of the first ones.
        batch_dims: how many leading dimensions `params` and `indices` have in common.
        name: a name for the operation.
        bad_indices_policy: "" or "DEFAULT"; "ERROR"; "IGNORE" gives 0 where there is no such place.

    Returns:
        A tensor of the dtype of `params`.

    Raises:
        InvalidArgumentError: there is no such place.

    Example:
        >>> import tfcompat as tf
        >>> tf.gather_nd([[1, 2], [3, 4]], [[0, 0], [1, 1]])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 4], dtype=int32)>
    """
    if not isinstance(batch_dims, int):
        batch_dims = _static_axis(batch_dims)
    if batch_dims:
        with scopes.scope(name, "BatchGatherND"):
            return _gather_nd_in_batches(params, indices, int(batch_dims), bad_indices_policy)
    handle = getattr(params, "handle", None)
    if handle is not None and bad_indices_policy in ("", "DEFAULT"):
        return raw.ResourceGatherNd(handle, indices, dtype=params.dtype, name=name)
    return raw.GatherNd(params, indices, bad_indices_policy=bad_indices_policy, name=name)


def _gather_nd_in_batches(params, indices, batch_dims, policy):
    """Gather with the numbers of the batch put before each place."""
    params = convert_to_tensor(params, name="params")
    indices = convert_to_tensor(indices, name="indices")
    if batch_dims < 0:
        raise ValueError("tf.gather_nd does not allow negative batch_dims.")
    for name, tensor in (("indices", indices), ("params", params)):
        if tensor.shape.rank is not None and batch_dims >= tensor.shape.rank:
            raise ValueError(
                f"Argument `batch_dims` = {batch_dims} must be less than rank(`{name}`) = "
                f"{tensor.shape.rank}"
            )
    sizes = raw.Shape(params, out_type=indices.dtype)
    shape = raw.Shape(indices, out_type=indices.dtype)
    places = []
    for i, size in enumerate(joining.unstack(sizes[:batch_dims], num=batch_dims)):
        # The numbers of dimension i, along dimension i of `indices`, alike in all others.
        ones = raw.OnesLike(shape)
        along = raw.ConcatV2([ones[:i], [-1], ones[i + 1 :]], 0)
        numbers = raw.Reshape(creation.range(size), along)
        places.append(raw.BroadcastTo(numbers, raw.ConcatV2([shape[:-1], [1]], 0)))
    whole = raw.ConcatV2([*places, indices], -1)
    found = raw.GatherNd(params, whole, bad_indices_policy=policy)
    # Refuses indices that have another batch than `params`.
    inner = raw.Shape(found, out_type=indices.dtype)[batch_dims:]
    return raw.Reshape(found, raw.ConcatV2([sizes[:batch_dims], inner], 0))


def scatter_nd(indices, updates, shape, bad_indices_policy="", name=None):
    """A tensor of zeros with `updates` added at the given places.

    Args:
        indices: an integer tensor; its last dimension holds places.
        updates: what to add there; what meets at one place is summed.
        shape: the shape of the result.
        bad_indices_policy: "" or "DEFAULT"; "ERROR"; "IGNORE" skips places that do not exist.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `updates`.

    Raises:
        InvalidArgumentError: there is no such place, or shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.scatter_nd([[0], [2], [2]], [1, 2, 3], [4])
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([1, 0, 5, 0], dtype=int32)>
    """
    return raw.ScatterNd(
        indices, updates, shape, bad_indices_policy=bad_indices_policy, name=name
    )


def slice(input_, begin, size, name=None):  # noqa: A001
    """The box of a tensor that starts at `begin`.

    Args:
        input_: a tensor.
        begin: where the box starts, a number per dimension.
        size: how large it is; -1 stands for all that is left.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_`.

    Raises:
        InvalidArgumentError: the box is not inside of the tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.slice([[1, 2, 3], [4, 5, 6]], [0, 1], [2, -1])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[2, 3],
               [5, 6]], dtype=int32)>
    """
    return raw.Slice(input_, begin, size, name=name)


def strided_slice(
    input_, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, new_axis_mask=0,
    shrink_axis_mask=0, var=None, name=None,
):
    """What `tensor[begin:end:strides]` gives, in several dimensions.

    Args:
        input_: a tensor.
        begin: where to start, a number per dimension.
        end: where to stop, without it.
        strides: the steps, 1 by default.
        begin_mask: bits of the dimensions whose `begin` does not count.
        end_mask: bits of those whose `end` does not count.
        ellipsis_mask: the bit of the place that stands for all other dimensions.
        new_axis_mask: bits of places that insert a dimension of size 1.
        shrink_axis_mask: bits of dimensions that vanish, as they do with a plain index.
        var: not supported.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input_`.

    Raises:
        InvalidArgumentError: a stride is 0, or an index out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.strided_slice([1, 2, 3, 4, 5], [0], [5], [2])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([1, 3, 5], dtype=int32)>
    """
    if strides is None:
        strides = creation.ones_by_fill(convert_to_tensor(begin, name="ones_like/tensor"))
    return raw.StridedSlice(
        input_, begin, end, strides, name=name, begin_mask=begin_mask, end_mask=end_mask,
        ellipsis_mask=ellipsis_mask, new_axis_mask=new_axis_mask,
        shrink_axis_mask=shrink_axis_mask,
    )


def tensor_scatter_nd_add(tensor, indices, updates, bad_indices_policy="", name=None):
    """A tensor with `updates` added at the given places.

    Args:
        tensor: a tensor.
        indices: an integer tensor; its last dimension holds places.
        updates: what to add there.
        bad_indices_policy: "" or "DEFAULT"; "ERROR"; "IGNORE" skips places that do not exist.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `tensor`.

    Raises:
        InvalidArgumentError: there is no such place, or shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.tensor_scatter_nd_add([1, 1, 1], [[0], [2]], [5, 6])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([6, 1, 7], dtype=int32)>
    """
    return raw.TensorScatterAdd(
        tensor, indices, updates, bad_indices_policy=bad_indices_policy, name=name
    )


def tensor_scatter_nd_sub(tensor, indices, updates, bad_indices_policy="", name=None):
    """A tensor with `updates` taken away at the given places.

    Args:
        tensor: a tensor.
        indices: an integer tensor; its last dimension holds places.
        updates: what to subtract there.
        bad_indices_policy: "" or "DEFAULT"; "ERROR"; "IGNORE" skips places that do not exist.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `tensor`.

    Raises:
        InvalidArgumentError: there is no such place, or shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.tensor_scatter_nd_sub([9, 9, 9], [[0], [2]], [5, 6])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([4, 9, 3], dtype=int32)>
    """
    return raw.TensorScatterSub(
        tensor, indices, updates, bad_indices_policy=bad_indices_policy, name=name
    )


def tensor_scatter_nd_update(tensor, indices, updates, name=None):
    """A tensor with the elements at the given places replaced.

    Args:
        tensor: a tensor.
        indices: an integer tensor; its last dimension holds places.
        updates: what to put there.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `tensor`.

    Raises:
        InvalidArgumentError: there is no such place, or shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.tensor_scatter_nd_update([1, 1, 1], [[0], [2]], [5, 6])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([5, 1, 6], dtype=int32)>
    """
    return raw.TensorScatterUpdate(tensor, indices, updates, name=name)


def unique(x, out_idx=dtypes.int32, name=None):
    """The different elements of a vector, in the order in which they first appear.

    Args:
        x: a vector.
        out_idx: the dtype of the indices, int32 or int64.
        name: a name for the operation.

    Returns:
        A named tuple: `y`, the elements; `idx`, for each element of `x` its place in `y`.

    Raises:
        InvalidArgumentError: `x` is no vector.

    Example:
        >>> import tfcompat as tf
        >>> tf.unique([1, 1, 2, 4, 1]).y
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([1, 2, 4], dtype=int32)>
    """
    return Unique(*raw.Unique(x, out_idx=out_idx, name=name))


def unique_with_counts(x, out_idx=dtypes.int32, name=None):
    """The different elements of a vector, and how often each is there.

    Args:
        x: a vector.
        out_idx: the dtype of the indices and counts, int32 or int64.
        name: a name for the operation.

    Returns:
        A named tuple: `y`, the elements; `idx`, for each element of `x` its place in `y`; `count`.

    Raises:
        InvalidArgumentError: `x` is no vector.

    Example:
        >>> import tfcompat as tf
        >>> tf.unique_with_counts([1, 1, 2, 4, 1]).count
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([3, 1, 1], dtype=int32)>
    """
    return UniqueWithCounts(*raw.UniqueWithCounts(x, out_idx=out_idx, name=name))


def where(condition, x=None, y=None, name=None):
    """Elements of `x` where a condition holds and of `y` elsewhere; or the places where it holds.

    Args:
        condition: a boolean tensor; alone, a tensor of any numeric dtype.
        x: a tensor whose shape broadcasts with the others, or None.
        y: a tensor of the same dtype, or None.
        name: a name for the operation.

    Returns:
        A tensor of the broadcast shape; without `x` and `y` an int64 tensor of shape
        [number of places, rank].

    Raises:
        ValueError: only one of `x` and `y` is given.
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.where([True, False, True], [1, 2, 3], 0)
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([1, 0, 3], dtype=int32)>
        >>> tf.where([True, False, True])
        <tf.Tensor: shape=(2, 1), dtype=int64, numpy=
        array([[0],
               [2]])>
    """
    if x is None and y is None:
        with scopes.scope(name, "Where") as name:
            condition = convert_to_tensor(condition, dtype_hint=dtypes.bool, name="condition")
            return raw.Where(condition, name=name)
    if x is None or y is None:
        raise ValueError("x and y must both be non-None or both be None.")
    return raw.SelectV2(condition, x, y, name=name)
