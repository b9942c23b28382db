"""Losses of 1.x: weighted, reduced, and collected in the graph."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import losses as network_losses
from tfcompat._src.frontend import reductions
from tfcompat._src.v1.collections import GraphKeys, add_to_collection, get_collection


class Reduction:
    """How the losses of examples become one.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.losses.Reduction.MEAN
        'weighted_mean'
    """

    NONE = "none"
    SUM = "weighted_sum"
    SUM_OVER_BATCH_SIZE = "weighted_sum_over_batch_size"
    MEAN = "weighted_mean"
    SUM_OVER_NONZERO_WEIGHTS = "weighted_sum_by_nonzero_weights"
    SUM_BY_NONZERO_WEIGHTS = SUM_OVER_NONZERO_WEIGHTS

    @classmethod
    def all(cls):
        """Return all of them."""
        return (cls.NONE, cls.SUM, cls.MEAN, cls.SUM_OVER_BATCH_SIZE,
                cls.SUM_OVER_NONZERO_WEIGHTS, cls.SUM_BY_NONZERO_WEIGHTS)

    @classmethod
    def validate(cls, key):
        """Raise ValueError unless `key` is one of them."""
        if key not in cls.all():
            raise ValueError(f"Invalid Reduction Key {key}. Key should be one of {cls.all()}.")


_BY_WEIGHTS = Reduction.SUM_BY_NONZERO_WEIGHTS


def compute_weighted_loss(losses, weights=1.0, scope=None,
                          loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Weigh losses and make one of them.

    Args:
        losses: a tensor.
        weights: a tensor that broadcasts with the losses.
        scope: accepted for compatibility.
        loss_collection: the collection of the graph to add the loss to, or None.
        reduction: a `Reduction`.

    Raises:
        ValueError: there is no such reduction.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.losses.compute_weighted_loss([1.0, 3.0], [1.0, 0.0]))
        1.0
    """
    Reduction.validate(reduction)
    losses = convert_to_tensor(losses)
    kind = losses.dtype.base_dtype
    values = raw.Cast(losses, DstT=dtypes.float32)
    weights = raw.Cast(convert_to_tensor(weights), DstT=dtypes.float32)
    weighted = values * weights
    if reduction == Reduction.NONE:
        loss = weighted
    else:
        loss = reductions.reduce_sum(weighted)
        if reduction == Reduction.MEAN:
            loss = raw.DivNoNan(loss, reductions.reduce_sum(weights + raw.ZerosLike(values)))
        elif reduction == _BY_WEIGHTS:
            present = raw.Cast(
                raw.NotEqual(weights + raw.ZerosLike(values), 0.0), DstT=dtypes.float32)
            loss = raw.DivNoNan(loss, reductions.reduce_sum(present))
        elif reduction == Reduction.SUM_OVER_BATCH_SIZE:
            loss = raw.DivNoNan(loss, raw.Cast(raw.Size(values), DstT=dtypes.float32))
    loss = raw.Cast(loss, DstT=kind)
    add_loss(loss, loss_collection)
    return loss


def add_loss(loss, loss_collection=GraphKeys.LOSSES):
    """Add a loss to a collection of the graph.

    Args:
        loss: the loss.
        loss_collection: the name of the collection, or None.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.losses.add_loss(tf.constant(1.0))
        ...     len(tf.compat.v1.losses.get_losses())
        1
    """
    if loss_collection and getattr(loss, "graph", None) is not None:
        add_to_collection(loss_collection, loss)


def get_losses(scope=None, loss_collection=GraphKeys.LOSSES):
    """Return the losses that were collected.

    Args:
        scope: a prefix of their names.
        loss_collection: the name of the collection.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.losses.get_losses()
        []
    """
    return get_collection(loss_collection, scope)


def get_regularization_losses(scope=None):
    """Return the losses of regularizers.

    Args:
        scope: a prefix of their names.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.losses.get_regularization_losses()
        []
    """
    return get_collection(GraphKeys.REGULARIZATION_LOSSES, scope)


def get_regularization_loss(scope=None, name="total_regularization_loss"):
    """Return the sum of the losses of regularizers.

    Args:
        scope: a prefix of their names.
        name: the name of the operation.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.losses.get_regularization_loss())
        0.0
    """
    found = get_regularization_losses(scope)
    return raw.AddN(found, name=name) if found else convert_to_tensor(0.0)


def get_total_loss(add_regularization_losses=True, name="total_loss", scope=None):
    """Return the sum of all losses that were collected.

    Args:
        add_regularization_losses: whether those of regularizers are among them.
        name: the name of the operation.
        scope: a prefix of their names.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     _ = tf.compat.v1.losses.mean_squared_error([1.0], [3.0])
        ...     float(session.run(tf.compat.v1.losses.get_total_loss()))
        4.0
    """
    found = get_losses(scope)
    if add_regularization_losses:
        found = found + get_regularization_losses(scope)
    return raw.AddN(found, name=name)


