"""Optionals: variants that have tensors in them, or nothing.

Branches hand intermediate values to their gradients in such: only one branch has them.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.variants import Variant, alone
from tfcompat._src.registry import no_gradient, op, shape_functions
from tfcompat._src.registry.definition import type_name


class Optional(Variant):
    """Tensors, or nothing.

    Attributes:
        values: tuple of arrays, or None.
        dtypes: tuple of their DTypes.
    """

    __slots__ = ("dtypes", "values")

    def __init__(self, values=None, dtypes=()):
        self.values = None if values is None else tuple(values)
        self.dtypes = tuple(dtypes)

    def mapped(self, function):
        """Return an optional with what a function makes of the tensors."""
        if self.values is None:
            return self
        return Optional(map(function, self.values), self.dtypes)

    def joined(self, other, function):
        """Return an optional with what a function makes of the tensors of two, pair by pair."""
        if (self.values is None) != (other.values is None):
            raise InvalidArgumentError(
                "Cannot add optionals because one has a value and the other doesn't."
            )
        if self.values is None:
            return self
        return Optional(map(function, self.values, other.values), self.dtypes)

    def __repr__(self):
        if self.values is None:
            return "<OptionalVariant<None>>"
        return f"<OptionalVariant<values: {self.values}>>"


def _checked(optional, name):
    if optional.ndim:
        raise InvalidArgumentError(
            f"Input to {name} must be a scalar tensor containing an OptionalVariant object."
        )
    optional = alone(optional)
    if not isinstance(optional, Optional):
        raise InvalidArgumentError(f"Input to {name} must be an OptionalVariant object.")
    return optional


@op("""
    OptionalFromValue(components: Toutput_types) -> optional: variant
        Toutput_types: list(type) >= 1
""")
def optional_from_value(xp, components, *, Toutput_types):  # noqa: N803
    """Return an optional with tensors in it.

    Shapes:
        components: any
        optional: []
    Source: tf.raw_ops.OptionalFromValue
    """
    return Optional(components, Toutput_types)


optional_from_value.shape(shape_functions.scalar)


@optional_from_value.gradient(sparse=True)
def optional_from_value_gradient(op, doptional):
    if doptional is None:
        return [None] * len(op.inputs)
    return raw.OptionalGetValue(
        doptional, output_types=op.attr("Toutput_types"),
        output_shapes=[tensor.shape for tensor in op.inputs])


@op("""
    OptionalNone() -> optional: variant
""")
def optional_none(xp):
    """Return an optional with nothing in it.

    Shapes:
        optional: []
    Source: tf.raw_ops.OptionalNone
    """
    return Optional()


optional_none.shape(shape_functions.scalar)


@op("""
    OptionalHasValue(optional: variant) -> has_value: bool
""")
def optional_has_value(xp, optional):
    """Say whether an optional has tensors in it.

    Shapes:
        optional, has_value: []
    Errors:
        InvalidArgumentError: the variant is no optional.
    Source: tf.raw_ops.OptionalHasValue
    """
    return xp.asarray(_checked(optional, "OptionalHasValue").values is not None)


optional_has_value.shape(shape_functions.scalar)
no_gradient(optional_has_value, "having a value does not vary")


@op("""
    OptionalGetValue(optional: variant) -> components: output_types
        output_types: list(type) >= 1
        output_shapes: list(shape) >= 1
""")
def optional_get_value(xp, optional, *, output_types, output_shapes):
    """Return the tensors in an optional.

    Shapes:
        optional: []
        components: as `output_shapes` says
    Errors:
        InvalidArgumentError: there is nothing in it, or something else.
    Source: tf.raw_ops.OptionalGetValue
    """
    optional = _checked(optional, "OptionalGetValue")
    values = optional.values
    if values is None:
        raise InvalidArgumentError("The given optional does not have a value.")
    if len(values) != len(output_types):
        raise InvalidArgumentError(
            f"The given optional has {len(values)} components, expected {len(output_types)}"
        )
    for i, (value, dtype, kind, shape) in enumerate(
        zip(values, optional.dtypes, output_types, output_shapes, strict=True)
    ):
        if dtype != kind:
            raise InvalidArgumentError(
                f"The given optional does not match the expected type for component {i}. "
                f"Expected: {type_name(kind)}. Actual: {type_name(dtype)}."
            )
        sizes = getattr(value, "shape", ())
        if not shape.is_compatible_with(TensorShape(sizes)):
            raise InvalidArgumentError(
                f"The given optional does not match the expected shape for component {i}. "
                f"Expected: {shown(shape)}. Actual: {shown(sizes)}."
            )
    return list(values)


@optional_get_value.shape
def optional_get_value_shape(c):
    checks.with_rank(c["optional"], 0)
    return list(c.attr("output_shapes"))


@optional_get_value.gradient(sparse=True)
def optional_get_value_gradient(op, *dcomponents):
    if all(dy is None for dy in dcomponents):
        return None
    return raw.OptionalFromValue([
        raw.ZerosLike(tensor) if dy is None else dy
        for dy, tensor in zip(dcomponents, op.outputs, strict=True)
    ])
