"""Queues: who waits for whom, what closing does, and what is behind references."""

import threading

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.arrays import on_numpy as xp
from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import cancellation
from tfcompat._src.ops import queue_calls, queues, sparse_maps
from tfcompat._src.ops.queue_kinds import (
    FIFOQueue,
    PaddingFIFOQueue,
    PriorityQueue,
    RandomShuffleQueue,
)

SOON = 10  # seconds; much more than anything here takes


def numbers(kind=FIFOQueue, capacity=-1, **options):
    """A queue of int32 scalars."""
    return kind([dtypes.int32], [TensorShape([])], capacity, name="q", **options)


def element(number):
    """An element of such a queue."""
    return [np.array(number, np.int32)]


def elements(*values):
    """Several."""
    return [element(value) for value in values]


def taken(queue, count=None, fewer=False):
    """Take elements out and return their numbers."""
    if count is None:
        return int(queue.take()[0])
    return [int(parts[0]) for parts in queue.take_many(count, fewer)]


class Call(threading.Thread):
    """A call in a thread of its own, with what came of it."""

    def __init__(self, function, *args):
        super().__init__(daemon=True)
        self.function, self.args, self.error, self.value = function, args, None, None
        self.start()

    def run(self):
        try:
            self.value = self.function(*self.args)
        except Exception as error:
            self.error = error

    def waits(self, line):
        """Wait until the call waits in a line of a queue."""
        for _ in range(SOON * 100):
            if line and self.is_alive():
                return self
            self.join(0.01)
        raise AssertionError("it does not wait")

    def end(self):
        """Wait for the end of the call; return its value or raise its error."""
        self.join(SOON)
        assert not self.is_alive(), "it waits for ever"
        if self.error is not None:
            raise self.error
        return self.value


def test_a_call_that_finds_the_queue_empty_gets_what_another_thread_puts_in():
    queue = numbers()
    call = Call(taken, queue).waits(queue._taking)
    queue.put(element(7))

    assert call.end() == 7


def test_a_call_that_finds_the_queue_full_waits_for_room():
    queue = numbers(capacity=1)
    queue.put(element(1))
    call = Call(queue.put, element(2)).waits(queue._putting)

    assert taken(queue) == 1
    call.end()
    assert taken(queue) == 2


def test_calls_are_served_in_the_order_they_came():
    queue = numbers(capacity=0 + 1)
    queue.put(element(0))
    calls = []
    for i in (1, 2, 3):
        calls.append(Call(queue.put, element(i)))
        while len(queue._putting) < i:
            calls[-1].join(0.01)

    assert [taken(queue) for _ in range(4)] == [0, 1, 2, 3]
    for call in calls:
        call.end()


def test_more_elements_than_there_is_room_for_pass_through():
    queue = numbers(capacity=2)
    call = Call(queue.put_many, elements(*range(50)))

    assert taken(queue, 50) == list(range(50))
    call.end()


def test_closing_waits_for_those_who_came_before_and_refuses_those_who_come_after():
    queue = numbers(capacity=1)
    queue.put(element(1))
    before = Call(queue.put, element(2)).waits(queue._putting)
    closing = Call(queue.close)
    while len(queue._putting) < 2:
        closing.join(0.01)
    after = Call(queue.put, element(3))

    assert not queue.closed
    assert (taken(queue), taken(queue)) == (1, 2)
    before.end()
    closing.end()
    with pytest.raises(errors.CancelledError, match="FIFOQueue 'q' is closed."):
        after.end()
    assert queue.closed


def test_closing_with_cancelling_refuses_those_who_wait_and_keeps_what_is_there():
    queue = numbers(capacity=1)
    queue.put(element(1))
    call = Call(queue.put, element(2)).waits(queue._putting)
    queue.close_and_cancel()

    with pytest.raises(errors.CancelledError, match="Enqueue operation was cancelled"):
        call.end()
    assert taken(queue) == 1


def test_what_was_taken_for_a_batch_that_never_fills_is_put_back_in_order():
    queue = numbers()
    queue.put_many(elements(1, 2, 3))
    call = Call(taken, queue, 5).waits(queue._taking)
    assert not queue.items
    queue.close()

    with pytest.raises(errors.OutOfRangeError, match=r"requested 2, current size 0"):
        call.end()
    assert taken(queue, 3) == [1, 2, 3]


