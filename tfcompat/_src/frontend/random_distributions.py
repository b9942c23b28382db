"""Random tensors of further distributions, shuffled tensors, and seeds made of seeds.

Even and normal numbers are in `random.py`, the generator in `state/random_generator.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, scopes, seeds
from tfcompat._src.frontend import random as plain
from tfcompat._src.state import random_state

_COUNTS = (dtypes.int32, dtypes.int64)
# The smallest normal number of each dtype: no number of a gamma distribution is below.
_LEAST = {"float16": 6.103515625e-05, "float32": 1.1754943508222875e-38,
          "float64": 2.2250738585072014e-308}  # fmt: skip
_INDEX_SALT = 498247692


def _shape(shape):
    empty = isinstance(shape, (tuple, list)) and not shape
    return convert_to_tensor(shape, dtypes.int32 if empty else None, name="shape")


def _seeds(seed):
    first, second = seeds.of_op(seed)
    return {"seed": first, "seed2": second}


def _gamma_parameters(alpha, beta, dtype):
    alpha = convert_to_tensor(alpha, dtype, name="alpha")
    beta = convert_to_tensor(1 if beta is None else beta, dtype, name="beta")
    common = arrays.broadcast_dynamic_shape(raw.Shape(alpha), raw.Shape(beta))
    return raw.BroadcastTo(alpha, common), beta


def _above_zero(drawn, beta):
    least = convert_to_tensor(_LEAST[drawn.dtype.name], drawn.dtype)
    return raw.Maximum(least, drawn / beta)


def gamma(shape, alpha, beta=None, dtype=dtypes.float32, seed=None, name=None):
    """Numbers of gamma distributions, for each pair of parameters as many as `shape` says.

    Args:
        shape: the shape of the numbers of one distribution.
        alpha: the shapes of the distributions.
        beta: their rates, which broadcast with `alpha`; 1 by default.
        dtype: a floating dtype.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor of the shape `shape`, followed by that of the parameters. It has a gradient by
        both.

    Raises:
        InvalidArgumentError: the shape has a negative size.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.gamma([10], [0.5, 1.5]).shape
        TensorShape([10, 2])
    """
    with scopes.scope(name, "random_gamma"):
        shape = convert_to_tensor(shape, dtypes.int32, name="shape")
        alpha, beta = _gamma_parameters(alpha, beta, dtype)
        return _above_zero(raw.RandomGamma(shape, alpha, **_seeds(seed)), beta)


def stateless_gamma(shape, seed, alpha, beta=None, dtype=dtypes.float32, name=None):
    """Numbers of gamma distributions, the same ones for the same seed.

    Args:
        shape: the shape of the result; it ends with that of the parameters.
        seed: a tensor of two integers.
        alpha: the shapes of the distributions.
        beta: their rates, which broadcast with `alpha`; 1 by default.
        dtype: a floating dtype.
        name: a name for the operation.

    Returns:
        A tensor; it has a gradient by both parameters.

    Raises:
        InvalidArgumentError: the shape does not end with that of the parameters.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.stateless_gamma([2], [1, 2], alpha=3.0).numpy().round(4)
        array([4.0681, 2.9891], dtype=float32)
    """
    with scopes.scope(name, "stateless_random_gamma"):
        shape = _shape(shape)
        alpha, beta = _gamma_parameters(alpha, beta, dtype)
        place = random_state.key_and_counter(seed, "auto_select")
        return _above_zero(raw.StatelessRandomGammaV3(shape, *place, alpha), beta)


def poisson(shape, lam, dtype=dtypes.float32, seed=None, name=None):
    """Counts of Poisson distributions, for each rate as many as `shape` says.

    Args:
        shape: the shape of the counts of one distribution.
        lam: the rates.
        dtype: the dtype of the counts, floating, int32 or int64.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor of the shape `shape`, followed by that of `lam`.

    Raises:
        InvalidArgumentError: the shape has a negative size.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.poisson([10], [0.5, 1.5]).shape
        TensorShape([10, 2])
    """
    with scopes.scope(name, "random_poisson"):
        shape = convert_to_tensor(shape, dtypes.int32, name="shape")
        return raw.RandomPoissonV2(shape, lam, dtype=dtypes.as_dtype(dtype), **_seeds(seed))


def poisson_of_rates(lam, shape, dtype=dtypes.float32, seed=None, name=None):
    """`tf.random.poisson` with the arguments in their older order.

    Args:
        lam: the rates.
        shape: the shape of the counts of one distribution.
        dtype: the dtype of the counts, floating, int32 or int64.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor of the shape `shape`, followed by that of `lam`.

    Raises:
        InvalidArgumentError: the shape has a negative size.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.random.poisson([0.5, 1.5], [10]).shape
        TensorShape([10, 2])
    """
    return poisson(shape, lam, dtype, seed, name)


def stateless_poisson(shape, seed, lam, dtype=dtypes.int32, name=None):
    """Counts of Poisson distributions, the same ones for the same seed.

    Args:
        shape: the shape of the result; it ends with that of `lam`.
        seed: a tensor of two integers.
        lam: the rates.
        dtype: the dtype of the counts, floating, int32 or int64.
        name: a name for the operation.

    Returns:
        A tensor.

    Raises:
        InvalidArgumentError: the shape does not end with that of `lam`.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.stateless_poisson([4], [1, 2], lam=3.0).numpy()
        array([5, 5, 4, 6], dtype=int32)
    """
    with scopes.scope(name, "stateless_random_poisson"):
        return raw.StatelessRandomPoisson(_shape(shape), seed, lam, dtype=dtypes.as_dtype(dtype))


def stateless_binomial(shape, seed, counts, probs, output_dtype=dtypes.int32, name=None):
    """Numbers of hits in tries of some chance, the same ones for the same seed.

    Args:
        shape: the shape of the result; it ends with that of the parameters.
        seed: a tensor of two integers.
        counts: how many tries.
        probs: the chances; they broadcast with `counts`.
        output_dtype: the dtype of the result, floating, int32 or int64.
        name: a name for the operation.

    Returns:
        A tensor.

    Raises:
        InvalidArgumentError: the shape does not end with that of the parameters.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.stateless_binomial([4], [1, 2], counts=10.0, probs=0.5).numpy()
        array([6, 6, 7, 7], dtype=int32)
    """
    with scopes.scope(name, "stateless_random_binomial"):
        shape = _shape(shape)
        probs = convert_to_tensor(probs, dtype_hint=dtypes.float32, name="probs")
        counts = convert_to_tensor(counts, dtype_hint=probs.dtype, name="counts")
        dtype = dtypes.as_dtype(output_dtype)
        return raw.StatelessRandomBinomial(shape, seed, counts, probs, dtype=dtype)


def stateless_parameterized_truncated_normal(
    shape, seed, means=0.0, stddevs=1.0, minvals=-2.0, maxvals=2.0, name=None
):
    """Normal numbers between bounds, the same ones for the same seed.

    Args:
        shape: the shape of the result; it ends with that of the parameters.
        seed: a tensor of two integers.
        means: the means before anything is cut off.
        stddevs: the standard deviations before that.
        minvals: the lower bounds.
        maxvals: the upper bounds.
        name: a name for the operation.

    Returns:
        A tensor; it has a gradient by all four parameters.

    Raises:
        InvalidArgumentError: the shape does not end with that of the parameters, or a lower bound
            is not below the upper one.

    Example:
        >>> import tfcompat as tf
        >>> draw = tf.random.stateless_parameterized_truncated_normal
        >>> draw([2], [1, 2], minvals=1.0, maxvals=1.5).numpy().round(4)
        array([1.422, 1.096], dtype=float32)
    """
    with scopes.scope(name, "stateless_parameterized_truncated_normal"):
        values = {"means": means, "stddevs": stddevs, "minvals": minvals, "maxvals": maxvals}
        tensors = [convert_to_tensor(value, name=key) for key, value in values.items()]
        return raw.StatelessParameterizedTruncatedNormal(_shape(shape), seed, *tensors)


def _class_dtype(dtype):
    dtype = dtypes.as_dtype(dtype) if dtype else dtypes.int64
    if dtype not in _COUNTS:
        raise ValueError(
            f"Argument `dtype` got invalid value {dtype}. Accepted dtypes are {_COUNTS}."
        )
    return dtype


def categorical(logits, num_samples, dtype=None, seed=None, name=None):
    """Classes, each as often as its logit says.

    Args:
        logits: a tensor [rows, classes]: the logarithms of how likely the classes are, up to a
            constant.
        num_samples: how many classes to draw in each row.
        dtype: int32 or int64, the default.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor [rows, num_samples].

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.categorical([[0.0, 100.0]], 5).numpy()
        array([[1, 1, 1, 1, 1]])
    """
    with scopes.scope(name, "categorical"):
        logits = convert_to_tensor(logits, name="logits")
        kind = _class_dtype(dtype)
        return raw.Multinomial(logits, num_samples, output_dtype=kind, **_seeds(seed))


def multinomial(logits, num_samples, seed=None, name=None, output_dtype=None):
    """`tf.random.categorical` under its older name.

    Args:
        logits: a tensor [rows, classes]: the logarithms of how likely the classes are, up to a
            constant.
        num_samples: how many classes to draw in each row.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.
        output_dtype: int32 or int64, the default.

    Returns:
        A tensor [rows, num_samples].

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.multinomial([[0.0, 100.0]], 5).numpy()
        array([[1, 1, 1, 1, 1]])
    """
    return categorical(logits, num_samples, output_dtype, seed, name or "multinomial")


def stateless_categorical(logits, num_samples, seed, dtype=dtypes.int64, name=None):
    """Classes, each as often as its logit says, the same ones for the same seed.

    Args:
        logits: a tensor [rows, classes]: the logarithms of how likely the classes are, up to a
            constant.
        num_samples: how many classes to draw in each row.
        seed: a tensor of two integers.
        dtype: int32 or int64.
        name: a name for the operation.

    Returns:
        A tensor [rows, num_samples].

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.stateless_categorical([[0.0, 1.0, 2.0]], 5, seed=[1, 2]).numpy()
        array([[2, 2, 1, 2, 2]])
    """
    with scopes.scope(name, "stateless_categorical"):
        logits = convert_to_tensor(logits, name="logits")
        kind = _class_dtype(dtype)
        return raw.StatelessMultinomial(logits, num_samples, seed, output_dtype=kind)


def stateless_multinomial(logits, num_samples, seed, output_dtype=dtypes.int64, name=None):
    """`tf.random.stateless_categorical` under its older name.

    Args:
        logits: a tensor [rows, classes]: the logarithms of how likely the classes are, up to a
            constant.
        num_samples: how many classes to draw in each row.
        seed: a tensor of two integers.
        output_dtype: int32 or int64.
        name: a name for the operation.

    Returns:
        A tensor [rows, num_samples].

    Raises:
        ValueError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.random.stateless_multinomial([[0.0, 100.0]], 3, seed=[1, 2]).numpy()
        array([[1, 1, 1]])
    """
    return stateless_categorical(
        logits, num_samples, seed, output_dtype, name or "stateless_multinomial"
    )


def shuffle(value, seed=None, name=None):
    """A tensor with its rows in a random order.

    Args:
        value: a tensor.
        seed: a seed for this call; see `tf.random.set_seed`.
        name: a name for the operation.

    Returns:
        A tensor of the same shape.

    Raises:
        TypeError: the seed is no number.

    Example:
        >>> import tfcompat as tf
        >>> sorted(tf.random.shuffle([3, 1, 2]).numpy().tolist())
        [1, 2, 3]
    """
    return raw.RandomShuffle(value, name=name, **_seeds(seed))


def stateless_shuffle(value, seed, alg="auto_select", name=None):
    """A tensor with its rows in a random order, the same one for the same seed.

    Args:
        value: a tensor.
        seed: a tensor of two integers.
        alg: the algorithm, "philox" or "auto_select".
        name: a name for the operation.

    Returns:
        A tensor of the same shape.

    Raises:
        ValueError: there is no such algorithm.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.experimental.stateless_shuffle(tf.range(5), seed=[1, 2]).numpy()
        array([0, 2, 1, 4, 3], dtype=int32)
    """
    with scopes.scope(name, "stateless_shuffle"):
        return raw.StatelessShuffle(value, *random_state.key_and_counter(seed, alg))


def index_shuffle(index, seed, max_index):
    """Where an index goes when the numbers up to `max_index` are brought into a random order.

    Args:
        index: a scalar or a vector of indices, integers.
        seed: a tensor [2], or [n, 2] for n indices, of integers.
        max_index: the largest index, a scalar or a vector.

    Returns:
        A tensor of the dtype of `index`: no two indices go to one place.

    Raises:
        InvalidArgumentError: an index is larger than the largest.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.experimental.index_shuffle(tf.range(5), [5, 9], 4).numpy()
        array([2, 0, 4, 3, 1], dtype=int32)
    """
    seed = convert_to_tensor(seed)
    paddings = [[1, 0]] + [[0, 0]] * ((seed.shape.rank or 1) - 1)
    salted = raw.PadV2(seed, paddings, raw.Cast(_INDEX_SALT, DstT=seed.dtype))
    return raw.RandomIndexShuffle(index, salted, max_index, rounds=4)


def fold_in(seed, data, alg="auto_select"):
    """A seed made of a seed and a number.

    Args:
        seed: a tensor of two integers.
        data: a scalar, int32 or int64, such as the number of a step.
        alg: the algorithm, "philox" or "auto_select".

    Returns:
        A tensor of two integers, of the dtype of `data`.

    Raises:
        ValueError: there is no such algorithm.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.fold_in([1, 2], 3).numpy()
        array([1105988140,          3], dtype=int32)
    """
    data = convert_to_tensor(data)
    first = plain.stateless_uniform([], seed, None, None, data.dtype, alg=alg)
    return raw.Pack([first, data])
