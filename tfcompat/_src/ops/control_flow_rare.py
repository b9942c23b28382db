"""Control flow that hardly any graph has: counted loops, parameters that nobody looks at, the end.

The ops that graphs have are in `control_flow`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import AbortedError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op, shape_functions


@op("""
    For(start: int32, limit: int32, delta: int32, input: T) -> output: T
        T: list(type) >= 0
        body: func
""", host=("start", "limit", "delta"))
def for_(xp, start, limit, delta, input, *, body):
    """Call a function of a counter and values again and again, with the values it returns.

    Shapes:
        start, limit, delta: []
        input: any
        output: what `body` returns
    Errors:
        InvalidArgumentError: the counter would never get to the limit.
    Source: tf.raw_ops.For
    """
    for name, value in (("start", start), ("limit", limit), ("delta", delta)):
        if value.ndim:
            raise InvalidArgumentError(f"{name} must be a scalar, but {shown(value.shape)}")
    first, last, step = int(start), int(limit), int(delta)
    if (step > 0 and first > last) or (step < 0 and first < last) or (not step and first != last):
        raise InvalidArgumentError(f"Invalid start/limit/delta: {first} {last} {step}")
    values = list(input)
    for i in range(first, last, step or 1):
        values = body(xp.asarray(i, xp.int32), *values)
    return values


for_.shape(shape_functions.unknown)


@op("""
    FakeParam() -> output: dtype
        dtype: type
        shape: shape
""")
def fake_param(xp, *, dtype, shape):
    """Return a tensor in place of one that is never looked at.

    Shapes:
        output: `shape`, with no elements where it is not known
    Source: tf.raw_ops.FakeParam
    """
    sizes = tuple(shape.as_list()) if shape.is_fully_defined() else (0,) * (shape.rank or 1)
    zero = b"" if dtype is dtypes.string else 0
    return xp.full(sizes, zero, dtypes.numpy_dtype(dtype))


@fake_param.shape
def fake_param_shape(c):
    return [c.attr("shape")]


@op("""
    Abort() -> ()
        error_msg: string = ""
        exit_without_error: bool = false
""")
def abort(xp, *, error_msg, exit_without_error):
    """Raise an error; TensorFlow would end the process.

    Errors:
        AbortedError: always, unless `exit_without_error` asks for `SystemExit`.
    Source: tf.raw_ops.Abort
    """
    if exit_without_error:
        raise SystemExit(0)
    raise AbortedError(f"Abort_op intentional failure; {error_msg.decode()}")


@abort.shape
def abort_shape(c):
    return [TensorShape(None)] * c.outputs
