"""Whatever an operator answers by itself is what its matrix answers."""

import numpy as np
import pytest

import tfcompat as tf

L = tf.linalg
DRAW = np.random.default_rng(5)


def numbers(*sizes):
    return DRAW.normal(size=sizes).astype(np.float64)


def matrix(*batch, size=3):
    return numbers(*batch, size, size) + 4 * np.eye(size)


def full(*batch, size=3):
    return L.LinearOperatorFullMatrix(matrix(*batch, size=size))


def diag(*sizes):
    return L.LinearOperatorDiag(numbers(*sizes) + 5)


OPERATORS = {
    "full": lambda: full(), "full batch": lambda: full(2), "diag": lambda: diag(3),
    "diag batch": lambda: diag(2, 3),
    "identity": lambda: L.LinearOperatorIdentity(3, dtype=tf.float64),
    "identity batch": lambda: L.LinearOperatorIdentity(3, [2], dtype=tf.float64),
    "scaled": lambda: L.LinearOperatorScaledIdentity(3, np.array([2.0, 3.0])),
    "triangular": lambda: L.LinearOperatorLowerTriangular(matrix(2)),
    "composition": lambda: L.LinearOperatorComposition([full(2), diag(3), full()]),
    "block diagonal": lambda: L.LinearOperatorBlockDiag([full(2), diag(1)]),
    "block triangular": lambda: L.LinearOperatorBlockLowerTriangular(
        [[full(size=2)], [L.LinearOperatorFullMatrix(numbers(1, 2)), full(2, size=1)]]),
    "kronecker": lambda: L.LinearOperatorKronecker([full(2), full(size=2), diag(2)]),
    "circulant": lambda: L.LinearOperatorCirculant(np.array([6.0, 3.0, 3.0]), tf.float64),
    "circulant 2d": lambda: L.LinearOperatorCirculant2D(
        (numbers(2, 3, 4) + 1j * numbers(2, 3, 4)), tf.complex128),
    "circulant 3d": lambda: L.LinearOperatorCirculant3D(numbers(2, 2, 2) + 0j, tf.complex128),
    "toeplitz": lambda: L.LinearOperatorToeplitz(
        np.array([5.0, 1.0, 2.0]), np.array([5.0, -1.0, 0.5])),
    "householder": lambda: L.LinearOperatorHouseholder(numbers(2, 3)),
    "permutation": lambda: L.LinearOperatorPermutation([[2, 0, 1], [1, 0, 2]], tf.float64),
    "tridiagonal": lambda: L.LinearOperatorTridiag(numbers(2, 3, 4) + [[[0], [6], [0]]]),
    "adjoint": lambda: L.LinearOperatorAdjoint(full(2)),
    "inverse": lambda: L.LinearOperatorInversion(full(2)),
    "low rank": lambda: L.LinearOperatorLowRankUpdate(
        diag(2, 3), numbers(3, 2), diag_update=numbers(2) + 3, v=numbers(3, 2)),
}


@pytest.fixture(params=sorted(OPERATORS))
def operator(request):
    return OPERATORS[request.param]()


def arguments(operator, *batch):
    values = numbers(*batch, operator.shape[-1], 2)
    return values.astype(operator.dtype.as_numpy_dtype)


@pytest.mark.parametrize("batch", [(), (2,), (3, 1)])
def test_products_and_solutions_are_those_of_the_matrix(operator, batch):
    dense, x = operator.to_dense().numpy(), arguments(operator, *batch)
    adjoint = np.swapaxes(dense, -1, -2).conj()

    assert np.allclose(operator.matmul(x), dense @ x)
    assert np.allclose(operator.matmul(x, adjoint=True), adjoint @ x)
    assert np.allclose(operator.matvec(x[..., 0]), (dense @ x)[..., 0])
    assert np.allclose(dense @ operator.solve(x), np.broadcast_to(x, (dense @ x).shape))
    assert np.allclose(adjoint @ operator.solve(x, adjoint=True).numpy(), x)
    assert operator.shape == dense.shape


