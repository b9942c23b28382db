"""Checks that floats are finite."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.registry import op, shape_functions


@op("""
    CheckNumerics(tensor: T) -> output: T
        T: {bfloat16, half, float, double}
        message: string
""", stateful=True)
def check_numerics(xp, tensor, *, message):
    """Pass a tensor on, unless it has an infinite element or a NaN.

    Shapes:
        tensor, output: any, the same
    Errors:
        InvalidArgumentError: an element is infinite or NaN.
    Source: tf.raw_ops.CheckNumerics
    """
    if not xp.isfinite(tensor).all():
        found = [
            name for name, there in (("Inf", xp.isinf(tensor)), ("NaN", xp.isnan(tensor)))
            if there.any()
        ]
        raise InvalidArgumentError(
            f"{message.decode('utf-8', 'replace')} : Tensor had {' and '.join(found)} values"
        )
    return tensor


check_numerics.shape(shape_functions.unchanged)


@check_numerics.gradient
def check_numerics_gradient(op, dy):
    message = b"Not a number (NaN) or infinity (Inf) values detected in gradient. "
    return raw.CheckNumerics(dy, message=message + op.attr("message"))
