"""`saved_model_cli scan`: which ops of a model could touch more than tensors.

Without `--report` it prints TensorFlow's own answer, which looks for three ops. `--report` looks
at every op of every function, reached or not, and lets pass only what is known to be harmless.
"""

import json
import re

from tfcompat._src.cli import loading_order, models, terminal

DENYLIST = {"WriteFile", "ReadFile", "PrintV2"}
FOUND = 3

_WHAT = {
    "reads files": (
        "FixedLengthRecordReader|IdentityReader|InitializeTableFromTextFile|LMDBReader|LoadDataset"
        "|MatchingFiles|ReadFile|TFRecordReader|TextLineReader|WholeFileReader|Restore.*"
        "|(FixedLengthRecord|TFRecord|TextLine|LMDB|CSV|Csv|Sql|SSTable).*Dataset.*|ReaderRead.*"
        "|.*FromTextFile.*|AudioSummaryFromFile|LoadAndRemapMatrix|GenerateVocabRemapping"
        "|CheckpointExists|ImmutableConst|FileSystemSetConfiguration"),
    "writes files": (
        "MergeV2Checkpoints|Save|SaveSlices|SaveV2|SaveDataset.*|SnapshotDataset.*|WriteFile"
        "|Write.*Summary|CreateSummary.*|ImportEvent|FlushSummaryWriter|.*ToTFRecord"
        "|CacheDataset.*|DebugIdentity.*|DebugNan.*|DebugNumeric.*|DumpIdentity.*"),
    "prints": "Print|PrintV2|Assert|StringLogger",
    "runs foreign code": (
        "EagerPyFunc|PyFunc|PyFuncStateless|GeneratorDataset|TRTEngineOp|CreateTRTResourceHandle"
        "|InitializeTRTResource|XlaLaunch.*|XlaCallModule|XlaCustomCall.*|_.*|RemoteFusedGraph.*"
        "|RemoteCall|UniformQuantizedCustom.*|LoadLibrary|SymbolicGradient"),
    "uses the network": (
        "RpcCall|RpcServer.*|RpcClient|DataService.*|RegisterDataset.*|_?Send|_?Recv|_Host.*"
        "|Collective.*|Nccl.*|.*Tpu.*|.*TPU.*|BigQuery.*|Gcs.*"),
}
_PATTERNS = {what: re.compile(pattern) for what, pattern in _WHAT.items()}

# Stateful ops whose state is the program's own: variables, tables, random numbers, iterators over
# tensors, and calls of functions, which are looked into themselves.
_OWN_STATE = re.compile(
    "VarHandleOp|Variable|VariableV2|VarIsInitializedOp|AutoReloadVariable|ReadVariable.*"
    "|Assign.*|DestroyResourceOp|Destroy.*|Resource.*|Scatter.*|Temporary.*|IsVariableInitialized"
    "|CountUpTo|Random.*|Multinomial|ParameterizedTruncatedNormal|TruncatedNormal"
    "|Stateful.*|RngSkip|RngReadAndSkip|NonDeterministicInts|AnonymousSeed.*|.*CandidateSampler"
    "|.*HashTable.*|LookupTable.*|InitializeTable|InitializeTableV2|Fake.*|Mutex.*|ConsumeMutex.*"
    "|Stack.*|TensorArray.*|Placeholder|Barrier.*|.*Queue.*|Conditional.*|Accumulator.*"
    "|If|While|Case|PartitionedCall|Enter|RefSwitch|Anonymous.*|Make.*|Iterator.*|.*Iterator.*"
    "|OneShot.*|RangeDataset|TensorDataset|TensorSliceDataset|ModelDataset|Map.*|Stage.*"
    "|Unstage.*|Ordered.*|Delete.*|Batch.*|Unbatch.*|Sdca.*|SparseApply.*|Apply.*|BoostedTrees.*"
    "|TensorForest.*|DecodeProto.*|StringNGrams|SparseSplit|Timestamp|Bucketize|RaggedBincount"
    "|.*Bincount|Abort|ControlTrigger|NoOp|Skipgram|SampleDistorted.*|StaticRegex.*|.*Dataset.*"
    "|Optional.*|Summary.*|.*Summary|ClusterOutput|DynamicPartition|Cudnn.*|CheckNumerics.*"
    "|DisableCopyOnRead|GuaranteeConst|DeepCopy|Empty|StatelessRandomGetAlg|VariableShape")

