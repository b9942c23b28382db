"""SavedModels written by tfcompat: accepted by everything of TensorFlow that reads SavedModels.

Every program is also saved by TensorFlow itself, which has to give the same singleprint: the same
graph around the functions, signatures, stored functions and checkpoint index, bit by bit.
"""

import importlib.util
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow

HERE = pathlib.Path(__file__).resolve().parent
_SPEC = importlib.util.spec_from_file_location("programs", HERE.parent / "programs.py")
programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(programs)

HASHES = ("graph_def_program_hash", "signature_def_hash", "saved_object_graph_hash",
          "checkpoint_hash")
WITH_SIGNATURES = [name for name, program in programs.PROGRAMS.items() if program.feeds]


@pytest.fixture(scope="module")
def tf():
    """Real TensorFlow."""
    return pytest.importorskip("tensorflow")


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A function that returns the directory of a program's model, saved by tfcompat once."""
    directory = tmp_path_factory.mktemp("here")

    def save(name):
        path = directory / name
        if not path.exists():
            module, signatures = programs.PROGRAMS[name].build(tfcompat)
            tfcompat.saved_model.save(module, path, signatures=signatures)
        return str(path)

    return save


@pytest.fixture(params=programs.PROGRAMS)
def name(request):
    """The name of each program."""
    return request.param


@pytest.fixture(params=WITH_SIGNATURES)
def served(request):
    """The name of each program with signatures."""
    return request.param


def expected(path, key, feed):
    """Return the outputs of a signature as tfcompat computes them."""
    signature = tfcompat.saved_model.load(path).signatures[key]
    outputs = signature(**{name: tfcompat.constant(value) for name, value in feed.items()})
    return {name: value.numpy() for name, value in outputs.items()}


def assert_same(found, wanted):
    """Compare dicts of arrays."""
    assert sorted(found) == sorted(wanted)
    for key, value in wanted.items():
        np.testing.assert_allclose(found[key], value, rtol=1e-5, atol=1e-6)


def fingerprint(path):
    """Read the fingerprint of a directory."""
    return tfcompat.saved_model.experimental.read_fingerprint(path)


def test_the_same_program_has_tensorflows_singleprint(tf, saved, name, tmp_path):
    module, signatures = programs.PROGRAMS[name].build(tf)
    tf.saved_model.save(module, str(tmp_path), signatures=signatures)
    there, here = fingerprint(str(tmp_path)), fingerprint(saved(name))
    for hashed in HASHES:
        if hashed == HASHES[0] and name in programs.NAMED:
            continue
        assert getattr(here, hashed) == getattr(there, hashed), hashed


def test_the_fingerprint_is_what_tensorflow_computes(tf, saved, name):
    from tensorflow.core.protobuf import fingerprint_pb2
    from tensorflow.python.saved_model.pywrap_saved_model import fingerprinting

    data = fingerprinting.CreateFingerprintDef(saved(name))
    computed = fingerprint_pb2.FingerprintDef.FromString(data)
    written = fingerprint(saved(name))
    for hashed in ("saved_model_checksum", *HASHES):
        assert getattr(written, hashed) == getattr(computed, hashed), hashed


def test_tensorflow_loads_it_and_computes_the_same(tf, saved, served):
    path = saved(served)
    loaded = tf.saved_model.load(path)
    feeds = programs.PROGRAMS[served].feeds
    assert sorted(loaded.signatures) == sorted(feeds)
    for key, feed in feeds.items():
        outputs = loaded.signatures[key](**{k: tf.constant(v) for k, v in feed.items()})
        assert_same({k: v.numpy() for k, v in outputs.items()}, expected(path, key, feed))


def test_tensorflow_saves_again_what_it_loaded(tf, saved, served, tmp_path):
    path = saved(served)
    loaded = tf.saved_model.load(path)
    tf.saved_model.save(loaded, str(tmp_path), signatures=loaded.signatures)
    for key, feed in programs.PROGRAMS[served].feeds.items():
        assert_same(expected(str(tmp_path), key, feed), expected(path, key, feed))


def test_a_v1_session_loads_runs_and_saves_it(tf, saved, served, tmp_path):
    path = saved(served)
    v1 = tf.compat.v1
    with v1.Session(graph=tf.Graph()) as session:
        meta_graph = v1.saved_model.load(session, ["serve"], path)
        names = meta_graph.saver_def
        session.run(names.save_tensor_name,
                    {names.filename_tensor_name: str(tmp_path / "checkpoint")})
        for key, feed in programs.PROGRAMS[served].feeds.items():
            signature = meta_graph.signature_def[key]
            found = session.run(
                {name: info.name for name, info in signature.outputs.items()},
                {signature.inputs[name].name: value for name, value in feed.items()})
            assert_same(found, expected(path, key, feed))
        session.run(names.restore_op_name,
                    {names.filename_tensor_name: str(tmp_path / "checkpoint")})
    again = tf.train.load_checkpoint(str(tmp_path / "checkpoint"))
    before = tf.train.load_checkpoint(os.path.join(path, "variables", "variables"))
    for key in before.get_variable_to_shape_map():
        if key != "_CHECKPOINTABLE_OBJECT_GRAPH":
            np.testing.assert_array_equal(again.get_tensor(key), before.get_tensor(key))


@pytest.mark.parametrize("model", ["adder", "custom_output_name", "network", "convolution",
                                   "tensor_default", "several_functions"])
