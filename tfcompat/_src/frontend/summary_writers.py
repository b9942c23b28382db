"""tf.summary: who writes, at which step, and whether: writers, `record_if`, `write`.

What is written of numbers, words, pictures and sounds is in `summaries.py`.
"""

import contextlib
import os
import re
import threading

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import context, convert, name_scopes, raw
from tfcompat._src.frontend import arrays, control, control_flow, scopes
from tfcompat._src.wire import messages

COLLECTION = "_SUMMARY_V2"
_NO_STEP = (
    "No step set. Please specify one either through the `step` argument or through "
    "tf.summary.experimental.set_step()"
)
_BAD_CHARACTERS = re.compile(r"[^-/\w\.]")


class _State(threading.local):
    """What is in force in a thread."""

    writer = None
    step = None
    recording = True


_state = _State()


class SummaryWriter:
    """What summaries are written with; `tf.summary.create_file_writer` makes one.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> writer = tf.summary.create_file_writer(tempfile.mkdtemp())
        >>> with writer.as_default(step=1):
        ...     bool(tf.summary.scalar("loss", 0.5))
        True
        >>> writer.close()
    """

    def set_as_default(self, step=None):
        """Write with this from now on.

        Args:
            step: the step from now on, unless None.

        Example:
            >>> import tfcompat as tf
            >>> tf.summary.create_noop_writer().set_as_default()
        """
        _state.writer = self._that_writes()
        if step is not None:
            _state.step = step

    def _that_writes(self):
        """Return what is in force when this is: itself, or None if it writes nothing."""
        return self

    def as_default(self, step=None):
        """Return a context manager in which this is written with.

        Args:
            step: the step in it, unless None.

        Example:
            >>> import tfcompat as tf
            >>> with tf.summary.create_noop_writer().as_default(step=3):
            ...     tf.summary.experimental.get_step()
            3
        """
        raise NotImplementedError()

    def init(self):
        """Make the file.

        Example:
            >>> import tfcompat as tf
            >>> tf.summary.create_noop_writer().init()
        """
        raise NotImplementedError()

    def flush(self):
        """Write what is kept.

        Example:
            >>> import tfcompat as tf
            >>> tf.summary.create_noop_writer().flush()
        """
        raise NotImplementedError()

    def close(self):
        """Write what is kept, and write no more.

        Example:
            >>> import tfcompat as tf
            >>> tf.summary.create_noop_writer().close()
        """
        raise NotImplementedError()


class _NoopSummaryWriter(SummaryWriter):
    def _that_writes(self):
        return None

    def as_default(self, step=None):
        return _in_force(None, step)

    def init(self):
        pass

    def flush(self):
        pass

    def close(self):
        pass


class _ResourceSummaryWriter(SummaryWriter):
    def __init__(self, make, initialize):
        self._resource = make()
        self._init_op = initialize(self._resource)
        self._closed = False

    def _check_open(self):
        if self._closed:
            raise RuntimeError(f"SummaryWriter {self!r} is already closed")

    def set_as_default(self, step=None):
        self._check_open()
        super().set_as_default(step)

    def as_default(self, step=None):
        self._check_open()
        return _in_force(self, step)

    def init(self):
        self._check_open()
        return self._init_op

    def flush(self):
        if self._closed:
            return None
        return raw.FlushSummaryWriter(self._resource)

    def close(self):
        if self._closed:
            return None
        with control.control_dependencies([self.flush()] if not scopes.eager() else []):
            done = raw.CloseSummaryWriter(self._resource)
        if context.executing_eagerly():
            self._closed = True
        return done


@contextlib.contextmanager
def _in_force(writer, step):
    before = _state.writer, _state.step
    _state.writer = writer
    if step is not None:
        _state.step = step
    try:
        yield writer
    finally:
        _state.writer = before[0]
        if step is not None:
            _state.step = before[1]
        if writer is not None:
            _flush_if_eager(writer)


def _flush_if_eager(writer):
    if context.executing_eagerly() and not writer._closed:
        writer.flush()


