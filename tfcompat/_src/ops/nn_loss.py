"""Classification losses and measures: the two softmax cross entropies, InTopK."""

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, nn_softmax
from tfcompat._src.registry import op, shape_functions


@op("""
    SoftmaxCrossEntropyWithLogits(features: T, labels: T) -> loss: T, backprop: T
        T: {half, bfloat16, float, double}
""")
def softmax_cross_entropy_with_logits(xp, features, labels):
    """Return the cross entropy of label distributions, and its gradient by the logits.

    Shapes:
        features: [n, c]; broadcast with labels
        labels: [n, c], one distribution per row
        loss: [n]
        backprop: [n, c]
    Errors:
        InvalidArgumentError: the shapes do not broadcast to a matrix.
    Source: tf.raw_ops.SoftmaxCrossEntropyWithLogits
    """
    try:
        shape = xp.broadcast_shapes(features.shape, labels.shape)
    except ValueError:
        raise errors.InvalidArgumentError(
            "logits and labels must be broadcastable: "
            f"logits_size={checks.shown(features.shape)} "
            f"labels_size={checks.shown(labels.shape)}"
        ) from None
    if len(shape) != 2:
        raise errors.InvalidArgumentError(
            "logits and labels must be either 2-dimensional, or broadcasted to be 2-dimensional"
        )
    dtype = features.dtype
    logits = xp.broadcast_to(nn_softmax.widened(xp, features), shape)
    labels = xp.broadcast_to(nn_softmax.widened(xp, labels), shape)
    logits = nn_softmax.shifted(xp, logits)
    exponentials = xp.exp(logits)
    total = nn_softmax.row_sums(xp, exponentials)
    loss = (labels * (xp.log(total) - logits)).sum(axis=-1)
    exponentials /= total
    exponentials -= labels
    return loss.astype(dtype, copy=False), exponentials.astype(dtype, copy=False)


@softmax_cross_entropy_with_logits.shape
def softmax_cross_entropy_with_logits_shape(c):
    features, labels = c["features"], c["labels"]
    shape = shape_functions.broadcast_shapes(features, labels)
    if shape.rank is None and 2 in (features.rank, labels.rank):
        known = features if features.rank == 2 else labels
        shape = TensorShape([None if size == 1 else size for size in known.as_list()])
    if shape.rank not in (2, None):
        raise ValueError(f"Shape must be broadcasted with rank 2, but is rank {shape.rank}")
    shape = checks.with_rank(shape, 2)
    return [TensorShape([shape[0]]), shape]


@softmax_cross_entropy_with_logits.gradient(sparse=True)
def softmax_cross_entropy_with_logits_gradient(op, d_loss, d_backprop):
    d_loss, d_features = _by_features(op, d_loss, d_backprop)
    d_labels = None
    if op.needs(1):
        d_labels = raw.Mul(d_loss, raw.Neg(raw.LogSoftmax(op.inputs[0])))
    return [d_features, d_labels]


def _by_features(op, d_loss, d_backprop):
    """Return the gradient of the losses as a column, and that of the features.

    The second output is itself the derivative of the losses; what comes back through it is of
    second order.
    """
    loss, backprop = op.outputs
    column = raw.ExpandDims(raw.ZerosLike(loss) if d_loss is None else d_loss, -1)
    d_features = raw.Mul(column, backprop)
    if d_backprop is not None:
        softmax = raw.Softmax(op.inputs[0])
        total = raw.Sum(raw.Mul(d_backprop, softmax), [1], keep_dims=True)
        d_features = raw.AddV2(d_features, raw.Mul(raw.Sub(d_backprop, total), softmax))
    return column, d_features


@op("""
    SparseSoftmaxCrossEntropyWithLogits(features: T, labels: Tlabels) -> loss: T, backprop: T
        T: {half, bfloat16, float, double}
        Tlabels: {int32, int64} = int64
""")
def sparse_softmax_cross_entropy_with_logits(xp, features, labels):
    """Return the cross entropy of one label per row, and its gradient by the logits.

    Shapes:
        features: [n, c]
        labels: [n], each in [0, c)
        loss: [n]
        backprop: [n, c]
    Errors:
        InvalidArgumentError: the shapes do not fit, or a label is out of range.
    Source: tf.raw_ops.SparseSoftmaxCrossEntropyWithLogits
    """
    _check_sparse(features, labels)
    dtype = features.dtype
    result = nn_softmax.shifted(xp, nn_softmax.widened(xp, features))
    rows = xp.arange(result.shape[0])
    chosen = result[rows, labels]
    xp.exp(result, out=result)
    total = nn_softmax.row_sums(xp, result)
    loss = xp.log(total[:, 0]) - chosen
    result /= total
    result[rows, labels] -= 1
    return loss.astype(dtype, copy=False), result.astype(dtype, copy=False)


