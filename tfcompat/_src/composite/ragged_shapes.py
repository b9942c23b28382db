"""Dimensions of ragged tensors counted, added and taken away."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite import assertions, ragged_tensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor


def rank(op, inputs, attrs, name):
    """Return the number of dimensions."""
    x = inputs[0]
    if x.shape.rank is not None:
        return convert_to_tensor(x.shape.rank, dtypes.int32)
    return raw.AddV2(raw.Rank(x.flat_values), x.ragged_rank, name=name)


def size(op, inputs, attrs, name):
    """Return the number of elements."""
    return raw.Size(inputs[0].flat_values, name=name, **attrs)


def expand_dims(op, inputs, attrs, name):
    """Insert a dimension of size 1.

    Raises:
        ValueError: the axis is out of range.
    """
    x, axis = inputs
    axis = assertions.known_size(convert_to_tensor(axis, dtype_hint=dtypes.int32))
    full = None if x.shape.rank is None else x.shape.rank + 1
    return expanded(x, ragged_tensor.positive_axis(axis, full, "axis"))


def expanded(x, axis):
    """Insert a dimension of size 1 before dimension `axis` of a tensor or ragged tensor."""
    if not ragged_tensor.is_ragged(x):
        return raw.ExpandDims(x, axis)
    if axis == 0:
        one = convert_to_tensor(1, x.row_splits.dtype)
        return ragged_tensor.RaggedTensor.from_uniform_row_length(
            x, x.nrows(), nrows=one, validate=False)
    if axis == 1:
        return ragged_tensor.RaggedTensor.from_uniform_row_length(
            x, 1, nrows=x.nrows(), validate=False)
    return x.with_values(expanded(x.values, axis - 1))


def squeeze(op, inputs, attrs, name):
    """Take away dimensions of size 1.

    Raises:
        ValueError: no axis is given, or one is out of range.
        InvalidArgumentError: a dimension has another size.
    """
    x = inputs[0]
    axes = attrs.get("squeeze_dims") or attrs.get("axis")
    if not axes:
        raise ValueError("Ragged.squeeze must have an axis argument.")
    axes = [axes] if isinstance(axes, int) else list(axes)
    axes = [ragged_tensor.positive_axis(a, x.shape.rank, f"axis[{i}]" if len(axes) > 1 else "axis")
            for i, a in enumerate(axes)]
    for axis in sorted(set(axes), reverse=True):
        x = _squeezed(x, axis)
    return x


def _squeezed(x, axis):
    if not ragged_tensor.is_ragged(x):
        return raw.Squeeze(x, squeeze_dims=[axis])
    if axis > 1:
        return x.with_values(_squeezed(x.values, axis - 1))
    one = convert_to_tensor(1, x.row_splits.dtype)
    sizes = x.nrows() if axis == 0 else x.row_lengths()
    assertions.require(raw.Equal(sizes, one),
                       f"the given axis (axis = {axis}) is not squeezable!")
    return x.values
