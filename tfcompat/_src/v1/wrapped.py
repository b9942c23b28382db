"""WrappedFunction: a graph made the TensorFlow 1 way as a function, and functions pruned out of it.

Copying the part of a graph that a pruned function needs is in `lifting`; models in `load`.
"""

import inspect

from tfcompat._src.base import errors, nest
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core import context, library
from tfcompat._src.core.composite import CompositeTensor
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.function import tracing_scope
from tfcompat._src.function.concrete import ConcreteFunction
from tfcompat._src.function.function_type import FunctionType, Parameter
from tfcompat._src.graph.func_graph import FuncGraph, current_graph, owners
from tfcompat._src.graph.functions import GraphFunction
from tfcompat._src.graph.operation import Operation
from tfcompat._src.graph.symbolic import SymbolicTensor
from tfcompat._src.registry.definition import type_name
from tfcompat._src.v1 import lifting, tensor_infos


class WrappedGraph(FuncGraph):
    """The graph of a wrapped function; it tells its variables, captured or not."""

    listed = None

    @property
    def variables(self):
        """The variables of the graph, as a tuple."""
        return owners(self.external_captures) if self.listed is None else tuple(self.listed)

    @variables.setter
    def variables(self, value):
        self.listed = list(value)


class WrappedFunction(ConcreteFunction):
    """A function around a graph, out of which other functions can be pruned.

    Example:
        >>> import tfcompat as tf
        >>> def build(x):
        ...     y = tf.multiply(x, 2.0, name="y")
        ...     return tf.add(y, 1.0, name="z")
        >>> wrapped = tf.compat.v1.wrap_function(build, [tf.TensorSpec([], tf.float32)])
        >>> wrapped(3.0)
        <tf.Tensor: shape=(), dtype=float32, numpy=7.0>
        >>> wrapped.prune("y:0", "z:0")(tf.constant(1.0))
        <tf.Tensor: shape=(), dtype=float32, numpy=2.0>
    """

    def __init__(self, graph, structured_outputs, specs=None):
        """Wrap a finished graph.

        Args:
            graph: the WrappedGraph, with its inputs and outputs.
            structured_outputs: the nest of outputs; None in place of operations.
            specs: flat specs of the arguments, or None where there are names only.
        """
        function = GraphFunction(f"__inference_{graph.name}_{library.next_number()}", graph)
        for tensor in graph.outputs:
            _check_no_reference(tensor, function.name)
        super().__init__(function, graph.external_captures, None, structured_outputs)
        self._specs = specs
        if specs is None:
            self._set_flat_signature([])

    @property
    def variables(self):
        """The variables of the graph, as a tuple."""
        return self.graph.variables

    def __call__(self, *args, **kwargs):
        if self._specs is None:
            return super().__call__(*args, **kwargs)
        if kwargs:
            raise NotImplementedError(
                "Keyword arguments are not supported when calling a wrap_function-decorated "
                f"function. Got {kwargs}."
            )
        if len(args) != len(self._specs):
            raise ValueError(
                f"{self._display_name()} takes {len(self._specs)} arguments, got {len(args)}.")
        return self._call_flat([
            convert_to_tensor(arg, spec.dtype)
            for arg, spec in zip(args, self._specs, strict=True)
        ])

    def prune(self, feeds, fetches, name=None, input_signature=None):
        """Make a function of a part of the graph.

        Args:
            feeds: the tensors that become arguments: one, or a nest of them; each a tensor of
                the graph or its name.
            fetches: what the function returns: a tensor, operation, TensorInfo or name of such,
                or a nest of them. Operations are run; None is returned in their places.
            name: the function's name, "pruned" by default.
            input_signature: (args, kwargs) of specs, or None.

        Returns:
            A `WrappedFunction`.

        Raises:
            ValueError: a feed is no tensor, or something is of another graph.
            KeyError: the graph has nothing of a name.
            UnliftableError: a fetch needs a placeholder that is not fed.
            UnsupportedError: ops are needed that are not there; the message names them all.
        """
        flat_feeds = self._feeds(feeds)
        structure, tensors, operations, infos = self._fetches(fetches)
        for item in [*flat_feeds, *tensors, *operations]:
            if item.graph is not self.graph:
                raise ValueError(
                    "Can only prune function whose feeds and fetches from graph "
                    f"{self.graph}. Input {item} is from a different graph {item.graph}."
                )
        pruned = WrappedGraph(name or "pruned", automatic_control_dependencies=False)
        _share(pruned, self.graph)
        sources = [*flat_feeds, *self.graph.internal_captures]
        lifted = lifting.lift(pruned, sources, tensors, operations)
        _check_known(lifted, pruned.name)
        pruned.outputs = [lifted.tensor(tensor) for tensor in tensors]
        pruned.control_outputs = [lifted.operations[op] for op in operations]
        pruned.inputs = [lifted.tensor(tensor) for tensor in flat_feeds]
        for external, internal in self.graph.captures:
            inner = lifted.tensor(internal)
            if inner.users or any(inner is output for output in pruned.outputs):
                pruned.replace_capture(external, inner)
                pruned.inputs.append(inner)
        for tensor, shape in infos:
            lifted.tensor(tensor).set_shape(shape)
        pruned.variables = self.graph.variables
        outputs = nest.map_structure(
            lambda item: None if item is None else lifted.tensor(item), structure,
            expand_composites=True)
        function = WrappedFunction(pruned, outputs)
        function._set_flat_signature([tensor.op.name for tensor in flat_feeds])
        if input_signature is not None:
            function._take_signature(input_signature)
        return function

    def name_arguments(self, specs):
        """Name the arguments, in their order, by specs; a single one may be given by position."""
        names = [spec.name for spec in specs]
        self._set_flat_signature(names, 1 if len(names) == 1 else 0)
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        self._given_type = FunctionType(
            [Parameter(spec.name, kind, False, spec) for spec in specs])
        self.structured_input_signature = ((), dict(zip(names, specs, strict=True)))
        self.graph.structured_input_signature = self.structured_input_signature

    def _take_signature(self, input_signature):
        args, kwargs = input_signature
        args = () if args is None else args
        self.structured_input_signature = (tuple(args), dict(kwargs))
        self.graph.structured_input_signature = self.structured_input_signature

    def _feeds(self, feeds):
        flat = [self.graph.as_graph_element(item)
                for item in nest.flatten(feeds, expand_composites=True)]
        for item in flat:
            if not isinstance(item, Tensor):
                raise ValueError(
                    "All members of argument `feeds` must be tensors. Got "
                    f"{item} with type {type(item)}."
                )
        # Captures are bound already: this lets the inputs of a function be its feeds.
        bound = {id(tensor) for tensor in self.graph.internal_captures}
        return [tensor for tensor in flat if id(tensor) not in bound]

    def _fetches(self, fetches):
        """Return the nest of fetches with None for operations; tensors, operations and shapes."""
        tensors, operations, infos = [], [], []

        def resolve(item):
            if tensor_infos.is_tensor_info(item):
                found = tensor_infos.element(item, self.graph)
                if item.WhichOneof("encoding") == "name" and isinstance(found, SymbolicTensor):
                    infos.append((found, tensor_infos.shape_of(item)))
                item = found
            elif not isinstance(item, (Operation, SymbolicTensor, CompositeTensor)):
                item = self.graph.as_graph_element(item)
            if isinstance(item, Operation):
                operations.append(item)
                return None
            tensors.extend(nest.flatten(item, expand_composites=True))
            return item

        return nest.map_structure(resolve, fetches), tensors, operations, infos


