"""Trackable: an object that names the objects it depends on, so that graphs of them can be saved.

Functions are trackable as well as variables, hence this lowest room that knows objects with
identity. Automatic tracking of attributes and containers is in the state room.
"""

import typing


class SaveType:
    """What the children of an object are asked for."""

    CHECKPOINT = "checkpoint"
    SAVEDMODEL = "savedmodel"


class TrackableReference(typing.NamedTuple):
    """A named dependency."""

    name: str
    ref: object


class Trackable:
    """Base of all objects that take part in checkpoints and SavedModels.

    A subclass tells of its state through `_serialize_to_tensors` and takes it back through
    `_restore_from_tensors`; what it depends on through `_trackable_children`.
    """

    _legacy_saveable_name = ""  # one name in checkpoints for all tensors, before their own names
    _legacy_tensor_names = ()

    def _maybe_initialize_trackable(self):
        if "_self_unconditional_checkpoint_dependencies" not in self.__dict__:
            object.__setattr__(self, "_self_unconditional_checkpoint_dependencies", [])
            object.__setattr__(self, "_self_unconditional_dependency_names", {})
            object.__setattr__(self, "_self_waiting", {})

    @property
    def _trackable_dependencies(self):
        """All named dependencies, in the order of their tracking."""
        self._maybe_initialize_trackable()
        return self._self_unconditional_checkpoint_dependencies

    def _lookup_dependency(self, name, cached_dependencies=None):
        """Return the dependency called `name`, or None."""
        if cached_dependencies is not None:
            return cached_dependencies.get(name)
        self._maybe_initialize_trackable()
        return self._self_unconditional_dependency_names.get(name)

    def _track_trackable(self, trackable, name, overwrite=False):
        """Depend on `trackable` under `name`.

        Raises:
            TypeError: it is no Trackable.
            ValueError: another dependency has that name, and `overwrite` is False.
        """
        self._maybe_initialize_trackable()
        if not isinstance(trackable, Trackable):
            raise TypeError(
                "Trackable._track_trackable() can only be used to track objects of type "
                f"Trackable. Got type {type(trackable)}."
            )
        names = self._self_unconditional_dependency_names
        references = self._self_unconditional_checkpoint_dependencies
        current = names.get(name)
        if current is None:
            references.append(TrackableReference(name, trackable))
        elif current is not trackable:
            if not overwrite:
                raise ValueError(
                    "Called Trackable._track_trackable() with name='%s', but a Trackable with "
                    "this name is already declared as a dependency. Names must be unique (or "
                    "overwrite=True)." % name
                )
            for i, reference in enumerate(references):
                if reference.name == name:
                    references[i] = TrackableReference(name, trackable)
        names[name] = trackable
        self._handle_deferred_dependencies(name, trackable)
        return trackable

    def _untrack_trackable(self, name):
        """Drop the dependency called `name`, if there is one."""
        self._maybe_initialize_trackable()
        self._self_unconditional_dependency_names.pop(name, None)
        references = self._self_unconditional_checkpoint_dependencies
        references[:] = [r for r in references if r.name != name]

    def _defer_dependency(self, name, restore):
        """Call `restore(trackable)` once a dependency called `name` is tracked."""
        self._maybe_initialize_trackable()
        self._self_waiting.setdefault(name, []).append(restore)

    def _handle_deferred_dependencies(self, name, trackable):
        for restore in self._self_waiting.pop(name, ()):
            restore(trackable)

    def _no_dependency(self, value):
        """Mark `value` as one that attribute tracking leaves alone."""
        return value

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return the objects this one depends on, by name and in order."""
        return {name: ref for name, ref in self._trackable_dependencies}

    def _serialize_to_proto(self, object_proto=None, **kwargs):
        """Return a message that SavedModels store with an object of a registered class, or None."""

    @classmethod
    def _deserialize_from_proto(cls, **kwargs):
        """Make an object of a registered class when a SavedModel is loaded."""
        return cls()

    def _add_trackable_child(self, name, value):
        """Take a child back when a SavedModel is loaded."""
        self._track_trackable(value, name, overwrite=True)

    def _deserialization_dependencies(self, children):
        """Return the children that have to be there when a SavedModel makes this object."""
        return {}

    def _slot_variables(self):
        """Return (variable, slot name, slot variable) triples: what an optimizer keeps of it."""
        return self.__dict__.get("_self_slot_variables", ())

    def _serialize_to_tensors(self):
        """Return the tensors that hold this object's own state, by local name."""
        return {}

    def _restore_from_tensors(self, restored_tensors):
        """Take back what `_serialize_to_tensors` gave."""

    @property
    def _object_identifier(self):
        """The kind of object this is, as SavedModels record it."""
        return "_generic_user_object"

    @property
    def _tracking_metadata(self):
        """Free text that SavedModels record with the object."""
        return ""
