"""Names of functions in SavedModel messages: new ones, entered wherever the old ones stood.

Which names a model gets when it is saved is decided in `functions_out.py`. Here too: names that
loaded functions have while they live, which no other function of the process has.
"""

import re

from tfcompat._src.core import library
from tfcompat._src.graph.functions import function_names

_NUMBER = re.compile(r"_\d+$", re.ASCII)


def make_unique(meta_graph):
    """Give every function of a MetaGraphDef a name that is unique in this process.

    Functions of several models, and those traced here, can then be called in one graph.

    Args:
        meta_graph: the MetaGraphDef message, which is changed.

    Returns:
        Dict of new names to those in the file.
    """
    functions = meta_graph.graph_def.library.function
    renamed = {f.signature.name: numbered(f.signature.name) for f in functions}
    for function in functions:
        rename(function, renamed[function.signature.name], renamed)
    for node in meta_graph.graph_def.node:
        rename_calls(node, renamed)
    for gradient in meta_graph.graph_def.library.gradient:
        gradient.function_name = renamed.get(gradient.function_name, gradient.function_name)
        gradient.gradient_func = renamed.get(gradient.gradient_func, gradient.gradient_func)
    for gradient in meta_graph.graph_def.library.registered_gradients:
        gradient.gradient_func = renamed.get(gradient.gradient_func, gradient.gradient_func)
    _rename_objects(meta_graph.object_graph_def, renamed)
    aliases = meta_graph.meta_info_def.function_aliases
    moved = {renamed.get(name, name): alias for name, alias in aliases.items()}
    aliases.clear()
    aliases.update(moved)
    return {new: old for old, new in renamed.items()}


def numbered(name):
    """Return a function's name with a new number behind it."""
    return f"{_NUMBER.sub('', name)}_{library.next_number()}"


def rename(function, name, renamed):
    """Give a FunctionDef its name, and what it calls theirs.

    Args:
        function: the FunctionDef message, which is changed.
        name: its new name.
        renamed: dict of old names of other functions to new ones.
    """
    function.signature.name = name
    for node in function.node_def:
        rename_calls(node, renamed)


def rename_calls(node, renamed):
    """Replace the names of functions in a NodeDef."""
    op = node.op
    if op in renamed:
        node.op = renamed[op]
    if not function_names(node):
        return
    for value in node.attr.values():
        which = value.WhichOneof("value")
        if which == "func":
            value.func.name = renamed.get(value.func.name, value.func.name)
        elif which == "list":
            for item in value.list.func:
                item.name = renamed.get(item.name, item.name)


def _rename_objects(objects, renamed):
    stored = objects.concrete_functions
    moved = {}  # a new name may be one that another function had before
    for name, function in stored.items():
        copy = moved[renamed.get(name, name)] = type(function)()
        copy.CopyFrom(function)
    stored.clear()
    for name, function in moved.items():
        stored[name].CopyFrom(function)
    for node in objects.nodes:
        kind = node.WhichOneof("kind")
        if kind == "function":
            names = [renamed.get(name, name) for name in node.function.concrete_functions]
            node.function.concrete_functions[:] = names
        elif kind == "bare_concrete_function":
            function = node.bare_concrete_function
            name = function.concrete_function_name
            function.concrete_function_name = renamed.get(name, name)
        elif kind == "captured_tensor":
            name = node.captured_tensor.concrete_function
            node.captured_tensor.concrete_function = renamed.get(name, name)
