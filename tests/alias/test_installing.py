"""`tensorflow` as a name for tfcompat: installed, asked about, undone, refused."""

import importlib
import importlib.metadata
import importlib.util
import subprocess
import sys

import pytest

import tfcompat
from tfcompat._src.alias import private_paths


@pytest.fixture
def installed():
    """An installation, undone afterwards."""
    if "tensorflow" in sys.modules:
        pytest.skip("real TensorFlow is imported")
    with tfcompat.install_as_tensorflow() as installation:
        yield installation


def test_tensorflow_is_tfcompat_itself(installed):
    import tensorflow as tf

    assert tf is tfcompat
    assert tf.add(1, 2).numpy() == 3


def test_submodules_are_the_same_modules(installed):
    import tensorflow.compat.v1 as v1
    import tensorflow.math
    from tensorflow import nn
    from tensorflow.saved_model import load

    assert tensorflow.math is tfcompat.math
    assert nn is tfcompat.nn
    assert load is tfcompat.saved_model.load
    assert v1 is tfcompat.compat.v1
    assert tfcompat.math.__name__ == "tfcompat.math"
    assert importlib.import_module("tensorflow.compat.v2") is tfcompat
    assert importlib.import_module("tensorflow.compat.v2.nn") is tfcompat.nn
    assert tfcompat.math.__spec__.name == "tfcompat.math"


def test_private_paths_of_libraries_lead_to_our_names(installed):
    from tensorflow.python.eager import context
    from tensorflow.python.framework import ops
    from tensorflow.python.ops.math_ops import is_nan
    from tensorflow.python.trackable.data_structures import ListWrapper, _DictWrapper

    assert ops.Tensor is tfcompat.Tensor
    assert is_nan is tfcompat.math.is_nan
    assert issubclass(ListWrapper, list) and issubclass(_DictWrapper, dict)
    context.async_wait()
    assert context.context().clear_kernel_cache() is None
    assert context.executing_eagerly()


def test_private_paths_work_as_attributes(installed):
    import tensorflow.python

    assert tensorflow.python.framework.dtypes.float32 == tfcompat.float32


def test_messages_are_found_where_tensorflow_has_them(installed):
    from tensorflow.core.framework import types_pb2
    from tensorflow.core.protobuf import saved_model_pb2

    assert saved_model_pb2.SavedModel(saved_model_schema_version=1).saved_model_schema_version == 1
    assert types_pb2.DT_FLOAT == 1


def test_every_listed_private_name_is_there():
    for path, names in private_paths.NAMES.items():
        for name in names:
            getattr(private_paths.module(path), name)


def test_unlisted_private_names_say_what_they_are(installed):
    with pytest.raises(ModuleNotFoundError, match="in tfcompat, which stands in for TensorFlow"):
        importlib.import_module("tensorflow.python.no_such_module")
    from tensorflow.python.framework import ops

    with pytest.raises(AttributeError, match="private to TensorFlow"):
        ops.no_such_name  # noqa: B018


def test_our_own_rooms_are_not_reachable_as_tensorflow(installed):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorflow._src.core")


def test_questions_about_the_version_are_answered(installed):
    assert importlib.metadata.version("tensorflow") == tfcompat.__version__
    assert importlib.metadata.distribution("tensorflow").metadata["Name"] == "tensorflow"
    assert importlib.util.find_spec("tensorflow") is not None


def test_installing_twice_is_installing_once(installed):
    before = list(sys.meta_path)
    tfcompat.install_as_tensorflow()

    assert sys.meta_path == before


def test_undoing_leaves_nothing():
    if "tensorflow" in sys.modules:
        pytest.skip("real TensorFlow is imported")
    finders = list(sys.meta_path)
    installation = tfcompat.install_as_tensorflow()
    importlib.import_module("tensorflow.math")
    installation.undo()
    installation.undo()

    assert sys.meta_path == finders
    assert [name for name in sys.modules if name.partition(".")[0] == "tensorflow"] == []


def test_real_tensorflow_is_not_pushed_aside(monkeypatch):
    import types

    monkeypatch.setitem(sys.modules, "tensorflow", types.ModuleType("tensorflow"))
    with pytest.raises(RuntimeError, match="TensorFlow itself is already imported"):
        tfcompat.install_as_tensorflow()


PROGRAM = """
import sys
import tensorflow as tf
from tensorflow.python.framework import ops
print(__name__, sys.argv[1:], tf.reduce_sum([1, 2]).numpy(), tf.__version__)
"""


def run(root, *words, cwd=None):
    """Run `python -m tfcompat`; return the finished process."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "tfcompat", *map(str, words)], capture_output=True, text=True,
        cwd=cwd or root, env={**os.environ, "PYTHONPATH": str(root)})


def test_a_script_runs_unchanged(root, tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import beside\n" + PROGRAM)
    (tmp_path / "beside.py").write_text("import tensorflow.math\n")
    finished = run(root, script, "--flag", "x")

    assert finished.stderr == ""
    assert finished.stdout == "__main__ ['--flag', 'x'] 3 2.21.0\n"


def test_a_module_runs_unchanged(root, tmp_path):
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__main__.py").write_text(PROGRAM)
    finished = run(root, "-m", "package", "a", cwd=tmp_path)

    assert finished.stderr == ""
    assert finished.stdout == "__main__ ['a'] 3 2.21.0\n"


def test_a_text_runs_unchanged(root):
    finished = run(root, "-c", PROGRAM)

    assert finished.stdout == "__main__ [] 3 2.21.0\n"


def test_the_exit_status_is_the_programs(root, tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import sys; sys.exit(7)")

    assert run(root, script).returncode == 7
    script.write_text("raise ValueError('mistake')")
    finished = run(root, script)
    assert finished.returncode == 1
    assert "ValueError: mistake" in finished.stderr


@pytest.mark.parametrize(("words", "status"), [
    ((), 2), (("--help",), 0), (("-m",), 2), (("/no/such/script.py",), 2), (("--version",), 0)])
def test_the_command_line_explains_itself(root, words, status):
    finished = run(root, *words)

    assert finished.returncode == status
    assert finished.stdout + finished.stderr

