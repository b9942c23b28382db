"""Which kind of variable is made: eager, behind a handle in a graph, or of the old kind.

Also what concerns all variables of a graph: lists of them, and operations that initialize them.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, control, slicing
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.state import graph_variable
from tfcompat._src.state.variable import (
    Variable, VariableAggregation, VariableSynchronization)
from tfcompat._src.v1.behavior import CHOICES
from tfcompat._src.v1.collections import GraphKeys, get_collection, get_default_graph


def make(initial_value, trainable=None, collections=None, validate_shape=True, name=None,
         dtype=None, constraint=None, use_resource=None,
         synchronization=VariableSynchronization.AUTO, aggregation=VariableAggregation.NONE,
         shape=None):
    """Return a new variable of the kind that is wanted where ops go now."""
    options = {
        "trainable": trainable, "validate_shape": validate_shape, "name": name, "dtype": dtype,
        "constraint": constraint, "synchronization": synchronization, "aggregation": aggregation,
        "shape": shape,
    }
    if context.around().is_eager:
        return Variable(initial_value, **options)
    resource = CHOICES.resource_variables if use_resource is None else use_resource
    if not resource:
        with context.outside():
            return graph_variable.RefVariable(initial_value, collections=collections, **options)
    if collections is None:
        return Variable(initial_value, **options)
    with context.outside():
        return graph_variable.GraphVariable(initial_value, collections=collections, **options)


class _VariableMetaclass(type):
    """Makes calls of the class choose the kind; all variables are its instances."""

    def __call__(cls, initial_value=None, trainable=None, collections=None, validate_shape=True,
                 caching_device=None, name=None, variable_def=None, dtype=None,
                 expected_shape=None, import_scope=None, constraint=None, use_resource=None,
                 synchronization=VariableSynchronization.AUTO,
                 aggregation=VariableAggregation.NONE, shape=None):
        if variable_def is not None:
            return graph_variable.InGraph.from_proto(
                variable_def, get_default_graph(), import_scope or "")
        return make(initial_value, trainable, collections, validate_shape, name, dtype,
                    constraint, use_resource, synchronization, aggregation, shape)

    def __instancecheck__(cls, instance):
        return isinstance(instance, Variable)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, Variable)


class VariableV1(metaclass=_VariableMetaclass):
    """A variable, of the kind that the behaviours in force ask for: `tf.compat.v1.Variable`.

    Args:
        initial_value: the first value: anything that converts to a tensor, or a function of no
            arguments that returns such.
        trainable: whether optimizers change it.
        collections: the collections of the graph to add it to; GLOBAL_VARIABLES by default.
        validate_shape: False allows the shape to be unknown.
        name: the name, "Variable" by default.
        dtype: the dtype to convert the initial value to.
        constraint: a function that optimizers apply after each update.
        use_resource: whether it is behind a resource handle; by default as the behaviours say.
        synchronization, aggregation, shape: as for `tf.Variable`.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.Variable(1.0, name="v", use_resource=False)
        <tf.Variable 'v:0' shape=() dtype=float32_ref>
    """

    SaveSliceInfo = None


def global_variables(scope=None):
    """Return the variables of the default graph that sessions share between machines.

    Args:
        scope: a prefix, or regular expression, that names match.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     v = tf1.get_variable("v", initializer=1.0)
        ...     tf1.global_variables()
        [<tf.Variable 'v:0' shape=() dtype=float32>]
    """
    return get_collection(GraphKeys.GLOBAL_VARIABLES, scope)


def local_variables(scope=None):
    """Return the local variables of the default graph.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     v = tf.compat.v1.get_local_variable("v", [1])
        ...     tf.compat.v1.local_variables()
        [<tf.Variable 'v:0' shape=(1,) dtype=float32>]
    """
    return get_collection(GraphKeys.LOCAL_VARIABLES, scope)


def model_variables(scope=None):
    """Return the variables of the default graph that were said to belong to a model.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.model_variables()
        []
    """
    return get_collection(GraphKeys.MODEL_VARIABLES, scope)


def trainable_variables(scope=None):
    """Return the variables of the default graph that optimizers change.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     v = tf.compat.v1.get_variable("v", [2])
        ...     tf.compat.v1.trainable_variables()
        [<tf.Variable 'v:0' shape=(2,) dtype=float32>]
    """
    return get_collection(GraphKeys.TRAINABLE_VARIABLES, scope)


def moving_average_variables(scope=None):
    """Return the variables of the default graph whose moving averages are kept.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.moving_average_variables()
        []
    """
    return get_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, scope)


def variables_initializer(var_list, name="init"):
    """Return an operation that sets the first values of variables.

    Args:
        var_list: the variables.
        name: the name of the operation.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     v = tf1.get_variable("v", initializer=1.0)
        ...     session.run(tf1.variables_initializer([v]))
        ...     float(session.run(v))
        1.0
    """
    if context.executing_eagerly():
        return None
    return control.group(*[v.initializer for v in var_list], name=name)


def global_variables_initializer():
    """Return an operation that sets the first values of all global variables.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     v = tf.Variable(3.0)
        ...     session.run(tf.compat.v1.global_variables_initializer())
        ...     float(session.run(v))
        3.0
    """
    return variables_initializer(global_variables())


def local_variables_initializer():
    """Return an operation that sets the first values of all local variables.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.local_variables_initializer().type
        'NoOp'
    """
    return variables_initializer(local_variables())


def tables_initializer(name="init_all_tables"):
    """Return an operation that fills all tables of the default graph.

    Args:
        name: the name of the operation.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.tables_initializer().name
        'init_all_tables'
    """
    initializers = get_collection(GraphKeys.TABLE_INITIALIZERS)
    if context.executing_eagerly():
        return None
    return control.group(*initializers, name=name)


def is_variable_initialized(variable):
    """Return a boolean tensor: whether a variable has a value.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     v = tf1.get_variable("v", initializer=1.0)
        ...     bool(session.run(tf1.is_variable_initialized(v)))
        False
    """
    return variable.is_initialized()


def report_uninitialized_variables(var_list=None, name="report_uninitialized_variables"):
    """Return a tensor with the names of the variables that have no value.

    Args:
        var_list: the variables; by default the global and the local ones.
        name: a name scope for the nodes.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     v = tf.Variable(3.0, name="v")
        ...     session.run(tf.compat.v1.report_uninitialized_variables())
        array([b'v'], dtype=object)
    """
    if var_list is None:
        var_list = global_variables() + local_variables()
    graph = current_graph()
    with graph.name_scope(name):
        if not var_list:
            return convert_to_tensor([], dtypes.string)
        have = raw.Pack([v.is_initialized() for v in var_list])
        names = convert_to_tensor([v.op.name for v in var_list], dtypes.string)
        return slicing.boolean_mask(names, raw.LogicalNot(have))


def assert_variables_initialized(var_list=None):
    """Return an operation that fails where variables have no values.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     v = tf1.get_variable("v", initializer=1.0)
        ...     session.run(v.initializer)
        ...     session.run(tf1.assert_variables_initialized())
    """
    if var_list is None:
        var_list = global_variables() + local_variables()
    return control.group(*[arrays.rank(v.read_value()) for v in var_list])


def assign(ref, value, validate_shape=None, use_locking=None, name=None):
    """Set a variable; return what has the value after that.

    Args:
        ref: the variable.
        value: the value.
        validate_shape: False lets a variable of the old kind change its shape.
        use_locking: accepted for compatibility.
        name: the name of the operation.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     v = tf1.get_variable("v", initializer=1.0)
        ...     float(session.run(tf1.assign(v, 2.0)))
        2.0
    """
    reference = getattr(ref, "_ref", None)
    if reference is None and not _is_reference(ref):
        return ref.assign(value, name=name)
    target = ref if reference is None else reference()
    return raw.Assign(target, value, validate_shape=validate_shape is not False, name=name,
                      use_locking=True if use_locking is None else use_locking)


def assign_add(ref, value, use_locking=None, name=None):
    """Add to a variable; return what has the value after that.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     v = tf1.get_variable("v", initializer=1.0)
        ...     session.run(v.initializer)
        ...     float(session.run(tf1.assign_add(v, 2.0)))
        3.0
    """
    if _is_reference(ref):
        return raw.AssignAdd(ref, value, name=name)
    return ref.assign_add(value, name=name)


def assign_sub(ref, value, use_locking=None, name=None):
    """Subtract from a variable; return what has the value after that.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default(), tf1.Session() as session:
        ...     v = tf1.get_variable("v", initializer=1.0)
        ...     session.run(v.initializer)
        ...     float(session.run(tf1.assign_sub(v, 2.0)))
        -1.0
    """
    if _is_reference(ref):
        return raw.AssignSub(ref, value, name=name)
    return ref.assign_sub(value, name=name)


def _is_reference(value):
    return getattr(value, "is_ref", False)
