"""ConcreteFunction: one traced graph with the arguments it takes and the tensors it captured.

The graph runs as a compiled plan when called eagerly, and becomes a call node in graphs.
"""

import functools

from tfcompat._src.base import dtypes, errors, nest, partial_nest
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor, as_array
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.function import types
from tfcompat._src.graph import calls
from tfcompat._src.registry.definition import type_name


class ConcreteFunction(Trackable):
    """A callable graph, as `get_concrete_function` returns it.

    Args:
        graph_function: the GraphFunction to run.
        captured_inputs: the tensors bound to its last inputs.
        structured_input_signature: (args, kwargs) with specs for tensors, or None when only the
            flat signature is known.
        structured_outputs: the nest that calls return, with tensors or specs for tensors.
        spec: the FunctionSpec of the Python function, or None.
        type_signature: the input signature as texts show it, where it differs.

    Example:
        >>> import tfcompat as tf
        >>> double = tf.function(lambda x: x + x)
        >>> concrete = double.get_concrete_function(tf.TensorSpec([], tf.float32))
        >>> concrete(tf.constant(2.0))
        <tf.Tensor: shape=(), dtype=float32, numpy=4.0>
    """

    def __init__(
        self, graph_function, captured_inputs, structured_input_signature, structured_outputs,
        spec=None, type_signature=None,
    ):
        self._function = graph_function
        self._captured_inputs = list(captured_inputs)
        self.structured_input_signature = structured_input_signature
        self._structured_outputs = structured_outputs
        self.function_spec = spec
        self._type_signature = type_signature or structured_input_signature
        self._arg_keywords = None
        self._num_positional_args = None
        self._output_leaves = [_is_tensor_leaf(leaf) for leaf in nest.flatten(structured_outputs)]

    @property
    def name(self):
        """The function's name in libraries, as bytes."""
        return self._function.name.encode("utf-8")

    @property
    def graph_function(self):
        """The GraphFunction that runs."""
        return self._function

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

    @property
    def variables(self):
        """The variables that the function uses, in order of first use."""
        owners = (getattr(t._array, "owner", None) for t in self._captured_inputs
                  if isinstance(t, EagerTensor) and t.dtype is dtypes.resource)
        found = (owner() for owner in owners if owner is not None)
        return tuple(variable for variable in found if variable is not None)

    @property
    def trainable_variables(self):
        """The trainable ones among the variables."""
        return tuple(v for v in self.variables if v.trainable)

    @property
    def output_shapes(self):
        """The shapes of the structured outputs."""
        return nest.map_structure(_attribute("shape"), self._structured_outputs)

    @property
    def output_dtypes(self):
        """The dtypes of the structured outputs."""
        return nest.map_structure(_attribute("dtype"), self._structured_outputs)

    @property
    def function_def(self):
        """The FunctionDef message."""
        return self._function.function_def()

    def _set_flat_signature(self, keywords, positional=None):
        """Name the flat arguments, for calls by keyword; as signatures have them."""
        self._arg_keywords = list(keywords)
        self._num_positional_args = len(keywords) if positional is None else positional

    def __call__(self, *args, **kwargs):
        if self.structured_input_signature is None:
            return self._call_flat_signature(args, kwargs)
        try:
            flat = self._bind_structured(args, kwargs)
        except TypeError as structured:
            if self._arg_keywords is None:
                raise
            try:
                return self._call_flat_signature(args, kwargs)
            except TypeError as error:
                raise TypeError(
                    f"{structured}\nFallback to flat signature also failed due to: {error}"
                ) from None
        return self._call_flat(flat)

    def _bind_structured(self, args, kwargs):
        """Return the flat tensor arguments of a structured call.

        Raises:
            TypeError: the arguments do not match the signature.
        """
        wanted, values = self._match(args, kwargs)
        flat = []
        for spec, value in zip(wanted, values, strict=True):
            try:
                leaves = partial_nest.flatten_up_to(spec, value)
            except (TypeError, ValueError):
                raise TypeError(self._mismatch(value, spec, args, kwargs)) from None
            for leaf_spec, leaf in zip(nest.flatten(spec), leaves, strict=True):
                if isinstance(leaf_spec, TypeSpec):
                    flat.append(_to_tensor(leaf, leaf_spec))
                elif types.leaf_type(leaf) != types.leaf_type(leaf_spec):
                    raise TypeError(self._mismatch(leaf, leaf_spec, args, kwargs))
        return flat

    def _match(self, args, kwargs):
        """Return the specs and the values given for them, in order of the arguments."""
        specs, keyword_specs = self.structured_input_signature
        names = self._positional_names()
        values, rest = list(args), dict(kwargs)
        if len(values) > len(specs) + len(keyword_specs):
            raise TypeError(self._binding_error("too many positional arguments", args, kwargs))
        wanted = [*specs, *keyword_specs.values()]
        all_names = [*names, *keyword_specs]
        # a value that is fixed by the trace may be left out
        for spec, name in list(zip(wanted, all_names, strict=True))[len(values) :]:
            if name in rest:
                values.append(rest.pop(name))
            elif any(isinstance(leaf, TypeSpec) for leaf in nest.flatten(spec)):
                raise TypeError(self._binding_error(
                    f"missing a required argument: '{name}'", args, kwargs))
            else:
                values.append(spec)
        if rest:
            name = next(iter(rest))
            reason = (f"multiple values for argument '{name}'" if name in all_names
                      else f"got an unexpected keyword argument '{name}'")
            raise TypeError(self._binding_error(reason, args, kwargs))
        return wanted, values

    def _positional_names(self):
        count = len(self.structured_input_signature[0])
        if self.function_spec is not None:
            names = self.function_spec.positional_names(count)
            if len(names) == count:
                return names
        return [f"arg_{i}" for i in range(count)]

    def _mismatch(self, value, spec, args, kwargs):
        found = types.type_text(nest.map_structure(types.leaf_type, value))
        return self._binding_error(f"Can not cast {found} to {types.type_text(spec)}", args, kwargs)

    def _binding_error(self, reason, args, kwargs):
        return (
            f"Binding inputs to tf.function failed due to `{reason}`. Received args: {args} and "
            f"kwargs: {kwargs} for signature: {self._type_text()}."
        )

    def _call_flat_signature(self, args, kwargs):
        names = self._arg_keywords or []
        shown = f"{self._display_name()}({', '.join(names)})"
        if len(args) > self._num_positional_args:
            raise TypeError(
                f"{shown} takes {self._num_positional_args} positional arguments, got {len(args)}."
            )
        values, rest = list(args), dict(kwargs)
        missing = [name for name in names[len(values) :] if name not in rest]
        if missing:
            raise TypeError(f"{shown} missing required arguments: {', '.join(missing)}.")
        for name in names[: len(values)]:
            if name in rest:
                raise TypeError(f"{shown} got two values for '{name}'.")
        values += [rest.pop(name) for name in names[len(values) :]]
        if rest:
            unexpected = ", ".join(sorted(rest))
            raise TypeError(f"{shown} got unexpected keyword arguments: {unexpected}.")
        for i, value in enumerate(values):
            if not isinstance(value, Tensor) and not hasattr(type(value), "__tf_tensor__"):
                raise TypeError(
                    f"{shown}: expected argument #{i}(zero-based) to be a Tensor; got "
                    f"{type(value).__name__} ({value})."
                )
        return self._call_flat([convert_to_tensor(value) for value in values])

    def _call_flat(self, tensors):
        """Call with flat tensor arguments, captures left out; return the structured result."""
        if not context.current().is_eager or context.recorders():
            return self._pack(calls.call_function(
                self._function, [*tensors, *self._captured_inputs]
            ))
        return self._pack(self._run(tensors))

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
        if len(outputs) == 1 and _is_tensor_leaf(structure):
            return outputs[0]
        remaining = iter(outputs)
        flat = [next(remaining) if is_tensor else None for is_tensor in self._output_leaves]
        return nest.pack_sequence_as(structure, flat)

    def _display_name(self):
        name = self._function.name.removeprefix("__inference_")
        head, _, tail = name.rpartition("_")
        return head if head and tail.isdigit() else name

    def _parameters(self):
        """Return (name, kind, type text) of the arguments."""
        specs, keyword_specs = self._type_signature
        only = self.function_spec is not None and self.function_spec.has_varargs
        kind = "POSITIONAL_ONLY" if only else "POSITIONAL_OR_KEYWORD"
        rows = [(name, kind, types.type_text(spec))
                for name, spec in zip(self._positional_names(), specs, strict=True)]
        return rows + [(name, "KEYWORD_ONLY", types.type_text(spec))
                       for name, spec in keyword_specs.items()]

    def _type_text(self):
        rows, parts = self._parameters(), []
        for i, (name, kind, text) in enumerate(rows):
            if kind == "KEYWORD_ONLY" and (i == 0 or rows[i - 1][1] != kind):
                parts.append("*")
            parts.append(f"{name}: {text}")
            last = i + 1 == len(rows) or rows[i + 1][1] != kind
            if kind == "POSITIONAL_ONLY" and last:
                parts.append("/")
        return f"({', '.join(parts)}) -> {types.type_text(self._structured_outputs)}"

    def pretty_printed_signature(self, verbose=True):
        """Return the arguments, results and captures as text."""
        if not verbose:
            return self._type_text()
        lines = ["Input Parameters:"]
        lines += [f"  {name} ({kind}): {text}" for name, kind, text in self._parameters()]
        lines[1:] = lines[1:] or ["  None"]
        captures = [f"  {id(t)}: {types.type_text(TensorSpec(t.shape, t.dtype))}"
                    for t in self._captured_inputs]
        output = types.type_text(self._structured_outputs)
        return "\n".join([*lines, "Output Type:", f"  {output}", "Captures:",
                          *(captures or ["  None"])])

    def __str__(self):
        if self.structured_input_signature is None:
            return repr(self)
        return f"ConcreteFunction {self.pretty_printed_signature()}"

    def __repr__(self):
        if self.structured_input_signature is None:
            names = ", ".join(self._arg_keywords or ())
            return f"<ConcreteFunction {self._display_name()}({names}) at {_address(self)}>"
        return f"<ConcreteFunction {self._type_text()} at {_address(self)}>"

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return captured constants by position; other captures are tracked by their owners."""
        if save_type != SaveType.SAVEDMODEL:
            return {}
        return {
            f"capture_{i}": tensor
            for i, tensor in enumerate(self._captured_inputs)
            if tensor.dtype not in (dtypes.resource, dtypes.variant)
        }


def _address(value):
    return f"0x{id(value):X}"


def _is_tensor_leaf(leaf):
    return isinstance(leaf, (Tensor, TypeSpec))


def _attribute(name):
    return lambda leaf: getattr(leaf, name) if _is_tensor_leaf(leaf) else leaf


def _to_tensor(value, spec):
    return value if isinstance(value, Tensor) else convert_to_tensor(value, spec.dtype)
