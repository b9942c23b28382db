"""Bundles and TensorProtos against real TensorFlow, in both directions and byte for byte."""

import hashlib
import os
import pathlib
import re
import warnings

import numpy
import pytest

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import bundle, bundle_merger, bundle_writer, messages, open_checkpoint
from tfcompat._src.wire import slices as boxes
from tfcompat._src.wire import tensor_proto

pytestmark = [pytest.mark.tensorflow, pytest.mark.filterwarnings("ignore")]

PLAIN = ("float32 float64 int32 uint8 int16 int8 int64 complex64 complex128 bool qint8 quint8 "
         "qint32 bfloat16 qint16 quint16 uint16 float16 uint32 uint64 float8_e5m2 float8_e4m3fn "
         "int4 uint4").split()
SHAPES = [(), (1,), (3,), (2, 0, 3), (2, 3)]


@pytest.fixture(scope="module")
def tf():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("tensorflow")


def values(name, shape, seed=0):
    """Random elements of every bit pattern that TensorFlow itself may hold."""
    random = numpy.random.default_rng(seed)
    size = int(numpy.prod(shape))
    if name == "string":
        items = [random.bytes(int(length)) for length in random.integers(0, 300, size)]
        out = numpy.empty(size, object)
        out[:] = items
        return out.reshape(shape)
    storage = dtypes.numpy_dtype(name)
    if name == "bool":
        return random.integers(0, 2, shape).astype(bool)
    if name.endswith("int4"):
        return random.integers(0 if name[0] == "u" else -8, 8, shape).astype(storage)
    data = random.integers(0, 256, size * storage.itemsize, dtype=numpy.uint8)
    return data.view(storage).reshape(shape)


def tf_dtype(name):
    from tensorflow.python.framework import dtypes as tf_dtypes
    return getattr(tf_dtypes, name)


def tf_tensor(tf, name, array):
    if name[0] == "q" or name.startswith("quint"):
        plain = tf.constant(array)
        return tf.bitcast(plain, tf_dtype(name))
    return tf.constant(array, dtype=tf_dtype(name))


def tf_array(tf, tensor):
    array = numpy.asarray(tensor.numpy() if hasattr(tensor, "numpy") else tensor)
    if array.dtype.names:
        array = array.view(array.dtype[0])
    return numpy.array(array, object) if array.dtype.kind == "S" else array


def same(left, right):
    left, right = numpy.asarray(left), numpy.asarray(right)
    assert left.shape == right.shape and left.dtype == right.dtype
    if left.dtype == object:
        assert left.tolist() == right.tolist()
    else:
        assert left.tobytes() == right.tobytes()


def all_tensors():
    return {f"{name}/{index}": (name, values(name, shape, index))
            for name in [*PLAIN, "string"] for index, shape in enumerate(SHAPES)}


def save(tf, prefix, tensors, specs=None):
    tf.raw_ops.SaveV2(
        prefix=prefix, tensor_names=list(tensors), shape_and_slices=specs or [""] * len(tensors),
        tensors=[tf_tensor(tf, name, array) for name, array in tensors.values()])


def restore(tf, prefix, key, name, spec=""):
    return tf.raw_ops.RestoreV2(prefix=prefix, tensor_names=[key], shape_and_slices=[spec],
                                dtypes=[tf_dtype(name)])[0]


def file_bytes(prefix):
    return [pathlib.Path(prefix + end).read_bytes() for end in (".index", ".data-00000-of-00001")]


def test_tensors_of_every_dtype_are_written_byte_for_byte_as_tensorflow_does(tf, tmp_path):
    tensors = all_tensors()
    save(tf, str(tmp_path / "theirs"), tensors)
    with bundle_writer.BundleWriter(tmp_path / "ours") as writer:
        for key, (name, array) in tensors.items():
            writer.add(key, array, dtypes.as_dtype(name))
    assert file_bytes(str(tmp_path / "ours")) == file_bytes(str(tmp_path / "theirs"))


