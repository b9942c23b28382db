"""`saved_model_cli run`: feed a signature, print and write what comes out.

Does not live here: where inputs come from, which is in `inputs`.
"""

import json
import os

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.cli import inputs, models
from tfcompat._src.core.tensor import wrap
from tfcompat._src.saved_model import load as objects
from tfcompat._src.saved_model.options import LoadOptions
from tfcompat._src.v1 import lifting
from tfcompat._src.v1 import load as graphs

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
    feeds = {key: converted(value, definition.inputs[key]) for key, value in feeds.items()}
    outputs = call(values["dir"], found, values["signature_def"], feeds)
    _show(outputs, values)
    return 0


def converted(value, info):
    """Return a value as the array that a TensorInfo asks for.

    Raises:
        TypeError: it is a number that does not fit.
        ValueError: it is of another shape, or no number where one is asked for.
    """
    dtype = dtypes.as_dtype(info.dtype).base_dtype
    numpy_type = dtypes.numpy_dtype(dtype)
    if isinstance(value, int) and not isinstance(value, bool) and not _fits(value, numpy_type):
        raise TypeError(
            f"Type of feed value {value!s} with type {type(value)} is not compatible with Tensor "
            f"type {numpy_type.type}. Try explicitly setting the type of the feed tensor to a "
            "larger type (e.g. int64).")
    with np.errstate(all="ignore"):
        array = np.asarray(value).astype(numpy_type)
    shape = TensorShape(info.tensor_shape)
    if not shape.is_compatible_with(array.shape):
        raise ValueError(
            f"Cannot feed value of shape {array.shape} for Tensor {info.name}, which has shape "
            f"{shape}")
    if dtype == dtypes.string:
        array = np.frompyfunc(_as_bytes, 1, 1)(array)
        array = np.asarray(array, dtype=object)
    return wrap(array, dtype)


def _fits(value, numpy_type):
    if numpy_type == object:
        return True
    try:
        return numpy_type.type(value) == value
    except OverflowError:
        return False


def _as_bytes(item):
    return item if isinstance(item, bytes) else str(item).encode()


def call(directory, found, key, feeds):
    """Return {output key: array} of a signature.

    Args:
        directory: the directory of the SavedModel.
        found: its MetaGraphDef.
        key: the key of the signature.
        feeds: {input key: tensor}; inputs that the graph can do without may be missing.
    """
    definition = found.signature_def[key]
    missing = sorted(set(definition.inputs) - set(feeds))
    keys = sorted(definition.outputs)
    if found.HasField("object_graph_def"):
        if missing:
            raise _not_fed(definition.inputs[missing[0]])
        function = objects.load(directory, models.tags(found)).signatures[key]
        outputs = function(**feeds)
        return {name: _array(outputs[name]) for name in keys}
    root = graphs.load(found, directory, LoadOptions())
    names = list(feeds)
    try:
        function = root.prune(
            [definition.inputs[name].name for name in names],
            [definition.outputs[name].name for name in keys])
    except lifting.UnliftableError:
        if missing:
            raise _not_fed(definition.inputs[missing[0]]) from None
        raise
    outputs = function(*(feeds[name] for name in names))
    return {name: _array(output) for name, output in zip(keys, outputs, strict=True)}


def _not_fed(info):
    node = info.name.partition(":")[0]
    shape = TensorShape(info.tensor_shape)
    sizes = "<unknown>"
    if shape.rank is not None:
        sizes = f"[{','.join('?' if size is None else str(size) for size in shape)}]"
    kind = dtypes.as_dtype(info.dtype).name
    kind = {"float32": "float", "float64": "double", "float16": "half"}.get(kind, kind)
    return errors.InvalidArgumentError(None, None, (
        f"Graph execution error:\n\nDetected at node '{node}' defined at (most recent call last):"
        f"\nNode: '{node}'\nYou must feed a value for placeholder tensor '{node}' with dtype "
        f"{kind} and shape {sizes}\n\t [[{{{{node {node}}}}}]]\n\nOriginal stack trace for "
        f"'{node}':\n"))


def _array(tensor):
    return None if tensor is None else tensor.numpy()


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
