"""Copies of tensors, whole or with rows changed, and sums and joins of several at once.

The `Inplace` ops change their input in TensorFlow; here nobody changes an array that others may
hold, so they return a changed copy.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.checks import merge, require, shown, stated_shape
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import scalar, unchanged


@op("""
    AccumulateNV2(inputs: N * T) -> sum: T
        N: int >= 1
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8,
            qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        shape: shape
""", flags=("commutative", "aggregate"))
def accumulate_nv2(xp, inputs):
    """Add up tensors of one shape.

    Shapes:
        inputs, sum: `shape`
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.AccumulateNV2, which TensorFlow rewrites to other ops before it runs
    """
    total = inputs[0]
    for array in inputs[1:]:
        if array.shape != total.shape:
            raise InvalidArgumentError(
                f"Incompatible shapes: {shown(total.shape)} vs. {shown(array.shape)}"
            )
        total = total + array
    return total


@accumulate_nv2.shape
def accumulate_nv2_shape(c):
    result = c.attr("shape")
    for shape in c["inputs"]:
        merge(result, shape)
    return [result]


@accumulate_nv2.gradient
def accumulate_nv2_gradient(op, dy):
    return [dy] * len(op.inputs)


@op("""
    ParallelConcat(values: N * T) -> output: T
        N: int >= 1
        T: type
        shape: shape
""")
def parallel_concat(xp, values, *, shape):
    """Join tensors whose first dimension has size 1.

    Shapes:
        values: [1, inner...]
        output: `shape`; rows that no value is given for are zero
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.ParallelConcat, which TensorFlow rewrites to an op for each value
    """
    if not shape.is_fully_defined():
        raise InvalidArgumentError(f"Shape {shown(shape)} is not fully defined")
    sizes = tuple(shape.as_list())
    require(sizes, "value should be at least rank 1.")
    for i, array in enumerate(values):
        require(i < sizes[0],
                f"0th dimension of value = {sizes[0]} must be greater than loc_ = {i}")
        both = f"{shown(sizes)} vs. {shown(array.shape)}"
        require(array.ndim == len(sizes), f"value and update shape doesn't match: {both}")
        require(array.shape[1:] == sizes[1:], f"value and update shape doesn't match {both}")
        require(array.shape[0] == 1, f"update shape doesn't match: {shown(array.shape)}")
    if len(values) < sizes[0]:
        rest = (sizes[0] - len(values), *sizes[1:])
        kind = values[0].dtype
        values = [*values, xp.full(rest, b"" if kind == object else 0, kind)]
    return xp.concatenate(values)


@parallel_concat.shape
def parallel_concat_shape(c):
    stated, current = c.attr("shape"), c["values"][0]
    for other in c["values"][1:]:
        current = merge(current, other)
    if not stated.is_fully_defined():
        raise ValueError("shape attr must be fully defined.")
    if current.rank is not None and current.rank and current[0] not in (None, 1):
        raise ValueError("Size of first dimension must be 1.")
    return [stated]


@op("""
    Empty(shape: int32) -> output: dtype
        dtype: type
        init: bool = false
""", stateful=True, host=("shape",))
def empty(xp, shape, *, dtype):
    """Make a tensor of a shape; its elements are zero here, whatever `init` says.

    Shapes:
        shape: [rank]
        output: what `shape` says
    Errors:
        InvalidArgumentError: the shape is no vector, or has a negative size.
    Source: tf.raw_ops.Empty
    """
    if shape.ndim != 1:
        raise InvalidArgumentError(
            f"shape must be a vector of int32, got shape {shown(shape.shape)}"
        )
    sizes = shape.tolist()
    for size in sizes:
        if size < 0:
            raise InvalidArgumentError(f"Dimension {size} must be >= 0")
    kind = numpy_dtype(dtype)
    return xp.full(tuple(sizes), b"" if kind == object else 0, kind)


@empty.shape
def empty_shape(c):
    return [stated_shape(c, "shape")]


def _rows(x, i, v):
    """Return a copy of x and the rows that are meant, having checked the arguments."""
    if i.ndim != 1:
        raise InvalidArgumentError(f"i must be a vector. {shown(i.shape)}")
    if x.ndim != v.ndim:
        raise InvalidArgumentError(
            f"x and v shape doesn't match (ranks differ): {shown(x.shape)} vs. {shown(v.shape)}"
        )
    for axis in range(1, x.ndim):
        if x.shape[axis] != v.shape[axis]:
            raise InvalidArgumentError(
                f"x and v shape doesn't match at index {axis} : {shown(x.shape)} vs. "
                f"{shown(v.shape)}"
            )
    if i.shape != v.shape[:1]:
        raise InvalidArgumentError(
            f"i and x shape doesn't match at index 0: {shown(i.shape)} vs. {shown(v.shape)}"
        )
    return x.copy(), i % x.shape[0] if x.size else None


def _sum_of_rows(xp, x, i, v, sign):
    """Return a copy of x with rows of v added or subtracted."""
    y, rows = _rows(x, i, v)
    if rows is None or not v.size:
        return y
    if x.dtype.kind in "bO":
        kind = "bool" if x.dtype.kind == "b" else "string"
        raise InvalidArgumentError(f"Unsupported data type: {kind}")
    return xp.scatter_add(y, rows, sign(v))


@op("""
    InplaceUpdate(x: T, i: int32, v: T) -> y: T
        T: type
