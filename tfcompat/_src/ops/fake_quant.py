"""Quantization that is only simulated: numbers are rounded to a grid and stay floats.

Numbers that become integers are in `quantize`.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import no_gradient, op, shape_functions


def _levels(num_bits, narrow_range):
    """Return the lowest and the highest integer of the grid."""
    checks.require(2 <= num_bits <= 16, "num_bits must be between 2 and 16, inclusive")
    return (1 if narrow_range else 0), (1 << num_bits) - 1


def _nudged(xp, low, high, levels):
    """Move float32 ranges a little, so that zero is on the grid; return (low, high, step)."""
    least, most = xp.float32(levels[0]), xp.float32(levels[1])
    step = (high - low) / (most - least)
    zero = least - low / step
    rounded = xp.trunc(zero + xp.copysign(xp.float32(0.5), zero))
    place = xp.where(zero < least, least, xp.where(zero > most, most, rounded))
    return (least - place) * step, (most - place) * step, step


def _rounded(xp, x, low, high, levels):
    """Round float32 `x` to the grid between `low` and `high`, nothing where both are 0."""
    lowest, highest, step = _nudged(xp, low, high, levels)
    inverse = xp.float32(1) / step
    zero = xp.floor(-lowest * inverse + xp.float32(0.5))
    inside = xp.maximum(xp.minimum(x, highest), lowest)
    places = xp.floor((inside - lowest) * inverse - zero + xp.float32(0.5))
    return xp.where((low == 0) & (high == 0), xp.float32(0), places * step)


def _inside(xp, x, low, high, levels):
    """Return whether float32 `x` is below, within and above the nudged range."""
    lowest, highest, _ = _nudged(xp, low, high, levels)
    nothing = (low == 0) & (high == 0)
    below, above = (x < lowest) & ~nothing, (x > highest) & ~nothing
    return below, ((x >= lowest) & (x <= highest)) | nothing, above


def _range(xp, attr_min, attr_max):
    checks.require(
        attr_min < attr_max,
        f"min has to be smaller than max, was: {attr_min:.6g} >= {attr_max:.6g}",
    )
    return xp.float32(attr_min), xp.float32(attr_max)


@op("""
    FakeQuantWithMinMaxArgs(inputs: float) -> outputs: float
        min: float = -6.0
        max: float = 6.0
        num_bits: int = 8
        narrow_range: bool = false
""")
def fake_quant_with_min_max_args(xp, inputs, *, min, max, num_bits, narrow_range):
    """Round numbers to a grid between two bounds.

    Shapes:
        inputs: any
        outputs: like inputs
    Errors:
        InvalidArgumentError: the bounds or the number of bits do not fit.
    Source: tf.raw_ops.FakeQuantWithMinMaxArgs
    """
    levels = _levels(num_bits, narrow_range)
    return _rounded(xp, inputs, *_range(xp, min, max), levels)


fake_quant_with_min_max_args.shape(shape_functions.unchanged)


@fake_quant_with_min_max_args.gradient
def fake_quant_with_min_max_args_gradient_rule(op, dy):
    attrs = {name: op.attr(name) for name in ("min", "max", "num_bits", "narrow_range")}
    return raw.FakeQuantWithMinMaxArgsGradient(dy, op.inputs[0], **attrs)


@op("""
    FakeQuantWithMinMaxArgsGradient(gradients: float, inputs: float) -> backprops: float
        min: float = -6.0
        max: float = 6.0
        num_bits: int = 8
        narrow_range: bool = false
