"""Writes the models of TensorFlow 1 that the documents speak of: conformance/documents/models/.

Lives here: a model `half_plus` with the signatures of the SavedModel guide in two variants, tagged
"serve" and "serve, gpu"; one with tables of no use to anyone but as a graph with `x:0` and `out:0`;
and a checkpoint of another training of it, written by the old Saver. Needs TensorFlow.
"""

import pathlib
import shutil

import tensorflow as tf

v1 = tf.compat.v1
FOLDER = pathlib.Path(__file__).resolve().parents[1] / "documents" / "models"


def main():
    """Write the models."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    half_plus(FOLDER / "half_plus")
    line(FOLDER / "line", 2.0, None)
    line(None, 5.0, FOLDER / "line_again" / "ckpt")
    state = FOLDER / "line_again" / "checkpoint"  # it moves with its folder
    state.write_text(state.read_text().replace(f"{FOLDER / 'line_again'}/", ""))


def half_plus(directory):
    """Signatures that classify, regress and predict y = x / 2 + 2, in two variants."""
    builder = v1.saved_model.Builder(str(directory))
    with v1.Session(graph=tf.Graph()) as session:
        signatures = _half_plus_signatures()
        session.run(v1.global_variables_initializer())
        builder.add_meta_graph_and_variables(session, ["serve"], signature_def_map=signatures,
                                             strip_default_attrs=True)
        builder.add_meta_graph(["serve", "gpu"], signature_def_map=signatures,
                               strip_default_attrs=True)
        builder.save()


def _half_plus_signatures():
    half, two, three = (
        v1.get_variable(name, initializer=value, use_resource=False)
        for name, value in (("a", 0.5), ("b", 2.0), ("c", 3.0)))
    examples = v1.placeholder(tf.string, [None], name="tf_example")
    parsed = v1.io.parse_example(examples, {
        "x": v1.io.FixedLenFeature([1], tf.float32),
        "x2": v1.io.FixedLenFeature([1], tf.float32, default_value=[0.0])})
    x = tf.identity(parsed["x"], name="x")
    x2 = tf.identity(parsed["x2"], name="x2")
    y = tf.add(tf.multiply(half, x), two, name="y")
    y2 = tf.add(tf.multiply(half, x), three, name="y2")
    y3 = tf.add(tf.multiply(half, x2), three, name="y3")
    info = v1.saved_model.build_tensor_info

    def signature(method, inputs, outputs):
        return v1.saved_model.build_signature_def(
            {key: info(value) for key, value in inputs.items()},
            {key: info(value) for key, value in outputs.items()},
            f"tensorflow/serving/{method}")

    return {
        "classify_x2_to_y3": signature("classify", {"inputs": x2}, {"scores": y3}),
        "classify_x_to_y": signature("classify", {"inputs": examples}, {"scores": y}),
        "regress_x2_to_y3": signature("regress", {"inputs": x2}, {"outputs": y3}),
        "regress_x_to_y": signature("regress", {"inputs": examples}, {"outputs": y}),
        "regress_x_to_y2": signature("regress", {"inputs": examples}, {"outputs": y2}),
        "serving_default": signature("predict", {"x": x}, {"y": y}),
    }


def line(directory, slope, checkpoint):
    """out = slope * x + 1, as a model, or its variables alone."""
    with v1.Session(graph=tf.Graph()) as session:
        x = v1.placeholder(tf.float32, [], name="x")
        variable = v1.get_variable("slope", initializer=slope, use_resource=True)
        out = tf.add(variable * x, 1.0, name="out")
        session.run(v1.global_variables_initializer())
        if checkpoint is not None:
            checkpoint.parent.mkdir(parents=True)
            v1.train.Saver().save(session, str(checkpoint), write_meta_graph=False)
            return
        v1.saved_model.simple_save(session, str(directory), {"x": x}, {"out": out})


if __name__ == "__main__":
    main()
