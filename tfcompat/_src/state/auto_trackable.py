"""AutoTrackable: attributes that are trackable become dependencies when they are assigned.

What lists, dicts and tuples turn into on assignment is in `containers.py`.
"""

from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.function import Function
from tfcompat._src.state import containers


class AutoTrackable(Trackable):
    """Base of objects whose attributes are tracked: modules, checkpoints, loaded objects.

    Example:
        >>> import tfcompat as tf
        >>> holder = tf.train.Checkpoint(v=tf.Variable(1.0))
        >>> list(holder._trackable_children())
        ['v']
    """

    def __setattr__(self, name, value):
        if getattr(self, "_self_setattr_tracking", True):
            value = containers.sticky_assignment(self, name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self._untrack_trackable(name)
        super().__delattr__(name)

    def _add_trackable_child(self, name, value):
        setattr(self, name, value)

    def _no_dependency(self, value):
        return containers.NoDependency(value)

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return dependencies in tracking order; for SavedModels functions follow, sorted."""
        children = super()._trackable_children(save_type, **kwargs)
        if save_type != SaveType.SAVEDMODEL:
            return children
        functions = self._function_attributes()
        for function in functions.values():
            if isinstance(function, Function):
                function._list_all_concrete_functions_for_serialization()  # may track more
        children = {
            name: child
            for name, child in super()._trackable_children(save_type, **kwargs).items()
            if not isinstance(child, (Function, ConcreteFunction))
        }
        children.update(functions)
        return children

    def _function_attributes(self):
        found = {}
        for name in dir(self):
            try:
                value = getattr(self, name, None)
            except Exception:  # noqa: BLE001 - a property of the user's may fail; it is no function
                continue
            if isinstance(value, (Function, ConcreteFunction)):
                found[name] = value
        return found
