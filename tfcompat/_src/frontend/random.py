"""Random tensors: streams that go on at each call, and numbers that a given seed determines.

The global seed is in `seeds.py`, dropout in `dropout.py`; kernels are in `ops/random.py` and
`ops/stateless_random.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes, seeds
from tfcompat._src.state import random_state

_UNIFORM = (
    dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64, dtypes.int32, dtypes.int64
)
_STATELESS = (*_UNIFORM, dtypes.uint32, dtypes.uint64)


def normal(shape, mean=0.0, stddev=1.0, dtype=dtypes.float32, seed=None, name=None):
    """Numbers from a normal distribution.

    Args:
        shape: the shape of the result.
        mean: the mean, a tensor that broadcasts with that shape.
        stddev: the standard deviation, likewise.
        dtype: a floating dtype.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor.

    Raises:
        InvalidArgumentError: the dtype is no floating one.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.normal([2, 3]).shape
        TensorShape([2, 3])
    """
    with scopes.scope(name, "random_normal") as name:
        shape, mean, stddev = _distribution(shape, mean, stddev, dtype)
        drawn = raw.RandomStandardNormal(shape, dtype=dtype, **_seeds(seed))
        return raw.AddV2(drawn * stddev, mean, name=name)


def _distribution(shape, mean, stddev, dtype):
    return (
        _shape(shape), convert_to_tensor(mean, dtype, name="mean"),
        convert_to_tensor(stddev, dtype, name="stddev"),
    )


def _shape(shape):
    return convert_to_tensor(shape, dtype_hint=dtypes.int32, name="shape")


def _seeds(seed):
    first, second = seeds.of_op(seed)
    return {"seed": first, "seed2": second}


def split(seed, num=2, alg="auto_select"):
    """Several seeds from one.

    Args:
        seed: a tensor of two integers.
        num: how many.
        alg: the algorithm, "philox" or "auto_select".

    Returns:
        A tensor of shape [num, 2] and the dtype of `seed`.

    Raises:
        ValueError: there is no such algorithm.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.split([1, 2])
        <tf.Tensor: shape=(2, 2), dtype=int32, numpy=
        array([[1105988140, 1738052849],
               [-335576002,  370444179]], dtype=int32)>
    """
    seed = convert_to_tensor(seed)
    return stateless_uniform([num, 2], seed, None, None, seed.dtype, alg=alg)


def stateless_normal(
    shape, seed, mean=0.0, stddev=1.0, dtype=dtypes.float32, name=None, alg="auto_select"
):
    """Numbers from a normal distribution, the same ones for the same seed.

    Args:
        shape: the shape of the result.
        seed: a tensor of two integers.
        mean: the mean, a tensor that broadcasts with that shape.
        stddev: the standard deviation, likewise.
        dtype: a floating dtype.
        name: a name for the operation.
        alg: the algorithm, "philox" or "auto_select".

    Returns:
        A tensor.

    Raises:
        ValueError: there is no such algorithm.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.stateless_normal([2], seed=[1, 2]).numpy().round(4)
        array([0.5441, 0.2074], dtype=float32)
    """
    with scopes.scope(name, "stateless_random_normal") as name:
        shape, mean, stddev = _distribution(shape, mean, stddev, dtype)
        drawn = raw.StatelessRandomNormalV2(shape, *_place(seed, alg), dtype=dtype)
        return raw.AddV2(drawn * stddev, mean, name=name)


def _place(seed, alg):
    """The key, the counter and the algorithm that a seed leads to."""
    return random_state.key_and_counter(seed, alg)


def stateless_truncated_normal(
    shape, seed, mean=0.0, stddev=1.0, dtype=dtypes.float32, name=None, alg="auto_select"
):
    """As `stateless_normal`, but none of the numbers two deviations or more from the mean.

    Args:
        shape: the shape of the result.
        seed: a tensor of two integers.
        mean: the mean, a tensor that broadcasts with that shape.
        stddev: the standard deviation, likewise.
        dtype: a floating dtype.
        name: a name for the operation.
        alg: the algorithm, "philox" or "auto_select".

    Returns:
        A tensor.

    Raises:
        ValueError: there is no such algorithm.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.stateless_truncated_normal([2], seed=[1, 2]).numpy().round(4)
        array([0.5441, 0.2074], dtype=float32)
    """
    with scopes.scope(name, "stateless_truncated_normal") as name:
        shape, mean, stddev = _distribution(shape, mean, stddev, dtype)
        drawn = raw.StatelessTruncatedNormalV2(shape, *_place(seed, alg), dtype=dtype)
        return raw.AddV2(drawn * stddev, mean, name=name)


def stateless_uniform(
    shape, seed, minval=0, maxval=None, dtype=dtypes.float32, name=None, alg="auto_select"
):
    """Numbers evenly from [minval, maxval), the same ones for the same seed.

    Args:
        shape: the shape of the result.
        seed: a tensor of two integers.
        minval: the lowest number; None, with `maxval`, for all numbers of an integer dtype.
        maxval: the upper bound, left out; 1 by default for floating dtypes.
        dtype: a floating dtype, int32, int64, uint32 or uint64.
        name: a name for the operation.
        alg: the algorithm, "philox" or "auto_select".

    Returns:
        A tensor.

    Raises:
        ValueError: the dtype is another one, or a bound is missing.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.stateless_uniform([3], seed=[1, 2], minval=0, maxval=10, dtype=tf.int32)
        <tf.Tensor: shape=(3,), dtype=int32, numpy=array([0, 9, 4], dtype=int32)>
    """
    dtype = _checked(dtype, _STATELESS)
    if dtype.is_integer:
        if (minval is None) != (maxval is None):
            raise ValueError(
                f"For integer `dtype` argument {dtype}, argument `minval` and `maxval` must be "
                f"both None or not None. Got `minval`={minval} and `maxval`={maxval}."
            )
    elif maxval is None:
        maxval = 1
    with scopes.scope(name, "stateless_random_uniform") as name:
        shape = _shape(shape)
        if dtype.is_integer and minval is None:
            return raw.StatelessRandomUniformFullIntV2(
                shape, *_place(seed, alg), dtype=dtype, name=name
            )
        low = convert_to_tensor(minval, dtype, name="min")
        high = convert_to_tensor(maxval, dtype, name="max")
        if dtype.is_integer:
            return raw.StatelessRandomUniformIntV2(
                shape, *_place(seed, alg), low, high, name=name
            )
        drawn = raw.StatelessRandomUniformV2(shape, *_place(seed, alg), dtype=dtype)
        return raw.AddV2(drawn * (high - low), low, name=name)


def _checked(dtype, accepted):
    dtype = dtypes.as_dtype(dtype)
    if dtype not in accepted:
        raise ValueError(
            f"Argument `dtype` got invalid value {dtype}. Accepted dtypes are {accepted}."
        )
    return dtype


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=dtypes.float32, seed=None, name=None):
    """As `normal`, but none of the numbers two deviations or more from the mean.

    Args:
        shape: the shape of the result.
        mean: the mean, a tensor that broadcasts with that shape.
        stddev: the standard deviation, likewise.
        dtype: a floating dtype.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor.

    Raises:
        InvalidArgumentError: the dtype is no floating one.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.reduce_all(tf.abs(tf.random.truncated_normal([100])) < 2.0))
        True
    """
    with scopes.scope(name, "truncated_normal") as name:
        shape, mean, stddev = _distribution(shape, mean, stddev, dtype)
        drawn = raw.TruncatedNormal(shape, dtype=dtype, **_seeds(seed))
        return raw.AddV2(drawn * stddev, mean, name=name)


def uniform(shape, minval=0, maxval=None, dtype=dtypes.float32, seed=None, name=None):
    """Numbers evenly from [minval, maxval).

    Args:
        shape: the shape of the result.
        minval: the lowest number.
        maxval: the upper bound, left out; 1 by default for floating dtypes.
        dtype: a floating dtype, int32 or int64.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor.

    Raises:
        ValueError: the dtype is another one, or an upper bound is missing.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.uniform([2, 3], maxval=10, dtype=tf.int32).shape
        TensorShape([2, 3])
    """
    dtype = _checked(dtype, _UNIFORM)
    if maxval is None:
        if dtype.is_integer:
            raise ValueError(f"Must specify maxval for integer dtype {dtype!r}")
        maxval = 1
    with scopes.scope(name, "random_uniform") as name:
        shape = _shape(shape)
        from_zero = isinstance(minval, int) and minval == 0
        if not dtype.is_integer and from_zero and isinstance(maxval, int) and maxval == 1:
            return raw.RandomUniform(shape, dtype=dtype, **_seeds(seed))
        low = convert_to_tensor(minval, dtype, name="min")
        high = convert_to_tensor(maxval, dtype, name="max")
        if dtype.is_integer:
            return raw.RandomUniformInt(shape, low, high, name=name, **_seeds(seed))
        drawn = raw.RandomUniform(shape, dtype=dtype, **_seeds(seed))
        if from_zero:
            return raw.Mul(drawn, high)
        return raw.AddV2(drawn * (high - low), low, name=name)
