"""Assertions about values: `tf.debugging.assert_equal` and its like, `tf.Assert`.

Assertions about ranks, dtypes and the like, which need no values, are in `static_checks.py`.
Eagerly they raise at once; while tracing they raise where values are known, else they add an
Assert to the graph, which runs in the order of effects.
"""

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.frontend import reductions, scopes
from tfcompat._src.graph import func_graph, shape_inference
from tfcompat._src.graph.cond import cond

def Assert(condition, data, summarize=None, name=None):  # noqa: N802
    """Fail unless a condition holds, showing tensors.

    Args:
        condition: a boolean scalar.
        data: a list of tensors to show.
        summarize: how many elements of each to show, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: the condition does not hold; in graphs, when they run.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.Assert(1 + 1 == 3, ["sum", 2])
        Traceback (most recent call last):
            ...
        InvalidArgumentError: Expected 'False' to be true. Summarized data: b'sum'
        2
    """
    if context.executing_eagerly():
        if not condition:
            limit = _limit(summarize)
            shown = "\n".join(_elements(convert_to_tensor(value), limit) for value in data)
            raise errors.InvalidArgumentError(
                None, None, f"Expected '{condition!s}' to be true. Summarized data: {shown}"
            )
        return None
    limit = 3 if summarize is None else summarize
    with scopes.scope(name, "Assert"):
        shown = [convert_to_tensor(value, name="Const") for value in data]
        if all(tensor.dtype in (dtypes.string, dtypes.int32) for tensor in shown):
            return raw.Assert(condition, data, summarize=limit)
        condition = convert_to_tensor(condition, name="Condition")
        guarded = cond(
            condition, raw.NoOp,
            lambda: raw.Assert(condition, data, summarize=limit, name="Assert"), "AssertGuard")
        return guarded.op


def _limit(summarize):
    if summarize is None:
        return 3
    return summarize if summarize >= 0 else 10**9


def _elements(tensor, limit):
    if not tensor.shape.rank:
        return str(tensor.numpy())
    flat = tensor.numpy().reshape(-1)
    shown = [str(item) for item in flat[:limit]]
    return ", ".join(shown + ["..."] if len(shown) < flat.size else shown)


def assert_equal(x, y, message=None, summarize=None, name=None):
    """Fail unless x == y for all elements.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_equal([1, 2], [1, 3])
        Traceback (most recent call last):
            ...
        InvalidArgumentError: Condition x == y did not hold.
        Indices of first 1 different values:
        [[1]]
        Corresponding x values:
        [2]
        Corresponding y values:
        [3]
        First 2 elements of x:
        [1 2]
        First 2 elements of y:
        [1 3]
    """
    return _compare("==", raw.Equal, np.equal, x, y, message, summarize, name, "assert_equal")


def assert_greater(x, y, message=None, summarize=None, name=None):
    """Fail unless x > y for all elements.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_greater([2, 3], 1)
    """
    return _compare(">", raw.Greater, np.greater, x, y, message, summarize, name, "assert_greater")


def assert_greater_equal(x, y, message=None, summarize=None, name=None):
    """Fail unless x >= y for all elements.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_greater_equal([1, 2], 1)
    """
    return _compare(
        ">=", raw.GreaterEqual, np.greater_equal, x, y, message, summarize, name,
        "assert_greater_equal",
    )


def assert_less(x, y, message=None, summarize=None, name=None):
    """Fail unless x < y for all elements.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_less([1, 2], 3)
    """
    return _compare("<", raw.Less, np.less, x, y, message, summarize, name, "assert_less")


def assert_less_equal(x, y, message=None, summarize=None, name=None):
    """Fail unless x <= y for all elements.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_less_equal([1, 2], 2)
    """
    return _compare(
        "<=", raw.LessEqual, np.less_equal, x, y, message, summarize, name, "assert_less_equal"
    )


