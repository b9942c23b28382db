"""Turning tensors around: the first parts of sequences, or whole dimensions by flags.

`ReverseV2`, which names dimensions by number, is in `transpose.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import with_rank, with_rank_at_most
from tfcompat._src.registry import op


@op("""
    ReverseSequence(input: T, seq_lengths: Tlen) -> output: T
        seq_dim: int
        batch_dim: int = 0
        T: type
        Tlen: {int32, int64} = int64
""")
def reverse_sequence(xp, input, seq_lengths, *, seq_dim, batch_dim):  # noqa: A002
    """Turn the first elements along one dimension around, as many as each batch says.

    Shapes:
        input, output: any, equal
        seq_lengths: [size of the batch dimension]
    Errors:
        InvalidArgumentError: the dimensions are the same or out of range, or a length is.
    Source: tf.raw_ops.ReverseSequence
    """
    for name, axis in (("batch_dim", batch_dim), ("seq_dim", seq_dim)):
        if axis < 0:
            raise InvalidArgumentError(f"Invalid {name} {axis}")
    if seq_lengths.ndim != 1:
        raise InvalidArgumentError(f"seq_lengths must be 1-dim, not {seq_lengths.ndim}")
    if batch_dim == seq_dim:
        raise InvalidArgumentError(f"batch_dim == seq_dim == {seq_dim}")
    for name, axis in (("seq_dim", seq_dim), ("batch_dim", batch_dim)):
        if axis >= input.ndim:
            raise InvalidArgumentError(f"{name} must be < input rank ( {axis} vs. {input.ndim})")
    size, length = input.shape[batch_dim], input.shape[seq_dim]
    if seq_lengths.shape[0] != size:
        raise InvalidArgumentError(
            f"Length of seq_lengths != input.dims({batch_dim}), ({seq_lengths.shape[0]} vs. "
            f"{size})"
        )
    for i, number in enumerate(seq_lengths.tolist()):
        if number < 0:
            raise InvalidArgumentError(f"seq_lens({i}) < 0")
        if number > length:
            raise InvalidArgumentError(f"seq_lens({i}) > input.dims({seq_dim})")
    place, ends = xp.arange(length), seq_lengths[:, None]
    order = xp.where(place < ends, ends - 1 - place, place)
    order = order if batch_dim < seq_dim else order.T
    shape = [1] * input.ndim
    shape[batch_dim], shape[seq_dim] = size, length
    index = xp.broadcast_to(order.reshape(shape), input.shape)
    return xp.take_along_axis(input, index, axis=seq_dim)


@reverse_sequence.shape
def reverse_sequence_shape(c):
    shape, lengths = c["input"], with_rank(c["seq_lengths"], 1)
    seq_dim, batch_dim = c.attr("seq_dim"), c.attr("batch_dim")
    if shape.rank is None:
        return [shape]
    if batch_dim >= shape.rank:
        raise ValueError(f"batch_dim must be < input rank: {batch_dim} vs. {shape.rank}")
    if seq_dim >= shape.rank:
        raise ValueError(f"seq_dim must be < input rank: {seq_dim} vs. {shape.rank}")
    sizes, number = shape.as_list(), lengths[0]
    if number is not None and sizes[batch_dim] is not None and number != sizes[batch_dim]:
        raise ValueError(f"Dimensions must be equal, but are {sizes[batch_dim]} and {number}")
    sizes[batch_dim] = number if sizes[batch_dim] is None else sizes[batch_dim]
    return [TensorShape(sizes)]


@reverse_sequence.gradient
def reverse_sequence_gradient(op, dy):
    back = raw.ReverseSequence(
        dy, op.inputs[1], seq_dim=op.attr("seq_dim"), batch_dim=op.attr("batch_dim")
    )
    return [back, None]


@op("""
    Reverse(tensor: T, dims: bool) -> output: T
        T: {uint8, int8, uint16, int16, uint32, int32, uint64, int64, bool, bfloat16, half,
            float, double, complex64, complex128, string}
""", host=("dims",))
def reverse(xp, tensor, dims):
    """Turn around the dimensions that are flagged.

    Shapes:
        tensor, output: any, equal
        dims: [rank of tensor]
    Errors:
        InvalidArgumentError: there is not one flag for each dimension, or there are no rows.
        UnimplementedError: there are more than eight dimensions.
    Source: tf.raw_ops.Reverse
    """
    if not tensor.ndim:
        return tensor
    if not tensor.shape[0]:
        raise InvalidArgumentError("Invalid input first dimension. Found 0.")
    if dims.ndim != 1:
        raise InvalidArgumentError(f"'dims' must be 1-dimension, not {dims.ndim}")
    if dims.shape[0] != tensor.ndim:
        raise InvalidArgumentError(
            "'dims' must have the same number of values as 'input' has dimensions. 'input' has "
            f"{tensor.ndim}'dims' has {dims.shape[0]} values"
        )
    if tensor.ndim > 8:
        raise UnimplementedError("reverse is not implemented for tensors of rank > 8.")
    axes = [i for i, flag in enumerate(dims.tolist()) if flag]
    return xp.flip(tensor, axes) if axes else tensor


@reverse.shape
def reverse_shape(c):
    shape, dims = c["tensor"], with_rank(c["dims"], 1)
    number = dims[0]
    if shape.rank is None or number is None:
        return [TensorShape([None] * number) if shape.rank is None and number is not None
                else shape]
    if number != shape.rank:
        raise ValueError(f"Shape must be rank {number} but is rank {shape.rank}")
    with_rank_at_most(shape, 8)
    return [shape]


@reverse.gradient
def reverse_gradient(op, dy):
    return [raw.Reverse(dy, op.inputs[1]), None]
