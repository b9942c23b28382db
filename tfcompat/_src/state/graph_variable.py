"""Variables of plain graphs: nodes that make, initialize and read them; values are in sessions.

`GraphVariable` is behind a resource handle, `RefVariable` is of the old kind, known by a
reference. `Variable` makes the first kind when it is called while a graph is the default one;
the 1.x functions that choose are in the room `v1`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.graph import sessions
from tfcompat._src.state.variable import (
    Variable, VariableAggregation, VariableSynchronization)
from tfcompat._src.wire import messages

GLOBAL, TRAINABLE = "variables", "trainable_variables"


class InGraph(Variable):
    """What both kinds of variables of graphs have in common.

    Attributes:
        graph: the Graph.
        initializer: the operation that sets the first value.
        initial_value: the tensor with the first value.
    """

    asks_creators = False
    _save_slice_info = None

    def __init__(
        self, initial_value=None, trainable=None, validate_shape=True, name=None, dtype=None,
        constraint=None, synchronization=VariableSynchronization.AUTO,
        aggregation=VariableAggregation.NONE, shape=None, collections=None, **ignored,
    ):
        if trainable is None:
            trainable = synchronization != VariableSynchronization.ON_READ
        if initial_value is None:
            raise ValueError(
                "The `initial_value` arg to `tf.Variable` must be specified except when you are "
                "not providing a `variable_def`. You provided neither."
            )
        self.graph = context.current().graph
        with self.graph.control_dependencies(None), \
                self.graph.name_scope(name or "Variable") as scope:
            self.initial_value = value = self._first(initial_value, dtype)
            if shape is None:
                shape = value.shape if validate_shape or self._is_resource else TensorShape(None)
            self._describe(scope[:-1], value.dtype.base_dtype, as_shape(shape), trainable,
                           synchronization, aggregation, constraint)
            self._make_nodes(scope, validate_shape)
        self._collect(collections, trainable)

    def _first(self, initial_value, dtype):
        if not callable(initial_value):
            with self._initializer_scope(False):
                return convert_to_tensor(initial_value, dtype, name="initial_value")
        with self._initializer_scope(True):
            return convert_to_tensor(initial_value(), dtype, name="initial_value")

    def _collect(self, collections, trainable):
        names = [GLOBAL] if collections is None else list(collections)
        if trainable and TRAINABLE not in names:
            names.append(TRAINABLE)
        self.graph.add_to_collections(names, self)

    def _describe(self, shared_name, dtype, shape, trainable, synchronization, aggregation,
                  constraint):
        self._setup(shared_name, dtype, shape, trainable, synchronization, aggregation,
                    constraint, None)
        self._described = self._handle._array

    @property
    def op(self):
        """The operation that stands for the variable."""
        return self._handle.op

    @property
    def initializer(self):
        """The operation that sets the first value."""
        return self._initializer

    @property
    def device(self):
        """The device that the variable's node asks for."""
        return self.op.device

    def eval(self, session=None):
        """Return the value in a session."""
        return self._as_graph_element().eval(session=session)

    def load(self, value, session=None):
        """Set the value in a session.

        Raises:
            RuntimeError: ops run at once where this is called.
            ValueError: there is no session.
        """
        if context.executing_eagerly():
            raise RuntimeError(
                "This operation is not supported when eager execution is enabled.")
        session = session or sessions.get_default_session()
        if session is None:
            raise ValueError(
                "Either session argument should be provided or default session should be "
                "established"
            )
        session.run(self.initializer, {self.initializer.inputs[1]: value})

    def initialized_value(self):
        """Return a tensor with the value, or the first value where there is none yet."""
        from tfcompat._src.graph.cond import cond

        with self.graph.control_dependencies(None):
            return cond(self.is_initialized(), self.read_value, lambda: self.initial_value)

    def to_proto(self, export_scope=None):
        """Return the VariableDef message, or None if the name is outside of the scope."""
        if export_scope is not None and not self.name.startswith(export_scope):
            return None
        strip = _stripper(export_scope)
        message = messages.VariableDef(
            variable_name=strip(self.name), initializer_name=strip(self.initializer.name),
            snapshot_name=strip(self._snapshot_name()), trainable=self.trainable,
            is_resource=self._is_resource,
            synchronization=self.synchronization.value, aggregation=self.aggregation.value,
        )
        if self.initial_value is not None:
            message.initial_value_name = strip(self.initial_value.name)
        if self._save_slice_info is not None:
            message.save_slice_info_def.CopyFrom(self._save_slice_info)
        return message

    @classmethod
    def from_proto(cls, definition, graph, import_scope=""):
        """Return the variable that a VariableDef message describes in a graph."""
        prefix = f"{import_scope}/" if import_scope else ""
        kind = GraphVariable if definition.is_resource else RefVariable
        variable = kind.__new__(kind)
        variable.graph = graph
        variable._import(definition, graph, prefix)
        variable._initializer = graph.as_graph_element(prefix + definition.initializer_name)
        if definition.HasField("save_slice_info_def"):
            variable._save_slice_info = definition.save_slice_info_def
        variable.initial_value = None
        if definition.initial_value_name:
            variable.initial_value = graph.as_graph_element(
                prefix + definition.initial_value_name)
        return variable

    def _import_description(self, definition, name, dtype, shape):
        self._describe(
            name, dtype, shape, definition.trainable,
            VariableSynchronization(definition.synchronization),
            VariableAggregation(definition.aggregation), None,
        )

    def _serialize_to_tensors(self):
        raise NotImplementedError(
            f"Variable {self.name} belongs to a graph; its value is in a session. Use "
            "tf.compat.v1.train.Saver to save it."
        )

    def __repr__(self):
        return f"<tf.Variable '{self._shown_name}' shape={self.shape} dtype={self.dtype.name}>"

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other

    def __ne__(self, other):
        return self is not other

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        raise NotImplementedError("Variables of graphs cannot be pickled.")


