"""Random counts: of classes by their logits, of events by their rate, of hits by their chance.

How they are drawn is in `philox_lanes.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, philox, philox_lanes, random, random_generator
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.stateless_random import scrambled
from tfcompat._src.registry import no_gradient, op

_RESERVED = 256


def _classes(xp, stream, logits, samples, dtype):
    """Draw classes, one row of logits after the other."""
    rows, classes = logits.shape
    wide = logits.astype(xp.float64)
    finite = xp.isfinite(wide)
    most = xp.where(finite, wide, -xp.inf).max(-1, keepdims=True)
    weights = xp.exp(wide - most)
    edges = xp.cumsum(xp.where(finite, weights, 0.0), -1)
    units = philox.uniform(xp, *stream, rows * samples, xp.dtype(xp.float64))
    points = units.reshape(rows, samples) * edges[:, -1:]
    if rows <= samples:
        found = [
            xp.searchsorted(edges[i], points[i], side="right") for i in range(rows)
        ]
        return xp.stack(found).astype(dtype)
    found = [(edges <= points[:, j : j + 1]).sum(-1) for j in range(samples)]
    return xp.stack(found, -1).astype(dtype)


def _checked(logits, num_samples):
    """Check what is given; return the number of samples."""
    if logits.ndim != 2:
        raise InvalidArgumentError(f"logits should be a matrix, got shape {shown(logits.shape)}")
    if num_samples.ndim:
        raise InvalidArgumentError(
            f"num_samples should be a scalar, got shape {shown(num_samples.shape)}"
        )
    samples = int(num_samples)
    if samples < 0:
        raise InvalidArgumentError(f"num_samples should be non-negative, got {samples}")
    if not logits.shape[1]:
        raise InvalidArgumentError("num_classes should be positive, got 0")
    return samples


def _classes_shape(c):
    rows, samples = checks.with_rank(c["logits"], 2)[0], checks.scalar_value(c, "num_samples")
    if samples is not None and samples < 0:
        raise ValueError(
            f"Dimension size, given by scalar input 1, must be non-negative but is {samples}"
        )
    return [TensorShape([rows, samples])]


@op("""
    Multinomial(logits: T, num_samples: int32) -> output: output_dtype
        seed: int = 0
        seed2: int = 0
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}
        output_dtype: {int32, int64} = int64
""", stateful=True, host=("num_samples",), state=random.Stream)
def multinomial(xp, logits, num_samples, *, seed, seed2, output_dtype, state=None):
    """Draw classes, each as often as its logit says.

    Shapes:
        logits: [rows, classes]
        num_samples: []
        output: [rows, num_samples]
    Errors:
        InvalidArgumentError: an argument has another shape, or the number is negative.
    Source: tf.raw_ops.Multinomial; with many rows TensorFlow draws those of its threads from
        other parts of the stream
    """
    samples = _checked(logits, num_samples)
    kind = numpy_dtype(output_dtype)
    if not logits.shape[0] * samples:
        return xp.zeros((logits.shape[0], samples), kind)
    words = logits.shape[0] * (-(-samples // 4) * 4 * 2)
    stream = random.reserve(state, seed, seed2, words * _RESERVED)
    return _classes(xp, stream, logits, samples, kind)


multinomial.shape(_classes_shape)
no_gradient(multinomial, "classes are no numbers to vary")


@op("""
    StatelessMultinomial(logits: T, num_samples: int32, seed: Tseed) -> output: output_dtype
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}
        Tseed: {int32, int64} = int64
        output_dtype: {int32, int64} = int64
