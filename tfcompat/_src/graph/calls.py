"""Calls of graph functions, as nodes of the graph under construction.

Calls that run at once are made by the function room, which has the plan at hand.
"""

import itertools

from tfcompat._src.base import dtypes
from tfcompat._src.core import dispatch
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.graph import effects
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.graph.symbolic import SymbolicTensor
from tfcompat._src.registry import find
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.wire import messages

_UIDS = itertools.count(1)
# The ConfigProto that TensorFlow's Python layer puts on calls: device counts and no options.
CONFIG_PROTO = (
    b"\n\x07\n\x03CPU\x10\x01\n\x07\n\x03GPU\x10\x002\x02J\x008\x01\x82\x01\x00\x92\x01\x02J\x00"
)


def call_function(function, args, name=None):
    """Call a GraphFunction where ops called now go: as a node of a graph, or at once.

    Args:
        function: the GraphFunction.
        args: one tensor per input of the function, captures last; eager ones are captured.
        name: a name for the node.

    Returns:
        Flat list of output tensors.

    Raises:
        TypeError, ValueError: the arguments do not fit.
    """
    kinds = function.input_dtypes
    if len(kinds) != len(args):
        raise ValueError(
            f"{function.name} takes {len(kinds)} tensors, but {len(args)} were given."
        )
    graph = current_graph()
    if graph is not None:
        graph.add_function(function)
        args = _captured(graph, args)
    record = find("StatefulPartitionedCall" if function.stateful else "PartitionedCall")
    outputs = dispatch.call(record, [list(args)], call_attributes(function), name)
    if graph is not None:
        _describe(outputs, function)
    return outputs


def _captured(graph, args):
    """Capture eager arguments under a number, as TensorFlow does for what functions captured."""
    if not graph.building_function:
        return args
    return [
        arg if isinstance(arg, SymbolicTensor)
        else graph.capture(convert_to_tensor(arg), str(next(_UIDS)))
        for arg in args
    ]


def call_attributes(function):
    """Return the attributes of a node that calls a GraphFunction."""
    attrs = {
        "Tin": [kind.base_dtype for kind in function.input_dtypes],
        "Tout": function.output_dtypes,
        "f": FunctionRef(function.name),
        "config_proto": CONFIG_PROTO,
        "_read_only_resource_inputs": _indices(effects.read_only_arguments(function.graph)),
        "_collective_manager_ids": _indices([]),
    }
    if "_XlaMustCompile" in function.attrs:
        attrs["_XlaMustCompile"] = function.attrs["_XlaMustCompile"]
    return attrs


def _indices(values):
    message = messages.AttrValue()
    message.list.SetInParent()
    message.list.i.extend(values)
    return message


def _describe(outputs, function):
    """Give the outputs of a call node the shapes that the function found."""
    for tensor, inner in zip(outputs, function.outputs, strict=True):
        tensor.set_shape(inner.shape)
        if tensor._dtype is dtypes.resource or tensor._dtype is dtypes.variant:
            tensor.handle_data = inner.handle_data
