"""Every sample on other array modules than numpy: a strict stand-in everywhere, CuPy on a GPU.

What stays on the host whatever the device - strings, handles, operands that a definition names as
`host` - is left as it is.
"""

import ast
import pathlib

import numpy as np
import pytest
from made_inputs import leaves
from op_samples import call_elsewhere, every_sample, frozen, run, samples
from strict_arrays import StrictArray, strict

from tfcompat._src import arrays
from tfcompat._src.ops.variants import Variant
from tfcompat._src.registry import find

DRAWING = ("ExtractGlimpse", "ExtractGlimpseV2")  # noise, though no definition says so
ARRAYS = pathlib.Path(arrays.__file__).parent


def on_host(item):
    """Whether a value cannot be on a GPU: a handle, a string."""
    return not isinstance(item, Variant) and (not hasattr(item, "ndim") or item.dtype == object)


def run_on(xp, upload, name, i):
    """Run a sample's kernel on an array module; return (outputs there, outputs on numpy)."""
    op, _, _, expected = run(name, i)
    inputs, given = samples()[name][i]
    inputs = [frozen(item) for item in inputs]
    if any(map(on_host, leaves(inputs))) or any(on_host(array) for array, _ in expected):
        return [], []
    if any(arg.is_ref for arg in op.definition.outputs):
        return [], []
    found = call_elsewhere(xp, upload, name, inputs, given)
    assert len(found) == len(expected)
    return tuple(
        [pair for pair in outputs if not isinstance(pair[0], Variant)]
        for outputs in (found, expected)
    )


@pytest.mark.parametrize(("name", "i"), every_sample())
def test_kernels_use_nothing_that_cupy_refuses(name, i):
    results, expected = run_on(strict, lambda item: StrictArray(np.array(item)), name, i)

    for (found, _), (wanted, dtype) in zip(results, expected, strict=True):
        assert isinstance(found, StrictArray), "a result was left on the host"
        assert_same(name, found.get(), np.asarray(wanted), dtype)


@pytest.mark.gpu
def test_kernels_give_on_cupy_what_they_give_on_numpy():
    import cupy

    from tfcompat._src.arrays import on_cupy

    wrong, agreed = [], 0
    for name, rows in sorted(samples().items()):
        for i in range(len(rows)):
            try:
                results, expected = run_on(on_cupy, cupy.asarray, name, i)
                for (found, _), (wanted, dtype) in zip(results, expected, strict=True):
                    assert_same(name, cupy.asnumpy(found), np.asarray(wanted), dtype)
                agreed += bool(results)
            except Exception as error:  # all of them are told at once
                wrong.append(f"{name}-{i}: {type(error).__name__}: {str(error).strip()[:200]}")

    print(f"{agreed} samples agreed on CuPy")
    assert not wrong, "\n".join(wrong)


def assert_same(name, found, wanted, dtype):
    """Assert shape, dtype and values; sums may be taken in another order."""
    assert found.dtype == wanted.dtype and found.shape == wanted.shape
    if find(name).stateful or name in DRAWING:
        return  # another run, other random numbers
    if wanted.dtype.kind in "biu":
        assert (found == wanted).all()
    else:
        wide = np.complex128 if wanted.dtype.kind == "c" else np.float64
        tolerance = 1e-2 if dtype.size == 2 else 1e-5
        np.testing.assert_allclose(
            found.astype(wide), wanted.astype(wide), rtol=tolerance, atol=tolerance
        )


def own_names(path):
    """Return the functions that an array module defines, in the order of its source."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_the_array_modules_are_parallel():
    on_numpy, on_cupy = (own_names(ARRAYS / f"on_{name}.py") for name in ("numpy", "cupy"))

    assert on_numpy == on_cupy
    assert on_numpy[0] == "__getattr__" and on_numpy[1:] == sorted(on_numpy[1:])
