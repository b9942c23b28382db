"""The error classes: their two forms, codes, pickling and text."""

import pickle
import traceback
import types

import pytest

from tfcompat._src.base import errors

CODES = {
    "CancelledError": 1, "UnknownError": 2, "InvalidArgumentError": 3, "DeadlineExceededError": 4,
    "NotFoundError": 5, "AlreadyExistsError": 6, "PermissionDeniedError": 7,
    "ResourceExhaustedError": 8, "FailedPreconditionError": 9, "AbortedError": 10,
    "OutOfRangeError": 11, "UnimplementedError": 12, "InternalError": 13, "UnavailableError": 14,
    "DataLossError": 15, "UnauthenticatedError": 16,
}


@pytest.mark.parametrize("name, code", CODES.items())
def test_a_class_knows_its_code_and_a_code_its_class(name, code):
    cls = getattr(errors, name)

    assert issubclass(cls, errors.OpError)
    assert cls(None, None, "why").error_code == code
    assert errors.exception_type_from_error_code(code) is cls
    assert errors.error_code_from_exception_type(cls) == code


def test_the_constants_are_the_codes_of_the_classes():
    constants = {name: value for name, value in vars(errors).items()
                 if name.isupper() and not name.startswith("_")}

    assert constants.pop("OK") == 0
    assert sorted(constants.values()) == sorted(CODES.values())
    assert constants["INVALID_ARGUMENT"] == 3
    assert constants["UNAUTHENTICATED"] == 16


@pytest.mark.parametrize("code", [0, 17, 99, -1])
def test_a_code_without_a_class_is_a_key_error(code):
    with pytest.raises(KeyError):
        errors.exception_type_from_error_code(code)


def test_asking_a_foreign_class_for_its_code_warns():
    with pytest.warns(UserWarning, match="^Unknown class exception$"):
        assert isinstance(errors.error_code_from_exception_type(ValueError), errors.UnknownError)


def test_one_argument_is_an_unframed_sentence():
    error = errors.InvalidArgumentError("x must be positive")

    assert not error.framed
    assert (error.message, str(error)) == ("x must be positive", "x must be positive")
    assert (error.node_def, error.op, error.error_code) == (None, None, 3)


def test_three_arguments_are_a_framed_message():
    error = errors.InvalidArgumentError("node", None, "message", {"key": b"detail"})

    assert error.framed
    assert (error.node_def, error.message) == ("node", "message")
    assert error.experimental_payloads == {"key": b"detail"}
    assert errors.InvalidArgumentError(None, None, message="by keyword").message == "by keyword"


def test_two_arguments_are_one_too_few():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'message'"):
        errors.InvalidArgumentError(None, None)


@pytest.mark.parametrize("error", [
    errors.NotFoundError("sentence"), errors.NotFoundError(None, None, "message"),
    errors.OpError(None, None, "message", 7)])
def test_pickling_keeps_an_error(error):
    copied = pickle.loads(pickle.dumps(error))

    assert type(copied) is type(error)
    assert (copied.message, copied.error_code, copied.framed) == (
        error.message, error.error_code, error.framed)


def test_the_relatives_are_what_python_code_expects_to_catch():
    assert issubclass(errors.OperatorNotAllowedInGraphError, TypeError)
    assert issubclass(errors.InaccessibleTensorError, ValueError)
    assert issubclass(errors.UnsupportedError, NotImplementedError)


def operation(name, lines, origin=None):
    frames = [traceback.FrameSummary("f.py", line, "g", line=f"x={line}") for line in lines]
    return types.SimpleNamespace(name=name, traceback=frames, _original_op=origin)


def test_the_text_of_an_error_with_an_operation_shows_where_that_was_made():
    origin = operation("origin", [1, 2, 3, 4, 9])
    error = errors.InternalError(None, operation("op", [1, 2, 3, 4, 5], origin), "broken")

    assert str(error) == """broken

Original stack trace for 'op':
  File "f.py", line 1, in g
    x=1
  File "f.py", line 2, in g
    x=2
  File "f.py", line 3, in g
    x=3
  File "f.py", line 4, in g
    x=4
  File "f.py", line 5, in g
    x=5

...which was originally created as op 'origin', defined at:
  File "f.py", line 1, in g
    x=1
[elided 2 identical lines from previous traceback]
  File "f.py", line 4, in g
    x=4
  File "f.py", line 9, in g
    x=9
"""


def test_a_traceback_wholly_shown_before_is_cut_to_its_first_line():
    error = errors.InternalError(None, operation("op", [1, 2], operation("origin", [1, 2])), "no")

    assert str(error).endswith('defined at:\n  File "f.py", line 1, in g\n    x=1\n')


def test_tracebacks_with_no_common_start_are_shown_whole():
    error = errors.InternalError(None, operation("op", [1], operation("origin", [2, 3])), "no")

    assert str(error).endswith("    x=2\n" + '  File "f.py", line 3, in g\n    x=3\n')
