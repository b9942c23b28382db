"""Initializers: what gives variables of `get_variable` their first values.

Each is called with a shape and perhaps a dtype. The sizes of layers that the variance-scaling ones
look at are those of the whole where a variable is in parts.
"""

import inspect
import math

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import creation, random
from tfcompat._src.v1 import older_arguments


class Initializer:
    """The base of initializers."""

    def __call__(self, shape, dtype=None, partition_info=None):
        """Return a tensor with the first value.

        Args:
            shape: the shape of the variable.
            dtype: the dtype of the variable; by default that of the initializer.
            partition_info: the SaveSliceInfoDef of the part, where it is one.
        """
        raise NotImplementedError

    def get_config(self):
        """Return the arguments that the initializer was made with."""
        return {}

    @classmethod
    def from_config(cls, config):
        """Return the initializer made with `config`."""
        return cls(**{key: value for key, value in config.items() if key != "dtype"})


class Zeros(Initializer):
    """Sets zeros.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.zeros_initializer()([2])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0., 0.], dtype=float32)>
    """

    def __init__(self, dtype=dtypes.float32):
        self.dtype = dtypes.as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        return creation.zeros(shape, self.dtype if dtype is None else dtype)

    def get_config(self):
        """Return the arguments."""
        return {"dtype": self.dtype.name}


class Ones(Zeros):
    """Sets ones.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.ones_initializer()([2])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 1.], dtype=float32)>
    """

    def __call__(self, shape, dtype=None, partition_info=None):
        return creation.ones(shape, self.dtype if dtype is None else dtype)


class Constant(Initializer):
    """Sets a constant.

    Args:
        value: a number, list or array.
        dtype: the dtype where the variable has none.
        verify_shape: whether a value of another shape is an error, rather than spread out.

    Raises:
        TypeError: the value is none of these.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.constant_initializer(3.0)([2])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([3., 3.], dtype=float32)>
    """

    def __init__(self, value=0, dtype=dtypes.float32, verify_shape=False):
        simple = isinstance(value, (int, float, complex, str, bytes, list, tuple))
        if not simple and not hasattr(value, "__array__"):
            raise TypeError(
                f"Invalid type for initial value={value} of type: {type(value).__name__}. Expected "
                "Python scalar, list or tuple of values, or numpy.ndarray."
            )
        self.value = value
        self.dtype = dtypes.as_dtype(dtype)
        self._verify_shape = verify_shape

    def __call__(self, shape, dtype=None, partition_info=None, verify_shape=None):
        verify = self._verify_shape if verify_shape is None else verify_shape
        kind = self.dtype if dtype is None else dtypes.as_dtype(dtype)
        if context.executing_eagerly():
            self._check(convert_to_tensor(self.value, kind), as_shape(shape), verify)
        return older_arguments.constant(self.value, kind, shape, verify_shape=verify)

    def _check(self, value, shape, verify):
        """Raise TypeError where eager constants of another shape are refused."""
        shown = f"{value} (converted from {self.value})"
        if verify and value.shape != shape:
            raise TypeError(
                f"Expected Tensor {shown} with shape {shape}, but got shape {value.shape}.")
        have, need = value.shape.num_elements(), shape.num_elements()
        if have not in (1, need):
            raise TypeError(
                f"Eager execution of tf.constant with unsupported shape. Tensor {shown} has "
                f"{have} elements, but got `shape` {shape} with {need} elements)."
            )

    def get_config(self):
        """Return the arguments."""
        return {"value": self.value, "dtype": self.dtype.name}


class _Random(Initializer):
    """An initializer of two numbers and a seed."""

    def _set(self, seed, dtype):
        self.seed = seed
        self.dtype = _floating(dtype)

    def _kind(self, dtype):
        return self.dtype if dtype is None else dtypes.as_dtype(dtype)


