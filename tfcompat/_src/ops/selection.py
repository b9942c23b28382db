"""Picking elements: largest ones in any dimension, those missing in another list, monotone rows."""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import with_rank
from tfcompat._src.registry import op


@op("""
    ApproxTopK(input: T) -> values: T, indices: int32
        k: int >= 0
        reduction_dimension: int = -1
        recall_target: float = 0.949999988079071
        is_max_k: bool = true
        reduction_input_size_override: int = -1
        aggregate_to_topk: bool = true
        T: {half, bfloat16, float}
""")
def approx_top_k(xp, input, *, k, reduction_dimension, is_max_k):  # noqa: A002
    """Find the `k` largest or smallest elements along a dimension, here always exactly.

    Shapes:
        input: any of rank 1 or more
        values, indices: as input, but `k` in that dimension
    Errors:
        InvalidArgumentError: the input is a scalar, or has not so many elements there.
    Source: tf.raw_ops.ApproxTopK; TensorFlow's own kernel for CPUs is exact too
    """
    if not input.ndim:
        raise InvalidArgumentError("input must be >= 1-D, got shape []")
    if not -input.ndim <= reduction_dimension < input.ndim:
        raise InvalidArgumentError(
            f"reduction_dimension must be in [{-input.ndim},{input.ndim}), but is "
            f"{reduction_dimension}"
        )
    rows = xp.moveaxis(input, reduction_dimension, -1)
    if rows.shape[-1] < k:
        raise InvalidArgumentError(
            f"input must have at least k columns. Had {rows.shape[-1]}, needed {k}"
        )
    keys = rows if is_max_k else -rows
    keys = keys.astype(xp.float32) if keys.dtype.kind == "V" else keys
    _, order = xp.top_k(keys, k)
    values = xp.take_along_axis(rows, order, axis=-1)
    back = (xp.moveaxis(x, -1, reduction_dimension) for x in (values, order.astype(xp.int32)))
    return tuple(back)


@approx_top_k.shape
def approx_top_k_shape(c):
    shape, axis = c["input"], c.attr("reduction_dimension")
    if shape.rank is None:
        return [shape, shape]
    if not shape.rank:
        raise ValueError("Shape must be at least rank 1 but is rank 0")
    if not -shape.rank <= axis < shape.rank:
        raise ValueError(f"axis must be in [{-shape.rank},{shape.rank}), but is {axis}")
    sizes = shape.as_list()
    if sizes[axis] is not None and sizes[axis] < c.attr("k"):
        raise ValueError(f"input must have last dimension >= k = {c.attr('k')} but was "
                         f"{sizes[axis]}")
    sizes[axis] = c.attr("k")
    return [TensorShape(sizes)] * 2


@approx_top_k.gradient
def approx_top_k_gradient(op, dy, _):
    """Put the gradients back where the elements came from."""
    x, indices = op.inputs[0], op.outputs[1]
    rank = raw.Rank(x) if x.shape.rank is None else x.shape.rank
    axis = op.attr("reduction_dimension")
    moved = axis if axis >= 0 else raw.AddV2(rank, axis)
    rest = raw.ListDiff(raw.Range(0, rank, 1), raw.ExpandDims(moved, 0))[0]
    order = raw.ConcatV2([rest, raw.ExpandDims(moved, 0)], 0)
    shape = raw.GatherV2(raw.Shape(x), order, 0)
    size = raw.StridedSlice(shape, [-1], [0], [1], shrink_axis_mask=1)
    rows = raw.Reshape(raw.Transpose(indices, order), raw.Pack([-1, op.attr("k")]))
    flat = raw.Reshape(raw.Transpose(dy, order), [-1])
    count = raw.StridedSlice(raw.Shape(rows), [0], [1], [1], shrink_axis_mask=1)
    offset = raw.ExpandDims(raw.Mul(raw.Range(0, count, 1), size), -1)
    places = raw.Reshape(raw.AddV2(rows, offset), [-1, 1])
    whole = raw.ScatterNd(places, flat, raw.ExpandDims(raw.Prod(shape, 0), 0))
    return raw.Transpose(raw.Reshape(whole, shape), raw.InvertPermutation(order))


