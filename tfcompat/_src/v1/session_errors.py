"""How sessions put errors of operations: with the node, and where it was made."""

import re

from tfcompat._src.base import errors
from tfcompat._src.plan import frames

_NODE = re.compile(r"Graph execution error:\n\nDetected at node (.*?) defined at ")


def explained(error, graph):
    """Return the error of a plan as a session raises it."""
    found = _NODE.match(error.message)
    op = None if found is None else graph._by_name.get(found[1])
    cause = error.__context__
    if op is None or not isinstance(cause, errors.OpError):
        return error
    _, sentence = frames.sentence(cause, op)
    stack = "".join(f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
                    for frame in op.traceback)
    indented = "".join(f"  {line}\n" for line in stack.splitlines())
    message = (
        f"Graph execution error:\n\nDetected at node {op.name!r} defined at (most recent call "
        f"last):\n{indented}Node: {op.name!r}\n{sentence}\n\t [[{{{{node {op.name}}}}}]]"
    )
    return type(error)(op.node_def, op, message)
