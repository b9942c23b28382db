"""Convolutions of one to three dimensions, depthwise ones, and their transposes.

The forms of strides and paddings are in `windows.py`; kernels are in `ops/nn_conv.py`.
"""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import joining, scopes
from tfcompat._src.frontend.windows import channel_dimension, padding_attributes, per_dimension


def atrous_conv2d(value, filters, rate, padding, name=None):
    """A 2-D convolution with gaps of `rate` - 1 between the elements of the filters.

    Args:
        value: a tensor of shape [batch, height, width, channels].
        filters: a tensor of shape [height, width, channels, filters].
        rate: the dilation, at least 1.
        padding: "SAME" or "VALID".
        name: a name for the operation.

    Returns:
        A tensor of shape [batch, new height, new width, filters].

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.atrous_conv2d(tf.ones([1, 5, 5, 1]), tf.ones([3, 3, 1, 2]), 2, "VALID")
        <tf.Tensor: shape=(1, 1, 1, 2), dtype=float32, numpy=array([[[[9., 9.]]]], dtype=float32)>
    """
    return convolution(value, filters, padding=padding, dilations=[rate, rate], name=name)


def conv1d(
    input, filters, stride, padding, data_format="NWC", dilations=None, name=None,  # noqa: A002
):
    """A 1-D convolution: filters moved along a sequence.

    Args:
        input: a tensor of shape [batch, width, channels].
        filters: a tensor of shape [width, channels, filters].
        stride: the step of the filters.
        padding: "SAME" or "VALID".
        data_format: "NWC", or "NCW" where channels come second.
        dilations: the distance of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor of shape [batch, new width, filters].

    Raises:
        ValueError: the format is another one.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.conv1d([[[1.0], [2.0], [3.0]]], [[[1.0]], [[1.0]]], 1, "VALID")
        <tf.Tensor: shape=(1, 2, 1), dtype=float32, numpy=
        array([[[3.],
                [5.]]], dtype=float32)>
    """
    with scopes.scope(name, "conv1d") as name:
        data_format, place = _format_of_sequences(data_format)
        channels = 1 if data_format == "NCHW" else 2
        return raw.Squeeze(
            raw.Conv2D(
                raw.ExpandDims(input, place), raw.ExpandDims(filters, 0),
                strides=[1, *per_dimension(stride, 1, channels, "stride")],
                dilations=[1, *per_dimension(dilations, 1, channels, "dilations")],
                padding=padding, data_format=data_format, name=name,
            ),
            squeeze_dims=[place],
        )


def _format_of_sequences(data_format):
    """The format of images one pixel high, and the dimension of that height."""
    if data_format in (None, "NWC", "NHWC"):
        return "NHWC", 1
    if data_format in ("NCW", "NCHW"):
        return "NCHW", 2
    raise ValueError(f"`data_format` must be 'NWC' or 'NCW'. Received: data_format={data_format}")


def conv1d_transpose(
    input, filters, output_shape, strides, padding="SAME", data_format="NWC",  # noqa: A002
    dilations=None, name=None,
):
    """The transpose of a 1-D convolution: the gradient that it has for its input.

    Args:
        input: a tensor of shape [batch, width, channels].
        filters: a tensor of shape [width, filters, channels].
        output_shape: the shape of the result, [batch, new width, filters].
        strides: the step of the filters.
        padding: "SAME" or "VALID".
        data_format: "NWC", or "NCW" where channels come second.
        dilations: the distance of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor of shape `output_shape`.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.conv1d_transpose([[[1.0], [2.0]]], [[[1.0]], [[1.0]]], [1, 4, 1], 2)
        <tf.Tensor: shape=(1, 4, 1), dtype=float32, numpy=
        array([[[1.],
                [1.],
                [2.],
                [2.]]], dtype=float32)>
    """
    with scopes.scope(name, "conv1d_transpose") as name:
        data_format, place = _format_of_sequences(data_format)
        channels = 1 if data_format == "NCHW" else 2
        input = raw.ExpandDims(input, place)  # noqa: A001
        filters = raw.ExpandDims(filters, 0)
        sizes = joining.concat([output_shape[:place], [1], output_shape[place:]], 0)
        result = raw.Conv2DBackpropInput(
            sizes, filters, input, padding=padding, data_format=data_format, name=name,
            strides=[1, *per_dimension(strides, 1, channels, "strides")],
            dilations=[1, *per_dimension(dilations, 1, channels, "dilations")],
        )
        return raw.Squeeze(result, squeeze_dims=[place])


