"""Pooling: the largest or mean element of windows that move over images.

The forms of window sizes and strides are in `windows.py`; kernels are in `ops/nn_pool.py`.
"""

import collections

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes
from tfcompat._src.frontend.windows import channel_dimension, padding_attributes, per_dimension

MaxPoolWithArgmax = collections.namedtuple("MaxPoolWithArgmax", ["output", "argmax"])


def avg_pool(input, ksize, strides, padding, data_format=None, name=None):  # noqa: A002
    """The mean of windows, in one, two or three dimensions, as `input` has.

    Args:
        input: a tensor of shape [batch, spatial dimensions..., channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NC..." where channels come second; last by default.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.avg_pool(tf.constant([[[1.0], [2.0], [5.0], [4.0]]]), 2, 2, "VALID")
        <tf.Tensor: shape=(1, 2, 1), dtype=float32, numpy=
        array([[[1.5],
                [4.5]]], dtype=float32)>
    """
    with scopes.scope(name, "AvgPool") as name:
        count = _spatial_dimensions(input, data_format)
        function = {1: avg_pool1d, 2: avg_pool2d, 3: avg_pool3d}[count]
        return function(input, ksize, strides, padding, data_format or _LAST[count], name)


def avg_pool1d(input, ksize, strides, padding, data_format="NWC", name=None):  # noqa: A002
    """The mean of windows that move along sequences.

    Args:
        input: a tensor of shape [batch, width, channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NWC", or "NCW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.avg_pool1d([[[1.0], [2.0], [5.0], [4.0]]], 2, 2, "VALID")
        <tf.Tensor: shape=(1, 2, 1), dtype=float32, numpy=
        array([[[1.5],
                [4.5]]], dtype=float32)>
    """
    with scopes.scope(name, "AvgPool1D") as name:
        return _pool_sequences(raw.AvgPool, input, ksize, strides, padding, data_format, name)


def avg_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):  # noqa: A002
    """The mean of windows that move over images.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NHWC", or "NCHW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.avg_pool2d(tf.reshape(tf.range(16.0), [1, 4, 4, 1]), 2, 2, "VALID")
        <tf.Tensor: shape=(1, 2, 2, 1), dtype=float32, numpy=
        array([[[[ 2.5],
                 [ 4.5]],
        <BLANKLINE>
                [[10.5],
                 [12.5]]]], dtype=float32)>
    """
    with scopes.scope(name, "AvgPool2D") as name:
        data_format = data_format or "NHWC"
        channels = channel_dimension(data_format, 2)
        return raw.AvgPool(
            input, ksize=per_dimension(ksize, 2, channels, "ksize"),
            strides=per_dimension(strides, 2, channels, "strides"),
            data_format=data_format, name=name, padding=padding,
        )


def avg_pool3d(input, ksize, strides, padding, data_format="NDHWC", name=None):  # noqa: A002
    """The mean of windows that move through volumes.

    Args:
        input: a tensor of shape [batch, depth, height, width, channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NDHWC", or "NCDHW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.avg_pool3d(tf.reshape(tf.range(8.0), [1, 2, 2, 2, 1]), 2, 2, "VALID")
        <tf.Tensor: shape=(1, 1, 1, 1, 1), dtype=float32, numpy=array([[[[[3.5]]]]],
            dtype=float32)>
    """
    with scopes.scope(name, "AvgPool3D") as name:
        data_format = data_format or "NDHWC"
        channels = channel_dimension(data_format, 3)
        return raw.AvgPool3D(
            input, ksize=per_dimension(ksize, 3, channels, "ksize"),
            strides=per_dimension(strides, 3, channels, "strides"), padding=padding,
            data_format=data_format, name=name,
        )


def max_pool(input, ksize, strides, padding, data_format=None, name=None):  # noqa: A002
    """The largest element of windows, in one, two or three dimensions, as `input` has.

    Args:
        input: a tensor of shape [batch, spatial dimensions..., channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NC..." where channels come second; last by default.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.max_pool(tf.constant([[[1.0], [2.0], [5.0], [4.0]]]), 2, 2, "VALID")
        <tf.Tensor: shape=(1, 2, 1), dtype=float32, numpy=
        array([[[2.],
                [5.]]], dtype=float32)>
    """
    count = _spatial_dimensions(input, data_format)
    function = {1: max_pool1d, 2: max_pool2d, 3: max_pool3d}[count]
    return function(input, ksize, strides, padding, data_format or _LAST[count], name)


def max_pool1d(input, ksize, strides, padding, data_format="NWC", name=None):  # noqa: A002
    """The largest element of windows that move along sequences.

    Args:
        input: a tensor of shape [batch, width, channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NWC", or "NCW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.max_pool1d([[[1.0], [2.0], [5.0], [4.0]]], 2, 2, "VALID")
        <tf.Tensor: shape=(1, 2, 1), dtype=float32, numpy=
        array([[[2.],
                [5.]]], dtype=float32)>
    """
    with scopes.scope(name, "MaxPool1d") as name:
        return _pool_sequences(raw.MaxPool, input, ksize, strides, padding, data_format, name)


def max_pool2d(input, ksize, strides, padding, data_format="NHWC", name=None):  # noqa: A002
    """The largest element of windows that move over images.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID", or a list with a pair of numbers per dimension.
        data_format: "NHWC", or "NCHW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.max_pool2d(tf.reshape(tf.range(16.0), [1, 4, 4, 1]), 2, 2, "VALID")
        <tf.Tensor: shape=(1, 2, 2, 1), dtype=float32, numpy=
        array([[[[ 5.],
                 [ 7.]],
        <BLANKLINE>
                [[13.],
                 [15.]]]], dtype=float32)>
    """
    with scopes.scope(name, "MaxPool2d") as name:
        data_format = data_format or "NHWC"
        channels = channel_dimension(data_format, 2)
        return raw.MaxPool(
            input, ksize=per_dimension(ksize, 2, channels, "ksize"),
            strides=per_dimension(strides, 2, channels, "strides"),
            data_format=data_format, name=name, **padding_attributes(padding),
        )


