"""Rows picked by index and then reduced by sorted segment: sums, means and sums over square roots.

This is how embeddings of many features are combined. `_register` makes the four ops that
TensorFlow has for each way to reduce: with as many segments as there are numbers or as asked for,
and backward to all rows or to those picked.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape
from tfcompat._src.core import raw
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.ops import checks, segment
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import op


def _reduce(xp, data, indices, segment_ids, num_segments, power):
    """Sum picked rows by segment and divide by the sizes of the segments to a power."""
    count = _asked(num_segments)
    if indices.ndim != 1:
        raise InvalidArgumentError("indices should be a vector.")
    if segment_ids.ndim != 1:
        raise InvalidArgumentError("segment_ids should be a vector.")
    if segment_ids.size != indices.size:
        raise InvalidArgumentError("segment_ids and indices should have same size.")
    if not data.ndim:
        raise InvalidArgumentError("Shape must be at least rank 1")
    numbers = segment_ids.tolist()
    bits = [8 * x.dtype.itemsize for x in (segment_ids, indices)]
    count = _count(numbers, count, *bits)
    _check(indices.tolist(), numbers, data.shape[0], count)
    rows = _wide(xp, data.take(indices, 0))
    total = segment.fold(xp, "add", rows, segment_ids, count, 0)
    if power:
        sizes = xp.maximum(xp.bincount(segment_ids, minlength=count)[:count], 1)
        total = total * _column(1 / sizes.astype(total.dtype) ** power, total)
    return total.astype(data.dtype, copy=False)


def _asked(num_segments):
    """Return how many segments are asked for; None where it is as many as there are."""
    if num_segments is None:
        return None
    if num_segments.ndim:
        raise InvalidArgumentError(
            f"num_segments should be a scalar, not shape {shown(num_segments.shape)}"
        )
    if num_segments.item() < 0:
        raise InvalidArgumentError("segment ids must be >= 0")
    return num_segments.item()


def _count(numbers, asked, id_bits, index_bits):
    """Return how many segments there are, having checked the last number."""
    last, limit = numbers[-1] if numbers else -1, 2 ** (index_bits - 1) - 1
    if last >= limit:
        raise InvalidArgumentError(
            f"Last segment id must be < kintmax, got {last} limit {limit}")
    # Of few bits, the number after the greatest is the least.
    least = last + 1 if last < 2 ** (id_bits - 1) - 1 else -(2 ** (id_bits - 1))
    if asked is None:
        if numbers and least <= 0:
            raise InvalidArgumentError("segment ids must be >= 0")
        return least
    if least > asked:
        raise InvalidArgumentError("segment ids must be < num_segments")
    if numbers and not asked:
        raise InvalidArgumentError("segment ids must be >= 0")
    return asked


def _check(indices, numbers, rows, count):
    """Check indices and segments; of several faults the first that TensorFlow comes upon."""
    start = 0
    for end, number in enumerate(numbers, 1):
        following = numbers[end] if end < len(numbers) else None
        if following == number:
            continue
        if following is not None and following < number:
            raise InvalidArgumentError("segment ids are not increasing")
        if not 0 <= number < count:
            raise InvalidArgumentError(
                f"Segment id {number} out of range [0, {count}), possibly because 'segment_ids' "
                "input is not sorted.")
        for i in range(start, end):
            if not 0 <= indices[i] < rows:
                raise InvalidArgumentError(
                    f"Bad: indices[{i}] == {indices[i]} out of range [0, {rows})")
        start = end


def _wide(xp, rows):
    """Return `rows` in the dtype that TensorFlow adds them up in."""
    half = rows.dtype.itemsize == 2 and rows.dtype.kind not in "iu"
    return rows.astype(xp.float32) if half else rows


def _column(sizes, rows):
    return sizes.reshape((-1, *([1] * (rows.ndim - 1))))


def _scatter_back(xp, grad, indices, segment_ids, size, name, power):
    """Send the gradient of each segment back to the rows it was made from."""
    if indices.ndim != 1:
        raise InvalidArgumentError("indices should be a vector.")
    if segment_ids.ndim != 1:
        raise InvalidArgumentError("segment_ids should be a vector.")
    if size.ndim:
        raise InvalidArgumentError(f"{name} should be a scalar.")
    if segment_ids.size != indices.size:
        raise InvalidArgumentError("segment_ids and indices should have same size.")
    if not grad.ndim:
        raise InvalidArgumentError("Index must be less than 0, got 0")
    count = size.item()
    if count < 0:
        raise InvalidArgumentError(f"Expected a non-negative size, got {count}")
    if count:
        sizes_first = bool(power) and name == "output_dim0"
        _check_back(indices.tolist(), segment_ids.tolist(), grad.shape[0], count, sizes_first)
    else:
        indices, segment_ids = indices[:0], segment_ids[:0]
    rows = _wide(xp, grad)
    if power:
        sizes = xp.maximum(xp.bincount(segment_ids, minlength=grad.shape[0]), 1)
        rows = rows * _column(1 / sizes.astype(rows.dtype) ** power, rows)
    return rows.take(segment_ids, 0), indices, count


def _check_back(indices, numbers, segments, rows, sizes_first):
    """Check indices and segments, one after the other; all segments first to know their sizes."""
    if numbers and numbers[-1] >= segments:
        raise InvalidArgumentError("Invalid number of segments")
    pairs = list(zip(indices, numbers, strict=True))
    if sizes_first:
        pairs = [(0, number) for number in numbers] + pairs
    for index, number in pairs:
        if not 0 <= index < rows:
            raise InvalidArgumentError(f"Index {index} out of range [0, {rows}).")
        if not 0 <= number < segments:
            raise InvalidArgumentError(f"Segment id {number} out of range [0, {segments}).")


def _dense_back(xp, grad, indices, segment_ids, output_dim0, power):
    rows, indices, count = _scatter_back(
        xp, grad, indices, segment_ids, output_dim0, "output_dim0", power
    )
    return segment.fold(xp, "add", rows, indices, count, 0).astype(grad.dtype, copy=False)


def _sparse_back(xp, grad, indices, segment_ids, dense_output_dim0, power):
    rows, kept, _ = _scatter_back(
        xp, grad, indices, segment_ids, dense_output_dim0, "dense_output_dim0", power
    )
    unique, places = xp.unique(kept, return_inverse=True)
    result = segment.fold(xp, "add", rows, places.reshape(-1), unique.size, 0)
    return result.astype(grad.dtype, copy=False), unique


def _shape(c):
    data = checks.with_rank_at_least(c["data"], 1)
    indices = checks.with_rank(c["indices"], 1)
    checks.merge(indices, checks.with_rank(c["segment_ids"], 1))
    if data.rank is None:
        return [TensorShape(None)]
    return [trusted_shape((None, *data[1:]))]


def _numbered_shape(c):
    shape = _shape(c)[0]
    checks.with_rank(c["num_segments"], 0)
    count = checks.scalar_size(c, "num_segments")
    if count is not None and count < 0:
        raise ValueError("Cannot specify a negative value for num_segments")
    return [shape if shape.rank is None else trusted_shape((count, *shape[1:]))]


def _back_shape(c, name="output_dim0"):
    grad = checks.with_rank_at_least(c["grad"], 1)
    checks.merge(c["segment_ids"], checks.with_rank(c["indices"], 1))
    checks.with_rank(c[name], 0)
    rows = checks.scalar_size(c, name)
    if name == "output_dim0" and rows is not None and rows < 0:
        raise ValueError("Cannot specify a negative value for output_dim0")
    if grad.rank is None:
        return [TensorShape(None)]
    return [trusted_shape((rows, *grad[1:]))]


def _sparse_back_shape(c):
    shape = _back_shape(c, "dense_output_dim0")[0]
    if shape.rank is not None:
        shape = trusted_shape((None, *shape[1:]))
    return [shape, TensorShape([None])]


def _gradient(name):
    """Return the gradient rule of an op whose backward op is called `name`."""

    def rule(op, dy):
        data, indices, segment_ids = op.inputs[:3]
        others = [None] * (len(op.inputs) - 1)
        shape = raw.Shape(data)
        rows = raw.StridedSlice(shape, [0], [1], [1], shrink_axis_mask=1)
        if not op.attr("sparse_gradient"):
            return [getattr(raw, name)(dy, indices, segment_ids, rows), *others]
        values, unique = getattr(raw, f"{name}V2")(dy, indices, segment_ids, rows)
        return [IndexedSlices(values, unique, shape), *others]

    return rule


_NUMBERS = """{float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}"""
_FLOATS = "{bfloat16, half, float, double}"
_PICKED = """Shapes:
        data: [n, inner...]
        indices, segment_ids: [m], the latter sorted
        output: [last number + 1, inner...]
    Errors:
        InvalidArgumentError: an index or a number is out of range, or numbers are not sorted."""
_NUMBERED = _PICKED.replace(
    "output: [last number + 1,", "num_segments: []\n        output: [num_segments,")
_BACK = """Shapes:
        grad: [segments, inner...]
        indices, segment_ids: [m]
        output_dim0: []
        output: [output_dim0, inner...]
    Errors:
        InvalidArgumentError: an index or a number is out of range."""
_BACK_TO_PICKED = _BACK.replace("output_dim0: []", "dense_output_dim0: []").replace(
    "[output_dim0, inner...]", "[k, inner...]\n        sorted_unique_indices: [k]")


def _register(name, power, summary, detail="", kinds=_FLOATS):
    """Register SparseSegment<name>, ...WithNumSegments, ...Grad and ...GradV2.

    Args:
        name: "Sum", "Mean" or "SqrtN".
        power: what sums are divided by is the size of their segment to this power.
        summary: what is done with rows, and `detail`, what follows the segments in the sentence.
        kinds: the dtypes of the forward ops.
    """
    full = f"SparseSegment{name}"

    def reduced(xp, data, indices, segment_ids):
        return _reduce(xp, data, indices, segment_ids, None, power)

    def reduced_to_number(xp, data, indices, segment_ids, num_segments):
        return _reduce(xp, data, indices, segment_ids, num_segments, power)

    def back(xp, grad, indices, segment_ids, output_dim0):
        return _dense_back(xp, grad, indices, segment_ids, output_dim0, power)

    def back_to_picked(xp, grad, indices, segment_ids, dense_output_dim0):
        return _sparse_back(xp, grad, indices, segment_ids, dense_output_dim0, power)

    _document(reduced, f"{summary} for each segment{detail}.", _PICKED, full)
    record = op(f"""
    {full}(data: T, indices: Tidx, segment_ids: Tsegmentids) -> output: T
        T: {kinds}
        Tidx: {{int32, int64}} = int32
        Tsegmentids: {{int32, int64}} = int32
        sparse_gradient: bool = false