""")
def fake_quant_with_min_max_args_gradient(
    xp, gradients, inputs, *, min, max, num_bits, narrow_range
):
    """Return gradients where the numbers are within the bounds, and 0 elsewhere.

    Shapes:
        gradients, inputs: any, the same
        backprops: like inputs
    Errors:
        InvalidArgumentError: shapes, bounds or the number of bits do not fit.
    Source: tf.raw_ops.FakeQuantWithMinMaxArgsGradient
    """
    levels = _levels(num_bits, narrow_range)
    bounds = _range(xp, min, max)
    name = "FakeQuantWithMinMaxArgsGradient"
    checks.require(
        gradients.shape == inputs.shape,
        f"Inputs to operation {name} of type {name} must have the same size and shape.  "
        f"Input 0: {checks.shown(gradients.shape)} != input 1: {checks.shown(inputs.shape)}",
    )
    _, within, _ = _inside(xp, inputs, *bounds, levels)
    return gradients * within


fake_quant_with_min_max_args_gradient.shape(shape_functions.unchanged)
no_gradient(fake_quant_with_min_max_args_gradient, "TensorFlow has none")


def _check_rank(rank, **bounds):
    for name, bound in bounds.items():
        checks.require(
            bound.ndim == rank, f"`{name}` must be rank {rank} but is rank {bound.ndim}"
        )


@op("""
    FakeQuantWithMinMaxVars(inputs: float, min: float, max: float) -> outputs: float
        num_bits: int = 8
        narrow_range: bool = false
""")
def fake_quant_with_min_max_vars(xp, inputs, min, max, *, num_bits, narrow_range):
    """Round numbers to a grid between two bounds, which are inputs.

    Shapes:
        inputs: any
        min, max: []
        outputs: like inputs
    Errors:
        InvalidArgumentError: ranks or the number of bits do not fit.
    Source: tf.raw_ops.FakeQuantWithMinMaxVars
    """
    levels = _levels(num_bits, narrow_range)
    _check_rank(0, min=min, max=max)
    return _rounded(xp, inputs, min, max, levels)


@fake_quant_with_min_max_vars.shape
def fake_quant_with_min_max_vars_shape(c):
    checks.with_rank(c["min"], 0)
    checks.with_rank(c["max"], 0)
    return [c["inputs"]]


@op("""
    FakeQuantWithMinMaxVarsGradient(gradients: float, inputs: float, min: float,
            max: float) -> (backprops_wrt_input: float, backprop_wrt_min: float,
            backprop_wrt_max: float)
        num_bits: int = 8
        narrow_range: bool = false
""")
def fake_quant_with_min_max_vars_gradient(
    xp, gradients, inputs, min, max, *, num_bits, narrow_range
):
    """Hand gradients to the numbers within the bounds, and to the bounds those outside.

    Shapes:
        gradients, inputs: any, the same
        min, max: []
        backprops_wrt_input: like inputs
        backprop_wrt_min, backprop_wrt_max: []
    Errors:
        InvalidArgumentError: shapes or the number of bits do not fit.
    Source: tf.raw_ops.FakeQuantWithMinMaxVarsGradient
    """
    levels = _levels(num_bits, narrow_range)
    checks.require(
        gradients.shape == inputs.shape, "gradient and input must be the same size"
    )
    _check_rank(0, min=min, max=max)
    below, within, above = _inside(xp, inputs, min, max, levels)
    return (
        gradients * within,
        xp.asarray((gradients * below).sum(dtype=xp.float32)),
        xp.asarray((gradients * above).sum(dtype=xp.float32)),
    )


@fake_quant_with_min_max_vars_gradient.shape
def fake_quant_with_min_max_vars_gradient_shape(c):
    x = checks.merge(c["gradients"], c["inputs"])
    checks.with_rank(c["min"], 0)
    checks.with_rank(c["max"], 0)
    return [x, TensorShape([]), TensorShape([])]


no_gradient(fake_quant_with_min_max_vars_gradient, "TensorFlow has none")


def _check_channels(inputs, low, high):
    _check_rank(1, min=low, max=high)
    depth = inputs.shape[-1] if inputs.ndim else None
    for name, bound in (("min", low), ("max", high)):
        checks.require(
            bound.size == depth, f"{name} has incorrect size, expected {depth} was {bound.size}"
        )


@op("""
    FakeQuantWithMinMaxVarsPerChannel(inputs: float, min: float, max: float) -> outputs: float
        num_bits: int = 8
        narrow_range: bool = false
