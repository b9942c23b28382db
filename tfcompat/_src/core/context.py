"""The thread-local stack of contexts that decides what an op call means, and the recorders.

A context runs a call now, adds it to a graph, or does something else with it; ops never ask which.
The bottom of every stack is the eager context, which `eager.py` registers here when imported.
"""

import contextlib
import threading

from tfcompat._src.arrays import devices


class Context:
    """What an op call means while this context is on top of the stack.

    Attributes:
        is_eager: whether calls run at once and yield values.
        builds_function: whether calls become nodes of a function that is being traced.
    """

    is_eager = False
    builds_function = False

    def naming(self, op, inputs, name):
        """Return a context manager that yields the name for a call while it is prepared."""
        return contextlib.nullcontext(name)

    def convert(self, op, inputs, types):
        """Convert the inputs of a call to tensors.

        Args:
            op: the registry's `Op` record.
            inputs: one value per input argument, a list or tuple for list arguments.
            types: the attributes given; those that the inputs imply are added.

        Returns:
            Per input argument a Tensor, or a list of Tensors for list arguments.

        Raises:
            TypeError, ValueError, InvalidArgumentError: a value does not fit its argument.
        """
        raise NotImplementedError

    def explained(self, error, op, inputs, name):
        """Return what to raise for an error of a call."""
        return error

    def execute(self, op, inputs, attrs, name):
        """Carry out one op call.

        Args:
            op: the registry's `Op` record.
            inputs: per input argument a Tensor, or a list of Tensors for list arguments.
            attrs: every attribute, canonical.
            name: the name the caller wishes for, or None.

        Returns:
            The flat list of output tensors. For an op without outputs: what the caller gets
            instead of a tensor (the operation in a graph, None when eager).
        """
        raise NotImplementedError

    def constant(self, array, dtype, name):
        """Return a tensor with the value of `array`."""
        raise NotImplementedError


class _Threads(threading.local):
    def __init__(self):
        self.stack = [_bottom] if _default is None else [_bottom, _default]
        self.recorders = []
        self.quiet = devices.local_device().xp.quiet_context()
        self.own = self.stack, self.recorders, self.quiet.run  # for who wants them all, fast


_bottom = _default = None
_threads = None


def set_bottom(context):
    """Make `context` the bottom of every thread's stack (done once, by the eager context)."""
    global _bottom, _threads
    _bottom = context
    _threads = _Threads()


def default_depth():
    """Return the length of a thread's stack outside of all `with` blocks."""
    return 1 if _default is None else 2


def set_default(context):
    """Let `context` decide about all calls outside of any other; None: the eager context.

    Raises:
        RuntimeError: this thread is within a `with` block of some context.
    """
    global _default
    if len(_threads.stack) != default_depth():
        raise RuntimeError("The default context cannot be changed within that of a graph.")
    _default = context
    _threads.stack[:] = [_bottom] if context is None else [_bottom, context]


def current():
    """Return the context that decides about the next op call of this thread."""
    return _threads.stack[-1]


@contextlib.contextmanager
def push(context):
    """Put a context on top of this thread's stack for the length of a `with` block."""
    stack = _threads.stack
    stack.append(context)
    try:
        yield context
    finally:
        stack.pop()


def executing_eagerly():
    """Say whether ops called now run at once.

    Returns:
        True outside of traced functions and graphs.

    Example:
        >>> import tfcompat as tf
        >>> tf.executing_eagerly()
        True
    """
    return _threads.stack[-1].is_eager


@contextlib.contextmanager
def outside():
    """Leave all functions being traced for the length of a `with` block.

    What is around them is the eager context, or a plain graph that is the default.
    """
    with push(around()):
        yield


def around():
    """Return the context around all functions being traced: the eager one, or a plain graph's."""
    return next(c for c in reversed(_threads.stack) if not c.builds_function)


@contextlib.contextmanager
def eagerly():
    """Run ops of a `with` block at once, whatever is around."""
    with push(_bottom):
        yield


def stack():
    """Return this thread's contexts, bottom first."""
    return tuple(_threads.stack)


def threads():
    """Return what holds each thread's `stack`, `recorders` and `quiet` context of kernels.

    `own` is the tuple of the two and of the context's `run`: finding a thread's own takes time.
    """
    return _threads


def recorders():
    """Return this thread's list of recorders; each is told of every op call (tapes are such)."""
    return _threads.recorders
