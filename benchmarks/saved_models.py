"""Cases of loading and saving SavedModels, run by `compare.py` with one implementation.

    python benchmarks/saved_models.py MODULE FOLDER    prints {case: seconds}
    python benchmarks/compare.py ROUNDS saved_models   the table beside TensorFlow

Needs TensorFlow with Keras for both: it makes the models, in a process of its own. The large model
has a gigabyte of weights; `GIGABYTES=0.1` in the environment makes it smaller.
"""

import importlib
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def make(folder):
    """Write the models, with TensorFlow and Keras."""
    import keras
    import numpy as np
    import tensorflow as tf

    keras.applications.MobileNet(weights=None).export(f"{folder}/mobilenet")
    module = tf.Module()
    count = int(float(os.environ.get("GIGABYTES", "1")) * (1 << 28) / 4)
    values = np.random.default_rng(1).random(count, dtype=np.float32)
    module.parts = [tf.Variable(values + i) for i in range(4)]
    module.first = tf.function(lambda: module.parts[0][:3], input_signature=[])
    tf.saved_model.save(module, f"{folder}/large")


def fastest(call, repeats=5):
    """Return the seconds of the fastest of several calls, the first one left out."""
    call()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        kept = call()
        times.append(time.perf_counter() - start)
        del kept
    return min(times)


def private_megabytes():
    """Return how much memory of this process no other one shares and no file backs."""
    with open("/proc/self/smaps_rollup", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("Private_Dirty:"):
                return int(line.split()[1]) // 1024
    return 0


def main(module, folder):
    """Run the cases."""
    subprocess.run([sys.executable, __file__, "make", folder], check=True,
                   stdout=subprocess.DEVNULL)
    sys.path.insert(0, str(ROOT))
    tf = importlib.import_module(module)
    load = tf.saved_model.load
    found = {"load_mobilenet": fastest(lambda: load(f"{folder}/mobilenet"))}
    before = private_megabytes()
    model = load(f"{folder}/large")
    print(f"{module}: private memory of the large model, loaded: "
          f"{private_megabytes() - before} MB", file=sys.stderr)
    found["load_gigabyte_verified"] = fastest(lambda: load(f"{folder}/large"), 3)
    options = {}
    if module == "tfcompat":
        options["options"] = tf.saved_model.LoadOptions(verify_checksums=False)
    found["load_gigabyte_lazily"] = fastest(lambda: load(f"{folder}/large", **options), 3)

    def use():
        loaded = load(f"{folder}/large", **options)
        return loaded.first().numpy()

    found["load_gigabyte_and_use"] = fastest(use, 3)
    del model
    mobile = load(f"{folder}/mobilenet")
    found["save_mobilenet"] = fastest(
        lambda: tf.saved_model.save(mobile, f"{folder}/again"), 3)
    print(json.dumps(found))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        main(*sys.argv[1:])
