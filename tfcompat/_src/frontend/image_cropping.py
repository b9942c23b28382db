"""Crops, paddings, flips, turns and patches of images: pixels moved, never changed.

Resizing is in `image_resizing.py`, random crops and flips in `image_random.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, casting, images, joining, rearranging, scopes, slicing
from tfcompat._src.frontend.control_flow import case, cond


def central_crop(image, central_fraction):
    """Cut the outer parts of images off, keeping the middle.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        central_fraction: how much of each dimension to keep, above 0 and up to 1.

    Returns:
        A tensor of the dtype of `image`.

    Raises:
        ValueError: the fraction is out of range, or the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.central_crop(tf.reshape(tf.range(16), [4, 4, 1]), 0.5)[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[ 5,  6],
               [ 9, 10]], dtype=int32)>
    """
    with scopes.scope(None, "central_crop"):
        image = convert_to_tensor(image, name="image")
        fraction = arrays.get_static_value(central_fraction)
        outside = "central_fraction must be within (0, 1]"
        if fraction is not None:
            fraction = float(fraction)
            if not 0 < fraction <= 1:
                raise ValueError(outside)
            if fraction == 1:
                return image
        else:
            inside = raw.LogicalOr(central_fraction > 0.0, central_fraction <= 1.0)
            image = images.after(images.require(inside, outside), image)
        images.assertions(image)
        rank = image.shape.rank
        if rank not in (3, 4):
            raise ValueError(
                "`image` should either be a Tensor with rank = 3 or rank = 4. "
                f"Had rank = {rank}."
            )
        return _middle(image, rank, central_fraction, fraction)


def _middle(image, rank, central_fraction, fraction):
    starts, sizes = [], []
    known = image.shape.as_list()[rank - 3 : rank - 1]
    for axis, size in enumerate(known, rank - 3):
        if size is not None and fraction is not None:
            start = int((float(size) - float(size) * fraction) / 2)
        else:
            size = raw.StridedSlice(
                raw.Shape(image), [axis], [axis + 1], [1], shrink_axis_mask=1
            )
            wide = casting.cast(size, dtypes.float64)
            part = casting.cast(central_fraction, dtypes.float64)
            start = casting.cast((wide - wide * part) / 2, dtypes.int32)
        starts.append(start)
        sizes.append(size - start * 2)
    batch = [] if rank == 3 else [0]
    begin = joining.stack([*batch, *starts, 0])
    size = joining.stack([*[-1] * len(batch), *sizes, -1])
    result = slicing.slice(image, begin, size)
    outer = image.shape.as_list()[: rank - 3]
    return images.with_shape(
        result, [*outer, *map(images.static, sizes), image.shape.as_list()[-1]]
    )


def crop_and_resize(
    image, boxes, box_indices, crop_size, method="bilinear", extrapolation_value=0.0, name=None
):
    """Cut boxes out of images and resize them all to one size.

    Args:
        image: a tensor of shape [batch, height, width, channels].
        boxes: a tensor of shape [boxes, 4]: y1, x1, y2, x2 as parts of the image.
        box_indices: a tensor of shape [boxes] and dtype int32: the image of each box.
        crop_size: two integers, height and width of all crops.
        method: "bilinear" or "nearest".
        extrapolation_value: what is seen outside of images.
        name: a name for the operation.

    Returns:
        A float32 tensor of shape [boxes, crop height, crop width, channels].

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> image = tf.reshape(tf.range(9.0), [1, 3, 3, 1])
        >>> tf.image.crop_and_resize(image, [[0.0, 0.0, 1.0, 0.5]], [0], [2, 2])[0, ..., 0]
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[0., 1.],
               [6., 7.]], dtype=float32)>
    """
    return raw.CropAndResize(
        image, boxes, box_indices, crop_size, method=method,
        extrapolation_value=extrapolation_value, name=name,
    )


def crop_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    """Cut a box of pixels out of images.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        offset_height: the first row that is kept.
        offset_width: the first column that is kept.
        target_height: how many rows are kept.
        target_width: how many columns are kept.

    Returns:
        A tensor of the rank and dtype of `image`.

    Raises:
        ValueError: the box is not inside of the image.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.reshape(tf.range(9), [3, 3, 1])
        >>> tf.image.crop_to_bounding_box(image, 1, 0, 2, 2)[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[3, 4],
               [6, 7]], dtype=int32)>
    """
    with scopes.scope(None, "crop_to_bounding_box"):
        image, was_batch = images.as_batch(convert_to_tensor(image, name="image"))
        assertions = images.assertions(image)
        batch, height, width, depth = images.sizes_of(image, 4)
        for holds, message in (
            (offset_width >= 0, "offset_width must be >= 0."),
            (offset_height >= 0, "offset_height must be >= 0."),
            (target_width > 0, "target_width must be > 0."),
            (target_height > 0, "target_height must be > 0."),
            (width >= target_width + offset_width, "width must be >= target + offset."),
            (height >= target_height + offset_height, "height must be >= target + offset."),
        ):
            assertions += images.require(holds, message)
        image = images.after(assertions, image)
        cropped = slicing.slice(
            image, joining.stack([0, offset_height, offset_width, 0]),
            joining.stack([-1, target_height, target_width, -1]),
        )
        sizes = [batch, target_height, target_width, depth]
        cropped = images.with_shape(cropped, [images.static(size) for size in sizes])
        return images.from_batch(cropped, was_batch)


def extract_glimpse(
    input, size, offsets, centered=True, normalized=True, noise="uniform", name=None,  # noqa: A002
):
    """Cut a window out of each image, at an offset of its own.

    Args:
        input: a float32 tensor of shape [batch, height, width, channels].
        size: two integers, height and width of the windows.
        offsets: a float32 tensor of shape [batch, 2]: y and x of the windows.
        centered: whether offsets are those of centres, from the middle of the image.
        normalized: whether offsets are in parts of the image instead of pixels.
        noise: what is seen outside of images: "uniform", "gaussian" or "zero".
        name: a name for the operation.

    Returns:
        A float32 tensor of shape [batch, window height, window width, channels].

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> image = tf.reshape(tf.range(9.0), [1, 3, 3, 1])
        >>> window = tf.image.extract_glimpse(image, [2, 2], [[1.0, 1.0]], centered=False,
        ...                                   normalized=False, noise="zero")
        >>> window[0, ..., 0]
        <tf.Tensor: shape=(2, 2), dtype=float32, numpy=
        array([[4., 5.],
               [7., 8.]], dtype=float32)>
    """
    return raw.ExtractGlimpseV2(
        input, size, offsets, centered=centered, normalized=normalized, noise=noise,
        uniform_noise=False, name=name,
    )


def extract_patches(images, sizes, strides, rates, padding, name=None):
    """Lay out the windows that move over images as channels.

    Args:
        images: a tensor of shape [batch, height, width, channels].
        sizes: [1, height, width, 1] of the windows.
        strides: [1, rows, columns, 1] between windows.
        rates: [1, rows, columns, 1] between the pixels of a window.
        padding: "SAME" or "VALID".
        name: a name for the operation.

    Returns:
        A tensor of shape [batch, rows, columns, window height * width * channels].

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> image = tf.reshape(tf.range(16), [1, 4, 4, 1])
        >>> tf.image.extract_patches(image, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID")[0, 0]
        <tf.Tensor: shape=(2, 4), dtype=int32, numpy=
        array([[0, 1, 4, 5],
               [2, 3, 6, 7]], dtype=int32)>
    """
    return raw.ExtractImagePatches(
        images, ksizes=sizes, strides=strides, rates=rates, padding=padding, name=name
    )


def flip_left_right(image):
    """Mirror images, left to right.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.flip_left_right([[[1], [2], [3]]])[..., 0]
        <tf.Tensor: shape=(1, 3), dtype=int32, numpy=array([[3, 2, 1]], dtype=int32)>
    """
    with scopes.scope(None, "flip_left_right"):
        return _flipped(images.checked(image), 1)


def flip_up_down(image):
    """Turn images upside down, as in a mirror.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.flip_up_down([[[1]], [[2]]])[..., 0]
        <tf.Tensor: shape=(2, 1), dtype=int32, numpy=
        array([[2],
               [1]], dtype=int32)>
    """
    with scopes.scope(None, "flip_up_down"):
        return _flipped(images.checked(image), 0)


def _flipped(image, axis):
    return by_rank(
        image, lambda: rearranging.reverse(image, [axis]),
        lambda: rearranging.reverse(image, [axis + 1]),
        "'image' (shape {})must have either 3 or 4 dimensions.",
    )


def by_rank(
    image, of_image, of_batch, message="'image' (shape {}) must have either 3 or 4 dimensions."
):
    """Call the function for a single image or for a batch, as the rank says."""
    rank = image.shape.rank
    if rank is None:
        return cond(raw.Equal(raw.Rank(image), 3), of_image, of_batch)
    if rank not in (3, 4):
        raise ValueError(message.format(image.shape))
    return of_image() if rank == 3 else of_batch()


def pad_to_bounding_box(image, offset_height, offset_width, target_height, target_width):
    """Put images into larger ones, at a place, with zeros around them.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        offset_height: rows of zeros above.
        offset_width: columns of zeros to the left.
        target_height: the height of the result.
        target_width: the width of the result.

    Returns:
        A tensor of the rank and dtype of `image`.

    Raises:
        ValueError: the image does not fit into the result.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.pad_to_bounding_box([[[7]]], 0, 1, 2, 3)[..., 0]
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[0, 7, 0],
               [0, 0, 0]], dtype=int32)>
    """
    with scopes.scope(None, "pad_to_bounding_box"):
        image, was_batch = images.as_batch(convert_to_tensor(image, name="image"))
        batch, height, width, depth = images.sizes_of(image, 4)
        after_width = target_width - offset_width - width
        after_height = target_height - offset_height - height
        assertions = images.assertions(image)
        for holds, message in (
            (offset_height >= 0, "offset_height must be >= 0"),
            (offset_width >= 0, "offset_width must be >= 0"),
            (after_width >= 0, "width must be <= target - offset"),
            (after_height >= 0, "height must be <= target - offset"),
        ):
            assertions += images.require(holds, message)
        image = images.after(assertions, image)
        pairs = [0, 0, offset_height, after_height, offset_width, after_width, 0, 0]
        padded = rearranging.pad(image, arrays.reshape(joining.stack(pairs), [4, 2]))
        sizes = [batch, target_height, target_width, depth]
        padded = images.with_shape(padded, [images.static(size) for size in sizes])
        return images.from_batch(padded, was_batch)


def resize_with_crop_or_pad(image, target_height, target_width):
    """Cut off or add the same on both sides, until images have a size.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        target_height: the height of the result.
        target_width: the width of the result.

    Returns:
        A tensor of the rank and dtype of `image`.

    Raises:
        ValueError: a size is not positive, or the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.resize_with_crop_or_pad([[[1], [2], [3], [4]]], 2, 2)[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[2, 3],
               [0, 0]], dtype=int32)>
    """
    with scopes.scope(None, "resize_image_with_crop_or_pad"):
        image, was_batch = images.as_batch(convert_to_tensor(image, name="image"))
        assertions = images.assertions(image)
        assertions += images.require(target_width > 0, "target_width must be > 0.")
        assertions += images.require(target_height > 0, "target_height must be > 0.")
        image = images.after(assertions, image)
        _, height, width, _ = images.sizes_of(image, 4)
        wider, taller = target_width - width, target_height - height
        cropped = crop_to_bounding_box(
            image, _largest(-taller // 2, 0), _largest(-wider // 2, 0),
            _smallest(target_height, height), _smallest(target_width, width),
        )
        result = pad_to_bounding_box(
            cropped, _largest(taller // 2, 0), _largest(wider // 2, 0), target_height,
            target_width,
        )
        return images.from_batch(result, was_batch)


def _largest(x, y):
    return raw.Maximum(x, y) if images.is_tensor(x) or images.is_tensor(y) else max(x, y)


def _smallest(x, y):
    return raw.Minimum(x, y) if images.is_tensor(x) or images.is_tensor(y) else min(x, y)


def rot90(image, k=1, name=None):
    """Turn images counter-clockwise by right angles.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        k: how many right angles, an integer scalar.
        name: a name for the operation.

    Returns:
        A tensor of the rank and dtype of `image`.

    Raises:
        ValueError: a rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.rot90([[[1], [2]], [[3], [4]]])[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[2, 4],
               [1, 3]], dtype=int32)>
    """
    with scopes.scope(name, "rot90") as name:
        image = images.checked(image)
        k = convert_to_tensor(k, dtype=dtypes.int32, name="k")
        k.shape.assert_has_rank(0)
        k = raw.FloorMod(k, 4)
        return by_rank(
            image, lambda: _turned(image, k, 0, name), lambda: _turned(image, k, 1, name)
        )


def _turned(image, k, row, name):
    """Turn images whose rows are dimension `row`."""
    swapped = [0, 2, 1, 3] if row else [1, 0, 2]
    column = row + 1
    reverse, transposed = rearranging.reverse, rearranging.transpose
    turns = [
        (raw.Equal(k, 1), lambda: transposed(reverse(image, [column]), swapped)),
        (raw.Equal(k, 2), lambda: reverse(image, [row, column])),
        (raw.Equal(k, 3), lambda: reverse(transposed(image, swapped), [column])),
    ]
    result = case(turns, default=lambda: image, exclusive=True, name=name or "case")
    outer = image.shape.with_rank(row + 3).as_list()
    return images.with_shape(result, [*outer[:row], None, None, outer[-1]])


def transpose(image, name=None):
    """Exchange rows and columns of images.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        name: a name for the operation.

    Returns:
        A tensor of the rank and dtype of `image`.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.transpose([[[1], [2]], [[3], [4]]])[..., 0]
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1, 3],
               [2, 4]], dtype=int32)>
    """
    with scopes.scope(name, "transpose"):
        image = images.checked(image)
        return by_rank(
            image, lambda: rearranging.transpose(image, [1, 0, 2]),
            lambda: rearranging.transpose(image, [0, 2, 1, 3]),
        )
