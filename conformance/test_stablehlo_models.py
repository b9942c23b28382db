"""SavedModels that jax2tf wrote: they load, run, train and save again here, without TensorFlow.

The models are in `stablehlo/models.zip`, written by `record/stablehlo_saved_models.py`.
"""

import pathlib
import zipfile

import numpy as np
import pytest

import tfcompat as tf

ARCHIVE = pathlib.Path(__file__).resolve().parent / "stablehlo" / "models.zip"
NAMES = ("perceptron", "recurrent", "calling")
NEAR = {"rtol": 1e-5, "atol": 1e-6}
SAVED = tf.saved_model.SaveOptions(experimental_custom_gradients=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the models."""
    path = tmp_path_factory.mktemp("models")
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(path)
    return path


def values(folder, name):
    """Return the argument, the outputs and the gradients that were recorded for a model."""
    with np.load(folder / name / "values.npz") as found:
        lists = [[found[f"{kind}{i}"] for i in range(9) if f"{kind}{i}" in found]
                 for kind in ("output", "gradient")]  # fmt: skip
        return (found["argument"], *lists)


def compare(found, expected):
    """Compare tensors with arrays."""
    assert len(found) == len(expected)
    for mine, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(mine.numpy(), theirs, **NEAR)


@pytest.mark.parametrize("name", NAMES)
def test_a_model_of_jax_runs(folder, name):
    argument, outputs, _ = values(folder, name)
    model = tf.saved_model.load(str(folder / name))

    compare(tf.nest.flatten(model.run(tf.constant(argument))), outputs)
    served = model.signatures["serving_default"](x=tf.constant(argument))
    compare([served[key] for key in sorted(served)], outputs)


@pytest.mark.parametrize("name", ["perceptron", "recurrent"])
def test_a_model_of_jax_has_the_gradients_that_were_saved_with_it(folder, name):
    argument, _, gradients = values(folder, name)
    model = tf.saved_model.load(str(folder / name))

    with tf.GradientTape() as tape:
        outputs = tf.nest.flatten(model.run(tf.constant(argument)))
        total = tf.add_n([tf.reduce_sum(output**2) for output in outputs])

    compare(tape.gradient(total, tf.nest.flatten(model.parameters)), gradients)


def test_a_model_of_jax_without_gradients_says_so(folder):
    argument, _, _ = values(folder, "calling")
    model = tf.saved_model.load(str(folder / "calling"))

    with pytest.raises(LookupError, match="does not support gradients"), tf.GradientTape() as tape:
        total = tf.reduce_sum(model.run(tf.constant(argument)))
        tape.gradient(total, model.parameters["scale"])


def test_a_model_of_jax_takes_any_number_of_rows(folder):
    model = tf.saved_model.load(str(folder / "recurrent"))

    found = model.run(tf.zeros([7, 3, 4]))

    assert found["last"].shape == (7, 3) and found["sums"].shape == (3, 7)
    np.testing.assert_array_equal(found["last"].numpy(), 0)


@pytest.mark.parametrize("name", NAMES)
def test_a_model_of_jax_is_saved_again_with_the_functions_that_it_calls(folder, name, tmp_path):
    argument, outputs, _ = values(folder, name)
    model = tf.saved_model.load(str(folder / name))

    tf.saved_model.save(model, str(tmp_path / "again"), options=SAVED)

    again = tf.saved_model.load(str(tmp_path / "again"))
    compare(tf.nest.flatten(again.run(tf.constant(argument))), outputs)


def test_a_model_that_needs_what_is_not_supported_is_refused_when_it_is_loaded(
    folder, monkeypatch
):
    from tfcompat._src.stablehlo import builders, program

    monkeypatch.delitem(builders.BUILDERS, "tanh")
    program.load.cache_clear()
    try:
        with pytest.raises(NotImplementedError, match="XlaCallModule: tanh in function"):
            tf.saved_model.load(str(folder / "perceptron"))
    finally:
        program.load.cache_clear()
