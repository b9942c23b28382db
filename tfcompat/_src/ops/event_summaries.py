"""Summaries: serialized messages about scalars, histograms and tensors, for logs of training.

Nothing is logged here; whoever wants the messages fetches them.
"""

import bisect
import functools
import math

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.example_parts import filled
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.wire import messages, tensor_proto, varint

_REASON = "summaries have no gradient"
_NUMBERS = """{float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}"""
_LARGEST = 1.7976931348623157e308


def _serialized(xp, message):
    return filled(xp, [message.SerializeToString(deterministic=True)], dtypes.string, ())


@op(f"""
    ScalarSummary(tags: string, values: T) -> summary: string
        T: {_NUMBERS}
""", host=("tags", "values"))
def scalar_summary(xp, tags, values):
    """Tell of scalars under their tags.

    Shapes:
        tags, values: any, the same
        summary: []
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.ScalarSummary
    """
    if tags.shape != values.shape:
        tag = f" (tag '{_text(tags.item())}')" if tags.size == 1 else ""
        raise InvalidArgumentError(
            f"tags and values are not the same shape: {shown(tags.shape)} != "
            f"{shown(values.shape)}{tag}"
        )
    message = messages.Summary()
    for value in values.reshape(-1).tolist():
        message.value.add(simple_value=float(value))
    return _tagged(xp, message, tags.reshape(-1).tolist())


def _tagged(xp, message, tags):
    """Write a summary with tags for its values, which may be bytes that no message takes."""
    result = b""
    for tag, value in zip(tags, message.value, strict=True):
        body = b"\n" + varint.write(len(tag)) + tag if tag else b""
        body += value.SerializeToString(deterministic=True)
        result += b"\n" + varint.write(len(body)) + body
    return filled(xp, [result], dtypes.string, ())


def _text(data):
    return data.decode("utf-8", "backslashreplace")


@op(f"""
    HistogramSummary(tag: string, values: T) -> summary: string
        T: {_NUMBERS} = float
""", host=("tag", "values"))
def histogram_summary(xp, tag, values):
    """Tell how numbers are distributed.

    Shapes:
        tag: []
        values: any
        summary: []
    Errors:
        InvalidArgumentError: a number is none or infinite, or the tag is no scalar.
    Source: tf.raw_ops.HistogramSummary
    """
    if tag.ndim:
        raise InvalidArgumentError("tags must be scalar")
    message = messages.Summary()
    fill_histogram(message.value.add().histo, values, "HistogramSummary")
    return _tagged(xp, message, [tag.item()])


def fill_histogram(histogram, values, name):
    """Put the distribution of numbers into a HistogramProto message.

    Args:
        histogram: the message.
        values: array of numbers.
        name: what messages call them.

    Raises:
        InvalidArgumentError: a number is none or infinite.
    """
    numbers = [float(value) for value in values.reshape(-1).tolist()]
    for number in numbers:
        if math.isnan(number):
            raise InvalidArgumentError(f"Nan in summary histogram for: {name}")
        if math.isinf(number):
            raise InvalidArgumentError(f"Infinity in Histogram for: {name}")
    _fill(histogram, numbers)


@functools.cache
def _limits():
    """The upper limits of the buckets: each a tenth further from zero than the one before."""
    limits, limit = [], 1e-12
    while limit < 1e20:
        limits.append(limit)
        limit *= 1.1
    limits.append(_LARGEST)
    return [-limit for limit in reversed(limits)] + [0.0] + limits


def _fill(histogram, numbers):
    limits = _limits()
    counts = [0.0] * len(limits)
    for number in numbers:
        counts[min(bisect.bisect_right(limits, number), len(limits) - 1)] += 1.0
        histogram.sum += number
        histogram.sum_squares += number * number
    histogram.min = min(numbers, default=_LARGEST)
    histogram.max = max(numbers, default=-_LARGEST)
    histogram.num = float(len(numbers))
    before = None
    for limit, count in zip(limits, counts, strict=True):
        if not count and before == 0.0:  # empty buckets side by side are one
            histogram.bucket_limit[-1] = limit
            continue
        histogram.bucket_limit.append(limit)
        histogram.bucket.append(count)
        before = count