class RandomUniform(_Random):
    """Sets numbers from an interval, each as likely as the others.

    Args:
        minval: where the interval begins.
        maxval: where it ends; 1 for floating numbers.
        seed: a seed.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.random_uniform(-1.0, 1.0)([2, 3]).shape
        TensorShape([2, 3])
    """

    def __init__(self, minval=0.0, maxval=None, seed=None, dtype=dtypes.float32):
        self.minval, self.maxval, self.seed = minval, maxval, seed
        self.dtype = dtypes.as_dtype(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        return random.uniform(shape, self.minval, self.maxval, self._kind(dtype), seed=self.seed)

    def get_config(self):
        """Return the arguments."""
        return {"minval": self.minval, "maxval": self.maxval, "seed": self.seed,
                "dtype": self.dtype.name}


class RandomNormal(_Random):
    """Sets normally distributed numbers.

    Args:
        mean: the mean.
        stddev: the standard deviation.
        seed: a seed.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.random_normal(stddev=0.1)([2, 3]).shape
        TensorShape([2, 3])
    """

    _draw = staticmethod(random.normal)

    def __init__(self, mean=0.0, stddev=1.0, seed=None, dtype=dtypes.float32):
        self.mean, self.stddev = mean, stddev
        self._set(seed, dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        return self._draw(shape, self.mean, self.stddev, self._kind(dtype), seed=self.seed)

    def get_config(self):
        """Return the arguments."""
        return {"mean": self.mean, "stddev": self.stddev, "seed": self.seed,
                "dtype": self.dtype.name}


class TruncatedNormal(RandomNormal):
    """Sets normally distributed numbers no further than two deviations from the mean.

    Args:
        mean: the mean.
        stddev: the standard deviation.
        seed: a seed.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.truncated_normal(stddev=0.1)([2, 3]).shape
        TensorShape([2, 3])
    """

    _draw = staticmethod(random.truncated_normal)


class VarianceScaling(_Random):
    """Sets random numbers whose variance depends on the sizes of the layer.

    Args:
        scale: a factor of the variance.
        mode: "fan_in", "fan_out" or "fan_avg": which size to divide by.
        distribution: "truncated_normal" ("normal"), "untruncated_normal" or "uniform".
        seed: a seed.
        dtype: the dtype where the variable has none.

    Raises:
        ValueError: an argument is none of these.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.variance_scaling_initializer()([2, 3]).shape
        TensorShape([2, 3])
    """

    def __init__(self, scale=1.0, mode="fan_in", distribution="truncated_normal", seed=None,
                 dtype=dtypes.float32):
        if scale <= 0.0:
            raise ValueError(f"Argument `scale` must be a positive float. Received: {scale}")
        if mode not in ("fan_in", "fan_out", "fan_avg"):
            raise ValueError("Argument `mode` should be one of ('fan_in', 'fan_out', 'fan_avg'). "
                             f"Received: {mode}")
        distribution = distribution.lower()
        if distribution not in ("normal", "uniform", "truncated_normal", "untruncated_normal"):
            raise ValueError(
                "Argument `distribution` should be one of ('normal', uniform', 'truncated_normal', "
                f"'untruncated_normal'). Received: {distribution}"
            )
        self.scale, self.mode, self.distribution = scale, mode, distribution
        self._set(seed, dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        kind = self._kind(dtype)
        sizes = as_shape(shape).as_list()
        fan_in, fan_out = _fans(sizes if partition_info is None else
                                list(partition_info.full_shape))
        count = {"fan_in": fan_in, "fan_out": fan_out,
                 "fan_avg": (fan_in + fan_out) / 2.0}[self.mode]
        scale = self.scale / max(1.0, count)
        if self.distribution in ("normal", "truncated_normal"):
            stddev = math.sqrt(scale) / 0.87962566103423978
            return random.truncated_normal(sizes, 0.0, stddev, kind, seed=self.seed)
        if self.distribution == "untruncated_normal":
            return random.normal(sizes, 0.0, math.sqrt(scale), kind, seed=self.seed)
        limit = math.sqrt(3.0 * scale)
        return random.uniform(sizes, -limit, limit, kind, seed=self.seed)

    def get_config(self):
        """Return the arguments."""
        return {"scale": self.scale, "mode": self.mode, "distribution": self.distribution,
                "seed": self.seed, "dtype": self.dtype.name}


class UniformUnitScaling(_Random):
    """Sets random numbers that keep the scale of a layer's inputs.

    Args:
        factor: a factor of the interval.
        seed: a seed.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.uniform_unit_scaling(seed=1)([2, 3]).shape
        TensorShape([2, 3])
    """

    def __init__(self, factor=1.0, seed=None, dtype=dtypes.float32):
        self.factor = factor
        self._set(seed, dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        sizes = as_shape(shape).as_list()
        whole = sizes if partition_info is None else list(partition_info.full_shape)
        limit = math.sqrt(3 / max(1.0, float(math.prod(whole[:-1])))) * self.factor
        return random.uniform(sizes, -limit, limit, self._kind(dtype), seed=self.seed)

    def get_config(self):
        """Return the arguments."""
        return {"factor": self.factor, "seed": self.seed, "dtype": self.dtype.name}


class GlorotUniform(VarianceScaling):
    """Sets uniform random numbers scaled by the mean of a layer's sizes.

    Args:
        seed: a seed.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.glorot_uniform(seed=1)([2, 3]).shape
        TensorShape([2, 3])
    """

    def __init__(self, seed=None, dtype=dtypes.float32):
        super().__init__(1.0, "fan_avg", "uniform", seed, dtype)

    def get_config(self):
        """Return the arguments."""
        return {"seed": self.seed, "dtype": self.dtype.name}


class GlorotNormal(GlorotUniform):
    """Sets normal random numbers scaled by the mean of a layer's sizes.

    Args:
        seed: a seed.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.glorot_normal(seed=1)([2, 3]).shape
        TensorShape([2, 3])
    """

    def __init__(self, seed=None, dtype=dtypes.float32):
        super().__init__(seed, dtype)
        self.distribution = "truncated_normal"


class Orthogonal(_Random):
    """Sets an orthogonal matrix.

    Args:
        gain: a factor.
        seed: a seed.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.orthogonal(seed=1)([2, 3]).shape
        TensorShape([2, 3])
    """

    def __init__(self, gain=1.0, seed=None, dtype=dtypes.float32):
        self.gain = gain
        self._set(seed, dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        sizes = as_shape(shape).as_list()
        if len(sizes) < 2:
            raise ValueError("The tensor to initialize, specified by argument `shape` must be at "
                             f"least two-dimensional. Received shape={shape}")
        rows = math.prod(sizes[:-1])
        flat = (max(sizes[-1], rows), min(sizes[-1], rows))
        drawn = random.normal(flat, dtype=self._kind(dtype), seed=self.seed)
        q, r = raw.Qr(drawn, full_matrices=False)
        q = q * raw.Sign(raw.MatrixDiagPart(r))
        if rows < sizes[-1]:
            q = raw.Transpose(q, [1, 0])
        return self.gain * raw.Reshape(q, sizes)

    def get_config(self):
        """Return the arguments."""
        return {"gain": self.gain, "seed": self.seed, "dtype": self.dtype.name}


class Identity(Initializer):
    """Sets the identity matrix.

    Args:
        gain: a factor.
        dtype: the dtype where the variable has none.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.identity()([2, 2]).numpy().tolist()
        [[1.0, 0.0], [0.0, 1.0]]
    """

    def __init__(self, gain=1.0, dtype=dtypes.float32):
        self.gain = gain
        self.dtype = _floating(dtype)

    def __call__(self, shape, dtype=None, partition_info=None):
        sizes = as_shape(shape).as_list()
        if len(sizes) != 2:
            raise ValueError("The tensor to initialize, specified by argument `shape` must be at "
                             f"least two-dimensional. Received shape={shape}")
        kind = self.dtype if dtype is None else dtypes.as_dtype(dtype)
        return self.gain * creation.eye(*sizes, dtype=kind)

    def get_config(self):
        """Return the arguments."""
        return {"gain": self.gain, "dtype": self.dtype.name}


def lecun_normal(seed=None):
    """Return an initializer of normal random numbers scaled by the number of inputs.

    Args:
        seed: a seed.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.lecun_normal()([2, 3]).shape
        TensorShape([2, 3])
    """
    return VarianceScaling(1.0, "fan_in", "truncated_normal", seed)


def lecun_uniform(seed=None):
    """Return an initializer of uniform random numbers scaled by the number of inputs.

    Args:
        seed: a seed.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.lecun_uniform()([2, 3]).shape
        TensorShape([2, 3])
    """
    return VarianceScaling(1.0, "fan_in", "uniform", seed)


def he_normal(seed=None):
    """Return an initializer of normal random numbers scaled for layers with relu.

    Args:
        seed: a seed.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.he_normal()([2, 3]).shape
        TensorShape([2, 3])
    """
    return VarianceScaling(2.0, "fan_in", "truncated_normal", seed)


def he_uniform(seed=None):
    """Return an initializer of uniform random numbers scaled for layers with relu.

    Args:
        seed: a seed.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.initializers.he_uniform()([2, 3]).shape
        TensorShape([2, 3])
    """
    return VarianceScaling(2.0, "fan_in", "uniform", seed)


def _fans(sizes):
    """Return the numbers of inputs and outputs of a layer with such a kernel."""
    if not sizes:
        return 1, 1
    if len(sizes) == 1:
        return sizes[0], sizes[0]
    field = math.prod(sizes[:-2])
    return int(sizes[-2] * field), int(sizes[-1] * field)


def _floating(dtype):
    kind = dtypes.as_dtype(dtype)
    if not kind.is_floating:
        raise ValueError(f"Argument `dtype` is expected to be floating point. Received: {kind}.")
    return kind


# --- how get_variable calls them --------------------------------------------------------------


def default_for(dtype, name):
    """Return the initializer of variables that name none.

    Raises:
        ValueError: there is none for the dtype.
    """
    if dtype.is_floating or dtype.is_complex:
        return GlorotUniform()
    if dtype.is_integer or dtype.is_bool or dtype == dtypes.string:
        return Zeros()
    raise ValueError(f"An initializer for variable {name} of {dtype} is required")


def wants_shape(initializer):
    """Say whether an initializer is called with a shape."""
    if isinstance(initializer, Initializer):
        return True
    try:
        parameters = inspect.signature(initializer).parameters.values()
    except (TypeError, ValueError):
        return True
    return any(p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
               for p in parameters)


def bound(initializer, shape, dtype, part):
    """Return the first value, or a function of no arguments that returns it."""
    if isinstance(initializer, type):
        initializer = initializer()
    if not callable(initializer):
        return initializer
    if not wants_shape(initializer):
        return initializer
    sizes = shape.as_list() if isinstance(shape, TensorShape) else list(shape)
    extra = {}
    if part is not None and "partition_info" in inspect.signature(initializer).parameters:
        extra["partition_info"] = part
    names = inspect.signature(initializer).parameters
    takes_dtype = "dtype" in names or any(p.kind is p.VAR_KEYWORD for p in names.values())
    if takes_dtype:
        extra["dtype"] = dtype
    return lambda: initializer(sizes, **extra)
