"""FunctionType: a function's parameters with their types, its captures and what it returns.

What the types of values are is in `types`; binding the arguments of a tf.function's calls, with
its input signature, is in `signature`.
"""

import collections
import inspect
import keyword

from tfcompat._src.base import dtypes
from tfcompat._src.base.tracing_protocol import TraceType
from tfcompat._src.function import structure_types, types

_KINDS = inspect.Parameter


class _CapturedDefault:
    """Stands for a default value, which function types do not hold."""

    def __repr__(self):
        return "<captured_default_value>"

    __str__ = __repr__


CAPTURED_DEFAULT_VALUE = _CapturedDefault()


class Parameter(inspect.Parameter):
    """A parameter of a function type.

    Args:
        name: its name.
        kind: one of the kinds of `inspect.Parameter`.
        optional: whether it may be left out.
        type_constraint: the TraceType of its values, or None for any.
    """

    def __init__(self, name, kind, optional, type_constraint):
        if optional and kind not in (
                _KINDS.POSITIONAL_ONLY, _KINDS.KEYWORD_ONLY, _KINDS.POSITIONAL_OR_KEYWORD):
            raise ValueError(
                f"Parameter {name} is optional and its kind must be one of {{POSITIONAL_ONLY, "
                f"KEYWORD_ONLY, POSITIONAL_OR_KEYWORD}}. Got: {kind}"
            )
        if type_constraint is not None and kind in (_KINDS.VAR_POSITIONAL, _KINDS.VAR_KEYWORD):
            raise TypeError(
                f"Variable args/kwargs can not have type constraints. Got: {type_constraint}")
        super().__init__(
            name if name.isidentifier() and not keyword.iskeyword(name) else "_", kind,
            default=CAPTURED_DEFAULT_VALUE if optional else self.empty,
            annotation=self.empty if type_constraint is None else type_constraint,
        )
        self._name = name  # keywords of calls may be any text

    @property
    def optional(self):
        """Whether it may be left out."""
        return self.default is not self.empty

    @property
    def type_constraint(self):
        """The TraceType of its values, or None for any."""
        return None if self.annotation is self.empty else self.annotation

    def is_subtype_of(self, other):
        """Whether it can stand where `other` does, with values of a narrower type."""
        if not self.type_constraint or not other.type_constraint:
            raise TypeError("Can not determine relationship between partially specified types.")
        return (
            (self.name, self.kind, self.optional) == (other.name, other.kind, other.optional)
            and self.type_constraint.is_subtype_of(other.type_constraint)
        )

    def most_specific_common_supertype(self, others):
        """The parameter that takes what this one and all of `others` take, or None."""
        if any((self.name, self.kind, self.optional) != (o.name, o.kind, o.optional)
               for o in others):
            return None
        common = self.type_constraint.most_specific_common_supertype(
            [other.type_constraint for other in others])
        return None if common is None else Parameter(
            self.name, self.kind, self.optional, common)

    def __repr__(self):
        return (f"Parameter(name={self.name}, kind={self.kind.name}, optional={self.optional!r}, "
                f"type_constraint={self.type_constraint!r})")

    def __reduce__(self):
        return Parameter, (self.name, self.kind, self.optional, self.type_constraint)


