"""Measures of images: how two differ, where edges are, how much they vary."""

import math

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import constant, convert_to_tensor
from tfcompat._src.frontend import (
    arrays, casting, checks, control, convolution, creation, image_colors, joining, pooling,
    rearranging, reductions, scopes,
)
from tfcompat._src.frontend.control_flow import cond

_WEIGHTS_OF_SCALES = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)


def image_gradients(image):
    """The differences of each pixel to the next one below and to the right.

    Args:
        image: a tensor of shape [batch, height, width, channels].

    Returns:
        (dy, dx): tensors of the shape and dtype of `image`; 0 in the last row or column.

    Raises:
        ValueError: the rank is another one.

    Example:
        >>> import tfcompat as tf
        >>> dy, dx = tf.image.image_gradients(tf.reshape(tf.range(4.0), [1, 2, 2, 1]))
        >>> dy[0, ..., 0]
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[2., 2.],
               [0., 0.]], dtype=float32)>
    """
    if image.shape.rank != 4:
        raise ValueError(
            "image_gradients expects a 4D tensor [batch_size, h, w, d], not "
            f"{image.shape}."
        )
    shape = arrays.shape(image)
    batch, height, width, depth = joining.unstack(shape, 4)
    down = image[:, 1:] - image[:, :-1]
    across = image[:, :, 1:] - image[:, :, :-1]
    below = creation.zeros(joining.stack([batch, 1, width, depth]), image.dtype)
    beside = creation.zeros(joining.stack([batch, height, 1, depth]), image.dtype)
    return (
        arrays.reshape(joining.concat([down, below], 1), shape),
        arrays.reshape(joining.concat([across, beside], 2), shape),
    )


def sobel_edges(image):
    """How much brightness changes downwards and to the right, by Sobel's filters.

    Args:
        image: a tensor of shape [batch, height, width, channels], float32 or float64.

    Returns:
        A tensor of shape [batch, height, width, channels, 2].

    Raises:
        InvalidArgumentError: the shape does not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> edges = tf.image.sobel_edges(tf.reshape(tf.range(9.0), [1, 3, 3, 1]))
        >>> edges[0, 1, 1, 0]
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([24.,  8.], dtype=float32)>
    """
    static, shape = image.shape, arrays.shape(image)
    down = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    filters = [[[[down[i][j], down[j][i]]] for j in range(3)] for i in range(3)]
    filters = rearranging.tile(constant(filters, dtype=image.dtype), [1, 1, shape[-1], 1])
    padded = rearranging.pad(image, [[0, 0], [1, 1], [1, 1], [0, 0]], mode="REFLECT")
    result = convolution.depthwise_conv2d(padded, filters, [1, 1, 1, 1], "VALID")
    result = arrays.reshape(result, joining.concat([shape, [2]], 0))
    if not context.executing_eagerly():
        result.set_shape(static.concatenate([2]))
    return result


def total_variation(images, name=None):
    """The sum of the absolute differences of neighbouring pixels.

    Args:
        images: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        name: a name for the operation.

    Returns:
        A scalar, or a tensor of shape [batch].

    Raises:
        ValueError: the rank is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.total_variation(tf.reshape(tf.range(4.0), [2, 2, 1]))
        <tf.Tensor: shape=(), dtype=float32, numpy=6.0>
    """
    with scopes.scope(name, "total_variation"):
        rank = images.shape.rank
        if rank == 3:
            down, across, axes = images[1:] - images[:-1], images[:, 1:] - images[:, :-1], None
        elif rank == 4:
            down = images[:, 1:] - images[:, :-1]
            across, axes = images[:, :, 1:] - images[:, :, :-1], [1, 2, 3]
        else:
            raise ValueError("'images' must be either 3 or 4-dimensional.")
        return reductions.reduce_sum(raw.Abs(down), axis=axes) + reductions.reduce_sum(
            raw.Abs(across), axis=axes
        )


def _comparable(first, second):
    """Check that two images can be compared; return their sizes and assertions."""
    shapes = [first.shape.with_rank_at_least(3), second.shape.with_rank_at_least(3)]
    shapes[0][-3:].assert_is_compatible_with(shapes[1][-3:])
    if None not in (shapes[0].rank, shapes[1].rank):
        outer = [shape.as_list()[:-3][::-1] for shape in shapes]
        for one, other in zip(*outer, strict=False):
            if 1 not in (one, other) and None not in (one, other) and one != other:
                raise ValueError(
                    f"Two images are not compatible: {shapes[0]} and {shapes[1]}"
                )
    sizes = raw.ShapeN([first, second])
    same = reductions.reduce_all(raw.Equal(sizes[0][-3:], sizes[1][-3:]))
    assertions = [
        checks.Assert(raw.GreaterEqual(arrays.size(sizes[0]), 3), list(sizes), summarize=10),
        checks.Assert(same, list(sizes), summarize=10),
    ]
    return sizes, [item for item in assertions if item is not None]


