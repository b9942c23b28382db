"""Damaged checkpoints: the right values or one of the documented errors, whatever the damage."""

import io
import json
import pathlib
import tracemalloc

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfcompat._src.base import errors
from tfcompat._src.wire import bundle, bundle_writer, checkpoint_v1, messages, table
from tfcompat._src.wire.open_checkpoint import open_checkpoint

DATA = pathlib.Path(__file__).with_name("data") / "bundles"
EXPECTED = json.loads((DATA / "expected.json").read_text())
DOCUMENTED = (errors.DataLossError, errors.NotFoundError, errors.OutOfRangeError,
              errors.InvalidArgumentError, errors.InternalError, errors.UnimplementedError)
VALUES = {"f": numpy.arange(3, dtype=numpy.float32),
          "s": numpy.array([b"x", b"yy", b""], object),
          "v": numpy.array([messages.VariantTensorDataProto(type_name="t")], object),
          "cut": numpy.arange(4)}


@pytest.fixture
def prefix(tmp_path):
    with bundle_writer.BundleWriter(tmp_path / "ckpt") as writer:
        writer.add("f", VALUES["f"])
        writer.add("s", VALUES["s"])
        writer.add("v", VALUES["v"], "variant")
        writer.add_slice("cut", (4,), (0,), VALUES["cut"][:2])
        writer.add_slice("cut", (4,), (2,), VALUES["cut"][2:])
    return tmp_path / "ckpt"


def index_of(prefix):
    return prefix.with_name(prefix.name + ".index")


def data_of(prefix):
    return prefix.with_name(prefix.name + ".data-00000-of-00001")


def check(prefix):
    """Whether all values are right; one that is not must raise a documented error instead."""
    good = True
    try:
        reader = open_checkpoint(prefix)
    except DOCUMENTED:
        return False
    for key, expected in VALUES.items():
        try:
            found = reader.read(key)
            assert found.dtype == expected.dtype and found.tolist() == expected.tolist(), key
        except DOCUMENTED:
            good = False
    try:
        assert reader.keys() == sorted(VALUES)
    except errors.DataLossError:
        good = False
    return good


@pytest.mark.parametrize("path_of", [index_of, data_of])
def test_a_file_cut_at_any_byte_is_never_misread(prefix, path_of):
    content = path_of(prefix).read_bytes()
    for length in range(len(content)):
        path_of(prefix).write_bytes(content[:length])
        assert not check(prefix), length


@pytest.mark.parametrize("bits", [0x01, 0x80, 0xFF])
@pytest.mark.parametrize("path_of", [index_of, data_of])
def test_a_change_of_any_byte_is_never_misread(prefix, path_of, bits):
    content = path_of(prefix).read_bytes()
    missed = []
    for at in range(len(content)):
        path_of(prefix).write_bytes(content[:at] + bytes([content[at] ^ bits]) + content[at + 1:])
        if check(prefix):
            missed.append(at)
    # Only the footer's first handle and its padding, and the empty block it names, are never used.
    unused = range(len(content) - 61 - 48, len(content) - 8) if path_of is index_of else ()
    assert set(missed) <= set(unused)


def test_a_v1_file_cut_or_changed_anywhere_is_never_misread(tmp_path):
    content = (DATA / "v1").read_bytes()
    good = checkpoint_v1.CheckpointV1Reader(DATA / "v1")
    expected = {key: good.read(key).tolist() for key in good.keys()}
    path = tmp_path / "v1"
    changes = [content[:at] for at in range(0, len(content), 3)]
    changes += [content[:at] + bytes([content[at] ^ 1]) + content[at + 1:]
                for at in range(0, len(content), 3)]
    for changed in changes:
        path.write_bytes(changed)
        try:
            reader = checkpoint_v1.CheckpointV1Reader(path)
            assert {key: reader.read(key).tolist() for key in expected} == expected
        except DOCUMENTED:
            pass


def rewrite(prefix, change):
    """Change the entries of an index, all checksums good."""
    items = dict(table.TableReader(index_of(prefix).read_bytes()).items())
    change(items)
    file = io.BytesIO()
    table.write_table(file, sorted(items.items()))
    index_of(prefix).write_bytes(file.getvalue())


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_entries_of_nonsense_are_refused_without_claiming_memory(tmp_path_factory, data):
    prefix = tmp_path_factory.mktemp("damage") / "ckpt"
    with bundle_writer.BundleWriter(prefix) as writer:
        writer.add("f", VALUES["f"])
        writer.add("s", VALUES["s"])
        writer.add_slice("cut", (4,), (0,), VALUES["cut"][:2])
        writer.add_slice("cut", (4,), (2,), VALUES["cut"][2:])

    def change(items):
        key = data.draw(st.sampled_from(sorted(items)))
        value = bytearray(items[key])
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(value) - 1))
            value[at:at + 1] = data.draw(st.binary(max_size=9))
            if not value:
                break
        items[key] = bytes(value)

    rewrite(prefix, change)
    tracemalloc.start()
    try:
        reader = bundle.BundleReader(prefix)
        for key in ("f", "s", "cut"):
            try:
                reader.dtype(key), reader.shape(key), reader.read(key)
            except DOCUMENTED:
                pass
    except DOCUMENTED:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 1 << 24


def entry(items, key, **changes):
    value = messages.BundleEntryProto.FromString(items[key])
    for name, change in changes.items():
        if name == "shape":
            del value.shape.dim[:]
            for size in change:
                value.shape.dim.add(size=size)
        else:
            setattr(value, name, change)
    items[key] = value.SerializeToString()


