"""Placeholders: tensors of a graph whose values are fed."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor


def placeholder(dtype, shape=None, name=None):
    """Return a tensor whose value has to be fed to `Session.run`.

    Args:
        dtype: the DType of the elements.
        shape: the shape, as far as it is known.
        name: the name of the node.

    Raises:
        RuntimeError: called where ops run at once.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.placeholder(tf.float32, [None, 2], name="x")
        <tf.Tensor 'x:0' shape=(None, 2) dtype=float32>
    """
    _check_graph("tf.placeholder() is not compatible with eager execution.")
    return raw.Placeholder(dtype=dtypes.as_dtype(dtype), shape=_shape(shape), name=name)


def placeholder_with_default(input, shape, name=None):
    """Return a tensor that has the value of `input` unless another is fed.

    Args:
        input: a tensor.
        shape: the shape that fed values may have.
        name: the name of the node.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     x = tf.compat.v1.placeholder_with_default(1.0, [])
        ...     float(session.run(x + 1.0)), float(session.run(x + 1.0, {x: 2.0}))
        (2.0, 3.0)
    """
    return raw.PlaceholderWithDefault(input, shape=_shape(shape), name=name)


def sparse_placeholder(dtype, shape=None, name=None):
    """Return a SparseTensor whose value has to be fed.

    Args:
        dtype: the DType of the elements.
        shape: the dense shape, as far as it is known.
        name: a prefix for the names of the nodes.

    Raises:
        RuntimeError: called where ops run at once.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.sparse_placeholder(tf.float32, name="s").values
        <tf.Tensor 's/values:0' shape=(None,) dtype=float32>
    """
    _check_graph("`sparse_placeholder` is not compatible with eager execution.")

    def label(part):
        return None if name is None else f"{name}/{part}"

    known = _shape(shape)
    rank = known.rank
    if rank is not None and known.is_fully_defined():
        dense = convert_to_tensor(known.as_list(), dtypes.int64, name=label("shape"))
    else:
        dense = placeholder(dtypes.int64, [rank], label("shape"))
    return SparseTensor(
        values=placeholder(dtype, [None], label("values")),
        indices=placeholder(dtypes.int64, [None, rank], label("indices")),
        dense_shape=dense,
    )


def ragged_placeholder(dtype, ragged_rank, value_shape=None, name=None):
    """Return a RaggedTensor whose value has to be fed.

    Args:
        dtype: the DType of the elements.
        ragged_rank: the number of ragged dimensions.
        value_shape: the shape of the innermost values after their first dimension.
        name: a prefix for the names of the nodes.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.ragged.placeholder(tf.float32, 1, []).shape
        TensorShape([None, None])
    """
    from tfcompat._src.composite.ragged_tensor import RaggedTensor

    _check_graph("`ragged_placeholder` is not compatible with eager execution.")
    with context.current().graph.name_scope(name or "RaggedPlaceholder"):
        flat = TensorShape([None]).concatenate(_shape(value_shape))
        result = placeholder(dtype, flat, "flat_values")
        for i in reversed(range(ragged_rank)):
            splits = placeholder(dtypes.int64, [None], f"row_splits_{i}")
            result = RaggedTensor.from_row_splits(result, splits, validate=False)
    return result


def _shape(shape):
    return TensorShape(None) if shape is None else as_shape(shape)


def _check_graph(message):
    if context.executing_eagerly():
        raise RuntimeError(message)
