"""Candidates: classes drawn for losses that look at a few of many, and how often to expect each.

The streams are TensorFlow's, number for number. The samplers that learn how often classes occur
keep that with the node.
"""

import math

from tfcompat._src.base.errors import InvalidArgumentError, NotFoundError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import philox, random
from tfcompat._src.ops.checks import require, with_rank
from tfcompat._src.registry import no_gradient, op

_WORDS = 2048  # set aside for each candidate
_LOWEST = -3.4028234663852886e38


class Learned(random.Stream):
    """A stream, and how often each class was seen."""

    def __init__(self):
        super().__init__()
        self.weights = None


class _Numbers:
    """The words of a stream one by one, and numbers made of them."""

    def __init__(self, xp, stream):
        self.xp, self.stream, self.at, self.held = xp, stream, 0, []

    def word(self):
        """The next 32 bits."""
        if not self.held:
            places = self.xp.arange(self.at, self.at + 64, dtype=self.xp.uint64)
            words = philox.blocks(self.xp, *self.stream, places).reshape(-1)
            self.held, self.at = words.tolist()[::-1], self.at + 64
        return self.held.pop()

    def wide(self):
        """The next 64 bits."""
        low = self.word()
        return low | self.word() << 32

    def unit(self):
        """A number in [0, 1) of 52 bits."""
        high = self.word()
        return ((high & 0xFFFFF) << 32 | self.word()) / 2**52

    def narrow_unit(self):
        """A number in [0, 1) of 23 bits."""
        return (self.word() & 0x7FFFFF) / 2**23

    def below(self, limit, bits):
        """An integer below a limit, each as likely, from words of so many bits."""
        draw = self.word if bits == 32 else self.wide
        if limit & limit - 1 == 0:
            return draw() & limit - 1
        rest = ((1 << bits) - 1) % limit + 1
        while (drawn := draw()) < rest:
            pass
        return drawn % limit


class _Uniform:
    def __init__(self, xp, size):
        self.xp, self.size = xp, size

    def draw(self, numbers):
        return numbers.below(self.size, 64)

    def chances(self, classes):
        return self.xp.full(classes.shape, 1.0 / self.size)


class _LogUniform:
    def __init__(self, xp, size):
        self.xp, self.size, self.log = xp, size, math.log1p(size)

    def draw(self, numbers):
        return (int(math.exp(numbers.unit() * self.log)) - 1) % self.size

    def chances(self, classes):
        return self.xp.log((classes + 2.0) / (classes + 1.0)) / self.log


class _Weighted:
    """Classes with whole weights, the later ones at higher numbers."""

    def __init__(self, xp, weights):
        self.xp, self.size = xp, weights.size
        self.weights, self.edges = weights, xp.cumsum(weights)
        self.total = int(self.edges[-1])

    def draw(self, numbers):
        place = numbers.below(self.total, 32)
        return int(self.xp.searchsorted(self.edges, self.xp.asarray(place), side="right"))

    def chances(self, classes):
        return self.weights[classes].astype(self.xp.float32) / self.xp.float32(self.total)


class _Fixed:
    """Classes with weights of any kind, drawn by A. Walker's method of aliases."""

    def __init__(self, xp, weights, total):
        self.xp, self.size, self.weights, self.total = xp, len(weights), weights, total
        share, self.alias = [w * len(weights) / math.fsum(weights) for w in weights], {}
        low = [i for i, p in enumerate(share) if p < 1.0]
        high = [i for i, p in enumerate(share) if p >= 1.0]
        self.keep = [1.0] * len(weights)
        while low and high:
            small, large = low.pop(), high.pop()
            self.alias[small], self.keep[small] = large, share[small]
            share[large] -= 1.0 - share[small]
            (low if share[large] < 1.0 else high).append(large)

    def draw(self, numbers):
        place = numbers.narrow_unit()
        bucket = numbers.below(self.size, 32)
        return bucket if place < self.keep[bucket] else self.alias[bucket]

    def chances(self, classes):
        weights = self.xp.asarray(self.weights, self.xp.float32)
        return weights[classes] / self.xp.float32(self.total)


def _checked(true_classes, num_true):
    require(true_classes.ndim == 2, "true_classes must be a matrix")
    require(
        true_classes.shape[1] == num_true,
        f"true_classes must have num_true columns, expected: {true_classes.shape[1]} was: "
        f"{num_true}",
    )


