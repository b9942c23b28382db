"""The files of a save: their order, and that a failure leaves everything as it was."""

import os
import pathlib

import pytest

import tfcompat as tf
from tfcompat._src.checkpoint import saving
from tfcompat._src.saved_model import writing

FILES = ["fingerprint.pb", "saved_model.pb", "variables/variables.data-00000-of-00001",
         "variables/variables.index"]


def model(value):
    """Return a module with one variable and a function that reads it."""
    module = tf.Module()
    module.v = tf.Variable(value)
    module.f = tf.function(lambda: module.v + 0, input_signature=[])
    return module


def files(directory):
    """Return the names of the files below a directory."""
    return sorted(
        path.relative_to(directory).as_posix()
        for path in pathlib.Path(directory).rglob("*") if path.is_file()
    )


def value_in(directory):
    """Load the model and return what its function returns."""
    return tf.saved_model.load(directory).f().numpy()


class Broken(Exception):
    """What breaks a save in these tests."""


def breaking(function, at):
    """Return `function` such that its call number `at` raises."""
    calls = []

    def broken(*args, **kwargs):
        calls.append(args)
        if len(calls) == at:
            raise Broken
        return function(*args, **kwargs)

    return broken


def test_a_save_leaves_the_files_of_a_model_and_no_others(tmp_path):
    tf.saved_model.save(model(1.0), tmp_path)
    assert files(tmp_path) == FILES
    assert sorted(os.listdir(tmp_path)) == [
        "assets", "fingerprint.pb", "saved_model.pb", "variables"]


def test_directories_are_made_and_every_kind_of_path_is_taken(tmp_path):
    for i, convert in enumerate([str, os.fsencode, lambda path: path]):
        tf.saved_model.save(model(float(i)), convert(tmp_path / "a" / str(i)))
        assert value_in(tmp_path / "a" / str(i)) == i


def test_a_model_is_overwritten_in_place_and_other_files_stay(tmp_path):
    tf.saved_model.save(model(1.0), tmp_path)
    (tmp_path / "assets" / "mine.txt").write_text("kept")
    tf.saved_model.save(model(2.0), tmp_path)
    assert value_in(tmp_path) == 2
    assert files(tmp_path) == ["assets/mine.txt", *FILES]


def test_a_loaded_model_can_be_saved_over_its_own_files(tmp_path):
    tf.saved_model.save(model([1.0] * 500_000), tmp_path)
    loaded = tf.saved_model.load(tmp_path)
    tf.saved_model.save(loaded, tmp_path)
    assert loaded.v.numpy().sum() == 500_000
    assert tf.saved_model.load(tmp_path).v.numpy().sum() == 500_000


def test_the_model_file_comes_after_the_variables_and_all_are_complete(tmp_path, monkeypatch):
    replaced, replace = [], os.replace

    def noting(source, target):
        if pathlib.Path(source).parts[-2 if "variables" not in str(source) else -3].startswith(
                ".saving"):
            replaced.append(pathlib.Path(target).relative_to(tmp_path).as_posix())
        replace(source, target)

    monkeypatch.setattr(writing.os, "replace", noting)
    tf.saved_model.save(model(1.0), tmp_path)
    final = [name for name in replaced if not name.startswith(".saving")]
    assert final == ["variables/variables.data-00000-of-00001", "variables/variables.index",
                     "saved_model.pb", "fingerprint.pb"]


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("broken, at", [
    ("replace", 3), ("replace", 4), ("replace", 5), ("replace", 6), ("put", 1), ("put", 2),
    ("fingerprint", 1), ("write_bundle", 1),
])
def test_a_failed_save_leaves_everything_as_it_was(
    broken, at, links, existing, tmp_path, monkeypatch
):
    directory = tmp_path / "model"
    if existing:
        tf.saved_model.save(model(1.0), directory)
        (directory / "mine.txt").write_text("kept")
    if not links:
        monkeypatch.setattr(writing.os, "link", breaking_link)
    owner, name = {
        "replace": (writing.os, "replace"), "put": (writing._Staging, "put"),
        "fingerprint": (writing.fingerprint, "fingerprint"),
        "write_bundle": (saving, "write_bundle"),
    }[broken]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, breaking(getattr(owner, name), at))
        with pytest.raises(Broken):
            tf.saved_model.save(model(2.0), directory)
    if existing:
        assert value_in(directory) == 1
        assert files(directory) == sorted(["mine.txt", *FILES])
    else:
        assert not directory.exists()


def breaking_link(source, target):
    """Stand in for os.link where a file system has no hard links."""
    raise OSError("no hard links here")


def test_an_error_in_the_model_touches_no_file(tmp_path):
    tf.saved_model.save(model(1.0), tmp_path)
    times = {name: (tmp_path / name).stat().st_mtime_ns for name in FILES}
    bad = model(2.0)
    bad.d = {1: tf.Variable(1.0)}
    with pytest.raises(ValueError, match="non-string key"):
        tf.saved_model.save(bad, tmp_path)
    assert times == {name: (tmp_path / name).stat().st_mtime_ns for name in FILES}


def test_a_file_in_the_way_is_a_failed_precondition(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "model"):
        with pytest.raises(tf.errors.FailedPreconditionError, match="file is not a directory"):
            tf.saved_model.save(model(1.0), path)
    assert os.listdir(tmp_path) == ["file"]


def test_a_directory_that_may_not_be_written_to_is_reported(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(tf.errors.PermissionDeniedError):
        tf.saved_model.save(model(1.0), tmp_path / "closed" / "model")


def test_a_function_name_without_a_number_is_numbered_for_the_fingerprint(tmp_path):
    from tfcompat._src.graph.functions import GraphFunction
    from tfcompat._src.saved_model.functions_out import FunctionLibrary

    concrete = model(1.0).f.get_concrete_function()
    named = [GraphFunction("plain", concrete.graph) for _ in range(2)]
    library = FunctionLibrary()
    names = [library.name(function) for function in [*named, named[0]]]
    assert names[0] != names[1] and names[0] == names[2]
    assert all(name.rpartition("_")[2].isdigit() for name in names)


def test_fingerprints_are_read_compared_and_shown(tmp_path):
    tf.saved_model.save(model(1.0), tmp_path)
    read = tf.saved_model.experimental.read_fingerprint(tmp_path)
    assert read == tf.saved_model.experimental.read_fingerprint(str(tmp_path))
    assert read.version.producer == 4
    assert read.singleprint().count("/") == 3
    assert f"saved_model_checksum: {read.saved_model_checksum}" in str(read)
    with pytest.raises(ValueError, match="invalid fingerprint values"):
        tf.saved_model.experimental.Fingerprint(1, 2).singleprint()
    data = (tmp_path / "fingerprint.pb").read_bytes()
    assert tf.saved_model.experimental.Fingerprint.from_proto(data) == read
