"""Pooling that is not regular: dilation, erosion, windows of random sizes; isotonic regression.

Ordinary pooling is in `pooling.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, scopes, seeds


def dilation2d(input, filters, strides, padding, data_format, dilations, name=None):  # noqa: A002
    """The greatest sum of a window and a filter, channel by channel: dilation of gray pictures.

    Args:
        input: a tensor [batch, height, width, channels].
        filters: a tensor [height, width, channels] of the same dtype.
        strides: how far windows lie apart, four integers.
        padding: "SAME" or "VALID".
        data_format: "NHWC", there is no other.
        dilations: how far the elements of a filter lie apart, four integers.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype.

    Raises:
        ValueError: the format is another one.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.reshape(tf.range(4.0), [1, 2, 2, 1])
        >>> f = tf.zeros([2, 2, 1])
        >>> tf.nn.dilation2d(x, f, [1] * 4, "SAME", "NHWC", [1] * 4)[0, :, :, 0]
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[3., 3.],
               [3., 3.]], dtype=float32)>
    """
    if data_format != "NHWC":
        raise ValueError(
            "`data_format` values other  than 'NHWC' are not supported. Received: "
            f"data_format={data_format}"
        )
    return raw.Dilation2D(
        input, filters, strides=strides, rates=dilations, padding=padding, name=name)


def erosion2d(value, filters, strides, padding, data_format, dilations, name=None):
    """The least difference of a window and a filter, channel by channel: erosion of gray pictures.

    Args:
        value: a tensor [batch, height, width, channels].
        filters: a tensor [height, width, channels] of the same dtype.
        strides: how far windows lie apart, four integers.
        padding: "SAME" or "VALID".
        data_format: "NHWC", there is no other.
        dilations: how far the elements of a filter lie apart, four integers.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype.

    Raises:
        ValueError: the format is another one.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.reshape(tf.range(4.0), [1, 2, 2, 1])
        >>> f = tf.zeros([2, 2, 1])
        >>> tf.nn.erosion2d(x, f, [1] * 4, "SAME", "NHWC", [1] * 4)[0, :, :, 0]
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[-0.,  1.],
               [ 2.,  3.]], dtype=float32)>
    """
    if data_format != "NHWC":
        raise ValueError(
            "`data_format` values other  than 'NHWC' are not supported. Received: "
            f"data_format={data_format}"
        )
    with scopes.scope(name, "erosion2d"):
        value = convert_to_tensor(value)
        turned = raw.ReverseV2(convert_to_tensor(filters), [0, 1])
        return raw.Neg(raw.Dilation2D(
            raw.Neg(value), turned, strides=strides, rates=dilations, padding=padding))


def fractional_avg_pool(
    value, pooling_ratio, pseudo_random=False, overlapping=False, seed=0, name=None
):
    """The means of windows of random sizes, for results smaller by any ratio.

    Args:
        value: a tensor [batch, height, width, channels].
        pooling_ratio: how much smaller height and width become, a list of four with ones for
            batch and channels.
        pseudo_random: whether sizes follow one random number rather than being shuffled.
        overlapping: whether windows share their borders.
        seed: 0 for other windows at each call; anything else for the same ones.
        name: a name for the operation.

    Returns:
        A tuple of the result and of where windows begin, in rows and in columns.

    Raises:
        ValueError: a ratio is less than 1.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.reshape(tf.range(36.0), [1, 6, 6, 1])
        >>> tf.nn.fractional_avg_pool(x, [1.0, 1.5, 1.5, 1.0], seed=3)[0].shape
        TensorShape([1, 4, 4, 1])
    """
    ratios = pooling_ratio
    first, second = (0, 0) if seed == 0 else seeds.of_op(seed)
    return raw.FractionalAvgPool(
        value, pooling_ratio=ratios, pseudo_random=pseudo_random, overlapping=overlapping,
        deterministic=seed != 0, seed=first, seed2=second, name=name)


def fractional_max_pool(
    value, pooling_ratio, pseudo_random=False, overlapping=False, seed=0, name=None
):
    """The maxima of windows of random sizes, for results smaller by any ratio.

    Args:
        value: a tensor [batch, height, width, channels].
        pooling_ratio: how much smaller height and width become, a number, or a list of four with
            ones for batch and channels.
        pseudo_random: whether sizes follow one random number rather than being shuffled.
        overlapping: whether windows share their borders.
        seed: 0 for other windows at each call; anything else for the same ones.
        name: a name for the operation.

    Returns:
        A tuple of the result and of where windows begin, in rows and in columns.

    Raises:
        ValueError: a ratio is less than 1.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.reshape(tf.range(36.0), [1, 6, 6, 1])
        >>> tf.nn.fractional_max_pool(x, [1.0, 1.5, 1.5, 1.0], seed=3)[0].shape
        TensorShape([1, 4, 4, 1])
    """
    ratios = _ratios(pooling_ratio)
    first, second = (0, 0) if seed == 0 else seeds.of_op(seed)
    return raw.FractionalMaxPool(
        value, pooling_ratio=ratios, pseudo_random=pseudo_random, overlapping=overlapping,
        deterministic=seed != 0, seed=first, seed2=second, name=name)


def _ratios(given):
    """Return four ratios from one number, or from a list whose ends are 1."""
    if isinstance(given, (list, tuple)):
        if given[0] != 1.0 or given[-1] != 1.0:
            raise ValueError(
                "`pooling_ratio` should have first and last elements with value 1.0. Received: "
                f"pooling_ratio={given}"
            )
        if any(ratio < 1.0 for ratio in given):
            raise ValueError(
                f"`pooling_ratio` elements should be >= 1.0. Received: pooling_ratio={given}"
            )
        return list(given)
    if not isinstance(given, (int, float)):
        raise ValueError(
            "`pooling_ratio` should be an int or a list of ints. Received: "
            f"pooling_ratio={given}"
        )
    if given < 1.0:
        raise ValueError(f"`pooling_ratio` should be >= 1.0. Received: pooling_ratio={given}")
    return [1.0, given, given, 1.0]


def isotonic_regression(inputs, decreasing=True, axis=-1):
    """The nearest sequences that fall, or rise, by least squares.

    Args:
        inputs: a tensor of numbers.
        decreasing: whether they fall rather than rise.
        axis: the dimension of the sequences.

    Returns:
        Two tensors: the sequences, and int32 numbers of stretches of equal values.

    Raises:
        TypeError: the dtype is not numeric.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.isotonic_regression([3.0, 1.0, 2.0])[0].numpy()
        array([3. , 1.5, 1.5], dtype=float32)
    """
    inputs = convert_to_tensor(inputs)
    narrow = (dtypes.int8, dtypes.int16, dtypes.uint8, dtypes.uint16)
    wide = inputs.dtype if inputs.dtype.is_floating else (
        dtypes.float32 if inputs.dtype in narrow else dtypes.float64)
    rank = inputs.shape.rank
    if rank == 0:
        return raw.Cast(inputs, DstT=wide), convert_to_tensor(0)
    place = axis % rank
    order = [i for i in range(rank) if i != place] + [place]
    rows = raw.Transpose(inputs, order)
    flat = raw.Reshape(rows, raw.Pack([-1, arrays.shape(rows)[-1]]))
    sign = convert_to_tensor(1 if decreasing else -1, flat.dtype)
    values, segments = raw.IsotonicRegression(sign * flat, output_dtype=wide)
    values = values if decreasing else -values
    back = [order.index(i) for i in range(rank)]
    return tuple(
        raw.Transpose(raw.Reshape(x, arrays.shape(rows)), back) for x in (values, segments))