class FunctionType(inspect.Signature):
    """The parameters of a function with their types, its captures, and the type of its results.

    It is *monomorphic* where every parameter has a type, as those of concrete functions have.

    Example:
        >>> import tfcompat as tf
        >>> double = tf.function(lambda x: x * 2)
        >>> print(double.get_concrete_function(tf.TensorSpec([])).function_type)
        (x: TensorSpec(shape=(), dtype=tf.float32, name=None)) -> TensorSpec(shape=(), \
dtype=tf.float32, name=None)
    """

    __slots__ = ("_captures", "_key", "_ordered")

    def __init__(self, parameters=None, captures=None, return_annotation=inspect.Signature.empty):
        super().__init__(parameters, return_annotation=return_annotation)
        self._captures = collections.OrderedDict() if captures is None else captures
        self._key = self._ordered = None

    @property
    def parameters(self):
        """The Parameters by name, in order."""
        return collections.OrderedDict(super().parameters)

    @property
    def captures(self):
        """The types of captures, by identity."""
        return self._captures

    @property
    def output(self):
        """The type of the results, or None where it is not known."""
        return None if self.return_annotation is self.empty else self.return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True):
        """Return the type of a Python callable, which leaves the types of parameters open."""
        signature = inspect.signature(obj, follow_wrapped=follow_wrapped)
        return cls.from_signature(signature)

    @classmethod
    def from_signature(cls, signature):
        """Return the type of an `inspect.Signature`, annotations left out."""
        return cls([
            Parameter(p.name, p.kind, p.default is not p.empty, None)
            for p in signature.parameters.values()
        ])

    @classmethod
    def get_default_values(cls, obj, *, follow_wrapped=True):
        """Return the default values of a Python callable by parameter."""
        return default_values(inspect.signature(obj, follow_wrapped=follow_wrapped))

    @property
    def flat_inputs(self):
        """The specs of the tensors that calls need, captures left out."""
        return [spec for parameter in self._in_order()
                for spec in parameter.type_constraint.flatten()]

    @property
    def flat_captures(self):
        """The specs of the captures."""
        return [spec for kind in self._captures.values() for spec in kind.flatten()]

    @property
    def flat_outputs(self):
        """The specs of the tensors returned."""
        return [] if self.output is None else self.output.flatten()

    def bind_with_defaults(self, args, kwargs, default_values):
        """Bind arguments and fill in defaults.

        Raises:
            TypeError: the arguments do not fit.
        """
        bound = self.bind(*args, **kwargs)
        bound.apply_defaults()
        for name, value in bound.arguments.items():
            if value is CAPTURED_DEFAULT_VALUE:
                bound.arguments[name] = default_values[name]
        return bound

    def is_supertype_of(self, other):
        """Whether a trace of this type can serve calls of type `other`."""
        mine, theirs = super().parameters, other.parameters
        if len(mine) != len(theirs) or list(mine) != list(theirs):
            return False
        return all(theirs[name].is_subtype_of(parameter) for name, parameter in mine.items())

    def most_specific_common_subtype(self, others):
        """Return the type of a trace that can serve the calls of this and all others, or None."""
        parameters = []
        for name, parameter in super().parameters.items():
            theirs = [other.parameters.get(name) for other in others]
            if None in theirs:
                return None
            common = parameter.most_specific_common_supertype(theirs)
            if common is None:
                return None
            parameters.append(common)
        if any(len(other.parameters) != len(parameters) for other in others):
            return None
        return FunctionType(parameters)

    def placeholder_arguments(self, placeholder_context):
        """Return BoundArguments with what stands for arguments while tracing."""
        arguments = collections.OrderedDict()
        for name, parameter in super().parameters.items():
            if parameter.kind in (_KINDS.VAR_POSITIONAL, _KINDS.VAR_KEYWORD):
                raise TypeError("Can not generate placeholder values for variable length "
                                "function type.")
            if parameter.type_constraint is None:
                raise TypeError("Can not generate placeholder value for partially defined "
                                "function type.")
            arguments[name] = parameter.type_constraint.placeholder_value(
                placeholder_context.argument(name))
        return inspect.BoundArguments(self, arguments)

    def unpack_inputs(self, bound_arguments):
        """Return the flat tensors of bound arguments."""
        flat, seen = [], set()
        values = bound_arguments.arguments
        for parameter in self._in_order():
            for tensor in parameter.annotation.to_tensors(values[parameter.name]):
                # a variable that is given twice is one argument
                if getattr(tensor, "dtype", None) is dtypes.resource:
                    if id(tensor) in seen:
                        continue
                    seen.add(id(tensor))
                flat.append(tensor)
        return flat

    def _in_order(self):
        """The parameters in the order of the flat tensors: keywords are sorted."""
        if self._ordered is None:
            parameters = list(super().parameters.values())
            keywords = [p for p in parameters if p.kind is p.KEYWORD_ONLY]
            self._ordered = [p for p in parameters if p.kind is not p.KEYWORD_ONLY]
            self._ordered += sorted(keywords, key=lambda parameter: parameter.name)
        return self._ordered

    def pack_output(self, flat_values):
        """Return results as callers get them, of flat tensors.

        Raises:
            ValueError: the type of the results is not known.
        """
        if flat_values is None:
            flat_values = []
        if self.output is None:
            raise ValueError("Can not pack outputs for undefined output type.")
        return self.output.from_tensors(iter(flat_values))

    def cast_arguments(self, bound_arguments):
        """Convert bound arguments to what the parameters take, in place.

        Raises:
            TypeError: a value does not fit.
        """
        for name, value in bound_arguments.arguments.items():
            kind = super().parameters[name].type_constraint
            if kind is not None:
                bound_arguments.arguments[name] = kind.cast(value, None)
        return bound_arguments

    def with_results(self, output, captures):
        """Return this type with captures and the type of the results."""
        return FunctionType(super().parameters.values(), captures, output)

    def key(self):
        """What equality of traces depends on: the parameters."""
        if self._key is None:
            self._key = tuple(
                (p.name, p.kind, p.annotation) for p in super().parameters.values())
        return self._key

    def __eq__(self, other):
        if not isinstance(other, FunctionType):
            return NotImplemented
        return (self.parameters, self._captures) == (other.parameters, other.captures)

    def __hash__(self):
        return hash((tuple(super().parameters.items()), tuple(self._captures.items())))

    def __repr__(self):
        lines = ["Input Parameters:"]
        lines += [f"  {p.name} ({p.kind.name}): {p.type_constraint}"
                  for p in super().parameters.values()]
        lines += ["Output Type:", f"  {self.output}", "Captures:"]
        lines += [f"  {key}: {kind}" for key, kind in self._captures.items()] or ["  None"]
        return "\n".join(lines)


