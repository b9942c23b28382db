"""The frame around errors that a user's function raises while it is traced: "in user code:".

The class and sentence stay; the message tells the user's own lines, the library's left out.
"""

import os
import traceback

from tfcompat._src.base import errors

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))) + os.sep
_SIMPLE = (
    AssertionError, AttributeError, NameError, NotImplementedError, RuntimeError, StopIteration,
    TypeError, UnboundLocalError, ValueError,
)


def call(function, args, kwargs):
    """Call `function`; its errors come out with the user's lines in the message.

    Raises:
        Exception: of the class that the function raised.
    """
    try:
        return function(*args, **kwargs)
    except Exception as error:
        framed = _framed(error)
        if framed is None:
            raise
        raise framed from None


def _framed(error):
    if getattr(error, "_tfcompat_user_frame", False):
        return None
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _is_user(f)]
    if not frames:
        return None
    name = type(error).__name__
    message = f"in user code:\n\n{_lines(frames)}\n    {name}: {error}\n"
    return _rebuilt(error, message)


def _rebuilt(error, message):
    if isinstance(error, errors.OpError):
        framed = type(error)(error.node_def, error.op, message)
    elif type(error) in _SIMPLE:
        framed = type(error)(message)
    else:
        return None
    framed._tfcompat_user_frame = True
    return framed.with_traceback(error.__traceback__)


def _is_user(frame):
    """Say whether a frame is the user's, with source to show; TensorFlow frames no others."""
    return bool(frame.line) and not frame.filename.startswith((_PACKAGE, "<tfcompat"))


def _lines(frames):
    text = ""
    for frame in frames:
        text += f'    File "{frame.filename}", line {frame.lineno}, in {frame.name}  *\n'
        text += f"        {frame.line}\n"
    return text
