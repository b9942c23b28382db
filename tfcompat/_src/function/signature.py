"""FunctionSpec: the arguments of a Python function, bound, checked and brought to one form.

What the values' types are is in `types.py`, converting them to an input signature in `casting.py`;
tracing with them is in `trace.py`.
"""

import inspect

from tfcompat._src.base import nest
from tfcompat._src.base.specs import TypeSpec
from tfcompat._src.function import casting, types


class FunctionSpec:
    """What is known of a function's arguments.

    Attributes:
        name: the function's name.
        signature: its `inspect.Signature`, without `self`.
        input_signature: the tuple of specs given to tf.function, or None.
        jit_compile: as given to tf.function.
    """

    def __init__(self, name, signature, input_signature=None, jit_compile=None):
        self.name = name
        self.signature = signature
        self.input_signature = check_input_signature(input_signature)
        self.jit_compile = jit_compile
        self._constraints = self._match_constraints()

    @classmethod
    def from_function(cls, function, input_signature=None, jit_compile=None, is_method=False):
        """Read the spec off a Python callable; `is_method` drops the first parameter."""
        signature = inspect.signature(function)
        if is_method:
            parameters = list(signature.parameters.values())[1:]
            signature = signature.replace(parameters=parameters)
        name = getattr(function, "__name__", type(function).__name__)
        return cls(name, signature, input_signature, jit_compile)

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
    def has_varargs(self):
        """Whether the function takes any number of positional arguments."""
        kinds = [p.kind for p in self.signature.parameters.values()]
        return inspect.Parameter.VAR_POSITIONAL in kinds

    def _match_constraints(self):
        """Return {argument name: spec} of the input signature; varargs are numbered."""
        if self.input_signature is None:
            return {}
        specs, matched = list(self.input_signature), {}
        for parameter in self.signature.parameters.values():
            if parameter.kind is parameter.VAR_POSITIONAL:
                for i, spec in enumerate(specs):
                    matched[f"{parameter.name}_{i}"] = spec
                specs = []
            elif parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
                if specs:
                    matched[parameter.name] = specs.pop(0)
                elif parameter.default is parameter.empty:
                    raise TypeError(
                        f"input_signature missing type constraint for {parameter.name}"
                    )
        if specs:
            raise TypeError(f"input_signature contains {len(specs)} extra type constraints.")
        return matched

    def bind(self, args, kwargs):
        """Bind call arguments.

        Returns:
            A tuple of positional values, defaults filled in, and a dict of keyword values.

        Raises:
            TypeError: the arguments do not fit, in TensorFlow's words.
        """
        try:
            bound = self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(self.binding_error(error, args, kwargs)) from None
        bound.apply_defaults()
        kwargs = dict(sorted(bound.kwargs.items()))
        return bound.args, kwargs

    def cast(self, args, kwargs, shown):
        """Convert bound arguments to what the input signature asks for.

        Args:
            args, kwargs: bound arguments.
            shown: the (args, kwargs) to name in the message.

        Raises:
            TypeError: a value does not fit its spec.
        """
        if not self._constraints:
            return args, kwargs
        names = self.positional_names(len(args))
        cast = []
        for name, value in zip(names, args, strict=True):
            spec = self._constraints.get(name)
            cast.append(value if spec is None else self._cast(value, spec, shown))
        return tuple(cast), kwargs

    def _cast(self, value, spec, shown):
        try:
            return casting.cast(value, spec)
        except TypeError as error:
            raise TypeError(self.binding_error(error, *shown)) from None

    def binding_error(self, reason, args, kwargs):
        """The message for arguments that do not fit."""
        return (
            f"Binding inputs to tf.function failed due to `{reason}`. Received args: {args} and "
            f"kwargs: {kwargs} for signature: {self.text()}."
        )

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

    def text(self):
        """The signature as messages show it."""
        parts, previous = [], None
        for parameter in self.signature.parameters.values():
            if previous == parameter.POSITIONAL_ONLY != parameter.kind:
                parts.append("/")
            if parameter.kind == parameter.KEYWORD_ONLY and previous not in (
                    parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL):
                parts.append("*")
            previous = parameter.kind
            text = {
                parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**",
            }.get(parameter.kind, "") + parameter.name
            spec = self._constraints.get(parameter.name)
            if spec is not None:
                text += f": {types.type_text(spec)}"
            if parameter.default is not parameter.empty:
                text += f"{' = ' if spec is not None else '='}<captured_default_value>"
            parts.append(text)
        if previous == inspect.Parameter.POSITIONAL_ONLY:
            parts.append("/")
        return f"({', '.join(parts)})"

    def __repr__(self):
        return f"<FunctionSpec {self.name}{self.text()}>"


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
    return tuple(input_signature)
