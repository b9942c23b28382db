"""QuantizeAndDequantize: numbers rounded as if they had been integers of few bits for a while."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import op, shape_functions


def _rounded(xp, x, low, high, bits, signed, given, half_up, narrow):
    """Round `x` to the grid of integers of `bits` bits that just spans `low` to `high`.

    All is computed in the dtype of `x`.
    """
    one = x.dtype.type
    least = one(-(1 << (bits - 1)) + narrow) if signed else one(0)
    most = one((1 << (bits - 1)) - 1 if signed else (1 << bits) - 1)
    huge = xp.finfo(x.dtype).max if x.dtype.kind == "f" else one(3.3895e38)
    low, high = xp.asarray(low), xp.asarray(high)
    by_low = xp.where(least * low > 0, least / low, huge)
    by_high = xp.where(most * high > 0, most / high, huge)
    low_decides = by_low < by_high
    scale = xp.where(low_decides, by_low, by_high)
    inverse = xp.where(low_decides, low / least, high / most)
    if given:
        top = xp.where(low_decides, most * inverse, high)
        bottom = xp.where(low_decides, low, least * inverse)
        x = xp.fmax(xp.fmin(x, top), bottom)
    scaled = x * scale
    rounded = xp.floor(scaled + one(0.5)) if half_up else xp.rint(scaled)
    return (rounded * inverse).astype(x.dtype, copy=False)


def _quantized(xp, x, low, high, bits, axis, **how):
    """Round `x` as a whole, or along `axis` each part by its own range."""
    if not x.size:
        return x
    if not how["given"]:
        others = tuple(i for i in range(x.ndim) if i != axis) if axis >= 0 else None
        low, high = x.min(axis=others), x.max(axis=others)
        if bool((low != low).any()):  # NaN is no bound
            missing, endless = x != x, x.dtype.type(xp.inf)
            low = xp.where(missing, endless, x).min(axis=others)
            high = xp.where(missing, -endless, x).max(axis=others)
    if axis >= 0:
        shape = (-1, *[1] * (x.ndim - axis - 1))
        low, high = low.reshape(shape), high.reshape(shape)
    return _rounded(xp, x, low, high, bits, **how)


def _check_bits(bits, signed, name):
    checks.require(
        0 < bits < (62 if signed else 63),
        f"num_bits is out of range: {bits} with {name} {int(signed)}",
    )


def _check_range(low, high):
    if not low <= high:
        raise InvalidArgumentError(
            f"Invalid range: input_min {float(low):.6g} > input_max {float(high):.6g}"
        )


def _check(x, low, high, bits, signed, given, axis):
    """Check what V2 and V4 take."""
    _check_bits(bits, signed, "signed_input_")
    checks.require(axis >= -1, f"Axis must be at least -1. Found {axis}")
    checks.require(
        axis == -1 or axis < x.ndim, f"Shape must be at least rank {axis + 1} but is rank {x.ndim}"
    )
    if not given:
        return
    if axis >= 0 and not low.ndim:
        raise InvalidArgumentError(
            "Shape must be rank 1 for input_min_tensor when the axis is specified"
        )
    # TensorFlow wants scalars here even where an axis asks for vectors.
    checks.require(not low.ndim, "input_min must be a scalar.")
    checks.require(not high.ndim, "input_max must be a scalar.")
    _check_range(low, high)


@op("""
    QuantizeAndDequantizeV2(input: T, input_min: T, input_max: T) -> output: T
        signed_input: bool = true
        num_bits: int = 8
        range_given: bool = false
        T: {bfloat16, half, float, double}
        round_mode: {"HALF_TO_EVEN", "HALF_UP"} = "HALF_TO_EVEN"
        narrow_range: bool = false
        axis: int = -1
""")
def quantize_and_dequantize_v2(
    xp, input, input_min, input_max, *, signed_input, num_bits, range_given, round_mode,
    narrow_range, axis,
):
    """Round numbers to a grid of as many integers as fit the bits, and 0 stays 0.

    Shapes:
        input: any
        input_min, input_max: [], the range, where it is given
        output: like input
    Errors:
        InvalidArgumentError: ranks, the range, the axis or the number of bits do not fit.
    Source: tf.raw_ops.QuantizeAndDequantizeV2
    """
    _check(input, input_min, input_max, num_bits, signed_input, range_given, axis)
    return _quantized(
        xp, input, input_min, input_max, num_bits, axis, signed=signed_input, given=range_given,
        half_up=round_mode == b"HALF_UP", narrow=narrow_range,
    )


@op("""
    QuantizeAndDequantizeV4(input: T, input_min: T, input_max: T) -> output: T
        signed_input: bool = true
        num_bits: int = 8
        range_given: bool = false
        T: {bfloat16, half, float, double}
        round_mode: {"HALF_TO_EVEN", "HALF_UP"} = "HALF_TO_EVEN"
        narrow_range: bool = false
        axis: int = -1
