"""In which order TensorFlow lists functions that have the same name.

It lists them by the names they get when they are loaded, and those end in numbers that are given
out while functions are made: one for each tensor in them. The numbers are sorted as text, so the
order depends on all functions loaded before. This module counts along.

Does not live here: what the functions take.
"""

import collections
import functools
import pathlib
import re

_NAMES = pathlib.Path(__file__).with_name("op_outputs.txt")
_INFERENCE = re.compile(r"__inference_(.*)_\d+")
# What each function takes beside its tensors: one for its graph and one for its name.
_BESIDE_TENSORS = 2
_FIRST = 1


@functools.cache
def _table():
    found = {}
    for line in _NAMES.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            count, *ops = line.split()
            found.update((op.rstrip("!"), (count, op.endswith("!"))) for op in ops)
    return found


def outputs(op):
    """Return how many outputs an op of TensorFlow's has, as text, or None for an unknown op.

    The text is a sum of numbers, names of attributes with a number, and - with a star - names of
    attributes that are lists with an item for each output.

    Example:
        >>> outputs("TopKV2"), outputs("Split"), outputs("IdentityN"), outputs("NoSuchOp")
        ('2', 'num_split', 'T*', None)
    """
    return _table().get(op, (None, False))[0]


def is_stateful(op):
    """Whether TensorFlow calls an op stateful; an unknown op may do anything, so it is.

    Example:
        >>> is_stateful("VarHandleOp"), is_stateful("AddV2"), is_stateful("NoSuchOp")
        (True, False, True)
    """
    return _table().get(op, (None, True))[1]


def names(library):
    """Return {stored name: name when loaded} for the functions of a FunctionDefLibrary.

    Raises:
        ValueError: functions call each other in a circle.
    """
    functions_by_name = {function.signature.name: function for function in library.function}
    counter, named = _FIRST, {}
    for name in _sorted(library, functions_by_name):
        function = functions_by_name[name]
        counter += len(function.signature.input_arg) + _BESIDE_TENSORS
        counter += sum(_taken(node, functions_by_name) for node in function.node_def)
        match = _INFERENCE.fullmatch(name)
        named[name] = f"__inference_{match[1] if match else name}_{counter}".encode()
    return named


def _taken(node, functions_by_name):
    """How many numbers a node takes."""
    if node.op in functions_by_name:
        return len(functions_by_name[node.op].signature.output_arg)
    count = 0
    for term in (outputs(node.op) or "1").split("+"):
        if term.isdigit():
            count += int(term)
        elif term.endswith("*"):
            count += len(node.attr[term[:-1]].list.type)
        else:
            count += node.attr[term].i
    if node.op == "HashTableV2" and not node.attr["use_node_name_sharing"].b:
        count += 1
    return count


def _sorted(library, functions_by_name):
    """Function names, called ones before their callers, in TensorFlow's order."""
    callers, open_calls = collections.defaultdict(list), collections.Counter()
    for name, function in functions_by_name.items():
        for callee in _callees(function, functions_by_name):
            callers[callee].append(name)
            open_calls[name] += 1
    ready = [function.signature.name for function in library.function
             if not open_calls[function.signature.name]]
    done = []
    while ready:
        name = ready.pop()
        done.append(name)
        for caller in callers[name]:
            open_calls[caller] -= 1
            if not open_calls[caller]:
                ready.append(caller)
    if len(done) != len(functions_by_name):
        raise ValueError("There is a cyclic dependency between functions.")
    return done


def _callees(function, functions_by_name):
    found = {}
    for node in function.node_def:
        if node.op in functions_by_name:
            found[node.op] = None
            continue
        for value in node.attr.values():
            kind = value.WhichOneof("value")
            if kind == "func":
                found[value.func.name] = None
            elif kind == "list":
                found.update((item.name, None) for item in value.list.func)
    return found
