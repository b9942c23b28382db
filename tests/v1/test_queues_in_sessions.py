"""Queues in graphs and sessions: sharing, waiting, cancelling, and the threads that fill them."""

import threading

import pytest

import tfcompat as tf

v1, train = tf.compat.v1, tf.compat.v1.train


@pytest.fixture(autouse=True)
def graph():
    """A graph that is the default one."""
    with tf.Graph().as_default() as made:
        yield made


@pytest.fixture
def session(graph):
    """A session of the graph."""
    with v1.Session(graph=graph) as made:
        yield made


def test_nodes_that_share_a_name_share_a_queue_within_a_session_and_not_between_two(session):
    first = tf.queue.FIFOQueue(3, tf.int32, shared_name="shared")
    second = tf.queue.FIFOQueue(3, tf.int32, shared_name="shared")
    session.run(first.enqueue(1))

    assert session.run(second.size()) == 1
    assert v1.Session().run(second.size()) == 0


def test_a_node_that_wants_another_queue_by_the_name_is_refused_where_it_runs(session):
    first = tf.queue.FIFOQueue(3, tf.int32, shared_name="shared")
    session.run(first.size())
    second = tf.queue.FIFOQueue(4, tf.int32, shared_name="shared")
    with pytest.raises(tf.errors.InvalidArgumentError, match="capacity 3 but requested") as found:
        session.run(second.size())
    assert found.value.op is second.queue_ref.op


@pytest.mark.parametrize("full", [False, True])
def test_nodes_of_one_run_wait_for_each_other(session, full):
    queue = tf.queue.FIFOQueue(1, tf.int32)
    take, put = queue.dequeue(), queue.enqueue(7)
    if full:
        session.run(put)
        take, put = put, queue.dequeue()

    assert 7 in session.run([take, put])


def test_what_waits_beside_a_node_that_fails_is_ended(session):
    empty = tf.queue.FIFOQueue(1, tf.int32)
    closed = tf.queue.FIFOQueue(1, tf.int32)
    session.run(closed.close())
    before = threading.active_count()
    with pytest.raises(tf.errors.OutOfRangeError):
        session.run([closed.dequeue(), empty.dequeue()])

    session.run(empty.enqueue(3))
    assert session.run(empty.size()) == 1
    for thread in threading.enumerate()[before:]:
        thread.join(10)
        assert not thread.is_alive()


def test_closing_a_session_ends_what_waits_in_it():
    session = v1.Session()
    taken, found = tf.queue.FIFOQueue(1, tf.int32).dequeue(), []

    def take():
        try:
            session.run(taken)
        except tf.errors.CancelledError as error:
            found.append(error)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join(0.1)
    session.close()
    thread.join(10)

    assert "Dequeue operation was cancelled" in found[0].message
    assert found[0].op is taken.op


def test_runs_that_wait_for_too_long_are_ended(session):
    taken = tf.queue.FIFOQueue(1, tf.int32).dequeue()
    options = v1.RunOptions(timeout_in_ms=20)
    with pytest.raises(tf.errors.DeadlineExceededError, match="Timed out waiting for notif"):
        session.run(taken, options=options)


def test_a_queue_is_filled_by_several_threads_and_closed_after_the_last(session):
    queue = tf.queue.FIFOQueue(4, tf.int32)
    counted = [v1.get_variable(f"n{i}", initializer=0) for i in range(3)]
    runner = train.QueueRunner(queue, [_counting(queue, variable) for variable in counted])
    session.run(v1.global_variables_initializer())
    coordinator = tf.train.Coordinator()
    threads = runner.create_threads(session, coordinator, start=True)
    found = [int(session.run(queue.dequeue())) for _ in range(15)]

    assert sorted(found) == sorted([*range(5)] * 3)
    with pytest.raises(tf.errors.OutOfRangeError):
        session.run(queue.dequeue())
    coordinator.request_stop()
    coordinator.join(threads)


def _counting(queue, variable):
    number = tf.raw_ops.ResourceCountUpTo(resource=variable.handle, limit=5, T=tf.int32)
    return queue.enqueue(number)


def test_errors_of_threads_that_fill_queues_are_raised_where_they_are_joined(session):
    queue = tf.queue.FIFOQueue(4, tf.float32)
    bad = queue.enqueue(v1.placeholder(tf.float32))
    runner = train.QueueRunner(queue, [bad])
    coordinator = tf.train.Coordinator()
    threads = runner.create_threads(session, coordinator, start=True)
    with pytest.raises(tf.errors.InvalidArgumentError, match="You must feed a value"):
        coordinator.join(threads)


def test_threads_are_started_once_in_a_session(session):
    queue = train.range_input_producer(3)
    coordinator = tf.train.Coordinator()
    threads = train.start_queue_runners(session, coordinator)
    assert len(threads) == 2
    assert train.start_queue_runners(session, coordinator) == []
    assert session.run(queue.dequeue()) in range(3)
    coordinator.request_stop()
    coordinator.join(threads)


def test_sparse_tensors_pass_through_queues(session):
    sparse = tf.SparseTensor([[0, 1], [2, 1]], [5, 6], [4, 2])
    both = train.batch([sparse, [1, 2, 3, 4]], 2, enqueue_many=True)
    coordinator = tf.train.Coordinator()
    threads = train.start_queue_runners(session, coordinator)
    (indices, values, shape), rows = session.run(both)

    assert (indices.tolist(), values.tolist(), shape.tolist()) == ([[0, 1]], [5], [2, 2])
    assert rows.tolist() == [1, 2]
    coordinator.request_stop()
    coordinator.join(threads)
