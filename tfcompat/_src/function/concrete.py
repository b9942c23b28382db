"""ConcreteFunction: one traced graph with the arguments it takes and the tensors it captured.

The graph runs as a compiled plan when called eagerly, and becomes a call node in graphs. Calls by
flat names, as signatures of SavedModels have them, are in `flat_calls`.
"""

import functools

from tfcompat._src.base import dtypes, errors
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor, as_array
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.function import flat_calls, function_type, trace
from tfcompat._src.function.atomic import AtomicFunction, Callable
from tfcompat._src.function.signature import binding_error
from tfcompat._src.graph import calls, func_graph
from tfcompat._src.registry.attributes import FunctionRef
from tfcompat._src.registry.definition import type_name


class ConcreteFunction(Callable, Trackable):
    """A callable graph, as `get_concrete_function` returns it.

    Args:
        graph_function: the GraphFunction to run.
        captured_inputs: the tensors bound to its last inputs.
        structured_input_signature: (args, kwargs) with specs for tensors, or None when only the
            flat signature is known.
        structured_outputs: the nest that calls return, with tensors or specs for tensors.
        spec: the FunctionSpec of the Python function, or None.
        call_type: the FunctionType of the parameters; made of the signature when left out.

    Example:
        >>> import tfcompat as tf
        >>> double = tf.function(lambda x: x + x)
        >>> concrete = double.get_concrete_function(tf.TensorSpec([], tf.float32))
        >>> concrete(tf.constant(2.0))
        <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """

    def __init__(
        self, graph_function, captured_inputs, structured_input_signature, structured_outputs,
        spec=None, call_type=None,
    ):
        self._function = graph_function
        self._captured_inputs = list(captured_inputs)
        self.structured_input_signature = structured_input_signature
        self._structured_outputs = structured_outputs
        self._spec = spec
        self._given_type = call_type
        self._arg_keywords = None
        self._num_positional_args = None
        self._set_of_variables = None

    # --- what it is -------------------------------------------------------------------------

    @property
    def name(self):
        """The function's name in libraries, as bytes."""
        return self._function.name.encode("utf-8")

    @property
    def graph_function(self):
        """The GraphFunction that runs."""
        return self._function

    @property
    def inference_fn(self):
        """The graph function as an AtomicFunction, captures to be given with every call."""
        return AtomicFunction(self._function, self.function_type)

    @property
    def graph(self):
        """The FuncGraph."""
        return self._function.graph

    @property
    def inputs(self):
        """The symbolic inputs, captures last."""
        return self.graph.inputs

    @property
    def outputs(self):
        """The symbolic outputs, flat."""
        return self.graph.outputs

    @property
    def structured_outputs(self):
        """The nest of outputs, as calls return it."""
        return self._structured_outputs

    @property
    def captured_inputs(self):
        """The tensors from outside that the function uses."""
        return self._captured_inputs

    def set_external_captures(self, captures):
        """Replace the tensors that are bound to the captures, in their order."""
        self._captured_inputs = list(captures)

    @property
    def variables(self):
        """The variables that the function uses, in order of first use."""
        if self._set_of_variables is not None:
            return tuple(self._set_of_variables)
        return func_graph.owners(self._captured_inputs)

    def set_variables(self, variables):
        """Say which variables `variables` is to list."""
        self._set_of_variables = list(variables)

    @property
    def trainable_variables(self):
        """The trainable ones among the variables."""
        return tuple(v for v in self.variables if v.trainable)

    @property
    def output_shapes(self):
        """The shapes of the structured outputs."""
        return flat_calls.map_leaves(flat_calls.shape_of, self._structured_outputs)

    @property
    def output_dtypes(self):
        """The dtypes of the structured outputs."""
        return flat_calls.map_leaves(flat_calls.dtype_of, self._structured_outputs)

    @property
    def function_def(self):
        """The FunctionDef message."""
        return self._function.function_def()

    @property
    def function_spec(self):
        """The FunctionSpec of the Python function, or None."""
        return self._spec

    @function_spec.setter
    def function_spec(self, spec):
        self._spec = spec
        for derived in ("_call_type", "_all_tensors"):
            self.__dict__.pop(derived, None)

    @property
    def function_type(self):
        """The FunctionType: parameters, captures and results with their types."""
        captures = trace.capture_types(self._captured_inputs)
        return self._call_type.with_results(self._output_type, captures)

    @functools.cached_property
    def _call_type(self):
        """The FunctionType of the parameters, or of the flat ones where only these are known."""
        if self._given_type is not None:
            return self._given_type
        if self.structured_input_signature is None:
            return flat_calls.type_of(self)
        only = self._spec is not None and self._spec.has_varargs
        return function_type.from_structured_signature(
            self.structured_input_signature, self._positional_names(), only)

    @functools.cached_property
    def _output_type(self):
        return trace.output_type(self._structured_outputs)

    @functools.cached_property
    def _signature_type(self):
        return self._call_type.with_results(self._output_type, {})

    @functools.cached_property
    def _all_tensors(self):
        """The number of arguments where all of them are single tensors, else -1."""
        if self.structured_input_signature is None:
            return -1
        kinds = [p.annotation for p in self._call_type.parameters.values()
                 if p.kind is not p.KEYWORD_ONLY]
        alone = len(kinds) == len(self._call_type.parameters)
        return len(kinds) if alone and all(map(flat_calls.is_tensor_type, kinds)) else -1

    def _positional_names(self):
        count = len(self.structured_input_signature[0])
        if self._spec is not None:
            names = self._spec.positional_names(count)
            if len(names) == count:
                return names
        return [f"arg_{i}" for i in range(count)]

    def _set_flat_signature(self, keywords, positional=None):
        """Name the flat arguments, for calls by keyword; as signatures have them."""
        self._arg_keywords = list(keywords)
        self._num_positional_args = len(keywords) if positional is None else positional

    # --- calls ------------------------------------------------------------------------------

    def __call__(self, *args, **kwargs):
        if not kwargs and len(args) == self._all_tensors and _all_eager(args):
            return self._call_flat(args)  # what flat calls do not check is not checked
        if self.structured_input_signature is None:
            return self._call_flat(flat_calls.bind(self, args, kwargs))
        try:
            bound = self._call_type.bind(*args, **kwargs)
            flat = self._call_type.unpack_inputs(self._call_type.cast_arguments(bound))
        except (TypeError, AssertionError) as error:
            structured = TypeError(binding_error(error, args, kwargs, self._signature_type))
            if self._arg_keywords is None:
                raise structured from None
            try:
                return self._call_flat(flat_calls.bind(self, args, kwargs))
            except (TypeError, ValueError) as second:
                raise TypeError(
                    f"{structured}\nFallback to flat signature also failed due to: {second}"
                ) from None
        return self._call_flat(flat)

    def _call_flat(self, tensors):
        """Call with flat tensor arguments, captures left out; return the structured result."""
        eager = context.current().is_eager
        if not eager:
            flat_calls.check_shapes(self, tensors)
        if context.recorders():
            recorded = self._recorded(tensors)
            if recorded is not None:
                return self._pack(recorded)
        if eager:
            return self._pack(self._run(tensors))
        return self._pack(calls.call_function(
            self._function, [*tensors, *self._captured_inputs]
        ))

    def _recorded(self, tensors):
        """Call so that tapes can differentiate; None where no tape follows the arguments."""
        from tfcompat._src.grad import functions

        args = [*map(convert_to_tensor, tensors), *self._captured_inputs]
        return functions.recorded_call(self._function, args)

    @functools.cached_property
    def _kinds(self):
        """The DTypes of the inputs, and those of the outputs."""
        function = self._function
        return [kind.base_dtype for kind in function.input_dtypes], function.output_dtypes

    def _run(self, tensors):
        """Run the plan on eager tensors; return flat eager tensors."""
        input_kinds, output_kinds = self._kinds
        arrays = []
        for tensor in (*tensors, *self._captured_inputs):
            kind = input_kinds[len(arrays)]
            if type(tensor) is not EagerTensor:
                tensor = convert_to_tensor(tensor)
            if tensor._dtype is not kind and tensor._dtype != kind:
                raise errors.InvalidArgumentError(
                    None, None, self._wrong_dtype(len(arrays), kind, tensor)
                )
            arrays.append(tensor._array)
        results = self._function.plan(*arrays)
        return [
            EagerTensor(as_array(array, dtype), dtype)
            for array, dtype in zip(results, output_kinds, strict=True)
        ]

    def _wrong_dtype(self, index, kind, tensor):
        name = self._function.name
        return (
            f"cannot compute {name} as input #{index}(zero-based) was expected to be a "
            f"{type_name(kind)} tensor but is a {type_name(tensor.dtype)} tensor [Op:{name}]"
        )

    def _pack(self, outputs):
        structure = self._structured_outputs
        if structure is None:
            return None
        if isinstance(structure, Tensor):
            return outputs[0]
        return self._output_type.from_tensors(iter(outputs))

    def add_to_graph(self, g=None, overwrite=False):
        """Add the function, with those that it calls, to the library of a graph.

        Args:
            g: a Graph; by default the one under construction, if any.
            overwrite: whether it may replace a function of the same name.
        """
        graph = func_graph.current_graph() if g is None else g
        if graph is not None:
            if overwrite:
                graph.functions.pop(self._function.name, None)
            graph.add_function(self._function, keep=True)

    def _as_name_attr_list(self):
        """Return the function as the value of an attribute of kind func."""
        return FunctionRef(self._function.name)

    # --- texts ------------------------------------------------------------------------------

    def _display_name(self):
        name = self._function.name.removeprefix("__inference_")
        head, _, tail = name.rpartition("_")
        return head if head and tail.isdigit() else name

    def pretty_printed_signature(self, verbose=True):
        """Return the arguments, results and captures as text."""
        return repr(self.function_type) if verbose else str(self._signature_type)

    def __str__(self):
        if self.structured_input_signature is None:
            return repr(self)
        return f"ConcreteFunction {self.pretty_printed_signature()}"

    def __repr__(self):
        if self.structured_input_signature is None:
            names = ", ".join(self._arg_keywords or ())
            return f"<ConcreteFunction {self._display_name()}({names}) at {_address(self)}>"
        return f"<ConcreteFunction {self._signature_type} at {_address(self)}>"

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return captured constants by position; other captures are tracked by their owners."""
        if save_type != SaveType.SAVEDMODEL:
            return {}
        return {
            f"capture_{i}": tensor
            for i, tensor in enumerate(self._captured_inputs)
            if tensor.dtype not in (dtypes.resource, dtypes.variant)
        }


def _all_eager(args):
    return all(type(arg) is EagerTensor for arg in args)


def _address(value):
    return f"0x{id(value):X}"