def _stripper(scope):
    return (lambda name: name) if not scope else (lambda name: name.removeprefix(f"{scope}/"))


class GraphVariable(InGraph):
    """A variable behind a resource handle that is a node of a graph.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     v = tf.Variable(1.0, name="v")
        >>> v.initializer
        <tf.Operation 'v/Assign' type=AssignVariableOp>
    """

    _is_resource = True

    def _initializer_scope(self, is_function):
        return self.graph.name_scope("Initializer")

    def _make_nodes(self, scope, validate_shape):
        self._handle = raw.VarHandleOp(
            dtype=self.dtype, shape=self.shape, shared_name=self._shared_name,
            debug_name=scope, name=scope)
        with self.graph.name_scope("IsInitialized"):
            self._is_initialized = raw.VarIsInitializedOp(self._handle)
        with self.graph.name_scope("Assign") as name:
            self._initializer = raw.AssignVariableOp(self._handle, self.initial_value, name=name)
        with self.graph.name_scope("Read"):
            self._graph_element = raw.ReadVariableOp(self._handle, dtype=self.dtype)

    def _import(self, definition, graph, prefix):
        handle = graph.as_graph_element(prefix + definition.variable_name)
        dtype, shape = handle.handle_data
        self._import_description(definition, handle.op.name, dtype, shape)
        self._handle = handle
        if definition.snapshot_name:
            self._graph_element = graph.as_graph_element(prefix + definition.snapshot_name)
        else:
            self._graph_element = self.value()

    def _snapshot_name(self):
        return self._graph_element.name

    def _as_graph_element(self):
        return self._graph_element

    def _after(self, op, read_value):
        return Unread(self, op) if read_value else op


