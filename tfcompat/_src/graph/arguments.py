"""Flat lists and arguments: how the tensors of a node fall into the arguments of its definition.

A definition speaks of arguments, some of them lists whose length an attribute gives; nodes hold
flat lists of tensors. Nothing here knows graphs.
"""


def counts(args, attrs):
    """Return per argument the number of its tensors, None for an argument that is no list.

    Args:
        args: the inputs or the outputs of a `Definition`.
        attrs: canonical attribute values.

    Example:
        >>> from tfcompat._src.registry.definition import Arg
        >>> counts((Arg("values", type_attr="T", number_attr="N"), Arg("axis")), {"N": 3})
        [3, None]
    """
    return [_count(arg, attrs) for arg in args]


def _count(arg, attrs):
    if arg.number_attr:
        return attrs[arg.number_attr]
    if arg.type_list_attr:
        return len(attrs[arg.type_list_attr])
    return None


def types(args, attrs):
    """Return the flat list of (DType, is_ref) of a definition's inputs or outputs."""
    result = []
    for arg in args:
        if arg.type_list_attr:
            result.extend((dtype, arg.is_ref) for dtype in attrs[arg.type_list_attr])
            continue
        dtype = attrs[arg.type_attr] if arg.type_attr else arg.type
        number = attrs[arg.number_attr] if arg.number_attr else 1
        result.extend([(dtype, arg.is_ref)] * number)
    return result


def group(sizes, flat):
    """Cut a flat list into arguments: one item each, or a list for list arguments.

    Args:
        sizes: what `counts` returned.
        flat: a list with as many items as the sizes add up to.

    Example:
        >>> group([2, None], ["a", "b", "c"])
        [['a', 'b'], 'c']
    """
    result, position = [], 0
    for size in sizes:
        if size is None:
            result.append(flat[position])
            position += 1
        else:
            result.append(flat[position : position + size])
            position += size
    return result


def flatten(items):
    """Return the flat list of what `group` makes.

    Example:
        >>> flatten([["a", "b"], "c"])
        ['a', 'b', 'c']
    """
    flat = []
    for item in items:
        if isinstance(item, (list, tuple)):
            flat.extend(item)
        else:
            flat.append(item)
    return flat


def locate(args, attrs, name, index):
    """Return the flat position of tensor `index` of the argument `name`, or None.

    Args:
        args: the inputs or outputs of a `Definition`.
        attrs: canonical attribute values.
        name: an argument's name.
        index: which tensor of a list argument; 0 for others.
    """
    position = 0
    for arg, size in zip(args, counts(args, attrs), strict=True):
        length = 1 if size is None else size
        if arg.name == name:
            return position + index if 0 <= index < length else None
        position += length
    return None