""")(reduced)
    record.shape(_shape)
    record.gradient(_gradient(f"{full}Grad"))

    _document(reduced_to_number, f"{summary} for each of a number of segments{detail}.",
              _NUMBERED, f"{full}WithNumSegments")
    record = op(f"""
    {full}WithNumSegments(
        data: T, indices: Tidx, segment_ids: Tsegmentids, num_segments: Tnumsegments) -> output: T
        T: {kinds}
        Tidx: {{int32, int64}} = int32
        Tnumsegments: {{int32, int64}} = int32
        Tsegmentids: {{int32, int64}} = int32
        sparse_gradient: bool = false
""", host=("num_segments",))(reduced_to_number)
    record.shape(_numbered_shape)
    record.gradient(_gradient(f"{full}Grad"))

    _document(back, f"Return the gradient of {full} for its data, as a dense array.", _BACK,
              f"{full}Grad")
    op(f"""
    {full}Grad(
        grad: T, indices: Tidx, segment_ids: Tsegmentids, output_dim0: int32) -> output: T
        T: {_FLOATS}
        Tidx: {{int32, int64}} = int32
        Tsegmentids: {{int32, int64}} = int32
""", host=("output_dim0",))(back).shape(_back_shape)

    _document(back_to_picked, f"Return the gradient of {full} for the rows that were picked.",
              _BACK_TO_PICKED, f"{full}GradV2")
    op(f"""
    {full}GradV2(
        grad: T, indices: Tidx, segment_ids: Tsegmentids, dense_output_dim0: int32) -> (
        output: T, sorted_unique_indices: Tidx)
        T: {_FLOATS}
        Tidx: {{int32, int64}} = int32
        Tsegmentids: {{int32, int64}} = int32
""", host=("dense_output_dim0",))(back_to_picked).shape(_sparse_back_shape)


def _document(kernel, summary, rest, name):
    kernel.__doc__ = f"{summary}\n\n    {rest}\n    Source: tf.raw_ops.{name}\n    "


_register("Sum", 0, "Sum the rows picked", kinds=_NUMBERS)
_register("Mean", 1, "Average the rows picked")
_register("SqrtN", 0.5, "Sum the rows picked", ", over the square root of their number")
