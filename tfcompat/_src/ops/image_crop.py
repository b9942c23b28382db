"""Crops of images: boxes resized to one size with their gradients, glimpses, random crops."""

from tfcompat._src.base import errors
from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, image_sampling, philox, random
from tfcompat._src.registry import no_gradient, op


def _check_boxes(boxes, box_ind, sentence):
    """Check boxes [n, 4] and the numbers [n] of their images."""
    if not boxes.size and not box_ind.size:
        return
    if sentence != _OF_GRADIENTS:
        checks.require(
            box_ind.ndim == 1,
            f"box_indices must be rank 1 but is shape {checks.shown(box_ind.shape)}",
        )
    checks.require(boxes.ndim == 2, f"{sentence}{checks.shown(boxes.shape)}")
    checks.require(boxes.shape[1] == 4, "boxes must have 4 columns")
    checks.require(box_ind.ndim == 1, f"box_index must be 1-D{checks.shown(box_ind.shape)}")
    checks.require(box_ind.size == boxes.shape[0], "box_index has incompatible shape")


def _check_numbers(box_ind, batch):
    if box_ind.size and (int(box_ind.min()) < 0 or int(box_ind.max()) >= batch):
        raise errors.OutOfRangeError("box_index has values outside [0, batch_size)")


def _places(xp, first, last, size, crop):
    """Return where the pixels of crops lie along an axis of an image: [boxes, crop].

    Second, return how far one unit of `last` moves each of them, [crop].
    """
    span = xp.float32(size - 1)
    if crop == 1:
        middle = 0.5 * (first + last).astype(xp.float64) * float(size - 1)
        return middle.astype(xp.float32)[:, None], xp.full(1, 0.5 * (size - 1), xp.float32)
    numbers = xp.arange(crop, dtype=xp.float32)
    step = (last - first) * span / xp.float32(crop - 1)
    return (first * span)[:, None] + numbers * step[:, None], numbers * (
        span / xp.float32(crop - 1)
    )


def _corners(xp, at, size):
    """Return (lower pixel, upper pixel, way between them, whether the place is inside)."""
    inside = (at >= 0) & (at <= size - 1)
    at = xp.where(inside, at, xp.float32(0))
    lower = xp.floor(at)
    return lower.astype(xp.int64), xp.ceil(at).astype(xp.int64), at - lower, inside


def _nearest(xp, at, size):
    """Return (nearest pixel, whether the place is inside); halves go up."""
    inside = (at >= 0) & (at <= size - 1)
    at = xp.where(inside, at, xp.float32(0))
    return xp.floor(at + xp.float32(0.5)).astype(xp.int64), inside


@op("""
    CropAndResize(image: T, boxes: float, box_ind: int32, crop_size: int32) -> crops: float
        T: {uint8, uint16, int8, int16, int32, int64, half, float, double}
        method: {"bilinear", "nearest"} = "bilinear"
        extrapolation_value: float = 0.0
""", host=("crop_size",))
def crop_and_resize(xp, image, boxes, box_ind, crop_size, *, method, extrapolation_value):
    """Cut boxes out of images and resize them all to one size.

    Shapes:
        image: [n, h, w, c]
        boxes: [m, 4], (y1, x1, y2, x2) in [0, 1]; beyond, the extrapolation value is seen
        box_ind: [m], the number of each box's image
        crop_size: [2], height and width of the crops
        crops: [m, height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or a box is not finite.
        OutOfRangeError: a box belongs to no image.
    Source: tf.raw_ops.CropAndResize
    """
    checks.require(image.ndim == 4, f"input image must be 4-D{checks.shown(image.shape)}")
    checks.require(image.shape[1] > 0 and image.shape[2] > 0, "image dimensions must be positive")
    _check_boxes(boxes, box_ind, "boxes must be 2-D, got: ")
    shown = checks.shown(crop_size.shape)
    checks.require(crop_size.ndim == 1, f"crop_size must be 1-D{shown}")
    checks.require(crop_size.size == 2, f"crop_size must have two elements{shown}")
    height, width = crop_size.tolist()
    checks.require(height > 0 and width > 0, "crop dimensions must be positive")
    _check_numbers(box_ind, image.shape[0])
    if not boxes.size:
        return xp.zeros((0, height, width, image.shape[3]), xp.float32)
    checks.require(
        bool(xp.isfinite(boxes).all()), "Boxes contains at least one element that is not finite"
    )
    y, _ = _places(xp, boxes[:, 0], boxes[:, 2], image.shape[1], height)
    x, _ = _places(xp, boxes[:, 1], boxes[:, 3], image.shape[2], width)
    which = box_ind.astype(xp.int64)[:, None, None]
    if method == b"nearest":
        (row, in_y), (column, in_x) = (
            _nearest(xp, y, image.shape[1]), _nearest(xp, x, image.shape[2])
        )
        crops = image[which, row[:, :, None], column[:, None, :]].astype(xp.float32)
    else:
        crops, _, in_y, in_x = _bilinear(xp, image, which, y, x)
    inside = in_y[:, :, None, None] & in_x[:, None, :, None]
    return xp.where(inside, crops, xp.float32(extrapolation_value))


