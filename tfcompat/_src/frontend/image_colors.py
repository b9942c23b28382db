"""Colours and brightness of images, their dtypes, and conversions between colour spaces."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays, casting, checks, contraction, creation, joining, math, reductions, scopes,
)
from tfcompat._src.frontend import images as shared

_RGB_TO_YIQ = (
    (0.299, 0.59590059, 0.2115), (0.587, -0.27455667, -0.52273617),
    (0.114, -0.32134392, 0.31119955),
)
_YIQ_TO_RGB = (
    (1, 1, 1), (0.95598634, -0.27201283, -1.10674021), (0.6208248, -0.64720424, 1.70423049),
)
_RGB_TO_YUV = (
    (0.299, -0.14714119, 0.61497538), (0.587, -0.28886916, -0.51496512),
    (0.114, 0.43601035, -0.10001026),
)
_YUV_TO_RGB = ((1, 1, 1), (0, -0.394642334, 2.03206185), (1.13988303, -0.58062185, 0))
_FLOATS = (dtypes.float16, dtypes.float32)


def _as_floats(image):
    """Return an image in float16 or float32."""
    return image if image.dtype in _FLOATS else convert_image_dtype(image, dtypes.float32)


def adjust_brightness(image, delta):
    """Add a number to every pixel.

    Args:
        image: a tensor of any real dtype; integers count as parts of their largest number.
        delta: the number, from -1 to 1.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        TypeError: `delta` is no number.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.adjust_brightness([[[1.0, 2.0]]], 0.5)
        <tf.Tensor: shape=(1, 1, 2), dtype=float32, numpy=array([[[1.5, 2.5]]], dtype=float32)>
    """
    with scopes.scope(None, "adjust_brightness") as name:
        image = convert_to_tensor(image, name="image")
        floats = _as_floats(image)
        adjusted = math.add(floats, casting.cast(delta, floats.dtype), name=name)
        return convert_image_dtype(adjusted, image.dtype, saturate=True)


def adjust_contrast(images, contrast_factor):
    """Multiply the distance of every pixel from the mean of its channel in its image.

    Args:
        images: a tensor of shape [..., height, width, channels].
        contrast_factor: a float scalar.

    Returns:
        A tensor of the shape and dtype of `images`.

    Raises:
        InvalidArgumentError: the rank does not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.adjust_contrast([[[1.0], [3.0]]], 2.0)[..., 0]
        <tf.Tensor: shape=(1, 2), dtype=float32, numpy=array([[0., 4.]], dtype=float32)>
    """
    with scopes.scope(None, "adjust_contrast") as name:
        images = convert_to_tensor(images, name="images")
        adjusted = raw.AdjustContrastv2(
            _as_floats(images), contrast_factor=contrast_factor, name=name
        )
        return convert_image_dtype(adjusted, images.dtype, saturate=True)


def adjust_gamma(image, gamma=1, gain=1):
    """Raise every pixel to a power and scale it: gain * image ** gamma.

    Args:
        image: a tensor of any real dtype; integers count as parts of their largest number.
        gamma: the power, not negative.
        gain: the factor.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: gamma is negative.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.adjust_gamma([[[0.5, 1.0]]], 2, 0.5)
        <tf.Tensor: shape=(1, 1, 2), dtype=float32, numpy=array([[[0.125, 0.5  ]]], dtype=float32)>
    """
    with scopes.scope(None, "adjust_gamma"):
        image = convert_to_tensor(image, name="image")
        floats = _as_floats(image)
        assertions = shared.require(
            gamma >= 0, "Gamma should be a non-negative real number."
        )
        if assertions:
            gamma = shared.after(assertions, gamma)
        return convert_image_dtype(gain * floats**gamma, image.dtype, saturate=True)


def adjust_hue(image, delta, name=None):
    """Turn the hue of RGB images.

    Args:
        image: a tensor of shape [..., height, width, 3].
        delta: a part of the full turn, from -1 to 1.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: running eagerly, delta is out of range.
        InvalidArgumentError: there are not three channels.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.adjust_hue([[[1.0, 0.0, 0.0]]], 1 / 3).numpy().round(2) + 0
        array([[[0., 1., 0.]]], dtype=float32)
    """
    with scopes.scope(name, "adjust_hue"):
        if context.executing_eagerly() and (delta < -1 or delta > 1):
            raise ValueError("delta must be in the interval [-1, 1]")
        image = convert_to_tensor(image, name="image")
        return convert_image_dtype(raw.AdjustHue(_as_floats(image), delta), image.dtype)


def adjust_saturation(image, saturation_factor, name=None):
    """Multiply the saturation of RGB images.

    Args:
        image: a tensor of shape [..., height, width, 3].
        saturation_factor: a float scalar.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        InvalidArgumentError: there are not three channels.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.adjust_saturation([[[1.0, 0.5, 0.5]]], 2.0)
        <tf.Tensor: shape=(1, 1, 3), dtype=float32, numpy=array([[[1., 0., 0.]]], dtype=float32)>
    """
    with scopes.scope(name, "adjust_saturation"):
        image = convert_to_tensor(image, name="image")
        adjusted = raw.AdjustSaturation(_as_floats(image), saturation_factor)
        return convert_image_dtype(adjusted, image.dtype)


def convert_image_dtype(image, dtype, saturate=False, name=None):
    """Turn an image into another dtype, scaled: the largest integer stands for 1.0.

    Args:
        image: a tensor of a floating or integer dtype.
        dtype: the dtype of the result.
        saturate: whether numbers out of range become the nearest one in it.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `image`.

    Raises:
        AttributeError: a dtype is neither floating nor integer.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.convert_image_dtype([[[0.0, 0.2, 1.0]]], tf.uint8)
        <tf.Tensor: shape=(1, 1, 3), dtype=uint8, numpy=array([[[  0,  51, 255]]], dtype=uint8)>
    """
    image = convert_to_tensor(image, name="image")
    dtype = dtypes.as_dtype(dtype)
    if not dtype.is_floating and not dtype.is_integer:
        raise AttributeError("dtype must be either floating point or integer")
    if not image.dtype.is_floating and not image.dtype.is_integer:
        raise AttributeError("image dtype must be either floating point or integer")
    if dtype == image.dtype:
        return arrays.identity(image, name=name)
    cast = casting.saturate_cast if saturate else casting.cast
    with scopes.scope(name, "convert_image") as name:
        if image.dtype.is_floating:
            if dtype.is_floating:
                return casting.cast(image, dtype, name=name)
            # Half a step more, so that 1.0 becomes the largest integer.
            return cast(math.multiply(image, dtype.max + 0.5), dtype, name=name)
        if dtype.is_floating:
            return math.multiply(casting.cast(image, dtype), 1.0 / image.dtype.max, name=name)
        most, new_most = image.dtype.max, dtype.max
        if most > new_most:
            scale = (most + 1) // (new_most + 1)
            return cast(math.floordiv(image, scale), dtype, name=name)
        return math.multiply(cast(image, dtype), (new_most + 1) // (most + 1), name=name)


def grayscale_to_rgb(images, name=None):
    """Repeat the only channel of images three times.

    Args:
        images: a tensor of shape [..., 1].
        name: a name for the operation.

    Returns:
        A tensor of shape [..., 3] and the dtype of `images`.

    Raises:
        ValueError: there is more than one channel.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.grayscale_to_rgb([[[7]]])
        <tf.Tensor: shape=(1, 1, 3), dtype=int32, numpy=array([[[7, 7, 7]]], dtype=int32)>
    """
    with scopes.scope(name, "grayscale_to_rgb") as name:
        images = _checked_grayscale(convert_to_tensor(images, name="images"))
        outer = arrays.expand_dims(arrays.rank(images) - 1, 0)
        multiples = joining.concat(
            [creation.ones(outer, dtype=dtypes.int32), arrays.expand_dims(3, 0)], 0
        )
        result = raw.Tile(images, multiples, name=name)
        if not context.executing_eagerly():
            result.set_shape(images.shape[:-1].concatenate([3]))
        return result


def _checked_grayscale(image):
    shape, one = image.shape, "Last dimension of a grayscale image should be size 1."
    if shape.rank is not None and shape.rank < 2:
        raise ValueError(f"A grayscale image (shape {shape}) must be at least two-dimensional.")
    if shape.is_fully_defined():
        if shape[-1] != 1:
            raise ValueError(one)
        return image
    last = raw.StridedSlice(
        raw.Shape(image), [-1], [0], [1], shrink_axis_mask=1
    )
    return shared.after(
        [
            checks.assert_equal(last, 1, message=one),
            checks.assert_greater_equal(
                raw.Rank(image), 3, message="A grayscale image must be at least two-dimensional."
            ),
        ],
        image,
    )


def hsv_to_rgb(images, name=None):
    """Turn hue, saturation and value into red, green and blue.

    Args:
        images: a tensor of a floating dtype and shape [..., 3].
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `images`.

    Raises:
        FailedPreconditionError: there are not three channels (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.hsv_to_rgb([0.0, 1.0, 0.5])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([0.5, 0. , 0. ], dtype=float32)>
    """
    return raw.HSVToRGB(images, name=name)


def rgb_to_hsv(images, name=None):
    """Turn red, green and blue into hue, saturation and value.

    Args:
        images: a tensor of a floating dtype and shape [..., 3].
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `images`; hues are parts of a full turn.

    Raises:
        FailedPreconditionError: there are not three channels (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.rgb_to_hsv([0.5, 0.0, 0.0])
        <tf.Tensor: shape=(3,), dtype=float32, numpy=array([0. , 1. , 0.5], dtype=float32)>
    """
    return raw.RGBToHSV(images, name=name)


def per_image_standardization(image):
    """Shift and scale each image to mean 0 and variance 1.

    Args:
        image: a tensor of shape [..., height, width, channels].

    Returns:
        A float32 tensor of that shape.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.per_image_standardization([[[1.0], [3.0]]])[..., 0]
        <tf.Tensor: shape=(1, 2), dtype=float32, numpy=array([[-1.,  1.]], dtype=float32)>
    """
    with scopes.scope(None, "per_image_standardization") as name:
        image = casting.cast(shared.checked(image), dtypes.float32)
        sizes = raw.StridedSlice(raw.Shape(image), [-3], [0], [1], end_mask=1)
        count = reductions.reduce_prod(sizes)
        axes = [-1, -2, -3]
        mean = reductions.reduce_mean(image, axis=axes, keepdims=True)
        spread = reductions.reduce_std(image, axis=axes, keepdims=True)
        # Uniform images are not blown up.
        spread = raw.Maximum(spread, raw.Rsqrt(casting.cast(count, dtypes.float32)))
        return math.divide(image - mean, spread, name=name)


def rgb_to_grayscale(images, name=None):
    """Weigh the colours of images by how bright they look.

    Args:
        images: a tensor of shape [..., 3].
        name: a name for the operation.

    Returns:
        A tensor of shape [..., 1] and the dtype of `images`.

    Raises:
        ValueError: there are not three channels.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.rgb_to_grayscale([[[255, 255, 255]]]).shape
        TensorShape([1, 1, 1])
    """
    with scopes.scope(name, "rgb_to_grayscale") as name:
        images = convert_to_tensor(images, name="images")
        floats = convert_image_dtype(images, dtypes.float32)
        gray = contraction.tensordot(floats, [0.2989, 0.587, 0.114], [-1, -1])
        return convert_image_dtype(arrays.expand_dims(gray, -1), images.dtype, name=name)


def _multiplied(images, matrix):
    images = convert_to_tensor(images, name="images")
    matrix = convert_to_tensor(matrix, dtype=images.dtype, name="kernel")
    return contraction.tensordot(images, matrix, axes=[[images.shape.rank - 1], [0]])


def rgb_to_yiq(images):
    """Turn red, green and blue into the brightness and two differences of colour of NTSC.

    Args:
        images: a tensor of a floating dtype and shape [..., 3].

    Returns:
        A tensor of the shape and dtype of `images`.

    Raises:
        InvalidArgumentError: there are not three channels (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.rgb_to_yiq([[[1.0, 1.0, 1.0]]]).shape
        TensorShape([1, 1, 3])
    """
    return _multiplied(images, _RGB_TO_YIQ)


def yiq_to_rgb(images):
    """Undo `rgb_to_yiq`.

    Args:
        images: a tensor of a floating dtype and shape [..., 3].

    Returns:
        A tensor of the shape and dtype of `images`.

    Raises:
        InvalidArgumentError: there are not three channels (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.yiq_to_rgb([[[0.5, 0.0, 0.0]]])
        <tf.Tensor: shape=(1, 1, 3), dtype=float32, numpy=array([[[0.5, 0.5, 0.5]]], dtype=float32)>
    """
    return _multiplied(images, _YIQ_TO_RGB)


def rgb_to_yuv(images):
    """Turn red, green and blue into the brightness and two differences of colour of PAL.

    Args:
        images: a tensor of a floating dtype and shape [..., 3].

    Returns:
        A tensor of the shape and dtype of `images`.

    Raises:
        InvalidArgumentError: there are not three channels (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.rgb_to_yuv([[[1.0, 1.0, 1.0]]]).shape
        TensorShape([1, 1, 3])
    """
    return _multiplied(images, _RGB_TO_YUV)


def yuv_to_rgb(images):
    """Undo `rgb_to_yuv`.

    Args:
        images: a tensor of a floating dtype and shape [..., 3].

    Returns:
        A tensor of the shape and dtype of `images`.

    Raises:
        InvalidArgumentError: there are not three channels (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.yuv_to_rgb([[[0.5, 0.0, 0.0]]])
        <tf.Tensor: shape=(1, 1, 3), dtype=float32, numpy=array([[[0.5, 0.5, 0.5]]], dtype=float32)>
    """
    return _multiplied(images, _YUV_TO_RGB)
