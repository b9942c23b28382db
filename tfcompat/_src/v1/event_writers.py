"""tf.compat.v1.summary.FileWriter: summaries that sessions have fetched, written to files."""

import os
import threading
import time

from tfcompat._src.core import context, raw
from tfcompat._src.frontend import summary_writers
from tfcompat._src.graph.sessions import get_default_session
from tfcompat._src.v1.collections import get_default_graph
from tfcompat._src.v1.meta_graph_files import export_meta_graph
from tfcompat._src.wire import event_files, messages


class FileWriter:
    """Writes summaries to a new file of events in a directory, for TensorBoard to read.

    Args:
        logdir: the directory, which is made if it is not there.
        graph: a graph to write as well.
        max_queue: how many events are kept before they are written.
        flush_secs: how long they are kept.
        graph_def: a GraphDef to write, in place of `graph`.
        filename_suffix: what the file's name ends with.
        session: of no effect: files are written here and now.

    Raises:
        RuntimeError: TensorFlow 2 is at work.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> v1 = tf.compat.v1
        >>> folder = tempfile.mkdtemp()
        >>> with tf.Graph().as_default() as graph, v1.Session() as session:
        ...     summary = v1.summary.scalar("loss", 0.5)
        ...     with v1.summary.FileWriter(folder, graph) as writer:
        ...         writer.add_summary(session.run(summary), global_step=1)
        >>> [path] = tf.io.gfile.glob(folder + "/*")
        >>> [event.step for event in v1.train.summary_iterator(path)]
        [0, 0, 0, 1]
    """

    def __init__(
        self, logdir, graph=None, max_queue=10, flush_secs=120, graph_def=None,
        filename_suffix=None, session=None,
    ):
        if context.executing_eagerly():
            raise RuntimeError(
                "v1.summary.FileWriter is not compatible with eager execution. Use "
                "`tf.summary.create_file_writer`,or a `with v1.Graph().as_default():` context"
            )
        self._logdir = os.fspath(logdir)
        self._settings = filename_suffix or "", max_queue, flush_secs
        self._tags, self._runs = set(), set()
        self._file = None
        self.reopen()
        if graph is not None or graph_def is not None:
            self.add_graph(graph, graph_def=graph_def)
            if hasattr(graph, "as_graph_def"):
                with graph.as_default():
                    self.add_meta_graph(export_meta_graph(graph=graph))

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def get_logdir(self):
        """Return the directory."""
        return self._logdir

    def _add(self, event, global_step):
        event.wall_time = time.time()
        if global_step is not None:
            event.step = int(global_step)
        self.add_event(event)

    def add_event(self, event):
        """Write an Event message."""
        if self._file is not None:
            self._file.add(messages.Event.FromString(event.SerializeToString()))

    def add_summary(self, summary, global_step=None):
        """Write a summary: a Summary message, or a serialized one.

        Metadata is written with the first value of a tag only.
        """
        data = summary if isinstance(summary, bytes) else summary.SerializeToString()
        found = messages.Summary.FromString(data)
        for value in found.value:
            if value.HasField("metadata"):
                if value.tag in self._tags:
                    value.ClearField("metadata")
                self._tags.add(value.tag)
        self._add(messages.Event(summary=found), global_step)

    def add_graph(self, graph, global_step=None, graph_def=None):
        """Write a graph, or a GraphDef.

        Raises:
            ValueError: both are given, or none.
            TypeError: it is no graph.
        """
        if graph is not None and graph_def is not None:
            raise ValueError("Please pass only graph, or graph_def (deprecated), but not both.")
        if hasattr(graph, "as_graph_def"):
            found = graph.as_graph_def(add_shapes=True)
        elif hasattr(graph_def, "SerializeToString"):
            found = graph_def
        elif hasattr(graph, "SerializeToString"):
            found = graph
        else:
            raise TypeError(f"The passed graph must be an instance of `Graph` "
                            f"(or the deprecated `GraphDef`) but is {type(graph).__name__}")
        self._add(messages.Event(graph_def=found.SerializeToString()), global_step)

    def add_meta_graph(self, meta_graph_def, global_step=None):
        """Write a MetaGraphDef.

        Raises:
            TypeError: it is none.
        """
        if type(meta_graph_def).__name__ != "MetaGraphDef":
            raise TypeError(f"meta_graph_def must be type MetaGraphDef, saw type: "
                            f"{type(meta_graph_def)}")
        self._add(
            messages.Event(meta_graph_def=meta_graph_def.SerializeToString()), global_step
        )

    def add_session_log(self, session_log, global_step=None):
        """Write a SessionLog message."""
        found = messages.SessionLog.FromString(session_log.SerializeToString())
        self._add(messages.Event(session_log=found), global_step)

    def add_run_metadata(self, run_metadata, tag, global_step=None):
        """Write what was measured of a run, under a tag of its own.

        Raises:
            ValueError: the tag is not new.
        """
        if tag in self._runs:
            raise ValueError("The provided tag was already used for this event type")
        self._runs.add(tag)
        found = messages.TaggedRunMetadata(
            tag=tag, run_metadata=run_metadata.SerializeToString()
        )
        self._add(messages.Event(tagged_run_metadata=found), global_step)

    def flush(self):
        """Write what is kept."""
        if self._file is not None:
            self._file.flush()

    def close(self):
        """Write what is kept and close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def reopen(self):
        """Go on in another file, if this is closed."""
        if self._file is None:
            self._file = event_files.EventFile(self._logdir, *self._settings)


class FileWriterCache:
    """FileWriters by their directories.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> v1 = tf.compat.v1
        >>> folder = tempfile.mkdtemp()
        >>> with tf.Graph().as_default():
        ...     v1.summary.FileWriterCache.get(folder) is v1.summary.FileWriterCache.get(folder)
        True
        >>> v1.summary.FileWriterCache.clear()
    """

    _writers = {}
    _lock = threading.RLock()

    @staticmethod
    def get(logdir):
        """Return the writer of a directory, a new one if there is none."""
        with FileWriterCache._lock:
            if logdir not in FileWriterCache._writers:
                FileWriterCache._writers[logdir] = FileWriter(logdir, graph=get_default_graph())
            return FileWriterCache._writers[logdir]

    @staticmethod
    def clear():
        """Close all writers and forget them."""
        with FileWriterCache._lock:
            for writer in FileWriterCache._writers.values():
                writer.close()
            FileWriterCache._writers.clear()


def initialize(graph=None, session=None):
    """Let the writer of `tf.summary` make its file in a session, and write a graph.

    Args:
        graph: a graph to write, or None.
        session: the session, by default the one in force.

    Raises:
        RuntimeError: there is no writer in force.
        ValueError: there is no session.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.summary.initialize()
    """
    if context.executing_eagerly():
        return
    writer = summary_writers._state.writer
    if writer is None:
        raise RuntimeError("No default tf.contrib.summary.SummaryWriter found")
    if session is None:
        session = get_default_session()
    if session is None:
        raise ValueError("Argument `session must be passed if no default session exists")
    session.run(writer.init())
    if graph is not None:
        data = graph.as_graph_def(add_shapes=True).SerializeToString()
        with session.graph.as_default():
            session.run(raw.WriteGraphSummary(writer._resource, 0, data))


def summary_iterator(path):
    """Return an iterator over the Event messages of a file.

    Args:
        path: the path of a file of events.

    Raises:
        DataLossError: the file is broken.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> with tf.summary.create_file_writer(folder).as_default():
        ...     written = tf.summary.scalar("loss", 0.5, step=3)
        >>> [path] = tf.io.gfile.glob(folder + "/*")
        >>> for event in tf.compat.v1.train.summary_iterator(path):
        ...     print(event.step, [value.tag for value in event.summary.value])
        0 []
        3 ['loss']
    """
    return event_files.events(os.fspath(path))
