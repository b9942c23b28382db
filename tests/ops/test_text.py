"""Strings: what is refused by name, and what recorded cases cannot say."""

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.ops import text_codecs


def test_an_encoding_that_is_not_known_yet_is_named():
    with pytest.raises(UnsupportedError, match="utf-7"):
        tf.strings.unicode_decode("a", "utf-7")


def test_malformed_text_of_an_encoding_of_east_asia_is_refused():
    with pytest.raises(UnsupportedError, match="shift_jis"):
        tf.strings.unicode_decode([b"\x83"], "shift_jis")


def test_text_of_an_encoding_of_east_asia_has_places():
    points, places = text_codecs.decoder(b"shift_jis")("a日b".encode("shift_jis"))

    assert (points, places) == ([97, 0x65E5, 98], [0, 1, 3])


def test_malformed_pieces_have_places_in_every_unicode_encoding():
    for encoding, data, expected in (
        (b"UTF-8", b"\xffa\xe2\x82", [0, 1, 2]), (b"UTF-16-LE", b"a\0\0\xd8b\0", [0, 2, 4]),
        (b"UTF-32-BE", b"\0\0\0a\0\x11\0\0", [0, 4]),
    ):
        assert list(text_codecs.decoder(encoding)(data)[1]) == expected, encoding


def test_a_megabyte_of_malformed_text_takes_no_longer_than_it_has_to():
    points, _ = text_codecs.decoder(b"UTF-8")(b"\xff" * 10**6)

    assert len(points) == 10**6


def test_compression_by_zstd_is_refused_by_name():
    with pytest.raises(UnsupportedError, match="ZSTD"):
        tf.io.decode_compressed("x", "ZSTD")


def test_sparse_tensors_held_by_variants_are_read_again():
    held = tf.io.serialize_sparse(tf.sparse.eye(2), out_type=tf.variant)

    indices, values, shape = tf.raw_ops.DeserializeSparse(
        serialized_sparse=held, dtype=tf.float32)

    assert indices.numpy().tolist() == [[0, 0], [1, 1]]
    assert values.numpy().tolist() == [1.0, 1.0]
    assert shape.numpy().tolist() == [2, 2]


def test_strong_hashes_of_dense_integers_are_refused_by_name():
    numbers = tf.constant([[1]], tf.int64)

    with pytest.raises(UnsupportedError, match="dense integers"):
        tf.raw_ops.SparseCrossHashed(
            indices=[], values=[], shapes=[], dense_inputs=[numbers], num_buckets=0,
            strong_hash=True, salt=[1, 2])


def test_numbers_are_rounded_once():
    # Halfway between two floats as a double, and a little more as it is written.
    text = "1.00000005960464477539062500001"

    assert tf.strings.to_number(text).numpy() == np.nextafter(np.float32(1), np.float32(2))
    assert tf.strings.to_number(text[:-1] + "0").numpy() == 1


def test_a_variable_has_its_strings_changed():
    assert tf.strings.upper(tf.Variable("a")).numpy() == b"A"


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_splitting_adds_a_dimension_at_every_rank(depth):
    texts = np.full((2,) * depth, b"a b", object)
    split = tf.strings.split(tf.constant(texts))

    assert split.shape.rank == depth + 1


def test_what_is_split_and_joined_again_is_what_it_was():
    texts = tf.constant([["a b", "c"], ["", "d e f"]])

    joined = tf.strings.reduce_join(tf.strings.split(texts, " "), axis=-1, separator=" ")

    assert joined.to_list() == texts.numpy().tolist()


def test_what_is_decoded_and_encoded_again_is_what_it_was():
    texts = tf.constant(["héllo", "日本", "", "😀"])

    for encoding in ("UTF-8", "UTF-16-BE", "UTF-32-BE"):
        coded = tf.strings.unicode_transcode(texts, "UTF-8", encoding)
        points = tf.strings.unicode_decode(coded, encoding)
        again = tf.strings.unicode_encode(points, encoding)
        assert again.numpy().tolist() == coded.numpy().tolist(), encoding


def test_serialized_sparse_tensors_are_read_as_they_were():
    x = tf.SparseTensor([[0, 1], [2, 0]], ["a", "b"], [3, 2])

    again = tf.io.deserialize_many_sparse(tf.io.serialize_many_sparse(x), tf.string)

    assert tf.sparse.to_dense(again).numpy().tolist() == tf.sparse.to_dense(x).numpy().tolist()


def test_ragged_tensors_go_through_variants_row_by_row():
    x = tf.ragged.constant([[[1, 2], []], [], [[3]]])

    again = tf.RaggedTensor._from_variant(
        x._to_variant(batched_input=True), tf.int32, output_ragged_rank=2, row_splits_dtype=(
            tf.int64), name=None)

    assert again.to_list() == x.to_list()
