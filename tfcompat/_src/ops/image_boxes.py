"""Suppression of boxes that overlap better ones: all versions of NonMaxSuppression.

Boxes are two opposite corners, (y1, x1, y2, x2), in any order. Candidates come by falling score,
and by rising number among equals.
"""

import heapq

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.registry import no_gradient, op

_HALF_LOWEST, _FLOAT_LOWEST = -65504.0, -3.4028234663852886e38


def overlap(xp, box, others):
    """Return the ratio of intersection to union of a box [4] and others [n, 4]."""
    mine, theirs = _corners(xp, box), _corners(xp, others)
    area = (mine[2] - mine[0]) * (mine[3] - mine[1])
    areas = (theirs[2] - theirs[0]) * (theirs[3] - theirs[1])
    zero = box.dtype.type(0)
    height = xp.minimum(mine[2], theirs[2]) - xp.maximum(mine[0], theirs[0])
    width = xp.minimum(mine[3], theirs[3]) - xp.maximum(mine[1], theirs[1])
    shared = xp.maximum(height, zero) * xp.maximum(width, zero)
    ratio = shared / (area + areas - shared)
    return xp.where((area <= 0) | (areas <= 0), zero, ratio)


def _corners(xp, boxes):
    first, second = boxes[..., :2], boxes[..., 2:]
    low, high = xp.minimum(first, second), xp.maximum(first, second)
    return low[..., 0], low[..., 1], high[..., 0], high[..., 1]


def suppress(xp, similarity, scores, count, threshold, lowest):
    """Return the numbers of up to `count` candidates, none more similar to a better one.

    Args:
        xp: the array module.
        similarity: function from a candidate's number and those of others to ratios.
        scores: [n].
        count: how many to take at most.
        threshold: candidates more similar than this are not taken.
        lowest: candidates that do not score more than this are not taken.
    """
    order = xp.argsort(-scores, kind="stable")
    order = order[scores[order] > lowest]
    taken = []
    while len(taken) < count and order.size:
        best, order = int(order[0]), order[1:]
        taken.append(best)
        if order.size:
            order = order[~(similarity(best, order) > threshold)]
    return taken


def _suppress_softly(xp, boxes, scores, count, lowest, sigma):
    """As `suppress`, but overlapped candidates lose score instead; also return the scores.

    How much they overlap decides how much they lose; there is no threshold of it.
    """
    dtype = scores.dtype.type
    scale = dtype(-0.5) / dtype(sigma)
    values = scores.tolist()
    queue = [(-value, i, 0) for i, value in enumerate(values) if value > lowest]
    heapq.heapify(queue)
    taken, kept = [], []
    while queue and len(taken) < count:
        score, i, begin = heapq.heappop(queue)
        score = changed = dtype(-score)
        if begin < len(taken):
            ratios = overlap(xp, boxes[i], boxes[xp.array(taken[begin:])])
            for weight in xp.exp(scale * ratios * ratios).tolist()[::-1]:
                changed = changed * dtype(weight)
                if changed <= lowest:
                    break
        if changed == score:
            taken.append(i)
            kept.append(float(score))
        elif changed > lowest:
            heapq.heappush(queue, (-float(changed), i, len(taken)))
    return taken, kept


def _check(boxes, scores, count, suffixed=(), **scalars):
    """Check what all versions take; `suffixed` scalars' sentences go on to say the rank."""
    shown, ranks = checks.shown, "Shape must be rank {} but is rank {}"
    for name, value in {"max_output_size": count, **scalars}.items():
        ending = f" ({ranks.format(0, value.ndim)})" if name in suffixed else ""
        checks.require(
            not value.ndim, f"{name} must be 0-D, got shape {shown(value.shape)}{ending}"
        )
        if name == "iou_threshold":
            checks.require(0 <= value.item() <= 1, "iou_threshold must be in [0, 1]")
        elif name == "soft_nms_sigma":
            checks.require(value.item() >= 0, "soft_nms_sigma_val must be >= 0")
    checks.require(
        boxes.ndim == 2, f"boxes must be 2-D{shown(boxes.shape)} ({ranks.format(2, boxes.ndim)})"
    )
    checks.require(
        boxes.shape[1] == 4,
        f"boxes must have 4 columns (Dimension must be 4 but is {boxes.shape[1]})",
    )
    _check_scores(boxes, scores)
    checks.require(count.item() >= 0, "output size must be non-negative")


