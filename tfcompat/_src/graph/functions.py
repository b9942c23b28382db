"""GraphFunction: a function of a library - a graph with inputs, outputs and side effects.

A function that came from a file is imported when its graph is first asked for, and compiled when
it is first run. What users call `ConcreteFunction` is in the function room.
"""

import threading

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import library
from tfcompat._src.registry.attributes import FunctionRef


class GraphFunction:
    """A named graph function.

    Attributes:
        name: its name in libraries.
        attrs: the function's own attributes: name to AttrValue message.
        library: mapping of names to the GraphFunctions it may call.
        pairs: what the gradient room made of it: forward and backward functions.
        lock: held while something is made of it.
    """

    def __init__(self, name, graph=None, *, attrs=None, definition=None, library=None, loader=None):
        """Make a function of a traced graph, or of a FunctionDef that is imported on demand.

        Args:
            name: its name.
            graph: the FuncGraph; None when it is to come from `definition`.
            attrs: name to AttrValue message.
            definition: the FunctionDef it comes from, or None.
            library: mapping of names to GraphFunctions; by default the graph's own.
            loader: function of a FunctionDef and a library that returns a FuncGraph.
        """
        self.name = name
        self.attrs = dict(attrs or {})
        self.definition = definition
        self._graph = graph
        self._loader = loader
        self.library = library if library is not None else graph.functions
        self._plan = None
        self.pairs = {}
        self.lock = threading.RLock()
        self._register()

    def _register(self):
        library.register(self.name, self)

    @property
    def graph(self):
        """The FuncGraph, imported on first use.

        Raises:
            ValueError: the FunctionDef is broken; names the node.
        """
        if self._graph is None:
            with self.lock:
                if self._graph is None:
                    self._graph = self._loader(self.definition, self.library)
        return self._graph

    @property
    def is_imported(self):
        """Whether the graph is at hand already."""
        return self._graph is not None

    @property
    def inputs(self):
        """The SymbolicTensors that stand for the arguments, captures last."""
        return self.graph.inputs

    @property
    def outputs(self):
        """The SymbolicTensors that are returned."""
        return self.graph.outputs

    @property
    def control_outputs(self):
        """The operations that run whether their results are used or not."""
        return self.graph.control_outputs

    @property
    def input_dtypes(self):
        """The DTypes of the arguments."""
        if self.definition is not None:
            return [dtypes.as_dtype(arg.type) for arg in self.definition.signature.input_arg]
        return [tensor.dtype for tensor in self.inputs]

    @property
    def output_dtypes(self):
        """The DTypes of the results."""
        if self.definition is not None:
            return [dtypes.as_dtype(arg.type) for arg in self.definition.signature.output_arg]
        return [tensor.dtype.base_dtype for tensor in self.outputs]

    @property
    def stateful(self):
        """Whether the function has effects or reads state, itself or through functions."""
        if self.definition is not None and self.definition.signature.is_stateful:
            return True
        return any(op.is_stateful for op in self.graph.operations)

    def callees(self):
        """Return the GraphFunctions that it calls directly and that its library has."""
        found = (self.library.get(name) for name in self.callee_names())
        return [function for function in found if function is not None]

    def callee_names(self):
        """Return the names of the functions that its nodes refer to, importing nothing."""
        names = {}
        if self._graph is None:
            for node in self.definition.node_def:
                names.update(dict.fromkeys(function_names(node)))
                if node.op in self.library:
                    names[node.op] = None
        else:
            for op in self._graph.operations:
                names.update((ref.name, None) for ref in op.function_refs())
        return list(names)

    @property
    def plan(self):
        """The compiled Plan, made on first use.

        Raises:
            UnsupportedError: the graph has ops that are not known here.
        """
        if self._plan is None:
            with self.lock:
                if self._plan is None:
                    self._plan = self._compile()
        return self._plan

    def plan_in(self, resources):
        """Return the Plan whose nodes keep their state in a dict; by default in themselves."""
        if resources is None:
            return self.plan
        key = ("plan of", self)
        found = resources.get(key)
        if found is None:
            with self.lock:
                found = resources.setdefault(key, self._compile(resources))
        return found

    def _compile(self, resources=None):
        # As in TensorFlow, an effect that neither results nor control outputs need is left out.
        from tfcompat._src.plan import compiler

        graph = self.graph
        return compiler.compile_plan(
            graph, graph.inputs, graph.outputs, graph.control_outputs,
            keep_stateful=False, name=self.name, resources=resources,
        )

    def __call__(self, *arrays):
        """Run the function on arrays, as part of an op that has it as an attribute."""
        return self.plan.function(*arrays)

    def function_def(self, strip_default_attrs=False):
        """Return the function as a FunctionDef message."""
        from tfcompat._src.graph import export

        return export.function_def(self, strip_default_attrs)

    def __repr__(self):
        return f"<GraphFunction {self.name!r}>"


# The commonest ops, which have no functions as attributes: models have thousands of such nodes.
_PLAIN = frozenset("""
    Add AddN AddV2 ArgMax AssignVariableOp AvgPool BatchMatMulV2 BiasAdd BroadcastTo Cast ConcatV2
    Const Conv2D DepthwiseConv2dNative DisableCopyOnRead Equal Erf Exp ExpandDims Fill Floor
    FusedBatchNormV3 GatherV2 Greater Identity IdentityN Less LogicalAnd MatMul Max MaxPool Maximum
    Mean MergeV2Checkpoints Minimum Mul Neg NoOp Pack Pad Placeholder Pow Prod Range ReadVariableOp
    RealDiv Relu Relu6 Reshape ResourceGather RestoreV2 Rsqrt SaveV2 Select SelectV2 Shape
    ShardedFilename Sigmoid Slice Softmax Split SplitV Sqrt Square SquaredDifference Squeeze
    StaticRegexFullMatch StopGradient StridedSlice StringJoin Sub Sum Tanh Tile Transpose Unpack
    VarHandleOp VarIsInitializedOp ZerosLike
""".split())


def function_names(node):
    """Return the names of the functions in the attributes of a NodeDef."""
    if node.op in _PLAIN:
        return []
    names = []
    for value in node.attr.values():
        which = value.WhichOneof("value")
        if which == "func":
            names.append(value.func.name)
        elif which == "list":
            names.extend(item.name for item in value.list.func)
    return names


def resolve(functions, ref, where):
    """Return the GraphFunction that a FunctionRef names.

    Args:
        functions: mapping of names to GraphFunctions.
        ref: the FunctionRef.
        where: what refers to it, for the message.

    Raises:
        NotFoundError: there is no such function.
    """
    name = ref.name if isinstance(ref, FunctionRef) else ref
    function = functions.get(name)
    if function is None:
        raise errors.NotFoundError(
            None, None, f"Function {name} is not defined; {where} refers to it."
        )
    return function
