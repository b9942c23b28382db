"""Ops that write summaries to files of events, one step after the other.

What summaries say is in `event_summaries.py` and `media_summaries.py`, how files are written in
`wire/event_files.py`. A loaded model may use these only where it is allowed to:
`saved_model/safety.py`.
"""

import os
import time

from tfcompat._src.base import errors
from tfcompat._src.base.errors import DataLossError, InvalidArgumentError
from tfcompat._src.core.resources import SharedResource
from tfcompat._src.ops import media_summaries
from tfcompat._src.ops.event_summaries import fill_histogram
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.wire import messages, tensor_proto
from tfcompat._src.wire.event_files import EventFile

_REASON = "summaries have no gradient"
_REAL = """{float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}"""
_REAL_OR_BOOL = _REAL.replace("uint64}", "uint64, bool}")


class WriterResource(SharedResource):
    """A writer of summaries.

    Attributes:
        file: the EventFile it writes to; None before there is one, and once it is closed.
    """

    __slots__ = ("file",)

    def __init__(self, name="", container=""):
        super().__init__(name, container)
        self.file = None

    def check_same(self, other):
        """Every node of that name has the same one."""
        if not isinstance(other, WriterResource):
            raise InvalidArgumentError(f"{self.name} is a writer of summaries")

    def open_file(self):
        """Return the EventFile.

        Raises:
            NotFoundError: there is none.
        """
        if self.file is None:
            container = self.container or "localhost"
            raise errors.NotFoundError(
                f"Resource {container}/{self.name}/N10tensorflow22SummaryWriterInterfaceE does "
                "not exist."
            )
        return self.file


def _text(array):
    return array.item().decode("utf-8", "backslashreplace")


def _write(writer, step, message):
    event = messages.Event(wall_time=time.time(), step=int(step), summary=message)
    writer.open_file().add(event)


@op("""
    SummaryWriter() -> writer: resource
        shared_name: string = ""
        container: string = ""
""", stateful=True)
def summary_writer(xp, *, shared_name, container):
    """Make a writer of summaries; the same one whenever the node runs.

    Shapes:
        writer: []
    Source: tf.raw_ops.SummaryWriter
    """
    return WriterResource(shared_name.decode(), container.decode())


@op("""
    CreateSummaryFileWriter(writer: resource, logdir: string, max_queue: int32, flush_millis: int32,
        filename_suffix: string) -> ()
""", stateful=True, host=("logdir", "max_queue", "flush_millis", "filename_suffix"))
def create_summary_file_writer(xp, writer, logdir, max_queue, flush_millis, filename_suffix):
    """Let a writer write to a new file, unless it has one.

    Shapes:
        writer, logdir, max_queue, flush_millis, filename_suffix: []
    Errors:
        OpError: the file cannot be made.
    Source: tf.raw_ops.CreateSummaryFileWriter
    """
    with writer.lock:
        if writer.file is None:
            writer.file = EventFile(
                os.fsdecode(logdir.item()), os.fsdecode(filename_suffix.item()), int(max_queue),
                int(flush_millis) / 1000,
            )


@op("FlushSummaryWriter(writer: resource) -> ()", stateful=True)
def flush_summary_writer(xp, writer):
    """Write what a writer keeps.

    Shapes:
        writer: []
    Source: tf.raw_ops.FlushSummaryWriter
    """
    writer.open_file().flush()


@op("CloseSummaryWriter(writer: resource) -> ()", stateful=True)
def close_summary_writer(xp, writer):
    """Write what a writer keeps and close its file.

    Shapes:
        writer: []
    Source: tf.raw_ops.CloseSummaryWriter
    """
    with writer.lock:
        writer.open_file().close()
        writer.file = None


@op("""
    WriteSummary(writer: resource, step: int64, tensor: T, tag: string,
        summary_metadata: string) -> ()
        T: type
""", stateful=True, host=("step", "tensor", "tag", "summary_metadata"))
def write_summary(xp, writer, step, tensor, tag, summary_metadata, *, T):  # noqa: N803
    """Write a tensor under a tag.

    Shapes:
        writer, step, tag, summary_metadata: []
        tensor: any
    Source: tf.raw_ops.WriteSummary
    """
    message = messages.Summary()
    value = message.value.add(tag=_text(tag))
    value.tensor.CopyFrom(_whole(tensor, T))
    if summary_metadata.item():
        value.metadata.ParseFromString(summary_metadata.item())
    _write(writer, step, message)


def _whole(array, dtype):
    """Return the TensorProto of an array with its bytes as they are, where it has bytes."""
    proto = tensor_proto.to_proto(array, dtype)
    if dtype.name == "string":
        return proto
    plain = messages.TensorProto(dtype=proto.dtype, tensor_shape=proto.tensor_shape)
    plain.tensor_content = array.tobytes()
    return plain


