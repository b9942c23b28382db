"""Ops that make sparse matrices of tensors, and tensors of sparse matrices.

What is computed with them is in `csr_arithmetic.py`, the value is in `sparse_matrices.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops.checks import require, shown, with_rank
from tfcompat._src.ops.sparse_matrices import (
    ASKED,
    SparseMatrix,
    checked,
    given,
    held_shape,
    holding,
    indices_of,
    of_indices,
    ranked,
    row_pointers,
    rows_and_columns,
)
from tfcompat._src.ops.summaries import summary
from tfcompat._src.registry import no_gradient, op

TYPES = "{float, double, complex64, complex128}"


@op(f"""
    SparseTensorToCSRSparseMatrix(indices: int64, values: T,
        dense_shape: int64) -> sparse_matrix: variant
        T: {TYPES}
""", host=("dense_shape",))
def sparse_tensor_to_csr_sparse_matrix(xp, indices, values, dense_shape, *, T):  # noqa: N803
    """Make a sparse matrix of the parts of a sparse tensor.

    Shapes:
        indices: [n, rank], rank 2 or 3
        values: [n]
        dense_shape: [rank]
        sparse_matrix: []
    Errors:
        InvalidArgumentError: the rank is another one.
    Source: tf.raw_ops.SparseTensorToCSRSparseMatrix
    """
    sizes = tuple(dense_shape.tolist())
    require(len(sizes) in (2, 3), "SparseTensor must have rank 2 or 3; but indices has "
            f"rank: {len(sizes)}")
    return of_indices(xp, sizes, indices, values, T)


@sparse_tensor_to_csr_sparse_matrix.shape
def sparse_tensor_to_csr_sparse_matrix_shape(c):
    return holding(c, c.attr("T"), ranked(c.value_as_shape("dense_shape")))


@sparse_tensor_to_csr_sparse_matrix.gradient
def sparse_tensor_to_csr_sparse_matrix_gradient(op, dy):
    return [None, raw.CSRSparseMatrixToSparseTensor(dy, type=op.attr("T"))[1], None]


@op(f"""
    CSRSparseMatrixToSparseTensor(sparse_matrix: variant) -> (indices: int64, values: type,
        dense_shape: int64)
        type: {TYPES}
""")
def csr_sparse_matrix_to_sparse_tensor(xp, sparse_matrix, *, type):  # noqa: A002
    """Return the parts of a sparse tensor.

    Shapes:
        sparse_matrix: []
        indices: [n, rank]
        values: [n]
        dense_shape: [rank]
    Errors:
        InvalidArgumentError: the elements are of another type.
    Source: tf.raw_ops.CSRSparseMatrixToSparseTensor
    """
    matrix = checked(
        sparse_matrix, type,
        wording="Expected a CSRSparseMatrix of type {wanted} but saw type: {saw}",
    )
    shape = xp.asarray(matrix.dense_shape, dtype=xp.int64)
    return indices_of(xp, matrix), matrix.values, shape


@csr_sparse_matrix_to_sparse_tensor.shape
def csr_sparse_matrix_to_sparse_tensor_shape(c):
    rank = held_shape(c, "sparse_matrix").rank
    return [TensorShape([None, rank]), TensorShape([None]), TensorShape([rank])]


@csr_sparse_matrix_to_sparse_tensor.gradient
def csr_sparse_matrix_to_sparse_tensor_gradient(op, *dys):
    return raw.SparseTensorToCSRSparseMatrix(op.outputs[0], dys[1], op.outputs[2])


@op(f"""
    DenseToCSRSparseMatrix(dense_input: T, indices: int64) -> sparse_output: variant
        T: {TYPES}
""")
def dense_to_csr_sparse_matrix(xp, dense_input, indices, *, T):  # noqa: N803
    """Make a sparse matrix of some elements of a matrix.

    Shapes:
        dense_input: [rows, columns], or [n, rows, columns]
        indices: [n, rank], of the elements to keep
        sparse_output: []
    Errors:
        InvalidArgumentError: the ranks do not fit.
    Source: tf.raw_ops.DenseToCSRSparseMatrix
    """
    rank = dense_input.ndim
    require(
        rank in (2, 3),
        f"params must have rank == 2 or 3; but saw shape: {shown(dense_input.shape)}",
    )
    require(indices.ndim == 2, f"indices must be a matrix, but saw shape: {shown(indices.shape)}")
    require(
        indices.shape[1] == rank,
        "indices.shape[1] must be equal to the rank of params, but saw: "
        f"{indices.shape[1]} vs. {rank}",
    )
    values = dense_input[tuple(indices[:, axis] for axis in range(rank))]
    return of_indices(xp, dense_input.shape, indices, values, T)


@dense_to_csr_sparse_matrix.shape
def dense_to_csr_sparse_matrix_shape(c):
    shape, indices = c["dense_input"], c["indices"]
    rank = -1 if shape.rank is None else shape.rank
    if rank not in (2, 3):
        raise ValueError(
            f"Invalid rank of dense: {rank}.  Expected a known rank of either 2 or 3.")
    if indices.rank not in (None, 2):
        raise ValueError(f"indices must be a matrix; but its rank is not 2: {indices.rank}")
    indices = with_rank(indices, 2)
    width = -1 if indices[1] is None else indices[1]
    if width != rank:
        raise ValueError(
            f"indices.shape[1] must match rank of dense; saw: {width} vs. {rank}")
    return holding(c, c.attr("T"), shape)


@dense_to_csr_sparse_matrix.gradient
def dense_to_csr_sparse_matrix_gradient(op, dy):
    return [raw.CSRSparseMatrixToDense(dy, type=op.attr("T")), None]


@op(f"""
    CSRSparseMatrixToDense(sparse_input: variant) -> dense_output: type
        type: {TYPES}
