"""Trace types of structures: lists, tuples, named tuples, mappings, attrs classes, custom nests.

A structure's type is the kind of structure and the types of its items. Types of single values are
in `types`.
"""

from collections.abc import Mapping

from tfcompat._src.base.tracing_protocol import PlaceholderContext, TraceType
from tfcompat._src.function import types


class Structure(TraceType):
    """What all structures share: items by key, in the order that users wrote.

    Attributes:
        keys: what the items go by: indices, field names or keys.
        items: the TraceTypes of the items, one per key.
    """

    def __init__(self, keys, items):
        self.keys = tuple(keys)
        self.items = tuple(items)

    def rebuild(self, values):
        """Return the structure of the given values, one per key."""
        raise NotImplementedError

    def same_kind(self, other):
        """Say whether another type is the same structure, whatever is in it."""
        return type(self) is type(other) and self.keys == other.keys

    def with_items(self, items):
        """Return the same structure of other types."""
        raise NotImplementedError

    def parts(self, value):
        """Return the items of a value, one per key."""
        return list(value)

    def in_order(self):
        """Return (position, type) in the order in which tensors are flattened."""
        return enumerate(self.items)

    def _item_of(self, other, position):
        return other.items[position]

    def is_subtype_of(self, other):
        return self.same_kind(other) and all(
            item.is_subtype_of(self._item_of(other, i)) for i, item in enumerate(self.items)
        )

    def most_specific_common_supertype(self, others):
        if not all(self.same_kind(other) for other in others):
            return None
        found = []
        for i, item in enumerate(self.items):
            rest = [self._item_of(other, i) for other in others]
            common = item.most_specific_common_supertype(rest)
            if common is None:
                return None
            found.append(common)
        return self.with_items(found)

    def placeholder_value(self, placeholder_context):
        enter = getattr(placeholder_context, "within", None)
        values = []
        for key, item in zip(self.keys, self.items, strict=True):
            inner = placeholder_context if enter is None else enter(key)
            values.append(item.placeholder_value(inner))
        return self.rebuild(values)

    def to_tensors(self, value):
        parts, found = self.parts(value), []
        for position, item in self.in_order():
            found.extend(item.to_tensors(parts[position]))
        return found

    def from_tensors(self, tensors):
        values = [None] * len(self.items)
        for position, item in self.in_order():
            values[position] = item.from_tensors(tensors)
        return self.rebuild(values)

    def flatten(self):
        return [spec for _, item in self.in_order() for spec in item.flatten()]

    def cast(self, value, cast_context):
        self.check(value)
        before = self.parts(value)
        after = [item.cast(part, cast_context)
                 for item, part in zip(self.items, before, strict=True)]
        if all(a is b for a, b in zip(before, after, strict=True)):
            return value
        return self.rebuild(after)

    def check(self, value):
        """Raise TypeError where a value is no such structure."""

    def __eq__(self, other):
        return self.same_kind(other) and all(
            item == self._item_of(other, i) for i, item in enumerate(self.items)
        )

    def __hash__(self):
        return hash((type(self).__name__, frozenset(self.keys), frozenset(self.items)))


class List(Structure):
    """The type of lists."""

    kind, word = list, "list"

    def __init__(self, *items):
        super().__init__(range(len(items)), items)

    def rebuild(self, values):
        return self.kind(values)

    def with_items(self, items):
        return type(self)(*items)

    def check(self, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"Can not cast {value!r} to {self.word} type.")
        if len(value) != len(self.items):
            raise TypeError(f"Expected {value} to have length of {len(self.items)}")

    def __repr__(self):
        return f"{type(self).__name__}[{', '.join(map(repr, self.items))}]"


class Tuple(List):
    """The type of plain tuples."""

    kind, word = tuple, "tuple"


class Named(Structure):
    """The type of values with named fields: named tuples, and instances of attrs classes."""

    def __init__(self, kind, fields, items):
        super().__init__(fields, items)
        self.kind = kind

    def same_kind(self, other):
        return super().same_kind(other) and (
            self.kind.__name__ == other.kind.__name__ or self.kind is other.kind)

    def rebuild(self, values):
        return self.kind(*values)

    def with_items(self, items):
        return type(self)(self.kind, self.keys, items)

    def parts(self, value):
        return [getattr(value, key) for key in self.keys]

    def check(self, value):
        if not all(hasattr(value, key) for key in self.keys):
            raise TypeError(f"Cannot cast {value!r} to type {self.kind!r}.")

    def __repr__(self):
        pairs = zip(self.keys, self.items, strict=True)
        return f"{self.kind.__name__}[{_pairs(pairs)}]"


