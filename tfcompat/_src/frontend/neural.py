"""Activations, softmax, biases and embeddings: `tf.nn` without convolution, pooling and losses.

Those are in `convolution.py`, `pooling.py`, `normalization.py` and `losses.py`; `tanh` and
`sigmoid`, which are mathematics too, in `trigonometry.py` and `special.py`.
"""

import math

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import casting, clipping, joining, rearranging, scopes, slicing


def bias_add(value, bias, data_format=None, name=None):
    """A bias per channel added.

    Args:
        value: a tensor of rank 2 or more (1 for dtypes that allow it).
        bias: a vector of the same dtype, as long as there are channels.
        data_format: "N...C" (channels come last, the default) or "NC...".
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `value`.

    Raises:
        ValueError: the format is another one.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.bias_add([[1, 2], [3, 4]], [10, 20])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[11, 22],
               [13, 24]], dtype=int32)>
    """
    with scopes.scope(name, "BiasAdd") as name:
        if data_format is None:
            data_format = "NHWC"
        elif data_format.startswith("NC"):
            data_format = "NCHW"
        elif data_format.startswith("N") and data_format.endswith("C"):
            data_format = "NHWC"
        else:
            raise ValueError(
                "`data_format` must be of the form `N...C` or `NC...`. Received: "
                f"data_format={data_format}"
            )
        if not scopes.eager():
            value = convert_to_tensor(value, name="input")
            bias = convert_to_tensor(bias, dtype=value.dtype, name="bias")
        return raw.BiasAdd(value, bias, data_format=data_format, name=name)


def crelu(features, axis=-1, name=None):
    """`relu` of the features and of their negatives, side by side.

    Args:
        features: a tensor of a numeric dtype.
        axis: the dimension along which the two are put together.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `features`, twice as large in one dimension.

    Raises:
        InvalidArgumentError: the axis is out of range (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.crelu([1.0, -2.0])
        <tf.Tensor: shape=(4,), dtype=float32, numpy=array([1., 0., 0., 2.], dtype=float32)>
    """
    with scopes.scope(name, "CRelu") as name:
        features = convert_to_tensor(features, name="features")
        both = raw.ConcatV2([features, raw.Neg(features)], axis, name=name)
        return raw.Relu(both)


def elu(features, name=None):
    """exp(x) - 1 below 0, else x.

    Args:
        features: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.elu([-1.0, 2.0]).numpy().round(4)
        array([-0.6321,  2.    ], dtype=float32)
    """
    return raw.Elu(features, name=name)


def embedding_lookup(params, ids, max_norm=None, name=None):
    """Rows of a table by number.

    Args:
        params: a tensor or variable; or a list of its parts.
        ids: an integer tensor.
        max_norm: a bound for the norm of rows, which are scaled down to it; None for no bound.
        name: a name for the operation.

    Returns:
        A tensor of shape `ids.shape + params.shape[1:]`.

    Raises:
        ValueError: `params` is empty.
        InvalidArgumentError: there is no row of a number.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.embedding_lookup(tf.constant([[1, 2], [3, 4]]), [1, 1, 0])
        <tf.Tensor: shape=(3, 2), dtype=int32, numpy=
        array([[3, 4],
               [3, 4],
               [1, 2]], dtype=int32)>
    """
    if params is None:
        raise ValueError("params must be specified")
    if isinstance(params, (list, tuple)) and not params:
        raise ValueError("Length of params is currently 0. Need at least one param.")
    if isinstance(params, (list, tuple)):
        # Parts hold rows of numbers in a run, the first ones the first.
        params = params[0] if len(params) == 1 else joining.concat(params, 0)
    with scopes.scope(name, "embedding_lookup") as name:
        ids = convert_to_tensor(ids, name="ids")
        if is_ragged(ids):
            return ids.with_flat_values(embedding_lookup(params, ids.flat_values, max_norm))
        rows = slicing.gather(params, ids, name=name)
        if max_norm is None:
            return raw.Identity(rows)
        if rows.shape.rank is None or ids.shape.rank is None:
            raise errors.UnsupportedError("max_norm= with tensors of unknown rank is missing.")
        axes = np.arange(ids.shape.rank, rows.shape.rank).tolist()
        return raw.Identity(clipping.clip_by_norm(rows, max_norm, axes=axes))


def gelu(features, approximate=False, name=None):
    """x times the normal distribution function of x.

    Args:
        features: a tensor of a floating dtype.
        approximate: whether to use the approximation by tanh.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        ValueError: the dtype is no floating one.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.gelu([-1.0, 0.0, 2.0]).numpy().round(4)
        array([-0.1587,  0.    ,  1.9545], dtype=float32)
    """
    with scopes.scope(name, "Gelu"):
        features = convert_to_tensor(features, name="features")
        dtype = features.dtype
        if not dtype.is_floating:
            raise ValueError(
                "`features.dtype` must be a floating point tensor."
                f"Received:features.dtype={dtype}"
            )
        if approximate:
            cubic = casting.cast(0.044715, dtype)
            half = 0.5 * features
            inner = math.sqrt(2 / math.pi) * (features + cubic * raw.Pow(features, 3))
            return half * (1.0 + raw.Tanh(inner))
        half = 0.5 * features
        return half * raw.Erfc(-features * casting.cast(math.sqrt(0.5), dtype))


