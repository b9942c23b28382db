"""Shapes as data, and ops that change a tensor's shape but none of its values.

Also here: ops that hand on their input as it is (`Identity` and its kind). Broadcasting to a shape
is in `broadcast.py`, moving elements about in `transpose.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape, trusted_shape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import reshaped_like
from tfcompat._src.registry import no_gradient, op, shape_functions


@op("""
    Shape(input: T) -> output: out_type
        T: type
        out_type: {int32, int64} = int32
""")
def shape(xp, input, *, out_type):  # noqa: A002 - TensorFlow's argument name
    """Return the sizes of a tensor as a vector.

    Shapes:
        input: any
        output: [rank of input]
    Source: tf.raw_ops.Shape
    """
    return xp.array(input.shape, numpy_dtype(out_type))


@shape.shape
def shape_shape(c):
    return [TensorShape([c["input"].rank])]


no_gradient(shape, "a shape does not vary with the values")


@op("""
    ShapeN(input: N * T) -> output: N * out_type
        N: int >= 1
        T: type
        out_type: {int32, int64} = int32
""")
def shape_n(xp, input, *, out_type):  # noqa: A002
    """Return the sizes of each of several tensors as vectors.

    Shapes:
        input: N tensors of any shapes
        output: [rank of input[i]] each
    Source: tf.raw_ops.ShapeN
    """
    dtype = numpy_dtype(out_type)
    return [xp.array(one.shape, dtype) for one in input]


@shape_n.shape
def shape_n_shape(c):
    return [TensorShape([one.rank]) for one in c["input"]]


no_gradient(shape_n, "a shape does not vary with the values")


@op("""
    Size(input: T) -> output: out_type
        T: type
        out_type: {int32, int64} = int32
""")
def size(xp, input, *, out_type):  # noqa: A002
    """Return the number of elements of a tensor.

    Shapes:
        input: any
        output: []
    Source: tf.raw_ops.Size
    """
    return xp.array(input.size, numpy_dtype(out_type))


size.shape(shape_functions.scalar)
no_gradient(size, "a size does not vary with the values")


@op("""
    Rank(input: T) -> output: int32
        T: type
""")
def rank(xp, input):  # noqa: A002
    """Return the number of dimensions of a tensor.

    Shapes:
        input: any
        output: []
    Source: tf.raw_ops.Rank
    """
    return xp.array(input.ndim, xp.int32)


rank.shape(shape_functions.scalar)
no_gradient(rank, "a rank does not vary with the values")


@op("""
    Reshape(tensor: T, shape: Tshape) -> output: T
        T: type
        Tshape: {int32, int64} = int32
