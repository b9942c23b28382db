"""Blocks of dimensions moved between them, slices reversed, tensors stacked in graphs.

Patches of images are in `images.py`; transposing and tiling in `rearranging.py`.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import creation, scopes


def batch_to_space(input, block_shape, crops, name=None):  # noqa: A002
    """Move parts of the first dimension into blocks of others; undoes `tf.space_to_batch`.

    Args:
        input: a tensor [batch, spatial..., rest...].
        block_shape: the sizes of the blocks, a vector; a number for two equal ones.
        crops: how much is cut off before and after, of shape [len(block_shape), 2].
        name: a name for the operation.

    Returns:
        A tensor with `batch` divided by the product of `block_shape`.

    Raises:
        InvalidArgumentError: the batch is not divisible, or the crops do not fit.

    Example:
        >>> import tfcompat as tf
        >>> x = [[[[0]]], [[[1]]], [[[2]]], [[[3]]]]
        >>> tf.batch_to_space(x, [2, 2], [[0, 0], [0, 0]])[0, :, :, 0]
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[0, 1],
               [2, 3]], dtype=int32)>
    """
    if isinstance(block_shape, int):
        block_shape = np.array([block_shape, block_shape], np.int64)
    return raw.BatchToSpaceND(input, block_shape, crops, name=name)


def space_to_batch(input, block_shape, paddings, name=None):  # noqa: A002
    """Move blocks of dimensions into the first dimension.

    Args:
        input: a tensor [batch, spatial..., rest...].
        block_shape: the sizes of the blocks, a vector.
        paddings: how many zeros to put before and after, of shape [len(block_shape), 2].
        name: a name for the operation.

    Returns:
        A tensor with `batch` times the product of `block_shape`.

    Raises:
        InvalidArgumentError: the padded sizes are not divisible by those of the blocks.

    Example:
        >>> import tfcompat as tf
        >>> tf.space_to_batch([[[[0], [1]], [[2], [3]]]], [2, 2], [[0, 0], [0, 0]])[:, 0, 0, 0]
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([0, 1, 2, 3], dtype=int32)>
    """
    return raw.SpaceToBatchND(input, block_shape, paddings, name=name)


def required_space_to_batch_paddings(
    input_shape, block_shape, base_paddings=None, name=None
):
    """The least paddings that make sizes divisible by those of blocks, and the crops to undo them.

    Args:
        input_shape: the sizes, an int32 vector.
        block_shape: the sizes of the blocks, a vector of the same length.
        base_paddings: the least paddings, of shape [n, 2]; None for none.
        name: a name for the operation.

    Returns:
        Two int32 tensors of shape [n, 2]: paddings and crops.

    Raises:
        ValueError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.required_space_to_batch_paddings([5, 4], [2, 2])[0]
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[0, 1],
               [0, 0]], dtype=int32)>
    """
    with scopes.scope(name, "required_space_to_batch_paddings"):
        sizes = convert_to_tensor(input_shape, dtypes.int32, name="input_shape")
        blocks = convert_to_tensor(block_shape, dtypes.int32, name="block_shape")
        blocks.shape.assert_is_fully_defined()
        blocks.shape.assert_has_rank(1)
        count = blocks.shape[0]
        if count == 0:
            none = creation.zeros([0, 2], dtypes.int32)
            return none, none
        sizes.shape.assert_is_compatible_with([count])
        if base_paddings is None:
            before = after = creation.zeros([count], dtypes.int32)
        else:
            base = convert_to_tensor(base_paddings, dtypes.int32, name="base_paddings")
            base.shape.assert_is_compatible_with([count, 2])
            before, after = base[:, 0], base[:, 1]
        missing = raw.FloorMod(blocks - raw.FloorMod(sizes + before + after, blocks), blocks)
        paddings = raw.Pack([before, after + missing], axis=1)
        return paddings, raw.Pack([raw.ZerosLike(missing), missing], axis=1)


def reverse_sequence(
    input, seq_lengths, seq_axis=None, batch_axis=None, name=None  # noqa: A002
):
    """Reverse the beginnings of slices.

    Args:
        input: a tensor.
        seq_lengths: an integer vector: how many elements of each slice are reversed.
        seq_axis: the dimension along which they are reversed.
        batch_axis: the dimension along which the slices lie; 0 by default.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and shape.

    Raises:
        InvalidArgumentError: there are too few lengths, or one is too long.

    Example:
        >>> import tfcompat as tf
        >>> tf.reverse_sequence([[1, 2, 3], [4, 5, 6]], [2, 3], seq_axis=1)
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[2, 1, 3],
               [6, 5, 4]], dtype=int32)>
    """
    return raw.ReverseSequence(
        input, seq_lengths, seq_dim=seq_axis, batch_dim=0 if batch_axis is None else batch_axis,
        name=name)


def extract_volume_patches(input, ksizes, strides, padding, name=None):  # noqa: A002
    """The blocks of volumes, each laid out in the last dimension.

    Args:
        input: a tensor [batch, planes, rows, columns, channels].
        ksizes: the sizes of the blocks: [1, planes, rows, columns, 1].
        strides: how far blocks lie apart: [1, planes, rows, columns, 1].
        padding: "VALID" or "SAME".
        name: a name for the operation.

    Returns:
        A tensor [batch, planes, rows, columns, size of a block * channels].

    Raises:
        InvalidArgumentError: the sizes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.ones([1, 2, 2, 2, 1])
        >>> tf.extract_volume_patches(x, [1, 2, 2, 2, 1], [1, 1, 1, 1, 1], "VALID").shape
        TensorShape([1, 1, 1, 1, 8])
    """
    return raw.ExtractVolumePatches(
        input, ksizes=ksizes, strides=strides, padding=padding, name=name)


def parallel_stack(values, name="parallel_stack"):
    """Stack tensors of equal shape along a new first dimension; in graphs only.

    Args:
        values: tensors of one shape and dtype.
        name: a name for the operation.

    Returns:
        A tensor [len(values), ...].

    Raises:
        RuntimeError: calls run at once.

    Example:
        >>> import tfcompat as tf
        >>> tf.function(lambda: tf.parallel_stack([[1, 2], [3, 4]]), autograph=False)()
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 2],
               [3, 4]], dtype=int32)>
    """
    if context.executing_eagerly():
        raise RuntimeError("tf.parallel_stack() is not compatible with eager execution.")
    with scopes.scope(name, "parallel_stack"):
        first = convert_to_tensor(values[0])
        rows = [raw.ExpandDims(value, 0) for value in values]
        return raw.ParallelConcat(rows, shape=TensorShape([len(values)]).concatenate(first.shape))
