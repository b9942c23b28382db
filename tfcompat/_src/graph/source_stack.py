"""Where user code made a node: a cheap note of the calling frames, made readable on demand.

Frames of this package are left out, as TensorFlow leaves out its own.
"""

import os
import sys
import traceback

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))) + os.sep
_ours = {}
_names = {}  # of code objects that stand in for (a part of) a function of the user's


def capture():
    """Return (code, line) of the user's frames below the caller, innermost first."""
    frame = sys._getframe(1)
    found = []
    while frame is not None:
        code = frame.f_code
        ours = _ours.get(code)
        if ours is None:
            ours = _ours[code] = code.co_filename.startswith(_PACKAGE)
        if not ours:
            found.append((code, frame.f_lineno))
        frame = frame.f_back
    return found


def rename(names):
    """Show code objects under other names: those of the functions they were made from."""
    _names.update(names)


def summaries(stack):
    """Return a list of FrameSummary, outermost first, of what `capture` returned (or None)."""
    return [
        traceback.FrameSummary(code.co_filename, line, _name(code), lookup_line=False)
        for code, line in reversed(stack or ())
    ]


def text(stack):
    """Return the stack in the form in which TensorFlow shows it in graph execution errors."""
    if not stack:
        return "<stack traces unavailable>\n"
    return "".join(
        f'  File "{code.co_filename}", line {line}, in {_name(code)}\n\n'
        for code, line in reversed(stack)
    )


def _name(code):
    return _names.get(code, code.co_name)
