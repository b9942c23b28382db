"""Expressions in `--input_exprs`: Python literals and a part of numpy, interpreted, not evaluated.

Every kind of syntax, every function and every attribute that may be used is listed here; whatever
is not listed is refused by name. What a call would allocate is checked before it is made.
"""

import ast
import math

import numpy as np

# A limit for people's own sake: more than this does not come from a command line.
MAX_BYTES = 1 << 30
MAX_TEXT = 1 << 20
_MAX_DEPTH = 100
_MAX_BITS = 4096

_OPERATORS = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.true_divide,
    ast.FloorDiv: np.floor_divide, ast.Mod: np.remainder, ast.Pow: np.power,
}
_PLAIN = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b, ast.FloorDiv: lambda a, b: a // b, ast.Mod: lambda a, b: a % b,
    ast.Pow: lambda a, b: a**b,
}
_UNARY = {ast.UAdd: lambda a: +a, ast.USub: lambda a: -a, ast.Invert: lambda a: ~a}

# Functions that make an array of a shape given as their first argument.
_BY_SHAPE = frozenset(
    "ones zeros full empty random.random random.random_sample random.standard_normal".split())
# Functions that return about as much as they are given.
_LIKE_INPUT = frozenset(
    "array asarray ones_like zeros_like full_like abs exp log sqrt square sin cos tan tanh floor "
    "ceil round sign reshape transpose squeeze expand_dims ravel flip sort concatenate stack "
    "vstack hstack clip maximum minimum where mean sum prod max min cumsum float16 float32 "
    "float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ complex64 complex128".split())
_SIZED = {
    "arange": lambda *a: _arange_size(*a),
    "linspace": lambda start, stop, num=50: num,
    "eye": lambda n, m=None: _product((n, n if m is None else m)),
    "identity": lambda n: _product((n, n)),
    "tile": lambda a, reps: np.size(a) * _product(reps),
    "repeat": lambda a, repeats: np.size(a) * int(np.sum(repeats)),
    "broadcast_to": lambda a, shape: _product(shape),
    "random.rand": lambda *sizes: _product(sizes),
    "random.randn": lambda *sizes: _product(sizes),
    "random.uniform": lambda low=0, high=1, size=1: _product(size),
    "random.normal": lambda loc=0, scale=1, size=1: _product(size),
    "random.randint": lambda low, high=None, size=1: _product(size),
}
_CONSTANTS = frozenset("pi e inf nan newaxis".split())
_TYPES = frozenset(
    "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ complex64 "
    "complex128 object_ str_ bytes_".split())
_METHODS = frozenset(
    "astype reshape transpose copy flatten ravel squeeze tolist mean sum max min".split())
_ATTRIBUTES = frozenset(["T", "shape", "dtype", "size", "ndim", "real", "imag"])
_KEYWORDS = frozenset(
    "dtype shape size axis num endpoint low high loc scale fill_value reps repeats".split())


class RefusedError(ValueError):
    """An expression uses what is not allowed."""


def evaluate(text):
    """Return the value of an expression.

    Args:
        text: Python literals; `np.` functions, types and constants that make and shape arrays;
            arithmetic; indexing.

    Returns:
        A Python value or an array.

    Raises:
        RefusedError: the text is no expression, or uses something else.

    Example:
        >>> evaluate("[[1], [2], [3]]")
        [[1], [2], [3]]
        >>> evaluate("np.ones((2, 3)) * 2").tolist()
        [[2.0, 2.0, 2.0], [2.0, 2.0, 2.0]]
        >>> evaluate("__import__('os').getcwd()")
        Traceback (most recent call last):
        ...
        tfcompat._src.cli.expressions.RefusedError: calling __import__('os').getcwd is not allowed
    """
    if len(text) > MAX_TEXT:
        raise RefusedError(f"it is longer than {MAX_TEXT} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval")
        return _value(tree.body, 0)
    except RefusedError:
        raise
    except (SyntaxError, ValueError, TypeError, IndexError, ArithmeticError, LookupError,
            MemoryError, RecursionError, AttributeError) as error:
        raise RefusedError(f"{type(error).__name__}: {error}") from None


def _value(node, depth):
    if depth > _MAX_DEPTH:
        raise RefusedError(f"it is nested more than {_MAX_DEPTH} deep")
    handler = _HANDLERS.get(type(node))
    if handler is None:
        raise RefusedError(f"{type(node).__name__} is not allowed: {_shown(node)}")
    return handler(node, depth + 1)


def _shown(node):
    text = ast.unparse(node)
    return text if len(text) < 60 else f"{text[:57]}..."


def _sequence(make):
    return lambda node, depth: make(_value(item, depth) for item in node.elts)


def _dict(node, depth):
    if None in node.keys:
        raise RefusedError("** is not allowed")
    keys = [_value(key, depth) for key in node.keys]
    return dict(zip(keys, (_value(item, depth) for item in node.values), strict=True))


def _unary(node, depth):
    if type(node.op) not in _UNARY:
        raise RefusedError("not is not allowed")
    return _UNARY[type(node.op)](_number(node.operand, depth))


def _number(node, depth):
    return _checked_number(_value(node, depth), node)


