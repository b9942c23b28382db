"""Lists and tuples with tensors in them, to one tensor: they are stacked.

This stands above the op funnel and registers itself with `convert.py`, which is below it.
"""

from tfcompat._src.core import name_scopes, raw
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
    dtype = dtype or found

    if name in (None, "Const"):  # the name of constants, which this is none of
        name = "packed"

    def stack(scope):
        items = [convert_to_tensor(item, dtype, name=str(i)) for i, item in enumerate(value)]
        return raw.Pack(items, axis=0, name=scope)

    return name_scopes.scoped(name, stack, name)


_LEAVES = frozenset([bool, int, float, complex, str, bytes])


def _first_dtype(value):
    if _LEAVES.issuperset(map(type, value)):
        return None
    for item in value:
        if isinstance(item, (list, tuple)):
            found = _first_dtype(item)
            if found is not None:
                return found
        elif isinstance(item, Tensor) or hasattr(type(item), "__tf_tensor__"):
            dtype = getattr(item, "dtype", None)
            if dtype is not None:
                return dtype.base_dtype
    return None


def install():
    """Make conversion pack such lists."""
    register_conversion((list, tuple), pack, priority=99)