HEADER = ("Unable to read file ({prefix}.index). Perhaps the file is corrupt or was produced by a "
          "newer version of TensorFlow with format changes ")
# What TensorFlow 2.21 raised for the same damage; conformance/oracle/test_bundles.py compares.
SENTENCES = [
    (lambda items: items.update({b"f": b"\xff"}), "DataLossError",
     "Entry for key f not parseable."),
    (lambda items: entry(items, b"f", shape=[4]), "DataLossError",
     "Invalid size in bundle entry: key f; stored size 12; expected size 16"),
    (lambda items: entry(items, b"f", shape=[-4]), "DataLossError",
     "Invalid tensor shape: f dim {{ size: -4 }}"),
    (lambda items: entry(items, b"f", shape=[2**62, 8]), "DataLossError",
     "Invalid tensor shape: f "),
    (lambda items: entry(items, b"f", crc32c=0), "DataLossError",
     "TensorBundle at {prefix} shard 0 (12 bytes): Checksum does not match: stored 2324967102 vs. "
     "calculated on the restored bytes "),
    (lambda items: entry(items, b"f", offset=1 << 40), "OutOfRangeError",
     "Read less bytes than requested"),
    (lambda items: entry(items, b"f", offset=-1), "OutOfRangeError",
     "Read less bytes than requested"),
    (lambda items: entry(items, b"f", shard_id=7), "NotFoundError",
     "{prefix}.data-00007-of-00001; No such file or directory"),
    (lambda items: entry(items, b"f", dtype=20), "DataLossError",
     "Invalid dtype in bundle entry: "),
    (lambda items: entry(items, b"f", dtype=99), "UnimplementedError", "Key f has dtype 99"),
    (lambda items: items.pop(b"f"), "NotFoundError", "Key f not found in checkpoint"),
    (lambda items: items.pop(b""), "DataLossError", HEADER + "(failed to seek to header entry): "),
    (lambda items: items.update({b"": b"\xff"}), "DataLossError",
     HEADER + "(unable to parse header): Entry for key  not parseable."),
    (lambda items: items.update({b"": b"\x08\x01\x1a\x04\x08\x01\x10\x09"}),
     "InvalidArgumentError",
     "Checkpoint min consumer version 9 above current version 1 for TensorFlow 2.21.0.  "
     "Please upgrade TensorFlow."),
]


@pytest.mark.parametrize("change, name, sentence", SENTENCES)
def test_each_damage_has_the_class_and_sentence_of_tensorflow(prefix, change, name, sentence):
    rewrite(prefix, change)
    with pytest.raises(errors.OpError) as caught:
        bundle.BundleReader(prefix).read("f")
    assert type(caught.value).__name__ == name
    assert str(caught.value).startswith(sentence.format(prefix=prefix))


def test_damaged_strings_have_the_sentences_of_tensorflow(prefix):
    content = bytearray(data_of(prefix).read_bytes())
    length = "The length checksum does not match: expected "
    for at, sentence in [
            (12, length + "2288622371 but actual is "),
            (15, length + "2288589603 but actual is 2288622371"),
            (20, f"TensorBundle at {prefix} shard 0 (10 bytes): Checksum does not match: ")]:
        changed = content.copy()
        changed[at] ^= 1
        data_of(prefix).write_bytes(changed)
        with pytest.raises(errors.DataLossError) as caught:
            bundle.BundleReader(prefix).read("s")
        assert str(caught.value).startswith(sentence)


def test_missing_files_have_the_sentences_of_tensorflow(prefix):
    data_of(prefix).unlink()
    with pytest.raises(errors.NotFoundError) as caught:
        open_checkpoint(prefix).read("f")
    assert str(caught.value) == f"{data_of(prefix)}; No such file or directory"
    index_of(prefix).unlink()
    with pytest.raises(errors.NotFoundError) as caught:
        open_checkpoint(prefix)
    assert str(caught.value) == ("Unsuccessful TensorSliceReader constructor: Failed to find any "
                                 f"matching files for {prefix}")


def test_a_file_that_is_no_v1_checkpoint_has_the_sentence_of_tensorflow(tmp_path):
    path = tmp_path / "bad"
    for content, sentence in [
            (b"", "file is too short to be an sstable"),
            ((DATA / "v1").read_bytes()[:-3], "not an sstable (bad magic number)")]:
        path.write_bytes(content)
        with pytest.raises(errors.DataLossError) as caught:
            open_checkpoint(path)
        assert str(caught.value) == (
            f"Unable to open table file {path}: DATA_LOSS: {sentence}: perhaps your file is in a "
            "different file format and you need to use a different restore operator?")
    path.write_bytes((DATA / "dtypes.index").read_bytes())
    with pytest.raises(errors.InternalError, match="Failed to find the saved tensor slices"):
        open_checkpoint(path)


def test_a_folder_is_no_checkpoint(tmp_path):
    with pytest.raises(errors.FailedPreconditionError, match="Is a directory"):
        open_checkpoint(tmp_path)


def test_what_a_v1_checkpoint_lacks_has_the_sentence_of_tensorflow():
    reader = open_checkpoint(DATA / "v1cut-?????-of-00002")
    with pytest.raises(errors.NotFoundError) as caught:
        reader.read("nope")
    assert str(caught.value) == (f'Tensor name "nope" not found in checkpoint files {DATA}'
                                 "/v1cut-?????-of-00002")
    with pytest.raises(errors.InvalidArgumentError, match="^Error copying slice data$"):
        open_checkpoint(DATA / "v1cut-00000-of-00002").read("cut")
