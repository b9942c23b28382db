"""The largest elements of rows, in order."""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import trusted_shape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, top_heap
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import product, sizes_of
from tfcompat._src.registry import op


def _largest(xp, x, k, index_dtype, in_order):
    if k < 0:
        raise InvalidArgumentError(f"Need k >= 0, got {k}")
    if not x.ndim:
        raise InvalidArgumentError("input must be >= 1-D, got shape []")
    if x.shape[-1] < k:
        raise InvalidArgumentError(
            f"input must have at least k columns. Had {x.shape[-1]}, needed {k}"
        )
    if in_order or k < 2 or k == x.shape[-1]:
        values, indices = xp.top_k(x, k)
        return values, indices.astype(index_dtype)
    rows = x.reshape(-1, x.shape[-1]).tolist()
    found = [top_heap.positions(row, k) for row in rows]
    indices = xp.asarray(found, xp.int64).reshape(*x.shape[:-1], k)
    return xp.take_along_axis(x, indices, -1), indices.astype(index_dtype)


@op("""
    TopKV2(input: T, k: Tk) -> values: T, indices: index_type
        sorted: bool = true
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}
        Tk: {int16, int32, int64} = int32
        index_type: {int16, int32, int64} = int32
""", host=("k",))
def top_k_v2(xp, input, k, *, sorted, index_type):  # noqa: A002 - TensorFlow's argument name
    """Return the `k` largest elements of each row and where they were, largest first.

    Of equal elements the one at the lower index comes first. Where no order is asked for
    (`sorted=False`) it is that of TensorFlow's heap.

    Shapes:
        input: [..., n]
        k: []
        values, indices: [..., k]
    Errors:
        InvalidArgumentError: `k` is negative, larger than n, or no scalar.
    Source: tf.raw_ops.TopKV2
    """
    if k.ndim:
        raise InvalidArgumentError(f"k must be scalar, got shape {shown(k.shape)}")
    return _largest(xp, input, k.item(), numpy_dtype(index_type), sorted)


@top_k_v2.shape
def top_k_v2_shape(c):
    shape = checks.with_rank_at_least(c["input"], 1)
    return _top_shapes(shape, checks.scalar_size(c, "k"))


@top_k_v2.gradient
def top_k_v2_gradient(op, d_values, _):
    return [_put_back(op, d_values), None]


def _put_back(op, d_values):
    """Put the gradients of the largest elements of each row where the elements were."""
    x, indices = op.inputs[0], raw.Cast(op.outputs[1], DstT="int32")
    sizes, picked = sizes_of(x), sizes_of(indices)
    rows, length, count = product(sizes[:-1]), sizes[-1], picked[-1]
    starts = raw.ExpandDims(raw.Mul(raw.Range(0, rows, 1), length), 1)
    at = raw.AddV2(raw.Reshape(indices, [rows, count]), starts)
    total = rows * count
    flat = raw.ScatterNd(
        raw.Reshape(at, [total, 1]), raw.Reshape(d_values, [total]), [rows * length]
    )
    return raw.Reshape(flat, sizes)


def _top_shapes(shape, k):
    if k is not None and k < 0:
        raise ValueError(
            f"Dimension size, given by scalar input 1, must be non-negative but is {k}"
        )
    if shape.rank is None:
        return [shape, shape]
    if k is not None and shape[-1] is not None and shape[-1] < k:
        raise ValueError(f"input must have last dimension >= k = {k} but is {shape[-1]}")
    return [trusted_shape((*shape[:-1], k))] * 2


@op("""
    TopK(input: T) -> values: T, indices: int32
        k: int >= 0
        sorted: bool = true
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}
""")
def top_k(xp, input, *, k, sorted):  # noqa: A002
    """Return the `k` largest elements of each row (the form of 2015, removed since).

    Shapes:
        input: [..., n]
        values, indices: [..., k]
    Errors:
        InvalidArgumentError: `k` is larger than n.
    Source: tf.raw_ops.TopK
    """
    return _largest(xp, input, k, xp.int32, sorted)


@top_k.shape
def top_k_shape(c):
    return _top_shapes(checks.with_rank_at_least(c["input"], 1), c.attr("k"))


@top_k.gradient
def top_k_gradient(op, d_values, _):
    return _put_back(op, d_values)