def _checked_number(value, node):
    if not isinstance(value, (int, float, complex, np.ndarray, np.generic)):
        raise RefusedError(f"arithmetic takes numbers and arrays, not {_shown(node)}")
    return value


def _binary(node, depth):
    kind = type(node.op)
    left = _value(node.left, depth)
    if kind is ast.Mult and isinstance(left, list):
        return _repeated(left, _number(node.right, depth))
    left, right = _checked_number(left, node.left), _number(node.right, depth)
    if kind not in _OPERATORS:
        raise RefusedError(f"this operator is not allowed: {_shown(node)}")
    if isinstance(left, (np.ndarray, np.generic)) or isinstance(right, (np.ndarray, np.generic)):
        _check(math.prod(np.broadcast_shapes(np.shape(left), np.shape(right))))
        return _OPERATORS[kind](left, right)
    if kind is ast.Pow and isinstance(right, int) and isinstance(left, int):
        if abs(right) * max(left.bit_length(), 1) > _MAX_BITS:
            raise RefusedError(f"the result of {_shown(node)} is too large")
    return _PLAIN[kind](left, right)


def _repeated(items, count):
    _check(_leaves(items) * count)
    return items * count


def _leaves(value):
    """How many numbers a nest of lists stands for; lists in it may be one list many times."""
    return sum(map(_leaves, value[:1])) * len(value) if isinstance(value, list) else 1


def _subscript(node, depth):
    value = _value(node.value, depth)
    return value[_index(node.slice, depth)]


def _index(node, depth):
    if isinstance(node, ast.Slice):
        parts = (node.lower, node.upper, node.step)
        return slice(*(None if part is None else _value(part, depth) for part in parts))
    if isinstance(node, ast.Tuple):
        return tuple(_index(item, depth) for item in node.elts)
    return _value(node, depth)


def _numpy_name(node):
    """Return "random.rand" for the syntax of `np.random.rand`, or None."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name) and node.id in ("np", "numpy") and parts:
        return ".".join(reversed(parts))
    return None


def _attribute(node, depth):
    name = _numpy_name(node)
    if name is not None:
        if name in _CONSTANTS or name in _TYPES:
            return getattr(np, name)
        raise RefusedError(f"np.{name} is not allowed here")
    if node.attr not in _ATTRIBUTES:
        raise RefusedError(f"the attribute .{node.attr} is not allowed")
    return getattr(_array(node.value, depth), node.attr)


def _array(node, depth):
    value = _value(node, depth)
    if not isinstance(value, (np.ndarray, np.generic)):
        raise RefusedError(f"{_shown(node)} is no array")
    return value


def _call(node, depth):
    name = _numpy_name(node.func)
    if name is not None:
        function = _numpy_function(name)
    elif isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        function = getattr(_array(node.func.value, depth), node.func.attr)
    else:
        raise RefusedError(f"calling {_shown(node.func)} is not allowed")
    arguments = [_value(item, depth) for item in node.args]
    options = {}
    for keyword in node.keywords:
        if keyword.arg not in _KEYWORDS:
            raise RefusedError(f"the argument {keyword.arg} is not allowed")
        options[keyword.arg] = _value(keyword.value, depth)
    if any(item is object or item is np.object_ or item == "O" or item == "object"
           for item in (*arguments, *options.values()) if isinstance(item, (type, str))):
        raise RefusedError("arrays of objects are not allowed")
    _check_call(name, arguments, options)
    return function(*arguments, **options)


def _numpy_function(name):
    if not (name in _BY_SHAPE or name in _LIKE_INPUT or name in _SIZED):
        raise RefusedError(f"np.{name} is not among the functions allowed")
    module = np.random if name.startswith("random.") else np
    return getattr(module, name.removeprefix("random."))


def _check_call(name, arguments, options):
    if name in _BY_SHAPE:
        named = options.get("shape", options.get("size", ()))
        _check(_product(arguments[0] if arguments else named))
    elif name in _SIZED:
        sizes = {key: value for key, value in options.items()
                 if key not in ("dtype", "endpoint", "axis")}
        _check(_SIZED[name](*arguments[:3], **sizes))
    else:
        shapes = [np.shape(item) for item in arguments if isinstance(item, np.ndarray)]
        if len(shapes) > 1 and name in ("where", "clip", "maximum", "minimum"):
            _check(math.prod(np.broadcast_shapes(*shapes)))


def _product(shape):
    sizes = (shape,) if isinstance(shape, (int, np.integer)) else tuple(shape)
    return math.prod(int(size) for size in sizes)


def _arange_size(start, stop=None, step=1):
    first, last = (0, start) if stop is None else (start, stop)
    return abs((last - first) / step) if step else 0


def _check(elements):
    if elements * 8 > MAX_BYTES:
        raise RefusedError(f"an array of {int(elements)} elements is too large for an expression")


def _name(node, depth):
    raise RefusedError(f"the name {node.id} means nothing here")


_HANDLERS = {
    ast.Constant: lambda node, depth: node.value,
    ast.List: _sequence(list),
    ast.Tuple: _sequence(tuple),
    ast.Set: _sequence(set),
    ast.Dict: _dict,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Subscript: _subscript,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.Name: _name,
}
