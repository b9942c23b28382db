"""Bundles: what TensorFlow wrote is read, what we write is read back, nothing is half done."""

import gc
import json
import os
import pathlib

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfcompat._src.base import dtypes, errors
from tfcompat._src.wire import bundle, bundle_merger, bundle_writer, files, messages, slices
from tfcompat._src.wire.open_checkpoint import open_checkpoint

DATA = pathlib.Path(__file__).with_name("data") / "bundles"
EXPECTED = json.loads((DATA / "expected.json").read_text())
STORED = sorted(set(dtypes._BY_ENUM[enum] for enum in range(1, 34))
                - {dtypes.resource, dtypes.variant}, key=lambda dtype: dtype.name)
LARGE = 3 << 20  # more than what is read instead of mapped


def same(left, right):
    assert left.shape == right.shape and left.dtype == right.dtype
    assert left.tolist() == right.tolist() if left.dtype == object else (
        left.tobytes() == right.tobytes())


def recorded(fact):
    """The array that TensorFlow said a recorded tensor holds."""
    shape, values = fact["shape"], fact["values"]
    if fact["dtype"] == "string":
        array = numpy.empty(len(values), object)
        array[:] = [bytes.fromhex(item) for item in values]
        return array.reshape(shape)
    storage = dtypes.numpy_dtype(fact["dtype"])
    return numpy.frombuffer(bytes.fromhex(values), storage).reshape(shape)


@st.composite
def tensors(draw):
    dtype = draw(st.sampled_from(STORED))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=3)))
    size = int(numpy.prod(shape, dtype=int))
    if dtype is dtypes.string:
        array = numpy.empty(size, object)
        array[:] = draw(st.lists(st.binary(max_size=200), min_size=size, max_size=size))
        return dtype, array.reshape(shape)
    storage = dtypes.numpy_dtype(dtype)
    data = draw(st.binary(min_size=size * storage.itemsize, max_size=size * storage.itemsize))
    array = numpy.frombuffer(data, numpy.uint8)
    array = array > 127 if dtype is dtypes.bool else array.view(storage)
    return dtype, array.reshape(shape)


LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
KEYS = st.text(LETTERS, min_size=1, max_size=9)


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_every_recorded_checkpoint_is_read(file):
    facts = EXPECTED[file]
    with open_checkpoint(DATA / file) as reader:
        assert reader.keys() == sorted(facts, key=str.encode)
        for key, fact in facts.items():
            assert key in reader and key + "?" not in reader
            assert reader.dtype(key).name == fact["dtype"]
            assert reader.shape(key).as_list() == fact["shape"]
            same(reader.read(key), recorded(fact))
            assert reader.read(key).flags.writeable


@pytest.mark.parametrize("file", ["dtypes", "object_graph", "variants"])
def test_a_recorded_bundle_is_rewritten_byte_for_byte(file, tmp_path):
    with bundle.BundleReader(DATA / file) as reader, \
            bundle_writer.BundleWriter(tmp_path / "copy") as writer:
        # A stable sort: tensors without bytes share their offset with the one after them.
        for key in sorted(reader.keys(), key=lambda key: (
                reader.entry(key).offset, reader.entry(key).size)):
            writer.add(key, reader.read(key), reader.dtype(key))
    for end in (".index", ".data-00000-of-00001"):
        assert (tmp_path / f"copy{end}").read_bytes() == (DATA / f"{file}{end}").read_bytes()


def test_variants_come_as_messages():
    with bundle.BundleReader(DATA / "variants") as reader:
        assert reader.dtype("several") is dtypes.variant
        assert reader.read("one").shape == () and reader.read("several").shape == (3,)
        assert {item.type_name for item in reader.read("several")} == {"tensorflow::TensorList"}


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, tensors(), max_size=6))
def test_what_is_written_is_read_back(tmp_path_factory, contents):
    prefix = tmp_path_factory.mktemp("bundle") / "ckpt"
    with bundle_writer.BundleWriter(prefix) as writer:
        for key, (dtype, array) in contents.items():
            writer.add(key, array, dtype)
    assert sorted(os.listdir(prefix.parent)) == ["ckpt.data-00000-of-00001", "ckpt.index"]
    with bundle.BundleReader(prefix) as reader:
        assert reader.keys() == sorted(contents, key=str.encode)
        for key, (dtype, array) in contents.items():
            assert reader.dtype(key) is dtype
            same(reader.read(key), array)
            same(reader.read(key, verify=False), array)


