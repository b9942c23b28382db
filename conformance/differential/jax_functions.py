"""Exports every function of JAX's modules that takes plain arrays, and runs it here; needs JAX.

    python conformance/differential/jax_functions.py [--any-shape] [MODULE ...]

A function is exported for up to three of the arguments below that it takes, and its StableHLO
program has to give what JAX computes. What differs is printed, and what a program uses that is not
supported here; eigenvectors may differ by a sign. With `--any-shape` programs are exported for
arguments of any sizes, which makes other programs of them.
"""

import collections
import itertools
import pathlib
import sys
import warnings

import jax
import jax.numpy as jnp
import jax.scipy as jsp
import numpy as np
from jax import export, lax

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from tfcompat._src.arrays import on_numpy as xp  # noqa: E402
from tfcompat._src.base.errors import UnsupportedError  # noqa: E402
from tfcompat._src.stablehlo import program  # noqa: E402

MODULES = {
    "jnp": jnp, "lax": lax, "nn": jax.nn, "linalg": jnp.linalg, "fft": jnp.fft,
    "special": jsp.special, "norm": jsp.stats.norm, "scipy.linalg": jsp.linalg,
    "signal": jsp.signal, "lax.linalg": lax.linalg,
}  # fmt: skip
# They read files, print, or end the process.
LEFT_OUT = set("array_repr array_str can_cast save savez load fromfile from_dlpack".split())
NEAR = {
    "float16": 4e-3, "bfloat16": 3e-2, "float32": 3e-5, "float64": 1e-6, "complex64": 5e-5,
    "complex128": 1e-6,
}  # fmt: skip
PER_FUNCTION = 3


def arguments():
    """Return lists of arguments to try."""
    rng = np.random.default_rng(0)

    def noise(*shape):
        return rng.standard_normal(shape).astype(np.float32)

    a, b, line = noise(4, 4), noise(4, 4), noise(6)
    positive = np.abs(noise(4, 4)) + np.float32(0.1)
    whole = rng.integers(-5, 6, (4, 4)).astype(np.int32)
    small = rng.integers(1, 9, (4, 4)).astype(np.uint8)
    z = (noise(4, 4) + 1j * noise(4, 4)).astype(np.complex64)
    square = (a @ a.T + 4 * np.eye(4)).astype(np.float32)
    return [
        (a,), (positive,), (line,), (whole,), (z,), (a > 0,), (square,), (a, b),
        (positive, positive), (whole, small.astype(np.int32)), (small, small), (z, z),
        (a > 0, b > 0), (line, line), (a, np.int32(1)), (whole, np.int32(2)), (a, b, positive),
        (a > 0, a, b), (square, a), ([a, b],),
    ]  # fmt: skip


def exported(function, given, any_shape):
    """Return a function exported for arguments, or None where it does not take them."""
    sizes = {size for x in jax.tree.leaves(given) for size in x.shape}
    names = [name for size, name in ((4, "b"), (6, "n")) if size in sizes]
    scope = export.SymbolicScope([f"{name} >= 3" for name in names])

    def spec(x):
        shape = x.shape
        if any_shape and shape:
            written = ", ".join({4: "b", 6: "n"}.get(size, str(size)) for size in shape)
            shape = export.symbolic_shape(written, scope=scope)
        return jax.ShapeDtypeStruct(shape, x.dtype)

    try:
        specs = jax.tree.map(spec, given)
        return export.export(jax.jit(function))(*specs)
    except Exception:  # noqa: BLE001 - whatever a function says of arguments it does not take
        return None


def compare(made, given):
    """Return what differs between JAX and us, or None."""
    expected = [np.asarray(x) for x in jax.tree.leaves(made.call(*given))]
    leaves = jax.tree.leaves(given)
    kept = [leaves[i] for i in made.module_kept_var_idx]
    with np.errstate(all="ignore"):
        found = program.load(made.mlir_module_serialized).main(xp)(*kept)
    for i, (mine, theirs) in enumerate(zip(found, expected, strict=True)):
        mine = np.asarray(mine)
        if (mine.dtype, mine.shape) != (theirs.dtype, theirs.shape):
            return f"result {i}: {mine.dtype}{mine.shape}, not {theirs.dtype}{theirs.shape}"
        near = NEAR.get(theirs.dtype.name, 0)
        wide = (np.complex128 if theirs.dtype.kind == "c" else np.float64) if near else theirs.dtype
        mine, theirs = mine.astype(wide), theirs.astype(wide)
        sizes = np.abs(theirs[np.isfinite(theirs)]) if near else np.zeros(0)
        atol = near * max(1, sizes.max(initial=0))
        if not np.allclose(mine, theirs, near, atol, equal_nan=near > 0):
            return f"result {i}: {mine.reshape(-1)[:4]}, not {theirs.reshape(-1)[:4]}"
    return None


def main(names):
    """Try all functions of the modules with some names, or of all."""
    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_platforms", "cpu")
    warnings.simplefilter("ignore")
    any_shape = "--any-shape" in names
    count, unsupported = 0, collections.Counter()
    for module in [name for name in names if name in MODULES] or MODULES:
        for name, function in sorted(vars(MODULES[module]).items()):
            if name.startswith("_") or name.endswith("_p") or name in LEFT_OUT:
                continue
            if not callable(function) or isinstance(function, type):
                continue
            made = ((exported(function, given, any_shape), given) for given in arguments())
            taken = (pair for pair in made if pair[0] is not None and pair[0].out_avals)
            for program_, given in itertools.islice(taken, PER_FUNCTION):
                count += 1
                try:
                    wrong = compare(program_, given)
                except UnsupportedError as error:
                    unsupported[str(error)] += 1
                    continue
                except Exception as error:  # noqa: BLE001 - to be looked at, with all others
                    wrong = f"{type(error).__name__}: {str(error)[:300]}"
                if wrong:
                    print(f"{module}.{name}: {wrong}")
    print(f"{count} programs")
    for message, times in unsupported.most_common():
        print(f"{times} x {message}")


if __name__ == "__main__":
    main(sys.argv[1:])