def test_tensorflow_restores_what_we_write(tf, tmp_path):
    tensors = all_tensors()
    prefix = str(tmp_path / "ours")
    with bundle_writer.BundleWriter(prefix) as writer:
        for key, (name, array) in tensors.items():
            writer.add(key, array, dtypes.as_dtype(name))
    reader = tf.train.load_checkpoint(prefix)
    assert set(reader.get_variable_to_shape_map()) == set(tensors)
    for key, (name, array) in tensors.items():
        assert reader.get_variable_to_dtype_map()[key] == tf_dtype(name)
        same(tf_array(tf, restore(tf, prefix, key, name)).astype(array.dtype, copy=False), array)
        if name == "string":
            same(numpy.asarray(reader.get_tensor(key), object), array)


def test_we_read_what_tensorflow_writes(tf, tmp_path):
    tensors = all_tensors()
    prefix = str(tmp_path / "theirs")
    save(tf, prefix, tensors)
    with bundle.BundleReader(prefix) as reader:
        assert reader.keys() == sorted(tensors)
        for key, (name, array) in tensors.items():
            assert reader.dtype(key).name == name
            assert reader.shape(key).as_list() == list(array.shape)
            same(reader.read(key), array)


def test_an_index_of_many_blocks_is_written_byte_for_byte(tf, tmp_path):
    names = [hashlib.sha256(at.to_bytes(2, "big")).hexdigest() for at in range(9000)]
    tensors = {name: ("float32", numpy.float32(at)) for at, name in enumerate(names)}
    save(tf, str(tmp_path / "theirs"), tensors)
    with bundle_writer.BundleWriter(tmp_path / "ours") as writer:
        for key, (_, array) in tensors.items():
            writer.add(key, array)
    ours, theirs = file_bytes(str(tmp_path / "ours")), file_bytes(str(tmp_path / "theirs"))
    assert len(ours[0]) > 2 * 262144
    assert ours == theirs


def test_a_checkpoint_written_through_the_object_graph_comes_out_the_same(tf, tmp_path):
    root = tf.Module()
    root.kernel = tf.Variable(numpy.arange(12, dtype=numpy.float32).reshape(3, 4))
    root.words = tf.Variable([b"a", b"bc"])
    prefix = tf.train.Checkpoint(root=root).write(str(tmp_path / "theirs"))
    with bundle.BundleReader(prefix) as reader, \
            bundle_writer.BundleWriter(tmp_path / "ours") as writer:
        keys = sorted(reader.keys(), key=lambda key: reader.entry(key).offset)
        for key in keys:
            writer.add(key, reader.read(key), reader.dtype(key))
    assert file_bytes(str(tmp_path / "ours")) == file_bytes(prefix)


@pytest.mark.parametrize("spec, part", [
    ("7 300 0,3:-", (slice(0, 3), slice(None))), ("7 300 3,4:-", (slice(3, 7), slice(None))),
    ("7 300 0,7:0,300", (slice(None), slice(None))),
    ("7 300 2,2:100,150", (slice(2, 4), slice(100, 250)))])
def test_a_slice_is_written_byte_for_byte(tf, tmp_path, spec, part):
    whole = numpy.arange(2100, dtype=numpy.float32).reshape(7, 300)
    save(tf, str(tmp_path / "theirs"), {"x": ("float32", whole[part])}, [spec])
    shape, box = boxes.parse_shape_and_slice(spec)
    with bundle_writer.BundleWriter(tmp_path / "ours") as writer:
        writer.add_slice("x", shape, box, whole[part])
    assert file_bytes(str(tmp_path / "ours")) == file_bytes(str(tmp_path / "theirs"))
    same(bundle.BundleReader(str(tmp_path / "theirs")).read("x", box=box), whole[part])


