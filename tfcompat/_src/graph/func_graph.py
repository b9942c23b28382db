"""FuncGraph: the graph of a function - arguments, results and what it captures from outside.

Making nodes is in `tracing`; functions made of such graphs are in `functions`.
"""

from tfcompat._src.base import dtypes, errors, names
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, eager
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.graph.graph import Graph, placeholder
from tfcompat._src.graph.symbolic import SymbolicTensor

_HANDLES = frozenset([dtypes.resource, dtypes.variant])
_SMALL = 128  # TensorFlow's limit of elements


class FuncGraph(Graph):
    """A graph with inputs and outputs.

    Attributes:
        name: the name of the function.
        inputs: the placeholders of the arguments, in order, captures at the end.
        outputs: the tensors returned, flat.
        control_outputs: operations that run whether their results are used or not.
        outer_graph: the graph that was the default when this one was made, or None.
        structured_input_signature: (args, kwargs) with specs for tensors, where it was traced.
        structured_outputs: the nest that the function returned, where it was traced.
    """

    building_function = True

    def __init__(self, name="", outer_graph=None, automatic_control_dependencies=True):
        """Make an empty graph.

        Args:
            name: the name of the function.
            outer_graph: the graph that encloses it; its tensors can be captured.
            automatic_control_dependencies: whether stateful ops keep the order of their calls.
        """
        super().__init__()
        self.automatic_control_dependencies = automatic_control_dependencies
        self.name = name
        self.inputs = []
        self.outputs = []
        self.control_outputs = []
        self.outer_graph = outer_graph
        self.structured_input_signature = self.structured_outputs = None
        self._captures = {}
        self._stand_ins = {}
        if outer_graph is not None:
            self.seed = outer_graph.seed

    @property
    def captures(self):
        """List of (external tensor, internal placeholder), in the order of capture."""
        return list(self._captures.values())

    @property
    def external_captures(self):
        """The captured tensors, as they are outside."""
        return [external for external, _ in self._captures.values()]

    @property
    def internal_captures(self):
        """The tensors that stand for the captures inside."""
        return [internal for _, internal in self._captures.values()]

    @property
    def variables(self):
        """The variables whose handles are captured, as a tuple."""
        return owners(self.external_captures)

    @property
    def trainable_variables(self):
        """The trainable ones among the variables."""
        return tuple(variable for variable in self.variables if variable.trainable)

    def add_input(self, dtype, shape=None, name=None, user_name=None):
        """Append an argument and return its placeholder."""
        attrs = None if user_name is None else {"_user_specified_name": user_name.encode()}
        tensor = placeholder(self, dtype, shape, name, attrs)
        self.inputs.append(tensor)
        return tensor

    def add_resource_input(self, user_name):
        """Append an argument for a resource and return its placeholder."""
        node_name = user_name if names.is_valid_op_name(user_name) else None
        return self.add_input(dtypes.resource, TensorShape([]), node_name, user_name)

    def stand_in(self, tensor, argument):
        """Let an argument stand for a tensor from outside that is given with every call."""
        argument.handle_data = handle_data_of(tensor)
        self._stand_ins[id(tensor)] = (tensor, argument)

    def internal(self, tensor):
        """Return the tensor of this graph that stands for an argument of a call."""
        pair = self._stand_ins.get(id(tensor))
        return tensor if pair is None else pair[1]

    def capture(self, tensor, name=None, user_name=None):
        """Return the tensor that stands for `tensor` in this graph, capturing it if need be.

        Small eager tensors become Const nodes, so that their values are known to shape
        functions; they are arguments all the same, as in TensorFlow.

        Raises:
            InaccessibleTensorError: it belongs to a graph that does not enclose this one.
        """
        if isinstance(tensor, SymbolicTensor):
            if tensor.graph is self:
                return tensor
            tensor = self._reachable(tensor)
        pair = self._captures.get(id(tensor)) or self._stand_ins.get(id(tensor))
        if pair is None:
            internal = self._stand_in(tensor, name or _default_name(tensor), user_name)
            pair = self._captures[id(tensor)] = (tensor, internal)
            self.inputs.append(internal)
        return pair[1]

    def capture_names(self, tensor, node, argument):
        """Return what to call a captured tensor, and what its placeholder says it stands for.

        Args:
            tensor: the tensor.
            node: the full name of the node that it is captured for.
            argument: which of the node's arguments it is.
        """
        return (f"{node}/{argument}" if isinstance(tensor, EagerTensor) else None), argument

    def replace_capture(self, tensor, internal):
        """Let `internal`, an argument already, stand for `tensor`."""
        self._captures[id(tensor)] = (tensor, internal)

    def captured(self, tensor):
        """Return the internal tensor of a capture, or None."""
        pair = self._captures.get(id(tensor))
        return None if pair is None else pair[1]

    def _stand_in(self, tensor, name, user_name):
        scope, self.names.scope = self.names.scope, ""
        controls, self._control_stack = self._control_stack, []
        try:
            if _is_small(tensor):
                return self.context.constant(tensor._array, tensor.dtype, name)
            attrs = {"_user_specified_name": (user_name or name).encode()}
            internal = placeholder(self, tensor.dtype.base_dtype, tensor.shape, name, attrs)
            internal.handle_data = handle_data_of(tensor)
            return internal
        finally:
            self.names.scope, self._control_stack = scope, controls

    def _reachable(self, tensor):
        """Return the tensor, or the one that stands for it in a graph around that is a copy."""
        outer = self.outer_graph
        while outer is not None:
            if outer is tensor.graph:
                return tensor
            if id(tensor) in getattr(outer, "twins", ()):
                return outer.twins[id(tensor)][1]
            outer = getattr(outer, "outer_graph", None)
        inner = tensor.graph
        while inner is not None and inner is not self:
            inner = getattr(inner, "outer_graph", None)
        if inner is None:  # of a function that was traced before: TensorFlow finds it when it runs
            raise TypeError(eager.out_of_scope(tensor, "here"))
        raise errors.InaccessibleTensorError(eager.out_of_scope(tensor, self))

    def __str__(self):
        return f"FuncGraph(name={self.name}, id={id(self)})"