""", host=("num_samples", "seed"))
def stateless_multinomial(xp, logits, num_samples, seed, *, output_dtype):
    """Draw classes, each as often as its logit says, as a seed says.

    Shapes:
        logits: [rows, classes]
        num_samples: []
        seed: [2]
        output: [rows, num_samples]
    Errors:
        InvalidArgumentError: an argument has another shape, or the number is negative.
    Source: tf.raw_ops.StatelessMultinomial
    """
    stream = scrambled(xp, seed)
    samples = _checked(logits, num_samples)
    kind = numpy_dtype(output_dtype)
    if not logits.shape[0] * samples:
        return xp.zeros((logits.shape[0], samples), kind)
    return _classes(xp, stream, logits, samples, kind)


@stateless_multinomial.shape
def stateless_multinomial_shape(c):
    checks.with_size(checks.rank_of_vector(c["seed"]), 2)
    return _classes_shape(c)


no_gradient(stateless_multinomial, "classes are no numbers to vary")


def appended(c, name):
    """The shape of samples: what the input `shape` says, then the shape of the parameters."""
    return [checks.stated_shape(c, "shape").concatenate(c[name])]


@op("""
    RandomPoisson(shape: S, rate: dtype) -> output: dtype
        seed: int = 0
        seed2: int = 0
        S: {int32, int64}
        dtype: {half, float, double}
""", stateful=True, host=("shape",), state=random.Stream)
def random_poisson(xp, shape, rate, *, seed, seed2, dtype, state=None):
    """Draw from Poisson distributions; the older op, whose counts are of the rates' type.

    Shapes:
        shape: [rank of samples]
        rate: any
        output: the sizes in `shape`, then those of `rate`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.RandomPoisson
    """
    return random_poisson_v2(
        xp, shape, rate, seed=seed, seed2=seed2, dtype=dtype, state=state
    )


random_poisson.shape(lambda c: appended(c, "rate"))
no_gradient(random_poisson, "counts have no gradient")


@op("""
    RandomPoissonV2(shape: S, rate: R) -> output: dtype
        seed: int = 0
        seed2: int = 0
        S: {int32, int64}
        R: {half, float, double, int32, int64} = double
        dtype: {half, float, double, int32, int64} = int64
""", stateful=True, host=("shape",), state=random.Stream)
def random_poisson_v2(xp, shape, rate, *, seed, seed2, dtype, state=None):
    """Draw from Poisson distributions.

    Shapes:
        shape: [rank of samples]
        rate: any
        output: the sizes in `shape`, then those of `rate`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size, or there are no rates.
    Source: tf.raw_ops.RandomPoissonV2; rates that are no numbers or infinite, on which TensorFlow
        never ends, give no number
    """
    sizes = philox.sizes(shape)
    samples = philox.product(sizes)
    kind = numpy_dtype(dtype)
    if not samples or not rate.size:
        return xp.zeros((*sizes, *rate.shape), kind)
    stream = random.reserve(state, seed, seed2, samples * rate.size * _RESERVED)
    drawn = philox_lanes.by_parameter(xp, stream, philox_lanes.poisson, samples, rate)
    return drawn.reshape((*sizes, *rate.shape)).astype(kind)


random_poisson_v2.shape(lambda c: appended(c, "rate"))
no_gradient(random_poisson_v2, "counts have no gradient")


@op("""
    StatelessRandomPoisson(shape: T, seed: Tseed, lam: Rtype) -> output: dtype
        Rtype: {half, float, double, int32, int64}
        dtype: {half, float, double, int32, int64}
        T: {int32, int64}
        Tseed: {int32, int64} = int64
