"""Rows of tables in parts: what `tf.compat.v1.nn.embedding_lookup` does."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import clipping, slicing
from tfcompat._src.v1.partitioned import PartitionedVariable


def lookup(params, ids, strategy, name, max_norm):
    """Return the rows of a table, whole or in parts."""
    if params is None:
        raise ValueError("params must be specified")
    parts = list(params) if isinstance(params, (list, tuple, PartitionedVariable)) and \
        all(hasattr(part, "shape") for part in params) else [params]
    if not parts:
        raise ValueError("params must be specified")
    ids = convert_to_tensor(ids, name="ids")
    rows = slicing.gather(parts[0], ids) if len(parts) == 1 else _spread(parts, ids, strategy)
    if max_norm is not None:
        axes = list(range(ids.shape.rank, rows.shape.rank))
        rows = clipping.clip_by_norm(rows, max_norm, axes=axes)
    return raw.Identity(rows, name=name)


def _spread(parts, ids, strategy):
    count = len(parts)
    flat = raw.Reshape(ids, [-1])
    if strategy == "mod":
        which, inner = raw.FloorMod(flat, count), raw.FloorDiv(flat, count)
    elif strategy == "div":
        which, inner = _blocks(parts, flat)
    else:
        raise ValueError(
            f"Unrecognized partition strategy: {strategy}.Must be one of either `mod` or `div`.")
    which = raw.Cast(which, DstT=dtypes.int32)
    places = raw.DynamicPartition(raw.Range(0, raw.Size(flat), 1), which, num_partitions=count)
    inners = raw.DynamicPartition(inner, which, num_partitions=count)
    found = [slicing.gather(part, index) for part, index in zip(parts, inners, strict=True)]
    rows = raw.ParallelDynamicStitch(places, found)
    sizes = raw.ConcatV2([raw.Shape(ids), parts[0].shape.as_list()[1:]], 0)
    return raw.Reshape(rows, sizes)


def _blocks(parts, flat):
    """Parts hold consecutive rows, the first ones perhaps one more."""
    count = len(parts)
    total = sum(part.shape.as_list()[0] for part in parts)
    base, extra = divmod(total, count)
    longer = extra * (base + 1)
    which = raw.Maximum(
        raw.FloorDiv(flat, base + 1), raw.FloorDiv(raw.Sub(flat, extra), max(base, 1)))
    in_longer = raw.Less(flat, longer)
    inner = raw.SelectV2(
        in_longer, raw.FloorMod(flat, base + 1),
        raw.FloorMod(raw.Sub(flat, extra), max(base, 1)))
    return which, inner
