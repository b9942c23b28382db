"""Sparse tensors written as three serialized tensors, and read again, one by one or in batches."""

from google.protobuf.message import DecodeError

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, sparse
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.decoding import serialize_tensor
from tfcompat._src.ops.variants import HeldTensor
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.wire import messages, tensor_proto, varint

_WHY = "strings have no gradient"


def _check(indices, values, shape):
    if indices.ndim != 2:
        raise InvalidArgumentError(
            f"Input indices should be a matrix but received shape {shown(indices.shape)}")
    if values.ndim != 1:
        raise InvalidArgumentError(
            f"Input values should be a vector but received shape {shown(values.shape)}")
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"Input shape should be a vector but received shape {shown(shape.shape)}")


def _written(xp, parts, types, out_type):
    if out_type == dtypes.variant:
        return [HeldTensor(part, dtype) for part, dtype in zip(parts, types, strict=True)]
    return [_packed(part) if dtype == dtypes.string else serialize_tensor(xp, part, T=dtype).item()
            for part, dtype in zip(parts, types, strict=True)]


def _packed(strings):
    """Write strings as packed content, lengths first, unlike `SerializeTensor` does."""
    proto = messages.TensorProto(dtype=dtypes.string.as_datatype_enum)
    for size in strings.shape:
        proto.tensor_shape.dim.add(size=size)
    texts = strings.reshape(-1).tolist()
    proto.tensor_content = b"".join([varint.write(len(text)) for text in texts] + texts)
    return proto.SerializeToString(deterministic=True)


@op("""
    SerializeSparse(sparse_indices: int64, sparse_values: T, sparse_shape: int64) -> (
            serialized_sparse: out_type)
        T: type
        out_type: {string, variant} = string
""", host=("sparse_indices", "sparse_values", "sparse_shape"))
def serialize_sparse(xp, sparse_indices, sparse_values, sparse_shape, *, T, out_type):  # noqa: N803
    """Write a sparse tensor as three serialized tensors.

    Shapes:
        sparse_indices: [n, rank]
        sparse_values: [n]
        sparse_shape: [rank]
        serialized_sparse: [3]
    Errors:
        InvalidArgumentError: the ranks are others.
    Source: tf.raw_ops.SerializeSparse
    """
    parts = sparse_indices, sparse_values, sparse_shape
    _check(*parts)
    result = xp.empty(3, object)
    result[:] = _written(xp, parts, (dtypes.int64, T, dtypes.int64), out_type)
    return result


@serialize_sparse.shape
def serialize_sparse_shape(c):
    _check_static(c)
    return [TensorShape([3])]


def _check_static(c):
    checks.with_rank(c["sparse_indices"], 2)
    checks.with_rank(c["sparse_values"], 1)
    checks.with_rank(c["sparse_shape"], 1)


no_gradient(serialize_sparse, _WHY)


@op("""
    SerializeManySparse(sparse_indices: int64, sparse_values: T, sparse_shape: int64) -> (
            serialized_sparse: out_type)
        T: type
        out_type: {string, variant} = string
""", host=("sparse_indices", "sparse_values", "sparse_shape"))
def serialize_many_sparse(
    xp, sparse_indices, sparse_values, sparse_shape, *, T, out_type  # noqa: N803
):
    """Write each row of a sparse tensor as three serialized tensors.

    Shapes:
        sparse_indices: [n, rank], in order
        sparse_values: [n]
        sparse_shape: [rank], two or more
        serialized_sparse: [rows, 3]
    Errors:
        InvalidArgumentError: the ranks are others, or a row number is out of range.
    Source: tf.raw_ops.SerializeManySparse
    """
    parts = sparse_indices, sparse_values, sparse_shape
    _check(*parts)
    if sparse_shape.size <= 1:
        raise InvalidArgumentError("Rank of input SparseTensor should be > 1, but saw rank: "
                                   f"{sparse_shape.size}")
    sizes = sparse.created(*parts)
    sparse.check_order(xp, sparse_indices, sizes)
    count, rows = sizes[0], sparse_indices[:, 0]
    result = xp.empty((count, 3), object)
    for row in range(count):
        here = rows == row
        result[row] = _written(
            xp, (sparse_indices[here, 1:], sparse_values[here], sparse_shape[1:]),
            (dtypes.int64, T, dtypes.int64), out_type)
    return result


@serialize_many_sparse.shape
def serialize_many_sparse_shape(c):
    _check_static(c)
    return [TensorShape([None, 3])]


no_gradient(serialize_many_sparse, _WHY)


def _read(xp, text):
    """Return the tensor that a string holds, and its DType."""
    try:
        proto = messages.parse(messages.TensorProto, text)
    except DecodeError:
        raise InvalidArgumentError("Could not parse serialized proto") from None
    try:
        return xp.asarray(tensor_proto.to_array(proto)), dtypes.as_dtype(proto.dtype)
    except (InvalidArgumentError, TypeError, ValueError):
        raise InvalidArgumentError("Could not construct tensor from proto") from None


