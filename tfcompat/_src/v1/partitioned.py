"""Variables in parts: partitioners, and the variable that stands for its parts."""

import math

from tfcompat._src.core import context, raw
from tfcompat._src.wire import messages


class PartitionedVariable:
    """A variable whose value is cut into parts along one axis.

    Iterating yields the parts; as a tensor it is all of them joined.
    """

    def __init__(self, name, shape, dtype, parts, partitions):
        self._name = name
        self._shape = shape
        self._dtype = dtype
        self._parts = parts
        self._partitions = list(partitions)

    @property
    def name(self):
        """The name of the whole."""
        return self._name

    @property
    def dtype(self):
        """The DType of the value."""
        return self._dtype

    @property
    def shape(self):
        """The shape of the whole."""
        return self._shape

    def get_shape(self):
        """Return the shape of the whole."""
        return self._shape

    def as_tensor(self):
        """Return the value of the whole."""
        axis = next((i for i, count in enumerate(self._partitions) if count > 1), 0)
        values = [part.value() for part in self._parts]
        if context.executing_eagerly():
            return raw.ConcatV2(values, axis) if len(values) > 1 else values[0]
        graph = context.current().graph
        with graph.name_scope(f"{self._name}/ConcatPartitions/"):
            joined = raw.ConcatV2(values, axis) if len(values) > 1 else values[0]
        with graph.name_scope(None):
            return raw.Identity(joined, name=self._name)

    def __tf_tensor__(self, dtype=None, name=None):
        return self.as_tensor()

    def __iter__(self):
        return iter(self._parts)

    def __len__(self):
        return len(self._parts)

    def _get_variable_list(self):
        return self._parts


def make(name, shape, dtype, partitioner, make_part):
    """Return a PartitionedVariable.

    Args:
        name: the name of the whole.
        shape: the TensorShape of the whole.
        dtype: the DType.
        partitioner: function of shape and dtype: the number of parts along each axis.
        make_part: function of name, shape and SaveSliceInfoDef of a part that returns a variable.

    Raises:
        ValueError: the partitioner cuts along several axes, or its answer has another length.
    """
    partitions = list(partitioner(shape=shape, dtype=dtype))
    if len(partitions) != shape.rank:
        raise ValueError(
            f"Partitioner returned a partition list that does not match the Variable's rank: "
            f"{partitions} vs. {shape}"
        )
    axes = [i for i, count in enumerate(partitions) if count > 1]
    if len(axes) > 1:
        raise ValueError(
            f"Cannot slice variable {name} along more than one axis: {partitions}")
    axis = axes[0] if axes else 0
    sizes = shape.as_list()
    base, extra = divmod(sizes[axis], partitions[axis])
    parts, offset = [], 0
    for i in range(partitions[axis]):
        count = base + (i < extra)
        part_sizes = [*sizes[:axis], count, *sizes[axis + 1 :]]
        offsets = [0] * len(sizes)
        offsets[axis] = offset
        info = messages.SaveSliceInfoDef(
            full_name=name, full_shape=sizes, var_offset=offsets, var_shape=part_sizes)
        part = make_part(f"{name}/part_{i}", part_sizes, info)
        part._save_slice_info = info
        parts.append(part)
        offset += count
    return PartitionedVariable(name, shape, dtype, parts, partitions)


def fixed_size_partitioner(num_shards, axis=0):
    """Return a partitioner that cuts into a number of parts along an axis.

    Args:
        num_shards: the number of parts.
        axis: the axis.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     v = tf.compat.v1.get_variable(
        ...         "v", [5, 2], partitioner=tf.compat.v1.fixed_size_partitioner(2))
        >>> [part.shape.as_list() for part in v]
        [[3, 2], [2, 2]]
    """

    def partitioner(shape, **unused):
        partitions = [1] * shape.rank
        partitions[axis] = min(num_shards, shape.as_list()[axis])
        return partitions

    return partitioner


def variable_axis_size_partitioner(
    max_shard_bytes, axis=0, bytes_per_string_element=16, max_shards=None
):
    """Return a partitioner that makes parts of no more than a number of bytes.

    Args:
        max_shard_bytes: the number of bytes.
        axis: the axis to cut along.
        bytes_per_string_element: what to count for a string.
        max_shards: the largest number of parts, or None.

    Raises:
        ValueError: a number is not positive.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     v = tf.compat.v1.get_variable(
        ...         "v", [4, 2], partitioner=tf.compat.v1.variable_axis_size_partitioner(16))
        >>> len(v)
        2
    """
    if max_shard_bytes < 1 or bytes_per_string_element < 1:
        raise ValueError(
            "Both max_shard_bytes and bytes_per_string_element must be positive. Currently, "
            f"max_shard_bytes is {max_shard_bytes} and bytes_per_string_element is "
            f"{bytes_per_string_element}."
        )
    if max_shards and max_shards < 1:
        raise ValueError(f"max_shards must be positive. Currently, max_shards is {max_shards}")

    def partitioner(shape, dtype):
        item = bytes_per_string_element if dtype.name == "string" else dtype.size
        sizes = shape.as_list()
        row = item * math.prod(sizes) // max(sizes[axis], 1)
        rows = max(1, max_shard_bytes // max(row, 1))
        count = math.ceil(sizes[axis] / rows)
        if max_shards:
            count = min(max_shards, count)
        partitions = [1] * len(sizes)
        partitions[axis] = count
        return partitions

    return partitioner


def min_max_variable_partitioner(
    max_partitions=1, axis=0, min_slice_size=256 << 10, bytes_per_string_element=16
):
    """Return a partitioner that makes as many parts as their smallest size allows.

    Args:
        max_partitions: the largest number of parts.
        axis: the axis to cut along.
        min_slice_size: the smallest size of a part in bytes.
        bytes_per_string_element: what to count for a string.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default():
        ...     v = tf.compat.v1.get_variable(
        ...         "v", [4, 2],
        ...         partitioner=tf.compat.v1.min_max_variable_partitioner(2, min_slice_size=8))
        >>> len(v)
        2
    """

    def partitioner(shape, dtype):
        item = bytes_per_string_element if dtype.name == "string" else dtype.size
        sizes = shape.as_list()
        partitions = [1] * len(sizes)
        fitting = max(1, math.prod(sizes) * item // min_slice_size)
        partitions[axis] = max(1, min(sizes[axis], max_partitions, fitting))
        return partitions

    return partitioner