def create_file_writer(
    logdir, max_queue=None, flush_millis=None, filename_suffix=None, name=None,
    experimental_trackable=False, experimental_mesh=None,
):
    """Make a writer of a new file of events, for TensorBoard to read.

    Args:
        logdir: the directory of the file.
        max_queue: how many summaries are kept before they are written, 10 for None.
        flush_millis: how long they are kept, two minutes for None.
        filename_suffix: what the file's name ends with, ".v2" for None.
        name: the name that writers in graphs share.
        experimental_trackable: of no effect here; writers are not part of checkpoints.
        experimental_mesh: must be None.

    Returns:
        A SummaryWriter.

    Raises:
        ValueError: there is no `logdir`.
        OpError: the file cannot be made.

    Example:
        >>> import os, tempfile
        >>> import tfcompat as tf
        >>> folder = tempfile.mkdtemp()
        >>> writer = tf.summary.create_file_writer(folder)
        >>> with writer.as_default():
        ...     for step in range(3):
        ...         recorded = tf.summary.scalar("loss", 1 / (step + 1), step=step)
        >>> writer.close()
        >>> len(os.listdir(folder))
        1
    """
    if logdir is None:
        raise ValueError("Argument `logdir` cannot be None")
    if experimental_mesh is not None:
        raise errors.UnsupportedError("tf.summary.create_file_writer with experimental_mesh")
    folder = logdir if hasattr(logdir, "dtype") else os.fspath(logdir)
    settings = (
        10 if max_queue is None else max_queue,
        120_000 if flush_millis is None else flush_millis,
        ".v2" if filename_suffix is None else filename_suffix,
    )
    if name is None:
        shared = "" if context.executing_eagerly() else f"logdir:{folder}"
    else:
        shared = name

    def make():
        return raw.SummaryWriter(shared_name=shared)

    def initialize(resource):
        return raw.CreateSummaryFileWriter(resource, folder, *settings)

    if getattr(getattr(context.current(), "graph", None), "building_function", False):
        with name_scopes.init_scope():
            return _ResourceSummaryWriter(make, initialize)
    return _ResourceSummaryWriter(make, initialize)


def create_noop_writer():
    """Return a writer that writes nothing.

    Returns:
        A `SummaryWriter`.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> with tf.summary.create_noop_writer().as_default():
        ...     bool(tf.summary.scalar("loss", 0.5, step=1))
        False
    """
    return _NoopSummaryWriter()


@contextlib.contextmanager
def record_if(condition):
    """Return a context manager in which summaries are written only where a condition holds.

    Args:
        condition: a bool, a bool tensor, or a function without arguments that returns one.

    Returns:
        A context manager.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> with tf.summary.record_if(False):
        ...     bool(tf.summary.should_record_summaries())
        False
    """
    before = _state.recording
    _state.recording = condition
    try:
        yield
    finally:
        _state.recording = before


def should_record_summaries():
    """Say whether summaries are written now, a bool tensor.

    Returns:
        A boolean, or a scalar boolean tensor.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.summary.should_record_summaries()
        <tf.Tensor: shape=(), dtype=bool, numpy=False>
    """
    if _state.writer is None:
        return convert.constant(False)
    recording = _state.recording
    return convert.convert_to_tensor(recording() if callable(recording) else recording)


def get_step():
    """Return the step in force, or None: `tf.summary.experimental.get_step`.

    Returns:
        The step, or None where none was set.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.summary.experimental.set_step(7)
        >>> tf.summary.experimental.get_step()
        7
        >>> tf.summary.experimental.set_step(None)
    """
    return _state.step


def set_step(step):
    """Set the step in force: `tf.summary.experimental.set_step`.

    Args:
        step: an int, an int64 tensor or variable, or None. An int is part of the functions that are
            traced with it; a variable is read when they run.

    Returns:
        None.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.summary.experimental.set_step(tf.Variable(3, dtype=tf.int64))
        >>> int(tf.summary.experimental.get_step())
        3
        >>> tf.summary.experimental.set_step(None)
    """
    _state.step = step


def has_default_writer():
    """Say whether there is a writer in force that writes."""
    return _state.writer is not None


@contextlib.contextmanager
def summary_scope(name, default_name="summary", values=None):
    """Return a context manager of the tag and the name scope of a summary.

    Args:
        name: the name of the summary.
        default_name: the name where that is empty.
        values: of no effect.

    Returns:
        A context manager of `(tag, scope)`.

    Raises:
        Nothing: what cannot be part of a scope's name is left out.

    Example:
        >>> import tfcompat as tf
        >>> with tf.name_scope("train"), tf.summary.experimental.summary_scope("loss") as names:
        ...     names
        ('train/loss', 'train/loss/')
    """
    name = name or default_name
    outer = scopes.get_current_name_scope()
    tag = f"{outer}/{name}" if outer else name
    clean = _BAD_CHARACTERS.sub("", name).lstrip("-/_.") or default_name
    with name_scopes.name_scope(clean) as scope:
        yield tag, scope


