"""Random numbers of ops that go on with their own stream at each call.

A stream belongs to a node; eager calls of one op with the same seeds share one. Ops that are given
the place in the stream are in `stateless_random.py`.
"""

import secrets
import threading

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.ops import checks, philox
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op

_MASK = 0xFFFFFFFFFFFFFFFF


_setting = 0  # how many times all streams were told to begin anew


def restart_all():
    """Let all streams begin anew, as setting the global seed does."""
    global _setting
    _setting += 1


class Stream:
    """How far a node has come in its stream of random numbers."""

    def __init__(self):
        self._lock = threading.Lock()
        self._setting = None
        self._used = 0
        self._anywhere = None

    def reserve(self, seed, seed2, blocks):
        """Return (key, counter) of the stream's next part and move on.

        Args:
            seed: the first seed; where both are 0 the stream begins anywhere.
            seed2: the second seed.
            blocks: how many blocks of four words the part has.
        """
        with self._lock:
            if self._setting != _setting:
                self._setting, self._used = _setting, 0
                self._anywhere = secrets.randbits(64), secrets.randbits(64) << 64
            used, (key, counter) = self._used, self._anywhere
            self._used = used + blocks
        if seed == seed2 == 0:
            return key, counter + used
        return seed & _MASK, ((seed2 & _MASK) << 64) + used


def reserve(state, seed, seed2, blocks):
    """Return (key, counter) of the next part of a node's stream, or of a new one for None."""
    return (state or Stream()).reserve(seed, seed2, blocks)


def _drawn(xp, state, draw, shape, seed, seed2, dtype):
    sizes = philox.sizes(shape)
    count = philox.product(sizes)
    key, counter = reserve(state, seed, seed2, count * philox.STRIDE)
    return draw(xp, key, counter, count, xp.dtype(numpy_dtype(dtype))).reshape(sizes)


def _shape(c):
    return [checks.stated_shape(c, "shape")]


@op("""
    RandomUniform(shape: T) -> output: dtype
        seed: int = 0
        seed2: int = 0
        dtype: {half, bfloat16, float, double}
        T: {int32, int64}
""", stateful=True, host=("shape",), state=Stream)
def random_uniform(xp, shape, *, seed, seed2, dtype, state=None):
    """Draw numbers evenly from [0, 1).

    Shapes:
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.RandomUniform
    """
    return _drawn(xp, state, philox.uniform, shape, seed, seed2, dtype)


random_uniform.shape(_shape)
no_gradient(random_uniform, "it has no inputs but a shape")


@op("""
    RandomStandardNormal(shape: T) -> output: dtype
        seed: int = 0
        seed2: int = 0
        dtype: {half, bfloat16, float, double}
        T: {int32, int64}
""", stateful=True, host=("shape",), state=Stream)
def random_standard_normal(xp, shape, *, seed, seed2, dtype, state=None):
    """Draw numbers from the normal distribution of mean 0 and deviation 1.

    Shapes:
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.RandomStandardNormal
    """
    return _drawn(xp, state, philox.normal, shape, seed, seed2, dtype)


random_standard_normal.shape(_shape)
no_gradient(random_standard_normal, "it has no inputs but a shape")


@op("""
    TruncatedNormal(shape: T) -> output: dtype
        seed: int = 0
        seed2: int = 0
        dtype: {half, bfloat16, float, double}
        T: {int32, int64}
""", stateful=True, host=("shape",), state=Stream)
def truncated_normal(xp, shape, *, seed, seed2, dtype, state=None):
    """Draw numbers from the standard normal distribution, none 2 or more from 0.

    Shapes:
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.TruncatedNormal
    """
    return _drawn(xp, state, philox.truncated_normal, shape, seed, seed2, dtype)


truncated_normal.shape(_shape)
no_gradient(truncated_normal, "it has no inputs but a shape")


@op("""
    RandomUniformInt(shape: T, minval: Tout, maxval: Tout) -> output: Tout
        seed: int = 0
        seed2: int = 0
        Tout: {int32, int64}
        T: {int32, int64}
""", stateful=True, host=("shape", "minval", "maxval"), state=Stream)
def random_uniform_int(xp, shape, minval, maxval, *, seed, seed2, Tout, state=None):  # noqa: N803
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
    key, counter = reserve(state, seed, seed2, count * philox.STRIDE)
    return philox.integers(xp, key, counter, count, minval, maxval).reshape(sizes)


@random_uniform_int.shape
def random_uniform_int_shape(c):
    for name in ("minval", "maxval"):
        if c[name].rank not in (None, 0):
            raise ValueError(f"{name} must be a scalar; got a tensor of shape {shown(c[name])}")
    return _shape(c)


no_gradient(random_uniform_int, "integers have no gradient")