def psnr(a, b, max_val, name=None):
    """The peak signal-to-noise ratio of two images, in decibels.

    Args:
        a: a tensor of shape [..., height, width, channels].
        b: a tensor of that shape.
        max_val: the range of pixels, 255 or 1.0.
        name: a name for the operation.

    Returns:
        A float32 tensor of shape [...].

    Raises:
        ValueError: the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.psnr(tf.zeros([2, 2, 1]), tf.fill([2, 2, 1], 0.1), 1.0)
        <tf.Tensor: shape=(), dtype=float32, numpy=20.0>
    """
    with scopes.scope(name, "PSNR"):
        max_val = casting.cast(max_val, a.dtype)
        max_val, a, b = (
            image_colors.convert_image_dtype(item, dtypes.float32) for item in (max_val, a, b)
        )
        error = reductions.reduce_mean(raw.SquaredDifference(a, b), [-3, -2, -1])
        peak = 20.0 * raw.Log(max_val) / raw.Log(10.0)
        ratio = raw.Sub(peak, 10.0 / math.log(10.0) * raw.Log(error))
        _, assertions = _comparable(a, b)
        with control.control_dependencies(assertions):
            return raw.Identity(ratio)


def _gaussian(size, sigma):
    """Return a bell of shape [size, size, 1, 1] that sums to 1."""
    at = casting.cast(creation.range(size), sigma.dtype)
    at = at - casting.cast(size - 1, sigma.dtype) / 2.0
    bell = raw.Square(at) * (-0.5 / raw.Square(sigma))
    bell = raw.Reshape(bell, [1, -1]) + raw.Reshape(bell, [-1, 1])
    bell = raw.Softmax(raw.Reshape(bell, [1, -1]))
    return raw.Reshape(bell, joining.stack([size, size, 1, 1]))


def _blurred(x, kernel):
    shape = arrays.shape(x)
    flat = raw.Reshape(x, joining.concat([[-1], shape[-3:]], 0))
    result = convolution.depthwise_conv2d(flat, kernel, [1, 1, 1, 1], "VALID")
    return raw.Reshape(result, joining.concat([shape[:-3], arrays.shape(result)[1:]], 0))


def _similarity(first, second, max_val, settings, whole_map=False):
    """Return the similarity, and its part that is about structure, of each channel."""
    filter_size, filter_sigma, k1, k2 = settings
    size = constant(filter_size, dtype=dtypes.int32)
    sizes = raw.ShapeN([first, second])
    assertions = [
        checks.Assert(
            reductions.reduce_all(raw.GreaterEqual(one[-3:-1], size)), [one, size], summarize=8
        )
        for one in sizes
    ]
    with control.control_dependencies([item for item in assertions if item is not None]):
        first = raw.Identity(first)
    kernel = _gaussian(size, constant(filter_sigma, dtype=first.dtype))
    kernel = rearranging.tile(kernel, joining.stack([1, 1, sizes[0][-1], 1]))
    c1, c2 = (k1 * max_val) ** 2, (k2 * max_val) ** 2
    means = _blurred(first, kernel), _blurred(second, kernel)
    product = means[0] * means[1] * 2.0
    squares = raw.Square(means[0]) + raw.Square(means[1])
    luminance = (product + c1) / (squares + c1)
    both = _blurred(first * second, kernel) * 2.0
    each = _blurred(raw.Square(first) + raw.Square(second), kernel)
    structure = (both - product + c2) / (each - squares + c2)
    similarity = luminance * structure
    if not whole_map:
        similarity = reductions.reduce_mean(similarity, [-3, -2])
        structure = reductions.reduce_mean(structure, [-3, -2])
    return similarity, structure


def _prepared(img1, img2, max_val):
    """Return two images and the range of pixels in float32, and the sizes of the images."""
    img1 = convert_to_tensor(img1, name="img1")
    img2 = convert_to_tensor(img2, name="img2")
    sizes, assertions = _comparable(img1, img2)
    with control.control_dependencies(assertions):
        img1 = raw.Identity(img1)
    max_val = casting.cast(max_val, img1.dtype)
    converted = [
        image_colors.convert_image_dtype(item, dtypes.float32) for item in (img1, img2, max_val)
    ]
    return *converted, sizes


