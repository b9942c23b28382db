"""Convolutions of other shapes: transposed with holes, gradients, and operations on blocks."""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, blocks, scopes


def atrous_conv2d_transpose(value, filters, output_shape, rate, padding, name=None):
    """The transpose of `tf.nn.atrous_conv2d`: what its gradient by the input computes.

    Args:
        value: a tensor [batch, height, width, inputs].
        filters: a tensor [height, width, outputs, inputs].
        output_shape: the shape of the result, four integers.
        rate: how far the elements of the filter lie apart.
        padding: "SAME" or "VALID".
        name: a name for the operation.

    Returns:
        A tensor of that shape.

    Raises:
        ValueError: the rate, the padding, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> x, f = tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 1])
        >>> tf.nn.atrous_conv2d_transpose(x, f, [1, 5, 5, 1], 2, "VALID")[0, :, 0, 0].numpy()
        array([1., 1., 2., 1., 1.], dtype=float32)
    """
    with scopes.scope(name, "atrous_conv2d_transpose"):
        value = convert_to_tensor(value, name="value")
        filters = convert_to_tensor(filters, name="filters")
        if rate < 1:
            raise ValueError(f"`rate` cannot be less than one. Received: rate={rate}")
        channels = value.shape[3], filters.shape[3]
        if None not in channels and channels[0] != channels[1]:
            raise ValueError(
                "`value` channel count must be compatible with `filters` input channel count. "
                f"Received: value.shape={value.shape} with channel count {channels[0]} and "
                f"filters.shape={filters.shape} with input channel count {channels[1]}."
            )
        sizes = convert_to_tensor(output_shape, name="output_shape")
        if not sizes.shape.is_compatible_with([4]):
            raise ValueError(
                f"`output_shape` must have shape (4,). Received: output_shape={sizes.shape}")
        if padding not in ("SAME", "VALID"):
            raise ValueError(
                f"`padding` must be either 'VALID' or 'SAME'. Received: padding={padding}")
        return raw.Conv2DBackpropInput(
            sizes, filters, value, strides=[1, 1, 1, 1], padding=padding,
            dilations=[1, rate, rate, 1])


def conv(
    input, filter, strides, padding, explicit_paddings=[],  # noqa: A002, B006 - TensorFlow's
    data_format="CHANNELS_LAST", dilations=[], batch_dims=1, groups=1, name=None  # noqa: B006
):
    """The convolution of pictures or volumes, with any number of batch dimensions.

    Args:
        input: a tensor [batch..., spatial..., channels].
        filter: a tensor [kernel..., channels / groups, outputs].
        strides: how far windows lie apart, one number for each dimension but further batches.
        padding: "SAME", "VALID" or "EXPLICIT".
        explicit_paddings: the paddings for "EXPLICIT", two for each of these dimensions.
        data_format: "CHANNELS_LAST" or "CHANNELS_FIRST".
        dilations: how far the elements of the filter lie apart; [] for next to each other.
        batch_dims: the number of batch dimensions.
        groups: how many groups of channels are convolved apart.
        name: a name for the operation.

    Returns:
        A tensor [batch..., output..., outputs].

    Raises:
        InvalidArgumentError: the shapes or attributes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> x, f = tf.ones([2, 3, 4, 4, 1]), tf.ones([2, 2, 1, 5])
        >>> tf.conv(x, f, [1, 1, 1, 1], "VALID", batch_dims=2).shape
        TensorShape([2, 3, 3, 3, 5])
    """
    return raw.Conv(
        input, filter, strides=strides, padding=padding, explicit_paddings=explicit_paddings,
        data_format=data_format, dilations=dilations, batch_dims=batch_dims, groups=groups,
        name=name)


