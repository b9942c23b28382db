"""The feature LISTS: list literals, `append`, `pop`, `stack` and subscripts as list operators."""

import ast

from tfcompat._src.function.autograph import trees
from tfcompat._src.function.autograph.usage import symbol


def convert(function, namer):
    """Convert the list idioms of a FunctionDef in place, inner functions included."""
    function.body = _block(function.body, namer)


def _block(statements, namer):
    made = []
    for statement in statements:
        if isinstance(statement, ast.ClassDef):
            made.append(statement)
            continue
        for owner, field in trees.blocks(statement):
            setattr(owner, field, _block(getattr(owner, field), namer))
        made += _statement(statement, namer)
    return made


def _statement(node, namer):
    if isinstance(node, ast.Expr) and _is_method(node.value, "append", 1):
        target, element = node.value.func.value, node.value.args[0]
        call = trees.called("list_append", node, target, _Idioms(namer).visit(element))
        return _assigned(target, call, node)
    idioms = _Idioms(namer)
    node = idioms.visit_own(node)
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and _is_item(node.targets[0]):
        target = node.targets[0]
        call = trees.called("set_item", node, target.value, target.slice, node.value)
        return idioms.before + _assigned(target.value, call, node)
    return [*idioms.before, node]


def _is_method(node, name, *counts):
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and node.func.attr == name and len(node.args) in counts and not node.keywords)


def _is_item(node):
    return isinstance(node, ast.Subscript) and not isinstance(node.slice, (ast.Tuple, ast.Slice))


def _assigned(target, value, node):
    if symbol(target) is None:  # nothing to assign to: the operator changes it where it is
        return [ast.copy_location(ast.Expr(value), node)]
    made = trees.statements(f"{ast.unparse(target)} = None", node)
    made[0].value = value
    for inner in ast.walk(made[0].targets[0]):
        if isinstance(inner, ast.Name):
            inner.is_users = True
    return made


class _Idioms(ast.NodeTransformer):
    """Converts the idioms inside of one statement; `before` is what must happen before it."""

    def __init__(self, namer):
        self._namer = namer
        self.before = []

    def visit_own(self, statement):
        """Convert the expressions of a statement, but not the statements inside of it."""
        for field, value in ast.iter_fields(statement):
            if isinstance(value, ast.expr):
                setattr(statement, field, self.visit(value))
        return statement

    def visit_Lambda(self, node):
        """Leave lambdas alone."""
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Lambda

    def visit_List(self, node):
        """Convert a literal."""
        node = self.generic_visit(node)
        return trees.called("new_list", node, node) if isinstance(node.ctx, ast.Load) else node

    def visit_Subscript(self, node):
        """Convert reading an item."""
        node = self.generic_visit(node)
        if isinstance(node.ctx, ast.Load) and _is_item(node):
            return trees.called("get_item", node, node.value, node.slice)
        return node

    def visit_Call(self, node):
        """Convert `pop` and `stack`."""
        node = self.generic_visit(node)
        if _is_method(node, "pop", 0, 1):
            target = node.func.value
            name = self._namer.new(target.id if isinstance(target, ast.Name) else "list_")
            text = ast.unparse(target)
            pop = trees.statements(f"{text}, {name} = ag__.list_pop({text}, None)", node)
            pop[0].value.args[1:] = node.args or pop[0].value.args[1:]
            self.before += pop
            return trees.expression(name, node)
        if _is_method(node, "stack", 1):
            return trees.called("list_stack", node, node.args[0], node.func)
        return node
