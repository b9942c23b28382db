"""tf.random.Generator: random numbers from a state that is a variable, and the global generator."""

from tfcompat._src.base import dtypes
from tfcompat._src.core import name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.state import random_state
from tfcompat._src.state.auto_trackable import AutoTrackable
from tfcompat._src.state.variable import Variable

_PHILOX = 1
_global = None


class Generator(AutoTrackable):
    """A generator of random numbers that keeps its state in a variable.

    The same numbers come in every run from the same state. The state is saved in checkpoints, and
    moves on with each call, also with those of a `tf.function` it is used in.

    Args:
        copy_from: a generator to begin like, or None.
        state: the state to begin with: the counter and the key; or a variable that holds them.
        alg: the algorithm, "philox" or "auto_select".

    Raises:
        ValueError: the state has another size, or there is no such algorithm.

    Example:
        >>> import tfcompat as tf
        >>> generator = tf.random.Generator.from_seed(1)
        >>> generator.uniform([3], maxval=10, dtype=tf.int32).numpy()
        array([4, 9, 3], dtype=int32)
        >>> generator.state.numpy()
        array([769,   0,   0])
    """

    @classmethod
    def from_state(cls, state, alg):
        """Return a generator that begins with a state, see the class."""
        return cls(alg=alg, state=state)

    @classmethod
    def from_seed(cls, seed, alg=None):
        """Return a generator that begins with a seed, any integer."""
        alg = random_state.number_of(_PHILOX if alg is None else alg)
        return cls(state=random_state.create_rng_state(seed, alg), alg=alg)

    @classmethod
    def from_non_deterministic_state(cls, alg=None):
        """Return a generator that begins anywhere, elsewhere in every run."""
        alg = random_state.number_of(_PHILOX if alg is None else alg)
        size = random_state.counter_size(alg) + 1
        return cls(state=raw.NonDeterministicInts([size], dtype=dtypes.int64), alg=alg)

    @classmethod
    def from_key_counter(cls, key, counter, alg):
        """Return a generator that begins with a key, a scalar, and a counter, a vector."""
        alg = random_state.number_of(alg)
        return cls(state=_joined(key, counter, alg), alg=alg)

    def __init__(self, copy_from=None, state=None, alg=None):
        if copy_from is not None:
            assert (alg or state) is None
            self._state_var = _variable(copy_from.state)
            self._alg = copy_from.algorithm
            return
        assert alg is not None and state is not None
        alg = random_state.number_of(alg)
        if not isinstance(state, Variable):
            state = random_state.as_state(state)
        _check(state.shape, random_state.counter_size(alg) + 1)
        self._state_var = state if isinstance(state, Variable) else _variable(state)
        self._alg = alg

    @property
    def state(self):
        """The variable of the state."""
        return self._state_var

    @property
    def algorithm(self):
        """The number of the algorithm."""
        return self._alg

    @property
    def key(self):
        """The key, the state's last number."""
        random_state.counter_size(self._alg)
        return self._state_var[-1]

    def reset(self, state):
        """Go on with another state."""
        state = random_state.as_state(state)
        _check(state.shape, random_state.counter_size(self._alg) + 1)
        self._state_var.assign(state)

    def reset_from_seed(self, seed):
        """Go on as a generator made from a seed."""
        self._state_var.assign(random_state.create_rng_state(seed, self._alg))

    def reset_from_key_counter(self, key, counter):
        """Go on with a key, a scalar, and a counter, a vector."""
        self._state_var.assign(_joined(key, counter, self._alg))

    def skip(self, delta):
        """Leave out the numbers of so many calls for one; return the state that was."""
        return raw.RngReadAndSkip(
            self._state_var.handle, raw.Cast(self._alg, DstT=dtypes.int32),
            raw.Cast(delta, DstT=dtypes.uint64),
        )

    def _place(self, shape):
        """Move on by the numbers of a shape; return (key, counter, algorithm) before that."""
        state = self.skip(raw.Prod(shape, raw.Range(0, raw.Rank(shape), 1)))
        size = random_state.counter_size(self._alg)
        counter = raw.Bitcast(state[:size], type=dtypes.uint64)
        key = raw.Bitcast(state[size : size + 1], type=dtypes.uint64)
        return key, counter, self._alg

    def normal(self, shape, mean=0.0, stddev=1.0, dtype=dtypes.float32, name=None):
        """Numbers of a normal distribution; mean and deviation broadcast with the shape."""
        draw = raw.StatelessRandomNormalV2
        return self._scaled(draw, shape, mean, stddev, dtype, name, "stateful_normal")

    def truncated_normal(self, shape, mean=0.0, stddev=1.0, dtype=dtypes.float32, name=None):
        """As `normal`, but none of the numbers two deviations or more from the mean."""
        draw = raw.StatelessTruncatedNormalV2
        return self._scaled(draw, shape, mean, stddev, dtype, name, "truncated_normal")

    def _scaled(self, draw, shape, mean, stddev, dtype, name, default_name):
        with name_scopes.name_scope(name or default_name) as name:
            shape = _shape(shape)
            mean = convert_to_tensor(mean, dtype, name="mean")
            stddev = convert_to_tensor(stddev, dtype, name="stddev")
            drawn = draw(shape, *self._place(shape), dtype=dtype)
            return raw.AddV2(drawn * stddev, mean, name=name)

    def uniform(self, shape, minval=0, maxval=None, dtype=dtypes.float32, name=None):
        """Numbers evenly from [minval, maxval); all numbers of an integer dtype for two None."""
        dtype = dtypes.as_dtype(dtype)
        if dtype.is_integer:
            if (minval is None) != (maxval is None):
                raise ValueError(
                    f"For integer dtype {dtype}, minval and maxval must be both `None` or both "
                    f"non-`None`; got minval={minval} and maxval={maxval}"
                )
            if minval is None:
                return self.uniform_full_int(shape, dtype, name or "stateful_uniform")
        elif maxval is None:
            maxval = 1
        with name_scopes.name_scope(name or "stateful_uniform") as name:
            shape = _shape(shape)
            low = convert_to_tensor(minval, dtype, name="min")
            high = convert_to_tensor(maxval, dtype, name="max")
            place = self._place(shape)
            if dtype.is_integer:
                return raw.StatelessRandomUniformIntV2(shape, *place, low, high, name=name)
            drawn = raw.StatelessRandomUniformV2(shape, *place, dtype=dtype)
            return raw.AddV2(drawn * (high - low), low, name=name)

    def uniform_full_int(self, shape, dtype=dtypes.uint64, name=None):
        """Integers of any value of int32, int64, uint32 or uint64."""
        dtype = dtypes.as_dtype(dtype)
        with name_scopes.name_scope(name or "stateful_uniform_full_int") as name:
            shape = _shape(shape)
            return raw.StatelessRandomUniformFullIntV2(
                shape, *self._place(shape), dtype=dtype, name=name
            )

    def binomial(self, shape, counts, probs, dtype=dtypes.int32, name=None):
        """Numbers of hits in `counts` tries of chance `probs`, whose shape ends `shape`."""
        dtype = dtypes.as_dtype(dtype)
        with name_scopes.name_scope(name or "binomial") as name:
            counts = convert_to_tensor(counts, name="counts")
            probs = convert_to_tensor(probs, name="probs")
            return raw.StatefulRandomBinomial(
                self._state_var.handle, raw.Cast(self._alg, DstT=dtypes.int64), _shape(shape),
                counts, probs, dtype=dtype, name=name,
            )

    def make_seeds(self, count=1):
        """Seeds for the stateless functions, a tensor [2, count] of int64."""
        random_state.counter_size(self._alg)
        keys = self.uniform_full_int([count], dtypes.int64)
        return raw.Pack([keys, raw.ZerosLike(keys)])

    def split(self, count=1):
        """Return a list of generators with streams of their own."""
        size = random_state.counter_size(self._alg)
        keys = self.uniform_full_int([count], dtypes.int64)
        return [
            Generator(state=[0] * size + [key], alg=self._alg)
            for key in raw.Unpack(keys, num=count)
        ]


