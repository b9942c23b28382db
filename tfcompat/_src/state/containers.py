"""Lists, dicts and tuples that track what is put into them.

Plain containers assigned to a tracked attribute are wrapped in these; they go on behaving as
lists, dicts and tuples. What they refuse to save (keys that are no strings, replaced elements)
is said when they are saved.
"""

import collections
import functools

from tfcompat._src.core.trackable import SaveType, Trackable


class NoDependency:
    """Wraps a value that an attribute assignment is to leave untracked and unwrapped."""

    def __init__(self, value):
        self.value = value


def sticky_assignment(owner, name, value):
    """Track `value` as attribute `name` of `owner`; return what the attribute is to hold."""
    if isinstance(value, NoDependency):
        owner._untrack_trackable(name)
        return value.value
    value = wrap(value)
    if isinstance(value, Trackable):
        owner._track_trackable(value, name, overwrite=True)
    elif name in owner.__dict__:
        owner._untrack_trackable(name)
    return value


def wrap(value):
    """Return the tracking form of a plain list, dict or tuple; other values unchanged."""
    if isinstance(value, Trackable):
        return value
    if type(value) in (dict, collections.OrderedDict):
        return _DictWrapper(value)
    if type(value) is list:
        return ListWrapper(value)
    if isinstance(value, tuple) and _is_tracked_tuple(value):
        return _TupleWrapper(value) if type(value) is tuple else _named_class(type(value))(*value)
    return value


def _is_tracked_tuple(value):
    """Tuples are wrapped only where that tracks something: it changes their type."""
    if type(value) is not tuple and not hasattr(value, "_fields"):
        return False
    return any(isinstance(wrap(item), Trackable) for item in value)


class _Container(Trackable):
    """What the wrappers share: tracking of values under their string keys."""

    _self_non_string_key = False

    def _track_value(self, value, name):
        value = wrap(value)
        if isinstance(value, Trackable):
            self._track_trackable(value, name, overwrite=True)
        return value

    @property
    def _values(self):
        raise NotImplementedError

    @property
    def layers(self):
        """The values that are layers, as Keras looks for them."""
        return [value for value in self._values if hasattr(value, "weights")]

    @property
    def variables(self):
        """All variables below this container."""
        return _gather(self._values, "variables")

    @property
    def trainable_variables(self):
        """All trainable variables below this container."""
        return _gather(self._values, "trainable_variables")

    trainable_weights = trainable_variables
    weights = variables


def _gather(values, attribute):
    found = []
    for value in values:
        if hasattr(value, "assign"):
            if attribute == "variables" or value.trainable:
                found.append(value)
        elif isinstance(value, Trackable):
            found.extend(getattr(value, attribute, ()))
    return found


class ListWrapper(_Container, list):
    """A list that tracks its elements by index."""

    def __init__(self, wrapped_list=()):
        list.__init__(self, wrapped_list)
        self._maybe_initialize_trackable()
        # TensorFlow's wrapper shares the storage of the list that was assigned. This one cannot,
        # so it tells when the two have come apart, instead of losing what was appended there.
        self._self_assigned = wrapped_list if type(wrapped_list) is list else []
        self._self_assigned_length = len(self._self_assigned)
        self._self_mutated = self._self_had_trackables = False
        self._self_tracked_length = 0
        self._track_all()

    def _track_all(self):
        for i, value in enumerate(list.__iter__(self)):
            list.__setitem__(self, i, self._track_value(value, str(i)))
        self._self_tracked_length = len(self)

    @property
    def _values(self):
        return list(self)

    def _mark(self):
        """Note a mutation other than appending; elements are tracked anew by position."""
        self._self_mutated = self._self_mutated or self._self_tracked_length > 0
        names = list(self._self_unconditional_dependency_names)
        self._self_had_trackables = self._self_had_trackables or bool(names)
        for name in names:
            self._untrack_trackable(name)
        self._track_all()

    def append(self, value):
        list.append(self, self._track_value(value, str(len(self))))
        self._self_tracked_length = len(self)

    def extend(self, values):
        for value in values:
            self.append(value)

    def copy(self):
        return ListWrapper(list(self))

    __copy__ = copy

    def __iadd__(self, values):
        self.extend(values)
        return self

    def __imul__(self, count):
        values = list(self)
        if count <= 0:
            self.clear()
        for _ in range(count - 1):
            self.extend(values)
        return self

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        if self._self_mutated and (
            self._self_had_trackables or any(isinstance(v, Trackable) for v in self)
        ):
            raise ValueError(
                f"Unable to save the object {self!r} (a list wrapper constructed to track "
                "trackable TensorFlow objects). A list element was replaced (__setitem__, "
                "__setslice__), deleted (__delitem__, __delslice__), or moved (sort). In order "
                "to support restoration on object creation, tracking is exclusively for "
                "append-only data structures.\n\nIf you don't need this list checkpointed, wrap "
                "it in a non-trackable object; it will be subsequently ignored."
            )
        if len(self._self_assigned) != self._self_assigned_length:
            raise ValueError(
                f"Unable to save the object {self!r} (a list wrapper constructed to track "
                "trackable TensorFlow objects). The wrapped list was modified outside the wrapper "
                f"(its final value was {self._self_assigned}, its value when a checkpoint "
                "dependency was added was None), which breaks restoration on object creation.\n\n"
                "If you don't need this list checkpointed, wrap it in a NoDependency object; it "
                "will be subsequently ignored."
            )
        return super()._trackable_children(save_type, **kwargs)

    def __repr__(self):
        return f"ListWrapper({list(self)!r})"

    def __reduce_ex__(self, protocol):
        return ListWrapper, (list(self),)

    __hash__ = None

    @property
    def _object_identifier(self):
        return "trackable_list_wrapper"


