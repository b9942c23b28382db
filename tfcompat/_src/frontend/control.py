"""What runs before what: groups, control dependencies, devices.

Conditions and loops are not here. The order that effects keep by themselves within functions is
in `graph/effects.py`.
"""

import contextlib

from tfcompat._src.base import nest
from tfcompat._src.core import context, device_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.frontend import scopes


def control_dependencies(control_inputs):
    """A context manager: operations made inside run after those given.

    Args:
        control_inputs: a list of operations and tensors; None lifts outer dependencies.

    Returns:
        A context manager; it does nothing when running eagerly, where order is that of the calls.

    Raises:
        TypeError: an item is neither an operation nor a tensor.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> @tf.function(autograph=False)
        ... def doubled_after_increment():
        ...     with tf.control_dependencies([v.assign_add(1.0)]):
        ...         return v * 2.0
        >>> doubled_after_increment()
        <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """
    if context.executing_eagerly():
        if callable(control_inputs):
            control_inputs()
        return contextlib.nullcontext()
    graph = context.current().graph
    if control_inputs is not None:
        control_inputs = [_operation(item) for item in control_inputs]
        control_inputs = [item for item in control_inputs if item is not None]
    return graph.control_dependencies(control_inputs)


def _operation(item):
    """What stands for a control input in a graph; None for values that are there anyway."""
    if isinstance(item, EagerTensor):
        return None
    operation = getattr(item, "op", item)
    return item if operation is None else operation


def device(device_name):
    """A context manager: operations made inside are to run on a device.

    Args:
        device_name: the name of a device, "/CPU:0"; None for no wish.

    Returns:
        A context manager. There is one device, so it only leaves its mark on graphs.

    Raises:
        RuntimeError: the name is a function and ops run eagerly.
        ValueError: it is no name of a device.

    Example:
        >>> import tfcompat as tf
        >>> with tf.device("/CPU:0"):
        ...     x = tf.constant(1.0)
        >>> x.device
        '/job:localhost/replica:0/task:0/device:CPU:0'
    """
    if context.executing_eagerly():
        if callable(device_name):
            raise RuntimeError("tf.device does not support functions.")
        return device_scopes.device(device_name)
    return context.current().graph.device(device_name)


def group(*inputs, **kwargs):
    """An operation that is done when all of `inputs` are.

    Args:
        *inputs: tensors and operations, also nested in lists and dicts.
        **kwargs: `name`: a name for the operation.

    Returns:
        An operation without outputs; None when running eagerly.

    Raises:
        TypeError: an input is neither an operation nor a tensor.
        ValueError: there is another keyword argument.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(1.0)
        >>> tf.group(v.assign(2.0), v.assign_add(1.0))
    """
    if context.executing_eagerly():
        return None
    name = kwargs.pop("name", None)
    if kwargs:
        raise ValueError("Unknown keyword arguments: " + ", ".join(kwargs))
    operations = []
    for item in nest.flatten(list(inputs), expand_composites=True):
        if not hasattr(item, "device"):
            raise TypeError(
                f"'inputs' should be zero or more (nested) Tensors. Received '{item}' with type "
                f"'{type(item)}'."
            )
        operations.append(item)
    with control_dependencies(operations):
        return raw.NoOp(name=name or ("group_deps" if inputs else None))


def no_op(name=None):
    """An operation that does nothing.

    Args:
        name: a name for the operation.

    Returns:
        An operation without outputs; None when running eagerly.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.no_op()
    """
    return raw.NoOp(name=name)


def tuple(tensors, control_inputs=None, name=None):  # noqa: A001
    """Pass tensors on when all of them are there.

    Args:
        tensors: a list of tensors; None is passed on as it is.
        control_inputs: operations to wait for as well.
        name: a name for the operation.

    Returns:
        A list of tensors.

    Raises:
        ValueError: `tensors` has neither a tensor nor an operation.

    Example:
        >>> import tfcompat as tf
        >>> tf.tuple([tf.constant(1), None])
        [<tf.Tensor: shape=(), dtype=int32, numpy=1>, None]
    """
    if context.executing_eagerly():
        return tensors
    with scopes.scope(name, "tuple"):
        found = [tensor for tensor in tensors if tensor is not None]
        if not found:
            raise ValueError(
                f"`tensors` must have at least one Tensor or Operation. Received: {tensors}."
            )
        found = [item if hasattr(item, "outputs") else convert_to_tensor(item) for item in found]
        gate = group(*found, *(control_inputs or ()))
        with control_dependencies([gate]):
            return [
                None if tensor is None
                else gate if hasattr(tensor, "outputs")
                else raw.Identity(tensor, name="control_dependency")
                for tensor in tensors
            ]