""", host=("shape",))
def reshape(xp, tensor, shape):
    """Give a tensor another shape with as many elements; one size may be -1, "the rest".

    Shapes:
        tensor: any
        shape: [rank of output]
        output: the sizes in `shape`
    Errors:
        InvalidArgumentError: `shape` is no vector, has several -1 or less, or another size.
    Source: tf.raw_ops.Reshape
    """
    if shape.ndim != 1 and shape.size != 1:
        raise InvalidArgumentError(f"sizes input must be 1-D, not {shown(shape.shape)}")
    sizes = shape.tolist() if shape.ndim == 1 else [shape.item()]
    if sizes and min(sizes) < 0:
        sizes = _without_unknown(tensor, sizes)
    try:
        return tensor.reshape(sizes)
    except ValueError:
        raise InvalidArgumentError(
            f"Input to reshape is a tensor with {tensor.size} values, but the requested shape has "
            f"{_product(sizes)}"
        ) from None


def _product(sizes):
    total = 1
    for one in sizes:
        total *= one
    return total


def _without_unknown(tensor, sizes):
    """Replace the -1 in `sizes` by what the elements of `tensor` leave for it."""
    unknown = None
    for i, one in enumerate(sizes):
        if one == -1:
            if unknown is not None:
                raise InvalidArgumentError(
                    f"Only one input size may be -1, not both {unknown} and {i}"
                )
            unknown = i
        elif one < 0:
            raise InvalidArgumentError(f"Size {i} must be non-negative, not {one}")
    product = _product([one for one in sizes if one > 0])
    # Sizes of 0 on both sides leave each other alone: [0, 2] reshaped to [-1, 0] is [2, 0].
    has_zero = 0 in sizes
    elements = _product([one for one in tensor.shape if one or not has_zero])
    if elements % product:
        raise InvalidArgumentError(
            f"Input to reshape is a tensor with {elements} values, but the requested shape "
            f"requires a multiple of {product}"
        )
    return [*sizes[:unknown], elements // product, *sizes[unknown + 1 :]]


@reshape.shape
def reshape_shape(c):
    target, source = checks.stated_shape(c, "shape"), c["tensor"]
    if target.rank is None or source.rank is None:
        return [target]
    missing, wanted = _missing(target)
    unsure, given = _missing(source)
    if missing == unsure == 0 and wanted != given:
        raise ValueError(
            f"Cannot reshape a tensor with {given} elements to shape {shown(target)} "
            f"({wanted} elements)"
        )
    if unsure == 0 and missing == 1:
        sizes = target.as_list()
        sizes[sizes.index(None)] = _quotient(given, wanted)
        return [TensorShape(sizes)]
    if unsure == 1 and missing == 0 and given:
        _quotient(wanted, given)
    return [target]


@reshape.gradient
def reshape_gradient(op, dy):
    return [reshaped_like(dy, op.inputs[0]), None]


def _missing(shape):
    """The number of unknown sizes that matter, and the product of the known sizes."""
    sizes = shape.as_list()
    if 0 in sizes:
        return 0, 0
    return sizes.count(None), _product([one for one in sizes if one is not None])


def _quotient(elements, known):
    if elements % known:
        raise ValueError(f"Dimension size must be evenly divisible by {known} but is {elements}")
    return elements // known


@op("""
    Squeeze(input: T) -> output: T
        T: type
        squeeze_dims: list(int) >= 0 = []
""")
def squeeze(xp, input, *, squeeze_dims):  # noqa: A002
    """Remove dimensions of size 1: those named, or all.

    Shapes:
        input: any
        output: as input, without those dimensions
    Errors:
        InvalidArgumentError: a named dimension does not exist or is not 1.
    Source: tf.raw_ops.Squeeze
    """
    sizes = input.shape
    if not squeeze_dims:
        return input.reshape([one for one in sizes if one != 1])
    ndim, dropped = len(sizes), set()
    for axis in squeeze_dims:
        if not -ndim <= axis < ndim:
            raise InvalidArgumentError(
                f"Tried to squeeze dim index {axis} for tensor with {ndim} dimensions."
            )
        dropped.add(axis % ndim)
    kept = []
    for i, one in enumerate(sizes):
        if i not in dropped:
            kept.append(one)
        elif one != 1:
            raise InvalidArgumentError(
                f"Can not squeeze dim[{i}], expected a dimension of 1, got {one}"
            )
    return input.reshape(kept)


@squeeze.shape
def squeeze_shape(c):
    shape, axes = c["input"], c.attr("squeeze_dims")
    if shape.rank is None:
        return [shape]
    sizes = shape.as_list()
    if not axes:
        # An unknown size may be 1 and vanish, so even the rank is unknown then.
        return [TensorShape(None if None in sizes else [one for one in sizes if one != 1])]
    for i, axis in enumerate(axes):
        if not -len(sizes) <= axis < len(sizes):
            raise ValueError(f"squeeze_dims[{i}] not in [{-len(sizes)},{len(sizes)}).")
    dropped = {axis % len(sizes) for axis in axes}
    for i in sorted(dropped):
        if sizes[i] not in (1, None):
            raise ValueError(
                f"Can not squeeze dim[{i}], expected a dimension of 1, got {sizes[i]}"
            )
    return [TensorShape([one for i, one in enumerate(sizes) if i not in dropped])]


@squeeze.gradient
def squeeze_gradient(op, dy):
    return reshaped_like(dy, op.inputs[0])


@op("""
    ExpandDims(input: T, dim: Tdim) -> output: T
        T: type
        Tdim: {int32, int64} = int32
