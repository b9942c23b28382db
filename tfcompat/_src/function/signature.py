"""FunctionSpec: the arguments of a Python function, bound, checked and brought to one form.

The parameters with their types are a `FunctionType`; tracing with them is in `trace`.
"""

import inspect

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.function import function_type, types
from tfcompat._src.function.function_type import FunctionType, Parameter


class FunctionSpec:
    """What is known of a function's arguments.

    Attributes:
        name: the function's name.
        signature: its `inspect.Signature`, without `self`.
        function_type: the parameters, with types where an input signature tells them.
        default_values: the default values by parameter.
        input_signature: the tuple of specs given to tf.function, or None.
        jit_compile: as given to tf.function.
    """

    def __init__(self, name, signature, input_signature=None, jit_compile=None):
        self.name = name
        self.signature = signature
        self.input_signature = check_input_signature(input_signature)
        self.jit_compile = jit_compile
        self.default_values = function_type.default_values(signature)
        self.function_type = self._function_type()

    @classmethod
    def from_function(cls, function, input_signature=None, jit_compile=None, is_method=False):
        """Read the spec off a Python callable; `is_method` drops the first parameter."""
        signature = inspect.signature(function)
        if is_method:
            signature = without_self(signature)
        name = getattr(function, "__name__", type(function).__name__)
        return cls(name, signature, input_signature, jit_compile)

    def _function_type(self):
        if self.input_signature is None:
            return FunctionType.from_signature(self.signature)
        waiting, parameters = list(self.input_signature), []
        has_varargs = self.has_varargs
        for parameter in self.signature.parameters.values():
            parameters.extend(self._constrained(parameter, waiting, has_varargs))
        if waiting:
            raise TypeError(f"input_signature contains {len(waiting)} extra type constraints.")
        return FunctionType(parameters)

    def _constrained(self, parameter, waiting, has_varargs):
        """Return the Parameters that one parameter becomes under the input signature."""
        name, kind = parameter.name, parameter.kind
        if kind is parameter.VAR_KEYWORD:
            return []
        if kind is parameter.VAR_POSITIONAL:
            specs = waiting[:]
            waiting.clear()
            return [Parameter(f"{name}_{i}", parameter.POSITIONAL_ONLY, False, types.type_of(spec))
                    for i, spec in enumerate(specs)]
        optional = parameter.default is not parameter.empty
        if kind is parameter.KEYWORD_ONLY:
            if not optional:
                raise TypeError(
                    f"Since input_signature is defined, keyword-only parameter `{name}` must have "
                    "a default value"
                )
            return [Parameter(name, kind, True, types.type_of(parameter.default))]
        if has_varargs:
            kind = parameter.POSITIONAL_ONLY
        if waiting:
            return [Parameter(name, kind, optional, types.type_of(waiting.pop(0)))]
        if not optional:
            raise TypeError(f"input_signature missing type constraint for {name}")
        return [Parameter(name, kind, True, types.type_of(parameter.default))]

    @property
    def fullargspec(self):
        """The arguments in the form of `inspect.getfullargspec`."""
        args, kwonly, defaults, kwdefaults = [], [], [], {}
        varargs = varkw = None
        for parameter in self.signature.parameters.values():
            if parameter.kind is parameter.VAR_POSITIONAL:
                varargs = parameter.name
            elif parameter.kind is parameter.VAR_KEYWORD:
                varkw = parameter.name
            elif parameter.kind is parameter.KEYWORD_ONLY:
                kwonly.append(parameter.name)
                if parameter.default is not parameter.empty:
                    kwdefaults[parameter.name] = parameter.default
            else:
                args.append(parameter.name)
                if parameter.default is not parameter.empty:
                    defaults.append(parameter.default)
        return inspect.FullArgSpec(
            args, varargs, varkw, tuple(defaults) or None, kwonly, kwdefaults or None, {}
        )

    @property
    def arg_names(self):
        """The names of the positional arguments."""
        return self.fullargspec.args

    @property
    def flat_input_signature(self):
        """The specs of the input signature, flat, or None."""
        if self.input_signature is None:
            return None
        return tuple(nest.flatten(self.input_signature, expand_composites=True))

    @property
    def has_varargs(self):
        """Whether the function takes any number of positional arguments."""
        kinds = [p.kind for p in self.signature.parameters.values()]
        return inspect.Parameter.VAR_POSITIONAL in kinds

    def bind(self, args, kwargs):
        """Bind call arguments, fill in defaults, convert them to the input signature.

        Returns:
            BoundArguments of `function_type`.

        Raises:
            TypeError: the arguments do not fit, in TensorFlow's words.
        """
        try:
            bound = self.function_type.bind_with_defaults(args, kwargs, self.default_values)
            if self.input_signature is not None:
                self.function_type.cast_arguments(bound)
        except (TypeError, AssertionError) as error:
            raise TypeError(binding_error(error, args, kwargs, self.function_type)) from None
        return bound

    def canonical(self, args, kwargs):
        """Return bound and converted arguments as (args, kwargs); see `bind`."""
        bound = self.bind(args, kwargs)
        return bound.args, dict(sorted(bound.kwargs.items()))

    def positional_names(self, count):
        """Return the names of the first `count` positional arguments; varargs are numbered."""
        names = []
        for parameter in self.signature.parameters.values():
            if parameter.kind is parameter.VAR_POSITIONAL:
                names += [f"{parameter.name}_{i}" for i in range(count - len(names))]
                break
            if parameter.kind in (parameter.VAR_KEYWORD, parameter.KEYWORD_ONLY):
                break
            names.append(parameter.name)
        return names[:count]

    def signature_summary(self, default_values=False):
        """Return the parameters as text."""
        return str(self.function_type)

    def __str__(self):
        return self.signature_summary()


def without_self(signature):
    """Return a signature without its first parameter."""
    return signature.replace(parameters=list(signature.parameters.values())[1:])


def binding_error(reason, args, kwargs, shown_type):
    """The message for arguments that do not fit."""
    return (
        f"Binding inputs to tf.function failed due to `{reason}`. Received args: {args} and "
        f"kwargs: {kwargs} for signature: {shown_type}."
    )


def check_input_signature(input_signature):
    """Return an input signature as a tuple.

    Raises:
        TypeError: it is no sequence, or holds something that is no spec.
    """
    if input_signature is None:
        return None
    if not isinstance(input_signature, (tuple, list)):
        raise TypeError(
            "input_signature must be either a tuple or a list, got "
            f"{type(input_signature)}."
        )
    flat = nest.flatten(input_signature)
    if not all(isinstance(spec, TypeSpec) for spec in flat):
        bad = [spec for spec in flat if not isinstance(spec, TypeSpec)]
        raise TypeError(
            "input_signature must be a possibly nested sequence of TensorSpec objects, got "
            f"invalid args {bad} with types {[type(spec) for spec in bad]}."
        )
    variables = [spec for spec in flat if type(spec).__name__ == "VariableSpec"]
    if variables:
        raise TypeError(f"input_signature doesn't support VariableSpec, got {variables}")
    return tuple(input_signature)
