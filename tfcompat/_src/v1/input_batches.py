"""Batches of tensors that queues collect: `tf.compat.v1.train.batch` and its kin.

Where tensors come from is in `input_producers.py`; how sparse tensors go through queues is in
`input_sparse.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import as_shape
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.frontend.conversion import convert_to_tensor
from tfcompat._src.frontend.queues import FIFOQueue, PaddingFIFOQueue, RandomShuffleQueue
from tfcompat._src.v1 import input_sparse
from tfcompat._src.v1.input_producers import report
from tfcompat._src.v1.queue_runners import QueueRunner, add_queue_runner

_EAGER = (
    "Input pipelines based on Queues are not supported when eager execution is enabled. Please "
    "use tf.data to ingest data into your model instead."
)


def batch(
    tensors, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None,
    dynamic_pad=False, allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches of tensors that threads evaluate again and again.

    Args:
        tensors: list or dict of tensors, dense or sparse.
        batch_size: how many a batch has.
        num_threads: how many threads evaluate them; with several the order varies.
        capacity: how many the queue behind it holds.
        enqueue_many: whether each tensor is several, its rows.
        shapes: list of their shapes, where these are not known.
        dynamic_pad: whether sizes may vary; batches are padded then.
        allow_smaller_final_batch: whether the last batch may be smaller.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operations.

    Returns:
        As `tensors`, each with one more dimension in front; one tensor for a list of one.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     number, = tf.compat.v1.train.slice_input_producer([[1, 2, 3]], shuffle=False)
        ...     pair = tf.compat.v1.train.batch([number], batch_size=2)
        ...     coordinator = tf.train.Coordinator()
        ...     threads = tf.compat.v1.train.start_queue_runners(session, coordinator)
        ...     print([session.run(pair).tolist() for _ in range(3)])
        ...     coordinator.request_stop()
        ...     coordinator.join(threads)
        [[1, 2], [3, 1], [2, 3]]
    """
    return _batch(
        tensors, batch_size, True, num_threads, capacity, enqueue_many, shapes,
        _fifo(capacity, dynamic_pad, shared_name), allow_smaller_final_batch, name or "batch")


