"""`saved_model_cli convert`: a signature in another format.

`convert ... frozen_graph` writes one GraphDef without variables. TensorRT needs TensorFlow.
"""

import json
import os

from tfcompat._src.base import errors
from tfcompat._src.cli import elsewhere, frozen, models


def run(values, words):
    """Convert, by the method that the command line names."""
    if not words:
        raise errors.UnsupportedError(
            "convert needs a method: frozen_graph (tensorrt needs TensorFlow).")
    if words[0] == "tensorrt":
        raise elsewhere.needs_tensorflow("convert tensorrt", "TensorRT")
    if words[0] == "onnx":
        raise errors.UnsupportedError(
            "convert onnx is not there yet; `convert ... frozen_graph` writes a graph that "
            "converters to ONNX read.")
    found = models.meta_graph(values["dir"], values["tag_set"])
    graph_def, fed, fetched = frozen.freeze(values["dir"], found, values["signature_def_key"])
    directory = values["output_dir"]
    os.makedirs(directory, exist_ok=True)
    path = os.path.join(directory, "frozen_graph.pb")
    with open(path, "wb") as file:
        file.write(graph_def.SerializeToString(deterministic=True))
    names = os.path.join(directory, "frozen_graph.json")
    with open(names, "w", encoding="utf-8") as file:
        json.dump({"inputs": fed, "outputs": fetched}, file, indent=2)
        file.write("\n")
    print(f"Wrote {path}: {len(graph_def.node)} nodes; its inputs and outputs are in {names}.")
