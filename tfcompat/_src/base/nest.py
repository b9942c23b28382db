"""Nested structures: flatten, pack, map and compare lists, tuples, mappings and the like.

Here: the functions of `tf.nest` and their relatives with paths. Not here: what a single container
is (`containers`), and functions that walk one structure only as deep as another (`partial_nest`).
A composite tensor is a leaf unless `expand_composites` is asked for.
"""

from __future__ import annotations

from tfcompat._src.base.containers import (
    LEAF, MAPPING, NAMED, children, components, composite_spec, kind_of, labels, rebuild,
    same_named_fields)


def is_nested(seq):
    """Whether a value is a container with children of its own.

    >>> tf.nest.is_nested([1]), tf.nest.is_nested("text"), tf.nest.is_nested({})
    (True, False, True)
    """
    return kind_of(seq) is not LEAF


def is_nested_or_composite(seq):
    """Whether a value is a container or a composite tensor (or its spec)."""
    return kind_of(seq) is not LEAF or composite_spec(seq) is not None


def flatten(structure, expand_composites=False):
    """All leaves of a structure, depth first; mappings in the order of their sorted keys.

    >>> tf.nest.flatten({"b": 1, "a": [2, (3,)]})
    [2, 3, 1]

    Args:
        structure: Anything; what is no container is a leaf.
        expand_composites: Whether composite tensors are taken apart.

    Returns:
        A list.
    """
    flat = []
    _flatten_into(structure, flat.append, expand_composites)
    return flat


def _flatten_into(value, append, expand):
    kind = kind_of(value)
    if kind is not LEAF:
        for child in children(value, kind):
            _flatten_into(child, append, expand)
        return
    spec = composite_spec(value) if expand else None
    if spec is None:
        append(value)
    else:
        _flatten_into(components(value, spec), append, expand)


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    """A structure like the given one, with other leaves.

    >>> tf.nest.pack_sequence_as({"b": 0, "a": [0]}, [1, 2])
    {'b': 2, 'a': [1]}

    Args:
        structure: The structure to imitate.
        flat_sequence: As many leaves as `structure` has, in the order of `flatten`.
        expand_composites: Whether composite tensors are rebuilt from their components.

    Returns:
        The new structure.

    Raises:
        TypeError: `flat_sequence` is no sequence, or keys of a mapping cannot be sorted.
        ValueError: There are too few or too many leaves.
    """
    if kind_of(flat_sequence) is LEAF:
        raise TypeError(
            f"Attempted to pack value:\n  {flat_sequence}\ninto a structure, but found "
            f"incompatible type `{type(flat_sequence)}` instead.")
    if not (is_nested_or_composite if expand_composites else is_nested)(structure):
        return _only_item(structure, flat_sequence)
    count = len(flat_sequence)
    leaves = iter([flat_sequence[index] for index in range(count)])
    try:
        packed = _pack(structure, leaves, expand_composites)
        if next(leaves, flat_sequence) is flat_sequence:
            return packed
    except _Exhausted:
        pass
    raise ValueError(
        f"Could not pack sequence. Structure had {len(flatten(structure, expand_composites))} "
        f"atoms, but flat_sequence had {count} items.  Structure: {structure}, flat_sequence: "
        f"{flat_sequence}.")


def _only_item(leaf, flat_sequence):
    if len(flat_sequence) == 1:
        return flat_sequence[0]
    raise ValueError(
        f"The target structure is of type `{type(leaf)}`\n  {leaf}\nHowever the input is a "
        f"sequence ({type(flat_sequence)}) of length {len(flat_sequence)}.\n  {flat_sequence}\n"
        "nest cannot guarantee that it is safe to map one to the other.")


class _Exhausted(Exception):
    """There are fewer leaves than places for them."""


def _pack(like, leaves, expand):
    kind = kind_of(like)
    if kind is not LEAF:
        try:
            below = children(like, kind)
        except TypeError:
            # rebuild() has the better sentence for keys that cannot be sorted.
            return rebuild(like, kind, [])
        return rebuild(like, kind, [_pack(child, leaves, expand) for child in below])
    spec = composite_spec(like) if expand else None
    if spec is not None:
        return spec._from_components(_pack(components(like, spec), leaves, expand))
    for leaf in leaves:
        return leaf
    raise _Exhausted


