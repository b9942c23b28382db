"""What handles of readers refer to: what makes records of files whose names a queue gives.

Readers of TensorFlow 1; datasets have replaced them. The ops are in `readers.py`. No ops live here.
"""

import os

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core.resources import Resource
from tfcompat._src.wire import files, record_files, varint

_FIELDS = ("work_started", "work_finished", "num_records_produced", "current_work")


class Reader(Resource):
    """Turns pieces of work, names of files mostly, into records: pairs of key and value.

    Attributes:
        kind: what messages call it.
        keeps_state: whether its state can be written down: those that have no place in a file.
        started, finished: how many pieces of work were begun and ended.
        produced: how many records there were.
        work: the piece of work.
    """

    kind = "Reader"
    keeps_state = False
    __slots__ = ("_error", "_records", "finished", "produced", "started", "work")

    def __init__(self, name="", container=""):
        super().__init__(name, container)
        self.reset()

    def reset(self):
        """Begin anew."""
        self.started = self.finished = self.produced = 0
        self.work = b""
        self._records = self._error = None

    def records(self, work):
        """Yield None once it has begun with a piece of work, and then its records."""
        raise NotImplementedError

    def read(self, queue):
        """Return the next record, of the next piece of work that has one.

        Raises:
            OutOfRangeError: the queue is closed and has no more work.
            OpError: a file cannot be read.
        """
        with self.lock:
            while True:
                self._begin(queue)
                record = self._next()
                if record is not None:
                    return record

    def read_up_to(self, queue, count):
        """Return the next records of one piece of work, `count` of them at most."""
        found = []
        with self.lock:
            while len(found) < count:
                if self.finished >= self.started:
                    if found:
                        break
                    self._begin(queue)
                record = self._next()
                if record is not None:
                    found.append(record)
        return found

    def _begin(self, queue):
        """Take a piece of work from the queue, unless there is one."""
        if self.finished < self.started:
            return
        work = _single(queue.take(), queue.dtypes)
        records = self.records(work)
        next(records)
        self.work, self._records, self._error = work, records, None
        self.started += 1

    def _next(self):
        """Return a record, None at the end of the piece of work."""
        if self._error is not None:
            raise self._error
        try:
            record = next(self._records, None)
        except errors.OpError as error:
            self._error = error  # it goes no further
            raise
        if record is None:
            self._end()
            return None
        self.produced += 1
        if self.keeps_state:  # one record each
            self._end()
        return record

    def _end(self):
        self.finished = self.started
        self._records = None

    def state(self):
        """Return the state as bytes: a message of numbers and the piece of work.

        Raises:
            UnimplementedError: the reader has a place in a file, which is not written down.
        """
        if not self.keeps_state:
            raise errors.UnimplementedError("Reader SerializeState")
        written = b""
        for i, number in enumerate((self.started, self.finished, self.produced), 1):
            if number:
                written += varint.write(i << 3) + varint.write(number)
        if self.work:
            written += varint.write(4 << 3 | 2) + varint.write(len(self.work)) + self.work
        return written

    def restore(self, state):
        """Have a state that was written down.

        Raises:
            UnimplementedError: the reader has a place in a file, which is not written down.
            InvalidArgumentError: it is none.
        """
        if not self.keeps_state:
            raise errors.UnimplementedError("Reader RestoreState")
        where = f"{self.kind} '{self.name}'"
        try:
            values = _parsed(state)
        except (ValueError, IndexError):
            shown = state.decode("utf-8", "backslashreplace")
            raise errors.InvalidArgumentError(
                f"Could not parse state for {where}: {shown}") from None
        if min(values[:3]) < 0:
            raise errors.InvalidArgumentError(
                f"Unexpected negative value when restoring in {where}: {_text(values)}")
        if values[0] > values[1]:
            raise errors.InvalidArgumentError(
                "Inconsistent work started vs. finished when restoring in "
                f"{where}: {_text(values)}")
        with self.lock:
            self.reset()
            self.started, self.finished, self.produced, self.work = values


def _single(element, kinds):
    """Return the string that an element of a queue is."""
    if len(kinds) != 1:
        raise errors.InvalidArgumentError("Expected single component queue")
    if kinds[0] != dtypes.string:
        raise errors.InvalidArgumentError("Expected queue with single string component")
    if element[0].size != 1:
        raise errors.InvalidArgumentError("Expected to dequeue a one-element string tensor")
    return element[0].reshape(-1).tolist()[0]


