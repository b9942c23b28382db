"""Files of events, which TensorBoard reads: messages `Event`, one a record.

What lives here: a writer, and a reader for those who want to know what was written. What is told
in events is decided by the ops in `ops/summary_writing.py` and the writers of `v1/`.
"""

import itertools
import os
import socket
import struct
import threading
import time

from tfcompat._src.wire import crc, messages
from tfcompat._src.wire.files import translated_errors

_COUNTER = itertools.count()
FORMAT = "brain.Event:2"


class EventFile:
    """A new file of events in a directory.

    Events are kept until there are many of them, or the oldest is old, or they are asked for to
    be written.

    Args:
        directory: where the file is to be; made if it is not there.
        suffix: what its name ends with.
        most: how many events are kept at most.
        seconds: how long an event is kept at most.

    Raises:
        OpError: the file cannot be made.
    """

    def __init__(self, directory, suffix="", most=10, seconds=120.0):
        self._most, self._seconds = most, seconds
        self._lock = threading.Lock()
        self._kept, self._written = [], time.monotonic()
        self.path = os.path.join(
            os.fspath(directory),
            f"events.out.tfevents.{int(time.time()):010d}.{socket.gethostname()}.{os.getpid()}."
            f"{next(_COUNTER)}{suffix}",
        )
        with translated_errors(os.fspath(directory)):
            os.makedirs(directory, exist_ok=True)
        with translated_errors(self.path):
            self._file = open(self.path, "ab")  # noqa: SIM115 - closed by `close`
        first = messages.Event(wall_time=time.time(), file_version=FORMAT)
        first.source_metadata.writer = "tfcompat"
        self._put(first)
        self._file.flush()

    def _put(self, event):
        data = event.SerializeToString()
        length = struct.pack("<Q", len(data))
        self._file.write(
            length + struct.pack("<I", crc.masked_crc32c(length)) + data
            + struct.pack("<I", crc.masked_crc32c(data))
        )

    def add(self, event):
        """Write an event, soon."""
        with self._lock:
            self._kept.append(event)
            late = time.monotonic() - self._written > self._seconds
            if len(self._kept) > self._most or late:
                self._write()

    def _write(self):
        for event in self._kept:
            self._put(event)
        self._kept, self._written = [], time.monotonic()
        self._file.flush()

    def flush(self):
        """Write what is kept, now."""
        with self._lock:
            if not self._file.closed:
                self._write()

    def close(self):
        """Write what is kept and close the file; more than once does nothing."""
        with self._lock:
            if not self._file.closed:
                self._write()
                self._file.close()

    def __del__(self):
        """Write what is kept, as nobody else can any more."""
        if hasattr(self, "_file"):
            self.close()


def events(path):
    """Yield the events of a file, up to the last that was written as a whole.

    Args:
        path: the path of the file.

    Raises:
        DataLossError: a checksum is wrong.

    Example:
        >>> import tempfile
        >>> file = EventFile(tempfile.mkdtemp())
        >>> file.add(messages.Event(step=3))
        >>> file.close()
        >>> [(event.step, event.file_version) for event in events(file.path)]
        [(0, 'brain.Event:2'), (3, '')]
    """
    from tfcompat._src.base.errors import DataLossError

    with translated_errors(path), open(path, "rb") as file:
        data = file.read()
    place = 0
    while place + 12 <= len(data):
        length, check = struct.unpack_from("<QI", data, place)
        if check != crc.masked_crc32c(data[place:place + 8]):
            raise DataLossError(None, None, f"corrupted record at {place}")
        start = place + 12
        if start + length + 4 > len(data):
            return
        body = data[start:start + length]
        if struct.unpack_from("<I", data, start + length)[0] != crc.masked_crc32c(body):
            raise DataLossError(None, None, f"corrupted record at {place}")
        yield messages.Event.FromString(body)
        place = start + length + 4