def _in_range(xp, true_classes, size):
    outside = (true_classes < 0) | (true_classes >= size)
    if outside.any():
        first = int(true_classes[outside][0])
        raise InvalidArgumentError(
            f"`true_candidate` out of range [0, {size}), received {first}"
        )


def _sampled(xp, sampler, true_classes, num_true, num_sampled, unique, stream):
    """Draw candidates; return them, and how often to expect the true classes and them."""
    _checked(true_classes, num_true)
    require(not unique or num_sampled <= sampler.size, "Sampler's range is too small.")
    _in_range(xp, true_classes, sampler.size)
    numbers, drawn, tries, used = _Numbers(xp, stream), [], 0, set()
    while len(drawn) < num_sampled:
        value, tries = sampler.draw(numbers), tries + 1
        if unique and value in used:
            continue
        used.add(value)
        drawn.append(value)
    candidates = xp.array(drawn, xp.int64)

    def expected(classes):
        chances = sampler.chances(classes).astype(xp.float32)
        if tries == num_sampled:
            return chances * xp.float32(num_sampled)
        return -xp.expm1(xp.float32(tries) * xp.log1p(-chances))

    return candidates, expected(true_classes), expected(candidates)


def _reserved(state, seed, seed2, num_sampled):
    return random.reserve(state, seed, seed2, _WORDS * num_sampled // 4)


def _shape(c):
    rows = with_rank(c["true_classes"], 2)[0]
    num_sampled, num_true = c.attr("num_sampled"), c.attr("num_true")
    return [TensorShape([num_sampled]), TensorShape([rows, num_true]), TensorShape([num_sampled])]


@op("""
    UniformCandidateSampler(true_classes: int64) -> (sampled_candidates: int64,
        true_expected_count: float, sampled_expected_count: float)
        num_true: int >= 1
        num_sampled: int >= 1
        unique: bool
        range_max: int >= 1
        seed: int = 0
        seed2: int = 0
""", stateful=True, state=random.Stream)
def uniform_candidate_sampler(
    xp, true_classes, *, num_true, num_sampled, unique, range_max, seed, seed2, state=None
):
    """Draw candidates, each class as often as any other.

    Shapes:
        true_classes, true_expected_count: [n, num_true]
        sampled_candidates, sampled_expected_count: [num_sampled]
    Errors:
        InvalidArgumentError: a class is out of range, or there are fewer than candidates.
    Source: tf.raw_ops.UniformCandidateSampler
    """
    stream = _reserved(state, seed, seed2, num_sampled)
    sampler = _Uniform(xp, range_max)
    return _sampled(xp, sampler, true_classes, num_true, num_sampled, unique, stream)


uniform_candidate_sampler.shape(_shape)
no_gradient(uniform_candidate_sampler, "classes are no numbers to vary")


@op("""
    LogUniformCandidateSampler(true_classes: int64) -> (sampled_candidates: int64,
        true_expected_count: float, sampled_expected_count: float)
        num_true: int >= 1
        num_sampled: int >= 1
        unique: bool
        range_max: int >= 1
        seed: int = 0
        seed2: int = 0
""", stateful=True, state=random.Stream)
def log_uniform_candidate_sampler(
    xp, true_classes, *, num_true, num_sampled, unique, range_max, seed, seed2, state=None
):
    """Draw candidates, the lower classes more often: their logarithms come evenly.

    Shapes:
        true_classes, true_expected_count: [n, num_true]
        sampled_candidates, sampled_expected_count: [num_sampled]
    Errors:
        InvalidArgumentError: a class is out of range, or there are fewer than candidates.
    Source: tf.raw_ops.LogUniformCandidateSampler
    """
    stream = _reserved(state, seed, seed2, num_sampled)
    sampler = _LogUniform(xp, range_max)
    return _sampled(xp, sampler, true_classes, num_true, num_sampled, unique, stream)


log_uniform_candidate_sampler.shape(_shape)
no_gradient(log_uniform_candidate_sampler, "classes are no numbers to vary")


def _learned(xp, true_classes, num_true, num_sampled, unique, range_max, seeds, state):
    require(
        range_max < 2**31 - 1,
        f"range_max must be less than {2**31 - 1} for unigram samplers, got {range_max}",
    )
    state = state or Learned()
    weights = xp.ones(range_max, xp.int64) if state.weights is None else state.weights
    stream = _reserved(state, *seeds, num_sampled)
    sampler = _Weighted(xp, weights)
    result = _sampled(xp, sampler, true_classes, num_true, num_sampled, unique, stream)
    seen = true_classes.reshape(-1)[: max(2**31 - 1 - sampler.total, 0)]
    state.weights = xp.scatter_add(weights, seen, xp.ones_like(seen))
    return result


@op("""
    LearnedUnigramCandidateSampler(true_classes: int64) -> (sampled_candidates: int64,
        true_expected_count: float, sampled_expected_count: float)
        num_true: int >= 1
        num_sampled: int >= 1
        unique: bool
        range_max: int >= 1
        seed: int = 0
        seed2: int = 0
""", stateful=True, state=Learned)
def learned_unigram_candidate_sampler(
    xp, true_classes, *, num_true, num_sampled, unique, range_max, seed, seed2, state=None
):
    """Draw candidates, each class as often as it was a true class before, and once.

    Shapes:
        true_classes, true_expected_count: [n, num_true]
        sampled_candidates, sampled_expected_count: [num_sampled]
    Errors:
        InvalidArgumentError: a class is out of range, or there are fewer than candidates.
    Source: tf.raw_ops.LearnedUnigramCandidateSampler
    """
    seeds = seed, seed2
    return _learned(
        xp, true_classes, num_true, num_sampled, unique, range_max, seeds, state
    )


learned_unigram_candidate_sampler.shape(_shape)
no_gradient(learned_unigram_candidate_sampler, "classes are no numbers to vary")


@op("""
    ThreadUnsafeUnigramCandidateSampler(true_classes: int64) -> (sampled_candidates: int64,
        true_expected_count: float, sampled_expected_count: float)
        num_true: int >= 1
        num_sampled: int >= 1
        unique: bool
        range_max: int >= 1
        seed: int = 0
        seed2: int = 0
""", stateful=True, state=Learned)
def thread_unsafe_unigram_candidate_sampler(
    xp, true_classes, *, num_true, num_sampled, unique, range_max, seed, seed2, state=None
):
    """Draw candidates as `LearnedUnigramCandidateSampler` does; here it is just as safe.

    Shapes:
        true_classes, true_expected_count: [n, num_true]
        sampled_candidates, sampled_expected_count: [num_sampled]
    Errors:
        InvalidArgumentError: a class is out of range, or there are fewer than candidates.
    Source: tf.raw_ops.ThreadUnsafeUnigramCandidateSampler
    """
    seeds = seed, seed2
    return _learned(
        xp, true_classes, num_true, num_sampled, unique, range_max, seeds, state
    )


thread_unsafe_unigram_candidate_sampler.shape(_shape)
no_gradient(thread_unsafe_unigram_candidate_sampler, "classes are no numbers to vary")


def _weights(xp, vocab_file, distortion, reserved, shards, shard, unigrams):
    """Return the weights of the classes of a shard, and their sum as TensorFlow adds them."""
    require(vocab_file or unigrams, "Must provide either vocab_file or unigrams.")
    require(not (vocab_file and unigrams), "Must only provide one of vocab_file and unigrams.")
    given = _from_file(vocab_file.decode()) if vocab_file else unigrams
    weights = [0.0 for i in range(reserved) if i % shards == shard]
    first, total = len(weights), xp.float32(0)
    for i, weight in enumerate(given, first):
        if i % shards == shard:
            bent = xp.power(xp.float32(weight), xp.float32(distortion))
            total = total + bent
            weights.append(float(bent))
    return weights, float(total)


def _from_file(path):
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line for line in file.read().split("\n") if line]
    except FileNotFoundError:
        raise NotFoundError(f"{path}; No such file or directory") from None
    weights = []
    for line in lines:
        try:
            weights.append(float(line.split(",")[-1]))
        except ValueError:
            raise InvalidArgumentError(f"Wrong vocabulary format at line: {line}") from None
    return weights


