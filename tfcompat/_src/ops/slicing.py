"""Python-like indices as TensorFlow encodes them: three vectors and five bit masks.

Here: their translation to an index of the array library, and to static shapes. The ops that use
them are in `slice.py` and `variables.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import trusted_shape
from tfcompat._src.ops.checks import shown


def index(shape, begin, end, strides, masks):
    """Translate an encoded index to a tuple for an array of that shape.

    Args:
        shape: the tuple of sizes of the array to be indexed.
        begin, end, strides: vectors of equal length.
        masks: the begin, end, ellipsis, new-axis and shrink-axis masks.

    Returns:
        A tuple of slices, ints, None and Ellipsis; indexing with it always gives a view.

    Raises:
        InvalidArgumentError: the index is malformed or does not fit.
    """
    if not (begin.ndim == 1 and begin.shape == end.shape == strides.shape):
        raise InvalidArgumentError(
            "Expected begin, end, and strides to be 1D equal size tensors, but got shapes "
            f"{shown(begin.shape)}, {shown(end.shape)}, and {shown(strides.shape)} instead."
        )
    try:
        parts = _parts(len(shape), len(begin), masks)
        begin, end, strides = begin.tolist(), end.tolist(), strides.tolist()
        return tuple([
            part if part is None or part is Ellipsis
            else _one(part, shape[part[1]], begin, end, strides, masks)
            for part in parts
        ])
    except ValueError as error:
        raise InvalidArgumentError(str(error)) from None


def replaced(array, begin, end, strides, masks, value):
    """Return a copy of `array` with `value` in a slice of it: see `index`.

    Raises:
        InvalidArgumentError: the indices do not fit, or the value does not broadcast to the slice.
    """
    new = array.copy()
    part = new[index(new.shape, begin, end, strides, masks)]
    if not part.size:
        return new
    try:
        part[...] = value
    except ValueError:
        raise InvalidArgumentError(
            f"Cannot broadcast input shape {shown(value.shape)} into final shape "
            f"{shown(part.shape)}"
        ) from None
    return new


def static_shape(shape, begin, end, strides, masks):
    """Return the TensorShape of an indexed tensor of known rank.

    Args:
        shape: the TensorShape of what is indexed.
        begin, end: vectors, or None where they are not known.
        strides: a vector.
        masks: as for `index`.

    Raises:
        ValueError: the index is malformed or does not fit what is known.
    """
    strides = strides.tolist()
    begin = None if begin is None else begin.tolist()
    end = None if end is None else end.tolist()
    sizes, position = [], 0
    for part in _parts(shape.rank, len(strides), masks):
        if part is None:
            sizes.append(1)
        elif part is Ellipsis:
            covered = shape.rank - _indexed(len(strides), masks)
            sizes.extend(shape.as_list()[position : position + covered])
            position += covered
        else:
            size = _static_size(part, shape[part[1]], begin, end, strides, masks)
            sizes.extend(size)
            position += 1
    return trusted_shape(tuple(sizes))


def _indexed(count, masks):
    """How many dimensions the expressions other than new axes and the ellipsis take up."""
    ellipsis = _ellipsis_at(count, masks)
    return sum(1 for i in range(count) if i != ellipsis and not masks[3] >> i & 1)


def _ellipsis_at(count, masks):
    mask = masks[2]
    if mask & (mask - 1):
        raise ValueError("Multiple ellipses in slice spec not allowed")
    place = mask.bit_length() - 1
    return place if 0 <= place < count else None


def _parts(rank, count, masks):
    """List the parts of an index: None, Ellipsis (always one) or (expression, dimension)."""
    if not masks[2] and not masks[3]:
        if count > rank:
            raise _too_many(rank)
        return [*[(i, i) for i in range(count)], Ellipsis]
    ellipsis, new_axis = _ellipsis_at(count, masks), masks[3]
    parts, dimension = [], 0
    for i in range(count):
        if i == ellipsis:
            parts.append(Ellipsis)
            dimension += max(0, rank - _indexed(count, masks))
        elif new_axis >> i & 1:
            parts.append(None)
        else:
            if dimension >= rank:
                raise _too_many(rank)
            parts.append((i, dimension))
            dimension += 1
    return parts if ellipsis is not None else [*parts, Ellipsis]


def _too_many(rank):
    if rank == 0:
        return ValueError("Attempting to slice scalar input.")
    return ValueError(f"Index out of range using input dim {rank}; input has only {rank} dims")


def _check_stride(i, stride, shrink):
    if stride == 0:
        raise ValueError(f"strides[{i}] must be non-zero")
    if shrink and stride <= 0:
        raise ValueError("only stride 1 allowed on non-range indexing.")


def _position(start, size, dimension):
    """The int index that a shrunk dimension is read at."""
    where = start + size if start < 0 else start
    if not 0 <= where < size:
        raise ValueError(f"slice index {where} of dimension {dimension} out of bounds.")
    return where


def _one(part, size, begin, end, strides, masks):
    i, dimension = part
    bit, stride = 1 << i, strides[i]
    shrink = masks[4] & bit
    _check_stride(i, stride, shrink)
    if shrink:
        return _position(begin[i], size, dimension)
    return slice(
        None if masks[0] & bit else begin[i], None if masks[1] & bit else end[i], stride
    )


def _static_size(part, size, begin, end, strides, masks):
    """The sizes that one expression leaves: none or one, None where unknown."""
    i, dimension = part
    bit, stride = 1 << i, strides[i]
    shrink = masks[4] & bit
    _check_stride(i, stride, shrink and size is not None)
    if shrink:
        if size is not None and begin is not None and end is not None:
            _position(begin[i], size, dimension)
        return []
    if size is None:
        return [None]
    whole = masks[0] & bit and masks[1] & bit
    if not whole and (begin is None or end is None):
        return [None]
    cut = slice(
        None if masks[0] & bit else begin[i], None if masks[1] & bit else end[i], stride
    )
    return [len(range(*cut.indices(size)))]
