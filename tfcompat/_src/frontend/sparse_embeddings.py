"""Rows of a table looked up by sparse or ragged numbers, and combined row by row.

Dense numbers are looked up in `neural.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.composite.sparse_tensor import SparseTensor, SparseTensorValue
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import neural, scopes, sparse

_COMBINERS = ("mean", "sqrtn", "sum")


def embedding_lookup_sparse(
    params, sp_ids, sp_weights, combiner=None, max_norm=None, name=None, allow_fast_lookup=False
):
    """Rows of a table, combined for each row of sparse or ragged numbers.

    Args:
        params: the table, a tensor or variable.
        sp_ids: the numbers of the rows, an integer SparseTensor [n, m] or RaggedTensor.
        sp_weights: what the rows are multiplied by, of the same kind and places; 1 when None.
        combiner: "mean" (the default), "sum" or "sqrtn".
        max_norm: the length to which longer rows of the table are shortened.
        name: a name for the operations.
        allow_fast_lookup: without effect.

    Returns:
        A tensor [n, ...].

    Raises:
        TypeError: `sp_ids` are neither sparse nor ragged, or the weights of another kind.
        ValueError: the combiner is another one.
        InvalidArgumentError: there is no such row.

    Example:
        >>> import tfcompat as tf
        >>> ids = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [0, 2, 1], [2, 2])
        >>> table = tf.constant([[1.0], [2.0], [3.0]])
        >>> tf.nn.embedding_lookup_sparse(table, ids, None, combiner="sum")
        <tf.Tensor: shape=(2, 1), dtype=float32, numpy=
        array([[4.],
               [2.]], dtype=float32)>
    """
    combiner = "mean" if combiner is None else combiner
    if combiner not in _COMBINERS:
        raise ValueError("combiner must be one of 'mean', 'sqrtn' or 'sum', got "
                         f"{combiner}")
    rows, numbers = _parts(sp_ids, "sp_ids")
    weights = None
    if sp_weights is not None:
        if is_ragged(sp_weights) != is_ragged(sp_ids):
            kind = "RaggedTensor" if is_ragged(sp_ids) else "SparseTensor"
            raise TypeError(f"sp_weights must be either None or {kind},got {type(sp_weights)}")
        weights = _parts(sp_weights, "sp_weights")[1]
        weights.shape.assert_is_compatible_with(numbers.shape)
    with scopes.scope(name, "embedding_lookup_sparse") as scope:
        found, places = raw.Unique(numbers)
        table = neural.embedding_lookup(params, found, max_norm=max_norm)
        if table.dtype in (dtypes.float16, dtypes.bfloat16):
            return raw.Cast(_combined(raw.Cast(table, DstT=dtypes.float32), places, rows, weights,
                                      combiner, None), DstT=table.dtype, name=scope)
        return _combined(table, places, rows, weights, combiner, scope)


def _parts(value, what):
    """Return the number of the row of each element, and the elements."""
    if isinstance(value, SparseTensorValue):
        value = SparseTensor.from_value(value)
    if isinstance(value, SparseTensor):
        return value.indices[:, 0], value.values
    if is_ragged(value):
        return value.value_rowids(), value.values
    raise TypeError(f"{what} must be SparseTensor, got {type(value)}")


def _combined(table, places, rows, weights, combiner, name):
    if weights is None:
        op = {"mean": raw.SparseSegmentMean, "sqrtn": raw.SparseSegmentSqrtN,
              "sum": raw.SparseSegmentSum}[combiner]
        return op(table, places, rows, name=name)
    weights = raw.Cast(weights, DstT=table.dtype)
    ones = raw.Fill(raw.ExpandDims(raw.Sub(raw.Rank(table), 1), 0), 1)
    factors = raw.Reshape(weights, raw.ConcatV2([raw.Shape(weights), ones], 0))
    total = raw.SegmentSum(raw.Mul(raw.GatherV2(table, places, 0), factors), rows)
    if combiner == "sum":
        return raw.Identity(total, name=name)
    divisor = raw.SegmentSum(factors if combiner == "mean" else raw.Square(factors), rows)
    divisor = divisor if combiner == "mean" else raw.Sqrt(divisor)
    return raw.DivNoNan(total, divisor, name=name)


def safe_embedding_lookup_sparse(
    embedding_weights, sparse_ids, sparse_weights=None, combiner="mean", default_id=None,
    max_norm=None, name=None, allow_fast_lookup=False
):
    """Rows of a table, combined; what has no row of the table is left out.

    Args:
        embedding_weights: the table, a tensor or variable, or a list of one.
        sparse_ids: the numbers of the rows, an integer SparseTensor; negative ones are left out.
        sparse_weights: what the rows are multiplied by, of the same places; those that are not
            positive are left out with a combiner other than "sum".
        combiner: "mean", "sum" or "sqrtn".
        default_id: the row of the table that stands where no number is; zeros when None.
        max_norm: the length to which longer rows of the table are shortened.
        name: a name for the operations.
        allow_fast_lookup: without effect.

    Returns:
        A tensor of the shape of `sparse_ids` but for its last dimension, and of rows.

    Raises:
        TypeError: `sparse_ids` are not sparse.
        ValueError: there is no table, or the combiner is another one.
        InvalidArgumentError: there is no such row.

    Example:
        >>> import tfcompat as tf
        >>> ids = tf.SparseTensor([[0, 0], [2, 0]], [1, -1], [3, 1])
        >>> tf.nn.safe_embedding_lookup_sparse(tf.constant([[1.0], [2.0]]), ids)
        <tf.Tensor: shape=(3, 1), dtype=float32, numpy=
        array([[2.],
               [0.],
               [0.]], dtype=float32)>
    """
    if embedding_weights is None or isinstance(embedding_weights, (list, tuple)) and (
            not embedding_weights):
        raise ValueError(f"Missing embedding_weights {embedding_weights}.")
    ids = sparse.as_sparse(sparse_ids)
    with scopes.scope(name, "embedding_lookup"):
        outer = raw.Slice(ids.dense_shape, [0], [ids.dense_shape.shape[0] - 1])
        flat = raw.Pack([raw.Prod(outer, [0]), ids.dense_shape[-1]])
        weights = None if sparse_weights is None else sparse.reshape(sparse_weights, flat)
        ids, weights = _sound(sparse.reshape(ids, flat), weights, combiner)
        filled, empty = sparse.fill_empty_rows(ids, default_id or 0)
        if weights is not None:
            weights = sparse.fill_empty_rows(weights, 1.0)[0]
        result = embedding_lookup_sparse(
            embedding_weights, filled, weights, combiner=combiner, max_norm=max_norm)
        if default_id is None:
            ones = raw.Fill(raw.ExpandDims(raw.Sub(raw.Rank(result), 1), 0), 1)
            gone = raw.Reshape(empty, raw.ConcatV2([raw.Shape(empty), ones], 0))
            result = raw.SelectV2(gone, raw.ZerosLike(result), result)
        sizes = raw.ConcatV2([raw.Cast(outer, DstT=dtypes.int32), raw.Shape(result)[1:]], 0)
        return raw.Reshape(result, sizes)


def _sound(ids, weights, combiner):
    """Leave out negative numbers, and weights that are not positive where they would divide."""
    kept = raw.GreaterEqual(ids.values, convert_to_tensor(0, ids.dtype))
    if weights is not None and combiner != "sum":
        positive = raw.Greater(weights.values, convert_to_tensor(0, weights.dtype))
        kept = raw.LogicalAnd(kept, positive)
    return sparse.retain(ids, kept), None if weights is None else sparse.retain(weights, kept)
