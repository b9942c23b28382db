"""Quantization: floats turned into integers that count steps of a range, and back.

Quantization that is only simulated is in `fake_quant` and `quantize_dequantize`. The arithmetic
has TensorFlow's mix of single and double precision, since another rounding gives another integer.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.shape import reshape
from tfcompat._src.registry import op, shape_functions

_WHOLE = "Round mode 'HALF_TO_EVEN' only supported for mode 'SCALED', but mode is '{}'."


def _limits(xp, dtype):
    info = xp.iinfo(dtype)
    return int(info.min), int(info.max)


def _away(xp, x):
    """Round halves away from zero."""
    whole = xp.trunc(x)
    return whole + xp.where(xp.abs(x - whole) >= 0.5, xp.sign(x), x.dtype.type(0))


def _step(low, high, dtype):
    """Return how many levels there are, and the width of one (float64)."""
    levels = float(1 << 8 * dtype.itemsize)
    return levels, (high - low) * (levels / (levels - 1.0)) / levels


def _to_float(xp, x, low, high):
    """Return what integers stand for, as float32; zero is met exactly."""
    dtype = x.dtype
    if low == high:
        return xp.full(x.shape, low, xp.float32)
    _, step = _step(low, high, dtype)
    single = xp.float32(step)
    start = float(_away(xp, xp.float32(low) / single) * single)
    offset = x.astype(xp.float64) - float(_limits(xp, dtype)[0])
    return (start + offset * step).astype(xp.float32)


def _from_float(xp, x, low, high, dtype):
    """Return the integers that stand for float32 numbers, clipped to what the dtype holds."""
    lowest, highest = _limits(xp, dtype)
    if low == high:
        return xp.zeros(x.shape, dtype)
    levels, _ = _step(low, high, dtype)
    scale = levels / ((high - low) * (levels / (levels - 1.0)))
    start = _away(xp, xp.asarray(low * scale))
    places = _away(xp, x.astype(xp.float64) * scale) - start + float(lowest)
    return xp.clip(places, float(lowest), float(highest)).astype(dtype)


def _channels(x, axis, *bounds):
    """Shape bounds, one per index of `axis`, to broadcast against `x`."""
    if axis < 0:
        return bounds
    shape = (-1, *[1] * (x.ndim - axis - 1))
    return tuple(bound.reshape(shape) for bound in bounds)


@op("""
    QuantizeV2(input: float, min_range: float, max_range: float) -> (output: T, output_min: float,
            output_max: float)
        T: {qint8, quint8, qint32, qint16, quint16}
        mode: {"MIN_COMBINED", "MIN_FIRST", "SCALED"} = "MIN_COMBINED"
        round_mode: {"HALF_AWAY_FROM_ZERO", "HALF_TO_EVEN"} = "HALF_AWAY_FROM_ZERO"
        narrow_range: bool = false
        axis: int = -1
        ensure_minimum_range: float = 0.009999999776482582
