"""`saved_model_cli run`: feed a signature, print and write what comes out.

Does not live here: where inputs come from, which is in `inputs`.
"""

import json
import os

import numpy as np

from tfcompat._src.base import errors
from tfcompat._src.cli import inputs, models, permission
from tfcompat._src.graph.graph import Graph
from tfcompat._src.v1 import loader
from tfcompat._src.v1.session import Session

_ABSENT = {
    "tf_debug": "TensorFlow's debugger",
    "worker": "TensorFlow's servers",
}


def run(values, words):
    """Run a signature."""
    feeds = inputs.gather(values)
    found = models.meta_graph(values["dir"], values["tag_set"])
    definition = models.signature(found, values["signature_def"])
    for key in feeds:
        if key not in definition.inputs:
            keys = '", "'.join(sorted(definition.inputs))
            raise ValueError(
                f'"{key}" is not a valid input key. Please choose from "{keys}", or use '
                "--show option.")
    for flag, what in _ABSENT.items():
        if values[flag]:
            raise errors.UnsupportedError(
                f"--{flag} needs {what}, which tfcompat does not have. Leave the flag out.")
    if values["init_tpu"]:
        print("Initializing TPU System ...", flush=True)
        raise errors.UnsupportedError("--init_tpu needs a TPU and TensorFlow; there is none here.")
    if not values["allow_unsafe_ops"]:
        permission.check(found, values["signature_def"])
    outputs = call(values["dir"], found, values["signature_def"], feeds)
    _show(outputs, values)
    return 0


def call(directory, found, key, feeds):
    """Return {output key: array} of a signature, run in a session as TensorFlow's program does.

    Args:
        directory: the directory of the SavedModel.
        found: its MetaGraphDef.
        key: the key of the signature.
        feeds: {input key: value}; inputs that the graph can do without may be missing.
    """
    definition = found.signature_def[key]
    keys = sorted(definition.outputs)
    with Session(graph=Graph()) as session:
        loader.load(session, models.tags(found), directory)
        outputs = session.run(
            [definition.outputs[name].name for name in keys],
            feed_dict={definition.inputs[name].name: value for name, value in feeds.items()})
    return dict(zip(keys, outputs, strict=True))


def _show(outputs, values):
    if values["json"]:
        shown = {key: _plain(array) for key, array in outputs.items()}
        print(json.dumps({"outputs": shown}, indent=2))
    for key, array in outputs.items():
        if not values["json"]:
            print(f"Result for output key {key}:\n{array}")
        if values["outdir"]:
            _write(key, array, values["outdir"], values["overwrite"], quiet=values["json"])


def _plain(array):
    """Return an array as lists; bytes as text, or where they are none, as their codes."""
    if isinstance(array, bytes):
        return array.decode("utf-8", "backslashreplace")
    value = np.asarray(array)
    if value.dtype == object:
        return np.frompyfunc(_plain, 1, 1)(value).tolist()
    if value.dtype.kind not in "biufc":
        value = value.astype(np.float64)
    if value.dtype.kind == "c":
        return np.stack([value.real, value.imag], -1).tolist()
    return value.tolist()


def _write(key, array, directory, overwrite, quiet):
    os.makedirs(directory, exist_ok=True)
    path = os.path.join(directory, f"{key}.npy")
    if os.path.realpath(path) != os.path.join(os.path.realpath(directory), f"{key}.npy"):
        raise RuntimeError(
            f"The output key {key!r} of the model leads out of the directory {directory}.")
    if not overwrite and os.path.exists(path):
        raise RuntimeError(
            f'Output file {path} already exists. Add "--overwrite" to overwrite the existing '
            "output files.")
    np.save(path, array)
    if not quiet:
        print(f"Output {key} is saved to {path}")
