"""Checks and index arithmetic that the scattering ops on tensors and on variables share."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown


def check_ranks(rows, indices, updates):
    """Check that updates of rows are a scalar, or have as many dimensions as they need.

    Raises:
        InvalidArgumentError: they do not.
    """
    if updates.ndim and updates.ndim != indices.ndim + rows.ndim - 1:
        raise InvalidArgumentError(
            "Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], "
            f"got updates.shape {shown(updates.shape)}, indices.shape {shown(indices.shape)}, "
            f"params.shape {shown(rows.shape)}"
        )


def check_rows(xp, rows, indices, updates):
    """Check that updates of rows can be assigned to `rows[indices]`; ranks are checked before.

    Raises:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
    """
    inner = rows.shape[1:]
    if updates.ndim and indices.size and (
        updates.shape[:indices.ndim] != indices.shape
        or (rows.size and updates.shape[indices.ndim:] != inner)
    ):
        raise InvalidArgumentError(
            f"The shape of indices ({shown(indices.shape)}) must be a prefix of the shape of "
            f"updates ({shown(updates.shape)})"
        )
    limit = rows.shape[0] if rows.ndim else 0
    bad = (indices < 0) | (indices >= limit)
    if bad.any():
        at = [int(i) for i in xp.unravel_index(int(xp.argmax(bad.reshape(-1))), bad.shape)]
        where = f"[{','.join(map(str, at))}]" if at else ""
        raise InvalidArgumentError(
            f"indices{where} = {indices[tuple(at)]} is not in [0, {limit})"
        )


def something_or_nothing(size, indices, updates):
    """Say whether target, indices and updates all hold something, or the last two nothing."""
    return bool(size and indices.size and updates.size) or not (indices.size or updates.size)


def check_slices(sizes, indices, updates):
    """Check that slices fit a target of those sizes; a vector of indices is one of row numbers.

    Raises:
        InvalidArgumentError: they do not.
    """
    if not sizes:
        raise InvalidArgumentError("Output must be at least 1-D, got shape: []")
    if not something_or_nothing(0 if 0 in sizes else 1, indices, updates):
        raise InvalidArgumentError(
            "Indices and updates specified for empty output.  indices shape: "
            f"{shown(indices.shape)}"
        )
    if indices.shape[:1] != updates.shape[:1]:
        first, other = (x.shape[0] if x.ndim else "?" for x in (indices, updates))
        raise InvalidArgumentError(
            f"Dimensions [0,1) of indices[shape={shown(indices.shape)}] = {first} must match "
            f"dimensions [0,1) of updates[shape={shown(updates.shape)}] = {other}"
        )
    outer, depth = (indices.ndim - 1, indices.shape[-1]) if indices.ndim > 1 else (1, 1)
    if updates.ndim - outer == len(sizes) - depth and updates.shape == (
        *indices.shape[:outer], *sizes[depth:]
    ):
        return
    of_updates = f"updates[shape={shown(updates.shape)}]"
    if updates.ndim < outer or (
        updates.ndim - outer == len(sizes) - depth
        and updates.shape[:outer] != indices.shape[:outer]
    ):
        raise InvalidArgumentError(
            f"Dimensions [0,{outer}) of indices[shape={shown(indices.shape)}] must match "
            f"dimensions [0,{outer}) of {of_updates}"
        )
    raise InvalidArgumentError(
        f"Dimensions [{depth},{len(sizes)}) of input[shape={shown(sizes)}] must match dimensions "
        f"[{depth},{updates.ndim}) of {of_updates}"
    )


def flat_places(xp, indices, shape):
    """Translate index vectors that lie within `shape` to numbers of its outer slices."""
    depth = indices.shape[-1]
    strides, step = [0] * depth, 1
    for i in range(depth - 1, -1, -1):
        strides[i] = step
        step *= shape[i]
    return indices.reshape(-1, depth).astype(xp.int64) @ xp.asarray(strides, xp.int64)
