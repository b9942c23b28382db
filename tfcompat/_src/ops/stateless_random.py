"""Random numbers that are a function of a seed, or of a key and a counter.

Ops that go on by themselves are in `random.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, handles, philox
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op, shape_functions

_PHILOX, _THREEFRY, _AUTO = 1, 2, 3
# The key with which TensorFlow turns seeds, which are no random bits, into keys and counters.
_SCRAMBLE = 0x02461E293EC8F720
_MASK = 0xFFFFFFFFFFFFFFFF


def scrambled(xp, seed):
    """Return (key, counter) for a seed of two integers, as Python integers."""
    if seed.shape != (2,):
        raise InvalidArgumentError(f"seed must have shape [2], not {shown(seed.shape)}")
    low, high = [value & _MASK for value in seed.tolist()]
    words = philox.blocks(xp, _SCRAMBLE, low | high << 64, xp.zeros(1, xp.uint64))[0].tolist()
    return words[0] | words[1] << 32, (words[2] | words[3] << 32) << 64


def checked_place(key, counter, alg):
    """Return (key, counter) of a stream that three inputs say, the algorithm checked too."""
    place = _place(key, counter, alg)
    _supported(alg)
    return place


def placed(shape, key, counter, alg, check=None):
    """Return the sizes of what is to be drawn, and the place in the stream, all of it checked.

    Nothing can be drawn by any algorithm; `check` of the sizes comes before that of the algorithm.
    """
    place, sizes = _place(key, counter, alg), philox.sizes(shape)
    if philox.product(sizes):
        if check is not None:
            check(sizes)
        _supported(alg)
    return sizes, place


def _place(key, counter, alg):
    """Check what the V2 ops are given; return (key, counter) as Python integers."""
    if alg.ndim:
        raise InvalidArgumentError(f"input 3 (0-based) must have shape [], not {shown(alg.shape)}")
    if key.shape != (1,):
        raise InvalidArgumentError(
            f"key must have shape [1], not {shown(key.shape)}. (Note that batched keys are not "
            "supported yet.)"
        )
    # TensorFlow takes the number of the algorithm for the length that its counter must have.
    least = _PHILOX if alg == _AUTO else int(alg)
    if counter.ndim != 1 or counter.size < least:
        raise InvalidArgumentError(
            f"counter must be a vector with length at least {least}; got shape: "
            f"{shown(counter.shape)}. (Note that batched counters are not supported yet.)"
        )
    low, high = [*counter[:2].tolist(), 0, 0][:2]
    return key.item(), low | high << 64


def _supported(alg):
    if alg not in (_PHILOX, _AUTO):
        raise InvalidArgumentError(f"Unsupported algorithm id: {alg}")


def _seeded(xp, shape, seed):
    """Return the sizes of what is to be drawn, and the place in the stream that a seed says."""
    return philox.sizes(shape), scrambled(xp, seed)


def _drawn(xp, draw, sizes, place, dtype):
    count = philox.product(sizes)
    return draw(xp, *place, count, xp.dtype(numpy_dtype(dtype))).reshape(sizes)


def _integers(xp, sizes, place, minval, maxval):
    if not philox.product(sizes):
        return xp.zeros(sizes, minval.dtype)
    philox.scalars(minval=minval, maxval=maxval)
    drawn = philox.integers(xp, *place, philox.product(sizes), minval, maxval)
    return drawn.reshape(sizes)


def _shape(c):
    return [checks.stated_shape(c, "shape")]


def _scalar_bounds(c):
    for name in ("minval", "maxval"):
        if c[name].rank:
            raise ValueError(f"{name} must be a scalar; got a tensor of shape {shown(c[name])}")


def placed_shape(c):
    """The shape that the input `shape` says; those of key, counter and algorithm are checked."""
    checks.with_size(checks.rank_of_vector(c["key"]), 1)
    checks.with_rank(c["counter"], 1)
    checks.with_rank(c["alg"], 0)
    return _shape(c)


@op("""
    StatelessRandomGetKeyCounter(seed: Tseed) -> key: uint64, counter: uint64
        Tseed: {int32, int64} = int64
