"""From a function to the syntax tree of its source, with the line numbers of the file.

A `def` is cut out of its file by its first line; a lambda is looked for in the whole file and,
where
a line holds several, recognised by its compiled code.
"""

import ast
import inspect
import linecache

from tfcompat._src.function.autograph.errors import InaccessibleSourceCodeError

_LAMBDAS = {}  # file -> (its lines, {line: [Lambda nodes]})


def parse(function):
    """Return the FunctionDef or Lambda node of a function.

    Args:
        function: a Python function; what it wraps does not matter.

    Raises:
        InaccessibleSourceCodeError: there is none, or it does not tell which function this is.
    """
    code = function.__code__
    lines = _lines(function, code)
    if code.co_name == "<lambda>":
        return _lambda(function, code, lines)
    return _definition(function, code, lines)


def _lines(function, code):
    linecache.checkcache(code.co_filename)
    lines = linecache.getlines(code.co_filename, function.__globals__)
    if not lines or code.co_firstlineno > len(lines):
        raise InaccessibleSourceCodeError(
            f"Unable to locate the source code of {function}. Note that functions defined in "
            "certain environments, like the interactive Python shell, do not expose their source "
            "code. If that is the case, you should define them in a .py source file. If you are "
            "certain the code is graph-compatible, wrap the call using "
            "@tf.autograph.experimental.do_not_convert. Original error: could not get source code"
        )
    return lines


def _definition(function, code, lines):
    first = code.co_firstlineno
    block = inspect.getblock(lines[first - 1 :])
    text, offset = "".join(block), first - 1
    if text[:1] in (" ", "\t"):  # keeps the columns, and the insides of strings, as they are
        text, offset = "if True:\n" + text, offset - 1
    try:
        tree = ast.parse(text)
        ast.increment_lineno(tree, offset)
        candidates = [tree]
    except SyntaxError:
        candidates = []
    for tree in (*candidates, None):
        tree = tree or _parse_file(code, lines)
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and \
                    node.name == code.co_name and _first_line(node) == first:
                return node
    raise InaccessibleSourceCodeError(
        f"The source code of {function} is not where it is said to be.")


def _first_line(node):
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _parse_file(code, lines):
    try:
        return ast.parse("".join(lines))
    except SyntaxError as error:
        raise InaccessibleSourceCodeError(
            f"{code.co_filename} cannot be parsed: {error}") from None


def _lambda(function, code, lines):
    known = _LAMBDAS.get(code.co_filename)
    if known is None or known[0] is not lines:
        by_line = {}
        for node in ast.walk(_parse_file(code, lines)):
            if isinstance(node, ast.Lambda):
                by_line.setdefault(node.lineno, []).append(node)
        known = _LAMBDAS[code.co_filename] = (lines, by_line)
    nodes = known[1].get(code.co_firstlineno, [])
    if len(nodes) > 1:
        nodes = [node for node in nodes if _same_code(node, code)]
    if not nodes:
        raise InaccessibleSourceCodeError(
            f"Unable to identify source code of lambda function {function}. It was defined in "
            f"this code:\n{lines[code.co_firstlineno - 1]}\nThis code must contain a single "
            "distinguishable lambda. To avoid this problem, define each lambda in a separate "
            "expression."
        )
    return _copied(nodes[0])


def _copied(node):
    """Copy a tree: nodes found by line are shared by all who ask."""
    if isinstance(node, ast.AST):
        made = type(node)(**{name: _copied(value) for name, value in ast.iter_fields(node)})
        return ast.copy_location(made, node)
    return [_copied(item) for item in node] if isinstance(node, list) else node


def _same_code(node, code):
    """Say whether a Lambda node compiles to `code`; names from outside are told to the compiler."""
    outer = ast.parse(f"def outer({', '.join(n for n in code.co_freevars if n.isidentifier())}): 0")
    outer.body[0].body = [ast.copy_location(ast.Expr(node), node)]
    compiled = compile(ast.fix_missing_locations(outer), code.co_filename, "exec")
    made = _only_code(_only_code(compiled))
    return _shape_of(made) == _shape_of(code)


def _only_code(code):
    return next(item for item in code.co_consts if inspect.iscode(item))


def _shape_of(code):
    constants = tuple(
        _shape_of(item) if inspect.iscode(item) else (type(item), item) for item in code.co_consts)
    return (code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars,
            code.co_argcount, code.co_kwonlyargcount, code.co_flags & inspect.CO_VARKEYWORDS)
