"""Arithmetic of several tensors, element by element.

Python's operators on tensors are in `core/operators.py`, which has the shared bodies. Functions of
one tensor are in `elementwise.py`, comparisons in `comparison.py`, clipping in `clipping.py`.
"""

from collections.abc import Iterable

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import as_shape
from tfcompat._src.core import operators, raw, shortcuts
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import creation, scopes
from tfcompat._src.frontend.arrays import is_tensor


def accumulate_n(inputs, shape=None, tensor_dtype=None, name=None):
    """The sum of tensors of one shape; the same as `add_n`.

    Args:
        inputs: a list of tensors of one dtype and shape.
        shape: the shape that all are to have, or None.
        tensor_dtype: the dtype that all are to have, or None.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and shape of the inputs.

    Raises:
        ValueError: there are no inputs, or their dtypes or shapes differ from each other or
            from what is asked.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.accumulate_n([[1, 2], [3, 4]])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([4, 6], dtype=int32)>
    """
    wrong = ValueError(
        "inputs must be a list of at least one Tensor with the same dtype and shape"
    )
    if not inputs or not isinstance(inputs, (list, tuple)):
        raise wrong
    inputs = [convert_to_tensor(x) for x in inputs]
    if any(x.dtype != inputs[0].dtype for x in inputs):
        raise wrong
    merged = as_shape(shape)
    for x in inputs:
        merged = merged.merge_with(x.shape)
    if tensor_dtype is not None and tensor_dtype != inputs[0].dtype:
        raise TypeError(
            f"The `tensor_dtype` argument is {tensor_dtype}, but `input` is of type "
            f"{inputs[0].dtype}. These must be equal. Try casting the input to the desired type."
        )
    if len(inputs) == 1 and name is None:
        return inputs[0]
    if len(inputs) == 1:
        return raw.Identity(inputs[0], name=name)
    return add_n(inputs, name=name)


@shortcuts.of_two("AddV2")
def add(x, y, name=None):
    """x + y, element by element; strings are concatenated.

    Args:
        x: a tensor.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.add([1, 2], 3)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([4, 5], dtype=int32)>
    """
    with scopes.scope(name, "Add") as name:
        x = convert_to_tensor(x, name="x")
        y = convert_to_tensor(y, dtype_hint=x.dtype.base_dtype, name="y")
        return operators.add(x, y, name=name)


def add_n(inputs, name=None):
    """The sum of a list of tensors of one dtype and shape.

    Args:
        inputs: a list of tensors of one dtype and shape.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and shape of the inputs.

    Raises:
        ValueError: there are no inputs.
        InvalidArgumentError: dtypes or shapes differ (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.add_n([[1, 2], [3, 4], [5, 6]])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 9, 12], dtype=int32)>
    """
    inputs = list(inputs) if isinstance(inputs, Iterable) else []
    if not inputs:
        raise ValueError(
            "Inputs must be an iterable of at least one Tensor/IndexedSlices with the same "
            "dtype and shape."
        )
    inputs = [convert_to_tensor(x) for x in inputs]
    if len(inputs) == 1:
        return inputs[0] if name is None else raw.Identity(inputs[0], name=name)
    return raw.AddN(inputs, name=name)


def divide(x, y, name=None):
    """x / y as Python divides: integers give floats.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        TypeError: the dtypes differ.
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.divide([16, 12], [4, 8])
        <tf.Tensor: shape=(2,), dtype=float64, numpy=array([4. , 1.5])>
    """
    if name is not None:
        return truediv(x, y, name)
    if not is_tensor(x):
        x = convert_to_tensor(x, y.dtype.base_dtype if is_tensor(y) else None, name="Const")
    return x / y


def divide_no_nan(x, y, name=None):
    """x / y, and 0 where `y` is 0, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.divide_no_nan([3.0, 2.0], [2.0, 0.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1.5, 0. ], dtype=float32)>
    """
    with scopes.scope(name, "div_no_nan") as name:
        if not is_tensor(x) and is_tensor(y):
            y = convert_to_tensor(y, name="y")
            x = convert_to_tensor(x, dtype_hint=y.dtype.base_dtype, name="x")
        else:
            x = convert_to_tensor(x, name="x")
            y = convert_to_tensor(y, dtype_hint=x.dtype.base_dtype, name="y")
        return raw.DivNoNan(x, y, name=name)


def floordiv(x, y, name=None):
    """x / y rounded down, element by element: Python's `//`.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.floordiv([7, -7], 2)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 3, -4], dtype=int32)>
    """
    with scopes.scope(name, "floordiv") as name:
        return raw.FloorDiv(x, y, name=name)


def floormod(x, y, name=None):
    """What `floordiv` leaves, element by element: Python's `%`.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.floormod([7, -7], 3)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    return raw.FloorMod(x, y, name=name)


def maximum(x, y, name=None):
    """The larger of `x` and `y`, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.maximum([1, 5], [3, 2])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([3, 5], dtype=int32)>
    """
    return raw.Maximum(x, y, name=name)


def minimum(x, y, name=None):
    """The smaller of `x` and `y`, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.minimum([1, 5], [3, 2])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    return raw.Minimum(x, y, name=name)


@shortcuts.of_two("Mul")
def multiply(x, y, name=None):
    """x * y, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.multiply([1, 2], [3, 4])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([3, 8], dtype=int32)>
    """
    return raw.Mul(x, y, name=name)


