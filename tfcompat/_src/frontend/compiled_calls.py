"""tf.xla.experimental: what is compiled by XLA elsewhere is run as it is here."""

import contextlib

from tfcompat._src.base import nest
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor


def compile(computation, inputs=None):  # noqa: A001 - TensorFlow's name
    """Call a function with tensors; plans are made of it where it is traced.

    Args:
        computation: the function.
        inputs: list of its arguments, or None.

    Returns:
        What it returns, a list of tensors where it is a single one or a flat sequence; None for
        nothing.

    Raises:
        ValueError: it returns what cannot be a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.xla.experimental.compile(lambda x: x + 1, [1])
        [<tf.Tensor: shape=(), dtype=int32, numpy=2>]
    """
    given = [] if inputs is None else list(inputs)
    found = computation(*nest.map_structure(convert_to_tensor, given))
    if found is None:
        return None
    if nest.is_nested(found) and not isinstance(found, (list, tuple)):
        return nest.map_structure(convert_to_tensor, found)
    parts = list(found) if isinstance(found, (list, tuple)) else [found]
    return [nest.map_structure(convert_to_tensor, part) for part in parts]


@contextlib.contextmanager
def jit_scope(compile_ops=True, separate_compiled_gradients=False):
    """Return a context manager for ops that are to be compiled; here it changes nothing.

    Args:
        compile_ops: whether they are to be compiled.
        separate_compiled_gradients: whether their gradients are to be compiled by themselves.

    Returns:
        A context manager.

    Raises:
        RuntimeError: it is used eagerly.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.xla.experimental.jit_scope():
        ...     y = tf.constant(1.0) + 1.0
    """
    if context.executing_eagerly():
        raise RuntimeError(
            "xla.experimental.jit_scope is not supported when eager execution is enabled. Try use "
            "it inside tf.function."
        )
    yield
