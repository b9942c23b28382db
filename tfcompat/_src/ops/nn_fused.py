"""Ops that TensorFlow's graph rewriting makes of several, as stored graphs have them.

A convolution or a product is followed by a bias or the batch norm of inference, and then by an
activation. Here too: batch norm by given statistics, the op of the first TensorFlow.
"""

from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import require, with_rank
from tfcompat._src.registry import find, op

_ACTIVATIONS = {
    b"Elu": lambda xp, x, _: xp.where(x < 0, xp.expm1(xp.minimum(x, 0)), x),
    b"GeluExact": lambda xp, x, _: 0.5 * x * (1 + xp.erf(x * x.dtype.type(0.7071067811865476))),
    b"GeluApproximate": lambda xp, x, _: 0.5 * x * (
        1 + xp.tanh(x.dtype.type(0.7978845608028654) * (x + x.dtype.type(0.044715) * x * x * x))
    ),
    b"LeakyRelu": lambda xp, x, alpha: xp.where(x > 0, x, x * x.dtype.type(alpha)),
    b"Relu": lambda xp, x, _: xp.maximum(x, 0),
    b"Relu6": lambda xp, x, _: xp.clip(x, 0, 6),
    b"Sigmoid": lambda xp, x, _: 1 / (1 + xp.exp(-x)),
    b"Tanh": lambda xp, x, _: xp.tanh(x),
    b"_MklSwish": lambda xp, x, _: x / (1 + xp.exp(-x)),
}


def _along_channels(x, parameter, first):
    """Give a parameter per channel the rank of `x`."""
    depth = x.shape[1 if first else -1]
    require(
        parameter.shape == (depth,), "Must provide as many biases as the channel size: "
        f"{_shown(parameter)} vs. {depth}",
    )
    return parameter.reshape((1, -1) + (1,) * (x.ndim - 2)) if first else parameter


def _followed(xp, x, args, fused_ops, epsilon, alpha, first=False):
    """Apply what was fused to the result of an op."""
    if not fused_ops:
        raise InvalidArgumentError("Fused op must have at least one fused op.")
    args = list(args)
    for name in fused_ops:
        if name == b"BiasAdd":
            x = x + _along_channels(x, args.pop(0), first)
        elif name == b"Add":
            x = x + args.pop(0)
        elif name == b"FusedBatchNorm":
            scale, offset, mean, variance = (
                _along_channels(x, args.pop(0), first) for _ in range(4)
            )
            factor = scale / xp.sqrt(variance + variance.dtype.type(epsilon))
            x = (x - mean) * factor + offset
        elif name in _ACTIVATIONS:
            x = _ACTIVATIONS[name](xp, x, alpha)
        else:
            raise UnimplementedError(f"Fusion is not implemented: {name.decode()}")
    return x


@op("""
    _FusedMatMul(a: T, b: T, args: num_args * T) -> product: T
        transpose_a: bool = false
        transpose_b: bool = false
        T: {bfloat16, half, float}
        num_args: int >= 0
        fused_ops: list(string) = []
        epsilon: float = 9.999999747378752e-05
        leakyrelu_alpha: float = 0.20000000298023224
""")
def fused_mat_mul(
    xp, a, b, args, *, transpose_a, transpose_b, fused_ops, epsilon, leakyrelu_alpha
):
    """Multiply matrices and go on with a bias and an activation.

    Shapes:
        a: [m, k], or [k, m] with `transpose_a`
        b: [k, n], or [n, k] with `transpose_b`
        args: [n] for the bias
        product: [m, n]
    Errors:
        InvalidArgumentError: the shapes do not fit.
        UnimplementedError: there is something else in `fused_ops`.
    Source: tf.raw_ops._FusedMatMul
    """
    product = find("MatMul")(xp, a, b, transpose_a=transpose_a, transpose_b=transpose_b)
    result = _followed(xp, product, args, fused_ops, epsilon, leakyrelu_alpha)
    return result.astype(a.dtype)


@fused_mat_mul.shape
def fused_mat_mul_shape(c):
    a, b = with_rank(c["a"], 2), with_rank(c["b"], 2)
    rows = a[1] if c.attr("transpose_a") else a[0]
    columns = b[0] if c.attr("transpose_b") else b[1]
    return [type(a)([rows, columns])]