""")
def quantize_and_dequantize_v4(
    xp, input, input_min, input_max, *, signed_input, num_bits, range_given, round_mode,
    narrow_range, axis,
):
    """As QuantizeAndDequantizeV2; the gradient stops outside of the range.

    Shapes:
        input: any
        input_min, input_max: [], the range, where it is given
        output: like input
    Errors:
        InvalidArgumentError: ranks, the range, the axis or the number of bits do not fit.
    Source: tf.raw_ops.QuantizeAndDequantizeV4
    """
    _check(input, input_min, input_max, num_bits, signed_input, range_given, axis)
    return _quantized(
        xp, input, input_min, input_max, num_bits, axis, signed=signed_input, given=range_given,
        half_up=round_mode == b"HALF_UP", narrow=narrow_range,
    )


@op("""
    QuantizeAndDequantizeV3(input: T, input_min: T, input_max: T, num_bits: int32) -> output: T
        signed_input: bool = true
        range_given: bool = true
        T: {bfloat16, half, float, double}
        narrow_range: bool = false
        axis: int = -1
""", host=("num_bits",))
def quantize_and_dequantize_v3(
    xp, input, input_min, input_max, num_bits, *, signed_input, range_given, narrow_range, axis
):
    """As QuantizeAndDequantizeV2, with an input for the number of bits.

    Shapes:
        input: any
        input_min, input_max: [], or with an axis as many as the input has along it
        num_bits: []
        output: like input
    Errors:
        InvalidArgumentError: ranks, the range, the axis or the number of bits do not fit.
    Source: tf.raw_ops.QuantizeAndDequantizeV3
    """
    checks.require(
        input.ndim and axis < input.ndim, "Axis requested is larger than input dimensions. "
        f"Axis: {axis} Input Dimensions: {input.ndim}",
    )
    checks.require(
        not num_bits.ndim, "Invalid shape. The `num_bits` tensor should be a scalar. Got "
        f"dimensions: {num_bits.ndim}",
    )
    bits = num_bits.item()
    _check_bits(bits, signed_input, "`signed_input_`")
    if range_given and axis < 0:
        checks.require(not input_min.ndim, "input_min must be a scalar.")
        checks.require(not input_max.ndim, "input_max must be a scalar.")
        _check_range(input_min, input_max)
    elif range_given:
        depth = input.shape[axis]
        for name, bound in (("min", input_min), ("max", input_max)):
            checks.require(
                bound.ndim,
                f"Shape must be rank 1 for input_{name}_tensor when the axis is specified",
            )
        for name, bound in (("min", input_min), ("max", input_max)):
            checks.require(
                bound.shape == (depth,),
                f"input_{name} has incorrect size, was {bound.size} expected {depth}",
            )
    return _quantized(
        xp, input, input_min, input_max, bits, axis, signed=signed_input, given=range_given,
        half_up=False, narrow=narrow_range,
    )


@op("""
    QuantizeAndDequantize(input: T) -> output: T
        signed_input: bool = true
        num_bits: int = 8
        range_given: bool = false
        input_min: float = 0.0
        input_max: float = 0.0
        T: {bfloat16, half, float, double}
