"""tf.compat.v1.summary: summaries as tensors, fetched by sessions and handed to a FileWriter.

Writers are in `event_writers.py`. Where TensorFlow 2 is at work and `tf.summary` has a writer and
a step, the functions write there at once, as `tf.summary` does, and return an empty summary.
"""

import contextlib
import re

from tfcompat._src.base import dtypes, logs
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import summaries, summary_writers
from tfcompat._src.v1.collections import GraphKeys, add_to_collections, get_collection
from tfcompat._src.wire import messages

_BAD_CHARACTERS = re.compile(r"[^-/\w\.]")


def _clean(name):
    """Return a name that may be one of nodes."""
    if name is None:
        return None
    clean = _BAD_CHARACTERS.sub("_", name).lstrip("/")
    if clean != name:
        logs.get_logger().info("Summary name %s is illegal; using %s instead.", name, clean)
    return clean


@contextlib.contextmanager
def _scope(name, family, default):
    """Yield the tag of a summary and the name of its node."""
    name, family = _clean(name), _clean(family)
    base = name if family is None else f"{family}/{name}"
    with name_scopes.name_scope(base or default) as scope:
        tag = scope.rstrip("/")
        yield (tag if family is None else f"{family}/{tag}"), scope


def _collect(summary, collections):
    if not context.executing_eagerly():
        add_to_collections([GraphKeys.SUMMARIES] if collections is None else collections, summary)
    return summary


def _written_now():
    """Say whether `tf.summary` is to write at once."""
    return (context.executing_eagerly() and summary_writers.has_default_writer()
            and summary_writers.get_step() is not None)


def scalar(name, tensor, collections=None, family=None):
    """Tell of a number.

    Args:
        name: a name for the node, and its tag together with the name scopes it is in.
        tensor: a real scalar.
        collections: names of the collections of the graph to add the summary to.
        family: what the tag begins with, to be shown together with others.

    Returns:
        A string tensor, a serialized Summary.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.compat.v1.summary.scalar("loss", 0.5).numpy()
        >>> tf.compat.v1.Summary.FromString(data).value[0].simple_value
        0.5
    """
    if _written_now():
        summaries.scalar(name if family is None else f"{family}/{name}", tensor)
        return constant(b"")
    with _scope(name, family, "Summary") as (tag, scope):
        return _collect(raw.ScalarSummary(tag, tensor, name=scope), collections)


def histogram(name, values, collections=None, family=None):
    """Tell how numbers are distributed.

    Args:
        name: a name for the node, and its tag together with the name scopes it is in.
        values: real numbers of any shape.
        collections: names of the collections of the graph to add the summary to.
        family: what the tag begins with.

    Returns:
        A string tensor, a serialized Summary.

    Raises:
        InvalidArgumentError: a number is none or infinite.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.compat.v1.summary.histogram("weights", [1.0, 2.0]).numpy()
        >>> tf.compat.v1.Summary.FromString(data).value[0].histo.sum
        3.0
    """
    if _written_now():
        summaries.histogram(name if family is None else f"{family}/{name}", values)
        return constant(b"")
    with _scope(name, family, "HistogramSummary") as (tag, scope):
        return _collect(raw.HistogramSummary(tag, values, name=scope), collections)


def image(name, tensor, max_outputs=3, collections=None, family=None):
    """Tell of pictures.

    Args:
        name: a name for the node, and its tag together with the name scopes it is in.
        tensor: pictures [n, height, width, channels], uint8 or float32.
        max_outputs: how many are told of at most.
        collections: names of the collections of the graph to add the summary to.
        family: what the tag begins with.

    Returns:
        A string tensor, a serialized Summary.

    Raises:
        InvalidArgumentError: these are no pictures.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.compat.v1.summary.image("noise", tf.ones([1, 2, 2, 3])).numpy()
        >>> tf.compat.v1.Summary.FromString(data).value[0].tag
        'noise/image/0'
    """
    if _written_now():
        summaries.image(
            name if family is None else f"{family}/{name}", tensor, max_outputs=max_outputs
        )
        return constant(b"")
    with _scope(name, family, "ImageSummary") as (tag, scope):
        return _collect(
            raw.ImageSummary(tag, tensor, max_images=max_outputs, name=scope), collections
        )


def audio(name, tensor, sample_rate, max_outputs=3, collections=None, family=None):
    """Tell of sounds.

    Args:
        name: a name for the node, and its tag together with the name scopes it is in.
        tensor: float32 sounds [n, frames] or [n, frames, channels], from -1 to 1.
        sample_rate: samples a second.
        max_outputs: how many are told of at most.
        collections: names of the collections of the graph to add the summary to.
        family: what the tag begins with.

    Returns:
        A string tensor, a serialized Summary.

    Raises:
        InvalidArgumentError: these are no sounds.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.compat.v1.summary.audio("noise", tf.zeros([1, 10]), 8000).numpy()
        >>> tf.compat.v1.Summary.FromString(data).value[0].audio.length_frames
        10
    """
    if _written_now():
        whole = f"{family}/{name}" if family is not None else name
        summaries.audio(whole, tensor, sample_rate, max_outputs=max_outputs)
        return constant(b"")
    with _scope(name, family, "AudioSummary") as (tag, scope):
        rate = convert_to_tensor(sample_rate, dtypes.float32, name="sample_rate")
        return _collect(
            raw.AudioSummaryV2(tag, tensor, rate, max_outputs=max_outputs, name=scope),
            collections,
        )


