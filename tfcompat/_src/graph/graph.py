"""Graph: operations by name, the functions they call, and the scopes new nodes are made in.

Nodes come from a `TracingContext` (calls made while the graph is the default) or from files
(`import_def`). Running a graph is the plan room's business.
"""

import contextlib
import threading

from tfcompat._src.base import names
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context
from tfcompat._src.graph import arguments
from tfcompat._src.graph.naming import Names
from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor

PRODUCER = 2474
MIN_CONSUMER = 12


class Graph:
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
        resources: the variables and tables that nodes stand for, made when first needed.
    """

    building_function = False

    def __init__(self):
        self.operations = []
        self.functions = {}
        self.kept_functions = {}
        self.names = Names()
        self.seed = None
        self._by_name = {}
        self._control_stack = []
        self._devices = [""]
        self._finalized = False
        self._collections = {}
        self._lock = threading.RLock()
        self.resources = {}
        self.resources_lock = threading.RLock()
        self._context = None
        self._gradient_overrides = {}

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
        op = Operation(self, full_name, record.name, record, attrs, self._devices[-1])
        self.append(op, arguments.flatten(inputs), control_inputs)
        return op

    def append(self, op, inputs, control_inputs=()):
        """Connect a new Operation within the current control scopes and append it."""
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
        if self._finalized:
            raise RuntimeError("Graph is finalized and cannot be modified.")
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
            level = {"ops": list(dict.fromkeys(ops)), "seen": set()}
        self._control_stack.append(level)
        try:
            yield
        finally:
            self._control_stack.pop()

    def _as_operation(self, item):
        element = self.as_graph_element(item)
        return element.op if isinstance(element, SymbolicTensor) else element

    @contextlib.contextmanager
    def device(self, device_name_or_function):
        """Note a device on the nodes made within the `with` block."""
        name = device_name_or_function
        self._devices.append(name if isinstance(name, str) else self._devices[-1])
        try:
            yield
        finally:
            self._devices.pop()

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
        """Accepted for compatibility; there is one device, so nothing moves."""
        yield

    def unique_name(self, name, mark_as_used=True):
        """Return a name that is free in the current scope."""
        return self.names.unique(name, mark_as_used)

    def finalize(self):
        """Forbid adding nodes."""
        self._finalized = True

    @property
    def finalized(self):
        """Whether nodes can no longer be added."""
        return self._finalized

    # --- looking ----------------------------------------------------------------------------

    @property
    def version(self):
        """A number that grows with every node."""
        return len(self.operations)

    def get_operations(self):
        """Return the operations in the order in which they were made."""
        return list(self.operations)

    def get_operation_by_name(self, name):
        """Return the operation called `name`.

        Raises:
            TypeError, ValueError, KeyError: no name, a tensor's name, no such operation.
        """
        if not isinstance(name, str):
            raise TypeError(f"Operation names are strings (or similar), not {_type(name)}.")
        return self.as_graph_element(name, allow_tensor=False, allow_operation=True)

    def get_tensor_by_name(self, name):
        """Return the tensor called `name`, e.g. "x:0".

        Raises:
            TypeError, ValueError, KeyError: no name, no tensor's name, no such tensor.
        """
        if not isinstance(name, str):
            raise TypeError(f"Tensor names are strings (or similar), not {_type(name)}.")
        return self.as_graph_element(name, allow_tensor=True, allow_operation=False)

    def as_graph_element(self, obj, allow_tensor=True, allow_operation=True):
        """Return the tensor or operation that `obj` is or names.

        Raises:
            TypeError, ValueError, KeyError: it is and names nothing of this graph.
        """
        if isinstance(obj, str):
            return self._named(obj, allow_tensor, allow_operation)
        convert = getattr(obj, "_as_graph_element", None)
        element = convert() if convert is not None else obj
        if isinstance(element, SymbolicTensor) and allow_tensor:
            if element.graph is not self:
                raise ValueError(f"Tensor {obj} is not an element of this graph.")
            return element
        if isinstance(element, Operation) and allow_operation:
            if element.graph is not self:
                raise ValueError(f"Operation {obj} is not an element of this graph.")
            return element
        kinds = " or ".join(
            kind for kind, allowed in (("Tensor", allow_tensor), ("Operation", allow_operation))
            if allowed
        )
        raise TypeError(f"Can not convert a {_type(obj)} into a {kinds}.")

    def _named(self, name, allow_tensor, allow_operation):
        if ":" in name and allow_tensor:
            return self._named_tensor(name)
        if ":" in name:
            raise ValueError(f"Name {name!r} appears to refer to a Tensor, not a Operation.")
        if allow_operation:
            if name not in self._by_name:
                raise KeyError(f"The name {name!r} refers to an Operation not in the graph.")
            return self._by_name[name]
        kind = "refers to an" if name in self._by_name else "looks like an (invalid)"
        noun = "Operation" if name in self._by_name else "Operation name"
        raise ValueError(
            f"The name {name!r} {kind} {noun}, not a Tensor. Tensor names must be of the form "
            '"<op_name>:<output_index>".'
        )

    def _named_tensor(self, name):
        op_name, _, index = name.partition(":")
        if not index.isdigit():
            raise ValueError(
                f"The name {name!r} looks a like a Tensor name, but is not a valid one. Tensor "
                'names must be of the form "<op_name>:<output_index>".'
            )
        op = self._by_name.get(op_name)
        if op is None:
            raise KeyError(
                f"The name {name!r} refers to a Tensor which does not exist. The operation, "
                f"{op_name!r}, does not exist in the graph."
            )
        if op.record is None:
            return op.output(int(index))
        if int(index) >= len(op.outputs):
            raise KeyError(
                f"The name {name!r} refers to a Tensor which does not exist. The operation, "
                f"{op_name!r}, exists but only has {len(op.outputs)} outputs."
            )
        return op.outputs[int(index)]

    # --- files and collections -------------------------------------------------------------

    def as_graph_def(self, from_version=None, add_shapes=False):
        """Return the graph as a GraphDef message, with the functions it calls."""
        from tfcompat._src.graph import export

        return export.graph_def(self, from_version=from_version, add_shapes=add_shapes)

    @property
    def graph_def_versions(self):
        """The VersionDef that goes into the graph's GraphDef."""
        from tfcompat._src.wire import messages

        return messages.VersionDef(producer=PRODUCER)

    def add_to_collection(self, name, value):
        """Append `value` to the list called `name`."""
        self._collections.setdefault(name, []).append(value)

    def get_collection_ref(self, name):
        """Return the list called `name` itself."""
        return self._collections.setdefault(name, [])

    def get_collection(self, name, scope=None):
        """Return a copy of the list called `name`; with `scope`, of the values named so."""
        values = list(self._collections.get(name, []))
        if scope is None:
            return values
        return [v for v in values if getattr(v, "name", "").startswith(scope)]

    def get_all_collection_keys(self):
        """Return the names of all collections."""
        return [name for name in self._collections if isinstance(name, str)]

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


def _type(value):
    return type(value).__name__


def placeholder(graph, dtype, shape=None, name=None, attrs=None):
    """Append a Placeholder node to `graph` and return its tensor."""
    from tfcompat._src.registry import find

    shape = TensorShape(None) if shape is None else shape
    record = find("Placeholder")
    op = graph.create_op(record, [], {"dtype": dtype, "shape": shape, **(attrs or {})}, name)
    op.outputs[0]._shape = shape
    return op.outputs[0]
