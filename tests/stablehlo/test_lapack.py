"""LAPACK's routines as custom calls: that their results are what they are said to be."""

import types

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.stablehlo import (
    custom_calls,
    lapack_spectral,
    program,  # noqa: F401 - enters all calls
)
from tfcompat._src.stablehlo.builders import Call
from tfcompat._src.wire.mlir_builtin import Tensor
from tfcompat._src.wire.mlir_bytecode import Operation, Value

ELEMENTS = {"s": "f32", "d": "f64", "c": "complex<f32>", "z": "complex<f64>"}
DTYPES = {"s": np.float32, "d": np.float64, "c": np.complex64, "z": np.complex128}
REAL = {"s": "f32", "d": "f64", "c": "f32", "z": "f64"}


def called(letter, routine, arrays, results, **settings):
    """Call a routine.

    Args:
        letter: that of the type of numbers.
        routine: its name.
        arrays: its operands.
        results: element types: "x" is that of the operands, "r" the real one, "i" an integer.
        **settings: letters or numbers.
    """
    operation = Operation("vhlo.custom_call_v1")
    operation.operands = [Value(Tensor(x.shape, ELEMENTS[letter])) for x in arrays]
    elements = {"x": ELEMENTS[letter], "r": REAL[letter], "i": "i32",
                "z": "complex<f64>" if letter in "dz" else "complex<f32>"}  # fmt: skip
    # Only the last two sizes of results matter, and only where sides of a product are asked for.
    shapes = {"x": arrays[0].shape}
    operation.results = [
        Value(Tensor(shapes.get(kind, ()), elements[kind])) for kind in results
    ]
    operation.attributes = {
        "call_target_name": f"lapack_{letter}{routine}_ffi",
        "mhlo.backend_config": {
            key: ord(value) if isinstance(value, str) else value for key, value in settings.items()
        },
    }
    owner = types.SimpleNamespace(marks={})
    built = custom_calls.custom_call(Call(owner, xp, operation, {}))
    return built(*arrays)


def matrix(letter, rows=5, columns=5, seed=0):
    """Return a batch of two matrices, always the same."""
    random = np.random.default_rng(seed)
    found = random.standard_normal((2, rows, columns))
    if letter in "cz":
        found = found + 1j * random.standard_normal((2, rows, columns))
    return found.astype(DTYPES[letter])


def adjoint(x):
    """Return the adjoint of matrices."""
    return np.conj(np.swapaxes(x, -1, -2))


def near(found, expected, letter):
    """Compare arrays by the precision of their numbers."""
    size = 2e-4 if letter in "sc" else 1e-11
    np.testing.assert_allclose(found, expected, rtol=size, atol=size)


@pytest.mark.parametrize("letter", "sdcz")
def test_schurs_form_and_its_vectors_make_the_matrix(letter):
    a = matrix(letter)
    is_complex = letter in "cz"

    form, vectors, *values, _, info = called(
        letter, "gees", [a], "xxxii" if is_complex else "xxrrii", mode="V", sort="N"
    )

    near(vectors @ form @ adjoint(vectors), a, letter)
    near(vectors @ adjoint(vectors), np.broadcast_to(np.eye(5), a.shape), letter)
    assert not np.tril(form, -1 if is_complex else -2).any() and not info.any()
    values = values[0] if is_complex else values[0] + 1j * values[1]
    near(np.sort_complex(values), np.sort_complex(np.linalg.eigvals(a)), letter)


@pytest.mark.parametrize("letter", "sdcz")
def test_eigenvectors_on_either_side_belong_to_their_eigenvalues(letter):
    a = matrix(letter)
    kinds = "xzzi" if letter in "cz" else "rrzzi"

    *values, left, right, _ = called(
        letter, "geev", [a], kinds, compute_left="V", compute_right="V"
    )

    values = values[0] if letter in "cz" else values[0] + 1j * values[1]
    near(a @ right, right * values[:, None, :], letter)
    near(adjoint(left) @ a, values[:, :, None] * adjoint(left), letter)
    near(np.linalg.norm(left, axis=1), np.ones((2, 5)), letter)