""")
def quantize_v2(
    xp, input, min_range, max_range, *, T, mode, round_mode, narrow_range, axis,
    ensure_minimum_range,
):
    """Turn floats into integers that count steps of a range.

    Shapes:
        input: any
        min_range, max_range: [], or with an axis as many as the input has along it
        output: like input
        output_min, output_max: like the range: the one that was used
    Errors:
        InvalidArgumentError: shapes, the range or the attributes do not fit.
        UnimplementedError: mode MIN_FIRST with an axis.
    Source: tf.raw_ops.QuantizeV2
    """
    _check_quantize(input, min_range, max_range, mode, round_mode, axis)
    shape = min_range.shape if axis >= 0 else ()
    low, high = min_range.reshape(shape), max_range.reshape(shape)
    if not bool((low <= high).all()):
        raise InvalidArgumentError("input_max_range must be larger than input_min_range.")
    zero = xp.float32(0)
    size = xp.maximum(xp.float32(1), xp.maximum(xp.abs(low), xp.abs(high)))
    low = xp.minimum(zero, low)
    high = xp.maximum(zero, xp.maximum(high, low + size * xp.float32(ensure_minimum_range)))
    dtype = xp.dtype(numpy_dtype(T))
    if mode == b"MIN_FIRST":
        bounds = float(low), float(high)
        return _first(xp, input, *bounds, dtype), xp.asarray(low), xp.asarray(high)
    if mode == b"SCALED":
        even = round_mode == b"HALF_TO_EVEN"
        return _scaled(xp, input, low, high, dtype, narrow_range, even, axis)
    bottom, top = _channels(input, axis, low, high)
    lowest, highest = _limits(xp, dtype)
    scale = ((highest - lowest) / (top - bottom).astype(xp.float64)).astype(xp.float32)
    places = (xp.maximum(xp.minimum(input, top), bottom) - bottom) * scale
    if lowest < 0:
        places = _away(xp, places - xp.float32((highest - lowest + 1) / 2))
    else:
        places = xp.trunc(places + xp.float32(0.5))
    return _cast(xp, places, dtype), xp.asarray(low), xp.asarray(high)


def _cast(xp, places, dtype):
    """Turn whole float32 numbers into integers; those at the upper end may be one too large."""
    lowest, highest = _limits(xp, dtype)
    return xp.clip(places.astype(xp.float64), lowest, highest).astype(dtype)


def _first(xp, x, low, high, dtype):
    """Quantize so that the lowest number is met exactly; all steps in float32."""
    lowest, highest = _limits(xp, dtype)
    levels, _ = _step(low, high, dtype)
    scale = xp.float32(levels / ((high - low) * (levels / (levels - 1.0))))
    start = xp.float32(low) * scale
    if dtype == xp.uint8:  # TensorFlow has a kernel of another library for these
        places = _away(xp, x * scale - start)
    else:
        places = _away(xp, x * scale) - (_away(xp, start) - xp.float32(lowest))
    top = xp.float32(highest)
    if float(top) > highest:
        top = xp.nextafter(top, xp.float32(0))
    return _cast(xp, xp.clip(places, xp.float32(lowest), top), dtype)


def _scaled(xp, x, low, high, dtype, narrow, even, axis):
    """Quantize so that zero stays zero."""
    lowest, highest = _limits(xp, dtype)
    least, most = xp.float32(lowest + narrow), xp.float32(highest)
    huge = xp.float32(3.4028234663852886e38)
    by_low = xp.where(least * low > 0, least / low, huge)
    by_high = xp.where(most * high > 0, most / high, huge)
    scale = xp.minimum(by_low, by_high)
    low, high = least / scale, most / scale
    bottom, top, factor = _channels(x, axis, low, high, scale)
    places = xp.maximum(xp.minimum(x, top), bottom) * factor
    places = xp.rint(places) if even else _away(xp, places)
    return _cast(xp, places, dtype), xp.asarray(low), xp.asarray(high)


def _check_quantize(x, low, high, mode, round_mode, axis):
    if round_mode == b"HALF_TO_EVEN" and mode != b"SCALED":
        raise InvalidArgumentError(_WHOLE.format(mode.decode()))
    if axis < 0:
        for name, bound in (("min_range", low), ("max_range", high)):
            checks.require(
                bound.size == 1, f"If axis is not specified, {name} must contain a single float "
                f"element, but it contains {bound.size} elements",
            )
        if not x.ndim and mode == b"MIN_FIRST":
            _check_scalars(min_input=low, max_input=high)
        return
    checks.require(
        axis < x.ndim, "Axis is on a zero-based index, so its value must always be less than "
        f"number of input's dims, but given axis value was {axis} and input's dims was {x.ndim}",
    )
    for name, bound in (("min_range", low), ("max_range", high)):
        begin = (
            f"If axis is specified, {name} must be a 1-D tensor whose size matches the axis "
            f"dimension of the input and output tensors, but {name} "
        )
        checks.require(bound.ndim == 1, f"{begin}dims are {bound.ndim}")
        checks.require(
            bound.size == x.shape[axis], f"{begin}is a 1-D tensor of size {bound.size} and "
            f"input's axis dimension is of size {x.shape[axis]}",
        )
    if mode == b"MIN_FIRST":
        raise UnimplementedError("MIN_FIRST mode is not implemented for Quantize with axis != -1.")


@quantize_v2.shape
def quantize_v2_shape(c):
    axis, x = c.attr("axis"), c["input"]
    if axis < -1:
        raise ValueError(f"axis should be at least -1, got {axis}")
    checks.with_rank(c["min_range"], 0 if axis == -1 else 1)
    high = checks.with_rank(c["max_range"], 0 if axis == -1 else 1)
    if axis == -1:
        return [x, TensorShape([]), TensorShape([])]
    if x.rank is not None:
        x = checks.with_rank_at_least(x, axis + 1)
        checks.merge_size(high[0], x[axis])
    length = TensorShape([high[0]])
    return [x, length, length]


@op("""
    Dequantize(input: T, min_range: float, max_range: float) -> output: dtype
        T: {qint8, quint8, qint32, qint16, quint16}
        mode: {"MIN_COMBINED", "MIN_FIRST", "SCALED"} = "MIN_COMBINED"
        narrow_range: bool = false
        axis: int = -1
        dtype: {bfloat16, float} = float