@op("""
    _FusedConv2D(input: T, filter: T, args: TArgs, host_args: num_host_args * float) -> output: T
        T: {half, float, double, int8, qint8}
        TArgs: list(type) >= 1
        num_args: int >= 0
        num_host_args: int >= 0 = 0
        strides: list(int)
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"NHWC", "NCHW", "NCHW_VECT_C"} = "NHWC"
        filter_format: {"HWIO", "OIHW", "OIHW_VECT_I"} = "HWIO"
        dilations: list(int) = [1, 1, 1, 1]
        use_cudnn_on_gpu: bool = true
        fused_ops: list(string) = []
        epsilon: float = 9.999999747378752e-05
        leakyrelu_alpha: float = 0.20000000298023224
""")
def fused_conv2d(
    xp, input, filter, args, host_args, *, strides, padding, explicit_paddings,  # noqa: A002
    data_format, filter_format, dilations, fused_ops, epsilon, leakyrelu_alpha,
):
    """Convolve images and go on with a bias or the batch norm of inference, and an activation.

    Shapes:
        input: [n, h, w, c], or [n, c, h, w] with NCHW
        filter: [fh, fw, c, out]
        args: [out] each: the bias, or scale, offset, mean and variance
        output: [n, oh, ow, out], or [n, out, oh, ow]
    Errors:
        InvalidArgumentError: the shapes do not fit.
        UnimplementedError: the format is one of vectors, or there is something else in
            `fused_ops`.
    Source: tf.raw_ops._FusedConv2D
    """
    if data_format == b"NCHW_VECT_C" or filter_format == b"OIHW_VECT_I":
        raise UnimplementedError("Fused convolutions of vectors of channels are not supported")
    kernel = xp.transpose(filter, (2, 3, 1, 0)) if filter_format == b"OIHW" else filter
    convolved = find("Conv2D")(
        xp, input, kernel, strides=strides, padding=padding, explicit_paddings=explicit_paddings,
        data_format=data_format, dilations=dilations,
    )
    first = data_format == b"NCHW"
    result = _followed(xp, convolved, args, fused_ops, epsilon, leakyrelu_alpha, first)
    return result.astype(input.dtype)


@fused_conv2d.shape
def fused_conv2d_shape(c):
    if c.attr("filter_format") == b"HWIO":
        return find("Conv2D").shape_function(c)
    return [type(c["input"])(None)]


@op("""
    BatchNormWithGlobalNormalization(t: T, m: T, v: T, beta: T, gamma: T) -> result: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        variance_epsilon: float
        scale_after_normalization: bool
""")
def batch_norm_with_global_normalization(
    xp, t, m, v, beta, gamma, *, variance_epsilon, scale_after_normalization
):
    """Normalize by given means and variances, one of each for every channel.

    Shapes:
        t, result: [n, h, w, c]
        m, v, beta, gamma: [c]
    Errors:
        InvalidArgumentError: a rank does not fit.
    Source: tf.raw_ops.BatchNormWithGlobalNormalization
    """
    _check_global(t, m, v, gamma)
    require(beta.ndim == 1, f"beta must be 1-dimensional{_shown(beta)}")
    factor = 1 / xp.sqrt(v + v.dtype.type(variance_epsilon))
    if scale_after_normalization:
        factor = factor * gamma
    return (t * factor + (beta - m * factor)).astype(t.dtype)


def _shown(array):
    return "[" + ",".join(map(str, array.shape)) + "]"


def _check_global(t, m, v, gamma):
    require(t.ndim == 4, f"input must be 4-dimensional{_shown(t)}")
    for name, array in (("mean", m), ("var", v), ("gamma", gamma)):
        require(array.ndim == 1, f"{name} must be 1-dimensional{_shown(array)}")


@batch_norm_with_global_normalization.shape
def batch_norm_with_global_normalization_shape(c):
    image, depth = with_rank(c["t"], 4), None
    for name in ("m", "v", "beta", "gamma"):
        size = with_rank(c[name], 1)[0]
        for known in (image[3] if depth is None else depth,):
            if None not in (size, known) and size != known:
                raise ValueError(f"Dimensions must be equal, but are {known} and {size}")
        depth = size if depth is None else depth
    return [type(image)([*image.as_list()[:3], image[3] if depth is None else depth])]


@batch_norm_with_global_normalization.gradient
def batch_norm_with_global_normalization_gradient(op, dy):
    t, m, v, _, gamma = op.inputs
    dx, dm, dv, db, dg = raw.BatchNormWithGlobalNormalizationGrad(
        t, m, v, gamma, dy, variance_epsilon=op.attr("variance_epsilon"),
        scale_after_normalization=op.attr("scale_after_normalization"),
    )
    return [dx, dm, dv, db, dg]


@op("""
    BatchNormWithGlobalNormalizationGrad(t: T, m: T, v: T, gamma: T,
        backprop: T) -> (dx: T, dm: T, dv: T, db: T, dg: T)
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        variance_epsilon: float
        scale_after_normalization: bool
""")
def batch_norm_with_global_normalization_grad(
    xp, t, m, v, gamma, backprop, *, variance_epsilon, scale_after_normalization
):
    """Take the gradient of `BatchNormWithGlobalNormalization`.

    Shapes:
        t, backprop, dx: [n, h, w, c]
        m, v, gamma, dm, dv, db, dg: [c]
    Errors:
        InvalidArgumentError: a rank does not fit.
    Source: tf.raw_ops.BatchNormWithGlobalNormalizationGrad
    """
    _check_global(t, m, v, gamma)
    require(backprop.ndim == 4, f"out_backprop must be 4-dimensional{_shown(backprop)}")
    axes = (0, 1, 2)
    root = 1 / xp.sqrt(v + v.dtype.type(variance_epsilon))
    factor = root * gamma if scale_after_normalization else root
    total = backprop.sum(axes)
    apart = (backprop * (t - m)).sum(axes)
    dv = apart * v.dtype.type(-0.5) * factor * root * root
    dg = apart * root if scale_after_normalization else xp.zeros_like(gamma)
    results = backprop * factor, -total * factor, dv, total, dg
    return tuple(result.astype(t.dtype) for result in results)


@batch_norm_with_global_normalization_grad.shape
def batch_norm_with_global_normalization_grad_shape(c):
    image, vector = with_rank(c["t"], 4), with_rank(c["m"], 1)
    return [image, vector, vector, vector, vector]
