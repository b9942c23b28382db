"""Joining quantized tensors: all are brought to one range first."""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, quantize
from tfcompat._src.registry import op


def _joined(xp, values, axis, mins, maxes):
    """Return values in the range that holds all of them, joined, and that range."""
    for name, bounds in (("input_mins", mins), ("input_maxes", maxes)):
        for bound in bounds:
            checks.require(not bound.ndim, f"`{name}` must be rank 0 but is rank {bound.ndim}")
    rank = values[0].ndim
    checks.require(
        -rank <= axis < rank,
        f"concat_dim must be in [-{rank}, {rank}), got {axis}",
    )
    shape = values[0].shape
    for i, value in enumerate(values):
        fits = value.ndim == rank and all(
            a == b for k, (a, b) in enumerate(zip(shape, value.shape, strict=False))
            if k != axis % rank
        )
        checks.require(
            fits, "ConcatOp : Dimensions of inputs should match: shape[0] = "
            f"{checks.shown(shape)} vs. shape[{i}] = {checks.shown(value.shape)}",
        )
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
    shapes = c["values"]
    for name in ("input_mins", "input_maxes"):
        for bound in c[name]:
            checks.with_rank(bound, 0)
    scalars = [TensorShape([]), TensorShape([])]
    axis = checks.scalar_value(c, "concat_dim")
    known = [shape for shape in shapes if shape.rank is not None]
    if not known:
        return [TensorShape(None), *scalars]
    rank = known[0].rank
    if axis is None or len(known) < len(shapes):
        return [TensorShape([None] * rank), *scalars]
    sizes = [shape.as_list()[axis] for shape in shapes]
    result = known[0].as_list()
    for shape in shapes:
        others = shape.as_list()
        result = [checks.merge_size(a, b) if i != axis % rank else a
                  for i, (a, b) in enumerate(zip(result, others, strict=True))]
    result[axis] = None if None in sizes else sum(sizes)
    return [TensorShape(result), *scalars]
