"""Ops on the variable in which a generator keeps its state: the counter, two numbers, and the key.

RngReadAndSkip, with which functions draw through the stateless ops, is in `stateless_random.py`.
"""

import secrets

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.ops import checks, handles, philox
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op

PHILOX, THREEFRY = 1, 2
_MASK = 0xFFFFFFFFFFFFFFFF


def advance(xp, resource, algorithm, numbers, skipped=0):
    """Return (key, counter) of a generator and move its counter on.

    Args:
        xp: the array module.
        resource: the variable.
        algorithm: the number of the algorithm; None where it stands in the variable.
        numbers: how many numbers are drawn.
        skipped: how many elements stand before the counter.
    """
    with resource.lock:
        state = handles.value_of(resource)
        _checked(state, skipped + 1 if algorithm is None else 0)
        skipped += algorithm is None
        algorithm = int(state[0]) if algorithm is None else algorithm
        supported(algorithm)
        if state.size < skipped + 3:
            raise InvalidArgumentError(
                "For the Philox algorithm, the size of state must be at least "
                f"{skipped + 3}; got {state.size}"
            )
        low, high, key = [int(word) & _MASK for word in state[skipped : skipped + 3]]
        start = low | high << 64
        moved = start + numbers * philox.STRIDE
        new = state.copy()
        words = xp.array([moved & _MASK, moved >> 64 & _MASK], xp.uint64)
        new[skipped : skipped + 2] = words.view(xp.int64)
        resource.value = new
    return key, start


def supported(algorithm):
    """Raise an error for an algorithm that is not Philox."""
    if algorithm == THREEFRY:
        raise UnimplementedError("Non-XLA devices don't support the ThreeFry algorithm.")
    if algorithm != PHILOX:
        raise InvalidArgumentError(f"Unsupported algorithm id: {algorithm}")


def _checked(state, least):
    if state.dtype.name != "int64":
        raise InvalidArgumentError(
            f"dtype of RNG state variable must be int64, not {state.dtype.name}"
        )
    if state.ndim != 1:
        raise InvalidArgumentError(
            f"RNG state must have one and only one dimension, not {state.ndim}"
        )
    if state.size < least:
        raise InvalidArgumentError("Size of tensor must be at least 1")


def _number(array, position):
    """The scalar input at a position, checked."""
    if array.ndim:
        raise InvalidArgumentError(
            f"input {position} (0-based) must have shape [], not {shown(array.shape)}"
        )
    return int(array)


def _filled(xp, draw, resource, algorithm, shape, dtype):
    algorithm = None if algorithm is None else _number(algorithm, 1)
    sizes = philox.sizes(shape)
    count = philox.product(sizes)
    stream = advance(xp, resource, algorithm, count)
    return draw(xp, *stream, count, xp.dtype(numpy_dtype(dtype))).reshape(sizes)


def _shape(c):
    checks.with_rank(c["resource"], 0)
    return [checks.stated_shape(c, "shape")]


def _with_algorithm(c):
    checks.with_rank(c["algorithm"], 0)
    return _shape(c)


@op("""
    StatefulUniform(resource: resource, algorithm: int64, shape: shape_dtype) -> output: dtype
        dtype: type = float
        shape_dtype: type = int64
""", stateful=True, host=("algorithm", "shape"))
def stateful_uniform(xp, resource, algorithm, shape, *, dtype):
    """Draw numbers evenly from [0, 1) with a generator.

    Shapes:
        resource: a variable [3] or longer, int64
        algorithm: []
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the state another dtype or size.
        UnimplementedError: the algorithm is ThreeFry.
    Source: tf.raw_ops.StatefulUniform
    """
    return _filled(xp, philox.uniform, resource, algorithm, shape, dtype)


stateful_uniform.shape(_with_algorithm)
no_gradient(stateful_uniform, "its inputs are no numbers to vary")


@op("""
    StatefulStandardNormal(resource: resource, shape: shape_dtype) -> output: dtype
        dtype: type = float
        shape_dtype: type = int64
""", stateful=True, host=("shape",))
def stateful_standard_normal(xp, resource, shape, *, dtype):
    """Draw standard normal numbers; the older op, whose state begins with the algorithm.

    Shapes:
        resource: a variable [4] or longer, int64
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the state another dtype or size.
        UnimplementedError: the algorithm is ThreeFry.
    Source: tf.raw_ops.StatefulStandardNormal
    """
    return _filled(xp, philox.normal, resource, None, shape, dtype)


stateful_standard_normal.shape(_shape)
no_gradient(stateful_standard_normal, "its inputs are no numbers to vary")


@op("""
    StatefulStandardNormalV2(resource: resource, algorithm: int64,
        shape: shape_dtype) -> output: dtype
        dtype: type = float
        shape_dtype: type = int64
""", stateful=True, host=("algorithm", "shape"))
def stateful_standard_normal_v2(xp, resource, algorithm, shape, *, dtype):
    """Draw numbers of the standard normal distribution with a generator.

    Shapes:
        resource: a variable [3] or longer, int64
        algorithm: []
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the state another dtype or size.
        UnimplementedError: the algorithm is ThreeFry.
    Source: tf.raw_ops.StatefulStandardNormalV2
    """
    return _filled(xp, philox.normal, resource, algorithm, shape, dtype)


