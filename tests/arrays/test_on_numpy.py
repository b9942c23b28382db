"""The extra names of the numpy array module, and what falls through."""

import math
import subprocess
import sys

import numpy as np
import pytest

from tfcompat._src.arrays import devices, on_numpy as xp


def relative_error(result, function, points):
    exact = np.array([function(float(point)) for point in points])
    return np.max(np.abs(result.astype(np.float64) - exact) / np.abs(exact))


@pytest.fixture
def points():
    random = np.random.default_rng(7)
    return np.concatenate(
        [random.uniform(-4, 4, 500), random.uniform(-1.1, 1.1, 300), [1.0, -1.0, 1e-300, 3.9]]
    )


@pytest.mark.parametrize("name", ["erf", "erfc", "lgamma"])
def test_special_functions_agree_with_the_mathematical_library_in_double(name, points):
    # Near its zeros math.lgamma is itself no reference: see the next test.
    chosen = points[points > 2.5] if name == "lgamma" else points
    result = getattr(xp, name)(chosen)

    assert result.dtype == np.float64
    assert relative_error(result, getattr(math, name), chosen) < 4e-15


def test_lgamma_is_accurate_near_its_zeros_and_below_zero():
    # Computed with 40 digits.
    points = np.array([1.0009765625, 1.9990234375, 0.5, 1e-300, -0.5, -2.5, -100.5])
    exact = [-0.0005629031799912047, -0.0004125677359714894, 0.5723649429247001, 690.7755278982137,
             1.2655121234846454, -0.056243716497674054, -364.90096830942736]

    np.testing.assert_allclose(xp.lgamma(points), exact, rtol=4e-15)


@pytest.mark.parametrize("name", ["erf", "erfc", "lgamma"])
def test_special_functions_are_accurate_in_single(name, points):
    chosen = points[(points > -2) & (abs(points) > 1e-30) & (points % 1 != 0)].astype(np.float32)
    result = getattr(xp, name)(chosen)

    assert result.dtype == np.float32
    assert relative_error(result, getattr(math, name), chosen) < 4e-7


def test_special_functions_reach_their_limits():
    with np.errstate(all="ignore"):
        ends = np.array([-np.inf, np.inf, np.nan])

        np.testing.assert_array_equal(xp.erf(ends), [-1, 1, np.nan])
        np.testing.assert_array_equal(xp.erf(ends.astype(np.float32)), [-1, 1, np.nan])
        np.testing.assert_array_equal(xp.erfc(ends), [2, 0, np.nan])
        np.testing.assert_array_equal(xp.lgamma(ends), [np.inf, np.inf, np.nan])
        poles_and_zeros = xp.lgamma(np.array([0.0, -3.0, 1.0, 2.0]))
        np.testing.assert_array_equal(poles_and_zeros, [np.inf, np.inf, 0, 0])


def test_special_functions_keep_half_precision():
    assert xp.erf(np.ones((2,), np.float16)).dtype == np.float16
    assert xp.lgamma(np.ones((2,), np.float16)).dtype == np.float16


def test_blockwise_covers_arrays_that_are_no_multiple_of_the_block():
    x = np.arange(3 * 16384 + 5, dtype=np.float32).reshape(1, -1)

    np.testing.assert_array_equal(xp.blockwise(lambda part: part + 1, x), x + 1)


def test_scatter_add_collects_repeated_indices_and_leaves_its_input_alone():
    x = np.zeros((3, 2), np.float32)
    result = xp.scatter_add(x, np.array([0, 2, 0]), np.ones((3, 2), np.float32))

    np.testing.assert_array_equal(result, [[2, 2], [0, 0], [1, 1]])
    assert not x.any()


@pytest.mark.parametrize("dtype", [np.float32, np.uint8, np.int64])
@pytest.mark.parametrize("k", [0, 1, 3, 5])
def test_top_k_prefers_the_lower_index_on_ties(dtype, k):
    values, indices = xp.top_k(np.array([[1, 3, 0, 3, 2], [0, 0, 0, 0, 0]], dtype), k)

    np.testing.assert_array_equal(indices, np.array([[1, 3, 4, 0, 2], [0, 1, 2, 3, 4]])[:, :k])
    np.testing.assert_array_equal(values, np.array([[3, 3, 2, 1, 0], [0] * 5], dtype)[:, :k])
    assert values.dtype == dtype


def test_windows_slide_with_stride_and_dilation_without_copying():
    x = np.arange(20).reshape(1, 10, 2)
    view = xp.windows(x, (3,), (2,), (2,), (1,))

    assert view.shape == (1, 3, 2, 3)
    np.testing.assert_array_equal(view[0, :, 0], [[0, 4, 8], [4, 8, 12], [8, 12, 16]])
    assert np.shares_memory(view, x)


def test_windows_larger_than_the_axis_are_none():
    assert xp.windows(np.zeros((1, 2, 1)), (3,), (1,), (1,), (1,)).shape == (1, 0, 1, 3)


def test_other_names_fall_through_to_numpy_one_at_a_time():
    program = (
        "import sys, numpy; before = set(sys.modules)\n"
        "from tfcompat._src.arrays import on_numpy as xp\n"
        "assert xp.einsum is numpy.einsum and xp.float32 is numpy.float32\n"
        "extra = {m for m in set(sys.modules) - before if m.startswith('numpy')}\n"
        "assert not extra, extra"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


def test_unknown_names_are_attribute_errors():
    assert not hasattr(xp, "no_such_function")


def test_the_local_device_is_a_cpu_with_an_array_module():
    device = devices.local_device()

    assert device.name == "/job:localhost/replica:0/task:0/device:CPU:0"
    assert device.device_type == "CPU"
    assert device.xp is xp
    assert repr(device) == f"<Device {device.name}>"
