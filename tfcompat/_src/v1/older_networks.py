"""Functions of `tf.compat.v1.nn` that differ from `tf.nn` in the names or order of arguments."""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import convolution, dropout as dropouts, losses, neural, pooling
from tfcompat._src.frontend import normalization
from tfcompat._src.v1.older_arguments import either


def softmax(logits, axis=None, name=None, dim=None):
    """Return probabilities of logits; see `tf.nn.softmax`.

    Args:
        logits: the tensor.
        axis: the axis of the classes, the last by default.
        name: a name for the operation.
        dim: an older name of `axis`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.nn.softmax([0.0, 0.0], dim=0)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5, 0.5], dtype=float32)>
    """
    return neural.softmax(logits, either("axis", axis, "dim", dim), name)


def log_softmax(logits, axis=None, name=None, dim=None):
    """Return logarithms of probabilities of logits; see `tf.nn.log_softmax`.

    Args:
        logits: the tensor.
        axis: the axis of the classes, the last by default.
        name: a name for the operation.
        dim: an older name of `axis`.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.nn.log_softmax([0.0])[0])
        0.0
    """
    return neural.log_softmax(logits, either("axis", axis, "dim", dim), name)


def dropout(x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None):
    """Set random elements to zero and scale up the rest; see `tf.nn.dropout`.

    Args:
        x: the tensor.
        keep_prob: the probability that an element stays: 1 - rate.
        noise_shape: the shape of what is drawn.
        seed: a seed.
        name: a name for the operations.
        rate: the probability that an element becomes zero.

    Raises:
        ValueError: neither or both of the probabilities are given.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.nn.dropout([1.0], keep_prob=1.0)
        <tf.Tensor: shape=(1,), dtype=float32, numpy=array([1.], dtype=float32)>
    """
    kept = None if keep_prob is None else 1 - keep_prob
    rate = either("rate", rate, "keep_prob", kept)
    if rate is None:
        raise ValueError(f"`rate` must be provided. Received: rate={rate}")
    return dropouts.dropout(x, rate, noise_shape, seed, name)


def conv2d(input, filter=None, strides=None, padding=None, use_cudnn_on_gpu=True,
           data_format="NHWC", dilations=(1, 1, 1, 1), name=None, filters=None):
    """Convolve images with filters; see `tf.nn.conv2d`.

    Args:
        input: the images.
        filter: the filters.
        strides, padding, data_format, dilations, name: as for `tf.nn.conv2d`.
        use_cudnn_on_gpu: accepted for compatibility.
        filters: a newer name of `filter`.

    Example:
        >>> import tfcompat as tf
        >>> image, filters = tf.ones([1, 2, 2, 1]), tf.ones([2, 2, 1, 1])
        >>> float(tf.compat.v1.nn.conv2d(image, filters, [1, 1, 1, 1], "VALID")[0, 0, 0, 0])
        4.0
    """
    filters = either("filter", filter, "filters", filters)
    return convolution.conv2d(input, filters, strides, padding, data_format, dilations, name)


def max_pool(value, ksize, strides, padding, data_format="NHWC", name=None, input=None):
    """Return the largest values of windows; see `tf.nn.max_pool2d`.

    Args:
        value: the images.
        ksize, strides, padding, data_format, name: as for `tf.nn.max_pool2d`.
        input: a newer name of `value`.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.ones([1, 2, 2, 1])
        >>> tf.compat.v1.nn.max_pool(image, [1, 2, 2, 1], [1, 2, 2, 1], "SAME").shape
        TensorShape([1, 1, 1, 1])
    """
    value = either("value", value, "input", input)
    return pooling.max_pool2d(value, ksize, strides, padding, data_format, name)


def avg_pool(value, ksize, strides, padding, data_format="NHWC", name=None, input=None):
    """Return the means of windows; see `tf.nn.avg_pool2d`.

    Args:
        value: the images.
        ksize, strides, padding, data_format, name: as for `tf.nn.avg_pool2d`.
        input: a newer name of `value`.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.ones([1, 2, 2, 1])
        >>> tf.compat.v1.nn.avg_pool(image, [1, 2, 2, 1], [1, 2, 2, 1], "SAME").shape
        TensorShape([1, 1, 1, 1])
    """
    value = either("value", value, "input", input)
    return pooling.avg_pool2d(value, ksize, strides, padding, data_format, name)


def l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None):
    """Scale to length 1; see `tf.nn.l2_normalize`.

    Args:
        x: the tensor.
        axis: the axes along which lengths are taken.
        epsilon: the smallest squared length.
        name: a name for the operations.
        dim: an older name of `axis`.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.nn.l2_normalize([0.0, 2.0], dim=0)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0., 1.], dtype=float32)>
    """
    return normalization.l2_normalize(x, either("axis", axis, "dim", dim), epsilon, name)