def _check_scores(boxes, scores):
    checks.require(
        scores.ndim == 1, f"scores must be 1-D{checks.shown(scores.shape)} "
        f"(Shape must be rank 1 but is rank {scores.ndim})",
    )
    checks.require(
        scores.shape[0] == boxes.shape[0], "scores has incompatible shape (Dimensions must be "
        f"equal, but are {boxes.shape[0]} and {scores.shape[0]})",
    )


def _lowest(scores):
    return _HALF_LOWEST if scores.dtype.itemsize == 2 else _FLOAT_LOWEST


def _taken(xp, boxes, scores, count, threshold, lowest):
    checks.require(0 <= threshold <= 1, "iou_threshold must be in [0, 1]")

    def similarity(best, others):
        return overlap(xp, boxes[best], boxes[others])

    return suppress(xp, similarity, scores, count.item(), threshold, lowest)


@op("""
    NonMaxSuppression(boxes: float, scores: float,
            max_output_size: int32) -> selected_indices: int32
        iou_threshold: float = 0.5
""", host=("max_output_size",))
def non_max_suppression(xp, boxes, scores, max_output_size, *, iou_threshold):
    """Take the boxes that score best and do not overlap better ones by too much.

    Shapes:
        boxes: [n, 4]
        scores: [n]
        max_output_size: []
        selected_indices: [up to max_output_size]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or the threshold is not in [0, 1].
    Source: tf.raw_ops.NonMaxSuppression
    """
    _check(boxes, scores, max_output_size)
    taken = _taken(xp, boxes, scores, max_output_size, iou_threshold, _lowest(scores))
    return xp.array(taken, xp.int32)


@op("""
    NonMaxSuppressionV2(boxes: T, scores: T, max_output_size: int32,
            iou_threshold: T_threshold) -> selected_indices: int32
        T: {half, float} = float
        T_threshold: {half, float} = float
""", host=("max_output_size", "iou_threshold"))
def non_max_suppression_v2(xp, boxes, scores, max_output_size, iou_threshold):
    """Take the boxes that score best and do not overlap better ones by too much.

    Shapes:
        boxes: [n, 4]
        scores: [n]
        max_output_size, iou_threshold: []
        selected_indices: [up to max_output_size]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or the threshold is not in [0, 1].
    Source: tf.raw_ops.NonMaxSuppressionV2
    """
    _check(boxes, scores, max_output_size, iou_threshold=iou_threshold)
    limit = iou_threshold.item()
    return xp.array(
        _taken(xp, boxes, scores, max_output_size, limit, _lowest(scores)), xp.int32
    )


@op("""
    NonMaxSuppressionV3(boxes: T, scores: T, max_output_size: int32, iou_threshold: T_threshold,
            score_threshold: T_threshold) -> selected_indices: int32
        T: {half, float} = float
        T_threshold: {half, float} = float
""", host=("max_output_size", "iou_threshold", "score_threshold"))
def non_max_suppression_v3(
    xp, boxes, scores, max_output_size, iou_threshold, score_threshold
):
    """Take boxes as NonMaxSuppressionV2 does, of those that score more than a threshold.

    Shapes:
        boxes: [n, 4]
        scores: [n]
        max_output_size, iou_threshold, score_threshold: []
        selected_indices: [up to max_output_size]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or the threshold is not in [0, 1].
    Source: tf.raw_ops.NonMaxSuppressionV3
    """
    _check(
        boxes, scores, max_output_size, ("max_output_size", "iou_threshold"),
        iou_threshold=iou_threshold, score_threshold=score_threshold,
    )
    taken = _taken(
        xp, boxes, scores, max_output_size, iou_threshold.item(), score_threshold.item()
    )
    return xp.array(taken, xp.int32)


def _padded(values, count, padded):
    return [*values, *[0] * (count - len(values))] if padded else values


