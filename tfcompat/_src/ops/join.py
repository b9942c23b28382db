"""Putting tensors together along a dimension, and taking them apart again."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape, unknown_shape
from tfcompat._src.core import raw
from tfcompat._src.core.resources import Resource
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import numbers_of
from tfcompat._src.registry import no_gradient, op


@op("""
    ConcatV2(values: N * T, axis: Tidx) -> output: T
        N: int >= 2
        T: type
        Tidx: {int32, int64} = int32
""", host=("axis",))
def concat_v2(xp, values, axis):
    """Join tensors along an existing dimension.

    Shapes:
        values: N tensors that differ at most in dimension `axis`
        axis: []
        output: as the values, their sizes along `axis` added
    Errors:
        InvalidArgumentError: the ranks or other sizes differ, or `axis` is out of range.
    Source: tf.raw_ops.ConcatV2
    """
    return _concatenated(xp, values, axis, "axis")


def _concatenated(xp, values, axis, name):
    """Join `values` along `axis`, an array that messages call `name`."""
    if axis.size != 1:
        raise InvalidArgumentError(
            f"{name} tensor should be a scalar integer, but got shape {shown(axis.shape)}"
        )
    try:
        return xp.concatenate(values, axis.item())
    except ValueError:
        raise _mismatch(values, axis.item()) from None


def _mismatch(values, axis):
    """The error that says why `values` do not join along `axis`."""
    first = values[0].shape
    rank = len(first)
    if not -rank <= axis < rank and (rank or axis):
        return InvalidArgumentError(
            "ConcatOp : Expected concatenating dimensions in the range "
            f"[{-rank}, {rank}), but got {axis}"
        )
    for i, value in enumerate(values):
        if not value.ndim:
            return InvalidArgumentError(
                "ConcatOp : Can't concatenate scalars (use tf.stack instead)"
            )
        shapes = f"shape[0] = {shown(first)} vs. shape[{i}] = {shown(value.shape)}"
        if value.ndim != rank:
            return InvalidArgumentError(
                f"ConcatOp : Ranks of all input tensors should match: {shapes}"
            )
        for d in range(rank):
            if d != axis % rank and value.shape[d] != first[d]:
                return InvalidArgumentError(
                    f"ConcatOp : Dimension {d} in both shapes must be equal: {shapes}"
                )
    raise AssertionError("these values do join")


@concat_v2.shape
def concat_v2_shape(c):
    return [_joined(c, "axis")]


@concat_v2.gradient
def concat_v2_gradient(op, dy):
    *values, axis = op.inputs
    return [*_cut(dy, values, axis), None]


def _cut(dy, values, axis):
    """Cut the gradient of joined values into the gradients of each."""
    if len(values) == 1:
        return [dy]
    known = numbers_of(axis)
    if known is not None:
        (known,) = known
        sizes = [None if x.shape.rank is None else x.shape[known] for x in values]
        if None not in sizes:
            return raw.SplitV(dy, sizes, known, num_split=len(values))
    axis = raw.Cast(raw.Reshape(axis, []), DstT="int32")
    at = raw.FloorMod(axis, raw.Rank(dy))
    sizes = raw.Pack([raw.GatherV2(shape, at, 0) for shape in raw.ShapeN(values)])
    return raw.SplitV(dy, sizes, axis, num_split=len(values))


def _joined(c, axis_name):
    axis, shapes = checks.scalar_value(c, axis_name), c["values"]
    rank = next((shape.rank for shape in shapes if shape.rank is not None), None)
    if rank is None:
        return TensorShape(None)
    if rank == 0:
        raise ValueError("Can't concatenate scalars (use tf.stack instead)")
    shapes = [checks.with_rank(shape, rank) for shape in shapes]
    if axis is None:
        return unknown_shape(rank)
    if not -rank <= axis < rank:
        checks.with_rank_at_least(shapes[0], axis + 1 if axis >= 0 else -axis)
    axis %= rank
    total, before, after = 0, TensorShape([None] * axis), TensorShape([None] * (rank - axis - 1))
    for shape in shapes:
        before = checks.merge(before, shape[:axis])
        after = checks.merge(after, shape[axis + 1 :])
        total = None if total is None or shape[axis] is None else total + shape[axis]
    return trusted_shape((*before, total, *after))


@op("""
    Concat(concat_dim: int32, values: N * T) -> output: T
        N: int >= 2
        T: type
