"""Resizing of images - bilinear, nearest, bicubic, by area - and the gradients.

What pixels are read is worked out in `image_sampling`; kernels of a chosen width are in
`image_scale`. Results are float32 whatever the images are, as in TensorFlow, except where pixels
are only picked.
"""

from tfcompat._src.core import raw
from tfcompat._src.ops import checks, image_sampling
from tfcompat._src.registry import no_gradient, op

# Cubic weights are read from a table with this many steps between two pixels.
_STEPS = 1024


@op("""
    ResizeBilinear(images: T, size: int32) -> resized_images: float
        T: {int8, uint8, int16, uint16, int32, int64, bfloat16, half, float, double, bfloat16}
        align_corners: bool = false
        half_pixel_centers: bool = false
""", host=("size",))
def resize_bilinear(xp, images, size, *, align_corners, half_pixel_centers):
    """Resize images, weighing the four nearest pixels by distance.

    Shapes:
        images: [n, h, w, c]
        size: [2], the new height and width
        resized_images: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or both attributes are set.
    Source: tf.raw_ops.ResizeBilinear
    """
    image_sampling.check_centers(align_corners, half_pixel_centers)
    height, width = image_sampling.checked_size(images, size)
    x = images.astype(xp.float32, copy=False)
    if x.shape[1:3] == (height, width):
        return x
    rows, columns = (
        image_sampling.neighbours(
            xp, image_sampling.places(xp, old, new, align_corners, half_pixel_centers), old
        )
        for old, new in zip(x.shape[1:3], (height, width), strict=True)
    )
    if 2 * height < x.shape[1]:  # most rows are not read
        top = _between(xp, xp.take(x, rows[0], axis=1), 2, *columns)
        bottom = _between(xp, xp.take(x, rows[1], axis=1), 2, *columns)
        return _lerp(xp, top, bottom, rows[2][:, None, None])
    return _between(xp, _between(xp, x, 2, *columns), 1, *rows)


def _between(xp, x, axis, lower, upper, way):
    way = image_sampling.along(xp, way, axis, x.ndim)
    return _lerp(xp, xp.take(x, lower, axis=axis), xp.take(x, upper, axis=axis), way)


def _lerp(xp, first, second, way):
    """Return what lies on the way between two fresh arrays, overwriting the second."""
    second -= first
    second *= way
    second += first
    return second


@resize_bilinear.gradient
def resize_bilinear_gradient(op, dy):
    return [_images_gradient(raw.ResizeBilinearGrad, op, dy), None]


def _images_gradient(backward, op, dy):
    return backward(
        dy, op.inputs[0], align_corners=op.attr("align_corners"),
        half_pixel_centers=op.attr("half_pixel_centers"),
    )


@op("""
    ResizeBilinearGrad(grads: float, original_image: T) -> output: T
        T: {float, bfloat16, half, double}
        align_corners: bool = false
        half_pixel_centers: bool = false
""")
def resize_bilinear_grad(xp, grads, original_image, *, align_corners, half_pixel_centers):
    """Return the gradient of ResizeBilinear by its images.

    Shapes:
        grads: [n, height, width, c]
        original_image: [n, h, w, c]
        output: like original_image
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or both attributes are set.
    Source: tf.raw_ops.ResizeBilinearGrad
    """
    image_sampling.check_centers(align_corners, half_pixel_centers)
    image_sampling.check_gradient(grads, original_image)
    taps = []
    for old, new in zip(original_image.shape[1:3], grads.shape[1:3], strict=True):
        at = image_sampling.places(xp, old, new, align_corners, half_pixel_centers)
        lower, upper, way = image_sampling.neighbours(xp, at, old)
        taps.append([(lower, xp.float32(1) - way), (upper, way)])
    return _spread(xp, grads, taps, original_image)


def _spread(xp, grads, taps, original):
    wide = xp.float64 if original.dtype == xp.float64 else xp.float32
    grads = grads.astype(wide, copy=False)
    shape = (grads.shape[0], *original.shape[1:])
    result = image_sampling.spread(xp, grads, *taps, shape)
    return result.astype(original.dtype, copy=False)


no_gradient(resize_bilinear_grad, "TensorFlow has none")