@op("""
    MergeSummary(inputs: N * string) -> summary: string
        N: int >= 1
""", host=("inputs",))
def merge_summary(xp, inputs):
    """Put the values of several summaries into one.

    Shapes:
        inputs: any each
        summary: []
    Errors:
        InvalidArgumentError: an input is no summary, or two have the same tag.
    Source: tf.raw_ops.MergeSummary
    """
    merged, tags = messages.Summary(), set()
    for data in (item for array in inputs for item in array.reshape(-1).tolist()):
        message = _summary(data)
        for value in message.value:
            if value.tag:
                if value.tag in tags:
                    raise InvalidArgumentError(
                        f"Duplicate tag {value.tag} found in summary inputs "
                    )
                tags.add(value.tag)
            merged.value.add().CopyFrom(value)
    return _serialized(xp, merged)


def _summary(data):
    try:
        return messages.Summary.FromString(data)
    except Exception:  # noqa: BLE001 - protobuf raises another class in each version
        raise InvalidArgumentError("Could not parse one of the summary inputs") from None


@op("""
    TensorSummary(tensor: T) -> summary: string
        T: type
        description: string = ""
        labels: list(string) = []
        display_name: string = ""
""", host=("tensor",))
def tensor_summary(xp, tensor, *, T):  # noqa: N803 - TensorFlow's attribute name
    """Tell of a tensor; the description, labels and name are of no effect, as in TensorFlow.

    Shapes:
        tensor: any
        summary: []
    Source: tf.raw_ops.TensorSummary
    """
    message = messages.Summary()
    value = message.value.add(node_name="TensorSummary")
    value.tensor.CopyFrom(_with_content(tensor, T))
    return _serialized(xp, message)


@op("""
    TensorSummaryV2(tag: string, tensor: T, serialized_summary_metadata: string) -> summary: string
        T: type
""", host=("tag", "tensor", "serialized_summary_metadata"))
def tensor_summary_v2(xp, tag, tensor, serialized_summary_metadata, *, T):  # noqa: N803
    """Tell of a tensor under a tag.

    Shapes:
        tag, serialized_summary_metadata: []
        tensor: any
        summary: []
    Errors:
        InvalidArgumentError: the tag is no scalar.
    Source: tf.raw_ops.TensorSummaryV2
    """
    if tag.ndim:
        raise InvalidArgumentError("tag must be scalar")
    message = messages.Summary()
    if serialized_summary_metadata.ndim:
        raise InvalidArgumentError("serialized_summary_metadata must be scalar")
    value = message.value.add()
    value.tensor.CopyFrom(_with_content(tensor, T))
    value.metadata.CopyFrom(_metadata(serialized_summary_metadata.item()))
    return _tagged(xp, message, [tag.item()])


def _with_content(tensor, dtype):
    """Return a tensor's message with its bytes, those of a single element, too."""
    proto = tensor_proto.to_proto(tensor, dtype)
    if dtype == dtypes.string:
        return proto
    return messages.TensorProto(
        dtype=proto.dtype, tensor_shape=proto.tensor_shape, tensor_content=tensor.tobytes())


def _metadata(data):
    """Read metadata as far as they can be."""
    for end in range(len(data), 0, -1):
        try:
            return messages.SummaryMetadata.FromString(data[:end])
        except Exception:  # noqa: BLE001, PERF203 - protobuf raises another class in each version
            continue
    return messages.SummaryMetadata()


for _record in (scalar_summary, histogram_summary, merge_summary, tensor_summary,
                tensor_summary_v2):
    _record.shape(shape_functions.scalar)
    no_gradient(_record, _REASON)
