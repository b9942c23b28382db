"""Readers behind references, and what they do when files are not what they should be."""

import threading

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import readers
from tfcompat._src.ops.queue_kinds import FIFOQueue

NAMED = {"container": b"", "shared_name": b"r"}


def names(*values):
    """A closed queue with strings."""
    queue = FIFOQueue([dtypes.string], [TensorShape([])], -1, "q")
    for value in values:
        queue.put([np.array(str(value).encode(), object)])
    queue.close()
    return queue


def all_of(reader, queue):
    """Read to the end; return the values."""
    found = []
    with pytest.raises(errors.OutOfRangeError):
        while True:
            found.append(readers.reader_read(xp, reader, queue)[1].item())
    return found


@pytest.fixture
def path(tmp_path):
    """A file of two lines."""
    made = tmp_path / "lines.txt"
    made.write_bytes(b"one\ntwo\n")
    return made


def test_readers_behind_references_read_files(path, tmp_path):
    with tf.io.TFRecordWriter(str(tmp_path / "records")) as writer:
        writer.write(b"record")
    lines = readers.text_line_reader(xp, skip_header_lines=1, **NAMED)
    assert all_of(lines, names(path, path)) == [b"two", b"two"]
    assert readers.reader_num_records_produced(xp, lines) == 2
    assert readers.reader_num_work_units_completed(xp, lines) == 2
    readers.reader_reset(xp, lines)
    assert readers.reader_num_records_produced(xp, lines) == 0
    pieces = readers.fixed_length_record_reader(
        xp, header_bytes=1, record_bytes=3, footer_bytes=1, hop_bytes=0, **NAMED)
    assert all_of(pieces, names(path)) == [b"ne\n", b"two"]
    whole = readers.whole_file_reader(xp, **NAMED)
    assert all_of(whole, names(path)) == [b"one\ntwo\n"]
    records = readers.tf_record_reader(xp, compression_type=b"", **NAMED)
    assert all_of(records, names(tmp_path / "records")) == [b"record"]


def test_the_state_of_a_reader_behind_a_reference_is_written_down_and_read():
    reader, other = (readers.identity_reader(xp, **NAMED) for _ in range(2))
    keys, values = readers.reader_read_up_to(xp, reader, names("a", "b"), np.array(1))
    assert keys.tolist() == values.tolist() == [b"a"]
    state = readers.reader_serialize_state(xp, reader)
    readers.reader_restore_state(xp, other, state)

    assert readers.reader_serialize_state(xp, other).item() == state.item()
    assert readers.reader_num_records_produced(xp, other) == 1


def test_a_queue_is_handed_on_as_a_reference():
    queue = names()
    assert readers.fake_queue(xp, queue) is queue


def test_what_is_no_reader_is_refused():
    with pytest.raises(errors.InvalidArgumentError, match="of type 'FIFOQueue' but you are"):
        readers.reader_read_v2(xp, names(), names())


def test_files_are_closed_when_a_reader_is_forgotten_half_way(path):
    reader = readers.text_line_reader_v2(xp, skip_header_lines=0, **NAMED)
    readers.reader_read_v2(xp, reader, names(path))
    del reader  # a file left open would be a warning, and so an error here


def test_a_record_is_read_once_by_whichever_thread_asks(tmp_path):
    path = tmp_path / "many"
    path.write_text("".join(f"{i}\n" for i in range(300)))
    reader = readers.text_line_reader_v2(xp, skip_header_lines=0, **NAMED)
    queue, found = names(path), []

    def read():
        for _ in range(75):
            found.append(int(readers.reader_read_v2(xp, reader, queue)[1].item()))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == list(range(300))
