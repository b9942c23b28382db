"""The same elements in other places, or more than once: transposing, padding, tiling, rolling.

Shapes alone change in `arrays.py`; some elements are taken in `slicing.py`.
"""

import numpy as np

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.frontend import arguments, arrays, creation, joining, scopes


def depth_to_space(input, block_size, data_format="NHWC", name=None):  # noqa: A002
    """Move channels into blocks of pixels.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        block_size: the side of a block; its square divides the number of channels.
        data_format: "NHWC", or "NCHW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor whose height and width are `block_size` times larger.

    Raises:
        InvalidArgumentError: the channels cannot be divided (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.depth_to_space([[[[1, 2, 3, 4]]]], 2)
        <tf.Tensor: shape=(1, 2, 2, 1), dtype=int32, numpy=
        array([[[[1],
                 [2]],
        <BLANKLINE>
                [[3],
                 [4]]]], dtype=int32)>
    """
    return raw.DepthToSpace(input, block_size=block_size, data_format=data_format, name=name)


def meshgrid(*args, **kwargs):
    """Grids of coordinates from vectors of them.

    Args:
        *args: tensors of rank 1, one per dimension of the grids.
        **kwargs: `indexing`: "xy" (by default), which swaps the first two dimensions, or "ij";
            `name`: a name for the operation.

    Returns:
        A list with one tensor per vector.

    Raises:
        TypeError: there is another keyword argument.
        ValueError: `indexing` is something else.

    Example:
        >>> import tfcompat as tf
        >>> columns, rows = tf.meshgrid([1, 2], [3, 4, 5])
        >>> columns
        <tf.Tensor: shape=(3, 2), dtype=int32, numpy=
        array([[1, 2],
               [1, 2],
               [1, 2]], dtype=int32)>
    """
    indexing = kwargs.pop("indexing", "xy")
    name = kwargs.pop("name", "meshgrid")
    if kwargs:
        raise TypeError(f"'{list(kwargs)[0]}' is an invalid keyword argument for this function")
    if indexing not in ("xy", "ij"):
        raise ValueError(
            f"Argument `indexing` parameter must be either 'xy' or 'ij', got '{indexing}'"
        )
    with scopes.scope(name, "meshgrid"):
        count = len(args)
        if not count:
            return []
        vectors = [
            raw.Reshape(joining.stack(vector), [-1 if i == j else 1 for j in np.arange(count)])
            for i, vector in enumerate(args)
        ]
        sizes = [arrays.size(vector) for vector in args]
        if indexing == "xy" and count > 1:
            order = [1, 0, *np.arange(2, count)]
            vectors[:2] = [
                raw.Reshape(vector, [-1 if j == place else 1 for j in np.arange(count)])
                for place, vector in zip((1, 0), vectors[:2])
            ]
            sizes = [sizes[i] for i in order]
        ones = creation.ones(sizes, vectors[0].dtype.base_dtype)
        return [vector * ones for vector in vectors]


def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    """Put elements before and after each dimension.

    Args:
        tensor: a tensor of rank r.
        paddings: an integer tensor of shape [r, 2]: how many before and after.
        mode: "CONSTANT", "REFLECT" (mirrored without the border) or "SYMMETRIC" (with it).
        constant_values: what to put there, a scalar of the dtype of `tensor`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `tensor`.

    Raises:
        ValueError: the mode is another one.
        InvalidArgumentError: `paddings` does not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.pad([[1, 2], [3, 4]], [[1, 0], [0, 2]])
        <tf.Tensor: shape=(3, 4), dtype=int32, numpy=
        array([[0, 0, 0, 0],
               [1, 2, 0, 0],
               [3, 4, 0, 0]], dtype=int32)>
    """
    mode = mode.upper()
    if mode == "CONSTANT":
        if not arrays.is_tensor(constant_values) and np.isscalar(constant_values) and (
            constant_values == 0
        ):
            return raw.Pad(tensor, paddings, name=name)
        return raw.PadV2(tensor, paddings, constant_values, name=name)
    if mode in ("REFLECT", "SYMMETRIC"):
        return raw.MirrorPad(tensor, paddings, mode=mode, name=name)
    raise ValueError(
        'Value of argument `mode` expected to be one of "CONSTANT", "REFLECT", or "SYMMETRIC". '
        f"Received `mode` = {mode}"
    )


def repeat(input, repeats, axis=None, name=None):  # noqa: A002
    """Every element (or row) several times.

    Args:
        input: a tensor.
        repeats: how often: a scalar, or a vector with a number for each.
        axis: the dimension to repeat along; None repeats the elements of the flattened tensor.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input`.

    Raises:
        ValueError: `repeats` has a rank above 1 or another length, or there is no such axis.
        TypeError: the numbers are no integers.

    Example:
        >>> import tfcompat as tf
        >>> tf.repeat([[1, 2], [3, 4]], repeats=[2, 1], axis=0)
        <tf.Tensor: shape=(3, 2), dtype=int32, numpy=
        array([[1, 2],
               [1, 2],
               [3, 4]], dtype=int32)>
    """
    if axis is None:
        input = raw.Reshape(convert_to_tensor(input), [-1])  # noqa: A001
        axis = 0
    with scopes.scope(name, "Repeat"):
        input = convert_to_tensor(input, name="input")  # noqa: A001
        repeats = arguments.integer_tensor(repeats, "repeats")
        repeats.shape.with_rank_at_most(1)
        axis = arguments.axis_from_front(axis, input.shape.rank, "rank(data)")
        if repeats.shape.num_elements() == 1:
            return _repeated_alike(input, raw.Reshape(repeats, []), axis)
        if input.shape.rank is not None and repeats.shape.rank is not None:
            arguments.check_same_size(input.shape[axis], repeats.shape[0])
        size = raw.Shape(input, out_type=repeats.dtype)[axis]
        return raw.GatherV2(input, _sources(repeats, size), axis)


