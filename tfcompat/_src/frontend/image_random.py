"""Random changes of images: those that go on with a stream, and those that a seed determines."""

import collections
import functools

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays, casting, checks, control, image_colors, image_cropping, random, reductions, scopes,
    seeds, slicing,
)
from tfcompat._src.frontend import images as shared
from tfcompat._src.frontend.control_flow import cond

SampleDistortedBoundingBoxV2 = collections.namedtuple(
    "SampleDistortedBoundingBoxV2", ["begin", "size", "bboxes"]
)
StatelessSampleDistortedBoundingBox = collections.namedtuple(
    "StatelessSampleDistortedBoundingBox", ["begin", "size", "bboxes"]
)


def _check_range(lower, upper):
    if upper <= lower:
        raise ValueError("upper must be > lower.")
    if lower < 0:
        raise ValueError("lower must be non-negative.")


def _check_delta(max_delta, most=None):
    if most is not None and max_delta > most:
        raise ValueError(f"max_delta must be <= {most}.")
    if max_delta < 0:
        raise ValueError("max_delta must be non-negative.")


def random_brightness(image, max_delta, seed=None):
    """Add a random number to every pixel.

    Args:
        image: a tensor of any real dtype; integers count as parts of their largest number.
        max_delta: the most to add or take away.
        seed: a seed for this call; see `tf.random.set_seed`.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: `max_delta` is negative.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.random_brightness(tf.zeros([2, 2, 1]), 0.2).shape
        TensorShape([2, 2, 1])
    """
    _check_delta(max_delta)
    delta = random.uniform([], -max_delta, max_delta, seed=seed)
    return image_colors.adjust_brightness(image, delta)


def stateless_random_brightness(image, max_delta, seed):
    """As `random_brightness`, the same for the same seed.

    Args:
        image: a tensor of any real dtype; integers count as parts of their largest number.
        max_delta: the most to add or take away.
        seed: a tensor of two integers.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: `max_delta` is negative.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.stateless_random_brightness([[[1.0]]], 0.2, seed=(1, 2)).numpy().round(4)
        array([[[1.1376]]], dtype=float32)
    """
    _check_delta(max_delta)
    delta = random.stateless_uniform([], seed, -max_delta, max_delta)
    return image_colors.adjust_brightness(image, delta)


def random_contrast(image, lower, upper, seed=None):
    """Multiply the contrast of images by a random number.

    Args:
        image: a tensor of shape [..., height, width, channels].
        lower: the least factor.
        upper: the upper bound of the factor.
        seed: a seed for this call; see `tf.random.set_seed`.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the bounds do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.random_contrast(tf.zeros([2, 2, 1]), 0.5, 1.5).shape
        TensorShape([2, 2, 1])
    """
    _check_range(lower, upper)
    factor = random.uniform([], lower, upper, seed=seed)
    return image_colors.adjust_contrast(image, factor)


def stateless_random_contrast(image, lower, upper, seed):
    """As `random_contrast`, the same for the same seed.

    Args:
        image: a tensor of shape [..., height, width, channels].
        lower: the least factor.
        upper: the upper bound of the factor.
        seed: a tensor of two integers.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the bounds do not fit.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.constant([[[1.0], [3.0]]])
        >>> tf.image.stateless_random_contrast(image, 0.5, 1.5, seed=(1, 2)).numpy().round(4)
        array([[[0.6559],
                [3.3441]]], dtype=float32)
    """
    _check_range(lower, upper)
    factor = random.stateless_uniform([], seed, lower, upper)
    return image_colors.adjust_contrast(image, factor)


def random_hue(image, max_delta, seed=None):
    """Turn the hue of RGB images by a random angle.

    Args:
        image: a tensor of shape [..., height, width, 3].
        max_delta: the most to turn, a part of the full turn up to 0.5.
        seed: a seed for this call; see `tf.random.set_seed`.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: `max_delta` is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.random_hue(tf.zeros([2, 2, 3]), 0.2).shape
        TensorShape([2, 2, 3])
    """
    _check_delta(max_delta, 0.5)
    delta = random.uniform([], -max_delta, max_delta, seed=seed)
    return image_colors.adjust_hue(image, delta)


def stateless_random_hue(image, max_delta, seed):
    """As `random_hue`, the same for the same seed.

    Args:
        image: a tensor of shape [..., height, width, 3].
        max_delta: the most to turn, a part of the full turn up to 0.5.
        seed: a tensor of two integers.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: `max_delta` is out of range.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.constant([[[1.0, 0.5, 0.0]]])
        >>> tf.image.stateless_random_hue(image, 0.2, seed=(1, 2)).numpy().round(4)
        array([[[0.6743, 1.    , 0.    ]]], dtype=float32)
    """
    _check_delta(max_delta, 0.5)
    delta = random.stateless_uniform([], seed, -max_delta, max_delta)
    return image_colors.adjust_hue(image, delta)


