"""Adding one bias per channel, and the sum that is its gradient."""

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import channels, checks
from tfcompat._src.ops.gradient_parts import rank_of, sizes_of, span
from tfcompat._src.registry import op


def _add(xp, value, bias, axis):
    shown = checks.shown
    if value.ndim < 2:
        raise errors.InvalidArgumentError(
            f"Input tensor must be at least 2D: {shown(value.shape)}"
        )
    if bias.ndim != 1:
        raise errors.InvalidArgumentError(f"Biases must be 1D: {shown(bias.shape)}")
    if bias.shape[0] != value.shape[axis]:
        raise errors.InvalidArgumentError(
            "Must provide as many biases as the last dimension of the input tensor: "
            f"{shown(bias.shape)} vs. {shown(value.shape)}"
        )
    return channels.along_channels(xp, xp.add, value, bias, axis)


@op("""
    BiasAdd(value: T, bias: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        data_format: {"NHWC", "NCHW"} = "NHWC"
""")
def bias_add(xp, value, bias, *, data_format):
    """Add one bias per channel.

    Shapes:
        value: [..., c], or [n, c, ...] for data_format NCHW
        bias: [c]
        output: like value
    Errors:
        InvalidArgumentError: value has less than two axes, or the number of biases is not c.
    Source: tf.raw_ops.BiasAdd
    """
    first = data_format == b"NCHW" and value.ndim > 2
    return _add(xp, value, bias, 1 if first else value.ndim - 1)


@bias_add.shape
def bias_add_shape(c):
    first = c.attr("data_format") == b"NCHW"
    value = checks.with_rank_at_least(c["value"], 3 if first else 2)
    return [_shape(value, checks.with_rank(c["bias"], 1), 1 if first else -1)]


@bias_add.gradient
def bias_add_gradient(op, dy):
    d_bias = raw.BiasAddGrad(dy, data_format=op.attr("data_format")) if op.needs(1) else None
    return [dy, d_bias]


def _shape(value, bias, axis):
    if value.rank is None:
        return value
    sizes = value.as_list()
    sizes[axis] = checks.merge_size(sizes[axis], bias[0])
    return TensorShape(sizes)


@op("""
    BiasAddV1(value: T, bias: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""")
def bias_add_v1(xp, value, bias):
    """Add one bias per element of the last axis.

    Shapes:
        value: [..., c]
        bias: [c]
        output: like value
    Errors:
        InvalidArgumentError: value has less than two axes, or the number of biases is not c.
    Source: tf.raw_ops.BiasAddV1
    """
    return _add(xp, value, bias, value.ndim - 1)


@bias_add_v1.shape
def bias_add_v1_shape(c):
    value = checks.with_rank_at_least(c["value"], 2)
    return [_shape(value, checks.with_rank(c["bias"], 1), -1)]


@bias_add_v1.gradient
def bias_add_v1_gradient(op, dy):
    return [dy, raw.Sum(dy, span(0, rank_of(dy) - 1)) if op.needs(1) else None]


@op("""
    BiasAddGrad(out_backprop: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        data_format: {"NHWC", "NCHW"} = "NHWC"
""")
def bias_add_grad(xp, out_backprop, *, data_format):
    """Add up everything that belongs to one channel: the gradient of BiasAdd by the biases.

    Shapes:
        out_backprop: [..., c], or [n, c, ...] for data_format NCHW
        output: [c]
    Dtypes:
        half and bfloat16 are added up in float32 and rounded once.
    Errors:
        InvalidArgumentError: out_backprop has less than two axes.
    Source: tf.raw_ops.BiasAddGrad
    """
    rank = out_backprop.ndim
    if rank < 2:
        raise errors.InvalidArgumentError(
            f"Input tensor must be at least 2D: {checks.shown(out_backprop.shape)}"
        )
    axis = 1 if data_format == b"NCHW" and rank > 2 else rank - 1
    dtype = out_backprop.dtype
    if not out_backprop.size:
        return xp.zeros(out_backprop.shape[axis : axis + 1], dtype)
    wide = out_backprop
    if dtype.itemsize == 2 and dtype.kind not in "iu":
        wide = wide.astype(xp.float32)
    if axis == rank - 1 and wide.dtype.kind == "f":
        # A product with ones adds up the rows of a matrix faster than a sum does.
        matrix = wide.reshape(-1, wide.shape[-1])
        return xp.matmul(xp.ones(matrix.shape[:1], wide.dtype), matrix).astype(dtype, copy=False)
    axes = tuple(other for other in range(rank) if other != axis)
    return wide.sum(axis=axes, dtype=wide.dtype).astype(dtype, copy=False)


@bias_add_grad.shape
def bias_add_grad_shape(c):
    first = c.attr("data_format") == b"NCHW"
    value = checks.with_rank_at_least(c["out_backprop"], 3 if first else 2)
    return [TensorShape([None if value.rank is None else value[1 if first else -1]])]


@bias_add_grad.gradient
def bias_add_grad_gradient(op, dz):
    sizes = sizes_of(op.inputs[0])
    if op.attr("data_format") == b"NCHW":
        ones = raw.OnesLike(sizes)[2:]
        dz = raw.Reshape(dz, raw.ConcatV2([[-1], ones], 0))
    return raw.BroadcastTo(dz, sizes)