def _recorded(name, record):
    """Record where summaries are written now; return whether it was done."""
    condition = should_record_summaries()
    known = arrays.get_static_value(condition)
    if known is None:
        done = control_flow.cond(condition, record, lambda: convert.constant(False), name=name)
    else:
        done = record() if known else convert.constant(False)
    graph = getattr(context.current(), "graph", None)
    if graph is not None:
        graph.add_to_collection(COLLECTION, done)
    return done


def _and_true(operation):
    with control.control_dependencies([] if operation is None else [operation]):
        return arrays.identity(convert.constant(True))


def _step(step):
    step = _state.step if step is None else step
    if step is None:
        raise ValueError(_NO_STEP)
    return convert.convert_to_tensor(step, dtypes.int64)


def write(tag, tensor, step=None, metadata=None, name=None):
    """Write a tensor under a tag, for a plugin of TensorBoard to show.

    Args:
        tag: the tag, a string.
        tensor: what to write, or a function without arguments that returns it.
        step: the step, by default the one in force.
        metadata: a SummaryMetadata message, or a serialized one.
        name: a name for the operation.

    Returns:
        A bool tensor: whether it was written.

    Raises:
        ValueError: there is no step.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default():
        ...     tf.summary.write("numbers", [1, 2], step=4)
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    with scopes.scope(name, "write_summary") as scope:
        writer = _state.writer
        if writer is None:
            return convert.constant(False)
        if metadata is None:
            metadata = b""
        elif hasattr(metadata, "SerializeToString"):
            metadata = metadata.SerializeToString()

        def record():
            number = _step(step)
            value = tensor() if callable(tensor) else arrays.identity(tensor)
            return _and_true(raw.WriteSummary(
                writer._resource, number, value, tag, metadata, name=scope
            ))

        return _recorded("summary_cond", record)


def write_raw_pb(tensor, step=None, name=None):
    """Write serialized Summary messages: `tf.summary.experimental.write_raw_pb`.

    Args:
        tensor: strings.
        step: the step, by default the one in force.
        name: a name for the operation.

    Returns:
        A bool tensor: whether they were written.

    Raises:
        ValueError: there is no step.
        DataLossError: a string is no summary.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.summary.experimental.write_raw_pb(b"", step=1))
        False
    """
    with scopes.scope(name, "write_raw_pb") as scope:
        writer = _state.writer
        if writer is None:
            return convert.constant(False)

        def record():
            return _and_true(raw.WriteRawProtoSummary(
                writer._resource, _step(step), tensor, name=scope
            ))

        return _recorded("summary_cond", record)


def graph(graph_data):
    """Write a graph.

    Args:
        graph_data: a graph or a GraphDef message.

    Returns:
        A bool tensor: whether it was written.

    Raises:
        ValueError: it is neither.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> f = tf.function(lambda x: x + 1).get_concrete_function(tf.constant(1))
        >>> with tf.summary.create_file_writer(tempfile.mkdtemp()).as_default():
        ...     tf.summary.graph(f.graph)
        <tf.Tensor: shape=(), dtype=bool, numpy=True>
    """
    if not context.executing_eagerly():
        raise RuntimeError("`tf.summary.graph` is not supported in graph mode. ")
    writer = _state.writer
    if writer is None:
        return convert.constant(False)
    if hasattr(graph_data, "as_graph_def"):
        data = graph_data.as_graph_def(add_shapes=True)
    elif hasattr(graph_data, "SerializeToString"):
        data = graph_data
    else:
        raise ValueError(
            "Argument 'graph_data' is not tf.Graph or tf.compat.v1.GraphDef. Received "
            f"graph_data={graph_data!r} of type {type(graph_data).__name__}."
        )
    data = messages.GraphDef.FromString(data.SerializeToString()).SerializeToString()
    return _recorded("summary_cond", lambda: _and_true(
        raw.WriteGraphSummary(writer._resource, 0, data)
    ))


def flush(writer=None, name=None):
    """Write what a writer keeps.

    Args:
        writer: a SummaryWriter; the one in force for None.
        name: of no effect.

    Returns:
        The operation that flushes, in a graph; None eagerly.

    Raises:
        ValueError: it is no writer.

    Example:
        >>> import tfcompat as tf
        >>> tf.summary.flush(tf.summary.create_noop_writer())
    """
    writer = _state.writer if writer is None else writer
    if writer is None:
        return None
    if not isinstance(writer, SummaryWriter):
        raise ValueError(f"Invalid argument to flush(): {writer!r}")
    return writer.flush()
