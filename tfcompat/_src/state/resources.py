"""Objects around a resource: a handle, how it is made and filled, and how SavedModels do so again.

Lookup tables are such objects (`lookup_tables.py`); variables are not.
"""

import weakref

from tfcompat._src.core import device_scopes
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.function.function import function


class TrackableResource(Trackable):
    """Base of objects that own a resource: `tf.saved_model.experimental.TrackableResource`.

    A subclass says how the resource is made (`_create_resource`), filled (`_initialize`) and
    ended (`_destroy_resource`). SavedModels store all three as functions.

    Args:
        device: the device the resource has to be on, or "".

    Example:
        >>> import tfcompat as tf
        >>> class Counter(tf.saved_model.experimental.TrackableResource):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self._initialize()
        ...     def _create_resource(self):
        ...         return tf.raw_ops.VarHandleOp(dtype=tf.float32, shape=[2])
        ...     def _initialize(self):
        ...         tf.raw_ops.AssignVariableOp(
        ...             resource=self.resource_handle, value=tf.ones([2]))
        >>> counter = Counter()
        >>> tf.raw_ops.ReadVariableOp(resource=counter.resource_handle, dtype=tf.float32)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 1.], dtype=float32)>
    """

    _registered_name = ""  # what SavedModels call the class

    def __init__(self, device=""):
        self._resource_handle_value = None
        self._resource_device = device

    @classmethod
    def _resource_type(cls):
        return cls.__name__

    def _create_resource(self):
        """Make the resource and return its handle."""
        raise NotImplementedError("TrackableResource._create_resource not implemented.")

    def _initialize(self):
        """Fill the resource."""

    def _destroy_resource(self):
        """End the resource; most end with their last handle anyway."""

    @property
    def _resource_handle(self):
        return self._resource_handle_value

    @_resource_handle.setter
    def _resource_handle(self, value):
        array = getattr(value, "_array", None)
        if hasattr(array, "owner"):
            array.owner = weakref.ref(self)
        self._resource_handle_value = value

    @property
    def resource_handle(self):
        """The resource tensor; asking for it makes the resource if need be."""
        if self._resource_handle is None:
            with device_scopes.device(self._resource_device or None):
                self._resource_handle = self._create_resource()
        return self._resource_handle

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return what is tracked, and for SavedModels how to make, fill and end the resource."""
        children = super()._trackable_children(save_type, **kwargs)
        if save_type == SaveType.SAVEDMODEL:
            children.update(_functions(self))
        return children


def _functions(resource):
    @function(input_signature=[], autograph=False)
    def _creator():
        return resource._create_resource()

    @function(input_signature=[], autograph=False)
    def _initializer():
        resource._initialize()
        return 1

    @function(input_signature=[], autograph=False)
    def _destroyer():
        resource._destroy_resource()
        return 1

    return {
        "_create_resource": _creator, "_initialize": _initializer,
        "_destroy_resource": _destroyer,
    }
