"""Ragged rows without elements, filled with one."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.sparse import sparse_fill_empty_rows, sparse_fill_empty_rows_grad
from tfcompat._src.registry import op


@op("""
    RaggedFillEmptyRows(value_rowids: int64, values: T, nrows: int64, default_value: T) -> (
            output_value_rowids: int64, output_values: T, empty_row_indicator: bool,
            reverse_index_map: int64)
        T: type
""", host=("nrows",))
def ragged_fill_empty_rows(xp, value_rowids, values, nrows, default_value):
    """Put a default element into every ragged row that has none.

    Shapes:
        value_rowids, values: [n]
        nrows, default_value: []
        output_value_rowids, output_values: [m]
        empty_row_indicator: [rows]
        reverse_index_map: [n], where each element is now
    Errors:
        InvalidArgumentError: the parts do not fit each other, or a row is out of range.
    Source: tf.raw_ops.RaggedFillEmptyRows
    """
    for name, x, rank, what in (
            ("nrows", nrows, 0, "scalar"), ("value_rowids", value_rowids, 1, "vector"),
            ("values", values, 1, "vector"), ("default_value", default_value, 0, "scalar")):
        if x.ndim != rank:
            raise InvalidArgumentError(f"{name} must be a {what}, saw: {shown(x.shape)}")
    if values.size != value_rowids.size:
        raise InvalidArgumentError(f"The length of `values` ({values.size}) must match the first "
                                   f"dimension of `value_rowids` ({value_rowids.size}).")
    indices, filled, empty, back = sparse_fill_empty_rows(
        xp, value_rowids.reshape((-1, 1)), values, nrows.reshape((1,)), default_value)
    return indices.reshape(-1), filled, empty, back


@ragged_fill_empty_rows.shape
def ragged_fill_empty_rows_shape(c):
    rows = checks.with_rank(c["value_rowids"], 1)
    values = checks.with_rank(c["values"], 1)
    checks.with_rank(c["nrows"], 0)
    checks.with_rank(c["default_value"], 0)
    count = checks.merge_size(rows[0], values[0])
    return [TensorShape([None])] * 3 + [TensorShape([count])]


@ragged_fill_empty_rows.gradient(sparse=True)
def ragged_fill_empty_rows_gradient(op, _rows, dy, _indicator, _map):
    if dy is None:
        return [None] * 4
    of_values, of_default = raw.RaggedFillEmptyRowsGrad(op.outputs[3], dy)
    return [None, of_values, None, of_default]


@op("""
    RaggedFillEmptyRowsGrad(reverse_index_map: int64, grad_values: T) -> (
            d_values: T, d_default_value: T)
        T: type
""")
def ragged_fill_empty_rows_grad(xp, reverse_index_map, grad_values):
    """Return the gradients of RaggedFillEmptyRows for values and default.

    Shapes:
        reverse_index_map, d_values: [n]
        grad_values: [m]
        d_default_value: []
    Errors:
        InvalidArgumentError: an argument is no vector, or a place is out of range.
    Source: tf.raw_ops.RaggedFillEmptyRowsGrad
    """
    return sparse_fill_empty_rows_grad(xp, reverse_index_map, grad_values)


@ragged_fill_empty_rows_grad.shape
def ragged_fill_empty_rows_grad_shape(c):
    places = checks.with_rank(c["reverse_index_map"], 1)
    checks.with_rank(c["grad_values"], 1)
    return [places, TensorShape([])]
