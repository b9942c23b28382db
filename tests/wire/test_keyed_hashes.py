"""SipHash and the hash of older hash buckets, by published and recorded values."""

import pytest

from tfcompat._src.wire.keyed_hashes import hash64, siphash

KEY = (0x0706050403020100, 0x0F0E0D0C0B0A0908)


@pytest.mark.parametrize(("length", "expected"), [
    (0, 0x726FDB47DD0E0E31), (1, 0x74F839C593DC67FD), (7, 0xAB0200F58B01D137),
    (8, 0x93F5F5799A932462), (15, 0xA129CA6149BE45E5),
])
def test_siphash_has_its_authors_values(length, expected):
    assert siphash(bytes(range(length)), *KEY) == expected


def test_keys_count_modulo_their_size():
    assert siphash(b"a", -1, 2) == siphash(b"a", 2**64 - 1, 2)


@pytest.mark.parametrize(("text", "bucket"), [
    ("", 899), ("a", 868), ("hello", 938), ("0123456789abcdef", 294), ("é" * 50, 510),
])
def test_the_older_hash_puts_texts_where_tensorflow_does(text, bucket):
    assert hash64(text.encode()) % 1000 == bucket
