"""Records SavedModels that jax2tf writes; needs TensorFlow and JAX.

    python conformance/record/stablehlo_saved_models.py

Writes `conformance/stablehlo/models.zip`: a folder for each model with the SavedModel itself and
`values.npz`, what it was called with, what came out, and the gradients for its variables.
"""

import os
import pathlib
import shutil
import sys
import tempfile
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import jax  # noqa: E402

jax.config.update("jax_traceback_in_locations_limit", 0)  # no paths of this machine

import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from jax import lax  # noqa: E402
from jax.experimental import jax2tf  # noqa: E402

TARGET = pathlib.Path(__file__).resolve().parents[1] / "stablehlo" / "models.zip"
START = (1980, 1, 1, 0, 0, 0)
# Where modules say what line of a library something comes from, this machine's folder stays out.
HERE = sys.prefix.encode()


def noise(*shape, seed=0):
    """Numbers of a normal distribution, always the same."""
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def perceptron(parameters, x):
    """A layer for any number of rows."""
    return jax.nn.softmax(jnp.tanh(x @ parameters["w"] + parameters["b"]))


def recurrent(parameters, x):
    """A loop over any number of steps, for any number of rows; two results with names."""

    def step(state, row):
        state = jnp.tanh(row @ parameters["w"] + state @ parameters["u"])
        return state, state.sum(-1)

    last, sums = lax.scan(step, jnp.zeros((x.shape[0], 3)), x.swapaxes(0, 1))
    return {"last": last, "sums": sums}


def calling(parameters, x):
    """A function of JAX that calls one of TensorFlow."""
    inner = jax2tf.call_tf(
        lambda z: tf.math.cumsum(tf.sin(z)), output_shape_dtype=jax.ShapeDtypeStruct((5, 4), "f4")
    )
    return inner(x * parameters["scale"]) + 1


# name: (function, variables, the shape of the argument, how jax2tf is to write it, the argument)
MODELS = {
    "perceptron": (
        perceptron, {"w": noise(4, 3), "b": noise(3, seed=1)}, [None, 4], "b, 4", noise(5, 4),
    ),
    "recurrent": (
        recurrent, {"w": noise(4, 3), "u": noise(3, 3, seed=1)}, [None, None, 4], "b, t, 4",
        noise(2, 6, 4),
    ),
    "calling": (calling, {"scale": np.float32(2)}, [5, 4], None, noise(5, 4)),
}  # fmt: skip


def save(folder, name):
    """Write a model and its values into a folder."""
    function, parameters, shape, written, argument = MODELS[name]
    module = tf.Module()
    module.parameters = tf.nest.map_structure(tf.Variable, parameters)
    converted = jax2tf.convert(
        function, polymorphic_shapes=[None, written], with_gradient=name != "calling"
    )
    module.run = tf.function(
        lambda x: converted(dict(module.parameters), x), autograph=False,
        input_signature=[tf.TensorSpec(shape, tf.float32, name="x")],
    )  # fmt: skip
    outputs = tf.nest.flatten(module.run(tf.constant(argument)))
    values = {"argument": argument, **{f"output{i}": x.numpy() for i, x in enumerate(outputs)}}
    if name != "calling":
        with tf.GradientTape() as tape:
            outputs = tf.nest.flatten(module.run(tf.constant(argument)))
            total = tf.add_n([tf.reduce_sum(output**2) for output in outputs])
        gradients = tape.gradient(total, tf.nest.flatten(module.parameters))
        values.update({f"gradient{i}": x.numpy() for i, x in enumerate(gradients)})
    options = tf.saved_model.SaveOptions(experimental_custom_gradients=True)
    tf.saved_model.save(module, str(folder), options=options)
    np.savez_compressed(folder / "values.npz", **values)


def main():
    """Write all models."""
    folder = pathlib.Path(tempfile.mkdtemp())
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in MODELS:
            save(folder / name, name)
            for path in sorted((folder / name).rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), START)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, path.read_bytes().replace(HERE, b"." * len(HERE)))
    shutil.rmtree(folder)
    print(TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