def conv2d(
    input, filters, strides, padding, data_format="NHWC", dilations=None, name=None,  # noqa: A002
):
    """A 2-D convolution: filters moved over images.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        filters: a tensor of shape [height, width, channels, filters]; fewer channels than
            `input` has make groups.
        strides: the steps of the filters: a number, or one per dimension.
        padding: "SAME", "VALID", or a list with a pair of numbers per dimension of `input`.
        data_format: "NHWC", or "NCHW" where channels come second.
        dilations: the distances of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor of shape [batch, new height, new width, filters].

    Raises:
        ValueError: a list has the wrong length.
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> images = tf.reshape(tf.range(9.0), [1, 3, 3, 1])
        >>> tf.nn.conv2d(images, tf.ones([2, 2, 1, 1]), strides=1, padding="VALID")
        <tf.Tensor: shape=(1, 2, 2, 1), dtype=float32, numpy=
        array([[[[ 8.],
                 [12.]],
        <BLANKLINE>
                [[20.],
                 [24.]]]], dtype=float32)>
    """
    data_format = data_format or "NHWC"
    channels = channel_dimension(data_format, 2)
    return raw.Conv2D(
        input, filters, name=name, data_format=data_format, **padding_attributes(padding),
        strides=per_dimension(strides, 2, channels, "strides"),
        dilations=per_dimension(dilations, 2, channels, "dilations"),
    )


def conv2d_transpose(
    input, filters, output_shape, strides, padding="SAME", data_format="NHWC",  # noqa: A002
    dilations=None, name=None,
):
    """The transpose of a 2-D convolution: the gradient that it has for its input.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        filters: a tensor of shape [height, width, filters, channels].
        output_shape: the shape of the result, [batch, new height, new width, filters].
        strides: the steps of the filters.
        padding: "SAME", "VALID", or a list with a pair of numbers per dimension.
        data_format: "NHWC", or "NCHW" where channels come second.
        dilations: the distances of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor of shape `output_shape`.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> image = [[[[1.0], [2.0]]]]
        >>> tf.nn.conv2d_transpose(image, tf.ones([1, 2, 1, 1]), [1, 1, 4, 1], strides=[1, 2])
        <tf.Tensor: shape=(1, 1, 4, 1), dtype=float32, numpy=
        array([[[[1.],
                 [1.],
                 [2.],
                 [2.]]]], dtype=float32)>
    """
    with scopes.scope(name, "conv2d_transpose") as name:
        data_format = data_format or "NHWC"
        channels = channel_dimension(data_format, 2)
        return raw.Conv2DBackpropInput(
            output_shape, filters, input, name=name, data_format=data_format,
            strides=per_dimension(strides, 2, channels, "strides"),
            dilations=per_dimension(dilations, 2, channels, "dilations"),
            **padding_attributes(padding),
        )


def conv3d(
    input, filters, strides, padding, data_format="NDHWC", dilations=None, name=None,  # noqa: A002
):
    """A 3-D convolution: filters moved through volumes.

    Args:
        input: a tensor of shape [batch, depth, height, width, channels].
        filters: a tensor of shape [depth, height, width, channels, filters].
        strides: five numbers, the steps of the filters; the first and the last one are 1.
        padding: "SAME" or "VALID".
        data_format: "NDHWC", or "NCDHW" where channels come second.
        dilations: five numbers, the distances of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor of shape [batch, new depth, new height, new width, filters].

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> volume = tf.ones([1, 2, 2, 2, 1])
        >>> tf.nn.conv3d(volume, tf.ones([2, 2, 2, 1, 1]), [1, 1, 1, 1, 1], "VALID")
        <tf.Tensor: shape=(1, 1, 1, 1, 1), dtype=float32, numpy=array([[[[[8.]]]]], dtype=float32)>
    """
    return raw.Conv3D(
        input, filters, strides=strides, padding=padding, data_format=data_format or "NDHWC",
        dilations=dilations or [1, 1, 1, 1, 1], name=name,
    )


