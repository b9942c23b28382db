"""Boxes drawn into images, and boxes sampled to distort images with."""

import math
import struct

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, philox, random, stateless_random
from tfcompat._src.registry import no_gradient, op

# Colours that are used in turn, where none are given.
_COLORS = (
    (1, 1, 0, 1), (0, 0, 1, 1), (1, 0, 0, 1), (0, 1, 0, 1), (0.5, 0, 0.5, 1), (0.5, 0.5, 0, 1),
    (0.5, 0, 0, 1), (0, 0, 0.5, 1), (0, 1, 1, 1), (1, 0, 1, 1),
)  # fmt: skip
_DEPTH = "Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA)"


@op("""
    DrawBoundingBoxes(images: T, boxes: float) -> output: T
        T: {float, half} = float
""", host=("boxes",))
def draw_bounding_boxes(xp, images, boxes):
    """Draw the edges of boxes into images, in ten colours by turns.

    Shapes:
        images: [n, h, w, 1, 3 or 4]
        boxes: [n, m, 4], (y1, x1, y2, x2) in [0, 1]
        output: like images
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.DrawBoundingBoxes
    """
    return _drawn(xp, images, boxes, None)


@op("""
    DrawBoundingBoxesV2(images: T, boxes: float, colors: float) -> output: T
        T: {float, half} = float
""", host=("boxes", "colors"))
def draw_bounding_boxes_v2(xp, images, boxes, colors):
    """Draw the edges of boxes into images, in given colours by turns.

    Shapes:
        images: [n, h, w, 1, 3 or 4]
        boxes: [n, m, 4], (y1, x1, y2, x2) in [0, 1]
        colors: [k, at least the channels]; without any, ten colours are used
        output: like images
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.DrawBoundingBoxesV2
    """
    return _drawn(xp, images, boxes, colors)


def _drawn(xp, images, boxes, colors):
    checks.require(images.ndim == 4, "The rank of the images should be 4")
    checks.require(boxes.ndim == 3, "The rank of the boxes tensor should be 3")
    checks.require(
        images.shape[0] == boxes.shape[0], "The batch sizes should be the same"
    )
    checks.require(
        boxes.shape[2] == 4,
        f"The size of the third dimension of the box must be 4. Received: {boxes.shape[2]}",
    )
    depth = images.shape[3]
    checks.require(depth in (1, 3, 4), _DEPTH)
    palette = _palette(colors, depth)
    result = images.copy()
    for image, its_boxes in zip(result, boxes.tolist(), strict=True):
        for i, box in enumerate(its_boxes):
            color = xp.array(palette[i % len(palette)][:depth], xp.float32)
            _draw(image, box, color.astype(images.dtype))
    return result


def _palette(colors, depth):
    if colors is not None:
        shown = checks.shown(colors.shape)
        checks.require(colors.ndim == 2, f"colors must be a 2-D matrix{shown}")
        checks.require(
            colors.shape[1] >= depth,
            f"colors must have equal or more channels than the image provided: {shown}",
        )
        if colors.shape[0]:
            return colors.tolist()
    return [(1.0,)] * len(_COLORS) if depth == 1 else _COLORS


def _draw(image, box, color):
    """Draw the edges of a box that are inside an image [h, w, c], in place."""
    height, width = image.shape[:2]
    top, bottom = (_pixel(box[i], height) for i in (0, 2))
    left, right = (_pixel(box[i], width) for i in (1, 3))
    upside_down = bottom < top or right < left
    if upside_down or top >= height or bottom < 0 or left >= width or right < 0:
        return
    rows = slice(max(top, 0), min(bottom, height - 1) + 1)
    columns = slice(max(left, 0), min(right, width - 1) + 1)
    if top >= 0:
        image[top, columns] = color
    if bottom < height:
        image[bottom, columns] = color
    if left >= 0:
        image[rows, left] = color
    if right < width:
        image[rows, right] = color


def _pixel(at, size):
    """Return the pixel at a place in [0, 1], rounded in float32 as TensorFlow does.

    What no integer of 64 bits can hold becomes the least one, as processors convert it.
    """
    place = _single(at * (size - 1)) if math.isfinite(at) else at
    return int(place) if abs(place) < 2.0**63 else -2**63