@op("""
    NonMaxSuppressionV4(boxes: T, scores: T, max_output_size: int32, iou_threshold: T_threshold,
            score_threshold: T_threshold) -> selected_indices: int32, valid_outputs: int32
        T: {half, float} = float
        T_threshold: {half, float} = float
        pad_to_max_output_size: bool = false
""", host=("max_output_size", "iou_threshold", "score_threshold"))
def non_max_suppression_v4(
    xp, boxes, scores, max_output_size, iou_threshold, score_threshold, *, pad_to_max_output_size
):
    """Take boxes as NonMaxSuppressionV3 does; say how many, and fill up with zeros if asked.

    Shapes:
        boxes: [n, 4]
        scores: [n]
        max_output_size, iou_threshold, score_threshold: []
        selected_indices: [up to max_output_size], or as many when padded
        valid_outputs: []
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or the threshold is not in [0, 1].
    Source: tf.raw_ops.NonMaxSuppressionV4
    """
    _check(
        boxes, scores, max_output_size, iou_threshold=iou_threshold,
        score_threshold=score_threshold,
    )
    taken = _taken(
        xp, boxes, scores, max_output_size, iou_threshold.item(), score_threshold.item()
    )
    shown = _padded(taken, max_output_size.item(), pad_to_max_output_size)
    return xp.array(shown, xp.int32), xp.array(len(taken), xp.int32)


@op("""
    NonMaxSuppressionV5(boxes: T, scores: T, max_output_size: int32, iou_threshold: T,
            score_threshold: T, soft_nms_sigma: T) -> (selected_indices: int32, selected_scores: T,
            valid_outputs: int32)
        T: {half, float} = float
        pad_to_max_output_size: bool = false
""", host=("max_output_size", "iou_threshold", "score_threshold", "soft_nms_sigma"))
def non_max_suppression_v5(
    xp, boxes, scores, max_output_size, iou_threshold, score_threshold, soft_nms_sigma, *,
    pad_to_max_output_size,
):
    """Take boxes as NonMaxSuppressionV4 does; with a sigma, overlapped boxes lose score instead.

    Shapes:
        boxes: [n, 4]
        scores: [n]
        max_output_size, iou_threshold, score_threshold, soft_nms_sigma: []
        selected_indices, selected_scores: [up to max_output_size], or as many when padded
        valid_outputs: []
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, the threshold is not in [0, 1], or sigma
            is negative.
    Source: tf.raw_ops.NonMaxSuppressionV5
    """
    _check(
        boxes, scores, max_output_size, iou_threshold=iou_threshold,
        score_threshold=score_threshold, soft_nms_sigma=soft_nms_sigma,
    )
    limit, lowest, sigma = (
        item.item() for item in (iou_threshold, score_threshold, soft_nms_sigma)
    )
    if sigma > 0:
        count = max_output_size.item()
        taken, kept = _suppress_softly(xp, boxes, scores, count, lowest, sigma)
    else:
        taken = _taken(xp, boxes, scores, max_output_size, limit, lowest)
        kept = scores[xp.array(taken, xp.int64)].tolist()
    size = max_output_size.item()
    return (
        xp.array(_padded(taken, size, pad_to_max_output_size), xp.int32),
        xp.array(_padded(kept, size, pad_to_max_output_size), scores.dtype),
        xp.array(len(taken), xp.int32),
    )