def test_slices_in_several_shards_come_together_in_both_directions(tf, tmp_path):
    whole = values("bfloat16", (70, 300))
    specs = ["70 300 0,30:-", "70 300 30,40:0,100", "70 300 30,40:100,200"]
    parts = []
    for index, spec in enumerate(specs):
        box = boxes.parse_shape_and_slice(spec)[1].resolve(whole.shape)
        parts.append(str(tmp_path / f"part{index}"))
        save(tf, parts[-1], {"x": ("bfloat16", whole[box.index()])}, [spec])
    prefix = str(tmp_path / "all")
    tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, destination_prefix=prefix)
    with bundle.BundleReader(prefix) as reader:
        assert reader.num_shards == 3
        same(reader.read("x"), whole)
        for spec in ("70 300 25,20:90,30", "70 300 69,1:-", "70 300 -:299,1"):
            box = boxes.parse_shape_and_slice(spec)[1]
            mine = reader.read("x", box=box)
            same(mine, whole[box.resolve(whole.shape).index()])
            same(mine, restore(tf, prefix, "x", "bfloat16", spec).numpy())
    with bundle_writer.BundleWriter(tmp_path / "ours") as writer:
        for spec in specs:
            box = boxes.parse_shape_and_slice(spec)[1]
            writer.add_slice("x", whole.shape, box, whole[box.resolve(whole.shape).index()])
    same(restore(tf, str(tmp_path / "ours"), "x", "bfloat16").numpy(), whole)


def test_parts_are_merged_byte_for_byte(tf, tmp_path):
    for side in ("ours", "theirs"):
        (tmp_path / side).mkdir()
        parts = [str(tmp_path / side / f"part{at}") for at in range(2)]
        for at, part in enumerate(parts):
            save(tf, part, {"cut": ("float32", numpy.full((2, 3), at, numpy.float32)),
                            f"own{at}": ("string", values("string", (2,), at))},
                 [f"4 3 {2 * at},2:-", ""])
        prefix = str(tmp_path / side / "all")
        if side == "ours":
            bundle_merger.merge_bundles(parts, prefix)
        else:
            tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, destination_prefix=prefix)
    ours, theirs = ({path.name: path.read_bytes() for path in (tmp_path / side).iterdir()}
                    for side in ("ours", "theirs"))
    assert ours == theirs and len(ours) == 3


def test_variants_go_both_ways(tf, tmp_path):
    scalar = tf.constant([], tf.int32)
    lists = [tf.raw_ops.TensorListFromTensor(tensor=tf.range(at + 1.), element_shape=scalar)
             for at in range(3)]
    stacked = tf.stack(lists)
    prefix = str(tmp_path / "theirs")
    tf.raw_ops.SaveV2(prefix=prefix, tensor_names=["one", "all"], shape_and_slices=["", ""],
                      tensors=[lists[2], stacked])
    with bundle.BundleReader(prefix) as reader, \
            bundle_writer.BundleWriter(tmp_path / "ours") as writer:
        assert reader.read("all").shape == (3,)
        assert reader.read("one")[()].type_name == "tensorflow::TensorList"
        for key in ("one", "all"):
            writer.add(key, reader.read(key), reader.dtype(key))
    assert file_bytes(str(tmp_path / "ours")) == file_bytes(prefix)


def big_endian_copy(reader, prefix):
    """Rewrite a bundle of plain tensors as a big-endian machine would have."""
    from tfcompat._src.wire import crc, table
    data, items = b"", []
    for key in reader.keys():
        entry = type(reader.entry(key)).FromString(reader.entry(key).SerializeToString())
        array = reader.read(key)
        if array.dtype == object:
            sizes = [len(item) for item in array.reshape(-1)]
            words = b"".join(size.to_bytes(4, "big") for size in sizes)
            stored = crc.masked_crc32c(words).to_bytes(4, "big")
            content = b"".join(array.reshape(-1))
            own = bytes(sizes) + stored + content
            checksum = crc.masked_crc32c(words + stored + content)
        else:
            words = array if array.dtype.kind == "c" else array.view(f"u{array.itemsize}")
            own = words.byteswap().tobytes()
            checksum = crc.masked_crc32c(own)
        entry.offset, entry.size, entry.crc32c = len(data), len(own), checksum
        data += own
        items.append((key.encode(), entry.SerializeToString()))
    header = messages.BundleHeaderProto(num_shards=1, endianness=1)
    header.version.producer = 1
    with open(prefix + ".index", "wb") as file:
        table.write_table(file, [(b"", header.SerializeToString()), *sorted(items)])
    pathlib.Path(prefix + ".data-00000-of-00001").write_bytes(data)