def assert_near(x, y, rtol=None, atol=None, message=None, summarize=None, name=None):
    """Fail unless |x - y| < atol + rtol * |y| for all elements.

    Args:
        x: a tensor of a floating dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        rtol: a tolerance relative to `y`, ten times the precision of the dtype by default.
        atol: an absolute tolerance, likewise.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_near([1.0], [1.0 + 1e-7])
    """
    with scopes.scope(name, "assert_near"):
        x = convert_to_tensor(x, name="x")
        y = convert_to_tensor(y, name="y", dtype=x.dtype)
        dtype = x.dtype.real_dtype
        tolerance = None
        if rtol is None or atol is None:
            tolerance = 10 * _precision(dtype)
        rtol = convert_to_tensor(tolerance if rtol is None else rtol, dtype=dtype, name="rtol")
        atol = convert_to_tensor(tolerance if atol is None else atol, dtype=dtype, name="atol")
        data = [
            message or "", f"x and y not equal to tolerance rtol = {rtol!s}, atol = {atol!s}",
            f"x ({described(x)}) = ", x, f"y ({described(y)}) = ", y,
        ]
        room = atol + rtol * abs(y)
        near = reductions.reduce_all(raw.Less(abs(x - y), room))
        return Assert(near, data, summarize=summarize)


def _precision(dtype):
    """The distance between 1 and the next number."""
    kind = dtype.as_numpy_dtype
    if not dtype.is_floating:
        raise ValueError(f"data type {kind} not inexact")
    if dtype == dtypes.bfloat16:
        import ml_dtypes  # numpy does not know it

        return ml_dtypes.finfo(kind).eps
    return np.finfo(kind).eps


def assert_negative(x, message=None, summarize=None, name=None):
    """Fail unless x < 0 for all elements.

    Args:
        x: a tensor of a numeric dtype.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_negative([-1, -2])
    """
    return _against_zero("x < 0", raw.Less, np.less, False, x, message, summarize, name,
                         ("assert_negative", "assert_less"))


def assert_non_negative(x, message=None, summarize=None, name=None):
    """Fail unless x >= 0 for all elements.

    Args:
        x: a tensor of a numeric dtype.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_non_negative([0, 2])
    """
    return _against_zero("x >= 0", raw.LessEqual, np.less_equal, True, x, message, summarize, name,
                         ("assert_non_negative", "assert_less_equal"))


def assert_non_positive(x, message=None, summarize=None, name=None):
    """Fail unless x <= 0 for all elements.

    Args:
        x: a tensor of a numeric dtype.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_non_positive([-1, 0])
    """
    return _against_zero("x <= 0", raw.LessEqual, np.less_equal, False, x, message, summarize,
                         name, ("assert_non_positive", "assert_less_equal"))


def assert_none_equal(x, y, summarize=None, message=None, name=None):
    """Fail unless x != y for all elements.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_none_equal([1, 2], [2, 3])
    """
    return _compare(
        "!=", raw.NotEqual, np.not_equal, x, y, message, summarize, name, "assert_none_equal"
    )


def assert_positive(x, message=None, summarize=None, name=None):
    """Fail unless x > 0 for all elements.

    Args:
        x: a tensor of a numeric dtype.
        message: a text that the error begins with.
        summarize: how many elements the error shows, 3 by default; -1 for all.
        name: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        InvalidArgumentError: there are elements for which it is not so.

    Example:
        >>> import tfcompat as tf
        >>> tf.debugging.assert_positive([1, 2])
    """
    return _against_zero("x > 0", raw.Less, np.less, True, x, message, summarize, name,
                         ("assert_positive", "assert_less"))


def described(tensor):
    """Return how errors call a tensor: its name, or its shape and dtype when it has none."""
    if isinstance(tensor, EagerTensor):
        return f"shape={tensor.shape} dtype={tensor.dtype.name}"
    return tensor.name


