"""Assertions about ranks, dtypes and finiteness.

They raise at once wherever what they ask about is known while tracing. Assertions that compare
values are in `checks.py`.
"""

from collections.abc import Iterable

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.frontend import arrays, checks, control, scopes
from tfcompat._src.graph import shape_inference


def assert_all_finite(x, message, name=None):
    """Pass a tensor on, unless an element is infinite or NaN.

    Args:
        x: a tensor of a floating dtype.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        A tensor with the value of `x`.

    Raises:
        InvalidArgumentError: an element is infinite or NaN.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_all_finite([1.0, 2.0], "not finite")
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    with scopes.scope(name, "VerifyFinite"):
        x = convert_to_tensor(x, name="x")
        checked = raw.CheckNumerics(x, message=message)
        if context.executing_eagerly():
            return x
        with control.control_dependencies([checked.op]):
            return raw.Identity(x, name="control_dependency")


def assert_integer(x, message=None, name=None):
    """Fail unless a tensor has an integer dtype.

    Args:
        x: a tensor.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        TypeError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_integer([1, 2])
    """
    with scopes.scope(name, "assert_integer"):
        x = convert_to_tensor(x, name="x")
        if not x.dtype.is_integer:
            raise TypeError(
                f'{_prefix(message)}Expected "x" to be integer type.  Found: {_name(x)} of dtype '
                f"{x.dtype}"
            )
        return _nothing("statically_determined_was_integer")


def assert_proper_iterable(values):
    """Fail unless something is a list or the like, not a tensor or string.

    Args:
        values: anything.

    Returns:
        None.

    Raises:
        TypeError: it is none.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_proper_iterable([1, 2])
    """
    unexpected = (Tensor, np.ndarray, bytes, str)
    if isinstance(values, unexpected):
        raise TypeError(
            'Expected argument "values" to be a "proper" iterable.  Found: %s' % type(values)
        )
    if not isinstance(values, Iterable):
        raise TypeError(f'Expected argument "values" to be iterable.  Found: {type(values)}')


def assert_rank(x, rank, message=None, name=None):
    """Fail unless a tensor has a rank.

    Args:
        x: a tensor.
        rank: an int32 scalar.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        ValueError: the rank is known and another one.
        InvalidArgumentError: it is another one, when the graph runs.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_rank([[1, 2]], 2)
    """
    return _check_rank(
        x, [rank], message, name or "assert_rank", lambda actual, wanted: actual == wanted[0],
        lambda wanted: f"rank {wanted[0]}", raw.Equal, "rank",
    )


def assert_rank_at_least(x, rank, message=None, name=None):
    """Fail unless a tensor has a rank or a higher one.

    Args:
        x: a tensor.
        rank: an int32 scalar.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        ValueError: the rank is known and too low.
        InvalidArgumentError: it is too low, when the graph runs.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_rank_at_least([[1, 2]], 1)
    """
    return _check_rank(
        x, [rank], message, name or "assert_rank_at_least",
        lambda actual, wanted: actual >= wanted[0], lambda wanted: f"rank at least {wanted[0]}",
        raw.GreaterEqual, "rank at least",
    )


def assert_rank_in(x, ranks, message=None, name=None):
    """Fail unless a tensor has one of several ranks.

    Args:
        x: a tensor.
        ranks: a list of int32 scalars.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        ValueError: the rank is known and none of these.
        InvalidArgumentError: it is none of these, when the graph runs.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_rank_in([[1, 2]], (1, 2))
    """
    return _check_rank(
        x, list(ranks), message, name or "assert_rank_in",
        lambda actual, wanted: actual in wanted,
        lambda wanted: f"rank in {tuple(wanted)}", raw.Equal, "rank in",
    )


def _check_rank(x, ranks, message, name, holds, wording, op, label):
    """Compare the rank of a tensor with others; see `assert_rank`."""
    with scopes.scope(name, name):
        x = convert_to_tensor(x, name="x")
        ranks = [convert_to_tensor(rank, name="rank") for rank in ranks]
        for rank in ranks:
            assert_type(rank, dtypes.int32)
        wanted = [shape_inference.constant_value(rank) for rank in ranks]
        actual = x.shape.rank
        if all(value is not None for value in wanted):
            if any(value.ndim for value in wanted):
                raise ValueError("Rank must be a scalar.")
            wanted = [int(value) for value in wanted]
            if actual is not None:
                if not holds(actual, wanted):
                    shown = "" if isinstance(x, EagerTensor) else x.name
                    raise ValueError(
                        f"{_prefix(message)}Tensor {shown} must have {wording(wanted)}.  "
                        f"Received rank {actual}, shape {x.shape}"
                    )
                return _nothing("static_checks_determined_all_ok")
        found = arrays.rank(x)
        condition = op(found, ranks[0])
        for rank in ranks[1:]:
            condition = raw.LogicalOr(condition, op(found, rank))
        data = [_prefix(message), f"Tensor {x.name} must have {label}", *ranks,
                "Received shape: ", arrays.shape(x)]
        return checks.Assert(condition, data)


def assert_same_float_dtype(tensors=None, dtype=None):
    """Check that tensors have one and the same floating dtype.

    Args:
        tensors: a list of tensors; None among them does not count.
        dtype: the dtype to have, that of the first tensor by default.

    Returns:
        The dtype; float32 where nothing says another one.

    Raises:
        ValueError: the dtypes differ, or are no floating ones.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_same_float_dtype([tf.constant(1.0), tf.constant(2.0)])
        tf.float32
    """
    wanted = None if dtype is None else dtypes.as_dtype(dtype)
    first = None
    for tensor in tensors or ():
        if tensor is None:
            continue
        found = tensor.dtype.base_dtype
        if wanted is None:
            wanted, first = found, tensor
        elif found != wanted:
            shown, other = (
                value if isinstance(value, EagerTensor) else getattr(value, "name", value)
                for value in (tensor, first)
            )
            as_other = "" if first is None else f" as {other!s}"
            raise ValueError(
                f"{shown!s}, type={found}, must be of the same type ({wanted}){as_other}."
            )
    if wanted is None:
        return dtypes.float32
    if not wanted.is_floating:
        raise ValueError(f"Expected floating point type, got {wanted}.")
    return wanted


def assert_scalar(tensor, message=None, name=None):
    """Fail unless a tensor is a scalar.

    Args:
        tensor: a tensor.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        None.

    Raises:
        ValueError: the rank is not 0, or not known.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_scalar(1.0)
    """
    with scopes.scope(name, "assert_scalar") as name:
        tensor = convert_to_tensor(tensor, name=name)
        if tensor.shape.rank != 0:
            about = "" if isinstance(tensor, EagerTensor) else f" for {tensor.name}"
            raise ValueError(
                f"{_prefix(message)}Expected scalar shape{about}, saw shape: {tensor.shape}."
            )


def assert_type(tensor, tf_type, message=None, name=None):
    """Fail unless a tensor has a dtype.

    Args:
        tensor: a tensor.
        tf_type: the dtype.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        TypeError: the dtype is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_type([1.0], tf.float32)
    """
    tf_type = dtypes.as_dtype(tf_type)
    with scopes.scope(name, "assert_type"):
        tensor = convert_to_tensor(tensor)
        if tensor.dtype != tf_type:
            raise TypeError(
                f"{_prefix(message)}{_name(tensor)} must be of type {tf_type!r}; got "
                f"{tensor.dtype!r}"
            )
        return _nothing("statically_determined_correct_type")


def check_numerics(tensor, message, name=None):
    """Pass a tensor on, unless an element is infinite or NaN.

    Args:
        tensor: a tensor of a floating dtype.
        message: a text that the error begins with.
        name: a name for the operation.

    Returns:
        A tensor with the value of `tensor`.

    Raises:
        InvalidArgumentError: an element is infinite or NaN.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.check_numerics([1.0, 2.0], "not finite")
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    return raw.CheckNumerics(tensor, message=message, name=name)


def is_numeric_tensor(tensor):
    """Whether something is a tensor of numbers, not of booleans or strings.

    Args:
        tensor: anything.

    Returns:
        A Python bool.

    Raises:
        Nothing.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.is_numeric_tensor(tf.constant(1)), tf.debugging.is_numeric_tensor(1)
        (True, False)
    """
    return arrays.is_tensor(tensor) and tensor.dtype.is_numeric


def _prefix(message):
    return f"{message}.  " if message else ""


def _name(tensor):
    return "tensor" if isinstance(tensor, EagerTensor) else tensor.name


def _nothing(name):
    return None if context.executing_eagerly() else raw.NoOp(name=name)