""")
def dequantize(xp, input, min_range, max_range, *, mode, narrow_range, axis, dtype):
    """Turn integers that count steps of a range back into floats.

    Shapes:
        input: any
        min_range, max_range: [], or with an axis as many as the input has along it
        output: like input
    Errors:
        InvalidArgumentError: shapes or the axis do not fit.
        UnimplementedError: mode MIN_FIRST with an axis.
    Source: tf.raw_ops.Dequantize
    """
    _check_dequantize(input, min_range, max_range, axis)
    if axis < 0:
        low, high = min_range.reshape(()), max_range.reshape(())
    else:
        low, high = _channels(input, axis, min_range, max_range)
    lowest, highest = _limits(xp, input.dtype)
    if mode == b"MIN_FIRST":
        if axis >= 0:
            raise UnimplementedError(
                "MIN_FIRST mode is not implemented for Dequantize with axis != -1."
            )
        result = _to_float(xp, input, float(low), float(high))
    elif mode == b"SCALED":
        scale = high / xp.float32(highest)
        if lowest:
            scale = xp.maximum(low / xp.float32(lowest + narrow_range), scale)
        result = input.astype(xp.float32) * scale
    else:
        half = xp.float32((highest - lowest + 1) / 2 if lowest < 0 else 0)
        scale = (high - low) / xp.float32(highest - lowest)
        result = (input.astype(xp.float32) + half) * scale + low
    return result.astype(numpy_dtype(dtype), copy=False)


def _check_dequantize(x, low, high, axis):
    checks.require(
        axis < x.ndim, f"Axis must be less than input dimension({x.ndim}), got {axis}"
    )
    depth = x.shape[axis] if axis >= 0 else 1
    for name, bound in (("min", low), ("max", high)):
        checks.require(
            bound.size == depth, f"input_{name}_tensor must have as many elements as input on the "
            f"dequantization axis ({axis}), got {bound.size}, expected {depth}",
        )


@dequantize.shape
def dequantize_shape(c):
    axis, x = c.attr("axis"), c["input"]
    if axis < -1:
        raise ValueError(f"axis should be at least -1, got {axis}")
    rank = 0 if axis == -1 else 1
    for name in ("min_range", "max_range"):
        checks.with_rank(c[name], rank)
    if axis >= 0 and x.rank is not None and axis >= x.rank:
        raise ValueError(f"Axis must be less than input dimension({x.rank}), got {axis}")
    return [x]


def _check_scalars(**values):
    for name, value in values.items():
        checks.require(not value.ndim, f"`{name}` must be rank 0 but is rank {value.ndim}")


def _used_range(xp, x, low, high):
    """Return the range that integers make use of, with zero in it."""
    lowest, highest = _limits(xp, x.dtype)
    ends = [x.min(), x.max()] if x.size else [x.dtype.type(highest), x.dtype.type(lowest)]
    ends = _to_float(xp, xp.stack(ends), low, high).tolist()
    return min(0.0, ends[0]), ends[1]


def exchanged(xp, x, low, high, new_low, new_high):
    """Return integers of one range as those of another range, of the same type."""
    return _from_float(xp, _to_float(xp, x, low, high), new_low, new_high, x.dtype)


def _whole(number):
    """Return a float as an integer of 64 bits; processors have one for all that is not within."""
    return int(number) if -(2.0**63) <= number < 2.0**63 else -(1 << 63)


def _exchanged(xp, x, low, high, new_low, new_high, dtype):
    """Return integers of one range and type as those of another."""
    if (x.dtype, dtype) != (xp.dtype(xp.int32), xp.dtype(xp.uint8)):
        return _from_float(xp, _to_float(xp, x, low, high), new_low, new_high, dtype)
    # The common case goes by fixed point arithmetic with 16 bits after the point, whose rounding
    # differs from that of floats.
    if new_low == new_high:
        return xp.zeros(x.shape, dtype)
    single, one = xp.float32, 1 << 16
    width = float(single(new_high) - single(new_low))
    per_unit = float(single(255.0) / single(width))
    scale = _whole(255.0 * one * float(single(high) - single(low)) / width)
    offset = _whole(float(single(low) + single(high)) / 2.0 * per_unit * one)
    start = _whole(new_low * per_unit * one)
    rest = (offset - start + one // 2 + (1 << 63)) % (1 << 64) - (1 << 63)  # it wraps around
    places = ((x.astype(xp.int64) * scale) >> 32) + rest
    return xp.clip(places >> 16, 0, 255).astype(dtype)


@op("""
    RequantizationRange(input: Tinput, input_min: float, input_max: float) -> (output_min: float,
            output_max: float)
        Tinput: {qint8, quint8, qint32, qint16, quint16}
