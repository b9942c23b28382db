"""Ops that make records of files whose names a queue gives: readers of TensorFlow 1.

What handles refer to is in `reader_kinds.py`. Every op has a form for handles and an older one for
references. Models that are loaded may use these only as `saved_model/safety.py` lets them.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.example_parts import filled
from tfcompat._src.ops.queue_calls import queue_of
from tfcompat._src.ops.reader_kinds import (
    FixedLengthRecordReader,
    IdentityReader,
    Reader,
    TextLineReader,
    TFRecordReader,
    WholeFileReader,
)
from tfcompat._src.registry import no_gradient, op, shape_functions

_REASON = "files have no gradient"
_NAMED = """
        container: string = ""
        shared_name: string = ""
"""
_LINES = f"""
        skip_header_lines: int = 0{_NAMED}"""
_FIXED = f"""
        header_bytes: int = 0
        record_bytes: int
        footer_bytes: int = 0
        hop_bytes: int = 0{_NAMED}"""
_COMPRESSED = f"""{_NAMED[:-1]}
        compression_type: string = ""
"""


def _reader_of(handle):
    """Return the reader that a handle refers to.

    Raises:
        InvalidArgumentError: it refers to something else.
    """
    if isinstance(handle, Reader):
        return handle
    kind = "tensorflow::Var" if isinstance(handle, VariableResource) else type(handle).__name__
    raise InvalidArgumentError(
        "Trying to access a handle's resource using the wrong type. The handle points to a "
        f"resource (name '{handle.name}') of type '{kind}' but you are trying to access the "
        "resource as type 'tensorflow::ReaderInterface'")


# --- readers ------------------------------------------------------------------------------------


@op(f"TextLineReaderV2() -> reader_handle: resource{_LINES}", stateful=True)
def text_line_reader_v2(xp, *, skip_header_lines, container, shared_name):
    """Make a reader of lines: keys are names of files and numbers of lines.

    Shapes:
        reader_handle: []
    Errors:
        InvalidArgumentError: `skip_header_lines` is negative.
    Source: tf.raw_ops.TextLineReaderV2
    """
    return TextLineReader(
        skip_header_lines, shared_name.decode(), container.decode())


@op(f"TextLineReader() -> reader_handle: Ref(string){_LINES}", stateful=True)
def text_line_reader(xp, *, skip_header_lines, container, shared_name):
    """The same, behind a reference.

    Shapes:
        reader_handle: [2]
    Errors:
        InvalidArgumentError: `skip_header_lines` is negative.
    Source: tf.raw_ops.TextLineReader
    """
    return TextLineReader(
        skip_header_lines, shared_name.decode(), container.decode())


@op(f"WholeFileReaderV2() -> reader_handle: resource{_NAMED}", stateful=True)
def whole_file_reader_v2(xp, *, container, shared_name):
    """Make a reader of whole files: keys are their names.

    Shapes:
        reader_handle: []
    Source: tf.raw_ops.WholeFileReaderV2
    """
    return WholeFileReader(shared_name.decode(), container.decode())


@op(f"WholeFileReader() -> reader_handle: Ref(string){_NAMED}", stateful=True)
def whole_file_reader(xp, *, container, shared_name):
    """The same, behind a reference.

    Shapes:
        reader_handle: [2]
    Source: tf.raw_ops.WholeFileReader
    """
    return WholeFileReader(shared_name.decode(), container.decode())


@op(f"IdentityReaderV2() -> reader_handle: resource{_NAMED}", stateful=True)
def identity_reader_v2(xp, *, container, shared_name):
    """Make a reader that hands on what the queue has, as key and value.

    Shapes:
        reader_handle: []
    Source: tf.raw_ops.IdentityReaderV2
    """
    return IdentityReader(shared_name.decode(), container.decode())


@op(f"IdentityReader() -> reader_handle: Ref(string){_NAMED}", stateful=True)
def identity_reader(xp, *, container, shared_name):
    """The same, behind a reference.

    Shapes:
        reader_handle: [2]
    Source: tf.raw_ops.IdentityReader
    """
    return IdentityReader(shared_name.decode(), container.decode())


@op(f"TFRecordReaderV2() -> reader_handle: resource{_COMPRESSED}", stateful=True)
def tf_record_reader_v2(xp, *, compression_type, container, shared_name):
    """Make a reader of records of TensorFlow's format: keys are names of files and places.

    Shapes:
        reader_handle: []
    Source: tf.raw_ops.TFRecordReaderV2
    """
    return TFRecordReader(
        compression_type, shared_name.decode(), container.decode())


@op(f"TFRecordReader() -> reader_handle: Ref(string){_COMPRESSED}", stateful=True)
def tf_record_reader(xp, *, compression_type, container, shared_name):
    """The same, behind a reference.

    Shapes:
        reader_handle: [2]
    Source: tf.raw_ops.TFRecordReader
    """
    return TFRecordReader(
        compression_type, shared_name.decode(), container.decode())


@op(f"""
    FixedLengthRecordReaderV2() -> reader_handle: resource{_FIXED}        encoding: string = ""