def test_a_batch_may_be_smaller_once_the_queue_is_closed():
    queue = numbers()
    queue.put_many(elements(1, 2, 3))
    call = Call(taken, queue, 5, True).waits(queue._taking)
    queue.close()

    assert call.end() == [1, 2, 3]


def test_several_producers_and_consumers_lose_nothing_and_double_nothing():
    queue, found = numbers(capacity=3), []
    producers = [
        Call(lambda start=start: [queue.put(element(start + i)) for i in range(100)])
        for start in (0, 100, 200)
    ]
    consumers = [Call(lambda: [found.append(taken(queue)) for _ in range(60)]) for _ in range(5)]
    for call in (*producers, *consumers):
        call.end()

    assert sorted(found) == list(range(300))
    assert not queue.items and not queue._putting and not queue._taking


def test_what_waits_ends_with_its_cancellation():
    queue, here = numbers(), cancellation.Cancellation()

    def waiting():
        with cancellation.scope(here):
            queue.take()

    call = Call(waiting).waits(queue._taking)
    here.cancel()

    with pytest.raises(errors.CancelledError, match="Dequeue operation was cancelled"):
        call.end()
    with pytest.raises(errors.CancelledError):
        Call(waiting).end()
    assert not queue._taking


def test_what_waits_for_too_long_gives_up_and_leaves_the_line():
    queue = numbers()
    with cancellation.scope(None, 0.01), pytest.raises(errors.DeadlineExceededError):
        queue.take()

    queue.put(element(1))
    assert taken(queue) == 1


def test_others_are_served_when_one_in_front_of_them_gives_up():
    queue, here = numbers(), cancellation.Cancellation()

    def many():
        with cancellation.scope(here):
            queue.take_many(5, False)

    first = Call(many).waits(queue._taking)
    second = Call(taken, queue)
    while len(queue._taking) < 2:
        second.join(0.01)
    here.cancel()
    queue.put(element(1))

    assert second.end() == 1
    with pytest.raises(errors.CancelledError):
        first.end()


def test_random_order_keeps_so_many_back_until_it_is_closed():
    queue = numbers(RandomShuffleQueue, least=2, seed=1, seed2=2)
    queue.put_many(elements(1, 2, 3))
    first = taken(queue)
    call = Call(taken, queue).waits(queue._taking)
    queue.close()

    assert {first, call.end(), taken(queue)} == {1, 2, 3}


def test_the_least_comes_out_first_whatever_the_order_it_went_in():
    queue = PriorityQueue([dtypes.string], [TensorShape([])], -1, name="q")
    order = np.random.default_rng(3).permutation(200)
    for number in order:
        queue.put([np.array(number, np.int64), np.array(b"x", object)])

    assert taken(queue, 200) == list(range(200))


def test_batches_are_padded_with_the_zero_of_their_dtype():
    queue = PaddingFIFOQueue(
        [dtypes.string, dtypes.bool], [TensorShape([None]), TensorShape([None, 1])], -1)
    queue.put([np.array([b"a"], object), np.ones([2, 1], bool)])
    queue.put([np.array([b"b", b"c"], object), np.ones([1, 1], bool)])
    texts, flags = queue.batch(xp, queue.take_many(2, False))

    assert texts.tolist() == [[b"a", b""], [b"b", b"c"]]
    assert flags.tolist() == [[[True], [True]], [[True], [False]]]


NAMED = {"container": b"", "shared_name": b"q"}
KINDS = {"component_types": (dtypes.int32,), "shapes": (TensorShape([]),), "capacity": 9}
PUT = {"Tcomponents": (dtypes.int32,), "timeout_ms": -1}
TAKE = {"component_types": (dtypes.int32,), "timeout_ms": -1}


