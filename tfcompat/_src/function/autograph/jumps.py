"""`break`, `continue` and `return` lowered to flags, so that what is left are blocks and tests.

After `continue` the rest of a block stands under `if not continue_:`; `break` is a flag in the
loop's test and a `continue`; `return` sets a flag and a value, and all loops around it test the
flag.
"""

import ast

from tfcompat._src.function.autograph import trees

_LOOPS = (ast.While, ast.For)


def lower(function, namer):
    """Lower all jumps of a FunctionDef in place, inner functions excepted."""
    function.body = _lower_breaks(function.body, None, namer)[0]
    function.body = _lower_continues(function.body, None, namer)[0]
    if _returns_early(function.body, inside=False):
        _lower_returns(function, namer)


def _assign(name, value, like):
    return trees.statements(f"{name} = {value}", like)


def _negated(name, like):
    return trees.expression(f"not {name}", like)


def _test_also(loop, name):
    """Let a loop go on only while a flag is not set."""
    if isinstance(loop, ast.While):
        flag = _negated(name, loop.test)
        loop.test = ast.copy_location(ast.BoolOp(ast.And(), [flag, loop.test]), loop.test)
        return
    flag, known = _negated(name, loop), getattr(loop, "extra_test", None)
    if known is not None:
        flag = ast.copy_location(ast.BoolOp(ast.And(), [flag, known]), loop)
    loop.extra_test = flag


def _guarded(statements, lower_one, name):
    """Lower a block; what follows a statement with a jump goes under a test of the flag."""
    made = target = []
    guard = jumped = False
    for statement in statements:
        lowered, jumps = lower_one(statement)
        if guard:
            wrapper = trees.placed(ast.If(_negated(name, statement), [], []), statement)
            wrapper.body = lowered
            target.append(wrapper)
            target = wrapper.body
        else:
            target.extend(lowered)
        guard, jumped = jumps, jumped or jumps
    return made, jumped


def _inside(statement, lower_block):
    """Lower the blocks inside of a statement; say whether one of them jumps."""
    jumped = False
    if not trees.is_scope(statement):
        for owner, field in trees.blocks(statement):
            lowered, jumps = lower_block(getattr(owner, field))
            setattr(owner, field, lowered)
            jumped = jumped or jumps
    return jumped


def _lower_breaks(statements, flag, namer):
    """Return the statements without `break`, and whether there was one for the loop around."""
    made, used = [], False
    for statement in statements:
        if isinstance(statement, ast.Break):
            made += _assign(flag, True, statement)
            made.append(ast.copy_location(ast.Continue(), statement))
            used = True
        elif isinstance(statement, _LOOPS):
            name = namer.new("break_")
            statement.body, inner = _lower_breaks(statement.body, name, namer)
            if inner:
                made += _assign(name, False, statement)
                _test_also(statement, name)
            made.append(statement)
        else:
            inner = _inside(statement, lambda block: _lower_breaks(block, flag, namer))
            used = used or inner
            made.append(statement)
    return made, used


def _lower_continues(statements, flag, namer):
    """Return the statements without `continue`, and whether there was one for the loop around."""

    def lower_one(statement):
        if isinstance(statement, ast.Continue):
            return _assign(flag, True, statement), True
        if isinstance(statement, _LOOPS):
            name = namer.new("continue_")
            body, used = _lower_continues(statement.body, name, namer)
            statement.body = (_assign(name, False, statement.body[0]) if used else []) + body
            return [statement], False
        return [statement], _inside(
            statement, lambda block: _lower_continues(block, flag, namer))

    return _guarded(statements, lower_one, flag)


def _returns_early(statements, inside):
    """Say whether there is a `return` inside of a conditional or a loop."""
    for statement in statements:
        if isinstance(statement, ast.Return) and inside:
            return True
        if trees.is_scope(statement):
            continue
        deeper = inside or isinstance(statement, (ast.If, *_LOOPS))
        if any(_returns_early(getattr(*block), deeper) for block in trees.blocks(statement)):
            return True
    return False


def _lower_returns(function, namer):
    flag, value = namer.new("do_return"), namer.new("retval_")
    start = 1 if ast.get_docstring(function, clean=False) is not None else 0
    head, body = function.body[:start], function.body[start:]
    body, _ = _regrouped(body)
    body, _ = _without_returns(body, flag, value)
    first, last = function.body[start], function.body[-1]
    function.body = [
        *head, *_assign(flag, False, first), *_assign(value, "ag__.UndefinedReturnValue()", first),
        *body, *trees.statements(f"return ag__.ret({value}, {flag})", last),
    ]


def _regrouped(statements):
    """Move what follows a conditional that returns on one side to the other side.

    Then both sides have a value, where a flag would leave one of them undefined.

    Returns:
        The statements, and whether they return for certain.
    """
    for i, statement in enumerate(statements):
        if isinstance(statement, ast.Return):
            return statements[: i + 1] + _regrouped(statements[i + 1 :])[0], True
        if trees.is_scope(statement):
            continue
        certain = {}
        for owner, field in trees.blocks(statement):
            block, certain[field] = _regrouped(getattr(owner, field))
            setattr(owner, field, block)
        rest = statements[i + 1 :]
        if isinstance(statement, ast.If) and (certain["body"] or certain["orelse"]):
            both = certain["body"] and certain["orelse"]
            moved, moved_certain = _regrouped(rest)
            (statement.orelse if certain["body"] else statement.body).extend(moved)
            return statements[: i + 1], both or moved_certain
        if isinstance(statement, (ast.With, ast.AsyncWith)) and certain["body"]:
            return statements[: i + 1] + _regrouped(rest)[0], True
    return statements, False


def _without_returns(statements, flag, value):
    """Return the statements with flags instead of `return`, and whether there was one."""

    def lower_one(statement):
        if isinstance(statement, ast.Return):
            # The value first: where it raises, nothing was returned.
            assign = trees.statements(f"{value} = None", statement)
            if statement.value is not None:
                assign[0].value = statement.value
            return assign + _assign(flag, True, statement), True
        jumped = _inside(statement, lambda block: _without_returns(block, flag, value))
        if jumped and isinstance(statement, _LOOPS):
            _test_also(statement, flag)
        return [statement], jumped

    return _guarded(statements, lower_one, flag)
