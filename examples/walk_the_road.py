"""The whole road once: load a SavedModel of TensorFlow's, run it, save modules, load them back.

    python examples/walk_the_road.py [DIRECTORY]

Without a directory, models are saved to a new one among the temporary files.
"""

import json
import os
import pathlib
import sys
import tempfile

import numpy as np

import tfcompat as tf

MODELS = pathlib.Path(__file__).parent / "models"


class Adder(tf.Module):
    """The module of the `tf.saved_model.save` documentation."""

    @tf.function(input_signature=[tf.TensorSpec(shape=[], dtype=tf.float32)])
    def add(self, x):
        return x + x


class CustomModule(tf.Module):
    """The module of the SavedModel guide."""

    def __init__(self):
        super().__init__()
        self.v = tf.Variable(1.0)

    @tf.function
    def __call__(self, x):
        print("Tracing with", x)
        return x * self.v

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def mutate(self, new_v):
        self.v.assign(new_v)


def run_a_model_of_tensorflow():
    """Load and run a SavedModel that TensorFlow 2.21 wrote."""
    folder = MODELS / "strokes"
    print(f"1. A SavedModel written by TensorFlow: {folder}")
    model = tf.saved_model.load(str(folder))
    for name, signature in model.signatures.items():
        print(f"   signature {name!r}")
        print(f"     inputs  {signature.structured_input_signature[1]}")
        print(f"     outputs {signature.structured_outputs}")
    pictures = np.zeros((4, 8, 8), np.float32)
    pictures[0, 3, :] = pictures[1, :, 3] = 1.0
    pictures[2], pictures[3] = np.eye(8), np.eye(8)[:, ::-1]
    answers = model.signatures["serving_default"](pictures=tf.constant(pictures))
    for name, value in answers.items():
        print(f"   {name} = {value}")
    recorded = json.loads((MODELS / "strokes.json").read_text())["outputs"]
    for name, value in answers.items():
        np.testing.assert_allclose(value.numpy(), recorded[name], rtol=1e-5)
    print("   equal to what TensorFlow answered; variable", model.calls)


def save_and_load_modules(folder):
    """Save the documented modules, load them back, mutate a variable, call again."""
    print(f"2. Modules written here: {folder}")
    adder_path = os.path.join(folder, "adder")
    tf.saved_model.save(Adder(), adder_path)
    adder = tf.saved_model.load(adder_path)
    print("   adder.add(2.) =", adder.add(2.0).numpy())
    assert adder.signatures["serving_default"](x=tf.constant(3.0))["output_0"].numpy() == 6.0

    module = CustomModule()
    module(tf.constant(0.0))
    module_path = os.path.join(folder, "module_no_signatures")
    tf.saved_model.save(module, module_path)
    imported = tf.saved_model.load(module_path)
    assert imported(tf.constant(3.0)).numpy() == 3
    imported.mutate(tf.constant(2.0))
    assert imported(tf.constant(3.0)).numpy() == 6
    print("   after imported.mutate(2.): imported(3.) =", imported(tf.constant(3.0)).numpy())

    signature_path = os.path.join(folder, "module_with_signature")
    call = module.__call__.get_concrete_function(tf.TensorSpec(None, tf.float32))
    tf.saved_model.save(module, signature_path, signatures=call)
    signatures = tf.saved_model.load(signature_path).signatures
    print("   signatures:", list(signatures), signatures["serving_default"](x=tf.constant([3.0])))


def show_files(folder):
    """Print what was written where."""
    print("3. The files:")
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file():
            print(f"   {path} ({path.stat().st_size} bytes)")


def main(folder=None):
    """Walk the road."""
    folder = folder or tempfile.mkdtemp(prefix="tfcompat-")
    run_a_model_of_tensorflow()
    save_and_load_modules(folder)
    show_files(folder)
    if "tensorflow" in sys.modules:
        sys.exit("TensorFlow was imported; this program is to show that it is not needed.")
    print("TensorFlow was not needed.")


if __name__ == "__main__":
    main(*sys.argv[1:])