@op("""
    NonMaxSuppressionWithOverlaps(overlaps: float, scores: float, max_output_size: int32,
            overlap_threshold: float, score_threshold: float) -> selected_indices: int32
""", host=("max_output_size", "overlap_threshold", "score_threshold"))
def non_max_suppression_with_overlaps(
    xp, overlaps, scores, max_output_size, overlap_threshold, score_threshold
):
    """Take candidates as NonMaxSuppressionV3 does, with overlaps that are given.

    Shapes:
        overlaps: [n, n]
        scores: [n]
        max_output_size, overlap_threshold, score_threshold: []
        selected_indices: [up to max_output_size]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.NonMaxSuppressionWithOverlaps
    """
    for name, value in (
        ("max_output_size", max_output_size), ("overlap_threshold", overlap_threshold),
        ("score_threshold", score_threshold),
    ):
        checks.require(
            not value.ndim, f"{name} must be 0-D, got shape {checks.shown(value.shape)}"
        )
    shown = checks.shown(overlaps.shape)
    checks.require(overlaps.ndim == 2, f"overlaps must be 2-D{shown}")
    checks.require(overlaps.shape[0] == overlaps.shape[1], f"overlaps must be square{shown}")
    _check_scores(overlaps, scores)
    checks.require(max_output_size.item() >= 0, "output size must be non-negative")
    taken = suppress(
        xp, lambda best, others: overlaps[others, best], scores, max_output_size.item(),
        overlap_threshold.item(), score_threshold.item(),
    )
    return xp.array(taken, xp.int32)


def _candidates(c, boxes="boxes", columns=4):
    """Check the static shapes of boxes, scores and scalars."""
    shape = checks.with_rank(c[boxes], 2)
    scores = checks.with_rank(c["scores"], 1)
    checks.with_rank(c["max_output_size"], 0)
    for name in ("iou_threshold", "overlap_threshold", "score_threshold", "soft_nms_sigma"):
        if any(arg.name == name for arg in c.record.definition.inputs):
            checks.with_rank(c[name], 0)
    checks.merge_size(shape[0], scores[0])
    if columns is None:
        checks.merge_size(shape[0], shape[1])
    else:
        checks.with_size(shape[1], columns)


@non_max_suppression.shape
@non_max_suppression_v2.shape
@non_max_suppression_v3.shape
def selected_shape(c):
    _candidates(c)
    return [TensorShape([None])]


@non_max_suppression_with_overlaps.shape
def with_overlaps_shape(c):
    _candidates(c, "overlaps", None)
    return [TensorShape([None])]


def _padded_length(c):
    _candidates(c)
    if not c.attr("pad_to_max_output_size"):
        return TensorShape([None])
    count = c.value("max_output_size")
    return TensorShape([None if count is None else int(count)])


@non_max_suppression_v4.shape
def non_max_suppression_v4_shape(c):
    return [_padded_length(c), TensorShape([])]


@non_max_suppression_v5.shape
def non_max_suppression_v5_shape(c):
    length = _padded_length(c)
    return [length, length, TensorShape([])]


@op("""
    CombinedNonMaxSuppression(boxes: float, scores: float, max_output_size_per_class: int32,
            max_total_size: int32, iou_threshold: float,
            score_threshold: float) -> (nmsed_boxes: float, nmsed_scores: float,
            nmsed_classes: float, valid_detections: int32)
        pad_per_class: bool = false
        clip_boxes: bool = true
""", host=(
    "max_output_size_per_class", "max_total_size", "iou_threshold", "score_threshold"))
def combined_non_max_suppression(
    xp, boxes, scores, max_output_size_per_class, max_total_size, iou_threshold, score_threshold,
    *, pad_per_class, clip_boxes,
):
    """Take the best boxes of each class as NonMaxSuppressionV3 does, then the best of all.

    Shapes:
        boxes: [batch, n, 1 or classes, 4]
        scores: [batch, n, classes]
        max_output_size_per_class, max_total_size, iou_threshold, score_threshold: []
        nmsed_boxes: [batch, m, 4], filled up with zeros
        nmsed_scores, nmsed_classes: [batch, m]
        valid_detections: [batch]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit, or the threshold is not in [0, 1].
    Source: tf.raw_ops.CombinedNonMaxSuppression
    """
    scalars = {
        "max_size_per_class": max_output_size_per_class, "max_total_size": max_total_size,
        "iou_threshold": iou_threshold, "score_threshold": score_threshold,
    }
    _check_combined(boxes, scores, scalars)
    each, total, limit, lowest = (value.item() for value in scalars.values())
    classes = scores.shape[2]
    size = min(total, each * classes) if pad_per_class else total
    found = [
        _best_of_classes(xp, boxes[i], scores[i], (each, size, limit, lowest), clip_boxes)
        for i in range(scores.shape[0])
    ]
    rows, values, numbers, counts = zip(*found, strict=True) if found else ((), (), (), ())
    shape = (scores.shape[0], size)
    return (
        xp.array(rows, xp.float32).reshape(*shape, 4), xp.array(values, xp.float32).reshape(shape),
        xp.array(numbers, xp.float32).reshape(shape), xp.array(counts, xp.int32),
    )


