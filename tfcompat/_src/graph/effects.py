"""What running an op does besides yielding values, and the order that this imposes.

The lists are TensorFlow's: ops registered as stateful that need no order, and ops that only read
the resources they are given. `ControlOrder` chains traced ops accordingly.
"""

from tfcompat._src.base import dtypes

_RANDOM = frozenset([
    "Multinomial", "ParameterizedTruncatedNormal", "RandomGamma", "RandomGammaGrad",
    "RandomPoisson", "RandomPoissonV2", "RandomShuffle", "RandomStandardNormal", "RandomUniform",
    "RandomUniformInt", "TruncatedNormal",
])
_UNORDERED = frozenset([
    "CollectiveAssignGroupV2", "CollectiveBcastRecv", "CollectiveBcastRecvV2",
    "CollectiveBcastSend", "CollectiveBcastSendV2", "CollectiveGather",
    "CollectiveInitializeCommunicator", "CollectiveReduce", "NcclAllReduce", "Recv", "CudnnRNN",
    "CudnnRNNBackprop", "CudnnRNNBackpropV2", "CudnnRNNBackpropV3", "CudnnRNNV2", "CudnnRNNV3",
    "RestoreV2", "SaveV2",
])
READS = frozenset([
    "ReadVariableOp", "ResourceGather", "ResourceGatherNd", "VariableShape", "_ReadVariablesOp",
])
# Registered as stateful because what they yield is not a function of their inputs; left out when
# nobody uses it.
_PURE = READS | _RANDOM | frozenset([
    "VarHandleOp", "VariableV2", "Variable", "VarIsInitializedOp", "Empty", "HashTableV2",
    "HashTable", "MutableHashTableV2", "MutableHashTable", "MutableDenseHashTableV2",
    "LookupTableFindV2", "LookupTableSizeV2", "_Arg", "_Retval", "Placeholder", "TensorArrayV3",
    "TensorArraySizeV3", "TensorArrayReadV3", "TensorArrayGatherV3", "TensorArrayConcatV3",
])


def needs_order(op):
    """Say whether a traced op has to run, in its order among other such ops."""
    record = op.record
    if record is None or not record.stateful:
        return False
    return op.type not in _RANDOM and op.type not in _UNORDERED


def has_effects(op):
    """Say whether leaving out an op that nobody uses could be noticed."""
    record = op.record
    return record is not None and record.stateful and op.type not in _PURE


def only_reads(op):
    """Say whether an op does nothing but yield values."""
    return op.type in _PURE


_HANDING_ON = frozenset(["Identity", "Enter", "Switch", "IdentityN"])


class ControlOrder:
    """Control edges between the stateful ops of a traced function, per resource.

    A read runs after the last write to the resource; a write after the last write and the reads
    since; stateful ops without resources run one after the other.
    """

    def __init__(self):
        self.must_run = []
        self._last_write = {}
        self._reads = {}

    def add(self, op):
        """Note a new op and return the operations it has to run after."""
        ordered = needs_order(op)
        if ordered:
            self.must_run.append(op)
        after = []
        resources = {} if op.type in _HANDING_ON else resource_inputs(op)
        for key, is_read in resources.items():
            write = self._last_write.get(key)
            if write is not None:
                after.append(write)
            if is_read:
                self._reads.setdefault(key, []).append(op)
            else:
                after.extend(self._reads.pop(key, ()))
                self._last_write[key] = op
        if ordered and not resources:
            write = self._last_write.get(None)
            if write is not None:
                after.append(write)
            self._last_write[None] = op
        direct = {tensor.op for tensor in op.inputs}
        wanted = [other for other in dict.fromkeys(after) if other is not op]
        return sorted((o for o in wanted if o not in direct), key=lambda other: other.name)


def resource_inputs(op):
    """Return {id of a resource tensor at its origin: whether the op only reads it}."""
    found = {}
    read_only = read_only_inputs(op)
    for i, tensor in enumerate(op.inputs):
        if tensor._dtype is dtypes.resource or tensor.is_ref:
            key = id(origin(tensor))
            is_read = op.type in READS or i in read_only
            found[key] = found.get(key, True) and is_read
    return found


def origin(tensor):
    """Follow a resource through the ops that hand it on unchanged."""
    while tensor.op.type in _HANDING_ON and tensor.op.inputs:
        if tensor.op.type == "IdentityN":
            tensor = tensor.op.inputs[tensor.value_index]
        else:
            tensor = tensor.op.inputs[0]
    return tensor


def read_only_inputs(op):
    """Return the indices of resource inputs that a call op's function only reads."""
    value = op.attrs.get("_read_only_resource_inputs")
    if value is None:
        return ()
    if hasattr(value, "list"):
        return tuple(value.list.i)
    return tuple(value)


def read_only_arguments(graph):
    """Return the indices of a function's resource arguments that it only reads."""
    written = set()
    for op in graph.operations:
        if op.record is None or op.type == "Identity":
            continue
        for key, is_read in resource_inputs(op).items():
            if not is_read:
                written.add(key)
    for tensor in graph.outputs:
        written.add(id(origin(tensor)))
    return [
        i for i, tensor in enumerate(graph.inputs)
        if tensor._dtype is dtypes.resource and id(tensor) not in written
    ]
