"""Functions on sparse tensors of the 1.x API that differ from those of 2.x in their arguments."""

import collections.abc

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorValue
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import encodings, scopes, segments, sparse, sparse_math
from tfcompat._src.v1.older_arguments import either


class KeywordRequired:
    """What a first argument may not be: the arguments that follow go by name."""

    def __repr__(self):
        return "KeywordRequired()"


_KEYWORDS = KeywordRequired()


def sparse_add(a, b, threshold=None, thresh=None):
    """Return the sum of two tensors, at least one of them sparse; see `tf.sparse.add`.

    Args:
        a: a SparseTensor or tensor.
        b: likewise.
        threshold: sums of two sparse tensors whose absolute value is less are left out.
        thresh: an older name of `threshold`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.sparse_add(tf.sparse.eye(2), tf.sparse.eye(2)).values.numpy().tolist()
        [2.0, 2.0]
    """
    threshold = either("threshold", threshold, "thresh", thresh)
    return sparse_math.add(a, b, 0 if threshold is None else threshold)


def sparse_concat(axis, sp_inputs, name=None, expand_nonconcat_dim=False, concat_dim=None,
                  expand_nonconcat_dims=None):
    """Put sparse tensors together along a dimension; see `tf.sparse.concat`.

    Args:
        axis: the dimension.
        sp_inputs: a list of SparseTensors.
        name: a name for the operation.
        expand_nonconcat_dim: an older name of `expand_nonconcat_dims`.
        concat_dim: an older name of `axis`.
        expand_nonconcat_dims: whether the other dimensions may differ.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.sparse_concat(0, [tf.sparse.eye(2), tf.sparse.eye(2)]).shape
        TensorShape([4, 2])
    """
    grow = expand_nonconcat_dim if expand_nonconcat_dims is None else expand_nonconcat_dims
    return sparse.concat(either("axis", axis, "concat_dim", concat_dim), sp_inputs, grow, name)


def sparse_split(keyword_required=_KEYWORDS, sp_input=None, num_split=None, axis=None, name=None,
                 split_dim=None):
    """Cut a sparse tensor along a dimension; see `tf.sparse.split`.

    Args:
        keyword_required: nothing; the arguments go by name.
        sp_input: a SparseTensor.
        num_split: how many parts.
        axis: the dimension.
        name: a name for the operation.
        split_dim: an older name of `axis`.

    Raises:
        ValueError: an argument is missing, or not given by name.

    Example:
        >>> import tfcompat as tf
        >>> len(tf.compat.v1.sparse_split(sp_input=tf.sparse.eye(2), num_split=2, axis=0))
        2
    """
    if not isinstance(keyword_required, KeywordRequired):
        raise ValueError("Keyword arguments are required for this function.")
    return sparse.split(sp_input, num_split, either("axis", axis, "split_dim", split_dim), name)


def _reduction(function, is_sparse, name, example):
    def reduce(sp_input, axis=None, keepdims=None, reduction_axes=None, keep_dims=None):
        keep = either("keepdims", keepdims, "keep_dims", keep_dims)
        axis = either("axis", axis, "reduction_axes", reduction_axes)
        return function(sp_input, axis, keep, is_sparse)

    reduce.__name__ = reduce.__qualname__ = name
    reduce.__doc__ = (
        f"{function.__doc__.splitlines()[0]}\n\nSee `tf.sparse.{function.__name__}`.\n\nArgs:\n"
        "    sp_input: a SparseTensor.\n    axis: the dimensions; all by default.\n"
        "    keepdims: whether they stay, with size 1.\n"
        "    reduction_axes, keep_dims: older names of `axis` and `keepdims`.\n\nExample:\n"
        f"    >>> import tfcompat as tf\n    >>> {example}\n"
    )
    return reduce


sparse_reduce_max = _reduction(
    sparse_math.reduce_max, False, "sparse_reduce_max",
    "float(tf.compat.v1.sparse_reduce_max(tf.sparse.eye(2)))\n    1.0")
