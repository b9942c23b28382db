"""Making syntax trees: snippets of source at the place of the user's code they stand for."""

import ast
import keyword


class Namer:
    """Hands out names that a function does not use.

    Example:
        >>> namer = Namer({"break_"})
        >>> namer.new("break_"), namer.new("x"), namer.new("x")
        ('break__1', 'x', 'x_1')
    """

    def __init__(self, taken):
        self._taken = set(taken)
        self.made = set()

    def new(self, root):
        """Return a name like `root`."""
        name, number = root, 0
        while name in self._taken or keyword.iskeyword(name):
            number += 1
            name = f"{root}_{number}"
        self._taken.add(name)
        self.made.add(name)
        return name


def identifiers(nodes):
    """Return all names, those of parameters among them, that occur in some nodes."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            found.update(node.names)
        elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            found.add(node.name)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
    return found


def placed(tree, like):
    """Give every node of a tree the place of `like`'s beginning; return the tree."""
    for node in ast.walk(tree):
        if "lineno" in node._attributes:
            node.lineno = node.end_lineno = like.lineno
            node.col_offset = node.end_col_offset = like.col_offset
    return tree


def statements(text, like):
    """Return the statements of a snippet, placed where `like` begins."""
    return placed(ast.parse(text), like).body


def expression(text, like):
    """Return the expression of a snippet, placed where `like` begins."""
    return placed(ast.parse(text, mode="eval"), like).body


def called(operator, like, *arguments):
    """Return a call of an operator of `ag__` with argument trees."""
    call = expression(f"ag__.{operator}()", like)
    call.args = list(arguments)
    return ast.copy_location(call, like)


def constant(value, like):
    """Return a constant."""
    return ast.copy_location(ast.Constant(value), like)


def thunk(body):
    """Return `lambda: body`."""
    made = expression("lambda: 0", body)
    made.body = body
    return made


def blocks(statement):
    """Yield (owner, field) of the lists of statements inside of a compound statement."""
    for field in ("body", "orelse", "finalbody"):
        if isinstance(getattr(statement, field, None), list):
            yield statement, field
    for inner in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        yield inner, "body"


def is_scope(statement):
    """Say whether a statement has a scope of its own, whose insides are not ours."""
    return isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
