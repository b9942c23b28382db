"""Random numbers of ops that go on with their own stream at each call.

A stream belongs to an op and its seeds; without seeds each call begins one anywhere. Ops that are
given the place in the stream are in `stateless_random.py`.
"""

import secrets
import threading

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.ops import checks, philox
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op

_MASK = 0xFFFFFFFFFFFFFFFF
_lock = threading.Lock()
_used = {}


def reset():
    """Begin all streams anew, as setting the global seed does."""
    with _lock:
        _used.clear()


def reserve(name, seed, seed2, dtype, count):
    """Return (key, counter) of the stream's next part and move on by `count` numbers."""
    if seed == seed2 == 0:
        return secrets.randbits(64), secrets.randbits(64) << 64
    stream = (name, seed, seed2, dtype)
    with _lock:
        used = _used.get(stream, 0)
        _used[stream] = used + count * philox.STRIDE
    return seed & _MASK, ((seed2 & _MASK) << 64) + used


def _drawn(xp, name, draw, shape, seed, seed2, dtype):
    sizes = philox.sizes(shape)
    count = philox.product(sizes)
    key, counter = reserve(name, seed, seed2, dtype, count)
    return draw(xp, key, counter, count, xp.dtype(numpy_dtype(dtype))).reshape(sizes)


def _shape(c):
    return [checks.stated_shape(c, "shape")]


@op("""
    RandomUniform(shape: T) -> output: dtype
        seed: int = 0
        seed2: int = 0
        dtype: {half, bfloat16, float, double}
        T: {int32, int64}
""", stateful=True, host=("shape",))
def random_uniform(xp, shape, *, seed, seed2, dtype):
    """Draw numbers evenly from [0, 1).

    Shapes:
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.RandomUniform
    """
    return _drawn(xp, "RandomUniform", philox.uniform, shape, seed, seed2, dtype)


random_uniform.shape(_shape)
no_gradient(random_uniform, "it has no inputs but a shape")


@op("""
    RandomStandardNormal(shape: T) -> output: dtype
        seed: int = 0
        seed2: int = 0
        dtype: {half, bfloat16, float, double}
        T: {int32, int64}
""", stateful=True, host=("shape",))
def random_standard_normal(xp, shape, *, seed, seed2, dtype):
    """Draw numbers from the normal distribution of mean 0 and deviation 1.

    Shapes:
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.RandomStandardNormal
    """
    return _drawn(xp, "RandomStandardNormal", philox.normal, shape, seed, seed2, dtype)


random_standard_normal.shape(_shape)
no_gradient(random_standard_normal, "it has no inputs but a shape")


@op("""
    TruncatedNormal(shape: T) -> output: dtype
        seed: int = 0
        seed2: int = 0
        dtype: {half, bfloat16, float, double}
        T: {int32, int64}
""", stateful=True, host=("shape",))
def truncated_normal(xp, shape, *, seed, seed2, dtype):
    """Draw numbers from the standard normal distribution, none 2 or more from 0.

    Shapes:
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.TruncatedNormal
    """
    return _drawn(xp, "TruncatedNormal", philox.truncated_normal, shape, seed, seed2, dtype)


truncated_normal.shape(_shape)
no_gradient(truncated_normal, "it has no inputs but a shape")


@op("""
    RandomUniformInt(shape: T, minval: Tout, maxval: Tout) -> output: Tout
        seed: int = 0
        seed2: int = 0
        Tout: {int32, int64}
        T: {int32, int64}
""", stateful=True, host=("shape", "minval", "maxval"))
def random_uniform_int(xp, shape, minval, maxval, *, seed, seed2, Tout):  # noqa: N803
    """Draw integers from `minval` up to `maxval`, which is left out.

    Shapes:
        shape: [rank of output]
        minval, maxval: []
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: there is no integer in between, or an argument's shape is wrong.
    Source: tf.raw_ops.RandomUniformInt
    """
    philox.scalars(minval=minval, maxval=maxval)
    sizes = philox.sizes(shape)
    count = philox.product(sizes)
    key, counter = reserve("RandomUniformInt", seed, seed2, Tout, count)
    return philox.integers(xp, key, counter, count, minval, maxval).reshape(sizes)


@random_uniform_int.shape
def random_uniform_int_shape(c):
    for name in ("minval", "maxval"):
        if c[name].rank not in (None, 0):
            raise ValueError(f"{name} must be a scalar; got a tensor of shape {shown(c[name])}")
    return _shape(c)


no_gradient(random_uniform_int, "integers have no gradient")
