"""Losses and decoders of label sequences and uneven pooling with the arguments of TensorFlow 1."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import casting


def ctc_loss(
    labels, inputs=None, sequence_length=None, preprocess_collapse_repeated=False,
    ctc_merge_repeated=True, ignore_longer_outputs_than_inputs=False, time_major=True, logits=None,
):
    """The loss of label sequences; the last class stands for no label.

    Args:
        labels: a `tf.SparseTensor` [n, longest label] of int32.
        inputs: a tensor [steps, n, classes], logits.
        sequence_length: a tensor [n], how many steps count.
        preprocess_collapse_repeated: whether labels that repeat the one before are left out.
        ctc_merge_repeated: whether a class that comes again is the same label.
        ignore_longer_outputs_than_inputs: whether rows with more labels than steps have no loss.
        time_major: False where the logits are [n, steps, classes].
        logits: another name of `inputs`.

    Returns:
        A tensor [n].

    Raises:
        TypeError: the labels are not sparse.
        InvalidArgumentError: a row has more labels than steps.

    Example:
        >>> import tfcompat as tf
        >>> labels = tf.SparseTensor([[0, 0]], [0], [1, 1])
        >>> tf.compat.v1.nn.ctc_loss(labels, tf.zeros([2, 1, 2]), [2]).numpy().round(3)
        array([0.288], dtype=float32)
    """
    if not isinstance(labels, SparseTensor):
        raise TypeError(
            f"Expected argument `labels` to be a SparseTensor. Received labels={labels} of type: "
            f"{type(labels).__name__}"
        )
    inputs = convert_to_tensor(inputs if logits is None else logits, name="logits")
    original = inputs.dtype
    if original in (dtypes.float16, dtypes.bfloat16):
        inputs = casting.cast(inputs, dtypes.float32)
    if not time_major:
        inputs = raw.Transpose(inputs, [1, 0, 2])
    loss = raw.CTCLoss(
        inputs, labels.indices, labels.values, sequence_length,
        preprocess_collapse_repeated=preprocess_collapse_repeated,
        ctc_merge_repeated=ctc_merge_repeated,
        ignore_longer_outputs_than_inputs=ignore_longer_outputs_than_inputs,
    )[0]
    return casting.cast(loss, original)


def ctc_beam_search_decoder(
    inputs, sequence_length, beam_width=100, top_paths=1, merge_repeated=True
):
    """The likeliest labels, searched for with so many beginnings at a time.

    Args:
        inputs: a tensor [steps, n, classes], logits; the last class stands for no label.
        sequence_length: a tensor [n] of int32, how many steps count.
        beam_width: how many beginnings to go on with.
        top_paths: how many labels to return.
        merge_repeated: whether equal labels one after the other become one.

    Returns:
        A list of `top_paths` tensors `tf.SparseTensor` [n, longest label], and a tensor
        [n, top_paths]: the logarithms of their probabilities.

    Raises:
        InvalidArgumentError: the shapes do not fit, or there are fewer labels than asked for.

    Example:
        >>> import tfcompat as tf
        >>> logits = 9.0 * tf.one_hot([[0], [2], [0], [1]], 3)
        >>> decode = tf.compat.v1.nn.ctc_beam_search_decoder
        >>> (labels,), _ = decode(logits, [4], merge_repeated=False)
        >>> tf.sparse.to_dense(labels).numpy()
        array([[0, 0, 1]])
    """
    indices, values, shapes, chances = raw.CTCBeamSearchDecoder(
        inputs, sequence_length, beam_width=beam_width, top_paths=top_paths,
        merge_repeated=merge_repeated,
    )
    found = [SparseTensor(*parts) for parts in zip(indices, values, shapes, strict=True)]
    return found, chances


def fractional_max_pool(
    value, pooling_ratio, pseudo_random=False, overlapping=False, deterministic=False, seed=0,
    seed2=0, name=None,
):
    """The largest elements of windows of uneven sizes.

    Args:
        value: a tensor [n, h, w, c].
        pooling_ratio: four factors, the first and the last 1.
        pseudo_random: whether sizes follow a pattern that begins anywhere, or are shuffled.
        overlapping: whether windows share their last elements.
        deterministic: whether the sizes are those of the seeds.
        seed: a seed.
        seed2: another one.
        name: a name for the operation.

    Returns:
        A tensor [n, h / ratio, w / ratio, c], and where windows of rows and columns begin and end.

    Raises:
        InvalidArgumentError: a factor is below 1, or there are seeds that are not used.

    Example:
        >>> import tfcompat as tf
        >>> pool = tf.compat.v1.nn.fractional_max_pool
        >>> pool(tf.zeros([1, 7, 10, 1]), [1.0, 1.4, 1.4, 1.0])[0].shape
        TensorShape([1, 5, 7, 1])
    """
    return raw.FractionalMaxPool(
        value, pooling_ratio=pooling_ratio, pseudo_random=pseudo_random, overlapping=overlapping,
        deterministic=deterministic, seed=seed, seed2=seed2, name=name,
    )


def fractional_avg_pool(
    value, pooling_ratio, pseudo_random=False, overlapping=False, deterministic=False, seed=0,
    seed2=0, name=None,
):
    """The means of windows of uneven sizes.

    Args:
        value: a tensor [n, h, w, c].
        pooling_ratio: four factors, the first and the last 1.
        pseudo_random: whether sizes follow a pattern that begins anywhere, or are shuffled.
        overlapping: whether windows share their last elements.
        deterministic: whether the sizes are those of the seeds.
        seed: a seed.
        seed2: another one.
        name: a name for the operation.

    Returns:
        A tensor [n, h / ratio, w / ratio, c], and where windows of rows and columns begin and end.

    Raises:
        InvalidArgumentError: a factor is below 1, or there are seeds that are not used.

    Example:
        >>> import tfcompat as tf
        >>> pool = tf.compat.v1.nn.fractional_avg_pool
        >>> pool(tf.zeros([1, 7, 10, 1]), [1.0, 1.4, 1.4, 1.0])[0].shape
        TensorShape([1, 5, 7, 1])
    """
    return raw.FractionalAvgPool(
        value, pooling_ratio=pooling_ratio, pseudo_random=pseudo_random, overlapping=overlapping,
        deterministic=deterministic, seed=seed, seed2=seed2, name=name,
    )


def dilation2d(
    input, filter=None, strides=None, rates=None, padding=None, name=None,  # noqa: A002
    filters=None, dilations=None,
):
    """The largest sums of windows of images and a filter, channel by channel.

    Args:
        input: a tensor [n, h, w, c].
        filter: a tensor [fh, fw, c].
        strides: four steps of the window, the first and the last 1.
        rates: four steps inside of the window, the first and the last 1.
        padding: "SAME" or "VALID".
        name: a name for the operation.
        filters: another name of `filter`.
        dilations: another name of `rates`.

    Returns:
        A tensor [n, oh, ow, c].

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> ones = [1, 1, 1, 1]
        >>> dilate = tf.compat.v1.nn.dilation2d
        >>> dilate(tf.zeros([1, 3, 3, 1]), tf.zeros([2, 2, 1]), ones, ones, "VALID").shape
        TensorShape([1, 2, 2, 1])
    """
    return raw.Dilation2D(
        input, filter if filters is None else filters, strides=strides,
        rates=rates if dilations is None else dilations, padding=padding, name=name,
    )


def erosion2d(value, kernel, strides, rates, padding, name=None):
    """The smallest differences of windows of images and a filter, channel by channel.

    Args:
        value: a tensor [n, h, w, c].
        kernel: a tensor [fh, fw, c].
        strides: four steps of the window, the first and the last 1.
        rates: four steps inside of the window, the first and the last 1.
        padding: "SAME" or "VALID".
        name: a name for the operation.

    Returns:
        A tensor [n, oh, ow, c].

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> ones = [1, 1, 1, 1]
        >>> erode = tf.compat.v1.nn.erosion2d
        >>> erode(tf.zeros([1, 2, 2, 1]), tf.ones([2, 2, 1]), ones, ones, "VALID").numpy().item()
        -1.0
    """
    turned = raw.ReverseV2(convert_to_tensor(kernel), [0, 1])
    dilated = raw.Dilation2D(
        raw.Neg(value), turned, strides=strides, rates=rates, padding=padding
    )
    return raw.Neg(dilated, name=name)
