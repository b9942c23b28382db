"""Tensors made from little or nothing: constants, fills, ranges, one-hot rows, placeholders.

Random fills are in `random.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape, trusted_shape
from tfcompat._src.core import raw
from tfcompat._src.ops.gradient_parts import rank_of, span
from tfcompat._src.registry.definition import type_name
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.variants import Variant
from tfcompat._src.registry import no_gradient, op, shape_functions


@op("""
    Const() -> output: dtype
        value: tensor
        dtype: type
""")
def const(xp, *, value):
    """Return the value that the node carries.

    Shapes:
        output: the shape of `value`
    Source: tf.raw_ops.Const
    """
    return xp.asarray(value)


@const.shape
def const_shape(c):
    return [trusted_shape(c.attr("value").shape)]


no_gradient(const, "a constant has no inputs")


@op("""
    Fill(dims: index_type, value: T) -> output: T
        T: type
        index_type: {int32, int64} = int32
""", host=("dims",))
def fill(xp, dims, value):
    """Return a tensor that holds one value everywhere.

    Shapes:
        dims: [rank of output]
        value: []
        output: the sizes in `dims`
    Errors:
        InvalidArgumentError: `dims` is no vector or has a negative size, `value` is no scalar.
    Source: tf.raw_ops.Fill
    """
    if dims.ndim > 1:
        raise InvalidArgumentError(f"dims must represent a vector, got shape {shown(dims.shape)}")
    if value.ndim and value.size != 1:
        raise InvalidArgumentError(f"value must represent a scalar, got shape {shown(value.shape)}")
    sizes = dims.reshape(-1).tolist()
    for size in sizes:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
    return xp.full(sizes, value.reshape(()), value.dtype)


@fill.shape
def fill_shape(c):
    checks.with_rank(c["value"], 0)
    checks.with_rank(c["dims"], 1)
    dims = c.value("dims")
    if dims is not None and (dims < 0).any():
        raise ValueError("Fill dimensions must be >= 0")
    return [c.value_as_shape("dims")]


@fill.gradient
def fill_gradient(op, dy):
    return [None, raw.Sum(dy, span(0, rank_of(dy)))]


@op("""
    ZerosLike(x: T) -> y: T
        T: type
""")
def zeros_like(xp, x):
    """Return zeros (for strings: empty ones) in the shape of a tensor.

    Shapes:
        x, y: any, the same
    Source: tf.raw_ops.ZerosLike
    """
    if isinstance(x, Variant):
        return x.mapped(lambda item: zeros_like(xp, item))
    if x.dtype == object:
        return xp.full(x.shape, b"", object)
    return xp.zeros(x.shape, x.dtype)


zeros_like.shape(shape_functions.unchanged)
no_gradient(zeros_like, "the zeros do not vary")


@op("""
    OnesLike(x: T) -> y: T
        T: {bfloat16, half, float, double, int8, uint8, int16, uint16, int32, uint32, int64, uint64,
            complex64, complex128, bool}
""")
def ones_like(xp, x):
    """Return ones in the shape of a tensor.

    Shapes:
        x, y: any, the same
    Source: tf.raw_ops.OnesLike
    """
    return xp.ones(x.shape, x.dtype)


ones_like.shape(shape_functions.unchanged)
no_gradient(ones_like, "the ones do not vary")


@op("""
    Range(start: Tidx, limit: Tidx, delta: Tidx) -> output: Tidx
        Tidx: {bfloat16, half, float, double, int8, int16, int32, int64, uint16, uint32,
            uint64} = int32
