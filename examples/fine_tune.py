"""A loaded model learns something new, and is saved again.

    python examples/fine_tune.py [DIRECTORY]

Without a directory, the model is saved to a new one among the temporary files.
"""

import pathlib
import sys
import tempfile

import tfcompat as tf


class Scale(tf.Module):
    """A model with something to learn."""

    def __init__(self):
        super().__init__()
        self.v = tf.Variable(3.0)

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def __call__(self, x):
        return x * self.v


def main(directory):
    """Save a model, load it, train what was loaded, save that."""
    tf.saved_model.save(Scale(), str(directory / "before"))
    imported = tf.saved_model.load(str(directory / "before"))
    optimizer = tf.keras.optimizers.SGD(0.05)

    def train_step():
        with tf.GradientTape() as tape:
            loss = (10.0 - imported(tf.constant(2.0))) ** 2
        variables = tape.watched_variables()
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        return loss

    for _ in range(10):
        print(f"loss={train_step():.2f} v={imported.v.numpy():.2f}")
    tf.saved_model.save(imported, str(directory / "after"))
    print("saved with v =", round(float(tf.saved_model.load(str(directory / "after")).v), 2))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if sys.argv[1:] else tempfile.mkdtemp()))
