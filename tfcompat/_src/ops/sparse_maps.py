"""Stores of sparse tensors, which go by numbers: how they pass through queues.

Ops that share a name share a store.
"""

import itertools
import threading

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, sparse
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name

_WHY = "sparse tensors that are stored have no gradient"
_PARTS = ("sparse_indices", "sparse_values", "sparse_shape")
_NAMED = """
        container: string = ""
        shared_name: string = ""
"""


class Store:
    """Sparse tensors by number."""

    is_found_by_name = True

    def __init__(self):
        self._numbers = itertools.count()
        self._held = {}
        self._lock = threading.Lock()

    def add(self, parts):
        """Put a sparse tensor in; return its number."""
        with self._lock:
            number = next(self._numbers)
            self._held[number] = parts
            return number

    def take(self, numbers, name):
        """Take sparse tensors out.

        Raises:
            InvalidArgumentError: there is none of a number; the others are out.
        """
        found = []
        with self._lock:
            for number in numbers:
                if number not in self._held:
                    raise InvalidArgumentError(
                        f"Unable to find SparseTensor: {number} in map: {name}")
                found.append(self._held.pop(number))
        return found


def _check_ranks(indices, values, shape):
    for array, rank, what, kind in (
        (indices, 2, "indices", "matrix"), (values, 1, "values", "vector"),
        (shape, 1, "shape", "vector"),
    ):
        if array.ndim != rank:
            raise InvalidArgumentError(
                f"Input {what} should be a {kind} but received shape {shown(array.shape)}")


@op(f"""
    AddSparseToTensorsMap(sparse_indices: int64, sparse_values: T, sparse_shape: int64
            ) -> sparse_handle: int64
        T: type{_NAMED}""", stateful=True, host=_PARTS, state=Store)
def add_sparse_to_tensors_map(xp, sparse_indices, sparse_values, sparse_shape, *, T, state=None):
    """Store a sparse tensor and return its number.

    Shapes:
        sparse_indices: [n, rank]
        sparse_values: [n]
        sparse_shape: [rank]
        sparse_handle: []
    Errors:
        InvalidArgumentError: the ranks are others, or the sizes do not fit.
    Source: tf.raw_ops.AddSparseToTensorsMap
    """
    _check_ranks(sparse_indices, sparse_values, sparse_shape)
    rows, rank = sparse_indices.shape
    if rows != len(sparse_values):
        raise InvalidArgumentError(
            "indices and values rows (indexing dimension) must match. (indices = "
            f"{rows}, values = {len(sparse_values)})")
    checks.require(rank == len(sparse_shape), "Order length must be SparseTensor rank.")
    store = Store() if state is None else state
    return xp.asarray(store.add((sparse_indices, sparse_values, sparse_shape, T)), xp.int64)


@op(f"""
    AddManySparseToTensorsMap(sparse_indices: int64, sparse_values: T, sparse_shape: int64
            ) -> sparse_handles: int64
        T: type{_NAMED}""", stateful=True, host=_PARTS, state=Store)
def add_many_sparse_to_tensors_map(
    xp, sparse_indices, sparse_values, sparse_shape, *, T, state=None,
):
    """Store the rows of a sparse tensor, each a sparse tensor, and return their numbers.

    Shapes:
        sparse_indices: [n, rank]
        sparse_values: [n]
        sparse_shape: [rank]
        sparse_handles: [rows]
    Errors:
        InvalidArgumentError: the ranks are others, the sizes do not fit, or indices are out of
            order or range.
    Source: tf.raw_ops.AddManySparseToTensorsMap
    """
    _check_ranks(sparse_indices, sparse_values, sparse_shape)
    rank, shape = len(sparse_shape), sparse_indices.shape
    checks.require(
        rank > 1, f"Rank of input SparseTensor should be > 1, but saw rank: {rank}")
    if len(sparse_values) != shape[0]:
        raise InvalidArgumentError(
            "Number of values must match first dimension of indices. Got "
            f"{len(sparse_values)} values, indices shape: {shown(shape)}")
    if rank != shape[1]:
        raise InvalidArgumentError(
            "Number of dimensions must match second dimension of indices. Got "
            f"{rank} dimensions, indices shape: {shown(shape)}")
    sparse.check_order(xp, xp.asarray(sparse_indices), sparse_shape.tolist())
    store = Store() if state is None else state
    counts = [0] * int(sparse_shape[0])
    for row in sparse_indices[:, 0].tolist():
        counts[row] += 1
    starts = [0, *itertools.accumulate(counts)]
    numbers = [None] * len(counts)
    for row in sorted(range(len(counts)), key=lambda row: not counts[row]):  # empty ones last
        part = slice(starts[row], starts[row + 1])
        numbers[row] = store.add(
            (sparse_indices[part, 1:], sparse_values[part], sparse_shape[1:], T))
    return xp.asarray(numbers, xp.int64)


