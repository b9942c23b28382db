"""tf.test.compute_gradient: gradients by rules beside gradients by differences."""

import numpy as np

from tfcompat._src.base import nest
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.grad.tape import GradientTape


def compute_gradient(f, x, delta=None):
    """The Jacobian matrices of a function, by the rules of its ops and by differences.

    Args:
        f: the function.
        x: a list of its arguments.
        delta: how far to step for a difference; by default a power of two that fits the dtype.

    Returns:
        Two tuples with a matrix for each argument, a row per item of the result and a column
        per item of the argument: by rules, and by central differences.

    Raises:
        ValueError: `x` is no list, or a gradient does not have the shape of its argument.

    Example:
        >>> import tfcompat as tf
        >>> by_rules, by_differences = tf.test.compute_gradient(lambda x: x * x, [[3.0]])
        >>> by_rules[0].item(), by_differences[0].item()
        (6.0, 6.0)
    """
    if not isinstance(x, (list, tuple)):
        raise ValueError(
            "`x` must be a list or tuple of values convertible to a Tensor (arguments to `f`), "
            f"not a {type(x)}"
        )
    arguments = [convert_to_tensor(value) for value in x]
    if delta is None:
        delta = max(_step(tensor.dtype) for tensor in arguments)
    by_rules = tuple(_by_rules(f, arguments, i) for i in range(len(arguments)))
    by_differences = tuple(_by_differences(f, arguments, i, delta) for i in range(len(arguments)))
    return by_rules, by_differences


def _step(dtype):
    return {"float16": 1.0 / 128, "bfloat16": 1.0 / 32}.get(dtype.name, 1.0 / 1024)


def _real_view(array):
    """Return the numbers of an array as a vector, real and imaginary parts one after the other."""
    flat = np.ascontiguousarray(array).reshape(-1)
    if flat.dtype.kind == "c":
        return flat.view(flat.real.dtype)
    return flat


def _by_rules(f, arguments, which):
    argument = arguments[which]
    with GradientTape(persistent=True) as tape:
        tape.watch(argument)
        result = convert_to_tensor(f(*arguments))
    columns = _real_view(argument.numpy()).size
    value = result.numpy()
    rows = _real_view(value).size
    jacobian = np.zeros((rows, columns), _real_view(argument.numpy()).dtype)
    for row in range(rows):
        seed = np.zeros_like(value)
        _real_view(seed)[row] = 1
        seed = EagerTensor(seed, result.dtype)
        found = tape.gradient(result, argument, output_gradients=seed)
        if found is not None:
            dense = np.asarray(convert_to_tensor(found).numpy())
            if dense.shape != tuple(argument.shape.as_list()):
                raise ValueError(
                    f"Gradient for argument {which} has shape {dense.shape}, but the argument has "
                    f"shape {argument.shape}."
                )
            jacobian[row] = _real_view(dense)
    return jacobian


def _by_differences(f, arguments, which, delta):
    argument = arguments[which]
    start = argument.numpy()
    columns = _real_view(start).size
    result = _real_view(convert_to_tensor(f(*arguments)).numpy())
    jacobian = np.zeros((result.size, columns), _real_view(start).dtype)

    def value(column, step):
        moved = np.array(start)
        _real_view(moved)[column] += np.asarray(step, moved.real.dtype)
        given = nest.flatten(arguments)
        given[which] = EagerTensor(moved, argument.dtype)
        return _real_view(convert_to_tensor(f(*given)).numpy())

    for column in range(columns):
        difference = value(column, delta) - value(column, -delta)
        jacobian[:, column] = difference / np.asarray(2 * delta, difference.dtype)
    return jacobian
