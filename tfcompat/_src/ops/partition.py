"""Tensors taken apart into numbered parts, and put together from such."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import merge, merge_size, shown
from tfcompat._src.registry import op


@op("""
    DynamicPartition(data: T, partitions: int32) -> outputs: num_partitions * T
        num_partitions: int >= 1
        T: type
""")
def dynamic_partition(xp, data, partitions, *, num_partitions):
    """Sort slices of a tensor into parts by the numbers in `partitions`.

    Shapes:
        data: [sizes of partitions..., inner...]
        partitions: any
        outputs: [number, inner...] each
    Errors:
        InvalidArgumentError: the shapes do not fit, or a number is out of range.
    Source: tf.raw_ops.DynamicPartition
    """
    outer = partitions.ndim
    if data.shape[:outer] != partitions.shape:
        raise InvalidArgumentError(
            f"data.shape must start with partitions.shape, got data.shape = {shown(data.shape)}, "
            f"partitions.shape = {shown(partitions.shape)}"
        )
    numbers = partitions.reshape(-1)
    bad = (numbers < 0) | (numbers >= num_partitions)
    if bad.any():
        place = int(xp.argmax(bad))
        where = [int(i) for i in xp.unravel_index(place, partitions.shape)] if outer else []
        raise InvalidArgumentError(
            f"partitions{shown(where) if outer else ''} = {int(numbers[place])} is not in "
            f"[0, {num_partitions})"
        )
    rows = data.reshape((numbers.shape[0], *data.shape[outer:]))
    return [rows[numbers == number] for number in range(num_partitions)]


@dynamic_partition.shape
def dynamic_partition_shape(c):
    data, partitions = c["data"], c["partitions"]
    if data.rank is None or partitions.rank is None:
        return [TensorShape(None)] * c.outputs
    if data.rank < partitions.rank:
        raise ValueError(
            f"Shape must be at least rank {partitions.rank} but is rank {data.rank}"
        )
    for size, other in zip(data[: partitions.rank], partitions, strict=True):
        merge_size(size, other)
    return [TensorShape([None, *data.as_list()[partitions.rank :]])] * c.outputs


@dynamic_partition.gradient
def dynamic_partition_gradient(op, *dys):
    """Stitch the gradients together where the parts came from."""
    data, partitions = op.inputs
    shape = raw.Shape(partitions)
    numbers = raw.Reshape(raw.Range(0, raw.Prod(shape, 0), 1), shape)
    places = raw.DynamicPartition(numbers, partitions, num_partitions=op.attr("num_partitions"))
    rows = raw.ParallelDynamicStitch(places, list(dys))
    return [raw.Reshape(rows, raw.Shape(data)), None]


def _stitched(xp, indices, data):
    for places in indices:
        wrong = places.reshape(-1) < 0
        if wrong.any():
            raise InvalidArgumentError(f"indices[{int(wrong.argmax())}] is out of range")
    first = None
    for i, (places, values) in enumerate(zip(indices, data, strict=True)):
        if values.shape[: places.ndim] != places.shape:
            raise InvalidArgumentError(
                f"data[{i}].shape = {shown(values.shape)} does not start with indices[{i}].shape "
                f"= {shown(places.shape)}"
            )
        inner = values.shape[places.ndim :]
        if first is None:
            first = inner
        if inner != first:
            raise InvalidArgumentError(
                f"Need data[0].shape[{indices[0].ndim}:] = data[{i}].shape[{places.ndim}:], got "
                f"data[0].shape = {shown(data[0].shape)}, data[{i}].shape = "
                f"{shown(values.shape)}, indices[0].shape = {shown(indices[0].shape)}, "
                f"indices[{i}].shape = {shown(places.shape)}"
            )
    size = max((int(places.max()) + 1 for places in indices if places.size), default=0)
    kind = data[0].dtype
    merged = xp.full((size, *first), b"" if kind == object else 0, kind)
    for places, values in zip(indices, data, strict=True):
        flat = places.reshape(-1)
        merged[flat] = values.reshape((flat.shape[0], *first))
    return merged


@op("""
    DynamicStitch(indices: N * int32, data: N * T) -> merged: T
        N: int >= 1
        T: type
""")
def dynamic_stitch(xp, indices, data):
    """Put slices into a new tensor at numbered places; the last one wins.

    Places that nobody names are zero here; in TensorFlow they are whatever was in the memory.

    Shapes:
        indices: any
        data: [sizes of its indices..., inner...]
        merged: [largest index + 1, inner...]
    Errors:
        InvalidArgumentError: the shapes do not fit, or an index is negative.
    Source: tf.raw_ops.DynamicStitch
    """
    return _stitched(xp, indices, data)


@dynamic_stitch.shape
def dynamic_stitch_shape(c):
    """The shape function of tensors put together."""
    inner = TensorShape(None)
    for places, values in zip(c["indices"], c["data"], strict=True):
        if places.rank is None or values.rank is None:
            continue
        for size, other in zip(values[: places.rank], places, strict=True):
            merge_size(size, other)
        inner = merge(inner, values[places.rank :])
    known = c.value("indices") or [None]
    size = None
    if all(places is not None for places in known):
        size = max((int(places.max()) + 1 for places in known if places.size), default=0)
    return [TensorShape([size]).concatenate(inner)]


@dynamic_stitch.gradient
def dynamic_stitch_gradient(op, dy):
    """Read back what was put, from each place; also of what was overwritten, as TensorFlow."""
    indices = op.inputs[: len(op.inputs) // 2]
    return [None] * len(indices) + [raw.GatherV2(dy, places, 0) for places in indices]


@op("""
    ParallelDynamicStitch(indices: N * int32, data: N * T) -> merged: T
        N: int >= 1
        T: type
""")
def parallel_dynamic_stitch(xp, indices, data):
    """Put slices into a new tensor at numbered places, in no order.

    Shapes:
        indices: any
        data: [sizes of its indices..., inner...]
        merged: [largest index + 1, inner...]
    Errors:
        InvalidArgumentError: the shapes do not fit, or an index is negative.
    Source: tf.raw_ops.ParallelDynamicStitch
    """
    return _stitched(xp, indices, data)


parallel_dynamic_stitch.shape(dynamic_stitch_shape)
parallel_dynamic_stitch.gradient(dynamic_stitch_gradient)
