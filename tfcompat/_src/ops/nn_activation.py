"""Activation functions of neural networks that are not plain mathematics: the Relu and Elu kinds.

Sigmoid and Tanh are in `math_unary`; softmax is in `nn_softmax`.
"""

from tfcompat._src.core import raw
from tfcompat._src.registry import op, shape_functions

# The two constants that make Selu keep mean 0 and variance 1.
_SELU_SCALE = 1.0507009873554805
_SELU_SCALE_ALPHA = 1.7580993408473768

# Arrays of more elements than this are worth a call with some overhead.
_MANY = 4096


@op("""
    Relu(features: T) -> activations: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64, qint8}
""")
def relu(xp, features):
    """Return `features` where positive, else 0; NaN stays.

    Source: tf.raw_ops.Relu
    """
    return _limit(xp, features, float("inf"))


@relu.gradient
def relu_gradient(op, dy):
    return raw.ReluGrad(dy, op.outputs[0])


def _limit(xp, x, high):
    """Limit `x` to 0 and `high`; NaN stays."""
    kind = x.dtype.type
    if x.dtype.kind == "f" and x.size > _MANY:
        # numpy limits with two bounds at twice the speed of a maximum with a scalar.
        return xp.clip(x, kind(0), kind(high))
    result = xp.maximum(x, kind(0))
    return result if high == float("inf") else xp.minimum(result, kind(high))


@op("""
    Relu6(features: T) -> activations: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}
""")
def relu6(xp, features):
    """Return `features` limited to 0 and 6.

    Source: tf.raw_ops.Relu6
    """
    return _limit(xp, features, 6)


@relu6.gradient
def relu6_gradient(op, dy):
    return raw.Relu6Grad(dy, op.outputs[0])


@op("""
    LeakyRelu(features: T) -> activations: T
        alpha: float = 0.20000000298023224
        T: {half, bfloat16, float, double} = float
""")
def leaky_relu(xp, features, *, alpha):
    """Return `features` where positive, else `alpha * features`.

    Source: tf.raw_ops.LeakyRelu
    """
    kind = features.dtype.type
    scaled = features * kind(xp.float32(alpha))
    if 0 <= alpha <= 1:
        return xp.maximum(features, scaled)
    return xp.where(features > kind(0), features, scaled)


@leaky_relu.gradient
def leaky_relu_gradient(op, dy):
    return raw.LeakyReluGrad(dy, op.inputs[0], alpha=op.attr("alpha"))


@op("""
    Elu(features: T) -> activations: T
        T: {half, bfloat16, float, double}
""")
def elu(xp, features):
    """Return `features` where not negative, else `exp(features) - 1`.

    Source: tf.raw_ops.Elu
    """
    if features.dtype.itemsize == 2:
        return _elu_in_half(xp, features, 1.0, 1.0)
    return _apply(xp, features, lambda x: _elu(xp, x, 1.0, 1.0))


@elu.gradient
def elu_gradient(op, dy):
    return raw.EluGrad(dy, op.outputs[0])


@op("""
    Selu(features: T) -> activations: T
        T: {half, bfloat16, float, double}
""")
def selu(xp, features):
    """Return the scaled exponential linear unit of `features`.

    Source: tf.raw_ops.Selu
    """
    if features.dtype.itemsize == 2:
        return _elu_in_half(xp, features, _SELU_SCALE, _SELU_SCALE_ALPHA)
    return _apply(xp, features, lambda x: _elu(xp, x, _SELU_SCALE, _SELU_SCALE_ALPHA))


@selu.gradient
def selu_gradient(op, dy):
    return raw.SeluGrad(dy, op.outputs[0])


def _elu_in_half(xp, x, scale, scale_alpha):
    """Compute an Elu as TensorFlow does in half precision: every step is rounded.

    Recorded: Elu of the half -1e-4 is 0.
    """
    kind = x.dtype.type
    negative = kind(scale_alpha) * (xp.exp(x) - kind(1))
    return xp.where(x > kind(0), kind(scale) * x, negative)


def _elu(xp, x, scale, scale_alpha):
    kind = x.dtype.type
    negative = xp.minimum(x, kind(0))
    xp.expm1(negative, out=negative)
    if scale_alpha != 1:
        negative *= kind(scale_alpha)
    positive = x * kind(scale) if scale != 1 else x
    return xp.where(x > kind(0), positive, negative)


@op("""
    Softplus(features: T) -> activations: T
        T: {half, bfloat16, float, double}
""")
def softplus(xp, features):
    """Return `log(exp(features) + 1)` without overflow.

    Source: tf.raw_ops.Softplus
    """
    if features.dtype.itemsize == 2:
        return _softplus_in_half(xp, features)
    return _apply(xp, features, lambda x: _softplus(xp, x))


@softplus.gradient
def softplus_gradient(op, dy):
    return raw.Mul(dy, raw.Sigmoid(op.inputs[0]))


def _softplus_in_half(xp, x):
    """Compute Softplus as TensorFlow does in half precision: every step is rounded.

    Where the exponential cannot change the result the argument itself is the result.
    """
    kind = x.dtype.type
    epsilon = xp.float32(xp.finfo(x.dtype).eps if x.dtype.kind == "f" else 2**-7)
    threshold = float(xp.log(epsilon)) + 2
    exponential = xp.exp(x)
    result = xp.where(x < kind(threshold), exponential, xp.log1p(exponential))
    return xp.where(x > kind(-threshold), x, result)


def _softplus(xp, x):
    # max(x, 0) + log1p(exp(-|x|)); exp of the negative size never overflows.
    size = xp.abs(x)
    xp.negative(size, out=size)
    xp.exp(size, out=size)
    xp.log1p(size, out=size)
    return xp.add(size, xp.maximum(x, x.dtype.type(0)), out=size)


@op("""
    Softsign(features: T) -> activations: T
        T: {half, bfloat16, float, double}
""")
def softsign(xp, features):
    """Return `features / (1 + |features|)`.

    Source: tf.raw_ops.Softsign
    """
    if features.dtype.itemsize == 2:
        return features / (xp.abs(features) + features.dtype.type(1))
    return _apply(xp, features, lambda x: _softsign(xp, x))


@softsign.gradient
def softsign_gradient(op, dy):
    return raw.SoftsignGrad(dy, op.inputs[0])


def _softsign(xp, x):
    size = xp.abs(x)
    size += x.dtype.type(1)
    return xp.divide(x, size, out=size)


def _apply(xp, x, function):
    """Apply an elementwise function of many passes in blocks; it sees at least one axis."""
    x = xp.asarray(x)
    return xp.blockwise(function, x.reshape(-1) if not x.ndim else x).reshape(x.shape)


for _record in (relu, relu6, leaky_relu, elu, selu, softplus, softsign):
    _record.shape(shape_functions.unchanged)
