"""Pooling against its definition, and what it does with padding, NaN and infinities."""

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import errors
from tfcompat._src.ops import window_geometry
from tfcompat._src.registry import find

LOWEST = np.finfo(np.float32).min


def pool(name, x, ksize, strides, padding="SAME", **attrs):
    """Call a pooling kernel with bound attributes."""
    record = find(name)
    bound = record.bind(
        {"T": x.dtype, "ksize": ksize, "strides": strides, "padding": padding, **attrs}
    )
    with np.errstate(all="ignore"):
        return record(xp, x, **{key: bound[key] for key in record.kernel_attrs})


def windows_of(x, window, stride, padding):
    """Yield (row, column, the part of x inside the window) for square windows."""
    rows, top, _ = window_geometry.axis_geometry(x.shape[1], window, stride, 1, padding)
    columns, left, _ = window_geometry.axis_geometry(x.shape[2], window, stride, 1, padding)
    for i in range(rows):
        for j in range(columns):
            y, z = i * stride - top, j * stride - left
            yield i, j, x[:, max(y, 0) : y + window, max(z, 0) : z + window]


@pytest.mark.parametrize("padding", ["SAME", "VALID"])
@pytest.mark.parametrize(("window", "stride"), [(2, 2), (3, 2), (3, 1), (2, 3), (1, 2), (5, 4)])
def test_pooling_reduces_the_inside_of_every_window(rng, padding, window, stride):
    x = rng.normal(size=(2, 7, 6, 3)).astype(np.float32)
    ksize, strides = [1, window, window, 1], [1, stride, stride, 1]
    largest = pool("MaxPool", x, ksize, strides, padding)
    mean = pool("AvgPool", x, ksize, strides, padding)

    for i, j, part in windows_of(x, window, stride, padding.encode()):
        np.testing.assert_array_equal(largest[:, i, j], part.max(axis=(1, 2)))
        np.testing.assert_allclose(mean[:, i, j], part.mean(axis=(1, 2)), rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize("name", ["MaxPool", "AvgPool"])
def test_layouts_differ_in_nothing_but_the_order_of_axes(rng, name):
    x = rng.normal(size=(2, 7, 6, 3)).astype(np.float32)
    last = pool(name, x, [1, 3, 2, 1], [1, 2, 1, 1])
    first = pool(name, np.moveaxis(x, -1, 1), [1, 1, 3, 2], [1, 1, 2, 1], data_format="NCHW")

    np.testing.assert_allclose(np.moveaxis(first, 1, -1), last, rtol=1e-6)


def test_a_maximum_ignores_nan_and_is_never_below_the_lowest_number():
    x = np.array([2, 3, np.nan, 1], np.float32).reshape(1, 2, 2, 1)
    two = [1, 2, 2, 1]

    assert pool("MaxPool", x, two, two).item() == 3
    assert pool("MaxPool", np.full_like(x, np.nan), two, two).item() == LOWEST
    assert pool("MaxPool", np.full_like(x, -np.inf), two, two).item() == LOWEST


def test_the_place_of_a_maximum_is_counted_within_the_image_or_the_batch(rng):
    x = rng.normal(size=(2, 4, 4, 3)).astype(np.float32)
    two = [1, 2, 2, 1]
    largest, place = pool("MaxPoolWithArgmax", x, two, two)
    _, everywhere = pool("MaxPoolWithArgmax", x, two, two, include_batch_in_index=True)

    assert place.dtype == np.int64
    for image in range(2):
        np.testing.assert_array_equal(x[image].reshape(-1)[place[image]], largest[image])
    np.testing.assert_array_equal(x.reshape(-1)[everywhere], largest)


def test_equal_elements_give_the_first_place():
    two = [1, 2, 2, 1]
    _, place = pool("MaxPoolWithArgmax", np.ones((1, 4, 4, 1), np.float32), two, two)

    assert place.reshape(-1).tolist() == [0, 2, 8, 10]


def test_windows_over_channels_pool_groups_of_them():
    x = np.array([1, 4, 3, 2], np.float32).reshape(1, 1, 1, 4)

    assert pool("MaxPool", x, [1, 1, 1, 2], [1, 1, 1, 2]).reshape(-1).tolist() == [4, 3]


@pytest.mark.parametrize(
    ("name", "kind", "sentence"),
    [
        ("MaxPool", errors.UnimplementedError, "exactly one of pooling across depth or"),
        ("AvgPool", errors.UnimplementedError, "exactly one of pooling across depth or"),
        ("MaxPoolWithArgmax", errors.UnimplementedError, "exactly one of pooling across"),
    ],
)
def test_windows_over_space_and_channels_are_refused(name, kind, sentence):
    with pytest.raises(kind, match=sentence):
        pool(name, np.ones((1, 4, 4, 4), np.float32), [1, 2, 2, 2], [1, 2, 2, 2])


def test_vectorised_channels_are_refused():
    with pytest.raises(errors.InvalidArgumentError, match="only supports NHWC"):
        x = np.ones((1, 1, 4, 4, 4), np.int8)
        pool("MaxPool", x, [1, 1, 2, 2], [1, 1, 2, 2], data_format="NCHW_VECT_C")