""", host=("input_min", "input_max"))
def requantization_range(xp, input, input_min, input_max):
    """Return the range that quantized numbers make use of, with zero in it.

    Shapes:
        input: any
        input_min, input_max: []
        output_min, output_max: []
    Errors:
        InvalidArgumentError: the range is not scalars.
    Source: tf.raw_ops.RequantizationRange
    """
    for name, bound in (("input_min", input_min), ("input_max", input_max)):
        checks.require(bound.size == 1, f"`{name}` must be rank 0 but is rank {bound.ndim}")
    used = _used_range(xp, input, input_min.item(), input_max.item())
    return tuple(xp.array(bound, xp.float32) for bound in used)


@requantization_range.shape
def requantization_range_shape(c):
    checks.with_rank(c["input_min"], 0)
    checks.with_rank(c["input_max"], 0)
    return [TensorShape([]), TensorShape([])]


@op("""
    Requantize(input: Tinput, input_min: float, input_max: float, requested_output_min: float,
            requested_output_max: float) -> output: out_type, output_min: float, output_max: float
        Tinput: {qint8, quint8, qint32, qint16, quint16}
        out_type: {qint8, quint8, qint32, qint16, quint16}
""", host=("input_min", "input_max", "requested_output_min", "requested_output_max"))
def requantize(
    xp, input, input_min, input_max, requested_output_min, requested_output_max, *, out_type
):
    """Turn quantized numbers into those of another type and range.

    Shapes:
        input: any
        input_min, input_max, requested_output_min, requested_output_max: []
        output: like input
        output_min, output_max: []
    Errors:
        InvalidArgumentError: a range is not scalars, or does not hold zero.
    Source: tf.raw_ops.Requantize
    """
    _check_scalars(
        input_min=input_min, input_max=input_max, requested_output_min=requested_output_min,
        requested_output_max=requested_output_max,
    )
    low, high = requested_output_min.item(), requested_output_max.item()
    checks.require(low <= 0, f"requested_output_min must be <= 0, but got {low:.6g}")
    checks.require(
        high >= low, "requested_output_max must be >= requested_output_min, but got "
        f"{high:.6g} and {low:.6g}",
    )
    bounds = input_min.item(), input_max.item()
    result = _exchanged(xp, input, *bounds, low, high, xp.dtype(numpy_dtype(out_type)))
    return result, xp.array(low, xp.float32), xp.array(high, xp.float32)


@op("""
    QuantizeDownAndShrinkRange(input: Tinput, input_min: float,
            input_max: float) -> output: out_type, output_min: float, output_max: float
        Tinput: {qint8, quint8, qint32, qint16, quint16}
        out_type: {qint8, quint8, qint32, qint16, quint16}
