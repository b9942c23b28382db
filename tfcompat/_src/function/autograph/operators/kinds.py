"""What kind of thing a value is: a tensor, a tensor array, a dataset, or Python's own."""

import importlib
import sys

from tfcompat._src.base import dtypes
from tfcompat._src.core.operators import OperatorMixin
from tfcompat._src.core.tensor import Tensor

_DATASET = ("reduce", "scan", "take_while")


def is_tensor(value):
    """Say whether a value is a tensor, a variable or a composite tensor."""
    if isinstance(value, (Tensor, OperatorMixin)):
        return True
    return hasattr(type(value), "_type_spec") and hasattr(type(value), "dtype") and (
        not is_tensor_array(value))


def is_dense(value):
    """Say whether a value is a tensor that can be a condition."""
    return is_tensor(value) and not _is_of(value, "composite.sparse", "SparseTensor")


def is_tensor_array(value):
    """Say whether a value is a tf.TensorArray."""
    return _is_of(value, "composite.tensor_array", "TensorArray")


def is_ragged(value):
    """Say whether a value is a tf.RaggedTensor."""
    return hasattr(type(value), "_type_spec") and hasattr(value, "row_lengths")


def is_tensor_list(value):
    """Say whether a value is taken for a list of tensors: a variant scalar."""
    return isinstance(value, Tensor) and value.dtype == dtypes.variant and not value.shape.rank


def is_range(value):
    """Say whether a value comes straight from a Range node, whose ends are known then."""
    operation = getattr(value, "op", None) if isinstance(value, Tensor) else None
    return operation is not None and operation.type == "Range"


def is_dataset(value):
    """Say whether a value works like a tf.data.Dataset."""
    return all(hasattr(type(value), name) for name in _DATASET) and hasattr(value, "element_spec")


def is_iterator(value):
    """Say whether a value works like a tf.data iterator."""
    return hasattr(type(value), "get_next_as_optional")


def _is_of(value, module, name):
    """Say whether a value is of a class, which nobody has made values of unless it is loaded."""
    loaded = sys.modules.get(f"tfcompat._src.{module}")
    return loaded is not None and isinstance(value, getattr(loaded, name, ()))


def frontend(module, name):
    """Return a function of the rooms above, found by its name."""
    return getattr(importlib.import_module(f"tfcompat._src.frontend.{module}"), name)