def random_saturation(image, lower, upper, seed=None):
    """Multiply the saturation of RGB images by a random number.

    Args:
        image: a tensor of shape [..., height, width, 3].
        lower: the least factor.
        upper: the upper bound of the factor.
        seed: a seed for this call; see `tf.random.set_seed`.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the bounds do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.random_saturation(tf.zeros([2, 2, 3]), 0.5, 1.5).shape
        TensorShape([2, 2, 3])
    """
    _check_range(lower, upper)
    factor = random.uniform([], lower, upper, seed=seed)
    return image_colors.adjust_saturation(image, factor)


def stateless_random_saturation(image, lower, upper, seed=None):
    """As `random_saturation`, the same for the same seed.

    Args:
        image: a tensor of shape [..., height, width, 3].
        lower: the least factor.
        upper: the upper bound of the factor.
        seed: a tensor of two integers.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the bounds do not fit.

    Example:
        >>> import tfcompat as tf
        >>> image = tf.constant([[[1.0, 0.5, 0.5]]])
        >>> tf.image.stateless_random_saturation(image, 0.5, 1.5, seed=(1, 2)).numpy().round(4)
        array([[[1.   , 0.328, 0.328]]], dtype=float32)
    """
    _check_range(lower, upper)
    factor = random.stateless_uniform([], seed, lower, upper)
    return image_colors.adjust_saturation(image, factor)


def random_flip_left_right(image, seed=None):
    """Mirror images left to right, each with a chance of one half.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        seed: a seed for this call; see `tf.random.set_seed`.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.random_flip_left_right(tf.zeros([2, 3, 1])).shape
        TensorShape([2, 3, 1])
    """
    draw = functools.partial(random.uniform, seed=seed)
    return _flipped(image, 1, draw, "random_flip_left_right")


def random_flip_up_down(image, seed=None):
    """Mirror images upside down, each with a chance of one half.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        seed: a seed for this call; see `tf.random.set_seed`.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.random_flip_up_down(tf.zeros([2, 3, 1])).shape
        TensorShape([2, 3, 1])
    """
    draw = functools.partial(random.uniform, seed=seed)
    return _flipped(image, 0, draw, "random_flip_up_down")


def stateless_random_flip_left_right(image, seed):
    """As `random_flip_left_right`, the same for the same seed.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        seed: a tensor of two integers.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.stateless_random_flip_left_right([[[1], [2]]], seed=(3, 0))[..., 0]
        <tf.Tensor: shape=(1, 2), dtype=int32, numpy=array([[2, 1]], dtype=int32)>
    """
    draw = functools.partial(random.stateless_uniform, seed=seed)
    return _flipped(image, 1, draw, "stateless_random_flip_left_right")


def stateless_random_flip_up_down(image, seed):
    """As `random_flip_up_down`, the same for the same seed.

    Args:
        image: a tensor of shape [height, width, channels] or [batch, height, width, channels].
        seed: a tensor of two integers.

    Returns:
        A tensor of the shape and dtype of `image`.

    Raises:
        ValueError: the rank does not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.stateless_random_flip_up_down([[[1]], [[2]]], seed=(3, 0))[..., 0]
        <tf.Tensor: shape=(2, 1), dtype=int32, numpy=
        array([[2],
               [1]], dtype=int32)>
    """
    draw = functools.partial(random.stateless_uniform, seed=seed)
    return _flipped(image, 0, draw, "stateless_random_flip_up_down")


def _flipped(image, axis, draw, name):
    with scopes.scope(None, name) as name:
        image = shared.checked(image)

        def single():
            drawn = draw(shape=[], minval=0, maxval=1.0)
            result = cond(
                raw.Less(drawn, 0.5), lambda: raw.ReverseV2(image, [axis]), lambda: image,
                name=name,
            )
            return shared.with_shape(
                result, [None] * 3 if image.shape.rank is None else image.shape
            )

        def batch():
            size = raw.StridedSlice(raw.Shape(image), [0], [1], [1], shrink_axis_mask=1)
            drawn = draw(shape=raw.Pack([size]), minval=0, maxval=1.0)
            flips = raw.Round(raw.Reshape(drawn, raw.Pack([size, 1, 1, 1])))
            flips = casting.cast(flips, image.dtype)
            return flips * raw.ReverseV2(image, [axis + 1]) + (1 - flips) * image

        return image_cropping.by_rank(image, single, batch)


def random_crop(value, size, seed=None, name=None):
    """Cut a random part of a size out of a tensor.

    Args:
        value: a tensor.
        size: a vector of integers, one per dimension.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor of shape `size` and the dtype of `value`.

    Raises:
        InvalidArgumentError: `size` is larger than `value`.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.random_crop(tf.zeros([4, 5, 3]), [2, 2, 3]).shape
        TensorShape([2, 2, 3])
    """
    with scopes.scope(name, "random_crop") as name:
        value, size, room = _room(value, size)
        drawn = random.uniform(
            raw.Shape(room), dtype=size.dtype, maxval=size.dtype.max, seed=seed
        )
        return slicing.slice(value, raw.FloorMod(drawn, room), size, name=name)


