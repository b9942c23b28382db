"""Records what StableHLO programs do; needs TensorFlow and JAX, by which most of them are made.

    python conformance/record/stablehlo_programs.py [NAME ...]

Writes `conformance/stablehlo/programs.npz`, the portable artifacts with arguments and results, and
`programs.json`, how each is called. TensorFlow's `XlaCallModule` runs them; where it has no kernel
for something that JAX's own runtime has, JAX says what comes out ("by" in the table), and where
neither has, it was worked out by hand.
"""

import itertools
import json
import os
import pathlib
import sys
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import jax  # noqa: E402

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_traceback_in_locations_limit", 0)  # no paths of this machine

import numpy as np  # noqa: E402
import stablehlo_cases  # noqa: E402
import stablehlo_models  # noqa: E402, F401 - enters its programs into the same table
import stablehlo_texts  # noqa: E402
import tensorflow as tf  # noqa: E402
from jax import export  # noqa: E402
from jax._src.interpreters import mlir  # noqa: E402
from jaxlib.mlir import ir  # noqa: E402
from jaxlib.mlir.dialects import stablehlo  # noqa: E402
from tensorflow.compiler.tf2xla.ops import gen_xla_ops  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "stablehlo"
# Of StableHLO: one that TensorFlow 2.21 reads.
VERSION = "1.13.0"


def main(wanted):
    """Record all programs, or those with a name."""
    table, arrays = {}, {}
    for name, module, arguments, platforms, known in itertools.chain(
        from_jax(wanted), from_texts(wanted)
    ):
        try:
            outputs, by = run(module, arguments, platforms, known)
        except tf.errors.OpError as error:
            print(f"{name}: nobody runs it: {error}")
            continue
        inside = [describe(arrays, f"{name}/in{i}", x) for i, x in enumerate(arguments)]
        outside = [describe(arrays, f"{name}/out{i}", x) for i, x in enumerate(outputs)]
        arrays[f"{name}/module"] = np.frombuffer(module, np.uint8)
        table[name] = {"inputs": inside, "outputs": outside, "platforms": platforms, "by": by}
        print(f"{name}: {len(module)} bytes, {len(outputs)} results, {by}")
    if wanted:
        return
    FOLDER.mkdir(exist_ok=True)
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(row)}" for key, row in table.items())
    (FOLDER / "programs.json").write_text("{\n" + rows + "\n}\n", encoding="utf-8")
    write_arrays(FOLDER / "programs.npz", arrays)


def write_arrays(path, arrays):
    """Write a compressed .npz file that is the same whenever its arrays are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array).reshape(array.shape))


def describe(arrays, key, array):
    """Keep an array, as bytes where numpy has no such type; return the name of its dtype."""
    array = np.asarray(array)
    bare = array.dtype.kind == "V" or array.dtype.name in ("bfloat16", "int4")
    arrays[key] = array.view(f"u{array.dtype.itemsize}") if bare else array
    return array.dtype.name


def from_jax(wanted):
    """Yield name, module, arguments, platforms, and (results, who is to have said so)."""
    for name, (function, arguments, shapes, options) in stablehlo_cases.PROGRAMS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        specs = [jax.ShapeDtypeStruct(x.shape, x.dtype) for x in arguments]
        scope = export.SymbolicScope(options.get("constraints", ()))
        for i, shape in enumerate(shapes or ()):
            if shape is not None:
                sizes = export.symbolic_shape(shape, scope=scope)
                specs[i] = jax.ShapeDtypeStruct(sizes, specs[i].dtype)
        platforms = options.get("platforms", ("cpu",))
        exported = export.export(jax.jit(function), platforms=platforms)(*specs)
        names = [platform.upper() for platform in platforms]
        results = [np.asarray(x) for x in jax.tree.leaves(exported.call(*arguments))]
        known = results, "JAX" if options.get("by_jax") else None
        yield name, exported.mlir_module_serialized, arguments, names, known


def from_texts(wanted):
    """Yield the same of programs in text; JAX does not run them, but some results are known."""
    for name, (text, arguments, version, expected) in stablehlo_texts.TEXTS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        with mlir.make_ir_context():
            module = ir.Module.parse(text)
            data = stablehlo.serialize_portable_artifact_str(str(module), version or VERSION)
        known = None if expected is None else (list(map(np.asarray, expected)), "hand")
        yield name, data, [np.asarray(x) for x in arguments], ["CPU"], known


def run(module, arguments, platforms, known):
    """Return results of a program and who computed them.

    Args:
        module: a portable artifact.
        arguments: list of arrays.
        platforms: the names of those that the program is for.
        known: (results, who computed them) where TensorFlow is not to be asked, or None; without
            a name where TensorFlow is only asked first.
    """
    if known is not None and known[1]:
        return known
    dtypes = result_types(module) if known is None else [tf.as_dtype(x.dtype) for x in known[0]]
    try:
        given = gen_xla_ops.xla_call_module(
            args=[tf.constant(x) for x in arguments], version=10, module=module,
            Sout=[tf.TensorShape(None)] * len(dtypes), Tout=dtypes, platforms=platforms,
        )  # fmt: skip
    except tf.errors.OpError as error:
        if known is None:
            raise
        print("   ", str(error)[:200].replace("\n", " "))
        return known[0], "JAX"
    return [np.asarray(x.numpy()) for x in given], "TensorFlow"


def result_types(module):
    """Return the dtypes of the results of a portable artifact."""
    with mlir.make_ir_context() as context:
        read = stablehlo.deserialize_portable_artifact(context, module)
        operations = [x for x in read.body.operations if x.attributes["sym_name"].value == "main"]
        types = operations[0].attributes["function_type"].value.results
        return [named(str(ir.ShapedType(x).element_type)) for x in types]


def named(element):
    """Return TensorFlow's dtype of a type of MLIR."""
    known = {"i1": "bool", "bf16": "bfloat16", "complex<f32>": "complex64"}
    if element in known:
        return tf.as_dtype(known[element])
    letter, digits = element.rstrip("0123456789"), element.lstrip("uif")
    return tf.as_dtype({"f": "float", "i": "int", "ui": "uint", "si": "int"}[letter] + digits)


if __name__ == "__main__":
    main(sys.argv[1:])