def test_bundles_of_big_endian_machines_are_read_as_tensorflow_reads_them(tf, tmp_path):
    names = ("float32", "int64", "complex64", "complex128", "bfloat16", "uint16", "int8", "bool")
    tensors = {name: (name, values(name, (2, 3))) for name in names}
    words = numpy.array([b"a", b"", b"xyz"], object)
    tensors["string"] = ("string", words)
    save(tf, str(tmp_path / "little"), tensors)
    prefix = str(tmp_path / "big")
    big_endian_copy(bundle.BundleReader(str(tmp_path / "little")), prefix)
    with bundle.BundleReader(prefix) as reader:
        for key, (name, array) in tensors.items():
            same(reader.read(key), array)
            same(numpy.asarray(tf_array(tf, restore(tf, prefix, key, name)), array.dtype), array)


@pytest.mark.parametrize("name", [
    "float32", "float64", "int32", "uint8", "int16", "int8", "int64", "complex64", "complex128",
    "bool", "float16", "uint16", "string"])
def test_v1_checkpoints_are_read(tf, tmp_path, name):
    array = values(name, (5, 4))
    path = str(tmp_path / "old")
    tensors = [tf.constant(array), tf.constant(array[0, 0])]
    tf.raw_ops.Save(filename=path, tensor_names=["x", "y"], data=tensors)
    with open_checkpoint.open_checkpoint(path) as reader:
        assert reader.keys() == ["x", "y"] and reader.dtype("x").name == name
        same(reader.read("x"), array)
        same(reader.read("y"), numpy.array(array[0, 0], array.dtype))


def test_sharded_and_sliced_v1_checkpoints_are_read(tf, tmp_path):
    whole = numpy.arange(12, dtype=numpy.float32).reshape(4, 3)
    for shard, spec in enumerate(["4 3 0,1:-", "4 3 1,3:-"]):
        box = boxes.parse_shape_and_slice(spec)[1].resolve(whole.shape)
        tf.raw_ops.SaveSlices(
            filename=str(tmp_path / f"old-0000{shard}-of-00002"), tensor_names=["x"],
            shapes_and_slices=[spec], data=[tf.constant(whole[box.index()])])
    pattern = str(tmp_path / "old-?????-of-00002")
    with open_checkpoint.open_checkpoint(pattern) as reader:
        same(reader.read("x"), whole)
        box = boxes.parse_box("0,3:1,1")
        theirs = tf.raw_ops.RestoreSlice(file_pattern=pattern, tensor_name="x",
                                         shape_and_slice="4 3 0,3:1,1", dt=tf.float32)
        same(reader.read("x", box=box), theirs.numpy())


DAMAGE = {
    "index missing": lambda index, data: (None, data),
    "data missing": lambda index, data: (index, None),
    "index empty": lambda index, data: (b"", data),
    "index cut": lambda index, data: (index[:-1], data),
    "index block changed": lambda index, data: (change(index, 3), data),
    "index handle changed": lambda index, data: (change(index, -46), data),
    "data cut": lambda index, data: (index, data[:6]),
    "values changed": lambda index, data: (index, change(data, 0)),
    "length changed": lambda index, data: (index, change(data, 12)),
    "length checksum changed": lambda index, data: (index, change(data, 15)),
    "string changed": lambda index, data: (index, change(data, -1)),
    "shape larger than size": lambda index, data: (reshaped(index, "f", [4]), data),
    "negative shape": lambda index, data: (reshaped(index, "f", [-4]), data),
    "more strings than size": lambda index, data: (reshaped(index, "s", [40]), data),
    "from the future": lambda index, data: (header(index, min_consumer=9), data),
    "disallowed": lambda index, data: (header(index, bad_consumers=[1]), data),
    "unreadable header": lambda index, data: (replaced(index, b"", b"\xff"), data),
    "unreadable entry": lambda index, data: (replaced(index, b"f", b"\xff"), data),
}


def change(data, at):
    data = bytearray(data)
    data[at] ^= 1
    return bytes(data)


def replaced(index, key, value):
    import io

    from tfcompat._src.wire import table
    items = dict(table.TableReader(index).items())
    items[key] = value(items[key]) if callable(value) else value
    out = io.BytesIO()
    table.write_table(out, items.items())
    return out.getvalue()


