"""Parts of a tensor cut out, or replaced, by position: `Slice`, `StridedSlice` and its kin.

The reading of Python-like indices, masks and all, is in `slicing.py`; gathering by index tensors
is in `gather.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, unknown_shape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, slicing
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import sizes_of, value_of
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import unchanged

_MASKS = ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask")


@op("""
    Slice(input: T, begin: Index, size: Index) -> output: T
        T: type
        Index: {int32, int64}
""", host=("begin", "size"))
def slice_(xp, input, begin, size):  # noqa: A002 - TensorFlow's argument name
    """Cut a block out of a tensor; a size of -1 takes all that is left.

    Shapes:
        input: [n1, ..., nr]
        begin, size: [r]
        output: the sizes in `size`
    Errors:
        InvalidArgumentError: the block does not lie within the tensor.
    Source: tf.raw_ops.Slice
    """
    ndim = input.ndim
    if begin.shape != (ndim,) or size.shape != (ndim,):
        raise InvalidArgumentError(
            f"Expected begin and size arguments to be 1-D tensors of size {ndim}, but got shapes "
            f"{shown(begin.shape)} and {shown(size.shape)} instead."
        )
    index = []
    for i, (start, length, limit) in enumerate(
        zip(begin.tolist(), size.tolist(), input.shape, strict=True)
    ):
        length = limit - start if length == -1 else length
        if not limit and (start or length):
            raise InvalidArgumentError(
                f"Expected begin[{i}] == 0 (got {start}) and size[{i}] == 0 (got {length}) when "
                f"input.dim_size({i}) == 0"
            )
        if not 0 <= start <= limit:
            raise InvalidArgumentError(f"Expected begin[{i}] in [0, {limit}], but got {start}")
        if not 0 <= length <= limit - start:
            raise InvalidArgumentError(
                f"Expected size[{i}] in [0, {limit - start}], but got {length}"
            )
        index.append(slice(start, start + length))
    return input[tuple(index)] if ndim else input


@slice_.shape
def slice_shape(c):
    shape = c["input"]
    rank = checks.merge(checks.with_rank(c["begin"], 1), checks.with_rank(c["size"], 1))[0]
    if rank is not None:
        shape = checks.with_rank(shape, rank)
    partial = checks.stated_shape(c, "size")
    sizes, begin = c.value("size"), c.value("begin")
    if sizes is None or shape.rank is None:
        return [_unknown_parts(partial, shape, rank)]
    result = []
    for i, (length, limit) in enumerate(zip(sizes.tolist(), shape, strict=True)):
        if length != -1:
            result.append(length)
            continue
        start = None if begin is None else int(begin[i])
        known = start is not None and limit is not None
        if known and start > limit:
            raise ValueError(
                f"Negative dimension size caused by subtracting {start} from {limit}"
            )
        result.append(limit - start if known else None)
    return [TensorShape(result)]


@slice_.gradient
def slice_gradient(op, dy):
    x, begin, _ = op.inputs
    before, sizes, cut = value_of(begin), sizes_of(x), sizes_of(op.outputs[0])
    if before is not None and isinstance(sizes, list) and isinstance(cut, list):
        rows = zip(before, sizes, cut, strict=True)
        paddings = [[start, size - start - left] for start, size, left in rows]
        return [raw.Pad(dy, _matrix(paddings)), None, None]
    whole = raw.Shape(x, out_type=begin.dtype)
    after = raw.Sub(raw.Sub(whole, raw.Shape(dy, out_type=begin.dtype)), begin)
    return [raw.Pad(dy, raw.Pack([begin, after], axis=1)), None, None]


def _matrix(paddings):
    """Return rows of two as something that becomes a tensor [n, 2], also for no rows."""
    return paddings if paddings else raw.Fill([0, 2], 0)


def _unknown_parts(partial, shape, rank):
    """What `size` still says where it is not a constant; an unknown part of it may mean -1."""
    rank = shape.rank if rank is None else rank
    if rank is None:
        return TensorShape(None)
    return unknown_shape(rank) if partial.rank is None else partial


@op("""
    StridedSlice(input: T, begin: Index, end: Index, strides: Index) -> output: T
        T: type
        Index: {int16, int32, int64}
        begin_mask: int = 0
        end_mask: int = 0
        ellipsis_mask: int = 0
        new_axis_mask: int = 0
        shrink_axis_mask: int = 0
