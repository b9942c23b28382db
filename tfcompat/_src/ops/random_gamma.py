"""Random numbers of gamma distributions; they follow the distribution's shape when it varies.

The derivative of a sample by the shape is the op RandomGammaGrad in `special_gamma.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.ops import philox, philox_lanes, random
from tfcompat._src.ops.checks import described
from tfcompat._src.ops.random_counts import appended, seeded_shape
from tfcompat._src.ops.stateless_random import placed, placed_shape, scrambled
from tfcompat._src.registry import op

_RESERVED = 256


def _drawn(xp, stream, sizes, alpha):
    philox_lanes.ends_with(sizes, alpha.shape)
    samples = philox.product(sizes) // alpha.size
    drawn = philox_lanes.by_parameter(xp, stream, philox_lanes.gamma, samples, alpha)
    return drawn.reshape(sizes).astype(alpha.dtype)


def _by_alpha(alpha, sample, leading, dy):
    """The gradient by alpha of samples with so many more leading dimensions, a scalar tensor."""
    ones = raw.Fill(raw.ExpandDims(leading, 0), 1)
    wide = raw.Reshape(alpha, raw.ConcatV2([ones, raw.Shape(alpha)], 0))
    return raw.Sum(raw.Mul(dy, raw.RandomGammaGrad(wide, sample)), raw.Range(0, leading, 1))


def _rank_of(shape):
    return raw.Squeeze(raw.Shape(shape), squeeze_dims=[0])


@op("""
    RandomGamma(shape: S, alpha: T) -> output: T
        seed: int = 0
        seed2: int = 0
        S: {int32, int64}
        T: {half, float, double}
""", stateful=True, host=("shape",), state=random.Stream)
def random_gamma(xp, shape, alpha, *, seed, seed2, state=None):
    """Draw from gamma distributions of shape alpha and rate 1.

    Shapes:
        shape: [rank of samples]
        alpha: any
        output: the sizes in `shape`, then those of `alpha`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.RandomGamma
    """
    if shape.ndim != 1:
        raise InvalidArgumentError(
            "shape must be a vector of {int32,int64}, got shape: "
            + described(shape, shape.dtype.name)
        )
    sizes = (*philox.sizes(shape), *alpha.shape)
    count = philox.product(sizes)
    if not count:
        return xp.zeros(sizes, alpha.dtype)
    return _drawn(xp, random.reserve(state, seed, seed2, count * _RESERVED), sizes, alpha)


random_gamma.shape(lambda c: appended(c, "alpha"))


@random_gamma.gradient
def random_gamma_gradient(op, dy):
    shape, alpha = op.inputs
    return [None, _by_alpha(alpha, op.outputs[0], _rank_of(shape), dy)]


@op("""
    StatelessRandomGammaV2(shape: T, seed: Tseed, alpha: dtype) -> output: dtype
        dtype: {half, float, double}
        T: {int32, int64}
        Tseed: {int32, int64} = int64
""", host=("shape", "seed"))
def stateless_random_gamma_v2(xp, shape, seed, alpha, *, dtype):
    """Draw from gamma distributions, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        alpha: the last sizes in `shape`
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape.
    Source: tf.raw_ops.StatelessRandomGammaV2
    """
    sizes = philox.sizes(shape)
    stream = scrambled(xp, seed)
    if not philox.product(sizes):
        return xp.zeros(sizes, numpy_dtype(dtype))
    return _drawn(xp, stream, sizes, alpha)


stateless_random_gamma_v2.shape(seeded_shape)


@stateless_random_gamma_v2.gradient
def stateless_random_gamma_v2_gradient(op, dy):
    shape, _, alpha = op.inputs
    leading = raw.Sub(_rank_of(shape), raw.Rank(alpha))
    return [None, None, _by_alpha(alpha, op.outputs[0], leading, dy)]


@op("""
    StatelessRandomGammaV3(shape: shape_dtype, key: uint64, counter: uint64, alg: int32,
        alpha: dtype) -> output: dtype
        dtype: {half, float, double}
        shape_dtype: {int32, int64} = int32
""", host=("shape", "key", "counter", "alg"))
def stateless_random_gamma_v3(xp, shape, key, counter, alg, alpha, *, dtype):
    """Draw from gamma distributions, as a key and a counter say.

    Shapes:
        shape: [rank of output]
        key: [1]
        counter: [2]
        alg: []
        alpha: the last sizes in `shape`
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the algorithm is not Philox.
    Source: tf.raw_ops.StatelessRandomGammaV3
    """
    def check(sizes):
        philox_lanes.ends_with(sizes, alpha.shape)

    sizes, stream = placed(shape, key, counter, alg, check)
    if not philox.product(sizes):
        return xp.zeros(sizes, numpy_dtype(dtype))
    return _drawn(xp, stream, sizes, alpha)


stateless_random_gamma_v3.shape(placed_shape)


@stateless_random_gamma_v3.gradient
def stateless_random_gamma_v3_gradient(op, dy):
    shape, alpha = op.inputs[0], op.inputs[4]
    leading = raw.Sub(_rank_of(shape), raw.Rank(alpha))
    return [None, None, None, None, _by_alpha(alpha, op.outputs[0], leading, dy)]