def _best_of_classes(xp, boxes, scores, limits, clip_boxes):
    """Return (boxes, scores, classes, count) of one image as lists."""
    each, size, limit, lowest = limits
    found = []
    for number in range(scores.shape[1]):
        mine = boxes[:, number if boxes.shape[1] > 1 else 0]

        def similarity(best, others, mine=mine):
            return overlap(xp, mine[best], mine[others])

        values = scores[:, number]
        taken = suppress(xp, similarity, values, each, limit, lowest)
        places = xp.array(taken, xp.int64)
        kept, corners = values[places].tolist(), mine[places]
        if clip_boxes:
            corners = xp.clip(corners, xp.float32(0), xp.float32(1))
        found += zip(kept, corners.tolist(), [number] * len(taken), strict=True)
    found = sorted(found, key=lambda item: -item[0])[:size]
    blank = [(0.0, [0.0] * 4, 0)] * (size - len(found))
    values, corners, numbers = zip(*found, *blank, strict=True)
    return list(corners), list(values), list(numbers), len(found)


def _check_combined(boxes, scores, scalars):
    for i, (name, value) in enumerate(scalars.items()):
        checks.require(
            not value.ndim, f"{name} must be 0-D, got shape {checks.shown(value.shape)}"
        )
        if i < 2:
            ending = "positive" if i == 0 else "> 0"
            checks.require(value.item() > 0, f"{name} must be {ending}")
    checks.require(0 <= scalars["iou_threshold"].item() <= 1, "iou_threshold must be in [0, 1]")
    checks.require(
        boxes.ndim and scores.ndim and boxes.shape[0] == scores.shape[0],
        "boxes and scores must have same batch size",
    )
    checks.require(boxes.ndim == 4, f"boxes must be 4-D{checks.shown(boxes.shape)}")
    checks.require(boxes.shape[3] == 4, "boxes must have 4 columns")
    checks.require(scores.ndim == 3, f"scores must be 3-D{checks.shown(scores.shape)}")
    checks.require(scores.shape[1] == boxes.shape[1], "scores has incompatible shape")
    if boxes.shape[2] not in (1, scores.shape[2]):
        raise InvalidArgumentError("third dimension of boxes must be either 1 or num classes")


@combined_non_max_suppression.shape
def combined_non_max_suppression_shape(c):
    boxes, scores = checks.with_rank(c["boxes"], 4), checks.with_rank(c["scores"], 3)
    for name in (
        "max_output_size_per_class", "max_total_size", "iou_threshold", "score_threshold"
    ):
        checks.with_rank(c[name], 0)
    checks.with_size(boxes[3], 4)
    batch = checks.merge_size(boxes[0], scores[0])
    checks.merge_size(boxes[1], scores[1])
    if None not in (boxes[2], scores[2]) and boxes[2] not in (1, scores[2]):
        raise ValueError(
            "third dimension of boxes must be either 1 or equal to the third dimension of scores"
        )
    total, each = c.value("max_total_size"), c.value("max_output_size_per_class")
    if total is not None and int(total) <= 0:
        raise ValueError("max_total_size should be > 0 ")
    if each is not None and int(each) < 0:
        raise ValueError(
            f"Dimension size, given by scalar input 2, must be non-negative but is {int(each)}"
        )
    size = None if total is None else int(total)
    if c.attr("pad_per_class"):
        unknown = size is None or each is None or scores[2] is None
        size = None if unknown else min(size, int(each) * scores[2])
    row = TensorShape([batch, size])
    return [TensorShape([batch, size, 4]), row, row, TensorShape([batch])]


for _record in (
    non_max_suppression, non_max_suppression_v2, non_max_suppression_with_overlaps,
):
    no_gradient(_record, "numbers of boxes are not differentiable")