def _bilinear(xp, image, which, y, x):
    """Return the crops, the four pixels and ways they are made of, and what is inside."""
    top, bottom, down, in_y = _corners(xp, y, image.shape[1])
    left, right, across, in_x = _corners(xp, x, image.shape[2])
    top, bottom = top[:, :, None], bottom[:, :, None]
    left, right = left[:, None, :], right[:, None, :]
    down, across = down[:, :, None, None], across[:, None, :, None]
    pixels = [
        image[which, row, column].astype(xp.float32)
        for row in (top, bottom)
        for column in (left, right)
    ]
    upper = pixels[0] + (pixels[1] - pixels[0]) * across
    lower = pixels[2] + (pixels[3] - pixels[2]) * across
    return upper + (lower - upper) * down, (pixels, down, across), in_y, in_x


@crop_and_resize.shape
def crop_and_resize_shape(c):
    image = checks.with_rank(c["image"], 4)
    boxes = checks.with_rank(c["boxes"], 2)
    count = checks.merge_size(boxes[0], checks.rank_of_vector(c["box_ind"]))
    checks.with_size(boxes[1], 4)
    checks.with_size(checks.rank_of_vector(c["crop_size"]), 2)
    height, width = checks.with_rank(c.value_as_shape("crop_size"), 2)
    return [TensorShape([count, height, width, image[3]])]


@crop_and_resize.gradient
def crop_and_resize_gradient(op, dy):
    image, boxes, box_ind, _ = op.inputs
    # Boxes have the bilinear gradient, whatever the method.
    d_boxes = raw.CropAndResizeGradBoxes(dy, image, boxes, box_ind)
    d_image = None
    if image.dtype.name in ("float16", "float32", "float64"):
        size = image.shape.as_list() if image.shape.is_fully_defined() else raw.Shape(image)
        d_image = raw.CropAndResizeGradImage(
            dy, boxes, box_ind, size, T=image.dtype, method=op.attr("method")
        )
    return [d_image, d_boxes, None, None]


_OF_GRADIENTS = "boxes must be 2-D"


def _check_gradient(grads, boxes, box_ind):
    checks.require(grads.ndim == 4, f"grads image must be 4-D{checks.shown(grads.shape)}")
    checks.require(grads.shape[1] > 0 and grads.shape[2] > 0, "grads dimensions must be positive")
    _check_boxes(boxes, box_ind, _OF_GRADIENTS)
    checks.require(boxes.shape[0] == grads.shape[0], "boxes and grads have incompatible shape")