def depthwise_conv2d_backprop_input(  # noqa: A002
    input_sizes, filter, out_backprop, strides, padding, data_format="NHWC",  # noqa: A002
    dilations=[1, 1, 1, 1], name=None  # noqa: B006 - the signature is TensorFlow's
):
    """The gradient of a depthwise convolution by its input.

    Args:
        input_sizes: the shape of the input, four integers.
        filter: a tensor [height, width, channels, multiplier].
        out_backprop: the gradient by the result, a tensor.
        strides: how far windows lie apart, four integers.
        padding: "SAME" or "VALID", or a list of pairs.
        data_format: "NHWC" or "NCHW".
        dilations: how far the elements of the filter lie apart, four integers.
        name: a name for the operation.

    Returns:
        A tensor of that shape.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> f, dy = tf.ones([2, 2, 1, 1]), tf.ones([1, 2, 2, 1])
        >>> tf.nn.depthwise_conv2d_backprop_input(
        ...     [1, 3, 3, 1], f, dy, [1, 1, 1, 1], "VALID")[0, :, 1, 0].numpy()
        array([2., 4., 2.], dtype=float32)
    """
    padding, explicit = _paddings(padding)
    return raw.DepthwiseConv2dNativeBackpropInput(
        input_sizes, filter, out_backprop, strides=strides, padding=padding,
        explicit_paddings=explicit, data_format=data_format, dilations=dilations, name=name)


def depthwise_conv2d_backprop_filter(  # noqa: A002
    input, filter_sizes, out_backprop, strides, padding, data_format="NHWC",  # noqa: A002
    dilations=[1, 1, 1, 1], name=None  # noqa: B006 - the signature is TensorFlow's
):
    """The gradient of a depthwise convolution by its filter.

    Args:
        input: a tensor [batch, height, width, channels].
        filter_sizes: the shape of the filter, four integers.
        out_backprop: the gradient by the result, a tensor.
        strides: how far windows lie apart, four integers.
        padding: "SAME" or "VALID", or a list of pairs.
        data_format: "NHWC" or "NCHW".
        dilations: how far the elements of the filter lie apart, four integers.
        name: a name for the operation.

    Returns:
        A tensor of that shape.

    Raises:
        InvalidArgumentError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> x, dy = tf.ones([1, 3, 3, 1]), tf.ones([1, 2, 2, 1])
        >>> tf.nn.depthwise_conv2d_backprop_filter(
        ...     x, [2, 2, 1, 1], dy, [1, 1, 1, 1], "VALID")[:, 0, 0, 0].numpy()
        array([4., 4.], dtype=float32)
    """
    padding, explicit = _paddings(padding)
    return raw.DepthwiseConv2dNativeBackpropFilter(
        input, filter_sizes, out_backprop, strides=strides, padding=padding,
        explicit_paddings=explicit, data_format=data_format, dilations=dilations, name=name)


def _paddings(padding):
    """Return the padding attribute and the explicit paddings."""
    if isinstance(padding, (list, tuple)):
        return "EXPLICIT", [size for pair in padding for size in pair]
    return padding, []


