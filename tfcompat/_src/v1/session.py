"""Session: runs parts of a graph, and holds the values of its variables and tables.

What may be asked for is taken apart in `fetches`; values that are fed are checked here.
"""

import threading

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import cancellation
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.graph import graph as graphs
from tfcompat._src.graph import sessions
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.plan import compiler
from tfcompat._src.v1 import session_errors
from tfcompat._src.v1.fetches import Fetches


class Session:
    """Runs operations of a graph: `tf.compat.v1.Session`.

    Variables have their values in a session: two sessions of a graph know nothing of each other.

    Args:
        target: accepted for compatibility: there is this process only.
        graph: the graph; by default the default graph.
        config: a ConfigProto message: `operation_timeout_in_ms` is heeded, as a limit for what
            waits for a queue.

    Raises:
        TypeError: `graph` is no graph.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     x = tf.compat.v1.placeholder(tf.int32, [None])
        ...     with tf.compat.v1.Session() as session:
        ...         session.run(x * 2, {x: [1, 2]})
        array([2, 4], dtype=int32)
    """

    def __init__(self, target="", graph=None, config=None):
        if graph is None:
            graph = current_graph() or graphs.default_graph()
        if not isinstance(graph, graphs.Graph):
            raise TypeError("Argument `graph` must be a tf.Graph, but got "
                            f"\"{type(graph).__name__}\"")
        if target is not None and not isinstance(target, (str, bytes)):
            raise TypeError(f"Argument `target` must be a string, but got "
                            f"\"{type(target).__name__}\"")
        self.graph = graph
        self.sess_str = target
        self._config = config
        self._closed = False
        self._resources = {}
        self._plans = {}
        self._lock = threading.Lock()
        self._cancellation = cancellation.Cancellation()
        self._entered = []

    @property
    def graph_def(self):
        """The graph as a GraphDef message."""
        return self.graph.as_graph_def()

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        """Evaluate tensors and run operations.

        Args:
            fetches: a tensor, operation, variable, composite tensor, a name of one, or a nest
                (list, tuple, named tuple, dict) of these.
            feed_dict: dict of tensors, or their names, to values to use for them.
            options: a RunOptions message: `timeout_in_ms` is heeded, by what waits for a queue.
            run_metadata: accepted for compatibility.

        Returns:
            Numpy arrays and scalars arranged as `fetches`; None in place of operations.

        Raises:
            RuntimeError: the session is closed.
            TypeError, ValueError: a fetch or feed is none.
            OpError: an operation failed.
        """
        if self._closed:
            raise RuntimeError("Attempted to use a closed Session.")
        if not self.graph.operations:
            raise RuntimeError(
                "The Session graph is empty. Add operations to the graph before calling run().")
        feeds = self._feeds(feed_dict or {})
        wanted = Fetches(self.graph, fetches)
        plan = self._plan([tensor for tensor, _ in feeds], wanted)
        try:
            with cancellation.part_of(self._cancellation, self._seconds(options)):
                arrays = plan(*[_checked_text(tensor, array) for tensor, array in feeds])
        except errors.OpError as error:
            raise session_errors.explained(error, self.graph) from None
        fed = {id(tensor): array for tensor, array in feeds}
        return wanted.result([  # what is fed and fetched comes back as it was given
            fed.get(id(tensor)) if id(tensor) in fed else _handed_out(array)
            for tensor, array in zip(wanted.tensors, arrays, strict=True)
        ])

    def _seconds(self, options):
        """Return how long a run may wait for queues, or None."""
        limit = getattr(options, "timeout_in_ms", 0) or getattr(
            self._config, "operation_timeout_in_ms", 0)
        return limit / 1000 if limit else None

    def _plan(self, feeds, wanted):
        key = (len(self.graph.operations), tuple(map(id, feeds)),
               tuple(map(id, wanted.tensors)), tuple(map(id, wanted.operations)))
        with self._lock:
            plan = self._plans.get(key)
            if plan is None:
                plan = self._plans[key] = compiler.compile_plan(
                    self.graph, feeds, wanted.tensors, wanted.operations, keep_stateful=False,
                    name="session", resources=self._resources)
        return plan

    def _feeds(self, feed_dict):
        feeds = {}
        for key, value in feed_dict.items():
            for tensor, part in self._feed_parts(key, value):
                if not self.graph.is_feedable(tensor):
                    raise ValueError(f"Tensor {tensor.name} may not be fed.")
                feeds[id(tensor)] = (tensor, _fed(tensor, part))
        return list(feeds.values())

    def _feed_parts(self, key, value):
        if isinstance(key, SparseTensor):
            parts = (key.indices, key.values, key.dense_shape)
            return list(zip(parts, value, strict=True))
        if isinstance(key, IndexedSlices):
            parts = (key.values, key.indices, key.dense_shape)
            return [pair for pair in zip(parts, value, strict=False) if pair[0] is not None]
        if isinstance(key, tuple):
            raise TypeError(f"Cannot interpret feed_dict key as Tensor: {key}")
        try:
            tensor = self.graph.as_graph_element(key, allow_operation=False)
        except (KeyError, TypeError, ValueError) as error:
            shown = error.args[0] if error.args else error
            raise TypeError(f"Cannot interpret feed_dict key as Tensor: {shown}") from None
        return [(tensor, value)]

    def make_callable(self, fetches, feed_list=None, accept_options=False):
        """Return a function that runs `fetches`; its arguments are values for `feed_list`."""
        feed_list = list(feed_list or [])

        def run(*args, **kwargs):
            return self.run(fetches, dict(zip(feed_list, args, strict=False)))

        return run

    def list_devices(self):
        """Return the names of the devices there are."""
        return ["/job:localhost/replica:0/task:0/device:CPU:0"]

    def as_default(self):
        """Return a context manager that makes this the session of `eval` and `run`."""
        return sessions.default(self)

    def close(self):
        """End the session and forget the values of its variables; what waits for queues fails."""
        self._closed = True
        self._cancellation.cancel()
        self._plans, self._resources = {}, {}

    def __enter__(self):
        managers = self.graph.as_default(), self.as_default()
        for manager in managers:
            manager.__enter__()
        self._entered.append(managers)
        return self

    def __exit__(self, *details):
        for manager in reversed(self._entered.pop()):
            manager.__exit__(*details)
        if not self._entered:
            self.close()