""")
def quantize_and_dequantize(
    xp, input, *, signed_input, num_bits, range_given, input_min, input_max
):
    """As QuantizeAndDequantizeV2, with attributes for the range; for graphs of old versions.

    Shapes:
        input: any
        output: like input
    Errors:
        InvalidArgumentError: the range or the number of bits do not fit.
    Source: tf.raw_ops.QuantizeAndDequantize
    """
    _check_bits(num_bits, signed_input, "signed_input_")
    if range_given:
        _check_range(input_min, input_max)
    low, high = (xp.asarray(bound).astype(input.dtype) for bound in (input_min, input_max))
    return _quantized(
        xp, input, low, high, num_bits, -1, signed=signed_input, given=range_given,
        half_up=False, narrow=False,
    )


quantize_and_dequantize.shape(shape_functions.unchanged)


@quantize_and_dequantize_v2.shape
@quantize_and_dequantize_v3.shape
@quantize_and_dequantize_v4.shape
def quantize_and_dequantize_shape(c):
    _static_range(c)
    if "num_bits" in [arg.name for arg in c.record.definition.inputs]:
        checks.with_rank(c["num_bits"], 0)
    return [c["input"]]


def _static_range(c):
    """Check the static shapes of the range; return it."""
    axis, x = c.attr("axis"), c["input"]
    bounds = checks.merge(c["input_max"], checks.with_rank(c["input_min"], 0 if axis == -1 else 1))
    if axis < -1:
        raise ValueError(f"axis should be at least -1, got {axis}")
    if axis >= 0:
        x = checks.with_rank_at_least(x, axis + 1)
        if x.rank is not None:
            checks.merge_size(bounds[0], x[axis])
    return bounds


@quantize_and_dequantize.gradient
@quantize_and_dequantize_v2.gradient
@quantize_and_dequantize_v3.gradient
def straight_through_gradient(op, dy):
    return [dy, *[None] * (len(op.inputs) - 1)]


@quantize_and_dequantize_v4.gradient
def quantize_and_dequantize_v4_gradient(op, dy):
    return list(raw.QuantizeAndDequantizeV4Grad(dy, *op.inputs, axis=op.attr("axis")))


@op("""
    QuantizeAndDequantizeV4Grad(gradients: T, input: T, input_min: T,
            input_max: T) -> input_backprop: T, input_min_backprop: T, input_max_backprop: T
        T: {bfloat16, half, float, double}
        axis: int = -1
""")
def quantize_and_dequantize_v4_grad(xp, gradients, input, input_min, input_max, *, axis):
    """Return gradients where the numbers are within the range, and 0 elsewhere.

    Shapes:
        gradients, input: any, the same
        input_min, input_max: [], or with an axis as many as the input has along it
        input_backprop: like input
        input_min_backprop, input_max_backprop: like the range; 0, as TensorFlow has it
    Errors:
        InvalidArgumentError: shapes or the axis do not fit.
    Source: tf.raw_ops.QuantizeAndDequantizeV4Grad
    """
    checks.require(axis >= -1, f"Axis must be at least -1. Found {axis}")
    checks.require(
        axis < input.ndim, "Axis should be -1 or 0 or a positive value less than "
        f"{input.ndim}but given axis value was {axis}",
    )
    checks.require(
        gradients.shape == input.shape, "gradient and input must be the same size"
    )
    low, high = input_min, input_max
    for name, bound in (("min", low), ("max", high)):
        checks.require(
            bound.ndim < 2,
            f"Input {name} tensor must have dimension 0 or 1. Received {bound.ndim}.",
        )
    for name, bound in (("min", low), ("max", high)):
        checks.require(
            axis == -1 or bound.ndim,
            f"Shape must be rank 1 for input_{name}_tensor when the axis is specified",
        )
    if axis == -1:
        for name, bound in (("min", low), ("max", high)):
            checks.require(
                not bound.ndim, f"input_{name} must be a scalar if axis is unspecified"
            )
    else:
        depth = input.shape[axis]
        for name, bound in (("min", low), ("max", high)):
            checks.require(
                bound.size == depth, f"{name} has incorrect size, expected {depth} was {bound.size}"
            )
        shape = (-1, *[1] * (input.ndim - axis - 1))
        low, high = low.reshape(shape), high.reshape(shape)
    within = (input >= low) & (input <= high)
    # Times nothing, as in TensorFlow: NaN stays NaN.
    result = gradients * within.astype(gradients.dtype)
    return result, xp.zeros_like(input_min), xp.zeros_like(input_max)


@quantize_and_dequantize_v4_grad.shape
def quantize_and_dequantize_v4_grad_shape(c):
    bounds = _static_range(c)
    x = checks.merge(c["gradients"], c["input"])
    return [x, bounds, bounds]


@quantize_and_dequantize_v4_grad.gradient
def quantize_and_dequantize_v4_grad_gradient(op, *dys):
    return [dys[0], None, None, None]