@settings(max_examples=40, deadline=None)
@given(tensors(), st.data())
def test_a_box_of_a_tensor_is_that_part_of_it(tmp_path_factory, tensor, data):
    dtype, array = tensor
    prefix = tmp_path_factory.mktemp("bundle") / "ckpt"
    with bundle_writer.BundleWriter(prefix) as writer:
        writer.add("x", array, dtype)
    spans = [sorted(data.draw(st.tuples(*[st.integers(0, size)] * 2))) for size in array.shape]
    box = slices.Box(tuple(low for low, _ in spans), tuple(high - low for low, high in spans))
    same(bundle.BundleReader(prefix).read("x", box=box), array[box.index()])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.integers(1, 5), max_size=2), min_size=1, max_size=3), st.randoms(),
       st.sampled_from([dtypes.int16, dtypes.string, dtypes.bfloat16]), st.data())
def test_slices_written_in_any_order_come_together(tmp_path_factory, cuts, random, dtype, data):
    shape = (6,) * len(cuts)
    whole = numpy.arange(6 ** len(cuts)).reshape(shape)
    whole = (numpy.array([b"%d" % item for item in whole.flat], object).reshape(shape)
             if dtype is dtypes.string else whole.astype(dtypes.numpy_dtype(dtype)))
    parts = [slices.Box((), ())]
    for cut in cuts:
        edges = [0, *sorted(cut), 6]
        parts = [slices.Box((*part.starts, low), (*part.lengths, high - low))
                 for part in parts for low, high in zip(edges, edges[1:])]
    random.shuffle(parts)
    prefix = tmp_path_factory.mktemp("bundle") / "ckpt"
    with bundle_writer.BundleWriter(prefix) as writer:
        for part in parts:
            writer.add_slice("x", shape, part.starts, whole[part.index()], dtype)
    wanted = data.draw(st.sampled_from([*parts, slices.full_box(len(cuts))])).resolve(shape)
    with bundle.BundleReader(prefix) as reader:
        assert reader.keys() == ["x"]
        same(reader.read("x"), whole)
        same(reader.read("x", box=wanted), whole[wanted.index()])