class Unread(GraphVariable):
    """What an assignment returns: the same variable, read after that assignment."""

    def __init__(self, variable, op):
        for name in ("_shared_name", "_trainable", "_synchronization", "_aggregation",
                     "_constraint", "_handle", "_described", "graph", "_initializer",
                     "initial_value", "_save_slice_info"):
            setattr(self, name, getattr(variable, name))
        self._assignment = op
        with op.graph.control_dependencies([op]):
            self._graph_element = raw.ReadVariableOp(self._handle, dtype=self.dtype)

    @property
    def _shown_name(self):
        return self._assignment.name

    @property
    def op(self):
        """The assignment."""
        return self._assignment

    def value(self):
        """Return the value after the assignment."""
        if context.current().graph is not self._assignment.graph:
            return super().value()
        with self._assignment.graph.control_dependencies([self._assignment]):
            return super().value()


class RefVariable(InGraph):
    """A variable of the old kind: ops take references to it."""

    _is_resource = False

    def _initializer_scope(self, is_function):
        scope = "Initializer" if is_function else self.graph.get_name_scope() + "/"
        return self.graph.name_scope(scope)

    def _make_nodes(self, scope, validate_shape):
        self._handle = raw.VariableV2(shape=self.shape, dtype=self._described.dtype, name=scope)
        self._initializer = raw.Assign(
            self._handle, self.initial_value, validate_shape=validate_shape, name="Assign").op
        self._snapshot = raw.Identity(self._handle, name="read")

    def _import(self, definition, graph, prefix):
        reference = graph.as_graph_element(prefix + definition.variable_name)
        self._import_description(
            definition, reference.op.name, reference.dtype.base_dtype, reference.shape)
        self._handle = reference
        self._snapshot = graph.as_graph_element(prefix + definition.snapshot_name)

    @property
    def handle(self):
        """Variables of the old kind have none."""
        raise AttributeError("'RefVariable' object has no attribute 'handle'")

    @property
    def dtype(self):
        """The DType of a reference to the variable."""
        return self._described.dtype._as_ref

    @property
    def _resource(self):
        return self._described

    def _snapshot_name(self):
        return self._snapshot.name

    def _as_graph_element(self):
        return self._handle

    def _ref(self):
        return self._handle

    def value(self):
        """Return the value as the tensor that all uses share."""
        return self._snapshot

    def read_value(self):
        """Return the value as a tensor of its own."""
        return raw.Identity(self._handle, name="read")

    def is_initialized(self, name=None):
        """Return a boolean tensor: whether the variable has a value."""
        return raw.IsVariableInitialized(self._handle, name=name)

    def assign(self, value, use_locking=False, name=None, read_value=True):
        """Return a reference that has the value when it is evaluated; see `Variable.assign`."""
        return self._update(raw.Assign, value, use_locking, name, read_value)

    def assign_add(self, delta, use_locking=False, name=None, read_value=True):
        """Return a reference that has been added to when it is evaluated."""
        return self._update(raw.AssignAdd, delta, use_locking, name, read_value)

    def assign_sub(self, delta, use_locking=False, name=None, read_value=True):
        """Return a reference that has been subtracted from when it is evaluated."""
        return self._update(raw.AssignSub, delta, use_locking, name, read_value)

    def _update(self, op, value, use_locking, name, read_value):
        dtype = self._described.dtype
        if not isinstance(value, Tensor):
            with self.graph.name_scope(name or op.__name__) as name:
                value = convert_to_tensor(value, dtype, name="value")
        result = op(self._handle, convert_to_tensor(value, dtype), use_locking=use_locking,
                    name=name)
        return result if read_value else result.op

    def __tf_tensor__(self, dtype=None, name=None):
        if dtype is not None and not dtypes.as_dtype(dtype).is_compatible_with(self.dtype):
            raise ValueError(
                f"Incompatible type conversion requested to type '{dtypes.as_dtype(dtype).name}' "
                f"for variable of type '{self.dtype.name}'"
            )
        return self._snapshot