def _repeated_alike(rows, repeats, axis):
    """Tile along a new dimension after `axis`, and make one of the two."""
    sizes = raw.Shape(rows, out_type=repeats.dtype)
    ones = raw.OnesLike(sizes)
    times = raw.ConcatV2([ones[: axis + 1], raw.ExpandDims(repeats, 0), ones[axis + 1 :]], 0)
    tiled = raw.Tile(raw.ExpandDims(rows, axis + 1), times)
    longer = raw.ExpandDims(repeats * sizes[axis], 0)
    return raw.Reshape(tiled, raw.ConcatV2([sizes[:axis], longer, sizes[axis + 1 :]], 0))


def _sources(repeats, size):
    """Index of the row that each row of the result comes from."""
    repeats = raw.BroadcastTo(repeats, raw.ExpandDims(size, 0))
    most = raw.Maximum(raw.Max(raw.ConcatV2([repeats, [0]], 0), [0]), 0)
    mask = creation.sequence_mask(repeats, most)
    grid = raw.BroadcastTo(raw.ExpandDims(creation.range(size), 1), raw.Shape(mask))
    return raw.GatherNd(grid, raw.Where(mask))


def reverse(tensor, axis, name=None):
    """Elements in the opposite order along some dimensions.

    Args:
        tensor: a tensor.
        axis: a vector of dimensions.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `tensor`.

    Raises:
        InvalidArgumentError: a dimension is out of range or named twice.

    Example:
        >>> import tfcompat as tf
        >>> tf.reverse([[1, 2], [3, 4]], [1])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[2, 1],
               [4, 3]], dtype=int32)>
    """
    return raw.ReverseV2(tensor, axis, name=name)


def roll(input, shift, axis, name=None):  # noqa: A002
    """Move elements along dimensions; those that leave at an end enter at the other.

    Args:
        input: a tensor.
        shift: how far: a scalar, or a vector with a number per dimension.
        axis: along which dimensions.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `input`.

    Raises:
        InvalidArgumentError: a dimension is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.roll([1, 2, 3, 4], shift=1, axis=0)
        <tf.Tensor: shape=(4,), dtype=int32, numpy=array([4, 1, 2, 3], dtype=int32)>
    """
    return raw.Roll(input, shift, axis, name=name)


def space_to_depth(input, block_size, data_format="NHWC", name=None):  # noqa: A002
    """Move blocks of pixels into channels.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        block_size: the side of a block; it divides height and width.
        data_format: "NHWC", or "NCHW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor with `block_size`**2 as many channels.

    Raises:
        InvalidArgumentError: height or width cannot be divided (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.space_to_depth([[[[1], [2]], [[3], [4]]]], 2)
        <tf.Tensor: shape=(1, 1, 1, 4), dtype=int32, numpy=array([[[[1, 2, 3, 4]]]], dtype=int32)>
    """
    return raw.SpaceToDepth(input, block_size=block_size, data_format=data_format, name=name)


def tile(input, multiples, name=None):  # noqa: A002
    """A tensor repeated as a whole along its dimensions.

    Args:
        input: a tensor.
        multiples: how often, one number per dimension.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `input`.

    Raises:
        InvalidArgumentError: `multiples` has another length (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.tile([[1, 2]], [2, 2])
        <tf.Tensor: shape=(2, 4), dtype=int32, numpy=
        array([[1, 2, 1, 2],
               [1, 2, 1, 2]], dtype=int32)>
    """
    return raw.Tile(input, multiples, name=name)


def transpose(a, perm=None, conjugate=False, name="transpose"):
    """Dimensions in another order.

    Args:
        a: a tensor.
        perm: the dimensions of `a` in the order wanted; reversed by default.
        conjugate: whether complex numbers become their conjugates.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `a`.

    Raises:
        InvalidArgumentError: `perm` is no permutation of the dimensions.

    Example:
        >>> import tfcompat as tf
        >>> tf.transpose([[1, 2, 3], [4, 5, 6]])
        <tf.Tensor: shape=(3, 2), dtype=int32, numpy=
        array([[1, 4],
               [2, 5],
               [3, 6]], dtype=int32)>
    """
    with scopes.scope(name, "transpose") as name:
        if not isinstance(a, Tensor):
            a = convert_to_tensor(a, name="a")
        function = raw.ConjugateTranspose if conjugate and a.dtype.is_complex else raw.Transpose
        if perm is None:
            rank = a.shape.rank
            if rank is None:
                perm = raw.Range(raw.Rank(a) - 1, -1, -1)
            else:
                perm = tuple(range(rank - 1, -1, -1)) or np.zeros(0, np.int32)
        return function(a, perm, name=name)
