"""Lists of tensors that a loop only appends to, or only takes from: plain lists while it runs.

Gradients of loops keep the values of every iteration that way. Here: which variables are such, and
what becomes of their values before and after the loop. The loop is written in `while_loops`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.tensor_list import zeros
from tfcompat._src.ops.tensor_lists import is_full, item_shape, list_in, partial_text


class Appended:
    """A variable that each iteration appends one value to.

    Attributes:
        op: the TensorListPushBack.
        fetched: the tensor that is appended, which the body has to yield.
    """

    def __init__(self, op):
        self.op = op
        self.fetched = op.inputs[1]

    def begin(self, value):
        """Return the plain list that stands for the variable, still empty."""
        list_in(value).check_dtype(self.op.attrs["element_dtype"])
        return []

    def end(self, value, items):
        """Return the variable's last value.

        Args:
            value: the first one.
            items: what was appended.

        Raises:
            InvalidArgumentError: the list takes fewer elements, or elements of other shapes.
        """
        tensors = list_in(value)
        count = tensors.length + len(items)
        if -1 != tensors.limit < count:
            raise InvalidArgumentError(
                f"Tried to push item into a full list list size: {tensors.limit} "
                f"max_num_elements: {tensors.limit}"
            )
        if tensors.dims is not None:
            for item in items:
                if not tensors.accepts(item_shape(item)):
                    raise InvalidArgumentError(
                        "Tried to append a tensor with incompatible shape to a list. Op element "
                        f"shape: {shown(item_shape(item))} list shape: "
                        f"{partial_text(tensors.dims)}"
                    )
        return tensors.with_items([*tensors.items(), *items])


class Taken:
    """A variable that each iteration takes the last value from.

    Attributes:
        op: the TensorListPopBack.
        fed: the tensor that is taken, which the body is given.
    """

    def __init__(self, op):
        self.op = op
        self.fed = op.outputs[1]

    def begin(self, value, xp):
        """Return the plain list that stands for the variable."""
        tensors, dtype = list_in(value), self.op.attrs["element_dtype"]
        tensors.check_dtype(dtype)
        items = tensors.items()
        if any(item is None for item in items):  # TensorFlow reads zeros where nothing was set
            if not is_full(tensors.dims):
                raise InvalidArgumentError(
                    "Trying to read an uninitialized tensor but element_shape is not fully "
                    f"defined.{partial_text(tensors.dims)}"
                )
            empty = zeros(xp, tensors.dims, dtype)
            items = [empty if item is None else item for item in items]
        return items

    @staticmethod
    def end(value, items):
        """Return the variable's last value."""
        return list_in(value).with_items(items)


def empty():
    """Stand for an element of a list that has none.

    Raises:
        InvalidArgumentError: always.
    """
    raise InvalidArgumentError("Trying to pop from an empty list.")


def find(condition, body, live):
    """Find the variables of a loop that are such lists.

    Args:
        condition, body: the GraphFunctions of the loop.
        live: the positions of the variables that matter.

    Returns:
        {position: Appended} and {position: Taken}.
    """
    appended, taken = {}, {}
    for i in live:
        inner, result = body.inputs[i], body.outputs[i]
        if inner._dtype is not dtypes.variant or condition.inputs[i].users:
            continue
        op = result.op
        if inner.users != [op] or result.users or _count(body.outputs, result) != 1 \
                or _count(body.outputs, inner):
            continue
        if op.type == "TensorListPushBack" and op.inputs[0] is inner:
            appended[i] = Appended(op)
        elif op.type == "TensorListPopBack" and op.inputs[0] is inner and _is_open(op.inputs[1]) \
                and _count(body.outputs, op.outputs[1]) == 0:
            taken[i] = Taken(op)
    return appended, taken


def _count(tensors, tensor):
    return sum(one is tensor for one in tensors)


def _is_open(shape):
    """Say whether a shape tensor is the constant -1: nothing is known of elements."""
    value = shape.op.attrs["value"] if shape.op.type == "Const" else None
    return value is not None and value.ndim == 0
