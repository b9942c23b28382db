"""Crosses of features: every combination of the values in a row, joined to a text or hashed."""

import itertools

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.ops.ragged import check_row_splits
from tfcompat._src.ops.summaries import summary
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.wire.farmhash import fingerprint64
from tfcompat._src.wire.keyed_hashes import siphash

_WHY = "names and hashes of features have no gradient"
_MASK = 0xFFFFFFFFFFFFFFFF
_MULTIPLIER = 0xC6A4A7935BD1E995
_LARGEST = 2**63 - 1


def _joined(left, right):
    """Return the fingerprint of two fingerprints, as TensorFlow joins them."""
    right = right * _MULTIPLIER & _MASK
    result = left ^ _MULTIPLIER ^ (right ^ right >> 47) * _MULTIPLIER & _MASK
    result = result * _MULTIPLIER & _MASK
    result = (result ^ result >> 47) * _MULTIPLIER & _MASK
    return result ^ result >> 47


def _bucket(value, num_buckets):
    return value % (num_buckets if num_buckets > 0 else _LARGEST)


def _hashed(start, num_buckets):
    """Return a function from features, as numbers, to the hash of their cross."""
    def crossed(features):
        features = list(features)
        result = features.pop(0) if start is None else start & _MASK
        for feature in features:
            result = _joined(result, feature)
        return _bucket(result, num_buckets)

    return crossed


def _text(feature):
    return feature if isinstance(feature, bytes) else str(feature).encode()


def _fingerprint(feature):
    return fingerprint64(feature) if isinstance(feature, bytes) else feature & _MASK


def _check_parts(indices, values, shapes, dense_inputs):
    """Check the operands, and return how many rows they all have."""
    if not len(indices) == len(values) == len(shapes):
        raise InvalidArgumentError(
            f"Expected {len(indices)} input values and shapes, got {len(values)} and {len(shapes)}")
    for i, x in enumerate(indices):
        if x.ndim != 2 or x.shape[1] != 2:
            what = f"Input indices should be a matrix but received shape {shown(x.shape)}"
            if x.ndim == 2:
                what = f"Expected D2 of index to be 2 got {x.shape[1]} at position {i}"
            raise InvalidArgumentError(f"{what} at position {i}" if x.ndim != 2 else what)
    for i, (value, index) in enumerate(zip(values, indices, strict=True)):
        if value.ndim != 1:
            raise InvalidArgumentError("Input values should be a vector but received shape "
                                       f"{shown(value.shape)} at position {i}")
        if value.shape[0] != index.shape[0]:
            raise InvalidArgumentError(
                f"Expected size of values to be {index.shape[0]} got {value.shape[0]} at position "
                f"{i}")
    for i, shape in enumerate(shapes):
        if shape.ndim != 1:
            raise InvalidArgumentError("Input shapes should be a vector but received shape "
                                       f"{shown(shape.shape)} at position {i}")
        if shape.shape[0] != 2:
            raise InvalidArgumentError("shape should imply a 2D tensor, but got "
                                       f"{shown(shape.shape)}"
                                       f" at position {i}")
    return _rows(shapes, dense_inputs)


def _rows(shapes, dense_inputs):
    for i, dense in enumerate(dense_inputs):
        if dense.ndim != 2:
            raise InvalidArgumentError("Dense inputs should be a matrix but received shape "
                                       f"{shown(dense.shape)} at position {i}")
    rows = None
    for i, size in enumerate([int(shape[0]) for shape in shapes]):
        rows = size if rows is None else rows
        if size != rows:
            raise InvalidArgumentError(f"Expected batch size {rows} got {size} at position {i}")
    for i, dense in enumerate(dense_inputs):
        rows = dense.shape[0] if rows is None else rows
        if dense.shape[0] != rows:
            raise InvalidArgumentError(
                f"Expected batch size {rows} got {dense.shape[0]} at dense tensor {i}")
    return rows or 0