def default_values(signature):
    """Return the default values of an `inspect.Signature` by parameter."""
    return {p.name: p.default for p in signature.parameters.values() if p.default is not p.empty}


def monomorphic(function_type, bound, context):
    """Return the FunctionType of a call and its arguments by parameter of that type.

    Varargs and extra keywords become parameters of their own.

    Args:
        function_type: the polymorphic type that was bound.
        bound: BoundArguments of it.
        context: the TypeContext for the types of the arguments.
    """
    declared = inspect.Signature.parameters.fget(function_type)
    has_varargs = any(p.kind is p.VAR_POSITIONAL for p in declared.values())
    parameters, arguments = [], {}
    for name, value in bound.arguments.items():
        parameter = declared[name]
        kind = parameter.kind
        if kind is parameter.VAR_POSITIONAL:
            for i, item in enumerate(value):
                arguments[f"{name}_{i}"] = item
                parameters.append(_of_value(f"{name}_{i}", _KINDS.POSITIONAL_ONLY, item, context))
        elif kind is parameter.VAR_KEYWORD:
            for key in sorted(value):
                arguments[key] = value[key]
                parameters.append(_of_value(key, _KINDS.KEYWORD_ONLY, value[key], context))
        else:
            arguments[name] = value
            if has_varargs and kind is _KINDS.POSITIONAL_OR_KEYWORD:
                kind = _KINDS.POSITIONAL_ONLY
            if parameter.type_constraint is None:
                parameters.append(_of_value(name, kind, value, context))
            else:
                parameters.append(Parameter(name, kind, False, parameter.type_constraint))
    made = FunctionType(parameters)
    return made, inspect.BoundArguments(made, arguments)


def _of_value(name, kind, value, context):
    return Parameter(name, kind, False, types.type_of(value, context))


def to_structured_signature(function_type):
    """Return (args, kwargs) with named specs for tensors and values as they are."""
    args, kwargs = [], {}
    for parameter in function_type.parameters.values():
        value = structure_types.plain_value(parameter.type_constraint)
        if parameter.kind is parameter.KEYWORD_ONLY:
            kwargs[parameter.name] = value
        else:
            args.append(value)
    return tuple(args), kwargs


def from_structured_signature(signature, names=None, positional_only=False):
    """Return the FunctionType that a structured signature (args, kwargs) tells.

    Args:
        signature: (args, kwargs) with specs for tensors.
        names: the names of the positional arguments, by default arg_0, arg_1, ....
        positional_only: whether these can be given by position only.
    """
    args, kwargs = signature
    names = [f"arg_{i}" for i in range(len(args))] if names is None else names
    kind = _KINDS.POSITIONAL_ONLY if positional_only else _KINDS.POSITIONAL_OR_KEYWORD
    parameters = [Parameter(name, kind, False, constraint_of(value))
                  for name, value in zip(names, args, strict=True)]
    parameters += [Parameter(name, _KINDS.KEYWORD_ONLY, False, constraint_of(value))
                   for name, value in kwargs.items()]
    return FunctionType(parameters)


def constraint_of(value):
    """Return the trace type of a value of a structured signature."""
    return value if isinstance(value, TraceType) else types.type_of(value)
