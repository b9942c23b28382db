"""Scaling and moving images with a kernel of choice, and the gradient.

A kernel says how much a pixel counts by its distance; it is widened where the image shrinks and
`antialias` is set. Plain resizing is in `image_resize`.
"""

import math

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, image_sampling
from tfcompat._src.registry import op

_PI = 3.14159265359
# Weights whose sum is not above this are left as they are.
_LEAST_SUM = 1000 * 1.1754943508222875e-38


def _lanczos(radius):
    def weight(xp, x):
        one = xp.float32
        angle = one(_PI) * x
        value = one(radius) * xp.sin(angle) * xp.sin(angle / one(radius)) / (angle * angle)
        value = xp.where(x <= one(1e-3), one(1), value)
        return xp.where(x > one(radius), one(0), value)

    return weight


def _gaussian(xp, x):
    sigma = xp.float32(1.5 / 3.0)
    value = xp.exp(-x * x / (xp.float32(2) * sigma * sigma))
    return xp.where(x >= xp.float32(1.5), xp.float32(0), value)


def _box(xp, x):
    half, one, zero = xp.float32(0.5), xp.float32(1), xp.float32(0)
    return xp.where(x < half, one, xp.where(x == half, half, zero))


def _triangle(xp, x):
    return xp.where(x < 1, xp.float32(1) - x, xp.float32(0))


def _keys_cubic(xp, x):
    one = xp.float32
    far = ((one(-0.5) * x + one(2.5)) * x - one(4)) * x + one(2)
    near = ((one(1.5) * x - one(2.5)) * x) * x + one(1)
    return xp.where(x >= 2, one(0), xp.where(x >= 1, far, near))


def _mitchell_cubic(xp, x):
    one = xp.float32
    far = ((one(-7.0 / 18.0) * x + one(2)) * x - one(10.0 / 3.0)) * x + one(16.0 / 9.0)
    near = ((one(7.0 / 6.0) * x - one(2)) * x) * x + one(8.0 / 9.0)
    return xp.where(x >= 2, one(0), xp.where(x >= 1, far, near))


# Kernel name -> (how far it reaches, its weight at a distance).
_KERNELS = {
    b"lanczos1": (1.0, _lanczos(1)), b"lanczos3": (3.0, _lanczos(3)),
    b"lanczos5": (5.0, _lanczos(5)), b"gaussian": (1.5, _gaussian), b"box": (1.0, _box),
    b"triangle": (1.0, _triangle), b"keyscubic": (2.0, _keys_cubic),
    b"mitchellcubic": (2.0, _mitchell_cubic),
}


def _taps(xp, kernel, size, resized, scale, translate, antialias):
    """Return a tap for each pixel within reach, along an axis; the last ones may weigh nothing."""
    reach, weigh = kernel
    inverse = xp.float32(1.0 / scale)
    moved = -inverse * xp.float32(translate)
    widened = max(inverse, xp.float32(1)) if antialias else xp.float32(1)
    at = (xp.arange(resized, dtype=xp.float32) + xp.float32(0.5)) * inverse + moved
    span = xp.float32(reach) * widened
    first = xp.ceil(at - span - xp.float32(0.5)).astype(xp.int64)
    last = xp.floor(at + span - xp.float32(0.5)).astype(xp.int64)
    first, last = xp.clip(first, 0, size - 1), xp.clip(last, 0, size - 1)
    outside = (at < 0) | (at > size)
    narrowing = xp.float32(1) / widened
    taps, total = [], xp.zeros(resized, xp.float32)
    for i in range(min(2 * math.ceil(reach * float(widened)) + 1, size)):
        place = (first + i).astype(xp.float32) + xp.float32(0.5) - at
        weight = weigh(xp, xp.abs(place * narrowing))
        weight = xp.where((first + i > last) | outside, xp.float32(0), weight)
        total = total + weight
        taps.append((xp.minimum(first + i, last), weight))
    countable = xp.abs(total) >= xp.float32(_LEAST_SUM)
    factor = xp.where(countable, xp.float32(1) / total, xp.float32(0))
    return [(index, weight * factor) for index, weight in taps]


