"""Options of writing and reading checkpoints, and the policies that cut them into shards."""

import inspect
import math
import typing

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.wire import slices

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


class ShardableTensor(typing.NamedTuple):
    """A tensor, or part of one, that a sharding callback may cut.

    Attributes:
        tensor: its values, a numpy array.
        checkpoint_key: its key.
        dtype: the DType.
        shape: the sizes of the whole.
        slice_spec: which part of the whole it is, a text as "7 30 0,3:-", "" for all.
        device: the device it is on.

    Example:
        >>> import tfcompat as tf
        >>> import numpy as np
        >>> tf.train.experimental.ShardableTensor(np.zeros(2), "key", tf.float64, (2,)).slice_spec
        ''
    """

    tensor: object
    checkpoint_key: str
    dtype: object
    shape: tuple
    slice_spec: str = ""
    device: str = "/job:localhost/replica:0/task:0/device:CPU:0"


class ShardingCallback:
    """Says how tensors are spread over the shards of a checkpoint.

    A subclass has a `description` and is called with a list of ShardableTensors; it returns a
    list of shards, each a list of ShardableTensors.

    Example:
        >>> import tfcompat as tf
        >>> class OneEach(tf.train.experimental.ShardingCallback):
        ...     description = "A shard for each tensor."
        ...     def __call__(self, shardable_tensors):
        ...         return [[tensor] for tensor in shardable_tensors]
        >>> OneEach().description
        'A shard for each tensor.'
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
        return [list(shardable_tensors)]


class MaxShardSizePolicy(ShardingCallback):
    """Shards of no more than a number of bytes; larger tensors are cut.

    Strings are not cut, nor are single elements.

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
        shards, room = [[]], self.max_shard_size
        for shardable in shardable_tensors:
            for part in self._pieces(shardable):
                size = _bytes(part)
                if size > room and shards[-1]:
                    shards.append([])
                    room = self.max_shard_size
                shards[-1].append(part)
                room -= size
        return shards

    def _pieces(self, shardable):
        """Cut a tensor into boxes that fit into a shard."""
        array = shardable.tensor
        if _bytes(shardable) <= self.max_shard_size or shardable.dtype == dtypes.string \
                or shardable.slice_spec or array.ndim == 0:
            return [shardable]
        lengths = self._box(array.shape, shardable.dtype.size)
        return [_cut(shardable, starts, lengths) for starts in _corners(array.shape, lengths)]

    def _box(self, shape, item):
        """Return the sizes of the pieces: whole along the last axes, cut along the first ones."""
        lengths = list(shape)
        for axis, size in enumerate(shape):
            row = item * math.prod(lengths[axis + 1 :])
            lengths[axis] = min(size, max(1, self.max_shard_size // max(row, 1)))
            if lengths[axis] * row <= self.max_shard_size:
                break
        return lengths


def _bytes(shardable):
    if shardable.dtype == dtypes.string:
        return sum(len(item) for item in shardable.tensor.reshape(-1).tolist())
    return shardable.tensor.nbytes


def _corners(shape, lengths):
    """Return the first indices of all pieces."""
    corners = [()]
    for size, length in zip(shape, lengths, strict=True):
        corners = [(*corner, start) for corner in corners for start in range(0, size, length)]
    return corners


def _cut(shardable, starts, lengths):
    index = tuple(slice(start, start + length)
                  for start, length in zip(starts, lengths, strict=True))
    piece = shardable.tensor[index]
    sizes = " ".join(map(str, shardable.tensor.shape))
    box = slices.Box(tuple(starts), piece.shape)
    return shardable._replace(tensor=piece, slice_spec=f"{sizes} {box}")
