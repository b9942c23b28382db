"""Queues that repeat the rows of a tensor: where input pipelines of TensorFlow 1 begin.

What goes on with them is in `input_batches.py`, what runs them in `queue_runners.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import (
    arrays, checks, control, random_distributions, slicing, whole_files)
from tfcompat._src.frontend.conversion import convert_to_tensor
from tfcompat._src.frontend.creation import range as range_of
from tfcompat._src.frontend.queues import FIFOQueue
from tfcompat._src.v1 import updates
from tfcompat._src.v1.collections import GraphKeys, add_to_collection
from tfcompat._src.v1.queue_runners import QueueRunner, add_queue_runner
from tfcompat._src.v1.variable_kinds import VariableV1


def match_filenames_once(pattern, name=None):
    """Return a local variable with the names of the files that patterns match.

    Args:
        pattern: a pattern with `*`, `?` and `[a-z]`, or a vector of such.
        name: a name for the variable.

    Returns:
        A variable, initialized by `tf.compat.v1.local_variables_initializer()`.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     names = tf.io.match_filenames_once("/no/such/place/*.txt")
        ...     session.run(tf.compat.v1.local_variables_initializer())
        ...     session.run(names).tolist()
        []
    """
    with name_scopes.name_scope(name or "matching_filenames") as scope:
        return VariableV1(
            name=scope, initial_value=whole_files.matching_files(pattern), trainable=False,
            validate_shape=False, collections=[GraphKeys.LOCAL_VARIABLES])


def limit_epochs(tensor, num_epochs=None, name=None):
    """Return a tensor that can be evaluated so many times.

    Args:
        tensor: the tensor.
        num_epochs: how many times; None for no limit.
        name: a name for the operation.

    Returns:
        The tensor; evaluated once more it raises an OutOfRangeError. The number of times is a
        local variable that has to be initialized.

    Raises:
        ValueError: `num_epochs` is not above 0.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     one = tf.compat.v1.train.limit_epochs(tf.constant(1), num_epochs=1)
        ...     session.run(tf.compat.v1.local_variables_initializer())
        ...     print(session.run(one))
        1
    """
    if num_epochs is None:
        return tensor
    if num_epochs <= 0:
        raise ValueError(f"num_epochs must be > 0 not {num_epochs}.")
    with name_scopes.name_scope(name or "limit_epochs") as scope:
        zero = convert_to_tensor(0, dtype=dtypes.int64, name="Const")
        epochs = VariableV1(
            zero, name="epochs", trainable=False, collections=[GraphKeys.LOCAL_VARIABLES])
        with control.control_dependencies([updates.count_up_to(epochs, num_epochs)]):
            return raw.Identity(tensor, name=scope)


def input_producer(
    input_tensor, element_shape=None, num_epochs=None, shuffle=True, seed=None, capacity=32,
    shared_name=None, summary_name=None, name=None, cancel_op=None,
):
    """Return a queue that is filled with the rows of a tensor, again and again.

    Args:
        input_tensor: a tensor with the rows.
        element_shape: the shape of a row, where the tensor does not tell it.
        num_epochs: how many times; None for no end.
        shuffle: whether the rows come in a random order each time.
        seed: a seed for it.
        capacity: how many rows the queue holds.
        shared_name: the name that queues of a session are shared by.
        summary_name: a name for a summary of how full the queue is.
        name: a name for the operation.
        cancel_op: what stops filling the queue.

    Returns:
        A `tf.queue.FIFOQueue`; its QueueRunner is in the collection of the graph.

    Raises:
        RuntimeError: ops run at once.
        ValueError: the shape of a row is not known.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.train.input_producer([[1, 2], [3, 4]]).shapes
        [TensorShape([2])]
    """
    if context.executing_eagerly():
        raise RuntimeError(
            "Input pipelines based on Queues are not supported when eager execution is enabled. "
            "Please use tf.data to ingest data into your model instead.")
    with name_scopes.name_scope(name or "input_producer"):
        input_tensor = convert_to_tensor(input_tensor, name="input_tensor")
        element_shape = input_tensor.shape[1:].merge_with(element_shape)
        if not element_shape.is_fully_defined():
            raise ValueError(
                "Either `input_tensor` must have a fully defined shape or `element_shape` must be "
                "specified")
        if shuffle:
            input_tensor = random_distributions.shuffle(input_tensor, seed=seed)
        input_tensor = limit_epochs(input_tensor, num_epochs)
        queue = FIFOQueue(
            capacity=capacity, dtypes=[input_tensor.dtype.base_dtype], shapes=[element_shape],
            shared_name=shared_name, name=name)
        put = queue.enqueue_many([input_tensor])
        add_queue_runner(QueueRunner(queue, [put], cancel_op=cancel_op))
        if summary_name is not None:
            report(summary_name, raw.Cast(queue.size(), DstT=dtypes.float32) * (1.0 / capacity))
        return queue


def report(name, value):
    """Enter a scalar summary into the collection of summaries."""
    with name_scopes.name_scope(name) as scope:
        summary = raw.ScalarSummary(scope.rstrip("/"), value, name=scope)
        add_to_collection(GraphKeys.SUMMARIES, summary)


def string_input_producer(
    string_tensor, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None,
    name=None, cancel_op=None,
):
    """Return a queue that is filled with strings, again and again: with names of files mostly.

    Args:
        string_tensor: a vector of strings.
        num_epochs: how many times; None for no end.
        shuffle: whether they come in a random order each time.
        seed: a seed for it.
        capacity: how many strings the queue holds.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operation.
        cancel_op: what stops filling the queue.

    Returns:
        A `tf.queue.FIFOQueue`; its QueueRunner is in the collection of the graph.

    Raises:
        ValueError: there are no strings.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     queue = tf.compat.v1.train.string_input_producer(["a", "b"], shuffle=False)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     session.run(runner.enqueue_ops[0])
        ...     session.run(queue.dequeue())
        b'a'
    """
    missing = "string_input_producer requires a non-null input tensor"
    if not isinstance(string_tensor, Tensor) and not string_tensor:
        raise ValueError(missing)
    with name_scopes.name_scope(name or "input_producer") as scope:
        string_tensor = convert_to_tensor(string_tensor, dtype=dtypes.string, name="Const")
        there = checks.Assert(raw.Greater(arrays.size(string_tensor), 0), [missing])
        with control.control_dependencies([there]):
            string_tensor = raw.Identity(string_tensor)
        return input_producer(
            string_tensor, [], num_epochs, shuffle, seed, capacity, shared_name,
            f"fraction_of_{capacity}_full", scope, cancel_op)


def range_input_producer(
    limit, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None, name=None,
):
    """Return a queue that is filled with the numbers below a limit, again and again.

    Args:
        limit: an int32 scalar.
        num_epochs: how many times; None for no end.
        shuffle: whether they come in a random order each time.
        seed: a seed for it.
        capacity: how many numbers the queue holds.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operation.

    Returns:
        A `tf.queue.FIFOQueue`; its QueueRunner is in the collection of the graph.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     queue = tf.compat.v1.train.range_input_producer(3, shuffle=False)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     session.run(runner.enqueue_ops[0])
        ...     session.run(queue.dequeue_many(3)).tolist()
        [0, 1, 2]
    """
    with name_scopes.name_scope(name or "input_producer") as scope:
        return input_producer(
            range_of(limit), [], num_epochs, shuffle, seed, capacity, shared_name,
            f"fraction_of_{capacity}_full", scope)


def slice_input_producer(
    tensor_list, num_epochs=None, shuffle=True, seed=None, capacity=32, shared_name=None,
    name=None,
):
    """Return the next rows of several tensors, those of the same number each time.

    Args:
        tensor_list: list of tensors with as many rows each.
        num_epochs: how many times all rows come; None for no end.
        shuffle: whether they come in a random order each time.
        seed: a seed for it.
        capacity: how many numbers of rows the queue behind it holds.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operations.

    Returns:
        A list of tensors, one row of each.

    Raises:
        ValueError: there is no tensor.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     letter, number = tf.compat.v1.train.slice_input_producer(
        ...         [["a", "b"], [1, 2]], shuffle=False)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     session.run(runner.enqueue_ops[0])
        ...     session.run(letter)
        b'a'
    """
    with name_scopes.name_scope(name or "input_producer"):
        tensors = [convert_to_tensor(tensor, name="Const") for tensor in tensor_list]
        if not tensors:
            raise ValueError("Expected at least one tensor in slice_input_producer().")
        count = arrays.shape(tensors[0])[0]
        queue = range_input_producer(
            count, num_epochs, shuffle, seed, capacity, shared_name=shared_name)
        index = queue.dequeue()
        return [slicing.gather(tensor, index) for tensor in tensors]