""")
def inplace_update(xp, x, i, v):
    """Replace rows; their numbers wrap around.

    Shapes:
        x, y: [rows, inner...]
        i: [n]
        v: [n, inner...]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.InplaceUpdate
    """
    y, rows = _rows(x, i, v)
    if rows is not None:
        y[rows] = v
    return y


inplace_update.shape(unchanged)


@op("""
    InplaceAdd(x: T, i: int32, v: T) -> y: T
        T: type
""")
def inplace_add(xp, x, i, v):
    """Add to rows; their numbers wrap around, and a row may be named more than once.

    Shapes:
        x, y: [rows, inner...]
        i: [n]
        v: [n, inner...]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.InplaceAdd
    """
    return _sum_of_rows(xp, x, i, v, xp.positive)


inplace_add.shape(unchanged)


@op("""
    InplaceSub(x: T, i: int32, v: T) -> y: T
        T: type
""")
def inplace_sub(xp, x, i, v):
    """Subtract from rows; their numbers wrap around, and a row may be named more than once.

    Shapes:
        x, y: [rows, inner...]
        i: [n]
        v: [n, inner...]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.InplaceSub
    """
    return _sum_of_rows(xp, x, i, v, xp.negative)


inplace_sub.shape(unchanged)


@op("""
    DeepCopy(x: T) -> y: T
        T: type
""", stateful=True)
def deep_copy(xp, x):
    """Copy a tensor.

    Shapes:
        x, y: any, equal
    Source: tf.raw_ops.DeepCopy
    """
    return x.copy()


deep_copy.shape(unchanged)


@op("""
    Copy(input: T) -> output: T
        T: type
        tensor_name: string = ""
        debug_ops_spec: list(string) = []
""", flags=("allows_uninitialized_input",))
def copy(xp, input):  # noqa: A002
    """Hand on a tensor.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.Copy
    """
    return input


copy.shape(unchanged)


@op("""
    CopyHost(input: T) -> output: T
        T: type
        tensor_name: string = ""
        debug_ops_spec: list(string) = []
""", flags=("allows_uninitialized_input",))
def copy_host(xp, input):  # noqa: A002
    """Hand on a tensor that is on the host.

    Shapes:
        input, output: any, equal
    Source: tf.raw_ops.CopyHost
    """
    return input


copy_host.shape(unchanged)


@op("""
    ToBool(input: T) -> output: bool
        T: type
""", host=("input",))
def to_bool(xp, input):  # noqa: A002
    """Say whether a number is not zero, a string not empty, or a larger tensor has elements.

    Shapes:
        input: any
        output: []
    Errors:
        InvalidArgumentError: the input is a scalar of a type that has no truth.
    Source: tf.raw_ops.ToBool
    """
    if input.ndim:
        return xp.asarray(input.size > 0)
    if input.dtype.kind == "c":
        raise InvalidArgumentError(f"{input.dtype.name} cannot be converted to a boolean")
    return xp.asarray(bool(input.item()) if input.dtype == object else input != 0)


to_bool.shape(scalar)


@op("""
    GuaranteeConst(input: T) -> output: T
        T: type
""", stateful=True)
def guarantee_const(xp, input):
    """Return the input, which its author says never changes.

    Shapes:
        input, output: any
    Errors:
        None.
    Source: tf.raw_ops.GuaranteeConst
    """
    return input


guarantee_const.shape(unchanged)
no_gradient(guarantee_const, "constants have no gradient")
