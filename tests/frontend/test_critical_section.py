"""Critical sections: one thread at a time, also from graphs; errors give the lock back."""

import threading
import time

import pytest

import tfcompat as tf


def test_threads_do_not_meet_in_a_section():
    section, inside, most = tf.CriticalSection(), [], []

    def work():
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.002)
        inside.pop()
        return tf.constant(1)

    threads = [threading.Thread(target=lambda: section.execute(work)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}


def test_read_and_write_within_a_graph_are_not_torn_apart():
    section, v = tf.CriticalSection(), tf.Variable(0)

    @tf.function(autograph=False)
    def add():
        return section.execute(lambda: v.assign(v.read_value() + 1).read_value())

    add()
    threads = [threading.Thread(target=lambda: [add() for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert v.numpy() == 81


def test_an_error_inside_leaves_the_section_open():
    section = tf.CriticalSection()

    def fail():
        raise KeyError("inside")

    with pytest.raises(KeyError):
        section.execute(fail)
    assert section.execute(lambda: tf.constant(2)).numpy() == 2


def test_a_section_within_itself_is_refused():
    section = tf.CriticalSection()
    with pytest.raises(ValueError, match="in which we are already running"):
        section.execute(lambda: section.execute(lambda: 1))


def test_two_sections_may_not_share_a_variable_unless_they_say_so():
    v, one, two = tf.Variable(0.0), tf.CriticalSection(), tf.CriticalSection()

    def both(exclusive):
        @tf.function(autograph=False)
        def f():
            for section in (one, two):
                section.execute(lambda: v.assign_add(1.0).read_value(),
                                exclusive_resource_access=exclusive)
            return v.read_value()

        return f()

    with pytest.raises(ValueError, match="exclusive resource access"):
        both(True)
    assert both(False).numpy() == 2.0