def conv3d_transpose(
    input, filters, output_shape, strides, padding="SAME", data_format="NDHWC",  # noqa: A002
    dilations=None, name=None,
):
    """The transpose of a 3-D convolution: the gradient that it has for its input.

    Args:
        input: a tensor of shape [batch, depth, height, width, channels].
        filters: a tensor of shape [depth, height, width, filters, channels].
        output_shape: the shape of the result.
        strides: the steps of the filters.
        padding: "SAME" or "VALID".
        data_format: "NDHWC", or "NCDHW" where channels come second.
        dilations: the distances of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor of shape `output_shape`.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> volume = [[[[[1.0], [2.0]]]]]
        >>> tf.nn.conv3d_transpose(volume, tf.ones([1, 1, 1, 1, 1]), [1, 1, 1, 4, 1], [1, 1, 2])
        <tf.Tensor: shape=(1, 1, 1, 4, 1), dtype=float32, numpy=
        array([[[[[1.],
                  [0.],
                  [2.],
                  [0.]]]]], dtype=float32)>
    """
    with scopes.scope(name, "conv3d_transpose") as name:
        data_format = data_format or "NDHWC"
        channels = channel_dimension(data_format, 3)
        return raw.Conv3DBackpropInputV2(
            output_shape, filters, input, name=name, padding=padding, data_format=data_format,
            strides=per_dimension(strides, 3, channels, "strides"),
            dilations=per_dimension(dilations, 3, channels, "dilations"),
        )


def conv_transpose(
    input, filters, output_shape, strides, padding="SAME", data_format=None,  # noqa: A002
    dilations=None, name=None,
):
    """The transpose of a convolution of one, two or three dimensions.

    Args:
        input: a tensor of rank 3, 4 or 5.
        filters: a tensor of the same rank.
        output_shape: the shape of the result.
        strides: the steps of the filters.
        padding: "SAME" or "VALID".
        data_format: where channels are; last by default.
        dilations: the distances of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor of shape `output_shape`.

    Raises:
        ValueError: `output_shape` has another number of dimensions.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.conv_transpose([[[1.0], [2.0]]], [[[1.0]], [[1.0]]], [1, 4, 1], 2)
        <tf.Tensor: shape=(1, 4, 1), dtype=float32, numpy=
        array([[[1.],
                [1.],
                [2.],
                [2.]]], dtype=float32)>
    """
    with scopes.scope(name, "conv_transpose") as name:
        count = len(output_shape) - 2
        functions = {1: conv1d_transpose, 2: conv2d_transpose, 3: conv3d_transpose}
        if count not in functions:
            raise ValueError(
                "`output_shape` must be of length 3, 4 or 5. Received: "
                f"output_shape={output_shape} of length {count + 2}."
            )
        default = {1: "NWC", 2: "NHWC", 3: "NDHWC"}[count]
        return functions[count](
            input, filters, output_shape, strides, padding=padding,
            data_format=data_format or default, dilations=dilations, name=name,
        )


