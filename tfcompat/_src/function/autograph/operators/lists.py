"""List idioms at run time, under the feature LISTS: tensor lists, tensor arrays, Python lists."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.function.autograph.operators import kinds
from tfcompat._src.graph.cond import cond


def new_list(values=()):
    """Return the list of a literal: an empty one is a tensor list, others are Python's."""
    values = list(values)
    if values:
        return values
    return raw.EmptyTensorList(np.int32(-1), np.int32(-1), element_dtype=dtypes.variant)


def list_append(target, value):
    """Append to a list and return it, or the list that it became."""
    if kinds.is_tensor_array(target):
        return target.write(target.size(), value)
    if not kinds.is_tensor(target):
        target.append(value)
        return target
    _check_list(target)

    def made():
        tensor = convert_to_tensor(value)
        return raw.EmptyTensorList(raw.Shape(tensor), np.int32(-1), element_dtype=tensor.dtype)

    kept = cond(raw.TensorListLength(target) > 0, lambda: target, made)
    return raw.TensorListPushBack(kept, value)


def list_pop(target, index):
    """Take an item out of a list; return the list and the item."""
    if kinds.is_tensor_array(target):
        raise ValueError("TensorArray does not support item removal")
    if not kinds.is_tensor(target):
        return target, target.pop() if index is None else target.pop(index)
    _check_list(target)
    if index is not None:
        raise NotImplementedError("tensor lists only support removing from the end")
    raise ValueError(
        "cannot pop from a list without knowing its element type; use set_element_type to "
        "annotate it")


def _check_list(target):
    if target.dtype != dtypes.variant:
        raise ValueError(
            "tensor lists are expected to be Tensors with dtype=tf.variant, instead found "
            f"{target}")


def list_stack(target, original):
    """Stack the items of a list, by the call that was written where it is Python's."""
    if kinds.is_tensor_array(target):
        return target.stack()
    if not kinds.is_tensor(target):
        return original(target)
    if target.dtype == dtypes.variant:
        raise ValueError(
            "cannot stack a list without knowing its element type; use set_element_type to "
            "annotate it")
    return target


def get_item(target, index):
    """Return an item."""
    if kinds.is_tensor_array(target):
        return target.read(index)
    if kinds.is_tensor(target):
        if target.dtype == dtypes.variant:
            raise ValueError(
                "cannot retrieve from a list without knowing its element type; use "
                "set_element_type to annotate it")
        if target.dtype == dtypes.string and target.shape.rank == 0:
            return raw.Substr(target, index, 1)
    return target[index]


def set_item(target, index, value):
    """Store an item; return the target, or the tensor that it became."""
    if kinds.is_tensor_array(target):
        return target.write(index, value)
    if kinds.is_tensor(target):
        if target.dtype == dtypes.variant:
            return raw.TensorListSetItem(target, index, value)
        return raw.TensorScatterUpdate(target, ((index,),), (value,))
    target[index] = value
    return target
