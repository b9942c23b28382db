"""Reductions: tensors folded along some of their dimensions, and where the extremes are.

Running totals are in `cumulative.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import conj, kept_shape, reduced_first, share_of, sizes_of
from tfcompat._src.registry import op
from tfcompat._src.registry.shape_functions import reduction


def _reduced_shape(c):
    checks.with_rank_at_most(c["reduction_indices"], 1)
    return reduction(c)


def _fold(xp, ufunc, x, axes, keep_dims):
    """Fold `x` along `axes` with the ufunc of that name, in the dtype of `x`."""
    try:
        return xp.fold(ufunc, x, tuple(axes.ravel().tolist()), keep_dims)
    except ValueError:
        raise _bad_axes(x, axes) from None


def _fold_wide(xp, ufunc, x, axes, keep_dims):
    """Fold `x` along `axes`; bfloat16 and its like are folded as float32."""
    if x.dtype.kind != "V":
        return _fold(xp, ufunc, x, axes, keep_dims)
    return _fold(xp, ufunc, x.astype(xp.float32), axes, keep_dims).astype(x.dtype)


def _bad_axes(x, axes):
    """Return the error that says what is wrong with `axes`."""
    seen = set()
    for axis in axes.ravel().tolist():
        if not -x.ndim <= axis < x.ndim:
            return InvalidArgumentError(
                f"Invalid reduction dimension ({axis} for input with {x.ndim} dimension(s)"
            )
        if axis % x.ndim in seen:
            return InvalidArgumentError(
                "Invalid reduction arguments: Axes contains duplicate dimension: "
                f"{axis % x.ndim}"
            )
        seen.add(axis % x.ndim)
    raise AssertionError(f"nothing is wrong with axes {axes} of shape {x.shape}")


@op("""
    Sum(input: T, reduction_indices: Tidx) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def sum(xp, input, reduction_indices, *, keep_dims):  # noqa: A001, A002
    """Add up elements along dimensions; integers wrap around.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.Sum; recorded cases: bfloat16 adds up as float32, half in half.
    """
    return _fold_wide(xp, "add", input, reduction_indices, keep_dims)


sum.shape(_reduced_shape)


@sum.gradient
def sum_gradient(op, dy):
    return [_spread(op, dy), None]


def _spread(op, dy):
    """Repeat the gradient of a reduction along what was reduced."""
    x, axes = op.inputs
    return raw.BroadcastTo(_kept(op, dy, x, axes), sizes_of(x))


def _kept(op, y, x, axes):
    """Return a result of a reduction with the reduced dimensions as 1."""
    return y if op.attr("keep_dims") else raw.Reshape(y, kept_shape(x, axes))


