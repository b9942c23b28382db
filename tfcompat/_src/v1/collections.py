"""Default graph and collections: `tf.compat.v1.get_collection` and its kin."""

from tfcompat._src.core import context
from tfcompat._src.graph import graph as graphs
from tfcompat._src.graph.func_graph import current_graph


class GraphKeys:
    """Names of collections that functions of the library use.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.GraphKeys.GLOBAL_VARIABLES
        'variables'
    """

    GLOBAL_VARIABLES = "variables"
    LOCAL_VARIABLES = "local_variables"
    METRIC_VARIABLES = "metric_variables"
    MODEL_VARIABLES = "model_variables"
    TRAINABLE_VARIABLES = "trainable_variables"
    SUMMARIES = "summaries"
    QUEUE_RUNNERS = "queue_runners"
    TABLE_INITIALIZERS = "table_initializer"
    ASSET_FILEPATHS = "asset_filepaths"
    MOVING_AVERAGE_VARIABLES = "moving_average_variables"
    REGULARIZATION_LOSSES = "regularization_losses"
    CONCATENATED_VARIABLES = "concatenated_variables"
    SAVERS = "savers"
    WEIGHTS = "weights"
    BIASES = "biases"
    ACTIVATIONS = "activations"
    UPDATE_OPS = "update_ops"
    LOSSES = "losses"
    SAVEABLE_OBJECTS = "saveable_objects"
    RESOURCES = "resources"
    LOCAL_RESOURCES = "local_resources"
    INIT_OP = "init_op"
    LOCAL_INIT_OP = "local_init_op"
    READY_OP = "ready_op"
    READY_FOR_LOCAL_INIT_OP = "ready_for_local_init_op"
    SUMMARY_OP = "summary_op"
    GLOBAL_STEP = "global_step"
    EVAL_STEP = "eval_step"
    TRAIN_OP = "train_op"
    COND_CONTEXT = "cond_context"
    WHILE_CONTEXT = "while_context"


def get_default_graph():
    """Return the graph that nodes made now go into; the process has one outside of all others.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default() as graph:
        ...     tf.compat.v1.get_default_graph() is graph
        True
    """
    return current_graph() or graphs.default_graph()


def reset_default_graph():
    """Begin a new default graph.

    Raises:
        AssertionError: called within that of another graph.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.reset_default_graph()
        >>> tf.compat.v1.get_default_graph().get_operations()
        []
    """
    outermost = context.default_depth()
    if len(context.stack()) > outermost:
        raise AssertionError(
            "Do not use tf.reset_default_graph() to clear nested graphs. If you need a cleared "
            "graph, exit the nesting and create a new graph."
        )
    graphs.forget_default_graph()
    if outermost > 1:
        context.set_default(graphs.default_graph().context)


def add_to_collection(name, value):
    """Append a value to a collection of the default graph.

    Args:
        name: the name of the collection, see `GraphKeys`.
        value: anything.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.add_to_collection("numbers", 3)
        ...     tf.compat.v1.get_collection("numbers")
        [3]
    """
    get_default_graph().add_to_collection(name, value)


def add_to_collections(names, value):
    """Append a value to several collections of the default graph.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.add_to_collections(["a", "b"], 3)
        ...     tf.compat.v1.get_collection("b")
        [3]
    """
    get_default_graph().add_to_collections(names, value)


def get_collection(key, scope=None):
    """Return the values of a collection of the default graph as a list.

    Args:
        key: the name of the collection.
        scope: a prefix, or regular expression, that the names of the values match.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.get_collection("nothing")
        []
    """
    return get_default_graph().get_collection(key, scope)


def get_collection_ref(key):
    """Return the list that is the collection itself.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.get_collection_ref("numbers").append(3)
        ...     tf.compat.v1.get_collection("numbers")
        [3]
    """
    return get_default_graph().get_collection_ref(key)