def _shape(shape):
    empty = isinstance(shape, (tuple, list)) and not shape
    return convert_to_tensor(shape, dtypes.int64 if empty else None, name="shape")


def _check(shape, size):
    if shape.rank is not None:
        shape.assert_is_compatible_with([size])


def _joined(key, counter, alg):
    counter, key = random_state.as_state(counter), random_state.as_state(key)
    counter.shape.assert_is_compatible_with([random_state.counter_size(alg)])
    key.shape.assert_is_compatible_with([])
    return raw.ConcatV2([counter, raw.Reshape(key, [1])], 0)


def _variable(state):
    return Variable(state, dtype=dtypes.int64, trainable=False, name="StateVar")


def get_global_generator():
    """The global generator; it begins anywhere unless one was set.

    Returns:
        A `tf.random.Generator`.

    Example:
        >>> import tfcompat as tf
        >>> tf.random.set_global_generator(tf.random.Generator.from_seed(1))
        >>> tf.random.get_global_generator().state.numpy()
        array([1, 0, 0])
    """
    global _global
    if _global is None:
        with name_scopes.init_scope():
            _global = Generator.from_non_deterministic_state()
    return _global


def set_global_generator(generator):
    """Set the global generator.

    Functions traced before go on with the generator that was the global one then.

    Args:
        generator: a `tf.random.Generator`.

    Example:
        >>> import tfcompat as tf
        >>> generator = tf.random.Generator.from_seed(1)
        >>> tf.random.set_global_generator(generator)
        >>> tf.random.get_global_generator() is generator
        True
    """
    global _global
    _global = generator