@op("""
    FixedUnigramCandidateSampler(true_classes: int64) -> (sampled_candidates: int64,
        true_expected_count: float, sampled_expected_count: float)
        num_true: int >= 1
        num_sampled: int >= 1
        unique: bool
        range_max: int >= 1
        vocab_file: string = ""
        distortion: float = 1.0
        num_reserved_ids: int = 0
        num_shards: int >= 1 = 1
        shard: int >= 0 = 0
        unigrams: list(float) = []
        seed: int = 0
        seed2: int = 0
""", stateful=True, state=random.Stream)
def fixed_unigram_candidate_sampler(
    xp, true_classes, *, num_true, num_sampled, unique, range_max, vocab_file, distortion,
    num_reserved_ids, num_shards, shard, unigrams, seed, seed2, state=None,
):
    """Draw candidates, each class as often as its given weight says.

    Shapes:
        true_classes, true_expected_count: [n, num_true]
        sampled_candidates, sampled_expected_count: [num_sampled]
    Errors:
        InvalidArgumentError: a class is out of range, there are fewer than candidates, or not as
            many weights as classes.
    Source: tf.raw_ops.FixedUnigramCandidateSampler
    """
    weights, total = _weights(
        xp, vocab_file, distortion, num_reserved_ids, num_shards, shard, unigrams
    )
    require(
        len(weights) == range_max,
        f"range is {range_max} must be equal to weights size  {len(weights)}",
    )
    stream = _reserved(state, seed, seed2, num_sampled)
    sampler = _Fixed(xp, weights, total)
    return _sampled(xp, sampler, true_classes, num_true, num_sampled, unique, stream)


