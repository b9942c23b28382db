"""Options of datasets: hints on how they run, which are kept and handed on.

They have TensorFlow's names, types and defaults. What is made ahead and by how many threads makes
no difference to what a dataset yields here.
"""

import enum


class AutoShardPolicy(enum.IntEnum):
    """How datasets are split among workers: `tf.data.experimental.AutoShardPolicy`.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.experimental.AutoShardPolicy.OFF.value
        -1
    """

    OFF = -1
    AUTO = 0
    FILE = 1
    DATA = 2
    HINT = 3


class AutotuneAlgorithm(enum.Enum):
    """How parallelism is tuned: `tf.data.experimental.AutotuneAlgorithm`.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.experimental.AutotuneAlgorithm.HILL_CLIMB.value
        1
    """

    DEFAULT = 0
    HILL_CLIMB = 1
    GRADIENT_DESCENT = 2
    MAX_PARALLELISM = 3
    STAGE_BASED = 4


class ExternalStatePolicy(enum.Enum):
    """What to do about state outside of a dataset: `tf.data.experimental.ExternalStatePolicy`.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.experimental.ExternalStatePolicy.WARN.value
        0
    """

    WARN = 0
    IGNORE = 1
    FAIL = 2


class Option:
    """An option of a type, None unless it was set."""

    def __init__(self, kind, docstring, make=None):
        self._kind, self._make = kind, make
        self.__doc__ = docstring

    def __set_name__(self, owner, name):
        self._name = name
        owner._names = (*getattr(owner, "_names", ()), name)

    def __get__(self, options, owner):
        if options is None:
            return self
        return options._values.get(self._name)

    def __set__(self, options, value):
        if not isinstance(value, self._kind):
            raise TypeError(
                f"Property \"{self._name}\" must be of type {self._kind}, got: {value} (type: "
                f"{type(value)})"
            )
        options._values[self._name] = value


class OptionsBase:
    """What all options have in common: comparison, merging, and no other attributes."""

    _names = ()

    def __init__(self):
        object.__setattr__(self, "_values", {})
        object.__setattr__(self, "_mutable", True)
        for name in self._names:
            make = type(self).__dict__[name]._make
            if make is not None:
                self._values[name] = make()

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._names)

    __hash__ = None

    def __setattr__(self, name, value):
        if not self._mutable:
            raise ValueError(
                "Mutating `tf.data.Options()` returned by `tf.data.Dataset.options()` has no "
                "effect. Use `tf.data.Dataset.with_options(options)` to set or update dataset "
                "options.")
        if not hasattr(type(self), name):
            raise AttributeError(
                f"Cannot set the property {name} on {type(self).__name__}.")
        object.__setattr__(self, name, value)

    def _set_mutable(self, mutable):
        object.__setattr__(self, "_mutable", mutable)
        for value in self._values.values():
            if isinstance(value, OptionsBase):
                value._set_mutable(mutable)

    def _merged(self, other):
        """Return these options with what others state."""
        found = type(self)()
        for name in self._names:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, OptionsBase) and isinstance(theirs, OptionsBase):
                found._values[name] = mine._merged(theirs)
            elif theirs is not None or mine is not None:
                found._values[name] = mine if theirs is None else theirs
        return found


class AutotuneOptions(OptionsBase):
    """How a dataset is tuned: `tf.data.experimental.AutotuneOptions`.

    Example:
        >>> import tfcompat as tf
        >>> options = tf.data.Options()
        >>> options.autotune.enabled = True
        >>> options.autotune.enabled
        True
    """

    enabled = Option(bool, "Whether to tune.")
    cpu_budget = Option(int, "How many cores to use.")
    ram_budget = Option(int, "How much memory to use.")
    autotune_algorithm = Option(AutotuneAlgorithm, "How to tune.")
    initial_parallelism = Option(int, "The parallelism to begin with.")
    min_parallelism = Option(int, "The least parallelism.")