def _pair(labels, predictions):
    predictions = raw.Cast(convert_to_tensor(predictions), DstT=dtypes.float32)
    labels = raw.Cast(convert_to_tensor(labels), DstT=dtypes.float32)
    if not labels.shape.is_compatible_with(predictions.shape):
        raise ValueError(f"Shapes {predictions.shape} and {labels.shape} are incompatible")
    return labels, predictions


def mean_squared_error(labels, predictions, weights=1.0, scope=None,
                       loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean of squared differences.

    Args:
        labels: what would be right.
        predictions: what was predicted.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.losses.mean_squared_error([1.0, 2.0], [1.0, 4.0]))
        2.0
    """
    labels, predictions = _pair(labels, predictions)
    return compute_weighted_loss(
        raw.SquaredDifference(predictions, labels), weights, scope, loss_collection, reduction)


def absolute_difference(labels, predictions, weights=1.0, scope=None,
                        loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean of absolute differences.

    Args:
        labels: what would be right.
        predictions: what was predicted.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.losses.absolute_difference([1.0, 2.0], [1.0, 4.0]))
        1.0
    """
    labels, predictions = _pair(labels, predictions)
    return compute_weighted_loss(
        raw.Abs(predictions - labels), weights, scope, loss_collection, reduction)


def log_loss(labels, predictions, weights=1.0, epsilon=1e-07, scope=None,
             loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean loss of probabilities.

    Args:
        labels: what would be right, 0 or 1.
        predictions: probabilities.
        epsilon: what is added to them.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> abs(round(float(tf.compat.v1.losses.log_loss([1.0], [1.0])), 4))
        0.0
    """
    labels, predictions = _pair(labels, predictions)
    losses = -(labels * raw.Log(predictions + epsilon)) - (
        1.0 - labels) * raw.Log(1.0 - predictions + epsilon)
    return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def huber_loss(labels, predictions, weights=1.0, delta=1.0, scope=None,
               loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean of differences, squared where they are small.

    Args:
        labels: what would be right.
        predictions: what was predicted.
        delta: what is small.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.losses.huber_loss([0.0], [3.0]))
        2.5
    """
    labels, predictions = _pair(labels, predictions)
    error = raw.Abs(predictions - labels)
    small = raw.Minimum(error, delta)
    losses = 0.5 * small * small + delta * (error - small)
    return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def hinge_loss(labels, logits, weights=1.0, scope=None,
               loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean hinge loss.

    Args:
        labels: what would be right, 0 or 1.
        logits: what was predicted.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.losses.hinge_loss([1.0], [0.5]))
        0.5
    """
    labels, logits = _pair(labels, logits)
    losses = raw.Relu(1.0 - (2.0 * labels - 1.0) * logits)
    return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def sigmoid_cross_entropy(multi_class_labels, logits, weights=1.0, label_smoothing=0, scope=None,
                          loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean loss of logits for probabilities.

    Args:
        multi_class_labels: the right probabilities.
        logits: the logits.
        label_smoothing: how far labels are moved to one half.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> round(float(tf.compat.v1.losses.sigmoid_cross_entropy([1.0], [0.0])), 4)
        0.6931
    """
    logits = convert_to_tensor(logits)
    labels = raw.Cast(convert_to_tensor(multi_class_labels), DstT=logits.dtype.base_dtype)
    if label_smoothing > 0:
        labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
    losses = network_losses.sigmoid_cross_entropy_with_logits(labels, logits)
    return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def softmax_cross_entropy(onehot_labels, logits, weights=1.0, label_smoothing=0, scope=None,
                          loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean loss of logits for distributions.

    Args:
        onehot_labels: the right distributions.
        logits: the logits.
        label_smoothing: how far labels are moved to equal probabilities.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> round(float(tf.compat.v1.losses.softmax_cross_entropy([[1.0, 0.0]], [[0.0, 0.0]])), 4)
        0.6931
    """
    logits = convert_to_tensor(logits)
    labels = raw.Cast(convert_to_tensor(onehot_labels), DstT=logits.dtype.base_dtype)
    if label_smoothing > 0:
        count = raw.Cast(raw.Shape(labels)[1], DstT=logits.dtype.base_dtype)
        labels = labels * (1.0 - label_smoothing) + label_smoothing / count
    labels = raw.StopGradient(labels)
    losses = network_losses.softmax_cross_entropy_with_logits(labels, logits)
    return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)


def sparse_softmax_cross_entropy(labels, logits, weights=1.0, scope=None,
                                 loss_collection=GraphKeys.LOSSES, reduction=_BY_WEIGHTS):
    """Return the mean loss of logits for classes.

    Args:
        labels: the right classes.
        logits: the logits.
        weights, scope, loss_collection, reduction: as for `compute_weighted_loss`.

    Example:
        >>> import tfcompat as tf
        >>> loss = tf.compat.v1.losses.sparse_softmax_cross_entropy([0], [[0.0, 0.0]])
        >>> round(float(loss), 4)
        0.6931
    """
    losses = network_losses.sparse_softmax_cross_entropy_with_logits(labels, logits)
    return compute_weighted_loss(losses, weights, scope, loss_collection, reduction)
