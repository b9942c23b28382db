"""Classes and savers that programs register for SavedModels and checkpoints.

A registered class is made anew when a SavedModel with its name is loaded; a registered saver
stores and restores objects in steps of its own. TensorFlow has both under a private path,
`tensorflow.python.saved_model.registration`, which libraries import.
"""

import collections
import inspect
import re

_NAME = re.compile(r"^[a-zA-Z0-9._-]+$")

RegisteredSaver = collections.namedtuple(
    "RegisteredSaver", ["name", "predicate", "save_fn", "restore_fn"])


class _Registry:
    """What is registered, by name; found by asking predicates, the latest first."""

    def __init__(self, kind):
        self._kind = kind
        self._entries = {}  # name: (predicate, what is registered)

    def register(self, package, name, predicate, item):
        if not isinstance(package, str) or not isinstance(name, str):
            raise TypeError(
                f"The package and name registered to a {self._kind} must be strings, got: "
                f"package={type(package)}, name={type(name)}"
            )
        if not callable(predicate):
            raise TypeError(
                f"The predicate registered to a {self._kind} must be callable, got: "
                f"{type(predicate)}"
            )
        full = f"{package}.{name}"
        if not _NAME.match(full):
            raise ValueError(
                f"Invalid registered {self._kind}. Please check that the package and name follow "
                f"the regex '{_NAME.pattern}': (package='{package}', name='{name}')"
            )
        if full in self._entries:
            raise ValueError(
                f"The name '{full}' has already been registered to a {self._kind}. Found: "
                f"{self._entries[full][1]}"
            )
        self._entries[full] = predicate, item

    def name_of(self, obj):
        """Return the name whose predicate takes an object, or None."""
        for name, (predicate, _) in reversed(self._entries.items()):
            if predicate(obj):
                return name
        return None

    def entry(self, name):
        """Return (predicate, what is registered).

        Raises:
            LookupError: nothing has that name.
        """
        if name not in self._entries:
            raise LookupError(f"The {self._kind} registry does not have name '{name}' registered.")
        return self._entries[name]

    def __contains__(self, name):
        return name in self._entries

    def __bool__(self):
        return bool(self._entries)


_CLASSES = _Registry("serializable class")
_SAVERS = _Registry("checkpoint saver")


def register_serializable(package="Custom", name=None, predicate=None):
    """Return a decorator that registers a class of trackable objects.

    SavedModels note the name of an object's class. Where that is registered, loading makes the
    object with the class method `_deserialize_from_proto`, and hands it its children with
    `_add_trackable_child`. What `_serialize_to_proto` returns is stored with it.

    Args:
        package, name: what makes the name, "package.name"; the class's name by default.
        predicate: function of an object that says whether it is stored under this name; by
            default whether it is an instance of the class.

    Raises:
        TypeError: what is decorated is no class, or an argument is of a wrong type.
        ValueError: the name is taken, or has characters that a name may not have.

    Example:
        >>> import tempfile
        >>> import tfcompat as tf
        >>> @register_serializable(package="Example")
        ... class Point(tf.Module):
        ...     def norm(self):
        ...         return tf.norm(self.v)
        >>> point, folder = Point(), tempfile.mkdtemp()
        >>> point.v = tf.Variable([3.0, 4.0])
        >>> tf.saved_model.save(point, folder)
        >>> print(tf.saved_model.load(folder).norm().numpy())
        5.0
    """
    def decorator(cls):
        if not inspect.isclass(cls):
            raise TypeError(f"Registered serializable must be a class: {cls}")
        takes = predicate if predicate is not None else (lambda obj: isinstance(obj, cls))
        _CLASSES.register(package, cls.__name__ if name is None else name, takes, cls)
        return cls

    return decorator


def register_tf_serializable(name=None, predicate=None):
    """The same as `register_serializable`, in the package "tf"."""
    return register_serializable("tf", name, predicate)


def get_registered_class_name(obj):
    """Return the name that an object's class is registered under, or None."""
    return _CLASSES.name_of(obj)


def get_registered_class(registered_name):
    """Return the class that is registered under a name, or None."""
    return _CLASSES.entry(registered_name)[1] if registered_name in _CLASSES else None


def register_checkpoint_saver(
    package="Custom", name=None, predicate=None, save_fn=None, restore_fn=None,
    strict_predicate_restore=True,
):
    """Register functions that store and restore some objects.

    Both are called once for all objects that a checkpoint or SavedModel has of the kind. To save,
    `save_fn(trackables, file_prefix)` writes bundles with `tf.raw_ops.SaveV2` and returns their
    prefixes, string tensors, which are merged with the rest; `restore_fn(trackables,
    merged_prefix)` reads them back with `tf.raw_ops.RestoreV2`, after the rest. `trackables` is a
    dict of names, which are different from each other, to objects.

    Args:
        package, name: what makes the saver's name, "package.name", which is stored.
        predicate: function of an object that says whether this saver is for it.
        save_fn, restore_fn: the functions.
        strict_predicate_restore: whether restoring fails for objects that were stored by this
            saver and that the predicate does not take; otherwise they stay as they are.

    Raises:
        TypeError: an argument is not callable, or no string.
        ValueError: the name is taken, or has characters that a name may not have.
    """
    if not callable(save_fn):
        raise TypeError(f"The save_fn must be callable, got: {type(save_fn)}")
    if not callable(restore_fn):
        raise TypeError(f"The restore_fn must be callable, got: {type(restore_fn)}")
    _SAVERS.register(package, name, predicate, (save_fn, restore_fn, strict_predicate_restore))


def get_registered_saver_name(trackable):
    """Return the name of the saver for an object, or None."""
    return _SAVERS.name_of(trackable) if _SAVERS else None


def register_tf_checkpoint_saver(
    name=None, predicate=None, save_fn=None, restore_fn=None, strict_predicate_restore=True
):
    """The same as `register_checkpoint_saver`, in the package "tf"."""
    register_checkpoint_saver("tf", name, predicate, save_fn, restore_fn, strict_predicate_restore)


def has_classes():
    """Say whether any class is registered."""
    return bool(_CLASSES)


def has_savers():
    """Say whether any saver is registered."""
    return bool(_SAVERS)


def get_save_function(registered_name):
    """Return the function that a saver stores with.

    Raises:
        LookupError: there is no such saver.
    """
    return _SAVERS.entry(registered_name)[1][0]


def get_restore_function(registered_name):
    """Return the function that a saver restores with.

    Raises:
        LookupError: there is no such saver.
    """
    return _SAVERS.entry(registered_name)[1][1]


def get_strict_predicate_restore(registered_name):
    """Say whether restoring fails where a saver's predicate does; not for savers that are missing.

    Warns:
        There is no such saver.
    """
    if registered_name not in _SAVERS:
        from tfcompat._src.base import logs  # the first of its kind loads `logging`

        logs.get_logger().warning(
            "Registered saver %s was not found when restoring checkpoints.", registered_name)
        return False
    return _SAVERS.entry(registered_name)[1][2]


def validate_restore_function(trackable, registered_name):
    """Check that a saver is there, and for an object.

    Raises:
        ValueError: it is not.
    """
    if registered_name not in _SAVERS:
        raise ValueError(
            f"Error when restoring object {trackable} from checkpoint. This object was saved using "
            f"a registered saver named '{registered_name}', but this saver cannot be found in the "
            "current context."
        )
    if not _SAVERS.entry(registered_name)[0](trackable):
        raise ValueError(
            f"Object {trackable} was saved with the registered saver named '{registered_name}'. "
            "However, this saver cannot be used to restore the object because the predicate does "
            "not pass."
        )