@op(f"""
    TakeManySparseFromTensorsMap(sparse_handles: int64) -> (
            sparse_indices: int64, sparse_values: dtype, sparse_shape: int64)
        dtype: type{_NAMED}""", stateful=True, host=("sparse_handles",), state=Store)
def take_many_sparse_from_tensors_map(
    xp, sparse_handles, *, dtype, shared_name, state=None,
):
    """Take sparse tensors out of a store, together as one with one more dimension.

    Shapes:
        sparse_handles: [n]
        sparse_indices: [values, 1 + rank]
        sparse_values: [values]
        sparse_shape: [1 + rank]
    Errors:
        InvalidArgumentError: there is none of a number, or their ranks differ.
    Source: tf.raw_ops.TakeManySparseFromTensorsMap
    """
    if sparse_handles.ndim != 1:
        raise InvalidArgumentError(
            f"sparse_handles should be a vector but received shape {shown(sparse_handles.shape)}")
    count = len(sparse_handles)
    if not count:
        raise InvalidArgumentError(
            "Must have at least 1 serialized SparseTensor, but input matrix has 0 rows")
    store = Store() if state is None else state
    found = store.take(sparse_handles.tolist(), shared_name.decode())
    sizes = xp.asarray(found[0][2])
    rank = len(sizes)
    indices = []
    for i, (places, _, shape, kind) in enumerate(found):
        _check_taken(i, kind, shape, rank, dtype)
        sizes = xp.maximum(sizes, xp.asarray(shape))
        number = xp.full((len(places), 1), i, xp.int64)
        indices.append(xp.concatenate([number, xp.asarray(places)], 1))
    return (
        xp.concatenate(indices), xp.concatenate([xp.asarray(values) for _, values, _, _ in found]),
        xp.concatenate([xp.asarray([count], xp.int64), sizes]))


def _check_taken(i, kind, shape, rank, dtype):
    if kind != dtype:
        raise InvalidArgumentError(
            f"Requested SparseTensor of type {type_name(dtype)} but SparseTensor[{i}]"
            f".values.dtype() == {type_name(kind)}")
    if len(shape) != rank:
        raise InvalidArgumentError(
            f"Inconsistent rank across SparseTensors: rank prior to SparseTensor[{i}] was: "
            f"{rank + 1} but rank of SparseTensor[{i}] is: {len(shape) + 1}")


def _check_static(c):
    for name, rank in zip(_PARTS, (2, 1, 1), strict=True):
        checks.with_rank(c[name], rank)


@add_sparse_to_tensors_map.shape
def add_sparse_to_tensors_map_shape(c):
    _check_static(c)
    return [TensorShape([])]


@add_many_sparse_to_tensors_map.shape
def add_many_sparse_to_tensors_map_shape(c):
    _check_static(c)
    return [TensorShape([None])]


@take_many_sparse_from_tensors_map.shape
def take_many_sparse_from_tensors_map_shape(c):
    checks.with_rank(c["sparse_handles"], 1)
    return [TensorShape([None, None]), TensorShape([None]), TensorShape([None])]


for _record in (
    add_sparse_to_tensors_map, add_many_sparse_to_tensors_map, take_many_sparse_from_tensors_map,
):
    no_gradient(_record, _WHY)
