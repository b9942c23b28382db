"""Stacks of tensors, in which loops of TensorFlow 1 keep what their gradients need.

Version 2 has them behind resource handles; the handle of version 1 is a reference to strings.
"""

import itertools

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InternalError, InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core.resources import RefVariable, Resource
from tfcompat._src.ops import checks
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name

_COUNTER = itertools.count()
_WHY = "stacks are what gradients are made of"


class StackResource(Resource):
    """Tensors of one dtype, last in, first out.

    Attributes:
        dtype: their DType.
        limit: how many there may be; a negative one for any number.
        items: list of arrays; None once the stack is closed.
    """

    handle_shape = (2,)
    __slots__ = ("dtype", "items", "limit")

    def __init__(self, name, dtype, limit):
        super().__init__(f"{name.decode() or 'Stack'}_{next(_COUNTER)}", "_stacks")
        self.dtype, self.limit, self.items = dtype, limit, []

    def open_items(self):
        """Return the list of items.

        Raises:
            InvalidArgumentError: the stack is closed.
        """
        if self.items is None:
            raise InvalidArgumentError(f"Stack[{self.name}] has already been closed.")
        return self.items


class _Name(bytes):
    """The name of a stack, which leads to the stack itself and keeps it alive."""

    stack = None


def _behind(handle):
    if isinstance(handle, StackResource):
        return handle
    return handle.value.reshape(-1)[1].stack


@op("""
    StackV2(max_size: int32) -> handle: resource
        elem_type: type
        stack_name: string = ""
""", stateful=True, host=("max_size",))
def stack_v2(xp, max_size, *, elem_type, stack_name):
    """Make an empty stack.

    Shapes:
        max_size: []; negative for no limit
        handle: [2]
    Source: tf.raw_ops.StackV2
    """
    return StackResource(stack_name, elem_type, int(max_size))


@stack_v2.shape
def _handles(c):
    return [TensorShape([2])]


no_gradient(stack_v2, _WHY)


@op("""
    Stack() -> handle: Ref(string)
        elem_type: type
        stack_name: string = ""
""", stateful=True)
def stack(xp, *, elem_type, stack_name):
    """Make an empty stack and return a reference to its handle.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.Stack
    """
    made = StackResource(stack_name, elem_type, -1)
    name = _Name(made.name.encode())
    name.stack = made
    strings = xp.asarray([b"_stacks", name], dtype=object)
    return RefVariable(dtypes.string, TensorShape([2]), made.name, value=strings)


stack.shape(_handles)
no_gradient(stack, _WHY)


@op("""
    StackPushV2(handle: resource, elem: T) -> output: T
        T: type
        swap_memory: bool = false
""", stateful=True)
def stack_push_v2(xp, handle, elem, *, T):  # noqa: N803
    """Put a tensor on a stack; `swap_memory` is a hint that means nothing here.

    Shapes:
        handle: [2]
        elem, output: the same
    Errors:
        InvalidArgumentError: the stack is full or closed, or has another dtype.
    Source: tf.raw_ops.StackPushV2
    """
    target = _behind(handle)
    items = target.open_items()
    if T != target.dtype:
        raise InvalidArgumentError(
            f"Must have type {target.dtype.as_datatype_enum} but got {T.as_datatype_enum}"
        )
    if 0 <= target.limit <= len(items):
        raise InvalidArgumentError(
            f"Stack[{target.name}] overflowed its max_size ({target.limit})"
        )
    items.append(elem)
    return elem


@stack_push_v2.shape
def stack_push_shape(c):
    checks.with_size(checks.with_rank(c["handle"], 1)[0], 2)
    return [c["elem"]]


no_gradient(stack_push_v2, _WHY)


@op("""
    StackPush(handle: Ref(string), elem: T) -> output: T
        T: type
        swap_memory: bool = false
""")
def stack_push(xp, handle, elem, *, T):  # noqa: N803
    """Put a tensor on a stack.

    Shapes:
        handle: [2]
        elem, output: the same
    Errors:
        InvalidArgumentError: the stack is closed or has another dtype.
    Source: tf.raw_ops.StackPush
    """
    return stack_push_v2.kernel(xp, _behind(handle), elem, T=T)


stack_push.shape(stack_push_shape)
no_gradient(stack_push, _WHY)


@op("""
    StackPopV2(handle: resource) -> elem: elem_type
        elem_type: type
""", stateful=True)
def stack_pop_v2(xp, handle, *, elem_type):
    """Take the last tensor off a stack and return it.

    Shapes:
        handle: [2]
        elem: any
    Errors:
        InvalidArgumentError: the stack is empty or closed.
        InternalError: it has another dtype.
    Source: tf.raw_ops.StackPopV2
    """
    source = _behind(handle)
    items = source.open_items()
    if not items:
        raise InvalidArgumentError(f"Stack[{source.name}] is empty when calling Pop().")
    if source.dtype != elem_type:
        raise InternalError(
            f"Output 0 of type {type_name(source.dtype)} does not match declared output type "
            f"{type_name(elem_type)}"
        )
    return items.pop()


@stack_pop_v2.shape
def stack_pop_shape(c):
    checks.with_size(checks.with_rank(c["handle"], 1)[0], 2)
    return [TensorShape(None)]


no_gradient(stack_pop_v2, _WHY)


@op("""
    StackPop(handle: Ref(string)) -> elem: elem_type
        elem_type: type
""")
def stack_pop(xp, handle, *, elem_type):
    """Take the last tensor off a stack and return it.

    Shapes:
        handle: [2]
        elem: any
    Errors:
        InvalidArgumentError: the stack is empty or closed.
    Source: tf.raw_ops.StackPop
    """
    return stack_pop_v2.kernel(xp, _behind(handle), elem_type=elem_type)


stack_pop.shape(stack_pop_shape)
no_gradient(stack_pop, _WHY)


@op("""
    StackCloseV2(handle: resource) -> ()
""", stateful=True)
def stack_close_v2(xp, handle):
    """Let go of a stack: using it afterwards is an error.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.StackCloseV2
    """
    _behind(handle).items = None


no_gradient(stack_close_v2, _WHY)


@op("""
    StackClose(handle: Ref(string)) -> ()
""")
def stack_close(xp, handle):
    """Let go of a stack: using it afterwards is an error.

    Shapes:
        handle: [2]
    Source: tf.raw_ops.StackClose
    """
    _behind(handle).items = None


no_gradient(stack_close, _WHY)