class Dict(Structure):
    """The type of mappings; the order of the keys does not count."""

    def __init__(self, mapping, kind=dict):
        super().__init__(mapping.keys(), mapping.values())
        self._positions = {key: i for i, key in enumerate(self.keys)}
        self.kind = kind

    def same_kind(self, other):
        return isinstance(other, Dict) and self._positions.keys() == other._positions.keys()

    def _item_of(self, other, position):
        return other.items[other._positions[self.keys[position]]]

    def rebuild(self, values):
        pairs = zip(self.keys, values, strict=True)
        if self.kind is dict or hasattr(self.kind, "default_factory"):
            return dict(pairs)
        try:
            return self.kind(list(pairs))
        except TypeError:
            return dict(zip(self.keys, values, strict=True))

    def with_items(self, items):
        return Dict(dict(zip(self.keys, items, strict=True)), self.kind)

    def parts(self, value):
        return [value[key] for key in self.keys]

    def in_order(self):
        return [(self._positions[key], self.items[self._positions[key]])
                for key in sorted(self.keys)]

    def check(self, value):
        if not isinstance(value, Mapping):
            raise TypeError(f"Can not cast {value!r} to a Dict type.")
        if set(value) != set(self.keys):
            raise TypeError(f"{value!r} has different keys with the TraceType {self!r}.")

    def __repr__(self):
        return f"Dict[{_pairs(zip(self.keys, self.items, strict=True))}]"


class Custom(Structure):
    """The type of objects with `__tf_flatten__`: what they are made of, and constant data."""

    def __init__(self, kind, metadata, items):
        super().__init__(range(len(items)), items)
        self.kind = kind
        self.metadata = metadata

    def same_kind(self, other):
        return (super().same_kind(other) and self.kind is other.kind
                and self.metadata == other.metadata)

    def rebuild(self, values):
        return self.kind.__tf_unflatten__(self.metadata, tuple(values))

    def with_items(self, items):
        return Custom(self.kind, self.metadata, items)

    def parts(self, value):
        return list(value.__tf_flatten__()[1])

    def check(self, value):
        if type(value) is not self.kind:
            raise TypeError(
                f"[{self.kind.__name__}] Can not cast value of type {type(value)} to {self!r}.")
        metadata, parts = value.__tf_flatten__()
        if metadata != self.metadata or len(parts) != len(self.items):
            raise TypeError(f"Can not cast {value!r} to {self!r}.")

    def __hash__(self):
        return hash((self.kind, self.items))

    def __repr__(self):
        return f"CustomNestTraceType [metadata={self.metadata!r}, components={self.items!r}]"


def is_custom(value):
    """Say whether an object takes itself apart, or is an instance of an attrs class."""
    kind = type(value)
    return (hasattr(kind, "__tf_flatten__") and hasattr(kind, "__tf_unflatten__")
            or hasattr(kind, "__attrs_attrs__"))


def type_of(value, context):
    """Return the type of a structure; see `types.type_of`."""
    if isinstance(value, Mapping):
        items = {key: types.type_of(item, context) for key, item in value.items()}
        kind = type(value)
        return Dict(items, dict if hasattr(value, "_object_identifier") else kind)
    if isinstance(value, list):
        return List(*[types.type_of(item, context) for item in value])
    if isinstance(value, tuple):
        items = [types.type_of(item, context) for item in value]
        plain = value._plain() if hasattr(value, "_object_identifier") else value
        if hasattr(plain, "_fields"):
            return Named(type(plain), plain._fields, items)
        return Tuple(*items)
    if hasattr(type(value), "__tf_flatten__"):
        metadata, parts = value.__tf_flatten__()
        return Custom(type(value), metadata, [types.type_of(part, context) for part in parts])
    fields = [field.name for field in type(value).__attrs_attrs__]
    return Named(type(value), fields, [types.type_of(getattr(value, f), context) for f in fields])


def structure_of(value, types_of_leaves):
    """Return the type of a nest whose leaves' types are given by a function of the leaf."""
    if isinstance(value, Mapping):
        return Dict({key: structure_of(item, types_of_leaves) for key, item in value.items()},
                    type(value))
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return Named(type(value), value._fields,
                     [structure_of(item, types_of_leaves) for item in value])
    if isinstance(value, (list, tuple)):
        kind = List if isinstance(value, list) else Tuple
        return kind(*[structure_of(item, types_of_leaves) for item in value])
    if hasattr(type(value), "__tf_flatten__"):
        metadata, parts = value.__tf_flatten__()
        return Custom(type(value), metadata,
                      [structure_of(part, types_of_leaves) for part in parts])
    return types_of_leaves(value)


def plain_value(kind):
    """Return the structure that a type describes, with specs for tensors and values as they are."""
    return kind.placeholder_value(SPECS_ONLY)


class _SpecsOnly(PlaceholderContext):
    unnest_only = True


SPECS_ONLY = _SpecsOnly()


def _pairs(items):
    return ", ".join(f"[{key!r}, {item!r}]" for key, item in items)
