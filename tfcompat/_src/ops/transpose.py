"""Elements moved about: transposing, reversing, rolling, tiling, and block rearrangements."""

from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError
from tfcompat._src.base.shapes import TensorShape, trusted_shape, unknown_shape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import sizes_of, value_of
from tfcompat._src.registry import no_gradient, op


@op("""
    Transpose(x: T, perm: Tperm) -> y: T
        T: type
        Tperm: {int32, int64} = int32
""", host=("perm",))
def transpose(xp, x, perm):
    """Reorder the dimensions of a tensor.

    Shapes:
        x: [n1, ..., nr]
        perm: [r]
        y: [n(perm1), ...]
    Errors:
        InvalidArgumentError: `perm` is no permutation of the dimensions.
    Source: tf.raw_ops.Transpose
    """
    if perm.ndim != 1:
        raise InvalidArgumentError(f"perm must be rank 1, got shape {shown(perm.shape)}")
    order = perm.tolist()
    try:
        return x.transpose(order)
    except ValueError:
        raise _no_permutation(order, x.ndim) from None


def _no_permutation(order, rank):
    """The error that says why `order` is no permutation of the dimensions."""
    if len(order) != rank:
        return InvalidArgumentError(
            f"transpose expects a vector of size {rank}. But input(1) is a vector of size "
            f"{len(order)}"
        )
    places = [place + rank if place < 0 else place for place in order]
    for place in places:
        if not 0 <= place < rank:
            return InvalidArgumentError(f"{place} is out of range [0 .. {rank})")
    lacking = next(place for place in range(rank) if place not in places)
    return InvalidArgumentError(f"{lacking} is missing from {{{','.join(map(str, places))}}}.")


@transpose.shape
def transpose_shape(c):
    shape, count = c["x"], checks.rank_of_vector(c["perm"])
    if shape.rank is not None and count is not None and shape.rank != count:
        raise ValueError(f"Dimension must be {shape.rank} but is {count}")
    rank = count if shape.rank is None else shape.rank
    order = c.value("perm")
    if rank is None or order is None:
        return [unknown_shape(rank)]
    for place in order.tolist():
        if not -rank <= place < rank:
            raise ValueError(f"perm dim {place} is out of range of input rank {rank}")
    if shape.rank is None:
        return [unknown_shape(rank)]
    return [trusted_shape(tuple([shape[place] for place in order.tolist()]))]


@transpose.gradient
def transpose_gradient(op, dy):
    return [raw.Transpose(dy, _inverse(op.inputs[1])), None]


def _inverse(order):
    """Return the permutation that undoes another, as a list or a tensor."""
    known = value_of(order)
    if known is None:
        return raw.InvertPermutation(order)
    inverse = [0] * len(known)
    for i, axis in enumerate(known):
        inverse[axis] = i
    return inverse


@op("""
    ConjugateTranspose(x: T, perm: Tperm) -> y: T
        T: type
        Tperm: {int32, int64} = int32
""", host=("perm",))
def conjugate_transpose(xp, x, perm):
    """Reorder the dimensions of a tensor and conjugate its elements.

    Shapes:
        x: [n1, ..., nr]
        perm: [r]
        y: [n(perm1), ...]
    Errors:
        InvalidArgumentError: `perm` is no permutation of the dimensions.
    Source: tf.raw_ops.ConjugateTranspose
    """
    y = transpose(xp, x, perm)
    return xp.conjugate(y) if y.dtype.kind == "c" else y


conjugate_transpose.shape(transpose_shape)


@conjugate_transpose.gradient
def conjugate_transpose_gradient(op, dy):
    return [raw.ConjugateTranspose(dy, _inverse(op.inputs[1])), None]