""", host=("seed",))
def stateless_random_get_key_counter(xp, seed):
    """Turn a seed into a key and a counter.

    Shapes:
        seed: [2]
        key: [1]
        counter: [2]
    Errors:
        InvalidArgumentError: the seed has another shape.
    Source: tf.raw_ops.StatelessRandomGetKeyCounter
    """
    key, counter = scrambled(xp, seed)
    return xp.array([key], xp.uint64), xp.array([0, counter >> 64], xp.uint64)


@stateless_random_get_key_counter.shape
def stateless_random_get_key_counter_shape(c):
    checks.with_size(checks.rank_of_vector(c["seed"]), 2)
    return [TensorShape([1]), TensorShape([2])]


no_gradient(stateless_random_get_key_counter, "keys are no numbers to vary")


@op("""
    StatelessRandomGetAlg() -> alg: int32
""", stateful=True)
def stateless_random_get_alg(xp):
    """Return the number of the algorithm of this device: 1, Philox.

    Shapes:
        alg: []
    Source: tf.raw_ops.StatelessRandomGetAlg
    """
    return xp.array(_PHILOX, xp.int32)


stateless_random_get_alg.shape(shape_functions.scalar)
no_gradient(stateless_random_get_alg, "it has no inputs")


@op("""
    StatelessRandomGetKeyCounterAlg(seed: Tseed) -> key: uint64, counter: uint64, alg: int32
        Tseed: {int32, int64} = int64
""", host=("seed",))
def stateless_random_get_key_counter_alg(xp, seed):
    """Turn a seed into a key and a counter, and say for which algorithm.

    Shapes:
        seed: [2]
        key: [1]
        counter: [2]
        alg: []
    Errors:
        InvalidArgumentError: the seed has another shape.
    Source: tf.raw_ops.StatelessRandomGetKeyCounterAlg
    """
    return *stateless_random_get_key_counter(xp, seed), xp.array(_PHILOX, xp.int32)


@stateless_random_get_key_counter_alg.shape
def stateless_random_get_key_counter_alg_shape(c):
    return [*stateless_random_get_key_counter_shape(c), TensorShape([])]


no_gradient(stateless_random_get_key_counter_alg, "keys are no numbers to vary")


@op("""
    StatelessRandomUniformV2(shape: Tshape, key: uint64, counter: uint64,
        alg: int32) -> output: dtype
        dtype: {half, bfloat16, float, double} = float
        Tshape: {int32, int64} = int32
""", host=("shape", "key", "counter", "alg"))
def stateless_random_uniform_v2(xp, shape, key, counter, alg, *, dtype):
    """Draw numbers evenly from [0, 1).

    Shapes:
        shape: [rank of output]
        key: [1]
        counter: [2]
        alg: []
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the algorithm is not Philox.
    Source: tf.raw_ops.StatelessRandomUniformV2
    """
    return _drawn(xp, philox.uniform, *placed(shape, key, counter, alg), dtype)


stateless_random_uniform_v2.shape(placed_shape)
no_gradient(stateless_random_uniform_v2, "its inputs are no numbers to vary")


@op("""
    StatelessRandomNormalV2(shape: Tshape, key: uint64, counter: uint64,
        alg: int32) -> output: dtype
        dtype: {half, bfloat16, float, double} = float
        Tshape: {int32, int64} = int32
""", host=("shape", "key", "counter", "alg"))
def stateless_random_normal_v2(xp, shape, key, counter, alg, *, dtype):
    """Draw numbers from the normal distribution of mean 0 and deviation 1.

    Shapes:
        shape: [rank of output]
        key: [1]
        counter: [2]
        alg: []
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the algorithm is not Philox.
    Source: tf.raw_ops.StatelessRandomNormalV2
    """
    return _drawn(xp, philox.normal, *placed(shape, key, counter, alg), dtype)


stateless_random_normal_v2.shape(placed_shape)
no_gradient(stateless_random_normal_v2, "its inputs are no numbers to vary")


@op("""
    StatelessTruncatedNormalV2(shape: Tshape, key: uint64, counter: uint64,
        alg: int32) -> output: dtype
        dtype: {half, bfloat16, float, double} = float
        Tshape: {int32, int64} = int32