class InteractiveSession(Session):
    """A session that is the default one from its creation to its close.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     session = tf.compat.v1.InteractiveSession()
        ...     float(tf.constant(2.0).eval())
        2.0
        >>> session.close()
    """

    def __init__(self, target="", graph=None, config=None):
        super().__init__(target, graph, config)
        self._default = self.as_default()
        self._default.__enter__()

    def close(self):
        """End the session."""
        super().close()
        if self._default is not None:
            default, self._default = self._default, None
            default.__exit__(None, None, None)


def _handed_out(value):
    """Return a fetched array as the caller's own; scalars of rank 0."""
    if not isinstance(value, np.ndarray):
        return value
    return value.copy() if value.ndim else value[()]


def _fed(tensor, value):
    """Return the array of a value that is fed.

    Raises:
        TypeError, ValueError: it does not fit the tensor.
    """
    if isinstance(value, Tensor) and not isinstance(value, EagerTensor):
        raise TypeError(
            "The value of a feed cannot be a tf.Tensor object. Acceptable feed values include "
            "Python scalars, strings, lists, numpy ndarrays, or TensorHandles. For reference, "
            f"the tensor object was {value!s} which was passed to the argument `feed_dict` with "
            f"key {tensor!s}."
        )
    kind = tensor.dtype.base_dtype
    if kind in (dtypes.resource, dtypes.variant):
        return getattr(value, "_array", value)
    numpy_kind = kind.as_numpy_dtype
    if type(value) is int:
        _check_int(value, numpy_kind, kind)
    if isinstance(value, EagerTensor):
        value = value.numpy()
    array = np.asarray(value, dtype=numpy_kind)
    if not tensor.shape.is_compatible_with(array.shape):
        raise ValueError(
            f"Cannot feed value of shape {array.shape} for Tensor {tensor.name}, which has shape "
            f"{tensor.shape}"
        )
    return array


def _check_int(value, numpy_kind, kind):
    try:
        fits = kind != dtypes.string and np.asarray(value).astype(numpy_kind) == value
    except OverflowError:
        fits = False
    if not fits:
        raise TypeError(
            f"Type of feed value {value} with type {type(value)} is not compatible with Tensor "
            f"type {numpy_kind}. Try explicitly setting the type of the feed tensor to a larger "
            "type (e.g. int64)."
        )


def _checked_text(tensor, array):
    """Return strings that are fed as bytes; other arrays as they are.

    Raises:
        TypeError: something is no string.
    """
    if tensor.dtype.base_dtype != dtypes.string:
        return array
    flat = []
    for item in array.reshape(-1).tolist():
        if not isinstance(item, (str, bytes)):
            raise TypeError(f"Unsupported object type {type(item).__name__}")
        flat.append(item.encode() if isinstance(item, str) else bytes(item))
    result = np.empty(len(flat), object)
    result[:] = flat
    return result.reshape(array.shape)