def _sparse_rows(indices, values, count):
    """Return the values of a sparse matrix as lists of rows.

    They are walked through once, as if they were in order: what is not holds up all that follow.
    """
    numbers, values, rows, at = indices[:, 0].tolist(), values.tolist(), [], 0
    for row in range(count):
        start = at
        while at < len(numbers) and numbers[at] == row:
            at += 1
        rows.append(values[start:at])
    return rows


def _crosses(columns, count, crossed):
    """Return for each row the crosses of every combination of the columns' features."""
    return [[crossed(features) for features in itertools.product(*(c[row] for c in columns))]
            for row in range(count)]


def _as_sparse(xp, rows, dtype):
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
    values = xp.empty(len(places), dtype)
    values[:] = [value for row in rows for value in row]
    longest = max(map(len, rows), default=0)
    return (xp.asarray(places, xp.int64).reshape((-1, 2)), values,
            xp.asarray([len(rows), longest], xp.int64))


def _columns(indices, values, dense_inputs, count, convert_sparse, convert_dense):
    columns = [_sparse_rows(*parts, count) for parts in zip(indices, values, strict=True)]
    columns = [[[convert_sparse(x) for x in row] for row in column] for column in columns]
    return columns + [[[convert_dense(x) for x in row] for row in dense.tolist()]
                      for dense in dense_inputs]


def _cross_shape(c):
    return [TensorShape([None, 2]), TensorShape([None]), TensorShape([2])]


@op("""
    SparseCross(indices: N * int64, values: sparse_types, shapes: N * int64,
                dense_inputs: dense_types) -> (
            output_indices: int64, output_values: out_type, output_shape: int64)
        N: int >= 0
        hashed_output: bool
        num_buckets: int >= 0
        hash_key: int
        sparse_types: list({int64, string}) >= 0
        dense_types: list({int64, string}) >= 0
        out_type: {int64, string}
        internal_type: {int64, string}
""", host=("shapes",))
def sparse_cross(
    xp, indices, values, shapes, dense_inputs, *, num_buckets, hash_key, out_type, internal_type
):
    """Cross the features in the rows of sparse and dense matrices; integers are their hashes.

    Whether to hash is what `out_type` says, not `hashed_output`.

    Shapes:
        indices: N of [n, 2]
        values: N of [n]
        shapes: N of [2]
        dense_inputs: [rows, m] each
        output_indices: [crosses, 2]
        output_values: [crosses]
        output_shape: [2]
    Errors:
        InvalidArgumentError: the parts do not fit, or have other types than they should.
    Source: tf.raw_ops.SparseCross
    """
    count = _check_parts(indices, values, shapes, dense_inputs)
    if internal_type == dtypes.string:
        for x in [*values, *dense_inputs]:
            if x.dtype != object:
                raise InvalidArgumentError(
                    "Input values should be of internal type 7 but received 9")
    if out_type == dtypes.int64:
        columns = _columns(indices, values, dense_inputs, count, _fingerprint, _fingerprint)
        rows = _crosses(columns, count, _hashed(hash_key, num_buckets))
    else:
        columns = _columns(indices, values, dense_inputs, count, _text, _text)
        rows = _crosses(columns, count, b"_X_".join)
    return _as_sparse(xp, rows, xp.dtype(out_type.as_numpy_dtype))


sparse_cross.shape(_cross_shape)
no_gradient(sparse_cross, _WHY)


@op("""
    SparseCrossV2(indices: N * int64, values: sparse_types, shapes: N * int64,
                  dense_inputs: dense_types, sep: string) -> (
            output_indices: int64, output_values: string, output_shape: int64)
        N: int >= 0
        sparse_types: list({int64, string}) >= 0
        dense_types: list({int64, string}) >= 0
""", host=("shapes", "sep"))
def sparse_cross_v2(xp, indices, values, shapes, dense_inputs, sep):
    """Cross the features in the rows of sparse and dense matrices, joined by a separator.

    Shapes:
        indices: N of [n, 2]
        values: N of [n]
        shapes: N of [2]
        dense_inputs: [rows, m] each
        sep: []
        output_indices: [crosses, 2]
        output_values: [crosses]
        output_shape: [2]
    Errors:
        InvalidArgumentError: the parts do not fit.
    Source: tf.raw_ops.SparseCrossV2
    """
    count = _check_parts(indices, values, shapes, dense_inputs)
    require(not sep.ndim, "Input separator should be a scalar. Received: Tensor<type: string "
            f"shape: {shown(sep.shape)} values: {summary(sep, 3)}>")
    columns = _columns(indices, values, dense_inputs, count, _text, _text)
    return _as_sparse(xp, _crosses(columns, count, sep.item().join), object)


