"""Resizing of images, by any method."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import casting, image_cropping, joining, scopes
from tfcompat._src.frontend import images as shared
from tfcompat._src.graph import shape_inference


class ResizeMethod:
    """The names of the methods that `tf.image.resize` knows.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.ResizeMethod.NEAREST_NEIGHBOR
        'nearest'
    """

    AREA = "area"
    BICUBIC = "bicubic"
    BILINEAR = "bilinear"
    GAUSSIAN = "gaussian"
    LANCZOS3 = "lanczos3"
    LANCZOS5 = "lanczos5"
    MITCHELLCUBIC = "mitchellcubic"
    NEAREST_NEIGHBOR = "nearest"


# Methods that weigh pixels by a kernel, always or when smoothing.
_KERNELS = ("lanczos3", "lanczos5", "gaussian", "mitchellcubic")
_SMOOTHING = {"bilinear": "triangle", "bicubic": "keyscubic"}


def resize(
    images, size, method=ResizeMethod.BILINEAR, preserve_aspect_ratio=False, antialias=False,
    name=None,
):
    """Resize images.

    Args:
        images: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        size: two integers, the new height and width.
        method: a name of `tf.image.ResizeMethod`.
        preserve_aspect_ratio: whether to keep the shape of things: `size` is the most then.
        antialias: whether to smooth images that become smaller.
        name: a name for the operation.

    Returns:
        A tensor of the rank of `images`, of float32; of their dtype with "nearest".

    Raises:
        ValueError: there is no such method, or a rank does not fit.
        InvalidArgumentError: a size is not positive.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.resize([[[1.0], [3.0]]], [1, 4])[..., 0]
        <tf.Tensor: shape=(1, 4), dtype=float32, numpy=array([[1. , 1.5, 2.5, 3. ]],
              dtype=float32)>
    """
    with scopes.scope(name, "resize"):
        images = convert_to_tensor(images, name="images")
        rank = images.shape.rank
        if rank is None:
            raise ValueError("'images' contains no shape.")
        if rank not in (3, 4):
            raise ValueError("'images' must have either 3 or 4 dimensions.")
        images, was_batch = shared.as_batch(images)
        try:
            size = convert_to_tensor(size, dtypes.int32, name="size")
        except (TypeError, ValueError):
            raise ValueError("'size' must be a 1-D int32 Tensor") from None
        if not size.shape.is_compatible_with([2]):
            raise ValueError("'size' must be a 1-D Tensor of 2 elements: new_height, new_width")
        if preserve_aspect_ratio:
            size = _largest_alike(images, size)
        height, width = shape_inference.constant_value_as_shape(size).with_rank(2).as_list()
        images = _resized(images, size, method, antialias)
        images = shared.with_shape(images, [None, height, width, None])
        return shared.from_batch(images, was_batch)


def _largest_alike(images, size):
    """Return the largest size within `size` that has the proportions of the images."""
    _, *sizes, _ = shared.sizes_of(images, 4)
    sizes = [casting.cast(one, dtypes.float32) for one in sizes]
    wanted = [
        casting.cast(
            raw.StridedSlice(size, [i], [i + 1], [1], shrink_axis_mask=1), dtypes.float32
        )
        for i in range(2)
    ]
    scale = raw.Minimum(wanted[0] / sizes[0], wanted[1] / sizes[1])
    return joining.stack([casting.cast(raw.Round(scale * one), dtypes.int32) for one in sizes])


def _resized(images, size, method, antialias):
    kernel = method if method in _KERNELS else _SMOOTHING.get(method) if antialias else None
    if kernel is not None:
        sizes = raw.StridedSlice(raw.Shape(images), [1], [3], [1])
        scale = casting.cast(size, dtypes.float32) / casting.cast(sizes, dtypes.float32)
        return raw.ScaleAndTranslate(
            images, size, scale, [0.0, 0.0], kernel_type=kernel, antialias=antialias
        )
    if method == ResizeMethod.BILINEAR:
        return raw.ResizeBilinear(images, size, half_pixel_centers=True)
    if method == ResizeMethod.NEAREST_NEIGHBOR:
        return raw.ResizeNearestNeighbor(images, size, half_pixel_centers=True)
    if method == ResizeMethod.BICUBIC:
        return raw.ResizeBicubic(images, size, half_pixel_centers=True)
    if method == ResizeMethod.AREA:
        return raw.ResizeArea(images, size)
    raise ValueError(f"Resize method is not implemented: {method}")


def resize_with_pad(
    image, target_height, target_width, method=ResizeMethod.BILINEAR, antialias=False
):
    """Resize images to the largest size that fits, and add zeros around them.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        target_height: the height of the result.
        target_width: the width of the result.
        method: a name of `tf.image.ResizeMethod`.
        antialias: whether to smooth images that become smaller.

    Returns:
        A tensor of the rank of `image`, of float32; of its dtype with "nearest".

    Raises:
        ValueError: a size is not positive, or the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.resize_with_pad([[[1.0], [3.0]]], 3, 4)[..., 0]
        <tf.Tensor: shape=(3, 4), dtype=float32, numpy=
        array([[1. , 1.5, 2.5, 3. ],
               [1. , 1.5, 2.5, 3. ],
               [0. , 0. , 0. , 0. ]], dtype=float32)>
    """
    with scopes.scope(None, "resize_image_with_pad"):
        image, was_batch = shared.as_batch(convert_to_tensor(image, name="image"))
        assertions = shared.assertions(image)
        assertions += shared.require(target_width > 0, "target_width must be > 0.")
        assertions += shared.require(target_height > 0, "target_height must be > 0.")
        image = shared.after(assertions, image)
        _, *sizes, _ = shared.sizes_of(image, 4)
        sizes = [casting.cast(size, dtypes.float32) for size in sizes]
        targets = [casting.cast(size, dtypes.float32) for size in (target_height, target_width)]
        ratio = raw.Maximum(sizes[1] / targets[1], sizes[0] / targets[0])
        exact = [size / ratio for size in sizes]
        pads = [
            raw.Maximum(0, casting.cast(raw.Floor((target - size) / 2.0), dtypes.int32))
            for target, size in zip(targets, exact, strict=True)
        ]
        fitted = joining.stack([casting.cast(raw.Floor(size), dtypes.int32) for size in exact])
        resized = resize(image, fitted, method, antialias=antialias)
        padded = image_cropping.pad_to_bounding_box(resized, *pads, target_height, target_width)
        return shared.from_batch(padded, was_batch)
