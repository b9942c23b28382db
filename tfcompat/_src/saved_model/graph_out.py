"""The top-level graph of a SavedModel: stand-ins for variables and constants, calls of functions.

It serves what reads graphs without objects: TensorFlow 1.x, C++, TFLite. The functions are in
`functions_out.py`; which calls there are, in `signatures_out.py` and `saver_out.py`.
"""

import copy

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.core.tensor import EagerTensor
from tfcompat._src.graph import calls, export
from tfcompat._src.graph.functions import function_names
from tfcompat._src.graph.graph import MIN_CONSUMER, PRODUCER, Graph
from tfcompat._src.registry import attr_values, find
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.saved_model import call_shapes
from tfcompat._src.saved_model.function_names import rename_calls
from tfcompat._src.saved_model.functions_out import capture_key
from tfcompat._src.saved_model.restored_resource import RestoredResource
from tfcompat._src.wire import messages


class ExportedGraph:
    """The graph under construction.

    Args:
        library: the FunctionLibrary of the model.

    Attributes:
        graph: the Graph.
        library: the FunctionLibrary.
    """

    def __init__(self, library):
        self.graph = Graph()
        self.library = library
        self._stand_ins = {}
        self._paths = set()
        self._initializers = {}
        self._initializing = False
        self._copies = {}
        self._calls = set()

    def add_variable(self, variable, on_device=False):
        """Add a handle for a Variable, and a node that reads it.

        Args:
            variable: the Variable.
            on_device: whether they ask for its device.
        """
        name = self.graph.unique_name(variable._shared_name)
        device = variable.device if on_device else None
        with self.graph.as_default(), self.graph.device(device):
            handle = raw.VarHandleOp(
                shared_name=name, debug_name=f"{name}/", dtype=variable.dtype,
                shape=variable.shape, name=f"{name}/",
            )
            raw.ReadVariableOp(handle, dtype=variable.dtype, name=f"{name}/Read/ReadVariableOp/")
        self._stand_ins[capture_key(variable.handle)] = handle

    def add_asset(self, path):
        """Add a variable for the path of an asset, set from a placeholder; return that.

        Args:
            path: the string tensor that functions captured.
        """
        placeholder = self.placeholder(dtypes.string, [], "asset_path_initializer")
        name = self.graph.unique_name("Variable")
        with self.graph.as_default():
            handle = raw.VarHandleOp(
                shared_name=name, debug_name=f"{name}/", dtype=dtypes.string, shape=[],
                name=f"{name}/",
            )
            handle.op.attrs["_class"] = (f"loc:@{name}".encode(),)
            raw.VarIsInitializedOp(handle, name=f"{name}/IsInitialized/VarIsInitializedOp/")
            assigned = raw.AssignVariableOp(handle, placeholder, name=f"{name}/Assign/")
            self._initializers[capture_key(path)] = ordered_by_hand(assigned)
            raw.ReadVariableOp(handle, dtype=dtypes.string, name=f"{name}/Read/ReadVariableOp/")
        self._stand_ins[capture_key(path)] = handle
        self._paths.add(capture_key(path))
        return placeholder

    def add_resource(self, resource):
        """Add the nodes that make a TrackableResource's resource."""
        made = copy.copy(resource)
        with self.graph.as_default():
            handle = made._create_resource()
        made._resource_handle_value = handle
        if not isinstance(resource, RestoredResource):
            self._copies[id(resource)] = made
        if handle is not None:
            self._stand_ins[capture_key(resource.resource_handle)] = handle

    def copy_of(self, node):
        """Return what stands for an object with a resource in this graph; others themselves."""
        return self._copies.get(id(node), node)

    def add_initializer(self, functions):
        """Add the operation that brings the graph into its first state, and return it.

        Args:
            functions: concrete functions that fill resources.
        """
        self._initializing = True
        first = list(self._initializers.values())
        first += [ordered_by_hand(self.call(function, [])[0].op) for function in functions]
        self._initializing = False
        return self.graph.create_op(find("NoOp"), [], {}, control_inputs=first)

    def add_constant(self, tensor):
        """Add a Const node for a captured EagerTensor; return its name."""
        node = self.graph.context.constant(tensor._array, tensor.dtype, None)
        self._stand_ins[capture_key(tensor)] = node
        return node.op.name

    def stand_in(self, tensor):
        """Return the tensor of this graph that stands for an eager one, or None."""
        return self._stand_ins.get(capture_key(tensor))

    def placeholder(self, dtype, shape, name):
        """Add a Placeholder and return its tensor."""
        with self.graph.as_default():
            return raw.Placeholder(dtype=dtype, shape=shape, name=name)

    def placeholder_with_default(self, default, shape, name):
        """Add a placeholder that has the value of an eager tensor unless it is fed."""
        value = self.graph.context.constant(default._array, default.dtype, f"{name}/input")
        with self.graph.as_default():
            return raw.PlaceholderWithDefault(value, shape=shape, name=name)

    def call(self, concrete, args, by_value=False):
        """Add a call of a concrete function and return its output tensors.

        Args:
            concrete: the ConcreteFunction.
            args: tensors of this graph for its arguments.
            by_value: whether tensors that no object has become constants.

        Raises:
            AssertionError: it captures something that no saved object has.
        """
        function = concrete.graph_function
        if by_value:
            for tensor in concrete.captured_inputs:
                if isinstance(tensor, EagerTensor) and tensor.dtype != dtypes.resource and (
                    self.stand_in(tensor) is None
                ):
                    self.add_constant(tensor)
        captures = [self._captured(concrete, i, tensor)
                    for i, tensor in enumerate(concrete.captured_inputs)]
        record = find("StatefulPartitionedCall" if function.stateful else "PartitionedCall")
        attrs = calls.call_attributes(function)
        attrs["f"] = FunctionRef(self.library.name(function))
        op = self.graph.create_op(record, [*args, *captures], record.bind(attrs))
        self._calls.add(op)
        for tensor, shape in zip(
            op.outputs, call_shapes.of_results(function, op.inputs), strict=True
        ):
            tensor._shape = shape
        return op.outputs

    def _captured(self, concrete, index, tensor):
        if getattr(tensor, "graph", None) is self.graph:
            return tensor
        found = self.stand_in(tensor)
        if found is None:
            with self.graph.as_default():  # where variables show no values
                raise AssertionError(_untracked(concrete, index, tensor))
        key = capture_key(tensor)
        if key in self._paths:
            first = [self._initializers[key]] if self._initializing else []
            with self.graph.as_default(), self.graph.control_dependencies(first):
                return raw.ReadVariableOp(found, dtype=tensor.dtype)
        return found

    def message(self):
        """Return the GraphDef, with the function library."""
        message = messages.GraphDef()
        for op in self.graph.operations:
            node = message.node.add()
            node.CopyFrom(export.node_def(op, strip_default_attrs=True))
            if op not in self._calls:  # those of objects that make resources by functions
                called = [name for name in function_names(node) if name in self.graph.functions]
                rename_calls(
                    node, {name: self.library.name(self.graph.functions[name]) for name in called}
                )
            if op.outputs:
                shapes = [tensor.shape for tensor in op.outputs]
                node.attr["_output_shapes"].CopyFrom(attr_values.encode("list(shape)", shapes))
        message.library.function.extend(self.library.definitions())
        message.versions.producer = PRODUCER
        message.versions.min_consumer = MIN_CONSUMER
        return message


