"""Connectionist temporal classification: the loss of a label under all its alignments.

After A. Graves et al., "Connectionist Temporal Classification" (2006): an alignment gives one
class, or a blank, to each step; blanks, and with `ctc_merge_repeated` repetitions, are left out of
the label it stands for. How labels are found is in `ctc_decoding.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import require, shown, with_rank
from tfcompat._src.ops.sparse import REORDER
from tfcompat._src.registry import op


def _check(inputs, indices, values, lengths):
    require(inputs.ndim == 3, "inputs is not a 3-Tensor")
    require(lengths.ndim == 1, "sequence_length is not a vector")
    require(indices.ndim == 2, "labels_indices is not a matrix")
    require(
        indices.shape[1] > 1,
        f"labels_indices second dimension must be >= 1. Received {indices.shape[1]}",
    )
    require(values.ndim == 1, "labels_values is not a vector")
    steps, rows, classes = inputs.shape
    require(rows != 0, "batch_size must not be 0")
    require(classes < 2**31 - 1, "num_classes cannot exceed max int")
    require(
        lengths.size == rows,
        f"len(sequence_length) != batch_size.  len(sequence_length):  {lengths.size} "
        f"batch_size: {rows}",
    )
    require(
        indices.shape[0] == values.size,
        "labels_indices and labels_values must contain the same number of rows, but saw shapes: "
        f"{shown(indices.shape)} vs. {shown(values.shape)}",
    )
    require(indices.shape[1] == 2, "Order length must be SparseTensor rank.")
    for b, length in enumerate(lengths.tolist()):
        require(length <= steps, f"sequence_length({b}) <= {steps}")


def _by_row(indices, values, rows):
    """Return the labels of each row of the batch, lists of ints."""
    labels, places = [[] for _ in range(rows)], indices.tolist()
    width = max((place for _, place in places), default=-1) + 1
    for i, ((row, place), value) in enumerate(zip(places, values.tolist(), strict=True)):
        here = f"label SparseTensor is not valid: indices[{i}] = [{row},{place}] is"
        require(
            0 <= row < rows and place >= 0,
            f"{here} out of bounds: need 0 <= index < [{rows},{width}]",
        )
        require(not i or places[i - 1] <= [row, place], f"{here} out of order. {REORDER}")
        require(not i or places[i - 1] != [row, place], f"{here} repeated")
        labels[row].append(value)
    return labels


def _label(b, given, classes, blank, collapse):
    """Return the label of one row without what ends it."""
    require(given or not blank, f"Labels length is zero in batch {b}")
    label, ended = [], False
    for i, value in enumerate(given):
        if collapse and i and value == given[i - 1]:
            continue
        if blank and value >= classes - 1:
            ended = True
        elif ended:
            raise InvalidArgumentError(
                "Saw a non-null label (index >= num_classes - 1) following a null label, batch: "
                f"{b} num_classes: {classes} labels: {_joined(given)} labels seen so far: "
                f"{_joined(label)}"
            )
        else:
            label.append(value)
    for value in label:
        require(
            value >= 0,
            f"All labels must be nonnegative integers, batch: {b} labels: {_joined(label)}",
        )
        require(
            value < classes,
            f"No label may be greater than num_classes. num_classes: {classes}, batch: {b} "
            f"labels: {_joined(label)}",
        )
    return label


def _joined(label):
    return ",".join(map(str, label))


def _add_logs(xp, *logs):
    total = logs[0]
    for log in logs[1:]:
        total = xp.logaddexp(total, log)
    return total


def _aligned(xp, logs, targets, skips, stays):
    """Walk the steps of `logs` [steps, targets] forward; return the logs of all prefixes."""
    low = xp.full((1,), -xp.inf)
    now = xp.full((targets,), -xp.inf)
    now[:2] = logs[0, :2]
    kept = [now]
    for row in logs[1:]:
        one = xp.concatenate([low, now[:-1]])
        two = xp.where(skips, xp.concatenate([low, low, now])[: targets], -xp.inf)
        now = _add_logs(xp, xp.where(stays, now, -xp.inf), one, two) + row
        kept.append(now)
    return xp.stack(kept)


def _row(xp, logits, label, blank, merge):
    """Return the loss of one row, a float, and its gradient by the logits [steps, classes]."""
    wide = logits.astype(xp.float64)
    wide = wide - wide.max(-1, keepdims=True)
    logs = wide - xp.log(xp.exp(wide).sum(-1, keepdims=True))
    probabilities = xp.exp(logs)
    if logits.dtype == xp.float32:  # which flushes what is not normal to zero
        logs = xp.where(probabilities < xp.finfo(xp.float32).tiny, -xp.inf, logs)
    targets = [blank]
    for value in label:
        targets += [value, blank]
    places = xp.asarray(targets)
    same = [i > 1 and targets[i] == targets[i - 2] and merge for i in range(len(targets))]
    skips = xp.asarray(
        [i > 1 and t != blank and not s for i, (t, s) in enumerate(zip(targets, same, strict=True))]
    )
    stays = xp.asarray([merge or t == blank for t in targets])
    steps = logs[:, places]
    forward = _aligned(xp, steps, len(targets), skips, stays)
    # Backwards the same walk: a step over two leads to where it led from.
    turned = xp.concatenate([xp.zeros((min(2, skips.size),), bool), skips[::-1][:-2]])
    backward = _aligned(xp, steps[::-1, ::-1], len(targets), turned, stays[::-1])[::-1, ::-1]
    total = _add_logs(xp, *forward[-1, -2:])
    if bool(total == -xp.inf):
        return xp.inf, probabilities
    shares = xp.exp(forward + backward - steps - total)
    hits = (places[:, None] == xp.arange(logs.shape[1])).astype(xp.float64)
    return -float(total), probabilities - xp.matmul(shares, hits)


def _losses(xp, inputs, labels, lengths, blank, collapse, merge, ignore):
    steps, rows, classes = inputs.shape
    losses, slopes = [], []
    for b, length in enumerate(lengths.tolist()):
        require(length >= 0, f"seq_len({b}) < 0")
    for b, (given, length) in enumerate(zip(labels, lengths.tolist(), strict=True)):
        loss, slope = 0.0, xp.zeros((0, classes))
        label = _label(b, given, classes, blank, collapse)
        require(
            ignore or len(given) <= length,
            f"Not enough time for target transition sequence (required: {len(given)}, available: "
            f"{length}){b}You can turn this error into a warning by using the flag "
            "ignore_longer_outputs_than_inputs",
        )
        if 0 < length >= len(given):
            loss, slope = _row(xp, inputs[:length, b], label, blank, merge)
        losses.append(loss)
        rest = xp.zeros((steps - slope.shape[0], classes))
        slopes.append(xp.concatenate([slope, rest]).astype(inputs.dtype))
    return xp.asarray(losses, inputs.dtype), xp.stack(slopes, 1)


@op("""
    CTCLoss(inputs: T, labels_indices: int64, labels_values: int32,
        sequence_length: int32) -> loss: T, gradient: T
        preprocess_collapse_repeated: bool = false
        ctc_merge_repeated: bool = true
        ignore_longer_outputs_than_inputs: bool = false
        T: {float, double} = float
