"""The conversion of one function's tree, from what the user wrote to calls of operators."""

import ast
import builtins

from tfcompat._src.function.autograph import directives, jumps, lists, liveness, trees, usage
from tfcompat._src.function.autograph.errors import UnsupportedLanguageElementError
from tfcompat._src.function.autograph.expressions import Expressions
from tfcompat._src.function.autograph.options import Feature
from tfcompat._src.function.autograph.statements import Scope, Statements


_CONTROL = (ast.If, ast.While, ast.For)


def convert(node, options, namespace):
    """Convert a FunctionDef or Lambda node, in place.

    Args:
        node: the node.
        options: the Options of the conversion.
        namespace: what the function's free and global names stand for now.

    Returns:
        The node and the names that were made up.

    Raises:
        UnsupportedLanguageElementError, ValueError: it cannot be converted.
    """
    nodes = list(ast.walk(node))
    _check(node, nodes)
    for inner in nodes:
        if isinstance(inner, ast.Name):
            inner.is_users = True
    namer = trees.Namer(trees.identifiers(nodes) | {"ag__"})
    converter = _Converter(options, namespace, namer)
    if isinstance(node, ast.Lambda):
        node.body = converter.expressions(node, usage.local_names(node)).visit(node.body)
    else:
        directives.extract(node, nodes, namespace)
        node.decorator_list = []
        if options.uses(Feature.LISTS):
            lists.convert(node, namer)
        converter.function(node, set())
        if options.uses(Feature.NAME_SCOPES):
            _put_into_scope(node)
    return node, namer.made


def _check(node, nodes):
    for inner in nodes:
        if isinstance(inner, ast.Attribute) and inner.attr.startswith("__") and \
                not inner.attr.endswith("__"):
            raise UnsupportedLanguageElementError("mangled names are not yet supported")
        if isinstance(inner, (ast.For, ast.While)) and inner.orelse:
            kind = type(inner).__name__.lower()
            raise UnsupportedLanguageElementError(f"{kind}/else statement not yet supported")
    if isinstance(node, ast.AsyncFunctionDef):
        raise UnsupportedLanguageElementError("coroutines are not supported")
    if isinstance(node, ast.FunctionDef) and usage.is_generator(node):
        raise UnsupportedLanguageElementError("generators are not supported")


def _put_into_scope(node):
    start = 1 if ast.get_docstring(node, clean=False) is not None else 0
    wrapper = trees.statements(f"with ag__.name_scope({node.name!r}):\n    pass", node)[0]
    wrapper.body = node.body[start:] or wrapper.body
    node.body[start:] = [wrapper]


class _Converter:
    """Converts functions inside of each other."""

    def __init__(self, options, namespace, namer):
        self._options = options
        self._namespace = namespace
        self._namer = namer

    def expressions(self, node, local):
        """Return the Expressions of a function; `local` are its names and those around it."""

        def is_builtin(name):
            value = getattr(builtins, name, None)
            return name not in local and self._namespace.get(name, value) is value is not None

        arguments = [*node.args.posonlyargs, *node.args.args]
        return Expressions(self._options, is_builtin, arguments[0].arg if arguments else None)

    def function(self, node, hidden):
        """Convert the body of a FunctionDef in place."""
        local = usage.local_names(node) | hidden
        expressions = self.expressions(node, local)
        branches = any(isinstance(inner, _CONTROL) for inner in ast.walk(node))
        if branches:
            jumps.lower(node, self._namer)
            liveness.annotate(node)
        statements = Statements(
            node, self._options, expressions, self._namer,
            lambda inner: self.function(inner, local), branches,
        )
        start = 1 if ast.get_docstring(node, clean=False) is not None else 0
        scope = Scope(certain=usage.parameters(node.args))
        if node.body[start:]:
            node.body[start:] = statements.convert(node.body[start:], scope)
        if statements.undefined:
            _Loads(statements.undefined).generic_visit(node)


class _Loads(ast.NodeTransformer):
    """Lets reads of names that may be Undefined say so, as Python does of unbound names."""

    def __init__(self, names):
        self._names = names

    def visit_Name(self, node):
        """Wrap a read."""
        if node.id in self._names and isinstance(node.ctx, ast.Load) and \
                getattr(node, "is_users", False):
            node.is_users = False
            return trees.called("ld", node, node)
        return node

    def visit_AugAssign(self, node):
        """Read the target before it is changed."""
        node = self.generic_visit(node)
        if isinstance(node.target, ast.Name) and node.target.id in self._names:
            name = node.target.id
            return [*trees.statements(f"{name} = ag__.ld({name})", node), node]
        return node

    def _function(self, node):
        mine = self._names - usage.local_names(node)
        return _Loads(mine).generic_visit(node) if mine else node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _function
