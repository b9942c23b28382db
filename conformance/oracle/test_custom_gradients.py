"""Functions with custom gradients, saved by one library and loaded by the other."""

import pathlib
import sys

import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tests" / "helpers"))
import custom_gradients  # noqa: E402


@pytest.fixture(scope="module")
def tf():
    """Real TensorFlow."""
    return pytest.importorskip("tensorflow")


def close(found, wanted):
    assert found.keys() == wanted.keys()
    for name, gradients in wanted.items():
        for one, other in zip(found[name], gradients, strict=True):
            assert other is None if one is None else one == pytest.approx(other, rel=1e-5), name


def test_gradients_are_those_of_tensorflow(tf):
    wanted = custom_gradients.gradients(tf, custom_gradients.model(tf))
    close(custom_gradients.gradients(tfcompat, custom_gradients.model(tfcompat)), wanted)


def test_tensorflow_differentiates_what_was_saved_here(tf, tmp_path):
    model = custom_gradients.model(tfcompat)
    tfcompat.saved_model.save(model, str(tmp_path / "m"))
    wanted = custom_gradients.gradients(tfcompat, model)
    close(custom_gradients.gradients(tf, tf.saved_model.load(str(tmp_path / "m"))), wanted)


def test_what_tensorflow_saved_is_differentiated_here_and_after_saving_again(tf, tmp_path):
    model = custom_gradients.model(tf)
    tf.saved_model.save(model, str(tmp_path / "m"))
    wanted = custom_gradients.gradients(tf, model)
    loaded = tfcompat.saved_model.load(str(tmp_path / "m"))
    tfcompat.saved_model.save(loaded, str(tmp_path / "n"))
    close(custom_gradients.gradients(tfcompat, loaded), wanted)
    close(custom_gradients.gradients(tf, tf.saved_model.load(str(tmp_path / "n"))), wanted)


def test_tensorflow_saves_again_what_was_saved_here(tf, tmp_path):
    model = custom_gradients.model(tfcompat)
    tfcompat.saved_model.save(model, str(tmp_path / "m"))
    tf.saved_model.save(tf.saved_model.load(str(tmp_path / "m")), str(tmp_path / "n"))
    loaded = tfcompat.saved_model.load(str(tmp_path / "n"))
    wanted = custom_gradients.gradients(tfcompat, model)
    close(custom_gradients.gradients(tfcompat, loaded), wanted)
