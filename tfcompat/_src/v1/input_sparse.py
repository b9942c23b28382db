"""How sparse tensors go through queues: stored, their numbers through the queue, taken out."""

import typing

from tfcompat._src.base import dtypes
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.frontend import control, control_flow, sparse
from tfcompat._src.frontend.conversion import convert_to_tensor
from tfcompat._src.graph.shape_inference import constant_value

_STORING = ("AddSparseToTensorsMap", "AddManySparseToTensorsMap")


class Origin(typing.NamedTuple):
    """Where a tensor of a queue comes from.

    Attributes:
        op: the operation that stores sparse tensors; None for dense ones.
        rank: the rank of the sparse tensors.
    """

    op: typing.Any
    rank: typing.Any

    def agrees(self, other):
        """Say whether another list of tensors may have this in the same place."""
        if self.op is None or other.op is None:
            return self.op is other.op
        return self.op == other.op and (
            self.rank is None or other.rank is None or self.rank == other.rank)


DENSE = Origin(None, None)


def if_kept(keep, when_kept, otherwise):
    """Return what one of two functions gives: which one may be known now."""
    known = constant_value(keep)
    if known is None:
        return control_flow.cond(keep, when_kept, otherwise)
    return when_kept() if known else otherwise()


def stored(tensors, enqueue_many, keep, ops=None):
    """Return dense tensors for a queue, and the Origins of all.

    Args:
        tensors: list of tensors, sparse ones among them.
        enqueue_many: whether each is several, its rows.
        keep: a bool tensor that says which are kept.
        ops: the operations that store those of another list, to be stored with them.
    """
    dense, origins = [], []
    for i, tensor in enumerate(tensors):
        if not isinstance(tensor, SparseTensor):
            dense.append(tensor)
            origins.append(DENSE)
            continue
        shared = ops[i] if ops else None
        numbers = _numbers(tensor, enqueue_many, keep, shared.name if shared else "")
        rank = tensor.dense_shape.shape.with_rank(1)[0]
        if enqueue_many and rank is not None:
            rank -= 1
        origins.append(Origin(shared or _storing(numbers), rank))
        dense.append(raw.ExpandDims(numbers, -1))
    return dense, origins


def stored_of_several(several, enqueue_many, keep):
    """Return the same for several lists of tensors, whose Origins have to agree.

    Raises:
        ValueError: what is sparse in one list is dense, or of another rank, in another.
    """
    first, origins = stored(several[0], enqueue_many, keep)
    found = [first]
    for tensors in several[1:]:
        dense, others = stored(tensors, enqueue_many, keep, [origin.op for origin in origins])
        if not all(a.agrees(b) for a, b in zip(origins, others, strict=True)):
            raise ValueError(f"Inconsistent SparseTensors list: {several[0]} vs. {tensors}")
        found.append(dense)
    return found, origins


def _numbers(tensor, enqueue_many, keep, name):
    """Store a sparse tensor, if it is kept; return its numbers there."""
    if keep.shape.rank == 1:
        rows = raw.GatherV2(keep, tensor.indices[:, 0], 0)
        return _many(sparse.retain(tensor, rows), name)
    if not enqueue_many:
        return if_kept(keep, lambda: raw.AddSparseToTensorsMap(
            tensor.indices, tensor.values, tensor.dense_shape, shared_name=name,
        ), lambda: convert_to_tensor(-1, dtypes.int64))
    numbers = if_kept(keep, lambda: _many(tensor, name), lambda: -1 * raw.Fill(
        raw.Cast(tensor.dense_shape, DstT="int32")[:1], convert_to_tensor(1, dtypes.int64)))
    numbers.set_shape([None])
    return numbers


def _many(tensor, name):
    return raw.AddManySparseToTensorsMap(
        tensor.indices, tensor.values, tensor.dense_shape, shared_name=name)


def _storing(numbers):
    """Return the operation that stores, which may be at the end of a branch."""
    for tensor in numbers.op.inputs:
        if tensor.op.type in _STORING:
            return tensor.op
    return numbers.op


def restored(tensors, origins):
    """Return what a queue gave with sparse tensors in place of their numbers."""
    alone = not isinstance(tensors, list)
    tensors = [tensors] if alone else tensors
    found = [
        tensor if origin.op is None else _restored(tensor, origin)
        for tensor, origin in zip(tensors, origins, strict=True)
    ]
    together = _together(found) if any(origin.op is not None for origin in origins) else found
    return found[0] if alone else together  # one by itself need not wait for others


def _restored(numbers, origin):
    op, rank = origin
    if op.type not in _STORING:
        raise TypeError(
            "sparse_map_op must be one of AddSparseToTensorsMap or AddSparseToTensorsMap. "
            f"Instead, found `{op.type}`.")
    numbers = raw.Squeeze(numbers, squeeze_dims=[1])
    with op.graph.colocate_with(op):
        indices, values, shape = raw.TakeManySparseFromTensorsMap(
            numbers, dtype=op.get_attr("T"), container=op.get_attr("container"),
            shared_name=op.get_attr("shared_name") or op.name)
    rank = None if rank is None else rank + 1
    indices.set_shape([None, rank])
    shape.set_shape([rank])
    return SparseTensor(indices, values, shape)


def _together(tensors):
    """Return tensors each of which waits until all are there: all are taken out or none."""
    values = [
        tensor.values if isinstance(tensor, SparseTensor) else tensor for tensor in tensors]

    def after_all(tensor):
        with control.control_dependencies(values):
            return raw.Identity(tensor, name="control_dependency")

    return [
        SparseTensor(*map(after_all, (tensor.indices, tensor.values, tensor.dense_shape)))
        if isinstance(tensor, SparseTensor) else after_all(tensor) for tensor in tensors
    ]
