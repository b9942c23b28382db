"""Which names are needed later: found backwards over statements without jumps.

Annotates every `if`, `while` and `for` of a function with `live_in` and `live_out`, the names whose
values are read after its beginning and after its end.
"""

import ast

from tfcompat._src.function.autograph import trees
from tfcompat._src.function.autograph.usage import Usage, free_names

_STATEMENTS = (ast.If, ast.While, ast.For)


def annotate(function):
    """Annotate the statements of a FunctionDef whose jumps are lowered."""
    _note_captures(function.body, set())
    _block(function.body, frozenset(), frozenset())


def _note_captures(statements, seen):
    """Note what functions made so far read from around them: they may be called anywhere later."""
    for statement in statements:
        if isinstance(statement, _STATEMENTS):
            statement.captured = [seen]
        if trees.is_scope(statement):
            if not isinstance(statement, ast.ClassDef):
                seen = seen | free_names(statement)
        elif isinstance(statement, ast.Assign):
            seen = seen | _kept_lambdas(statement.value)
        elif hasattr(statement, "body") or hasattr(statement, "cases"):
            if isinstance(statement, (ast.While, ast.For)):  # the next round sees them all
                seen = seen | _captured_by(statement)
            for owner, field in trees.blocks(statement):
                _note_captures(getattr(owner, field), seen)
            seen = seen | _captured_by(statement)
        if isinstance(statement, _STATEMENTS):
            statement.captured.append(seen)


def _captured_by(statement):
    found = set()
    for function in Usage(statement).functions:
        found |= free_names(function)
    return found


def _kept_lambdas(value):
    """The names that lambdas read which are kept, not just handed to a call."""
    if isinstance(value, ast.Lambda):
        return free_names(value)
    parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else \
        value.values if isinstance(value, ast.Dict) else ()
    found = set()
    for part in parts:
        found |= _kept_lambdas(part)
    return found


def _block(statements, out, raised):
    """Return the names live before some statements.

    Args:
        statements: the statements.
        out: the names live after them.
        raised: the names live where an error in them is handled.
    """
    for statement in reversed(statements):
        out = _statement(statement, out, raised)
    return out


def _statement(statement, out, raised):
    if isinstance(statement, ast.If):
        live = _reads(statement.test) | _block(statement.body, out, raised) \
            | _block(statement.orelse, out, raised)
        return _noted(statement, live | raised, out)
    if isinstance(statement, ast.While):
        return _loop(statement, _reads(statement.test), set(), out, raised)
    if isinstance(statement, ast.For):
        reads = _reads(statement.iter) | _reads(*filter(None, [_extra_test(statement)]))
        target = Usage(statement.target)
        return _loop(statement, reads | target.reads, target.names, out, raised)
    if isinstance(statement, (ast.Return, ast.Raise)):
        return _reads(statement) | raised
    if isinstance(statement, (ast.Try, getattr(ast, "TryStar", ast.Try))):
        return _try(statement, out, raised)
    if isinstance(statement, ast.With):
        usage = Usage(*statement.items)
        return usage.reads | (_block(statement.body, out, raised) - usage.names) | raised
    if isinstance(statement, ast.Match):
        live = out
        for case in statement.cases:
            usage = Usage(case.pattern, *filter(None, [case.guard]))
            live = live | usage.reads | (_block(case.body, out, raised) - usage.names)
        return _reads(statement.subject) | live | raised
    usage = Usage(statement)
    return usage.reads | (out - usage.names) | raised


def _extra_test(statement):
    return getattr(statement, "extra_test", None)


def _reads(*nodes):
    return Usage(*nodes).reads


def _loop(statement, reads, targets, out, raised):
    """The header reads, binds the targets, and goes to the body or on; the body goes back to it."""
    head = reads | (out - targets) | raised
    while True:
        again = head | (_block(statement.body, head, raised) - targets)
        if again == head:
            return _noted(statement, head, out)
        head = again


def _try(statement, out, raised):
    after = _block(statement.finalbody, out, raised)
    handlers = set(raised) | _reads(*(h.type for h in statement.handlers if h.type is not None))
    for handler in statement.handlers:
        live = _block(handler.body, after, after | raised)
        handlers |= live - ({handler.name} if handler.name else set())
    inside = frozenset(handlers | after)
    return _block(statement.body, _block(statement.orelse, after, inside), inside)


def _noted(statement, live, out):
    before, after = statement.captured
    statement.live_in, statement.live_out = frozenset(live | before), frozenset(out | after)
    return live | before
