"""Adding up the gradients that reach one tensor from several sides.

Tensors are added by one AddN; IndexedSlices are joined, which repeats indices instead of adding.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices


def total(gradients):
    """Return the sum of gradients of one tensor.

    Args:
        gradients: a list of at least one Tensor or IndexedSlices.

    Returns:
        A Tensor, or IndexedSlices where all are such.
    """
    if len(gradients) == 1:
        return gradients[0]
    if all(isinstance(gradient, IndexedSlices) for gradient in gradients):
        return _joined(gradients)
    return raw.AddN([convert_to_tensor(gradient) for gradient in gradients])


def _joined(slices):
    slices = [_flat(one) for one in slices]
    indices = [one.indices for one in slices]
    if len({index.dtype for index in indices}) > 1:
        indices = [raw.Cast(index, DstT=dtypes.int64) for index in indices]
    return IndexedSlices(
        raw.ConcatV2([one.values for one in slices], 0), raw.ConcatV2(indices, 0),
        slices[0].dense_shape,
    )


def _flat(slices):
    """Take IndexedSlices apart whose values are IndexedSlices themselves."""
    values = slices.values
    if not isinstance(values, IndexedSlices):
        return slices
    inner = _flat(values)
    return IndexedSlices(
        inner.values, raw.GatherV2(slices.indices, inner.indices, 0), slices.dense_shape
    )
