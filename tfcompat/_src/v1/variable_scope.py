"""Variable scopes: prefixes of variables' names, and defaults for how they are made.

`get_variable` asks the scope in force; variables made before are kept in `variable_store`.
"""

import contextlib
import threading

from tfcompat._src.base import dtypes
from tfcompat._src.core import context
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.state.variable import VariableAggregation, VariableSynchronization
from tfcompat._src.v1 import variable_store
from tfcompat._src.v1.variable_store import AUTO_REUSE

_DEFAULTS = ("initializer", "regularizer", "caching_device", "partitioner", "use_resource",
             "constraint")


class VariableScope:
    """A scope for `get_variable`: a name, whether variables are reused, and defaults.

    Attributes:
        name: the prefix of variables' names, without a final slash.
        reuse: True, False, None or AUTO_REUSE.
        original_name_scope: the name scope that the scope opened first.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.variable_scope("a") as scope:
        ...     scope.reuse_variables()
        ...     scope.name, scope.reuse
        ('a', True)
    """

    def __init__(self, reuse=False, name="", initializer=None, regularizer=None,
                 caching_device=None, partitioner=None, custom_getter=None, name_scope="",
                 dtype=dtypes.float32, use_resource=None, constraint=None):
        self.name, self.reuse, self.original_name_scope = name, reuse, name_scope
        self.initializer, self.regularizer = initializer, regularizer
        self.caching_device, self.partitioner = caching_device, partitioner
        self.custom_getter, self.dtype = custom_getter, dtype
        self.use_resource, self.constraint = use_resource, constraint

    def copy(self, **changes):
        """Return a scope like this one, with other attributes."""
        made = VariableScope.__new__(VariableScope)
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made

    def reuse_variables(self):
        """Let variables be found rather than made from now on."""
        self.reuse = True

    def set_initializer(self, initializer):
        """Set the default initializer."""
        self.initializer = initializer

    def set_regularizer(self, regularizer):
        """Set the default regularizer."""
        self.regularizer = regularizer

    def set_dtype(self, dtype):
        """Set the default dtype."""
        self.dtype = dtype

    def set_partitioner(self, partitioner):
        """Set the default partitioner."""
        self.partitioner = partitioner

    def set_custom_getter(self, custom_getter):
        """Set the function that is asked before variables are found or made."""
        self.custom_getter = custom_getter

    def set_use_resource(self, use_resource):
        """Set whether variables are behind resource handles."""
        self.use_resource = use_resource

    def get_collection(self, name):
        """Return the values of a collection whose names are in this scope."""
        scope = f"{self.name}/" if self.name else self.name
        graph = current_graph()
        return [] if graph is None else graph.get_collection(name, scope)

    def trainable_variables(self):
        """Return the trainable variables of the scope."""
        return self.get_collection("trainable_variables")

    def global_variables(self):
        """Return the global variables of the scope."""
        return self.get_collection("variables")

    def local_variables(self):
        """Return the local variables of the scope."""
        return self.get_collection("local_variables")

    def get_variable(self, name, shape=None, dtype=None, initializer=None, regularizer=None,
                     reuse=None, trainable=None, collections=None, caching_device=None,
                     partitioner=None, validate_shape=True, use_resource=None,
                     custom_getter=None, constraint=None,
                     synchronization=VariableSynchronization.AUTO,
                     aggregation=VariableAggregation.NONE):
        """Return the variable of a name within the scope; see `get_variable`."""
        given = {"initializer": initializer, "regularizer": regularizer,
                 "caching_device": caching_device, "partitioner": partitioner,
                 "use_resource": use_resource, "constraint": constraint}
        options = {key: getattr(self, key) if value is None else value
                   for key, value in given.items()}
        reuse = self._reuse(reuse)
        full_name = f"{self.name}/{name}" if self.name else name
        if dtype is None:
            dtype = getattr(initializer, "dtype", None) if not callable(initializer) else None
            if dtype is None and initializer is not None and not callable(initializer):
                dtype = _dtype_of(initializer)
            dtype = dtype or self.dtype
        getter = self._true_getter
        for custom in (self.custom_getter, custom_getter):
            if custom is not None:
                getter = _asking(custom, getter)
        return getter(
            name=full_name, shape=shape, dtype=dtype, reuse=reuse, trainable=trainable,
            collections=collections, validate_shape=validate_shape,
            synchronization=synchronization, aggregation=aggregation, **options)

    def _reuse(self, reuse):
        if variable_store.executing_without_store():
            return AUTO_REUSE
        return self.reuse if reuse is None or self.reuse is True else reuse

    @staticmethod
    def _true_getter(name, **options):
        return variable_store.store().get(name, **options)


def _asking(custom, getter):
    return lambda name, **options: custom(getter=getter, name=name, **options)