""", host=("concat_dim",))
def concat(xp, concat_dim, values):
    """Join tensors along an existing dimension (the older form of ConcatV2).

    Shapes:
        concat_dim: []
        values: N tensors that differ at most in dimension `concat_dim`
        output: as the values, their sizes along `concat_dim` added
    Errors:
        InvalidArgumentError: the ranks or other sizes differ, or the dimension is out of range.
    Source: tf.raw_ops.Concat
    """
    return _concatenated(xp, values, concat_dim, "concat_dim")


@concat.shape
def concat_shape(c):
    return [_joined(c, "concat_dim")]


@concat.gradient
def concat_gradient(op, dy):
    axis, *values = op.inputs
    return [None, *_cut(dy, values, axis)]


@op("""
    ConcatOffset(concat_dim: int32, shape: N * shape_type) -> offset: N * shape_type
        N: int >= 2
        shape_type: {int32, int64} = int32
""", host=("concat_dim", "shape"))
def concat_offset(xp, concat_dim, shape):
    """Return where each of several tensors starts within their concatenation.

    Shapes:
        concat_dim: []
        shape: N vectors [r]
        offset: N vectors [r]
    Errors:
        InvalidArgumentError: the tensors would not join.
    Source: tf.raw_ops.ConcatOffset
    """
    if concat_dim.ndim:
        raise InvalidArgumentError(
            "Concat dim tensor should be a scalar integer, but got shape "
            f"{shown(concat_dim.shape)}"
        )
    for i, sizes in enumerate(shape):
        if sizes.ndim != 1:
            raise InvalidArgumentError(
                f"input {i + 1} should be a vector, but got shape {shown(sizes.shape)}"
            )
    first, dimension = shape[0], concat_dim.item()
    rank = len(first)
    if not -rank <= dimension < rank:
        raise InvalidArgumentError(f"Concat dim is out of range: {dimension} vs. {rank}")
    axis, start, offsets = dimension % rank, 0, []
    for i, sizes in enumerate(shape):
        if len(sizes) != rank:
            raise InvalidArgumentError(
                f"input {i} should contain {rank} elements, but got {len(sizes)}"
            )
        for d in range(rank):
            if d != axis and sizes[d] != first[d]:
                raise InvalidArgumentError(
                    f"All dimensions except {axis} must match. Input {i} has shape "
                    f"[{' '.join(map(str, sizes.tolist()))}] and doesn't match input 0 with shape "
                    f"[{' '.join(map(str, first.tolist()))}]."
                )
        offset = xp.zeros(rank, sizes.dtype)
        offset[axis] = start
        offsets.append(offset)
        start += int(sizes[axis])
    return offsets


@concat_offset.shape
def concat_offset_shape(c):
    checks.with_rank(c["concat_dim"], 0)
    return list(c["shape"])


no_gradient(concat_offset, "offsets do not vary with the values")


@op("""
    Pack(values: N * T) -> output: T
        N: int >= 1
        T: type
        axis: int = 0
""")
def pack(xp, values, *, axis):
    """Stack tensors of one shape along a new dimension.

    Shapes:
        values: N tensors of the same shape
        output: that shape with N inserted at `axis`
    Errors:
        InvalidArgumentError: the shapes differ, or `axis` is out of range.
    Source: tf.raw_ops.Pack
    """
    if isinstance(values[0], Resource):
        values = [_handle_array(xp, value) for value in values]
    first = values[0].shape
    rank = len(first) + 1
    if not -rank <= axis < rank:
        raise InvalidArgumentError(f"axis = {axis} not in [{-rank}, {rank})")
    for i, value in enumerate(values):
        if value.shape != first:
            raise InvalidArgumentError(
                "Shapes of all inputs must match: values[0].shape = "
                f"{shown(first)} != values[{i}].shape = {shown(value.shape)}"
            )
    if axis < 0:
        axis += rank
    # Joining along the first of two new views is several times faster than the library's stack.
    expanded = (*first[:axis], 1, *first[axis:])
    return xp.concatenate([value.reshape(expanded) for value in values], axis)


def _handle_array(xp, handle):
    """Return a handle, which is no array by itself, as one of rank 0."""
    array = xp.empty((), object)
    array[()] = handle
    return array


@pack.shape
def pack_shape(c):
    axis, shape = c.attr("axis"), c["values"][-1]
    for i in range(len(c["values"]) - 2, -1, -1):
        try:
            shape = checks.merge(c["values"][i], shape)
        except ValueError as error:
            raise ValueError(f"{error}\n\tFrom merging shape {i} with other shapes.") from None
    if shape.rank is None:
        return [shape]
    rank = shape.rank + 1
    if not -rank <= axis < rank:
        raise ValueError(f"Invalid axis: {axis}; must be in [{-rank},{rank})")
    sizes = shape.as_list()
    sizes.insert(axis % rank, len(c["values"]))
    return [TensorShape(sizes)]


@pack.gradient
def pack_gradient(op, dy):
    return raw.Unpack(dy, num=op.attr("N"), axis=op.attr("axis"))


@op("""
    Unpack(value: T) -> output: num * T
        num: int >= 0
        T: type
        axis: int = 0
