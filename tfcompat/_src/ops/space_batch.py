"""Moves of blocks of spatial positions into the batch dimension, and back.

Moves between space and depth are in `transpose`.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.registry import op


def _checked(x, block_shape, pairs, name):
    """Return the block sizes and the pairs as lists; `name` is that of the pairs."""
    checks.require(
        block_shape.ndim == 1, f"block_shape rank should be 1 instead of {block_shape.ndim}"
    )
    count = block_shape.size
    checks.require(
        x.ndim > count, f"input rank should be >= {count + 1} instead of {x.ndim}"
    )
    checks.require(
        pairs.shape == (count, 2),
        f"{name} should have shape [{count}, 2] instead of {checks.shown(pairs.shape)}",
    )
    return block_shape.tolist(), pairs.tolist()


def _to_batch(xp, x, blocks, pairs):
    """Pad the spatial dimensions and move each block's positions into the batch."""
    padded = []
    for i, (block, (before, after)) in enumerate(zip(blocks, pairs, strict=True)):
        checks.require(min(before, after) >= 0, "Paddings must be non-negative")
        size = x.shape[i + 1] + before + after
        checks.require(
            size % block == 0,
            f"padded_shape[{i}]={size} is not divisible by block_shape[{i}]={block}",
        )
        padded.append((before, after))
    x = xp.pad(x, [(0, 0), *padded, *[(0, 0)] * (x.ndim - 1 - len(blocks))])
    split = [x.shape[0]]
    for size, block in zip(x.shape[1:], blocks, strict=False):
        split += [size // block, block]
    count, rest = len(blocks), x.shape[1 + len(blocks) :]
    x = x.reshape(*split, *rest)
    outer, inner = range(1, 2 * count, 2), range(2, 2 * count + 1, 2)
    x = x.transpose(*inner, 0, *outer, *range(2 * count + 1, x.ndim))
    batch = split[0]
    for block in blocks:
        batch *= block
    return x.reshape(batch, *split[1::2], *rest)


def _to_space(xp, x, blocks, pairs):
    """Move positions out of the batch into the spatial dimensions and crop these."""
    total = 1
    for block in blocks:
        total *= block
    checks.require(total > 0, f"Product of block sizes must be positive, got {total}")
    checks.require(
        x.shape[0] % total == 0,
        f"Input batch dimension ({x.shape[0]}) is not divisible by product of block sizes "
        f"({total})",
    )
    inside = [slice(None)]
    for i, (block, (before, after)) in enumerate(zip(blocks, pairs, strict=True)):
        checks.require(min(before, after) >= 0, "Crops must be non-negative")
        size = x.shape[i + 1] * block
        left = size - before - after
        checks.require(left >= 0, f"cropped_shape[{i}]={left} must be non-negative")
        inside.append(slice(before, size - after))
    batch, count = x.shape[0] // total, len(blocks)
    spatial, rest = x.shape[1 : 1 + count], x.shape[1 + count :]
    x = x.reshape(*blocks, batch, *spatial, *rest)
    order = [count]
    for i in range(count):
        order += [count + 1 + i, i]
    x = x.transpose(*order, *range(2 * count + 1, x.ndim))
    sizes = [size * block for size, block in zip(spatial, blocks, strict=True)]
    return x.reshape(batch, *sizes, *rest)[tuple(inside)]


@op("""
    SpaceToBatchND(input: T, block_shape: Tblock_shape, paddings: Tpaddings) -> output: T
        T: type
        Tblock_shape: {int32, int64} = int32
        Tpaddings: {int32, int64} = int32
""", host=("block_shape", "paddings"))
def space_to_batch_nd(xp, input, block_shape, paddings):
    """Pad with zeros and move blocks of spatial positions into the batch dimension.

    Shapes:
        input: [n, spatial dimensions..., rest...]
        block_shape: [m], the sizes of a block
        paddings: [m, 2], zeros before and after each spatial dimension
        output: [n * block positions, blocks in each dimension..., rest...]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.SpaceToBatchND
    """
    blocks, pairs = _checked(input, block_shape, paddings, "paddings")
    for i, block in enumerate(blocks):
        checks.require(
            block > 0, "All values in block_shape must be positive, got value, "
            f"{block} at index {i}.",
        )
    return _to_batch(xp, input, blocks, pairs)


@op("""
    BatchToSpaceND(input: T, block_shape: Tblock_shape, crops: Tcrops) -> output: T
        T: type
        Tblock_shape: {int32, int64} = int32
        Tcrops: {int32, int64} = int32
""", host=("block_shape", "crops"))
def batch_to_space_nd(xp, input, block_shape, crops):
    """Undo SpaceToBatchND: move the batch dimension into blocks of spatial positions, and crop.

    Shapes:
        input: [n * block positions, blocks in each dimension..., rest...]
        block_shape: [m], the sizes of a block
        crops: [m, 2], what is cut off before and after each spatial dimension
        output: [n, spatial dimensions..., rest...]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.BatchToSpaceND
    """
    return _to_space(xp, input, *_checked(input, block_shape, crops, "crops"))


def _check_image(x, pairs, name):
    checks.require(x.ndim == 4, f"Input rank should be: 4instead of: {x.ndim}")
    checks.require(
        pairs.shape == (2, 2),
        f"{name} should have shape [2, 2] instead of {checks.shown(pairs.shape)}",
    )
    return pairs.tolist()


@op("""
    SpaceToBatch(input: T, paddings: Tpaddings) -> output: T
        T: type
        Tpaddings: {int32, int64} = int32
        block_size: int >= 2
""", host=("paddings",))
def space_to_batch(xp, input, paddings, *, block_size):
    """Pad images with zeros and move square blocks of positions into the batch dimension.

    Shapes:
        input: [n, h, w, c]
        paddings: [2, 2]
        output: [n * block_size ** 2, rows of blocks, columns of blocks, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.SpaceToBatch
    """
    pairs = _check_image(input, paddings, "paddings")
    return _to_batch(xp, input, [block_size, block_size], pairs)


@op("""
    BatchToSpace(input: T, crops: Tidx) -> output: T
        T: type
        block_size: int >= 2
        Tidx: {int32, int64} = int32
""", host=("crops",))
def batch_to_space(xp, input, crops, *, block_size):
    """Undo SpaceToBatch: move the batch dimension into square blocks of positions, and crop.

    Shapes:
        input: [n * block_size ** 2, rows of blocks, columns of blocks, c]
        crops: [2, 2]
        output: [n, h, w, c]
    Errors:
        InvalidArgumentError: ranks or sizes do not fit.
    Source: tf.raw_ops.BatchToSpace
    """
    return _to_space(xp, input, [block_size] * 2, _check_image(input, crops, "crops"))


@space_to_batch_nd.gradient
def space_to_batch_nd_gradient(op, dy):
    return [raw.BatchToSpaceND(dy, op.inputs[1], op.inputs[2]), None, None]


@batch_to_space_nd.gradient
def batch_to_space_nd_gradient(op, dy):
    return [raw.SpaceToBatchND(dy, op.inputs[1], op.inputs[2]), None, None]


@space_to_batch.gradient
def space_to_batch_gradient(op, dy):
    return [raw.BatchToSpace(dy, op.inputs[1], block_size=op.attr("block_size")), None]


@batch_to_space.gradient
def batch_to_space_gradient(op, dy):
    return [raw.SpaceToBatch(dy, op.inputs[1], block_size=op.attr("block_size")), None]


@space_to_batch_nd.shape
@batch_to_space_nd.shape
def nd_shape(c):
    _, _, pairs = c.record.definition.inputs
    if c["block_shape"].rank != 1:
        raise ValueError("block_shape must have rank 1.")
    count = c["block_shape"][0]
    if count is None:
        raise ValueError("block_shape must have known size.")
    x = checks.with_rank_at_least(c["input"], count + 1)
    checks.merge(c[pairs.name], TensorShape([count, 2]))
    blocks = c.value("block_shape")
    blocks = [None] * count if blocks is None else blocks.tolist()
    return [_moved(c, x, blocks, c.value(pairs.name), pairs.name)]


@space_to_batch.shape
@batch_to_space.shape
def image_shape(c):
    name = c.record.definition.inputs[1].name
    x = checks.with_rank(c["input"], 4)
    checks.merge(c[name], TensorShape([2, 2]))
    return [_moved(c, x, [c.attr("block_size")] * 2, c.value(name), name)]


def _moved(c, x, blocks, pairs, name):
    """Return the static shape of `x` with blocks moved to the batch, or from it for crops."""
    if x.rank is None:
        return TensorShape(None)
    batch, *sizes = x.as_list()
    if any(block is not None and block < 1 for block in blocks):
        raise ValueError("block_shape must be positive")
    for block in blocks:
        batch = _scaled(batch, block, name == "crops")
    pairs = [None] * len(blocks) if pairs is None else pairs.tolist()
    for i, (block, pair) in enumerate(zip(blocks, pairs, strict=True)):
        if pair is not None and min(pair) < 0:
            raise ValueError(f"{name} cannot be negative")
        outside = None if pair is None else sum(pair)
        if name == "crops":
            size = _scaled(sizes[i], block, False)
            sizes[i] = None if size is None or outside is None else size - outside
            if sizes[i] is not None and sizes[i] < 0:
                raise ValueError(
                    f"Negative dimension size caused by subtracting {outside} from {size}"
                )
        else:
            size = None if sizes[i] is None or outside is None else sizes[i] + outside
            sizes[i] = _scaled(size, block, True)
    return TensorShape([batch, *sizes])


def _scaled(size, block, down):
    if size is None or block is None:
        return None
    if not down:
        return size * block
    if size % block:
        raise ValueError(f"Dimension size must be evenly divisible by {block} but is {size}")
    return size // block
