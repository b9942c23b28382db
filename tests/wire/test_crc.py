"""Checksums of large buffers: they take another way than small ones, to the same number."""

import threading

import numpy
import pytest

from tfcompat._src.wire import crc

LARGE = numpy.random.default_rng(0).integers(0, 256, crc._LARGE + 5, dtype=numpy.uint8)
FORMS = [LARGE, LARGE.tobytes(), bytearray(LARGE), memoryview(LARGE.tobytes())]


def in_pieces(data):
    checksum, data = 0, bytes(data)
    for start in range(0, len(data), 100_000):
        checksum = crc.crc32c(data[start:start + 100_000], checksum)
    return checksum


@pytest.mark.parametrize("data", FORMS, ids=lambda data: type(data).__name__)
def test_a_large_buffer_has_the_checksum_of_its_pieces(data):
    assert crc.crc32c(data) == in_pieces(LARGE)
    assert crc.crc32c(data, 7) == crc.crc32c(LARGE[5:], crc.crc32c(LARGE[:5], 7))


@pytest.mark.parametrize("data", FORMS, ids=lambda data: type(data).__name__)
def test_where_the_library_is_hidden_the_number_is_the_same(data, monkeypatch):
    monkeypatch.setattr(crc, "_unlocked", lambda: None)
    assert crc.crc32c(data) == in_pieces(LARGE)


def test_one_flipped_bit_of_a_large_buffer_is_seen():
    flipped = LARGE.copy()
    flipped[-1] ^= 1
    assert crc.crc32c(flipped) != crc.crc32c(LARGE)


def test_threads_get_the_same_numbers():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(crc.crc32c(LARGE))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [in_pieces(LARGE)] * 8