@op("""
    ResizeNearestNeighbor(images: T, size: int32) -> resized_images: T
        T: {int8, uint8, int16, uint16, int32, int64, half, float, double, bfloat16}
        align_corners: bool = false
        half_pixel_centers: bool = false
""", host=("size",))
def resize_nearest_neighbor(xp, images, size, *, align_corners, half_pixel_centers):
    """Resize images, picking the nearest pixel.

    Shapes:
        images: [n, h, w, c]
        size: [2], the new height and width
        resized_images: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or both attributes are set.
    Source: tf.raw_ops.ResizeNearestNeighbor
    """
    image_sampling.check_centers(align_corners, half_pixel_centers)
    height, width = image_sampling.checked_size(images, size)
    rows = _nearest(xp, images.shape[1], height, align_corners, half_pixel_centers)
    columns = _nearest(xp, images.shape[2], width, align_corners, half_pixel_centers)
    return xp.take(xp.take(images, rows, axis=1), columns, axis=2)


def _nearest(xp, size, resized, align_corners, half_pixel_centers):
    """Return which input pixel each output pixel shows along an axis."""
    scale = image_sampling.scale_of(xp, size, resized, align_corners)
    numbers = xp.arange(resized, dtype=xp.float32)
    at = (numbers + xp.float32(0.5) if half_pixel_centers else numbers) * scale
    # Halves are rounded up, away from zero.
    at = xp.floor(at + xp.float32(0.5)) if align_corners else xp.floor(at)
    return xp.clip(at.astype(xp.int64), 0, size - 1)


@resize_nearest_neighbor.gradient
def resize_nearest_neighbor_gradient(op, dy):
    shape = op.inputs[0].shape
    if shape.is_fully_defined():
        size = shape.as_list()[1:3]
    else:
        size = raw.StridedSlice(raw.Shape(op.inputs[0]), [1], [3], [1])
    return [
        raw.ResizeNearestNeighborGrad(
            dy, size, align_corners=op.attr("align_corners"),
            half_pixel_centers=op.attr("half_pixel_centers"),
        ),
        None,
    ]


@op("""
    ResizeNearestNeighborGrad(grads: T, size: int32) -> output: T
        T: {uint8, int8, int32, half, float, double, bfloat16}
        align_corners: bool = false
        half_pixel_centers: bool = false
""", host=("size",))
def resize_nearest_neighbor_grad(xp, grads, size, *, align_corners, half_pixel_centers):
    """Return the gradient of ResizeNearestNeighbor by its images.

    Shapes:
        grads: [n, height, width, c]
        size: [2], height and width of the images
        output: [n, h, w, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.ResizeNearestNeighborGrad
    """
    checks.require(grads.ndim == 4, f"input must be 4-dimensional{checks.shown(grads.shape)}")
    checks.require(size.ndim == 1, f"shape_t must be 1-dimensional{checks.shown(size.shape)}")
    checks.require(size.size == 2, f"shape_t must have two elements{checks.shown(size.shape)}")
    sizes = size.tolist()
    checks.require(min(sizes) > 0, "shape_t's elements must be positive")
    if not grads.size:
        return xp.zeros((grads.shape[0], *sizes, grads.shape[3]), grads.dtype)
    wide = xp.float32 if grads.dtype.itemsize == 2 else grads.dtype
    result = grads.astype(wide, copy=False)
    for axis, old in enumerate(sizes, 1):
        picked = _nearest(xp, old, grads.shape[axis], align_corners, half_pixel_centers)
        matrix = image_sampling.matrix_of(xp, [(picked, xp.ones(picked.shape, wide))], old)
        flat = result.reshape(*result.shape[:axis], result.shape[axis], -1)
        result = xp.matmul(matrix, flat)
        result = result.reshape(*result.shape[: axis + 1], *grads.shape[axis + 1 :])
    return result.astype(grads.dtype, copy=False)


@op("""
    ResizeBicubic(images: T, size: int32) -> resized_images: float
        T: {int8, uint8, int16, uint16, int32, int64, half, float, double, bfloat16}
        align_corners: bool = false
        half_pixel_centers: bool = false
""", host=("size",))
def resize_bicubic(xp, images, size, *, align_corners, half_pixel_centers):
    """Resize images with a cubic curve through four pixels each way.

    Shapes:
        images: [n, h, w, c]
        size: [2], the new height and width
        resized_images: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or both attributes are set.
    Source: tf.raw_ops.ResizeBicubic
    """
    image_sampling.check_centers(align_corners, half_pixel_centers)
    sizes = image_sampling.checked_size(images, size)
    x = images.astype(xp.float32, copy=False)
    for axis, new in enumerate(sizes, 1):
        taps = _cubic_taps(xp, x.shape[axis], new, align_corners, half_pixel_centers)
        x = image_sampling.weigh(xp, x, axis, taps)
    return x


