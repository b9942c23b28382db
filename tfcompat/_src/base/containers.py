"""What counts as a container in a nested structure, and how each kind is taken apart and rebuilt.

Here: one container at a time. Not here: walking whole structures, which is `nest`.
"""

from __future__ import annotations

import collections
import collections.abc

LEAF, SEQUENCE, NAMED, MAPPING, VIEW, ATTRS, CUSTOM = (
    "leaf", "sequence", "named", "mapping", "view", "attrs", "custom")

_KNOWN = {list: SEQUENCE, tuple: SEQUENCE, dict: MAPPING}
_kinds = dict(_KNOWN)
_MOST_KINDS = 4096  # The cache keeps classes alive, so it starts afresh when there are many.


def kind_of(value):
    """Which kind of container a value is, `LEAF` when none.

    >>> kind_of([1]), kind_of({}), kind_of("text")
    ('sequence', 'mapping', 'leaf')
    """
    kind = _kinds.get(type(value))
    return _classify(value) if kind is None else kind


def _classify(value):
    cls = value.__class__  # of a proxy (wrapt): the class of what it stands for
    if not isinstance(cls, type):
        cls = type(value)
    kind = _kind_of_class(cls)
    if cls is type(value):
        if len(_kinds) >= _MOST_KINDS:
            _kinds.clear()
            _kinds.update(_KNOWN)
        _kinds[cls] = kind
    return kind


def _kind_of_class(cls):
    if hasattr(cls, "__tf_flatten__") and hasattr(cls, "__tf_unflatten__"):
        return CUSTOM
    if issubclass(cls, collections.abc.Mapping):
        return MAPPING
    if issubclass(cls, collections.abc.MappingView):
        return VIEW
    if hasattr(cls, "__attrs_attrs__"):
        return ATTRS
    if issubclass(cls, (str, bytes)) or not issubclass(cls, collections.abc.Sequence):
        return LEAF
    return NAMED if _has_named_fields(cls) else SEQUENCE


def _has_named_fields(cls):
    fields = getattr(cls, "_fields", None)
    return (issubclass(cls, tuple) and isinstance(fields, collections.abc.Sequence)
            and all(isinstance(field, str) for field in fields))


def children(value, kind):
    """What a container holds, in TensorFlow's order: mappings by sorted key.

    Raises:
        TypeError: The keys of a mapping cannot be sorted.
    """
    if kind is SEQUENCE or kind is NAMED:
        return value
    if kind is MAPPING:
        return [value[key] for key in sorted(value.keys())]
    if kind is ATTRS:
        return [getattr(value, attribute.name) for attribute in value.__attrs_attrs__]
    if kind is CUSTOM:
        return value.__tf_flatten__()[1]
    return list(value)


def labels(value, kind):
    """The path components of a container's children, in the order of `children`."""
    if kind is NAMED:
        return list(value._fields)
    if kind is MAPPING:
        return sorted(value.keys())
    if kind is ATTRS:
        return [attribute.name for attribute in value.__attrs_attrs__]
    return range(len(children(value, kind)))


def rebuild(value, kind, items):
    """A container like `value` that holds `items`, given in the order of `children`.

    >>> rebuild({"b": 0, "a": 0}, MAPPING, [1, 2])
    {'b': 2, 'a': 1}

    Args:
        value: The container to imitate.
        kind: Its kind.
        items: A list, one item per child.

    Returns:
        A new container; a list where the class cannot hold chosen values (ranges, dict views).

    Raises:
        TypeError: The class cannot be built, or keys cannot be sorted.
    """
    cls = type(value)
    if cls is list:
        return items
    if cls is tuple:
        return tuple(items)
    if cls is not value.__class__ and hasattr(value, "__wrapped__"):
        return cls(rebuild(value.__wrapped__, kind, items))
    if kind is MAPPING:
        return _rebuild_mapping(value, cls, items)
    if kind is NAMED or kind is ATTRS:
        return cls(*items)
    if kind is CUSTOM:
        return value.__tf_unflatten__(value.__tf_flatten__()[0], tuple(items))
    if kind is VIEW or cls is range:
        return items
    return cls(items)


def _rebuild_mapping(value, cls, items):
    try:
        keys = sorted(value.keys())
    except TypeError:
        raise TypeError("nest only supports dicts with sortable keys.") from None
    found = dict(zip(keys, items))
    if cls is dict:
        return {key: found[key] for key in value}
    if issubclass(cls, collections.defaultdict):
        made = cls(value.default_factory)
    elif issubclass(cls, collections.abc.MutableMapping):
        made = cls()
    else:
        try:
            return cls((key, found[key]) for key in value)
        except TypeError as cause:
            raise TypeError(
                f"Error creating an object of type {cls} like {value}. Note that it must accept a "
                "single positional argument representing an iterable of key-value pairs, in "
                f"addition to self. Cause: {cause}") from cause
    for key in value:
        made[key] = found[key]
    return made


def same_named_fields(first, second):
    """Whether two namedtuples have the same class name and fields; the classes may differ."""
    one, two = type(first), type(second)
    return one is two or (one.__name__ == two.__name__ and one._fields == two._fields)


def composite_spec(value):
    """The spec of a composite tensor (or a spec of one, itself), None for anything else.

    Composites are values made of several tensors, such as ragged tensors. Their specs say so with
    a true `_expands`; specs of single tensors and of variables are leaves.
    """
    spec = getattr(type(value), "_type_spec", None)
    if spec is not None:
        spec = value._type_spec
    elif hasattr(type(value), "_component_specs"):
        spec = value
    return spec if getattr(type(spec), "_expands", False) else None


def components(value, spec):
    """The components of a composite, or their specs where the value is itself a spec."""
    return spec._component_specs if value is spec else spec._to_components(value)
