"""Converted functions: made once per code object and options, bound to each function's own closure.

The converted code keeps the file and the lines of the user's, so tracebacks and debuggers show the
user's source.
"""

import __future__
import ast
import functools
import inspect
import linecache
import operator
import sys
import threading
import types
import weakref

from tfcompat._src.function.autograph import functions as tree_functions
from tfcompat._src.function.autograph import errors, log, operators, source
from tfcompat._src.graph import source_stack

_FUTURES = functools.reduce(
    operator.or_,
    (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names),
)

_LOCK = threading.RLock()
_CONVERSIONS = {}  # id of a code object -> (weak reference to it, {options: Conversion})


class Conversion:
    """The converted code of one function.

    Attributes:
        code: the code object of the converted function.
        functions: {code object: the `errors.Owner` of what it was made from}.
    """

    __slots__ = ("code", "functions", "operators")

    def __init__(self, code, owners, namespace):
        self.code = code
        self.functions = owners
        self.operators = namespace

    def bind(self, function):
        """Return the converted function for a function with the code that was converted."""
        cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        cells["ag__"] = types.CellType(self.operators)
        made = types.FunctionType(
            self.code, function.__globals__, f"tf__{_plain_name(function)}",
            function.__defaults__, tuple(cells[name] for name in self.code.co_freevars),
        )
        made.__kwdefaults__ = function.__kwdefaults__
        made.__annotations__ = function.__annotations__
        made.__doc__ = function.__doc__
        made.__module__ = function.__module__
        return made


def _plain_name(function):
    name = function.__code__.co_name
    return "lam" if name == "<lambda>" else name


def of(function, options):
    """Return the Conversion of a Python function.

    Args:
        function: a function with a code object.
        options: the Options.

    Raises:
        Exception: it cannot be converted; the message says why.
    """
    code = function.__code__
    with _LOCK:
        entry = _CONVERSIONS.get(id(code))
        if entry is None or entry[0]() is not code:
            key = id(code)
            reference = weakref.ref(code, lambda _: _CONVERSIONS.pop(key, None))
            entry = _CONVERSIONS[key] = (reference, {})
        made = entry[1].get(options)
        if made is None:
            made = entry[1][options] = _attempt(function, options)
    if isinstance(made, Exception):
        raise made.with_traceback(None)
    return made


def _attempt(function, options):
    """Return the Conversion, or the error that stands in its way, which will not go away."""
    try:
        return _convert(function, options)
    except Exception as error:  # noqa: BLE001 - the caller decides what to do about it
        log.tell(1, "Error transforming entity %s", function, exc_info=True)
        return error


def _convert(function, options):
    code = function.__code__
    node, made_up = _tree(function, options)
    if log.verbosity() >= 10:
        log.tell(10, "Converted code of %s:\n%s", function, ast.unparse(node))
    is_lambda = isinstance(node, ast.Lambda)
    owner = _lambda_owner(node, code) if is_lambda else errors.Owner(code.co_name)
    _strip(node)
    converted = _compile(node, code)
    owners = {}
    _note_owners(converted, owner, made_up, owners)
    source_stack.rename({made: "<lambda>" if one.line else one.name
                         for made, one in owners.items()})
    return Conversion(converted, owners, operators.namespace(options.for_callees()))


def _tree(function, options):
    """Return the converted tree of a function, and the names made up for it."""
    log.tell(1, "Converting %s", function)
    node, made_up = tree_functions.convert(source.parse(function), options, _Namespace(function))
    if isinstance(node, ast.FunctionDef):
        node.name = f"tf__{node.name}"  # its own name stays what it is outside
    return node, made_up


def text(function, options):
    """Return the source that a function is converted to.

    Args:
        function: a function with a code object.
        options: the Options.

    Raises:
        Exception: it cannot be converted.
    """
    node, _ = _tree(function, options)
    if isinstance(node, ast.Lambda):
        return f"tf__lam = {ast.unparse(node)}"
    return ast.unparse(node)


class _Namespace:
    """What the free and global names of a function stand for, looked up when asked."""

    def __init__(self, function):
        self._closure = dict(
            zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        self._globals = function.__globals__

    def get(self, name, default=None):
        """Return the value of a name."""
        if name in self._closure:
            try:
                return self._closure[name].cell_contents
            except ValueError:  # not bound yet
                return default
        return self._globals.get(name, default)


def _strip(node):
    """Take off what is evaluated where a function is defined; the function at hand has it."""
    node.args.defaults = []
    node.args.kw_defaults = [None] * len(node.args.kwonlyargs)
    for argument in ast.walk(node.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    if isinstance(node, ast.FunctionDef):
        node.returns = None
        if hasattr(node, "type_params"):
            node.type_params = []


def _compile(node, code):
    """Return the code object of a converted function.

    It is compiled inside of a function that has its free names as parameters, and never run there.
    """
    names = ["ag__", *(name for name in code.co_freevars if name != "ag__")]
    factory = ast.parse(f"def factory({', '.join(names)}): 0")
    body = node if isinstance(node, ast.stmt) else ast.copy_location(ast.Expr(node), node)
    factory.body[0].body = [body]
    compiled = compile(
        factory, code.co_filename, "exec", flags=code.co_flags & _FUTURES, dont_inherit=True)
    outer = next(item for item in compiled.co_consts if inspect.iscode(item))
    wanted = "<lambda>" if isinstance(node, ast.Lambda) else node.name
    made = next(item for item in outer.co_consts
                if inspect.iscode(item) and item.co_name == wanted)
    changes = {"co_name": code.co_name}
    if sys.version_info >= (3, 11):
        changes["co_qualname"] = code.co_qualname
    return made.replace(**changes)


def _note_owners(code, owner, made_up, found):
    """Note for a code object, and those inside it, which of the user's functions they stand in."""
    found[code] = owner
    for item in code.co_consts:
        if inspect.iscode(item):
            own = item.co_name in made_up or item.co_name.startswith("<")
            inner = owner if own else errors.Owner(item.co_name)
            _note_owners(item, inner, made_up, found)


def _lambda_owner(node, code):
    """A lambda that is converted by itself has no name, and one line in which it begins."""
    line = linecache.getline(code.co_filename, node.lineno).rstrip()
    end = node.end_col_offset if node.end_lineno == node.lineno else None
    return errors.Owner("None", node.lineno, line.encode()[node.col_offset : end].decode())