# What every model has for its own checkpoint; it is run by its saver alone.
_SAVER_OPS = frozenset(
    ["SaveV2", "RestoreV2", "MergeV2Checkpoints", "Save", "SaveSlices", "Restore", "RestoreSlice"])


def run(values, words):
    """Scan, and print what was found."""
    directory, tag_set = values["dir"], values["tag_set"]
    if tag_set:
        found = [models.meta_graph(directory, tag_set)]
    else:
        found = models.read(directory).meta_graphs
    if values["report"] or values["json"]:
        return _report(found, values["json"])
    denylist = DENYLIST
    if values["op_denylist"]:
        denylist = {op.strip() for op in values["op_denylist"].split(",") if op.strip()}
    for one in found:
        tags, present = models.tags(one), denylist & models.ops_used(one.graph_def)
        if present:
            print(f"MetaGraph with tag set {tags} contains the following denylisted ops:", present)
        else:
            print(f"MetaGraph with tag set {tags} does not contain the default denylisted ops:",
                  denylist)
    return 0


def capability(op):
    """Return what an op may touch beside tensors, or None where it is known to be harmless.

    Example:
        >>> capability("ReadFile"), capability("AddV2"), capability("SomebodysOwnOp")
        ('reads files', None, 'unknown op')
    """
    if loading_order.outputs(op) is None:
        return "unknown op"
    for what, pattern in _PATTERNS.items():
        if pattern.fullmatch(op):
            return what
    if loading_order.is_stateful(op) and not _OWN_STATE.fullmatch(op):
        return "stateful, not on the list of harmless ops"
    return None


def findings(found):
    """Return sorted (what, op, function or "", node name) tuples for a MetaGraphDef."""
    library = {function.signature.name: function for function in found.graph_def.library.function}
    saver_nodes, saver_functions = _saver(found, library)
    places = [("", found.graph_def.node)]
    places += [(name, function.node_def) for name, function in library.items()]
    risky = []
    for where, nodes in places:
        for node in nodes:
            if node.op in library:
                continue
            if node.op in _SAVER_OPS and (
                    where in saver_functions if where else node.name in saver_nodes):
                continue
            what = capability(node.op)
            if what is not None:
                risky.append((what, node.op, where, node.name))
    return sorted(risky)


def _saver(found, library):
    """Return the names of the nodes that the saver needs, and those of the functions it calls.

    A function that the program can call otherwise is none of the saver's.
    """
    nodes = {node.name: node for node in found.graph_def.node}
    saver = found.saver_def
    waiting = [name.partition(":")[0] for name in (saver.save_tensor_name, saver.restore_op_name)]
    reached, called = set(), set()
    while waiting:
        name = waiting.pop()
        if name in reached or name not in nodes:
            continue
        reached.add(name)
        waiting += [text.lstrip("^").partition(":")[0] for text in nodes[name].input]
        called |= _called(nodes[name], library)
    waiting = list(called)
    while waiting:
        for node in library[waiting.pop()].node_def:
            waiting += _called(node, library) - called
            called |= _called(node, library)
    for node in found.object_graph_def.nodes:
        called -= set(node.function.concrete_functions)
        called.discard(node.bare_concrete_function.concrete_function_name)
    return reached, called


def _called(node, library):
    names = {node.op}
    for value in node.attr.values():
        names.add(value.func.name)
        names.update(function.name for function in value.list.func)
    return names & library.keys()


def _report(found, as_json):
    listed = [(models.tags(one), findings(one)) for one in found]
    if as_json:
        print(json.dumps({"meta_graphs": [
            {"tags": tags, "findings": [
                {"what": what, "op": op, "function": where or None, "node": node}
                for what, op, where, node in risky]}
            for tags, risky in listed]}, indent=2))
    else:
        for tags, risky in listed:
            _print_report(tags, risky)
    return FOUND if any(risky for _, risky in listed) else 0


def _print_report(tags, risky):
    if not risky:
        print(f"MetaGraph {tags}: every op is known to touch nothing but the model's own tensors.")
        return
    print(f"MetaGraph {tags}:")
    places = {}
    for what, op, where, node in risky:
        places.setdefault((what, op), []).append(f"{node} in {where or 'the graph'}")
    terminal.print_table(
        ("what", "op", "times", "first"),
        [(*key, len(found), found[0]) for key, found in places.items()])
