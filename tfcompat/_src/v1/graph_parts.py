"""`tf.compat.v1.graph_util`: parts of GraphDefs, and graphs without what only training needs.

Nothing here runs a graph, and the messages given are left as they are.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.wire import messages

_INT32, _STRING = 3, 7
_VARIABLES = ("Variable", "VariableV2", "AutoReloadVariable", "VarHandleOp", "ReadVariableOp")


def extract_sub_graph(graph_def, dest_nodes):
    """Return the part of a graph that some nodes need.

    Args:
        graph_def: a GraphDef.
        dest_nodes: an iterable of names of nodes.

    Returns:
        A GraphDef with these nodes and those before them, in their order, and all functions.

    Raises:
        TypeError: an argument is not of the kind it has to be.
        AssertionError: the graph has no node of a name.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default() as graph:
        ...     a, b = tf.constant(1, name="a"), tf.constant(2, name="b")
        ...     c = tf.identity(a, name="c")
        >>> part = tf.compat.v1.graph_util.extract_sub_graph(graph.as_graph_def(), ["c"])
        >>> [node.name for node in part.node]
        ['a', 'c']
    """
    if not isinstance(graph_def, messages.GraphDef):
        raise TypeError(
            f"graph_def must be a graph_pb2.GraphDef proto, but got type {type(graph_def)}.")
    if isinstance(dest_nodes, str):
        raise TypeError(
            f"dest_nodes must be an iterable of strings, but got type {type(dest_nodes)}.")
    nodes = {node.name: node for node in graph_def.node}
    waiting = list(dest_nodes)
    for name in waiting:
        assert name in nodes, f"{name} is not in graph"
    needed = set()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(map(_node_of, nodes[name].input))
    part = messages.GraphDef(library=graph_def.library, versions=graph_def.versions)
    part.node.extend(node for node in graph_def.node if node.name in needed)
    return part


def _node_of(edge):
    """Return the name of the node that an input of another is an output of."""
    return edge.removeprefix("^").split(":")[0]


def remove_training_nodes(input_graph, protected_nodes=None):
    """Return a graph without checks of numbers and without Identity nodes that nothing hangs on.

    Args:
        input_graph: a GraphDef.
        protected_nodes: names of nodes to keep, whatever they are.

    Returns:
        A GraphDef.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default() as graph:
        ...     a = tf.constant(1.0, name="a")
        ...     b = tf.negative(tf.identity(a), name="b")
        >>> less = tf.compat.v1.graph_util.remove_training_nodes(graph.as_graph_def())
        >>> [(node.name, list(node.input)) for node in less.node]
        [('a', []), ('b', ['a'])]
    """
    kept = set(protected_nodes or ())
    removed = {node.name for node in input_graph.node
               if node.op == "CheckNumerics" and node.name not in kept}
    nodes = [_without(node, removed) for node in input_graph.node if node.name not in removed]
    held = _held_by_others(nodes)
    spliced = {
        node.name: node.input[0] for node in nodes
        if node.op == "Identity" and node.name not in kept | held
        and not any(edge.startswith("^") for edge in node.input)
    }
    result = messages.GraphDef()
    for node in nodes:
        if node.name in spliced:
            continue
        inputs = list(node.input)
        for i, edge in enumerate(inputs):
            while edge.removeprefix("^") in spliced:
                edge = spliced[edge.removeprefix("^")]
            inputs[i] = edge
        node.ClearField("input")
        node.input.extend(inputs)
        result.node.append(node)
    return result


def _without(node, removed):
    """Return a copy of a node without inputs from removed nodes."""
    copy = messages.NodeDef()
    copy.CopyFrom(node)
    copy.ClearField("input")
    copy.input.extend(edge for edge in node.input if edge.removeprefix("^") not in removed)
    return copy


def _held_by_others(nodes):
    """Return the names of nodes that others wait for or have to be beside."""
    held = set()
    for node in nodes:
        held.update(edge[1:] for edge in node.input if edge.startswith("^"))
        for beside in node.attr["_class"].list.s if "_class" in node.attr else ():
            held.add(beside.decode().removeprefix("loc:@"))
    return held


def must_run_on_cpu(node, pin_variables_on_cpu=False):
    """Say whether a node has to be on the host, whatever other devices there are.

    Args:
        node: an Operation or a NodeDef.
        pin_variables_on_cpu: whether variables have to.

    Returns:
        A bool.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     tf.compat.v1.graph_util.must_run_on_cpu(tf.constant("text").op)
        True
    """
    node = getattr(node, "node_def", node)
    if pin_variables_on_cpu and node.op in _VARIABLES:
        return True
    kind = {"Const": "dtype", "DynamicStitch": "T", "Cast": "SrcT"}.get(node.op)
    if kind is None:
        return False
    return node.attr[kind].type in ((_INT32, _STRING) if node.op == "Const" else (_INT32,))


def tensor_shape_from_node_def_name(graph, input_name):
    """Return the shape of a tensor of a graph.

    Args:
        graph: the Graph.
        input_name: the name of the tensor, or of the node whose first output it is.

    Returns:
        A TensorShape.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default() as graph:
        ...     a = tf.constant([1, 2], name="a")
        >>> tf.compat.v1.graph_util.tensor_shape_from_node_def_name(graph, "a")
        TensorShape([2])
    """
    name = input_name if ":" in input_name else f"{input_name}:0"
    return TensorShape(graph.get_tensor_by_name(name).shape)
