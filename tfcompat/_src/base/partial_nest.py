"""Nested structures walked only as deep as another, shallower structure goes.

Here: the `..._up_to` functions and maps that see paths. Not here: whole structures (`nest`).
"""

from __future__ import annotations

from tfcompat._src.base import nest
from tfcompat._src.base.containers import (
    LEAF, MAPPING, NAMED, children, components, composite_spec, kind_of, labels, rebuild,
    same_named_fields)


def assert_shallow_structure(shallow_tree, input_tree, check_types=True, expand_composites=False):
    """Raises unless `input_tree` has the form of `shallow_tree` as deep as that one goes.

    >>> assert_shallow_structure([1, 2], [[3, 4], {"a": 5}])

    Args:
        shallow_tree: A structure.
        input_tree: A structure that may be deeper.
        check_types: Whether containers in the same place must be of one type.
        expand_composites: Whether composite tensors count as containers.

    Raises:
        TypeError: A container has no counterpart or one of another type.
        ValueError: Two containers differ in length or in keys.
    """
    _pairs(shallow_tree, input_tree, (), lambda *found: None, check_types, expand_composites)


def flatten_with_tuple_paths_up_to(shallow_tree, input_tree, check_types=True,
                                   expand_composites=False):
    """The parts of `input_tree` that stand where `shallow_tree` has leaves, with their paths.

    >>> flatten_with_tuple_paths_up_to([0, [0]], [[1], [{"a": 2}]])
    [((0,), [1]), ((1, 0), {'a': 2})]

    Args:
        shallow_tree: A structure.
        input_tree: A structure that may be deeper.
        check_types: Whether containers in the same place must be of one type.
        expand_composites: Whether composite tensors count as containers.

    Returns:
        A list of (path, part).

    Raises:
        TypeError, ValueError: See `assert_shallow_structure`.
    """
    found = []
    _pairs(shallow_tree, input_tree, (), lambda *pair: found.append(pair), check_types,
           expand_composites)
    return found


def flatten_up_to(shallow_tree, input_tree, check_types=True, expand_composites=False):
    """The parts of `input_tree` that stand where `shallow_tree` has leaves.

    >>> flatten_up_to({"a": 0, "b": 0}, {"a": [1, 2], "b": 3})
    [[1, 2], 3]

    Args:
        shallow_tree: A structure.
        input_tree: A structure that may be deeper.
        check_types: Whether containers in the same place must be of one type.
        expand_composites: Whether composite tensors count as containers.

    Returns:
        A list.

    Raises:
        TypeError, ValueError: See `assert_shallow_structure`.
    """
    return [part for _, part in flatten_with_tuple_paths_up_to(
        shallow_tree, input_tree, check_types, expand_composites)]


def map_structure_with_tuple_paths_up_to(shallow_tree, func, *inputs, **kwargs):
    """Applies `func(path, *parts)` where `shallow_tree` has leaves.

    >>> map_structure_with_tuple_paths_up_to([0], lambda path, x: (path, x), [[1]])
    [((0,), [1])]

    Args:
        shallow_tree: The structure that says how deep to go.
        func: Called with a path and one part of each input.
        *inputs: Structures that may be deeper.
        **kwargs: `check_types` (default True), `expand_composites` (default False); the rest goes
            to `func`.

    Returns:
        A structure like `shallow_tree` of the results.

    Raises:
        TypeError: An input differs in types.
        ValueError: There is no input, or one differs in form.
    """
    if not inputs:
        raise ValueError("Cannot map over no sequences")
    check_types = kwargs.pop("check_types", True)
    expand = kwargs.pop("expand_composites", False)
    flat = [flatten_with_tuple_paths_up_to(shallow_tree, one, check_types, expand)
            for one in inputs]
    results = [func(parts[0][0], *[part for _, part in parts], **kwargs) for parts in zip(*flat)]
    return nest.pack_sequence_as(shallow_tree, results, expand)


def map_structure_up_to(shallow_tree, func, *inputs, **kwargs):
    """Applies `func(*parts)` where `shallow_tree` has leaves.

    >>> map_structure_up_to([0, 0], len, [[1, 2], "abc"])
    [2, 3]

    Args:
        shallow_tree: The structure that says how deep to go.
        func: Called with one part of each input.
        *inputs: Structures that may be deeper.
        **kwargs: As for `map_structure_with_tuple_paths_up_to`.

    Returns:
        A structure like `shallow_tree` of the results.

    Raises:
        TypeError: An input differs in types.
        ValueError: There is no input, or one differs in form.
    """
    return map_structure_with_tuple_paths_up_to(
        shallow_tree, lambda _, *parts, **rest: func(*parts, **rest), *inputs, **kwargs)


def map_structure_with_tuple_paths(func, *structure, **kwargs):
    """Applies `func(path, *leaves)` to the leaves of structures; paths are tuples.

    >>> map_structure_with_tuple_paths(lambda path, x: path, {"a": [0]})
    {'a': [('a', 0)]}
    """
    return map_structure_with_tuple_paths_up_to(structure[0], func, *structure, **kwargs)