""", host=("shape", "key", "counter", "alg"))
def stateless_truncated_normal_v2(xp, shape, key, counter, alg, *, dtype):
    """Draw numbers from the standard normal distribution, none 2 or more from 0.

    Shapes:
        shape: [rank of output]
        key: [1]
        counter: [2]
        alg: []
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the algorithm is not Philox.
    Source: tf.raw_ops.StatelessTruncatedNormalV2
    """
    return _drawn(xp, philox.truncated_normal, *placed(shape, key, counter, alg), dtype)


stateless_truncated_normal_v2.shape(placed_shape)
no_gradient(stateless_truncated_normal_v2, "its inputs are no numbers to vary")


@op("""
    StatelessRandomUniformIntV2(shape: Tshape, key: uint64, counter: uint64, alg: int32,
        minval: dtype, maxval: dtype) -> output: dtype
        dtype: {int32, int64, uint32, uint64}
        Tshape: {int32, int64} = int32
""", host=("shape", "key", "counter", "alg", "minval", "maxval"))
def stateless_random_uniform_int_v2(xp, shape, key, counter, alg, minval, maxval):
    """Draw integers from `minval` up to `maxval`, which is left out.

    Shapes:
        shape: [rank of output]
        key: [1]
        counter: [2]
        alg, minval, maxval: []
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: there is no integer in between, or an argument is wrong.
    Source: tf.raw_ops.StatelessRandomUniformIntV2
    """
    place, sizes = _place(key, counter, alg), philox.sizes(shape)
    drawn = _integers(xp, sizes, place, minval, maxval)
    if drawn.size:
        _supported(alg)
    return drawn


@stateless_random_uniform_int_v2.shape
def stateless_random_uniform_int_v2_shape(c):
    _scalar_bounds(c)
    return placed_shape(c)


no_gradient(stateless_random_uniform_int_v2, "integers have no gradient")


@op("""
    StatelessRandomUniformFullIntV2(shape: Tshape, key: uint64, counter: uint64,
        alg: int32) -> output: dtype
        dtype: {int32, int64, uint32, uint64} = uint64
        Tshape: {int32, int64} = int32
""", host=("shape", "key", "counter", "alg"))
def stateless_random_uniform_full_int_v2(xp, shape, key, counter, alg, *, dtype):
    """Draw integers of any value.

    Shapes:
        shape: [rank of output]
        key: [1]
        counter: [2]
        alg: []
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the algorithm is not Philox.
    Source: tf.raw_ops.StatelessRandomUniformFullIntV2
    """
    return _drawn(xp, philox.whole, *placed(shape, key, counter, alg), dtype)


stateless_random_uniform_full_int_v2.shape(placed_shape)
no_gradient(stateless_random_uniform_full_int_v2, "integers have no gradient")


def _seeded_shape(c):
    checks.with_size(checks.rank_of_vector(c["seed"]), 2)
    return _shape(c)


@op("""
    StatelessRandomUniform(shape: T, seed: Tseed) -> output: dtype
        dtype: {half, bfloat16, float, double} = float
        T: {int32, int64} = int32
        Tseed: {int32, int64} = int64
""", host=("shape", "seed"))
def stateless_random_uniform(xp, shape, seed, *, dtype):
    """Draw numbers evenly from [0, 1), as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: the seed or the shape is malformed.
    Source: tf.raw_ops.StatelessRandomUniform
    """
    return _drawn(xp, philox.uniform, *_seeded(xp, shape, seed), dtype)


stateless_random_uniform.shape(_seeded_shape)
no_gradient(stateless_random_uniform, "its inputs are no numbers to vary")


@op("""
    StatelessRandomNormal(shape: T, seed: Tseed) -> output: dtype
        dtype: {half, bfloat16, float, double} = float
        T: {int32, int64} = int32
        Tseed: {int32, int64} = int64
""", host=("shape", "seed"))
def stateless_random_normal(xp, shape, seed, *, dtype):
    """Draw numbers from the normal distribution of mean 0 and deviation 1, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: the seed or the shape is malformed.
    Source: tf.raw_ops.StatelessRandomNormal
    """
    return _drawn(xp, philox.normal, *_seeded(xp, shape, seed), dtype)


stateless_random_normal.shape(_seeded_shape)
no_gradient(stateless_random_normal, "its inputs are no numbers to vary")


@op("""
    StatelessTruncatedNormal(shape: T, seed: Tseed) -> output: dtype
        dtype: {half, bfloat16, float, double} = float
        T: {int32, int64} = int32
        Tseed: {int32, int64} = int64
