"""Normal numbers between bounds of one's own, by three ways of rejection.

After C. P. Robert, "Simulation of truncated normal variables" (1995): from normal numbers where
many of them lie between the bounds, else from even ones, or from exponential ones where the bounds
are wide and far from the mean. All batches of samples go on in one stream, as in TensorFlow, which
begins anew with each of its threads where there are many batches.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InternalError, InvalidArgumentError
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.ops import checks, philox, random
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.random_counts import seeded_shape
from tfcompat._src.ops.stateless_random import scrambled
from tfcompat._src.ops.unbroadcast import unbroadcast
from tfcompat._src.registry import no_gradient, op, shape_functions

_BATCH = 100  # how many samples make a batch where all have the same parameters
_TRIES = 1000
_INSIDE = 1.3  # normal numbers are used from so many deviations between mean and bound


class _Stream:
    """A stream that goes on from batch to batch, in groups of numbers."""

    def __init__(self, xp, stream, dtype):
        self.xp, self.stream, self.dtype, self.place = xp, stream, dtype, 0
        self.wide = dtype if dtype == xp.float64 else xp.dtype(xp.float32)
        self.each = 2 if dtype == xp.float64 else 4

    def words(self, groups):
        """The next blocks of words, one group each."""
        places = self.xp.arange(self.place, self.place + groups, dtype=self.xp.uint64)
        return philox.blocks(self.xp, *self.stream, places)

    def even(self, groups):
        return philox.units(self.xp, self.words(groups), self.dtype)

    def normal(self, groups):
        return philox.normal_pairs(self.xp, self.words(groups), self.wide).astype(self.dtype)


def _from_normal(xp, stream, groups, low, high):
    """Candidates, which of them are good, and how many groups each row of them takes."""
    z = stream.normal(groups)
    return z, (z >= low) & (z <= high), 1


def _from_even(xp, stream, groups, low, high):
    u = stream.even(2 * groups)
    z = u[0::2] * (high - low) + low
    most = low * low if low >= 0 else low * 0
    return z, u[1::2] <= xp.exp((most - z * z) / stream.dtype.type(2)), 2


def _from_exponential(xp, stream, groups, low, high):
    two = stream.dtype.type(2)
    alpha = (low + xp.sqrt(low * low + two * two)) / two
    u = stream.even(groups)
    z = -xp.log(u[:, 0::2]) / alpha + low
    x = alpha - z if low < alpha else (low - alpha) * xp.ones_like(z)
    return z, (u[:, 1::2] <= xp.exp(-x * x / two)) & (z < high), 1


_NAMES = {
    _from_normal: "TruncatedNormal randn rejection sampler failed to accept a sample.",
    _from_even: "TruncatedNormal uniform rejection sampler failed to  accept a sample.",
    _from_exponential: (
        "TruncatedNormal exponential distribution rejection sampler failed to accept a sample."
    ),
}


def _sampler(xp, dtype, low, high):
    """Say which way is the fastest for standardized bounds."""
    one = dtype.type
    if (low < -one(_INSIDE) and high >= 0) or (high > one(_INSIDE) and low <= 0):
        return _from_normal
    root = xp.sqrt(low * low + one(4))
    cutoff = one(2) * xp.exp(one(0.5) + low * (low - root) / one(4)) / (low + root)
    return _from_even if high - low < cutoff else _from_exponential


def _batch(xp, stream, count, mean, deviation, low, high):
    """Draw `count` numbers with one set of parameters, scalars of the result's dtype."""
    if not (deviation > 0 and low < high and bool(xp.isfinite(low) | xp.isfinite(high))):
        raise InvalidArgumentError("Invalid parameters")
    if (xp.isinf(low) and low < 0) or high < mean:
        low, high, deviation = high, low, -deviation
    low, high = (low - mean) / deviation, (high - mean) / deviation
    sampler = _sampler(xp, stream.dtype, low, high)
    groups = max(4, count // stream.each + 1)
    while True:
        drawn, good, taken = sampler(xp, stream, groups, low, high)
        row, each = drawn.shape
        places = xp.nonzero(good.reshape(-1))[0][:count]
        _check_tries(xp, places, row * each, count, sampler)
        if places.size == count:
            break
        groups *= 2
    stream.place += (int(places[-1]) // each + 1) * taken
    return drawn.reshape(-1)[places] * deviation + mean


def _check_tries(xp, places, tried, count, sampler):
    ends = xp.concatenate([xp.asarray([-1]), places])
    if places.size < count:
        ends = xp.concatenate([ends, xp.asarray([tried])])
    if bool((xp.diff(ends) > _TRIES).any()):
        raise InternalError(_NAMES[sampler])


@op("""
    ParameterizedTruncatedNormal(shape: T, means: dtype, stdevs: dtype, minvals: dtype,
        maxvals: dtype) -> output: dtype
        seed: int = 0
        seed2: int = 0
        dtype: {half, bfloat16, float, double}
        T: {int32, int64}
""", stateful=True, host=("shape", "means", "stdevs", "minvals", "maxvals"), state=random.Stream)
def parameterized_truncated_normal(
    xp, shape, means, stdevs, minvals, maxvals, *, seed, seed2, dtype, state=None
):
    """Draw normal numbers that lie between two bounds.

    Shapes:
        shape: [rank of output]
        means, stdevs, minvals, maxvals: [], [1], or as many as `shape` says first
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, a deviation is not positive, or
            bounds are the wrong way round.
    Source: tf.raw_ops.ParameterizedTruncatedNormal
    """
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"Input shape should be a vector, got shape: {shown(shape.shape)}"
        )
    if not shape.size:
        raise InvalidArgumentError(
            f"Shape tensor must not be empty, got Tensor<type: {shape.dtype.name} shape: [0] "
            "values: >"
        )
    sizes = philox.sizes(shape)
    parameters = {"means": means, "stddevs": stdevs, "minvals": minvals, "maxvals": maxvals}
    count, batches = philox.product(sizes), sizes[0]
    samples = philox.product(sizes[1:])
    if _same_for_all(parameters, batches):
        batches, samples = -(-count // _BATCH), _BATCH
    kind = xp.dtype(numpy_dtype(dtype))
    blocks = batches * 2 * _TRIES * (samples + 3) // 4
    stream = _Stream(xp, random.reserve(state, seed, seed2, blocks), kind)
    if not count:
        return xp.zeros(sizes, kind)
    wide = [xp.broadcast_to(xp.asarray(p).reshape(-1), (batches,)) for p in parameters.values()]
    drawn = [
        _batch(xp, stream, min(samples, count - b * samples), *(p[b] for p in wide))
        for b in range(batches)
    ]
    return xp.concatenate(drawn).reshape(sizes).astype(kind)


def _same_for_all(parameters, batches):
    """Say whether there is one set of parameters; else check that there are as many as batches."""
    for name, array in parameters.items():
        if array.ndim > 1:
            raise InvalidArgumentError(
                f"Input {name} should be a scalar or vector, got shape: {shown(array.shape)}"
            )
    ranks = [array.ndim for array in parameters.values()]
    if all(parameters[name].size == 1 for name in ("means", "stddevs")) and ranks[2:] == [0, 0]:
        return True
    for name, array in parameters.items():
        if array.shape not in ((), (1,), (batches,)):
            raise InvalidArgumentError(
                f"Input {name} should have length 1 or shape[0], got shape: {shown(array.shape)}"
            )
    return False


@parameterized_truncated_normal.shape
def parameterized_truncated_normal_shape(c):
    for name in ("means", "stdevs", "minvals", "maxvals"):
        checks.with_rank_at_most(c[name], 1)
    return [checks.stated_shape(c, "shape")]


no_gradient(parameterized_truncated_normal, "TensorFlow has none")


@op("""
    StatelessParameterizedTruncatedNormal(shape: S, seed: Tseed, means: dtype, stddevs: dtype,
        minvals: dtype, maxvals: dtype) -> output: dtype
        S: {int32, int64}
        Tseed: {int32, int64} = int64
        dtype: {half, float, double}
""", host=("shape", "seed", "means", "stddevs", "minvals", "maxvals"))
def stateless_parameterized_truncated_normal(
    xp, shape, seed, means, stddevs, minvals, maxvals, *, dtype
):
    """Draw normal numbers that lie between two bounds, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        means, stddevs, minvals, maxvals: broadcast to the last sizes in `shape`
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, a deviation is not positive, or
            bounds are the wrong way round.
    Source: tf.raw_ops.StatelessParameterizedTruncatedNormal
    """
    key = scrambled(xp, seed)
    parameters = (means, stddevs, minvals, maxvals)
    try:
        common = xp.broadcast_shapes(*(p.shape for p in parameters))
    except ValueError:
        shapes = " vs. ".join(shown(p.shape) for p in parameters)
        raise InvalidArgumentError(
            "means, stddevs, minvals, maxvals must have compatible batch dimensions: " + shapes
        ) from None
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"Input shape should be a vector, got shape: {shown(shape.shape)}"
        )
    sizes = philox.sizes(shape)
    if len(common) > len(sizes) or sizes[len(sizes) - len(common) :] != common:
        raise InvalidArgumentError("Shape passed in must end with broadcasted shape.")
    kind = xp.dtype(numpy_dtype(dtype))
    if not philox.product(sizes):
        return xp.zeros(sizes, kind)
    batches = philox.product(common)
    stream, samples = _Stream(xp, key, kind), philox.product(sizes) // batches
    wide = [xp.broadcast_to(xp.asarray(p), common).reshape(-1) for p in parameters]
    drawn = [_batch(xp, stream, samples, *(p[b] for p in wide)) for b in range(batches)]
    return xp.stack(drawn, -1).reshape(sizes).astype(kind)


@stateless_parameterized_truncated_normal.shape
def stateless_parameterized_truncated_normal_shape(c):
    common = shape_functions.broadcast_shapes(c["means"], c["stddevs"])
    for name in ("minvals", "maxvals"):
        common = shape_functions.broadcast_shapes(c[name], common)
    return seeded_shape(c)


def _below(x):
    """The distribution function of the standard normal distribution."""
    half = convert_to_tensor(0.7071067811865476, x.dtype)
    one, two = raw.Cast(1, DstT=x.dtype), raw.Cast(2, DstT=x.dtype)
    w = raw.Mul(x, half)
    z = raw.Abs(w)
    far = raw.SelectV2(
        raw.Greater(w, raw.ZerosLike(w)), raw.Sub(two, raw.Erfc(z)), raw.Erfc(z)
    )
    return raw.Div(raw.SelectV2(raw.Less(z, half), raw.AddV2(one, raw.Erf(w)), far), two)


def _moved(sample, bound, log):
    """How much a sample moves with a bound, both standardized."""
    squares = raw.Sub(raw.Square(sample), raw.Square(bound))
    half = convert_to_tensor(0.5, sample.dtype)
    return raw.Exp(raw.AddV2(raw.Mul(half, squares), log))


@stateless_parameterized_truncated_normal.gradient
def stateless_parameterized_truncated_normal_gradient(op, dy):
    """By implicit differentiation: the probability below a sample stays what it was."""
    _, _, mean, deviation, low, high = op.inputs
    low_z, high_z, z = (raw.Div(raw.Sub(x, mean), deviation) for x in (low, high, op.outputs[0]))
    lowest = _below(low_z)
    share = raw.Div(raw.Sub(_below(z), lowest), raw.Sub(_below(high_z), lowest))
    limits = {"float16": (6.104e-05, 1 - 9.77e-04), "float32": (1.1754944e-38, 1 - 2**-23)}
    least, most = limits.get(mean.dtype.name, (2.2250738585072014e-308, 1 - 2**-52))
    bounds = (convert_to_tensor(bound, mean.dtype) for bound in (least, most))
    share = raw.ClipByValue(share, *bounds)
    by_high = raw.Mul(dy, _moved(z, high_z, raw.Log(share)))
    by_low = raw.Mul(dy, _moved(z, low_z, raw.Log1p(raw.Neg(share))))
    slopes = dy, raw.Mul(dy, z), by_low, by_high
    return [None, None, *map(unbroadcast, slopes, (mean, deviation, low, high))]