def max_pool3d(input, ksize, strides, padding, data_format="NDHWC", name=None):  # noqa: A002
    """The largest element of windows that move through volumes.

    Args:
        input: a tensor of shape [batch, depth, height, width, channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NDHWC", or "NCDHW" where channels come second.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.max_pool3d(tf.reshape(tf.range(8.0), [1, 2, 2, 2, 1]), 2, 2, "VALID")
        <tf.Tensor: shape=(1, 1, 1, 1, 1), dtype=float32, numpy=array([[[[[7.]]]]], dtype=float32)>
    """
    with scopes.scope(name, "MaxPool3D") as name:
        data_format = data_format or "NDHWC"
        channels = channel_dimension(data_format, 3)
        return raw.MaxPool3D(
            input, ksize=per_dimension(ksize, 3, channels, "ksize"),
            strides=per_dimension(strides, 3, channels, "strides"), padding=padding,
            data_format=data_format, name=name,
        )


def max_pool_with_argmax(
    input, ksize, strides, padding, data_format="NHWC", output_dtype=dtypes.int64,  # noqa: A002
    include_batch_in_index=False, name=None,
):
    """The largest element of windows that move over images, and where it is.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        ksize: the size of the window: a number, or one per dimension.
        strides: the steps of the window.
        padding: "SAME" or "VALID".
        data_format: "NHWC".
        output_dtype: the dtype of the places, int32 or int64.
        include_batch_in_index: whether images are counted too.
        name: a name for the operation.

    Returns:
        A named tuple of two tensors: `output`, and `argmax`, the places in the flattened image.

    Raises:
        ValueError: the format is another one.

    Example:
        >>> import tfcompat as tf
        >>> image = [[[[1.0], [2.0]], [[5.0], [4.0]]]]
        >>> tf.nn.max_pool_with_argmax(image, 2, 2, "VALID").argmax
        <tf.Tensor: shape=(1, 1, 1, 1), dtype=int64, numpy=array([[[[2]]]])>
    """
    if data_format != "NHWC":
        raise ValueError("`data_format` values other  than 'NHWC' are not supported. Received: "
                         f"data_format={data_format}")
    return MaxPoolWithArgmax(*raw.MaxPoolWithArgmax(
        input, ksize=per_dimension(ksize, 2, 3, "ksize"),
        strides=per_dimension(strides, 2, 3, "strides"), padding=padding, Targmax=output_dtype,
        include_batch_in_index=include_batch_in_index, name=name,
    ))


def pool(
    input, window_shape, pooling_type, strides=None, padding="VALID",  # noqa: A002
    data_format=None, dilations=None, name=None,
):
    """The largest or mean element of windows, in one, two or three dimensions.

    Args:
        input: a tensor of shape [batch, spatial dimensions..., channels].
        window_shape: the size of the window, a number per spatial dimension.
        pooling_type: "AVG" or "MAX".
        strides: the steps of the window, 1 by default.
        padding: "SAME" or "VALID".
        data_format: "NC..." where channels come second; last by default.
        dilations: not supported beyond 1.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and rank of `input`.

    Raises:
        ValueError: the type of pooling is another one.
        UnsupportedError: windows have gaps.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.pool([[[1.0], [2.0], [5.0], [4.0]]], [2], "MAX")
        <tf.Tensor: shape=(1, 3, 1), dtype=float32, numpy=
        array([[[2.],
                [5.],
                [5.]]], dtype=float32)>
    """
    kinds = {"MAX": ("max_pool", max_pool), "AVG": ("avg_pool", avg_pool)}
    if pooling_type not in kinds:
        raise ValueError(f"{len(window_shape)}-D {pooling_type} pooling is not supported.")
    if dilations is not None and any(gap != 1 for gap in dilations):
        raise errors.UnsupportedError("tf.nn.pool with dilations is not supported.")
    default, function = kinds[pooling_type]
    with scopes.scope(name, default) as name:
        return function(input, window_shape, strides or 1, padding, data_format, name)


_LAST = {1: "NWC", 2: "NHWC", 3: "NDHWC"}


def _spatial_dimensions(tensor, data_format):
    rank = convert_to_tensor(tensor).shape.rank
    if rank is None and data_format is not None:
        rank = len(data_format)
    if rank not in (3, 4, 5):
        shape = convert_to_tensor(tensor).shape
        raise ValueError(
            f"`input.shape.rank` must be 3, 4 or 5. Received: input.shape={shape} of rank {rank}."
        )
    return rank - 2


def _pool_sequences(function, sequences, ksize, strides, padding, data_format, name):
    """Pool images that are one pixel high."""
    channels = channel_dimension(data_format, 1)
    place = 2 if channels == 1 else 1
    if isinstance(padding, (list, tuple)):
        explicit = padding_attributes(padding, 3)["explicit_paddings"]
        padding = {"padding": "EXPLICIT", "explicit_paddings": [0, 0, *explicit]}
    else:
        padding = {"padding": padding}
    result = function(
        raw.ExpandDims(sequences, place), name=name, **padding,
        ksize=[1, *per_dimension(ksize, 1, channels, "ksize")],
        strides=[1, *per_dimension(strides, 1, channels, "strides")],
        data_format="NCHW" if channels == 1 else "NHWC",
    )
    return raw.Squeeze(result, squeeze_dims=[place])
