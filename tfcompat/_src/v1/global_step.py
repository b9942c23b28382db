"""The variable that counts training steps."""

from tfcompat._src.base import dtypes
from tfcompat._src.v1 import initializers
from tfcompat._src.v1.collections import GraphKeys, get_default_graph
from tfcompat._src.v1.variable_scope import get_variable, variable_scope


def get_global_step(graph=None):
    """Return the variable that counts steps, or None.

    Args:
        graph: the graph; by default the default one.

    Raises:
        TypeError: the variable of that name is none that can count.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.train.get_global_step() is None
        True
    """
    graph = graph or get_default_graph()
    found = graph.get_collection(GraphKeys.GLOBAL_STEP)
    if len(found) == 1:
        return found[0]
    if found:
        raise TypeError("Multiple tensors in global_step collection.")
    try:
        return graph.get_tensor_by_name("global_step:0")
    except KeyError:
        return None


def create_global_step(graph=None):
    """Make the variable that counts steps.

    Args:
        graph: the graph; by default the default one.

    Raises:
        ValueError: there is one already.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.train.create_global_step()
        <tf.Variable 'global_step:0' shape=() dtype=int64>
    """
    graph = graph or get_default_graph()
    if get_global_step(graph) is not None:
        raise ValueError('"global_step" already exists.')
    with graph.as_default(), graph.name_scope(None), variable_scope(""):
        return get_variable(
            GraphKeys.GLOBAL_STEP, shape=[], dtype=dtypes.int64,
            initializer=initializers.Zeros(dtypes.int64), trainable=False,
            collections=[GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP])


def get_or_create_global_step(graph=None):
    """Return the variable that counts steps; it is made if there is none.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     step = tf.compat.v1.train.get_or_create_global_step()
        ...     step is tf.compat.v1.train.get_or_create_global_step()
        True
    """
    found = get_global_step(graph)
    return create_global_step(graph) if found is None else found


def global_step(sess, global_step_tensor):
    """Return the number of steps as an int.

    Args:
        sess: the session.
        global_step_tensor: the variable.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     step = tf.compat.v1.train.create_global_step()
        ...     session.run(step.initializer)
        ...     tf.compat.v1.train.global_step(session, step)
        0
    """
    return int(sess.run(global_step_tensor))
