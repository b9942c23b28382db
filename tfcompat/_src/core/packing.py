"""Lists and tuples with tensors in them, to one tensor: they are stacked.

This stands above the op funnel and registers itself with `convert.py`, which is below it.
"""

from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor, register_conversion
from tfcompat._src.core.tensor import Tensor


def pack(value, dtype=None, name=None, as_ref=False):
    """Stack a nest of sequences that has tensors among its leaves.

    Returns:
        A Tensor of the dtype of the first tensor, or NotImplemented where there is none.
    """
    found = _first_dtype(value)
    if found is None:
        return NotImplemented
    if dtype is not None and dtype != found:
        value = _cast(value, dtype)
    if name in (None, "Const"):  # the name of constants, which this is none of
        name = "packed"
    return _packed(value, dtype or found, name)


def _is_tensor(item):
    return isinstance(item, Tensor) or hasattr(type(item), "__tf_tensor__")


def _cast(value, dtype):
    """Give the tensors in a nest another dtype; other elements get it when they are converted."""
    if isinstance(value, (list, tuple)):
        return [_cast(item, dtype) for item in value]
    if _is_tensor(value) and value.dtype.base_dtype != dtype:
        return raw.Cast(value, DstT=dtype)
    return value


def _packed(value, dtype, name):
    """Stack a nest; one without tensors stays what it is."""
    if context.executing_eagerly() and all(isinstance(item, Tensor) for item in value):
        return raw.Pack(value, axis=0, name=name)  # which says what dtypes do not fit

    def stack(scope):
        items = [_item(item, dtype, str(i)) for i, item in enumerate(value)]
        if not any(map(_is_tensor, items)):
            return value
        tensors = [
            item if _is_tensor(item) else convert_to_tensor(item, dtype, name=str(i))
            for i, item in enumerate(items)
        ]
        return raw.Pack(tensors, axis=0, name=scope)

    return name_scopes.scoped(name, stack, name)


def _item(item, dtype, name):
    if isinstance(item, (list, tuple)):
        return _packed(item, dtype, name)
    if not _is_tensor(item):
        return item
    if item.dtype.base_dtype != dtype:
        raise TypeError(
            f"Cannot convert a list containing a tensor of dtype {item.dtype} to {dtype} "
            f"(Tensor is: {item!r})"
        )
    return convert_to_tensor(item)


_LEAVES = frozenset([bool, int, float, complex, str, bytes])


def _first_dtype(value):
    if _LEAVES.issuperset(map(type, value)):
        return None
    for item in value:
        if isinstance(item, (list, tuple)):
            found = _first_dtype(item)
            if found is not None:
                return found
        elif _is_tensor(item):
            dtype = getattr(item, "dtype", None)
            if dtype is not None:
                return dtype.base_dtype
    return None


def install():
    """Make conversion pack such lists."""
    register_conversion((list, tuple), pack, priority=99)