def tensor_summary(
    name, tensor, summary_description=None, collections=None, summary_metadata=None, family=None,
    display_name=None,
):
    """Tell of a tensor.

    Args:
        name: a name for the node, and its tag together with the name scopes it is in.
        tensor: the tensor.
        summary_description: a text about it.
        collections: names of the collections of the graph to add the summary to.
        summary_metadata: a SummaryMetadata message that says how to show it.
        family: what the tag begins with.
        display_name: what to call it.

    Returns:
        A string tensor, a serialized Summary.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.compat.v1.summary.tensor_summary("numbers", [1, 2]).numpy()
        >>> tf.make_ndarray(tf.compat.v1.Summary.FromString(data).value[0].tensor)
        array([1, 2], dtype=int32)
    """
    metadata = messages.SummaryMetadata()
    if summary_metadata is not None:
        metadata.ParseFromString(summary_metadata.SerializeToString())
    if summary_description is not None:
        metadata.summary_description = summary_description
    if display_name is not None:
        metadata.display_name = display_name
    with _scope(name, family, "TensorSummary") as (tag, scope):
        return _collect(
            raw.TensorSummaryV2(tag, tensor, metadata.SerializeToString(), name=scope), collections
        )


def text(name, tensor, collections=None):
    """Tell of words.

    Args:
        name: a name for the node, and its tag together with the name scopes it is in.
        tensor: a string tensor.
        collections: names of the collections of the graph to add the summary to.

    Returns:
        A string tensor, a serialized Summary.

    Raises:
        ValueError: these are no strings.

    Example:
        >>> import tfcompat as tf
        >>> data = tf.compat.v1.summary.text("notes", tf.constant("first run")).numpy()
        >>> tf.compat.v1.Summary.FromString(data).value[0].tensor.string_val[0]
        b'first run'
    """
    if tensor.dtype != dtypes.string:
        raise ValueError(f"Expected tensor {tensor.name} to have dtype string, got {tensor.dtype}")
    metadata = messages.SummaryMetadata()
    metadata.plugin_data.plugin_name = "text"
    return tensor_summary(name, tensor, summary_metadata=metadata, collections=collections)


def merge(inputs, collections=None, name=None):
    """Put several summaries into one.

    Args:
        inputs: list of string tensors, serialized summaries.
        collections: names of the collections of the graph to add it to; none for None.
        name: a name for the operation.

    Returns:
        A string tensor, a serialized Summary.

    Raises:
        RuntimeError: TensorFlow 2 is at work.
        InvalidArgumentError: two have the same tag.

    Example:
        >>> import tfcompat as tf
        >>> v1 = tf.compat.v1
        >>> with tf.Graph().as_default(), v1.Session() as session:
        ...     both = v1.summary.merge([v1.summary.scalar("a", 1), v1.summary.scalar("b", 2)])
        ...     len(v1.Summary.FromString(session.run(both)).value)
        2
    """
    if context.executing_eagerly():
        raise RuntimeError(
            "Merging tf.summary.* ops is not compatible with eager execution. Use "
            "tf.contrib.summary instead."
        )
    with name_scopes.name_scope(_clean(name) or "Merge"):
        merged = raw.MergeSummary(list(inputs))
    return _collect(merged, [] if collections is None else collections)


def merge_all(key=GraphKeys.SUMMARIES, scope=None, name=None):
    """Put all summaries of a graph into one.

    Args:
        key: the collection they are in.
        scope: a regular expression that their names match, or None for all.
        name: a name for the operation.

    Returns:
        A string tensor, a serialized Summary; None where there are no summaries.

    Raises:
        RuntimeError: TensorFlow 2 is at work.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.summary.merge_all() is None
        True
    """
    if context.executing_eagerly():
        raise RuntimeError(
            "Merging tf.summary.* ops is not compatible with eager execution. Use "
            "tf.contrib.summary instead."
        )
    found = get_collection(key, scope=scope)
    return merge(found, name=name) if found else None


def all_v2_summary_ops():
    """Return what `tf.summary` added to the graph at hand; None when there is no graph.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.summary.all_v2_summary_ops() is None
        True
    """
    if context.executing_eagerly():
        return None
    return get_collection(summary_writers.COLLECTION)


def get_summary_description(node_def):
    """Return the SummaryDescription message that a node of a TensorSummary has in its attributes.

    Args:
        node_def: a NodeDef.

    Raises:
        ValueError: it is of another op.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.summary.get_summary_description(tf.compat.v1.NodeDef(op="Add"))
        Traceback (most recent call last):
            ...
        ValueError: Can't get_summary_description on Add
    """
    if node_def.op != "TensorSummary":
        raise ValueError(f"Can't get_summary_description on {node_def.op}")
    from google.protobuf import json_format

    found = messages.SummaryDescription()
    written = node_def.attr["description"].s.decode()
    return json_format.Parse(written, found) if written else found
