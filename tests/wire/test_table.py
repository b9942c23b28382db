"""Table files and what they are made of: checksums, varints, Snappy blocks."""

import io
import sys

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfcompat._src.base import errors
from tfcompat._src.wire import crc, snappy, table, varint

NUMBERS = st.integers(0, 2**64 - 1) | st.integers(0, 300)
TABLES = st.dictionaries(st.binary(max_size=6), st.binary(max_size=40), max_size=60)


def written(items):
    file = io.BytesIO()
    table.write_table(file, items)
    return file.getvalue()


def test_the_checksum_of_the_check_string_is_the_published_one():
    assert crc.crc32c(b"123456789") == 0xE3069283
    assert crc.crc32c(b"\0" * 32) == 0x8A9136AA


@given(st.binary(max_size=50), st.integers(0, 50))
def test_checksums_go_on_and_take_any_buffer(data, at):
    whole = crc.crc32c(data)
    assert crc.crc32c(data[at:], crc.crc32c(data[:at])) == whole
    for buffer in (bytearray(data), memoryview(data), numpy.frombuffer(data, numpy.uint8)):
        assert crc.crc32c(buffer) == whole
    assert crc.unmask(crc.mask(whole)) == whole


@given(st.lists(NUMBERS, max_size=20), st.binary(max_size=3))
def test_varints_are_read_back_one_by_one_and_all_at_once(values, rest):
    array = numpy.array(values, numpy.uint64)
    data = varint.write_many(array) + rest
    assert data == b"".join(map(varint.write, values)) + rest
    read, taken = varint.read_many(numpy.frombuffer(data, numpy.uint8), len(values))
    assert read.tolist() == values and taken == len(data) - len(rest)
    position = 0
    for value in values:
        found, position = varint.read(data, position)
        assert found == value


@pytest.mark.parametrize("data", [
    b"", b"\x80", b"\xff" * 9, b"\xff" * 10 + b"\0", b"\xff" * 9 + b"\2"])
def test_incomplete_and_overlong_varints_are_refused(data):
    with pytest.raises(varint.VarintError):
        varint.read(data, 0)
    with pytest.raises(varint.VarintError):
        varint.read_many(numpy.frombuffer(data, numpy.uint8), 1)


@given(TABLES)
def test_a_table_gives_back_what_was_written(entries):
    reader = table.TableReader(written(sorted(entries.items())))
    assert dict(reader.items()) == entries
    assert [key for key, _ in reader.items()] == sorted(entries)
    for key in [*entries, b"", b"a", b"\xff\xff"]:
        assert reader.get(key) == entries.get(key)
        assert [found for found, _ in reader.seek(key)] == [k for k in sorted(entries) if k >= key]


def test_a_table_of_many_blocks_finds_every_key():
    entries = {b"%07d" % at: bytes([at % 251]) * 700 for at in range(2000)}
    data = written(sorted(entries.items()))
    reader = table.TableReader(data)
    assert len(data) > 5 * table.BLOCK_SIZE
    assert all(reader.get(key) == value for key, value in entries.items())
    assert reader.get(b"0000000x") is None and reader.get(b"9") is None


def test_keys_that_do_not_ascend_are_refused():
    with pytest.raises(ValueError, match="keys must ascend"):
        written([(b"b", b""), (b"a", b"")])


@pytest.mark.parametrize("start, limit, separator", [
    (b"abc", b"abz", b"abd"), (b"abc", b"abd", b"abc"), (b"a", b"ab", b"a"),
    (b"a\xff", b"b", b"a\xff"), (b"", b"a", b"")])
def test_index_keys_are_as_short_as_can_be(start, limit, separator):
    assert table.shortest_separator(start, limit) == separator


def test_an_index_key_after_the_last_is_as_short_as_can_be():
    assert table.shortest_successor(b"abc") == b"b"
    assert table.shortest_successor(b"\xff\xffb") == b"\xff\xffc"
    assert table.shortest_successor(b"\xff") == b"\xff"


@pytest.mark.parametrize("data, sentence", [
    (b"", "file is too short to be an sstable"),
    (b"\0" * 60, "not an sstable (bad magic number)"),
    (b"\xff" * 40 + table.MAGIC.to_bytes(8, "little"), "bad block handle"),
    (b"\x7f" * 40 + table.MAGIC.to_bytes(8, "little"), "truncated block read")])