def _dtype_of(value):
    from tfcompat._src.core.convert import convert_to_tensor

    with context.eagerly():
        return convert_to_tensor(value).dtype


class _Current(threading.local):
    def __init__(self):
        self.eager = VariableScope()


_CURRENT = _Current()
_KEY = ("__variable_scope",)


def _holder():
    """Return the list whose only item is the scope in force."""
    graph = current_graph()
    if graph is None:
        return _CURRENT.__dict__.setdefault("stack", [_CURRENT.eager])
    kept = graph.get_collection_ref(_KEY)
    if not kept:
        kept.append(VariableScope())
        graph.get_collection_ref((*_KEY, "counts")).append({})
    return kept


def _counts():
    graph = current_graph()
    if graph is None:
        return _CURRENT.__dict__.setdefault("counts", {})
    _holder()
    return graph.get_collection_ref((*_KEY, "counts"))[0]


def get_variable_scope():
    """Return the variable scope in force.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.variable_scope("layer"):
        ...     tf.compat.v1.get_variable_scope().name
        'layer'
    """
    return _holder()[-1]


@contextlib.contextmanager
def variable_scope(
    name_or_scope, default_name=None, values=None, initializer=None, regularizer=None,
    caching_device=None, partitioner=None, custom_getter=None, reuse=None, dtype=None,
    use_resource=None, constraint=None, auxiliary_name_scope=True,
):
    """Put variables of `get_variable` under a name for the length of a `with` block.

    Args:
        name_or_scope: the name, or a VariableScope to enter again.
        default_name: the name where `name_or_scope` is None, numbered if it is taken.
        values: accepted for compatibility.
        initializer, regularizer, caching_device, partitioner, custom_getter, dtype,
            use_resource, constraint: defaults for `get_variable`.
        reuse: True to find variables that exist, AUTO_REUSE to make those that do not; None
            as outside.
        auxiliary_name_scope: whether nodes are put under the name, too.

    Raises:
        TypeError: the scope is none.
        ValueError: there is neither a name nor a default name.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default():
        ...     with tf1.variable_scope("layer"):
        ...         w = tf1.get_variable("w", [2])
        ...     with tf1.variable_scope("layer", reuse=True):
        ...         tf1.get_variable("w") is w
        True
    """
    if default_name is None and name_or_scope is None:
        raise TypeError("If default_name is None then name_or_scope is required")
    if name_or_scope is not None and not isinstance(name_or_scope, (str, VariableScope)):
        raise TypeError("VariableScope: name_or_scope must be a string or VariableScope.")
    if reuse not in (None, True, False) and reuse is not AUTO_REUSE:
        raise ValueError("The reuse parameter must be True or False or None.")
    outer = get_variable_scope()
    scope, node_scope = _entered(name_or_scope, default_name, outer, reuse)
    changes = {"initializer": initializer, "regularizer": regularizer,
               "caching_device": caching_device, "partitioner": partitioner, "dtype": dtype,
               "use_resource": use_resource, "constraint": constraint}
    scope.__dict__.update({key: value for key, value in changes.items() if value is not None})
    if custom_getter is not None:
        scope.custom_getter = _both(custom_getter, scope.custom_getter)
    with _node_scope(node_scope if auxiliary_name_scope else None) as entered:
        if isinstance(name_or_scope, str) or name_or_scope is None:
            scope.original_name_scope = entered
        holder = _holder()
        counts, before = _counts(), None
        before = dict(counts)
        holder.append(scope)
        try:
            yield scope
        finally:
            holder.remove(scope)
            _close(counts, before, scope.name)


def _close(counts, before, name):
    """Forget the numbers of scopes that were opened within a scope."""
    for key in [key for key in counts if key.startswith(f"{name}/")]:
        if name and key not in before:
            del counts[key]


def _entered(name_or_scope, default_name, outer, reuse):
    """Return the new scope and the name of its name scope."""
    if isinstance(name_or_scope, VariableScope):
        scope = name_or_scope.copy()
        scope.reuse = name_or_scope.reuse if reuse is None else reuse
        return scope, name_or_scope.name.rpartition("/")[2] or None
    if name_or_scope is None:
        name = _unique(default_name, outer.name)
        if reuse:
            raise ValueError("reuse=True cannot be used without a name_or_scope")
        node = name
    else:
        name = node = name_or_scope
    full = f"{outer.name}/{name}" if outer.name and name else (name or outer.name)
    _counts()[full] = _counts().get(full, 0) + 1
    scope = outer.copy(name=full)
    scope.reuse = outer.reuse if reuse is None or (outer.reuse is True and not reuse) else reuse
    return scope, node or None


def _unique(name, prefix):
    full = f"{prefix}/{name}" if prefix else name
    counts = _counts()
    if not counts.get(full):
        return name
    number = 1
    while counts.get(f"{full}_{number}"):
        number += 1
    return f"{name}_{number}"


