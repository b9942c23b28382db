"""Streams with state of their own: recorded numbers, and how streams go on."""

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes
from tfcompat._src.core.resources import VariableResource
from tfcompat._src.ops import random
from tfcompat._src.registry import find

SIX = np.array([6], np.int32)


def draw(op, dtype="float32", seed=1, seed2=2, stream=None):
    """Draw six numbers."""
    dtype = dtypes.as_dtype(dtype)
    return find(op).kernel(xp, SIX, seed=seed, seed2=seed2, dtype=dtype, state=stream)


# From TensorFlow 2.21 with seeds 1 and 2: the last numbers of two calls, one after the other.
RECORDED = [
    ("RandomUniform", "float32", 0.036630868911743164, 0.9726002216339111),
    ("RandomUniform", "float64", 0.8291687913947399, 0.797812020345257),
    ("RandomUniform", "float16", 0.080078125, 0.541015625),
    ("RandomUniform", "bfloat16", 0.640625, 0.328125),
    ("RandomStandardNormal", "float32", 1.2963250875473022, 2.168947219848633),
    ("RandomStandardNormal", "float64", 0.14851612905214345, 0.5542519111381996),
    ("RandomStandardNormal", "bfloat16", 1.296875, 2.171875),
    ("TruncatedNormal", "float32", 1.236704707145691, 0.8800334930419922),
    ("TruncatedNormal", "float64", -0.558978533853913, 0.8337149075190603),
    ("TruncatedNormal", "float16", 1.236328125, 0.8798828125),
]


@pytest.mark.parametrize(("op", "dtype", "first", "second"), RECORDED)
def test_a_seeded_stream_is_that_of_tensorflow_and_goes_on(op, dtype, first, second):
    stream = random.Stream()

    last = [float(draw(op, dtype, stream=stream)[-1]) for _ in range(2)]

    assert last == pytest.approx([first, second], rel=3e-7)


def test_uniform_numbers_are_exact():
    assert draw("RandomUniform").tolist() == [
        0.406396746635437, 0.8575996160507202, 0.05539584159851074, 0.08587229251861572,
        0.41215360164642334, 0.036630868911743164,
    ]
    assert draw("RandomUniform", seed=-1, seed2=-2)[:3].tolist() == [
        0.2504086494445801, 0.37431252002716064, 0.18281447887420654
    ]


@pytest.mark.parametrize(
    ("dtype", "drawn"), [("int32", [84, 75, 22, 54, 81, 56]), ("int64", [89, 6, 52, 21, 58, 8])]
)
def test_integers_are_exact(dtype, drawn):
    dtype = dtypes.as_dtype(dtype)
    low, high = np.array([-5, 100]).astype(dtype.as_numpy_dtype)

    result = find("RandomUniformInt").kernel(xp, SIX, low, high, seed=1, seed2=2, Tout=dtype)

    assert result.tolist() == drawn


def test_resetting_begins_anew():
    stream = random.Stream()
    first = draw("RandomUniform", stream=stream).tolist()
    assert draw("RandomUniform", stream=stream).tolist() != first

    random.restart_all()

    assert draw("RandomUniform", stream=stream).tolist() == first


def test_nodes_have_streams_of_their_own():
    one, other = random.Stream(), random.Stream()

    first, second = (draw("RandomUniform", stream=stream) for stream in (one, other))

    assert first.tolist() == second.tolist()


def test_without_seeds_each_call_is_another():
    draws = [draw("RandomUniform", seed=0, seed2=0).tolist() for _ in range(3)]

    assert draws[0] != draws[1] != draws[2]


def test_truncated_numbers_stay_within_two_deviations():
    many = np.array([20000], np.int32)

    drawn = find("TruncatedNormal").kernel(xp, many, seed=3, seed2=4, dtype=dtypes.float32)

    assert np.abs(drawn).max() < 2
    assert abs(float(drawn.mean())) < 0.02
    assert float(drawn.std()) == pytest.approx(0.88, abs=0.01)


@pytest.mark.parametrize(
    ("state", "moved"),
    [([5, -1, 7], [773, -1, 7]), ([-1, 0, 7], [767, 1, 7]), ([-1, -1, 7], [767, 0, 7])],
)
def test_a_generator_hands_out_its_state_and_moves_on(state, moved):
    resource = VariableResource(dtypes.int64, None, value=np.array(state))

    old = find("RngReadAndSkip").kernel(xp, resource, np.int32(1), np.uint64(3))

    assert old.tolist() == state
    assert resource.value.tolist() == moved