def test_queues_behind_references_are_filled_read_and_closed():
    for made in (
        queues.fifo_queue(xp, **KINDS, **NAMED), queues.padding_fifo_queue(xp, **KINDS, **NAMED),
        queues.random_shuffle_queue(
            xp, **KINDS, **NAMED, min_after_dequeue=0, seed=1, seed2=1),
    ):
        queue_calls.queue_enqueue(xp, made, element(4), **PUT)
        queue_calls.queue_enqueue_many(xp, made, [np.array([4, 4, 4], np.int32)], **PUT)
        assert queue_calls.queue_size(xp, made) == 4
        assert queue_calls.queue_dequeue(xp, made, **TAKE) == [4]
        assert queue_calls.queue_dequeue_many(xp, made, np.array(2), **TAKE)[0].tolist() == [4, 4]
        queue_calls.queue_close(xp, made, cancel_pending_enqueues=False)
        assert queue_calls.queue_is_closed(xp, made)
        assert queue_calls.queue_dequeue_up_to(xp, made, np.array(2), **TAKE)[0].tolist() == [4]
    made = queues.priority_queue(xp, **KINDS, **NAMED)
    assert made.dtypes == [dtypes.int64, dtypes.int32]


def test_a_misfit_behind_a_reference_names_the_reference():
    with pytest.raises(errors.InvalidArgumentError, match="have: string_ref, float-> expected"):
        queue_calls.queue_enqueue(
            xp, numbers(), [np.array(1.0, np.float32)], Tcomponents=(dtypes.float32,),
            timeout_ms=-1)


def test_sparse_tensors_come_out_of_their_store_together():
    store, kinds = sparse_maps.Store(), {"T": dtypes.float32}
    many = sparse_maps.add_many_sparse_to_tensors_map(
        xp, np.array([[0, 1], [2, 0]]), np.array([5, 6], np.float32), np.array([3, 2]), **kinds,
        state=store)
    one = sparse_maps.add_sparse_to_tensors_map(
        xp, np.array([[3]]), np.array([7], np.float32), np.array([4]), **kinds, state=store)
    numbers_of = np.array([many[2], one, many[1]])
    indices, values, shape = sparse_maps.take_many_sparse_from_tensors_map(
        xp, numbers_of, dtype=dtypes.float32, shared_name=b"s", state=store)

    assert many.tolist() == [0, 2, 1]
    assert indices.tolist() == [[0, 0], [1, 3]]
    assert (values.tolist(), shape.tolist()) == ([6, 7], [3, 4])
    with pytest.raises(errors.InvalidArgumentError, match="Unable to find SparseTensor: 1 in map"):
        sparse_maps.take_many_sparse_from_tensors_map(
            xp, numbers_of, dtype=dtypes.float32, shared_name=b"s", state=store)


def test_a_queue_ends_with_the_object_that_stands_for_it():
    first, second = (tf.queue.FIFOQueue(3, tf.int32) for _ in range(2))
    handle = first.queue_ref
    del first
    with pytest.raises(tf.errors.NotFoundError, match="QueueInterfaceE does not exist."):
        tf.raw_ops.QueueSizeV2(handle=handle)
    chosen = tf.queue.QueueBase.from_list(0, [second])
    chosen.enqueue(1)
    assert second.size() == 1
    del chosen
    with pytest.raises(tf.errors.NotFoundError):
        second.size()


def test_eager_calls_find_a_queue_by_its_name_and_refuse_another_one():
    wanted = {"component_types": [tf.int32], "shared_name": "found"}
    tf.raw_ops.QueueEnqueueV2(handle=tf.raw_ops.FIFOQueueV2(**wanted), components=[1])

    assert tf.raw_ops.QueueSizeV2(handle=tf.raw_ops.FIFOQueueV2(**wanted)) == 1
    with pytest.raises(tf.errors.InvalidArgumentError, match="Expected FIFOQueue, found Priority"):
        tf.raw_ops.PriorityQueueV2(shapes=[[]], **wanted)
    with pytest.raises(tf.errors.InvalidArgumentError, match="capacity 2147483647 but requested"):
        tf.raw_ops.FIFOQueueV2(**wanted, capacity=2)


def test_a_function_waits_for_what_another_thread_puts_in():
    queue = tf.queue.FIFOQueue(1, tf.int32)

    @tf.function(autograph=False)
    def doubled():
        return queue.dequeue() * 2

    call = Call(doubled)
    queue.enqueue(4)
    assert call.end() == 8