def test_tflite_converts_and_runs_it(tf, saved, model):
    path = saved(model)
    feeds = programs.PROGRAMS[model].feeds
    converter = tf.lite.TFLiteConverter.from_saved_model(path, signature_keys=list(feeds))
    with pytest.warns(UserWarning, match="tf.lite.Interpreter"):
        interpreter = tf.lite.Interpreter(model_content=converter.convert())
    for key, feed in feeds.items():
        signature = interpreter.get_signature_list()[key]
        outputs = interpreter.get_signature_runner(key)(**feed)
        assert sorted(signature["inputs"]) == sorted(feed)
        assert_same(outputs, expected(path, key, feed))


def command_line(*arguments):
    """Run TensorFlow's saved_model_cli and return what it prints."""
    result = subprocess.run(
        [sys.executable, "-m", "tensorflow.python.tools.saved_model_cli", *arguments],
        capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout


def test_saved_model_cli_shows_and_runs_it(tf, saved, tmp_path):
    path = saved("custom_output_name")
    shown = command_line("show", "--dir", path, "--all")
    assert "signature_def['serving_default']" in shown
    assert "outputs['custom_output_name'] tensor_info:" in shown
    assert "Function Name: '__call__'" in shown
    printed = command_line(
        "run", "--dir", path, "--tag_set", "serve", "--signature_def", "serving_default",
        "--input_exprs", "x=[1.0, 2.0]", "--outdir", str(tmp_path))
    assert "Result for output key custom_output_name:" in printed
    np.testing.assert_array_equal(np.load(tmp_path / "custom_output_name.npy"), [1, 2])


def test_tensorflow_restores_a_checkpoint_from_it(tf, saved):
    module = programs.network(tf)[0]
    wanted = [variable.numpy() for variable in module.variables]
    for variable in module.variables:
        variable.assign(tf.zeros_like(variable))
    prefix = os.path.join(saved("network"), "variables", "variables")
    checkpoint = tf.train.Checkpoint(root=module)
    checkpoint.read(prefix).assert_existing_objects_matched()
    for variable, value in zip(module.variables, wanted, strict=True):
        np.testing.assert_array_equal(variable.numpy(), value)


def test_gradients_flow_through_a_loaded_function(tf, saved):
    loaded = tf.saved_model.load(saved("network"))
    features = tf.ones((2, 4))
    variables = [loaded.layers[0].w, loaded.extra["scale"]]
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(loaded(features)["logits"])
    found = tape.gradient(loss, variables)
    module = programs.network(tf)[0]
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(module(features)["logits"])
    wanted = tape.gradient(loss, [module.layers[0].w, module.extra["scale"]])
    for one, other in zip(found, wanted, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5)


def test_the_loaded_custom_module_can_be_mutated_and_called(tf, saved):
    loaded = tf.saved_model.load(saved("custom_module"))
    assert not loaded.signatures
    assert loaded(tf.constant(3.0)).numpy() == 3
    loaded.mutate(tf.constant(2.0))
    assert loaded(tf.constant(3.0)).numpy() == 6
    with pytest.raises(ValueError, match="Could not find matching concrete function"):
        loaded(tf.constant([1.0]))


def test_the_counter_counts_in_tensorflow(tf, saved):
    loaded = tf.saved_model.load(saved("counter"))
    assert [loaded.up().numpy() for _ in range(3)] == [1, 2, 3]
    assert loaded.signatures["serving_default"]()["output_0"].numpy() == 4


def test_structures_and_python_arguments_arrive_in_tensorflow(tf, saved):
    loaded = tf.saved_model.load(saved("structures"))
    x = tf.constant(5.0)
    first, (second, inner) = loaded.nested({"x": x, "Y": x + 1})
    assert (first.numpy(), second.numpy(), sorted(inner)) == (5, 6, ["1", "Q", "b c"])
    assert loaded.values(x)[0].numpy() == 10 and loaded.values(x)[1] is None
    assert loaded.values(tf.constant([1.0, 2.0]), 3)[0].numpy().tolist() == [3, 6]
    assert loaded.mode(x, "train").numpy() == 5
    assert len(loaded.mode.concrete_functions) == 1
    assert loaded.pair(x).right.numpy() == 6


def test_tensorflow_reads_what_was_saved_again_after_loading(tf, saved, tmp_path):
    first, second = (tfcompat.saved_model.load(saved("custom_module")) for _ in range(2))
    second.mutate(10.0)
    both = tfcompat.Module()
    both.first, both.second = first, second
    both.network = tfcompat.saved_model.load(saved("network"))
    tfcompat.saved_model.save(both, tmp_path / "both")
    loaded = tf.saved_model.load(str(tmp_path / "both"))
    assert loaded.first(tf.constant(3.0)).numpy() == 3
    assert loaded.second(tf.constant(3.0)).numpy() == 30
    assert loaded.network(tf.ones((1, 4)))["Zed"].shape == 300


def test_what_tensorflow_wrote_survives_being_saved_here(tf, served, tmp_path):
    module, signatures = programs.PROGRAMS[served].build(tf)
    tf.saved_model.save(module, str(tmp_path / "there"), signatures=signatures)
    loaded = tfcompat.saved_model.load(str(tmp_path / "there"))
    tfcompat.saved_model.save(loaded, tmp_path / "here", signatures=loaded.signatures)
    again = tf.saved_model.load(str(tmp_path / "here"))
    for key, feed in programs.PROGRAMS[served].feeds.items():
        outputs = again.signatures[key](**{k: tf.constant(v) for k, v in feed.items()})
        assert_same({k: v.numpy() for k, v in outputs.items()},
                    expected(str(tmp_path / "there"), key, feed))


def test_the_files_are_those_that_tensorflow_writes(tf, saved, tmp_path):
    module, _ = programs.adder(tf)
    tf.saved_model.save(module, str(tmp_path))

    def names(directory):
        return sorted(str(p.relative_to(directory)) for p in pathlib.Path(directory).rglob("*"))

    assert names(saved("adder")) == names(tmp_path)
