"""Broadcasting to a shape, and broadcasting worked out on shapes that are data.

Elementwise ops broadcast by themselves; they are not here.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import no_gradient, op


@op("""
    BroadcastTo(input: T, shape: Tidx) -> output: T
        T: type
        Tidx: {int32, int64} = int32
""", host=("shape",))
def broadcast_to(xp, input, shape):  # noqa: A002
    """Repeat a tensor along dimensions of size 1, and new leading ones, to a shape.

    Shapes:
        input: broadcasts to output
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: the input does not broadcast to `shape`.
    Source: tf.raw_ops.BroadcastTo
    """
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"shape must be a vector of {{int32,int64}}, got shape {shown(shape.shape)}"
        )
    sizes = tuple(shape.tolist())
    for size in sizes:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
    if input.ndim > len(sizes):
        raise InvalidArgumentError(
            f"Rank of input ({input.ndim}) must be no greater than rank of output shape "
            f"({len(sizes)})."
        )
    try:
        return xp.broadcast_to(input, sizes)
    except ValueError:
        both = zip(reversed(input.shape), reversed(sizes))  # noqa: B905 - the shorter one decides
        if all(x == y or y == 1 or x == 1 for x, y in both):  # another size becomes 1
            raise InvalidArgumentError(
                f"Unable to broadcast tensor of shape {shown(input.shape)} to tensor of shape "
                f"{shown(sizes)}"
            ) from None
        raise InvalidArgumentError(
            f"Incompatible shapes: {shown(input.shape)} vs. {shown(sizes)}"
        ) from None


@broadcast_to.shape
def broadcast_to_shape(c):
    target, source = checks.stated_shape(c, "shape"), c["input"]
    if target.rank is None or source.rank is None:
        return [target]
    checks.with_rank_at_most(source, target.rank)
    sizes = target.as_list()
    for i, size in enumerate(source, len(sizes) - source.rank):
        if size not in (None, 1):
            sizes[i] = checks.merge_size(size, sizes[i])
    return [TensorShape(sizes)]


@broadcast_to.gradient
def broadcast_to_gradient(op, dy):
    return [unbroadcast(dy, op.inputs[0]), None]


@op("""
    BroadcastArgs(s0: T, s1: T) -> r0: T
        T: {int32, int64} = int32
""", host=("s0", "s1"))
def broadcast_args(xp, s0, s1):
    """Return the shape that two shapes broadcast to.

    Shapes:
        s0: [m]
        s1: [n]
        r0: [max(m, n)]
    Errors:
        InvalidArgumentError: the two do not broadcast, or are not vectors.
    Source: tf.raw_ops.BroadcastArgs
    """
    a, b = _aligned(s0, s1)
    return xp.array([y if x == 1 else x for x, y in zip(a, b, strict=True)], s0.dtype)


def _aligned(s0, s1):
    """The sizes in two shape vectors, right-aligned, having checked that they broadcast."""
    for i, vector in enumerate((s0, s1)):
        if vector.ndim != 1:
            raise InvalidArgumentError(f"In[{i}] must be a vector.{shown(vector.shape)}")
    a, b = s0.tolist(), s1.tolist()
    rank = max(len(a), len(b))
    left, right = [1] * (rank - len(a)) + a, [1] * (rank - len(b)) + b
    for x, y in zip(left, right, strict=True):
        if x != y and x != 1 and y != 1:
            raise InvalidArgumentError(f"Incompatible shapes: {shown(a)} vs. {shown(b)}")
    return left, right


@broadcast_args.shape
def broadcast_args_shape(c):
    m, n = checks.rank_of_vector(c["s0"]), checks.rank_of_vector(c["s1"])
    return [TensorShape([None if m is None or n is None else max(m, n)])]


no_gradient(broadcast_args, "shapes do not vary with the values")


@op("""
    BroadcastGradientArgs(s0: T, s1: T) -> r0: T, r1: T
        T: {int32, int64} = int32
""", host=("s0", "s1"))
def broadcast_gradient_args(xp, s0, s1):
    """Return the axes over which to sum the gradient of a broadcast, for either operand.

    Shapes:
        s0: [m]
        s1: [n]
        r0, r1: [at most max(m, n)]
    Errors:
        InvalidArgumentError: the two do not broadcast, or are not vectors.
    Source: tf.raw_ops.BroadcastGradientArgs
    """
    a, b = _aligned(s0, s1)
    if s0.shape == s1.shape and (s0 == s1).all():
        return xp.array([], s0.dtype), xp.array([], s0.dtype)
    # A dimension that is 1 on both sides is summed on both: the axes of a missing dimension
    # have to go, and where it is there a sum over one element does no harm.
    pairs = list(enumerate(zip(a, b, strict=True)))
    return (
        xp.array([i for i, (x, y) in pairs if x == 1 and (y != 1 or x == y)], s0.dtype),
        xp.array([i for i, (x, y) in pairs if y == 1 and (x != 1 or x == y)], s0.dtype),
    )


@broadcast_gradient_args.shape
def broadcast_gradient_args_shape(c):
    checks.with_rank(c["s0"], 1)
    checks.with_rank(c["s1"], 1)
    return [TensorShape([None])] * 2


no_gradient(broadcast_gradient_args, "shapes do not vary with the values")
