"""Resources in SavedModels being saved: their initial state, and functions that store and restore.

How resources are made is in the functions that are their children; see `state/resources.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.function.function import function
from tfcompat._src.saved_model.restored_resource import OWN
from tfcompat._src.state.resources import TrackableResource
from tfcompat._src.state.variable import Variable


def initializers(object_graph):
    """Return the concrete functions that fill the resources of a model."""
    found = []
    for node_id, node in enumerate(object_graph.nodes):
        if isinstance(node, TrackableResource):
            child = dict(object_graph.children(node_id)).get("_initialize")
            if child is not None:
                found.append(object_graph.nodes[child].get_concrete_function())
    return found


def add_saveables(object_graph, exported, constants):
    """Append, for each object with state of its own kind, functions that store and restore it.

    Args:
        object_graph: the ObjectGraph, of which checkpoints do not have these functions.
        exported: the ExportedGraph.
        constants: dict of node ids to names of Const nodes, which gets those captured here.

    Returns:
        Dict of node ids to (name of the state, node id of one function, of the other).
    """
    found, before = {}, list(object_graph.nodes)
    for node_id, node in enumerate(before):
        if isinstance(node, Trackable) and not isinstance(node, (Variable, EagerTensor)):
            tensors = node._serialize_to_tensors()
            if tensors:
                name = node._legacy_saveable_name or OWN
                save, restore = _functions(node, tensors)
                found[node_id] = name, object_graph.add(save), object_graph.add(restore)
    for node_id in range(len(before), len(object_graph.nodes)):
        node = object_graph.nodes[node_id]
        if isinstance(node, EagerTensor):
            constants[node_id] = exported.add_constant(node)
    return found


def _functions(node, tensors):
    """Return concrete functions that store and restore what an object has."""
    if node._legacy_saveable_name:
        return _keyed_functions(node, tensors)

    @function(input_signature=(), autograph=False)
    def save_fn():
        return node._serialize_to_tensors()

    @function(autograph=False)
    def restore_fn(restored_tensors):
        node._restore_from_tensors(restored_tensors)
        return 1

    specs = {name: TensorSpec(None, tensor.dtype) for name, tensor in tensors.items()}
    return save_fn.get_concrete_function(), restore_fn.get_concrete_function(specs)


def _keyed_functions(node, tensors):
    """The same, of a key, as older versions of TensorFlow have them."""

    @function(input_signature=[TensorSpec([], dtypes.string)], autograph=False)
    def save_fn(checkpoint_key):
        return [
            {
                "name": checkpoint_key + name, "slice_spec": convert_to_tensor(""),
                "tensor": tensor,
            }
            for name, tensor in node._serialize_to_tensors().items()
        ]

    @function(autograph=False)
    def restore_fn(*restored_tensors):
        node._restore_from_tensors(dict(zip(tensors, restored_tensors, strict=True)))
        return 1

    specs = [TensorSpec(None, tensor.dtype) for tensor in tensors.values()]
    return save_fn.get_concrete_function(), restore_fn.get_concrete_function(*specs)
