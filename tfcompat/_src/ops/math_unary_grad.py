"""Backward kernels of elementwise functions whose gradient is best told by the function's result.

The functions are in `math_unary.py`, `special.py` (Sigmoid) and `trigonometry.py` (Tanh).
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops.gradient_parts import conj
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged


def _paired(y, dy):
    """Return `dy` in the shape of `y`, having checked that there are as many elements."""
    if y.size != dy.size:
        raise InvalidArgumentError(
            "The two arguments to a cwise op must have same number of elements, got "
            f"{y.size} and {dy.size}"
        )
    return dy.reshape(y.shape)


def _zero_where_zero(xp, dy, z):
    """Return `z`, but zero where `dy` is zero, even where `z` is not a number there."""
    zero = dy.dtype.type(0)
    return xp.where(dy == zero, zero, z)


@op("""
    SqrtGrad(y: T, dy: T) -> z: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def sqrt_grad(xp, y, dy):
    """Return the gradient of Sqrt: dy / 2 / conj(y), zero where `dy` is zero.

    Shapes:
        y, dy, z: any, equal
    Errors:
        InvalidArgumentError: the inputs differ in the number of their elements.
    Source: tf.raw_ops.SqrtGrad
    """
    dy = _paired(y, dy)
    half = dy.dtype.type(0.5)
    return _zero_where_zero(xp, dy, dy * (half / xp.conjugate(y)))


sqrt_grad.shape(unchanged)


@sqrt_grad.gradient
def sqrt_grad_gradient(op, dz):
    share = raw.RealDiv(dz, op.inputs[0])
    return [
        raw.Mul(raw.Neg(conj(share)), op.outputs[0]) if op.needs(0) else None,
        raw.Mul(share, 0.5) if op.needs(1) else None,
    ]


@op("""
    RsqrtGrad(y: T, dy: T) -> z: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def rsqrt_grad(xp, y, dy):
    """Return the gradient of Rsqrt: -dy / 2 * conj(y)^3, zero where `dy` is zero.

    Shapes:
        y, dy, z: any, equal
    Errors:
        InvalidArgumentError: the inputs differ in the number of their elements.
    Source: tf.raw_ops.RsqrtGrad
    """
    dy = _paired(y, dy)
    y = xp.conjugate(y)
    return _zero_where_zero(xp, dy, dy * (dy.dtype.type(-0.5) * y) * (y * y))


rsqrt_grad.shape(unchanged)


@rsqrt_grad.gradient
def rsqrt_grad_gradient(op, dz):
    y, dy = conj(op.inputs[0]), op.inputs[1]
    first = None
    if op.needs(0):
        first = raw.Mul(raw.Mul(raw.Mul(conj(dz), -1.5), dy), raw.Square(y))
    return [first, raw.RsqrtGrad(y, dz) if op.needs(1) else None]


@op("""
    ReciprocalGrad(y: T, dy: T) -> z: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def reciprocal_grad(xp, y, dy):
    """Return the gradient of Reciprocal: -dy * conj(y)^2, zero where `dy` is zero.

    Shapes:
        y, dy, z: any, equal
    Errors:
        InvalidArgumentError: the inputs differ in the number of their elements.
    Source: tf.raw_ops.ReciprocalGrad
    """
    dy = _paired(y, dy)
    y = xp.conjugate(y)
    return _zero_where_zero(xp, dy, -(y * y) * dy)


reciprocal_grad.shape(unchanged)


@reciprocal_grad.gradient
def reciprocal_grad_gradient(op, dz):
    y, dy = conj(op.inputs[0]), op.inputs[1]
    first = raw.Mul(raw.Mul(raw.Mul(conj(dz), -2.0), dy), y) if op.needs(0) else None
    return [first, raw.ReciprocalGrad(y, dz) if op.needs(1) else None]


@op("""
    InvGrad(y: T, dy: T) -> z: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def inv_grad(xp, y, dy):
    """Return the gradient of Inv, as ReciprocalGrad does.

    Shapes:
        y, dy, z: any, equal
    Errors:
        InvalidArgumentError: the inputs differ in the number of their elements.
    Source: tf.raw_ops.InvGrad
    """
    return reciprocal_grad(xp, y, dy)


inv_grad.shape(unchanged)


@inv_grad.gradient
def inv_grad_gradient(op, dz):
    return reciprocal_grad_gradient(op, dz)


@op("""
    SigmoidGrad(y: T, dy: T) -> z: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def sigmoid_grad(xp, y, dy):
    """Return the gradient of Sigmoid: dy * y * (1 - y).

    Shapes:
        y, dy, z: any, equal
    Errors:
        InvalidArgumentError: the inputs differ in the number of their elements.
    Source: tf.raw_ops.SigmoidGrad
    """
    dy = _paired(y, dy)
    return dy * (y * (y.dtype.type(1) - y))


sigmoid_grad.shape(unchanged)


@sigmoid_grad.gradient
def sigmoid_grad_gradient(op, dz):
    y, dy = conj(op.inputs[0]), conj(op.inputs[1])
    first = None
    if op.needs(0):
        share = raw.Mul(dz, dy)
        first = raw.Sub(share, raw.Mul(raw.Mul(share, 2.0), y))
    return [first, raw.SigmoidGrad(y, dz) if op.needs(1) else None]


@op("""
    TanhGrad(y: T, dy: T) -> z: T
        T: {bfloat16, half, float, double, complex64, complex128}
""")
def tanh_grad(xp, y, dy):
    """Return the gradient of Tanh: dy * (1 - y^2).

    Shapes:
        y, dy, z: any, equal
    Errors:
        InvalidArgumentError: the inputs differ in the number of their elements.
    Source: tf.raw_ops.TanhGrad
    """
    dy = _paired(y, dy)
    return dy * (y.dtype.type(1) - y * y)


tanh_grad.shape(unchanged)


@tanh_grad.gradient
def tanh_grad_gradient(op, dz):
    y, dy = conj(op.inputs[0]), conj(op.inputs[1])
    first = raw.Mul(raw.Mul(raw.Mul(dz, -2.0), dy), y) if op.needs(0) else None
    return [first, raw.TanhGrad(y, dz) if op.needs(1) else None]