def _compare(sign, op, static, x, y, message, summarize, name, scope):
    """Assert a comparison of two tensors; a tensor is equal to itself, NaNs and all."""
    if sign == "==" and x is y and scopes.eager():
        return None
    if sign == "==" and not scopes.eager():
        with scopes.scope(name, scope):  # a scope of its own, as in TensorFlow's graphs
            if x is y:
                return raw.NoOp(name="NoOp")
    with scopes.scope(name, scope):
        x = convert_to_tensor(x, name="x")
        y = convert_to_tensor(y, name="y")
        if context.executing_eagerly():
            holds = reductions.reduce_all(op(x, y))
            if not holds:
                text = _difference(x, y, sign, static, _limit(summarize))
                text = f"{message}\n{text}" if message else text
                raise errors.InvalidArgumentError(None, None, text)
            return None
        x, y = _in_graph(x), _in_graph(y)
        data = [f"Condition x {sign} y did not hold element-wise:", f"x ({x.name}) = ", x,
                f"y ({y.name}) = ", y]
        return _assert_op(op, static, x, y, [message, *data] if message else data, summarize)


def _in_graph(x):
    """Return the tensor that stands for an eager one in the function that is traced."""
    graph = func_graph.current_graph()
    return graph.capture(x) if hasattr(graph, "capture") and isinstance(x, EagerTensor) else x


def _difference(x, y, sign, static, limit):
    """Say for which elements a comparison does not hold."""
    lines = [f"Condition x {sign} y did not hold."]
    left, right = np.asarray(x), np.asarray(y)
    if left.shape == right.shape and left.ndim:
        places = np.argwhere(~static(left, right))[:limit]
        chosen = tuple(places.T)
        lines += [
            f"Indices of first {len(places)} different values:", str(places),
            "Corresponding x values:", str(left[chosen]),
            "Corresponding y values:", str(right[chosen]),
        ]
    for label, array in (("x", left), ("y", right)):
        count = min(array.size, limit)
        lines += [f"First {count} elements of {label}:", str(array.reshape(-1)[:count])]
    return "\n".join(lines)


def _assert_op(op, static, x, y, data, summarize):
    """Assert in a graph: at once where both values are known, else when it runs."""
    condition = reductions.reduce_all(op(x, y))
    left, right = shape_inference.constant_value(x), shape_inference.constant_value(y)
    if left is not None and right is not None and not np.all(static(left, right)):
        raise errors.InvalidArgumentError(None, None, _joined(data, summarize))
    return Assert(condition, data, summarize=summarize)


def _joined(data, summarize):
    return "\n".join(_listed(value, _limit(summarize)) for value in data)


def _listed(value, limit):
    """Write an item of `data` as lists of texts."""
    if isinstance(value, str):
        return value
    array = shape_inference.constant_value(value)
    if array is None:
        return str(value)
    if not array.ndim:
        return str(array[()])
    flat = array.reshape(-1)
    shown = [str(item) for item in flat[:limit]]
    return str(shown + ["..."] if len(shown) < flat.size else shown)


def _against_zero(text, op, static, zero_first, x, message, summarize, name, names):
    """Assert a comparison of a tensor with zero."""
    with scopes.scope(name, names[0]):
        x = convert_to_tensor(x, name="x")
        prefix = f"{message}.  " if message else ""
        head = f"Condition {text} did not hold element-wise:"
        # TensorFlow runs these two texts together.
        label = f"x ({described(x)}) = "
        data = [prefix, head + label, x] if text == "x <= 0" else [prefix, head, label, x]
        zero = convert_to_tensor(0, dtype=x.dtype, name="Const")
        pair = (zero, x) if zero_first else (x, zero)
        with scopes.scope(None, names[1]):
            if not context.executing_eagerly():
                return _assert_op(op, static, *pair, data, summarize)
            if not reductions.reduce_all(op(*pair)):
                raise errors.InvalidArgumentError(None, None, _joined(data, summarize))
            return None