def stateless_random_crop(value, size, seed, name=None):
    """As `random_crop`, the same for the same seed.

    Args:
        value: a tensor.
        size: a vector of integers, one per dimension.
        seed: a tensor of two integers.
        name: a name for the operation.

    Returns:
        A tensor of shape `size` and the dtype of `value`.

    Raises:
        InvalidArgumentError: `size` is larger than `value`.

    Example:
        >>> import tfcompat as tf
        >>> tf.image.stateless_random_crop(tf.range(9), [3], seed=(1, 2))
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([5, 6, 7], dtype=int32)>
    """
    with scopes.scope(name, "random_crop") as name:
        value, size, room = _room(value, size)
        drawn = random.stateless_uniform(
            raw.Shape(room), seed, 0, size.dtype.max, dtype=size.dtype
        )
        return slicing.slice(value, raw.FloorMod(drawn, room), size, name=name)


def _room(value, size):
    """Return the value and the size as tensors, and how many offsets there are."""
    value = convert_to_tensor(value, name="value")
    size = convert_to_tensor(size, dtype=dtypes.int32, name="size")
    shape = arrays.shape(value)
    fits = reductions.reduce_all(raw.GreaterEqual(shape, size))
    check = checks.Assert(
        fits, ["Need value.shape >= size, got ", shape, size], summarize=1000
    )
    with control.control_dependencies([] if check is None else [check]):
        return value, size, raw.Identity(shape) - size + 1


def sample_distorted_bounding_box(
    image_size, bounding_boxes, seed=0, min_object_covered=0.1, aspect_ratio_range=None,
    area_range=None, max_attempts=None, use_image_if_no_bounding_boxes=None, name=None,
):
    """Sample a window of an image that covers enough of an object in it.

    Args:
        image_size: a vector of three integers: height, width and channels.
        bounding_boxes: a float32 tensor of shape [batch, boxes, 4]: y1, x1, y2, x2 as parts of
            the image.
        seed: a seed for this call; 0 for another window in every program.
        min_object_covered: how much of an object is to be seen.
        aspect_ratio_range: the least and the largest ratio of width to height.
        area_range: the least and the largest part of the image.
        max_attempts: after how many attempts to return the whole image.
        use_image_if_no_bounding_boxes: whether the whole image is the object where there are none.
        name: a name for the operation.

    Returns:
        (begin, size, box): two vectors for `tf.slice`, and a tensor of shape [1, 1, 4] for
        `draw_bounding_boxes`.

    Raises:
        InvalidArgumentError: something is out of range.

    Example:
        >>> import tfcompat as tf
        >>> begin, size, box = tf.image.sample_distorted_bounding_box([40, 50, 3],
        ...                                                           [[[0.1, 0.2, 0.5, 0.9]]])
        >>> box.shape
        TensorShape([1, 1, 4])
    """
    first, second = seeds.of_op(seed) if seed else (0, 0)
    attrs = _given(
        aspect_ratio_range=aspect_ratio_range, area_range=area_range, max_attempts=max_attempts,
        use_image_if_no_bounding_boxes=use_image_if_no_bounding_boxes,
    )
    with scopes.scope(name, "sample_distorted_bounding_box"):
        return SampleDistortedBoundingBoxV2(*raw.SampleDistortedBoundingBoxV2(
            image_size, bounding_boxes, min_object_covered, seed=first, seed2=second, **attrs
        ))


def stateless_sample_distorted_bounding_box(
    image_size, bounding_boxes, seed, min_object_covered=0.1, aspect_ratio_range=None,
    area_range=None, max_attempts=None, use_image_if_no_bounding_boxes=None, name=None,
):
    """As `sample_distorted_bounding_box`, the same for the same seed.

    Args:
        image_size: a vector of three integers: height, width and channels.
        bounding_boxes: a float32 tensor of shape [batch, boxes, 4]: y1, x1, y2, x2 as parts of
            the image.
        seed: a tensor of two integers.
        min_object_covered: how much of an object is to be seen.
        aspect_ratio_range: the least and the largest ratio of width to height.
        area_range: the least and the largest part of the image.
        max_attempts: after how many attempts to return the whole image.
        use_image_if_no_bounding_boxes: whether the whole image is the object where there are none.
        name: a name for the operation.

    Returns:
        (begin, size, box): two vectors for `tf.slice`, and a tensor of shape [1, 1, 4] for
        `draw_bounding_boxes`.

    Raises:
        InvalidArgumentError: something is out of range.

    Example:
        >>> import tfcompat as tf
        >>> begin, size, box = tf.image.stateless_sample_distorted_bounding_box(
        ...     [40, 50, 3], [[[0.1, 0.2, 0.5, 0.9]]], seed=(1, 2))
        >>> begin.numpy().tolist(), size.numpy().tolist()
        ([12, 3, 0], [26, 32, -1])
    """
    attrs = _given(
        aspect_ratio_range=aspect_ratio_range, area_range=area_range, max_attempts=max_attempts,
        use_image_if_no_bounding_boxes=use_image_if_no_bounding_boxes,
    )
    with scopes.scope(name, "stateless_sample_distorted_bounding_box"):
        return StatelessSampleDistortedBoundingBox(*raw.StatelessSampleDistortedBoundingBox(
            image_size, bounding_boxes, min_object_covered, seed, **attrs
        ))


def _given(**attrs):
    return {name: value for name, value in attrs.items() if value is not None}
