"""The functions that nodes for TensorRT stand for, where the node does not say it outright.

Newer converters name the function in the attribute `segment_func`, older ones write its name as a
string, and the oldest hold the part of the graph itself, serialized, with numbered placeholders
for what it takes and numbered nodes for what it returns.
"""

from tfcompat._src.base import errors
from tfcompat._src.graph.func_graph import FuncGraph
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.wire import messages

ENGINE = "TRTEngineOp"
_INPUT, _OUTPUT = "TensorRTInputPH_", "TensorRTOutputPH_"


def completed(node, functions, where, load):
    """Return the node of an engine with the name of its function in it.

    Args:
        node: the NodeDef.
        functions: mapping of names to GraphFunctions; a part that the node itself holds is added.
        where: what the node is in, for messages.
        load: function of a GraphDef, an empty graph and functions that fills the graph.

    Raises:
        UnsupportedError: there is nothing but an engine.
    """
    if node.attr["segment_func"].func.name:
        return node
    name = node.attr["segment_funcdef_name"].s.decode()
    if name not in functions:
        name = f"{node.name}_native_segment"
    if name not in functions:
        functions[name] = _held(node, name, functions, where, load)
    found = messages.NodeDef.FromString(node.SerializeToString())
    found.attr["segment_func"].func.name = name
    return found


def _held(node, name, functions, where, load):
    try:
        part = messages.GraphDef.FromString(node.attr["serialized_segment"].s)
    except Exception:  # noqa: BLE001 - protobuf raises another class in each version
        part = None
    ends = {} if part is None else {item.name: item for item in part.node}
    inputs, outputs = _numbered(ends, _INPUT), _numbered(ends, _OUTPUT)
    if len(outputs) != len(node.attr["OutT"].list.type) or not outputs:
        raise errors.UnsupportedError(
            f"Node '{node.name}' ({ENGINE}) in {where} has an engine of TensorRT and not the part "
            "of the graph that it was made of; tfcompat cannot run engines."
        )
    graph = FuncGraph(name)
    load(part, graph, functions)
    graph.inputs = [graph.get_operation_by_name(end).outputs[0] for end in inputs]
    graph.outputs = [graph.get_operation_by_name(end).outputs[0] for end in outputs]
    return GraphFunction(name, graph)


def _numbered(nodes, prefix):
    names = [name for name in nodes if name.startswith(prefix)]
    return sorted(names, key=lambda name: int(name[len(prefix):]))