def l2_loss(t, name=None):
    """Half the sum of squares.

    Args:
        t: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A scalar of the dtype of `t`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.l2_loss([3.0, 4.0])
        <tf.Tensor: shape=(), dtype=float32, numpy=12.5>
    """
    return raw.L2Loss(t, name=name)


def leaky_relu(features, alpha=0.2, name=None):
    """alpha * x below 0, else x.

    Args:
        features: a tensor of a numeric dtype; integers become float32.
        alpha: the slope below 0.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.leaky_relu([-1.0, 2.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([-0.2,  2. ], dtype=float32)>
    """
    with scopes.scope(name, "LeakyRelu") as name:
        features = convert_to_tensor(features, name="features")
        if features.dtype.is_integer:
            features = raw.Cast(features, DstT=dtypes.float32)
        return raw.LeakyRelu(features, alpha=alpha, name=name)


def log_softmax(logits, axis=None, name=None):
    """The logarithm of `softmax`, precise for small values.

    Args:
        logits: a tensor of a floating dtype.
        axis: the dimension, the last one by default.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `logits`.

    Raises:
        InvalidArgumentError: the axis is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.log_softmax([1.0, 2.0]).numpy().round(4)
        array([-1.3133, -0.3133], dtype=float32)
    """
    return _along(raw.LogSoftmax, logits, -1 if axis is None else axis, name)


def relu(features, name=None):
    """0 below 0, else x.

    Args:
        features: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.relu([-1.0, 2.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0., 2.], dtype=float32)>
    """
    return raw.Relu(features, name=name)


def relu6(features, name=None):
    """0 below 0, 6 above 6, else x.

    Args:
        features: a tensor of a numeric dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.relu6([-1.0, 2.0, 7.0])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([0., 2., 6.], dtype=float32)>
    """
    with scopes.scope(name, "Relu6") as name:
        features = convert_to_tensor(features, name="features")
        return raw.Relu6(features, name=name)


def selu(features, name=None):
    """The scaled exponential unit, which keeps mean 0 and variance 1.

    Args:
        features: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.selu([-1.0, 2.0]).numpy().round(4)
        array([-1.1113,  2.1014], dtype=float32)
    """
    return raw.Selu(features, name=name)


def silu(features, beta=1.0):
    """x * sigmoid(beta * x); also called swish.

    Args:
        features: a tensor of a floating dtype.
        beta: the slope of the sigmoid.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.silu([-1.0, 2.0]).numpy().round(4)
        array([-0.2689,  1.7616], dtype=float32)
    """
    features = convert_to_tensor(features, name="features")
    beta = casting.cast(convert_to_tensor(beta, name="beta"), features.dtype)
    return features * raw.Sigmoid(beta * features)


def softmax(logits, axis=None, name=None):
    """exp(x) divided by its sum along a dimension.

    Args:
        logits: a tensor of a floating dtype.
        axis: the dimension, the last one by default.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `logits`.

    Raises:
        InvalidArgumentError: the axis is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.softmax([-1.0, 0.0, 1.0]).numpy().round(4)
        array([0.09  , 0.2447, 0.6652], dtype=float32)
    """
    return _along(raw.Softmax, logits, -1 if axis is None else axis, name)


def softplus(features, name=None):
    """log(exp(x) + 1), without overflow.

    Args:
        features: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.softplus([-1.0, 0.0, 100.0]).numpy().round(4)
        array([  0.3133,   0.6931, 100.    ], dtype=float32)
    """
    return raw.Softplus(features, name=name)


def softsign(features, name=None):
    """x / (|x| + 1).

    Args:
        features: a tensor of a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `features`.

    Raises:
        InvalidArgumentError: the dtype is another one (TypeError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.softsign([-1.0, 3.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([-0.5 ,  0.75], dtype=float32)>
    """
    return raw.Softsign(features, name=name)


def _along(function, logits, axis, name):
    """Apply a function of rows along any dimension: swap it with the last one and back."""
    logits = convert_to_tensor(logits)
    rank = logits.shape.rank
    if rank is not None and not -rank <= axis < rank:
        raise errors.InvalidArgumentError(
            None, None,
            f"`dim` must be in the range [{-rank}, {rank}) where {rank} is the number of "
            f"dimensions in the input. Received: dim={axis}",
        )
    if axis == -1 or (rank is not None and axis == rank - 1):
        return function(logits, name=name)
    if rank is None:
        raise errors.UnsupportedError("softmax along an inner axis needs a known rank.")
    order = np.arange(rank)
    order[[axis, -1]] = order[[-1, axis]]
    rows = function(rearranging.transpose(logits, order))
    return rearranging.transpose(rows, order, name=name or "transpose")
