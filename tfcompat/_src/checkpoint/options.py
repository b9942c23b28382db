"""Options of writing and reading checkpoints, and the policies that cut them into shards."""

import dataclasses
import inspect

from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.checkpoint import sharding

_LOCAL = ("/job:localhost", "/cpu", "/device:cpu", "cpu")


class CheckpointOptions:
    """How checkpoints are written and read: `tf.train.CheckpointOptions`.

    Args:
        experimental_io_device: the device that reaches the files; only this machine's.
        experimental_enable_async_checkpoint, enable_async: accepted; writing is done when `save`
            returns.
        experimental_write_callbacks: functions to call when a checkpoint is written, of its path
            or of nothing.
        experimental_skip_slot_variables: whether the slot variables of optimizers are left alone.
        experimental_sharding_callback: a ShardingCallback, e.g. a MaxShardSizePolicy.

    Raises:
        TypeError: a callback cannot be called.
        AssertionError: a callback takes several arguments.
        NotImplementedError: the device is another machine's.

    Example:
        >>> import tfcompat as tf
        >>> tf.train.CheckpointOptions(enable_async=True).enable_async
        True
    """

    __slots__ = (
        "enable_async", "experimental_enable_async_checkpoint", "experimental_io_device",
        "experimental_sharding_callback", "experimental_skip_slot_variables",
        "experimental_write_callbacks",
    )

    def __init__(
        self, experimental_io_device=None, experimental_enable_async_checkpoint=False,
        experimental_write_callbacks=None, enable_async=False,
        experimental_skip_slot_variables=False, experimental_sharding_callback=None,
    ):
        device = experimental_io_device
        if device is not None and not str(device).lower().startswith(_LOCAL):
            raise UnsupportedError(
                f"tf.train.CheckpointOptions(experimental_io_device={device!r}) is not "
                "supported: files can be reached from this machine only ('/job:localhost')."
            )
        self.experimental_io_device = device
        self.enable_async = experimental_enable_async_checkpoint or enable_async
        self.experimental_enable_async_checkpoint = self.enable_async
        for callback in experimental_write_callbacks or ():
            assert len(inspect.signature(callback).parameters) <= 1
        self.experimental_write_callbacks = experimental_write_callbacks
        self.experimental_skip_slot_variables = experimental_skip_slot_variables
        callback = experimental_sharding_callback
        if callback is not None and not isinstance(callback, ShardingCallback):
            raise ValueError(
                "The experimental_sharding_callback checkpoint optionmust be of type "
                f"ShardingCallback. The option providedwas of type {type(callback)}."
            )
        self.experimental_sharding_callback = callback

    def __copy__(self):
        made = CheckpointOptions.__new__(CheckpointOptions)
        for name in self.__slots__:
            setattr(made, name, getattr(self, name))
        return made


@dataclasses.dataclass(frozen=True, repr=False)
class ShardableTensor:
    """A tensor, or part of one, that a sharding callback may cut.

    Attributes:
        tensor: its values.
        dtype: the DType.
        device: the device it is on.
        name: its name.
        shape: the TensorShape of the values.
        slice_spec: which part of a whole it is, a text as "7 30 0,3:0,30"; "" for all.
        checkpoint_key: its key.
        trackable: the object that stores it, where that is known.

    Example:
        >>> import tfcompat as tf
        >>> class OneEach(tf.train.experimental.ShardingCallback):
        ...     description = "A shard for each tensor."
        ...     def __call__(self, shardable_tensors):
        ...         return [{s.checkpoint_key: {s.slice_spec: s.tensor}}
        ...                 for s in shardable_tensors]
        >>> OneEach().description
        'A shard for each tensor.'
    """

    _tensor_save_spec: object
    tensor: object
    dtype: object
    device: object
    name: str
    shape: object
    slice_spec: str
    checkpoint_key: str
    trackable: object

    def __hash__(self):
        return hash((self.name, self.dtype, str(self.device), self.checkpoint_key))

    def __repr__(self):
        lines = [f"  {field.name}={getattr(self, field.name)!r}"
                 for field in dataclasses.fields(self)]
        return "\n".join([f"\n{type(self).__name__}:", *lines])


class ShardingCallback:
    """Says how tensors are spread over the shards of a checkpoint.

    A subclass has a `description` and is called with a list of ShardableTensors; it returns a
    list of shards, each a dict {checkpoint key: {slice spec: tensor}}. No tensor may get lost.

    Example:
        >>> import tfcompat as tf
        >>> class AllInOne(tf.train.experimental.ShardingCallback):
        ...     description = "All tensors in one shard."
        ...     def __call__(self, shardable_tensors):
        ...         shard = {}
        ...         for s in shardable_tensors:
        ...             shard.setdefault(s.checkpoint_key, {})[s.slice_spec] = s.tensor
        ...         return [shard]
        >>> options = tf.train.CheckpointOptions(experimental_sharding_callback=AllInOne())
        >>> options.experimental_sharding_callback.description
        'All tensors in one shard.'
    """

    @property
    def description(self):
        """What the callback does."""
        raise NotImplementedError(f"{type(self).__name__}.description")

    def __call__(self, shardable_tensors):
        raise NotImplementedError(f"{type(self).__name__}.__call__")


class ShardByTaskPolicy(ShardingCallback):
    """One shard for each machine, of which there is one.

    Example:
        >>> import tfcompat as tf
        >>> tf.train.experimental.ShardByTaskPolicy().description
        'Split tensors into shards based on their device spec task.'
    """

    @property
    def description(self):
        """What the callback does."""
        return "Split tensors into shards based on their device spec task."

    def __call__(self, shardable_tensors):
        shard = {}
        for shardable in shardable_tensors:
            parts = shard.setdefault(shardable.checkpoint_key, {})
            parts[shardable.slice_spec] = shardable.tensor
        return [shard]


class MaxShardSizePolicy(ShardingCallback):
    """Shards of no more than a number of bytes; larger tensors are cut.

    Single elements are not cut, and the description of the objects does not count.

    Args:
        max_shard_size: the number of bytes.

    Raises:
        ValueError: it is not positive.

    Example:
        >>> import tfcompat as tf
        >>> tf.train.experimental.MaxShardSizePolicy(max_shard_size=1 << 20).max_shard_size
        1048576
    """

    def __init__(self, max_shard_size):
        if max_shard_size <= 0:
            raise ValueError(
                f"The size of a shard must be a positive number of bytes, not {max_shard_size}.")
        self.max_shard_size = max_shard_size

    @property
    def description(self):
        """What the callback does."""
        return "Split tensors into shards with a max shard size."

    def __call__(self, shardable_tensors):
        cutter = sharding.Cutter(self.max_shard_size)
        for shardable in shardable_tensors:
            cutter.add(shardable)
        return [shard for shard in (*cutter.shards, *cutter.large) if shard]
