"""Maps from tensors to tensors: variants that are never changed.

A key is a tensor as a whole: its dtype, its shape and its elements.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.summaries import summary
from tfcompat._src.ops.variants import Variant, alone
from tfcompat._src.registry import op, shape_functions
from tfcompat._src.registry.definition import type_name


class TensorMap(Variant):
    """Tensors by the tensors they belong to.

    Attributes:
        items: {a hashable form of the key: ((key, its DType), (value, its DType))}.
    """

    __slots__ = ("items",)

    def __init__(self, items=()):
        self.items = dict(items)

    def mapped(self, function):
        """Return an empty map: what a function makes of a map is a new one, without keys."""
        return TensorMap()

    def joined(self, other, function):
        """Return a map with what a function makes of the values of two, key by key."""
        items = dict(self.items)
        for name, (key, (value, dtype)) in other.items.items():
            if name in items:
                value = function(items[name][1][0], value)
            items[name] = key, (value, dtype)
        return TensorMap(items)

    def __repr__(self):
        return "<TensorMap>"


def _map_in(value):
    if value.ndim:
        raise InvalidArgumentError(f"Input map must be a scalar. Saw: {shown(value.shape)}")
    value = alone(value)
    if not isinstance(value, TensorMap):
        raise InvalidArgumentError(f"Input handle is not a map. Saw: '{value!r}'")
    return value


def _hashable(key, dtype):
    return dtype.name, tuple(key.shape), str(key.tolist())


def _text(key):
    return summary(key, -1)


@op("""
    EmptyTensorMap() -> handle: variant
""")
def empty_tensor_map(xp):
    """Make a map without keys.

    Shapes:
        handle: []
    Source: tf.raw_ops.EmptyTensorMap
    """
    return TensorMap()


empty_tensor_map.shape(shape_functions.scalar)


@op("""
    TensorMapSize(input_handle: variant) -> size: int32
""")
def tensor_map_size(xp, input_handle):
    """Return the number of keys.

    Shapes:
        input_handle, size: []
    Errors:
        InvalidArgumentError: the variant is no map.
    Source: tf.raw_ops.TensorMapSize
    """
    return xp.asarray(len(_map_in(input_handle).items), xp.int32)


tensor_map_size.shape(shape_functions.scalar)


@op("""
    TensorMapInsert(
        input_handle: variant, key: key_dtype, value: value_dtype
    ) -> output_handle: variant
        key_dtype: type
        value_dtype: type
""", host=("key",))
def tensor_map_insert(xp, input_handle, key, value, *, key_dtype, value_dtype):
    """Return a map with one more key, or another value for one it has.

    Shapes:
        input_handle, output_handle: []
        key, value: any
    Errors:
        InvalidArgumentError: the variant is no map.
    Source: tf.raw_ops.TensorMapInsert
    """
    items = _map_in(input_handle).items
    entry = (key, key_dtype), (value, value_dtype)
    return TensorMap({**items, _hashable(key, key_dtype): entry})


tensor_map_insert.shape(shape_functions.scalar)


@op("""
    TensorMapLookup(input_handle: variant, key: key_dtype) -> value: value_dtype
        key_dtype: type
        value_dtype: type
""", host=("key",))
def tensor_map_lookup(xp, input_handle, key, *, key_dtype, value_dtype):
    """Return the value that belongs to a key.

    Shapes:
        input_handle: []
        key, value: any
    Errors:
        InvalidArgumentError: the variant is no map, or lacks the key, or the value is of another
            dtype.
    Source: tf.raw_ops.TensorMapLookup
    """
    entry = _map_in(input_handle).items.get(_hashable(key, key_dtype))
    if entry is None:
        raise InvalidArgumentError(
            f'Trying to lookup non-existent key. Could not find key "{_text(key)}".'
        )
    value, dtype = entry[1]
    if dtype != value_dtype:
        raise InvalidArgumentError(
            f"Type mismatch: actual {type_name(dtype)} vs. expect {type_name(value_dtype)}"
        )
    return value


@tensor_map_lookup.shape
def tensor_map_lookup_shape(c):
    return [TensorShape(None)]


@op("""
    TensorMapErase(input_handle: variant, key: key_dtype) -> output_handle: variant
        key_dtype: type
        value_dtype: type
""", host=("key",))
def tensor_map_erase(xp, input_handle, key, *, key_dtype):
    """Return a map without a key.

    Shapes:
        input_handle, output_handle: []
        key: any
    Errors:
        InvalidArgumentError: the variant is no map, or lacks the key.
    Source: tf.raw_ops.TensorMapErase
    """
    items, name = dict(_map_in(input_handle).items), _hashable(key, key_dtype)
    if name not in items:
        raise InvalidArgumentError(
            f'Trying to erase non-existent item. Could not find key "{_text(key)}".'
        )
    del items[name]
    return TensorMap(items)


tensor_map_erase.shape(shape_functions.scalar)


@op("""
    TensorMapHasKey(input_handle: variant, key: key_dtype) -> has_key: bool
        key_dtype: type
""", host=("key",))
def tensor_map_has_key(xp, input_handle, key, *, key_dtype):
    """Say whether a map has a key.

    Shapes:
        input_handle, has_key: []
        key: any
    Errors:
        InvalidArgumentError: the variant is no map.
    Source: tf.raw_ops.TensorMapHasKey
    """
    return xp.asarray(_hashable(key, key_dtype) in _map_in(input_handle).items)


tensor_map_has_key.shape(shape_functions.scalar)


@op("""
    TensorMapStackKeys(input_handle: variant) -> keys: key_dtype
        key_dtype: type
""")
def tensor_map_stack_keys(xp, input_handle, *, key_dtype):
    """Return all keys as the rows of a tensor, in no particular order.

    Shapes:
        input_handle: []
        keys: [n, ...]
    Errors:
        InvalidArgumentError: the variant is no map, the map is empty, or keys differ in dtype or
            shape.
    Source: tf.raw_ops.TensorMapStackKeys
    """
    entries = [key for key, _ in _map_in(input_handle).items.values()]
    if not entries:
        raise InvalidArgumentError("TensorMapStackKeys cannot be called on empty map.")
    for key, dtype in entries:
        if dtype != key_dtype:
            raise InvalidArgumentError("Key does not match requested dtype.")
        if key.shape != entries[0][0].shape:
            raise InvalidArgumentError("Keys must all have the same shape.")
    return xp.stack([xp.asarray(key) for key, _ in entries])


@tensor_map_stack_keys.shape
def tensor_map_stack_keys_shape(c):
    return [TensorShape(None)]
