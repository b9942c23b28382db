"""tf.summary: numbers, words, distributions, pictures and sounds, written for TensorBoard.

Who writes them, and when, is in `summary_writers.py`. What TensorBoard's plugins want to find is a
fact of their file formats.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays,
    casting,
    creation,
    functional_loops,
    image_files,
    joining,
    reductions,
    segments,
    static_checks,
)
from tfcompat._src.frontend.control_flow import cond
from tfcompat._src.frontend.image_colors import convert_image_dtype
from tfcompat._src.frontend.summary_writers import summary_scope, write
from tfcompat._src.wire import messages

_BUCKETS = 30


def _metadata(plugin, description):
    found = messages.SummaryMetadata(summary_description=description or "")
    found.plugin_data.plugin_name = plugin
    return found


def scalar(name, data, step=None, description=None):
    """Write a number.

    Args:
        name: the name, its tag together with the name scopes it is in.
        data: a scalar that can be a float32.
        step: the step, by default the one in force.
        description: a text to show beside it.

    Returns:
        A bool tensor: whether it was written.

    Raises:
        ValueError: it is no scalar, or there is no step.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default(step=1):
        ...     tf.summary.scalar("loss", 0.345)
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    with summary_scope(name, "scalar_summary") as (tag, _):
        static_checks.assert_scalar(data)
        return write(
            tag, casting.cast(data, dtypes.float32), step, _metadata("scalars", description)
        )


def text(name, data, step=None, description=None):
    """Write words, which are shown as Markdown; matrices are tables.

    Args:
        name: the name, its tag together with the name scopes it is in.
        data: strings.
        step: the step, by default the one in force.
        description: a text to show beside it.

    Returns:
        A bool tensor: whether it was written.

    Raises:
        TypeError: these are no strings.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default(step=1):
        ...     tf.summary.text("notes", "**first** run")
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    with summary_scope(name, "text_summary") as (tag, _):
        data = convert_to_tensor(data)
        static_checks.assert_type(data, dtypes.string)
        return write(tag, data, step, _metadata("text", description))


def histogram(name, data, step=None, buckets=None, description=None):
    """Write how numbers are distributed.

    Args:
        name: the name, its tag together with the name scopes it is in.
        data: numbers of any shape.
        step: the step, by default the one in force.
        buckets: how many buckets there are, 30 for None.
        description: a text to show beside it.

    Returns:
        A bool tensor: whether it was written.

    Raises:
        ValueError: there is a writer, but no step.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default(step=1):
        ...     tf.summary.histogram("weights", tf.random.normal([100]))
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    count = _BUCKETS if buckets is None else buckets
    with summary_scope(name, "histogram_summary") as (tag, _):
        return write(
            tag, lambda: _buckets(data, count), step, _metadata("histograms", description)
        )


def _buckets(data, count):
    """Return the limits of buckets and how many numbers fall into each, double [count, 3]."""
    numbers = casting.cast(arrays.reshape(convert_to_tensor(data), [-1]), dtypes.float64)
    if count == 0:
        return creation.zeros([0, 3], dtypes.float64)
    if numbers.shape == [0]:
        return creation.zeros([count, 3], dtypes.float64)
    return cond(
        arrays.size(numbers) > 0, lambda: _filled(numbers, count),
        lambda: creation.zeros([count, 3], dtypes.float64),
    )


def _filled(numbers, count):
    least, most = reductions.reduce_min(numbers), reductions.reduce_max(numbers)
    spread = most - least

    def of_one():
        ends = creation.fill([count], least)
        last = joining.concat([
            creation.zeros([count - 1], dtypes.float64),
            [casting.cast(arrays.size(numbers), dtypes.float64)],
        ], 0)
        return joining.stack([ends, ends, last], 1)

    def of_many():
        places = casting.cast(raw.Floor((numbers - least) / (spread / count)), dtypes.int32)
        places = raw.Minimum(places, count - 1)
        counts = segments.unsorted_segment_sum(creation.ones_like(numbers), places, count)
        ends = creation.linspace(least, most, count + 1)
        above = joining.concat([ends[1:-1], [most]], 0)
        return joining.stack([ends[:-1], above, counts], 1)

    return cond(raw.Equal(spread, 0.0), of_one, of_many)


def image(name, data, step=None, max_outputs=3, description=None):
    """Write pictures.

    Args:
        name: the name, its tag together with the name scopes it is in.
        data: pictures [n, height, width, channels]; floats from 0 to 1, or integers.
        step: the step, by default the one in force.
        max_outputs: how many are written at most.
        description: a text to show beside them.

    Returns:
        A bool tensor: whether they were written.

    Raises:
        ValueError: the rank is not 4.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default(step=1):
        ...     tf.summary.image("noise", tf.random.uniform([2, 8, 8, 3]))
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    with summary_scope(name, "image_summary") as (tag, _):
        def pictures():
            found = convert_to_tensor(data)
            static_checks.assert_rank(found, 4)
            found = convert_image_dtype(found, dtypes.uint8, saturate=True)
            sizes = arrays.shape(found)
            encoded = functional_loops.map_fn(
                image_files.encode_png, found[:max_outputs],
                fn_output_signature=dtypes.string,
            )
            return joining.concat([raw.AsString(joining.stack([sizes[2], sizes[1]])), encoded], 0)

        return write(tag, pictures, step, _metadata("images", description))


def audio(
    name, data, sample_rate, step=None, max_outputs=3, encoding=None, description=None
):
    """Write sounds.

    Args:
        name: the name, its tag together with the name scopes it is in.
        data: float32 sounds [n, frames, channels], from -1 to 1.
        sample_rate: samples a second.
        step: the step, by default the one in force.
        max_outputs: how many are written at most.
        encoding: "wav" or None.
        description: a text to show beside them.

    Returns:
        A bool tensor: whether they were written.

    Raises:
        ValueError: the rank is not 3, or there is no such encoding.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default(step=1):
        ...     tf.summary.audio("noise", tf.random.uniform([1, 100, 1], -1, 1), 8000)
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    if encoding not in (None, "wav"):
        raise ValueError(f"Unknown encoding: {encoding!r}")
    metadata = _metadata("audio", description)
    metadata.plugin_data.content = b"\x10\x0b"  # the encoding, WAV, in TensorBoard's message
    with summary_scope(name, "audio_summary") as (tag, _):
        def sounds():
            found = convert_to_tensor(data)
            static_checks.assert_rank(found, 3)
            encoded = functional_loops.map_fn(
                lambda sound: raw.EncodeWav(sound, sample_rate), found[:max_outputs],
                fn_output_signature=dtypes.string,
            )
            return joining.stack([encoded, raw.Fill(arrays.shape(encoded), "")], 1)

        return write(tag, sounds, step, metadata)
