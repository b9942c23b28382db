"""What functions of loaded models may not do unless they are allowed to: files and foreign code.

A model is data, and whoever loads it may not know who wrote it. Files that a model brings along as
assets may be read; everything else that reaches files or runs code outside of the graph is refused
when the model is loaded, by the name of the op and of the function.
"""

from tfcompat._src.base import errors
from tfcompat._src.graph.functions import function_names
from tfcompat._src.ops.proto_sources import reaches_files

# Ops that read a file, and which input names it.
READING = {
    "ReadFile": 0, "InitializeTableFromTextFile": 1, "InitializeTableFromTextFileV2": 1,
}
REFUSED = frozenset("""
    CSVDataset CSVDatasetV2 ExperimentalCSVDataset
    CacheDataset CacheDatasetV2 CreateSummaryDbWriter CreateSummaryFileWriter DatasetToTFRecord
    DebugIdentity DebugIdentityV2 DebugIdentityV3 DebugNanCount DebugNumericSummary
    DebugNumericSummaryV2 DumpTensor EagerPyFunc ExperimentalDatasetToTFRecord
    ExperimentalLMDBDataset ExperimentalMatchingFilesDataset ExperimentalSqlDataset
    FileSystemSetConfiguration FixedLengthRecordDataset FixedLengthRecordDatasetV2
    FixedLengthRecordReader FixedLengthRecordReaderV2 GenerateVocabRemapping ImportEvent LMDBDataset
    LMDBReader LoadAndRemapMatrix LoadDataset MatchingFiles MatchingFilesDataset MergeV2Checkpoints
    PyFunc PyFuncStateless RemoteCall Restore RestoreSlice RestoreV2 Rpc Save SaveDataset
    SaveDatasetV2 SaveSlices SaveV2 SnapshotDataset SnapshotDatasetV2 SqlDataset TFRecordDataset
    TFRecordDatasetV2 TFRecordReader TFRecordReaderV2 TextLineDataset TextLineReader
    TextLineReaderV2 TryRpc WholeFileReader WholeFileReaderV2 WriteFile
""".split())
_HANDING_ON = frozenset(["Identity", "IdentityN", "StopGradient", "Snapshot"])
_CALLS = {
    "PartitionedCall": 0, "StatefulPartitionedCall": 0, "If": 1, "StatelessIf": 1, "Case": 1,
    "StatelessCase": 1,
}


class Check:
    """The functions of one model, as they are stored.

    Args:
        meta_graph: the MetaGraphDef.
        stored_names: dict of names of functions to those that the file has for them.
    """

    def __init__(self, meta_graph, stored_names):
        library = meta_graph.graph_def.library.function
        self._functions = {function.signature.name: function for function in library}
        self._objects = meta_graph.object_graph_def
        self._stored_names = stored_names
        self._callers = {}
        self._nodes = {}

    def run(self, wanted, allowed):
        """Look at functions and all that they call.

        Args:
            wanted: names of functions.
            allowed: True for everything, or a collection of ops that are allowed.

        Raises:
            PermissionDeniedError: a function does what is not allowed.
        """
        if allowed is True:
            return
        allowed = frozenset(allowed or ())
        reached = self._reached(wanted)
        found = [
            (node, name) for name in reached for node in self._functions[name].node_def
            if node.op in REFUSED or node.op in READING or _prints_to_file(node)
        ]
        bad = [
            (node, name) for node, name in found
            if node.op not in allowed and not self._reads_asset(node, name, set(wanted))
        ]
        if bad:
            lines = "\n".join(
                f"  {node.op} (node '{node.name}') in function "
                f"{self._stored_names.get(name, name)}" for node, name in bad
            )
            raise errors.PermissionDeniedError(
                None, None,
                "The SavedModel has functions that reach files which do not belong to it, or run "
                f"code outside of the graph:\n{lines}\nIf you trust the model, load it with "
                "options=tf.saved_model.LoadOptions(allow_unsafe_ops=True), or name the ops that "
                "are allowed in place of True."
            )

    def _reached(self, wanted):
        """Return the names of functions and of all that they call, noting who calls whom."""
        reached = dict.fromkeys(name for name in wanted if name in self._functions)
        waiting = list(reached)
        while waiting:
            caller = waiting.pop()
            for node in self._functions[caller].node_def:
                names = [*function_names(node), node.op]
                for name in names:
                    if name in self._functions:
                        self._callers.setdefault(name, []).append((caller, node))
                        if name not in reached:
                            reached[name] = None
                            waiting.append(name)
        return reached

    def _reads_asset(self, node, function, roots):
        """Say whether a node does nothing but read an asset of the model."""
        if node.op not in READING:
            return False
        inputs = [name for name in node.input if not name.startswith("^")]
        place = READING[node.op]
        if place >= len(inputs):
            return False
        return self._is_asset(function, inputs[place], roots, set())

    def _is_asset(self, function, tensor, roots, seen):
        """Say whether a tensor of a function is always the path of an asset."""
        if (function, tensor) in seen:
            return True  # says what the others say
        seen.add((function, tensor))
        name, _, rest = tensor.partition(":")
        arguments = [arg.name for arg in self._functions[function].signature.input_arg]
        if name in arguments and not rest:
            return self._is_asset_argument(function, arguments.index(name), roots, seen)
        node = self._nodes_of(function).get(name)
        if node is None or node.op not in _HANDING_ON:
            return False
        inputs = [other for other in node.input if not other.startswith("^")]
        place = int(rest.rpartition(":")[2] or 0) if node.op == "IdentityN" else 0
        return place < len(inputs) and self._is_asset(function, inputs[place], roots, seen)

    def _is_asset_argument(self, function, index, roots, seen):
        if function in roots and not self._captures_asset(function, index):
            return False
        callers = self._callers.get(function, ())
        for caller, node in callers:
            first = 0 if node.op in self._functions else _CALLS.get(node.op)
            inputs = [name for name in node.input if not name.startswith("^")]
            if first is None or first + index >= len(inputs):
                return False
            if not self._is_asset(caller, inputs[first + index], roots, seen):
                return False
        return bool(callers) or function in roots

    def _captures_asset(self, function, index):
        """Say whether an argument of a function of the object graph is an asset it captured."""
        if function not in self._objects.concrete_functions:
            return False
        bound = self._objects.concrete_functions[function].bound_inputs
        first = len(self._functions[function].signature.input_arg) - len(bound)
        if index < first:
            return False
        node_id = bound[index - first]
        nodes = self._objects.nodes
        return 0 <= node_id < len(nodes) and nodes[node_id].WhichOneof("kind") == "asset"

    def _nodes_of(self, function):
        nodes = self._nodes.get(function)
        if nodes is None:
            nodes = self._nodes[function] = {
                node.name: node for node in self._functions[function].node_def
            }
        return nodes


def _prints_to_file(node):
    """Say whether an attribute of a node names a file that it writes or reads."""
    if node.op in ("DecodeProtoV2", "EncodeProto"):
        return reaches_files(node.attr["descriptor_source"].s)
    return node.op == "PrintV2" and node.attr["output_stream"].s.startswith(b"file://")
