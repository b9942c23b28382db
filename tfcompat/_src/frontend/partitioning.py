"""Finding places and distributing by place: partitions, stitches, scattered extremes, distances."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, scopes


def searchsorted(
    sorted_sequence, values, side="left", out_type=dtypes.int32, name=None
):
    """Where values would have to be put into sorted sequences.

    Args:
        sorted_sequence: a tensor [..., n], sorted along its last dimension.
        values: a tensor [..., m] of the same dtype.
        side: "left" for the place before equal elements, "right" for the one after them.
        out_type: the dtype of the result, int32 or int64.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `values`.

    Raises:
        ValueError: the side is another one.
        InvalidArgumentError: the leading dimensions differ.

    Example:
        >>> import tfcompat as tf
        >>> tf.searchsorted([1, 3, 5], [2, 5])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    if side not in ("left", "right"):
        raise ValueError(
            f"Argument `side` must be either 'right' or 'left'. Received: `side` = '{side}'.")
    with scopes.scope(name, "searchsorted"):
        values = convert_to_tensor(values, name="values")
        sequence = convert_to_tensor(sorted_sequence, name="sorted_sequence")
        length, count = arrays.shape(sequence)[-1], arrays.shape(values)[-1]
        rows = raw.Reshape(sequence, raw.Pack([-1, length]))
        columns = raw.Reshape(values, raw.Pack([-1, count]))
        op = raw.LowerBound if side == "left" else raw.UpperBound
        return raw.Reshape(op(rows, columns, out_type=out_type), arrays.shape(values))


def dynamic_partition(data, partitions, num_partitions, name=None):
    """Distribute slices of a tensor over several, by number.

    Args:
        data: a tensor [partitions..., inner...].
        partitions: an int32 tensor: to which of the results each slice goes.
        num_partitions: how many results there are.
        name: a name for the operation.

    Returns:
        A list of `num_partitions` tensors [n, inner...].

    Raises:
        InvalidArgumentError: a number is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.dynamic_partition([1, 2, 3], [0, 1, 0], 2)[0]
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 3], dtype=int32)>
    """
    return raw.DynamicPartition(data, partitions, num_partitions=num_partitions, name=name)


def dynamic_stitch(indices, data, name=None):
    """Put slices of several tensors together, by place.

    Args:
        indices: a list of int32 tensors: at which place of the result each slice goes.
        data: a list of tensors, of the shapes of `indices` and equal shapes of slices.
        name: a name for the operation.

    Returns:
        A tensor [greatest place + 1, inner...]; of slices for one place the last one counts.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.dynamic_stitch([[0, 2], [1]], [[1, 3], [2]])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([1, 2, 3], dtype=int32)>
    """
    return raw.DynamicStitch(indices, data, name=name)


def edit_distance(hypothesis, truth, normalize=True, name="edit_distance"):
    """How many insertions, deletions and replacements turn sequences into others.

    Args:
        hypothesis: a SparseTensor whose last dimension holds the sequences.
        truth: a SparseTensor of the same dtype and rank.
        normalize: whether the numbers are divided by the lengths of `truth`.
        name: a name for the operation.

    Returns:
        A float32 tensor without that dimension.

    Raises:
        TypeError: one of the two is no SparseTensor.

    Example:
        >>> import tfcompat as tf
        >>> a = tf.SparseTensor([[0, 0], [0, 1]], [1, 2], [1, 2])
        >>> b = tf.SparseTensor([[0, 0], [0, 1]], [1, 3], [1, 2])
        >>> tf.edit_distance(a, b)
        <tf.Tensor: shape=(1,), dtype=float32, numpy=array([0.5], dtype=float32)>
    """
    if not isinstance(hypothesis, SparseTensor):
        raise TypeError("Hypothesis must be a SparseTensor.")
    if not isinstance(truth, SparseTensor):
        raise TypeError("Truth must be a SparseTensor.")
    return raw.EditDistance(
        hypothesis.indices, hypothesis.values, hypothesis.dense_shape,
        truth.indices, truth.values, truth.dense_shape, normalize=normalize, name=name)


def fingerprint(data, method="farmhash64", name=None):
    """Numbers of 64 bits that stand for the rows of a tensor.

    Args:
        data: a tensor of rank 1 or more.
        method: "farmhash64", there is no other.
        name: a name for the operation.

    Returns:
        A uint8 tensor [rows, 8].

    Raises:
        InvalidArgumentError: the method is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.fingerprint([[1, 2], [3, 4]]).shape
        TensorShape([2, 8])
    """
    return raw.Fingerprint(data, method, name=name)


def unravel_index(indices, dims, name=None):
    """The coordinates of elements that are numbered row by row.

    Args:
        indices: an integer scalar or vector of numbers.
        dims: the sizes, a vector.
        name: a name for the operation.

    Returns:
        A tensor [len(dims)], or [len(dims), n].

    Raises:
        InvalidArgumentError: a number is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.unravel_index([3, 5], [2, 3])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 1],
               [0, 2]], dtype=int32)>
    """
    return raw.UnravelIndex(indices, dims, name=name)


def tensor_scatter_nd_max(
    tensor, indices, updates, bad_indices_policy="", name=None
):
    """A tensor with each of some slices replaced by the greatest of it and its updates.

    Args:
        tensor: a tensor.
        indices: an integer tensor [n..., depth]: the places of the slices.
        updates: a tensor [n..., inner...].
        bad_indices_policy: "", "DEFAULT" or "ERROR" to report places out of range, "IGNORE" to
            pass over them.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: a place is out of range, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.tensor_scatter_nd_max([1, 2, 3], [[0], [2]], [5, -1])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([5, 2, 3], dtype=int32)>
    """
    return raw.TensorScatterMax(
        tensor, indices, updates, bad_indices_policy=bad_indices_policy, name=name)


def tensor_scatter_nd_min(
    tensor, indices, updates, bad_indices_policy="", name=None
):
    """A tensor with each of some slices replaced by the least of it and its updates.

    Args:
        tensor: a tensor.
        indices: an integer tensor [n..., depth]: the places of the slices.
        updates: a tensor [n..., inner...].
        bad_indices_policy: "", "DEFAULT" or "ERROR" to report places out of range, "IGNORE" to
            pass over them.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: a place is out of range, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.tensor_scatter_nd_min([1, 2, 3], [[0], [2]], [5, -1])
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([ 1,  2, -1], dtype=int32)>
    """
    return raw.TensorScatterMin(
        tensor, indices, updates, bad_indices_policy=bad_indices_policy, name=name)
