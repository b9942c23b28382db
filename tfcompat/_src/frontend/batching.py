"""tf.nondifferentiable_batch_function: functions whose calls may be put together."""

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TensorSpec
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.function.function import function


def nondifferentiable_batch_function(
    num_batch_threads, max_batch_size, batch_timeout_micros, allowed_batch_sizes=None,
    max_enqueued_batches=10, autograph=True, enable_large_batch_splitting=True,
):
    """Decorate a function of batches whose calls may be put together to larger ones.

    Here every call is run by itself, as TensorFlow does with calls that nobody else joins in time.

    Args:
        num_batch_threads: how many batches are computed at a time elsewhere.
        max_batch_size: how large batches may be.
        batch_timeout_micros: how long calls wait for others elsewhere.
        allowed_batch_sizes: sizes that batches are filled up to elsewhere; rising.
        max_enqueued_batches: how many batches wait at most elsewhere.
        autograph: whether the function is rewritten by AutoGraph.
        enable_large_batch_splitting: whether larger batches are taken apart elsewhere.

    Returns:
        A decorator of functions of tensors, whose first dimensions are the batch, that return
        tensors of the same first dimension.

    Raises:
        InvalidArgumentError: when called, if first dimensions differ.

    Example:
        >>> import tfcompat as tf
        >>> @tf.nondifferentiable_batch_function(1, 10, 1000)
        ... def double(x):
        ...     return x * 2
        >>> double(tf.constant([1, 2]))
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([2, 4], dtype=int32)>
    """
    def decorate(fn):
        def batched(*args):
            tensors = [convert_to_tensor(arg) for arg in args]
            specs = [
                TensorSpec([None, *tensor.shape[1:]] if tensor.shape.rank else tensor.shape,
                           tensor.dtype) for tensor in tensors
            ]
            traced = function(fn, autograph=autograph).get_concrete_function(*specs)
            graph = getattr(context.current(), "graph", None)
            if graph is not None:
                graph.add_function(traced.graph_function)
            found = raw.BatchFunction(
                tensors, list(traced.captured_inputs), f=traced.graph_function.name,
                num_batch_threads=num_batch_threads, max_batch_size=max_batch_size,
                batch_timeout_micros=batch_timeout_micros,
                allowed_batch_sizes=allowed_batch_sizes or [],
                max_enqueued_batches=max_enqueued_batches, batching_queue="",
                enable_large_batch_splitting=enable_large_batch_splitting,
                Tout=[output.dtype for output in traced.outputs],
            )
            return nest.pack_sequence_as(traced.structured_outputs, found)

        return batched

    return decorate
