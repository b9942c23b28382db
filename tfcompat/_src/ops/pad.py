"""Tensors enlarged at their edges, and the reverse."""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, unknown_shape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import sizes_of, value_of
from tfcompat._src.registry import op


def _pairs(input, paddings, separator=""):  # noqa: A002
    """The (before, after) of each dimension, as far as the shapes go."""
    if paddings.ndim != 2 or paddings.shape[1] != 2:
        raise InvalidArgumentError(
            f"paddings must be a matrix with 2 columns: {shown(paddings.shape)}"
        )
    if paddings.shape[0] != input.ndim:
        raise InvalidArgumentError(
            "The first dimension of paddings must be the rank of inputs"
            f"{shown(paddings.shape)}{separator} {shown(input.shape)}"
        )
    return paddings.tolist()


def _padded(xp, input, paddings, value):  # noqa: A002
    pairs = _pairs(input, paddings)
    for before, after in pairs:
        if before < 0 or after < 0:
            raise InvalidArgumentError(f"Paddings must be non-negative: {before} {after}")
    sizes = [
        size + before + after
        for size, (before, after) in zip(input.shape, pairs, strict=True)
    ]
    result = xp.full(sizes, value, input.dtype)
    inside = tuple([
        slice(before, before + size)
        for size, (before, _) in zip(input.shape, pairs, strict=True)
    ])
    result[inside] = input
    return result


@op("""
    Pad(input: T, paddings: Tpaddings) -> output: T
        T: type
        Tpaddings: {int32, int64} = int32
""", host=("paddings",))
def pad(xp, input, paddings):  # noqa: A002
    """Enlarge a tensor by zeros (for strings: empty ones).

    Shapes:
        input: [n1, ..., nr]
        paddings: [r, 2], how many before and after
        output: [before + n + after, ...]
    Errors:
        InvalidArgumentError: `paddings` has the wrong shape or negative elements.
    Source: tf.raw_ops.Pad
    """
    return _padded(xp, input, paddings, b"" if input.dtype == object else 0)


@pad.shape
def pad_shape(c):
    paddings, shape = checks.with_rank(c["paddings"], 2), c["input"]
    checks.with_size(paddings[1], 2)
    value = c.value("paddings")
    if paddings[0] is not None:
        if shape.rank is not None and shape.rank != paddings[0]:
            raise ValueError(f"Shape must be rank {paddings[0]} but is rank {shape.rank}")
        shape = checks.with_rank(shape, paddings[0])
    if shape.rank is None or value is None:
        return [unknown_shape(shape.rank)]
    if (value < 0).any():
        raise ValueError("Paddings must be non-negative")
    return [TensorShape([
        None if size is None else size + before + after
        for size, (before, after) in zip(shape, value.tolist(), strict=True)
    ])]


@pad.gradient
def pad_gradient(op, dy):
    return [_inner(op, dy), None]


def _inner(op, dy):
    """Cut what was put around a tensor off a gradient."""
    x, paddings = op.inputs[:2]
    known, sizes = value_of(paddings), sizes_of(x, out_type=paddings.dtype)
    if known is not None and isinstance(sizes, list):
        begin = [before for before, _ in known]
        return raw.Slice(dy, begin, sizes) if begin else dy
    return raw.Slice(dy, paddings[:, 0], raw.Shape(x, out_type=paddings.dtype))


@op("""
    PadV2(input: T, paddings: Tpaddings, constant_values: T) -> output: T
        T: type
        Tpaddings: {int32, int64} = int32
""", host=("paddings",))
def pad_v2(xp, input, paddings, constant_values):  # noqa: A002
    """Enlarge a tensor by copies of a value.

    Shapes:
        input: [n1, ..., nr]
        paddings: [r, 2], how many before and after
        constant_values: []
        output: [before + n + after, ...]
    Errors:
        InvalidArgumentError: `paddings` has the wrong shape or negative elements, or
            `constant_values` is no scalar.
    Source: tf.raw_ops.PadV2
    """
    _pairs(input, paddings)
    if constant_values.ndim:
        raise InvalidArgumentError(
            f"constant_values must be a scalar. Found: {shown(constant_values.shape)}"
        )
    return _padded(xp, input, paddings, constant_values)


pad_v2.shape(pad_shape)


@pad_v2.gradient
def pad_v2_gradient(op, dy):
    return [_inner(op, dy), None, None]