@op("""
    Prod(input: T, reduction_indices: Tidx) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def prod(xp, input, reduction_indices, *, keep_dims):  # noqa: A002
    """Multiply elements along dimensions; integers wrap around.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.Prod
    """
    return _fold_wide(xp, "multiply", input, reduction_indices, keep_dims)


prod.shape(_reduced_shape)


@prod.gradient
def prod_gradient(op, dy):
    # What is left without an element is the product of those before and after it: dividing the
    # whole product by the element would fail where that is zero.
    x, axes = op.inputs
    order, rows, columns = reduced_first(x, axes)
    turned = raw.Transpose(x, order)
    table = raw.Reshape(turned, [rows, columns])
    before = raw.Cumprod(table, 0, exclusive=True)
    after = raw.Cumprod(table, 0, exclusive=True, reverse=True)
    rest = raw.Reshape(raw.Mul(conj(before), conj(after)), sizes_of(turned))
    rest = raw.Transpose(rest, raw.InvertPermutation(order))
    return [raw.Mul(_spread(op, dy), rest), None]


@op("""
    Mean(input: T, reduction_indices: Tidx) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def mean(xp, input, reduction_indices, *, keep_dims):  # noqa: A002
    """Average elements along dimensions; averages of integers are rounded towards zero.

    The average of nothing is NaN, of no integers 0.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.Mean; recorded cases: small integers do not overflow while added up.
    """
    wide = {"i": xp.int64, "u": xp.uint64, "V": xp.float32}.get(input.dtype.kind)
    x = input if wide is None else input.astype(wide)
    total = _fold(xp, "add", x, reduction_indices, keep_dims)
    count = input.size // total.size if total.size else 1
    if x.dtype.kind not in "iu":
        return xp.divide(total, total.dtype.type(count)).astype(input.dtype, copy=False)
    count = total.dtype.type(count or 1)
    return ((total - xp.fmod(total, count)) // count).astype(input.dtype)


mean.shape(_reduced_shape)


@mean.gradient
def mean_gradient(op, dy):
    share = share_of(op.inputs[0], op.outputs[0], dy.dtype)
    return [raw.RealDiv(_spread(op, dy), share), None]


@op("""
    Max(input: T, reduction_indices: Tidx) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64, qint8, quint8, qint32, qint16, quint16}
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def max(xp, input, reduction_indices, *, keep_dims):  # noqa: A001, A002
    """Find the largest element along dimensions; NaN where there is one.

    The largest of nothing is the smallest number there is, for floats minus infinity.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.Max
    """
    if not input.size:
        least = -xp.inf if input.dtype.kind in "fV" else xp.iinfo(input.dtype).min
        return _fill(xp, input, reduction_indices, keep_dims, least)
    return _fold(xp, "maximum", input, reduction_indices, keep_dims)


max.shape(_reduced_shape)


@max.gradient
def max_gradient(op, dy):
    x, axes = op.inputs
    at_extreme = raw.Cast(raw.Equal(_kept(op, op.outputs[0], x, axes), x), DstT=dy.dtype)
    ties = raw.Sum(at_extreme, axes, keep_dims=True)
    return [raw.Mul(raw.RealDiv(at_extreme, ties), _kept(op, dy, x, axes)), None]


@op("""
    Min(input: T, reduction_indices: Tidx) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64, qint8, quint8, qint32, qint16, quint16}
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def min(xp, input, reduction_indices, *, keep_dims):  # noqa: A001, A002
    """Find the smallest element along dimensions; NaN where there is one.

    The smallest of nothing is the largest number there is, for floats infinity.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.Min
    """
    if not input.size:
        most = xp.inf if input.dtype.kind in "fV" else xp.iinfo(input.dtype).max
        return _fill(xp, input, reduction_indices, keep_dims, most)
    return _fold(xp, "minimum", input, reduction_indices, keep_dims)


min.shape(_reduced_shape)


@min.gradient
def min_gradient(op, dy):
    return max_gradient(op, dy)


def _fill(xp, x, axes, keep_dims, value):
    """Return what the fold of an empty `x` gives: `value` everywhere."""
    shape = _fold(xp, "logical_or", x.astype(xp.bool_), axes, keep_dims).shape
    return xp.full(shape, value, x.dtype)


@op("""
    All(input: bool, reduction_indices: Tidx) -> output: bool
        keep_dims: bool = false
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def all(xp, input, reduction_indices, *, keep_dims):  # noqa: A001, A002
    """Tell whether all elements along dimensions are True.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.All
    """
    return _fold(xp, "logical_and", input, reduction_indices, keep_dims)


all.shape(_reduced_shape)


@op("""
    Any(input: bool, reduction_indices: Tidx) -> output: bool
        keep_dims: bool = false
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def any(xp, input, reduction_indices, *, keep_dims):  # noqa: A001, A002
    """Tell whether any element along dimensions is True.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.Any
    """
    return _fold(xp, "logical_or", input, reduction_indices, keep_dims)


any.shape(_reduced_shape)


@op("""
    EuclideanNorm(input: T, reduction_indices: Tidx) -> output: T
        keep_dims: bool = false
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tidx: {int32, int64} = int32
""", host=("reduction_indices",))
def euclidean_norm(xp, input, reduction_indices, *, keep_dims):  # noqa: A002
    """Take the square root of the sum of squares along dimensions.

    Shapes:
        input: any
        reduction_indices: [k], or a scalar; different dimensions, negative ones from the end
        output: input without these dimensions, or with size 1 there with `keep_dims`
    Errors:
        InvalidArgumentError: a dimension is out of range or given twice.
    Source: tf.raw_ops.EuclideanNorm; recorded cases: sums of integer squares wrap around.
    """
    x = input.astype(xp.float32) if input.dtype.kind == "V" else input
    squares = xp.multiply(x, xp.conjugate(x)) if x.dtype.kind == "c" else xp.square(x)
    total = _fold(xp, "add", squares, reduction_indices, keep_dims)
    if x.dtype.kind in "iu":
        total = total.astype(xp.float64)
    return xp.sqrt(total).astype(input.dtype, copy=False)


euclidean_norm.shape(_reduced_shape)


@euclidean_norm.gradient
def euclidean_norm_gradient(op, dy):
    x, axes = op.inputs
    y, dy = _kept(op, op.outputs[0], x, axes), _kept(op, dy, x, axes)
    return [raw.RealDiv(x, raw.RealDiv(y, dy)), None]


@op("""
    ArgMax(input: T, dimension: Tidx) -> output: output_type
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64, qint8, quint8, qint32, qint16, quint16, bool}
        Tidx: {int16, int32, int64} = int32
        output_type: {int16, uint16, int32, int64} = int64
""", host=("dimension",))
def arg_max(xp, input, dimension, *, output_type):  # noqa: A002
    """Find the index of the largest element along a dimension, the first of equal ones.

    NaN counts only where there is nothing else.

    Shapes:
        input: rank 1 or more
        dimension: scalar
        output: input without that dimension
    Errors:
        InvalidArgumentError: the dimension is not a scalar, out of range or empty.
    Source: tf.raw_ops.ArgMax; recorded cases for NaN.
    """
    return _arg(xp, xp.argmax, -xp.inf, input, dimension, output_type)


@op("""
    ArgMin(input: T, dimension: Tidx) -> output: output_type
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half,
            uint32, uint64, qint8, quint8, qint32, qint16, quint16, bool}
        Tidx: {int32, int64} = int32
        output_type: {int32, int64} = int64
""", host=("dimension",))
def arg_min(xp, input, dimension, *, output_type):  # noqa: A002
    """Find the index of the smallest element along a dimension, the first of equal ones.

    NaN counts only where there is nothing else.

    Shapes:
        input: rank 1 or more
        dimension: scalar
        output: input without that dimension
    Errors:
        InvalidArgumentError: the dimension is not a scalar, out of range or empty.
    Source: tf.raw_ops.ArgMin; recorded cases for NaN.
    """
    return _arg(xp, xp.argmin, xp.inf, input, dimension, output_type)


def _arg(xp, find, never, x, dimension, output_type):
    if dimension.ndim:
        raise InvalidArgumentError(
            f"dim must be a scalar, but received tensor of shape: {shown(dimension.shape)}"
        )
    axis = int(dimension)
    if not -x.ndim <= axis < x.ndim:
        raise InvalidArgumentError(
            f"Expected dimension in the range [{-x.ndim}, {x.ndim}), but got {axis}"
        )
    if not x.shape[axis]:
        raise InvalidArgumentError(
            f"Reduction axis {axis} is empty in shape {shown(x.shape)}"
        )
    if x.dtype.kind in "fV" and x.size and xp.isnan(x.max()):
        x = xp.where(xp.isnan(x), x.dtype.type(never), x)  # for numpy NaN is the extreme
    found = find(x, axis)
    return found.astype(numpy_dtype(output_type), copy=False)


@arg_max.shape
def arg_shape(c):
    """The shape function of ArgMax and ArgMin."""
    checks.with_rank(c["dimension"], 0)
    shape, value = c["input"], c.value("dimension")
    if shape.rank is None or shape.rank <= 1:
        return [TensorShape(None if shape.rank is None else [])]
    if value is None:
        return [TensorShape([None] * (shape.rank - 1))]
    axis, rank = int(value), shape.rank
    if not -rank <= axis < rank:
        raise ValueError(
            f"Dimension ({axis}) must be in the range [{-rank}, {rank}), where {rank} is the "
            "number of dimensions in the input."
        )
    sizes = shape.as_list()
    del sizes[axis]
    return [TensorShape(sizes)]


@arg_max.gradient
def arg_max_gradient(op, dy):
    return [None, None]


arg_min.shape(arg_shape)


@arg_min.gradient
def arg_min_gradient(op, dy):
    return [None, None]
