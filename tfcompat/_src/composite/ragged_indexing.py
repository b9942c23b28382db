"""`ragged[key]`: rows by number, slices of rows and of what is inside rows, new dimensions."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite import assertions, ragged_picking, ragged_shapes, ragged_tensor
from tfcompat._src.composite.row_partition import RowPartition
from tfcompat._src.core import indexing, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor

_EVERYTHING = slice(None, None, None)


def get_item(x, key):
    """Return `x[key]`.

    Raises:
        TypeError: a part of the key is no index.
        ValueError: an index would pick from within ragged rows.
        InvalidArgumentError: a row number is out of range.
    """
    keys = list(key) if isinstance(key, (tuple, list)) else [key]
    return _get(x, _without_ellipsis(keys, x))


def _without_ellipsis(keys, x):
    places = [i for i, key in enumerate(keys) if key is Ellipsis]
    if not places:
        return keys
    at = places[0]
    rest = [key for key in keys[at + 1 :] if key is not Ellipsis]
    if x.shape.rank is None:
        raise ValueError("Ellipsis not supported for unknown shape RaggedTensors")
    named = sum(key is not None for key in [*keys[:at], *rest])
    return [*keys[:at], *[_EVERYTHING] * max(x.shape.rank - named, 0), *rest]


def _get(x, keys):
    """Apply keys to the dimensions of a tensor or ragged tensor, from the first on."""
    if not keys:
        return x
    if not ragged_tensor.is_ragged(x):
        return indexing.get_item(x, tuple(keys))
    key, rest = keys[0], keys[1:]
    if key is None:
        return ragged_shapes.expanded(_get(x, rest), 0)
    if isinstance(key, slice):
        return _get_inside(x if _is_everything(key) else _rows(x, key), rest)
    indexing.check_index(key)
    splits = x.row_splits
    _check_row(x, key)
    if isinstance(key, Tensor):
        key = raw.Cast(key, DstT=splits.dtype)
    start = _element(x.row_starts(), key)
    stop = _element(x.row_limits(), key)
    return _get(_get(x.values, [slice(start, stop)]), rest)


def _check_row(x, key):
    number = assertions.known_size(convert_to_tensor(key))
    rows = x._row_partition.static_nrows
    if None not in (number, rows) and not -rows <= number < rows:
        raise IndexError(f"Row key {number} out of bounds")


def _element(vector, key):
    return indexing.get_item(vector, key)


def _is_everything(key):
    return key.start is None and key.stop is None and key.step is None


def _rows(x, key):
    """Return a slice of the rows."""
    one = convert_to_tensor(1, x.row_splits.dtype)
    every = raw.Range(raw.ZerosLike(one), x.nrows(), one)
    picked = indexing.get_item(every, _checked(key))
    rows = ragged_picking.gathered(x, picked, 0, 0)
    partition = rows._row_partition
    uniform = x._row_partition.uniform_row_length()
    if uniform is not None:
        rows._row_partition = partition.with_counts(uniform_row_length=uniform)
    return rows


def _checked(key):
    for bound in (key.start, key.stop, key.step):
        if bound is not None:
            try:
                indexing.check_index(bound)
            except TypeError:
                raise TypeError("slice offsets must be integers or None") from None
    return key


def _get_inside(x, keys):
    """Apply keys to the dimensions within each row."""
    if not keys:
        return x
    key, rest = keys[0], keys[1:]
    if key is None:
        inner = _get_inside(x, rest)
        return ragged_shapes.expanded(inner, 1)
    if isinstance(key, slice):
        if not _is_everything(key):
            x = _sliced(x, _checked(key))
        return x.with_values(_get(x.values, [_EVERYTHING, *rest])) if rest else x
    indexing.check_index(key)
    length = x._row_partition.uniform_row_length()
    if length is None:
        raise ValueError("Cannot index into an inner ragged dimension.")
    return _get(_column(x, key, length), [_EVERYTHING, *rest])


def _column(x, key, length):
    """Pick one place of every row, where all rows have one length."""
    one = convert_to_tensor(1, length.dtype)
    within = indexing.get_item(raw.Range(raw.ZerosLike(one), length, one), key)
    return ragged_picking.gathered(x.values, raw.AddV2(x.row_starts(), within), 0, 0)


def _sliced(x, key):
    """Slice every row by itself."""
    lengths = x.row_lengths()
    step = 1 if key.step is None else key.step
    backward = _is_negative(step)
    last = raw.Sub(lengths, _like(1, lengths))
    if backward:
        start = last if key.start is None else _bounded(key.start, lengths, -1, last)
        stop = _filled(-1, lengths) if key.stop is None else _bounded(key.stop, lengths, -1, last)
    else:
        start = _filled(0, lengths) if key.start is None else _bounded(
            key.start, lengths, 0, lengths)
        stop = lengths if key.stop is None else _bounded(key.stop, lengths, 0, lengths)
    starts = x.row_starts()
    splits, picked = raw.RaggedRange(
        raw.AddV2(starts, start), raw.AddV2(starts, stop), _cast(step, lengths),
        Tsplits=lengths.dtype)
    values = ragged_picking.gathered(x.values, picked, 0, 0)
    rows = RowPartition.from_row_splits(splits, validate=False)
    return ragged_tensor.RaggedTensor._from_row_partition(values, rows, validate=False)


def _is_negative(step):
    value = assertions.known_size(convert_to_tensor(step, dtype_hint=dtypes.int32))
    if value is None:
        raise ValueError("The step of a slice of ragged rows has to be known before it runs.")
    if value == 0:
        raise ValueError("slice step cannot be zero")
    return value < 0


def _bounded(index, lengths, least, most):
    """Return an index, counted from the end where negative, within the bounds of each row."""
    index = _cast(index, lengths)
    place = raw.SelectV2(raw.Less(index, _like(0, lengths)), raw.AddV2(lengths, index),
                         raw.AddV2(raw.ZerosLike(lengths), index))
    return raw.Minimum(raw.Maximum(place, _like(least, lengths)), most)


def _filled(value, lengths):
    return raw.Fill(raw.Shape(lengths), _like(value, lengths))


def _like(value, tensor):
    return convert_to_tensor(value, tensor.dtype)


def _cast(value, like):
    return raw.Cast(value, DstT=like.dtype) if isinstance(value, Tensor) else _like(value, like)