def reshaped(index, key, sizes):
    def edit(value):
        entry = messages.BundleEntryProto.FromString(value)
        del entry.shape.dim[:]
        for size in sizes:
            entry.shape.dim.add(size=size)
        return entry.SerializeToString()
    return replaced(index, key.encode(), edit)


def header(index, **version):
    def edit(value):
        message = messages.BundleHeaderProto.FromString(value)
        message.version.MergeFrom(messages.VersionDef(**version))
        return message.SerializeToString()
    return replaced(index, b"", edit)


def outcome(action):
    """What a read comes to: its values, or the class and the sentence of the error."""
    try:
        return numpy.asarray(action(), object).tolist()
    except Exception as error:
        text = str(error).split("}} ", 1)[-1].removesuffix(" [Op:RestoreV2]")
        return type(error).__name__, re.sub(r"goo\.gle/\w+ +", "", text)


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("key, name", [("f", "float32"), ("s", "string"), ("nope", "float32")])
def test_damage_raises_the_class_and_sentence_of_tensorflow(tf, tmp_path, damage, key, name):
    prefix = str(tmp_path / "ckpt")
    tensors = {"f": ("float32", numpy.arange(3, dtype=numpy.float32)),
               "s": ("string", numpy.array([b"x", b"yy", b""], object))}
    save(tf, prefix, tensors)
    index, data = DAMAGE[damage](*file_bytes(prefix))
    for end, content in ((".index", index), (".data-00000-of-00001", data)):
        if content is None:
            os.remove(prefix + end)
        else:
            pathlib.Path(prefix + end).write_bytes(content)
    theirs = outcome(lambda: restore(tf, prefix, key, name).numpy())
    ours = outcome(lambda: open_checkpoint.open_checkpoint(prefix).read(key))
    assert ours == theirs


@pytest.mark.parametrize("spec", [
    "4 3 0,2:-", "4 3 1,2:-", "4 3 -", "4 3 2,3:-", "4 b -:-", "4 3 x:-", "4 3 0,0:-", "word"])
def test_slice_specifications_are_judged_as_tensorflow_does(tf, tmp_path, spec):
    prefix = str(tmp_path / "ckpt")
    save(tf, prefix, {"x": ("float32", numpy.ones((2, 3), numpy.float32))}, ["4 3 0,2:-"])

    def read():
        shape, box = boxes.parse_shape_and_slice(spec)
        box.resolve(shape)
        return bundle.BundleReader(prefix).read("x", box=box)

    assert outcome(read) == outcome(lambda: restore(tf, prefix, "x", "float32", spec).numpy())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", [*PLAIN, "string", "int2", "uint2", "float4_e2m1fn"])
def test_constants_are_encoded_as_tensorflow_encodes_them(tf, name, shape):
    array = values(name, shape) if name not in ("int2", "uint2", "float4_e2m1fn") else (
        numpy.ones(shape).astype(dtypes.numpy_dtype(name)))
    ours = tensor_proto.to_proto(array, dtypes.as_dtype(name))
    theirs_array = array.view(tf_dtype(name).as_numpy_dtype) if name[0] == "q" else array
    theirs = tf.make_tensor_proto(theirs_array, tf_dtype(name))
    assert ours.SerializeToString() == theirs.SerializeToString()
    same(tensor_proto.to_array(ours), array)


@pytest.mark.parametrize("name", ["float32", "bool", "string", "int4"])
def test_a_traced_constant_has_the_same_form(tf, name):
    array = values(name, (2, 3))

    @tf.function(autograph=False)
    def function():
        return tf.constant(array, dtype=tf_dtype(name)), tf.constant(2.5, shape=[4, 5])

    consts = [node.attr["value"].tensor.SerializeToString()
              for node in function.get_concrete_function().function_def.node_def
              if node.op == "Const"]
    assert consts == [
        tensor_proto.to_proto(array).SerializeToString(),
        tensor_proto.to_proto(numpy.float32(2.5), shape=(4, 5)).SerializeToString()]


