"""`tf.convert_to_tensor` as people call it: what comes out is one tensor.

The rules are in `core/convert.py`. Inside, conversion lets ragged and sparse tensors pass, for the
op funnel to see.
"""

from tfcompat._src.core import convert
from tfcompat._src.core.composite import CompositeTensor


def convert_to_tensor(value, dtype=None, dtype_hint=None, name=None):
    """Convert `value` to a tensor.

    Args:
        value: a tensor, variable, numpy array, Python scalar, string or nest of lists of these.
        dtype: the dtype to have; inferred when None.
        dtype_hint: a dtype preferred where the value leaves the choice.
        name: a name for the constant, in graphs.

    Returns:
        A Tensor; `value` itself when it is one already.

    Raises:
        TypeError: the value cannot have that dtype.
        ValueError: the value is a tensor of another dtype, or nothing that has a tensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.convert_to_tensor([1, 2], dtype=tf.float32)
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>
    """
    result = convert.convert_to_tensor(value, dtype, dtype_hint, name)
    if isinstance(result, CompositeTensor):
        raise result._no_tensor()
    return result