""")
def unpack(xp, value, *, num, axis):
    """Take a tensor apart along a dimension, which vanishes.

    Shapes:
        value: any, of size `num` along `axis`
        output: `num` tensors without that dimension
    Errors:
        InvalidArgumentError: the size is not `num`, or `axis` is out of range.
    Source: tf.raw_ops.Unpack
    """
    rank = value.ndim
    if not num:
        return []  # nothing is looked at
    if not -rank <= axis < rank:
        raise InvalidArgumentError(f"axis = {axis} not in [{-rank}, {rank})")
    if value.shape[axis] != num:
        raise InvalidArgumentError(
            f"Input shape axis {axis % rank} must equal {num}, got shape {shown(value.shape)}"
        )
    before = (slice(None),) * (axis % rank)
    return [value[(*before, i, ...)] for i in range(num)]


@unpack.shape
def unpack_shape(c):
    shape, axis, num = c["value"], c.attr("axis"), c.attr("num")
    if shape.rank is None:
        return [shape] * num
    if not -shape.rank <= axis < shape.rank:
        raise ValueError(f"Invalid axis: {axis}; must be in [{-shape.rank},{shape.rank})")
    sizes = shape.as_list()
    checks.with_size(sizes.pop(axis), num)
    return [TensorShape(sizes)] * num


@unpack.gradient
def unpack_gradient(op, *dys):
    return raw.Pack(list(dys), axis=op.attr("axis"))


@op("""
    Split(split_dim: int32, value: T) -> output: num_split * T
        num_split: int >= 1
        T: type
""", host=("split_dim",))
def split(xp, split_dim, value, *, num_split):
    """Cut a tensor into equal parts along a dimension.

    Shapes:
        split_dim: []
        value: any, with a multiple of `num_split` along the dimension
        output: `num_split` tensors
    Errors:
        InvalidArgumentError: the parts would not be equal, or the dimension is out of range.
    Source: tf.raw_ops.Split
    """
    if split_dim.ndim:
        raise InvalidArgumentError(f"split_dim must be a scalar but has rank {split_dim.ndim}")
    axis = _split_axis(split_dim, value)
    size = value.shape[axis]
    if size % num_split:
        raise InvalidArgumentError(
            "Number of ways to split should evenly divide the split dimension, but got split_dim "
            f"{axis} (size = {size}) and num_split {num_split}"
        )
    return _pieces(value, axis, [size // num_split] * num_split)


def _split_axis(split_dim, value):
    axis, rank = split_dim.item(), value.ndim
    if not -rank <= axis < rank:
        raise InvalidArgumentError(
            f"-input rank(-{rank}) <= split_dim < input rank ({rank}), but got {axis}"
        )
    return axis % rank


def _pieces(value, axis, sizes):
    """Views of `value` of the given sizes, one after the other along `axis`."""
    before, pieces, start = (slice(None),) * axis, [], 0
    for size in sizes:
        pieces.append(value[(*before, slice(start, start + size))])
        start += size
    return pieces


@split.shape
def split_shape(c):
    shape, count = c["value"], c.attr("num_split")
    axis = _static_split_axis(c, shape)
    if shape.rank is None:
        return [shape] * count
    if axis is None:
        return [unknown_shape(shape.rank)] * count
    sizes = shape.as_list()
    if sizes[axis] is not None:
        if sizes[axis] % count:
            raise ValueError(
                f"Dimension size must be evenly divisible by {count} but is {sizes[axis]}\n\t"
                "Number of ways to split should evenly divide the split dimension"
            )
        sizes[axis] //= count
    return [TensorShape(sizes)] * count


@split.gradient
def split_gradient(op, *dys):
    return [None, _uncut(dys, op.inputs[0])]


def _uncut(dys, axis):
    """Join the gradients of pieces."""
    return dys[0] if len(dys) == 1 else raw.ConcatV2(list(dys), axis)


def _static_split_axis(c, shape):
    """The dimension to split, as an index from the front, or None where unknown."""
    axis, rank = checks.scalar_size(c, "split_dim"), shape.rank
    if axis is None or rank is None:
        return None
    if not -rank <= axis < rank:
        raise ValueError(
            f"Dimension size, given by scalar input {axis} must be in range [-{rank}, {rank})"
        )
    return axis % rank


@op("""
    SplitV(value: T, size_splits: Tlen, split_dim: int32) -> output: num_split * T
        num_split: int >= 1
        T: type
        Tlen: {int8, int32, int64} = int64