def ssim(
    img1, img2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03,
    return_index_map=False,
):
    """The structural similarity of two images: 1 for equal ones, less for others.

    Args:
        img1: a tensor of shape [..., height, width, channels].
        img2: a tensor of that shape.
        max_val: the range of pixels, 255 or 1.0.
        filter_size: the size of the window that is looked at.
        filter_sigma: how wide the bell is that weighs the window.
        k1: how much brightness is flattened.
        k2: how much contrast is flattened.
        return_index_map: whether to return the similarity at each place instead of the mean.

    Returns:
        A float32 tensor of shape [...], or [..., rows, columns].

    Raises:
        ValueError: the shapes do not fit.
        InvalidArgumentError: an image is smaller than the window.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.reshape(tf.range(256.0), [16, 16, 1])
        >>> tf.image.ssim(image, image, 255)
        <tf.Tensor: shape=(), dtype=float32, numpy=1.0>
    """
    with scopes.scope(None, "SSIM"):
        img1, img2, max_val, _ = _prepared(img1, img2, max_val)
        settings = (filter_size, filter_sigma, k1, k2)
        result, _ = _similarity(img1, img2, max_val, settings, return_index_map)
        return reductions.reduce_mean(result, [-1])


def _halved(pair, tails):
    """Return two batches of images at half the size, uneven edges repeated."""
    flat = [
        raw.Reshape(one, joining.concat([[-1], tail], 0))
        for one, tail in zip(pair, tails, strict=True)
    ]
    rest = raw.FloorMod(tails[0], [2, 2, 1])

    def padded():
        edges = rearranging.pad(arrays.expand_dims(rest, -1), [[1, 0], [1, 0]])
        return [rearranging.pad(one, edges, mode="SYMMETRIC") for one in flat]

    uneven = reductions.reduce_any(raw.NotEqual(rest, 0))
    even = cond(uneven, padded, lambda: flat)
    return [pooling.avg_pool(one, [1, 2, 2, 1], [1, 2, 2, 1], "VALID", "NHWC") for one in even]


def ssim_multiscale(
    img1, img2, max_val, power_factors=_WEIGHTS_OF_SCALES, filter_size=11, filter_sigma=1.5,
    k1=0.01, k2=0.03,
):
    """The structural similarity of two images over several scales, each half of the one before.

    Args:
        img1: a tensor of shape [..., height, width, channels].
        img2: a tensor of that shape.
        max_val: the range of pixels, 255 or 1.0.
        power_factors: a weight for each scale, beginning with the largest.
        filter_size: the size of the window that is looked at.
        filter_sigma: how wide the bell is that weighs the window.
        k1: how much brightness is flattened.
        k2: how much contrast is flattened.

    Returns:
        A float32 tensor of shape [...].

    Raises:
        ValueError: the shapes do not fit.
        InvalidArgumentError: an image is smaller than the window at the last scale.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.reshape(tf.range(1024.0), [32, 32, 1])
        >>> tf.image.ssim_multiscale(image, image, 1023, (0.5, 0.5), filter_size=7)
        <tf.Tensor: shape=(), dtype=float32, numpy=1.0>
    """
    with scopes.scope(None, "MS-SSIM"):
        *pair, max_val, sizes = _prepared(img1, img2, max_val)
        heads, tails = [one[:-3] for one in sizes], [one[-3:] for one in sizes]
        settings, structures = (filter_size, filter_sigma, k1, k2), []
        for scale in range(len(power_factors)):
            with scopes.scope(None, f"Scale{scale}"):
                if scale:
                    smaller = _halved(pair, tails)
                    tails = [one[1:] for one in raw.ShapeN(smaller)]
                    pair = [
                        raw.Reshape(one, joining.concat([head, tail], 0))
                        for one, head, tail in zip(smaller, heads, tails, strict=True)
                    ]
                similarity, structure = _similarity(*pair, max_val, settings)
                structures.append(raw.Relu(structure))
        # The last scale counts with its brightness, the others by structure alone.
        parts = joining.stack([*structures[:-1], raw.Relu(similarity)], axis=-1)
        product = reductions.reduce_prod(raw.Pow(parts, list(map(float, power_factors))), [-1])
        return reductions.reduce_mean(product, [-1])
