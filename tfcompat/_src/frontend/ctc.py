"""Connectionist temporal classification: losses and decoders of sequences without alignment."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, casting, creation, reductions, scopes


def ctc_loss(
    labels, logits, label_length, logit_length, logits_time_major=True, unique=None,
    blank_index=None, name=None
):
    """The negative logarithms of the probabilities of label sequences, however they are aligned.

    Args:
        labels: an integer tensor [batch, most labels], or a SparseTensor.
        logits: a tensor [steps, batch, classes], or [batch, steps, classes].
        label_length: an integer tensor [batch]: how many labels count; None for sparse labels.
        logit_length: an integer tensor [batch]: how many steps count.
        logits_time_major: whether the steps come first.
        unique: accepted for compatibility: `tf.nn.ctc_unique_labels(labels)`.
        blank_index: the class that stands for no label, from the end where negative; 0 by
            default, to be given for sparse labels.
        name: a name for the operation.

    Returns:
        A tensor [batch]; infinite where there are fewer steps than the labels need.

    Raises:
        ValueError: there is no `blank_index` for sparse labels.
        InvalidArgumentError: sparse labels need more steps than there are.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.ctc_loss([[1]], tf.zeros([2, 1, 2]), [1], [2]).numpy().round(3)
        array([0.288], dtype=float32)
    """
    logits = convert_to_tensor(logits, name="logits")
    if logits.dtype in (dtypes.float16, dtypes.bfloat16):
        loss = ctc_loss(
            labels, casting.cast(logits, dtypes.float32), label_length, logit_length,
            logits_time_major, unique, blank_index, name)
        return casting.cast(loss, logits.dtype)
    is_sparse = isinstance(labels, SparseTensor)
    if is_sparse and blank_index is None:
        raise ValueError(
            "Argument `blank_index` must be provided when `labels` is a `SparseTensor`.")
    with scopes.scope(name, "ctc_loss"):
        if not logits_time_major:
            logits = raw.Transpose(logits, [1, 0, 2])
        logit_length = casting.cast(logit_length, dtypes.int32)
        classes = logits.shape[-1]
        classes = arrays.shape(logits)[-1] if classes is None else classes
        blank = 0 if blank_index is None else blank_index
        blank = blank + classes if blank < 0 else blank
        logits = raw.ConcatV2(
            [logits[:, :, :blank], logits[:, :, blank + 1 :], logits[:, :, blank : blank + 1]], 2)
        if is_sparse:
            return raw.CTCLoss(
                logits, labels.indices, _without_blank(labels.values, blank), logit_length)[0]
        labels = convert_to_tensor(labels, name="labels")
        label_length = casting.cast(label_length, dtypes.int32)
        return _dense_loss(labels, logits, label_length, logit_length, blank)


def _without_blank(values, blank):
    """Number labels as if the blank were the last class."""
    values = casting.cast(values, dtypes.int32)
    return raw.SelectV2(raw.Less(values, blank), values, values - 1)


def _dense_loss(labels, logits, label_length, logit_length, blank):
    """Return the loss of rows of labels; where there are too few steps it is infinite."""
    counts = creation.sequence_mask(label_length, arrays.shape(labels)[1])
    places = raw.Where(counts)
    values = _without_blank(raw.GatherNd(labels, places), blank)
    if logits.dtype == dtypes.float32:  # with the blank first, rows may be without labels
        loss = raw.CTCLossV2(
            raw.Roll(logits, 1, 2), places, values + 1, logit_length,
            ignore_longer_outputs_than_inputs=True)[0]
    else:
        loss = raw.CTCLoss(
            logits, places, values, logit_length, ignore_longer_outputs_than_inputs=True)[0]
    # Equal neighbours need a blank between them.
    repeated = raw.LogicalAnd(raw.Equal(labels[:, 1:], labels[:, :-1]), counts[:, 1:])
    needed = label_length + reductions.reduce_sum(casting.cast(repeated, dtypes.int32), 1)
    return raw.SelectV2(
        raw.Greater(needed, logit_length), convert_to_tensor(float("inf"), loss.dtype), loss)


def ctc_unique_labels(labels, name=None):
    """The different labels of each row, and which of them each label is.

    Args:
        labels: an integer tensor [batch, n].
        name: a name for the operation.

    Returns:
        Two tensors [batch, n]: the labels, int64, with zeros at the end, and int32 places.

    Raises:
        ValueError: the rank is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.ctc_unique_labels([[3, 4, 4, 3]])[0].numpy()
        array([[3, 4, 0, 0]])
    """
    with scopes.scope(name, "ctc_unique_labels"):
        labels = convert_to_tensor(labels, name="labels")
        labels.shape.assert_has_rank(2)
        same = raw.Equal(raw.ExpandDims(labels, 2), raw.ExpandDims(labels, 1))
        # first[b, i]: the first place with the label of place i; fresh: whether that is i itself.
        first = raw.ArgMax(casting.cast(same, dtypes.int32), 2, output_type=dtypes.int32)
        count = arrays.shape(labels)[1]
        fresh = casting.cast(raw.Equal(first, creation.range(count)), dtypes.int32)
        number = raw.Cumsum(fresh, 1) - 1
        places = raw.BatchMatMulV2(  # the number of the first place, row by row
            creation.one_hot(first, count, dtype=dtypes.int32),
            raw.ExpandDims(number, 2))[:, :, 0]
        wanted = raw.Equal(raw.ExpandDims(places, 1), raw.ExpandDims(creation.range(count), 1))
        chosen = raw.LogicalAnd(wanted, raw.Cast(raw.ExpandDims(fresh, 1), DstT=dtypes.bool))
        values = casting.cast(raw.ExpandDims(labels, 1), dtypes.int64)
        unique = reductions.reduce_sum(casting.cast(chosen, dtypes.int64) * values, 2)
        return [unique, places]


def collapse_repeated(labels, seq_length, name=None):
    """Rows of labels, of which equal neighbours become one.

    Args:
        labels: a tensor [batch, n].
        seq_length: an integer tensor [batch]: how many labels of each row count.
        name: a name for the operation.

    Returns:
        A tensor [batch, longest], with zeros at the end, and the int32 lengths of the rows.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.collapse_repeated([[1, 1, 2, 2, 1]], [5])[0].numpy()
        array([[1, 2, 1]], dtype=int32)
    """
    with scopes.scope(name, "collapse_repeated_labels"):
        labels = convert_to_tensor(labels, name="labels")
        seq_length = convert_to_tensor(seq_length, name="seq_length")
        count = arrays.shape(labels)[1]
        first = raw.OnesLike(casting.cast(labels[:, :1], dtypes.bool))
        differs = raw.ConcatV2([first, raw.NotEqual(labels[:, 1:], labels[:, :-1])], 1)
        kept = raw.LogicalAnd(differs, creation.sequence_mask(seq_length, count))
        lengths = reductions.reduce_sum(casting.cast(kept, dtypes.int32), 1)
        longest = reductions.reduce_max(lengths)
        places = raw.Where(creation.sequence_mask(lengths, longest))
        values = raw.GatherNd(labels, raw.Where(kept))
        shape = raw.Pack([casting.cast(arrays.shape(labels)[0], dtypes.int64),
                          casting.cast(longest, dtypes.int64)])
        return raw.ScatterNd(places, values, shape), lengths


def ctc_greedy_decoder(inputs, sequence_length, merge_repeated=True, blank_index=None):
    """The labels of the likeliest class of every step.

    Args:
        inputs: logits, a tensor [steps, batch, classes].
        sequence_length: an int32 tensor [batch]: how many steps count.
        merge_repeated: whether equal neighbours become one label.
        blank_index: the class that stands for no label; the last one by default.

    Returns:
        A list of one SparseTensor of labels, and a tensor [batch, 1] of negated sums of logits.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> decoded, _ = tf.nn.ctc_greedy_decoder(tf.one_hot([[0], [2], [1]], 3), [3])
        >>> decoded[0].values.numpy()
        array([0, 1])
    """
    indices, values, shape, score = raw.CTCGreedyDecoder(
        inputs, sequence_length, merge_repeated=merge_repeated,
        blank_index=-1 if blank_index is None else blank_index)
    return [SparseTensor(indices, values, shape)], score


def ctc_beam_search_decoder(inputs, sequence_length, beam_width=100, top_paths=1):
    """The likeliest sequences of labels, as far as a beam of some width sees.

    Args:
        inputs: logits, a tensor [steps, batch, classes]; the last class is the blank.
        sequence_length: an int32 tensor [batch]: how many steps count.
        beam_width: how many beginnings are followed.
        top_paths: how many sequences are returned, at most `beam_width`.

    Returns:
        A list of SparseTensors of labels, and a tensor [batch, top_paths] of their logarithms of
        probabilities.

    Raises:
        InvalidArgumentError: the shapes do not fit, or the beam is too narrow.

    Example:
        >>> import tfcompat as tf
        >>> logits = 5.0 * tf.one_hot([[0], [2], [1]], 3)
        >>> decoded, _ = tf.nn.ctc_beam_search_decoder(logits, [3])
        >>> decoded[0].values.numpy()
        array([0, 1])
    """
    indices, values, shapes, score = raw.CTCBeamSearchDecoder(
        inputs, sequence_length, beam_width=beam_width, top_paths=top_paths,
        merge_repeated=False)
    found = zip(indices, values, shapes, strict=True)
    return [SparseTensor(*parts) for parts in found], score
