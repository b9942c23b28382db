"""RestoredResource: a lookup table or the like without its Python code, only its functions.

Also what objects store in checkpoints by functions that a SavedModel has for that.
"""

from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.function.function import Function
from tfcompat._src.state.resources import TrackableResource

OWN = ".TENSORS"  # what TensorFlow calls the functions of `_serialize_to_tensors` itself


class RestoredResource(TrackableResource):
    """A resource with the functions that make, fill and end it.

    Args:
        device: the device that it was made for.
    """

    def attach(self, name, value):
        """Take a restored child: one of the functions, or something to depend on."""
        setattr(self, name, value)
        if isinstance(value, Trackable) and not isinstance(value, Function):
            self._track_trackable(value, name)


class StoredState:
    """What an object stores in checkpoints, by functions of its SavedModel.

    Args:
        name: what the state is called in checkpoints.
        save: concrete function of a checkpoint key, or of nothing where the name is `OWN`.
        restore: concrete function of the tensors.
    """

    def __init__(self, name, save, restore):
        self._name = name
        self._save = save
        self._restore = restore
        self._names = None

    def attach(self, owner):
        """Let an object store and take back its state so."""
        if self._name != OWN:
            object.__setattr__(owner, "_legacy_saveable_name", self._name)
            object.__setattr__(owner, "_legacy_tensor_names", self)
        object.__setattr__(owner, "_serialize_to_tensors", self.serialized)
        object.__setattr__(owner, "_restore_from_tensors", self.restored)

    def __iter__(self):
        """The names of the tensors behind the name of the state, found out when asked for."""
        if self._names is None:
            keys = [part["name"].numpy().decode() for part in self._parts()]
            self._names = [key.removeprefix(self._name) for key in keys]
        return iter(self._names)

    def _parts(self):
        return self._save(convert_to_tensor(self._name))

    def serialized(self):
        """Return the tensors by name."""
        if self._name == OWN:
            return self._save()
        return dict(zip(self, [part["tensor"] for part in self._parts()], strict=True))

    def restored(self, tensors):
        """Take the tensors back."""
        if self._name == OWN:
            return self._restore(tensors)
        return self._restore(*[tensors[name] for name in self])
