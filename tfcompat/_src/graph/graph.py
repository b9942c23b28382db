"""Graph: operations by name, the functions they call, and the scopes new nodes are made in.

Nodes come from a `TracingContext` (calls made while the graph is the default) or from files
(`import_def`). Running a graph is the plan room's business.
"""

import contextlib
import threading

from tfcompat._src.base import device_spec, names
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context
from tfcompat._src.graph import arguments, source_stack
from tfcompat._src.graph.collections import GraphCollections
from tfcompat._src.graph.elements import GraphElements
from tfcompat._src.graph.naming import Names
from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor

PRODUCER = 2474
MIN_CONSUMER = 12


class Graph(GraphElements, GraphCollections):
    """A dataflow graph: `tf.Graph`.

    Example:
        >>> import tfcompat as tf
        >>> graph = tf.Graph()
        >>> with graph.as_default():
        ...     x = tf.constant(1.0, name="x")
        >>> graph.get_operations()
        [<tf.Operation 'x' type=Const>]

    Attributes:
        operations: the nodes in the order in which they were made.
        functions: dict of names to the GraphFunctions that nodes may call.
        kept_functions: those that were added by users, called or not.
        python_calls: the Python functions that nodes call, kept alive.
        resources: the variables and tables that nodes stand for, made when first needed.
        resource_owner: whose nodes those are: this graph's, those of the one it is a part of, or
            of all functions of a model.
        custom_gradients: the gradient rules that nodes name, of functions that bring their own.
    """

    building_function = False

    def __init__(self):
        super().__init__()
        self.operations = []
        self.functions = {}
        self.kept_functions = {}
        self.names = Names()
        self.seed = None
        self._by_name = {}
        self._control_stack = []
        self._devices = [""]
        self._device_functions = []
        self._colocation = []
        self._finalized = False
        self._lock = threading.RLock()
        self.resources = {}
        self.resources_lock = threading.RLock()
        self.resource_owner = self
        self.python_calls = []
        self._context = None
        self._gradient_overrides = {}
        self.custom_gradients = {}

    # --- making nodes ------------------------------------------------------------------------

    @property
    def context(self):
        """The core Context that turns op calls into nodes of this graph."""
        if self._context is None:
            from tfcompat._src.graph.tracing import TracingContext

            self._context = TracingContext(self)
        return self._context

    @contextlib.contextmanager
    def as_default(self):
        """Make ops called within the `with` block nodes of this graph."""
        with context.push(self.context):
            yield self

    def create_op(self, record, inputs, attrs, name=None, control_inputs=()):
        """Append a node.

        Args:
            record: the registry's `Op`.
            inputs: SymbolicTensors of this graph, flat or by argument.
            attrs: canonical attribute values.
            name: the wished-for name in the current scope, or an absolute one ending in "/".
            control_inputs: operations that have to run first, besides those of the scopes.

        Returns:
            The new Operation; its outputs have no shapes yet (they are inferred when asked for).

        Raises:
            RuntimeError: the graph is finalized.
        """
        full_name = self.node_name(name or record.name)
        op = Operation(self, full_name, record.name, record, attrs, self.current_device)
        self.append(op, arguments.flatten(inputs), control_inputs)
        return op

    def append(self, op, inputs, control_inputs=()):
        """Connect a new Operation within the current control scopes and append it."""
        if self._colocation or self._device_functions:
            self._place(op)
        gradient = self._gradient_overrides.get(op.type)
        if gradient is not None:
            op.attrs["_gradient_op_type"] = gradient.encode()
        op.connect(inputs, [*self._scope_controls(inputs), *control_inputs])
        self.add(op)
        for level in self._control_stack:
            if level is not None:  # later nodes that use this one run after its controls anyway
                level["seen"].add(op)

    def node_name(self, name):
        """Return the unique full name for a node."""
        full_name = name[:-1] if name.endswith("/") else self.names.unique(name)
        names.check_node_name(full_name)
        return full_name

    def add(self, op):
        """Append an Operation whose name is settled.

        Raises:
            RuntimeError: the graph is finalized.
            ValueError: the name is taken.
        """
        self._check_not_finalized()
        with self._lock:
            if op.name in self._by_name:
                raise ValueError(f"Duplicate node name in graph: '{op.name}'")
            op.index = len(self.operations)
            self.operations.append(op)
            self._by_name[op.name] = op
            self.names.reserve(op.name)

    def rename(self, op, name):
        """Give the newest of the nodes called alike another full name, numbered if it is taken."""
        del self._by_name[op.name]
        self.names.release(op.name)
        op.name = self.names.unique(name, absolute=True)
        self._by_name[op.name] = op

    def _scope_controls(self, inputs):
        """The operations of the control scopes that are not among the input's own ancestors."""
        wanted = []
        producers = {tensor.op for tensor in inputs}
        for level in self._control_stack:
            if level is None:
                wanted = []
            elif not producers & level["seen"]:
                wanted.extend(op for op in level["ops"] if op not in producers)
        return list(dict.fromkeys(wanted))

    # --- scopes ------------------------------------------------------------------------------

    @contextlib.contextmanager
    def name_scope(self, name):
        """Put the names of nodes made within the `with` block under `name`; gives "name/"."""
        if name is not None and not isinstance(name, str):
            raise TypeError(f"expected string or bytes-like object, got '{type(name).__name__}'")
        previous = self.names.scope
        self.names.scope = entered = self.names.enter(name)
        try:
            yield entered + "/" if entered else ""
        finally:
            self.names.scope = previous

    def get_name_scope(self):
        """Return the current name scope, without a final slash."""
        return self.names.scope

    @contextlib.contextmanager
    def control_dependencies(self, control_inputs):
        """Make nodes of the `with` block run after all of `control_inputs`; None clears scopes."""
        if control_inputs is None:
            level = None
        else:
            ops = [self._as_operation(item) for item in control_inputs]
            for op in ops:
                op.attrs["_has_manual_control_dependencies"] = True
            level = {"ops": list(dict.fromkeys(ops)), "seen": set()}
        self._control_stack.append(level)
        try:
            yield
        finally:
            self._control_stack.pop()

    def _as_operation(self, item):
        element = self.as_graph_element(item)
        return element.op if isinstance(element, SymbolicTensor) else element

    @property
    def current_device(self):
        """The name of the device that new nodes ask for, as far as it is a name."""
        return self._devices[-1]

    @contextlib.contextmanager
    def device(self, device_name_or_function):
        """Note a device on the nodes made within the `with` block.

        Args:
            device_name_or_function: the name of a device; None for no device; or a function of
                an Operation that returns the name.

        Raises:
            ValueError: it is no name of a device.
        """
        wanted, functions = device_name_or_function, self._device_functions
        if hasattr(wanted, "to_string"):
            wanted = wanted.to_string()
        if wanted is None:
            self._device_functions = []
            self._devices.append("")
        elif callable(wanted):
            self._device_functions = [*functions, wanted]
            self._devices.append(self._devices[-1])
        else:
            self._devices.append(device_spec.merged(self._devices[-1], wanted))
        try:
            yield
        finally:
            self._devices.pop()
            self._device_functions = functions

    def _place(self, op):
        """Apply device functions and colocation to a new node."""
        for function in reversed(self._device_functions):
            op.device = device_spec.merged(op.device, function(op) or "")
        if self._colocation:
            groups = {group for other in self._colocation for group in other.colocation_groups()}
            op.attrs["_class"] = tuple(sorted(groups))
            op.device = self._colocation[-1].device

    @contextlib.contextmanager
    def gradient_override_map(self, op_type_map):
        """Give nodes made within the `with` block other gradients than their ops have.

        Args:
            op_type_map: dict of op types to names that `tf.RegisterGradient` made known.

        Raises:
            TypeError: it is no dict of strings to strings.
        """
        strings = isinstance(op_type_map, dict) and all(
            isinstance(text, str) for pair in op_type_map.items() for text in pair)
        if not strings:
            raise TypeError("op_type_map must be a dictionary mapping strings to strings")
        before = self._gradient_overrides
        self._gradient_overrides = {**before, **op_type_map}
        try:
            yield
        finally:
            self._gradient_overrides = before

    @contextlib.contextmanager
    def colocate_with(self, op, ignore_existing=False):
        """Make nodes of the `with` block ask for the device of an operation or tensor."""
        outer = self._colocation
        self._colocation = [] if ignore_existing else list(outer)
        if op is not None:
            self._colocation.append(self._as_operation(op))
        try:
            yield
        finally:
            self._colocation = outer

    @contextlib.contextmanager
    def container(self, container_name):
        """Accepted for compatibility: resources of graphs are kept per graph."""
        yield container_name

    def unique_name(self, name, mark_as_used=True):
        """Return a name that is free in the current scope."""
        return self.names.unique(name, mark_as_used)

    def finalize(self):
        """Forbid adding nodes."""
        self._finalized = True

    def _check_not_finalized(self):
        if self._finalized:
            raise RuntimeError("Graph is finalized and cannot be modified.")

    @property
    def finalized(self):
        """Whether nodes can no longer be added."""
        return self._finalized

    # --- files and libraries -------------------------------------------------------------

    def as_graph_def(self, from_version=None, add_shapes=False):
        """Return the graph as a GraphDef message, with the functions it calls.

        Args:
            from_version: accepted for compatibility; all nodes are returned, as in TensorFlow.
            add_shapes: whether nodes tell the shapes of their outputs.
        """
        from tfcompat._src.graph import export

        return export.graph_def(self, add_shapes=add_shapes)

    @property
    def graph_def_versions(self):
        """The VersionDef that goes into the graph's GraphDef."""
        from tfcompat._src.wire import messages

        return messages.VersionDef(producer=PRODUCER)

    def add_function(self, function, keep=False):
        """Enter a GraphFunction and all functions that it calls into the library.

        Args:
            function: the GraphFunction.
            keep: whether it goes into GraphDefs even if no node calls it.

        Raises:
            ValueError: another function of that name is there already.
        """
        if keep:
            self.kept_functions[function.name] = function
        waiting = [function]
        while waiting:
            function = waiting.pop()
            known = self.functions.get(function.name)
            if known is not None and known is not function:
                raise ValueError(
                    f"Cannot add function '{function.name}' because a different function with "
                    "the same name already exists."
                )
            if known is None:
                self.functions[function.name] = function
                waiting.extend(function.callees())


def placeholder(graph, dtype, shape=None, name=None, attrs=None):
    """Append a Placeholder node to `graph` and return its tensor."""
    from tfcompat._src.registry import find

    shape = TensorShape(None) if shape is None else shape
    record = find("Placeholder")
    op = graph.create_op(record, [], {"dtype": dtype, "shape": shape, **(attrs or {})}, name)
    op.outputs[0]._shape = shape
    op.stack = source_stack.capture()
    return op.outputs[0]


_DEFAULT = []


def default_graph():
    """Return the graph of nodes that are made outside of all others: one for the process."""
    if not _DEFAULT:
        _DEFAULT.append(Graph())
    return _DEFAULT[0]


def forget_default_graph():
    """Let a new graph be the default one, when it is asked for."""
    _DEFAULT.clear()