def test_what_is_no_table_is_refused_in_the_words_of_tensorflow(data, sentence):
    with pytest.raises(errors.DataLossError) as caught:
        table.TableReader(data)
    assert str(caught.value) == sentence


@settings(max_examples=300, deadline=None)
@given(TABLES, st.data())
def test_a_damaged_table_gives_its_contents_or_a_data_loss(entries, data):
    good = bytearray(written(sorted(entries.items())))
    at = data.draw(st.integers(0, len(good) - 1))
    good[at] ^= data.draw(st.integers(1, 255))
    try:
        assert dict(table.TableReader(bytes(good)).items()) == entries
    except errors.DataLossError:
        pass


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=80))
def test_a_block_of_nonsense_with_a_good_checksum_ends_in_a_data_loss_or_not_at_all(block):
    body = block + b"\0"
    stored = body + crc.masked_crc32c(body).to_bytes(4, "little")
    handle = varint.write(0) + varint.write(len(block))
    footer = (handle + handle).ljust(40, b"\0") + table.MAGIC.to_bytes(8, "little")
    try:
        list(table.TableReader(stored + footer).items())
        list(table.TableReader(stored + footer).seek(b"k"))
    except errors.DataLossError:
        pass


def compressed(block):
    """A table of one Snappy block, its index block raw."""
    body = block + b"\1"
    data = body + crc.masked_crc32c(body).to_bytes(4, "little")
    index = table._BlockBuilder(1)
    index.add(b"z", varint.write(0) + varint.write(len(block)))
    body = index.finish() + b"\0"
    handle = varint.write(len(data)) + varint.write(len(body) - 1)
    data += body + crc.masked_crc32c(body).to_bytes(4, "little")
    return data + (handle + handle).ljust(40, b"\0") + table.MAGIC.to_bytes(8, "little")


def test_a_compressed_block_is_read():
    cramjam = pytest.importorskip("cramjam")
    builder = table._BlockBuilder(16)
    entries = {b"key%03d" % at: b"value " * at for at in range(40)}
    for key, value in sorted(entries.items()):
        builder.add(key, value)
    block = bytes(cramjam.snappy.compress_raw(builder.finish()))
    assert dict(table.TableReader(compressed(block)).items()) == entries


def test_a_damaged_compressed_block_is_a_data_loss():
    with pytest.raises(errors.DataLossError, match="corrupted compressed block contents"):
        list(table.TableReader(compressed(b"\x05\x00a")).items())


@settings(deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=4), max_size=8), st.integers(1, 100))
def test_what_the_snappy_library_compresses_is_decompressed(pieces, repeats):
    cramjam = pytest.importorskip("cramjam")
    data = b"".join(piece * repeats for piece in pieces) + b"".join(pieces)
    assert snappy.decompress(bytes(cramjam.snappy.compress_raw(data))) == data


@pytest.mark.parametrize("packed, plain", [
    ("00", b""), ("051068656c6c6f", b"hello"), ("05f00468656c6c6f", b"hello"),
    ("08046162 0902", b"abababab"), ("08046162 160200", b"abababab"),
    ("08046162 1702000000", b"abababab")])
def test_every_kind_of_snappy_element_is_read(packed, plain):
    assert snappy.decompress(bytes.fromhex(packed)) == plain


@pytest.mark.parametrize("packed", [
    "", "80", "01", "05106865", "04046162", "0904616209", "08046162 0903", "08046162 0900",
    "03046162 0902", "ffffffff0f 00"])
def test_damaged_snappy_blocks_are_refused(packed):
    with pytest.raises(snappy.SnappyError):
        snappy.decompress(bytes.fromhex(packed))


@settings(max_examples=500)
@given(st.binary(max_size=30))
def test_nonsense_is_never_more_than_a_snappy_error(data):
    try:
        assert len(snappy.decompress(data)) <= 64 * len(data)
    except snappy.SnappyError:
        pass


def test_without_the_snappy_library_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "cramjam", None)

    with pytest.raises(NotImplementedError, match=r"tfcompat\[fast\]"):
        snappy.decompress(bytes([3, 8]) + b"abc")
