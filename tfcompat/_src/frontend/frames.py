"""Signals cut into pieces, and pieces put together to signals."""

from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, creation, rearranging, scopes


def frame(signal, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1, name=None):
    """The pieces of a signal that overlap, or lie apart, by a given step.

    Args:
        signal: a tensor of rank 1 or more.
        frame_length: the number of elements of a piece, a scalar.
        frame_step: how many elements further the next one begins, a scalar.
        pad_end: whether there are pieces for the end of the signal that go beyond it.
        pad_value: what these are filled up with.
        axis: the dimension of the signal that is time.
        name: a name for the operation.

    Returns:
        A tensor with two dimensions, [pieces, frame_length], in place of that one.

    Raises:
        InvalidArgumentError: the axis is out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.frame([1, 2, 3, 4, 5], 3, 2)
        <tf.Tensor: shape=(2, 3), dtype=int32, numpy=
        array([[1, 2, 3],
               [3, 4, 5]], dtype=int32)>
    """
    with scopes.scope(name, "frame"):
        signal = convert_to_tensor(signal, name="signal")
        length = convert_to_tensor(frame_length, name="frame_length")
        step = convert_to_tensor(frame_step, name="frame_step")
        axis = int(arrays.get_static_value(convert_to_tensor(axis, name="axis")))
        signal.shape.with_rank_at_least(1)
        length.shape.assert_has_rank(0)
        step.shape.assert_has_rank(0)
        if signal.shape.rank is not None and axis < 0:
            axis += signal.shape.rank
        size = _size(signal, axis)
        if pad_end:
            count = raw.Maximum(0, -(-size // step))
            missing = raw.Maximum(0, length + step * (count - 1) - size)
            signal = _padded(signal, axis, missing, pad_value)
        else:
            count = raw.Maximum(0, 1 + (size - length) // step)
        starts = raw.ExpandDims(step * creation.range(count), 1)
        places = starts + raw.ExpandDims(creation.range(length), 0)
        if axis == 0:  # the gradient shall be dense
            signal = raw.Reshape(signal, raw.Shape(signal))
        return raw.GatherV2(signal, places, axis)


def overlap_and_add(signal, frame_step, name=None):
    """The signal of which these are the pieces; where they overlap they are added.

    Args:
        signal: a tensor of shape [..., pieces, frame_length].
        frame_step: how many elements further the next piece begins, a scalar.
        name: a name for the operation.

    Returns:
        A tensor of shape [..., frame_length + frame_step * (pieces - 1)].

    Raises:
        ValueError: the step is no integer, or the rank below 2.

    Example:
        >>> import tfcompat as tf
        >>> tf.signal.overlap_and_add([[1, 1, 1], [2, 2, 2]], 2)
        <tf.Tensor: shape=(5,), dtype=int32, numpy=array([1, 1, 3, 2, 2], dtype=int32)>
    """
    with scopes.scope(name, "overlap_and_add"):
        signal = convert_to_tensor(signal, name="signal")
        signal.shape.with_rank_at_least(2)
        step = convert_to_tensor(frame_step, name="frame_step")
        step.shape.assert_has_rank(0)
        if not step.dtype.is_integer:
            raise ValueError(f"frame_step must be an integer. Got {step.dtype}")
        shape = arrays.shape(signal)
        outer, count, length = shape[:-2], _size(signal, -2), _size(signal, -1)
        total = length + step * (count - 1)
        # Each piece is cut into parts of the step's length; then all first parts, all second parts
        # and so on are shifted by one against each other and added up.
        parts = -(-length // step)
        whole = _padded(signal, -1, parts * step - length, 0)
        cut = raw.Reshape(whole, raw.ConcatV2([outer, raw.Pack([count, parts, step])], 0))
        turned = _swapped(cut)
        tall = _padded(turned, -2, parts, 0)
        rows = raw.Pack([(count + parts) * parts, step])
        rows = raw.Reshape(tall, raw.ConcatV2([outer, rows], 0))
        rows = rows[..., : (count + parts - 1) * parts, :]
        shifted = raw.Reshape(
            rows, raw.ConcatV2([outer, raw.Pack([parts, count + parts - 1, step])], 0)
        )
        summed = raw.Reshape(raw.Sum(shifted, -3), raw.ConcatV2([outer, [-1]], 0))
        return _with_length(summed[..., :total], signal, total)


def _size(x, axis):
    """Return a size as a tensor, constant if it is known."""
    size = None if x.shape.rank is None else x.shape.as_list()[axis]
    return arrays.shape(x)[axis] if size is None else convert_to_tensor(size)


def _padded(x, axis, number, value):
    """Put `number` times a value behind a dimension."""
    known = arrays.get_static_value(number)
    if known is not None and int(known) == 0:
        return x
    rank = x.shape.rank
    if rank is None:
        place = axis if axis >= 0 else raw.Rank(x) + axis
        before = raw.Fill(raw.Pack([place, 2]), 0)
        after = raw.Fill(raw.Pack([raw.Rank(x) - 1 - place, 2]), 0)
        amounts = raw.ConcatV2([before, raw.Pack([raw.Pack([0, number])]), after], 0)
    else:
        amounts = [[0, 0]] * rank
        amounts[axis] = [0, number]
        amounts = convert_to_tensor(amounts)
    return rearranging.pad(x, amounts, constant_values=value)


def _swapped(x):
    """Swap the two dimensions before the last."""
    if x.shape.rank is not None:
        rank = x.shape.rank
        return raw.Transpose(x, [*range(rank - 3), rank - 2, rank - 3, rank - 1])
    rank = raw.Rank(x)
    order = raw.ConcatV2([creation.range(rank - 3), raw.Pack([rank - 2, rank - 3, rank - 1])], 0)
    return raw.Transpose(x, order)


def _with_length(result, signal, total):
    """State what is known of the shape of the result."""
    known = arrays.get_static_value(total)
    if signal.shape.rank is not None:
        result.set_shape([*signal.shape.as_list()[:-2], None if known is None else int(known)])
    return result