sparse_reduce_max_sparse = _reduction(
    sparse_math.reduce_max, True, "sparse_reduce_max_sparse",
    "tf.compat.v1.sparse_reduce_max_sparse(tf.sparse.eye(2), 0).shape\n    TensorShape([2])")
sparse_reduce_sum = _reduction(
    sparse_math.reduce_sum, False, "sparse_reduce_sum",
    "float(tf.compat.v1.sparse_reduce_sum(tf.sparse.eye(2)))\n    2.0")
sparse_reduce_sum_sparse = _reduction(
    sparse_math.reduce_sum, True, "sparse_reduce_sum_sparse",
    "tf.compat.v1.sparse_reduce_sum_sparse(tf.sparse.eye(2), 0).shape\n    TensorShape([2])")


def _segments(function, name):
    def reduce(data, indices, segment_ids, name=None, num_segments=None, sparse_gradient=False):
        return function(data, indices, segment_ids, num_segments, name, sparse_gradient)

    reduce.__name__ = reduce.__qualname__ = name
    reduce.__doc__ = (
        f"{function.__doc__.splitlines()[0]}\n\nArgs:\n    data: a tensor.\n"
        "    indices: the rows of it.\n    segment_ids: the sorted numbers of their segments.\n"
        "    name: a name for the operation.\n    num_segments: how many segments there are.\n"
        "    sparse_gradient: whether the gradient is sparse.\n\nExample:\n"
        "    >>> import tfcompat as tf\n"
        f"    >>> tf.compat.v1.{name}([[1.0], [2.0]], [1], [0]).numpy().tolist()\n    [[2.0]]\n"
    )
    return reduce


sparse_segment_mean = _segments(segments.sparse_segment_mean, "sparse_segment_mean")
sparse_segment_sqrt_n = _segments(segments.sparse_segment_sqrt_n, "sparse_segment_sqrt_n")
sparse_segment_sum = _segments(segments.sparse_segment_sum, "sparse_segment_sum")


def sparse_to_dense(sparse_indices, output_shape, sparse_values, default_value=0,
                    validate_indices=True, name=None):
    """Return the tensor that has given elements at given places.

    Args:
        sparse_indices: the places, an integer tensor [n, rank], [n] or [].
        output_shape: the shape of the tensor.
        sparse_values: the elements, [n] or [].
        default_value: what stands elsewhere.
        validate_indices: whether to check that the places are in order and differ.
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.sparse_to_dense([0, 2], [3], 5).numpy().tolist()
        [5, 0, 5]
    """
    values = convert_to_tensor(sparse_values)
    return raw.SparseToDense(sparse_indices, output_shape, values,
                             convert_to_tensor(default_value, values.dtype),
                             validate_indices=validate_indices, name=name)


def sparse_merge(sp_ids, sp_values, vocab_size, name=None, already_sorted=False):
    """Return a sparse tensor whose last coordinates are the elements of others.

    Args:
        sp_ids: a SparseTensor of integers, or a list of them.
        sp_values: a SparseTensor of the elements.
        vocab_size: the size of the last dimension, or a list of sizes.
        name: a name for the operations.
        already_sorted: whether the result is in order as it is.

    Raises:
        TypeError: an argument is of another kind.
        ValueError: there are not as many sizes as tensors.

    Example:
        >>> import tfcompat as tf
        >>> ids = tf.SparseTensor([[0, 0], [1, 0]], [2, 1], [2, 1])
        >>> tf.compat.v1.sparse_merge(ids, tf.sparse.add(ids, ids), 3).indices.numpy().tolist()
        [[0, 2], [1, 1]]
    """
    if isinstance(sp_ids, (SparseTensor, SparseTensorValue)):
        sp_ids = [sp_ids]
        if not _is_size(vocab_size):
            raise TypeError(
                f"vocab_size has to be a Tensor or Python int. Found {type(vocab_size)}")
        vocab_size = [vocab_size]
    else:
        if not isinstance(sp_ids, collections.abc.Iterable):
            raise TypeError(
                f"sp_ids has to be a SparseTensor or list thereof. Found {type(sp_ids)}")
        sizes = vocab_size if isinstance(vocab_size, collections.abc.Iterable) else [object()]
        wrong = [size for size in sizes if not _is_size(size)]
        if wrong:
            found = type(wrong[0]) if sizes is vocab_size else type(vocab_size)
            raise TypeError(
                f"vocab_size has to be a list of Tensors or Python ints. Found {found}")
    if len(sp_ids) != len(vocab_size):
        raise ValueError("sp_ids and vocab_size have to have equal lengths.")
    with scopes.scope(name, "SparseMerge"):
        ids = [sparse.as_sparse(x) for x in sp_ids]
        values = sparse.as_sparse(sp_values)
        columns = [raw.ExpandDims(raw.Cast(x.values, DstT=dtypes.int64), 1) for x in ids]
        indices = raw.ConcatV2([ids[0].indices[:, :-1], *columns], 1)
        sizes = [raw.Reshape(raw.Cast(size, DstT=dtypes.int64), [1]) for size in vocab_size]
        shape = raw.ConcatV2([ids[0].dense_shape[:-1], *sizes], 0)
        result = SparseTensor(indices, values.values, shape)
        return result if already_sorted else sparse.reorder(result)


