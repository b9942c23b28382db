"""How tensors are cut to fit into shards of a size, by TensorFlow's rule.

The policies that users name, and what a shard is to them, are in `options.py`.
"""

import math

from tfcompat._src.base import dtypes
from tfcompat._src.checkpoint.object_graph import OBJECT_GRAPH_KEY
from tfcompat._src.core.tensor import wrap
from tfcompat._src.wire import slices


class Cutter:
    """Puts tensors into shards, one after the other.

    Args:
        limit: the size of a shard in bytes.

    Attributes:
        shards: dicts {key: {slice spec: tensor}}.
        large: the same, of tensors that are larger than a shard and cannot be cut.
    """

    def __init__(self, limit):
        self._limit = limit
        self._room = limit
        self.shards = [{}]
        self.large = []

    def add(self, shardable):
        """Put in a ShardableTensor."""
        item, total = _sizes(shardable)
        shape = shardable.tensor.shape.as_list()
        if not shape:
            if total > self._limit:
                self.large.append({shardable.checkpoint_key: {
                    shardable.slice_spec: shardable.tensor}})
                return
            if total > self._room:
                self._begin_shard()
            self._put(shardable.checkpoint_key, shardable.slice_spec, shardable.tensor, total)
        elif 0 in shape:
            self._put(shardable.checkpoint_key, shardable.slice_spec, shardable.tensor, 0)
        else:
            self._cut(_Box(shardable, shape), item, total)

    def _begin_shard(self):
        self.shards.append({})
        self._room = self._limit

    def _put(self, key, spec, tensor, size):
        self.shards[-1].setdefault(key, {})[spec] = tensor
        self._room -= size

    def _cut(self, box, item, total):
        while total > self._room:
            axis, length = self._next(box.left(), item)
            if not length and self._room == self._limit:
                axis, length = 0, 1  # nothing fits; TensorFlow would not come to an end
            if not length:
                self._begin_shard()
                continue
            spec, tensor = box.take(axis, length)
            size = math.prod(tensor.shape.as_list()) * item
            if size > self._limit:
                self.large.append({box.key: {spec: tensor}})
            else:
                self._put(box.key, spec, tensor, size)
                if not self._room:
                    self._begin_shard()
            total = math.prod(box.left()) * item
        if math.prod(box.left()):
            spec, tensor = box.rest()
            self._put(box.key, spec, tensor, total)

    def _next(self, shape, item):
        """Return axis and length of the part that fills the room best; no length if none fits."""
        count = math.prod(shape)
        best, fewest = 0, self._parts(shape, 0, count, item)
        for axis in range(1, len(shape)):
            parts = self._parts(shape, axis, count, item)
            if parts < fewest and count * item / parts <= self._room:
                best, fewest = axis, parts
        return best, math.ceil(shape[best] / fewest)

    def _parts(self, shape, axis, count, item):
        """Return into how many parts an axis would be cut."""
        slices_of_room = self._room // (count // shape[axis] * item)
        return math.ceil(shape[axis] / slices_of_room) if slices_of_room else math.inf


class _Box:
    """What is left of a tensor while parts are cut off its axes."""

    def __init__(self, shardable, shape):
        self.key = shardable.checkpoint_key
        self._tensor = shardable.tensor
        self._shape = shape
        self._whole, self._first = shape, [0] * len(shape)
        if shardable.slice_spec:
            self._whole, box = slices.parse_shape_and_slice(shardable.slice_spec)
            self._first = list(box.starts)
        self._at = [0] * len(shape)

    def left(self):
        """Return the shape of what is left."""
        return [size - start for size, start in zip(self._shape, self._at, strict=True)]

    def take(self, axis, length):
        """Cut off a part; return the text that says which, and its values."""
        lengths = self.left()
        lengths[axis] = length
        part = self._part(lengths)
        self._at[axis] += length
        return part

    def rest(self):
        """Return the same for all that is left."""
        return self._part(self.left())

    def _part(self, lengths):
        ends = [start + size for start, size in zip(self._at, lengths, strict=True)]
        places = ":".join(
            f"{first + start},{size}"
            for first, start, size in zip(self._first, self._at, lengths, strict=True)
        )
        index = tuple(slice(start, end) for start, end in zip(self._at, ends, strict=True))
        return f"{' '.join(map(str, self._whole))} {places}", wrap(
            self._tensor._array[index], self._tensor.dtype)


def _sizes(shardable):
    """Return the size in bytes of an element, and of all."""
    if shardable.checkpoint_key == OBJECT_GRAPH_KEY or shardable.dtype == dtypes.variant:
        return 0, 0  # goes into the shard that is there, whatever its size
    if shardable.dtype == dtypes.string:
        lengths = [len(item) for item in shardable.tensor._array.reshape(-1).tolist()]
        return max(lengths, default=0), sum(lengths)
    size = shardable.dtype.size
    return size, math.prod(shardable.tensor.shape.as_list()) * size
