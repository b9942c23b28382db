"""The text of a plan: statements to Python source, with values freed after their last use.

What the statements are is decided in `compiler`. Very long plans are cut into several functions,
because Python compiles and runs very long ones badly.
"""

import linecache
import re

BLOCK = 1000
SINGLE_LIMIT = 3000
_VALUE = re.compile(r"\b[vf]\d+\b")


class Statement:
    """One line of a plan: names it sets, names it uses, and the node it stands for."""

    __slots__ = ("code", "op", "sets", "uses")

    def __init__(self, sets, code, op):
        """Make a statement.

        Args:
            sets: the names of values that `code` sets.
            code: one line of Python; values are named v1, v2, ..., fed ones f0, f1, ....
            op: the Operation it stands for, or None.
        """
        self.sets = sets
        self.uses = set(_VALUE.findall(code.partition(" = ")[2] if sets else code))
        self.code = code
        self.op = op


class Source:
    """Generated source under construction, and which line belongs to which node."""

    def __init__(self):
        self.lines = []
        self.ops = {}

    def add(self, line, op=None):
        """Append a line."""
        self.lines.append(line)
        if op is not None:
            self.ops[len(self.lines)] = op

    def text(self):
        """Return the whole text."""
        return "\n".join(self.lines) + "\n"


def compose(arguments, statements, results):
    """Write the function `plan(*arguments)` that runs statements and returns a list.

    Args:
        arguments: names of the fed values.
        statements: list of Statement.
        results: list of expressions to return.

    Returns:
        A Source.
    """
    source = Source()
    returned = set(_VALUE.findall(" ".join(results)))
    if len(statements) <= SINGLE_LIMIT:
        source.add(f"def plan({', '.join(arguments)}):")
        write(source, statements, returned)
    else:
        _write_blocks(source, arguments, statements, returned)
    source.add(f"    return [{', '.join(results)}]")
    return source


class LoopLists:
    """Lines about plain lists in a loop, each with the node that it stands for.

    Attributes:
        before: those before the loop.
        takes: those before each run of the body.
        appends: (function to call, expression to call it with, node) after it.
        ends: those after the loop.
    """

    def __init__(self):
        self.before, self.takes, self.appends, self.ends = [], [], [], []


def compose_loop(variables, scalars, test, goes_on, body, changed, lists):
    """Write the function `plan(*variables)` of a loop, which returns their last values.

    Args:
        variables: names of the variables.
        scalars: names of those that hold numpy's scalars while the loop runs.
        test: list of Statement of the condition.
        goes_on: the expression that says whether the body is run once more.
        body: list of Statement of the body.
        changed: pairs of a variable and the expression for its next value.
        lists: the LoopLists.

    Returns:
        A Source.
    """
    source = Source()
    source.add(f"def plan({', '.join(variables)}):")
    for line, op in lists.before:
        source.add(f"    {line}", op)
    for name in scalars:
        source.add(f"    {name} = {name}[()]")
    source.add("    while True:")
    write(source, test, set(_VALUE.findall(goes_on)), "        ")
    source.add(f"        if not {goes_on}:")
    source.add("            break")
    for line, op in lists.takes:
        source.add(f"        {line}", op)
    values = [value for _, value in changed] + [value for _, value, _ in lists.appends]
    used = set(_VALUE.findall(" ".join(values)))
    write(source, body, used, "        ")
    for call, value, op in lists.appends:
        source.add(f"        {call}({value})", op)
    if changed:
        names = [name for name, _ in changed]
        source.add(f"        {', '.join(names)} = {', '.join(values[: len(changed)])}")
    freed = sorted(name for name in used if name[0] == "v")
    if freed:
        source.add(f"        del {', '.join(freed)}")
    for line, op in lists.ends:
        source.add(f"    {line}", op)
    source.add(f"    return [{', '.join(variables)}]")
    return source


def write(source, statements, keep, indent="    "):
    """Append statements to a Source; all values but those to keep are freed after their use."""
    last = _last_uses(statements)
    for i, statement in enumerate(statements):
        op = statement.op
        note = "" if op is None else f"  # {_printable(op.name)}"
        source.add(f"{indent}{statement.code}{note}", op)
        done = [
            name for name in dict.fromkeys((*statement.sets, *sorted(statement.uses)))
            if last[name] == i and name not in keep and name[0] == "v"
        ]
        if done:
            source.add(f"{indent}del {', '.join(done)}")


def _last_uses(statements):
    last = {}
    for i, statement in enumerate(statements):
        for name in statement.sets:
            last[name] = i
        for name in statement.uses:
            last[name] = i
    return last


def _write_blocks(source, arguments, statements, returned):
    blocks = [statements[i : i + BLOCK] for i in range(0, len(statements), BLOCK)]
    sets = [{name for s in block for name in s.sets} for block in blocks]
    uses = [_free_names(block) for block in blocks]
    later = [set(returned)]
    for used in reversed(uses[1:]):
        later.append(later[-1] | used)
    later.reverse()
    calls = []
    for i, block in enumerate(blocks):
        taken = sorted(uses[i])
        given = sorted(sets[i] & later[i])
        source.add(f"def block_{i}({', '.join(taken)}):")
        # Values that came from outside are freed by `plan`, which holds them anyway.
        write(source, block, set(given) | set(taken))
        source.add(f"    return [{', '.join(given)}]")
        source.add("")
        call = f"block_{i}({', '.join(taken)})"
        calls.append(Statement(given, f"[{', '.join(given)}] = {call}" if given else call, None))
    source.add(f"def plan({', '.join(arguments)}):")
    write(source, calls, returned)


def _free_names(block):
    """The names that a block uses before it sets them."""
    free, known = set(), set()
    for statement in block:
        free |= statement.uses - known
        known.update(statement.sets)
    return free


def _printable(name):
    return name.encode("ascii", "backslashreplace").decode().replace("\n", "\\n").replace(
        "\r", "\\r")


def load(source, namespace, name):
    """Compile a Source and return its function `plan`; tracebacks and debuggers show the text.

    Args:
        source: the Source.
        namespace: dict that becomes the globals.
        name: what to call it in tracebacks.
    """
    filename = f"<tfcompat plan {name}>"
    text = source.text()
    namespace["__plan_lines__"] = source.ops
    exec(compile(text, filename, "exec"), namespace)
    # A size and no time: linecache then never checks for a file.
    linecache.cache[filename] = (len(text), None, text.splitlines(True), filename)
    return namespace["plan"]


def forget(filename):
    """Drop the text of a plan that is gone."""
    linecache.cache.pop(filename, None)
