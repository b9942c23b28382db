"""What is measured: small programs against the TensorFlow API, run by `compare.py`.

    python benchmarks/cases.py MODULE FOLDER

prints one JSON line of {case: seconds per call} for the implementation called MODULE; models are
written to FOLDER. Each case is a function of the module that returns the callable to time.
"""

import importlib
import json
import pathlib
import sys
import time

import numpy as np

STROKES = pathlib.Path(__file__).parents[1] / "examples" / "models" / "strokes"


def eager_scalar_add(tf, folder):
    """Add two scalars."""
    x = tf.constant(1.0)
    return lambda: x + x


def eager_matmul_8x8(tf, folder):
    """Multiply two small matrices."""
    x = tf.constant(np.ones((8, 8), np.float32))
    return lambda: tf.matmul(x, x)


def function_of_100_ops(tf, folder):
    """Call a traced function of 100 elementwise ops."""

    @tf.function
    def chain(x):
        for _ in range(50):
            x = x * 1.0001 + 0.5
        return x

    x = tf.constant(np.ones(8, np.float32))
    return lambda: chain(x)


def trace_100_ops(tf, folder):
    """Trace a function of 100 elementwise ops."""
    spec = tf.TensorSpec([8], tf.float32)

    def chain(x):
        for _ in range(50):
            x = x * 1.0001 + 0.5
        return x

    return lambda: tf.function(chain).get_concrete_function(spec)


def scaled(tf):
    """Return a module that multiplies by a variable."""

    class Scaled(tf.Module):
        def __init__(self):
            super().__init__()
            self.v = tf.Variable(3.0)

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def __call__(self, x):
            return x * self.v

    return Scaled()


def save_small_model(tf, folder):
    """Save a module of one function and one variable."""
    module = scaled(tf)
    return lambda: tf.saved_model.save(module, f"{folder}/saved")


def load_small_model(tf, folder):
    """Load what `save_small_model` saves."""
    tf.saved_model.save(scaled(tf), f"{folder}/loaded")
    return lambda: tf.saved_model.load(f"{folder}/loaded")


def call_restored_function(tf, folder):
    """Call `x * v` of a loaded model."""
    tf.saved_model.save(scaled(tf), f"{folder}/called")
    loaded, x = tf.saved_model.load(f"{folder}/called"), tf.constant(2.0)
    return lambda: loaded(x)


def call_signature(tf, folder):
    """Call a signature of a loaded model."""
    tf.saved_model.save(scaled(tf), f"{folder}/signature")
    signature = tf.saved_model.load(f"{folder}/signature").signatures["serving_default"]
    x = tf.constant(2.0)
    return lambda: signature(x=x)


def run_convolutional_model(tf, folder):
    """Classify four 8x8 pictures with the model of examples/."""
    signature = tf.saved_model.load(str(STROKES)).signatures["serving_default"]
    pictures = tf.constant(np.ones((4, 8, 8), np.float32))
    return lambda: signature(pictures=pictures)


def mlp_step(tf):
    """Return a step of gradient descent of a perceptron with one hidden layer, and its data."""
    draw = np.random.default_rng(0).normal
    weights = [tf.Variable(draw(size=size).astype(np.float32) * 0.1)
               for size in ([16, 32], [32], [32, 4], [4])]
    x, wanted = (tf.constant(draw(size=size).astype(np.float32)) for size in ([32, 16], [32, 4]))

    def step(x, wanted):
        with tf.GradientTape() as tape:
            hidden = tf.nn.relu(x @ weights[0] + weights[1])
            error = hidden @ weights[2] + weights[3] - wanted
            loss = tf.reduce_mean(error * error)
        for variable, gradient in zip(weights, tape.gradient(loss, weights), strict=True):
            variable.assign_sub(0.01 * gradient)
        return loss

    return step, x, wanted


def mlp_step_eager(tf, folder):
    """Train a small perceptron, eagerly."""
    step, x, wanted = mlp_step(tf)
    return lambda: step(x, wanted)


def mlp_step_function(tf, folder):
    """Train a small perceptron in a function."""
    step, x, wanted = mlp_step(tf)
    traced = tf.function(step)
    return lambda: traced(x, wanted)


def adam_step_eager(tf, folder):
    """Train a small perceptron with Adam of TensorFlow 1, eagerly."""
    draw = np.random.default_rng(0).normal
    weights = [tf.Variable(draw(size=size).astype(np.float32)) for size in ([16, 32], [32, 4])]
    x = tf.constant(draw(size=[32, 16]).astype(np.float32))
    optimizer = tf.compat.v1.train.AdamOptimizer(0.01)
    return lambda: optimizer.minimize(
        lambda: tf.reduce_sum(tf.tanh(x @ weights[0]) @ weights[1]), var_list=weights)


def loop(tf):
    """Return a function that multiplies a matrix with itself in a loop over tensors."""
    def powers(x, count):
        return tf.while_loop(
            lambda i, y: i < count, lambda i, y: (i + 1, tf.tanh(y @ x)), [0, x])[1]

    return tf.function(powers), tf.constant(np.eye(8, dtype=np.float32))


def loop_of_1000(tf, folder):
    """Run a loop over tensors a thousand times."""
    powers, x = loop(tf)
    return lambda: powers(x, tf.constant(1000))


def gradient_of_loop_of_100(tf, folder):
    """Differentiate a loop over tensors that runs a hundred times."""
    powers, x = loop(tf)

    @tf.function
    def gradient(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = powers(x, tf.constant(100))
        return tape.gradient(y, x)

    return lambda: gradient(x)


def first_run_of_5000_nodes(tf, folder):
    """Import a graph of 5,000 nodes and run it for the first time."""
    x = tf.constant(np.ones(8, np.float32))

    def chain(x):
        for _ in range(1250):
            x = tf.tanh(tf.reshape(x, [8]) * x + x)
        return x

    spec = tf.TensorSpec([8], tf.float32, name="x")
    concrete = tf.function(chain, autograph=False).get_concrete_function(spec)
    graph_def, result = concrete.graph.as_graph_def(), concrete.outputs[0].name

    def run():
        wrapped = tf.compat.v1.wrap_function(
            lambda: tf.graph_util.import_graph_def(graph_def, name=""), [])
        return wrapped.prune("x:0", result)(x)

    return run


CASES = [
    eager_scalar_add, eager_matmul_8x8, function_of_100_ops, trace_100_ops, save_small_model,
    load_small_model, call_restored_function, call_signature, run_convolutional_model,
    mlp_step_eager, mlp_step_function, adam_step_eager, loop_of_1000, gradient_of_loop_of_100,
    first_run_of_5000_nodes,
]


def seconds_per_call(call, budget=0.3):
    """Return the fastest of several batches, each long enough to time."""
    call()
    start = time.perf_counter()
    call()
    count = max(1, min(2000, int(budget / 5 / max(time.perf_counter() - start, 1e-7))))
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(count):
            call()
        best = min(best, (time.perf_counter() - start) / count)
    return best


def main(module, folder):
    """Run every case and print the times."""
    tf = importlib.import_module(module)
    if module == "tensorflow":
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
    times = {case.__name__: seconds_per_call(case(tf, folder)) for case in CASES}
    print(json.dumps(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