@op("""
    CropAndResizeGradImage(grads: float, boxes: float, box_ind: int32,
            image_size: int32) -> output: T
        T: {float, half, double}
        method: {"bilinear", "nearest"} = "bilinear"
""", host=("image_size",))
def crop_and_resize_grad_image(xp, grads, boxes, box_ind, image_size, *, T, method):
    """Return the gradient of CropAndResize by its images.

    Shapes:
        grads: [m, height, width, c]
        boxes: [m, 4]
        box_ind: [m]
        image_size: [4], the sizes n, h, w, c
        output: [n, h, w, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
        OutOfRangeError: a box belongs to no image.
    Source: tf.raw_ops.CropAndResizeGradImage
    """
    _check_gradient(grads, boxes, box_ind)
    shown = checks.shown(image_size.shape)
    checks.require(image_size.ndim == 1, f"image_size must be 1-D{shown}")
    checks.require(image_size.size == 4, f"image_size must have 4 elements{shown}")
    sizes = image_size.tolist()
    checks.require(sizes[1] > 0 and sizes[2] > 0, "image dimensions must be positive")
    checks.require(sizes[3] == grads.shape[3], "image_size and grads are incompatible")
    _check_numbers(box_ind, sizes[0])
    y, _ = _places(xp, boxes[:, 0], boxes[:, 2], sizes[1], grads.shape[1])
    x, _ = _places(xp, boxes[:, 1], boxes[:, 3], sizes[2], grads.shape[2])
    dtype = xp.dtype(numpy_dtype(T))
    result = xp.zeros(sizes, xp.float32 if dtype.itemsize == 2 else dtype)
    which = box_ind.astype(xp.int64)[:, None, None]
    for row, column, weight in _shares(xp, y, x, sizes, method):
        place = tuple(xp.broadcast_arrays(which, row[:, :, None], column[:, None, :]))
        result = xp.scatter_add(result, place, (grads * weight[..., None]).astype(result.dtype))
    return result.astype(dtype, copy=False)


def _shares(xp, y, x, sizes, method):
    """Yield (rows, columns, weights) of the pixels that crops were made of."""
    if method == b"nearest":
        (row, in_y), (column, in_x) = _nearest(xp, y, sizes[1]), _nearest(xp, x, sizes[2])
        yield row, column, (in_y[:, :, None] & in_x[:, None, :]).astype(xp.float32)
        return
    top, bottom, down, in_y = _corners(xp, y, sizes[1])
    left, right, across, in_x = _corners(xp, x, sizes[2])
    one = xp.float32(1)
    for row, vertical in ((top, one - down), (bottom, down)):
        for column, level in ((left, one - across), (right, across)):
            vertical, level = vertical * in_y, level * in_x
            yield row, column, vertical[:, :, None] * level[:, None, :]


@crop_and_resize_grad_image.shape
def crop_and_resize_grad_image_shape(c):
    return [checks.with_rank(checks.stated_shape(c, "image_size"), 4)]


@op("""
    CropAndResizeGradBoxes(grads: float, image: T, boxes: float, box_ind: int32) -> output: float
        T: {uint8, uint16, int8, int16, int32, int64, half, float, double}
        method: {"bilinear"} = "bilinear"
""")
def crop_and_resize_grad_boxes(xp, grads, image, boxes, box_ind):
    """Return the gradient of CropAndResize by its boxes.

    Shapes:
        grads: [m, height, width, c]
        image: [n, h, w, c]
        boxes: [m, 4]
        box_ind: [m]
        output: [m, 4]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
        OutOfRangeError: a box belongs to no image.
    Source: tf.raw_ops.CropAndResizeGradBoxes
    """
    checks.require(grads.ndim == 4, f"grads image must be 4-D{checks.shown(grads.shape)}")
    checks.require(grads.shape[1] > 0 and grads.shape[2] > 0, "grads dimensions must be positive")
    checks.require(image.ndim == 4, f"input image must be 4-D{checks.shown(image.shape)}")
    checks.require(image.shape[1] > 0 and image.shape[2] > 0, "image dimensions must be positive")
    _check_gradient(grads, boxes, box_ind)
    checks.require(image.shape[3] == grads.shape[3], "image, grads depth differ")
    _check_numbers(box_ind, image.shape[0])
    y, y_moves = _places(xp, boxes[:, 0], boxes[:, 2], image.shape[1], grads.shape[1])
    x, x_moves = _places(xp, boxes[:, 1], boxes[:, 3], image.shape[2], grads.shape[2])
    which = box_ind.astype(xp.int64)[:, None, None]
    _, (pixels, down, across), in_y, in_x = _bilinear(xp, image, which, y, x)
    one = xp.float32(1)
    d_y = (one - across) * (pixels[2] - pixels[0]) + across * (pixels[3] - pixels[1])
    d_x = (one - down) * (pixels[1] - pixels[0]) + down * (pixels[3] - pixels[2])
    inside = (in_y[:, :, None] & in_x[:, None, :])[..., None]
    d_y = (d_y * grads * inside).sum((2, 3), dtype=xp.float32)
    d_x = (d_x * grads * inside).sum((1, 3), dtype=xp.float32)
    rest_y = xp.float32(image.shape[1] - 1) - y_moves
    rest_x = xp.float32(image.shape[2] - 1) - x_moves
    parts = [d_y * rest_y, d_x * rest_x, d_y * y_moves, d_x * x_moves]
    return xp.stack([part.sum(1, dtype=xp.float32) for part in parts], -1)