@draw_bounding_boxes.shape
@draw_bounding_boxes_v2.shape
def draw_shape(c):
    images = c["images"]
    if "V2" not in c.record.name:
        if checks.with_rank(images, 4)[3] not in (None, 1, 3, 4):
            raise ValueError(_DEPTH)
        checks.with_size(checks.with_rank(c["boxes"], 3)[2], 4)
    return [images]


no_gradient(draw_bounding_boxes, "TensorFlow has none")


class _Draws:
    """The words of a Philox stream, one after the other."""

    def __init__(self, xp, place):
        self._xp, self._place = xp, place
        self._words, self._block = [], 0

    def word(self):
        if not self._words:
            start = self._xp.arange(self._block, self._block + 16, dtype=self._xp.uint64)
            words = philox.blocks(self._xp, *self._place, start)
            self._words, self._block = words.reshape(-1).tolist()[::-1], self._block + 16
        return self._words.pop()

    def unit(self):
        """A float32 number in [0, 1)."""
        bits = (self.word() & 0x7FFFFF) | 127 << 23
        return struct.unpack("f", struct.pack("I", bits))[0] - 1.0

    def below(self, count):
        """A whole number in [0, count)."""
        if count & (count - 1) == 0:
            return self.word() & (count - 1)
        rest = 0xFFFFFFFF % count + 1
        while True:
            word = self.word()
            if word >= rest:
                return word % count


def _single(number):
    """Round a number to float32."""
    return struct.unpack("f", struct.pack("f", number))[0]


def _sampled(xp, draws, image_size, boxes, covered, attrs):
    """Return begin, size and box of a sampled window."""
    aspects, areas, attempts, _ = attrs
    width, height, objects = _checked_sample(image_size, boxes, covered, attrs)
    window = (0, 0, width, height)
    if not objects:
        objects = [window]
    for _ in range(attempts):
        aspect = _single(_single(draws.unit() * _single(aspects[1] - aspects[0])) + aspects[0])
        crop = _random_window(draws, width, height, areas, aspect)
        if crop and _covers(crop, objects, covered.item()):
            window = crop
            break
    left, top, right, bottom = window
    single = xp.float32
    box = [
        single(top) / single(height), single(left) / single(width),
        single(bottom) / single(height), single(right) / single(width),
    ]
    return (
        xp.array([top, left, 0], image_size.dtype),
        xp.array([bottom - top, right - left, -1]).astype(image_size.dtype),
        xp.array([[[float(number) for number in box]]], xp.float32),
    )


def _checked_sample(image_size, boxes, covered, attrs):
    """Return (width, height, objects as (left, top, right, bottom) in pixels)."""
    _check_ranges(*attrs[:3])
    shown = checks.shown
    checks.require(
        image_size.ndim == 1, f"image_size must be 1-dimensional{shown(image_size.shape)}"
    )
    checks.require(
        image_size.size == 3, f"image_size must contain 3 elements{shown(image_size.shape)}"
    )
    height, width, _ = image_size.tolist()
    checks.require(0 <= height < 2**31 - 1, "image height cannot be >= int32 max")
    checks.require(0 <= width < 2**31 - 1, "image width cannot be >= int32 max")
    _check_boxes(boxes)
    checks.require(
        not covered.ndim, f"min_object_covered must be 0-D, got shape {shown(covered.shape)}"
    )
    checks.require(
        covered.item() >= 0, f"Min object covered must be non-negative: {covered.item():.6g}"
    )
    objects = _objects(boxes, height, width)
    if not objects and not attrs[3]:
        raise InvalidArgumentError(
            "No bounding boxes provided as input. One must enable use_image_if_no_bounding_boxes "
            "if you wish to not provide any bounding boxes."
        )
    return width, height, objects


def _check_boxes(boxes):
    shown = checks.shown(boxes.shape)
    checks.require(
        boxes.ndim == 3,
        f"input boxes must be 3-dimensional [batch, num_boxes, coords]: {shown}",
    )
    checks.require(
        boxes.shape[2] == 4, f"bounding boxes must have shape [4] or [*, 4], got {shown}"
    )


