"""Expressions of converted code: calls, logical operators, comparisons, conditional expressions.

What Python evaluates lazily becomes functions without arguments handed to an operator of `ag__`.
"""

import ast

from tfcompat._src.function.autograph import trees
from tfcompat._src.function.autograph.options import Feature
from tfcompat._src.function.autograph.usage import has_walrus

# Calls that look at the frame they are made in; made as they are written.
_FRAME_CALLS = frozenset(["breakpoint", "dir", "eval", "exec", "globals", "locals", "vars"])
_DEBUGGERS = frozenset(["pdb.set_trace", "ipdb.set_trace"])
_EQUALITIES = {ast.Eq: "eq", ast.NotEq: "not_eq"}


class Expressions(ast.NodeTransformer):
    """Converts the expressions of one function.

    Args:
        options: the Options of the conversion.
        is_builtin: tells whether a name means Python's builtin in this function.
        first_argument: the name of the function's first parameter, or None.
    """

    def __init__(self, options, is_builtin, first_argument):
        self._options = options
        self._is_builtin = is_builtin
        self._first_argument = first_argument

    def visit_Call(self, node):
        """Let `ag__.call` decide whether the callee is converted."""
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) \
                and node.func.value.id == "ag__":
            return self.generic_visit(node)
        if self._is_super(node):
            node.args = [trees.expression(name, node)
                         for name in ("__class__", self._first_argument)]
            return node
        frame_call = self._sees_its_frame(node.func)
        node.args = [self.visit(argument) for argument in node.args]
        node.keywords = [self.visit(keyword) for keyword in node.keywords]
        if frame_call:
            return node
        call = trees.called("call", node, self.visit(node.func), *node.args)
        call.keywords = node.keywords
        return call

    def _is_super(self, node):
        return (isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args
                and not node.keywords and self._first_argument is not None
                and self._is_builtin("super"))

    def _sees_its_frame(self, function):
        if isinstance(function, ast.Attribute):
            return function.attr == "set_trace" and ast.unparse(function) in _DEBUGGERS
        if not isinstance(function, ast.Name) or not self._is_builtin(function.id):
            return False
        if function.id == "print":
            return not self._options.uses(Feature.BUILTIN_FUNCTIONS)
        return function.id in _FRAME_CALLS

    def visit_BoolOp(self, node):
        """Fold `a and b and c` to the right."""
        if any(map(has_walrus, node.values)):
            return self.generic_visit(node)
        operator = "and_" if isinstance(node.op, ast.And) else "or_"
        *values, right = [self.visit(value) for value in node.values]
        for left in reversed(values):
            right = trees.called(operator, node, trees.thunk(left), trees.thunk(right))
        return right

    def visit_UnaryOp(self, node):
        """Convert `not`."""
        node = self.generic_visit(node)
        return trees.called("not_", node, node.operand) if isinstance(node.op, ast.Not) else node

    def visit_IfExp(self, node):
        """Convert `a if test else b`; errors call it by its test."""
        if has_walrus(node.body) or has_walrus(node.orelse):
            return self.generic_visit(node)
        text = ast.unparse(node.test)
        node = self.generic_visit(node)
        return trees.called(
            "if_exp", node, node.test, trees.thunk(node.body), trees.thunk(node.orelse),
            trees.constant(text, node))

    def visit_Compare(self, node):
        """Convert chains of comparisons, and equality where that is asked for."""
        if len(node.ops) > 1 and any(map(has_walrus, node.comparators)):
            return self.generic_visit(node)
        simple = all(isinstance(one, (ast.Name, ast.Constant)) for one in node.comparators[:-1])
        operands = [self.visit(operand) for operand in (node.left, *node.comparators)]
        if not simple:
            return self._chain(operands, node.ops, node)
        made = self._comparison(operands[0], node.ops[0], operands[1], node)
        for left, operator, right in zip(operands[1:], node.ops[1:], operands[2:], strict=False):
            further = self._comparison(left, operator, right, node)
            made = trees.called("and_", node, trees.thunk(made), trees.thunk(further))
        return made

    def _chain(self, operands, operators, node):
        left, right, *rest = operands
        if not rest:
            return self._comparison(left, operators[0], right, node)
        if isinstance(right, ast.Name):
            return trees.called(
                "and_", node, trees.thunk(self._comparison(left, operators[0], right, node)),
                trees.thunk(self._chain([right, *rest], operators[1:], node)))
        # The operand in the middle is evaluated once, as Python does it.
        inner = trees.expression("(lambda ag__left, ag__right: 0)()", node)
        names = [trees.expression(name, node) for name in ("ag__left", "ag__right")]
        inner.func.body = self._chain([*names, *rest], operators, node)
        inner.args = [left, right]
        return inner

    def _comparison(self, left, operator, right, node):
        overload = _EQUALITIES.get(type(operator))
        if overload and self._options.uses(Feature.EQUALITY_OPERATORS):
            return trees.called(overload, node, left, right)
        return ast.copy_location(ast.Compare(left, [operator], [right]), node)

    def visit_Lambda(self, node):
        """Convert an inner lambda where it stands, and mark it as converted."""
        arguments = node.args
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            default and self.visit(default) for default in arguments.kw_defaults]
        outer, self._first_argument = self._first_argument, None
        node.body = self.visit(node.body)
        self._first_argument = outer
        return trees.called("artifact", node, node)

    def visit_FunctionDef(self, node):
        """Definitions are statements and not converted here."""
        return node

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef
