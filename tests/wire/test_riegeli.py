"""Riegeli files and the hash in them."""

import io
import random
import struct

import pytest

from tfcompat._src.base import errors
from tfcompat._src.wire import highway_hash, highway_lanes, riegeli, varint

# What every Riegeli file begins with, as its specification states it.
SIGNATURE = bytes.fromhex(
    "83af70d10d884a3f" "0000000000000000" "4000000000000000"
    "91bac23c9287e1a9" "0000000000000000" "e19f13c0e9b1c372" "7300000000000000"
    "0000000000000000"
)


def written(records):
    """Return a file of records and the positions they are at."""
    file = io.BytesIO()
    writer = riegeli.Writer(file)
    return [writer.add(record) for record in records], file.getvalue()


def test_a_file_begins_with_the_signature_of_the_specification():
    assert written([])[1] == SIGNATURE


@pytest.mark.parametrize("size", [0, 1, 3, 15, 16, 17, 31, 32, 33, 64, 100])
def test_the_hash_depends_on_every_byte_and_on_the_key(size):
    data = bytes(range(size))
    key = (1, 2, 3, 4)
    found = highway_hash.hash64(key, data)
    assert found == highway_hash.hash64(key, memoryview(data)) < 1 << 64
    assert found != highway_hash.hash64((1, 2, 3, 5), data)
    for i in range(size):
        changed = bytearray(data)
        changed[i] ^= 1
        assert found != highway_hash.hash64(key, changed)


@pytest.mark.parametrize("sizes", [
    [], [0], [5, 0, 7], [65_400, 100], [65_536] * 3, [65_447, 65_448, 65_449, 200_000, 1],
])
def test_records_come_back_at_their_positions(sizes):
    random.seed(len(sizes))
    records = [random.randbytes(size) for size in sizes]
    positions, data = written(records)
    assert list(riegeli.Reader(data, "file").records()) == list(
        zip(positions, records, strict=True))


def test_records_written_together_are_those_written_one_by_one():
    records = [random.Random(7).randbytes(size) for size in [0, 5, 100_000, 31, 32, 400_000, 64]]
    positions, data = written(records)
    file = io.BytesIO()
    assert riegeli.Writer(file).add_all(records) == positions
    assert file.getvalue() == data


def test_few_records_are_hashed_together_where_they_are_large(monkeypatch):
    records = [random.Random(7).randbytes(5000) for _ in range(9)]
    positions, data = written(records)
    monkeypatch.setattr(riegeli, "_TOGETHER", 10_000)
    file = io.BytesIO()
    assert riegeli.Writer(file).add_all(records) == positions
    assert file.getvalue() == data
    assert list(riegeli.Reader(data, "file").records()) == list(
        zip(positions, records, strict=True))


@pytest.mark.parametrize("count", [0, 1, 5, 6, 40, 300])
def test_hashes_side_by_side_are_those_of_each_alone(count):
    source = random.Random(count)
    sizes = [0, 1, 3, 15, 16, 17, 31, 32, 33, 64, 100, 1000, 3000]
    parts = [source.randbytes(source.choice(sizes)) for _ in range(count)]
    key = (1, 1 << 40, 3, 4)
    assert highway_lanes.hash64_all(key, parts) == [
        highway_hash.hash64(key, part) for part in parts]


@pytest.mark.parametrize("end", [10, 63, 64 + 20, -1, -30])
def test_a_file_that_is_cut_off_says_so(end):
    data = written([b"x" * 500])[1][:end]
    with pytest.raises(errors.DataLossError, match="damaged"):
        list(riegeli.Reader(data, "file").records())


@pytest.mark.parametrize("place", [0, 8, 24, 40, 70, 90, 110, 300])
def test_a_changed_byte_is_noticed(place):
    data = bytearray(written([b"x" * 500])[1])
    data[place] ^= 4
    with pytest.raises(errors.DataLossError, match="damaged"):
        list(riegeli.Reader(data, "file").records())


def compressed_chunk(kind, sizes, values, count, decoded):
    """Return a file with one simple chunk of given parts."""
    file = io.BytesIO()
    writer = riegeli.Writer(file)
    data = kind + varint.write(len(sizes)) + sizes + values
    writer._write_chunks([(b"r", count, decoded, data)])
    return file.getvalue()


def test_chunks_compressed_by_snappy_are_read():
    def literal(data):
        return varint.write(len(data)) + varint.write(len(data)) + bytes(
            [(len(data) - 1) << 2]) + data

    sizes = varint.write(3) + varint.write(4)
    data = compressed_chunk(b"s", literal(sizes), literal(b"abcdefg"), 2, 7)
    assert [record for _, record in riegeli.Reader(data, "f").records()] == [b"abc", b"defg"]


@pytest.mark.parametrize("package", ["brotli", "zstandard"])
def test_other_compressions_name_the_package_they_need(package, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    kind = b"b" if package == "brotli" else b"z"
    data = compressed_chunk(kind, varint.write(1) + b"?", varint.write(1) + b"?", 1, 1)
    with pytest.raises(NotImplementedError, match=package):
        list(riegeli.Reader(data, "f").records())


def test_absurd_sizes_are_damage_and_no_allocation():
    data = compressed_chunk(b"z", varint.write(1 << 50) + b"?", b"", 1, 1)
    with pytest.raises(errors.DataLossError, match="too large"):
        list(riegeli.Reader(data, "f").records())
    header = struct.pack("<QQQQ", 1 << 60, 0, ord("r"), 1)
    file = written([])[1] + struct.pack("<Q", riegeli._hash(header)) + header
    with pytest.raises(errors.DataLossError, match="larger than the file"):
        list(riegeli.Reader(file, "f").records())