@op("""
    ListDiff(x: T, y: T) -> out: T, idx: out_idx
        T: type
        out_idx: {int32, int64} = int32
""")
def list_diff(xp, x, y, *, out_idx):
    """Keep the elements of one vector that are not in another, and say where they were.

    Shapes:
        x: [n]
        y: [m]
        out, idx: [number kept]
    Errors:
        InvalidArgumentError: one is not a vector.
    Source: tf.raw_ops.ListDiff; a recorded case: NaN is in no list
    """
    for name, array in (("x", x), ("y", y)):
        if array.ndim != 1:
            raise InvalidArgumentError(f"{name} should be a 1D vector.")
    left, right = (a.astype(xp.float32) if a.dtype.kind == "V" else a for a in (x, y))
    if left.dtype == object:
        known = set(right.tolist())
        kept = xp.asarray([item not in known for item in left.tolist()], dtype=bool)
    else:
        kept = ~xp.isin(left, right)
    places = xp.nonzero(kept)[0]
    return x[places], places.astype(numpy_dtype(out_idx))


@list_diff.shape
def list_diff_shape(c):
    for name in ("x", "y"):
        with_rank(c[name], 1)
    return [TensorShape([None])] * 2


@op("""
    IsotonicRegression(input: T) -> output: output_dtype, segments: int32
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64}
        output_dtype: {half, bfloat16, float, double} = float
""")
def isotonic_regression(xp, input, *, output_dtype):  # noqa: A002
    """Find the nearest rows that never increase, by pooling neighbours that do.

    Shapes:
        input, output, segments: any, equal; the segments number the pools of each row
    Source: tf.raw_ops.IsotonicRegression
    """
    dtype, shape = numpy_dtype(output_dtype), input.shape
    if not input.size:
        return xp.zeros(shape, dtype), xp.zeros(shape, xp.int32)
    rows = input.reshape((-1, shape[-1] if shape else 1)).astype(xp.float64).tolist()
    pooled = [_pooled(row) for row in rows]
    values = xp.asarray([value for value, _ in pooled], dtype=xp.float64)
    segments = xp.asarray([segment for _, segment in pooled], dtype=xp.int32)
    return values.astype(dtype).reshape(shape), segments.reshape(shape)


def _pooled(row):
    """Return (values, numbers of pools) of one row."""
    pools = []
    for number in row:
        pools.append((number, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] < pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + count)
    values, segments = [], []
    for i, (total, count) in enumerate(pools):
        values += [total / count] * count
        segments += [i] * count
    return values, segments


@isotonic_regression.shape
def isotonic_regression_shape(c):
    return [c["input"]] * 2


@isotonic_regression.gradient
def isotonic_regression_gradient(op, dy, _):
    """Each element of a pool gets the mean of the gradients of its pool."""
    segments = op.outputs[1]
    shape = raw.Shape(segments)
    size = raw.StridedSlice(shape, [-1], [0], [1], shrink_axis_mask=1)
    rows = raw.Reshape(segments, raw.Pack([-1, size]))
    count = raw.StridedSlice(raw.Shape(rows), [0], [1], [1], shrink_axis_mask=1)
    offset = raw.ExpandDims(raw.Mul(raw.Range(0, count, 1), size), -1)
    flat = raw.Reshape(raw.AddV2(rows, offset), [-1])
    total = raw.Mul(count, size)
    sums = raw.UnsortedSegmentSum(raw.Reshape(dy, [-1]), flat, total)
    ones = raw.UnsortedSegmentSum(raw.OnesLike(raw.Reshape(dy, [-1])), flat, total)
    means = raw.GatherV2(raw.DivNoNan(sums, ones), flat, 0)
    return raw.Cast(raw.Reshape(means, shape), DstT=op.inputs[0].dtype)