def _check_sparse(features, labels):
    shown, invalid = checks.shown, errors.InvalidArgumentError
    if features.ndim != 2:
        raise invalid(f"logits must be 2-D, but got shape {shown(features.shape)}")
    if labels.ndim != 1:
        raise invalid(f"labels must be 1-D, but got shape {shown(labels.shape)}")
    if features.shape[0] != labels.shape[0]:
        raise invalid(
            "logits and labels must have the same first dimension, got logits shape "
            f"{shown(features.shape)} and labels shape {shown(labels.shape)}"
        )
    classes = features.shape[1]
    if not classes:
        raise invalid(f"Must have at least one class, but got logits shape {shown(features.shape)}")
    wrong = (labels < 0) | (labels >= classes)
    if wrong.any():
        value = int(labels.min() if labels.min() < 0 else labels.max())
        raise invalid(
            f"Received a label value of {value} which is outside the valid range of "
            f"[0, {classes}).  Label values: {' '.join(str(int(label)) for label in labels)}"
        )


@sparse_softmax_cross_entropy_with_logits.shape
def sparse_softmax_cross_entropy_with_logits_shape(c):
    features = checks.with_rank(c["features"], 2)
    labels = checks.with_rank(c["labels"], 1)
    rows = checks.merge_size(features[0], labels[0])
    return [TensorShape([rows]), TensorShape([rows, features[1]])]


@sparse_softmax_cross_entropy_with_logits.gradient(sparse=True)
def sparse_softmax_cross_entropy_with_logits_gradient(op, d_loss, d_backprop):
    return [_by_features(op, d_loss, d_backprop)[1], None]


@op("""
    InTopK(predictions: float, targets: T) -> precision: bool
        k: int
        T: {int32, int64} = int32
""")
def in_top_k(xp, predictions, targets, *, k):
    """Say for every row whether the target is among the `k` largest predictions.

    Ties at the border all count as inside; a target out of range or a prediction that is not
    finite never does.

    Shapes:
        predictions: [n, c]
        targets: [n]
        precision: [n]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.InTopK
    """
    return _in_top_k(xp, predictions, targets, k)


@op("""
    InTopKV2(predictions: float, targets: T, k: T) -> precision: bool
        T: {int32, int64} = int32
""")
def in_top_k_v2(xp, predictions, targets, k):
    """Say for every row whether the target is among the `k` largest predictions.

    Shapes:
        predictions: [n, c]
        targets: [n]
        k: a scalar
        precision: [n]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.InTopKV2
    """
    if k.ndim:
        raise errors.InvalidArgumentError(f"k must be 0-D, got shape {checks.shown(k.shape)}")
    return _in_top_k(xp, predictions, targets, int(k))


def _in_top_k(xp, predictions, targets, k):
    checks.require(predictions.ndim == 2, "predictions must be 2-dimensional")
    checks.require(targets.ndim == 1, "targets must be 1-dimensional")
    rows, classes = predictions.shape
    if rows != targets.shape[0]:
        raise errors.InvalidArgumentError(
            f"First dimension of predictions {rows} must match length of targets {targets.shape[0]}"
        )
    if not classes:
        return xp.zeros((rows,), bool)
    inside = (targets >= 0) & (targets < classes)
    chosen = predictions[xp.arange(rows), xp.where(inside, targets, 0)]
    better = (predictions > chosen[:, None]).sum(axis=1)
    # One prediction that is not finite spoils its whole row.
    return inside & xp.isfinite(predictions).all(axis=1) & (better < k)


@in_top_k.shape
@in_top_k_v2.shape
def in_top_k_shape(c):
    predictions = checks.with_rank(c["predictions"], 2)
    targets = checks.with_rank(c["targets"], 1)
    return [TensorShape([checks.merge_size(predictions[0], targets[0])])]