def _objects(boxes, height, width):
    """Return boxes as (left, top, right, bottom) in pixels."""
    if not boxes.size:
        return []
    objects = []
    for top, left, bottom, right in boxes.reshape(-1, 4).tolist():
        for number in (top, left, bottom, right):
            checks.require(
                0 <= number <= 1,
                f"All bounding box coordinates must be in [0.0, 1.0]: {number:.6g}",
            )
        corners = left * width, top * height, right * width, bottom * height
        objects.append(tuple(int(_single(at)) for at in corners))
    return objects


def _check_ranges(aspects, areas, attempts):
    for name, values in (("Aspect ratio", aspects), ("Area", areas)):
        checks.require(len(values) == 2, f"{name} range field must specify 2 dimensions")
    shown = [f"[{a:.6g}, {b:.6g}]" for a, b in (aspects, areas)]
    checks.require(min(aspects) > 0, f"Aspect ratio range must be non-negative: {shown[0]}")
    checks.require(min(areas) > 0, f"Area range must be non-negative: {shown[1]}")
    checks.require(
        max(areas) <= 1, f"Area range must be less then or equal to 1.0: {shown[1]}"
    )
    checks.require(attempts > 0, f"Max attempts must be non-negative: {attempts}")


def _random_window(draws, width, height, areas, aspect):
    """Return (left, top, right, bottom) of a random window, or None where none fits."""
    if aspect <= 0 or width <= 0 or height <= 0 or areas[0] > areas[1]:
        return None
    least, most = (_single(_single(area * width) * height) for area in areas)
    tall = round(_single(math.sqrt(_single(least / aspect))))
    tallest = round(_single(math.sqrt(_single(most / aspect))))
    if round(_single(tallest * aspect)) > width:
        tallest = int(_single(_single(width + 0.5 - 1e-7) / aspect))
    tallest = min(tallest, height)
    tall = min(tall, tallest)
    if tall < tallest:
        tall += draws.below(tallest - tall + 1)
    wide = round(_single(tall * aspect))
    # Rounding may have led a pixel out of the range.
    if wide * tall < least:
        tall += 1
        wide = round(_single(tall * aspect))
    if wide * tall > most:
        tall -= 1
        wide = round(_single(tall * aspect))
    fits = 0 < wide <= width and 0 < tall <= height
    if not fits or not least <= wide * tall <= most:
        return None
    top = draws.below(height - tall) if tall < height else 0
    left = draws.below(width - wide) if wide < width else 0
    return left, top, left + wide, top + tall


def _covers(window, objects, least):
    """Say whether a window covers enough of one of the objects."""
    left, top, right, bottom = window
    if (right - left) * (bottom - top) < 1:
        return False
    for x1, y1, x2, y2 in objects:
        area = max(x2 - x1, 0) * max(y2 - y1, 0)
        shared = max(min(right, x2) - max(left, x1), 0) * max(min(bottom, y2) - max(top, y1), 0)
        if area >= 1 and _single(shared / area) >= least:
            return True
    return False


@op("""
    SampleDistortedBoundingBox(image_size: T, bounding_boxes: float) -> (begin: T, size: T,
            bboxes: float)
        T: {uint8, int8, int16, int32, int64}
        seed: int = 0
        seed2: int = 0
        min_object_covered: float = 0.10000000149011612
        aspect_ratio_range: list(float) = [0.75, 1.3300000429153442]
        area_range: list(float) = [0.05000000074505806, 1.0]
        max_attempts: int = 100
        use_image_if_no_bounding_boxes: bool = false
""", stateful=True, host=("image_size", "bounding_boxes"), state=random.Stream)
def sample_distorted_bounding_box(
    xp, image_size, bounding_boxes, *, seed, seed2, min_object_covered, aspect_ratio_range,
    area_range, max_attempts, use_image_if_no_bounding_boxes, state=None,
):
    """Return a random window of an image that covers enough of an object in it.

    Shapes:
        image_size: [3], height, width and channels
        bounding_boxes: [n, m, 4], (y1, x1, y2, x2) in [0, 1]
        begin, size: [3], for Slice
        bboxes: [1, 1, 4]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.SampleDistortedBoundingBox
    """
    place = random.reserve(state, seed, seed2, max(max_attempts, 1) * philox.STRIDE)
    covered = xp.array(min_object_covered, xp.float32)
    attrs = (aspect_ratio_range, area_range, max_attempts, use_image_if_no_bounding_boxes)
    return _sampled(xp, _Draws(xp, place), image_size, bounding_boxes, covered, attrs)