def maybe_batch(
    tensors, keep_input, batch_size, num_threads=1, capacity=32, enqueue_many=False, shapes=None,
    dynamic_pad=False, allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches as `batch` does, of the tensors that are to be kept.

    Args:
        tensors: list or dict of tensors, dense or sparse.
        keep_input: a bool tensor: whether they are kept; with `enqueue_many` which rows are.
        batch_size: how many a batch has.
        num_threads: how many threads evaluate them; with several the order varies.
        capacity: how many the queue behind it holds.
        enqueue_many: whether each tensor is several, its rows.
        shapes: list of their shapes, where these are not known.
        dynamic_pad: whether sizes may vary; batches are padded then.
        allow_smaller_final_batch: whether the last batch may be smaller.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operations.

    Returns:
        As `tensors`, each with one more dimension in front; one tensor for a list of one.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     number, = tf.compat.v1.train.slice_input_producer([[1, 2, 3]], shuffle=False)
        ...     odd = tf.compat.v1.train.maybe_batch([number], number % 2 > 0, batch_size=2)
        ...     coordinator = tf.train.Coordinator()
        ...     threads = tf.compat.v1.train.start_queue_runners(session, coordinator)
        ...     print(session.run(odd).tolist())
        ...     coordinator.request_stop()
        ...     coordinator.join(threads)
        [1, 3]
    """
    return _batch(
        tensors, batch_size, keep_input, num_threads, capacity, enqueue_many, shapes,
        _fifo(capacity, dynamic_pad, shared_name), allow_smaller_final_batch, name or "batch")


def shuffle_batch(
    tensors, batch_size, capacity, min_after_dequeue, num_threads=1, seed=None,
    enqueue_many=False, shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches of tensors in random order.

    Args:
        tensors: list or dict of tensors, dense or sparse.
        batch_size: how many a batch has.
        capacity: how many the queue behind it holds.
        min_after_dequeue: how many stay in it, so that there is a choice.
        num_threads: how many threads evaluate the tensors.
        seed: a seed for the order.
        enqueue_many: whether each tensor is several, its rows.
        shapes: list of their shapes, where these are not known.
        allow_smaller_final_batch: whether the last batch may be smaller.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operations.

    Returns:
        As `tensors`, each with one more dimension in front; one tensor for a list of one.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     numbers = tf.compat.v1.train.shuffle_batch(
        ...         [tf.range(4)], 4, capacity=4, min_after_dequeue=0, enqueue_many=True)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     session.run(runner.enqueue_ops[0])
        ...     print(sorted(session.run(numbers).tolist()))
        [0, 1, 2, 3]
    """
    return _batch(
        tensors, batch_size, True, num_threads, capacity, enqueue_many, shapes,
        _shuffled(capacity, min_after_dequeue, seed, shared_name), allow_smaller_final_batch,
        name or "shuffle_batch", min_after_dequeue)


def maybe_shuffle_batch(
    tensors, batch_size, capacity, min_after_dequeue, keep_input, num_threads=1, seed=None,
    enqueue_many=False, shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches as `shuffle_batch` does, of the tensors that are to be kept.

    Args:
        tensors: list or dict of tensors, dense or sparse.
        batch_size: how many a batch has.
        capacity: how many the queue behind it holds.
        min_after_dequeue: how many stay in it, so that there is a choice.
        keep_input: a bool tensor: whether they are kept; with `enqueue_many` which rows are.
        num_threads: how many threads evaluate the tensors.
        seed: a seed for the order.
        enqueue_many: whether each tensor is several, its rows.
        shapes: list of their shapes, where these are not known.
        allow_smaller_final_batch: whether the last batch may be smaller.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operations.

    Returns:
        As `tensors`, each with one more dimension in front; one tensor for a list of one.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     numbers = tf.compat.v1.train.maybe_shuffle_batch(
        ...         [tf.range(4)], 2, capacity=4, min_after_dequeue=0,
        ...         keep_input=[True, False, True, False], enqueue_many=True)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     session.run(runner.enqueue_ops[0])
        ...     print(sorted(session.run(numbers).tolist()))
        [0, 2]
    """
    return _batch(
        tensors, batch_size, keep_input, num_threads, capacity, enqueue_many, shapes,
        _shuffled(capacity, min_after_dequeue, seed, shared_name), allow_smaller_final_batch,
        name or "shuffle_batch", min_after_dequeue)


def batch_join(
    tensors_list, batch_size, capacity=32, enqueue_many=False, shapes=None, dynamic_pad=False,
    allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches as `batch` does, of several lists of tensors with a thread for each.

    Args:
        tensors_list: list of lists or dicts of tensors, dense or sparse.
        batch_size: how many a batch has.
        capacity: how many the queue behind it holds.
        enqueue_many: whether each tensor is several, its rows.
        shapes: list of their shapes, where these are not known.
        dynamic_pad: whether sizes may vary; batches are padded then.
        allow_smaller_final_batch: whether the last batch may be smaller.
        shared_name: the name that queues of a session are shared by.
        name: a name for the operations.

    Returns:
        As the first of `tensors_list`, each tensor with one more dimension in front.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.
        TypeError: dtypes are not the same.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     four = tf.compat.v1.train.batch_join(
        ...         [[tf.constant([1, 2])], [tf.constant([3, 4])]], 4, enqueue_many=True)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     for op in runner.enqueue_ops:
        ...         session.run(op)
        ...     print(session.run(four).tolist())
        [1, 2, 3, 4]
    """
    return _batch_join(
        tensors_list, batch_size, True, capacity, enqueue_many, shapes,
        _fifo(capacity, dynamic_pad, shared_name), allow_smaller_final_batch,
        name or "batch_join")


def maybe_batch_join(
    tensors_list, keep_input, batch_size, capacity=32, enqueue_many=False, shapes=None,
    dynamic_pad=False, allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches as `batch_join` does, of the tensors that are to be kept.

    Args:
        tensors_list: list of lists or dicts of tensors, dense or sparse.
        keep_input: a bool tensor: whether they are kept; with `enqueue_many` which rows are.
        batch_size, capacity, enqueue_many, shapes, dynamic_pad: as `batch_join` has them.
        allow_smaller_final_batch, shared_name, name: likewise.

    Returns:
        As the first of `tensors_list`, each tensor with one more dimension in front.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.
        TypeError: dtypes are not the same.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     two = tf.compat.v1.train.maybe_batch_join(
        ...         [[tf.constant([1, 2])]], [False, True], 1, enqueue_many=True)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     session.run(runner.enqueue_ops[0])
        ...     print(session.run(two).tolist())
        [2]
    """
    return _batch_join(
        tensors_list, batch_size, keep_input, capacity, enqueue_many, shapes,
        _fifo(capacity, dynamic_pad, shared_name), allow_smaller_final_batch,
        name or "batch_join")


def shuffle_batch_join(
    tensors_list, batch_size, capacity, min_after_dequeue, seed=None, enqueue_many=False,
    shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches as `shuffle_batch` does, of several lists of tensors with a thread for each.

    Args:
        tensors_list: list of lists or dicts of tensors, dense or sparse.
        batch_size, capacity, min_after_dequeue, seed: as `shuffle_batch` has them.
        enqueue_many, shapes, allow_smaller_final_batch, shared_name, name: likewise.

    Returns:
        As the first of `tensors_list`, each tensor with one more dimension in front.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.
        TypeError: dtypes are not the same.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     two = tf.compat.v1.train.shuffle_batch_join(
        ...         [[tf.constant(1)], [tf.constant(2)]], 2, capacity=4, min_after_dequeue=0)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     for op in runner.enqueue_ops:
        ...         session.run(op)
        ...     print(sorted(session.run(two).tolist()))
        [1, 2]
    """
    return _batch_join(
        tensors_list, batch_size, True, capacity, enqueue_many, shapes,
        _shuffled(capacity, min_after_dequeue, seed, shared_name), allow_smaller_final_batch,
        name or "shuffle_batch_join", min_after_dequeue)


def maybe_shuffle_batch_join(
    tensors_list, batch_size, capacity, min_after_dequeue, keep_input, seed=None,
    enqueue_many=False, shapes=None, allow_smaller_final_batch=False, shared_name=None, name=None,
):
    """Return batches as `shuffle_batch_join` does, of the tensors that are to be kept.

    Args:
        tensors_list: list of lists or dicts of tensors, dense or sparse.
        batch_size, capacity, min_after_dequeue, seed: as `shuffle_batch` has them.
        keep_input: a bool tensor: whether they are kept; with `enqueue_many` which rows are.
        enqueue_many, shapes, allow_smaller_final_batch, shared_name, name: as `shuffle_batch`
            has them.

    Returns:
        As the first of `tensors_list`, each tensor with one more dimension in front.

    Raises:
        ValueError: ops run at once; there is no tensor, or a shape is not known.
        TypeError: dtypes are not the same.

    Example:
        >>> import tfcompat as tf
        >>> with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        ...     one = tf.compat.v1.train.maybe_shuffle_batch_join(
        ...         [[tf.constant(1)]], 1, capacity=4, min_after_dequeue=0, keep_input=True)
        ...     runner, = tf.compat.v1.get_collection("queue_runners")
        ...     session.run(runner.enqueue_ops[0])
        ...     print(session.run(one).tolist())
        [1]
    """
    return _batch_join(
        tensors_list, batch_size, keep_input, capacity, enqueue_many, shapes,
        _shuffled(capacity, min_after_dequeue, seed, shared_name), allow_smaller_final_batch,
        name or "shuffle_batch_join", min_after_dequeue)


# --- how it is done -------------------------------------------------------------------------


def _fifo(capacity, dynamic_pad, shared_name):
    """Return a function of dtypes and shapes that makes the queue."""
    kind = PaddingFIFOQueue if dynamic_pad else FIFOQueue
    return lambda types, shapes: kind(
        capacity=capacity, dtypes=types, shapes=shapes, shared_name=shared_name)


def _shuffled(capacity, least, seed, shared_name):
    return lambda types, shapes: RandomShuffleQueue(
        capacity=capacity, min_after_dequeue=least, seed=seed, dtypes=types, shapes=shapes,
        shared_name=shared_name)


def _batch(
    tensors, batch_size, keep_input, num_threads, capacity, enqueue_many, shapes, make_queue,
    fewer, name, least=None,
):
    if context.executing_eagerly():
        raise ValueError(_EAGER)
    with name_scopes.name_scope(name) as scope:
        _check_capacity(capacity, least)
        flat = _converted(_flat(tensors))
        if not flat:
            raise ValueError("Expected at least one tensor in batch().")
        keep = _checked_keep(keep_input, enqueue_many)
        stored, origins = input_sparse.stored(flat, enqueue_many, keep)
        queue = make_queue(_types([stored]), _shapes([stored], shapes, enqueue_many))
        put = _put(queue, stored, enqueue_many, keep, once=True)
        add_queue_runner(QueueRunner(queue, [put] * num_threads))
        _report(queue, capacity, least)
        return _taken(queue, batch_size, fewer, scope, origins, tensors)


def _batch_join(
    tensors_list, batch_size, keep_input, capacity, enqueue_many, shapes, make_queue, fewer,
    name, least=None,
):
    if context.executing_eagerly():
        raise ValueError(_EAGER)
    several = _flat_list(tensors_list)
    with name_scopes.name_scope(name) as scope:
        _check_capacity(capacity, least)
        several = [_converted(flat) for flat in several]
        keep = _checked_keep(keep_input, enqueue_many)
        several, origins = input_sparse.stored_of_several(several, enqueue_many, keep)
        queue = make_queue(_types(several), _shapes(several, shapes, enqueue_many))
        add_queue_runner(QueueRunner(
            queue, [_put(queue, stored, enqueue_many, keep) for stored in several]))
        _report(queue, capacity, least)
        return _taken(queue, batch_size, fewer, scope, origins, tensors_list[0])


def _check_capacity(capacity, least):
    if least is not None and capacity <= least:
        raise ValueError(
            f"capacity {capacity} must be bigger than min_after_dequeue {least}.")


def _flat(tensors):
    """Return a dict's tensors in the order of the names; lists as they are."""
    if isinstance(tensors, dict):
        return [tensors[key] for key in sorted(tensors, key=str)]
    return tensors


def _flat_list(tensors_list):
    if not tensors_list:
        raise ValueError("Expected at least one set of tensors")
    first = tensors_list[0]
    if not isinstance(first, dict):
        return tensors_list
    if any(set(tensors) != set(first) for tensors in tensors_list[1:]):
        raise ValueError("All dictionaries in tensors_list must have the same keys")
    return [_flat(tensors) for tensors in tensors_list]


def _converted(tensors):
    return [
        tensor if isinstance(tensor, (SparseTensor, IndexedSlices))
        else convert_to_tensor(tensor, name="Const") for tensor in tensors
    ]


def _checked_keep(keep_input, enqueue_many):
    """Return what says which tensors are kept as a tensor."""
    keep = convert_to_tensor(keep_input, name="Const")
    if keep.shape.rank is None:
        raise ValueError("`keep_input` dimensions must be known at graph construction.")
    if not enqueue_many and keep.shape.rank == 1:
        raise ValueError("`keep_input` cannot be a vector when `enqueue_many=False`.")
    if keep.shape.rank > 1:
        raise ValueError("`keep_input` must be 0 or 1 dimensions.")
    return keep


def _types(several):
    """Return the dtypes of tensors, the same in all lists."""
    first, *others = [[tensor.dtype for tensor in tensors] for tensors in several]
    for types in others:
        if types != first:
            names = [", ".join(kind.name for kind in kinds) for kinds in (first, types)]
            raise TypeError(f"Expected types to be consistent: {names[0]} vs. {names[1]}.")
    return first


def _shapes(several, shapes, enqueue_many):
    """Return the shapes of elements: those given, or what the lists of tensors agree on."""
    if shapes is not None:
        return shapes
    for tensors in several:
        for tensor in tensors:
            if tensor.shape.rank is None:
                raise ValueError(f"Cannot infer Tensor's rank: {tensor}")
    return [
        _common_shape([tensor.shape for tensor in tensors], enqueue_many)
        for tensors in zip(*several, strict=True)
    ]


def _common_shape(shapes, enqueue_many):
    if enqueue_many:
        shapes = [as_shape(shape).with_rank_at_least(1)[1:] for shape in shapes]
    for shape in shapes[1:]:
        shapes[0].merge_with(shape)  # they have to fit; what the first says holds
    return shapes[0].as_list()


def _put(queue, tensors, enqueue_many, keep, once=False):
    """Return the operation that puts the tensors that are kept into the queue."""
    put = queue.enqueue_many if enqueue_many else queue.enqueue
    if keep.shape.rank == 1:
        return put(_kept(tensors, keep))
    return input_sparse.if_kept(keep, lambda: put(tensors), raw.NoOp)


def _kept(tensors, keep):
    """Return the rows that are kept."""
    which = raw.Cast(keep, DstT=dtypes.int32)
    return [raw.DynamicPartition(tensor, which, num_partitions=2)[1] for tensor in tensors]


def _report(queue, capacity, least):
    """Enter a summary of how full the queue is."""
    if least is None:
        part = raw.Cast(queue.size(), DstT=dtypes.float32) * (1.0 / capacity)
        report(f"fraction_of_{capacity}_full", part)
        return
    room = capacity - least
    part = raw.Cast(raw.Maximum(0, queue.size() - least), DstT=dtypes.float32) * (1.0 / room)
    report(f"fraction_over_{least}_of_{room}_full", part)


def _taken(queue, batch_size, fewer, scope, origins, like):
    """Return a batch in the form of the tensors given."""
    take = queue.dequeue_up_to if fewer else queue.dequeue_many
    taken = input_sparse.restored(take(batch_size, name=scope), origins)
    if not isinstance(like, dict):
        return taken
    taken = [taken] if len(like) == 1 else taken
    return dict(zip(sorted(like, key=str), taken, strict=True))
