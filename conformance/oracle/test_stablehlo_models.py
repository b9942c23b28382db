"""SavedModels of jax2tf that were saved again here: TensorFlow loads and runs them."""

import importlib.util
import pathlib

import numpy as np
import pytest
import tensorflow as tf

import tfcompat

pytestmark = pytest.mark.tensorflow

_PATH = pathlib.Path(__file__).resolve().parents[1] / "test_stablehlo_models.py"
_SPEC = importlib.util.spec_from_file_location("stablehlo_models_without", _PATH)
without = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(without)
folder = without.folder


@pytest.mark.parametrize("name", without.NAMES)
def test_tensorflow_runs_what_was_saved_again_here(folder, name, tmp_path):
    argument, outputs, gradients = without.values(folder, name)
    model = tfcompat.saved_model.load(str(folder / name))
    tfcompat.saved_model.save(model, str(tmp_path), options=without.SAVED)

    again = tf.saved_model.load(str(tmp_path))

    found = tf.nest.flatten(again.run(tf.constant(argument)))
    without.compare(found, outputs)
    if gradients:
        with tf.GradientTape() as tape:
            found = tf.nest.flatten(again.run(tf.constant(argument)))
            total = tf.add_n([tf.reduce_sum(output**2) for output in found])
        without.compare(tape.gradient(total, tf.nest.flatten(again.parameters)), gradients)


@pytest.mark.parametrize("name", without.NAMES)
def test_both_libraries_answer_alike_to_other_arguments(folder, name):
    argument, _, _ = without.values(folder, name)
    argument = np.sin(argument) * 2
    original = tf.saved_model.load(str(folder / name))
    theirs = tf.nest.flatten(original.run(tf.constant(argument)))
    model = tfcompat.saved_model.load(str(folder / name))

    found = tfcompat.nest.flatten(model.run(tfcompat.constant(argument)))

    without.compare(found, [x.numpy() for x in theirs])
