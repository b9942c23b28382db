"""Batches of elements of about the same length: `Dataset.bucket_by_sequence_length`."""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.data import structure

_MOST = (1 << 31) - 1


def dataset_of(dataset, length_of, boundaries, sizes, padded_shapes, padding_values,
               pad_to_boundary, no_padding, drop_remainder):
    """Return the batches; see `Dataset.bucket_by_sequence_length`."""
    if len(sizes) != len(boundaries) + 1:
        raise ValueError(
            "`len(bucket_batch_sizes)` must equal `len(bucket_boundaries) + 1` but "
            f"`len(bucket_batch_sizes)={len(sizes)}` and "
            f"`len(bucket_boundaries)={len(boundaries)}`.")
    batch_sizes = convert_to_tensor(list(sizes), dtypes.int64)
    starts = convert_to_tensor([-_MOST - 1, *boundaries], dtypes.int32)
    ends = convert_to_tensor([*boundaries, _MOST], dtypes.int32)

    def bucket_of(*element):
        length = raw.Cast(convert_to_tensor(length_of(*element)), DstT=dtypes.int32)
        inside = raw.LogicalAnd(raw.LessEqual(starts, length), raw.Less(length, ends))
        return raw.Min(raw.Where(inside), [0, 1])

    def size_of(bucket):
        return raw.GatherV2(batch_sizes, bucket, 0)

    def batch_of(bucket, window):
        size = size_of(bucket)
        if no_padding:
            return window.batch(size, drop_remainder=drop_remainder)
        shapes = _shapes(dataset, padded_shapes)
        if pad_to_boundary:
            shapes = _to_boundary(shapes, bucket, boundaries)
        return window.padded_batch(size, shapes, padding_values, drop_remainder=drop_remainder)

    source = dataset
    if no_padding:
        source = dataset  # elements are sparse already, as the caller makes them
    return source.group_by_window(bucket_of, batch_of, window_size_func=size_of)


def _shapes(dataset, padded_shapes):
    if padded_shapes is not None:
        return padded_shapes
    return structure.legacy_shapes(dataset.element_spec)


def _to_boundary(shapes, bucket, boundaries):
    """Return shapes with the greatest length of a bucket for sizes that are not known."""
    last = convert_to_tensor(len(boundaries), dtypes.int64)
    check = raw.Assert(
        raw.Less(bucket, last), ["When pad_to_bucket_boundary=True, elements must have length < "
                                 "max(bucket_boundaries)."])
    from tfcompat._src.frontend.control import control_dependencies

    with control_dependencies([check] if check is not None else []):
        ends = convert_to_tensor(list(boundaries), dtypes.int64)
        size = raw.Sub(raw.GatherV2(ends, bucket, 0), convert_to_tensor(1, dtypes.int64))

    def filled(shape):
        sizes = [size if n is None else convert_to_tensor(n, dtypes.int64)
                 for n in shape.as_list()]
        return raw.Pack(sizes) if sizes else convert_to_tensor([], dtypes.int64)

    return nest.map_structure(filled, shapes)
