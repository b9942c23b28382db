"""A function whose calls TensorFlow may put together to larger ones: here each is run by itself.

That is what TensorFlow does as well for a call that nobody else joins in time.
"""

from tfcompat._src.base.errors import FailedPreconditionError, InvalidArgumentError
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.registry import op, shape_functions


@op("""
    BatchFunction(in_tensors: Tin, captured_tensors: Tcaptured) -> out_tensors: Tout
        f: func
        num_batch_threads: int
        max_batch_size: int
        batch_timeout_micros: int
        max_enqueued_batches: int = 10
        allowed_batch_sizes: list(int) = []
        container: string = ""
        shared_name: string = ""
        batching_queue: string = ""
        low_priority_max_batch_size: int = 0
        low_priority_batch_timeout_micros: int = 0
        low_priority_allowed_batch_sizes: list(int) = []
        low_priority_max_enqueued_batches: int = 0
        mixed_priority_policy: {"low_priority_padding_with_max_batch_size",
            "low_priority_padding_with_next_allowed_batch_size", "priority_isolation",
            "priority_merge"} = "low_priority_padding_with_max_batch_size"
        batch_padding_policy: {"PAD_UP", "BATCH_DOWN", "MINIMIZE_TPU_COST_PER_REQUEST"} = "PAD_UP"
        Tin: list(type) >= 1
        Tcaptured: list(type) >= 0
        Tout: list(type) >= 1
        enable_large_batch_splitting: bool = false
""", flags=("distributed_communication",))
def batch_function(
    xp, in_tensors, captured_tensors, *, f, allowed_batch_sizes, max_batch_size,
    enable_large_batch_splitting, Tout,  # noqa: N803 - TensorFlow's attribute name
):
    """Call a function on a batch, without waiting for others.

    Shapes:
        in_tensors: [n, ...] each
        captured_tensors: any
        out_tensors: [n, ...] each
    Errors:
        InvalidArgumentError: the tensors have no first dimension, or not the same.
        FailedPreconditionError: a result has another first dimension.
    Source: tf.raw_ops.BatchFunction
    """
    _check_allowed(allowed_batch_sizes, max_batch_size, enable_large_batch_splitting)
    listed = "".join(
        f"\n - in__tensors_{i} has shape {shown(array.shape)}\n"
        for i, array in enumerate(in_tensors)
    ).replace("\n\n", "\n")
    for array in in_tensors:
        require(
            array.ndim > 0,
            "Batching input tensors must have at least one dimension.\nBelow are the input "
            f"tensors: {listed}",
        )
    rows = in_tensors[0].shape[0]
    require(
        all(array.shape[0] == rows for array in in_tensors),
        "Batching input tensors supplied in a given op invocation must have equal 0th-dimension "
        f"size.\nBelow are the input tensors: {listed}",
    )
    if not rows:
        from tfcompat._src.base.dtypes import numpy_dtype

        return [xp.zeros(0, numpy_dtype(dtype)) for dtype in Tout]
    found = f(*in_tensors, *captured_tensors)
    for array in found:
        if not array.ndim:
            raise FailedPreconditionError("Batched output tensor has 0 dimensions")
        if array.shape[0] != rows:
            raise FailedPreconditionError(
                "Batched output tensor's 0th dimension does not equal the sum of the 0th "
                f"dimension sizes of the input tensors. 0th dimension size: {array.shape[0]}; "
                f"batch size: {rows}; unbatched tasks size: 0; padding size: 0"
            )
    return found


def _check_allowed(allowed, most, splits):
    for before, size in zip(allowed, allowed[1:], strict=False):
        if size <= before:
            raise InvalidArgumentError(
                "allowed_batch_sizes entries must be monotonically increasing"
            )
    if allowed and not splits and allowed[-1] != most:
        raise InvalidArgumentError(
            "final entry in allowed_batch_sizes must equal max_batch_size when "
            "enable_large_batch_splitting is False"
        )


batch_function.shape(shape_functions.unknown)