def _share(graph, other):
    """Let a graph have the state and the functions of another one."""
    graph.functions = dict(other.functions)
    graph.resources = other.resources
    graph.resources_lock = other.resources_lock
    graph.resource_owner = other.resource_owner
    graph.custom_gradients = other.custom_gradients


def _check_known(lifted, name):
    missing = sorted({op.type for op in lifted.operations if op.record is None})
    if missing:
        raise errors.UnsupportedError(
            f"'{name}' uses ops that are not supported here: {', '.join(missing)}. See "
            "docs/ops.md for the ops there are."
        )


def _check_no_reference(tensor, name):
    if tensor.is_ref:
        raise errors.InvalidArgumentError(
            None, None,
            f"Output {tensor.value_index} of node '{tensor.op.name}' has a reference type "
            f"{type_name(tensor._dtype)}_ref\n\tEncountered while creating function '{name}'",
        )


def function_of(graph, structured_outputs=None):
    """Return the WrappedFunction without arguments around a graph that was imported."""
    return WrappedFunction(graph, structured_outputs, [])


def wrap_function(fn, signature, name=None):
    """Make a function of Python code that builds a graph the TensorFlow 1 way.

    Args:
        fn: a Python function; it is called once, with a placeholder per spec.
        signature: a list of TensorSpecs; a dict of them gives keyword arguments.
        name: the function's name.

    Returns:
        A `WrappedFunction`: callable, with `prune` to make functions of parts of the graph.

    Example:
        >>> import tfcompat as tf
        >>> import tfcompat.compat.v1 as tf1
        >>> double = tf1.wrap_function(lambda x: x * 2, [tf.TensorSpec([None], tf.int32)])
        >>> double([1, 2])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([2, 4], dtype=int32)>
    """
    graph = WrappedGraph(
        name or getattr(fn, "__name__", "wrapped").replace("<lambda>", "lambda"),
        current_graph(), automatic_control_dependencies=False)
    flat_specs = [spec for spec in nest.flatten(signature) if isinstance(spec, TypeSpec)]

    def collect(variable):
        graph.add_to_collection("variables", variable)
        if variable.trainable:
            graph.add_to_collection("trainable_variables", variable)

    with context.push(graph.context), tracing_scope.variable_creation(True, collect) as creation:
        arguments = nest.map_structure(lambda spec: _placeholder(graph, spec), signature)
        results = _call(fn, arguments)
        outputs = nest.map_structure(_result, results, expand_composites=True)
    flat = nest.flatten(outputs, expand_composites=True)
    graph.outputs = [tensor for tensor in flat if isinstance(tensor, Tensor)]
    graph.structured_outputs = outputs
    wrapped = WrappedFunction(graph, outputs, flat_specs)
    if isinstance(signature, (list, tuple)):
        wrapped._take_signature((_named(signature), {}))
    known = {id(variable) for variable in creation.variables}
    graph.variables = creation.variables + [
        v for v in owners(graph.external_captures) if id(v) not in known]
    _fill(wrapped, creation)
    return wrapped


def _named(signature):
    """Return a signature whose specs all have names."""
    specs = [
        TensorSpec(spec.shape, spec.dtype, spec.name or f"tensor_{i}")
        if isinstance(spec, TensorSpec) else spec
        for i, spec in enumerate(nest.flatten(signature))
    ]
    return nest.pack_sequence_as(signature, specs)


def _placeholder(graph, spec):
    if not isinstance(spec, TensorSpec):
        return spec
    return graph.add_input(spec.dtype, spec.shape, spec.name)


def _call(fn, arguments):
    if isinstance(arguments, dict):
        return fn(**arguments)
    if isinstance(arguments, (list, tuple)):
        return fn(*arguments)
    return fn(arguments)


def _result(value):
    if value is None or isinstance(value, Operation):
        return None
    tensor = convert_to_tensor(value)
    graph = current_graph()
    return tensor if getattr(tensor, "graph", None) is graph else graph.capture(tensor)


def _fill(wrapped, creation):
    """Compute the first values of variables that were made with tensors of the graph."""
    for variable, value in creation.waiting:
        if variable._resource.value is None:
            with context.eagerly():
                variable.assign(wrapped.prune([], value)(), read_value=False)