""", host=("start", "limit", "delta"))
def range_(xp, start, limit, delta):
    """Return the numbers from `start` up or down to `limit`, which is left out, by `delta`.

    Shapes:
        start, limit, delta: []
        output: [ceil((limit - start) / delta)]
    Errors:
        InvalidArgumentError: `delta` is 0 or leads away from `limit`.
    Source: tf.raw_ops.Range
    """
    for name, bound in (("start", start), ("limit", limit), ("delta", delta)):
        if bound.ndim > 1 or bound.size != 1:  # a vector of one will do
            raise InvalidArgumentError(f"{name} must be a scalar, not shape {shown(bound.shape)}")
    dtype, bounds = start.dtype, [x.reshape(()) for x in (start, limit, delta)]
    start, limit, delta = [x.item() for x in bounds]
    try:
        count = _range_length(*bounds)
    except ValueError as error:
        zero = f": {_number(delta)}" if delta == 0 else ""
        raise InvalidArgumentError(f"{error}{zero}") from None
    if dtype.kind in "iu":
        return xp.arange(start, start + count * delta, delta, dtype)
    # One rounding of the product and one of the sum, as in TensorFlow; never a running sum.
    steps = xp.arange(count).astype(dtype)
    steps *= xp.asarray(delta, dtype)
    steps += xp.asarray(start, dtype)
    return steps


def _number(value):
    return f"{value:g}" if isinstance(value, float) else str(value)


def _range_length(*bounds):
    """Count the elements of a range, which must lead somewhere; start, limit, delta are arrays."""
    start, limit, delta = [x.item() for x in bounds]
    if delta == 0:
        raise ValueError("Requires delta != 0")
    ends = f"{_number(start)}/{_number(limit)}"
    if delta > 0 and not start <= limit:
        raise ValueError(f"Requires start <= limit when delta > 0: {ends}")
    if not delta > 0 and not start >= limit:
        raise ValueError(f"Requires start >= limit when delta < 0: {ends}")
    if isinstance(delta, int):
        return -((start - limit) // delta)
    exact = float((bounds[1] - bounds[0]) / bounds[2])  # rounded as their dtype is
    if not abs(exact) <= 9223372036854775807:
        raise ValueError("Requires ((limit - start) / delta) <= 9223372036854775807")
    return -int(-exact // 1)


@range_.shape
def range_shape(c):
    values = []
    for name in ("start", "limit", "delta"):
        try:
            checks.with_rank(c[name], 0)
        except ValueError as error:
            raise ValueError(f"{error}\n\t for '{name}'") from None
        values.append(c.value(name))
    if any(value is None for value in values):
        return [TensorShape([None])]
    return [TensorShape([_range_length(*values)])]


no_gradient(range_, "TensorFlow gives it none")


@op("""
    LinSpace(start: T, stop: T, num: Tidx) -> output: T
        T: {bfloat16, half, float, double}
        Tidx: {int32, int64} = int32
""", host=("start", "stop", "num"))
def lin_space(xp, start, stop, num):
    """Return `num` evenly spaced numbers from `start` to `stop`, both included.

    Shapes:
        start, stop, num: []
        output: [num]
    Errors:
        InvalidArgumentError: `num` is not positive, or an argument is no scalar.
    Source: tf.raw_ops.LinSpace
    """
    for name, bound in (("start", start), ("stop", stop), ("num", num)):
        if bound.ndim:
            raise InvalidArgumentError(f"{name} must be a scalar, not shape {shown(bound.shape)}")
    count, dtype = num.item(), start.dtype
    if count <= 0:
        raise InvalidArgumentError(f"Requires num > 0: {count}")
    if count == 1:
        return xp.asarray(start.reshape(1))
    step = (stop - start) / dtype.type(count - 1)
    result = start[()] + step[()] * xp.arange(count).astype(dtype)
    result[0], result[-1] = start[()], stop[()]
    return result


@lin_space.shape
def lin_space_shape(c):
    for name in ("start", "stop", "num"):
        try:
            checks.with_rank(c[name], 0)
        except ValueError as error:
            raise ValueError(f"{error}\n\t for '{name}'") from None
    num = c.value("num")
    if num is not None and num <= 0:
        raise ValueError(f"Requires num > 0: {num}")
    return [TensorShape([None if num is None else int(num)])]


no_gradient(lin_space, "TensorFlow gives it none")


@op("""
    OneHot(indices: TI, depth: int32, on_value: T, off_value: T) -> output: T
        axis: int = -1
        T: type
        TI: {uint8, int8, int32, int64} = int64