""", host=("dim",))
def expand_dims(xp, input, dim):  # noqa: A002
    """Insert a dimension of size 1 before dimension `dim`; -1 appends it.

    Shapes:
        input: any
        dim: [] (or one element of any shape)
        output: as input, with one more dimension
    Errors:
        InvalidArgumentError: `dim` is out of range or not a single value.
    Source: tf.raw_ops.ExpandDims
    """
    if dim.size != 1:
        raise InvalidArgumentError("'dim' must be a tensor with a single value")
    axis, sizes = dim.item(), input.shape
    if axis < 0:
        axis += len(sizes) + 1
    if not 0 <= axis <= len(sizes):
        raise InvalidArgumentError(
            f"Tried to expand dim index {dim.item()} for tensor with {len(sizes)} dimensions."
        )
    return input.reshape((*sizes[:axis], 1, *sizes[axis:]))


@expand_dims.shape
def expand_dims_shape(c):
    shape, value = c["input"], c.value("dim")
    if value is not None and value.size != 1:
        raise ValueError("'dim' input must be a tensor with a single value")
    if shape.rank is None or value is None:
        return [TensorShape(None)]
    axis = int(value.item())
    if not -shape.rank - 1 <= axis <= shape.rank:
        raise ValueError(f"dim {axis} not in the interval [{-shape.rank - 1}, {shape.rank}].")
    sizes = shape.as_list()
    sizes.insert(axis if axis >= 0 else axis + len(sizes) + 1, 1)
    return [TensorShape(sizes)]


@expand_dims.gradient
def expand_dims_gradient(op, dy):
    return [reshaped_like(dy, op.inputs[0]), None]


@op("""
    EnsureShape(input: T) -> output: T
        shape: shape
        T: type
""")
def ensure_shape(xp, input, *, shape):  # noqa: A002
    """Hand on a tensor, having checked that it has the shape stated.

    Shapes:
        input: compatible with `shape`
        output: as input
    Errors:
        InvalidArgumentError: the shapes are not compatible.
    Source: tf.raw_ops.EnsureShape
    """
    if not shape.is_compatible_with(trusted_shape(input.shape)):
        raise InvalidArgumentError(
            f"Shape of tensor input {shown(input.shape)} is not compatible with expected shape "
            f"{shown(shape)}."
        )
    return input


@ensure_shape.shape
def ensure_shape_shape(c):
    stated = c.attr("shape")
    if stated.rank is not None:
        checks.with_rank(c["input"], stated.rank)
    return [checks.merge(stated, c["input"])]


@ensure_shape.gradient
def ensure_shape_gradient(op, dy):
    return dy


@op("""
    Identity(input: T) -> output: T
        T: type
""")
def identity(xp, input):  # noqa: A002
    """Hand on a tensor as it is.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.Identity
    """
    return input


identity.shape(shape_functions.unchanged)


@identity.gradient
def identity_gradient(op, dy):
    return dy


@op("""
    IdentityN(input: T) -> output: T
        T: list(type) >= 1
""")
def identity_n(xp, input):  # noqa: A002
    """Hand on several tensors as they are.

    Shapes:
        input, output: any, pairwise the same
    Source: tf.raw_ops.IdentityN
    """
    return list(input)


@identity_n.shape
def identity_n_shape(c):
    return list(c["input"])


@identity_n.gradient(sparse=True)
def identity_n_gradient(op, *dys):
    return list(dys)


@op("""
    Snapshot(input: T) -> output: T
        T: type
""")
def snapshot(xp, input):  # noqa: A002
    """Hand on a tensor as it is now; arrays are never written into, so no copy is made.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.Snapshot
    """
    return input


snapshot.shape(shape_functions.unchanged)


@op("""
    StopGradient(input: T) -> output: T
        T: type
""")
def stop_gradient(xp, input):  # noqa: A002
    """Hand on a tensor; gradients do not pass back through it.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.StopGradient
    """
    return input


stop_gradient.shape(shape_functions.unchanged)
no_gradient(stop_gradient, "stopping gradients is its purpose")


@op("""
    PreventGradient(input: T) -> output: T
        T: type
        message: string = ""
""")
def prevent_gradient(xp, input):  # noqa: A002
    """Hand on a tensor; asking for a gradient through it is an error that says `message`.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.PreventGradient
    """
    return input


prevent_gradient.shape(shape_functions.unchanged)


@prevent_gradient.gradient
def prevent_gradient_gradient(op, dy):
    raise LookupError(f"Gradient explicitly disabled. Reason: {op.attr('message')!r}")