def _pair(values):
    """Return the two numbers of `scale` or `translation`."""
    shown = checks.shown(values.shape)
    checks.require(values.ndim == 1, f"t must be 1-dimensional{shown}")
    checks.require(values.size == 2, f"t must have two elements{shown}")
    return values.tolist()


def _scales(scale):
    pair = _pair(scale)
    checks.require(pair[0] > 0 and pair[1] > 0, "Scale must be greater than zero.")
    return pair


def _kernel(kernel_type):
    if kernel_type not in _KERNELS:
        raise InvalidArgumentError(f"Unrecognized kernel type: {kernel_type.decode()}")
    return _KERNELS[kernel_type]


@op("""
    ScaleAndTranslate(images: T, size: int32, scale: float,
            translation: float) -> resized_images: float
        T: {int8, uint8, int16, uint16, int32, int64, bfloat16, half, float, double}
        kernel_type: string = "lanczos3"
        antialias: bool = true
""", host=("size", "scale", "translation"))
def scale_and_translate(xp, images, size, scale, translation, *, kernel_type, antialias):
    """Scale and move images, weighing pixels by a kernel.

    Shapes:
        images: [n, h, w, c]
        size: [2], height and width of the result
        scale, translation: [2], along height and width
        resized_images: [n, height, width, c]; 0 where it lies outside of the input
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, a scale is not positive, or there is no
            such kernel.
    Source: tf.raw_ops.ScaleAndTranslate
    """
    kernel = _kernel(kernel_type)
    checks.require(
        images.ndim == 4, f"input must be 4-dimensional{checks.shown(images.shape)}"
    )
    shown = checks.shown(size.shape)
    checks.require(size.ndim == 1, f"output_shape_t must be 1-dimensional{shown}")
    checks.require(size.size == 2, f"output_shape_t must have two elements{shown}")
    sizes = image_sampling.checked_size(images, size)
    scales, moves = _scales(scale), _pair(translation)
    x = images.astype(xp.float32, copy=False)
    for axis in (1, 2):
        taps = _taps(
            xp, kernel, x.shape[axis], sizes[axis - 1], scales[axis - 1], moves[axis - 1],
            antialias,
        )
        x = image_sampling.weigh(xp, x, axis, taps)
    return x


scale_and_translate.shape(image_sampling.resized_shape)


@scale_and_translate.gradient
def scale_and_translate_gradient(op, dy):
    # The gradient op works on float32 alone; images of other types are only shapes to it.
    images, _, scale, translation = op.inputs
    if images.dtype != dy.dtype:
        images = raw.Cast(images, DstT=dy.dtype)
    found = raw.ScaleAndTranslateGrad(
        dy, images, scale, translation, kernel_type=op.attr("kernel_type"),
        antialias=op.attr("antialias"),
    )
    if op.inputs[0].dtype != dy.dtype:
        found = raw.Cast(found, DstT=op.inputs[0].dtype)
    return [found, None, None, None]


@op("""
    ScaleAndTranslateGrad(grads: T, original_image: T, scale: float,
            translation: float) -> output: T
        T: {float}
        kernel_type: string = "lanczos3"
        antialias: bool = true
""", host=("scale", "translation"))
def scale_and_translate_grad(
    xp, grads, original_image, scale, translation, *, kernel_type, antialias
):
    """Return the gradient of ScaleAndTranslate by its images.

    Shapes:
        grads: [n, height, width, c]
        original_image: [n, h, w, c]
        scale, translation: [2], along height and width
        output: like original_image
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, a scale is not positive, or there is no
            such kernel.
    Source: tf.raw_ops.ScaleAndTranslateGrad
    """
    kernel = _kernel(kernel_type)
    image_sampling.check_gradient(grads, original_image)
    checks.require(
        grads.shape[0] == original_image.shape[0],
        f"input_grad and original_image must have the same number of images, got "
        f"{grads.shape[0]} and {original_image.shape[0]}",
    )
    scales, moves = _scales(scale), _pair(translation)
    taps = [
        _taps(
            xp, kernel, original_image.shape[axis], grads.shape[axis], scales[axis - 1],
            moves[axis - 1], antialias,
        )
        for axis in (1, 2)
    ]
    return image_sampling.spread(xp, grads, *taps, original_image.shape)


@scale_and_translate_grad.shape
def scale_and_translate_grad_shape(c):
    return [c["original_image"]]