@pytest.mark.parametrize("letter", "sdcz")
def test_hessenbergs_form_and_its_reflections_make_the_matrix(letter):
    a = matrix(letter)

    packed, factors, _ = called(letter, "gehrd", [a], "xxi", low=1, high=5)

    routine = "ungqr" if letter in "cz" else "orgqr"
    inner = called(letter, routine, [packed[:, 1:, :4], factors], "x")
    whole = np.broadcast_to(np.eye(5, dtype=a.dtype), a.shape).copy()
    whole[:, 1:, 1:] = inner
    near(whole @ np.triu(packed, -1) @ adjoint(whole), a, letter)


@pytest.mark.parametrize("letter", "sdcz")
def test_three_diagonals_have_the_eigenvalues_of_the_matrix(letter):
    a = matrix(letter)
    a = a + adjoint(a)
    routine = "hetrd" if letter in "cz" else "sytrd"

    _, diagonal, beside, _, _ = called(letter, routine, [a], "xrrxi", uplo="L")

    for one, d, e in zip(a, diagonal, beside, strict=True):
        tridiagonal = np.diag(d) + np.diag(e, 1) + np.diag(e, -1)
        near(np.linalg.eigvalsh(tridiagonal), np.linalg.eigvalsh(one), letter)


@pytest.mark.parametrize("shape", [(5, 5), (3, 5), (5, 3)])
def test_triangles_and_swaps_of_rows_make_the_matrix(shape):
    a = matrix("d", *shape)
    size = min(shape)

    packed, pivots, info = called("d", "getrf", [a], "xii")

    lower = np.tril(packed[..., :size], -1) + np.eye(shape[0], size)
    product = lower @ np.triu(packed[:, :size])
    for made, one, swaps in zip(product, a.copy(), pivots, strict=True):
        for row, other in enumerate(swaps - 1):
            one[[row, other]] = one[[other, row]]
        near(made, one, "d")
    assert not info.any()


@pytest.mark.parametrize("letter", "sz")
@pytest.mark.parametrize("side", "LR")
@pytest.mark.parametrize("turned", "NC")
def test_products_with_reflections_are_those_with_their_matrix(letter, side, turned):
    a, b = matrix(letter, 5, 5), matrix(letter, 5, 5, seed=1)
    is_complex = letter in "cz"
    packed, factors = called(letter, "geqrf", [a], "xx")
    q = called(letter, "ungqr" if is_complex else "orgqr", [packed, factors], "x")

    found = called(
        letter, "unmqr" if is_complex else "ormqr", [packed, factors, b], "x", side=side,
        trans="T" if turned == "C" and not is_complex else turned,
    )  # fmt: skip

    near(q @ np.triu(packed), a, letter)
    q = adjoint(q) if turned == "C" else q
    near(found, q @ b if side == "L" else b @ q, letter)


@pytest.mark.parametrize("uplo", "LU")
def test_a_matrix_that_has_no_factor_says_so(uplo):
    a = np.stack([np.eye(3), -np.eye(3)])

    factor, info = called("d", "potrf", [a], "xi", uplo=uplo)

    assert info.tolist() == [0, 1]
    np.testing.assert_array_equal(factor[0], np.eye(3))
    assert np.isnan(factor[1]).any()


def test_what_a_routine_does_not_do_is_refused():
    with pytest.raises(UnsupportedError, match="eigenvalues in an order"):
        called("d", "gees", [matrix("d")], "xxrrii", mode="V", sort="S")


def test_a_reflection_makes_all_but_the_first_number_zero():
    vector = np.array([3, 4j, 1])

    beta, factor, rest = lapack_spectral.reflector(xp, vector)

    mirror = np.concatenate([[1], rest])
    reflected = vector - np.conj(factor) * mirror * (np.conj(mirror) @ vector)
    np.testing.assert_allclose(reflected, [beta, 0, 0], atol=1e-14)
