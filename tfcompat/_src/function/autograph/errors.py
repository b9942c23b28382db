"""The frame around errors of converted code: "in user code:" and the user's own lines.

Every converted call that an error passes adds its line; where the error leaves AutoGraph, it is
made
anew with all of them in its message.
"""

import linecache
import os
import traceback
from typing import NamedTuple

from tfcompat._src.base import errors

_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_PACKAGE = _HERE.partition(os.sep + "_src" + os.sep)[0] + os.sep
_MACHINERY = (_HERE + "calls.py", _HERE + "api.py")  # who they call ran as it is
_SIMPLE = (
    AssertionError, AttributeError, NameError, NotImplementedError, RuntimeError, StopIteration,
    TypeError, UnboundLocalError, ValueError,
)
_NOTE = "ag_error_metadata"


class AutoGraphError(Exception):
    """Base of the errors of AutoGraph itself."""


class ConversionError(AutoGraphError):
    """A function cannot be converted."""


class StagingError(AutoGraphError):
    """Stands for an error whose class cannot be made anew with a longer message."""


class UnsupportedLanguageElementError(AutoGraphError, NotImplementedError):
    """A function uses something that is left to Python."""


class InaccessibleSourceCodeError(AutoGraphError, ValueError):
    """The source of a function cannot be had."""


class _MultilineKeyError(KeyError):
    """A KeyError that shows its message as it is."""

    def __init__(self, message, key):
        super().__init__(key)
        self._message = message

    def __str__(self):
        return self._message


_MultilineKeyError.__name__ = "KeyError"


_OWN = (
    AutoGraphError, ConversionError, StagingError, errors.InaccessibleTensorError,
    errors.OperatorNotAllowedInGraphError, errors.UnsupportedError,
)


class Owner(NamedTuple):
    """What of the user's a piece of converted code was made from.

    Attributes:
        name: the name of the function it stands in.
        line, text: the one line that stands for it all, where that is so.
    """

    name: str
    line: int | None = None
    text: str | None = None


class _Frame(NamedTuple):
    filename: str
    line: int
    function: str
    mark: str  # "  *" in converted code, "  **" where code ran as it is, nothing deeper inside
    source: str | None = None

    def text(self):
        source = self.source or linecache.getline(self.filename, self.line).strip() \
            or "<source unavailable>"
        place = f'    File "{self.filename}", line {self.line}, in {self.function}{self.mark}'
        return f"{place}\n        {source}"


class _Note:
    """What is known of an error: its frames, innermost first, and what it said itself."""

    def __init__(self, frames, cause):
        self.frames = frames
        self.cause = cause

    def shown(self):
        """The user's frames, outermost first, as text."""
        return [frame.text() for frame in reversed(self.frames)
                if not frame.filename.startswith((_PACKAGE, "<tfcompat"))]

    def message(self):
        shown = self.shown()
        cause = "\n".join("    " + line for line in self.cause.split("\n"))
        return "\n".join(["in user code:", "", *shown, "", cause, ""])


def note(error, functions):
    """Note on an error the line of a converted function that it passed.

    Args:
        error: the error, being handled in the function that called the converted one.
        functions: {code object: Owner} of the converted function.
    """
    if hasattr(error, "ag_pass_through"):
        return
    frames = _frames(error.__traceback__.tb_next, functions)
    known = getattr(error, _NOTE, None)
    if known is None:
        setattr(error, _NOTE, _Note(frames, f"{type(error).__name__}: {error}"))
    else:
        setattr(error, _NOTE, _Note(known.frames + frames[-1:], known.cause))


def _frames(tracebacks, functions):
    """Return the frames from the innermost out to the first in the converted function."""
    found = []
    for frame, line in reversed(list(traceback.walk_tb(tracebacks))):
        code = frame.f_code
        owner = functions.get(code)
        if owner is not None:
            line = owner.line or line
            return [*found, _Frame(code.co_filename, line, owner.name, "  *", owner.text)]
        if code.co_filename in _MACHINERY:
            if found:
                found[-1] = found[-1]._replace(mark="  **")
        else:
            found.append(_Frame(code.co_filename, line, code.co_name, ""))
    return found


def framed(error):
    """Return the error to raise for one that passed converted code, or None for any other."""
    known = getattr(error, _NOTE, None)
    if known is None or not known.shown():  # it passed nothing of the user's
        return None
    made = _remade(error, known)
    made.__suppress_context__ = True
    setattr(made, _NOTE, known)
    return made.with_traceback(error.__traceback__)


def _remade(error, known):
    kind, message = type(error), known.message()
    if isinstance(error, errors.OpError) and kind is not errors.OpError:
        return kind(error.node_def, error.op, message)
    if kind in _OWN or kind in _SIMPLE or kind.__init__ is Exception.__init__:
        return kind(message)
    if kind is KeyError:
        return _MultilineKeyError(message, known.cause)
    return StagingError(message)
