"""tf.CriticalSection: code that runs in one thread at a time; and the clock, tf.timestamp."""

import contextlib
import threading

from tfcompat._src.base import nest
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import control, scopes


class _Running(threading.local):
    def __init__(self):
        self.sections = []


_RUNNING = _Running()


class CriticalSection:
    """Runs functions one after the other, whatever threads they are called from.

    Args:
        name: a name for the lock.
        shared_name: a name under which nodes of graphs share the lock.
        critical_section_def, import_scope: not supported, as in TensorFlow.

    Raises:
        ValueError: an unsupported argument is given.

    Example:
        >>> import tfcompat as tf
        >>> section, v = tf.CriticalSection(), tf.Variable(1.0)
        >>> @tf.function(autograph=False)
        ... def add_and_read():
        ...     v.assign_add(1.0)
        ...     return v.read_value()
        >>> section.execute(add_and_read)
        <tf.Tensor: shape=(), dtype=float32, numpy=2.0>
    """

    def __init__(
        self, name=None, shared_name=None, critical_section_def=None, import_scope=None,
    ):
        for argument, value in (("critical_section_def", critical_section_def),
                                ("import_scope", import_scope)):
            if value is not None:
                raise ValueError(f"Argument `{argument}` is not supported.")
        with context.eagerly():
            self._handle = raw.MutexV2(
                shared_name=shared_name or name or "critical_section", container="", name=name)
        self._name = name or "critical_section"

    @property
    def name(self):
        """The name of the lock's node; there is none eagerly."""
        return self._handle.op.name

    def execute(self, fn, exclusive_resource_access=True, name=None):
        """Run a function while nobody else runs one in this section.

        Args:
            fn: a function of no arguments.
            exclusive_resource_access: whether no other section of the same graph may use the
                same variables.
            name: a name for the nodes.

        Returns:
            What the function returns, as tensors.

        Raises:
            ValueError: the function runs something in this section itself, or uses a variable
                that another section has to itself.
        """
        if any(section is self for section in _RUNNING.sections):
            raise ValueError(
                f"Attempting to lock a CriticalSection (signature={self._signature()}) in which "
                "we are already running. This is illegal and may cause deadlocks."
            )
        with scopes.scope(name, "critical_section_execute"):
            lock = raw.MutexLock(self._handle)
            _RUNNING.sections.append(self)
            try:
                with self._within(lock, exclusive_resource_access):
                    result = _as_tensors(fn())
            except BaseException:
                if context.executing_eagerly():
                    raw.ConsumeMutexLock(lock)
                raise
            finally:
                _RUNNING.sections.pop()
            return _released(result, lock)

    def _signature(self):
        return self._name, id(self._handle), self._handle.device

    @contextlib.contextmanager
    def _within(self, lock, exclusive):
        """Let nodes made in the block wait for the lock; note which resources they use."""
        if context.executing_eagerly():
            yield
            return
        graph = context.current().graph
        first = len(graph.operations)
        with control.control_dependencies([lock]):
            yield
        used = {id(t): t for op in graph.operations[first:] for t in op.inputs
                if t.dtype.name == "resource"}
        self._check_exclusive(graph, used, exclusive)

    def _check_exclusive(self, graph, used, exclusive):
        sections = graph.__dict__.setdefault("critical_sections", [])
        for other, others_used, others_exclusive in sections:
            shared = [tensor for key, tensor in used.items() if key in others_used]
            if other is not self and shared and (exclusive or others_exclusive):
                raise ValueError(
                    f"This execution would access resources: {shared}. Either this lock "
                    f"(CriticalSection: {self._name}) or lock '{other._name}' requested exclusive "
                    "resource access of this resource. Did you mean to call execute with keyword "
                    "argument exclusive_resource_access=False?"
                )
        sections.append((self, used, exclusive))


def _as_tensors(result):
    def convert(value):
        return value if value is None else raw.Identity(convert_to_tensor(value))

    return nest.map_structure(convert, result, expand_composites=True)


def _released(result, lock):
    """Give the lock back after the results are there, and let them wait for that in graphs."""
    tensors = [t for t in nest.flatten(result, expand_composites=True) if isinstance(t, Tensor)]
    with control.control_dependencies(tensors):
        done = raw.ConsumeMutexLock(lock)
    if context.executing_eagerly():
        return result
    with control.control_dependencies([done]):
        return nest.map_structure(
            lambda value: value if value is None else raw.Identity(value), result,
            expand_composites=True)


def timestamp(name=None):
    """The time in seconds since 1970.

    Args:
        name: a name for the node.

    Returns:
        A float64 scalar: the time when the op runs, not when it is traced.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.timestamp() > 1.7e9)
        True
    """
    return raw.Timestamp(name=name)
