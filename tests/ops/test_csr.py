"""Sparse matrices that are variants, against the same done with dense ones."""

import numpy as np
import pytest

import tfcompat as tf

raw = tf.raw_ops
A = np.array([[1.0, 0, 2, 0], [0, 0, 0, 3], [0, 4, 5, 0]])
B = np.array([[0.5, 0, 0], [1, -1, 0], [0, 0, 2], [3, 0, 0]])
DENSE = np.arange(8.0).reshape(4, 2) - 3
COMPLEX = A * (1 + 2j) - 1j * A[::-1]
TURNS = [{}, {"transpose_a": True}, {"adjoint_a": True}, {"transpose_b": True}, {"adjoint_b": True},
         {"transpose_a": True, "transpose_b": True}, {"adjoint_a": True, "adjoint_b": True},
         {"transpose_a": True, "adjoint_b": True}, {"adjoint_a": True, "transpose_b": True}]


def held(dense):
    """The sparse matrix of a tensor's elements at the places where the array is not zero."""
    array = dense.numpy()
    return raw.DenseToCSRSparseMatrix(dense_input=dense, indices=np.argwhere(array))


def dense_of(matrix, dtype):
    return raw.CSRSparseMatrixToDense(sparse_input=matrix, type=dtype)


def turned(array, turns, side):
    return array.swapaxes(-1, -2) if any(name.endswith(side) for name in turns) else array


def gradients(function, *arrays):
    """The gradients of a real number made of what a function returns."""
    tensors = [tf.constant(array) for array in arrays]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        y = function(*tensors)
        weights = np.cos(np.arange(y.numpy().size)).reshape(y.shape)
        weights = weights * (1 - 0.5j if y.dtype.is_complex else 1)
        total = tf.reduce_sum(tf.math.real(y * tf.cast(weights, y.dtype)))
    return [gradient.numpy() for gradient in tape.gradient(total, tensors)]


def compare(sparse, dense, *arrays):
    """Values and gradients are the same; those of the first only where there are elements."""
    np.testing.assert_allclose(
        sparse(*map(tf.constant, arrays)), dense(*map(tf.constant, arrays)), rtol=1e-12)
    found, expected = gradients(sparse, *arrays), gradients(dense, *arrays)
    expected[0] = expected[0] * (arrays[0] != 0)
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("turns", TURNS, ids=str)
@pytest.mark.parametrize("a, b", [(A, DENSE), (COMPLEX, DENSE * (1 - 1j)),
                                  (np.stack([A, A * 2]), np.stack([DENSE, DENSE + 1]))],
                         ids=["real", "complex", "batch"])
@pytest.mark.parametrize("output", [{}, {"transpose_output": True}, {"conjugate_output": True}],
                         ids=str)
def test_products_with_dense_matrices(a, b, turns, output):
    a, b = turned(a, turns, "_a").copy(), turned(b, turns, "_b").copy()

    def dense(x, y):
        found = tf.matmul(x, y, **turns)
        if "transpose_output" in output:
            found = tf.linalg.matrix_transpose(found)
        return tf.math.conj(found) if "conjugate_output" in output else found

    compare(lambda x, y: raw.SparseMatrixMatMul(a=held(x), b=y, **turns, **output), dense, a, b)


@pytest.mark.parametrize("turns", TURNS, ids=str)
@pytest.mark.parametrize("a, b", [(A, B), (COMPLEX, B * (2 + 1j)),
                                  (np.stack([A, A * 2]), np.stack([B, B * 3]))],
                         ids=["real", "complex", "batch"])
def test_products_of_sparse_matrices(a, b, turns):
    a, b = turned(a, turns, "_a").copy(), turned(b, turns, "_b").copy()
    dtype = tf.as_dtype(a.dtype)

    def sparse(x, y):
        return dense_of(raw.SparseMatrixSparseMatMul(a=held(x), b=held(y), type=dtype, **turns),
                        dtype)

    np.testing.assert_allclose(sparse(tf.constant(a), tf.constant(b)), tf.matmul(a, b, **turns))
    compared = gradients(sparse, a, b), gradients(lambda x, y: tf.where(
        sparse(x, y) != 0, tf.matmul(x, y, **turns), 0), a, b)
    for found, expected, array in zip(*compared, (a, b), strict=True):
        np.testing.assert_allclose(found, expected * (array != 0), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "array", [A, np.stack([A, A * 2]), COMPLEX], ids=["real", "batch", "complex"])
