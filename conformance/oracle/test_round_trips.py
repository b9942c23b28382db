"""SavedModels there and back: saved by one, loaded and saved again by the other, loaded again.

Every program goes both ways; what its signatures compute, what its variables hold and how its
objects hang together has to come out as it went in.
"""

import importlib.util
import pathlib

import numpy as np
import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow

HERE = pathlib.Path(__file__).resolve().parent
_SPEC = importlib.util.spec_from_file_location("programs", HERE.parent / "programs.py")
programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(programs)


@pytest.fixture(scope="module")
def tf():
    """Real TensorFlow."""
    return pytest.importorskip("tensorflow")


@pytest.fixture(params=programs.PROGRAMS)
def name(request):
    """The name of each program."""
    return request.param


def values(loaded, lib, name):
    """Return what the signatures of a loaded model compute, in order."""
    found = []
    for key, feed in sorted((programs.PROGRAMS[name].feeds or {}).items()):
        fed = {k: lib.constant(v) for k, v in feed.items()}
        for output, value in sorted(loaded.signatures[key](**fed).items()):
            found.append((key, output, value.numpy()))
    return found


def shape_of(loaded):
    """Return the tree of tracked children by name, down to variables."""
    seen, found, waiting = {}, [], [("", loaded)]
    while waiting:
        path, node = waiting.pop(0)
        if id(node) in seen:
            found.append((path, f"as {seen[id(node)]}"))
            continue
        seen[id(node)] = path
        if hasattr(node, "assign"):
            found.append((path, node.dtype.name, node.shape.as_list(), node.trainable,
                          node.numpy().tolist() if node.shape.rank is not None else None))
            continue
        children = node._trackable_children() if hasattr(node, "_trackable_children") else {}
        for child, below in sorted(children.items()):
            if child != "signatures":
                waiting.append((f"{path}.{child}", below))
    return found


def assert_same(found, wanted):
    assert [item[:2] for item in found] == [item[:2] for item in wanted]
    for ours, theirs in zip(found, wanted, strict=True):
        np.testing.assert_array_equal(ours[2], theirs[2]) if ours[2].dtype == object else (
            np.testing.assert_allclose(ours[2], theirs[2], rtol=1e-5, atol=1e-6))


@pytest.mark.parametrize("first", ["tensorflow", "tfcompat"])
def test_there_and_back(tf, name, first, tmp_path):
    one, other = (tf, tfcompat) if first == "tensorflow" else (tfcompat, tf)
    module, signatures = programs.PROGRAMS[name].build(one)
    one.saved_model.save(module, str(tmp_path / "one"), signatures=signatures)
    wanted = one.saved_model.load(str(tmp_path / "one"))
    between = other.saved_model.load(str(tmp_path / "one"))
    other.saved_model.save(between, str(tmp_path / "two"), signatures=between.signatures)
    again = one.saved_model.load(str(tmp_path / "two"))

    assert sorted(again.signatures) == sorted(wanted.signatures)
    assert shape_of(again) == shape_of(wanted)
    results = values(again, one, name)
    fresh = one.saved_model.load(str(tmp_path / "one"))
    assert_same(results, values(fresh, one, name))


@pytest.mark.parametrize("options", [
    {"experimental_variable_policy": "save_variable_devices"}, {"save_debug_info": True},
    {"experimental_debug_stripper": True}, {"experimental_skip_saver": True},
    {"extra_tags": ["more"]},
])
def test_tensorflow_loads_what_options_make_of_a_model(tf, options, tmp_path):
    module, signatures = programs.PROGRAMS["network"].build(tfcompat)
    tfcompat.saved_model.save(
        module, str(tmp_path), signatures, tfcompat.saved_model.SaveOptions(**options))
    loaded = tf.saved_model.load(str(tmp_path))
    assert_same(values(loaded, tf, "network"),
                values(tfcompat.saved_model.load(str(tmp_path)), tfcompat, "network"))


def test_tensorflow_reads_the_shards_of_a_policy(tf, tmp_path):
    module = tfcompat.Module()
    module.v = tfcompat.Variable(np.arange(3000, dtype=np.float32).reshape(30, 100))
    options = tfcompat.saved_model.SaveOptions(
        experimental_sharding_callback=tfcompat.train.experimental.MaxShardSizePolicy(1000))
    tfcompat.saved_model.save(module, str(tmp_path), options=options)
    np.testing.assert_array_equal(tf.saved_model.load(str(tmp_path)).v, module.v.numpy())


def test_tensorflows_fingerprint_reader_accepts_split_models(tf, tmp_path, monkeypatch):
    from tensorflow.core.protobuf import fingerprint_pb2
    from tensorflow.python.saved_model.pywrap_saved_model import fingerprinting

    from tfcompat._src.saved_model import writing

    monkeypatch.setattr(writing, "LIMIT", 2000)
    monkeypatch.setattr(writing, "PART_LIMIT", 3000)
    module, signatures = programs.PROGRAMS["network"].build(tfcompat)
    options = tfcompat.saved_model.SaveOptions(experimental_image_format=True)
    tfcompat.saved_model.save(module, str(tmp_path), signatures, options)
    assert (tmp_path / "saved_model.cpb").exists()
    data = fingerprinting.CreateFingerprintDef(str(tmp_path))
    found = fingerprint_pb2.FingerprintDef.FromString(data)
    written = tfcompat.saved_model.experimental.read_fingerprint(str(tmp_path))
    assert found.version.producer == 2 and found.checkpoint_hash == written.checkpoint_hash
