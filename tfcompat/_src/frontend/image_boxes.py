"""Boxes in images: suppression of those that overlap better ones, and drawing."""

import collections

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import (
    arrays, casting, creation, joining, rearranging, reductions, scopes, slicing, sorting,
)
from tfcompat._src.frontend.control_flow import cond, while_loop

_LOWEST = float("-inf")

CombinedNonMaxSuppression = collections.namedtuple(
    "CombinedNonMaxSuppression",
    ["nmsed_boxes", "nmsed_scores", "nmsed_classes", "valid_detections"],
)


def combined_non_max_suppression(
    boxes, scores, max_output_size_per_class, max_total_size, iou_threshold=0.5,
    score_threshold=_LOWEST, pad_per_class=False, clip_boxes=True, name=None,
):
    """Take the boxes of each class that score best and do not overlap, then the best of all.

    Args:
        boxes: a float32 tensor of shape [batch, boxes, 1 or classes, 4].
        scores: a float32 tensor of shape [batch, boxes, classes].
        max_output_size_per_class: the most boxes per class, an integer scalar.
        max_total_size: the most boxes per image, an integer scalar.
        iou_threshold: how much boxes may overlap.
        score_threshold: boxes must score more than this.
        pad_per_class: whether results have no more than the most boxes of all classes.
        clip_boxes: whether boxes are clipped to [0, 1].
        name: a name for the operation.

    Returns:
        (boxes, scores, classes, counts) of shapes [batch, n, 4], [batch, n], [batch, n] and
        [batch]; filled up with zeros.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> boxes = tf.constant([[[[0.0, 0.0, 1.0, 1.0]], [[0.0, 0.0, 0.9, 1.0]]]])
        >>> found = tf.image.combined_non_max_suppression(boxes, [[[0.3], [0.6]]], 2, 2)
        >>> found.nmsed_scores
        <tf.Tensor: shape=(1, 2), dtype=float32, numpy=array([[0.6, 0. ]], dtype=float32)>
    """
    with scopes.scope(name, "combined_non_max_suppression"):
        iou_threshold = convert_to_tensor(
            iou_threshold, dtype=dtypes.float32, name="iou_threshold"
        )
        score_threshold = convert_to_tensor(
            score_threshold, dtype=dtypes.float32, name="score_threshold"
        )
        return CombinedNonMaxSuppression(*raw.CombinedNonMaxSuppression(
            boxes, scores, max_output_size_per_class, convert_to_tensor(max_total_size),
            iou_threshold, score_threshold, pad_per_class=pad_per_class, clip_boxes=clip_boxes,
        ))


def draw_bounding_boxes(images, boxes, colors, name=None):
    """Draw the edges of boxes into images.

    Args:
        images: a tensor of shape [batch, height, width, 1, 3 or 4], float32 or float16.
        boxes: a float32 tensor of shape [batch, boxes, 4]: y1, x1, y2, x2 as parts of the image.
        colors: a float32 tensor of shape [colors, channels], used in turn; None for ten colors.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `images`.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> box = [[[0.0, 0.0, 1.0, 1.0]]]
        >>> tf.image.draw_bounding_boxes(tf.zeros([1, 3, 3, 1]), box, [[0.5]])[0, ..., 0]
        <tf.Tensor: shape=(3, 3), dtype=float32, numpy=
        array([[0.5, 0.5, 0.5],
               [0.5, 0. , 0.5],
               [0.5, 0.5, 0.5]], dtype=float32)>
    """
    if colors is None:
        return raw.DrawBoundingBoxes(images, boxes, name=name)
    return raw.DrawBoundingBoxesV2(images, boxes, colors, name=name)


