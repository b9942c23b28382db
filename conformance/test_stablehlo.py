"""Replays what StableHLO programs were recorded to do, eagerly and traced; needs no TensorFlow.

The programs are in `stablehlo/`, written by `record/stablehlo_programs.py`. Dtypes and shapes must
be the same; numbers may differ by what many roundings in another order make of them.
"""

import functools
import json
import pathlib

import numpy as np
import pytest
from strict_arrays import StrictArray, strict

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.tensor import wrap
from tfcompat._src.function.function import Function
from tfcompat._src.stablehlo import builders, program
from tfcompat._src.wire import mlir_bytecode

FOLDER = pathlib.Path(__file__).resolve().parent / "stablehlo"
# Relative to the largest number of a result.
TOLERANCE = {
    "float16": 2e-3, "bfloat16": 1.6e-2, "float32": 4e-6, "float64": 1e-13, "complex64": 4e-6,
    "complex128": 1e-13,
}  # fmt: skip


@functools.cache
def recorded():
    """Return the table of programs and a function that gives an array by its name and dtype."""
    return json.loads((FOLDER / "programs.json").read_text(encoding="utf-8"))


@functools.cache
def stored():
    """Return the arrays of all programs."""
    return np.load(FOLDER / "programs.npz")


def arrays(name, side, names):
    """Return the arguments or results of a program; some types are kept as plain bytes."""
    found = [stored()[f"{name}/{side}{i}"] for i in range(len(names))]
    wanted = [dtypes.numpy_dtype(dtypes.as_dtype(dtype)) for dtype in names]
    return [x if x.dtype == t else x.view(t) for x, t in zip(found, wanted, strict=True)]


def call(name, inputs):
    """Call a program on tensors."""
    row = recorded()[name]
    return raw.XlaCallModule(
        inputs, version=10, module=stored()[f"{name}/module"].tobytes(),
        Sout=[TensorShape(None)] * len(row["outputs"]),
        Tout=[dtypes.as_dtype(dtype) for dtype in row["outputs"]], platforms=row["platforms"],
    )  # fmt: skip


def compare(found, expected):
    """Compare results with what was recorded."""
    assert len(found) == len(expected)
    for i, (mine, theirs) in enumerate(zip(found, expected, strict=True)):
        mine = np.asarray(mine)
        assert (mine.dtype, mine.shape) == (theirs.dtype, theirs.shape), i
        near = TOLERANCE.get(theirs.dtype.name)
        if near is None:
            np.testing.assert_array_equal(mine, theirs, err_msg=f"result {i}")
            continue
        wide = np.complex128 if theirs.dtype.kind == "c" else np.float64
        mine, theirs = mine.astype(wide), theirs.astype(wide)
        sizes = np.abs(theirs[np.isfinite(theirs)])
        np.testing.assert_allclose(
            mine, theirs, rtol=near, atol=near * max(1, sizes.max(initial=0)),
            err_msg=f"result {i}",
        )


@pytest.mark.parametrize("name", sorted(recorded()))
def test_a_program_does_what_was_recorded(name):
    row = recorded()[name]
    inputs = [wrap(x, dtypes.from_numpy(x.dtype)) for x in arrays(name, "in", row["inputs"])]
    expected = arrays(name, "out", row["outputs"])

    compare([x.numpy() for x in call(name, inputs)], expected)

    traced = Function(lambda *given: call(name, list(given)), name="traced")
    compare([x.numpy() for x in traced(*inputs)], expected)


@pytest.mark.parametrize("name", sorted(recorded()))
def test_a_program_uses_nothing_that_cupy_refuses(name):
    row = recorded()[name]
    given = [StrictArray(np.array(x)) for x in arrays(name, "in", row["inputs"])]
    if len(row["platforms"]) > 1:
        given.insert(0, StrictArray(np.array(row["platforms"].index("CPU"), np.int32)))

    with np.errstate(all="ignore"):
        found = program.load(stored()[f"{name}/module"].tobytes()).main(strict)(*given)

    assert all(isinstance(x, StrictArray) for x in found), "a result was left on the host"
    compare([x.get() for x in found], arrays(name, "out", row["outputs"]))


def test_there_are_programs_of_every_version_of_the_format_and_of_many_operations():
    versions, operations = set(), set()
    for name in recorded():
        read = mlir_bytecode.read(stored()[f"{name}/module"].tobytes())
        versions.add(read.version)
        pending = list(read.operations)
        while pending:
            operation = pending.pop()
            operations.add(builders.plain_name(operation.name))
            for region in operation.regions:
                for block in region:
                    pending += block.operations

    assert versions == {0, 1, 3, 4, 6}
    assert len(operations & builders.BUILDERS.keys()) > 90
