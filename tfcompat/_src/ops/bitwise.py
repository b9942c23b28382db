"""Integers as rows of bits."""

from tfcompat._src.ops.checks import incompatible
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import broadcast, unchanged


@op("""
    BitwiseAnd(x: T, y: T) -> z: T
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}
""", flags=("commutative",))
def bitwise_and(xp, x, y):
    """Keep the bits that are set in both, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.BitwiseAnd
    """
    try:
        return xp.bitwise_and(x, y)
    except ValueError:
        raise incompatible(x, y) from None


bitwise_and.shape(broadcast)
no_gradient(bitwise_and, "bits are no numbers to differentiate by")


@op("""
    BitwiseOr(x: T, y: T) -> z: T
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}
""", flags=("commutative",))
def bitwise_or(xp, x, y):
    """Keep the bits that are set in either, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.BitwiseOr
    """
    try:
        return xp.bitwise_or(x, y)
    except ValueError:
        raise incompatible(x, y) from None


bitwise_or.shape(broadcast)
no_gradient(bitwise_or, "bits are no numbers to differentiate by")


@op("""
    BitwiseXor(x: T, y: T) -> z: T
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}
""", flags=("commutative",))
def bitwise_xor(xp, x, y):
    """Keep the bits that are set in exactly one of two, elementwise.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.BitwiseXor
    """
    try:
        return xp.bitwise_xor(x, y)
    except ValueError:
        raise incompatible(x, y) from None


bitwise_xor.shape(broadcast)
no_gradient(bitwise_xor, "bits are no numbers to differentiate by")


@op("""
    Invert(x: T) -> y: T
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}
""")
def invert(xp, x):
    """Flip every bit.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.Invert
    """
    return xp.invert(x)


invert.shape(unchanged)
no_gradient(invert, "bits are no numbers to differentiate by")


@op("""
    LeftShift(x: T, y: T) -> z: T
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}
""")
def left_shift(xp, x, y):
    """Move bits towards the high end, elementwise, by 0 to all but one bits.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.LeftShift
    """
    try:
        return xp.left_shift(x, _bounded(xp, y))
    except ValueError:
        raise incompatible(x, y) from None


left_shift.shape(broadcast)
no_gradient(left_shift, "bits are no numbers to differentiate by")


@op("""
    RightShift(x: T, y: T) -> z: T
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}
""")
def right_shift(xp, x, y):
    """Move bits towards the low end, elementwise; the sign is kept.

    Shapes:
        x, y: any that broadcast
        z: the broadcast shape
    Errors:
        InvalidArgumentError: the shapes do not broadcast.
    Source: tf.raw_ops.RightShift
    """
    try:
        return xp.right_shift(x, _bounded(xp, y))
    except ValueError:
        raise incompatible(x, y) from None


right_shift.shape(broadcast)
no_gradient(right_shift, "bits are no numbers to differentiate by")


@op("""
    PopulationCount(x: T) -> y: uint8
        T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}
""")
def population_count(xp, x):
    """Count the bits that are set in every element.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.PopulationCount
    """
    octets = xp.ascontiguousarray(x).reshape(*x.shape, 1).view(xp.uint8)
    return xp.unpackbits(octets, axis=-1).sum(axis=-1, dtype=xp.uint8)


population_count.shape(unchanged)
no_gradient(population_count, "bits are no numbers to differentiate by")


def _bounded(xp, shift):
    """Bring shifts into the range where they mean something, as TensorFlow does."""
    kind = shift.dtype.type
    return xp.clip(shift, kind(0), kind(shift.dtype.itemsize * 8 - 1))