def convolution(
    input, filters, strides=None, padding="VALID", data_format=None,  # noqa: A002
    dilations=None, name=None,
):
    """A convolution of one, two or three dimensions, as the filters have.

    Args:
        input: a tensor of shape [batch, spatial dimensions..., channels].
        filters: a tensor of shape [spatial dimensions..., channels, filters].
        strides: the steps of the filters, 1 by default.
        padding: "SAME" or "VALID".
        data_format: "NC..." where channels come second; last by default.
        dilations: the distances of the elements of the filters, 1 by default.
        name: a name for the operation.

    Returns:
        A tensor of shape [batch, new spatial dimensions..., filters].

    Raises:
        ValueError: the rank of the filters is unknown, or neither 3, 4 nor 5.

    Example:
        >>> import tfcompat as tf
        >>> tf.nn.convolution([[[1.0], [2.0], [3.0]]], [[[1.0]], [[1.0]]])
        <tf.Tensor: shape=(1, 2, 1), dtype=float32, numpy=
        array([[[3.],
                [5.]]], dtype=float32)>
    """
    with scopes.scope(name, "convolution") as name:
        input = convert_to_tensor(input, name="input")  # noqa: A001
        filters = convert_to_tensor(filters, name="filters")
        rank = filters.shape.rank if filters.shape.rank is not None else input.shape.rank
        if rank is None:
            raise ValueError("rank of input or filter must be known.")
        count = rank - 2
        if count not in (1, 2, 3):
            raise ValueError(
                "`num_spatial_dims` must be 1, 2, or 3. Received: num_spatial_dims="
                f"{count}."
            )
        channels = channel_dimension(data_format, count)
        if count == 1:
            return conv1d(
                input, filters, strides if strides is not None else 1, padding,
                data_format="NCW" if channels == 1 else "NWC", dilations=dilations, name=name,
            )
        function, formats = (conv2d, ("NCHW", "NHWC")) if count == 2 else (
            conv3d, ("NCDHW", "NDHWC")
        )
        return function(
            input, filters, per_dimension(strides, count, channels, "strides"), padding,
            data_format=formats[channels != 1],
            dilations=per_dimension(dilations, count, channels, "dilations"), name=name,
        )


def depthwise_conv2d(
    input, filter, strides, padding, data_format=None, dilations=None, name=None,  # noqa: A002
):
    """A 2-D convolution of each channel by itself.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        filter: a tensor of shape [height, width, channels, filters per channel].
        strides: four numbers, the steps of the filters; the first and the last one are 1.
        padding: "SAME", "VALID", or a list with a pair of numbers per dimension.
        data_format: "NHWC" (the default), or "NCHW" where channels come second.
        dilations: two numbers, the distances of the elements of the filters.
        name: a name for the operation.

    Returns:
        A tensor with channels times filters per channel.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> images = tf.ones([1, 2, 2, 2])
        >>> tf.nn.depthwise_conv2d(images, tf.ones([2, 2, 2, 1]), [1, 1, 1, 1], "VALID")
        <tf.Tensor: shape=(1, 1, 1, 2), dtype=float32, numpy=array([[[[4., 4.]]]], dtype=float32)>
    """
    with scopes.scope(name, "depthwise") as name:
        data_format = data_format or "NHWC"
        channels = channel_dimension(data_format, 2)
        return raw.DepthwiseConv2dNative(
            input, filter, strides=strides, data_format=data_format, name=name,
            dilations=per_dimension(dilations, 2, channels, "dilations"),
            **padding_attributes(padding),
        )


def separable_conv2d(
    input, depthwise_filter, pointwise_filter, strides, padding, data_format=None,  # noqa: A002
    dilations=None, name=None,
):
    """A depthwise convolution, and one of single pixels that mixes the channels.

    Args:
        input: a tensor of shape [batch, height, width, channels].
        depthwise_filter: a tensor of shape [height, width, channels, filters per channel].
        pointwise_filter: a tensor of shape [1, 1, channels * filters per channel, filters].
        strides: four numbers, the steps of the first filters.
        padding: "SAME" or "VALID", for the first ones.
        data_format: "NHWC" (the default), or "NCHW" where channels come second.
        dilations: two numbers, the distances of the elements of the first filters.
        name: a name for the operation.

    Returns:
        A tensor of shape [batch, new height, new width, filters].

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> images, depthwise = tf.ones([1, 2, 2, 2]), tf.ones([2, 2, 2, 1])
        >>> pointwise = tf.ones([1, 1, 2, 1])
        >>> tf.nn.separable_conv2d(images, depthwise, pointwise, [1, 1, 1, 1], "VALID")
        <tf.Tensor: shape=(1, 1, 1, 1), dtype=float32, numpy=array([[[[8.]]]], dtype=float32)>
    """
    with scopes.scope(name, "separable_conv2d") as name:
        each = depthwise_conv2d(
            input, depthwise_filter, strides, padding, data_format, dilations, name="depthwise"
        )
        return conv2d(each, pointwise_filter, 1, "VALID", data_format or "NHWC", name=name)