def test_other_ops(array):
    dtype = tf.as_dtype(array.dtype)
    two, three = (np.array(x, array.dtype) for x in (2, 3))
    for conjugate in (False, True):
        compare(
            lambda x, c=conjugate: dense_of(
                raw.SparseMatrixTranspose(input=held(x), conjugate=c, type=dtype), dtype),
            lambda x, c=conjugate: tf.linalg.matrix_transpose(x, conjugate=c), array)
    np.testing.assert_allclose(
        dense_of(raw.SparseMatrixAdd(
            a=held(tf.constant(array)), b=held(tf.constant(array[..., ::-1].copy())), alpha=two,
            beta=three), dtype), 2 * array + 3 * array[..., ::-1])
    found = gradients(lambda x: dense_of(
        raw.SparseMatrixAdd(a=held(x), b=held(x), alpha=two, beta=three), dtype), array)
    expected = gradients(lambda x: 5 * x, array)
    np.testing.assert_allclose(found[0], expected[0] * (array != 0))
    np.testing.assert_allclose(
        dense_of(raw.SparseMatrixMul(a=held(tf.constant(array)), b=three), dtype), 3 * array)


@pytest.mark.parametrize("array", [A, np.stack([A, -A])], ids=["one", "batch"])
def test_the_softmax_is_of_the_elements_there_are(array):
    def dense(x):
        powers = tf.where(array != 0, tf.exp(x), 0)
        return powers / tf.reduce_sum(powers, -1, keepdims=True)

    compare(lambda x: dense_of(
        raw.SparseMatrixSoftmax(logits=held(x), type=tf.float64), tf.float64), dense, array)


def test_parts_come_back_with_gradients():
    indices = np.argwhere(A)
    values = tf.constant(A[A != 0])
    with tf.GradientTape() as tape:
        tape.watch(values)
        matrix = raw.SparseTensorToCSRSparseMatrix(
            indices=indices, values=values, dense_shape=[3, 4])
        parts = raw.CSRSparseMatrixToSparseTensor(sparse_matrix=matrix, type=tf.float64)
        total = tf.reduce_sum(parts.values**3)
    np.testing.assert_allclose(tape.gradient(total, values), 3 * A[A != 0] ** 2)
    pointers, columns, found = raw.CSRSparseMatrixComponents(
        csr_sparse_matrix=matrix, index=0, type=tf.float64)
    assert pointers.numpy().tolist() == [0, 2, 3, 5]
    assert columns.numpy().tolist() == indices[:, 1].tolist()
    assert found.numpy().tolist() == A[A != 0].tolist()


def test_a_factor_fills_in_no_more_than_it_has_to():
    spd = np.array([[4.0, 1, 0, 0], [1, 5, 0, 2], [0, 0, 3, 1], [0, 2, 1, 6]])
    matrix = held(tf.constant(spd))
    order = raw.SparseMatrixOrderingAMD(input=matrix).numpy()
    assert sorted(order) == [0, 1, 2, 3]
    factor = raw.SparseMatrixSparseCholesky(input=matrix, permutation=order, type=tf.float64)
    lower = dense_of(factor, tf.float64).numpy()
    np.testing.assert_allclose(lower @ lower.T, spd[order][:, order], atol=1e-12)
    assert raw.SparseMatrixNNZ(sparse_matrix=factor) == 7  # 4 on the diagonal, 3 beside it


def test_values_that_are_no_sparse_matrices_are_refused():
    with pytest.raises(tf.errors.InvalidArgumentError, match="CSRSparseMatrix"):
        raw.SparseMatrixNNZ(sparse_matrix=raw.EmptyTensorMap())


def test_they_pass_through_functions_and_loops():
    @tf.function
    def program(dense):
        matrix = raw.DenseToCSRSparseMatrix(dense_input=dense, indices=tf.where(dense != 0))
        for _ in tf.range(2):
            matrix = raw.SparseMatrixMul(a=matrix, b=tf.constant(2.0, tf.float64))
        return raw.CSRSparseMatrixToDense(sparse_input=matrix, type=tf.float64)

    np.testing.assert_allclose(program(tf.constant(A)), 4 * A)
