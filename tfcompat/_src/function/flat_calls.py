"""Calls of concrete functions with flat tensors, by position and by name, as signatures do.

Here: which argument is which, and what is said where they do not fit. The structured way of
calling is in `concrete`.
"""

import inspect

from tfcompat._src.base import nest
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec
from tfcompat._src.core import context
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.function.function_type import FunctionType, Parameter


def bind(concrete, args, kwargs):
    """Return the flat tensors of a call by flat names.

    Raises:
        TypeError: they do not fit.
    """
    names = concrete._arg_keywords or []
    limit = concrete._num_positional_args or 0
    shown = f"{concrete._display_name()}({', '.join(names)})"
    if len(args) > limit:
        raise TypeError(f"{shown} takes {limit} positional arguments, got {len(args)}.")
    values, rest = list(args), dict(kwargs)
    missing = [name for name in names[len(values) :] if name not in rest]
    if missing:
        raise TypeError(f"{shown} missing required arguments: {', '.join(sorted(missing))}.")
    for name in names[: len(values)]:
        if name in rest:
            raise TypeError(f"{shown} got two values for '{name}'.")
    values += [rest.pop(name) for name in names[len(values) :]]
    if rest:
        unexpected = ", ".join(sorted(rest))
        raise TypeError(f"{shown} got unexpected keyword arguments: {unexpected}.")
    return [_tensor(value, i, shown) for i, value in enumerate(values)]


def _tensor(value, index, shown):
    if isinstance(value, Tensor):
        return value
    if not hasattr(type(value), "__tf_tensor__"):
        raise TypeError(
            f"{shown}: expected argument #{index}(zero-based) to be a Tensor; got "
            f"{type(value).__name__} ({value})."
        )
    if context.executing_eagerly() and hasattr(value, "handle"):
        raise TypeError(
            "provided list of inputs contains objects other than 'EagerTensor'. Item "
            f"{index} is type: ResourceVariable"
        )
    return convert_to_tensor(value)


def check_shapes(concrete, tensors):
    """Refuse symbolic arguments whose shapes are none that the function was traced with.

    Raises:
        ValueError: a shape does not fit.
    """
    for tensor, inner in zip(tensors, concrete.graph.inputs, strict=False):
        if isinstance(tensor, Tensor) and not isinstance(tensor, EagerTensor) \
                and not inner.shape.is_compatible_with(tensor.shape):
            raise ValueError(
                f"Tensor {tensor} is not compatible with the shape this function was traced "
                f"with. Expected shape {inner.shape}, but got shape {tensor.shape}.\n\nIf you "
                "called get_concrete_function, you may need to pass a tf.TensorSpec(..., "
                "shape=...) with a less specific shape, having None on axes which can vary."
            )


def type_of(concrete):
    """Return the FunctionType of a function of which only flat names are known."""
    kinds = inspect.Parameter
    names, limit = concrete._arg_keywords or [], concrete._num_positional_args or 0
    parameters = []
    for i, (name, tensor) in enumerate(zip(names, concrete.graph.inputs, strict=False)):
        kind = kinds.POSITIONAL_OR_KEYWORD if i < limit else kinds.KEYWORD_ONLY
        parameters.append(Parameter(name, kind, False, TensorSpec(tensor.shape, tensor.dtype)))
    return FunctionType(parameters)


def is_tensor_type(kind):
    """Say whether a type is that of a single tensor."""
    return type(kind) is TensorSpec


def map_leaves(function, structure):
    """Return a nest of results for the tensors and composites of structured outputs."""
    return nest.map_structure(function, structure)


def shape_of(leaf):
    """Return the shape of a leaf of structured outputs, unknown for None."""
    if isinstance(leaf, (Tensor, TypeSpec)) or hasattr(leaf, "_type_spec"):
        return getattr(leaf, "shape", None) or TensorShape(None)
    return TensorShape(None)


def dtype_of(leaf):
    """Return the dtype of a leaf of structured outputs, None for None."""
    return getattr(leaf, "dtype", None)