def _cubic_taps(xp, size, resized, align_corners, half_pixel_centers):
    """Return the four taps of cubic interpolation along an axis."""
    at = image_sampling.places(xp, size, resized, align_corners, half_pixel_centers)
    floor = xp.floor(at)
    step = xp.rint((at - floor) * xp.float32(_STEPS))
    # The curve through four pixels: steeper as it was first defined than as Keys has it.
    slope = -0.5 if half_pixel_centers else -0.75
    base = floor.astype(xp.int64)
    taps = []
    for offset, distance in ((-1, step), (0, step), (1, _STEPS - step), (2, _STEPS - step)):
        index = xp.clip(base + offset, 0, size - 1)
        weight = _cubic(xp, distance, slope, offset in (-1, 2))
        if half_pixel_centers:  # pixels outside do not count, instead of those at the border twice
            weight = xp.where(index == base + offset, weight, xp.float32(0))
        taps.append((index, weight))
    if half_pixel_centers:
        total = taps[0][1] + taps[1][1] + taps[2][1] + taps[3][1]
        factor = xp.float32(1) / total
        taps = [(index, weight * factor) for index, weight in taps]
    return taps


def _cubic(xp, step, slope, outer):
    """Return the float32 weight of a pixel `step` / 1024 away, or one further where `outer`."""
    one = xp.float32
    x = step.astype(xp.float32) / one(_STEPS)
    if outer:
        x = x.astype(xp.float64) + 1.0
        return (((slope * x - 5 * slope) * x + 8 * slope) * x - 4 * slope).astype(xp.float32)
    x = x.astype(xp.float64)
    return (((slope + 2) * x - (slope + 3)) * x * x + 1).astype(xp.float32)


@resize_bicubic.gradient
def resize_bicubic_gradient(op, dy):
    if op.inputs[0].dtype.name not in ("float32", "float64"):
        return [None, None]
    return [_images_gradient(raw.ResizeBicubicGrad, op, dy), None]


@op("""
    ResizeBicubicGrad(grads: float, original_image: T) -> output: T
        T: {float, double}
        align_corners: bool = false
        half_pixel_centers: bool = false
""")
def resize_bicubic_grad(xp, grads, original_image, *, align_corners, half_pixel_centers):
    """Return the gradient of ResizeBicubic by its images.

    Shapes:
        grads: [n, height, width, c]
        original_image: [n, h, w, c]
        output: like original_image
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or both attributes are set.
    Source: tf.raw_ops.ResizeBicubicGrad
    """
    image_sampling.check_centers(align_corners, half_pixel_centers)
    image_sampling.check_gradient(grads, original_image)
    taps = [
        _cubic_taps(xp, old, new, align_corners, half_pixel_centers)
        for old, new in zip(original_image.shape[1:3], grads.shape[1:3], strict=True)
    ]
    return _spread(xp, grads, taps, original_image)


@op("""
    ResizeArea(images: T, size: int32) -> resized_images: float
        T: {int8, uint8, int16, uint16, int32, int64, half, float, double, bfloat16}
        align_corners: bool = false
""", host=("size",))
def resize_area(xp, images, size, *, align_corners):
    """Resize images, giving each pixel the mean of the area it covers.

    Shapes:
        images: [n, h, w, c]
        size: [2], the new height and width
        resized_images: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.ResizeArea
    """
    sizes = image_sampling.checked_size(images, size)
    x = images.astype(xp.float32, copy=False)
    area = xp.float32(1)
    for axis, new in ((2, sizes[1]), (1, sizes[0])):
        scale = image_sampling.scale_of(xp, x.shape[axis], new, align_corners)
        area = area * scale
        x = image_sampling.weigh(xp, x, axis, _area_taps(xp, x.shape[axis], new, scale))
    x *= xp.float32(1) / area
    return x


def _area_taps(xp, size, resized, scale):
    """Return a tap for each pixel that an output pixel may cover, weighed by how much it does."""
    numbers = xp.arange(resized, dtype=xp.float32)
    start, end = numbers * scale, (numbers + xp.float32(1)) * scale
    first = xp.floor(start)
    count = max(1, int((xp.ceil(end) - first).max()))
    taps = []
    for i in range(count):
        pixel = first + xp.float32(i)
        after = pixel + xp.float32(1)
        inside = xp.where(after > end, end - pixel, xp.float32(1))
        partly = xp.where(after > end, scale, after - start)
        weight = xp.where(pixel < start, partly, inside)
        weight = xp.where(pixel < xp.ceil(end), weight, xp.float32(0))
        taps.append((xp.clip(pixel.astype(xp.int64), 0, size - 1), weight))
    return taps


for _record in (
    resize_bilinear, resize_nearest_neighbor, resize_nearest_neighbor_grad, resize_bicubic,
    resize_area,
):
    _record.shape(image_sampling.resized_shape)


@resize_bilinear_grad.shape
@resize_bicubic_grad.shape
def resize_grad_shape(c):
    return [c["original_image"]]
