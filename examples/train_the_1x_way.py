"""A classifier in TensorFlow 1.x style: graph, session, optimizer, saver, SavedModel, reload.

    python train_the_1x_way.py [DIRECTORY]

Runs unchanged with `import tensorflow.compat.v1 as tf` and with tfcompat; set the environment
variable IMPLEMENTATION to the package's name to choose. Prints losses and checks as JSON lines.
"""

import importlib
import json
import os
import sys
import tempfile

import numpy as np

tf = importlib.import_module(os.environ.get("IMPLEMENTATION", "tfcompat") + ".compat.v1")
tf.disable_v2_behavior()


def data(count=256):
    """Return points of three spirals, and which spiral each is of."""
    generator = np.random.RandomState(0)
    labels = generator.randint(0, 3, count)
    radius = generator.uniform(0.1, 1.0, count)
    angle = 4.0 * radius + 2.1 * labels + generator.normal(0.0, 0.1, count)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
    return points.astype(np.float32), labels.astype(np.int64)


def dense(x, units, name, activation=None):
    """Add a layer."""
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        kernel = tf.get_variable("kernel", [x.shape.as_list()[-1], units])
        bias = tf.get_variable("bias", [units], initializer=tf.zeros_initializer())
    y = tf.nn.bias_add(tf.matmul(x, kernel), bias)
    return y if activation is None else activation(y)


def build(learning_rate):
    """Build the graph; return its ends by name."""
    x = tf.placeholder(tf.float32, [None, 2], name="x")
    labels = tf.placeholder(tf.int64, [None], name="labels")
    keep = tf.placeholder_with_default(1.0, [], name="keep")
    with tf.variable_scope("net"):
        hidden = dense(x, 32, "first", tf.nn.relu)
        hidden = tf.nn.dropout(hidden, keep_prob=keep, seed=5)
        hidden = dense(hidden, 32, "second", tf.tanh)
        logits = dense(hidden, 3, "logits")
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(
        labels=labels, logits=logits))
    weights = [v for v in tf.trainable_variables() if v.op.name.endswith("kernel")]
    loss += 1e-4 * tf.add_n([tf.nn.l2_loss(v) for v in weights])
    step = tf.train.get_or_create_global_step()
    optimizer = tf.train.GradientDescentOptimizer(learning_rate)
    train = optimizer.minimize(loss, global_step=step)
    right = tf.equal(tf.argmax(logits, 1), labels)
    accuracy = tf.reduce_mean(tf.cast(right, tf.float32), name="accuracy")
    scores = tf.nn.softmax(logits, name="scores")
    return {"x": x, "labels": labels, "keep": keep, "loss": loss, "train": train, "step": step,
            "accuracy": accuracy, "scores": scores}


def train(folder, steps=60, batch=32):
    """Train, save checkpoints and a SavedModel; return what was measured."""
    points, labels = data()
    report = {"losses": []}
    with tf.Graph().as_default():
        tf.set_random_seed(42)
        ends = build(0.5)
        saver = tf.train.Saver(max_to_keep=2)
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            for i in range(steps):
                part = slice(i * batch % len(points), i * batch % len(points) + batch)
                feeds = {ends["x"]: points[part], ends["labels"]: labels[part], ends["keep"]: 0.9}
                loss, _ = session.run([ends["loss"], ends["train"]], feeds)
                report["losses"].append(float(loss))
                if i % 20 == 19:
                    saver.save(session, os.path.join(folder, "model"), global_step=ends["step"])
            feeds = {ends["x"]: points, ends["labels"]: labels}
            report["accuracy"], report["steps"] = map(
                float, session.run([ends["accuracy"], ends["step"]], feeds))
            report["scores"] = session.run(ends["scores"], {ends["x"]: points[:4]}).tolist()
            tf.saved_model.simple_save(
                session, os.path.join(folder, "export"), {"x": ends["x"]},
                {"scores": ends["scores"]})
    report["checkpoints"] = sorted(
        name for name in os.listdir(folder) if name.startswith("model") and "index" in name)
    return report


def reload(folder):
    """Read everything back in three ways; return the scores of each."""
    points, _ = data()
    feeds = {"x:0": points[:4]}
    found = {}
    newest = tf.train.latest_checkpoint(folder)
    with tf.Graph().as_default(), tf.Session() as session:
        ends = build(0.5)
        tf.train.Saver().restore(session, newest)
        found["saver"] = session.run(ends["scores"], feeds).tolist()
    with tf.Graph().as_default(), tf.Session() as session:
        tf.train.import_meta_graph(newest + ".meta").restore(session, newest)
        found["meta"] = session.run("scores:0", feeds).tolist()
    with tf.Graph().as_default(), tf.Session() as session:
        tf.saved_model.load(session, ["serve"], os.path.join(folder, "export"))
        found["saved_model"] = session.run("scores:0", feeds).tolist()
    return found


def main():
    """Run it all."""
    folder = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    print(json.dumps(train(folder)))
    print(json.dumps(reload(folder)))


if __name__ == "__main__":
    main()