@op("""
    InvertPermutation(x: T) -> y: T
        T: {int32, int64} = int32
""", host=("x",))
def invert_permutation(xp, x):
    """Return the permutation that undoes another.

    Shapes:
        x, y: [n]
    Errors:
        InvalidArgumentError: `x` is no permutation of 0 to n - 1.
    Source: tf.raw_ops.InvertPermutation
    """
    if x.ndim != 1:
        raise InvalidArgumentError("invert_permutation expects a 1D vector.")
    count = x.size
    y = xp.full(count, -1, x.dtype)
    for i, place in enumerate(x.tolist()):
        if not 0 <= place < count:
            raise InvalidArgumentError(f"{place} is not between 0 and {count}")
        if y[place] != -1:
            raise InvalidArgumentError(f"{place} is duplicated in the input.")
        y[place] = i
    return y


@invert_permutation.shape
def invert_permutation_shape(c):
    return [checks.with_rank(c["x"], 1)]


no_gradient(invert_permutation, "TensorFlow gives it none")


@op("""
    ReverseV2(tensor: T, axis: Tidx) -> output: T
        Tidx: {int32, int64} = int32
        T: {uint8, int8, uint16, int16, int32, uint32, int64, uint64, bool, bfloat16, half, float,
            double, complex64, complex128, string}
""", host=("axis",))
def reverse_v2(xp, tensor, axis):
    """Reverse the order of elements along some dimensions.

    Shapes:
        tensor: [n1, ..., nr]
        axis: [at most r]
        output: as tensor
    Errors:
        InvalidArgumentError: a dimension does not exist or is named twice.
    Source: tf.raw_ops.ReverseV2
    """
    if not tensor.ndim or not tensor.size:
        return tensor
    if axis.ndim != 1:
        raise InvalidArgumentError(f"'dims' must be 1-dimension, not {axis.ndim}")
    try:
        reversed_ = _reversed_axes(axis.tolist(), tensor.ndim)
    except ValueError as error:
        raise InvalidArgumentError(str(error)) from None
    return tensor[tuple([
        slice(None, None, -1) if i in reversed_ else slice(None) for i in range(tensor.ndim)
    ])] if reversed_ else tensor


def _reversed_axes(axes, rank):
    found = set()
    for i, axis in enumerate(axes):
        if not -rank <= axis < rank:
            # The bracket stays open in TensorFlow's sentence, too.
            raise ValueError(f"'axis'[{i}] = {axis} is out of valid range [0, {rank - 1}")
        if axis % rank in found:
            raise ValueError(f"axis {axis % rank} specified more than once.")
        found.add(axis % rank)
    return found


@reverse_v2.shape
def reverse_v2_shape(c):
    checks.with_rank(c["axis"], 1)
    axes, shape = c.value("axis"), c["tensor"]
    if axes is not None and shape.rank is not None:
        _reversed_axes(axes.tolist(), shape.rank)
    return [shape]


@reverse_v2.gradient
def reverse_v2_gradient(op, dy):
    return [raw.ReverseV2(dy, op.inputs[1]), None]


@op("""
    Tile(input: T, multiples: Tmultiples) -> output: T
        T: type
        Tmultiples: {int32, int64} = int32
""", host=("multiples",))
def tile(xp, input, multiples):  # noqa: A002 - TensorFlow's argument name
    """Repeat a tensor along each of its dimensions.

    Shapes:
        input: [n1, ..., nr]
        multiples: [r]
        output: [n1 * multiples1, ...]
    Errors:
        InvalidArgumentError: `multiples` has another length, or negative elements.
    Source: tf.raw_ops.Tile
    """
    if multiples.ndim != 1:
        raise InvalidArgumentError(
            f"Expected multiples to be 1-D, but got shape {shown(multiples.shape)}"
        )
    if multiples.size != input.ndim:
        raise InvalidArgumentError(
            f"Expected multiples argument to be a vector of length {input.ndim} but got length "
            f"{multiples.size}"
        )
    counts = multiples.tolist()
    for i, count in enumerate(counts):
        if count < 0:
            raise InvalidArgumentError(f"Expected multiples[{i}] >= 0, but got {count}")
    if not counts:
        return input
    return xp.tile(input, counts)