@op("""
    WriteRawProtoSummary(writer: resource, step: int64, tensor: string) -> ()
""", stateful=True, host=("step", "tensor"))
def write_raw_proto_summary(xp, writer, step, tensor):
    """Write the values of serialized summaries.

    Shapes:
        writer, step: []
        tensor: any
    Errors:
        DataLossError: a string is no summary.
    Source: tf.raw_ops.WriteRawProtoSummary
    """
    message = messages.Summary()
    for i, data in enumerate(tensor.reshape(-1).tolist()):
        try:
            message.value.extend(messages.Summary.FromString(data).value)
        except Exception:  # noqa: BLE001 - protobuf raises another class in each version
            raise DataLossError(
                f"Bad tf.compat.v1.Summary binary proto tensor string at index {i}"
            ) from None
    _write(writer, step, message)


@op(f"""
    WriteScalarSummary(writer: resource, step: int64, tag: string, value: T) -> ()
        T: {_REAL}
""", stateful=True, host=("step", "tag", "value"))
def write_scalar_summary(xp, writer, step, tag, value):
    """Write a number under a tag.

    Shapes:
        writer, step, tag, value: []
    Source: tf.raw_ops.WriteScalarSummary
    """
    message = messages.Summary()
    message.value.add(tag=_text(tag), simple_value=float(value))
    _write(writer, step, message)


@op(f"""
    WriteHistogramSummary(writer: resource, step: int64, tag: string, values: T) -> ()
        T: {_REAL_OR_BOOL} = float
""", stateful=True, host=("step", "tag", "values"))
def write_histogram_summary(xp, writer, step, tag, values):
    """Write how numbers are distributed.

    Shapes:
        writer, step, tag: []
        values: any
    Errors:
        InvalidArgumentError: a number is none or infinite.
    Source: tf.raw_ops.WriteHistogramSummary
    """
    message = messages.Summary()
    fill_histogram(message.value.add(tag=_text(tag)).histo, values, _text(tag))
    _write(writer, step, message)


@op("""
    WriteImageSummary(writer: resource, step: int64, tag: string, tensor: T, bad_color: uint8) -> ()
        max_images: int >= 1 = 3
        T: {uint8, double, float, half} = float
""", stateful=True, host=("step", "tag", "tensor", "bad_color"))
def write_image_summary(xp, writer, step, tag, tensor, bad_color, *, max_images):
    """Write pictures.

    Shapes:
        writer, step, tag: []
        tensor: [n, height, width, channels], with 1, 3 or 4 channels
        bad_color: [channels or more]
    Errors:
        InvalidArgumentError: these are no pictures.
    Source: tf.raw_ops.WriteImageSummary
    """
    _write(writer, step, media_summaries.images(xp, _text(tag), tensor, bad_color, max_images))


@op("""
    WriteAudioSummary(writer: resource, step: int64, tag: string, tensor: float,
        sample_rate: float) -> ()
        max_outputs: int >= 1 = 3
""", stateful=True, host=("step", "tag", "tensor", "sample_rate"))
def write_audio_summary(xp, writer, step, tag, tensor, sample_rate, *, max_outputs):
    """Write sounds.

    Shapes:
        writer, step, tag, sample_rate: []
        tensor: [n, frames] or [n, frames, channels]
    Errors:
        InvalidArgumentError: these are no sounds.
    Source: tf.raw_ops.WriteAudioSummary
    """
    rate = sample_rate.item()
    _write(writer, step, media_summaries.sounds(xp, _text(tag), tensor, rate, max_outputs))


@op("""
    WriteGraphSummary(writer: resource, step: int64, tensor: string) -> ()
""", stateful=True, host=("step", "tensor"))
def write_graph_summary(xp, writer, step, tensor):
    """Write a serialized graph.

    Shapes:
        writer, step, tensor: []
    Source: tf.raw_ops.WriteGraphSummary
    """
    writer.open_file().add(messages.Event(
        wall_time=time.time(), step=int(step), graph_def=tensor.item()
    ))


@op("ImportEvent(writer: resource, event: string) -> ()", stateful=True, host=("event",))
def import_event(xp, writer, event):
    """Write a serialized event.

    Shapes:
        writer, event: []
    Errors:
        DataLossError: the string is no event.
    Source: tf.raw_ops.ImportEvent
    """
    try:
        found = messages.Event.FromString(event.item())
    except Exception:  # noqa: BLE001 - protobuf raises another class in each version
        raise DataLossError("Bad tf.Event binary proto tensor string") from None
    writer.open_file().add(found)


def _nothing(c):
    return []


summary_writer.shape(shape_functions.scalar)
no_gradient(summary_writer, _REASON)
for _record in (
    create_summary_file_writer, flush_summary_writer, close_summary_writer, write_summary,
    write_raw_proto_summary, write_scalar_summary, write_histogram_summary, write_image_summary,
    write_audio_summary, write_graph_summary, import_event,
):
    _record.shape(_nothing)
    no_gradient(_record, _REASON)
