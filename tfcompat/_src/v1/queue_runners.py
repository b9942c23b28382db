"""What fills queues in TensorFlow 1: threads that run the operations that put elements in."""

import threading
import weakref

from tfcompat._src.base import errors
from tfcompat._src.base.logs import get_logger
from tfcompat._src.core import context
from tfcompat._src.graph import sessions
from tfcompat._src.v1.collections import (
    GraphKeys, add_to_collection, get_collection, get_default_graph)
from tfcompat._src.v1.session import Session
from tfcompat._src.wire import messages


class QueueRunner:
    """The operations that fill a queue, to be run by threads: `tf.compat.v1.train.QueueRunner`.

    Args:
        queue: the queue.
        enqueue_ops: list of operations; each is run by a thread of its own.
        close_op: what closes the queue once all of them have come to an end.
        cancel_op: what closes it when a stop is asked for.
        queue_closed_exception_types: tuple of the errors that mean such an end;
            `(tf.errors.OutOfRangeError,)` by default.
        queue_runner_def: a QueueRunnerDef message that says all this by names instead.
        import_scope: a prefix of these names.

    Raises:
        RuntimeError: ops run at once: there are no operations then.
        ValueError: queue or operations are missing, or are given along with a message.
        TypeError: `queue_closed_exception_types` are none.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     queue = tf.queue.FIFOQueue(5, tf.int32)
        ...     runner = tf.compat.v1.train.QueueRunner(queue, [queue.enqueue(7)])
        ...     coordinator = tf.train.Coordinator()
        ...     threads = runner.create_threads(session, coordinator, start=True)
        ...     print(session.run(queue.dequeue()))
        ...     coordinator.request_stop()
        ...     coordinator.join(threads)
        7
    """

    def __init__(
        self, queue=None, enqueue_ops=None, close_op=None, cancel_op=None,
        queue_closed_exception_types=None, queue_runner_def=None, import_scope=None,
    ):
        if context.executing_eagerly():
            raise RuntimeError(
                "QueueRunners are not supported when eager execution is enabled. Instead, please "
                "use tf.data to get data into your model.")
        if queue_runner_def:
            if queue or enqueue_ops:
                raise ValueError("queue_runner_def and queue are mutually exclusive.")
            self._init_from_proto(queue_runner_def, import_scope)
        else:
            self._init_from_args(
                queue, enqueue_ops, close_op, cancel_op, queue_closed_exception_types)
        self._lock = threading.Lock()
        self._running = weakref.WeakKeyDictionary()
        self._exceptions_raised = []

    def _init_from_args(self, queue, enqueue_ops, close_op, cancel_op, kinds):
        if not queue or not enqueue_ops:
            raise ValueError("Must provide queue and enqueue_ops.")
        if kinds is not None and not (
                isinstance(kinds, tuple) and kinds
                and all(issubclass(kind, errors.OpError) for kind in kinds)):
            raise TypeError(
                "queue_closed_exception_types, when provided, must be a tuple of tf.error types, "
                f"but saw: {kinds}")
        self._queue = queue
        self._enqueue_ops = enqueue_ops
        self._close_op = queue.close() if close_op is None else close_op
        self._cancel_op = queue.close(cancel_pending_enqueues=True) if cancel_op is None else (
            cancel_op)
        self._queue_closed_exception_types = kinds or (errors.OutOfRangeError,)

    def _init_from_proto(self, message, import_scope):
        assert isinstance(message, messages.QueueRunnerDef)
        graph = get_default_graph()

        def found(name):
            return graph.as_graph_element(f"{import_scope}/{name}" if import_scope else name)

        self._queue = found(message.queue_name)
        self._enqueue_ops = [found(name) for name in message.enqueue_op_name]
        self._close_op = found(message.close_op_name)
        self._cancel_op = found(message.cancel_op_name)
        self._queue_closed_exception_types = tuple(
            errors.exception_type_from_error_code(code)
            for code in message.queue_closed_exception_types) or (errors.OutOfRangeError,)

    @property
    def queue(self):
        """The queue; its operation, where the runner was made from a message."""
        return self._queue

    @property
    def enqueue_ops(self):
        """The operations that fill it."""
        return self._enqueue_ops

    @property
    def close_op(self):
        """The operation that closes it."""
        return self._close_op

    @property
    def cancel_op(self):
        """The operation that closes it and cancels what waits."""
        return self._cancel_op

    @property
    def queue_closed_exception_types(self):
        """The errors that mean that there is nothing more to put in."""
        return self._queue_closed_exception_types

    @property
    def exceptions_raised(self):
        """The errors of threads that had no coordinator to report them to."""
        return self._exceptions_raised

    @property
    def name(self):
        """The name of the queue."""
        return self._queue.name

    def create_threads(self, sess, coord=None, daemon=False, start=False):
        """Return threads that run the operations in a session, and one that closes the queue.

        Args:
            sess: the session.
            coord: a Coordinator that stops them and is told their errors.
            daemon: whether the program may end while they run.
            start: whether they are started.

        Returns:
            List of threads; empty if there are such in the session already.
        """
        with self._lock:
            if self._running.get(sess, 0) > 0:
                return []
            self._running[sess] = len(self._enqueue_ops)
            self._exceptions_raised = []
        threads = [
            threading.Thread(
                target=self._run, args=(sess, op, coord),
                name=f"QueueRunnerThread-{self.name}-{op.name}")
            for op in self._enqueue_ops
        ]
        if coord:
            threads.append(threading.Thread(
                target=self._close_on_stop, args=(sess, self._cancel_op, coord),
                name=f"QueueRunnerThread-{self.name}-close_on_stop"))
        for thread in threads:
            if coord:
                coord.register_thread(thread)
            if daemon:
                thread.daemon = True
            if start:
                thread.start()
        return threads

    def _run(self, sess, enqueue_op, coord=None):
        """Run an operation until there is nothing more to put in, or a stop is asked for."""
        ended = False
        try:
            put = sess.make_callable(enqueue_op)
            while not (coord and coord.should_stop()):
                try:
                    put()
                except self._queue_closed_exception_types:
                    ended = True
                    self._note_end(sess)
                    return
        except Exception as error:
            if coord:
                coord.request_stop(error)
                return
            get_logger().error("Exception in QueueRunner: %s", error)
            with self._lock:
                self._exceptions_raised.append(error)
            raise
        finally:
            if not ended:
                with self._lock:
                    self._running[sess] -= 1

    def _note_end(self, sess):
        """Close the queue after the last operation that fills it."""
        with self._lock:
            self._running[sess] -= 1
            last = self._running[sess] == 0
        if last:
            self._run_quietly(sess, self._close_op)

    def _close_on_stop(self, sess, cancel_op, coord):
        coord.wait_for_stop()
        self._run_quietly(sess, cancel_op)

    @staticmethod
    def _run_quietly(sess, op):
        try:
            sess.run(op)
        except Exception as error:  # the session may be over, or the queue closed
            get_logger().debug("Ignored exception: %s", error)

    def to_proto(self, export_scope=None):
        """Return a QueueRunnerDef message, or None for a queue outside of a scope.

        Args:
            export_scope: a prefix of names that is left out.
        """
        if export_scope is not None and not self.queue.name.startswith(export_scope):
            return None

        def named(op):
            return op.name.removeprefix(f"{export_scope}/") if export_scope else op.name

        return messages.QueueRunnerDef(
            queue_name=named(self.queue), enqueue_op_name=map(named, self.enqueue_ops),
            close_op_name=named(self.close_op), cancel_op_name=named(self.cancel_op),
            queue_closed_exception_types=[
                errors.error_code_from_exception_type(kind)
                for kind in self._queue_closed_exception_types])

    @staticmethod
    def from_proto(queue_runner_def, import_scope=None):
        """Return the QueueRunner that a QueueRunnerDef message describes."""
        return QueueRunner(queue_runner_def=queue_runner_def, import_scope=import_scope)


