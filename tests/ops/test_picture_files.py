"""Pictures survive being written and read; JPEG ones need a package, and say so."""

import sys

import numpy as np
import pytest

import tfcompat as tf


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("compression", [-1, 0, 9])
def test_png_pictures_are_read_as_they_were_written(dtype, channels, compression):
    draw = np.random.default_rng(3)
    image = draw.integers(0, np.iinfo(dtype).max, (5, 7, channels), dtype, endpoint=True)

    file = tf.image.encode_png(image, compression=compression)

    assert np.array_equal(tf.image.decode_png(file, dtype=dtype), image)


def test_pictures_of_a_batch_become_a_batch_of_files():
    files = tf.image.encode_png(np.arange(24, dtype=np.uint8).reshape(2, 1, 3, 4, 1))

    assert files.shape == [2, 1]
    assert np.array_equal(tf.image.decode_png(files[1, 0])[..., 0], [[12, 13, 14, 15],
                          [16, 17, 18, 19], [20, 21, 22, 23]])


def test_jpeg_pictures_come_back_nearly_as_they_were():
    pytest.importorskip("PIL")
    image = np.full((16, 24, 3), (200, 100, 50), np.uint8)

    file = tf.image.encode_jpeg(image)

    assert np.allclose(tf.image.decode_jpeg(file), image, atol=3)
    assert tf.image.decode_jpeg(file, channels=1).shape == [16, 24, 1]
    assert tf.image.decode_jpeg(file, ratio=4).shape == [4, 6, 3]
    assert tf.image.decode_and_crop_jpeg(file, [1, 2, 3, 4]).shape == [3, 4, 3]
    assert tf.image.extract_jpeg_shape(file).numpy().tolist() == [16, 24, 3]
    assert tf.image.is_jpeg(file)
    with pytest.raises(tf.errors.InvalidArgumentError, match="Invalid JPEG data or crop window"):
        tf.image.decode_and_crop_jpeg(file, [0, 0, 99, 4])


def test_random_qualities_are_drawn_and_checked():
    pytest.importorskip("PIL")
    image = np.random.default_rng(0).random((8, 8, 3), np.float32)

    drawn = [tf.image.stateless_random_jpeg_quality(image, 5, 95, seed=(1, i)) for i in range(3)]

    assert any(not np.array_equal(one, drawn[0]) for one in drawn)
    with pytest.raises(ValueError, match="less than"):
        tf.image.random_jpeg_quality(image, 95, 5)


def test_without_the_package_jpeg_pictures_are_refused_by_name(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)

    with pytest.raises(NotImplementedError, match=r"pip install tfcompat\[image\]"):
        tf.image.encode_jpeg(np.zeros([2, 2, 3], np.uint8))


def test_formats_that_are_not_read_are_named():
    with pytest.raises(NotImplementedError, match="WebP"):
        tf.image.decode_image(b"RIFF\0\0\0\0WEBP")