@crop_and_resize_grad_boxes.shape
def crop_and_resize_grad_boxes_shape(c):
    return [c["boxes"]]


def _glimpse(xp, x, size, offsets, attrs, old):
    """Return windows of images around offsets; `old` keeps what the first version did."""
    centered, normalized, uniform_noise, noise = attrs
    if uniform_noise and noise in (b"gaussian", b"zero"):
        raise errors.InvalidArgumentError(
            "The uniform_noise and noise could not be specified at the same time"
        )
    sizes = _checked_glimpse(x, size, offsets, noise)
    whole = xp.array(x.shape[1:3], xp.float32)
    window = xp.array(sizes, xp.float32) / xp.float32(2)
    at = offsets * whole if normalized else offsets
    relative = old or normalized
    if centered:
        at = (at / xp.float32(2) if relative else at) + whole / xp.float32(2)
    if old or (centered and relative):
        at = at - window
    start = xp.trunc(at).astype(xp.int64)
    places, inside = [], []
    for i in range(2):
        place = start[:, i, None] + xp.arange(sizes[i])
        inside.append((place >= 0) & (place < x.shape[i + 1]))
        places.append(xp.clip(place, 0, max(x.shape[i + 1] - 1, 0)))
    batch = xp.arange(x.shape[0])[:, None, None]
    seen = inside[0][:, :, None, None] & inside[1][:, None, :, None]
    if x.size:
        found = x[batch, places[0][:, :, None], places[1][:, None, :]]
    else:  # there is nothing to see
        found = xp.zeros((x.shape[0], *sizes, x.shape[3]), x.dtype)
    return xp.where(seen, found, _noise(xp, noise, x, found.shape))


def _checked_glimpse(x, size, offsets, noise):
    if noise not in (b"uniform", b"gaussian", b"zero"):
        raise errors.InvalidArgumentError(
            f"The noise could only be uniform, gaussian, or zero, got{noise.decode()}"
        )
    checks.require(
        x.ndim == 4, "input must be 4-dimensional (batch_size, height, width, depth)"
        f"{checks.shown(x.shape)}",
    )
    checks.require(
        size.shape == (2,),
        f"input must be a vector of size 2 (height, width){checks.shown(size.shape)}",
    )
    sizes = size.tolist()
    for length in sizes:
        checks.require(length >= 0, f"Expected a non-negative size, got {length}")
    shown = checks.shown(offsets.shape)
    checks.require(offsets.ndim == 2, f"input must be a matrix{shown}")
    checks.require(offsets.shape[0] == x.shape[0], f"first dimension should be batch{shown}")
    checks.require(offsets.shape[1] == 2, f"second dimension should be of size 2 (y,x){shown}")
    return sizes


def _noise(xp, noise, x, shape):
    """Return what is seen outside of images: nothing, or noise that looks like them."""
    if noise == b"zero" or not x.size:
        return xp.zeros(shape, x.dtype)
    place = random.reserve(None, 0, 0, 1)
    draw = philox.uniform if noise == b"uniform" else philox.normal
    drawn = draw(xp, *place, philox.product(shape), x.dtype).reshape(shape)
    if noise == b"uniform":
        low, high = x.min(), x.max()
        return drawn * (high - low) + low
    axes = (1, 2)
    low, high = x.min(axes, keepdims=True), x.max(axes, keepdims=True)
    spread, mean = x.std(axes, keepdims=True), x.mean(axes, keepdims=True)
    return xp.clip(drawn * spread + mean, low, high)


