"""Streams with state of their own: recorded numbers, and how streams go on."""

import numpy as np
import pytest

from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
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


# From TensorFlow 2.21, two calls one after the other; the algorithms and the streams are its own.
GOING_ON = [
    ("RandomGamma", ([2], [3.0]), {}, [[[3.2014453], [6.3984232]], [[7.0579953], [2.5563738]]]),
    (
        "RandomPoissonV2", ([3], [9.0]), {"dtype": "int64"},
        [[[8], [6], [11]], [[9], [15], [9]]],
    ),
    (
        "Multinomial", ([[0.0, 1, 2]], 5), {"output_dtype": "int64"},
        [[[1, 1, 2, 2, 2]], [[0, 1, 1, 2, 2]]],
    ),
    ("RandomShuffle", ([1, 2, 3, 4, 5],), {}, [[1, 3, 4, 5, 2], [2, 3, 5, 1, 4]]),
    (
        "ParameterizedTruncatedNormal", ([2], 0.0, 1.0, -2.0, 2.0), {"dtype": "float32"},
        [[-1.4716817, -0.6164556], [-1.3235445, 0.1127763]],
    ),
]


@pytest.mark.parametrize(("op", "inputs", "attrs", "recorded"), GOING_ON)
def test_distributions_go_on_as_those_of_tensorflow(op, inputs, attrs, recorded):
    stream = random.Stream()
    arrays = [np.array(x, np.float32 if "." in str(x) else np.int32) for x in inputs]
    attrs = {
        key: dtypes.as_dtype(value) if "dtype" in key else value for key, value in attrs.items()
    }

    drawn = [
        find(op).kernel(xp, *arrays, seed=7, seed2=2, state=stream, **attrs).tolist()
        for _ in range(2)
    ]

    np.testing.assert_allclose(drawn, recorded, rtol=1e-6)


def test_truncated_normal_numbers_are_those_of_tensorflow_in_each_of_three_ways():
    stream = random.Stream()

    def drawn(low, high):
        bounds = [np.float32(x) for x in (0, 1, low, high)]
        return find("ParameterizedTruncatedNormal").kernel(
            xp, np.array([3], np.int32), *map(np.asarray, bounds), seed=1, seed2=2,
            dtype=dtypes.float32, state=stream,
        )

    np.testing.assert_allclose(drawn(-2, 2), [-1.0467793, 0.8397046, 1.2358364], rtol=1e-6)
    np.testing.assert_allclose(drawn(2, 2.5), [2.4091499, 2.0880473, 2.2953873], rtol=1e-6)
    np.testing.assert_allclose(drawn(2, np.inf), [2.0616841, 2.1072562, 2.2542109], rtol=1e-6)


def test_moments_are_those_of_the_distributions():
    seed, many = np.array([1, 2]), np.array([20000], np.int32)

    def moments(op, *parameters):
        arrays = [np.asarray(p, np.float64) for p in parameters]
        kwargs = {"dtype": dtypes.float64}
        with np.errstate(all="ignore"):
            drawn = find(op).kernel(xp, many, seed, *arrays, **kwargs)
        return [float(drawn.mean()), float(drawn.var())]

    for alpha in (0.3, 1.0, 7.5):
        assert moments("StatelessRandomGammaV2", alpha) == pytest.approx([alpha] * 2, rel=0.05)
    for rate in (0.5, 9.0, 12.0, 300.0):
        assert moments("StatelessRandomPoisson", rate) == pytest.approx([rate] * 2, rel=0.05)
    for n, p in ((10, 0.3), (50, 0.9), (1000, 0.4)):
        found = moments("StatelessRandomBinomial", n, p)
        assert found == pytest.approx([n * p, n * p * (1 - p)], rel=0.05)


def test_a_generator_of_another_algorithm_is_refused():
    resource = VariableResource(dtypes.int64, None, value=np.array([5, -1, 7]))
    draw = find("StatefulUniform")

    with pytest.raises(UnimplementedError, match="Non-XLA devices don't support the ThreeFry"):
        draw.kernel(xp, resource, np.array(2), SIX, dtype=dtypes.float32)
    with pytest.raises(InvalidArgumentError, match="Unsupported algorithm id: 7"):
        draw.kernel(xp, resource, np.array(7), SIX, dtype=dtypes.float32)
    resource.value = resource.value[:2]
    with pytest.raises(InvalidArgumentError, match="state must be at least 3; got 2"):
        draw.kernel(xp, resource, np.array(1), SIX, dtype=dtypes.float32)