""", host=("input_min", "input_max"))
def quantize_down_and_shrink_range(xp, input, input_min, input_max, *, out_type):
    """Turn quantized numbers into a smaller type, over the range they make use of.

    Shapes:
        input: any
        input_min, input_max: []
        output: like input
        output_min, output_max: []
    Errors:
        InvalidArgumentError: the range is not scalars.
    Source: tf.raw_ops.QuantizeDownAndShrinkRange
    """
    _check_scalars(input_min=input_min, input_max=input_max)
    bounds = input_min.item(), input_max.item()
    low, high = _used_range(xp, input, *bounds)
    result = _exchanged(xp, input, *bounds, low, high, xp.dtype(numpy_dtype(out_type)))
    return result, xp.array(low, xp.float32), xp.array(high, xp.float32)


@op("""
    QuantizedRelu(features: Tinput, min_features: float,
            max_features: float) -> (activations: out_type, min_activations: float,
            max_activations: float)
        Tinput: {qint8, quint8, qint32, qint16, quint16}
        out_type: {qint8, quint8, qint32, qint16, quint16} = quint8
""", host=("min_features", "max_features"))
def quantized_relu(xp, features, min_features, max_features, *, out_type):
    """Replace negative quantized numbers by zero.

    Shapes:
        features: any
        min_features, max_features: []
        activations: like features
        min_activations, max_activations: []
    Errors:
        InvalidArgumentError: the range is not scalars.
    Source: tf.raw_ops.QuantizedRelu
    """
    return _clipped(xp, features, min_features, max_features, out_type, None)


@op("""
    QuantizedRelu6(features: Tinput, min_features: float,
            max_features: float) -> (activations: out_type, min_activations: float,
            max_activations: float)
        Tinput: {qint8, quint8, qint32, qint16, quint16}
        out_type: {qint8, quint8, qint32, qint16, quint16} = quint8
""", host=("min_features", "max_features"))
def quantized_relu6(xp, features, min_features, max_features, *, out_type):
    """Clip quantized numbers to the range from 0 to 6.

    Shapes:
        features: any
        min_features, max_features: []
        activations: like features
        min_activations, max_activations: []
    Errors:
        InvalidArgumentError: the range is not scalars.
    Source: tf.raw_ops.QuantizedRelu6
    """
    return _clipped(xp, features, min_features, max_features, out_type, 6.0)


def _clipped(xp, x, low, high, out_type, top):
    _check_scalars(min_input=low, max_input=high)
    ends = xp.array([0.0, 6.0 if top else 0.0], xp.float32)
    ends = _from_float(xp, ends, low.item(), high.item(), x.dtype)
    result = xp.maximum(x, ends[0])
    result = xp.minimum(result, ends[1]) if top else result
    result = result.astype(numpy_dtype(out_type), copy=False)
    return result, xp.asarray(low), xp.asarray(high)


@requantize.shape
@quantize_down_and_shrink_range.shape
@quantized_relu.shape
@quantized_relu6.shape
def with_range_shape(c):
    shape, *bounds = c.shapes
    for bound in bounds:
        checks.with_rank(bound, 0)
    return [shape, TensorShape([]), TensorShape([])]


@op("""
    QuantizedReshape(tensor: T, shape: Tshape, input_min: float, input_max: float) -> (output: T,
            output_min: float, output_max: float)
        T: type
        Tshape: {int32, int64} = int32
