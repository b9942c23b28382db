"""Samples of readers; those that need files are in test_readers.py."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.queue_kinds import FIFOQueue
from tfcompat._src.ops.reader_kinds import IdentityReader


class Inexhaustible(FIFOQueue):
    """A queue that gives out its one element again and again."""

    def next(self):
        return self.items[0]


def words():
    """A queue of words."""
    queue = Inexhaustible([dtypes.string], [TensorShape([])], -1, "q")
    queue.put([np.array(b"word", object)])
    return queue


SAMPLES = {
    "TextLineReaderV2": [((), {"skip_header_lines": 2})],
    "WholeFileReaderV2": [((), {})],
    "IdentityReaderV2": [((), {})],
    "TFRecordReaderV2": [((), {})],
    "FixedLengthRecordReaderV2": [((), {"record_bytes": 3})],
    "ReaderReadV2": [((IdentityReader(), words()), {})],
    "ReaderReadUpToV2": [((IdentityReader(), words(), np.array(3)), {})],
    "ReaderNumRecordsProducedV2": [((IdentityReader(),), {})],
    "ReaderNumWorkUnitsCompletedV2": [((IdentityReader(),), {})],
    "ReaderSerializeStateV2": [((IdentityReader(),), {})],
    "ReaderRestoreStateV2": [((IdentityReader(), np.array(b"\x08\x01\x10\x01", object)), {})],
    "ReaderResetV2": [((IdentityReader(),), {})],
} | dict.fromkeys([
    "TextLineReader", "WholeFileReader", "IdentityReader", "TFRecordReader",
    "FixedLengthRecordReader", "ReaderRead", "ReaderReadUpTo", "ReaderNumRecordsProduced",
    "ReaderNumWorkUnitsCompleted", "ReaderSerializeState", "ReaderRestoreState", "ReaderReset",
    "FakeQueue",
], [])  # behind references: see test_readers.py