""", host=("labels_indices", "labels_values", "sequence_length"))
def ctc_loss(
    xp, inputs, labels_indices, labels_values, sequence_length, *,
    preprocess_collapse_repeated, ctc_merge_repeated, ignore_longer_outputs_than_inputs,
):
    """Take the loss of labels and its gradient; the last class is the blank.

    A label of blanks alone has the loss of the one alignment there is, blanks at all steps.
    TensorFlow writes behind the end of its arrays there: its losses are others, and it may crash.

    Shapes:
        inputs: [steps, n, classes]
        labels_indices: [labels, 2], row of the batch and place, of a sparse [n, longest label]
        labels_values: [labels]
        sequence_length: [n], how many steps count
        loss: [n]
        gradient: [steps, n, classes]
    Errors:
        InvalidArgumentError: the shapes do not fit, a label ends and goes on, or is longer than
            the steps that count.
    Source: tf.raw_ops.CTCLoss
    """
    _check(inputs, labels_indices, labels_values, sequence_length)
    labels = _by_row(labels_indices, labels_values, inputs.shape[1])
    return _losses(
        xp, inputs, labels, sequence_length, inputs.shape[2] - 1, preprocess_collapse_repeated,
        ctc_merge_repeated, ignore_longer_outputs_than_inputs,
    )


def _loss_shape(c):
    inputs = with_rank(c["inputs"], 3)
    with_rank(c["labels_indices"], 2)
    rows = with_rank(c["labels_values"], 1)[0]
    if None not in (rows, c["labels_indices"][0]) and rows != c["labels_indices"][0]:
        raise ValueError(
            f"Dimensions must be equal, but are {c['labels_indices'][0]} and {rows}"
        )
    length, n = with_rank(c["sequence_length"], 1)[0], inputs[1]
    if None not in (length, n) and length != n:
        raise ValueError(f"Dimensions must be equal, but are {n} and {length}")
    n = length if n is None else n
    return [TensorShape([n]), TensorShape([inputs[0], n, inputs[2]])]


def _loss_gradient(op, dy, _):
    slope = op.outputs[1]
    scale = raw.Reshape(dy, raw.ConcatV2([[1], raw.Shape(dy), [1]], 0))
    # As in TensorFlow the gradient itself cannot be differentiated.
    slope = raw.PreventGradient(
        slope,
        message="Currently there is no way to take the second  derivative of ctc_loss due to the "
        "fused implementation's interaction  with tf.gradients()",
    )
    return [raw.Mul(scale, slope), None, None, None]


ctc_loss.shape(_loss_shape)
ctc_loss.gradient(_loss_gradient)


@op("""
    CTCLossV2(inputs: float, labels_indices: int64, labels_values: int32,
        sequence_length: int32) -> loss: float, gradient: float
        preprocess_collapse_repeated: bool = false
        ctc_merge_repeated: bool = true
        ignore_longer_outputs_than_inputs: bool = false
""", host=("labels_indices", "labels_values", "sequence_length"))
def ctc_loss_v2(
    xp, inputs, labels_indices, labels_values, sequence_length, *,
    preprocess_collapse_repeated, ctc_merge_repeated, ignore_longer_outputs_than_inputs,
):
    """Take the loss of labels and its gradient; class 0 is the blank, and labels may be empty.

    Shapes:
        inputs: [steps, n, classes]
        labels_indices: [labels, 2], row of the batch and place, of a sparse [n, longest label]
        labels_values: [labels]
        sequence_length: [n], how many steps count
        loss: [n]
        gradient: [steps, n, classes]
    Errors:
        InvalidArgumentError: the shapes do not fit, a label ends and goes on, or is longer than
            the steps that count.
    Source: tf.raw_ops.CTCLossV2, which TensorFlow runs on GPUs only
    """
    _check(inputs, labels_indices, labels_values, sequence_length)
    labels = _by_row(labels_indices, labels_values, inputs.shape[1])
    return _losses(
        xp, inputs, labels, sequence_length, 0, preprocess_collapse_repeated,
        ctc_merge_repeated, ignore_longer_outputs_than_inputs,
    )


ctc_loss_v2.shape(_loss_shape)
ctc_loss_v2.gradient(_loss_gradient)
