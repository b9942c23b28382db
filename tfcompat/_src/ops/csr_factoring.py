"""Factoring of sparse matrices: an order of elimination, and Cholesky's factors.

What else is computed with them is in `csr_arithmetic.py`, the value is in `sparse_matrices.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import merge_size, require
from tfcompat._src.ops.csr_conversion import TYPES
from tfcompat._src.ops.sparse_matrices import (
    ASKED,
    SparseMatrix,
    checked,
    given,
    held_shape,
    holding,
    rows_and_columns,
)
from tfcompat._src.registry import no_gradient, op


def _square(matrix):
    rows, columns = matrix.sizes
    require(
        rows == columns, f"sparse matrix must be square; got: {rows} != {columns}"
    )
    return rows


def _pattern(xp, matrix):
    """Return where elements are, symmetric, bool [n, rows, rows], on the host."""
    rows = matrix.sizes[0]
    flat = xp.zeros(matrix.batch * rows * rows, bool)
    flat[matrix.places] = True
    pattern = flat.reshape((matrix.batch, rows, rows))
    return pattern | pattern.swapaxes(-1, -2)


@op("SparseMatrixOrderingAMD(input: variant) -> output: int32")
def sparse_matrix_ordering_amd(xp, input):  # noqa: A002
    """Find an order in which factoring a matrix leaves few elements that were zeros.

    It is the order of least degree, with exact degrees; TensorFlow's takes approximate ones, and
    orders may differ where both are as good.

    Shapes:
        input: [], holds [rows, rows] or [n, rows, rows]
        output: [rows] or [n, rows]
    Errors:
        InvalidArgumentError: the matrix is not square.
    Source: tf.raw_ops.SparseMatrixOrderingAMD
    """
    matrix = given(input)
    rows = _square(matrix)
    found = [_least_degrees(pattern.tolist()) for pattern in _pattern(xp, matrix)]
    order = xp.asarray(found, dtype=xp.int32).reshape((matrix.batch, rows))
    return order if matrix.rank == 3 else order[0]


def _least_degrees(pattern):
    """Return the rows of a symmetric pattern in the order of least degree."""
    neighbours = {
        i: {j for j, there in enumerate(row) if there and j != i} for i, row in enumerate(pattern)
    }
    order = []
    while neighbours:
        row = min(neighbours, key=lambda i: len(neighbours[i]))
        others = neighbours.pop(row)
        order.append(row)
        for other in others:
            neighbours[other] |= others
            neighbours[other] -= {row, other}
    return order


@op(f"""
    SparseMatrixSparseCholesky(input: variant, permutation: int32) -> output: variant
        type: {TYPES}
""")
def sparse_matrix_sparse_cholesky(xp, input, permutation, *, type):  # noqa: A002
    """Factor matrices into a lower triangle and its adjoint, after reordering them.

    Shapes:
        input: [], holds [rows, rows] or [n, rows, rows]
        permutation: [rows] or [n, rows]
        output: []
    Errors:
        InvalidArgumentError: a matrix is not square or not positive definite, or the permutation
            is none.
    Source: tf.raw_ops.SparseMatrixSparseCholesky
    """
    matrix = checked(input, type, wording=ASKED)
    rows = _square(matrix)
    require(
        permutation.ndim + 1 == matrix.rank,
        "sparse matrix must have the same rank as permutation; got: "
        f"{matrix.rank} != {permutation.ndim} + 1.",
    )
    require(
        permutation.shape[-1] == rows,
        "permutation must have the same number of elements in each batch as the number of rows "
        f"in sparse matrix; got: {permutation.shape[-1]} != {rows}",
    )
    require(
        permutation.size == matrix.batch * rows,
        "permutation must have the same batch size as sparse matrix; got: "
        f"{permutation.shape[0]} != {matrix.batch}",
    )
    orders = permutation.reshape((matrix.batch, rows))
    whole = matrix.dense(xp).reshape((matrix.batch, rows, rows))
    lower = xp.arange(rows)[:, None] > xp.arange(rows)[None, :]
    places, values = [], []
    for i, (dense, order) in enumerate(zip(whole, orders, strict=True)):
        dense = xp.where(lower | xp.eye(rows, dtype=bool), dense, 0)
        dense = dense + xp.conj(xp.where(lower, dense, 0)).T
        factor = _factored(xp, dense[order][:, order], i)
        filled = _filled(xp, dense[order][:, order] != 0)
        at = xp.nonzero(filled.reshape(-1))[0]
        places.append(at + i * rows * rows)
        values.append(factor.reshape(-1)[at])
    empty = xp.zeros(0, matrix.values.dtype)
    return SparseMatrix(
        xp, matrix.dense_shape, xp.concatenate(places or [xp.zeros(0, xp.int64)]).astype(xp.int64),
        xp.concatenate(values or [empty]).astype(matrix.values.dtype), type,
    )


def _factored(xp, dense, number):
    try:
        return xp.linalg.cholesky(dense)
    except Exception:  # noqa: BLE001 - each array module has its own class
        raise InvalidArgumentError(
            f"Sparse Cholesky factorization failed for batch index {number}. The input might not "
            "be valid."
        ) from None


def _filled(xp, pattern):
    """Return where the lower factor of a matrix with a pattern has elements."""
    pattern = pattern.copy()
    for k in range(len(pattern)):
        column = pattern[k + 1:, k]
        pattern[k + 1:, k + 1:] |= column[:, None] & column[None, :]
    return pattern & (xp.arange(len(pattern))[:, None] >= xp.arange(len(pattern))[None, :])


@sparse_matrix_ordering_amd.shape
def sparse_matrix_ordering_amd_shape(c):
    return [_order_shape(held_shape(c, "input"))]


def _order_shape(shape):
    batch, rows, columns = rows_and_columns(shape)
    return TensorShape(None if batch is None else [*batch, merge_size(rows, columns)])


@sparse_matrix_sparse_cholesky.shape
def sparse_matrix_sparse_cholesky_shape(c):
    shape = held_shape(c, "input")
    if shape.rank is not None and c["permutation"].rank:
        merge_size(shape[-2], c["permutation"][-1])
    return holding(c, c.attr("type"), shape) if shape.rank is not None else [TensorShape([])]


no_gradient(sparse_matrix_ordering_amd, "an order of rows does not change by a little")
