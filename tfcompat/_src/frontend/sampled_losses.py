"""Losses over very many classes, of which a few are drawn as examples of what is wrong."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    candidate_samplers,
    casting,
    joining,
    linear_algebra,
    losses,
    reductions,
    scopes,
    slicing,
)


def nce_loss(
    weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None,
    remove_accidental_hits=False, name="nce_loss"
):
    """The noise-contrastive loss: to tell right classes from drawn ones.

    Args:
        weights: a tensor [classes, features], or a list of its parts.
        biases: a tensor [classes].
        labels: an int64 tensor [batch, num_true]: the classes that are right.
        inputs: a tensor [batch, features].
        num_sampled: how many classes are drawn.
        num_classes: how many classes there are.
        num_true: how many classes are right for each example.
        sampled_values: what one of the samplers of `tf.random` returned; drawn from a
            log-uniform distribution by default.
        remove_accidental_hits: whether classes that were drawn and are right do not count.
        name: a name for the operations.

    Returns:
        A tensor [batch].

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> weights, inputs = tf.zeros([5, 3]), tf.ones([2, 3])
        >>> labels = tf.constant([[1], [2]], tf.int64)
        >>> tf.nn.nce_loss(weights, tf.zeros([5]), labels, inputs, 2, 5).shape
        TensorShape([2])
    """
    with scopes.scope(name, "nce_loss"):
        logits, wanted = _logits(
            weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values,
            remove_accidental_hits, None)
        each = losses.sigmoid_cross_entropy_with_logits(labels=wanted, logits=logits)
        return reductions.reduce_sum(each, 1)


def sampled_softmax_loss(
    weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None,
    remove_accidental_hits=True, seed=None, name="sampled_softmax_loss"
):
    """The loss of a softmax over the right classes and some that are drawn.

    Args:
        weights: a tensor [classes, features], or a list of its parts.
        biases: a tensor [classes].
        labels: an int64 tensor [batch, num_true]: the classes that are right.
        inputs: a tensor [batch, features].
        num_sampled: how many classes are drawn.
        num_classes: how many classes there are.
        num_true: how many classes are right for each example.
        sampled_values: what one of the samplers of `tf.random` returned; drawn from a
            log-uniform distribution by default.
        remove_accidental_hits: whether classes that were drawn and are right do not count.
        seed: a seed for drawing; see `tf.random.set_seed`.
        name: a name for the operations.

    Returns:
        A tensor [batch].

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> weights, inputs = tf.zeros([5, 3]), tf.ones([2, 3])
        >>> labels = tf.constant([[1], [2]], tf.int64)
        >>> tf.nn.sampled_softmax_loss(weights, tf.zeros([5]), labels, inputs, 2, 5).shape
        TensorShape([2])
    """
    with scopes.scope(name, "sampled_softmax_loss"):
        logits, wanted = _logits(
            weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values,
            remove_accidental_hits, seed)
        return losses.softmax_cross_entropy_with_logits(
            labels=arrays.stop_gradient(wanted), logits=logits)


def _rows(table, numbers):
    """Return rows of a table by number, which may come in parts."""
    parts = table if isinstance(table, (list, tuple)) else [table]
    return slicing.gather(parts[0] if len(parts) == 1 else joining.concat(parts, 0), numbers)


def _logits(
    weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled, remove, seed
):
    """Return the logits of right and drawn classes, less the logarithms of their frequencies.

    With them comes what they ought to be: 1 / num_true for right classes, 0 for drawn ones.
    """
    labels = casting.cast(convert_to_tensor(labels, name="labels"), dtypes.int64)
    if sampled is None:
        sampled = candidate_samplers.log_uniform_candidate_sampler(
            labels, num_true, num_sampled, True, num_classes, seed=seed)
    drawn, true_count, drawn_count = (arrays.stop_gradient(part) for part in sampled)
    drawn = casting.cast(drawn, dtypes.int64)
    flat = raw.Reshape(labels, [-1])
    numbers = raw.ConcatV2([flat, drawn], 0)
    rows, biases = _rows(weights, numbers), _rows(biases, numbers)
    inputs = convert_to_tensor(inputs)
    count = arrays.shape(flat)[0]
    right = raw.Reshape(rows[:count], raw.Pack([-1, num_true, arrays.shape(rows)[1]]))
    right = reductions.reduce_sum(raw.ExpandDims(inputs, 1) * right, 2)
    right = right + raw.Reshape(biases[:count], [-1, num_true])
    wrong = linear_algebra.matmul(inputs, rows[count:], transpose_b=True) + biases[count:]
    if remove:
        examples, places, weight = candidate_samplers.compute_accidental_hits(
            labels, drawn, num_true)
        at = raw.Pack([casting.cast(examples, dtypes.int64), places], axis=1)
        wrong = wrong + raw.ScatterNd(
            at, casting.cast(weight, wrong.dtype), raw.Shape(wrong, out_type=dtypes.int64))
    right = right - raw.Log(casting.cast(true_count, right.dtype))
    wrong = wrong - raw.Log(casting.cast(drawn_count, wrong.dtype))
    share = raw.OnesLike(right) * convert_to_tensor(1.0 / num_true, right.dtype)
    wanted = raw.ConcatV2([share, raw.ZerosLike(wrong)], 1)
    return raw.ConcatV2([right, wrong], 1), wanted