def with_space_to_batch(  # noqa: A002
    input, dilation_rate, padding, op, filter_shape=None, spatial_dims=None,  # noqa: A002
    data_format=None
):
    """Apply an operation with holes: to blocks of the input as if they were examples.

    Args:
        input: a tensor [batch, spatial..., channels].
        dilation_rate: how far elements lie apart, a vector.
        padding: "SAME" or "VALID".
        op: function of a tensor, of `num_spatial_dims` and of `padding`.
        filter_shape: the sizes of the window, for "SAME".
        spatial_dims: which dimensions are spatial; those after the batch by default.
        data_format: "NC..." where channels come second.

    Returns:
        What `op` returned, with blocks put back.

    Raises:
        ValueError: there is no shape of the window for "SAME", or the rates are not positive.

    Example:
        >>> import tfcompat as tf
        >>> x = tf.reshape(tf.range(5.0), [1, 1, 5, 1])
        >>> def largest(x, num_spatial_dims, padding):
        ...     return tf.nn.max_pool2d(x, [1, 2], 1, padding)
        >>> tf.nn.with_space_to_batch(x, [1, 2], "VALID", largest)[0, 0, :, 0].numpy()
        array([2., 3., 4.], dtype=float32)
    """
    input = convert_to_tensor(input, name="input")
    rates = arrays.get_static_value(convert_to_tensor(dilation_rate, name="dilation_rate"))
    rates = [int(rate) for rate in rates]
    if any(rate < 1 for rate in rates):
        raise ValueError(f"dilation_rate must be positive, but got {rates}")
    count = len(rates)
    if all(rate == 1 for rate in rates):
        return op(input, num_spatial_dims=count, padding=padding)
    if padding not in ("SAME", "VALID"):
        raise ValueError(f"Invalid padding method {padding!r}")
    first = 2 if data_format is not None and data_format.startswith("NC") else 1
    dims = list(range(first, count + first)) if spatial_dims is None else list(spatial_dims)
    base = [[0, 0]] * count
    if padding == "SAME":
        if filter_shape is None:
            raise ValueError("filter_shape must be specified for SAME padding")
        sizes = [int(x) for x in arrays.get_static_value(convert_to_tensor(filter_shape))]
        reach = [(size - 1) * rate for size, rate in zip(sizes, rates, strict=False)]
        base = [[size // 2, size - size // 2] for size in reach]
    last = max(dims)
    block = [rates[dims.index(i)] if i in dims else 1 for i in range(1, last + 1)]
    wanted = [base[dims.index(i)] if i in dims else [0, 0] for i in range(1, last + 1)]
    shape = arrays.shape(input)[1 : last + 1]
    paddings, crops = blocks.required_space_to_batch_paddings(shape, block, wanted)
    result = op(
        raw.SpaceToBatchND(input, block, paddings), num_spatial_dims=count, padding="VALID")
    return raw.BatchToSpaceND(result, block, crops)


depthwise_conv2d_native_backprop_filter = depthwise_conv2d_backprop_filter
depthwise_conv2d_native_backprop_input = depthwise_conv2d_backprop_input


def conv2d_backprop_filter_v2(
    input, filter, out_backprop, strides, padding,  # noqa: A002 - TensorFlow's names
    use_cudnn_on_gpu=True, explicit_paddings=[], data_format="NHWC",  # noqa: B006 - as TensorFlow
    dilations=[1, 1, 1, 1], name=None,  # noqa: B006
):
    """The gradient of a convolution with respect to its filter.

    Args:
        input: [n, h, w, c], or [n, c, h, w] for `data_format` "NCHW".
        filter: [kh, kw, c, o]; only its shape counts.
        out_backprop: the gradient of the output.
        strides: list of 4 ints.
        padding: "SAME", "VALID" or "EXPLICIT".
        use_cudnn_on_gpu: of no effect.
        explicit_paddings: list of 8 ints for "EXPLICIT".
        data_format: "NHWC" or "NCHW".
        dilations: list of 4 ints.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `filter`.

    Raises:
        InvalidArgumentError: sizes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.conv2d_backprop_filter_v2(
        ...     tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 1]), tf.ones([1, 2, 2, 1]),
        ...     [1, 1, 1, 1], "VALID")[..., 0, 0]
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[4., 4.],
               [4., 4.]], dtype=float32)>
    """
    return raw.Conv2DBackpropFilterV2(
        input, filter, out_backprop, strides=strides, padding=padding,
        use_cudnn_on_gpu=use_cudnn_on_gpu, explicit_paddings=explicit_paddings,
        data_format=data_format, dilations=dilations, name=name,
    )


def conv2d_backprop_input_v2(
    input, filter, out_backprop, strides, padding,  # noqa: A002
    use_cudnn_on_gpu=True, explicit_paddings=[], data_format="NHWC",  # noqa: B006 - as TensorFlow
    dilations=[1, 1, 1, 1], name=None,  # noqa: B006
):
    """The gradient of a convolution with respect to its input.

    Args:
        input: [n, h, w, c], or [n, c, h, w] for `data_format` "NCHW"; only its shape counts.
        filter: [kh, kw, c, o]
        out_backprop: the gradient of the output.
        strides: list of 4 ints.
        padding: "SAME", "VALID" or "EXPLICIT".
        use_cudnn_on_gpu: of no effect.
        explicit_paddings: list of 8 ints for "EXPLICIT".
        data_format: "NHWC" or "NCHW".
        dilations: list of 4 ints.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: sizes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.conv2d_backprop_input_v2(
        ...     tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 1]), tf.ones([1, 2, 2, 1]),
        ...     [1, 1, 1, 1], "VALID")[0, ..., 0]
        <tf.Tensor: shape=(3, 3), dtype=float32, numpy=
        array([[1., 2., 1.],
               [2., 4., 2.],
               [1., 2., 1.]], dtype=float32)>
    """
    return raw.Conv2DBackpropInputV2(
        input, filter, out_backprop, strides=strides, padding=padding,
        use_cudnn_on_gpu=use_cudnn_on_gpu, explicit_paddings=explicit_paddings,
        data_format=data_format, dilations=dilations, name=name,
    )
