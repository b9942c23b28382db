"""Losses, an element or a row at a time.

Kernels of cross entropy are in `ops/nn_loss.py`; `l2_loss` is in `neural.py`.
"""

import math

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import (
    arrays, creation, flat_values, joining, rearranging, scopes,
)

_NARROW = (dtypes.float16, dtypes.bfloat16)


def log_poisson_loss(targets, log_input, compute_full_loss=False, name=None):
    """The loss of Poisson-distributed counts.

    Args:
        targets: a tensor of counts.
        log_input: a tensor of the same dtype and shape: the logarithms of the rates.
        compute_full_loss: whether to add an approximation of the constant term.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `log_input`.

    Raises:
        ValueError: the shapes differ.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.log_poisson_loss([1.0, 2.0], [0.0, 1.0]).numpy().round(4)
        array([1.    , 0.7183], dtype=float32)
    """
    with scopes.scope(name, "log_poisson_loss"):
        log_input = convert_to_tensor(log_input, name="log_input")
        targets = convert_to_tensor(targets, name="targets")
        _check_same_shape("log_input", log_input, "targets", targets)
        result = raw.Exp(log_input) - log_input * targets
        if not compute_full_loss:
            return result
        half = constant(0.5, dtype=targets.dtype)
        circle = constant(2 * math.pi, dtype=targets.dtype)
        stirling = targets * raw.Log(targets) - targets + half * raw.Log(circle * targets)
        zeros, ones = creation.zeros_like(targets), creation.ones_by_fill(targets)
        small = raw.LogicalAnd(targets >= zeros, targets <= ones)
        return result + raw.Select(small, zeros, stirling)


def _check_same_shape(left_name, left, right_name, right):
    try:
        left.shape.assert_is_compatible_with(right.shape)
    except ValueError:
        raise ValueError(
            f"`{left_name}` and `{right_name}` must have the same shape, received "
            f"({left.shape} vs {right.shape})."
        ) from None


@flat_values.elementwise(2)
def sigmoid_cross_entropy_with_logits(labels=None, logits=None, name=None):
    """The cross entropy of independent classes, from logits.

    Args:
        labels: a tensor of numbers in [0, 1].
        logits: a tensor of the same dtype and shape.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `logits`.

    Raises:
        ValueError: an argument is missing, or the shapes differ.

    Example:
        >>> import tfcompat as tf
        >>> loss = tf.nn.sigmoid_cross_entropy_with_logits([1.0, 0.0], logits=[2.0, 2.0])
        >>> loss.numpy().round(4)
        array([0.1269, 2.1269], dtype=float32)
    """
    if labels is None or logits is None:
        shown = [value.numpy() if hasattr(value, "numpy") else value for value in (labels, logits)]
        raise ValueError(
            "Both `labels` and `logits` must be provided for sigmoid_cross_entropy_with_logits"
            f"Received: labels={shown[0]} and logits={shown[1]}"
        )
    with scopes.scope(name, "logistic_loss") as name:
        logits = convert_to_tensor(logits, name="logits")
        labels = convert_to_tensor(labels, name="labels")
        _check_same_shape("logits", logits, "labels", labels)
        # max(x, 0) - x * z + log(1 + exp(-|x|)), with gradients where x is 0.
        zeros = creation.zeros_like(logits)
        positive = logits >= zeros
        above = raw.Select(positive, logits, zeros)
        below = raw.Select(positive, -logits, logits)
        return raw.AddV2(above - logits * labels, raw.Log1p(raw.Exp(below)), name=name)


def softmax_cross_entropy_with_logits(labels, logits, axis=-1, name=None):
    """The cross entropy of exclusive classes, from logits.

    Args:
        labels: a tensor of probabilities that sum to 1 along `axis`.
        logits: a tensor of the same shape.
        axis: the dimension of classes.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `logits`, without dimension `axis`.

    Raises:
        ValueError: an argument is missing.
        InvalidArgumentError: the shapes differ (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.softmax_cross_entropy_with_logits([[0.0, 1.0]], [[1.0, 3.0]]).numpy().round(4)
        array([0.1269], dtype=float32)
    """
    if labels is None or logits is None:
        raise ValueError(
            "Both `labels` and `logits` must be provided for softmax_cross_entropy_with_logits. "
            f"Received: labels={labels} and logits={logits}."
        )
    with scopes.scope(name, "softmax_cross_entropy_with_logits") as name:
        logits = convert_to_tensor(logits, name="logits")
        labels = convert_to_tensor(labels, name="labels")
        exact = raw.Cast(logits, DstT=dtypes.float32) if logits.dtype in _NARROW else logits
        labels = labels if labels.dtype == exact.dtype else raw.Cast(labels, DstT=exact.dtype)
        rank = arrays.rank(exact)
        if axis != -1:
            exact, labels = (_with_axis_last(value, axis) for value in (exact, labels))
        shape = arrays.shape(exact)
        static = exact.shape
        loss, _ = raw.SoftmaxCrossEntropyWithLogits(_rows(exact), _rows(labels), name=name)
        loss = raw.Reshape(loss, raw.Slice(shape, [0], [raw.Sub(rank, 1)]))
        if not context.executing_eagerly() and static.rank is not None:
            loss.set_shape(static[:-1])
        return raw.Cast(loss, DstT=logits.dtype) if exact.dtype != logits.dtype else loss