@op("""
    SampleDistortedBoundingBoxV2(image_size: T, bounding_boxes: float,
            min_object_covered: float) -> begin: T, size: T, bboxes: float
        T: {uint8, int8, int16, int32, int64}
        seed: int = 0
        seed2: int = 0
        aspect_ratio_range: list(float) = [0.75, 1.3300000429153442]
        area_range: list(float) = [0.05000000074505806, 1.0]
        max_attempts: int = 100
        use_image_if_no_bounding_boxes: bool = false
""", stateful=True, host=("image_size", "bounding_boxes", "min_object_covered"),
    state=random.Stream)
def sample_distorted_bounding_box_v2(
    xp, image_size, bounding_boxes, min_object_covered, *, seed, seed2, aspect_ratio_range,
    area_range, max_attempts, use_image_if_no_bounding_boxes, state=None,
):
    """As SampleDistortedBoundingBox, with an input for how much is to be covered.

    Shapes:
        image_size: [3], height, width and channels
        bounding_boxes: [n, m, 4], (y1, x1, y2, x2) in [0, 1]
        min_object_covered: []
        begin, size: [3], for Slice
        bboxes: [1, 1, 4]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.SampleDistortedBoundingBoxV2
    """
    place = random.reserve(state, seed, seed2, max(max_attempts, 1) * philox.STRIDE)
    attrs = (aspect_ratio_range, area_range, max_attempts, use_image_if_no_bounding_boxes)
    draws = _Draws(xp, place)
    return _sampled(xp, draws, image_size, bounding_boxes, min_object_covered, attrs)


@op("""
    StatelessSampleDistortedBoundingBox(image_size: T, bounding_boxes: float,
            min_object_covered: float, seed: Tseed) -> begin: T, size: T, bboxes: float
        T: {uint8, int8, int16, int32, int64}
        Tseed: {int32, int64}
        aspect_ratio_range: list(float) = [0.75, 1.3300000429153442]
        area_range: list(float) = [0.05000000074505806, 1.0]
        max_attempts: int = 100
        use_image_if_no_bounding_boxes: bool = false
""", host=("image_size", "bounding_boxes", "min_object_covered", "seed"))
def stateless_sample_distorted_bounding_box(
    xp, image_size, bounding_boxes, min_object_covered, seed, *, aspect_ratio_range, area_range,
    max_attempts, use_image_if_no_bounding_boxes,
):
    """As SampleDistortedBoundingBoxV2, the same window for the same seed.

    Shapes:
        image_size: [3], height, width and channels
        bounding_boxes: [n, m, 4], (y1, x1, y2, x2) in [0, 1]
        min_object_covered: []
        seed: [2]
        begin, size: [3], for Slice
        bboxes: [1, 1, 4]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.StatelessSampleDistortedBoundingBox
    """
    attrs = (aspect_ratio_range, area_range, max_attempts, use_image_if_no_bounding_boxes)
    _check_ranges(*attrs[:3])
    draws = _Draws(xp, stateless_random.scrambled(xp, seed))
    return _sampled(xp, draws, image_size, bounding_boxes, min_object_covered, attrs)


@sample_distorted_bounding_box.shape
@sample_distorted_bounding_box_v2.shape
@stateless_sample_distorted_bounding_box.shape
def sample_shape(c):
    checks.with_size(checks.rank_of_vector(c["image_size"]), 3)
    boxes = checks.with_rank(c["bounding_boxes"], 3)
    names = [arg.name for arg in c.record.definition.inputs]
    if "min_object_covered" in names:
        checks.with_rank(c["min_object_covered"], 0)
    checks.with_size(boxes[2], 4)
    if "seed" in names:
        checks.with_size(checks.rank_of_vector(c["seed"]), 2)
    return [TensorShape([3]), TensorShape([3]), TensorShape([1, 1, 4])]


no_gradient(sample_distorted_bounding_box, "windows are not differentiable")
no_gradient(sample_distorted_bounding_box_v2, "windows are not differentiable")