def test_captured_constants_have_the_form_they_have_in_savedmodels(tf, tmp_path):
    arrays = [values(name, (2, 3)) for name in ("float32", "int8", "string", "bool")]
    arrays += [numpy.ones(3, numpy.float32), numpy.full((2, 2), -3, numpy.int64),
               numpy.array([b"a"] * 4, object), numpy.full(4, 1 + 2j), numpy.full(4, numpy.nan)]

    class Module(tf.Module):
        def __init__(self):
            super().__init__()
            self.captured = [tf.constant(array) for array in arrays]

        @tf.function(input_signature=[], autograph=False)
        def function(self):
            return {str(at): tf.identity(item) for at, item in enumerate(self.captured)}

    module = Module()
    tf.saved_model.save(module, str(tmp_path), signatures=module.function)
    content = (tmp_path / "saved_model.pb").read_bytes()
    graph = messages.parse(messages.SavedModel, content).meta_graphs[0].graph_def
    theirs = {node.attr["value"].tensor.SerializeToString()
              for node in graph.node if node.op == "Const"}
    ours = {tensor_proto.to_captured_proto(array).SerializeToString() for array in arrays}
    assert ours <= theirs


PROTOS = [
    'dtype: DT_FLOAT tensor_shape{dim{size:4}} float_val: [1,2]',
    'dtype: DT_FLOAT tensor_shape{dim{size:1}} float_val: [1,2]',
    'dtype: DT_FLOAT tensor_shape{dim{size:2}}',
    'dtype: DT_STRING tensor_shape{dim{size:2}}',
    'dtype: DT_STRING tensor_shape{dim{size:3}} string_val: "a" string_val: "b"',
    r'dtype: DT_STRING tensor_shape{dim{size:2}} tensor_content: "\001\002abb"',
    r'dtype: DT_STRING tensor_shape{dim{size:2}} tensor_content: "\001\002ab"',
    r'dtype: DT_STRING tensor_shape{dim{size:2}} tensor_content: "\001\002abbb"',
    'dtype: DT_FLOAT tensor_shape{dim{size:2}} tensor_content: "abc"',
    r'dtype: DT_FLOAT tensor_shape{dim{size:1}} tensor_content: "\000\000\000\000" float_val: 3',
    'dtype: DT_FLOAT tensor_shape{unknown_rank: true} float_val: 3',
    'dtype: DT_FLOAT tensor_shape{dim{size:-1}} float_val: 3',
    'dtype: DT_FLOAT float_val: 3',
    'dtype: DT_INT4 tensor_shape{dim{size:3}} int_val: [-9, 8, 17]',
    r'dtype: DT_INT4 tensor_shape{dim{size:3}} tensor_content: "\010\370\007"',
    'dtype: DT_INT8 tensor_shape{dim{size:3}} int_val: [-129, 8, 300]',
    'dtype: DT_UINT16 tensor_shape{dim{size:3}} int_val: [-1, 8, 70000]',
    r'dtype: DT_BOOL tensor_shape{dim{size:3}} tensor_content: "\000\001\002"',
    'dtype: DT_FLOAT8_E4M3FNUZ tensor_shape{dim{size:3}} float8_val: "@H"',
    'dtype: DT_HALF tensor_shape{dim{size:3}} half_val: [15360,0]',
    'dtype: DT_COMPLEX64 tensor_shape{dim{size:2}} scomplex_val: [1,2,3]',
    'dtype: DT_FLOAT tensor_shape{dim{size:0}} float_val: 3',
    'dtype: DT_FLOAT tensor_shape{dim{size:4611686018427387904} dim{size: 8}} float_val: 3',
    'dtype: DT_UINT32 tensor_shape{dim{size:2}} int_val: [3,4]',
]


@pytest.mark.parametrize("text", PROTOS)
def test_every_encoding_is_read_as_tensorflow_reads_it(tf, text):
    proto = messages.from_text(messages.TensorProto, text)
    theirs_dtype = tf.DType(proto.dtype)
    try:
        theirs = tf.io.parse_tensor(proto.SerializeToString(), theirs_dtype).numpy()
    except tf.errors.InvalidArgumentError:
        with pytest.raises(errors.InvalidArgumentError, match="Cannot parse tensor from proto: "):
            tensor_proto.to_array(proto)
    else:
        # In TensorFlow's memory the unused half of an int4 byte may hold anything.
        plain = numpy.int8 if theirs.dtype.name == "int4" else theirs.dtype
        same(tensor_proto.to_array(proto).astype(plain), theirs.astype(plain))