""", host=("size_splits", "split_dim"))
def split_v(xp, value, size_splits, split_dim, *, num_split):
    """Cut a tensor into parts of given sizes along a dimension; one size may be -1, "the rest".

    Shapes:
        value: any
        size_splits: [num_split]
        split_dim: []
        output: `num_split` tensors
    Errors:
        InvalidArgumentError: the sizes do not add up, or the dimension is out of range.
    Source: tf.raw_ops.SplitV
    """
    if size_splits.shape != (num_split,):
        raise InvalidArgumentError(
            "size of the split_tensor must be 1-D and have the same elements as outputs got "
            f"{size_splits.ndim} -D and {size_splits.size} elements"
        )
    axis = _split_axis(split_dim, value)
    return _pieces(value, axis, _split_sizes(size_splits.tolist(), value.shape[axis]))


def _split_sizes(sizes, total):
    """Fill in the -1 among `sizes`, having checked that they add up to `total`."""
    rest = [i for i, size in enumerate(sizes) if size == -1]
    known = sum(size for size in sizes if size != -1)
    if len(rest) > 1:
        raise InvalidArgumentError("There can only be one -1 in the input.")
    if len(sizes) == 1 and sizes[0] != total:
        raise InvalidArgumentError(
            "If there is only one output, it must have the same size as the input. Input size: "
            f"{total} output size: {sizes[0]}"
        )
    if known > total or (known < total and not rest):
        raise InvalidArgumentError(
            "Determined shape must either match input shape along split_dim exactly if fully "
            "specified, or be less than the size of the input along split_dim if not fully "
            f"specified.  Got: {known}"
        )
    for i, size in enumerate(sizes):
        if size < -1:
            raise InvalidArgumentError(f"Split size at index {i} must be >= 0. Got: {size}")
    return [total - known if size == -1 else size for size in sizes]


@split_v.shape
def split_v_shape(c):
    shape, count = c["value"], c.attr("num_split")
    if shape.rank == 0:
        raise ValueError("Can't split scalars")
    axis = _static_split_axis(c, shape)
    length = checks.rank_of_vector(c["size_splits"])
    if length is not None and length != count:
        raise ValueError("Length of size_splits should be equal to num_outputs")
    if shape.rank is None:
        return [shape] * count
    if axis is None:
        return [unknown_shape(shape.rank)] * count
    sizes = c.value("size_splits")
    pieces = [None] * count if sizes is None else _static_sizes(sizes.tolist(), shape[axis])
    return [trusted_shape((*shape[:axis], piece, *shape[axis + 1 :])) for piece in pieces]


@split_v.gradient
def split_v_gradient(op, *dys):
    return [_uncut(dys, op.inputs[2]), None, None]


def _static_sizes(sizes, total):
    """The sizes of the parts as far as `total`, possibly unknown, tells them."""
    if sizes.count(-1) > 1:
        raise ValueError("size_splits can only have one -1")
    known = sum(size for size in sizes if size != -1)
    if -1 in sizes:
        rest = None if total is None else total - known
        at = sizes.index(-1)
        sizes = [*sizes[:at], rest, *sizes[at + 1 :]]
    elif total is not None and known != total:
        raise ValueError(f"can't split axis of size {total} into pieces of size {shown(sizes)}")
    for i, size in enumerate(sizes):
        if size is not None and size < 0:
            raise ValueError(f"Split size at index {i} must be >= 0. Got: {size}")
    return sizes
