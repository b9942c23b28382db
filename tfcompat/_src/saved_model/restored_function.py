"""RestoredFunction: a tf.function without its Python code, only the traces that were saved."""

import pprint

from tfcompat._src.base import nest, partial_nest
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.function import types
from tfcompat._src.function.function import Function

_ZERO = "Found zero restored functions for caller function."


class RestoredFunction(Function):
    """A function restored from a SavedModel.

    Calls go to the first saved trace that takes the arguments as they are, else to the first one
    that takes them after conversion to tensors.

    Args:
        name: the function's name.
        spec: its FunctionSpec.
        concrete_functions: its traces, in the order they were saved.
    """

    def __init__(self, name, spec, concrete_functions):
        def restored_function_body(*args, **kwargs):
            return self(*args, **kwargs)

        restored_function_body.__name__ = name
        super().__init__(restored_function_body, autograph=False)
        self._spec = spec
        self._input_signature = spec.input_signature
        self._jit_compile = spec.jit_compile
        self._concrete_functions = list(concrete_functions)

    @property
    def concrete_functions(self):
        """The traces that were saved."""
        return self._concrete_functions

    def _call(self, args, kwargs):
        given = args if not kwargs else None
        concrete, args, kwargs = self._select(args, kwargs)
        tensors = [leaf for leaf in nest.flatten((args, kwargs), expand_composites=True)
                   if types.is_tensor_type(types.type_of(leaf))]
        if given is not None:
            self._remember(given, tensors, concrete)
        return concrete._call_flat(tensors)

    def _select(self, args, kwargs):
        """Return the trace that takes the arguments of a call, and the arguments it takes.

        Raises:
            ValueError: there are no traces, or none fits.
        """
        if not self._concrete_functions:
            raise ValueError(_ZERO)
        args, kwargs = self.function_spec.canonical(args, kwargs)
        for convert in (False, True):
            for concrete in self._concrete_functions:
                if accepts(concrete, args, kwargs, convert):
                    return concrete, *converted(concrete, args, kwargs)
        raise ValueError(self._no_match(args, kwargs))

    def _no_match(self, args, kwargs):
        options = []
        for i, concrete in enumerate(self._concrete_functions):
            positional, keyword = concrete.structured_input_signature
            options.append(
                f"Option {i + 1}:\n  {_positional_text(positional)}\n  Keyword arguments: {keyword}"
            )
        names = self.function_spec.positional_names(len(args))
        shown = [_shown(value, name) for value, name in zip(args, names, strict=True)]
        shown_kwargs = {key: _shown(value, key) for key, value in kwargs.items()}
        joined = "\n\n".join(options)
        return (
            "Could not find matching concrete function to call loaded from the SavedModel. Got:\n"
            f"  {_positional_text(shown)}\n  Keyword arguments: {shown_kwargs}\n\n Expected these "
            f"arguments to match one of the following {len(options)} option(s):\n\n{joined}"
        )

    def _list_all_concrete_functions(self):
        return [*self._concrete_functions, *super()._list_all_concrete_functions()]

    def _list_all_concrete_functions_for_serialization(self):
        return list(self._concrete_functions)


class _Symbol:
    """Shows a tensor argument the way TensorFlow names it while looking for a trace."""

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


def _shown(value, name):
    def leaf(item):
        kind = types.type_of(item)
        if types.is_tensor_type(kind):
            return _Symbol(f"<tf.Tensor '{name}:0' shape={kind.shape} dtype={kind.dtype.name}>")
        return item

    return nest.map_structure(leaf, value)


def _positional_text(positional):
    lines = "\n    * ".join(pprint.pformat(arg) for arg in positional)
    return f"Positional arguments ({len(positional)} total):\n    * {lines}"


def accepts(concrete, args, kwargs, convert):
    """Say whether a trace takes these canonical arguments, perhaps after conversion."""
    expected = concrete.structured_input_signature
    try:
        flat = partial_nest.flatten_up_to(expected, (args, kwargs))
    except (TypeError, ValueError):
        return False
    return all(
        _accepts_leaf(want, value, convert)
        for want, value in zip(nest.flatten(expected), flat, strict=True)
    )


def _accepts_leaf(want, value, convert):
    if isinstance(want, TensorSpec):
        if convert and not isinstance(value, (Tensor, TypeSpec)):
            try:
                value = convert_to_tensor(value, dtype_hint=want.dtype)
            except (TypeError, ValueError):
                return False
        if not isinstance(value, (Tensor, TensorSpec)):
            return False
        return value.dtype == want.dtype and want.shape.is_compatible_with(value.shape)
    if isinstance(want, TypeSpec):
        return want.is_compatible_with(value)
    if isinstance(value, Tensor):
        return value is want
    return type(want) is type(value) and value == want or _equal_numbers(want, value)


def _equal_numbers(want, value):
    """Python values match by `==`, as in TensorFlow: 1, 1.0 and True are the same argument."""
    return isinstance(value, (bool, int, float)) and isinstance(want, (bool, int, float)) \
        and value == want


def converted(concrete, args, kwargs):
    """Return canonical arguments that a trace accepts, with tensors where it takes tensors."""
    expected = concrete.structured_input_signature
    flat = partial_nest.flatten_up_to(expected, (args, kwargs))
    values = [
        convert_to_tensor(value, dtype_hint=want.dtype) if isinstance(want, TensorSpec) else value
        for want, value in zip(nest.flatten(expected), flat, strict=True)
    ]
    return nest.pack_sequence_as(expected, values)
