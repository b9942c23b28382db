"""Rows reduced by the segment that they are numbered with: sorted numbers and unsorted ones.

Segments of rows that are picked by index first are in `sparse_segment.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import op

NOT_SORTED = ", possibly because 'segment_ids' input is not sorted."


def fold(xp, how, rows, ids, count, initial):
    """Reduce `rows` by segment into `count` rows that start as `initial`.

    Args:
        how: "add", "multiply", "maximum" or "minimum".
        rows: [n, inner...]
        ids: [n], each in [0, count).
    """
    target = xp.full((count, *rows.shape[1:]), initial, rows.dtype)
    if not rows.size:
        return target
    picks = how in ("maximum", "minimum")
    if picks and rows.dtype.kind not in "iu" and xp.isnan(rows).any():
        return _fold_with_nan(xp, how, target, rows, ids)
    return xp.scatter_fold(how, target, ids, rows)


def _fold_with_nan(xp, how, target, rows, ids):
    """Fold as TensorFlow does, where a NaN loses against whatever follows it."""
    for i, place in enumerate(ids.tolist()):
        row, old = rows[i], target[place]
        target[place] = xp.where(row < old if how == "maximum" else row > old, old, row)
    return target


def check_sorted(ids, rows):
    """Check that segment numbers increase and lie in [0, rows), run by run as TensorFlow does.

    Args:
        ids: a list of at least one int.
        rows: the number of segments.
    """
    if ids[0] >= 0 and ids[-1] < rows and all(a <= b for a, b in zip(ids, ids[1:], strict=False)):
        return
    for at, number in enumerate(ids):
        following = ids[at + 1] if at + 1 < len(ids) else None
        if following == number:
            continue
        if following is not None and following < number:
            raise InvalidArgumentError("segment ids are not increasing")
        if not 0 <= number < rows:
            raise InvalidArgumentError(f"Segment id {number} out of range [0, {rows}){NOT_SORTED}")


def _sorted_count(data, segment_ids):
    """Check the inputs of an op on sorted segments; return the number of segments."""
    if not data.ndim:
        raise InvalidArgumentError("input must be at least rank 1")
    if segment_ids.ndim != 1:
        raise InvalidArgumentError("segment_ids should be a vector.")
    if segment_ids.size != data.shape[0]:
        raise InvalidArgumentError("segment_ids should be the same size as dimension 0 of input.")
    if not segment_ids.size:
        return 0
    ids = segment_ids.tolist()
    count = ids[-1] + 1
    if count <= 0:
        raise InvalidArgumentError("segment ids must be >= 0")
    if count == 1 << 63:
        raise InvalidArgumentError(f"Expected a non-negative size, got -{count}")
    check_sorted(ids, count)
    return count


def _sorted_shape(c):
    data = checks.with_rank_at_least(c["data"], 1)
    checks.with_rank(c["segment_ids"], 1)
    if data.rank is None:
        return [TensorShape(None)]
    return [trusted_shape((None, *data[1:]))]


def _per_row(xp, counts, rows):
    """Return `counts` so that it divides `rows`, each by its own."""
    return counts.reshape((-1, *([1] * (rows.ndim - 1)))).astype(rows.dtype)


@op("""
    SegmentSum(data: T, segment_ids: Tindices) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
""")
def segment_sum(xp, data, segment_ids):
    """Sum the rows of each segment; a segment without rows is 0.

    Shapes:
        data: [n, inner...]
        segment_ids: [n], sorted
        output: [last number + 1, inner...]
    Errors:
        InvalidArgumentError: the numbers are no vector of that size, not sorted or negative.
    Source: tf.raw_ops.SegmentSum
    """
    return fold(xp, "add", data, segment_ids, _sorted_count(data, segment_ids), 0)


segment_sum.shape(_sorted_shape)


@segment_sum.gradient
def segment_sum_gradient(op, dy):
    return [_gather(dy, op.inputs[1]), None]


@op("""
    SegmentMean(data: T, segment_ids: Tindices) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