def _untracked(concrete, index, tensor):
    inner = concrete.graph.inputs[len(concrete.graph.inputs) - len(concrete.captured_inputs)
                                  + index]
    value = getattr(tensor, "_array", tensor)
    owner = getattr(value, "owner", None)
    owner = owner() if owner is not None else None
    parent = "" if owner is None else f"\n\tTrackable referencing this tensor = {owner!r}"
    return (
        "Tried to export a function which references an 'untracked' resource. TensorFlow objects "
        "(e.g. tf.Variable) captured by functions must be 'tracked' by assigning them to an "
        "attribute of a tracked object or assigned to an attribute of the main object directly. "
        f"See the information below:\n\tFunction name = {concrete.name}\n\tCaptured Tensor = "
        f"{value!r}{parent}\n\tInternal Tensor = {inner}"
    )


def ordered_by_hand(op):
    """Mark an operation as one whose order explicit control edges keep, and return it."""
    op.attrs["_has_manual_control_dependencies"] = True
    return op


def tensor_info(tensor):
    """Return the TensorInfo of a tensor of the graph."""
    return messages.TensorInfo(
        name=tensor.name, dtype=tensor.dtype.as_datatype_enum,
        tensor_shape=attr_values.shape_to_proto(tensor.shape),
    )


def operation_info(op):
    """Return the TensorInfo that stands for an operation without outputs."""
    return messages.TensorInfo(
        name=op.name, tensor_shape=attr_values.shape_to_proto(TensorShape(None))
    )