stateful_standard_normal_v2.shape(_with_algorithm)
no_gradient(stateful_standard_normal_v2, "its inputs are no numbers to vary")


@op("""
    StatefulTruncatedNormal(resource: resource, algorithm: int64,
        shape: shape_dtype) -> output: dtype
        dtype: type = float
        shape_dtype: type = int64
""", stateful=True, host=("algorithm", "shape"))
def stateful_truncated_normal(xp, resource, algorithm, shape, *, dtype):
    """Draw standard normal numbers, none 2 or more from 0, with a generator.

    Shapes:
        resource: a variable [3] or longer, int64
        algorithm: []
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the state another dtype or size.
        UnimplementedError: the algorithm is ThreeFry.
    Source: tf.raw_ops.StatefulTruncatedNormal
    """
    return _filled(xp, philox.truncated_normal, resource, algorithm, shape, dtype)


stateful_truncated_normal.shape(_with_algorithm)
no_gradient(stateful_truncated_normal, "its inputs are no numbers to vary")


@op("""
    StatefulUniformFullInt(resource: resource, algorithm: int64,
        shape: shape_dtype) -> output: dtype
        dtype: type = uint64
        shape_dtype: type = int64
""", stateful=True, host=("algorithm", "shape"))
def stateful_uniform_full_int(xp, resource, algorithm, shape, *, dtype):
    """Draw integers of any value with a generator.

    Shapes:
        resource: a variable [3] or longer, int64
        algorithm: []
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: an argument has another shape, or the state another dtype or size.
        UnimplementedError: the algorithm is ThreeFry.
    Source: tf.raw_ops.StatefulUniformFullInt
    """
    return _filled(xp, philox.whole, resource, algorithm, shape, dtype)


stateful_uniform_full_int.shape(_with_algorithm)
no_gradient(stateful_uniform_full_int, "integers have no gradient")


@op("""
    StatefulUniformInt(resource: resource, algorithm: int64, shape: shape_dtype, minval: dtype,
        maxval: dtype) -> output: dtype
        dtype: type = int64
        shape_dtype: type = int64
""", stateful=True, host=("algorithm", "shape", "minval", "maxval"))
def stateful_uniform_int(xp, resource, algorithm, shape, minval, maxval):
    """Draw integers from `minval` up to `maxval`, which is left out, with a generator.

    Shapes:
        resource: a variable [3] or longer, int64
        algorithm, minval, maxval: []
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: there is no integer in between, or an argument is wrong.
        UnimplementedError: the algorithm is ThreeFry.
    Source: tf.raw_ops.StatefulUniformInt
    """
    algorithm = _number(algorithm, 1)
    philox.scalars(minval=minval, maxval=maxval)
    if minval >= maxval:
        raise InvalidArgumentError(f"Need minval < maxval, got {minval} >= {maxval}")
    sizes = philox.sizes(shape)
    count = philox.product(sizes)
    stream = advance(xp, resource, algorithm, count)
    return philox.integers(xp, *stream, count, minval, maxval).reshape(sizes)


@stateful_uniform_int.shape
def stateful_uniform_int_shape(c):
    checks.with_rank(c["minval"], 0)
    checks.with_rank(c["maxval"], 0)
    return _with_algorithm(c)


no_gradient(stateful_uniform_int, "integers have no gradient")


@op("""
    RngSkip(resource: resource, algorithm: int64, delta: int64) -> ()
""", stateful=True, host=("algorithm", "delta"))
def rng_skip(xp, resource, algorithm, delta):
    """Move the counter of a generator on, as drawing `delta` numbers does.

    Shapes:
        resource: a variable [3] or longer, int64
        algorithm, delta: []
    Errors:
        InvalidArgumentError: an argument has another shape, or the state another dtype or size.
        UnimplementedError: the algorithm is ThreeFry.
    Source: tf.raw_ops.RngSkip
    """
    advance(xp, resource, _number(algorithm, 1), _number(delta, 2))


@rng_skip.shape
def rng_skip_shape(c):
    checks.with_rank(c["algorithm"], 0)
    checks.with_rank(c["delta"], 0)
    return []


no_gradient(rng_skip, "a generator's state is no number to vary")


@op("""
    NonDeterministicInts(shape: shape_dtype) -> output: dtype
        dtype: type = int64
        shape_dtype: type = int64
""", stateful=True, host=("shape",))
def non_deterministic_ints(xp, shape, *, dtype):
    """Draw integers of any value that nothing determines.

    Shapes:
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector or has a negative size.
    Source: tf.raw_ops.NonDeterministicInts
    """
    sizes = philox.sizes(shape)
    kind = xp.dtype(numpy_dtype(dtype))
    count = philox.product(sizes)
    drawn = [secrets.randbits(8 * kind.itemsize) for _ in range(count)]
    words = xp.array(drawn, xp.uint32 if kind.itemsize == 4 else xp.uint64)
    return words.view(kind).reshape(sizes)


@non_deterministic_ints.shape
def non_deterministic_ints_shape(c):
    return [checks.stated_shape(c, "shape")]


no_gradient(non_deterministic_ints, "it has no inputs but a shape")