def _is_small(tensor):
    if not isinstance(tensor, EagerTensor) or tensor.dtype in (dtypes.resource, dtypes.variant):
        return False
    return tensor._array.size <= _SMALL


def _default_name(tensor):
    return tensor.op.name if isinstance(tensor, SymbolicTensor) else "capture"


def owners(tensors):
    """Return the variables that are behind handles among the given tensors, as a tuple."""
    found = (getattr(t._array, "owner", None) for t in tensors
             if isinstance(t, EagerTensor) and t.dtype is dtypes.resource)
    alive = (owner() for owner in found if owner is not None)
    return tuple(variable for variable in alive if variable is not None)


def handle_data_of(tensor):
    """Return (DType, TensorShape) of the variable that a resource tensor refers to, or None."""
    if isinstance(tensor, SymbolicTensor):
        return tensor.handle_data
    if isinstance(tensor, EagerTensor):
        resource = tensor._array
        if hasattr(resource, "dtype") and hasattr(resource, "shape") and hasattr(resource, "lock"):
            return resource.dtype, resource.shape
    return None


def note_handles(arguments, tensors):
    """Tell arguments what the handles that a call gives for them refer to, where they lack it.

    Stored functions do not always say.

    Args:
        arguments: the SymbolicTensors within a function.
        tensors: what is given for them.
    """
    for argument, tensor in zip(arguments, tensors, strict=False):
        if argument._dtype in _HANDLES and argument._handle_data is None:
            argument.handle_data = handle_data_of(tensor)


def current_graph():
    """Return the graph that ops called now would go into, or None when they run eagerly."""
    return getattr(context.current(), "graph", None)