""", host=("shape", "seed"))
def stateless_truncated_normal(xp, shape, seed, *, dtype):
    """Draw numbers from the standard normal distribution, none 2 or more from 0, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: the seed or the shape is malformed.
    Source: tf.raw_ops.StatelessTruncatedNormal
    """
    return _drawn(xp, philox.truncated_normal, *_seeded(xp, shape, seed), dtype)


stateless_truncated_normal.shape(_seeded_shape)
no_gradient(stateless_truncated_normal, "its inputs are no numbers to vary")


@op("""
    StatelessRandomUniformInt(shape: T, seed: Tseed, minval: dtype,
        maxval: dtype) -> output: dtype
        dtype: {int32, int64}
        T: {int32, int64}
        Tseed: {int32, int64} = int64
""", host=("shape", "seed", "minval", "maxval"))
def stateless_random_uniform_int(xp, shape, seed, minval, maxval):
    """Draw integers from `minval` up to `maxval`, which is left out, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        minval, maxval: []
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: there is no integer in between, or an argument is wrong.
    Source: tf.raw_ops.StatelessRandomUniformInt
    """
    return _integers(xp, *_seeded(xp, shape, seed), minval, maxval)


@stateless_random_uniform_int.shape
def stateless_random_uniform_int_shape(c):
    _scalar_bounds(c)
    return _seeded_shape(c)


no_gradient(stateless_random_uniform_int, "integers have no gradient")


@op("""
    StatelessRandomUniformFullInt(shape: T, seed: Tseed) -> output: dtype
        dtype: {int32, int64, uint32, uint64} = uint64
        T: {int32, int64} = int32
        Tseed: {int32, int64, uint32, uint64} = int64
""", host=("shape", "seed"))
def stateless_random_uniform_full_int(xp, shape, seed, *, dtype):
    """Draw integers of any value, as a seed says.

    Shapes:
        shape: [rank of output]
        seed: [2]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: the seed or the shape is malformed, or the seed is unsigned.
    Source: tf.raw_ops.StatelessRandomUniformFullInt
    """
    if seed.dtype.kind == "u":
        raise InvalidArgumentError(f"Invalid seed type: {seed.dtype.name}")
    return _drawn(xp, philox.whole, *_seeded(xp, shape, seed), dtype)


stateless_random_uniform_full_int.shape(_seeded_shape)
no_gradient(stateless_random_uniform_full_int, "integers have no gradient")


@op("""
    RngReadAndSkip(resource: resource, alg: int32, delta: uint64) -> value: int64
""", stateful=True, host=("alg", "delta"))
def rng_read_and_skip(xp, resource, alg, delta):
    """Return the state of a generator - counter and key - and move its counter on.

    Shapes:
        resource: a variable [3] or longer, int64
        alg, delta: []
        value: as the variable
    Errors:
        InvalidArgumentError: there is no such algorithm.
        UnimplementedError: the algorithm is ThreeFry.
        NotFoundError: the variable has no value.
    Source: tf.raw_ops.RngReadAndSkip
    """
    if alg == _THREEFRY:
        raise UnimplementedError("Non-XLA devices don't support the ThreeFry algorithm.")
    if alg != _PHILOX:
        raise InvalidArgumentError(f"Unsupported algorithm id: {alg}")
    with resource.lock:
        old = handles.value_of(resource)
        low, high = [int(word) & _MASK for word in old[:2]]
        counter = (low | high << 64) + int(delta) * philox.STRIDE
        new = old.copy()
        words = xp.array([counter & _MASK, counter >> 64 & _MASK], xp.uint64)
        new[:2] = words.view(xp.int64)
        resource.value = new
    return old


@rng_read_and_skip.shape
def rng_read_and_skip_shape(c):
    known = c.handle("resource")
    return [TensorShape([None]) if known is None else known[1]]


no_gradient(rng_read_and_skip, "a generator's state is no number to vary")