def moments(x, axes, shift=None, name=None, keep_dims=None, keepdims=None):
    """Return mean and variance; see `tf.nn.moments`.

    Args:
        x: the tensor.
        axes: the axes to take them along.
        shift: not used.
        name: a name for the operations.
        keep_dims: an older name of `keepdims`.
        keepdims: whether the axes stay, of size 1.

    Example:
        >>> import tfcompat as tf
        >>> [float(value) for value in tf.compat.v1.nn.moments([1.0, 3.0], [0])]
        [2.0, 1.0]
    """
    keep = either("keepdims", keepdims, "keep_dims", keep_dims)
    return normalization.moments(x, axes, shift, bool(keep), name)


def sparse_softmax_cross_entropy_with_logits(labels=None, logits=None, name=None):
    """Return the loss of logits for labels; see `tf.nn`'s function of that name.

    Args:
        labels: the right classes.
        logits: the logits.
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> loss = tf.compat.v1.nn.sparse_softmax_cross_entropy_with_logits(
        ...     labels=[0], logits=[[0.0]])
        >>> float(loss[0])
        0.0
    """
    _both("sparse_softmax_cross_entropy_with_logits", labels, logits)
    return losses.sparse_softmax_cross_entropy_with_logits(labels, logits, name)


def sigmoid_cross_entropy_with_logits(labels=None, logits=None, name=None):
    """Return the loss of logits for probabilities; see `tf.nn`'s function of that name.

    Args:
        labels: the right probabilities.
        logits: the logits.
        name: a name for the operation.

    Example:
        >>> import tfcompat as tf
        >>> loss = tf.compat.v1.nn.sigmoid_cross_entropy_with_logits(labels=[1.0], logits=[200.0])
        >>> float(loss[0])
        0.0
    """
    _both("sigmoid_cross_entropy_with_logits", labels, logits)
    return losses.sigmoid_cross_entropy_with_logits(labels, logits, name)


def softmax_cross_entropy_with_logits_v2(labels, logits, axis=None, name=None, dim=None):
    """Return the loss of logits for distributions; see `tf.nn`'s function.

    Args:
        labels: the right distributions.
        logits: the logits.
        axis: the axis of the classes, the last by default.
        name: a name for the operation.
        dim: an older name of `axis`.

    Example:
        >>> import tfcompat as tf
        >>> loss = tf.compat.v1.nn.softmax_cross_entropy_with_logits_v2([[1.0]], [[0.0]])
        >>> float(loss[0])
        0.0
    """
    axis = either("axis", axis, "dim", dim)
    return losses.softmax_cross_entropy_with_logits(
        labels, logits, -1 if axis is None else axis, name)


def softmax_cross_entropy_with_logits(labels=None, logits=None, dim=-1, name=None, axis=None):
    """Return the loss of logits for distributions that are taken as constants.

    Args:
        labels: the right distributions.
        logits: the logits.
        dim: an older name of `axis`.
        name: a name for the operation.
        axis: the axis of the classes.

    Example:
        >>> import tfcompat as tf
        >>> loss = tf.compat.v1.nn.softmax_cross_entropy_with_logits(
        ...     labels=[[1.0]], logits=[[0.0]])
        >>> float(loss[0])
        0.0
    """
    _both("softmax_cross_entropy_with_logits", labels, logits)
    labels = raw.StopGradient(convert_to_tensor(labels))
    return losses.softmax_cross_entropy_with_logits(
        labels, logits, dim if axis is None else axis, name)


def _both(name, labels, logits):
    if labels is None or logits is None:
        raise ValueError("Both `labels` and `logits` must be provided.")


def xw_plus_b(x, weights, biases, name=None):
    """Return `x @ weights + biases`.

    Args:
        x: a matrix.
        weights: a matrix.
        biases: a vector.
        name: a name for the operations.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.nn.xw_plus_b([[2.0]], [[3.0]], [1.0])[0, 0])
        7.0
    """
    product = raw.MatMul(convert_to_tensor(x), convert_to_tensor(weights))
    return raw.BiasAdd(product, convert_to_tensor(biases), name=name)


def relu_layer(x, weights, biases, name=None):
    """Return `relu(x @ weights + biases)`.

    Args:
        x: a matrix.
        weights: a matrix.
        biases: a vector.
        name: a name for the operations.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.nn.relu_layer([[2.0]], [[-3.0]], [1.0])[0, 0])
        0.0
    """
    return raw.Relu(xw_plus_b(x, weights, biases), name=name)


def embedding_lookup(params, ids, partition_strategy="mod", name=None, validate_indices=True,
                     max_norm=None):
    """Pick rows of a table, or of a table in parts.

    Args:
        params: the table, or a list of its parts.
        ids: which rows.
        partition_strategy: "mod" or "div": how rows are spread over parts.
        name: a name for the operations.
        validate_indices: not used.
        max_norm: the length that longer rows are cut to, or None.

    Raises:
        ValueError: there is no table, or the strategy is none of these.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.nn.embedding_lookup([[1.0], [2.0]], [1])
        <tf.Tensor: shape=(1, 1), dtype=float32, numpy=array([[2.]], dtype=float32)>
    """
    from tfcompat._src.v1 import embeddings

    return embeddings.lookup(params, ids, partition_strategy, name, max_norm)
