"""Joining quantized tensors: all are brought to one range first."""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, quantize
from tfcompat._src.ops.join import concat
from tfcompat._src.registry import op


def _joined(xp, values, axis, mins, maxes):
    """Return values in the range that holds all of them, joined, and that range."""
    rank = values[0].ndim
    checks.require(
        0 <= axis < rank,
        f"ConcatOp : Expected concatenating dimensions in the range [0, {rank}), but got {axis}",
    )
    for name, bounds in (("input_mins", mins), ("input_maxes", maxes)):
        for bound in bounds:
            checks.require(bound.size == 1, f"`{name}` must be rank 0 but is rank {bound.ndim}")
    shape = values[0].shape
    for i, value in enumerate(values):
        both = f"shape[0] = {checks.shown(shape)} vs. shape[{i}] = {checks.shown(value.shape)}"
        checks.require(
            value.ndim == rank, f"ConcatOp : Ranks of all input tensors should match: {both}"
        )
        fits = value.shape[:axis] == shape[:axis] and value.shape[axis + 1 :] == shape[axis + 1 :]
        checks.require(fits, f"ConcatOp : Dimensions of inputs should match: {both}")
    lows, highs = [bound.item() for bound in mins], [bound.item() for bound in maxes]
    low, high = min(0.0, *lows), max(highs)
    parts = [
        value if (a, b) == (low, high) else quantize.exchanged(xp, value, a, b, low, high)
        for value, a, b in zip(values, lows, highs, strict=True)
    ]
    return (
        xp.concatenate(parts, axis=axis), xp.array(low, xp.float32), xp.array(high, xp.float32)
    )


@op("""
    QuantizedConcat(concat_dim: int32, values: N * T, input_mins: N * float,
            input_maxes: N * float) -> (output: T, output_min: float, output_max: float)
        N: int >= 2
        T: type
""", host=("concat_dim", "input_mins", "input_maxes"))
def quantized_concat(xp, concat_dim, values, input_mins, input_maxes):
    """Join quantized tensors along a dimension, in the range that holds all of them.

    Shapes:
        concat_dim: []
        values: alike but for that dimension
        input_mins, input_maxes: []
        output: the sizes of that dimension added up
        output_min, output_max: []
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.QuantizedConcat
    """
    checks.require(
        not concat_dim.ndim,
        "Concat dim tensor should be a scalar integer, but got shape "
        f"{checks.shown(concat_dim.shape)}",
    )
    return _joined(xp, values, concat_dim.item(), input_mins, input_maxes)


@quantized_concat.shape
def quantized_concat_shape(c):
    for name in ("input_mins", "input_maxes"):
        for bound in c[name]:
            checks.with_rank(bound, 0)
    return [*concat.shape_function(c), TensorShape([]), TensorShape([])]