""", host=("shape",))
def quantized_reshape(xp, tensor, shape, input_min, input_max):
    """Arrange quantized numbers in another shape.

    Shapes:
        tensor: any
        shape: [rank], one size may be -1
        input_min, input_max: []
        output: as shape says
        output_min, output_max: []
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.QuantizedReshape
    """
    return reshape(xp, tensor, shape), input_min, input_max


@quantized_reshape.shape
def quantized_reshape_shape(c):
    for name in ("input_min", "input_max"):
        checks.with_rank(c[name], 0)
    return [*reshape.shape_function(c), TensorShape([]), TensorShape([])]


def _check_uniform(x, scales, zero_points, axis):
    shown = checks.shown
    checks.require(axis >= -1, f"quantization_axis must be >= -1, given: {axis}")
    checks.require(
        scales.shape == zero_points.shape,
        "scales and zero_points shape must be same, but given scales shape "
        f"{shown(scales.shape)} and zero_points shape {shown(zero_points.shape)}",
    )
    checks.require(
        axis < x.ndim,
        f"quantization_axis must be -1 or in range [0, input.rank), but given {axis}",
    )
    given = f"scales shape {shown(scales.shape)} and zero_points shape {shown(zero_points.shape)}"
    if axis >= 0:
        checks.require(
            scales.shape == (x.shape[axis],),
            "If quantization_axis is not -1, scales and zero_points must be a tensor of rank 1 and "
            "the size must be equal to the input.dim_size(quantization_axis), but given "
            f"quantization_axis {axis}, {given}",
        )
    else:
        checks.require(
            not scales.ndim, "If quantization_axis is -1, scales and zero_points must be scalar "
            f"tensors, but given {given}",
        )


@op("""
    UniformQuantize(input: Tin, scales: float, zero_points: int32) -> output: Tout
        Tin: {float}
        Tout: {qint8, quint8, qint32}
        quantization_axis: int = -1
        quantization_min_val: int
        quantization_max_val: int
""")
def uniform_quantize(
    xp, input, scales, zero_points, *, Tout, quantization_axis, quantization_min_val,
    quantization_max_val,
):
    """Turn floats into integers: divided by scales, moved by zero points, rounded, clipped.

    Shapes:
        input: any
        scales, zero_points: [], or with an axis as many as the input has along it
        output: like input
    Errors:
        InvalidArgumentError: shapes or the axis do not fit.
    Source: tf.raw_ops.UniformQuantize
    """
    _check_uniform(input, scales, zero_points, quantization_axis)
    scale, zero = _channels(input, quantization_axis, scales, zero_points)
    places = xp.floor(input * (xp.float32(1) / scale) + xp.float32(0.5))
    places = places.astype(xp.float64) + zero
    places = xp.maximum(xp.minimum(places, quantization_max_val), quantization_min_val)
    return places.astype(numpy_dtype(Tout))


@op("""
    UniformDequantize(input: Tin, scales: float, zero_points: int32) -> output: Tout
        Tin: {qint8, quint8, qint32}
        Tout: {float}
        quantization_axis: int = -1
        quantization_min_val: int
        quantization_max_val: int
""")
def uniform_dequantize(xp, input, scales, zero_points, *, quantization_axis):
    """Turn integers into floats: less the zero points, times scales.

    Shapes:
        input: any
        scales, zero_points: [], or with an axis as many as the input has along it
        output: like input
    Errors:
        InvalidArgumentError: shapes or the axis do not fit.
    Source: tf.raw_ops.UniformDequantize
    """
    _check_uniform(input, scales, zero_points, quantization_axis)
    scale, zero = _channels(input, quantization_axis, scales, zero_points)
    return (input.astype(xp.int32) - zero).astype(xp.float32) * scale


uniform_quantize.shape(shape_functions.unchanged)
uniform_dequantize.shape(shape_functions.unchanged)