""", stateful=True)
def fixed_length_record_reader_v2(
    xp, *, header_bytes, record_bytes, footer_bytes, hop_bytes, encoding, container, shared_name,
):
    """Make a reader of pieces of one size: keys are names of files and numbers.

    Shapes:
        reader_handle: []
    Errors:
        InvalidArgumentError: a number of bytes is negative.
    Source: tf.raw_ops.FixedLengthRecordReaderV2
    """
    return FixedLengthRecordReader(
        header_bytes, record_bytes, footer_bytes, hop_bytes, encoding,
        shared_name.decode(), container.decode())


@op(f"FixedLengthRecordReader() -> reader_handle: Ref(string){_FIXED}", stateful=True)
def fixed_length_record_reader(
    xp, *, header_bytes, record_bytes, footer_bytes, hop_bytes, container, shared_name,
):
    """The same, behind a reference.

    Shapes:
        reader_handle: [2]
    Errors:
        InvalidArgumentError: a number of bytes is negative.
    Source: tf.raw_ops.FixedLengthRecordReader
    """
    return FixedLengthRecordReader(
        header_bytes, record_bytes, footer_bytes, hop_bytes, b"",
        shared_name.decode(), container.decode())


for _record in (
    text_line_reader_v2, whole_file_reader_v2, identity_reader_v2,
    tf_record_reader_v2, fixed_length_record_reader_v2,
):
    _record.shape(shape_functions.scalar)
    no_gradient(_record, _REASON)


def _reference_shape(c):
    return [TensorShape([2])]


for _record in (
    text_line_reader, whole_file_reader, identity_reader,
    tf_record_reader, fixed_length_record_reader,
):
    _record.shape(_reference_shape)
    no_gradient(_record, _REASON)


# --- what they give -----------------------------------------------------------------------------


def _read(xp, reader, queue):
    key, value = _reader_of(reader).read(queue_of(queue))
    return filled(xp, [key], dtypes.string, ()), filled(xp, [value], dtypes.string, ())


def _read_up_to(xp, reader, queue, count):
    reader, queue, count = _reader_of(reader), queue_of(queue), int(count)
    checks.require(count >= 0, f"num_records must be >= 0, not {count}")
    found = reader.read_up_to(queue, count)
    return tuple(
        filled(xp, [record[i] for record in found], dtypes.string, (len(found),))
        for i in (0, 1))


def _restore(reader, state):
    if state.ndim:
        raise InvalidArgumentError(
            f"Reader state must be scalar, but had shape: {shown(state.shape)}")
    _reader_of(reader).restore(state.item())


@op("""
    ReaderReadV2(reader_handle: resource, queue_handle: resource
            ) -> key: string, value: string
""", stateful=True)
def reader_read_v2(xp, reader_handle, queue_handle):
    """Return the next record, of the next file that has one.

    Shapes:
        key, value: []
    Errors:
        OutOfRangeError: the queue is closed and has no more names.
        NotFoundError: there is no such file.
        DataLossError: a file is damaged.
    Source: tf.raw_ops.ReaderReadV2
    """
    return _read(xp, reader_handle, queue_handle)


@op("""
    ReaderRead(reader_handle: Ref(string), queue_handle: Ref(string)
            ) -> key: string, value: string
""")
def reader_read(xp, reader_handle, queue_handle):
    """The same, behind a reference.

    Shapes:
        key, value: []
    Errors:
        OutOfRangeError: the queue is closed and has no more names.
        NotFoundError: there is no such file.
        DataLossError: a file is damaged.
    Source: tf.raw_ops.ReaderRead
    """
    return _read(xp, reader_handle, queue_handle)


@op("""
    ReaderReadUpToV2(reader_handle: resource, queue_handle: resource, num_records: int64
            ) -> keys: string, values: string
""", stateful=True, host=("num_records",))
def reader_read_up_to_v2(xp, reader_handle, queue_handle, num_records):
    """Return the next records of one file, `num_records` at most.

    Shapes:
        num_records: []
        keys, values: [n]
    Errors:
        OutOfRangeError: the queue is closed and has no more names.
        NotFoundError: there is no such file.
        DataLossError: a file is damaged.
    Source: tf.raw_ops.ReaderReadUpToV2
    """
    return _read_up_to(xp, reader_handle, queue_handle, num_records)


@op("""
    ReaderReadUpTo(reader_handle: Ref(string), queue_handle: Ref(string), num_records: int64
            ) -> keys: string, values: string
""", host=("num_records",))
def reader_read_up_to(xp, reader_handle, queue_handle, num_records):
    """The same, behind a reference.

    Shapes:
        num_records: []
        keys, values: [n]
    Errors:
        OutOfRangeError: the queue is closed and has no more names.
        NotFoundError: there is no such file.
        DataLossError: a file is damaged.
    Source: tf.raw_ops.ReaderReadUpTo
    """
    return _read_up_to(xp, reader_handle, queue_handle, num_records)


@op("""
    ReaderNumRecordsProducedV2(reader_handle: resource
            ) -> records_produced: int64