sparse_cross_v2.shape(_cross_shape)
no_gradient(sparse_cross_v2, _WHY)


@op("""
    SparseCrossHashed(indices: N * int64, values: sparse_types, shapes: N * int64,
                      dense_inputs: dense_types, num_buckets: int64, strong_hash: bool,
                      salt: int64) -> (
            output_indices: int64, output_values: int64, output_shape: int64)
        N: int >= 0
        sparse_types: list({int64, string}) >= 0
        dense_types: list({int64, string}) >= 0
""", host=("shapes", "num_buckets", "strong_hash", "salt"))
def sparse_cross_hashed(
    xp, indices, values, shapes, dense_inputs, num_buckets, strong_hash, salt
):
    """Cross the features in the rows of sparse and dense matrices, hashed.

    Shapes:
        indices: N of [n, 2]
        values: N of [n]
        shapes: N of [2]
        dense_inputs: [rows, m] each
        num_buckets, strong_hash: []
        salt: [2]
        output_indices: [crosses, 2]
        output_values: [crosses]
        output_shape: [2]
    Errors:
        InvalidArgumentError: the parts do not fit.
    Source: tf.raw_ops.SparseCrossHashed; recorded cases: of integers in sparse matrices the lower
        four bytes are hashed, integers in dense ones stand for themselves
    """
    count = _check_parts(indices, values, shapes, dense_inputs)
    require(salt.size == 2, f'Input "salt" must have length 2 but has length {salt.size}')
    strong, buckets = bool(strong_hash.reshape(-1)[0]), int(num_buckets.reshape(-1)[0])
    key = [int(word) for word in salt.reshape(-1).tolist()]

    def hashed(text):
        return siphash(text, *key) if strong else fingerprint64(text)

    def of_sparse(feature):
        if isinstance(feature, bytes):
            return hashed(feature)
        return hashed((feature & 0xFFFFFFFF).to_bytes(4, "little"))

    def of_dense(feature):
        if isinstance(feature, bytes):
            return hashed(feature)
        if strong:  # TensorFlow ends its process here
            raise UnsupportedError("SparseCrossHashed: strong hashes of dense integers")
        return feature & _MASK

    columns = _columns(indices, values, dense_inputs, count, of_sparse, of_dense)
    rows = _crosses(columns, count, _hashed(None, buckets))
    return _as_sparse(xp, rows, xp.int64)


sparse_cross_hashed.shape(_cross_shape)
no_gradient(sparse_cross_hashed, _WHY)


