"""A save that is killed, at every step that touches files, in a process of its own."""

import os
import subprocess
import sys
import textwrap
import threading

import pytest

import tfcompat as tf

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with signals")

# Saves the value given, and dies when files have been touched for the n-th time.
PROGRAM = textwrap.dedent("""
    import builtins, os, sys
    import tfcompat as tf
    directory, value, steps = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    module = tf.Module()
    module.v = tf.Variable([value] * 1000)
    module.f = tf.function(lambda: module.v[0] + 0, input_signature=[])
    module.f.get_concrete_function()
    count = 0

    def step():
        global count
        count += 1
        if count == steps:
            os.kill(os.getpid(), 9)

    def counted(function):
        def call(*args, **kwargs):
            step()
            return function(*args, **kwargs)
        return call

    for name in ("mkdir", "rename", "replace", "link", "remove", "rmdir", "unlink", "fsync"):
        setattr(os, name, counted(getattr(os, name)))
    original = builtins.open

    class Watched:
        def __init__(self, file):
            self._file = file
        def write(self, data):
            step()
            half = len(data) // 2
            self._file.write(data[:half])
            self._file.flush()
            step()  # with half of it on disk
            return self._file.write(data[half:])
        def __getattr__(self, name):
            return getattr(self._file, name)
        def __enter__(self):
            return self
        def __exit__(self, *details):
            return self._file.__exit__(*details)

    def opened(path, mode="r", *args, **kwargs):
        file = original(path, mode, *args, **kwargs)
        return Watched(file) if "w" in mode and directory in str(path) else file

    builtins.open = opened
    tf.saved_model.save(module, directory)
    print(count)
""")


def save(directory, value, steps):
    """Save in another process that dies at a step; return its exit status and step count."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(directory), str(value), str(steps)],
        capture_output=True, text=True, check=False)
    assert done.returncode in (0, -9), done.stderr
    return done.returncode, done.stdout.strip()


def _reading(variable):
    return lambda: variable[0] + 0


def found(directory):
    """Return the value in a model; None where the directory has no model."""
    if not tf.saved_model.contains_saved_model(directory):
        return None
    return tf.saved_model.load(directory).f().numpy()


@pytest.fixture(scope="module")
def total(tmp_path_factory):
    """How often a save touches files."""
    status, count = save(tmp_path_factory.mktemp("whole") / "model", 1.0, 0)
    assert status == 0
    return int(count)


def test_a_killed_save_leaves_no_model_or_a_whole_one(total, tmp_path):
    for step in range(1, total + 1, 2):
        directory = tmp_path / str(step)
        status, _ = save(directory, 1.0, step)
        assert status == -9
        assert found(directory) in (None, 1.0), step


def test_a_killed_save_over_a_model_leaves_the_old_one_the_new_one_or_clearly_none(total, tmp_path):
    for step in range(2, total + 1, 2):
        directory = tmp_path / str(step)
        module = tf.Module()
        module.v = tf.Variable([1.0] * 1000)
        module.f = tf.function(_reading(module.v), input_signature=[])
        tf.saved_model.save(module, directory)
        status, _ = save(directory, 2.0, step)
        assert status in (0, -9)
        assert found(directory) in (None, 1.0, 2.0), step


def test_readers_who_wait_for_the_model_file_never_see_a_broken_model(tmp_path):
    directory, seen, wrong, stop = tmp_path / "model", set(), [], threading.Event()

    def read():
        while not stop.is_set():
            try:
                value = found(directory)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
                wrong.append(error)
                return
            seen.add(value)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for value in (1.0, 1.0, 1.0):
            assert save(directory, value, 0)[0] == 0
    finally:
        stop.set()
        reader.join()
    assert not wrong, wrong
    assert seen <= {None, 1.0} and 1.0 in seen