class DistributeOptions(OptionsBase):
    """How a dataset is distributed: `tf.data.experimental.DistributeOptions`.

    Example:
        >>> import tfcompat as tf
        >>> options = tf.data.Options()
        >>> options.experimental_distribute.auto_shard_policy.name
        'AUTO'
    """

    auto_shard_policy = Option(AutoShardPolicy, "How it is split.", lambda: AutoShardPolicy.AUTO)
    num_devices = Option(int, "The number of devices attached to it.")


class OptimizationOptions(OptionsBase):
    """What is made faster in a dataset: `tf.data.experimental.OptimizationOptions`.

    Example:
        >>> import tfcompat as tf
        >>> options = tf.data.Options()
        >>> options.experimental_optimization.noop_elimination = True
    """

    apply_default_optimizations = Option(bool, "Whether to do the default ones.")
    filter_fusion = Option(bool, "Whether to join filters.")
    filter_parallelization = Option(bool, "Whether to filter in parallel.")
    inject_prefetch = Option(bool, "Whether to read ahead.")
    map_and_batch_fusion = Option(bool, "Whether to join maps and batches.")
    map_and_filter_fusion = Option(bool, "Whether to join maps and filters.")
    map_fusion = Option(bool, "Whether to join maps.")
    map_parallelization = Option(bool, "Whether to map in parallel.")
    noop_elimination = Option(bool, "Whether to leave out what does nothing.")
    parallel_batch = Option(bool, "Whether to batch in parallel.")
    seq_interleave_prefetch = Option(bool, "Whether to read ahead while interleaving.")
    shuffle_and_repeat_fusion = Option(bool, "Whether to join shuffles and repetitions.")


class ServiceOptions(OptionsBase):
    """How a dataset goes with a service: `tf.data.experimental.ServiceOptions`.

    Example:
        >>> import tfcompat as tf
        >>> tf.data.experimental.ServiceOptions().pinned is None
        True
    """

    pinned = Option(bool, "Whether it is kept in pinned memory.")


class ThreadingOptions(OptionsBase):
    """The threads of a dataset: `tf.data.ThreadingOptions`.

    Example:
        >>> import tfcompat as tf
        >>> options = tf.data.Options()
        >>> options.threading.private_threadpool_size = 10
        >>> options.threading.private_threadpool_size
        10
    """

    max_intra_op_parallelism = Option(int, "How many threads one op may use.")
    private_threadpool_size = Option(int, "How many threads the dataset has for itself.")


class Options(OptionsBase):
    """The options of a dataset: `tf.data.Options`.

    Example:
        >>> import tfcompat as tf
        >>> options = tf.data.Options()
        >>> options.deterministic = False
        >>> tf.data.Dataset.range(3).with_options(options).options().deterministic
        False
    """

    autotune = Option(AutotuneOptions, "How it is tuned.", AutotuneOptions)
    dataset_name = Option(str, "The name of the dataset.")
    deterministic = Option(bool, "Whether the order of elements is certain.")
    experimental_distribute = Option(
        DistributeOptions, "How it is distributed.", DistributeOptions)
    experimental_external_state_policy = Option(
        ExternalStatePolicy, "What to do about state outside.")
    experimental_optimization = Option(
        OptimizationOptions, "What is made faster.", OptimizationOptions)
    experimental_service = Option(ServiceOptions, "How it goes with a service.", ServiceOptions)
    experimental_slack = Option(bool, "Whether to leave the processor some time.")
    experimental_symbolic_checkpoint = Option(bool, "Whether to checkpoint symbolically.")
    experimental_warm_start = Option(bool, "Whether to begin before the first element is wanted.")
    framework_type = Option(list, "The frameworks it is made with.")
    threading = Option(ThreadingOptions, "Its threads.", ThreadingOptions)

    @property
    def experimental_deterministic(self):
        """The old name of `deterministic`."""
        return self.deterministic

    @experimental_deterministic.setter
    def experimental_deterministic(self, value):
        self.deterministic = value

    @property
    def experimental_threading(self):
        """The old name of `threading`."""
        return self.threading

    @experimental_threading.setter
    def experimental_threading(self, value):
        self.threading = value

    def merge(self, options):
        """Return these options with what others state, which count more."""
        return self._merged(options)

SHARD_HINT = -1  # stands for the number of shards until that is known
