"""Rejection samplers on Philox streams: many outputs at once, each from its own part of a stream.

Gamma, Poisson and binomial numbers need nobody knows how many uniform ones each. TensorFlow begins
each output's numbers at a place of its own, so that all outputs can be worked on together here: a
round draws for those that are not done. No ops live here.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import philox
from tfcompat._src.ops.checks import shown

_RESERVED = 256  # blocks set aside for an output
_INVERSION = 42  # the same, where the binomial distribution is inverted


class Lanes:
    """The outputs that are not done, and how far each is in its stream."""

    def __init__(self, xp, stream, which, reserved=_RESERVED):
        """Begin the outputs of numbers `which`, each at its place of `stream` (key, counter)."""
        self.xp, self.stream, self.which = xp, stream, which
        self.place = which.astype(xp.uint64) * xp.uint64(reserved)
        self.sources = []

    def source(self, draw):
        """Return a function of a mask that takes a number for the lanes in it from `draw`'s."""
        source = _Source(self, draw)
        self.sources.append(source)
        return source.take

    def uniforms(self):
        """A source of numbers in [0, 1)."""
        return self.source(lambda words: philox.units(self.xp, words, self.xp.dtype("float64")))

    def normals(self):
        """A source of standard normal numbers."""
        wide = self.xp.dtype("float64")
        return self.source(lambda words: philox.normal_pairs(self.xp, words, wide))

    def everyone(self):
        """A mask of all lanes."""
        return self.xp.ones(self.which.shape, bool)

    def keep(self, mask, *arrays):
        """Go on with the lanes of a mask; return the parts of arrays that are theirs."""
        self.which, self.place = self.which[mask], self.place[mask]
        for source in self.sources:
            source.held, source.left = source.held[mask], source.left[mask]
        return [array[mask] for array in arrays]


class _Source:
    """Two float64 numbers from each block, handed out last one first."""

    def __init__(self, lanes, draw):
        xp = lanes.xp
        self.lanes, self.draw = lanes, draw
        self.held = xp.zeros((*lanes.which.shape, 2), xp.float64)
        self.left = xp.zeros(lanes.which.shape, xp.int64)

    def take(self, mask):
        lanes, xp = self.lanes, self.lanes.xp
        empty = mask & (self.left == 0)
        if empty.any():
            words = philox.blocks(xp, *lanes.stream, lanes.place[empty])
            self.held[empty] = self.draw(words)
            self.left[empty] = 2
            lanes.place[empty] += xp.uint64(1)
        self.left = self.left - mask
        return xp.where(self.left == 1, self.held[:, 1], self.held[:, 0])


def by_parameter(xp, stream, sampler, samples, *parameters):
    """Return samples for flat parameters, [samples, parameters], as the samplers number them.

    Args:
        xp: the array module.
        stream: (key, counter).
        sampler: function of (xp, stream, which, *parameters), flat arrays of one length.
        samples: how many for each parameter.
        parameters: arrays of one shape.
    """
    flat = [xp.repeat(array.reshape(-1).astype(xp.float64), samples) for array in parameters]
    which = xp.arange(flat[0].size, dtype=xp.int64)
    return sampler(xp, stream, which, *flat).reshape(-1, samples).T


def gamma(xp, stream, which, alpha):
    """Draw from gamma distributions by the method of G. Marsaglia and W. W. Tsang (2000)."""
    result = xp.zeros(alpha.shape, xp.float64)
    exponential = alpha == 1.0
    if exponential.any():
        lanes = Lanes(xp, stream, which[exponential])
        result[exponential] = -xp.log1p(-lanes.uniforms()(lanes.everyone()))
    rest = ~exponential
    lanes = Lanes(xp, stream, which[rest])
    at, alpha = xp.nonzero(rest)[0], alpha[rest]
    normal, uniform = lanes.normals(), lanes.uniforms()
    while at.size:
        small = alpha < 1.0
        d = alpha + xp.where(small, 2.0 / 3, -1.0 / 3)
        x = normal(lanes.everyone())
        v = 1.0 + 1.0 / 3 / xp.sqrt(d) * x
        good = ~(v <= 0.0)
        v = v * v * v
        u = uniform(good)
        done = (u < 1.0 - 0.0331 * (x * x) * (x * x)) | (
            xp.log(u) < 0.5 * x * x + d * (1.0 - v + xp.log(v))
        )
        # Of what is no number nothing is ever accepted: it is given back as it is.
        done = (good & done) | xp.isnan(v)
        power = xp.power(uniform(done & small), 1.0 / alpha)
        drawn = d * v * xp.where(small, power, 1.0)
        result[at[done]] = drawn[done]
        at, alpha = lanes.keep(~done, at, alpha)
    return result


def poisson(xp, stream, which, rate):
    """Draw from Poisson distributions.

    Rates below 10: the number of exponential waiting times that fit in (D. Knuth). Others:
    transformed rejection (W. Hoermann, 1993).
    """
    result = xp.where(rate == xp.inf, xp.inf, xp.nan)
    few, many = rate < 10.0, (rate >= 10.0) & xp.isfinite(rate)
    result[few] = _poisson_few(xp, stream, which[few], rate[few])
    result[many] = _poisson_many(xp, stream, which[many], rate[many])
    return result


def _poisson_few(xp, stream, which, rate):
    lanes, result = Lanes(xp, stream, which), xp.zeros(rate.shape, xp.float64)
    at, limit = xp.arange(which.size), xp.exp(-rate)
    product, count, uniform = xp.ones_like(rate), 0.0, lanes.uniforms()
    while at.size:
        product = product * uniform(lanes.everyone())
        done = product <= limit
        result[at[done]] = count
        at, product, limit = lanes.keep(~done, at, product, limit)
        count += 1.0
    return result


