"""Programs in TensorFlow 1.x style that write files; real TensorFlow and tfcompat both run them.

    python v1_programs.py PACKAGE write DIRECTORY
    python v1_programs.py PACKAGE read DIRECTORY

`write` makes checkpoints and SavedModels of every kind; `read` prints what it finds in them as
JSON. What one package wrote, the other has to read alike.
"""

import importlib
import json
import os
import sys

import numpy as np

SAVERS = {
    "plain": {}, "sharded": {"sharded": True}, "v1": {"version": 1},
    "v1_sharded": {"version": 1, "sharded": True},
}


def graph(tf, resource):
    """Build variables of many kinds; return them."""
    v1 = tf.compat.v1

    def variable(name, value, **options):
        return v1.get_variable(name, initializer=tf.constant(value), use_resource=resource,
                               **options)

    made = [
        variable("float", np.arange(6, dtype=np.float32).reshape(2, 3)),
        variable("scope/int", np.array(7, np.int64)), variable("text", [b"a", b"\xff\x00b", b""]),
        variable("bool", [True, False]), variable("half", np.array([1.5, -2.0], np.float16)),
        variable("complex", np.array([1 + 2j], np.complex64)),
        variable("empty", np.zeros([0, 3], np.float32)),
    ]
    v1.get_variable("parts", initializer=tf.constant(np.arange(14, dtype=np.float32).reshape(7, 2)),
                    partitioner=v1.fixed_size_partitioner(3), use_resource=resource)
    return made


