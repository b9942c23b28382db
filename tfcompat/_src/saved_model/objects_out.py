"""The object graph of a SavedModel: one SavedObject per object, with edges, and what each stores.

Which objects there are and how they are numbered is the checkpoint room's `ObjectGraph`; what is
stored of functions is in `functions_out.py`.
"""

from tfcompat._src.checkpoint import saving
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.function import Function
from tfcompat._src.registry.attr_values import shape_to_proto
from tfcompat._src.saved_model import functions_out
from tfcompat._src.state import registration
from tfcompat._src.state.assets import Asset
from tfcompat._src.state.resources import TrackableResource
from tfcompat._src.state.variable import Variable

_CONSTANT = "tf.TrackableConstant"


def add_stand_ins(object_graph, exported, assets, devices=False):
    """Add the graph's stand-ins for variables, constants and assets, in TensorFlow's order.

    Args:
        object_graph: the ObjectGraph.
        exported: the ExportedGraph.
        assets: the Assets, still empty.
        devices: whether variables ask for the devices they are on.

    Returns:
        Dict of node ids of constants to the names of their Const nodes.
    """
    constants = {}
    for node_id in _load_order(object_graph):
        node = object_graph.nodes[node_id]
        if isinstance(node, Variable):
            exported.add_variable(node, devices)
        elif isinstance(node, EagerTensor):
            constants[node_id] = exported.add_constant(node)
        elif isinstance(node, Asset):
            assets.add(node, exported)
        elif isinstance(node, TrackableResource):
            exported.add_resource(node)
    return constants


def _load_order(object_graph):
    """Return the node ids such that all that a node depends on comes before it."""
    waits_for_me = [0] * len(object_graph.nodes)
    dependencies = [_dependencies(object_graph, i) for i in range(len(object_graph.nodes))]
    for pairs in dependencies:
        for node_id in {node_id for _, node_id in pairs}:
            waits_for_me[node_id] += 1
    order = [i for i, count in enumerate(waits_for_me) if not count]
    for node_id in order:  # grows while it is walked
        for other in {child for _, child in dependencies[node_id]}:  # TensorFlow's order too
            waits_for_me[other] -= 1
            if not waits_for_me[other]:
                order.append(other)
    return order[::-1]


def _dependencies(object_graph, node_id):
    """Return the (name, id) pairs of the children that must be loaded before a node."""
    node = object_graph.nodes[node_id]
    if isinstance(node, (Function, ConcreteFunction)):
        return object_graph.children(node_id)
    if not isinstance(node, Trackable):
        return []
    children = {name: object_graph.nodes[child] for name, child in object_graph.children(node_id)}
    found = node._deserialization_dependencies(children)
    return [(name, _known(object_graph, node, child)) for name, child in found.items()]


def _known(object_graph, node, child):
    """Return the id of an object that another one depends on."""
    node_id = object_graph.node_id(child)
    if node_id is None:
        raise ValueError(
            f"Found an untracked dependency. Object {node} depends on {child}, but this dependency "
            "isn't listed as a child. Please track this child by overriding `_trackable_children` "
            "or use `._track_trackable`."
        )
    return node_id


def write(object_graph, library, constants, assets, saveables, message, devices=False):
    """Fill a SavedObjectGraph message.

    Args:
        object_graph: the ObjectGraph.
        library: the FunctionLibrary of the model.
        constants: what `add_stand_ins` returned.
        assets: the Assets that it filled.
        saveables: what `resources_out.add_saveables` returned.
        message: the message to fill.
        devices: whether the devices of variables are stored.

    Raises:
        KeyError: a function captures something that no object has.
        NotEncodableError, TypeError: a function's arguments cannot be described.
    """
    owners = captured_nodes(object_graph)
    for node_id, node in enumerate(object_graph.nodes):
        proto = message.nodes.add()
        for name, child in object_graph.children(node_id):
            proto.children.add(node_id=child, local_name=name)
        for name, child in _dependencies(object_graph, node_id):
            proto.dependencies.add(node_id=child, local_name=name)
        saving.write_slots(proto, object_graph, node_id)
        if isinstance(node, ConcreteFunction):
            name = library.name(node.graph_function)
            message.concrete_functions[name].CopyFrom(
                functions_out.saved_concrete_function(node, owners)
            )
    for node_id, node in enumerate(object_graph.nodes):
        proto = message.nodes[node_id]
        _write_registration(proto, node)
        if isinstance(node, EagerTensor):
            proto.constant.operation = constants[node_id]
            proto.registered_name = _CONSTANT
        elif isinstance(node, Asset):
            proto.asset.asset_file_def_index = assets.index(node)
        else:
            _write_kind(proto, object_graph, node_id, node, library)
        if devices and isinstance(node, Variable):
            proto.variable.device = node.device
    for node_id, (name, save, restore) in saveables.items():
        saveable = message.nodes[node_id].saveable_objects[name]
        saveable.save_function, saveable.restore_function = save, restore


def _write_registration(proto, node):
    """Note the class and the saver that are registered for an object."""
    if not isinstance(node, Trackable):
        return
    saver = registration.get_registered_saver_name(node)
    if saver is not None:
        proto.registered_saver = saver
    name = registration.get_registered_class_name(node)
    if name is not None:
        proto.registered_name = name
        own = node._serialize_to_proto(object_proto=proto)
        if own is not None:
            _pack(proto.serialized_user_proto, own)


def _pack(message, own):
    """Put a message, of whatever library, into an Any."""
    message.type_url = f"type.googleapis.com/{own.DESCRIPTOR.full_name}"
    message.value = own.SerializeToString()


def captured_nodes(object_graph):
    """Return the ids of the nodes that have the tensors functions capture, by capture key."""
    owners = {}
    for node_id, node in enumerate(object_graph.nodes):
        if isinstance(node, Variable):
            owners[functions_out.capture_key(node.handle)] = node_id
        elif isinstance(node, EagerTensor):
            owners[functions_out.capture_key(node)] = node_id
        elif isinstance(node, Asset):
            owners[functions_out.capture_key(node.asset_path)] = node_id
        elif isinstance(node, TrackableResource) and node.resource_handle is not None:
            owners[functions_out.capture_key(node.resource_handle)] = node_id
    return owners


def _write_kind(proto, object_graph, node_id, node, library):
    """Write what kind of object a node is, and what belongs to that kind."""
    if isinstance(node, Variable):
        _write_variable(proto.variable, node)
    elif isinstance(node, Function):
        traces = [object_graph.nodes[child] for _, child in object_graph.children(node_id)]
        names = [library.name(trace.graph_function) for trace in traces
                 if isinstance(trace, ConcreteFunction)]
        proto.function.CopyFrom(functions_out.saved_function(node, names))
    elif isinstance(node, ConcreteFunction):
        proto.bare_concrete_function.CopyFrom(functions_out.saved_bare_concrete_function(
            node, library.name(node.graph_function)
        ))
    elif isinstance(node, TrackableResource):
        proto.resource.device = node._resource_device
        proto.registered_name = proto.registered_name or node._registered_name
    else:
        _write_user_object(proto.user_object, node)


def _write_variable(message, variable):
    message.dtype = variable.dtype.as_datatype_enum
    message.shape.CopyFrom(shape_to_proto(variable.shape))
    message.trainable = bool(variable.trainable)
    message.synchronization = variable.synchronization.value
    message.aggregation = variable.aggregation.value
    message.name = variable._shared_name


def _write_user_object(message, node):
    message.identifier = node._object_identifier
    message.version.producer = message.version.min_consumer = 1
    message.metadata = node._tracking_metadata