""", host=("depth",))
def one_hot(xp, indices, depth, on_value, off_value, *, axis):
    """Mark along a new axis the position that each index names; indices out of range mark none.

    Shapes:
        indices: any
        depth, on_value, off_value: []
        output: as indices, with a dimension of size depth inserted at `axis`
    Errors:
        InvalidArgumentError: `depth` is negative, `axis` out of range, or a scalar is none.
    Source: tf.raw_ops.OneHot
    """
    if not -1 <= axis <= indices.ndim:
        raise InvalidArgumentError(
            f"Expected axis to be -1 or between [0, {indices.ndim + 1}).  But received: {axis}"
        )
    for name, value in (("depth", depth), ("on_value", on_value), ("off_value", off_value)):
        if value.ndim:
            raise InvalidArgumentError(f"{name} must be a scalar, but got: {shown(value.shape)}")
    if depth < 0:
        raise InvalidArgumentError(f"depth must be non-negative, got: {depth}")
    position = indices.ndim if axis == -1 else axis
    classes = xp.arange(depth.item()).reshape((-1,) + (1,) * (indices.ndim - position))
    return xp.where(xp.expand_dims(indices, position) == classes, on_value, off_value)


@one_hot.shape
def one_hot_shape(c):
    axis, indices = c.attr("axis"), c["indices"]
    if axis < -1:
        raise ValueError("axis must be >= -1")
    depth = checks.scalar_size(c, "depth")
    if depth is not None and depth < 0:
        raise ValueError(
            f"Dimension size, given by scalar input 1, must be non-negative but is {depth}"
        )
    if indices.rank is None:
        return [TensorShape(None)]
    sizes = indices.as_list()
    sizes.insert(axis % (len(sizes) + 1), depth)  # the kernel refuses an axis there is not
    return [TensorShape(sizes)]


no_gradient(one_hot, "TensorFlow gives it none")


@op("""
    Placeholder() -> output: dtype
        dtype: type
        shape: shape = ?
""")
def placeholder(xp, *, dtype, shape):
    """Stand for a tensor that the caller feeds; running it means that none was fed.

    Shapes:
        output: `shape`
    Errors:
        InvalidArgumentError: always.
    Source: tf.raw_ops.Placeholder
    """
    wanted = f" and shape {shown(shape)}" if shape.rank else ""
    raise InvalidArgumentError(
        "You must feed a value for placeholder tensor 'Placeholder' with dtype "
        f"{type_name(dtype)}{wanted}"
    )


@placeholder.shape
def placeholder_shape(c):
    return [c.attr("shape")]


@op("""
    PlaceholderV2() -> output: dtype
        dtype: type
        shape: shape
""")
def placeholder_v2(xp):
    """Stand for a tensor that the caller feeds (the form of 2016, removed since).

    Shapes:
        output: `shape`
    Errors:
        UnimplementedError: always.
    Source: tf.raw_ops.PlaceholderV2
    """
    raise UnimplementedError(
        "Op PlaceholderV2 is not available in GraphDef version 2474. It has been removed in "
        "version 23. Placeholder now behaves the same as PlaceholderV2.."
    )


@placeholder_v2.shape
def placeholder_v2_shape(c):
    return [c.attr("shape")]


@op("""
    PlaceholderWithDefault(input: dtype) -> output: dtype
        dtype: type
        shape: shape
""")
def placeholder_with_default(xp, input):  # noqa: A002 - TensorFlow's argument name
    """Stand for a tensor that the caller may feed; else hand on the input.

    Shapes:
        input: compatible with `shape`
        output: `shape`
    Source: tf.raw_ops.PlaceholderWithDefault
    """
    return input


@placeholder_with_default.shape
def placeholder_with_default_shape(c):
    stated = c.attr("shape")
    checks.merge(c["input"], stated)
    # What is fed may differ from the default in all that `shape` leaves open.
    return [stated]


@placeholder_with_default.gradient
def placeholder_with_default_gradient(op, dy):
    return dy