def train(tf, resource, optimizer):
    """Build a model with an optimizer; return the step, and what it is fed."""
    v1 = tf.compat.v1
    x = v1.placeholder(tf.float32, [None, 3], name="x")
    w = v1.get_variable("w", [3, 2], initializer=v1.constant_initializer(
        [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), use_resource=resource)
    y = tf.identity(tf.matmul(x, w), name="y")
    loss = tf.reduce_mean(tf.square(y))
    kinds = {"sgd": lambda: v1.train.GradientDescentOptimizer(0.1),
             "momentum": lambda: v1.train.MomentumOptimizer(0.1, 0.9),
             "adam": lambda: v1.train.AdamOptimizer(0.1),
             "rmsprop": lambda: v1.train.RMSPropOptimizer(0.1),
             "adagrad": lambda: v1.train.AdagradOptimizer(0.1)}
    step = v1.train.get_or_create_global_step()
    return x, y, kinds[optimizer]().minimize(loss, global_step=step)


def write(tf, folder):
    """Write everything."""
    v1 = tf.compat.v1
    for resource in (True, False):
        kind = "resource" if resource else "ref"
        for name, options in SAVERS.items():
            options = dict(options)
            version = options.pop("version", 2)
            path = os.path.join(folder, f"{name}_{kind}")
            os.makedirs(path)
            with tf.Graph().as_default(), v1.Session() as session:
                graph(tf, resource)
                session.run(v1.global_variables_initializer())
                v1.train.Saver(write_version=version, **options).save(
                    session, os.path.join(path, "model"), global_step=3)
        for optimizer in ("sgd", "momentum", "adam", "rmsprop", "adagrad"):
            path = os.path.join(folder, f"{optimizer}_{kind}")
            os.makedirs(path)
            with tf.Graph().as_default(), v1.Session() as session:
                x, y, step = train(tf, resource, optimizer)
                session.run(v1.global_variables_initializer())
                for _ in range(3):
                    session.run(step, {x: np.ones([2, 3])})
                v1.train.Saver().save(session, os.path.join(path, "model"))
                builder = v1.saved_model.Builder(os.path.join(path, "export"))
                signature = v1.saved_model.predict_signature_def({"x": x}, {"y": y})
                builder.add_meta_graph_and_variables(
                    session, ["serve"], {"serving_default": signature})
                builder.add_meta_graph(["again"], {"other": signature})
                builder.save(as_text=optimizer == "adam")
    objects(tf, folder)


class Named:
    """Values of many dtypes for objects."""

    @staticmethod
    def make(tf, seed):
        """Return a dict of variables."""
        numbers = np.arange(6, dtype=np.float32).reshape(2, 3) * seed
        return {
            "float": tf.Variable(numbers), "bfloat16": tf.Variable(tf.cast(numbers, tf.bfloat16)),
            "text": tf.Variable([b"a" * seed, b"\x00"]), "int8": tf.Variable(
                tf.constant([seed], tf.int8)),
            "bool": tf.Variable([bool(seed)]), "double": tf.Variable(
                tf.constant([seed / 3], tf.float64)),
        }


def objects(tf, folder):
    """Write checkpoints of objects."""
    for name, options in (("objects", None), ("cut", tf.train.CheckpointOptions(
            experimental_sharding_callback=tf.train.experimental.MaxShardSizePolicy(30)))):
        checkpoint = tf.train.Checkpoint(values=Named.make(tf, 2), many=[tf.Variable(1.0)])
        checkpoint.save(os.path.join(folder, name, "ckpt"), options=options)
    checkpoint = tf.train.Checkpoint(values=Named.make(tf, 3))
    manager = tf.train.CheckpointManager(
        checkpoint, os.path.join(folder, "managed"), max_to_keep=2)
    for _ in range(3):
        manager.save()


def plain(value):
    """Return a value as JSON."""
    if hasattr(value, "numpy"):
        value = value.numpy()
    array = np.asarray(value)
    if array.dtype == object or array.dtype.kind == "S":
        return [item.hex() for item in np.asarray(array, object).reshape(-1).tolist()]
    if array.dtype.kind == "c":
        return np.stack([array.real, array.imag]).tolist()
    return np.asarray(array, np.float64).tolist()


def read(tf, folder):
    """Return what is found."""
    v1 = tf.compat.v1
    found = {}
    for resource in (True, False):
        kind = "resource" if resource else "ref"
        for name in SAVERS:
            path = tf.train.latest_checkpoint(os.path.join(folder, f"{name}_{kind}"))
            with tf.Graph().as_default(), v1.Session() as session:
                made = graph(tf, not resource)  # the other kind has the same names
                saver = v1.train.Saver()
                saver.restore(session, path)
                values = [plain(value) for value in session.run(made)]
            with tf.Graph().as_default(), v1.Session() as session:
                whole = v1.get_variable("parts", [7, 2])
                v1.train.Saver().restore(session, path)
                values.append(plain(session.run(whole)))
            found[f"{name}_{kind}"] = values
        for optimizer in ("sgd", "momentum", "adam", "rmsprop", "adagrad"):
            found[f"{optimizer}_{kind}"] = trained(tf, os.path.join(folder, f"{optimizer}_{kind}"),
                                                   resource, optimizer)
    for name in ("objects", "cut"):
        checkpoint = tf.train.Checkpoint(values=Named.make(tf, 5), many=[tf.Variable(0.0)])
        path = tf.train.latest_checkpoint(os.path.join(folder, name))
        checkpoint.restore(path).assert_consumed()
        found[name] = {key: plain(value) for key, value in checkpoint.values.items()}
    manager = tf.train.CheckpointManager(tf.train.Checkpoint(values=Named.make(tf, 1)),
                                         os.path.join(folder, "managed"), max_to_keep=2)
    newest = manager.restore_or_initialize()
    found["managed"] = [os.path.basename(newest), plain(manager.checkpoint.values["float"]),
                        [os.path.basename(path) for path in manager.checkpoints]]
    return found


def trained(tf, path, resource, optimizer):
    """Go on with training, and read the exports in three ways."""
    v1 = tf.compat.v1
    feeds = np.ones([2, 3], np.float32)
    values = {}
    with tf.Graph().as_default(), v1.Session() as session:
        x, y, step = train(tf, resource, optimizer)
        v1.train.Saver().restore(session, os.path.join(path, "model"))
        session.run(step, {x: feeds})
        values["names"] = sorted(v.op.name for v in v1.global_variables())
        values["on"] = plain(session.run(y, {x: feeds}))
    with tf.Graph().as_default(), v1.Session() as session:
        saver = v1.train.import_meta_graph(os.path.join(path, "model.meta"))
        saver.restore(session, os.path.join(path, "model"))
        values["meta"] = plain(session.run("y:0", {"x:0": feeds}))
    export = os.path.join(path, "export")
    with tf.Graph().as_default(), v1.Session() as session:
        v1.saved_model.loader.load(session, ["again"], export)
        values["loader"] = plain(session.run("y:0", {"x:0": feeds}))
    model = tf.saved_model.load(export, tags=["serve"])
    values["eager"] = plain(model.signatures["serving_default"](x=tf.constant(feeds))["y"])
    return values


def main():
    """Run as the command line says."""
    package, what, folder = sys.argv[1:]
    tf = importlib.import_module(package)
    if what == "write":
        write(tf, folder)
    else:
        print(json.dumps(read(tf, folder)))


if __name__ == "__main__":
    main()
