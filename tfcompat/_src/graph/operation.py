"""Operation: a node of a graph.

What a node does is in the op's record; making nodes is in `graph`, reading and writing them as
NodeDefs in `import_def` and `export`.
"""

from tfcompat._src.graph import arguments, sessions
from tfcompat._src.graph.symbolic import SymbolicTensor
from tfcompat._src.registry.attributes import FunctionRef


class Operation:
    """A node: an op applied to tensors, with attributes and control inputs.

    Attributes:
        graph: the graph it is in.
        name: its unique name.
        type: the name of the op.
        record: the registry's `Op`, or None when there is no such op here.
        inputs: tuple of the SymbolicTensors it consumes, flat.
        outputs: list of the SymbolicTensors it yields, flat.
        control_inputs: list of Operations that have to run before it.
        attrs: canonical attribute values; of unknown ops and annotations, AttrValue messages.
        device: the device it asks for, "" for any.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     total = tf.add(1.0, 2.0, name="total")
        >>> total.op
        <tf.Operation 'total' type=AddV2>
    """

    def __init__(self, graph, name, op_type, record, attrs, device=""):
        self.graph = graph
        self.name = name
        self.type = op_type
        self.record = record
        self.attrs = attrs
        self.device = device
        self.inputs = ()
        self.control_inputs = []
        self.outputs = []
        self.index = -1
        self.stack = None
        self._state = None
        if record is not None:
            self.outputs = [
                SymbolicTensor(self, i, dtype, is_ref)
                for i, (dtype, is_ref) in enumerate(
                    arguments.types(record.definition.outputs, attrs)
                )
            ]

    def connect(self, inputs, control_inputs=()):
        """Set the inputs; done once, when the tensors they come from exist."""
        self.inputs = tuple(inputs)
        for tensor in inputs:
            tensor.users.append(self)
        self.control_inputs = list(control_inputs)

    def kept_state(self):
        """Return what this node keeps from call to call, for ops that keep something."""
        if self._state is None:
            self._state = self.record.state()
        return self._state

    def output(self, index):
        """Return an output; those of an unknown op come to be when asked for."""
        if self.record is None:
            while len(self.outputs) <= index:
                self.outputs.append(SymbolicTensor(self, len(self.outputs), None))
        return self.outputs[index]

    def get_attr(self, name):
        """Return the value of an attribute.

        Returns:
            bool, int, float, bytes, DType, or a list of these; TensorShapeProto, TensorProto
            and NameAttrList messages for shapes, tensors and functions, as TensorFlow does.

        Raises:
            ValueError: there is no such attribute.
        """
        if name not in self.attrs:
            raise ValueError(f"Operation '{self.name}' has no attr named '{name}'.")
        value = self.attrs[name]
        if isinstance(value, tuple) and not isinstance(value, FunctionRef):
            return [self._attr_item(name, item) for item in value]
        return self._attr_item(name, value)

    def _attr_item(self, name, value):
        from tfcompat._src.graph import export

        return export.public_attr(self, name, value)

    @property
    def node_def(self):
        """The node as a NodeDef message."""
        from tfcompat._src.graph import export

        return export.node_def(self)

    @property
    def op_def(self):
        """The definition of the op as an OpDef message."""
        from tfcompat._src.graph import export

        return export.op_def(self)

    @property
    def traceback(self):
        """Where user code made the node: a list of `traceback.FrameSummary`, outermost first."""
        from tfcompat._src.graph import source_stack

        return source_stack.summaries(self.stack)

    @property
    def is_stateful(self):
        """Whether the op has state or effects."""
        return self.record is not None and self.record.stateful

    def colocation_groups(self):
        """Return the names of the groups whose devices this node shares, as bytes."""
        groups = self.attrs.get("_class")
        if groups is None:
            return [b"loc:@" + self.name.encode()]
        found = groups if isinstance(groups, (list, tuple)) else groups.list.s
        return [group for group in found if group.startswith(b"loc:@")]

    def run(self, feed_dict=None, session=None):
        """Run the operation in a session.

        Raises:
            ValueError: there is no session, or it is for another graph.
        """
        sessions.execute(self, feed_dict, session)

    def values(self):
        """Return the outputs as a tuple."""
        return tuple(self.outputs)

    def grouped_inputs(self):
        """Return the inputs by argument: a tensor each, or a list for list arguments."""
        definition = self.record.definition
        return arguments.group(arguments.counts(definition.inputs, self.attrs), list(self.inputs))

    def function_refs(self):
        """Return the FunctionRefs among the attributes."""
        refs = []
        for value in self.attrs.values():
            if type(value) is FunctionRef:
                refs.append(value)
            elif type(value) is tuple:
                refs.extend(item for item in value if type(item) is FunctionRef)
        return refs

    def __str__(self):
        from tfcompat._src.wire import messages

        return messages.to_text(self.node_def)

    def __repr__(self):
        return f"<tf.Operation '{self.name}' type={self.type}>"
