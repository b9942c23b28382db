"""GraphDefs into graphs that have nodes already: `tf.graph_util.import_graph_def`.

Whole graphs of files are read by `import_def`.
"""

from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.graph import graph as graphs
from tfcompat._src.graph import import_def, import_node
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.wire import messages


def import_graph_def(
    graph_def, input_map=None, return_elements=None, name=None, op_dict=None,
    producer_op_list=None,
):
    """Add the nodes of a GraphDef to the graph under construction.

    Args:
        graph_def: a GraphDef message.
        input_map: dict of names in `graph_def` to tensors that are to be used instead.
        return_elements: names of operations and tensors of `graph_def` to return.
        name: what the names of all nodes are put under, "import" by default; "" for nothing.
        op_dict: not used any more, as in TensorFlow.
        producer_op_list: an OpList with the definitions of the program that wrote it.

    Returns:
        A list of Operations and Tensors, or None without `return_elements`.

    Raises:
        TypeError: an argument is of another type.
        ValueError: a name is not found, or a node is broken.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default() as one:
        ...     x = tf.raw_ops.Placeholder(dtype=tf.float32, name="x")
        ...     y = tf.add(x, x, name="y")
        >>> with tf.Graph().as_default():
        ...     tf.graph_util.import_graph_def(
        ...         one.as_graph_def(), {"x": tf.constant(1.0)}, ["y:0"])
        [<tf.Tensor 'import/y:0' shape=() dtype=float32>]
    """
    graph_def = _message(graph_def)
    input_map = _checked_map(input_map)
    if return_elements is not None:
        return_elements = _checked_elements(return_elements)
    graph = current_graph() or graphs.default_graph()
    graph._check_not_finalized()
    prefix = _prefix(graph, name)
    with graph.as_default():
        mapped = {key: convert_to_tensor(value) for key, value in input_map.items()}
    importer = _Importer(graph, prefix, import_node.producer_defaults(producer_op_list))
    known = dict(graph.functions)
    library = import_def.import_functions(graph_def.library, producer_op_list, known)
    for key, function in library.items():
        if key not in graph.functions:
            graph.functions[key] = function
            graph.kept_functions[key] = function
    importer.add_nodes(graph_def.node)
    importer.replace(mapped)
    importer.connect(import_node.graph_reference)
    _order(graph, importer)
    if return_elements is None:
        return None
    return [_element(importer, text) for text in return_elements]


def _message(graph_def):
    if isinstance(graph_def, messages.GraphDef):
        return graph_def
    if type(graph_def).__name__ == "GraphDef" and hasattr(graph_def, "SerializeToString"):
        return messages.GraphDef.FromString(graph_def.SerializeToString())
    raise TypeError("Argument `graph_def` must be a GraphDef proto.")


def _checked_map(input_map):
    if input_map is None:
        return {}
    if not (isinstance(input_map, dict) and all(isinstance(key, str) for key in input_map)):
        raise TypeError(
            "Argument `input_map` must be a dictionary. Obtained "
            f"{type(input_map).__name__}"
        )
    return {key if ":" in key or key.startswith("^") else f"{key}:0": value
            for key, value in input_map.items()}


def _checked_elements(return_elements):
    elements = tuple(return_elements)
    if not all(isinstance(item, str) for item in elements):
        raise TypeError(
            f"Argument `return_elements` must be a list of strings. Obtained {return_elements}.")
    return elements


def _prefix(graph, name):
    if name is None:
        name = "import"
    if not name:
        return ""
    if name.endswith("/"):
        return name
    return graph.unique_name(name) + "/"


class _Importer(import_def._Importer):
    """Puts nodes under a prefix, and other tensors in the place of some of theirs."""

    def __init__(self, graph, prefix, defaults):
        super().__init__(graph, "the graph", defaults)
        self._prefix = prefix
        self.added = {}
        self._mapped = {}

    def full_name(self, name):
        """Return the name of a node in the graph."""
        return self._prefix + name

    def note(self, name, op):
        """Remember a node by its name in the message."""
        self.added[name] = op

    def find(self, name):
        """Return the node of a name in the message, or None."""
        return self.added.get(name)

    def replace(self, mapped):
        """Let other tensors be used for those that are named."""
        self._mapped = mapped
        known = {f"{name}:{i}" for name, op in self.added.items()
                 for i in range(max(len(op.outputs), 1))}
        missing = [key for key in mapped if key not in known]
        if missing:
            raise ValueError(
                "Attempted to map inputs that were not found in graph_def: "
                f"[{', '.join(missing)}]"
            )

    def resolve(self, reference, text, user):
        """Return the tensor that an input names."""
        key = text if ":" in text else f"{text}:0"
        if key in self._mapped:
            return self._mapped[key]
        return super().resolve(reference, text, user)


def _order(graph, importer):
    """Let stateful nodes of a function keep their order with those before and after."""
    order = graph.context.control_order
    if order is None:
        return
    for op in importer.added.values():
        for before in order.add(op):
            if before not in op.control_inputs:
                op.control_inputs.append(before)


def _element(importer, text):
    name, _, index = text.partition(":")
    op = importer.added.get(name)
    if not index:
        if op is None:
            raise ValueError(f"Requested return node '{text}' not found in graph def")
        return op
    if op is None:
        raise ValueError(f"Requested return tensor '{text}' not found in graph def")
    if op.record is not None and int(index) >= len(op.outputs):
        raise ValueError(
            f"Invalid return output {index} of node '{name}', which has {len(op.outputs)} "
            "output(s)"
        )
    return op.output(int(index))
