"""Switches between the behaviours of TensorFlow 1 and 2.

What makes a difference here: whether ops run at once, and which kind of variables is made. The
other switches are taken for compatibility; the notes say what stays as it is in TensorFlow 2.
"""

from tfcompat._src.core import context
from tfcompat._src.graph import graph as graphs


class _Choices:
    resource_variables = True
    control_flow_v2 = True
    tensor_equality = True
    tensorshape_v2 = True


CHOICES = _Choices()


def executing_eagerly_outside_functions():
    """Say whether ops outside of functions and graphs run at once.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.executing_eagerly_outside_functions()
        True
    """
    return context.around().is_eager


def enable_eager_execution(config=None, device_policy=None, execution_mode=None):
    """Let ops run at once, as they do from the beginning.

    Args:
        config, device_policy, execution_mode: accepted for compatibility.

    Raises:
        ValueError: there are nodes in the default graph already.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.enable_eager_execution()
        >>> tf.executing_eagerly()
        True
    """
    if context.around().is_eager:
        return
    if graphs.default_graph().operations:
        raise ValueError("tf.enable_eager_execution must be called at program startup.")
    context.set_default(None)


def disable_eager_execution():
    """Let ops become nodes of the default graph, which sessions run.

    Raises:
        RuntimeError: called within a graph's `with` block.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.disable_eager_execution()
        >>> tf.executing_eagerly()
        False
        >>> tf.compat.v1.enable_eager_execution()
    """
    if context.around().is_eager:
        context.set_default(graphs.default_graph().context)


def enable_resource_variables():
    """Make variables behind resource handles, as TensorFlow 2 does.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.enable_resource_variables()
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.Variable(1.0).op.type
        'VarHandleOp'
    """
    CHOICES.resource_variables = True


def disable_resource_variables():
    """Make variables of the old kind, known by references, in graphs.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.disable_resource_variables()
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.Variable(1.0).op.type
        'VariableV2'
        >>> tf.compat.v1.enable_resource_variables()
    """
    CHOICES.resource_variables = False


def resource_variables_enabled():
    """Say whether variables are made behind resource handles.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.resource_variables_enabled()
        True
    """
    return CHOICES.resource_variables


def enable_control_flow_v2():
    """Accepted for compatibility: control flow is always made of functions.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.enable_control_flow_v2()
        >>> tf.compat.v1.control_flow_v2_enabled()
        True
    """
    CHOICES.control_flow_v2 = True


def disable_control_flow_v2():
    """Accepted for compatibility: control flow is always made of functions.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.disable_control_flow_v2()
        >>> tf.compat.v1.control_flow_v2_enabled()
        False
        >>> tf.compat.v1.enable_control_flow_v2()
    """
    CHOICES.control_flow_v2 = False


def control_flow_v2_enabled():
    """Return what was asked for last; control flow is made of functions either way.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.control_flow_v2_enabled()
        True
    """
    return CHOICES.control_flow_v2


def enable_tensor_equality():
    """Accepted for compatibility; tensors of plain graphs are compared by identity.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.enable_tensor_equality()
    """
    CHOICES.tensor_equality = True


def disable_tensor_equality():
    """Accepted for compatibility; tensors of plain graphs are compared by identity.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.disable_tensor_equality()
        >>> tf.compat.v1.enable_tensor_equality()
    """
    CHOICES.tensor_equality = False


def enable_v2_tensorshape():
    """Accepted for compatibility: the sizes in shapes are always ints or None.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.enable_v2_tensorshape()
    """
    CHOICES.tensorshape_v2 = True


def disable_v2_tensorshape():
    """Accepted for compatibility: the sizes in shapes stay ints or None.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.disable_v2_tensorshape()
        >>> tf.compat.v1.enable_v2_tensorshape()
    """
    CHOICES.tensorshape_v2 = False


def enable_v2_behavior():
    """Turn to the behaviours of TensorFlow 2, which are in force from the beginning.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.enable_v2_behavior()
    """
    enable_eager_execution()
    enable_resource_variables()
    enable_control_flow_v2()
    enable_tensor_equality()
    enable_v2_tensorshape()


def disable_v2_behavior():
    """Turn to the behaviours of TensorFlow 1: graphs and sessions, variables of the old kind.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.disable_v2_behavior()
        >>> tf.executing_eagerly()
        False
        >>> tf.compat.v1.enable_v2_behavior()
    """
    disable_eager_execution()
    disable_resource_variables()
    disable_control_flow_v2()
    disable_tensor_equality()
    disable_v2_tensorshape()
