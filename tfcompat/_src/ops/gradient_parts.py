"""Pieces that the gradient rules of several families are made of.

Sizes and axes are lists where they are known before anything runs and tensors else; what is here
takes and gives both, so that a rule is written once. Summing over what was broadcast is in
`unbroadcast.py`. No ops live here.
"""

from tfcompat._src.core import raw


def conj(x):
    """Return the complex conjugate; real tensors as they are."""
    return raw.Conj(x) if x.dtype.is_complex else x


def sizes_of(x, out_type=None):
    """Return the sizes of a tensor, as a list or a vector of int32 (or `out_type`)."""
    if x.shape.is_fully_defined():
        return x.shape.as_list()
    return raw.Shape(x) if out_type is None else raw.Shape(x, out_type=out_type)


def rank_of(x):
    """Return the rank of a tensor, as an int or a scalar tensor."""
    return raw.Rank(x) if x.shape.rank is None else x.shape.rank


def value_of(tensor):
    """Return the value of a small integer tensor as int or list where it is known, else None."""
    known = tensor._known_value()
    return None if known is None else known.tolist()


def numbers_of(tensor):
    """Return the numbers in a small tensor of any rank as a list where they are known, else None.

    TensorFlow takes matrices of axes, and axes in vectors of one.
    """
    known = tensor._known_value()
    return None if known is None else known.reshape(-1).tolist()


def joined(*parts):
    """Join lists and vectors to one."""
    if all(isinstance(part, list) for part in parts):
        return [item for part in parts for item in part]
    kind = next(part.dtype for part in parts if not isinstance(part, list))
    vectors = [
        raw.Cast(raw.Pack(part), DstT=kind) if isinstance(part, list) else part
        for part in parts
        if not isinstance(part, list) or part
    ]
    return vectors[0] if len(vectors) == 1 else raw.ConcatV2(vectors, 0)


def span(start, stop):
    """Return the numbers from `start` up to `stop`, which may be ints or scalar tensors."""
    if isinstance(start, int) and isinstance(stop, int):
        return list(range(start, stop))
    return raw.Range(start, stop, 1)


def product(sizes):
    """Return the product of a list or vector."""
    if not isinstance(sizes, list):
        return raw.Prod(sizes, [0])
    result = 1
    for size in sizes:
        result = size * result
    return result


def kept_shape(x, axes):
    """Return the shape that reducing `x` with kept dimensions has, as a list or a vector.

    Args:
        x: the tensor that is reduced.
        axes: the tensor of axes.
    """
    known = numbers_of(axes)
    if known is not None and x.shape.rank is not None:
        sizes = x.shape.as_list()
        for axis in known:
            sizes[axis] = 1
        if sizes.count(None) == 0:
            return sizes
    shape = raw.Shape(x)
    rank = raw.Size(shape)
    axes = raw.Reshape(raw.Cast(axes, DstT=shape.dtype), [-1])
    at = raw.ExpandDims(raw.FloorMod(raw.AddV2(axes, rank), rank), -1)
    return raw.TensorScatterUpdate(shape, at, raw.OnesLike(axes))


def reshaped_like(dy, x):
    """Return `dy` in the shape of `x`."""
    if x.shape.rank is not None and not x.shape.is_fully_defined():
        sizes = x.shape.as_list()
        if sizes.count(None) == 1 and 0 not in sizes:
            return raw.Reshape(dy, [-1 if size is None else size for size in sizes])
    return raw.Reshape(dy, sizes_of(x))


def share_of(x, y, dtype):
    """Return how many elements of `x` each element of its reduction `y` is made of."""
    if x.shape.is_fully_defined() and y.shape.is_fully_defined():
        return x.shape.num_elements() // max(y.shape.num_elements(), 1)
    return raw.Cast(raw.FloorDiv(raw.Size(x), raw.Maximum(raw.Size(y), 1)), DstT=dtype)


def reduced_first(x, axes):
    """Return how to turn `x` into a matrix, the dimensions that `axes` names becoming its rows.

    Returns:
        (order, rows, columns): the permutation that brings these dimensions to the front, and
        the sizes of the matrix.
    """
    known = numbers_of(axes)
    if known is not None and x.shape.rank is not None:
        reduced = [axis % x.shape.rank for axis in known]
        other = [axis for axis in range(x.shape.rank) if axis not in reduced]
        if x.shape.is_fully_defined():
            sizes = x.shape.as_list()
            rows, columns = [product([sizes[i] for i in part]) for part in (reduced, other)]
            return reduced + other, rows, columns
    else:
        rank = raw.Rank(x)
        reduced = raw.FloorMod(raw.Reshape(raw.Cast(axes, DstT=rank.dtype), [-1]) + rank, rank)
        at = raw.ExpandDims(reduced, -1)
        stays = raw.TensorScatterUpdate(raw.OnesLike(raw.Shape(x)), at, raw.ZerosLike(reduced))
        other = raw.Cast(raw.Reshape(raw.Where(stays), [-1]), DstT=rank.dtype)
    sizes = raw.Shape(x)
    rows, columns = [
        raw.Prod(raw.GatherV2(sizes, raw.Cast(part, DstT="int32"), 0), [0])
        for part in (reduced, other)
    ]
    return joined(reduced, other), rows, columns
