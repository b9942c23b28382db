"""SavedModels and graphs with datasets in them go both ways between TensorFlow and tfcompat."""

import importlib.util
import pathlib

import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow

HERE = pathlib.Path(__file__).resolve().parent
_SPEC = importlib.util.spec_from_file_location("programs", HERE.parent / "dataset_programs.py")
programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(programs)


@pytest.fixture(scope="module")
def tf():
    """Real TensorFlow."""
    return pytest.importorskip("tensorflow")


@pytest.fixture(params=["TensorFlow", "tfcompat"])
def path(request, tf, tmp_path):
    """A directory with a SavedModel that one of the two has written."""
    library = tf if request.param == "TensorFlow" else tfcompat
    module = programs.module(library)
    library.saved_model.save(module, str(tmp_path), signatures={"first": module.first})
    return str(tmp_path)


def test_functions_with_datasets_answer_alike_in_both(path, tf):
    theirs = programs.answers(tf.saved_model.load(path), tf)
    ours = programs.answers(tfcompat.saved_model.load(path), tfcompat)

    assert sorted(ours) == sorted(theirs)


def test_an_old_graph_of_tensorflow_iterates_here(tf):
    with tf.Graph().as_default() as graph:
        names = programs.graph(tf.compat.v1)
        with tf.compat.v1.Session() as session:
            theirs = run(session, names)
    message = tfcompat.compat.v1.GraphDef.FromString(graph.as_graph_def().SerializeToString())
    with tfcompat.Graph().as_default():
        tfcompat.import_graph_def(message, name="")
        with tfcompat.compat.v1.Session() as session:
            ours = run(session, names)

    assert ours == theirs


def run(session, names):
    """Return what iterators give in some runs."""
    session.run(names["start"].removesuffix(":0"))
    found = [session.run(names["once"]).tolist() for _ in range(3)]
    return found + [int(session.run(names["started"])) for _ in range(8)]


def test_saved_datasets_are_loaded_by_the_other(tf, tmp_path):
    for name, first, second in (("a", tf, tfcompat), ("b", tfcompat, tf)):
        folder = str(tmp_path / name)
        dataset = first.data.Dataset.from_tensor_slices({"n": [1, 2], "s": ["x", "yy"]})
        dataset.save(folder)
        loaded = second.data.Dataset.load(folder)
        assert [(int(d["n"]), d["s"].numpy()) for d in loaded] == [(1, b"x"), (2, b"yy")]


def test_cache_files_are_read_by_the_other(tf, tmp_path):
    for name, first, second in (("a", tf, tfcompat), ("b", tfcompat, tf)):
        path = str(tmp_path / name)
        pairs = ([1, 2, 3], ["a", "b", "c"])
        assert len(list(first.data.Dataset.from_tensor_slices(pairs).cache(path))) == 3
        other = second.data.Dataset.from_tensor_slices(([0, 0, 0], ["", "", ""])).cache(path)
        assert [(int(n), s.numpy()) for n, s in other] == [(1, b"a"), (2, b"b"), (3, b"c")]
