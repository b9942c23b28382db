"""Which names statements read and bind, and composite symbols (`a.b`, `d['k']`) they store."""

import ast
from typing import NamedTuple

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Symbol(NamedTuple):
    """Something that can be stored to: a name, or an attribute or item reached from one.

    Attributes:
        text: its source.
        support: the simple names it is made of.
        simple: whether it is a name.
    """

    text: str
    support: frozenset
    simple: bool


def symbol(node):
    """Return the Symbol that an expression is, or None."""
    if isinstance(node, ast.Name):
        return Symbol(node.id, frozenset([node.id]), True)
    if isinstance(node, ast.Attribute):
        base = symbol(node.value)
        return base and Symbol(f"{base.text}.{node.attr}", base.support, False)
    if isinstance(node, ast.Subscript):
        base = symbol(node.value)
        if base is None:
            return None
        if isinstance(node.slice, ast.Constant):
            return Symbol(f"{base.text}[{node.slice.value!r}]", base.support, False)
        index = symbol(node.slice)
        return index and Symbol(f"{base.text}[{index.text}]", base.support | index.support, False)
    return None


class Usage(ast.NodeVisitor):
    """Collects what the nodes it visits read and bind in the scope they stand in.

    Attributes:
        reads: names read, those that inner functions read from here among them.
        bound: {text: Symbol} of what is stored to, deleted, defined or imported.
        outside: names declared global or nonlocal.
        globals: those of them declared global.
        fleeting: names of errors being handled, which Python unbinds afterwards.
        functions: inner FunctionDef nodes.
    """

    def __init__(self, *nodes):
        self.reads = set()
        self.bound = {}
        self.outside = set()
        self.globals = set()
        self.fleeting = set()
        self.functions = []
        for node in nodes:
            self.visit(node)

    @property
    def names(self):
        """The simple names bound."""
        return {text for text, bound in self.bound.items() if bound.simple}

    def _bind(self, name):
        self.bound[name] = Symbol(name, frozenset([name]), True)

    def visit_Name(self, node):
        """Note a name."""
        if isinstance(node.ctx, ast.Load):
            self.reads.add(node.id)
        else:
            self._bind(node.id)

    def _composite(self, node):
        if not isinstance(node.ctx, ast.Load):
            made = symbol(node)
            if made is not None:
                self.bound[made.text] = made
        self.generic_visit(node)

    visit_Attribute = visit_Subscript = _composite

    def visit_AugAssign(self, node):
        """Note the target as read and bound."""
        if isinstance(node.target, ast.Name):
            self.reads.add(node.target.id)
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        """A bare annotation binds nothing."""
        if node.value is not None:
            self.visit(node.target)
            self.visit(node.value)

    def _definition(self, node):
        self._bind(node.name)
        self.functions.append(node)
        for outer in (*node.decorator_list, *_defaults(node.args)):
            self.visit(outer)
        self.reads |= free_names(node)

    visit_FunctionDef = visit_AsyncFunctionDef = _definition

    def visit_Lambda(self, node):
        """Note what the lambda reads from outside."""
        for default in _defaults(node.args):
            self.visit(default)
        self.reads |= free_names(node)

    def visit_ClassDef(self, node):
        """Note the name, and whatever is read inside."""
        self._bind(node.name)
        for outer in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outer)
        inside = Usage(*node.body)
        self.reads |= inside.reads - inside.names

    def _comprehension(self, node):
        first, *rest = node.generators
        self.visit(first.iter)
        inside = Usage()
        inside.visit(first.target)
        for condition in first.ifs:
            inside.visit(condition)
        for generator in rest:
            inside.visit(generator)
        parts = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        for part in parts:
            inside.visit(part)
        targets = Usage(*(generator.target for generator in node.generators)).names
        self.reads |= inside.reads - targets
        for name in inside.names - targets:  # assignment expressions bind out here
            self._bind(name)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_ExceptHandler(self, node):
        """Note the name of the error."""
        if node.name:
            self._bind(node.name)
            self.fleeting.add(node.name)
        self.generic_visit(node)

    def visit_alias(self, node):
        """Note what an import binds."""
        self._bind(node.asname or node.name.partition(".")[0])

    def _pattern(self, node):
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name:
            self._bind(name)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = _pattern

    def visit_Global(self, node):
        """Note names that belong to the module."""
        self.globals.update(node.names)
        self.outside.update(node.names)

    def visit_Nonlocal(self, node):
        """Note names that belong to a function around."""
        self.outside.update(node.names)


def _defaults(arguments):
    return [node for node in (*arguments.defaults, *arguments.kw_defaults) if node is not None]


def parameters(arguments):
    """Return the names of all parameters."""
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [arg for arg in (arguments.vararg, arguments.kwarg) if arg is not None]
    return [arg.arg for arg in every]


def body_of(function):
    """Return the usage of a function's or lambda's body."""
    return Usage(*function.body) if isinstance(function, _DEFINITIONS) else Usage(function.body)


def local_names(function):
    """Return the names that are local to a FunctionDef or Lambda node."""
    inside = body_of(function)
    return (inside.names - inside.outside) | set(parameters(function.args))


def free_names(function):
    """Return the names that a function reads, or writes by `nonlocal`, from outside of it."""
    inside = body_of(function)
    local = (inside.names - inside.outside) | set(parameters(function.args))
    return (inside.reads | inside.outside) - local


def is_generator(function):
    """Say whether a FunctionDef has a `yield` of its own."""
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (*_DEFINITIONS, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))
    return False


def has_walrus(node):
    """Say whether an expression assigns to names of the scope it stands in."""
    return any(isinstance(inner, ast.NamedExpr) for inner in ast.walk(node))