@op("""
    ExtractGlimpse(input: float, size: int32, offsets: float) -> glimpse: float
        centered: bool = true
        normalized: bool = true
        uniform_noise: bool = true
        noise: string = "uniform"
""", host=("size",))
def extract_glimpse(xp, input, size, offsets, *, centered, normalized, uniform_noise, noise):
    """Cut a window out of each image; noise is seen outside. Its centre is where it once was.

    Shapes:
        input: [n, h, w, c]
        size: [2], height and width of the windows
        offsets: [n, 2], (y, x) of their centres
        glimpse: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or there is no such noise.
    Source: tf.raw_ops.ExtractGlimpse
    """
    attrs = (centered, normalized, uniform_noise, noise)
    return _glimpse(xp, input, size, offsets, attrs, old=True)


@op("""
    ExtractGlimpseV2(input: float, size: int32, offsets: float) -> glimpse: float
        centered: bool = true
        normalized: bool = true
        uniform_noise: bool = true
        noise: string = "uniform"
""", host=("size",))
def extract_glimpse_v2(xp, input, size, offsets, *, centered, normalized, uniform_noise, noise):
    """Cut a window out of each image; noise is seen outside.

    Shapes:
        input: [n, h, w, c]
        size: [2], height and width of the windows
        offsets: [n, 2], (y, x): of the centres, from the middle of the image and in halves of
            it, where centered and normalized; else of the corners
        glimpse: [n, height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or there is no such noise.
    Source: tf.raw_ops.ExtractGlimpseV2
    """
    attrs = (centered, normalized, uniform_noise, noise)
    return _glimpse(xp, input, size, offsets, attrs, old=False)


@extract_glimpse.shape
@extract_glimpse_v2.shape
def extract_glimpse_shape(c):
    if c.attr("uniform_noise") and c.attr("noise") in (b"gaussian", b"zero"):
        raise ValueError("The uniform_noise should not be True when noise is not uniform")
    x = checks.with_rank(c["input"], 4)
    offsets = checks.with_rank(c["offsets"], 2)
    batch = checks.merge_size(x[0], offsets[0])
    checks.with_size(offsets[1], 2)
    return [image_sampling.sized(c, TensorShape([batch, *x[1:]]), "size")]


no_gradient(extract_glimpse, "TensorFlow has none")


@op("""
    RandomCrop(image: T, size: int64) -> output: T
        T: {uint8, int8, int16, int32, int64, float, double}
        seed: int = 0
        seed2: int = 0
""", stateful=True, host=("size",), state=random.Stream)
def random_crop(xp, image, size, *, seed, seed2, state=None):
    """Cut a window out of an image, anywhere; for graphs of old versions.

    Shapes:
        image: [h, w, c]
        size: [2], height and width of the window
        output: [height, width, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
        FailedPreconditionError: the window is larger than the image.
    Source: tf.raw_ops.RandomCrop
    """
    checks.require(image.ndim == 3, "input must be 3-dimensional" + checks.shown(image.shape))
    checks.require(size.shape == (2,), "size must be a vector of size 2")
    sizes = size.tolist()
    for i in range(2):
        checks.require(
            0 <= sizes[i] <= image.shape[i],
            f"Crop size {sizes} does not fit into an image of shape {checks.shown(image.shape)}",
        )
    place = random.reserve(state, seed, seed2, 2 * philox.STRIDE)
    drawn = philox.whole(xp, *place, 2, xp.dtype(xp.uint32)).tolist()
    top, left = (word % (image.shape[i] - sizes[i] + 1) for i, word in enumerate(drawn))
    return image[top : top + sizes[0], left : left + sizes[1]]


@random_crop.shape
def random_crop_shape(c):
    image = checks.with_rank(c["image"], 3)
    height, width = checks.with_rank(c.value_as_shape("size"), 2)
    return [TensorShape([height, width, image[2]])]


no_gradient(random_crop, "crops of old graphs are inputs")
