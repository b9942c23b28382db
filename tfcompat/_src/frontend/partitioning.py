"""Finding places and distributing by place: partitions, stitches, scattered extremes, distances."""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, scopes

RaggedFillEmptyRows = collections.namedtuple("RaggedFillEmptyRows", [
    "output_value_rowids", "output_values", "empty_row_indicator", "reverse_index_map"])
RaggedFillEmptyRowsGrad = collections.namedtuple(
    "RaggedFillEmptyRowsGrad", ["d_values", "d_default_value"])


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


def ragged_fill_empty_rows(value_rowids, values, nrows, default_value, name=None):
    """Give rows without values one value.

    Args:
        value_rowids: an int64 vector: which row each value is of, sorted.
        values: the values, a vector.
        nrows: how many rows there are, an int64 scalar.
        default_value: the value that empty rows get.
        name: a name for the operation.

    Returns:
        A tuple of the rows of the values, the values, which rows were empty, and where each value
        went.

    Raises:
        InvalidArgumentError: a row is out of range, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.ragged_fill_empty_rows([0, 2], [1, 2], 3, 9).output_values.numpy()
        array([1, 9, 2], dtype=int32)
    """
    return RaggedFillEmptyRows(*raw.RaggedFillEmptyRows(
        value_rowids, values, nrows, default_value, name=name))


def ragged_fill_empty_rows_grad(reverse_index_map, grad_values, name=None):
    """The gradients of `tf.ragged_fill_empty_rows` by the values and by the default.

    Args:
        reverse_index_map: where each value went, an int64 vector.
        grad_values: the gradient by the values, a vector.
        name: a name for the operation.

    Returns:
        A pair of a vector and a scalar.

    Raises:
        InvalidArgumentError: a place is out of range.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.ragged_fill_empty_rows_grad([0, 2], [1.0, 2.0, 3.0]).d_default_value.numpy())
        2.0
    """
    return RaggedFillEmptyRowsGrad(*raw.RaggedFillEmptyRowsGrad(
        reverse_index_map, grad_values, name=name))


def random_index_shuffle(index, seed, max_index, rounds=4, name=None):
    """Where numbers go in a random order of all numbers up to a greatest one.

    Args:
        index: an integer tensor of numbers.
        seed: three uint32 numbers that decide about the order.
        max_index: the greatest number.
        rounds: how often they are mixed, an even number of at least 4.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `index`.

    Raises:
        InvalidArgumentError: a number is greater than `max_index`.

    Example:
        >>> import tfcompat as tf
        >>> sorted(int(tf.random_index_shuffle(i, [1, 2, 3], 3)) for i in range(4))
        [0, 1, 2, 3]
    """
    return raw.RandomIndexShuffle(index, seed, max_index, rounds=rounds, name=name)


def guarantee_const(input, name=None):  # noqa: A002
    """The input, of which its author says that it never changes.

    Args:
        input: a tensor.
        name: a name for the operation.

    Returns:
        The same tensor.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.guarantee_const([1.0]).numpy()
        array([1.], dtype=float32)
    """
    return raw.GuaranteeConst(input, name=name)
