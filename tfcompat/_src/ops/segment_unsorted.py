"""Rows reduced by the segment that they are numbered with, in any order; negative numbers drop out.

Sorted segments, which need not be told how many there are, are in `segment.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, segment
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op


def _fold(xp, how, data, segment_ids, num_segments, initial):
    """Check the inputs of an op on unsorted segments and run it."""
    if num_segments.ndim:
        raise InvalidArgumentError(
            f"num_segments should be a scalar, not shape {shown(num_segments.shape)}"
        )
    outer, count = segment_ids.ndim, num_segments.item()
    if data.shape[:outer] != segment_ids.shape:
        raise InvalidArgumentError(
            f"data.shape = {shown(data.shape)} does not start with segment_ids.shape = "
            f"{shown(segment_ids.shape)}"
        )
    if count < 0:
        raise InvalidArgumentError(f"Input num_segments == {count} must not be negative.")
    inner = data.shape[outer:]
    ids = segment_ids.reshape(-1)
    size = 1
    for length in inner:
        size *= length
    rows = data.reshape((ids.size, size))
    if data.size:
        _check_below(xp, segment_ids, count)
        if (ids < 0).any():
            kept = ids >= 0
            ids, rows = ids[kept], rows[kept]
    return segment.fold(xp, how, rows, ids, count, initial).reshape((count, *inner))


def _check_below(xp, segment_ids, count):
    wrong = segment_ids >= count
    if not wrong.any():
        return
    at = [int(i) for i in xp.unravel_index(int(xp.argmax(wrong.reshape(-1))), wrong.shape)]
    raise InvalidArgumentError(
        f"segment_ids{shown(at) if at else ''} = {segment_ids[tuple(at)]} is out of range "
        f"[0, {count})"
    )


def _shape(c):
    data, ids = c["data"], c["segment_ids"]
    checks.with_rank(c["num_segments"], 0)
    count = checks.scalar_size(c, "num_segments")
    if count is not None and count < 0:
        raise ValueError(
            f"Dimension size, given by scalar input 2, must be non-negative but is {count}"
        )
    if data.rank is None or ids.rank is None:
        return [TensorShape(None)]
    if data.rank < ids.rank:
        raise ValueError(f"Shape must be at least rank {ids.rank} but is rank {data.rank}")
    for i in range(ids.rank):
        checks.merge_size(data[i], ids[i])
    return [trusted_shape((count, *data[ids.rank :]))]


def _gather_kept(params, ids):
    """Pick rows by number; rows with a negative number are 0.

    Returns:
        The rows, and which of their elements were picked.
    """
    gathered = raw.GatherV2(params, raw.Maximum(ids, raw.ZerosLike(ids)), 0)
    kept = _kept(ids, gathered)
    return raw.SelectV2(kept, gathered, raw.ZerosLike(gathered)), kept


def _kept(ids, rows):
    """Say of each element of `rows` whether the number of its row is not negative."""
    kept = raw.GreaterEqual(ids, raw.ZerosLike(ids))
    if rows.shape.rank is not None and ids.shape.rank == rows.shape.rank:
        return kept
    ones = raw.Fill(raw.ExpandDims(raw.Sub(raw.Rank(rows), raw.Rank(ids)), 0), 1)
    kept = raw.Reshape(kept, raw.ConcatV2([raw.Shape(ids), ones], 0))
    return raw.LogicalAnd(kept, raw.Fill(raw.Shape(rows), True))


@op("""
    UnsortedSegmentSum(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int16, int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def unsorted_segment_sum(xp, data, segment_ids, num_segments):
    """Sum the slices of each segment; a segment without slices is 0.

    Shapes:
        data: [ids..., inner...]
        segment_ids: [ids...]
        num_segments: []
        output: [num_segments, inner...]
    Errors:
        InvalidArgumentError: a number is too large, or the shapes do not fit.
    Source: tf.raw_ops.UnsortedSegmentSum
    """
    return _fold(xp, "add", data, segment_ids, num_segments, 0)


unsorted_segment_sum.shape(_shape)


@unsorted_segment_sum.gradient
def unsorted_segment_sum_gradient(op, dy):
    return [_gather_kept(dy, op.inputs[1])[0], None, None]


@op("""
    UnsortedSegmentMax(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def unsorted_segment_max(xp, data, segment_ids, num_segments, *, T):  # noqa: N803
    """Take the greatest of the slices of each segment; one without slices has the least number.

    Shapes:
        data: [ids..., inner...]
        segment_ids: [ids...]
        num_segments: []
        output: [num_segments, inner...]
    Errors:
        InvalidArgumentError: a number is too large, or the shapes do not fit.
    Source: tf.raw_ops.UnsortedSegmentMax
    """
    return _fold(xp, "maximum", data, segment_ids, num_segments, T.min)


unsorted_segment_max.shape(_shape)


@unsorted_segment_max.gradient
def unsorted_segment_max_gradient(op, dy):
    data, ids, count = op.inputs
    outputs, kept = _gather_kept(op.outputs[0], ids)
    chosen = raw.LogicalAnd(raw.Equal(data, outputs), kept)
    winners = raw.UnsortedSegmentSum(raw.Cast(chosen, DstT=dy.dtype), ids, count)
    share = _gather_kept(raw.RealDiv(dy, winners), ids)[0]
    return [raw.SelectV2(chosen, share, raw.ZerosLike(share)), None, None]


@op("""
    UnsortedSegmentMin(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def unsorted_segment_min(xp, data, segment_ids, num_segments, *, T):  # noqa: N803
    """Take the least of the slices of each segment; one without slices has the greatest number.

    Shapes:
        data: [ids..., inner...]
        segment_ids: [ids...]
        num_segments: []
        output: [num_segments, inner...]
    Errors:
        InvalidArgumentError: a number is too large, or the shapes do not fit.
    Source: tf.raw_ops.UnsortedSegmentMin
    """
    return _fold(xp, "minimum", data, segment_ids, num_segments, T.max)


unsorted_segment_min.shape(_shape)
unsorted_segment_min.gradient(unsorted_segment_max_gradient)


@op("""
    UnsortedSegmentProd(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def unsorted_segment_prod(xp, data, segment_ids, num_segments):
    """Multiply the slices of each segment; a segment without slices is 1.

    Shapes:
        data: [ids..., inner...]
        segment_ids: [ids...]
        num_segments: []
        output: [num_segments, inner...]
    Errors:
        InvalidArgumentError: a number is too large, or the shapes do not fit.
    Source: tf.raw_ops.UnsortedSegmentProd
    """
    return _fold(xp, "multiply", data, segment_ids, num_segments, 1)


unsorted_segment_prod.shape(_shape)


@unsorted_segment_prod.gradient
def unsorted_segment_prod_gradient(op, dy):
    data, ids, count = op.inputs
    zero = raw.Equal(data, raw.Cast(0, DstT=data.dtype))
    zeros = raw.UnsortedSegmentSum(raw.Cast(zero, DstT="int32"), ids, count)
    dy = raw.SelectV2(raw.Greater(zeros, 1), raw.ZerosLike(dy), dy)
    nonzero = raw.SelectV2(zero, raw.OnesLike(data), data)
    numbers = raw.Maximum(ids, raw.ZerosLike(ids))
    of_nonzero = raw.GatherV2(raw.UnsortedSegmentProd(nonzero, ids, count), numbers, 0)
    # Like TensorFlow's, this is NaN where the data is 0: chosen away here, and seen again when
    # the gradient is differentiated.
    others = raw.RealDiv(raw.GatherV2(op.outputs[0], numbers, 0), data)
    partial = raw.SelectV2(zero, of_nonzero, others)
    return [raw.Mul(_gather_kept(dy, ids)[0], partial), None, None]


def _with_count_shape(c):
    data = checks.with_rank_at_least(c["data"], 1)
    checks.with_rank(c["segment_ids"], 1)
    checks.with_rank(c["num_segments"], 0)
    if data.rank is None:
        return [TensorShape(None)]
    return [trusted_shape((checks.scalar_size(c, "num_segments"), *data[1:]))]


@op("""
    SegmentSumV2(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def segment_sum_v2(xp, data, segment_ids, num_segments):
    """Sum the rows of each of a given number of segments; see UnsortedSegmentSum.

    Shapes:
        data: [n, inner...]
        segment_ids: [n]
        num_segments: []
        output: [num_segments, inner...]
    Source: tf.raw_ops.SegmentSumV2
    """
    return unsorted_segment_sum(xp, data, segment_ids, num_segments)


segment_sum_v2.shape(_with_count_shape)


@op("""
    SegmentMaxV2(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def segment_max_v2(xp, data, segment_ids, num_segments, *, T):  # noqa: N803
    """Take the greatest of the rows of each segment; see UnsortedSegmentMax.

    Shapes:
        data: [n, inner...]
        segment_ids: [n]
        num_segments: []
        output: [num_segments, inner...]
    Source: tf.raw_ops.SegmentMaxV2
    """
    return unsorted_segment_max(xp, data, segment_ids, num_segments, T=T)


segment_max_v2.shape(_with_count_shape)


@op("""
    SegmentMinV2(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def segment_min_v2(xp, data, segment_ids, num_segments, *, T):  # noqa: N803
    """Take the least of the rows of each segment; see UnsortedSegmentMin.

    Shapes:
        data: [n, inner...]
        segment_ids: [n]
        num_segments: []
        output: [num_segments, inner...]
    Source: tf.raw_ops.SegmentMinV2
    """
    return unsorted_segment_min(xp, data, segment_ids, num_segments, T=T)


segment_min_v2.shape(_with_count_shape)


@op("""
    SegmentProdV2(data: T, segment_ids: Tindices, num_segments: Tnumsegments) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
        Tnumsegments: {int32, int64} = int32
""", host=("num_segments",))
def segment_prod_v2(xp, data, segment_ids, num_segments):
    """Multiply the rows of each segment; see UnsortedSegmentProd.

    Shapes:
        data: [n, inner...]
        segment_ids: [n]
        num_segments: []
        output: [num_segments, inner...]
    Source: tf.raw_ops.SegmentProdV2
    """
    return unsorted_segment_prod(xp, data, segment_ids, num_segments)


segment_prod_v2.shape(_with_count_shape)