def _parsed(state):
    """Return the numbers and the piece of work of a written state.

    Raises:
        ValueError, IndexError: it is none.
    """
    values, place = [0, 0, 0, b""], 0
    while place < len(state):
        tag, place = varint.read(state, place)
        number, place = varint.read(state, place)
        if tag in (8, 16, 24):
            values[(tag >> 3) - 1] = number - (1 << 64) if number >> 63 else number
        elif tag == 34 and place + number <= len(state):
            values[3], place = state[place:place + number], place + number
        else:
            raise ValueError("another message")
    return values


def _text(values):
    """Return a state as messages show it."""
    numbers = zip(_FIELDS, values[:3], strict=False)
    shown = [f"{name}: {value}\n" for name, value in numbers if value]
    if values[3]:
        shown.append(f'{_FIELDS[3]}: "{values[3].decode("utf-8", "backslashreplace")}"\n')
    return "".join(shown)


class IdentityReader(Reader):
    """The work itself, as key and value."""

    kind = "IdentityReader"
    keeps_state = True
    __slots__ = ()

    def records(self, work):
        """Yield None and the work."""
        yield None
        yield work, work


class WholeFileReader(Reader):
    """The contents of files, with their names."""

    kind = "WholeFileReader"
    keeps_state = True
    __slots__ = ()

    def records(self, work):
        """Yield None and a file's contents."""
        yield None
        path = os.fsdecode(work)
        with files.translated_errors(path), open(path, "rb") as file:
            contents = file.read()
        yield work, contents


class TextLineReader(Reader):
    """The lines of files, with names and numbers.

    Args:
        skipped: how many lines to leave out at the beginning.
    """

    kind = "TextLineReader"
    __slots__ = ("skipped",)

    def __init__(self, skipped, name="", container=""):
        if skipped < 0:
            raise errors.InvalidArgumentError(f"skip_header_lines must be >= 0 not {skipped}")
        super().__init__(name, container)
        self.skipped = skipped

    def records(self, work):
        """Yield None and the lines of a file."""
        with record_files.opened(os.fsdecode(work)) as file:
            for _ in range(self.skipped):
                file.readline()
            yield None
            for number, line in enumerate(file, self.skipped + 1):
                if line.endswith(b"\n"):
                    line = line[:-2] if line.endswith(b"\r\n") else line[:-1]
                yield b"%s:%d" % (work, number), line


class FixedLengthRecordReader(Reader):
    """Pieces of files that are of the same size, with names and numbers.

    Args:
        header, size, footer: bytes before the records, of each, and after them.
        hop: bytes from one to the next; 0 for as many as one has.
        encoding: b"ZLIB" or b"GZIP" for files that are compressed.
    """

    kind = "FixedLengthRecordReader"
    __slots__ = ("encoding", "footer", "header", "hop", "size")

    def __init__(self, header, size, footer, hop, encoding, name="", container=""):
        for what, number in (
                ("header", header), ("record", size), ("footer", footer), ("hop", hop)):
            if number < 0:
                raise errors.InvalidArgumentError(f"{what}_bytes must be >= 0 not {number}")
        super().__init__(name, container)
        self.header, self.size, self.footer, self.hop = header, size, footer, hop or size
        self.encoding = encoding

    def records(self, work):
        """Yield None and the pieces of a file."""
        with record_files.opened(os.fsdecode(work), self.encoding) as file:
            data = file.read()
        if len(data) < self.header:
            raise errors.OutOfRangeError("reached end of file")
        yield None
        place, number = self.header, 0
        while place + self.size <= len(data) - self.footer:
            yield b"%s:%d" % (work, number), data[place:place + self.size]
            place, number = place + self.hop, number + 1


class TFRecordReader(Reader):
    """The records of files of TensorFlow's format, with names and places.

    Args:
        compression: b"", b"ZLIB" or b"GZIP".
    """

    kind = "TFRecordReader"
    __slots__ = ("compression",)

    def __init__(self, compression, name="", container=""):
        super().__init__(name, container)
        self.compression = compression

    def records(self, work):
        """Yield None and the records of a file."""
        with record_files.opened(os.fsdecode(work), self.compression) as file:
            yield None
            place = 0
            for record in record_files.tf_records(file):
                yield b"%s:%d" % (work, place), record
                place += len(record) + record_files.FRAME