""", stateful=True)
def reader_num_records_produced_v2(xp, reader_handle):
    """Return how many records a reader has given.

    Shapes:
        records_produced: []
    Source: tf.raw_ops.ReaderNumRecordsProducedV2
    """
    return xp.asarray(_reader_of(reader_handle).produced, xp.int64)


@op("ReaderNumRecordsProduced(reader_handle: Ref(string)) -> records_produced: int64")
def reader_num_records_produced(xp, reader_handle):
    """The same, behind a reference.

    Shapes:
        records_produced: []
    Source: tf.raw_ops.ReaderNumRecordsProduced
    """
    return xp.asarray(_reader_of(reader_handle).produced, xp.int64)


@op("""
    ReaderNumWorkUnitsCompletedV2(reader_handle: resource
            ) -> units_completed: int64
""", stateful=True)
def reader_num_work_units_completed_v2(xp, reader_handle):
    """Return how many files a reader has come to the end of.

    Shapes:
        units_completed: []
    Source: tf.raw_ops.ReaderNumWorkUnitsCompletedV2
    """
    return xp.asarray(_reader_of(reader_handle).finished, xp.int64)


@op("ReaderNumWorkUnitsCompleted(reader_handle: Ref(string)) -> units_completed: int64")
def reader_num_work_units_completed(xp, reader_handle):
    """The same, behind a reference.

    Shapes:
        units_completed: []
    Source: tf.raw_ops.ReaderNumWorkUnitsCompleted
    """
    return xp.asarray(_reader_of(reader_handle).finished, xp.int64)


@op("ReaderSerializeStateV2(reader_handle: resource) -> state: string", stateful=True)
def reader_serialize_state_v2(xp, reader_handle):
    """Return the state of a reader, written down.

    Shapes:
        state: []
    Errors:
        UnimplementedError: the reader has a place in a file.
    Source: tf.raw_ops.ReaderSerializeStateV2
    """
    return filled(xp, [_reader_of(reader_handle).state()], dtypes.string, ())


@op("ReaderSerializeState(reader_handle: Ref(string)) -> state: string")
def reader_serialize_state(xp, reader_handle):
    """The same, behind a reference.

    Shapes:
        state: []
    Errors:
        UnimplementedError: the reader has a place in a file.
    Source: tf.raw_ops.ReaderSerializeState
    """
    return filled(xp, [_reader_of(reader_handle).state()], dtypes.string, ())


@op("""
    ReaderRestoreStateV2(reader_handle: resource, state: string
            ) -> ()
""", stateful=True, host=("state",))
def reader_restore_state_v2(xp, reader_handle, state):
    """Let a reader have a state that was written down.

    Shapes:
        state: []
    Errors:
        UnimplementedError: the reader has a place in a file.
        InvalidArgumentError: it is no state.
    Source: tf.raw_ops.ReaderRestoreStateV2
    """
    _restore(reader_handle, state)


@op("ReaderRestoreState(reader_handle: Ref(string), state: string) -> ()", host=("state",))
def reader_restore_state(xp, reader_handle, state):
    """The same, behind a reference.

    Shapes:
        state: []
    Errors:
        UnimplementedError: the reader has a place in a file.
        InvalidArgumentError: it is no state.
    Source: tf.raw_ops.ReaderRestoreState
    """
    _restore(reader_handle, state)


@op("ReaderResetV2(reader_handle: resource) -> ()", stateful=True)
def reader_reset_v2(xp, reader_handle):
    """Let a reader begin anew.

    Shapes:
        reader_handle: []
    Source: tf.raw_ops.ReaderResetV2
    """
    _reader_of(reader_handle).reset()


@op("ReaderReset(reader_handle: Ref(string)) -> ()")
def reader_reset(xp, reader_handle):
    """The same, behind a reference.

    Shapes:
        reader_handle: []
    Source: tf.raw_ops.ReaderReset
    """
    _reader_of(reader_handle).reset()


@op("FakeQueue(resource: resource) -> handle: Ref(string)", stateful=True)
def fake_queue(xp, resource):
    """Hand on a queue as a reference, for older ops.

    Shapes:
        resource: []
        handle: []
    Source: tf.raw_ops.FakeQueue
    """
    return resource


def _nothing(c):
    return []


def _vectors(c):
    return [TensorShape([None])] * 2


def _restored(c):
    checks.with_rank(c["state"], 0)
    return []


_SHAPES = {
    shape_functions.scalar: (
        reader_read, reader_read_v2, reader_num_records_produced, reader_num_records_produced_v2,
        reader_num_work_units_completed, reader_num_work_units_completed_v2,
        reader_serialize_state, reader_serialize_state_v2, fake_queue),
    _vectors: (reader_read_up_to, reader_read_up_to_v2),
    _restored: (reader_restore_state, reader_restore_state_v2),
    _nothing: (reader_reset, reader_reset_v2),
}
for _function, _records in _SHAPES.items():
    for _record in _records:
        _record.shape(_function)
        no_gradient(_record, _REASON)
