"""Small changes of Python calls: other numbers, texts and dtypes, lists longer, shorter or nested.

A change stays close to a call that somebody wrote, since arguments drawn blindly are refused.
"""

import ast
import math
import re

INTEGERS = (0, 1, -1, 2, 3, 5, -2, None, 1.5, True)
FLOATS = (0.0, -1.5, math.nan, math.inf, 2, None)
TEXTS = ("", "bogus", "SAME", "VALID", "NHWC", "NCHW", None, 0)
BYTES = (b"", b"\xff", b"a", "a", 0)
DTYPES = (
    "float16", "float32", "float64", "int32", "int64", "uint8", "int8", "bool", "string",
    "complex64", "bfloat16", "uint16",
)
# Calls with which TensorFlow's process ends, for certain arguments.
_ENDING = re.compile(
    r"tensor_scatter|max_pool1d|nn\.pool|max_suppression|inverse_stft|backprop_input|conv2d_transp"
    r"|signal\.i?dct")
_LONGEST = 400


def is_call(source):
    """Say whether a step of a transcript is one expression that can be changed."""
    if len(source) > _LONGEST or _ENDING.search(source):
        return False
    try:
        ast.parse(source, mode="eval")
    except SyntaxError:
        return False
    return "(" in source


def mutated(source, draw):
    """Return a call with one or two things changed, or None where nothing came of it.

    Args:
        source: the call's text.
        draw: a random.Random.
    """
    tree = ast.parse(source, mode="eval")
    for _ in range(draw.choice((1, 1, 2))):
        places = list(_places(tree))
        if not places:
            return None
        _change(*draw.choice(places), draw)
    changed = ast.unparse(ast.fix_missing_locations(tree))
    return None if changed == source else changed


def _places(tree):
    """Yield (node, field, index, child) of everything that can be changed."""
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            children = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, child in children:
                if _is_place(child):
                    yield node, field, index, child


def _is_place(child):
    return isinstance(child, (ast.Constant, ast.List, ast.Tuple, ast.keyword)) or (
        isinstance(child, ast.UnaryOp) and isinstance(child.operand, ast.Constant)) or (
        isinstance(child, ast.Attribute) and child.attr in DTYPES)


def _change(node, field, index, child, draw):
    if isinstance(child, ast.keyword):
        getattr(node, field).pop(index)
        return
    if isinstance(child, ast.Attribute):
        new = ast.Attribute(child.value, draw.choice(DTYPES), ast.Load())
    elif isinstance(child, (ast.List, ast.Tuple)):
        new = _other_list(child, draw)
    else:
        constant = child.operand if isinstance(child, ast.UnaryOp) else child
        new = _literal(_other_value(constant.value, draw))
    if index is None:
        setattr(node, field, new)
    else:
        getattr(node, field)[index] = new


def _other_list(child, draw):
    items = list(child.elts)
    way = draw.choice(("empty", "shorter", "longer", "nested", "flat", "scalar"))
    if way == "empty":
        items = []
    elif way == "shorter" and items:
        items.pop(draw.randrange(len(items)))
    elif way == "longer" and items:
        items.append(items[-1])
    elif way == "nested":
        items = [type(child)(items, ast.Load())]
    elif way == "flat" and items and isinstance(items[0], (ast.List, ast.Tuple)):
        items = items[0].elts
    elif way == "scalar" and items:
        return items[0]
    return type(child)(items, ast.Load())


def _other_value(value, draw):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return draw.choice(INTEGERS)
    if isinstance(value, float):
        return draw.choice(FLOATS)
    if isinstance(value, str):
        return draw.choice((*TEXTS, value + "x"))
    if isinstance(value, bytes):
        return draw.choice(BYTES)
    return draw.choice((0, 1, -1, True))


def _literal(value):
    text = f"float('{value}')" if isinstance(value, float) and not math.isfinite(value) else (
        repr(value))
    return ast.parse(text, mode="eval").body
