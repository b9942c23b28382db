"""Every command on damaged models: an answer or one line of complaint, never a traceback."""

import contextlib
import io
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tfcompat._src.cli.main import main

COMMANDS = [
    ("show",), ("show", "--all"), ("show", "--json", "--all"), ("scan", "--report"),
    ("verify",), ("summary", "--json"),
    ("show", "--tag_set", "serve", "--list_ops", "--signature_def", "serving_default"),
    ("run", "--tag_set", "serve", "--signature_def", "serving_default", "--input_exprs",
     "pictures=np.zeros((1, 8, 8))"),
]


@pytest.fixture(scope="module")
def copy(root, tmp_path_factory):
    """A copy of the example model, and the bytes of its message."""
    directory = tmp_path_factory.mktemp("damaged") / "model"
    shutil.copytree(root / "examples" / "models" / "strokes", directory)
    return directory, (directory / "saved_model.pb").read_bytes()


def outcome(directory, command):
    """Run a command; return (status, errors)."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        status = main([command[0], "--dir", str(directory), *command[1:]])
    return status, errors.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[
    HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_flipped_bytes_are_answered_or_complained_of(copy, data):
    directory, original = copy
    damaged = bytearray(original)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(original) - 1))] = data.draw(st.integers(0, 255))
    (directory / "saved_model.pb").write_bytes(bytes(damaged))
    command = data.draw(st.sampled_from(COMMANDS))
    status, errors = outcome(directory, command)

    assert status in (0, 1, 3)
    assert "Traceback" not in errors
    assert bool(errors) == (status == 1) or command[0] == "run"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kept", [0, 1, 100, 3000])
def test_cut_off_messages_are_complained_of(copy, command, kept):
    directory, original = copy
    (directory / "saved_model.pb").write_bytes(original[:kept])
    status, errors = outcome(directory, command)

    assert status in (0, 1, 3)
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_missing_variables_are_complained_of(copy, command, tmp_path):
    directory, original = copy
    (directory / "saved_model.pb").write_bytes(original)
    other = tmp_path / "model"
    shutil.copytree(directory, other)
    shutil.rmtree(other / "variables")
    status, errors = outcome(other, command)

    assert status == {"run": 1, "verify": 3}.get(command[0], 0), errors