def _mirrored(xp, size, before, after, offset):
    """The places of a dimension that its mirrored extension shows, in order."""
    places = xp.arange(-before, size + after)
    places = xp.where(places < 0, -places - 1 + offset, places)
    return xp.where(places >= size, 2 * size - 1 - offset - places, places)


@op("""
    MirrorPad(input: T, paddings: Tpaddings) -> output: T
        T: type
        Tpaddings: {int32, int64} = int32
        mode: {"REFLECT", "SYMMETRIC"}
""", host=("paddings",))
def mirror_pad(xp, input, paddings, *, mode):  # noqa: A002
    """Enlarge a tensor by its own mirror images; "REFLECT" does not repeat the edge.

    Shapes:
        input: [n1, ..., nr]
        paddings: [r, 2], how many before and after
        output: [before + n + after, ...]
    Errors:
        InvalidArgumentError: `paddings` has the wrong shape, negative elements, or asks for more
            than there is to mirror.
    Source: tf.raw_ops.MirrorPad
    """
    offset = int(mode == b"REFLECT")
    for axis, (before, after) in enumerate(_pairs(input, paddings, ",")):
        size = input.shape[axis]
        _check_mirror(size, before, after, offset)
        if before or after:
            input = input.take(_mirrored(xp, size, before, after, offset), axis)  # noqa: A001
    return input


def _check_mirror(size, before, after, offset, side=""):
    if before < 0 or after < 0:
        raise InvalidArgumentError(f"paddings must be non-negative: {before} {after}")
    if before <= size - offset and after <= size - offset:
        return
    limit, verb = ("less", "not less") if offset else ("no greater", "greater")
    raise InvalidArgumentError(
        f"paddings must be {limit} than the {side}dimension size: {before}, {after} {verb} than "
        f"{size}"
    )


mirror_pad.shape(pad_shape)


@mirror_pad.gradient
def mirror_pad_gradient(op, dy):
    return [raw.MirrorPadGrad(dy, op.inputs[1], mode=op.attr("mode")), None]


@op("""
    MirrorPadGrad(input: T, paddings: Tpaddings) -> output: T
        T: type
        Tpaddings: {int32, int64} = int32
        mode: {"REFLECT", "SYMMETRIC"}
""", host=("paddings",))
def mirror_pad_grad(xp, input, paddings, *, mode):  # noqa: A002
    """Fold the mirrored edges of a tensor back and add them: the gradient of MirrorPad.

    Shapes:
        input: [before + n + after, ...]
        paddings: [r, 2]
        output: [n1, ..., nr]
    Errors:
        InvalidArgumentError: `paddings` does not fit the input.
    Source: tf.raw_ops.MirrorPadGrad
    """
    offset = int(mode == b"REFLECT")
    for axis, (before, after) in enumerate(_pairs(input, paddings)):
        if before < 0 or after < 0:
            raise InvalidArgumentError(f"Paddings must be non-negative: {before}, {after}")
        whole = input.shape[axis]
        if before + after >= whole:
            raise InvalidArgumentError(
                "Total paddings must be less than the input dimension size: "
                f"{before + after} was not less than {whole}"
            )
        size = whole - before - after
        _check_mirror(size, before, after, offset, "output ")
        if before or after:
            rows = xp.moveaxis(input, axis, 0)
            zeros = xp.zeros((size, *rows.shape[1:]), rows.dtype)
            folded = xp.scatter_add(zeros, _mirrored(xp, size, before, after, offset), rows)
            input = xp.moveaxis(folded, 0, axis)  # noqa: A001
    return input


@mirror_pad_grad.shape
def mirror_pad_grad_shape(c):
    paddings, shape = checks.with_rank(c["paddings"], 2), c["input"]
    checks.with_size(paddings[1], 2)
    value = c.value("paddings")
    if paddings[0] is not None:
        shape = checks.with_rank(shape, paddings[0])
    if not shape.is_fully_defined():
        return [TensorShape(None)]  # TensorFlow does not look closer
    if value is None:
        return [unknown_shape(shape.rank)]
    sizes = []
    for size, (before, after) in zip(shape, value.tolist(), strict=True):
        if before < 0 or after < 0:
            raise ValueError("Paddings must be non-negative")
        if size < before + after:
            raise ValueError(
                f"Negative dimension size caused by subtracting {before + after} from {size}"
            )
        sizes.append(size - before - after)
    return [TensorShape(sizes)]


@mirror_pad_grad.gradient
def mirror_pad_grad_gradient(op, dy):
    return [raw.MirrorPad(dy, op.inputs[1], mode=op.attr("mode")), None]