def large(prefix, dtype=numpy.float32, before=b""):
    array = numpy.arange(LARGE // numpy.dtype(dtype).itemsize).astype(dtype)
    with bundle_writer.BundleWriter(prefix) as writer:
        if before:
            writer.add("before", numpy.frombuffer(before, numpy.uint8))
        writer.add("x", array)
    return array


def test_a_large_tensor_is_the_mapped_file_and_writing_to_it_changes_nothing_else(tmp_path):
    expected = large(tmp_path / "ckpt")
    before = (tmp_path / "ckpt.data-00000-of-00001").read_bytes()
    with bundle.BundleReader(tmp_path / "ckpt") as reader:
        first = reader.read("x")
        assert not first.flags.owndata and first.flags.writeable and first.flags.aligned
        first[:] = -1
        same(reader.read("x"), expected)
        same(reader.read("x", box=slices.parse_box("5,7")), expected[5:12])
        assert (first == -1).all()
    assert (tmp_path / "ckpt.data-00000-of-00001").read_bytes() == before


def test_a_tensor_at_an_odd_offset_is_copied_to_an_aligned_place(tmp_path):
    expected = large(tmp_path / "ckpt", before=b"abc")
    array = bundle.BundleReader(tmp_path / "ckpt").read("x")
    assert array.flags.aligned and array.flags.writeable
    same(array, expected)


def test_arrays_outlive_the_reader_and_the_files(tmp_path):
    expected = large(tmp_path / "ckpt")
    with bundle.BundleReader(tmp_path / "ckpt") as reader:
        array = reader.read("x")
    del reader
    gc.collect()
    large(tmp_path / "ckpt", numpy.float64)
    for path in tmp_path.iterdir():
        path.unlink()
    same(array, expected)


def test_a_reader_can_be_used_after_closing(tmp_path):
    expected = large(tmp_path / "ckpt")
    reader = bundle.BundleReader(tmp_path / "ckpt")
    reader.read("x")
    reader.close()
    same(reader.read("x"), expected)


def test_a_bundle_of_a_big_endian_machine_is_swapped(tmp_path):
    arrays = {"f": numpy.arange(3, dtype=numpy.float32),
              "c": numpy.array([1 + 2j], numpy.complex64),
              "b": numpy.arange(3).astype(dtypes.numpy_dtype("bfloat16")),
              "i": numpy.arange(3, dtype=numpy.int8)}
    with bundle_writer.BundleWriter(tmp_path / "ckpt") as writer:
        for key, array in arrays.items():
            words = array if array.dtype.kind == "c" else array.view(f"u{array.itemsize}")
            writer.add(key, words.byteswap().view(array.dtype))
        header = messages.BundleHeaderProto(num_shards=1, endianness=1)
        header.version.producer = 1
        entries = {**writer._entries}
    items = [(b"", header), *sorted(entries.items())]
    with open(tmp_path / "ckpt.index", "wb") as file:
        bundle.table.write_table(file, [(key, item.SerializeToString()) for key, item in items])
    with bundle.BundleReader(tmp_path / "ckpt") as reader:
        for key, array in arrays.items():
            same(reader.read(key), array)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_failing_write_leaves_the_earlier_files_and_nothing_else(tmp_path, monkeypatch):
    prefix = tmp_path / "ckpt"
    with bundle_writer.BundleWriter(prefix) as writer:
        writer.add("x", numpy.arange(3))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def check():
        gc.collect()
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

    with pytest.raises(KeyError):
        with bundle_writer.BundleWriter(prefix) as writer:
            writer.add("y", numpy.zeros(9))
            raise KeyError
    check()
    abandoned = bundle_writer.BundleWriter(prefix)
    abandoned.add("y", numpy.zeros(9))
    del abandoned
    check()

    def refuse(*anything):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(bundle.table, "write_table", refuse)
        with pytest.raises(errors.UnknownError, match="No space left on device"):
            with bundle_writer.BundleWriter(prefix) as writer:
                writer.add("y", numpy.zeros(9))
    check()
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", refuse)
        with pytest.raises(errors.UnknownError, match="No space left on device"):
            with bundle_writer.BundleWriter(prefix) as writer:
                writer.add("y", numpy.zeros(9))
    check()


def test_nothing_has_its_final_name_before_the_end(tmp_path):
    writer = bundle_writer.BundleWriter(tmp_path / "ckpt")
    writer.add("x", numpy.arange(3))
    assert not {"ckpt.index", "ckpt.data-00000-of-00001"} & set(names(tmp_path))
    writer.finish()
    assert names(tmp_path) == ["ckpt.data-00000-of-00001", "ckpt.index"]


def test_a_missing_folder_is_reported_at_once(tmp_path):
    with pytest.raises(errors.NotFoundError, match="No such file or directory"):
        bundle_writer.BundleWriter(tmp_path / "no" / "such" / "ckpt")


@pytest.mark.parametrize("wrong", [
    lambda writer: writer.add("x", numpy.arange(3)),
    lambda writer: writer.add("", numpy.arange(3)),
    lambda writer: writer.add_slice("x", (4,), (0,), numpy.arange(2)),
    lambda writer: writer.add_slice("cut", (4,), (0,), numpy.arange(2)),
    lambda writer: writer.add_slice("cut", (5,), (2,), numpy.arange(2)),
    lambda writer: writer.add_slice("cut", (4,), slices.Box((2,), (2,)), numpy.arange(1))])
def test_contradictory_tensors_are_refused(tmp_path, wrong):
    writer = bundle_writer.BundleWriter(tmp_path / "ckpt")
    writer.add("x", numpy.arange(3))
    writer.add_slice("cut", (4,), (0,), numpy.arange(2))
    with pytest.raises(errors.InvalidArgumentError):
        wrong(writer)
    writer.add_slice("cut", (4,), (2,), numpy.arange(2, 4))
    writer.finish()
    with bundle.BundleReader(tmp_path / "ckpt") as reader:
        same(reader.read("cut"), numpy.arange(4))


def test_merged_parts_are_one_bundle_and_the_parts_are_gone(tmp_path):
    parts = [tmp_path / "a", tmp_path / "b"]
    whole = numpy.arange(12).reshape(4, 3)
    for at, part in enumerate(parts):
        with bundle_writer.BundleWriter(part) as writer:
            writer.add_slice("cut", (4, 3), (2 * at, 0), whole[2 * at:2 * at + 2])
            writer.add(f"own {at}", numpy.array(at))
    bundle_merger.merge_bundles([*parts, tmp_path / "c"], tmp_path / "all", missing_ok=True)
    assert names(tmp_path) == ["all.data-00000-of-00002", "all.data-00001-of-00002", "all.index"]
    with bundle.BundleReader(tmp_path / "all") as reader:
        assert reader.num_shards == 2 and reader.keys() == ["cut", "own 0", "own 1"]
        same(reader.read("cut"), whole)
        same(reader.read("own 1"), numpy.array(1))


def test_parts_that_contradict_each_other_are_not_merged(tmp_path):
    parts = [tmp_path / "a", tmp_path / "b"]
    for part in parts:
        with bundle_writer.BundleWriter(part) as writer:
            writer.add("x", numpy.arange(3))
    before = names(tmp_path)
    with pytest.raises(errors.InvalidArgumentError, match="Duplicate tensor keyed by x"):
        bundle_merger.merge_bundles(parts, tmp_path / "all")
    with pytest.raises(errors.NotFoundError):
        bundle_merger.merge_bundles([tmp_path / "c"], tmp_path / "all")
    assert names(tmp_path) == before