def non_max_suppression(
    boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=_LOWEST, name=None
):
    """Take the boxes that score best and do not overlap better ones by too much.

    Args:
        boxes: a tensor of shape [boxes, 4]: y1, x1, y2, x2.
        scores: a tensor of shape [boxes].
        max_output_size: the most boxes to take, an integer scalar.
        iou_threshold: how much boxes may overlap.
        score_threshold: boxes must score more than this.
        name: a name for the operation.

    Returns:
        An int32 vector of the numbers of boxes, best first.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> boxes = tf.constant([[0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.9, 1.0], [2.0, 2.0, 3.0, 3.0]])
        >>> tf.image.non_max_suppression(boxes, [0.3, 0.6, 0.5], 3)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    with scopes.scope(name, "non_max_suppression"):
        iou_threshold = convert_to_tensor(iou_threshold, name="iou_threshold")
        score_threshold = convert_to_tensor(score_threshold, name="score_threshold")
        return raw.NonMaxSuppressionV3(
            boxes, scores, max_output_size, iou_threshold, score_threshold
        )


def non_max_suppression_overlaps(
    overlaps, scores, max_output_size, overlap_threshold=0.5, score_threshold=_LOWEST, name=None
):
    """As `non_max_suppression`, with overlaps that are given.

    Args:
        overlaps: a float32 tensor of shape [n, n].
        scores: a float32 tensor of shape [n].
        max_output_size: the most to take, an integer scalar.
        overlap_threshold: how much two may overlap.
        score_threshold: all must score more than this.
        name: a name for the operation.

    Returns:
        An int32 vector of numbers, best first.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.image.non_max_suppression_overlaps([[1.0, 0.7], [0.7, 1.0]], [0.3, 0.6], 2)
        <tf.Tensor: shape=(1,), dtype=int32, numpy=array([1], dtype=int32)>
    """
    with scopes.scope(name, "non_max_suppression_overlaps"):
        overlap_threshold = convert_to_tensor(overlap_threshold, name="overlap_threshold")
        return raw.NonMaxSuppressionWithOverlaps(
            overlaps, scores, max_output_size, overlap_threshold, score_threshold
        )


def non_max_suppression_with_scores(
    boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=_LOWEST,
    soft_nms_sigma=0.0, name=None,
):
    """As `non_max_suppression`; with a sigma, overlapped boxes lose score instead.

    Args:
        boxes: a tensor of shape [boxes, 4]: y1, x1, y2, x2.
        scores: a tensor of shape [boxes].
        max_output_size: the most boxes to take, an integer scalar.
        iou_threshold: how much boxes may overlap.
        score_threshold: boxes must score more than this.
        soft_nms_sigma: how slowly scores fall with overlap; 0 for not at all.
        name: a name for the operation.

    Returns:
        (numbers, scores) of the boxes, best first.

    Raises:
        InvalidArgumentError: the shapes do not fit (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> boxes = tf.constant([[0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.5, 1.0]])
        >>> _, scores = tf.image.non_max_suppression_with_scores(boxes, [0.3, 0.6], 2, 1.0,
        ...                                                      soft_nms_sigma=0.5)
        >>> scores.numpy().round(4)
        array([0.6   , 0.2336], dtype=float32)
    """
    with scopes.scope(name, "non_max_suppression_with_scores"):
        return raw.NonMaxSuppressionV5(
            boxes, scores, max_output_size,
            convert_to_tensor(iou_threshold, name="iou_threshold"),
            convert_to_tensor(score_threshold, name="score_threshold"),
            convert_to_tensor(soft_nms_sigma, name="soft_nms_sigma"),
            pad_to_max_output_size=False,
        )[:2]


def non_max_suppression_padded(
    boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=_LOWEST,
    pad_to_max_output_size=False, name=None, sorted_input=False, canonicalized_coordinates=False,
    tile_size=512,
):
    """As `non_max_suppression`, for batches, with results of a fixed size.

    Args:
        boxes: a tensor of shape [..., boxes, 4]: y1, x1, y2, x2.
        scores: a tensor of shape [..., boxes].
        max_output_size: the most boxes to take, an integer scalar.
        iou_threshold: how much boxes may overlap.
        score_threshold: boxes must score more than this.
        pad_to_max_output_size: whether results are filled up with zeros; a must for batches.
        name: a name for the operation.
        sorted_input: whether boxes come by falling score.
        canonicalized_coordinates: whether all boxes begin with their lower corner.
        tile_size: how many boxes are compared at a time.

    Returns:
        (numbers, counts): int32 tensors of shapes [..., max_output_size] and [...].

    Raises:
        ValueError: a batch is not padded.

    Example:
        >>> import tfcompat as tf
        >>> boxes = tf.constant([[[0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.9, 1.0]]])
        >>> numbers, counts = tf.image.non_max_suppression_padded(
        ...     boxes, tf.constant([[0.3, 0.6]]), 2, pad_to_max_output_size=True)
        >>> numbers
        <tf.Tensor: shape=(1, 2), dtype=int32, numpy=array([[1, 0]], dtype=int32)>
    """
    with scopes.scope(name, "non_max_suppression_padded"):
        boxes, scores = convert_to_tensor(boxes), convert_to_tensor(scores)
        if not pad_to_max_output_size and (boxes.shape.rank or 0) > 2:
            raise ValueError(
                f"'pad_to_max_output_size' (value {pad_to_max_output_size}) must be True for "
                "batched input"
            )
        outer = arrays.shape(boxes)[:-2]
        count = arrays.shape(boxes)[-2]
        numbers, counts = _taken(
            raw.Reshape(boxes, joining.stack([-1, count, 4])),
            raw.Reshape(scores, joining.stack([-1, count])), count, max_output_size,
            (iou_threshold, score_threshold, sorted_input, canonicalized_coordinates, tile_size),
        )
        counts = raw.Reshape(counts, outer)
        if not pad_to_max_output_size:
            return numbers[0, :counts], counts
        sizes = joining.concat([outer, arrays.expand_dims(max_output_size, 0)], 0)
        return raw.Reshape(numbers, sizes), counts


def _taken(boxes, scores, count, most, settings):
    """Return (numbers [batch, most], counts [batch]) of the boxes taken of each image."""
    iou_threshold, score_threshold, sorted_input, canonical, tile = settings
    batch = arrays.shape(boxes)[0]
    if score_threshold != _LOWEST:
        good = casting.cast(raw.Greater(scores, score_threshold), scores.dtype)
        scores = scores * good
        boxes = boxes * arrays.expand_dims(casting.cast(good, boxes.dtype), 2)
    if not canonical:
        boxes = _canonical(boxes)
    order = None
    if not sorted_input:
        order = sorting.argsort(scores, axis=1, direction="DESCENDING")
        boxes = slicing.gather(boxes, order, axis=1, batch_dims=1)
    longest = casting.cast(raw.Maximum(count, most), dtypes.float32)
    tiles = casting.cast(raw.Ceil(longest / casting.cast(tile, dtypes.float32)), dtypes.int32)
    length = tiles * tile
    boxes = rearranging.pad(
        casting.cast(boxes, dtypes.float32),
        joining.stack([[0, 0], joining.stack([0, length - count]), [0, 0]]),
    )
    left, kept = _suppressed(boxes, iou_threshold, most, batch, (tiles, tile))
    counts = raw.Minimum(kept, most)
    places = casting.cast(reductions.reduce_any(raw.Greater(left, 0.0), [2]), dtypes.int32)
    places = places * arrays.expand_dims(creation.range(length, 0, -1), 0)
    numbers = length - casting.cast(sorting.top_k(places, most)[0], dtypes.int32)
    numbers = raw.Minimum(numbers, count - 1)
    if order is not None:
        numbers = slicing.gather(order, numbers, axis=1, batch_dims=1)
    valid = raw.Less(
        arrays.expand_dims(creation.range(most), 0), arrays.expand_dims(counts, 1)
    )
    return slicing.where(valid, numbers, raw.ZerosLike(numbers)), counts


def _canonical(boxes):
    """Exchange corners where those of the first box come in the other order."""
    y1, x1, y2, x2 = joining.split(boxes, 4, axis=2)

    def ordered(first, second):
        return cond(
            raw.LessEqual(first[0, 0, 0], second[0, 0, 0]), lambda: (first, second),
            lambda: (second, first),
        )

    (y1, y2), (x1, x2) = ordered(y1, y2), ordered(x1, x2)
    return joining.concat([y1, x1, y2, x2], axis=2)


def _suppressed(boxes, threshold, most, batch, tiling):
    """Set boxes that overlap better ones to 0, tile by tile; return them and how many are left."""
    tiles, tile = tiling

    def more(_, kept, i):
        return raw.LogicalAnd(raw.Less(reductions.reduce_min(kept), most), raw.Less(i, tiles))

    def step(boxes, kept, i):
        part = _tile_of(boxes, i, tile, batch)
        _, part = while_loop(
            lambda j, _: raw.Less(j, i),
            lambda j, part: (j + 1, _without_overlapped(boxes, part, j, tile, batch, threshold)),
            [0, part],
        )
        ratio = _overlap(part, part)
        numbers = creation.range(tile)
        later = raw.Greater(raw.Reshape(numbers, [1, -1]), raw.Reshape(numbers, [-1, 1]))
        ratio = ratio * casting.cast(
            raw.LogicalAnd(arrays.expand_dims(later, 0), raw.GreaterEqual(ratio, threshold)),
            ratio.dtype,
        )
        hit = reductions.reduce_sum(_settled(ratio, threshold), 1)
        part = part * arrays.expand_dims(
            1.0 - casting.cast(raw.Greater(hit, 0.0), part.dtype), 2
        )
        here = raw.Equal(creation.range(tiles), i)
        split = raw.Reshape(boxes, joining.stack([batch, tiles, tile, 4]))
        split = slicing.where(
            raw.Reshape(here, [1, -1, 1, 1]), arrays.expand_dims(part, 1), split
        )
        left = reductions.reduce_any(raw.Greater(part, 0.0), [2])
        kept = kept + reductions.reduce_sum(casting.cast(left, dtypes.int32), [1])
        return raw.Reshape(split, joining.stack([batch, -1, 4])), kept, i + 1

    kept = creation.zeros(joining.stack([batch]), dtypes.int32)
    loose = [TensorShape([None, None, 4]), TensorShape([None]), TensorShape([])]
    boxes, kept, _ = while_loop(more, step, [boxes, kept, 0], shape_invariants=loose)
    return boxes, kept


def _tile_of(boxes, i, tile, batch):
    return slicing.slice(
        boxes, joining.stack([0, i * tile, 0]), joining.stack([batch, tile, 4])
    )


def _without_overlapped(boxes, part, i, tile, batch, threshold):
    """Set those of `part` to 0 that overlap a box of an earlier tile."""
    ratio = _overlap(_tile_of(boxes, i, tile, batch), part)
    free = reductions.reduce_all(raw.Less(ratio, threshold), [1])
    return part * arrays.expand_dims(casting.cast(free, part.dtype), 2)


def _settled(ratio, threshold):
    """Return the ratios of only those pairs whose better box is itself kept."""

    def step(ratio, _, total):
        batch = arrays.shape(ratio)[0]
        shape = joining.stack([batch, -1, 1])
        free = raw.Less(reductions.reduce_max(ratio, 1), threshold)
        free = raw.Reshape(casting.cast(free, ratio.dtype), shape)
        kept = raw.Less(reductions.reduce_max(free * ratio, 1), threshold)
        settled = raw.Reshape(casting.cast(kept, ratio.dtype), shape) * ratio
        new_total = reductions.reduce_sum(settled, [1, 2])
        changed = reductions.reduce_any(raw.Greater(total - new_total, threshold))
        return settled, changed, new_total

    total = reductions.reduce_sum(ratio, [1, 2])
    ratio, _, _ = while_loop(
        lambda _, changed, __: changed, step, [ratio, convert_to_tensor(True), total]
    )
    return ratio


def _overlap(first, second):
    """Return the ratios [batch, n, m] of intersection to union of boxes [batch, n or m, 4]."""
    y1, x1, y2, x2 = joining.split(first, 4, axis=2)
    columns = [
        rearranging.transpose(part, [0, 2, 1]) for part in joining.split(second, 4, axis=2)
    ]
    width = raw.Minimum(x2, columns[3]) - raw.Maximum(x1, columns[1])
    height = raw.Minimum(y2, columns[2]) - raw.Maximum(y1, columns[0])
    shared = raw.Maximum(width, 0.0) * raw.Maximum(height, 0.0)
    area = (y2 - y1) * (x2 - x1)
    other = (columns[2] - columns[0]) * (columns[3] - columns[1])
    return shared / (area + other - shared + 1e-8)
