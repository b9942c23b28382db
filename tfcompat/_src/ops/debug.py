"""Assertions and printing."""

import itertools
import sys

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import summaries
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op


@op("""
    Assert(condition: bool, data: T) -> ()
        T: list(type) >= 1
        summarize: int = 3
""", stateful=True, host=("condition",))
def assert_(xp, condition, data, *, summarize):
    """Fail unless a condition holds, showing some tensors.

    Shapes:
        condition: []
        data: any
    Errors:
        InvalidArgumentError: the condition does not hold, or is no scalar.
    Source: tf.raw_ops.Assert
    """
    if condition.ndim:
        raise InvalidArgumentError(f"In[0] should be a scalar: {shown(condition.shape)}")
    if not condition:
        values = " ".join([f"[{summaries.summary(value, summarize)}]" for value in data])
        raise InvalidArgumentError(f"assertion failed: {values}")


@assert_.shape
def assert_shape(c):
    return []


no_gradient(assert_, "it has no outputs")


@op("""
    Print(input: T, data: U) -> output: T
        T: type
        U: list(type) >= 0
        message: string = ""
        first_n: int = -1
        summarize: int = 3
""", stateful=True, state=itertools.count)
def print_(
    xp, input, data, *, message, first_n, summarize, state=None  # noqa: A002 - TensorFlow's name
):
    """Print some tensors to the standard error and hand on another.

    Shapes:
        input, output: any, the same
        data: any
    Source: tf.raw_ops.Print
    """
    if first_n >= 0 and state is not None and next(state) >= first_n:
        return input
    values = "".join([f"[{summaries.summary(value, summarize)}]" for value in data])
    _write(sys.stderr, f"{message.decode('utf-8', 'replace')}{values}\n")
    return input


@print_.shape
def print_shape(c):
    return [c["input"]]


@print_.gradient
def print_gradient(op, dy):
    return [dy] + [None] * (len(op.inputs) - 1)


_STREAMS = ("stdout", "stderr", "log(info)", "log(warning)", "log(error)")


@op("""
    PrintV2(input: string) -> ()
        output_stream: string = "stderr"
        end: string = "\\n"
""", stateful=True)
def print_v2(xp, input, *, output_stream, end):  # noqa: A002
    """Print a string.

    Shapes:
        input: []
    Errors:
        InvalidArgumentError: the input is no scalar, or the stream is unknown.
    Source: tf.raw_ops.PrintV2
    """
    if input.ndim:
        raise InvalidArgumentError(f"Input is expected to be scalar, but got {shown(input.shape)}")
    text = (input.item() + end).decode("utf-8", "replace")
    stream = output_stream.decode("utf-8", "replace")
    if stream.startswith("file://"):
        with open(stream[7:], "a", encoding="utf-8") as file:
            file.write(text)
    elif stream in _STREAMS:
        _write(sys.stdout if stream == "stdout" else sys.stderr, text)
    else:
        raise InvalidArgumentError(
            f"Unknown output stream: {stream}, Valid streams are: {' '.join(_STREAMS)}"
        )


def _write(file, text):
    file.write(text)
    file.flush()


@print_v2.shape
def print_v2_shape(c):
    if c["input"].rank not in (None, 0):
        raise ValueError(f"input must be a scalar, but has rank: {c['input'].rank}")
    return []


no_gradient(print_v2, "it has no outputs")