def map_structure_with_paths(func, *structure, **kwargs):
    """Applies `func(path, *leaves)` to the leaves of structures; paths are text.

    >>> map_structure_with_paths(lambda path, x: path, {"a": [0]})
    {'a': ['a/0']}
    """

    def with_text(path, *leaves, **rest):
        return func("/".join(str(part) for part in path), *leaves, **rest)

    return map_structure_with_tuple_paths_up_to(structure[0], with_text, *structure, **kwargs)


def get_traverse_shallow_structure(traverse_fn, structure, expand_composites=False):
    """A shallow structure of booleans that tells how deep a predicate wants to go.

    >>> get_traverse_shallow_structure(lambda part: isinstance(part, list), [1, [2], (3,)])
    [False, [False], False]

    Args:
        traverse_fn: Called with each part; answers a bool, or bools for the children of the part.
        structure: The structure to look at.
        expand_composites: Whether composite tensors count as containers.

    Returns:
        A structure with booleans as leaves.

    Raises:
        TypeError: The predicate answered something else.
        ValueError: Its answer has another form than the part.
    """
    wanted = traverse_fn(structure)
    is_deep = nest.is_nested_or_composite if expand_composites else nest.is_nested
    if not is_deep(structure):
        if not isinstance(wanted, bool):
            raise TypeError(f"traverse_fn returned structure: {wanted} for non-structure: "
                            f"{structure}")
        return wanted
    if isinstance(wanted, bool):
        if not wanted:
            return False
        kind = kind_of(structure)
        if kind is LEAF:  # a composite
            below = components(structure, composite_spec(structure))
            return get_traverse_shallow_structure(traverse_fn, below, expand_composites)
        return rebuild(structure, kind, [
            get_traverse_shallow_structure(traverse_fn, child, expand_composites)
            for child in children(structure, kind)])
    if not is_deep(wanted):
        raise TypeError(f"traverse_fn returned a non-bool scalar: {wanted} for input: {structure}")
    assert_shallow_structure(wanted, structure, expand_composites=expand_composites)
    return _refine(traverse_fn, wanted, structure, expand_composites)


def _refine(traverse_fn, wanted, structure, expand):
    """Follows a predicate's answer for several children into those that it said True for."""

    def follow(go_on, part):
        return go_on and get_traverse_shallow_structure(traverse_fn, part, expand)

    if not all(isinstance(answer, bool) for answer in children(wanted, kind_of(wanted))):
        raise TypeError("traverse_fn didn't return a depth=1 structure of bools.  saw: "
                        f"{wanted}  for structure: {structure}")
    parts = flatten_up_to(wanted, structure, expand_composites=expand)
    results = [follow(*pair) for pair in zip(nest.flatten(wanted), parts)]
    return nest.pack_sequence_as(wanted, results)


def _pairs(shallow, deep, path, visit, check_types, expand):
    """Calls visit(path, part of deep) for every leaf of `shallow`, checking on the way."""
    kind = kind_of(shallow)
    spec = composite_spec(shallow) if expand and kind is LEAF else None
    if kind is LEAF and spec is None:
        visit(path, deep)
        return
    deep_kind = kind_of(deep)
    deep_spec = composite_spec(deep) if expand and deep_kind is LEAF else None
    if deep_kind is LEAF and deep_spec is None:
        raise TypeError("If shallow structure is a sequence, input must also be a sequence. "
                        f"Input has type: {type(deep)}.")
    both_composite = spec is not None and deep_spec is not None
    if check_types and not both_composite and not _same_types(shallow, kind, deep, deep_kind):
        raise TypeError(
            "The two structures don't have the same sequence type. Input structure has type "
            f"{type(deep)}, while shallow structure has type {type(shallow)}.")
    if spec is not None:
        _composite_pairs(shallow, spec, deep, deep_spec, path, visit, check_types)
        return
    below, deep_below = children(shallow, kind), children(deep, deep_kind)
    if len(below) != len(deep_below):
        raise ValueError(
            "The two structures don't have the same sequence length. Input structure has length "
            f"{len(deep_below)}, while shallow structure has length {len(below)}.")
    if check_types and kind is MAPPING:
        missing = sorted(set(shallow.keys()) - set(deep.keys()))
        if missing:
            raise ValueError(
                "The shallow_tree's keys are not a subset of the input_tree's keys. The "
                "shallow_tree has the following keys that are not in the input_tree: "
                f"{missing}.")
    for label, child, deep_child in zip(labels(shallow, kind), below, deep_below):
        _pairs(child, deep_child, (*path, label), visit, check_types, expand)


def _composite_pairs(shallow, spec, deep, deep_spec, path, visit, check_types):
    same = type(spec) is type(deep_spec)
    if not same or spec.most_specific_common_supertype([deep_spec]) is None:
        raise ValueError(f"Incompatible CompositeTensor TypeSpecs: {spec} vs. {deep_spec}")
    path = (*path, spec.value_type.__name__)
    _pairs(components(shallow, spec), components(deep, deep_spec), path, visit, check_types, True)


def _same_types(shallow, kind, deep, deep_kind):
    if kind is MAPPING and deep_kind is MAPPING:
        return True
    if kind is NAMED and deep_kind is NAMED:
        return same_named_fields(shallow, deep)
    return isinstance(deep, type(shallow)) or (
        isinstance(shallow, list) and isinstance(deep, list))
