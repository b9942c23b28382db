"""Initializers: objects that make the first value of a variable from its shape and dtype."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import convert
from tfcompat._src.frontend import creation
from tfcompat._src.frontend import random as distributions

_PARTITION = ("partition_shape", "partition_offset")


class Initializer:
    """Base of initializers: call them with a shape and a dtype.

    Example:
        >>> import tfcompat as tf
        >>> initializer = tf.random_normal_initializer(stddev=0.1, seed=1)
        >>> type(initializer).from_config(initializer.get_config()).stddev
        0.1
    """

    _can_be_partitioned = True

    def __call__(self, shape, dtype=None, **kwargs):
        """Return a tensor of a shape and a dtype."""
        raise NotImplementedError

    def get_config(self):
        """Return the arguments that make such an initializer."""
        return {}

    @classmethod
    def from_config(cls, config):
        """Return an initializer from what `get_config` says."""
        config.pop("dtype", None)
        return cls(**config)

    def _whole_or_part(self, shape, kwargs):
        """The shape to make: that of a partition where there is one."""
        for name in kwargs:
            if name not in _PARTITION:
                raise TypeError(
                    f"Keyword argument should be one of {list(_PARTITION)}. Received: {name}"
                )
            if not self._can_be_partitioned:
                raise ValueError(
                    f"{type(self).__name__} initializer doesn't support partition-related arguments"
                )
        return kwargs.get("partition_shape", shape)


class Zeros(Initializer):
    """Makes tensors of zeros.

    Example:
        >>> import tfcompat as tf
        >>> tf.zeros_initializer()([2]).numpy()
        array([0., 0.], dtype=float32)
    """

    def __call__(self, shape, dtype=dtypes.float32, **kwargs):
        """Return zeros of a shape and a numeric or boolean dtype."""
        shape = self._whole_or_part(shape, kwargs)
        return creation.zeros(shape, _plain(dtype))


class Ones(Initializer):
    """Makes tensors of ones.

    Example:
        >>> import tfcompat as tf
        >>> tf.ones_initializer()([2]).numpy()
        array([1., 1.], dtype=float32)
    """

    def __call__(self, shape, dtype=dtypes.float32, **kwargs):
        """Return ones of a shape and a numeric or boolean dtype."""
        shape = self._whole_or_part(shape, kwargs)
        return creation.ones(shape, _plain(dtype))


class Constant(Initializer):
    """Makes tensors of given values.

    Args:
        value: a scalar, or values for the whole tensor.
        support_partition: whether parts of tensors may be asked for, which then get `value` too.

    Raises:
        TypeError: the value is of another type.

    Example:
        >>> import tfcompat as tf
        >>> tf.constant_initializer(3.0)([2]).numpy()
        array([3., 3.], dtype=float32)
    """

    def __init__(self, value=0, support_partition=False):
        plain = isinstance(value, (int, float, complex, str, bytes, list, tuple))
        if not plain and not (hasattr(value, "dtype") and hasattr(value, "__array__")):
            raise TypeError(
                f"Invalid type for initial value: {type(value).__name__}. Expected Python scalar, "
                "list or tuple of values, or numpy.ndarray."
            )
        self.value = value
        self.support_partition = self._can_be_partitioned = support_partition

    def __call__(self, shape, dtype=None, **kwargs):
        """Return a tensor of the value."""
        self._whole_or_part(shape, kwargs)
        return convert.constant(self.value, dtype and dtypes.as_dtype(dtype), shape)

    def get_config(self):
        """Return the arguments that make such an initializer."""
        return {"value": self.value}


class _Seeded(Initializer):
    """Draws from a stream of its own, or, with a seed, the same numbers every time."""

    def _keep(self, seed):
        self.seed = seed

    def _draw(self, name, shape, first, second, dtype):
        if self.seed is None:
            return getattr(distributions, name)(shape, first, second, dtype)
        draw = getattr(distributions, f"stateless_{name}")
        return draw(shape, [self.seed, 0], first, second, dtype)


class RandomUniform(_Seeded):
    """Makes tensors of numbers drawn evenly.

    Args:
        minval: the lowest number.
        maxval: the upper bound, left out for floating dtypes.
        seed: an integer; with it the same numbers are drawn at every call.

    Example:
        >>> import tfcompat as tf
        >>> tf.random_uniform_initializer(0.0, 1.0, seed=1)([2]).numpy().round(4)
        array([0.8785, 0.46  ], dtype=float32)
    """

    def __init__(self, minval=-0.05, maxval=0.05, seed=None):
        self.minval, self.maxval = minval, maxval
        self._keep(seed)

    def __call__(self, shape, dtype=dtypes.float32, **kwargs):
        """Return numbers of a shape and a floating or integer dtype."""
        shape, dtype = self._whole_or_part(shape, kwargs), dtypes.as_dtype(dtype)
        if not dtype.is_floating and not dtype.is_integer:
            raise _no_number(dtype)
        return self._draw("uniform", shape, self.minval, self.maxval, dtype)

    def get_config(self):
        """Return the arguments that make such an initializer."""
        return {"minval": self.minval, "maxval": self.maxval, "seed": self.seed}


class RandomNormal(_Seeded):
    """Makes tensors of numbers of a normal distribution.

    Args:
        mean: the mean.
        stddev: the standard deviation.
        seed: an integer; with it the same numbers are drawn at every call.

    Example:
        >>> import tfcompat as tf
        >>> tf.random_normal_initializer(seed=1)([2]).numpy().round(4)
        array([ 0.0063, -0.0247], dtype=float32)
    """

    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        self.mean, self.stddev = mean, stddev
        self._keep(seed)

    def __call__(self, shape, dtype=dtypes.float32, **kwargs):
        """Return numbers of a shape and a floating dtype."""
        shape, dtype = self._whole_or_part(shape, kwargs), dtypes.as_dtype(dtype)
        if not dtype.is_floating:
            raise ValueError(
                f"Argument `dtype` is expected to be floating point. Received: {dtype}."
            )
        return self._draw("normal", shape, self.mean, self.stddev, dtype)

    def get_config(self):
        """Return the arguments that make such an initializer."""
        return {"mean": self.mean, "stddev": self.stddev, "seed": self.seed}


def _plain(dtype):
    dtype = dtypes.as_dtype(dtype)
    if not dtype.is_numpy_compatible or dtype == dtypes.string:
        raise _no_number(dtype)
    return dtype


def _no_number(dtype):
    return ValueError(f"Argument `dtype` expected to be numeric or boolean. Received {dtype}.")