def map_structure(func, *structure, **kwargs):
    """Applies a function to the leaves of one or more structures of the same form.

    >>> tf.nest.map_structure(lambda x, y: x + y, {"a": (1, 2)}, {"a": (10, 20)})
    {'a': (11, 22)}

    Args:
        func: Called with one leaf of each structure, in the order of `flatten`.
        *structure: The structures; the result has the form of the first.
        **kwargs: `check_types` (default True) and `expand_composites` (default False).

    Returns:
        A structure of the results.

    Raises:
        TypeError: `func` is not callable, or containers differ in type.
        ValueError: There is no structure, or they differ in form, or an argument is unknown.
    """
    if not callable(func):
        raise TypeError(f"func must be callable, got: {func}")
    if not structure:
        raise ValueError("Must provide at least one structure")
    check_types = kwargs.pop("check_types", True)
    expand = kwargs.pop("expand_composites", False)
    if kwargs:
        raise ValueError("Only valid keyword arguments are `check_types` and `expand_composites`, "
                         f"not: `{'`, `'.join(kwargs)}`")
    first = structure[0]
    for other in structure[1:]:
        assert_same_structure(first, other, check_types, expand)
    flat = zip(*[flatten(one, expand) for one in structure])
    return pack_sequence_as(first, [func(*leaves) for leaves in flat], expand)


class _Dot:
    """Stands for a leaf where an error message shows the form of a structure."""

    def __repr__(self):
        return "."


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    """Raises unless two structures have the same form; leaves may differ.

    >>> tf.nest.assert_same_structure([1, (2, 3)], ["x", ("y", "z")])

    Args:
        nest1: A structure.
        nest2: Another one.
        check_types: Whether containers in the same place must be of one type. Mappings of
            different types pass with equal keys, as do namedtuples with the same name and
            fields, and subclasses of list.
        expand_composites: Whether composite tensors are compared by their specs and components.

    Raises:
        TypeError: Two containers differ in type.
        ValueError: The structures differ in form.
    """
    found = _difference(nest1, nest2, bool(check_types), bool(expand_composites))
    if found is None:
        return
    error, sentence = found
    dot = _Dot()
    forms = [map_structure(lambda _: dot, one) for one in (nest1, nest2)]
    raise error(
        "The two structures don't have the same nested structure.\n\n"
        f"First structure: {_shown(nest1)}\n\nSecond structure: {_shown(nest2)}\n\n"
        f"More specifically: {sentence}\nEntire first structure:\n{forms[0]}\n"
        f"Entire second structure:\n{forms[1]}")


def _shown(value):
    return f"type={value.__class__.__name__} str={value!s}"


def _type_name(value):
    """A class as C code names it: with its module where it is made in C but no builtin."""
    cls = value.__class__
    made_in_c = cls.__flags__ & 1 << 8  # Py_TPFLAGS_IMMUTABLETYPE
    if made_in_c and cls.__module__ != "builtins":
        return f"{cls.__module__}.{cls.__name__}"
    return cls.__name__


def _difference(first, second, check_types, expand):
    """The first difference of two structures as (error class, sentence), or None."""
    kind1, kind2 = kind_of(first), kind_of(second)
    spec1 = composite_spec(first) if expand and kind1 is LEAF else None
    spec2 = composite_spec(second) if expand and kind2 is LEAF else None
    deep1, deep2 = kind1 is not LEAF or spec1 is not None, kind2 is not LEAF or spec2 is not None
    if deep1 != deep2:
        one, other = (first, second) if deep1 else (second, first)
        return ValueError, (f'Substructure "{_shown(one)}" is a sequence, while substructure '
                            f'"{_shown(other)}" is not')
    if not deep1:
        return None
    if spec1 is not None and spec2 is not None:
        return _composite_difference(spec1, spec2)
    if check_types:
        found = _type_difference(first, kind1, second, kind2)
        if found is not None:
            return found
    below1 = list(children(first, kind1)) if spec1 is None else [components(first, spec1)]
    below2 = list(children(second, kind2)) if spec2 is None else [components(second, spec2)]
    for child1, child2 in zip(below1, below2):
        found = _difference(child1, child2, check_types, expand)
        if found is not None:
            return found
    if len(below1) == len(below2):
        return None
    return ValueError, ("The two structures don't have the same number of elements. First "
                        f"structure: {_shown(first)}. Second structure: {_shown(second)}")


def _composite_difference(spec1, spec2):
    if type(spec1) is type(spec2) and spec1.most_specific_common_supertype([spec2]) is not None:
        return None
    return ValueError, ("Incompatible CompositeTensor TypeSpecs: "
                        f"{_shown(spec1)} vs. {_shown(spec2)}")