def _with_axis_last(value, axis):
    rank = value.shape.rank
    if rank is None:
        raise ValueError("The rank must be known where `axis` is not the last one.")
    others = [i for i in range(rank) if i != axis % rank]
    return rearranging.transpose(value, [*others, axis % rank])


def _rows(value):
    """All dimensions but the last one as one."""
    if context.executing_eagerly() and value.shape.rank == 2:
        return value
    rank = arrays.rank(value)
    last = raw.Slice(arrays.shape(value), [raw.Sub(rank, 1)], [1])
    rows = raw.Reshape(value, joining.concat([[-1], last], 0))
    if not context.executing_eagerly() and value.shape.rank is not None:
        *outer, size = value.shape.as_list()
        rows.set_shape([None if None in outer else int(np.prod(outer)), size])
    return rows


def sparse_softmax_cross_entropy_with_logits(labels, logits, name=None):
    """The cross entropy of exclusive classes given by number, from logits.

    Args:
        labels: an integer tensor of class numbers, of shape [...].
        logits: a tensor of shape [..., classes].
        name: a name for the operation.

    Returns:
        A tensor of the shape of `labels` and the dtype of `logits`.

    Raises:
        ValueError: the shapes do not fit.
        InvalidArgumentError: there is no class of a number.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.sparse_softmax_cross_entropy_with_logits([1], [[1.0, 3.0]]).numpy().round(4)
        array([0.1269], dtype=float32)
    """
    if labels is None or logits is None:
        raise ValueError(
            "Both `labels` and `logits` must be provided for "
            "sparse_softmax_cross_entropy_with_logits. Received: "
            f"labels={labels} and logits={logits}."
        )
    with scopes.scope(name, "SparseSoftmaxCrossEntropyWithLogits") as name:
        labels = convert_to_tensor(labels)
        logits = convert_to_tensor(logits)
        exact = raw.Cast(logits, DstT=dtypes.float32) if logits.dtype in _NARROW else logits
        shape = arrays.shape(labels)
        _check_classes(labels.shape, logits.shape)
        flat = labels.shape.rank not in (None, 1) or logits.shape.rank not in (None, 2) or (
            labels.shape.rank is None or logits.shape.rank is None
        )
        if flat:
            count = arrays.shape(logits)[arrays.rank(logits) - 1]
            exact = raw.Reshape(exact, [-1, count])
            labels = raw.Reshape(labels, [-1])
        loss, _ = raw.SparseSoftmaxCrossEntropyWithLogits(exact, labels)
        if flat:
            loss = raw.Reshape(loss, shape)
        return raw.Cast(loss, DstT=logits.dtype) if exact.dtype != logits.dtype else loss


def _check_classes(labels, logits):
    if logits.rank is not None and logits.rank == 0:
        raise ValueError(f"`logits` cannot be a scalar. Received logits of shape: {logits}")
    if logits.rank is None or labels.rank is None:
        return
    if labels.rank != logits.rank - 1:
        raise ValueError(
            "`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: "
            f"labels.shape={labels} of rank {labels.rank} and logits.shape={logits} of rank "
            f"{logits.rank}"
        )
    if not labels.is_compatible_with(logits[:-1]):
        raise ValueError(
            "`labels.shape` must equal `logits.shape` except for the last dimension. Received: "
            f"labels.shape={labels} and logits.shape={logits}"
        )


def weighted_cross_entropy_with_logits(labels, logits, pos_weight, name=None):
    """The cross entropy of independent classes, from logits, with a weight for true labels.

    Args:
        labels: a tensor of numbers in [0, 1].
        logits: a tensor of the same dtype and shape.
        pos_weight: how much true labels count.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `logits`.

    Raises:
        ValueError: the shapes differ.

    Example:
        >>> import tfcompat as tf
        >>> loss = tf.nn.weighted_cross_entropy_with_logits([1.0, 0.0], [2.0, 2.0], 3.0)
        >>> loss.numpy().round(4)
        array([0.3808, 2.1269], dtype=float32)
    """
    with scopes.scope(name, "logistic_loss") as name:
        logits = convert_to_tensor(logits, name="logits")
        labels = convert_to_tensor(labels, name="labels")
        _check_same_shape("logits", logits, "labels", labels)
        weight = 1 + (pos_weight - 1) * labels
        false = (1 - labels) * logits
        true = weight * (raw.Log1p(raw.Exp(-abs(logits))) + raw.Relu(-logits))
        return raw.AddV2(false, true, name=name)
