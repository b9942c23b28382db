"""Checks and index arithmetic that the scattering ops on tensors and on variables share."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown


def checked_rows(xp, rows, indices, updates):
    """Return `updates` of rows in a form that assigns to `rows[indices]`.

    Raises:
        InvalidArgumentError: an index is out of range, or the shapes do not fit.
    """
    limit = rows.shape[0] if rows.ndim else 0
    bad = (indices < 0) | (indices >= limit)
    if bad.any():
        at = [int(i) for i in xp.unravel_index(int(xp.argmax(bad.reshape(-1))), bad.shape)]
        where = f"[{','.join(map(str, at))}]" if at else ""
        raise InvalidArgumentError(
            f"indices{where} = {indices[tuple(at)]} is not in [0, {limit})"
        )
    if updates.ndim and updates.shape != indices.shape + rows.shape[1:]:
        raise InvalidArgumentError(
            f"The shape of indices ({shown(indices.shape)}) must be a prefix of the shape of "
            f"updates ({shown(updates.shape)})"
        )
    return updates


def flat_places(xp, indices, shape):
    """Translate index vectors that lie within `shape` to numbers of its outer slices."""
    depth = indices.shape[-1]
    strides, step = [0] * depth, 1
    for i in range(depth - 1, -1, -1):
        strides[i] = step
        step *= shape[i]
    return indices.reshape(-1, depth).astype(xp.int64) @ xp.asarray(strides, xp.int64)