def _parts(xp, row, number, dtype):
    """Return the three tensors of a serialized sparse tensor, checked."""
    if isinstance(row[0], HeldTensor):
        indices, values, shape = (part.array for part in row)
        found = row[1].dtype
    else:
        (indices, _), (values, found), (shape, _) = [_read(xp, text) for text in row]
    place, row = f"SparseTensor[{number}]", f"serialized_sparse[{number}"
    if indices.ndim != 2:
        raise InvalidArgumentError(f"Expected {row}, 0] to represent an index matrix but "
                                   f"received shape {shown(indices.shape)}")
    if values.ndim != 1:
        raise InvalidArgumentError(f"Expected {row}, 1] to represent a values vector but "
                                   f"received shape {shown(values.shape)}")
    if shape.ndim != 1:
        raise InvalidArgumentError(f"Expected {row}, 1] to be a shape vector but its "
                                   f"shape is {shown(shape.shape)}")
    if found != dtype:
        raise InvalidArgumentError(f"Requested SparseTensor of type {type_name(dtype)} but "
                                   f"{place}.values.dtype() == {type_name(found)}")
    if indices.shape[0] != values.shape[0]:
        raise InvalidArgumentError(
            f"Expected row counts of {place}.indices and {place}.values to match but they do not: "
            f"{indices.shape[0]} vs. {values.shape[0]}")
    if indices.shape[1] != shape.shape[0]:
        raise InvalidArgumentError(
            f"Expected column counts of {place}.indices to match size of {place}.shape but they "
            f"do not: {indices.shape[1]} vs. {shape.shape[0]}")
    return indices, values, shape


def _stacked(xp, rows, dtype, outer):
    """Read many sparse tensors and put them below each other, in outer dimensions."""
    tensors = [_parts(xp, row, i, dtype) for i, row in enumerate(rows)]
    rank = tensors[0][2].size
    for i, (_, _, shape) in enumerate(tensors):
        if shape.size != rank:
            raise InvalidArgumentError(
                "Inconsistent shape across SparseTensors: rank prior to SparseTensor"
                f"[{i}] was: {rank} but rank of SparseTensor[{i}] is: {shape.size}")
    steps, total = [], 1
    for size in reversed(outer):
        steps.insert(0, total)
        total *= size
    indices = []
    for i, (places, _, _) in enumerate(tensors):
        head = [i // step % size for step, size in zip(steps, outer, strict=True)]
        columns = xp.broadcast_to(xp.asarray(head, xp.int64), (places.shape[0], len(outer)))
        indices.append(xp.concatenate([columns, places], 1))
    sizes = xp.stack([shape for _, _, shape in tensors]).max(0)
    return (xp.concatenate(indices), xp.concatenate([values for _, values, _ in tensors]),
            xp.concatenate([xp.asarray(outer, xp.int64), sizes]))


@op("""
    DeserializeSparse(serialized_sparse: Tserialized) -> (
            sparse_indices: int64, sparse_values: dtype, sparse_shape: int64)
        dtype: type
        Tserialized: {string, variant} = string
""")
def deserialize_sparse(xp, serialized_sparse, *, dtype):
    """Read sparse tensors, put together in the outer dimensions of their serialized form.

    Shapes:
        serialized_sparse: [outer..., 3]
        sparse_indices: [n, rank]
        sparse_values: [n]
        sparse_shape: [rank], the outer dimensions and the largest sizes
    Errors:
        InvalidArgumentError: a string is no tensor, or they do not fit each other.
    Source: tf.raw_ops.DeserializeSparse
    """
    if not serialized_sparse.ndim:
        raise InvalidArgumentError("Serialized sparse should have non-zero rank []")
    if serialized_sparse.shape[-1] != 3:
        raise InvalidArgumentError("Serialized sparse should have 3 as the last dimension "
                                   f"{shown(serialized_sparse.shape)}")
    outer = list(serialized_sparse.shape[:-1])
    rows = serialized_sparse.reshape((-1, 3)).tolist()
    if not rows:
        raise InvalidArgumentError(
            "Serialized sparse should have at least 1 serialized tensor, but has a zero dimension "
            f"{shown(serialized_sparse.shape)}")
    return _stacked(xp, rows, dtype, outer)


@deserialize_sparse.shape
def deserialize_sparse_shape(c):
    shape = checks.with_rank_at_least(c["serialized_sparse"], 1)
    if shape.rank is not None:
        checks.with_size(shape[-1], 3)
    return [TensorShape([None, None]), TensorShape([None]), TensorShape([None])]


no_gradient(deserialize_sparse, _WHY)


@op("""
    DeserializeManySparse(serialized_sparse: string) -> (
            sparse_indices: int64, sparse_values: dtype, sparse_shape: int64)
        dtype: type
""")
def deserialize_many_sparse(xp, serialized_sparse, *, dtype):
    """Read sparse tensors, put below each other.

    Shapes:
        serialized_sparse: [rows, 3]
        sparse_indices: [n, rank]
        sparse_values: [n]
        sparse_shape: [rank], the rows and the largest sizes
    Errors:
        InvalidArgumentError: a string is no tensor, or they do not fit each other.
    Source: tf.raw_ops.DeserializeManySparse
    """
    return deserialize_sparse(xp, serialized_sparse, dtype=dtype)


@deserialize_many_sparse.shape
def deserialize_many_sparse_shape(c):
    shape = checks.with_rank(c["serialized_sparse"], 2)
    checks.with_size(shape[1], 3)
    return [TensorShape([None, None]), TensorShape([None]), TensorShape([None])]


no_gradient(deserialize_many_sparse, _WHY)
