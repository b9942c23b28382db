"""Loaded objects in copies, pickles, child processes and threads."""

import concurrent.futures
import copy
import multiprocessing
import os
import pickle
import subprocess
import sys

import child_process
import pytest

import tfcompat as tf


class Model(tf.Module):
    """Variables, a table of a file, functions with state."""

    def __init__(self, path):
        super().__init__()
        self.v = tf.Variable([1.0, 2.0])
        self.parts = [tf.Variable(3.0), {"count": tf.Variable(0)}]
        lines = tf.lookup.TextFileInitializer(str(path), tf.string, -2, tf.int64, -1)
        self.table = tf.lookup.StaticHashTable(lines, -1)

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def __call__(self, x):
        return x * self.v + self.parts[0]

    @tf.function(input_signature=[])
    def count(self):
        return self.parts[1]["count"].assign_add(1)

    @tf.function(input_signature=[tf.TensorSpec([], tf.string)])
    def look(self, word):
        return self.table.lookup(word)


@pytest.fixture
def path(tmp_path):
    """The directory of a saved Model."""
    words = tmp_path / "words"
    words.write_text("a\nb\n")
    module = Model(words)
    tf.saved_model.save(module, tmp_path / "model", signatures=module.count)
    return tmp_path / "model"


@pytest.mark.parametrize("again", [
    copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model)),
], ids=["deepcopy", "pickle"])
def test_copies_by_value_have_the_state_of_now_and_go_their_own_way(path, again):
    model = tf.saved_model.load(path)
    model.v.assign([5.0, 6.0])
    other = again(model)
    model.v.assign([0.0, 0.0])
    assert other(2.0).numpy().tolist() == [13.0, 15.0]
    assert other.look("b").numpy() == 1
    assert other.count().numpy() == 1 == model.count().numpy()
    assert list(other.signatures) == ["serving_default"]


def test_shallow_copies_share_what_they_hold(path):
    model = tf.saved_model.load(path)
    other = copy.copy(model)
    assert other.v is model.v and other(1.0).numpy().tolist() == [4.0, 5.0]


def test_by_reference_only_the_directory_is_pickled(path):
    options = tf.saved_model.LoadOptions(pickle_by_reference=True)
    model = tf.saved_model.load(path, options=options)
    data = pickle.dumps(model)
    assert len(data) < 1000
    assert pickle.loads(data)(1.0).numpy().tolist() == [4.0, 5.0]


def test_a_pickle_is_read_by_another_process(path):
    data = pickle.dumps(tf.saved_model.load(path))
    program = ("import pickle, sys; m = pickle.loads(sys.stdin.buffer.read()); "
               "print(m(2.0).numpy().tolist(), m.look('a').numpy())")
    done = subprocess.run(
        [sys.executable, "-c", program], input=data, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[5.0, 7.0] 0"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_goes_on_with_the_model(path):
    model = tf.saved_model.load(path)
    model(1.0)
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        model.v.assign([10.0, 10.0])
        os.write(writer, repr(model(1.0).numpy().tolist()).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 100) == b"[13.0, 13.0]"
    assert model(1.0).numpy().tolist() == [4.0, 5.0]


def test_spawned_workers_get_the_model_as_an_argument(path):
    model = tf.saved_model.load(path)
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as pool:
        assert pool.submit(child_process.called, model).result(timeout=120) == [5.0, 7.0]


def test_many_threads_call_one_model_from_its_first_call_on(path):
    model = tf.saved_model.load(path)

    def calls(n):
        return model(float(n)).numpy().tolist(), model.count().numpy(), model.look("b").numpy()

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        found = list(pool.map(calls, range(64)))
    assert [values for values, _, _ in found] == [[n + 3.0, 2.0 * n + 3.0] for n in range(64)]
    assert {word for _, _, word in found} == {1}
    assert model.parts[1]["count"].numpy() == 64


def test_many_threads_load_one_directory(path):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        models = list(pool.map(lambda _: tf.saved_model.load(path), range(16)))
    assert {tuple(m(1.0).numpy().tolist()) for m in models} == {(4.0, 5.0)}