def _type_difference(first, kind1, second, kind2):
    if kind1 is MAPPING and kind2 is MAPPING:
        keys1, keys2 = list(first.keys()), list(second.keys())
        if set(keys1) == set(keys2):
            return None
        return ValueError, ("The two dictionaries don't have the same set of keys. "
                            f"First structure has keys {_shown(keys1)}, while second structure "
                            f"has keys {_shown(keys2)}")
    if type(first) is type(second):
        return None
    plain1, plain2 = getattr(first, "__wrapped__", first), getattr(second, "__wrapped__", second)
    if type(plain1) is type(plain2) or (isinstance(plain1, list) and isinstance(plain2, list)):
        return None
    if kind1 is NAMED and kind2 is NAMED and same_named_fields(plain1, plain2):
        return None
    return TypeError, (
        "The two namedtuples don't have the same sequence type. "
        f"First structure {_shown(first)} has type {_type_name(first)}, "
        f"while second structure {_shown(second)} has type {_type_name(second)}")


def flatten_with_tuple_paths(structure, expand_composites=False):
    """All leaves with their paths.

    >>> flatten_with_tuple_paths({"b": 1, "a": [2]})
    [(('a', 0), 2), (('b',), 1)]

    Args:
        structure: Anything.
        expand_composites: Whether composites are taken apart; their class name joins the path.

    Returns:
        A list of (path, leaf); a path is a tuple of keys, field names and indices.
    """
    found = []
    _flatten_paths_into(structure, (), found.append, expand_composites)
    return found


def _flatten_paths_into(value, path, append, expand):
    kind = kind_of(value)
    if kind is not LEAF:
        for label, child in zip(labels(value, kind), children(value, kind)):
            _flatten_paths_into(child, (*path, label), append, expand)
        return
    spec = composite_spec(value) if expand else None
    if spec is None:
        append((path, value))
    else:
        path = (*path, spec.value_type.__name__)
        _flatten_paths_into(components(value, spec), path, append, expand)


def flatten_with_joined_string_paths(structure, separator="/", expand_composites=False):
    """All leaves with their paths as text.

    >>> flatten_with_joined_string_paths({"b": 1, "a": [2]})
    [('a/0', 2), ('b', 1)]

    Args:
        structure: Anything.
        separator: What stands between the parts of a path.
        expand_composites: Whether composite tensors are taken apart.

    Returns:
        A list of (path, leaf).
    """
    return [(separator.join(str(part) for part in path), leaf)
            for path, leaf in flatten_with_tuple_paths(structure, expand_composites)]


def yield_flat_paths(nest, expand_composites=False):
    """The paths of all leaves, in the order of `flatten`.

    >>> list(yield_flat_paths({"a": [0]}))
    [('a', 0)]
    """
    for path, _ in flatten_with_tuple_paths(nest, expand_composites):
        yield path


def flatten_dict_items(dictionary):
    """A flat dict of a dict whose keys are themselves structures like their values.

    >>> flatten_dict_items({(4, (5,)): ("a", ("b",))})
    {4: 'a', 5: 'b'}

    Args:
        dictionary: A mapping.

    Returns:
        A dict of the leaves of the keys to the leaves of the values.

    Raises:
        TypeError: The argument is no mapping.
        ValueError: A key and its value differ in form, or a leaf of a key occurs twice.
    """
    if kind_of(dictionary) is not MAPPING:
        raise TypeError("FlattenDictItems: 'dict' must be a dictionary or collection.Mapping type "
                        f"object, instead of '{_type_name(dictionary)}'.")
    flat = {}
    for keys, values in dictionary.items():
        if not is_nested(keys):
            pairs = [(keys, values)]
        else:
            flat_keys, flat_values = flatten(keys), flatten(values)
            if len(flat_keys) != len(flat_values):
                raise ValueError(
                    f"Could not flatten dictionary. Key had {len(flat_keys)} elements, but value "
                    f"had {len(flat_values)} elements. Key: {flat_keys}, value: {flat_values}.")
            pairs = zip(flat_keys, flat_values)
        for key, value in pairs:
            if key in flat:
                raise ValueError(f"Cannot flatten dict because this key is not unique: {key}")
            flat[key] = value
    return flat


def list_to_tuple(structure):
    """The structure with every list replaced by a tuple.

    >>> list_to_tuple([1, {"a": [2]}])
    (1, {'a': (2,)})
    """
    kind = kind_of(structure)
    if kind is LEAF:
        return structure
    items = [list_to_tuple(child) for child in children(structure, kind)]
    return tuple(items) if isinstance(structure, list) else rebuild(structure, kind, items)
