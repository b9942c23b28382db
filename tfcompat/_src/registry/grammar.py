"""The definition language: TensorFlow's own op notation in block form, text to `Definition`.

    MatMul(a: T, b: T) -> product: T
        transpose_a: bool = false
        T: {half, float, double}

The first line is the signature, each further line one attribute. `N * T` is a list of N tensors of
one type, `args: Tin` with `Tin: list(type)` a list of mixed types, `Ref(T)` a reference.
Only text is handled here; encoding attribute values for files is in `attributes.py`.
"""

import re

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.registry.definition import Arg, Attr, Definition, Vector

_SIGNATURE = re.compile(r"(\w+)\s*\((.*?)\)\s*->\s*(?:\((.*)\)|(.*))", re.DOTALL)
_ATTR = re.compile(
    r"(\w+):\s*(list\(\{.*?\}\)|\{.*?\}|list\(\w+\)|\w+)(?:\s*>=\s*(-?\d+))?(?:\s*=\s*(.+))?",
    re.DOTALL,
)
_KINDS = frozenset(["string", "int", "float", "bool", "type", "shape", "tensor", "func"])
_TYPE_NAMES = {"float": dtypes.float32, "double": dtypes.float64, "half": dtypes.float16}


class GrammarError(ValueError):
    """A definition text that does not follow the grammar."""


def parse(text):
    """Read one definition block and return its `Definition`."""
    lines = _logical_lines(text)
    match = _SIGNATURE.fullmatch(lines[0])
    if not match:
        raise GrammarError(f"Not an op signature: {lines[0]!r}")
    attrs = [_parse_attr(line) for line in lines[1:]]
    by_name = {attr.name: attr for attr in attrs}
    name, inputs, several, one = match.groups()
    outputs = one if several is None else several
    return Definition(
        name, _parse_args(inputs, by_name), _parse_args(outputs, by_name), by_name
    )


def _logical_lines(text):
    """Join lines that continue an open bracket."""
    lines, depth = [], 0
    for raw in text.strip().splitlines():
        line = raw.strip()
        if not line:
            continue
        if depth:
            lines[-1] += " " + line
        else:
            lines.append(line)
        depth += sum(line.count(c) for c in "({[") - sum(line.count(c) for c in ")}]")
    return lines


def _parse_args(text, attrs):
    return tuple(_parse_arg(part, attrs) for part in _split(text))


def _split(text):
    """Split at commas outside brackets."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if c == "," and not depth:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _parse_arg(text, attrs):
    name, _, kind = (part.strip() for part in text.partition(":"))
    is_ref = kind.startswith("Ref(")
    kind = kind[4:-1].strip() if is_ref else kind
    number, star, base = (part.strip() for part in kind.partition("*"))
    base = base if star else kind
    fields = {"number_attr": number if star else "", "is_ref": is_ref}
    attr = attrs.get(base)
    if attr is None:
        fields["type"] = parse_type(base)
    elif attr.kind == "list(type)":
        fields["type_list_attr"] = base
    else:
        fields["type_attr"] = base
    return Arg(name, **fields)


def _parse_attr(text):
    match = _ATTR.fullmatch(text)
    if not match:
        raise GrammarError(f"Not an attribute: {text!r}")
    name, kind, minimum, default = match.groups()
    allowed, is_list = (), kind.startswith("list(")
    inner = kind[5:-1] if is_list else kind
    if inner.startswith("{"):
        values = _split(inner[1:-1])
        inner = "string" if values and values[0][0] in "\"'" else "type"
        allowed = tuple(parse_literal(inner, value) for value in values)
    if inner not in _KINDS:
        raise GrammarError(f"Unknown attribute kind {inner!r} in {text!r}")
    kind = f"list({inner})" if is_list else inner
    return Attr(
        name, kind, default is not None,
        None if default is None else parse_literal(kind, default.strip()),
        allowed, None if minimum is None else int(minimum),
    )


def parse_type(name):
    """Return the DType that a definition text calls `name` ("half", "float", "int32", ...)."""
    found = _TYPE_NAMES.get(name)
    return dtypes.as_dtype(name) if found is None else found


def parse_literal(kind, text):
    """Read a default or allowed value of the given attribute kind.

    >>> parse_literal("list(int)", "[1, 2]")
    (1, 2)
    """
    if kind.startswith("list("):
        return tuple(parse_literal(kind[5:-1], item) for item in _split(text[1:-1]))
    if kind == "type":
        return parse_type(text)
    if kind == "bool":
        return {"true": True, "false": False}[text]
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "string":
        return text[1:-1].encode("utf-8").decode("unicode_escape").encode("latin-1")
    if kind == "shape":
        return _parse_shape(text)
    if kind == "tensor" and text.endswith("]"):
        name, _, items = text[:-1].partition("[")
        return Vector(parse_type(name), tuple(int(item) for item in _split(items)))
    raise GrammarError(f"No literal notation for attributes of kind {kind!r}: {text!r}")


def _parse_shape(text):
    if text in ("?", "unknown"):
        return TensorShape(None)
    return TensorShape([None if d in ("?", "-1") else int(d) for d in _split(text[1:-1])])