fixed_unigram_candidate_sampler.shape(_shape)
no_gradient(fixed_unigram_candidate_sampler, "classes are no numbers to vary")


@op("""
    AllCandidateSampler(true_classes: int64) -> (sampled_candidates: int64,
        true_expected_count: float, sampled_expected_count: float)
        num_true: int >= 1
        num_sampled: int >= 1
        unique: bool
        seed: int = 0
        seed2: int = 0
""", stateful=True)
def all_candidate_sampler(xp, true_classes, *, num_true, num_sampled):
    """Return all classes as candidates.

    Shapes:
        true_classes, true_expected_count: [n, num_true]
        sampled_candidates, sampled_expected_count: [num_sampled]
    Errors:
        InvalidArgumentError: a class is out of range.
    Source: tf.raw_ops.AllCandidateSampler
    """
    _checked(true_classes, num_true)
    _in_range(xp, true_classes, num_sampled)
    ones = xp.ones(true_classes.shape, xp.float32)
    return xp.arange(num_sampled, dtype=xp.int64), ones, xp.ones(num_sampled, xp.float32)


all_candidate_sampler.shape(_shape)
no_gradient(all_candidate_sampler, "classes are no numbers to vary")


@op("""
    ComputeAccidentalHits(true_classes: int64,
        sampled_candidates: int64) -> (indices: int32, ids: int64, weights: float)
        num_true: int
        seed: int = 0
        seed2: int = 0
""", host=("true_classes", "sampled_candidates"))
def compute_accidental_hits(xp, true_classes, sampled_candidates, *, num_true):
    """Find candidates that are true classes.

    Shapes:
        true_classes: [n, num_true]
        sampled_candidates: [candidates]
        indices: [hits], rows of `true_classes`
        ids: [hits], places in `sampled_candidates`
        weights: [hits], the lowest number
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.ComputeAccidentalHits
    """
    require(
        true_classes.ndim == 2 and true_classes.shape[1] == num_true,
        "true_candidates must be a batch_size * num_true matrix",
    )
    require(
        sampled_candidates.ndim == 1,
        "sampled_candidates must be a vector, which is typically an output from CandidateSampler",
    )
    places = {value: i for i, value in enumerate(sampled_candidates.tolist())}
    hits = [
        (i, places[value])
        for i, row in enumerate(true_classes.tolist()) for value in row if value in places
    ]
    return (
        xp.array([i for i, _ in hits], xp.int32), xp.array([place for _, place in hits], xp.int64),
        xp.full(len(hits), _LOWEST, xp.float32),
    )


@compute_accidental_hits.shape
def compute_accidental_hits_shape(c):
    columns = with_rank(c["true_classes"], 2)[1]
    with_rank(c["sampled_candidates"], 1)
    if columns is not None and columns != c.attr("num_true"):
        raise ValueError(f"Dimension must be {c.attr('num_true')} but is {columns}")
    return [TensorShape([None])] * 3


no_gradient(compute_accidental_hits, "classes are no numbers to vary")