@tile.shape
def tile_shape(c):
    checks.with_rank(c["multiples"], 1)
    shape, counts = c["input"], c.value_as_shape("multiples")
    if shape.rank is not None:
        counts = checks.with_rank(counts, shape.rank)
    if counts.rank is None or shape.rank is None:
        return [unknown_shape(counts.rank)]
    return [TensorShape([
        0 if 0 in (size, count) else None if size is None or count is None else size * count
        for size, count in zip(shape, counts, strict=True)
    ])]


@tile.gradient
def tile_gradient(op, dy):
    # Each dimension becomes two, the times it was repeated and its size; the times are summed.
    x, multiples = op.inputs
    times, sizes = value_of(multiples), sizes_of(x, out_type=multiples.dtype)
    if times is not None and isinstance(sizes, list):
        split = [part for pair in zip(times, sizes, strict=True) for part in pair]
        axes = list(range(0, len(split), 2))
    else:
        split = raw.Reshape(raw.Pack([multiples, sizes], axis=1), [-1])
        axes = raw.Range(0, raw.Size(split), 2)
    return [raw.Reshape(raw.Sum(raw.Reshape(dy, split), axes), sizes), None]


@op("""
    Roll(input: T, shift: Tshift, axis: Taxis) -> output: T
        T: type
        Tshift: {int32, int64}
        Taxis: {int32, int64}
""", host=("shift", "axis"))
def roll(xp, input, shift, axis):  # noqa: A002
    """Shift elements along dimensions; what falls off one end comes in at the other.

    Shapes:
        input: any but []
        shift, axis: [] or [k]
        output: as input
    Errors:
        InvalidArgumentError: a dimension does not exist, or the shapes are wrong.
    Source: tf.raw_ops.Roll
    """
    if not input.ndim:
        raise InvalidArgumentError("input must be 1-D or higher")
    for name, vector in (("shift", shift), ("axis", axis)):
        if vector.ndim > 1:
            raise InvalidArgumentError(
                f"{name} must be a scalar or a 1-D vector. Found: {shown(vector.shape)}"
            )
    if shift.shape != axis.shape:
        raise InvalidArgumentError("shift and axis must have the same size")
    axes = axis.reshape(-1).tolist()
    for i, place in enumerate(axes):
        if place < 0:
            axes[i] = place = place + input.ndim
        if not 0 <= place < input.ndim:
            raise InvalidArgumentError(f"axis {place} is out of range")
    return xp.roll(input, shift.reshape(-1).tolist(), axes)


@roll.shape
def roll_shape(c):
    checks.with_rank_at_least(c["input"], 1)
    shift, axis = c["shift"], c["axis"]
    checks.merge(checks.with_rank_at_most(shift, 1), checks.with_rank_at_most(axis, 1))
    return [c["input"]]


@roll.gradient
def roll_gradient(op, dy):
    return [raw.Roll(dy, raw.Neg(op.inputs[1]), op.inputs[2]), None, None]


def _block_format(input, data_format, mark=""):  # noqa: A002
    """Check a block rearrangement's input; say whether channels come last."""
    if data_format == b"NCHW_VECT_C":
        raise UnsupportedError("data_format NCHW_VECT_C is not supported here")
    if input.ndim != 4:
        raise InvalidArgumentError(f"Input rank should be{mark} 4 instead of{mark} {input.ndim}")
    return data_format == b"NHWC"


