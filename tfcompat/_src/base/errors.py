"""The error classes: the `tf.errors` family, and the few others that tensor code raises.

Here: `OpError` and its subclasses, their integer codes, and the two `TypeError`/`ValueError`
relatives that a graph under construction raises. Not here: the frames put around a kernel's
sentence (eager dispatch, tracing and plans each add their own), and the sentences themselves,
which belong to the op that raises them.
"""

from __future__ import annotations

import traceback
import warnings
from typing import Any

OK = 0
CANCELLED = 1
UNKNOWN = 2
INVALID_ARGUMENT = 3
DEADLINE_EXCEEDED = 4
NOT_FOUND = 5
ALREADY_EXISTS = 6
PERMISSION_DENIED = 7
RESOURCE_EXHAUSTED = 8
FAILED_PRECONDITION = 9
ABORTED = 10
OUT_OF_RANGE = 11
UNIMPLEMENTED = 12
INTERNAL = 13
UNAVAILABLE = 14
DATA_LOSS = 15
UNAUTHENTICATED = 16

_ABSENT: Any = object()


class UnsupportedError(NotImplementedError):
    """TensorFlow has it and this library does not yet; the message names the thing."""


class OperatorNotAllowedInGraphError(TypeError):
    """A symbolic tensor was used where Python needs a value (`if`, `for`, `bool`).

    >>> issubclass(tf.errors.OperatorNotAllowedInGraphError, TypeError)
    True
    """


class InaccessibleTensorError(ValueError):
    """A symbolic tensor was used outside the function or branch that made it."""


class OpError(Exception):
    """The base class of everything an op can fail with.

    There are two forms. The TensorFlow form carries a complete message. The one-argument form is
    an
    *unframed* sentence: kernels raise it, and whoever called the kernel adds the frame.

    >>> error = tf.errors.InvalidArgumentError(None, None, "x must be positive [Op:Foo]")
    >>> error.message, error.error_code, error.framed
    ('x must be positive [Op:Foo]', 3, True)
    >>> tf.errors.InvalidArgumentError("x must be positive").framed
    False

    Args:
        node_def: The NodeDef of the op that failed, or None; in the short form, the sentence.
        op: The Operation that failed, or None.
        message: What happened.
        error_code: One of the integer codes of this module.
        *args: At most a dictionary of details, kept as `experimental_payloads`.
    """

    def __init__(self, node_def, op=_ABSENT, message=_ABSENT, error_code=UNKNOWN, *args):
        super().__init__()
        self.framed = message is not _ABSENT
        if not self.framed:
            if op is not _ABSENT:
                raise TypeError(f"{type(self).__name__}.__init__() missing 1 required positional "
                                "argument: 'message'")
            node_def, op, message = None, None, node_def
        self._node_def = node_def
        self._op = op
        self._message = message
        self._error_code = error_code
        self._experimental_payloads = args[0] if args else {}

    def __reduce__(self):
        if not self.framed:
            return type(self), (self._message,)
        parts = (self._node_def, self._op, self._message)
        return type(self), parts if isinstance(self, _CodedError) else (*parts, self._error_code)

    @property
    def message(self):
        """What happened, as text."""
        return self._message

    @property
    def op(self):
        """The Operation that failed, where it is known (never in eager execution)."""
        return self._op

    @property
    def error_code(self):
        """The integer code of the kind of failure."""
        return self._error_code

    @property
    def node_def(self):
        """The NodeDef of the op that failed, where it is known."""
        return self._node_def

    @property
    def experimental_payloads(self):
        """A dictionary of details about the failure."""
        return self._experimental_payloads

    def __str__(self):
        if self._op is None:
            return self._message
        lines = traceback.format_list(getattr(self._op, "traceback", None) or [])
        text = [f"{self._message}\n\nOriginal stack trace for {self._op.name!r}:\n", *lines]
        origin = getattr(self._op, "_original_op", None)
        while origin is not None:
            text.append(f"\n...which was originally created as op {origin.name!r}, defined at:\n")
            previous, lines = lines, traceback.format_list(getattr(origin, "traceback", None) or
            [])
            text.extend(_without_common_start(lines, previous))
            origin = getattr(origin, "_original_op", None)
        return "".join(text)


def _without_common_start(lines, previous):
    """The traceback `lines` of an originating op, less the outer calls already shown."""
    same = 0
    while same < min(len(lines), len(previous)) and lines[same] == previous[same]:
        same += 1
    if same < 2:
        return lines
    if same == len(lines):
        return lines[:1]
    # The first and the last shared line stay, so that the reader sees where the two part.
    note = f"[elided {same - 2} identical lines from previous traceback]\n"
    return [lines[0], note, *lines[same - 1:]]


class _CodedError(OpError):
    """What the public subclasses share: the code comes from the class, not from the caller."""

    _code = UNKNOWN

    def __init__(self, node_def, op=_ABSENT, message=_ABSENT, *args):
        super().__init__(node_def, op, message, self._code, *args)


