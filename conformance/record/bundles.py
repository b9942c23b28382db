"""Records small checkpoints of every format, and what TensorFlow says is in them.

    python conformance/record/bundles.py

Needs TensorFlow 2.21. Writes the folder `tests/wire/data/bundles`: checkpoint files, and
`expected.json` with dtype, shape and bytes of every tensor in each. `tests/wire/test_bundle.py`
and `test_checkpoint_v1.py` read them.
"""

import json
import os
import pathlib
import shutil

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from tensorflow.python.framework import dtypes  # noqa: E402

TARGET = pathlib.Path(__file__).resolve().parents[2] / "tests/wire/data/bundles"
IN_V1 = ("float32 float64 int32 uint8 int16 int8 int64 complex64 complex128 bool uint16 "
         "float16").split()
NUMBERS = [*IN_V1, *"bfloat16 uint32 uint64 float8_e5m2 float8_e4m3fn int4 uint4".split()]
QUANTIZED = "qint8 quint8 qint16 quint16 qint32".split()
EXPECTED = {}


def number(name, shape):
    """A tensor of small numbers of one dtype."""
    values = np.arange(np.prod(shape, dtype=int)).reshape(shape) % 7
    if name.startswith("complex"):
        values = values * (1 - 2j)
    if name.startswith("q"):
        return tf.bitcast(tf.constant(values.astype(name[1:])), getattr(dtypes, name))
    return tf.constant(values.astype(getattr(dtypes, name).as_numpy_dtype))


def expect(file, key, tensor):
    """Note what a tensor holds."""
    array = np.asarray(tensor.numpy())
    values = ([item.hex() for item in np.asarray(array, object).reshape(-1)]
              if tensor.dtype == tf.string else array.tobytes().hex())
    EXPECTED.setdefault(file, {})[key] = {
        "dtype": tensor.dtype.name, "shape": list(tensor.shape), "values": values}


def save(file, tensors, specs=None):
    """Write a bundle with SaveV2."""
    specs = specs or [""] * len(tensors)
    tf.raw_ops.SaveV2(prefix=str(TARGET / file), tensor_names=list(tensors),
                      shape_and_slices=specs, tensors=list(tensors.values()))


def record_dtypes():
    """All dtypes and a few shapes, strings and key orders."""
    tensors = {f"{name}/{len(shape)}": number(name, shape)
               for name in NUMBERS + QUANTIZED for shape in [(2, 3), ()]}
    tensors["zz/empty"] = tf.zeros([0, 3])
    tensors["strings/some"] = tf.constant([[b"a", b""], ["\u00e9".encode(), b"\0" * 300]])
    tensors["strings/none"] = tf.constant([], tf.string)
    tensors["AA/late in the file, early in the index"] = tf.constant(b"scalar")
    save("dtypes", tensors)
    for key, tensor in tensors.items():
        expect("dtypes", key, tensor)


def record_variants():
    """Tensor lists; only their presence is compared, through their type names."""
    lists = [tf.raw_ops.TensorListFromTensor(
        tensor=tf.range(at + 1.0), element_shape=tf.constant([], tf.int32)) for at in range(3)]
    save("variants", {"one": lists[2], "several": tf.stack(lists)})


def record_shards():
    """One tensor cut into three boxes over three shards, and a whole one beside it."""
    whole = number("float32", (7, 30))
    cuts = {"7 30 0,3:-": whole[:3], "7 30 3,4:0,10": whole[3:, :10],
            "7 30 3,4:10,20": whole[3:, 10:]}
    parts = []
    for at, (spec, values) in enumerate(cuts.items()):
        save(f"part{at}", {"cut": values, f"whole{at}": tf.constant(at)}, [spec, ""])
        parts.append(str(TARGET / f"part{at}"))
        expect("shards", f"whole{at}", tf.constant(at))
    expect("shards", "cut", whole)
    tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts,
                                  destination_prefix=str(TARGET / "shards"))


def record_object_graph():
    """What tf.train.Checkpoint writes."""
    root = tf.Module()
    root.kernel = tf.Variable(number("float32", (3, 4)))
    root.words = tf.Variable([b"a", b"bc"])
    prefix = tf.train.Checkpoint(root=root).write(str(TARGET / "object_graph"))
    reader = tf.train.load_checkpoint(prefix)
    for key in reader.get_variable_to_shape_map():
        expect("object_graph", key, tf.constant(reader.get_tensor(key)))


def record_v1():
    """V1 files: all dtypes they can hold, and a tensor cut over two files."""
    tensors = {name: number(name, (2, 3)) for name in IN_V1}
    tensors["string"] = tf.constant([b"a", b"", b"\xff\0"])
    tensors["scalar"] = tf.constant(2.5)
    tf.raw_ops.Save(filename=str(TARGET / "v1"), tensor_names=list(tensors),
                    data=list(tensors.values()))
    for key, tensor in tensors.items():
        expect("v1", key, tensor)
    whole = number("int32", (4, 3))
    for at, spec in enumerate(["4 3 0,1:-", "4 3 1,3:-"]):
        tf.raw_ops.SaveSlices(
            filename=str(TARGET / f"v1cut-0000{at}-of-00002"), tensor_names=["cut"],
            shapes_and_slices=[spec], data=[whole[:1] if at == 0 else whole[1:]])
    expect("v1cut-?????-of-00002", "cut", whole)


def main():
    """Write everything anew."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    record_dtypes()
    record_variants()
    record_shards()
    record_object_graph()
    record_v1()
    text = json.dumps(EXPECTED, indent=1, sort_keys=True)
    (TARGET / "expected.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