def test_numbers_about_the_matrix_are_those_of_the_matrix(operator):
    dense = operator.to_dense().numpy()

    assert np.allclose(operator.trace(), np.trace(dense, axis1=-2, axis2=-1))
    assert np.allclose(operator.determinant(), np.linalg.det(dense))
    assert np.allclose(operator.log_abs_determinant(), np.log(np.abs(np.linalg.det(dense))))
    assert np.allclose(operator.diag_part(), np.diagonal(dense, axis1=-2, axis2=-1))
    assert np.allclose(operator.add_to_tensor(dense), 2 * dense)
    assert np.allclose(np.abs(operator.cond()), np.linalg.cond(dense))
    assert operator.shape_tensor().numpy().tolist() == list(dense.shape)


def test_operators_of_operators_have_the_matrices_one_expects(operator):
    dense = operator.to_dense().numpy()

    assert np.allclose(operator.adjoint().to_dense(), np.swapaxes(dense, -1, -2).conj())
    assert np.allclose(operator.inverse().to_dense(), np.linalg.inv(dense))
    assert np.allclose(operator.matmul(operator).to_dense(), dense @ dense)
    identity = np.broadcast_to(np.eye(dense.shape[-1]), dense.shape)
    assert np.allclose(operator.solve(operator).to_dense(), identity)


def test_operators_work_in_functions_and_have_gradients(operator):
    x = tf.constant(arguments(operator))

    @tf.function(autograph=False)
    def both(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = operator.matmul(x)
        return y, tape.gradient(y, x, output_gradients=tf.ones_like(y))

    y, slope = both(x)
    dense = operator.to_dense().numpy()
    wanted = np.swapaxes(dense, -1, -2).conj() @ np.ones_like(y.numpy())
    if wanted.ndim > 2:
        wanted = wanted.reshape(-1, *wanted.shape[-2:]).sum(axis=0)
    assert np.allclose(y, dense @ x.numpy())
    assert np.allclose(slope, wanted)


def test_parts_of_blocks_come_and_go_one_by_one():
    parts = [L.LinearOperatorDiag([2.0]), L.LinearOperatorDiag([3.0, 4.0])]
    blocks = L.LinearOperatorBlockDiag(parts)

    first, second = blocks.matvec([[1.0], [1.0, 1.0]])

    assert first.numpy().tolist() == [2.0] and second.numpy().tolist() == [3.0, 4.0]
    with pytest.raises(ValueError, match="each of 2 blocks"):
        blocks.matvec([[1.0]])


def test_sizes_may_be_unknown_while_tracing():
    @tf.function(autograph=False, input_signature=[
        tf.TensorSpec([None, None]), tf.TensorSpec([None, None])])
    def solved(matrix, x):
        operator = L.LinearOperatorFullMatrix(matrix, is_square=True)
        return operator.solve(x), operator.shape_tensor()

    y, shape = solved([[2.0, 0.0], [0.0, 4.0]], [[2.0], [2.0]])

    assert y.numpy().tolist() == [[1.0], [0.5]] and shape.numpy().tolist() == [2, 2]


def test_variables_of_operators_are_tracked_and_trained():
    diagonal = tf.Variable([1.0, 2.0])
    operator = L.LinearOperatorDiag(diagonal)

    with tf.GradientTape() as tape:
        y = tf.reduce_sum(operator.matvec([3.0, 4.0]))

    assert operator.trainable_variables[0] is diagonal
    assert tape.gradient(y, diagonal).numpy().tolist() == [3.0, 4.0]
    diagonal.assign([5.0, 6.0])
    assert operator.trace() == 11.0


def test_cholesky_factors_give_the_matrix_back():
    dense = matrix()
    dense = dense @ dense.T
    sure = {"is_self_adjoint": True, "is_positive_definite": True}

    for operator in (L.LinearOperatorFullMatrix(dense, **sure),
                     L.LinearOperatorKronecker([L.LinearOperatorFullMatrix(dense, **sure)] * 2)):
        factor = operator.cholesky().to_dense().numpy()
        assert np.allclose(factor @ factor.T, operator.to_dense())
        assert np.allclose(operator.eigvals().numpy().sum(), operator.trace())
