"""Backward kernels of activation functions, as TensorFlow's training graphs contain them.

Each takes the incoming gradients first, then what the forward op had in or gave out. The forward
ops are in `nn_activation`.
"""

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import op

_SELU_SCALE = 1.0507009873554805
_SELU_SCALE_ALPHA = 1.7580993408473768


def _check_same(op_name, gradients, other):
    """Check that both inputs have the same shape."""
    if gradients.shape != other.shape:
        raise errors.InvalidArgumentError(
            f"Inputs to operation {op_name} of type {op_name} must have the same size and shape.  "
            f"Input 0: {checks.shown(gradients.shape)} != input 1: {checks.shown(other.shape)}"
        )


@op("""
    ReluGrad(gradients: T, features: T) -> backprops: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""")
def relu_grad(xp, gradients, features):
    """Return `gradients` where `features` are positive, else 0.

    Shapes:
        gradients, features, backprops: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.ReluGrad
    """
    _check_same("ReluGrad", gradients, features)
    positive = features > features.dtype.type(0)
    return gradients * positive.astype(gradients.dtype)


@relu_grad.gradient
def relu_grad_gradient(op, dz):
    features = op.inputs[1]
    return [raw.ReluGrad(dz, features), raw.ZerosLike(features)]


@op("""
    Relu6Grad(gradients: T, features: T) -> backprops: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
""")
def relu6_grad(xp, gradients, features):
    """Return `gradients` where `features` are between 0 and 6, else 0.

    Shapes:
        gradients, features, backprops: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.Relu6Grad
    """
    _check_same("Relu6Grad", gradients, features)
    kind = features.dtype.type
    inside = (features > kind(0)) & (features < kind(6))
    return gradients * inside.astype(gradients.dtype)


@relu6_grad.gradient
def relu6_grad_gradient(op, dz):
    features = op.inputs[1]
    return [raw.Relu6Grad(dz, features), raw.ZerosLike(features)]


@op("""
    LeakyReluGrad(gradients: T, features: T) -> backprops: T
        alpha: float = 0.20000000298023224
        T: {half, bfloat16, float, double} = float
""")
def leaky_relu_grad(xp, gradients, features, *, alpha):
    """Return `gradients` where `features` are positive, else `alpha * gradients`.

    Shapes:
        gradients, features, backprops: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.LeakyReluGrad
    """
    _check_same("LeakyReluGrad", gradients, features)
    kind = features.dtype.type
    return xp.where(features > kind(0), gradients, gradients * kind(xp.float32(alpha)))


@leaky_relu_grad.gradient
def leaky_relu_grad_gradient(op, dz):
    features = op.inputs[1]
    return [
        raw.LeakyReluGrad(dz, features, alpha=op.attr("alpha")), raw.ZerosLike(features)
    ]


@op("""
    EluGrad(gradients: T, outputs: T) -> backprops: T
        T: {half, bfloat16, float, double}
""")
def elu_grad(xp, gradients, outputs):
    """Return the gradient of Elu from its outputs.

    Shapes:
        gradients, outputs, backprops: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.EluGrad
    """
    _check_same("EluGrad", gradients, outputs)
    kind = outputs.dtype.type
    return xp.where(outputs < kind(0), (outputs + kind(1)) * gradients, gradients)


@elu_grad.gradient
def elu_grad_gradient(op, dz):
    gradients, outputs = op.inputs
    return [raw.EluGrad(dz, outputs), _where_bent(dz, gradients, outputs)]


def _where_bent(dz, gradients, outputs):
    """The second derivative of an exponential below zero; the line above it has none."""
    return raw.SelectV2(
        raw.Less(outputs, 0), raw.Mul(dz, gradients), raw.ZerosLike(outputs)
    )


@op("""
    SeluGrad(gradients: T, outputs: T) -> backprops: T
        T: {half, bfloat16, float, double}
""")
def selu_grad(xp, gradients, outputs):
    """Return the gradient of Selu from its outputs.

    Shapes:
        gradients, outputs, backprops: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.SeluGrad
    """
    _check_same("SeluGrad", gradients, outputs)
    kind = outputs.dtype.type
    negative = gradients * (outputs + kind(_SELU_SCALE_ALPHA))
    return xp.where(outputs < kind(0), negative, gradients * kind(_SELU_SCALE))


@selu_grad.gradient
def selu_grad_gradient(op, dz):
    gradients, outputs = op.inputs
    return [raw.SeluGrad(dz, outputs), _where_bent(dz, gradients, outputs)]


@op("""
    SoftplusGrad(gradients: T, features: T) -> backprops: T
        T: {half, bfloat16, float, double}
""")
def softplus_grad(xp, gradients, features):
    """Return the gradient of Softplus: `gradients / (exp(-features) + 1)`.

    Shapes:
        gradients, features, backprops: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.SoftplusGrad
    """
    _check_same("SoftplusGrad", gradients, features)
    return gradients / (xp.exp(-features) + features.dtype.type(1))


@softplus_grad.gradient
def softplus_grad_gradient(op, dz):
    dy, x = op.inputs
    spread = raw.AddV2(raw.AddV2(raw.Exp(raw.Neg(x)), 2.0), raw.Exp(x))
    return [raw.SoftplusGrad(dz, x), raw.RealDiv(raw.Mul(dz, dy), spread)]


@op("""
    SoftsignGrad(gradients: T, features: T) -> backprops: T
        T: {half, bfloat16, float, double}
""")
def softsign_grad(xp, gradients, features):
    """Return the gradient of Softsign: `gradients / (1 + |features|) ** 2`.

    Shapes:
        gradients, features, backprops: the same
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.SoftsignGrad
    """
    _check_same("SoftsignGrad", gradients, features)
    return gradients / xp.square(xp.abs(features) + features.dtype.type(1))


def merged_shape(c):
    """The output has the shape that both inputs must have."""
    return [checks.merge(*c.shapes)]


for _record in (
    relu_grad, relu6_grad, leaky_relu_grad, elu_grad, selu_grad, softplus_grad, softsign_grad,
):  # fmt: skip
    _record.shape(merged_shape)