def _is_size(value):
    return isinstance(value, (Tensor, int, np.integer))


def serialize_sparse(sp_input, name=None, out_type=dtypes.string):
    """Write a sparse tensor as three TensorProtos; see `tf.io.serialize_sparse`.

    Args:
        sp_input: a SparseTensor.
        name: a name for the operation.
        out_type: string.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.serialize_sparse(tf.sparse.eye(2)).shape
        TensorShape([3])
    """
    return encodings.serialize_sparse(sp_input, out_type, name)


def serialize_many_sparse(sp_input, name=None, out_type=dtypes.string):
    """Write each row of a sparse tensor; see `tf.io.serialize_many_sparse`.

    Args:
        sp_input: a SparseTensor of rank 2 or more.
        name: a name for the operation.
        out_type: string.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.serialize_many_sparse(tf.sparse.eye(2)).shape
        TensorShape([2, 3])
    """
    return encodings.serialize_many_sparse(sp_input, out_type, name)


def convert_to_tensor_or_sparse_tensor(value, dtype=None, name=None):
    """Return a value as a tensor, or as a SparseTensor if it is sparse.

    Args:
        value: a SparseTensor, SparseTensorValue, or what has a tensor.
        dtype: the dtype it has to have.
        name: a name for the constant.

    Raises:
        RuntimeError: a sparse value has another dtype.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.convert_to_tensor_or_sparse_tensor([1, 2]).shape
        TensorShape([2])
    """
    if isinstance(value, SparseTensorValue):
        value = SparseTensor.from_value(value)
    if isinstance(value, SparseTensor):
        if dtype is not None and not dtypes.as_dtype(dtype).is_compatible_with(value.dtype):
            raise RuntimeError(f"Sparse dtype mismatch. Requested: {dtypes.as_dtype(dtype).name}, "
                               f" Actual: {value.dtype.name}")
        return value
    return convert_to_tensor(value, dtype=dtype, name=name)


def sparse_matmul(a, b, transpose_a=False, transpose_b=False, a_is_sparse=False,
                  b_is_sparse=False, name=None):
    """Return the product of two dense matrices, of which one has many zeros.

    Args:
        a: a matrix of float32 or bfloat16.
        b: likewise.
        transpose_a: whether to transpose `a`.
        transpose_b: whether to transpose `b`.
        a_is_sparse: whether `a` has many zeros.
        b_is_sparse: whether `b` has many zeros.
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.sparse_matmul([[2.0]], [[3.0]]).numpy().tolist()
        [[6.0]]
    """
    return raw.SparseMatMul(
        a, b, transpose_a=transpose_a, transpose_b=transpose_b, a_is_sparse=a_is_sparse,
        b_is_sparse=b_is_sparse, name=name)