""", host=("begin", "end", "strides"))
def strided_slice(
    xp, input, begin, end, strides,  # noqa: A002
    *, begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask,
):
    """Index a tensor as Python indexes arrays: `input[begin:end:strides, ...]`.

    Shapes:
        input: any
        begin, end, strides: [number of index expressions]
        output: what the indices leave
    Errors:
        InvalidArgumentError: the indices do not fit the tensor or each other.
    Source: tf.raw_ops.StridedSlice
    """
    masks = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    return input[slicing.index(input.shape, begin, end, strides, masks)]


@strided_slice.shape
def strided_slice_shape(c):
    shape = c["input"]
    count = checks.with_rank(c["begin"], 1)
    count = checks.merge(count, checks.with_rank(c["end"], 1))
    count = checks.merge(count, checks.with_rank(c["strides"], 1))
    strides = c.value("strides")
    if shape.rank is None or strides is None:
        return [TensorShape(None)]
    return [slicing.static_shape(shape, c.value("begin"), c.value("end"), strides, _masks(c))]


@strided_slice.gradient
def strided_slice_gradient(op, dy):
    x, *position = op.inputs
    shape = raw.Shape(x, out_type=position[0].dtype)
    return [raw.StridedSliceGrad(shape, *position, dy, **_masks_of(op)), None, None, None]


def _masks_of(op):
    """Return the masks of a call as attributes of another."""
    return {name: op.attr(name) for name in _MASKS}


def _masks(c):
    return tuple([c.attr(name) for name in _MASKS])


@op("""
    StridedSliceGrad(shape: Index, begin: Index, end: Index, strides: Index, dy: T) -> output: T
        T: type
        Index: {int32, int64}
        begin_mask: int = 0
        end_mask: int = 0
        ellipsis_mask: int = 0
        new_axis_mask: int = 0
        shrink_axis_mask: int = 0
""", host=("shape", "begin", "end", "strides"))
def strided_slice_grad(
    xp, shape, begin, end, strides, dy,
    *, begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask,
):
    """Put `dy` where a strided slice of a tensor of shape `shape` was taken, zeros elsewhere.

    Shapes:
        shape: [rank of output]
        begin, end, strides: [number of index expressions]
        dy: what the indices leave
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `dy` has not the shape of the slice, or the indices are wrong.
    Source: tf.raw_ops.StridedSliceGrad
    """
    if shape.ndim != 1:
        raise InvalidArgumentError(f"shape must be 1-D, got shape.shape = {shown(shape.shape)}")
    sizes = tuple(shape.tolist())
    for size in sizes:
        checks.require(size >= 0, f"Dimension {size} must be >= 0")
    masks = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    index = slicing.index(sizes, begin, end, strides, masks)
    result = xp.zeros(sizes, dy.dtype)
    part = result[index]
    if part.shape != dy.shape:
        raise InvalidArgumentError(
            f"shape of dy was {shown(dy.shape)} instead of {shown(part.shape)}"
        )
    part[...] = dy
    return result


@strided_slice_grad.shape
def strided_slice_grad_shape(c):
    checks.with_rank(c["shape"], 1)
    return [c.value_as_shape("shape")]


@strided_slice_grad.gradient
def strided_slice_grad_gradient(op, dz):
    _, begin, end, strides, _ = op.inputs
    return [None] * 4 + [raw.StridedSlice(dz, begin, end, strides, **_masks_of(op))]


@op("""
    TensorStridedSliceUpdate(input: T, begin: Index, end: Index, strides: Index, value: T) -> (
            output: T)
        T: type
        Index: {int32, int64}
        begin_mask: int = 0
        end_mask: int = 0
        ellipsis_mask: int = 0
        new_axis_mask: int = 0
        shrink_axis_mask: int = 0
""", host=("begin", "end", "strides"))
def tensor_strided_slice_update(
    xp, input, begin, end, strides, value,  # noqa: A002
    *, begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask,
):
    """Return a copy of a tensor with a strided slice replaced.

    Shapes:
        input, output: any, equal
        begin, end, strides: [number of index expressions]
        value: broadcasts to what the indices select
    Errors:
        InvalidArgumentError: the indices or the value do not fit.
    Source: tf.raw_ops.TensorStridedSliceUpdate; recorded case: any value fits an empty slice.
    """
    masks = (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)
    result = input.copy()
    part = result[slicing.index(input.shape, begin, end, strides, masks)]
    if not part.size:
        return result
    try:
        part[...] = value
    except ValueError:
        raise InvalidArgumentError(
            f"Cannot broadcast input shape {shown(value.shape)} into final shape "
            f"{shown(part.shape)}"
        ) from None
    return result


tensor_strided_slice_update.shape(unchanged)


@tensor_strided_slice_update.gradient
def tensor_strided_slice_update_gradient(op, dy):
    _, *position, value = op.inputs
    masks = _masks_of(op)
    part = raw.StridedSlice(dy, *position, **masks)
    dx = d_value = None
    if op.needs(0):
        dx = raw.TensorStridedSliceUpdate(dy, *position, raw.ZerosLike(part), **masks)
    if op.needs(4):
        ranks = (value.shape.rank, part.shape.rank)
        more = 0 if None in ranks else max(0, ranks[0] - ranks[1])
        narrow = raw.Reshape(value, raw.Shape(value)[more:]) if more else value
        d_value = unbroadcast(part, narrow)
        d_value = raw.Reshape(d_value, sizes_of(value)) if more else d_value
    return [dx, None, None, None, d_value]
