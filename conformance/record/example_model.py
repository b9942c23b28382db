"""Writes the SavedModel that `examples/walk_the_road.py` loads, with real TensorFlow.

    python conformance/record/example_model.py [DIRECTORY]

A small convolutional classifier of 8x8 pictures with fixed weights: it can be written again.
"""

import json
import pathlib
import shutil
import sys

import numpy as np
import tensorflow as tf

FOLDER = pathlib.Path(__file__).parents[2] / "examples" / "models" / "strokes"


class Strokes(tf.Module):
    """Tells horizontal from vertical and diagonal strokes in an 8x8 picture."""

    def __init__(self):
        super().__init__()
        self.kernel = tf.Variable(filters(), name="kernel")
        self.bias = tf.Variable(np.zeros(4, np.float32), name="bias")
        self.weights = tf.Variable(np.eye(4, dtype=np.float32) * 2.0, name="weights")
        self.calls = tf.Variable(0, trainable=False, name="calls")

    @tf.function(input_signature=[tf.TensorSpec([None, 8, 8], tf.float32, name="pictures")])
    def classify(self, pictures):
        """Return the probabilities of the four kinds of stroke, and the likeliest."""
        self.calls.assign_add(1)
        x = pictures[..., tf.newaxis]
        x = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, self.kernel, 1, "VALID"), self.bias))
        x = tf.reduce_mean(tf.nn.max_pool2d(x, 2, 2, "VALID"), axis=[1, 2])
        probabilities = tf.nn.softmax(tf.matmul(x, self.weights))
        return {
            "probabilities": probabilities,
            "stroke": tf.argmax(probabilities, axis=1, output_type=tf.int32),
        }


def filters():
    """Return four 3x3 line detectors: horizontal, vertical and the two diagonals."""
    lines = np.full((4, 3, 3), -0.5, np.float32)
    lines[0, 1, :] = lines[1, :, 1] = 1.0
    for i in range(3):
        lines[2, i, i] = lines[3, i, 2 - i] = 1.0
    return np.moveaxis(lines, 0, -1)[:, :, np.newaxis, :]


def pictures():
    """Return one picture of each kind of stroke."""
    drawn = np.zeros((4, 8, 8), np.float32)
    drawn[0, 3, :] = drawn[1, :, 3] = 1.0
    drawn[2] = np.eye(8)
    drawn[3] = np.eye(8)[:, ::-1]
    return drawn


def main(folder=FOLDER):
    """Write the model and what it answers."""
    shutil.rmtree(folder, ignore_errors=True)
    model = Strokes()
    tf.saved_model.save(model, str(folder), signatures=model.classify)
    answers = tf.saved_model.load(str(folder)).signatures["serving_default"](
        pictures=tf.constant(pictures())
    )
    recorded = {name: value.numpy().tolist() for name, value in sorted(answers.items())}
    text = json.dumps({"tensorflow": tf.__version__, "outputs": recorded}, indent=1)
    (folder.parent / "strokes.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