def add_queue_runner(qr, collection=GraphKeys.QUEUE_RUNNERS):
    """Let `start_queue_runners` start a QueueRunner.

    Args:
        qr: the QueueRunner.
        collection: the collection of the default graph that it goes into.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     queue = tf.queue.FIFOQueue(5, tf.int32)
        ...     runner = tf.compat.v1.train.QueueRunner(queue, [queue.enqueue(7)])
        ...     tf.compat.v1.train.add_queue_runner(runner)
        ...     len(tf.compat.v1.get_collection("queue_runners"))
        1
    """
    add_to_collection(collection, qr)


def start_queue_runners(
    sess=None, coord=None, daemon=True, start=True, collection=GraphKeys.QUEUE_RUNNERS,
):
    """Start the threads of all queue runners of a graph.

    Args:
        sess: the session; the default one by default.
        coord: a Coordinator that stops them and is told their errors.
        daemon: whether the program may end while they run.
        start: whether they are started.
        collection: the collection of the queue runners.

    Returns:
        List of threads.

    Raises:
        RuntimeError: ops run at once.
        ValueError: there is no session.
        TypeError: `sess` is no session.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     queue = tf.compat.v1.train.range_input_producer(3, shuffle=False)
        ...     number = queue.dequeue()
        ...     coordinator = tf.train.Coordinator()
        ...     threads = tf.compat.v1.train.start_queue_runners(session, coordinator)
        ...     print([int(session.run(number)) for _ in range(4)])
        ...     coordinator.request_stop()
        ...     coordinator.join(threads)
        [0, 1, 2, 0]
    """
    if context.executing_eagerly():
        raise RuntimeError("Queues are not compatible with eager execution.")
    if sess is None:
        sess = sessions.get_default_session()
        if not sess:
            raise ValueError(
                "Cannot start queue runners: No default session is registered. Use `with "
                "sess.as_default()` or pass an explicit session to "
                "tf.start_queue_runners(sess=sess)")
    if not isinstance(sess, Session):
        raise TypeError(f"sess must be a `tf.Session` object. Given class: {type(sess)}")
    runners = get_collection(collection)
    if not runners:
        get_logger().warning(
            "`tf.train.start_queue_runners()` was called when no queue runners were defined. You "
            "can safely remove the call to this deprecated function.")
    with sess.graph.as_default():
        threads = []
        for runner in runners:
            threads.extend(
                runner.create_threads(sess, coord=coord, daemon=daemon, start=start))
    return threads