@op("""
    RaggedCross(ragged_values: ragged_values_types, ragged_row_splits: ragged_splits_types,
                sparse_indices: Nsparse * int64, sparse_values: sparse_values_types,
                sparse_shape: Nsparse * int64, dense_inputs: dense_types) -> (
            output_values: out_values_type, output_row_splits: out_row_splits_type)
        Nsparse: int >= 0
        input_order: string
        hashed_output: bool
        num_buckets: int >= 0
        hash_key: int
        ragged_values_types: list({int64, string}) >= 0
        ragged_splits_types: list({int32, int64}) >= 0
        sparse_values_types: list({int64, string}) >= 0
        dense_types: list({int64, string}) >= 0
        out_values_type: {int64, string}
        out_row_splits_type: {int32, int64}
""", host=("ragged_row_splits", "sparse_shape"))
def ragged_cross(
    xp, ragged_values, ragged_row_splits, sparse_indices, sparse_values, sparse_shape,
    dense_inputs, *, input_order, num_buckets, hash_key, out_values_type,
    out_row_splits_type
):
    """Cross the features in the rows of ragged, sparse and dense matrices.

    Shapes:
        ragged_values: [n] each
        ragged_row_splits: [rows + 1] each
        sparse_indices: Nsparse of [n, 2]
        sparse_values: Nsparse of [n]
        sparse_shape: Nsparse of [2]
        dense_inputs: [rows, m] each
        output_values: [crosses]
        output_row_splits: [rows + 1]
    Errors:
        InvalidArgumentError: the parts do not fit.
    Source: tf.raw_ops.RaggedCross
    """
    order = input_order.decode()
    kinds = {"R": len(ragged_values), "S": len(sparse_values), "D": len(dense_inputs)}
    if len(order) != sum(kinds.values()):
        raise InvalidArgumentError("Invalid length for input_order")
    if set(order) - kinds.keys():
        raise InvalidArgumentError("Unexpected input_order value.")
    if any(order.count(kind) != count for kind, count in kinds.items()):
        raise InvalidArgumentError("Invalid values for input_order")
    _check_crossed(
        list(zip(ragged_values, ragged_row_splits, strict=True)),
        list(zip(sparse_indices, sparse_values, sparse_shape, strict=True)), dense_inputs)
    counts = [splits.size - 1 for splits in ragged_row_splits] + [
        int(shape[0]) for shape in sparse_shape] + [dense.shape[0] for dense in dense_inputs]
    if len(set(counts)) > 1:
        raise InvalidArgumentError("inputs must all have the same batch dimension size.")
    count = counts[0] if counts else 0
    columns = {
        "R": [_ragged_rows(*parts) for parts in zip(ragged_values, ragged_row_splits, strict=True)],
        "S": [_rising_rows(*parts, count)
              for parts in zip(sparse_indices, sparse_values, strict=True)],
        "D": [dense.tolist() for dense in dense_inputs],
    }
    hashed = out_values_type == dtypes.int64  # whatever `hashed_output` says
    convert = _fingerprint if hashed else _text
    ordered = [[list(map(convert, row)) for row in columns[kind].pop(0)] for kind in order]
    crossed = _hashed(hash_key, num_buckets) if hashed else b"_X_".join
    rows = _crosses(ordered, count, crossed)
    values = xp.empty(sum(map(len, rows)), xp.dtype(out_values_type.as_numpy_dtype))
    values[:] = [value for row in rows for value in row]
    ends = itertools.accumulate(map(len, rows), initial=0)
    return values, xp.asarray(list(ends), out_row_splits_type.as_numpy_dtype)


def _check_crossed(ragged, sparse, dense):
    """Check that all inputs are matrices, one way or the other."""
    only = "tf.ragged.cross only supports inputs with rank=2."
    for values, splits in ragged:
        require(values.ndim == splits.ndim == 1, only)
        check_row_splits(splits, values.size)
    for i, (indices, values, shape) in enumerate(sparse):
        require(indices.ndim == 2 and values.ndim == shape.ndim == 1, f"Invalid SparseTensor {i}")
        require(shape.size == 2, only)
    for array in dense:
        require(array.ndim == 2, only)


def _rising_rows(indices, values, count):
    """Return the values of a sparse matrix as lists of rows; none is above the one before."""
    rows, last = [[] for _ in range(count)], -1
    for row, value in zip(indices[:, 0].tolist(), values.tolist(), strict=True):
        last = max(last, row)
        if 0 <= last < count:
            rows[last].append(value)
    return rows


def _ragged_rows(values, splits):
    values, splits = values.tolist(), splits.tolist()
    return [values[a:b] for a, b in itertools.pairwise(splits)]


@ragged_cross.shape
def ragged_cross_shape(c):
    counts = [shape[0] - 1 for shape in c["ragged_row_splits"] if shape.rank and shape[0]]
    counts += [shape[0] for shape in c["dense_inputs"] if shape.rank and shape[0] is not None]
    if len(set(counts)) > 1:
        raise ValueError("inputs must all have the same batch dimension size.")
    return [TensorShape([None]), TensorShape([counts[0] + 1 if counts else None])]


no_gradient(ragged_cross, _WHY)