""")
def segment_mean(xp, data, segment_ids):
    """Average the rows of each segment; a segment without rows is 0.

    Integers are summed in their own dtype and the quotient is cut off.

    Shapes:
        data: [n, inner...]
        segment_ids: [n], sorted
        output: [last number + 1, inner...]
    Errors:
        InvalidArgumentError: the numbers are no vector of that size, not sorted or negative.
    Source: tf.raw_ops.SegmentMean
    """
    count = _sorted_count(data, segment_ids)
    total = fold(xp, "add", data, segment_ids, count, 0)
    sizes = xp.maximum(xp.bincount(segment_ids, minlength=count), 1)
    sizes = _per_row(xp, sizes[:count], total)
    if total.dtype.kind == "i":
        return xp.sign(total) * (xp.abs(total) // sizes)
    return total // sizes if total.dtype.kind == "u" else total / sizes


segment_mean.shape(_sorted_shape)


@segment_mean.gradient
def segment_mean_gradient(op, dy):
    data, ids = op.inputs
    ones_shape = raw.ConcatV2([raw.Shape(ids), raw.Fill(_rank_less_one(data), 1)], 0)
    one = raw.Cast(1.0, DstT=dy.dtype)
    sizes = raw.SegmentSum(raw.Fill(ones_shape, one), ids)
    return [_gather(raw.RealDiv(dy, sizes), ids), None]


def _rank_less_one(x):
    """Return a vector of one int32: the rank of `x` less one."""
    return raw.ExpandDims(raw.Sub(raw.Rank(x), 1), 0)


def _gather(params, ids):
    return raw.GatherV2(params, ids, 0)


@op("""
    SegmentMax(data: T, segment_ids: Tindices) -> output: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        Tindices: {int32, int64}
""")
def segment_max(xp, data, segment_ids, *, T):  # noqa: N803 - TensorFlow's attribute name
    """Take the greatest of the rows of each segment; a segment without rows is 0.

    Shapes:
        data: [n, inner...]
        segment_ids: [n], sorted
        output: [last number + 1, inner...]
    Errors:
        InvalidArgumentError: the numbers are no vector of that size, not sorted or negative.
    Source: tf.raw_ops.SegmentMax
    """
    return _pick_sorted(
        xp, "maximum", data, segment_ids, -xp.inf if T.is_floating else T.min)


def _pick_sorted(xp, how, data, segment_ids, initial):
    count = _sorted_count(data, segment_ids)
    result = fold(xp, how, data, segment_ids, count, initial)
    empty = xp.bincount(segment_ids, minlength=count)[:count] == 0
    if empty.any():
        result[empty] = 0
    return result


segment_max.shape(_sorted_shape)


@segment_max.gradient
def segment_max_gradient(op, dy):
    data, ids = op.inputs
    chosen = raw.Equal(data, _gather(op.outputs[0], ids))
    share = raw.RealDiv(dy, raw.SegmentSum(raw.Cast(chosen, DstT=dy.dtype), ids))
    gathered = _gather(share, ids)
    return [raw.SelectV2(chosen, gathered, raw.ZerosLike(data)), None]


@op("""
    SegmentMin(data: T, segment_ids: Tindices) -> output: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        Tindices: {int32, int64}
""")
def segment_min(xp, data, segment_ids, *, T):  # noqa: N803
    """Take the least of the rows of each segment; a segment without rows is 0.

    Shapes:
        data: [n, inner...]
        segment_ids: [n], sorted
        output: [last number + 1, inner...]
    Errors:
        InvalidArgumentError: the numbers are no vector of that size, not sorted or negative.
    Source: tf.raw_ops.SegmentMin
    """
    return _pick_sorted(
        xp, "minimum", data, segment_ids, xp.inf if T.is_floating else T.max)


segment_min.shape(_sorted_shape)
segment_min.gradient(segment_max_gradient)


@op("""
    SegmentProd(data: T, segment_ids: Tindices) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
""")
def segment_prod(xp, data, segment_ids):
    """Multiply the rows of each segment; a segment without rows is 1.

    Shapes:
        data: [n, inner...]
        segment_ids: [n], sorted
        output: [last number + 1, inner...]
    Errors:
        InvalidArgumentError: the numbers are no vector of that size, not sorted or negative.
    Source: tf.raw_ops.SegmentProd
    """
    return fold(xp, "multiply", data, segment_ids, _sorted_count(data, segment_ids), 1)


segment_prod.shape(_sorted_shape)


@segment_prod.gradient
def segment_prod_gradient(op, dy):
    data, ids = op.inputs
    zero = raw.Equal(data, raw.Cast(0, DstT=data.dtype))
    zeros = raw.SegmentSum(raw.Cast(zero, DstT="int32"), ids)
    dy = raw.SelectV2(raw.Greater(zeros, 1), raw.ZerosLike(dy), dy)
    nonzero = raw.SelectV2(zero, raw.OnesLike(data), data)
    of_nonzero = _gather(raw.SegmentProd(nonzero, ids), ids)
    others = raw.RealDiv(_gather(op.outputs[0], ids), nonzero)
    return [raw.Mul(_gather(dy, ids), raw.SelectV2(zero, of_nonzero, others)), None]