""")
def csr_sparse_matrix_to_dense(xp, sparse_input, *, type):  # noqa: A002
    """Return a sparse matrix with all its zeros.

    Shapes:
        sparse_input: []
        dense_output: [rows, columns], or [n, rows, columns]
    Errors:
        InvalidArgumentError: the elements are of another type.
    Source: tf.raw_ops.CSRSparseMatrixToDense
    """
    return checked(sparse_input, type, wording=ASKED).dense(xp)


@csr_sparse_matrix_to_dense.shape
def csr_sparse_matrix_to_dense_shape(c):
    return [held_shape(c, "sparse_input")]


@csr_sparse_matrix_to_dense.gradient
def csr_sparse_matrix_to_dense_gradient(op, dy):
    parts = raw.CSRSparseMatrixToSparseTensor(op.inputs[0], type=op.attr("type"))
    return raw.SparseTensorToCSRSparseMatrix(
        parts[0], raw.GatherNd(dy, parts[0]), parts[2]
    )


@op(f"""
    CSRSparseMatrixComponents(csr_sparse_matrix: variant, index: int32) -> (row_ptrs: int32,
        col_inds: int32, values: type)
        type: {TYPES}
""", host=("index",))
def csr_sparse_matrix_components(xp, csr_sparse_matrix, index, *, type):  # noqa: A002
    """Return one matrix of a batch: where its rows begin, the columns and the elements.

    Shapes:
        csr_sparse_matrix, index: []
        row_ptrs: [rows + 1]
        col_inds, values: [n]
    Errors:
        InvalidArgumentError: there is no such matrix, or the elements are of another type.
    Source: tf.raw_ops.CSRSparseMatrixComponents
    """
    matrix = checked(csr_sparse_matrix, type)
    require(
        index.ndim == 0,
        f"index should be a scalar, but saw: Tensor<type: int32 shape: {shown(index.shape)} "
        f"values: {summary(index, 3)}>",
    )
    number, rows = int(index), matrix.sizes[0]
    require(
        0 <= number < matrix.batch,
        f"index ({number}) not in [0, {matrix.batch})",
    )
    pointers = row_pointers(xp, matrix)[number * rows:(number + 1) * rows + 1]
    inside = (matrix.places >= number * rows * matrix.sizes[1]) & (
        matrix.places < (number + 1) * rows * matrix.sizes[1])
    columns = matrix.coordinates()[1][inside]
    return (
        (pointers - pointers[0]).astype(xp.int32), columns.astype(xp.int32), matrix.values[inside]
    )


@csr_sparse_matrix_components.shape
def csr_sparse_matrix_components_shape(c):
    if c["index"].rank:
        raise ValueError("index must be a scalar.")
    rows = rows_and_columns(held_shape(c, "csr_sparse_matrix"))[1]
    pointers = TensorShape([None if rows is None else rows + 1])
    return [pointers, TensorShape([None]), TensorShape([None])]


@op("SparseMatrixNNZ(sparse_matrix: variant) -> nnz: int32")
def sparse_matrix_nnz(xp, sparse_matrix):
    """Count the elements of each matrix.

    Shapes:
        sparse_matrix: []
        nnz: [], or [n] for a batch
    Source: tf.raw_ops.SparseMatrixNNZ
    """
    matrix = given(sparse_matrix, "sparse_matrix")
    if matrix.rank == 2:
        return xp.asarray(matrix.values.size, dtype=xp.int32)
    pointers = row_pointers(xp, matrix)[::max(matrix.sizes[0], 1)]
    if not matrix.sizes[0]:
        return xp.zeros(matrix.batch, xp.int32)
    return (pointers[1:] - pointers[:-1]).astype(xp.int32)


@sparse_matrix_nnz.shape
def sparse_matrix_nnz_shape(c):
    shape = held_shape(c, "sparse_matrix")
    return [shape if shape.rank is None else shape[:-2]]


no_gradient(sparse_matrix_nnz, "a count of elements does not change by a little")


@op(f"""
    SparseMatrixZeros(dense_shape: int64) -> sparse_matrix: variant
        type: {TYPES}
""", host=("dense_shape",))
def sparse_matrix_zeros(xp, dense_shape, *, type):  # noqa: A002
    """Make a matrix without elements.

    Shapes:
        dense_shape: [2 or 3]
        sparse_matrix: []
    Errors:
        InvalidArgumentError: the rank is another one.
    Source: tf.raw_ops.SparseMatrixZeros
    """
    sizes = tuple(dense_shape.tolist())
    require(
        len(sizes) in (2, 3),
        f"sparse_matrix_zeros: dense_shape must have 2 or 3 elements, but is {list(sizes)}",
    )
    empty = xp.zeros(0, xp.dtype(numpy_dtype(type)))
    return SparseMatrix(xp, sizes, xp.zeros(0, xp.int64), empty, type)


@sparse_matrix_zeros.shape
def sparse_matrix_zeros_shape(c):
    return holding(c, c.attr("type"), ranked(c.value_as_shape("dense_shape")))


no_gradient(sparse_matrix_zeros, "it has no inputs but a shape")