def _mutator(name):
    original = getattr(list, name)

    def method(self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        self._mark()
        return result

    method.__name__ = name
    method.__doc__ = original.__doc__
    return method


for _name in ("__setitem__", "__delitem__", "insert", "pop", "remove", "reverse", "sort", "clear"):
    setattr(ListWrapper, _name, _mutator(_name))


class _DictWrapper(_Container, dict):
    """A dict that tracks its values by key."""

    def __init__(self, wrapped_dict=()):
        dict.__init__(self)
        self._self_original_type = type(wrapped_dict)
        # As with lists: changes made to the assigned dict behind the wrapper are noticed.
        self._self_assigned = wrapped_dict if isinstance(wrapped_dict, dict) else {}
        self._self_snapshot = dict(self._self_assigned)
        for key, value in dict(wrapped_dict).items():
            self[key] = value

    @property
    def _values(self):
        """The values in the order of their keys."""
        return [self[key] for key in sorted(self, key=repr)]

    def __setitem__(self, key, value):
        if isinstance(key, str):
            value = self._track_value(value, key)
        else:
            value = wrap(value)
            if isinstance(value, Trackable):
                self._self_non_string_key = True
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        dict.__delitem__(self, key)
        if isinstance(key, str):
            self._untrack_trackable(key)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def pop(self, key, *default):
        result = dict.pop(self, key, *default)
        if isinstance(key, str):
            self._untrack_trackable(key)
        return result

    def popitem(self):
        key, value = dict.popitem(self)
        if isinstance(key, str):
            self._untrack_trackable(key)
        return key, value

    def clear(self):
        for key in list(self):
            del self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def copy(self):
        return _DictWrapper(self._plain())

    __copy__ = copy

    def _plain(self):
        """The dict, of the type that was assigned."""
        ordered = self._self_original_type is collections.OrderedDict
        return collections.OrderedDict(self) if ordered else dict(self)

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        if self._self_non_string_key:
            raise ValueError(
                f"Unable to save the object {dict(self)!r} (a dictionary wrapper constructed "
                "automatically on attribute assignment). The wrapped dictionary contains a "
                "non-string key which maps to a trackable object or mutable data structure.\n\n"
                "If you don't need this dictionary checkpointed, wrap it in a non-trackable "
                "object; it will be subsequently ignored."
            )
        if self._was_changed_outside():
            raise ValueError(
                f"Unable to save the object {self._self_assigned!r} (a dictionary wrapper "
                "constructed automatically on attribute assignment). The wrapped dictionary was "
                f"modified outside the wrapper (its final value was {self._self_assigned!r}, its "
                "value when a checkpoint dependency was added was None), which breaks restoration "
                "on object creation.\n\nIf you don't need this dictionary checkpointed, wrap it "
                "in a non-trackable object; it will be subsequently ignored."
            )
        return super()._trackable_children(save_type, **kwargs)

    def _was_changed_outside(self):
        now, then = self._self_assigned, self._self_snapshot
        return len(now) != len(then) or any(
            key not in then or value is not then[key] for key, value in now.items()
        )

    def __repr__(self):
        return f"DictWrapper({self._plain()!r})"

    def __reduce_ex__(self, protocol):
        return _DictWrapper, (self._plain(),)

    __hash__ = None

    @property
    def _object_identifier(self):
        return "trackable_dict_wrapper"


class _TupleWrapper(_Container, tuple):
    """A tuple that tracks its elements by index, and by name where it is a namedtuple."""

    _self_original_type = tuple

    def __new__(cls, original=()):
        return cls._tracking(original)

    @classmethod
    def _tracking(cls, items):
        wrapped = [wrap(item) for item in items]
        self = tuple.__new__(cls, wrapped)
        fields = getattr(cls, "_fields", ())
        for i, value in enumerate(wrapped):
            if isinstance(value, Trackable):
                self._track_trackable(value, str(i))
                if fields:
                    self._track_trackable(value, fields[i])
        return self

    @property
    def _values(self):
        return list(self)

    def _plain(self):
        """The tuple or namedtuple, of the type that was assigned."""
        kind = self._self_original_type
        return tuple(self) if kind is tuple else kind._make(tuple(self))

    def _replace(self, **kwargs):
        """Return a plain namedtuple with some fields changed."""
        return self._plain()._replace(**kwargs)

    def __repr__(self):
        return f"_TupleWrapper({self._plain()!r})"

    def __reduce_ex__(self, protocol):
        return wrap, (self._plain(),)

    @property
    def _object_identifier(self):
        return "trackable_tuple_wrapper"


@functools.cache
def _named_class(kind):
    """The wrapper class of a kind of namedtuple, which is made of the fields as that is."""

    def new(cls, *items):
        return cls._tracking(items)

    members = {"_self_original_type": kind, "__new__": new}
    return type("_TupleWrapper", (_TupleWrapper, kind), members)