def _poisson_many(xp, stream, which, rate):
    lanes, result = Lanes(xp, stream, which), xp.zeros(rate.shape, xp.float64)
    at, uniform = xp.arange(which.size), lanes.uniforms()
    while at.size:
        b = 0.931 + 2.53 * xp.sqrt(rate)
        a = -0.059 + 0.02483 * b
        u, v = uniform(lanes.everyone()) - 0.5, uniform(lanes.everyone())
        near = 0.5 - xp.abs(u)
        k = xp.floor((2.0 * a / near + b) * u + rate + 0.43)
        inside = (near >= 0.07) & (v <= 0.9277 - 3.6224 / (b - 2.0))
        hopeless = (k < 0.0) | ((near < 0.013) & (v > near))
        s = xp.log(v * (1.1239 + 1.1328 / (b - 3.4)) / (a / (near * near) + b))
        t = -rate + k * xp.log(rate) - xp.lgamma(k + 1.0)
        done = inside | (~hopeless & (s <= t))
        result[at[done]] = k[done]
        at, rate = lanes.keep(~done, at, rate)
    return result


def binomial(xp, stream, which, counts, probs, expected):
    """Draw from binomial distributions; `expected` hits or misses, as rounded by TensorFlow.

    With at most 10 hits or misses expected: the number of geometric waiting times that fit in.
    With more: transformed rejection (W. Hoermann, 1993).
    """
    result = xp.where(xp.isnan(probs), xp.nan, xp.zeros_like(counts))
    result = xp.where((counts > 0.0) & (probs >= 1.0), counts, result)
    drawn = (counts > 0.0) & (probs > 0.0) & (probs < 1.0)
    rare = xp.minimum(probs, 1.0 - probs)
    for part, sampler in (
        (drawn & (expected < 10.0), _binomial_few),
        (drawn & (expected >= 10.0), _binomial_many),
    ):
        hits = sampler(xp, stream, which[part], counts[part], rare[part])
        result[part] = xp.where(probs[part] > 0.5, counts[part] - hits, hits)
    return result


def _binomial_few(xp, stream, which, counts, probs):
    lanes = Lanes(xp, stream, which, _INVERSION)
    at, result = xp.arange(which.size), xp.zeros(counts.shape, xp.float64)
    waited, hits, uniform = xp.zeros_like(counts), 0.0, lanes.uniforms()
    while at.size:
        waited = waited + xp.ceil(xp.log(uniform(lanes.everyone())) / xp.log1p(-probs))
        done = ~(waited <= counts)
        result[at[done]] = hits
        at, waited, counts, probs = lanes.keep(~done, at, waited, counts, probs)
        hits += 1.0
    return result


def _binomial_many(xp, stream, which, n, p):
    lanes, result = Lanes(xp, stream, which), xp.zeros(n.shape, xp.float64)
    at, uniform = xp.arange(which.size), lanes.uniforms()
    while at.size:
        deviation = xp.sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * deviation
        a = -0.0873 + 0.0248 * b + 0.01 * p
        u, v = uniform(lanes.everyone()), uniform(lanes.everyone())
        u = u - 0.5
        near = 0.5 - xp.abs(u)
        k = xp.floor((2.0 * a / near + b) * u + n * p + 0.5)
        inside = (near >= 0.07) & (v <= 0.92 - 4.2 / b)
        hopeless = (k < 0.0) | (k > n)
        height = xp.log(v * (2.83 + 5.1 / b) * deviation / (a / (near * near) + b))
        done = inside | (~hopeless & (height <= _binomial_height(xp, n, p, k)))
        result[at[done]] = k[done]
        at, n, p = lanes.keep(~done, at, n, p)
    return result


def _binomial_height(xp, n, p, k):
    """The logarithm of the probability of k hits over that of the likeliest number m."""
    m, odds = xp.floor((n + 1.0) * p), p / (1.0 - p)
    return (
        (m + 0.5) * xp.log((m + 1.0) / (odds * (n - m + 1.0)))
        + (n + 1.0) * xp.log((n - m + 1.0) / (n - k + 1.0))
        + (k + 0.5) * xp.log(odds * (n - k + 1.0) / (k + 1.0))
        + _stirling_rest(xp, m) + _stirling_rest(xp, n - m)
        - _stirling_rest(xp, k) - _stirling_rest(xp, n - k)
    )


def _stirling_rest(xp, k):
    """What Stirling's formula for the logarithm of (k + 1)! leaves out."""
    exact = xp.lgamma(k + 1.0) - (k + 0.5) * xp.log(k + 1.0) + (k + 1.0) - 0.9189385332046728
    square = (k + 1.0) * (k + 1.0)
    series = (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1.0)
    return xp.where(k <= 9.0, exact, series)


def ends_with(sizes, shape):
    """Check that the sizes that an op is told end with the shape of its parameters."""
    if len(shape) > len(sizes) or tuple(sizes[len(sizes) - len(shape) :]) != tuple(shape):
        raise InvalidArgumentError("Shape passed in must end with broadcasted shape.")


def common_shape(xp, counts, probs):
    """Return the shape that counts and probabilities have together."""
    try:
        return xp.broadcast_shapes(counts.shape, probs.shape)
    except ValueError:
        raise InvalidArgumentError(
            "counts and probs must have compatible batch dimensions: "
            f"{shown(counts.shape)} vs. {shown(probs.shape)}"
        ) from None