""")
def fake_quant_with_min_max_vars_per_channel(xp, inputs, min, max, *, num_bits, narrow_range):
    """Round numbers to a grid between two bounds for each channel, the last dimension.

    Shapes:
        inputs: [..., c]
        min, max: [c]
        outputs: like inputs
    Errors:
        InvalidArgumentError: sizes or the number of bits do not fit.
    Source: tf.raw_ops.FakeQuantWithMinMaxVarsPerChannel
    """
    levels = _levels(num_bits, narrow_range)
    _check_channels(inputs, min, max)
    return _rounded(xp, inputs, min, max, levels)


@fake_quant_with_min_max_vars_per_channel.shape
def fake_quant_with_min_max_vars_per_channel_shape(c):
    x = checks.with_rank_at_least(c["inputs"], 1)
    depth = None if x.rank is None else x[-1]
    for name in ("min", "max"):
        depth = checks.merge_size(depth, checks.rank_of_vector(c[name]))
    return [x if x.rank is None else x[:-1].concatenate([depth])]


@op("""
    FakeQuantWithMinMaxVarsPerChannelGradient(gradients: float, inputs: float, min: float,
            max: float) -> (backprops_wrt_input: float, backprop_wrt_min: float,
            backprop_wrt_max: float)
        num_bits: int = 8
        narrow_range: bool = false
""")
def fake_quant_with_min_max_vars_per_channel_gradient(
    xp, gradients, inputs, min, max, *, num_bits, narrow_range
):
    """Hand gradients to the numbers within their channel's bounds, to the bounds those outside.

    Shapes:
        gradients, inputs: [..., c], the same
        min, max: [c]
        backprops_wrt_input: like inputs
        backprop_wrt_min, backprop_wrt_max: [c]
    Errors:
        InvalidArgumentError: shapes or the number of bits do not fit.
    Source: tf.raw_ops.FakeQuantWithMinMaxVarsPerChannelGradient
    """
    levels = _levels(num_bits, narrow_range)
    checks.require(
        gradients.shape == inputs.shape, "gradient and input must be the same size"
    )
    _check_channels(inputs, min, max)
    below, within, above = _inside(xp, inputs, min, max, levels)
    axes = tuple(range(inputs.ndim - 1))
    return (
        gradients * within,
        (gradients * below).sum(axis=axes, dtype=xp.float32),
        (gradients * above).sum(axis=axes, dtype=xp.float32),
    )


@fake_quant_with_min_max_vars_per_channel_gradient.shape
def fake_quant_with_min_max_vars_per_channel_gradient_shape(c):
    x = checks.merge(c["gradients"], c["inputs"])
    bounds = TensorShape([x[-1] if x.rank else None])
    for name in ("min", "max"):
        bounds = checks.merge(checks.with_rank(c[name], 1), bounds)
    return [x, bounds, bounds]


no_gradient(fake_quant_with_min_max_vars_per_channel_gradient, "TensorFlow has none")


@fake_quant_with_min_max_vars.gradient
def fake_quant_with_min_max_vars_gradient_rule(op, dy):
    return list(_vars_gradient(raw.FakeQuantWithMinMaxVarsGradient, op, dy))


@fake_quant_with_min_max_vars_per_channel.gradient
def fake_quant_with_min_max_vars_per_channel_gradient_rule(op, dy):
    return list(_vars_gradient(raw.FakeQuantWithMinMaxVarsPerChannelGradient, op, dy))


def _vars_gradient(backward, op, dy):
    return backward(
        dy, *op.inputs, num_bits=op.attr("num_bits"), narrow_range=op.attr("narrow_range")
    )