@contextlib.contextmanager
def _node_scope(name):
    graph = current_graph()
    if name is None or graph is None:
        yield "" if graph is None or not graph.get_name_scope() else f"{graph.get_name_scope()}/"
        return
    with graph.name_scope(name) as entered:
        yield entered


def _both(custom, outer):
    """Return the getter that asks `custom`, and then the one of the scope around."""
    if outer is None:
        return custom
    return lambda getter, name, **options: custom(
        getter=_asking(outer, getter), name=name, **options)


def get_variable(
    name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=None,
    collections=None, caching_device=None, partitioner=None, validate_shape=True,
    use_resource=None, custom_getter=None, constraint=None,
    synchronization=VariableSynchronization.AUTO, aggregation=VariableAggregation.NONE,
):
    """Return the variable of a name in the scope in force; it is made if there is none.

    Args:
        name: the name within the scope.
        shape: the shape; not needed where the initializer is a value.
        dtype: the dtype; float32 by default.
        initializer: an initializer, a function, or a value; random numbers by default.
        regularizer: a function of the variable that returns a loss; it is added to the
            collection REGULARIZATION_LOSSES.
        trainable: whether optimizers change it; True by default.
        collections: the collections to add it to; GLOBAL_VARIABLES by default.
        caching_device: accepted for compatibility.
        partitioner: a function that says how to cut the variable into parts.
        validate_shape: False allows the shape to be unknown.
        use_resource: whether it is behind a resource handle.
        custom_getter: a function that is asked first.
        constraint: a function that optimizers apply after each update.
        synchronization, aggregation: as for `tf.Variable`.

    Returns:
        The variable, or a PartitionedVariable.

    Raises:
        ValueError: the scope's reuse forbids finding or making it; shapes or dtypes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.get_variable("w", [2, 3])
        <tf.Variable 'w:0' shape=(2, 3) dtype=float32>
    """
    return get_variable_scope().get_variable(
        name, shape=shape, dtype=dtype, initializer=initializer, regularizer=regularizer,
        trainable=trainable, collections=collections, caching_device=caching_device,
        partitioner=partitioner, validate_shape=validate_shape, use_resource=use_resource,
        custom_getter=custom_getter, constraint=constraint, synchronization=synchronization,
        aggregation=aggregation)


def get_local_variable(name, shape=None, **options):
    """Return a local variable: not trainable, and not saved; see `get_variable`.

    Args:
        name: the name within the scope.
        shape: the shape.
        **options: as for `get_variable`.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.get_local_variable("v", [1]).trainable
        False
    """
    collections = list(options.pop("collections", None) or [])
    options["trainable"] = False
    return get_variable(name, shape, collections=[*collections, "local_variables"], **options)


@contextlib.contextmanager
def variable_op_scope(values, name_or_scope, default_name=None, **options):
    """Enter a variable scope: an older order of the arguments of `variable_scope`.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.variable_op_scope([], "a") as scope:
        ...     scope.name
        'a'
    """
    with variable_scope(name_or_scope, default_name, values, **options) as scope:
        yield scope


def no_regularizer(_):
    """Be a regularizer without effect, where a scope has another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.no_regularizer(3) is None
        True
    """


def make_template(name_, func_, create_scope_now_=False, unique_name_=None, custom_getter_=None,
                  **kwargs):
    """Return a function whose variables are made by its first call and shared by all.

    Args:
        name_: the name of its variable scope.
        func_: the function.
        create_scope_now_: whether the scope is opened now, rather than at the first call.
        unique_name_: the name, which must not be numbered.
        custom_getter_: a function that is asked before variables are found or made.
        **kwargs: arguments that every call has.

    Example:
        >>> import tfcompat as tf
        >>> tf1 = tf.compat.v1
        >>> with tf.Graph().as_default():
        ...     double = tf1.make_template("f", lambda: tf1.get_variable("w", [1]))
        ...     double() is double()
        True
    """
    return Template(name_, func_, create_scope_now_, unique_name_, custom_getter_, kwargs)


class Template:
    """A function with variables of its own; see `make_template`."""

    def __init__(self, name, function, now, unique_name, custom_getter, options):
        self._name, self._unique_name = name, unique_name
        self._function, self._options = function, options
        self._custom_getter = custom_getter
        self._scope, self._called = None, False
        if now:
            self._open()

    def _open(self):
        with variable_scope(self._unique_name, default_name=self._name,
                            custom_getter=self._custom_getter) as scope:
            self._scope = scope

    @property
    def variable_scope(self):
        """The scope of the variables, None before the first call."""
        return self._scope

    def __call__(self, *args, **kwargs):
        if self._scope is None:
            self._open()
        with variable_scope(self._scope, reuse=True if self._called else None):
            result = self._function(*args, **{**self._options, **kwargs})
        self._called = True
        return result
