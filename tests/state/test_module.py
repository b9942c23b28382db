"""Modules: names, order of what they hold, cycles, copies, deferred names."""

import copy
import gc
import pickle
import weakref

import pytest

import tfcompat as tf


class Layer(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        with self.name_scope:
            self.w = tf.Variable(1.0, name="w")

    @tf.Module.with_name_scope
    def late(self):
        self.b = tf.Variable(2.0, name="b", trainable=False)


class Net(tf.Module):
    def __init__(self):
        super().__init__()
        with self.name_scope:
            self.layers = [Layer("one"), {"k": Layer("two")}]
            self.first = self.layers[0]
            self.also = (self.layers[1]["k"], tf.Variable(3.0, name="v"))


def test_names_come_from_the_class_and_the_scopes_around():
    net = Net()
    net.first.late()

    assert net.name == "net" and net.name_scope.name == "net/"
    assert [v.name for v in net.variables] == [
        "net/v:0", "net/two/w:0", "net/one/b:0", "net/one/w:0"]
    assert [m.name for m in net.submodules] == ["two", "one"]
    assert [v.name for v in net.trainable_variables] == ["net/v:0", "net/two/w:0", "net/one/w:0"]
    assert [v.name for v in net.non_trainable_variables] == ["net/one/b:0"]


@pytest.mark.parametrize("name", ["", "1a", "a b", "a/b", "a-b"])
def test_names_that_are_no_identifiers_are_refused(name):
    with pytest.raises(ValueError, match="is not a valid module name"):
        tf.Module(name=name)


def test_everything_is_found_once_and_along_all_paths_if_asked():
    net = Net()
    paths = [path for path, _ in net._flatten(
        with_path=True, predicate=lambda value: isinstance(value, Layer))]

    assert paths == [("also", 0), ("first",), ("layers", 0), ("layers", 1, "k")]
    assert len(list(net._flatten(predicate=lambda value: isinstance(value, Layer)))) == 2
    assert len(list(net._flatten(recursive=False,
                                 predicate=lambda value: isinstance(value, tf.Variable)))) == 1


def test_cycles_end():
    one, two = tf.Module(), Layer()
    one.two, two.one, two.me = two, one, two

    assert len(one.variables) == 1 and list(one.submodules) == [two]
    assert list(two.submodules) == [one]
    paths = [path for path, _ in one._flatten(
        with_path=True, predicate=lambda value: isinstance(value, tf.Variable))]
    assert paths == [("two", "w")]


def test_deep_copies_keep_what_is_shared_shared():
    net = copy.deepcopy(original := Net())

    assert net.first is net.layers[0] and net.first is not original.first
    net.first.w.assign(9.0)
    assert original.first.w.numpy() == 1.0
    again = pickle.loads(pickle.dumps(net))
    assert again.first is again.layers[0] and again.first.w.numpy() == 9.0


def test_attributes_follow_assignment_and_deletion():
    module = tf.Module()
    module.a = tf.Variable(1.0)
    module.b = module.a
    module.a = 3
    assert list(module._trackable_children()) == ["b"]
    del module.b
    assert module._trackable_children() == {} and module.variables == ()


def test_modules_are_freed_without_the_collector():
    module = Layer()
    reference = weakref.ref(module)
    gc.disable()
    try:
        del module
        assert reference() is None
    finally:
        gc.enable()
