"""`saved_model_cli convert`: a signature in another format.

`convert ... frozen_graph` writes one GraphDef without variables, `convert ... onnx` an ONNX model.
TensorRT needs TensorFlow.
"""

import json
import os

from tfcompat._src.base import errors
from tfcompat._src.cli import elsewhere, frozen, models


def run(values, words):
    """Convert, by the method that the command line names."""
    if not words:
        raise errors.UnsupportedError(
            "convert needs a method: frozen_graph or onnx (tensorrt needs TensorFlow).")
    if words[0] == "tensorrt":
        raise elsewhere.needs_tensorflow("convert tensorrt", "TensorRT")
    found = models.meta_graph(values["dir"], values["tag_set"])
    write = _write_onnx if words[0] == "onnx" else _write_frozen
    write(values["dir"], found, values["signature_def_key"], values["output_dir"])


def _write_frozen(model, found, key, directory):
    graph_def, fed, fetched = frozen.freeze(model, found, key)
    path = _written(directory, "frozen_graph.pb", graph_def.SerializeToString(deterministic=True))
    names = json.dumps({"inputs": fed, "outputs": fetched}, indent=2) + "\n"
    names = _written(directory, "frozen_graph.json", names.encode())
    print(f"Wrote {path}: {len(graph_def.node)} nodes; its inputs and outputs are in {names}.")


def _write_onnx(model, found, key, directory):
    from tfcompat._src.cli import onnx_graph

    made = onnx_graph.model(*frozen.freeze_graph(model, found, key))
    path = _written(directory, "model.onnx", made.SerializeToString())
    print(f"Wrote {path}: {len(made.graph.node)} nodes; inputs "
          f"{[item.name for item in made.graph.input]}, outputs "
          f"{[item.name for item in made.graph.output]}.")


def _written(directory, name, data):
    """Write a file as a whole or not at all; return its path."""
    os.makedirs(directory, exist_ok=True)
    path = os.path.join(directory, name)
    with open(f"{path}.part", "wb") as file:
        file.write(data)
    os.replace(f"{path}.part", path)
    return path
