"""The largest and least elements as accelerators look for them, approximately.

The exact functions are in `sorting.py`.
"""

import collections

from tfcompat._src.core import raw

ApproxTopK = collections.namedtuple("ApproxTopK", ["values", "indices"])


def approx_max_k(
    operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1,
    aggregate_to_topk=True, name=None
):
    """The `k` greatest elements along a dimension; here they are exact.

    Args:
        operand: a tensor of dtype half, bfloat16 or float32.
        k: how many.
        reduction_dimension: the dimension along which they are looked for.
        recall_target, reduction_input_size_override: how exact; without effect here.
        aggregate_to_topk: accepted for compatibility.
        name: a name for the operation.

    Returns:
        A pair of tensors: values, sorted, and int32 indices.

    Raises:
        InvalidArgumentError: the dtype is another one, or there are fewer elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.approx_max_k([1.0, 5.0, 3.0], 2).indices.numpy()
        array([1, 2], dtype=int32)
    """
    return approx_top_k(
        operand, k, reduction_dimension, recall_target, True, reduction_input_size_override,
        aggregate_to_topk, name)


def approx_min_k(
    operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1,
    aggregate_to_topk=True, name=None
):
    """The `k` least elements along a dimension; here they are exact.

    Args:
        operand: a tensor of dtype half, bfloat16 or float32.
        k: how many.
        reduction_dimension: the dimension along which they are looked for.
        recall_target, reduction_input_size_override: how exact; without effect here.
        aggregate_to_topk: accepted for compatibility.
        name: a name for the operation.

    Returns:
        A pair of tensors: values, sorted, and int32 indices.

    Raises:
        InvalidArgumentError: the dtype is another one, or there are fewer elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.math.approx_min_k([1.0, 5.0, 3.0], 2).indices.numpy()
        array([0, 2], dtype=int32)
    """
    return approx_top_k(
        operand, k, reduction_dimension, recall_target, False, reduction_input_size_override,
        aggregate_to_topk, name)


def approx_top_k(
    input, k, reduction_dimension=-1, recall_target=0.95, is_max_k=True,  # noqa: A002
    reduction_input_size_override=-1, aggregate_to_topk=True, name=None
):
    """The `k` greatest or least elements along a dimension; here they are exact.

    Args:
        input: a tensor of dtype half, bfloat16 or float32.
        k: how many.
        reduction_dimension: the dimension along which they are looked for.
        recall_target, reduction_input_size_override: how exact; without effect here.
        is_max_k: whether the greatest are wanted rather than the least.
        aggregate_to_topk: accepted for compatibility.
        name: a name for the operation.

    Returns:
        A pair of tensors: values, sorted, and int32 indices.

    Raises:
        InvalidArgumentError: the dtype is another one, or there are fewer elements.

    Example:
        >>> import tfcompat as tf
        >>> tf.approx_top_k([1.0, 5.0, 3.0], 2).values.numpy()
        array([5., 3.], dtype=float32)
    """
    values, indices = raw.ApproxTopK(
        input, k=k, reduction_dimension=reduction_dimension, recall_target=recall_target,
        is_max_k=is_max_k, reduction_input_size_override=reduction_input_size_override,
        aggregate_to_topk=aggregate_to_topk, name=name)
    return ApproxTopK(values, indices)
