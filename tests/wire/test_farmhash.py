"""FarmHash: equal to what TensorFlow computed, at every length where the method changes."""

import pytest

from tfcompat._src.wire.farmhash import fingerprint64
from tfcompat._src.wire.farmhash_lanes import fingerprint64_all

# The input of length n is bytes((37 * i + 11 * n) % 256 for i in range(n)).
RECORDED = [
    (0, 0x9AE16A3B2F90404F),
    (1, 0x4271B80E2915C76A),
    (2, 0x0EAE63DB30036293),
    (3, 0x134FEC9AFFCA92E5),
    (4, 0xBF4D844ED3CA6595),
    (5, 0x641E9D5E1F89DFE6),
    (6, 0xB6B367FA86042E61),
    (7, 0x18B26145D920F86C),
    (8, 0x257976BB098B63C2),
    (9, 0x889EB2F2BACF3085),
    (10, 0x3D13CC9DF1736BB0),
    (11, 0x9CBE48A80C40EE1F),
    (12, 0x9A387D4BC0FD556B),
    (13, 0x5D472AC225D99128),
    (14, 0xF58E7171940A2F43),
    (15, 0xE4E1119FDB653180),
    (16, 0x554E6F57A0C201CC),
    (17, 0x11E03DC7CDF4CEC7),
    (18, 0xA5F77577E2463693),
    (19, 0x15ED7AC030330E3F),
    (24, 0xFF852EA0D49F309A),
    (31, 0xFA7D6B1708DD0A72),
    (32, 0x1D08A91B3D72AC5D),
    (33, 0xC9D01B15D240DC52),
    (48, 0x98D6854EB1E6F925),
    (63, 0x5692809157BCD70F),
    (64, 0x6C330B73DF7045EE),
    (65, 0x72B7BBF25CAD3EE5),
    (66, 0xE16AA8E153FC988E),
    (100, 0x1882D000970EB7A9),
    (127, 0x45523DD1EEFBFA78),
    (128, 0xF795D5F230985ECE),
    (129, 0xD0641FD7A406147A),
    (191, 0x7D5222CC7A61772B),
    (192, 0xEE15E7A071835E00),
    (193, 0xD8FB35ACCA4992C0),
    (255, 0x287ADC748065A932),
    (256, 0xA9B6F216F319DBDF),
    (257, 0x7246E873BD2FDD7D),
    (1000, 0x2B6D47E69F4A84E5),
    (4096, 0xE3CAD218103EEAC2),
]

# tf.strings.to_hash_bucket_fast with 1000 buckets.
BUCKETS = [
    (b"", 263),
    (b"a", 939),
    (b"hello", 296),
    (b"Hello, TensorFlow!", 512),
    (b"the quick brown fox jumps over the lazy dog", 619),
    (b"\xc3\xa9", 25),
    (b"x" * 200, 527),
]


@pytest.mark.parametrize(("length", "expected"), RECORDED)
def test_the_fingerprint_is_tensorflows(length, expected):
    data = bytes((37 * i + 11 * length) % 256 for i in range(length))

    assert fingerprint64(data) == expected


@pytest.mark.parametrize(("text", "bucket"), BUCKETS)
def test_strings_fall_into_tensorflows_buckets(text, bucket):
    assert fingerprint64(text) % 1000 == bucket


@pytest.mark.parametrize("length", [0, 3, 7, 16, 30, 50, 64, 65, 200])
def test_any_buffer_gives_the_fingerprint_of_its_bytes(length):
    data = bytes(range(length))

    assert fingerprint64(bytearray(data)) == fingerprint64(data)
    assert fingerprint64(memoryview(b"." + data)[1:]) == fingerprint64(data)


def test_every_byte_counts():
    for length in (1, 5, 12, 20, 40, 64, 65, 128, 130):
        data = bytes(length)
        changed = {data[:i] + b"\x01" + data[i + 1 :] for i in range(length)}
        assert len({fingerprint64(each) for each in changed | {data}}) == length + 1


@pytest.mark.parametrize("count", [0, 1, 12, 13, 100, 1100])
def test_fingerprints_side_by_side_are_those_of_each_alone(count):
    sizes = [0, 3, 16, 40, 64, 65, 127, 128, 129, 500, 1000]
    parts = [bytes((37 * j + 11 * i) % 256 for j in range(sizes[i * 7 % 11]))
             for i in range(count)]
    assert fingerprint64_all(parts) == [fingerprint64(part) for part in parts]