""", host=("shape", "seed"))
def stateless_random_poisson(xp, shape, seed, lam, *, dtype):
    """Draw from Poisson distributions, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        lam: the last sizes in `shape`
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape.
    Source: tf.raw_ops.StatelessRandomPoisson
    """
    sizes = philox.sizes(shape)
    stream = scrambled(xp, seed)
    kind = numpy_dtype(dtype)
    if not philox.product(sizes):
        return xp.zeros(sizes, kind)
    philox_lanes.ends_with(sizes, lam.shape)
    samples = philox.product(sizes) // lam.size
    drawn = philox_lanes.by_parameter(xp, stream, philox_lanes.poisson, samples, lam)
    return drawn.reshape(sizes).astype(kind)


def seeded_shape(c):
    """The shape that the input `shape` says; the seed is checked."""
    checks.with_size(checks.rank_of_vector(c["seed"]), 2)
    return [checks.stated_shape(c, "shape")]


stateless_random_poisson.shape(seeded_shape)
no_gradient(stateless_random_poisson, "counts have no gradient")


def _binomial_sizes(xp, shape, counts, probs):
    common = philox_lanes.common_shape(xp, counts, probs)
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"Input shape should be a vector, got shape: {shown(shape.shape)}"
        )
    sizes = philox.sizes(shape)
    philox_lanes.ends_with(sizes, common)
    return sizes, common


def _binomial(xp, stream, sizes, common, counts, probs, dtype):
    rare = xp.where(probs <= probs.dtype.type(0.5), probs, 1 - probs).astype(probs.dtype)
    parameters = [xp.broadcast_to(array, common) for array in (counts, probs, counts * rare)]
    samples = philox.product(sizes) // max(parameters[0].size, 1)
    if not samples * parameters[0].size:
        return xp.zeros(sizes, numpy_dtype(dtype))
    drawn = philox_lanes.by_parameter(xp, stream, philox_lanes.binomial, samples, *parameters)
    return drawn.reshape(sizes).astype(numpy_dtype(dtype))


@op("""
    StatefulRandomBinomial(resource: resource, algorithm: int64, shape: S, counts: T,
        probs: T) -> output: dtype
        S: {int32, int64}
        T: {half, float, double, int32, int64} = double
        dtype: {half, float, double, int32, int64} = int64
""", stateful=True, host=("algorithm", "shape"))
def stateful_random_binomial(xp, resource, algorithm, shape, counts, probs, *, dtype):
    """Draw from binomial distributions with a generator.

    Shapes:
        resource: a variable [3] or longer, int64
        algorithm: []
        shape: [rank of output]
        counts, probs: broadcast to the last sizes in `shape`
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the algorithm is not Philox.
    Source: tf.raw_ops.StatefulRandomBinomial
    """
    sizes, common = _binomial_sizes(xp, shape, counts, probs)
    if algorithm.ndim:
        raise InvalidArgumentError(f"algorithm must be of shape [], not {shown(algorithm.shape)}")
    batches = philox.product(common)
    samples = philox.product(sizes) // max(batches, 1)
    numbers = batches * 2 * 100 * (samples + 3) // 4
    if algorithm != random_generator.PHILOX:
        raise InvalidArgumentError(f"Unsupported algorithm id: {algorithm}")
    stream = random_generator.advance(xp, resource, int(algorithm), numbers)
    return _binomial(xp, stream, sizes, common, counts, probs, dtype)


@stateful_random_binomial.shape
def stateful_random_binomial_shape(c):
    return [checks.stated_shape(c, "shape")]


no_gradient(stateful_random_binomial, "counts have no gradient")


@op("""
    StatelessRandomBinomial(shape: S, seed: Tseed, counts: T, probs: T) -> output: dtype
        S: {int32, int64}
        Tseed: {int32, int64} = int64
        T: {half, float, double, int32, int64} = double
        dtype: {half, float, double, int32, int64} = int64
""", host=("shape", "seed"))
def stateless_random_binomial(xp, shape, seed, counts, probs, *, dtype):
    """Draw from binomial distributions, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        counts, probs: broadcast to the last sizes in `shape`
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape.
    Source: tf.raw_ops.StatelessRandomBinomial
    """
    stream = scrambled(xp, seed)
    sizes, common = _binomial_sizes(xp, shape, counts, probs)
    return _binomial(xp, stream, sizes, common, counts, probs, dtype)


stateless_random_binomial.shape(seeded_shape)
no_gradient(stateless_random_binomial, "counts have no gradient")