class CancelledError(_CodedError):
    """The operation was cancelled before it finished.

    >>> tf.errors.CancelledError(None, None, "why").error_code
    1
    """

    _code = CANCELLED


class UnknownError(_CodedError):
    """Something failed and nothing more is known.

    >>> tf.errors.UnknownError(None, None, "why").error_code
    2
    """

    _code = UNKNOWN


class InvalidArgumentError(_CodedError):
    """An op got a value, shape or attribute that it cannot work with.

    >>> tf.errors.InvalidArgumentError(None, None, "why").error_code
    3
    """

    _code = INVALID_ARGUMENT


class DeadlineExceededError(_CodedError):
    """Time ran out before the operation finished.

    >>> tf.errors.DeadlineExceededError(None, None, "why").error_code
    4
    """

    _code = DEADLINE_EXCEEDED


class NotFoundError(_CodedError):
    """A file, key, resource or table entry that was asked for does not exist.

    >>> tf.errors.NotFoundError(None, None, "why").error_code
    5
    """

    _code = NOT_FOUND


class NoKernelError(NotFoundError):
    """Raised by kernels for dtypes that TensorFlow has no kernel for; users get other words.

    Args:
        kernels: the lines that tell what kernels there are.
    """

    def __init__(self, kernels):
        super().__init__("There is no kernel for these dtypes.")
        self.kernels = kernels


class AlreadyExistsError(_CodedError):
    """What was to be created is there already.

    >>> tf.errors.AlreadyExistsError(None, None, "why").error_code
    6
    """

    _code = ALREADY_EXISTS


class PermissionDeniedError(_CodedError):
    """The caller may not do this, such as read this file.

    >>> tf.errors.PermissionDeniedError(None, None, "why").error_code
    7
    """

    _code = PERMISSION_DENIED


class ResourceExhaustedError(_CodedError):
    """Memory, disk or a quota is used up.

    >>> tf.errors.ResourceExhaustedError(None, None, "why").error_code
    8
    """

    _code = RESOURCE_EXHAUSTED


class FailedPreconditionError(_CodedError):
    """The system is not in the state that the op needs, such as a variable without a value.

    >>> tf.errors.FailedPreconditionError(None, None, "why").error_code
    9
    """

    _code = FAILED_PRECONDITION


class AbortedError(_CodedError):
    """The operation was given up, usually because another one got in its way.

    >>> tf.errors.AbortedError(None, None, "why").error_code
    10
    """

    _code = ABORTED


class OutOfRangeError(_CodedError):
    """An iteration went past the end, such as a reader past its last record.

    >>> tf.errors.OutOfRangeError(None, None, "why").error_code
    11
    """

    _code = OUT_OF_RANGE


class UnimplementedError(_CodedError):
    """The op exists but has no implementation for these types or values.

    >>> tf.errors.UnimplementedError(None, None, "why").error_code
    12
    """

    _code = UNIMPLEMENTED


class InternalError(_CodedError):
    """An invariant inside the runtime was broken.

    >>> tf.errors.InternalError(None, None, "why").error_code
    13
    """

    _code = INTERNAL


class UnavailableError(_CodedError):
    """The service is not there right now; trying again may help.

    >>> tf.errors.UnavailableError(None, None, "why").error_code
    14
    """

    _code = UNAVAILABLE


class DataLossError(_CodedError):
    """Stored data is lost or damaged, such as a checkpoint with a wrong checksum.

    >>> tf.errors.DataLossError(None, None, "why").error_code
    15
    """

    _code = DATA_LOSS


class UnauthenticatedError(_CodedError):
    """The caller did not prove who it is.

    >>> tf.errors.UnauthenticatedError(None, None, "why").error_code
    16
    """

    _code = UNAUTHENTICATED


_TYPE_BY_CODE = {cls._code: cls for cls in _CodedError.__subclasses__()}
_CODE_BY_TYPE = {cls: code for code, cls in _TYPE_BY_CODE.items()}


def exception_type_from_error_code(error_code):
    """The error class that stands for an integer code.

    >>> import tfcompat as tf
    >>> tf.compat.v1.errors.exception_type_from_error_code(5).__name__
    'NotFoundError'

    Args:
        error_code: An integer, 1 to 16.

    Returns:
        A subclass of `OpError`.

    Raises:
        KeyError: No class stands for this code.
    """
    return _TYPE_BY_CODE[error_code]


def error_code_from_exception_type(cls):
    """The integer code that an error class stands for.

    >>> import tfcompat as tf
    >>> tf.compat.v1.errors.error_code_from_exception_type(tf.errors.DataLossError)
    15

    Args:
        cls: A subclass of `OpError` from this module.

    Returns:
        The code. For any other class TensorFlow warns and hands back an `UnknownError` instance,
        and so do we.
    """
    if cls in _CODE_BY_TYPE:
        return _CODE_BY_TYPE[cls]
    warnings.warn("Unknown class exception", stacklevel=2)
    return UnknownError(None, None, "Unknown class exception")
