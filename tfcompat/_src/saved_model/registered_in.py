"""Objects of registered classes, made as their classes want it when a SavedModel is loaded."""

from tfcompat._src.core.trackable import Trackable
from tfcompat._src.state import registration


def make_all(objects, nodes, meta_graph, export_dir):
    """Put objects of registered classes in the place of those that stand for them.

    Args:
        objects: the restored objects by node id, a list that is changed.
        nodes: the messages of all nodes.
        meta_graph: the MetaGraphDef of the model.
        export_dir: its directory.

    Returns:
        Dict of the ids of such objects to functions of (object, name, child) that attach children.

    Raises:
        ValueError: objects depend on each other, or on nodes that there are not.
    """
    classes = {}
    if not registration.has_classes():
        return classes
    for node_id, proto in enumerate(nodes):
        if proto.registered_name:
            cls = registration.get_registered_class(proto.registered_name)
            if cls is not None:
                classes[node_id] = cls
    attaching = {}
    for node_id in _ordered(classes, nodes, export_dir):
        proto = nodes[node_id]
        made = objects[node_id] = classes[node_id]._deserialize_from_proto(
            proto=proto.serialized_user_proto, object_proto=proto,
            dependencies={ref.local_name: objects[ref.node_id] for ref in proto.dependencies},
            export_dir=export_dir, asset_file_def=meta_graph.asset_file_def,
            operation_attributes={node.name: node.attr for node in meta_graph.graph_def.node},
        )
        attaching[id(made)] = (
            type(made)._add_trackable_child if isinstance(made, Trackable) else setattr)
    return attaching


def _ordered(classes, nodes, export_dir):
    """Return the ids of nodes of registered classes, after those that they depend on."""
    order, begun = [], set()

    def visit(node_id):
        waiting = [(node_id, False)]
        while waiting:
            current, is_done = waiting.pop()
            if is_done:
                order.append(current)
                continue
            if current in begun:
                continue
            begun.add(current)
            waiting.append((current, True))
            for reference in nodes[current].dependencies:
                if not 0 <= reference.node_id < len(nodes):
                    raise ValueError(
                        f"The object graph of the SavedModel at {export_dir} refers to node "
                        f"{reference.node_id}, but has {len(nodes)} nodes."
                    )
                waiting.append((reference.node_id, False))

    for node_id in classes:
        visit(node_id)
    return [node_id for node_id in order if node_id in classes]
