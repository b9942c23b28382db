"""Nodes of a stored object graph to objects: variables, containers, constants, assets, holders.

Functions are made in `functions_in.py`; the order of things and the edges in `load.py`.
"""

import os

from tfcompat._src.base import errors
from tfcompat._src.core.tensor import EagerTensor, wrap
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.registry.attr_values import dtype_from_enum, shape_from_proto
from tfcompat._src.saved_model import constants
from tfcompat._src.saved_model.pickling import UserObject
from tfcompat._src.saved_model.restored_resource import RestoredResource
from tfcompat._src.saved_model.signature_map import SignatureMap
from tfcompat._src.state import containers
from tfcompat._src.state.assets import Asset
from tfcompat._src.state.resources import TrackableResource
from tfcompat._src.state.variable import Variable, VariableAggregation, VariableSynchronization
from tfcompat._src.wire import tensor_proto


def user_object(proto):
    """Return an empty object of the kind a SavedUserObject names; unknown kinds are holders."""
    identifier = proto.identifier
    if identifier == "signature_map" and proto.version.producer:
        return SignatureMap()
    if identifier == "trackable_list_wrapper":
        return containers.ListWrapper()
    if identifier == "trackable_dict_wrapper":
        return containers._DictWrapper()
    if identifier == "trackable_tuple_wrapper":
        return containers.ListWrapper()  # as TensorFlow: a list in place of the tuple
    return holder()


def holder():
    """Return a new object that restored attributes are put on; callable if it gets `__call__`."""

    class _UserObject(UserObject):
        """An object restored from a SavedModel: its attributes are what was saved."""

    return _UserObject()


def attach(owner, name, value):
    """Put a restored child on its owner."""
    if isinstance(owner, containers.ListWrapper):
        if name.isdigit():
            _set_item(owner, int(name), value)
    elif isinstance(owner, containers._DictWrapper):
        owner[name] = value
    elif isinstance(owner, SignatureMap):
        owner._add_signature(name, value)
    elif isinstance(owner, RestoredResource):
        owner.attach(name, value)
    else:
        setattr(owner, name, value)
        if name == "__call__" and not callable(owner):
            type(owner).__call__ = _call_attribute


def _set_item(owner, index, value):
    """Set one item of a restored list; gaps are items that are not trackable and were not saved."""
    while len(owner) <= index:
        owner.append(None)
    list.__setitem__(owner, index, value)
    if isinstance(value, Trackable):
        owner._track_trackable(value, str(index), overwrite=True)


def _call_attribute(instance, *args, **kwargs):
    return instance.__dict__["__call__"](*args, **kwargs)


def variable(proto):
    """Return a variable without a value, as a SavedVariable describes it.

    Raises:
        NotImplementedError: it is distributed over devices.
    """
    if proto.experimental_distributed_variable_components:
        raise NotImplementedError(
            f"Variable {proto.name!r} is distributed over devices; such variables are not "
            "supported."
        )
    return Variable.from_value(
        proto.name or "Variable", dtype_from_enum(proto.dtype), shape_from_proto(proto.shape),
        None, proto.trainable, VariableSynchronization(proto.synchronization),
        VariableAggregation(proto.aggregation),
    )


def constant(proto, const_nodes):
    """Return the tensor of a SavedConstant.

    Args:
        proto: the SavedConstant message.
        const_nodes: the Const nodes of the MetaGraph by name.

    Raises:
        ValueError: there is no such node.
    """
    node = const_nodes.get(proto.operation)
    if node is None:
        raise ValueError(
            f"The SavedModel refers to the constant '{proto.operation}', which its graph does "
            "not have."
        )
    message = node.attr["value"].tensor
    return wrap(tensor_proto.to_array(message), dtype_from_enum(message.dtype))


def asset(proto, asset_files, export_dir):
    """Return the asset of a SavedAsset.

    Raises:
        ValueError: the file name leads out of the assets directory.
        InvalidArgumentError: there is no such entry among the MetaGraph's asset files.
    """
    index = proto.asset_file_def_index
    if not 0 <= index < len(asset_files):
        raise errors.InvalidArgumentError(
            None, None, f"The SavedModel has no asset file number {index}."
        )
    name = asset_files[index].filename
    if os.path.isabs(name) or ".." in name.replace("\\", "/").split("/"):
        raise ValueError(f"The SavedModel's asset {name!r} lies outside of its assets directory.")
    return Asset(os.path.join(export_dir, constants.ASSETS_DIRECTORY, name))


def captured(value):
    """Return the tensor that a function captured when it captured this restored object."""
    if isinstance(value, EagerTensor):
        return value
    if isinstance(value, Variable):
        return value.handle
    if isinstance(value, Asset):
        return value.asset_path
    if isinstance(value, TrackableResource) and value.resource_handle is not None:
        return value.resource_handle
    raise NotImplementedError(
        f"A function of the SavedModel captures a {type(value).__name__}; only variables, "
        "constants, assets and resources can be captured."
    )