def multiply_no_nan(x, y, name=None):
    """x * y, and 0 where `y` is 0 whatever `x` is.

    Args:
        x: a tensor of a floating or complex dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        ValueError: the dtypes differ.
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.multiply_no_nan([float("nan"), 2.0], [0.0, 3.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0., 6.], dtype=float32)>
    """
    with scopes.scope(name, "multiply_no_nan") as name:
        x = convert_to_tensor(x, name="x")
        y = convert_to_tensor(y, name="y", dtype=x.dtype.base_dtype)
        return raw.MulNoNan(x, y, name=name)


def nextafter(x1, x2, name=None):
    """The number next to one in the direction of another, element by element.

    Args:
        x1: a tensor of dtype float32 or float64.
        x2: a tensor of the same dtype.
        name: a name for the operation.

    Returns:
        A tensor of the same dtype and of the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ, or the shapes cannot be broadcast.

    Example:
        >>> import tfcompat as tf
        >>> bool(tf.math.nextafter(1.0, 2.0).numpy() > 1.0)
        True
    """
    return raw.NextAfter(x1, x2, name=name)


def polyval(coeffs, x, name=None):
    """The value of a polynomial at every element of `x`.

    Args:
        coeffs: a list of tensors, the coefficient of the highest power first.
        x: where to evaluate: a tensor of the dtype of the coefficients.
        name: a name for the operation.

    Returns:
        A tensor of the dtype and shape of `x`, broadcast with the coefficients.

    Raises:
        ValueError: `coeffs` is no list.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.polyval([2.0, 0.0, 1.0], [1.0, 3.0])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([ 3., 19.], dtype=float32)>
    """
    if not isinstance(coeffs, list):
        raise ValueError(f"Argument coeffs must be list type. Received type {type(coeffs)}.")
    with scopes.scope(name, "polyval") as name:
        x = convert_to_tensor(x, name="x")
        if not coeffs:
            return creation.zeros_like(x, name=name)
        coeffs = [convert_to_tensor(c, name=f"coeff_{i}") for i, c in enumerate(coeffs)]
        value = coeffs[0]
        for coefficient in coeffs[1:]:
            value = coefficient + value * x
        return value


def pow(x, y, name=None):
    """`x` to the power of `y`, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.pow([2, 3], [3, 2])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([8, 9], dtype=int32)>
    """
    with scopes.scope(name, "Pow") as name:
        return raw.Pow(x, y, name=name)


def realdiv(x, y, name=None):
    """x / y for dtypes that have fractions, element by element.

    Args:
        x: a tensor of a floating or complex dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.realdiv([1.0, 3.0], 2.0)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([0.5, 1.5], dtype=float32)>
    """
    return raw.RealDiv(x, y, name=name)


def scalar_mul(scalar, x, name=None):
    """A scalar times a tensor.

    Args:
        scalar: a tensor of rank 0.
        x: a tensor of a dtype that the scalar converts to.
        name: a name for the operation.

    Returns:
        A tensor of the shape and dtype of `x`.

    Raises:
        ValueError: `scalar` is no scalar.

    Example:
        >>> import tfcompat as tf
        >>> tf.scalar_mul(2.0, tf.constant([1.0, 3.0]))
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2., 6.], dtype=float32)>
    """
    base_dtype = dtypes.as_dtype(x.dtype).base_dtype if hasattr(x, "dtype") else None
    with scopes.scope(name, "scalar_mul") as name:
        scalar = convert_to_tensor(scalar, dtype=base_dtype, name="scalar")
        if scalar.shape.rank != 0:
            raise ValueError(
                f"The input scalar must be a 0-D value. Received shape {scalar.shape}."
            )
        return raw.Mul(scalar, x, name=name)


def squared_difference(x, y, name=None):
    """(x - y)**2, element by element; |x - y|**2 for complex numbers.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.math.squared_difference([1.0, 5.0], 2.0)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 9.], dtype=float32)>
    """
    return raw.SquaredDifference(x, y, name=name)


@shortcuts.of_two("Sub")
def subtract(x, y, name=None):
    """x - y, element by element.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.subtract([5, 7], [1, 2])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([4, 5], dtype=int32)>
    """
    return raw.Sub(x, y, name=name)


def truediv(x, y, name=None):
    """x / y as Python divides: integers give floats.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        TypeError: the dtypes differ.
        InvalidArgumentError: the shapes cannot be broadcast (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.truediv([16, 12], [4, 8])
        <tf.Tensor: shape=(2,), dtype=float64, numpy=array([4. , 1.5])>
    """
    with scopes.scope(name, "truediv") as name:
        x = convert_to_tensor(x, name="x")
        y = convert_to_tensor(y, dtype_hint=x.dtype.base_dtype, name="y")
        return operators.true_divide(x, y, name=name)


def truncatediv(x, y, name=None):
    """x / y rounded towards 0, element by element, for integers.

    Args:
        x: a tensor of a integer dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.truncatediv([7, -7], 2)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 3, -3], dtype=int32)>
    """
    return raw.TruncateDiv(x, y, name=name)


def truncatemod(x, y, name=None):
    """What `truncatediv` leaves: it has the sign of `x`.

    Args:
        x: a tensor of a numeric dtype.
        y: a tensor of the same dtype, of a shape that broadcasts with that of `x`.
        name: a name for the operation.

    Returns:
        A tensor of the dtype of `x` and the broadcast shape.

    Raises:
        InvalidArgumentError: the dtypes differ or are no such ones, or the shapes cannot be
            broadcast (TypeError or ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.truncatemod([7, -7], 3)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([ 1, -1], dtype=int32)>
    """
    return raw.TruncateMod(x, y, name=name)