@op("""
    DepthToSpace(input: T) -> output: T
        T: type
        block_size: int >= 2
        data_format: {"NHWC", "NCHW", "NCHW_VECT_C"} = "NHWC"
""")
def depth_to_space(xp, input, *, block_size, data_format):  # noqa: A002
    """Spread the channels of each pixel over a block of pixels.

    Shapes:
        input: [n, h, w, c * b * b] in "NHWC", [n, c * b * b, h, w] in "NCHW"
        output: [n, h * b, w * b, c], [n, c, h * b, w * b]
    Errors:
        InvalidArgumentError: the channels do not fill blocks, or the rank is not 4.
    Source: tf.raw_ops.DepthToSpace
    """
    last, b = _block_format(input, data_format, ":"), block_size
    depth = input.shape[3 if last else 1]
    if depth % (b * b):
        raise InvalidArgumentError(
            f"Input depth dimension {depth} should be divisible by: {b * b}"
        )
    depth //= b * b
    if last:
        n, h, w, _ = input.shape
        blocks = input.reshape((n, h, w, b, b, depth)).transpose(0, 1, 3, 2, 4, 5)
        return blocks.reshape((n, h * b, w * b, depth))
    n, _, h, w = input.shape
    blocks = input.reshape((n, b, b, depth, h, w)).transpose(0, 3, 4, 1, 5, 2)
    return blocks.reshape((n, depth, h * b, w * b))


@depth_to_space.shape
def depth_to_space_shape(c):
    return [_block_shape(c, lambda h, w, depth, b: (
        None if h is None else h * b, None if w is None else w * b, _divided(depth, b * b),
    ))]


@depth_to_space.gradient
def depth_to_space_gradient(op, dy):
    return raw.SpaceToDepth(
        dy, block_size=op.attr("block_size"), data_format=op.attr("data_format")
    )


def _block_shape(c, change):
    """Apply `change` to height, width and depth, wherever the format has them."""
    layout = c.attr("data_format")
    if layout == b"NCHW_VECT_C":
        return unknown_shape(5)
    shape = checks.with_rank(c["input"], 4)
    if layout == b"NHWC":
        return TensorShape([shape[0], *change(*shape[1:], c.attr("block_size"))])
    h, w, depth = change(shape[2], shape[3], shape[1], c.attr("block_size"))
    return TensorShape([shape[0], depth, h, w])


def _divided(size, divisor):
    if size is None:
        return None
    if size % divisor:
        raise ValueError(
            f"Dimension size must be evenly divisible by {divisor} but is {size}"
        )
    return size // divisor


@op("""
    SpaceToDepth(input: T) -> output: T
        T: type
        block_size: int >= 2
        data_format: {"NHWC", "NCHW", "NCHW_VECT_C"} = "NHWC"
""")
def space_to_depth(xp, input, *, block_size, data_format):  # noqa: A002
    """Gather the channels of each block of pixels in one pixel.

    Shapes:
        input: [n, h * b, w * b, c] in "NHWC", [n, c, h * b, w * b] in "NCHW"
        output: [n, h, w, c * b * b], [n, c * b * b, h, w]
    Errors:
        InvalidArgumentError: the pixels do not fill blocks, or the rank is not 4.
    Source: tf.raw_ops.SpaceToDepth
    """
    last, b = _block_format(input, data_format), block_size
    height, width = input.shape[1:3] if last else input.shape[2:]
    if height % b or width % b:
        raise InvalidArgumentError(
            f"Image width {width} and height {height} should be divisible by block_size: {b}"
        )
    h, w = height // b, width // b
    if last:
        n, _, _, depth = input.shape
        blocks = input.reshape((n, h, b, w, b, depth)).transpose(0, 1, 3, 2, 4, 5)
        return blocks.reshape((n, h, w, b * b * depth))
    n, depth, _, _ = input.shape
    blocks = input.reshape((n, depth, h, b, w, b)).transpose(0, 3, 5, 1, 2, 4)
    return blocks.reshape((n, b * b * depth, h, w))


@space_to_depth.shape
def space_to_depth_shape(c):
    return [_block_shape(c, lambda h, w, depth, b: (
        _divided(h, b), _divided(w, b), None if depth is None else depth * b * b,
    ))]


@space_to_depth.gradient
def space_to_depth_gradient(op, dy):
    return raw.DepthToSpace(
        dy, block_size=op.attr("block_size"), data_format=op.attr("data_format")
    )
