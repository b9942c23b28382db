"""XLA's ops on arrays: products, convolutions, padding, slices and gathers.

They do what XLA's operation semantics say. Those that take a function are in `xla_functions.py`.
"""

from tfcompat._src.base.dtypes import numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import xla_numbers
from tfcompat._src.ops.checks import require
from tfcompat._src.ops.einsum import einsum_gradient
from tfcompat._src.registry import find, op, shape_functions

_WIDE = {"bfloat16": "float32", "float16": "float32"}


def _worked_in(xp, dtype):
    """The dtype in which sums of products are taken."""
    return xp.dtype(_WIDE.get(dtype.name, dtype.name)) if dtype.name in _WIDE else dtype


def _dot(xp, lhs, rhs, numbers, dtype):
    known = xla_numbers.dot(numbers)
    arrays = []
    for array, side, inner_first in ((lhs, "lhs", False), (rhs, "rhs", True)):
        batch, inner = known[f"{side}_batch"], known[f"{side}_contracting"]
        free = [axis for axis in range(array.ndim) if axis not in (*batch, *inner)]
        order = [*batch, *inner, *free] if inner_first else [*batch, *free, *inner]
        sizes = {kind: [array.shape[axis] for axis in axes]
                 for kind, axes in (("batch", batch), ("inner", inner), ("free", free))}
        arrays.append((xp.transpose(array, order), sizes))
    (left, first), (right, second) = arrays
    require(
        first["inner"] == second["inner"] and first["batch"] == second["batch"],
        "The contracted and the batch dimensions of a dot must have the same sizes.",
    )
    wide = _worked_in(xp, dtype)
    batch, inner = first["batch"], _product(first["inner"])
    left = left.reshape(*batch, _product(first["free"]), inner).astype(wide)
    right = right.reshape(*batch, inner, _product(second["free"])).astype(wide)
    result = xp.matmul(left, right).reshape((*batch, *first["free"], *second["free"]))
    return result.astype(dtype)


def _product(sizes):
    result = 1
    for size in sizes:
        result *= size
    return result


@op("""
    XlaDot(lhs: T, rhs: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        dimension_numbers: string
        precision_config: string
""")
def xla_dot(xp, lhs, rhs, *, dimension_numbers):
    """Multiply arrays, summing over some dimensions, with others as a batch.

    Shapes:
        lhs, rhs: any
        output: the batch, what is left of lhs, what is left of rhs
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.XlaDot
    """
    return _dot(xp, lhs, rhs, dimension_numbers, lhs.dtype)


@op("""
    XlaDotV2(lhs: LhsT, rhs: RhsT) -> output: preferred_element_type
        LhsT: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        RhsT: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        dimension_numbers: string
        precision_config: string
        preferred_element_type: {float, double, int32, uint8, int16, int8, complex64, int64, qint8,
            quint8, qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
""")
def xla_dot_v2(xp, lhs, rhs, *, dimension_numbers, preferred_element_type):
    """Multiply arrays as `XlaDot` does, with a result of any type.

    Shapes:
        lhs, rhs: any
        output: the batch, what is left of lhs, what is left of rhs
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.XlaDotV2
    """
    dtype = xp.dtype(numpy_dtype(preferred_element_type))
    return _dot(xp, lhs, rhs, dimension_numbers, dtype)


def _dot_shape(c):
    known = xla_numbers.dot(c.attr("dimension_numbers"))
    lhs, rhs = c["lhs"], c["rhs"]
    if lhs.rank is None or rhs.rank is None:
        return [TensorShape(None)]
    batch = [lhs[axis] for axis in known["lhs_batch"]]
    free = [
        shape[axis]
        for shape, side in ((lhs, "lhs"), (rhs, "rhs")) for axis in range(shape.rank)
        if axis not in known[f"{side}_batch"] + known[f"{side}_contracting"]
    ]
    return [TensorShape([*batch, *free])]


xla_dot.shape(_dot_shape)
xla_dot_v2.shape(_dot_shape)


def padded(xp, x, value, low, high, interior):
    """Put a scalar between elements, before and after them; negative numbers cut off."""
    for axis, (before, after, between) in enumerate(zip(low, high, interior, strict=True)):
        size = x.shape[axis]
        spread = size + max(size - 1, 0) * between
        if between and size:
            shape = (*x.shape[:axis], spread, *x.shape[axis + 1 :])
            wide = xp.zeros(shape, x.dtype) + value
            wide[(slice(None),) * axis + (slice(None, None, between + 1),)] = x
            x = wide.astype(x.dtype)
        x = x[(slice(None),) * axis + (slice(max(-before, 0), spread - max(-after, 0)),)]
        parts = [x]
        for count, place in ((before, 0), (after, 2)):
            if count > 0:
                shape = (*x.shape[:axis], count, *x.shape[axis + 1 :])
                border = (xp.zeros(shape, x.dtype) + value).astype(x.dtype)
                parts.insert(0 if place == 0 else len(parts), border)
        x = xp.concatenate(parts, axis) if len(parts) > 1 else x
    return x


@op("""
    XlaPad(input: T, padding_value: T, padding_low: Tindices, padding_high: Tindices,
        padding_interior: Tindices) -> output: T
        T: type
        Tindices: {int32, int64}
""", host=("padding_low", "padding_high", "padding_interior"))
def xla_pad(xp, input, padding_value, padding_low, padding_high, padding_interior):  # noqa: A002
    """Put a value around an array and between its elements.

    Shapes:
        input: any
        padding_value: []
        padding_low, padding_high, padding_interior: [rank of input]; negative ones cut off
        output: the sizes that come of it
    Errors:
        InvalidArgumentError: the numbers are not as many as dimensions, or negative in between.
    Source: tf.raw_ops.XlaPad
    """
    for array in (padding_low, padding_high, padding_interior):
        require(
            array.shape == (input.ndim,),
            f"The size of padding must be the rank of the input, {input.ndim}",
        )
    require(
        not (padding_interior < 0).any(),
        "padding_interior must contain only non-negative values",
    )
    sides = (x.tolist() for x in (padding_low, padding_high, padding_interior))
    return padded(xp, input, padding_value, *sides)


@op("""
    XlaConvV2(lhs: LhsT, rhs: RhsT, window_strides: Tindices, padding: Tindices,
        lhs_dilation: Tindices, rhs_dilation: Tindices,
        feature_group_count: Tindices) -> output: preferred_element_type
        LhsT: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        RhsT: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
        dimension_numbers: string
        precision_config: string
        preferred_element_type: {float, double, int32, uint8, int16, int8, complex64, int64, qint8,
            quint8, qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        batch_group_count: int = 1
""", host=("window_strides", "padding", "lhs_dilation", "rhs_dilation", "feature_group_count"))
def xla_conv_v2(
    xp, lhs, rhs, window_strides, padding, lhs_dilation, rhs_dilation, feature_group_count, *,
    dimension_numbers, preferred_element_type, batch_group_count,
):
    """Convolve arrays of any dimensions, dilated, padded and in groups.

    Shapes:
        lhs: batch, features and space in any order
        rhs: features of the result, features of a group, and space in any order
        window_strides, lhs_dilation, rhs_dilation: [space]
        padding: [space, 2]
        feature_group_count: []
        output: batch, features and space in any order
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.XlaConvV2
    """
    known = xla_numbers.convolution(dimension_numbers)
    dtype = xp.dtype(numpy_dtype(preferred_element_type))
    wide = _worked_in(xp, dtype)
    order = known["input_batch"], known["input_feature"], *known["input_spatial"]
    image = xp.transpose(lhs, order).astype(wide)
    order = (
        known["kernel_output_feature"], known["kernel_input_feature"], *known["kernel_spatial"]
    )
    kernel = xp.transpose(rhs, order).astype(wide)
    pairs, between = padding.tolist(), (lhs_dilation - 1).tolist()
    low, high = [0, 0, *(a for a, _ in pairs)], [0, 0, *(b for _, b in pairs)]
    image = padded(xp, image, wide.type(0), low, high, [0, 0, *between])
    steps, spread = window_strides.tolist(), rhs_dilation.tolist()
    groups = int(feature_group_count)
    require(
        kernel.shape[1] * groups == image.shape[1],
        f"Expected LHS feature dimension (value {image.shape[1]}) to be a multiple of "
        f"feature_group_count times RHS input features ({groups} * {kernel.shape[1]})",
    )
    count = max(groups, batch_group_count)
    images = xp.split(image, count, 1 if groups > 1 or batch_group_count == 1 else 0)
    parts = [
        _convolved(xp, part, one, steps, spread)
        for part, one in zip(images, xp.split(kernel, count, 0), strict=True)
    ]
    result = xp.concatenate(parts, 1).astype(dtype)
    back = [0] * result.ndim
    places = known["output_batch"], known["output_feature"], *known["output_spatial"]
    for axis, place in enumerate(places):
        back[place] = axis
    return xp.transpose(result, back)


def _convolved(xp, image, kernel, steps, spread):
    """Convolve [n, c, *space] with [out, c, *space] without padding."""
    rank = image.ndim - 2
    sizes = kernel.shape[2:]
    for size, window, gap in zip(image.shape[2:], sizes, spread, strict=True):
        if size < (window - 1) * gap + 1:
            return xp.zeros((image.shape[0], kernel.shape[0], *[0] * rank), image.dtype)
    view = xp.windows(image, sizes, steps, spread, range(2, image.ndim))
    # [n, c, *places, *window] and [out, c, *window]
    axes = [1, *range(2 + rank, 2 + 2 * rank)]
    result = xp.tensordot(view, kernel, (axes, list(range(1, 2 + rank))))
    return xp.moveaxis(result, -1, 1)


@op("""
    XlaConv(lhs: T, rhs: T, window_strides: Tindices, padding: Tindices, lhs_dilation: Tindices,
        rhs_dilation: Tindices, feature_group_count: Tindices) -> output: T
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}
        Tindices: {int32, int64}
        dimension_numbers: string
        precision_config: string
""", host=("window_strides", "padding", "lhs_dilation", "rhs_dilation", "feature_group_count"))
def xla_conv(
    xp, lhs, rhs, window_strides, padding, lhs_dilation, rhs_dilation, feature_group_count, *,
    dimension_numbers, T,  # noqa: N803
):
    """Convolve as `XlaConvV2` does, with a result of the type of its inputs.

    Shapes:
        lhs: batch, features and space in any order
        rhs: features of the result, features of a group, and space in any order
        window_strides, lhs_dilation, rhs_dilation: [space]
        padding: [space, 2]
        feature_group_count: []
        output: batch, features and space in any order
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.XlaConv
    """
    return find("XlaConvV2")(
        xp, lhs, rhs, window_strides, padding, lhs_dilation, rhs_dilation, feature_group_count,
        dimension_numbers=dimension_numbers, preferred_element_type=T, batch_group_count=1,
    )


def _clamped(starts, sizes, shape):
    """Starts so that windows of some sizes lie inside of a shape."""
    return [
        min(max(start, 0), whole - size)
        for start, size, whole in zip(starts, sizes, shape, strict=True)
    ]


@op("""
    XlaDynamicSlice(input: T, start_indices: Tindices, size_indices: Tindices) -> output: T
        T: type
        Tindices: {int32, int64}
""", host=("start_indices", "size_indices"))
def xla_dynamic_slice(xp, input, start_indices, size_indices):  # noqa: A002
    """Cut a part out of an array; where it would lie outside it is moved inside.

    Shapes:
        input: any
        start_indices, size_indices: [rank of input]
        output: the sizes in `size_indices`
    Errors:
        InvalidArgumentError: the numbers are not as many as dimensions, or too large.
    Source: tf.raw_ops.XlaDynamicSlice
    """
    sizes = size_indices.tolist()
    require(
        start_indices.shape == size_indices.shape == (input.ndim,)
        and all(0 <= size <= whole for size, whole in zip(sizes, input.shape, strict=True)),
        f"Slice sizes {sizes} do not fit into a shape {list(input.shape)}",
    )
    starts = _clamped(start_indices.tolist(), sizes, input.shape)
    return input[tuple(slice(a, a + size) for a, size in zip(starts, sizes, strict=True))]


@xla_dynamic_slice.shape
def xla_dynamic_slice_shape(c):
    return [c.value_as_shape("size_indices")]


@op("""
    XlaDynamicUpdateSlice(input: T, update: T, indices: Tindices) -> output: T
        T: type
        Tindices: {int32, int64}
""", host=("indices",))
def xla_dynamic_update_slice(xp, input, update, indices):  # noqa: A002
    """Replace a part of an array; where it would lie outside it is moved inside.

    Shapes:
        input, output: any
        update: the rank of input
        indices: [rank of input]
    Errors:
        InvalidArgumentError: the update is larger, or the numbers are not as many as dimensions.
    Source: tf.raw_ops.XlaDynamicUpdateSlice
    """
    require(
        indices.shape == (input.ndim,) and update.ndim == input.ndim
        and all(a <= b for a, b in zip(update.shape, input.shape, strict=True)),
        f"An update {list(update.shape)} does not fit into a shape {list(input.shape)}",
    )
    starts = _clamped(indices.tolist(), update.shape, input.shape)
    result = input.copy()
    places = tuple(slice(a, a + size) for a, size in zip(starts, update.shape, strict=True))
    result[places] = update
    return result


@xla_dynamic_update_slice.shape
def xla_dynamic_update_slice_shape(c):
    return [c["input"]]


def index_vectors(xp, indices, known):
    """Return indices with the vectors last, adding a dimension where they are numbers."""
    axis = known["index_vector"]
    return indices[..., None] if axis == indices.ndim else xp.moveaxis(indices, axis, -1)


@op("""
    XlaGather(operand: T, start_indices: Tindices, slice_sizes: Tindices) -> output: T
        dimension_numbers: string
        indices_are_sorted: bool
        T: {float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64, bool}
        Tindices: {int32, int64}
""", host=("slice_sizes",))
def xla_gather(xp, operand, start_indices, slice_sizes, *, dimension_numbers):
    """Gather slices of an array that begin at given places, moved inside where need be.

    Shapes:
        operand: any
        start_indices: vectors of places in any dimension
        slice_sizes: [rank of operand]
        output: the dimensions of the vectors and of the slices in any order
    Errors:
        InvalidArgumentError: the sizes do not fit.
    Source: tf.raw_ops.XlaGather
    """
    known = xla_numbers.gather(dimension_numbers)
    sizes = slice_sizes.tolist()
    require(len(sizes) == operand.ndim, "slice_sizes must have a size for each dimension")
    vectors = index_vectors(xp, start_indices, known)
    batch = vectors.ndim - 1
    gone = set(known["collapsed"]) | set(known["operand_batching"])
    kept = [axis for axis in range(operand.ndim) if axis not in gone]
    places = []
    for axis, size in enumerate(sizes):
        if axis in known["start_map"]:
            start = vectors[..., known["start_map"].index(axis)]
            start = xp.clip(start, 0, operand.shape[axis] - size)
        elif axis in known["operand_batching"]:
            along = known["indices_batching"][known["operand_batching"].index(axis)]
            along -= along > known["index_vector"]
            shape = [1] * batch
            shape[along] = -1
            start = xp.arange(operand.shape[axis]).reshape(shape)
        else:
            start = xp.zeros((1,) * batch, xp.int64)
        start = start.reshape(start.shape + (1,) * len(kept))
        if axis in kept:
            shape = [1] * (batch + len(kept))
            shape[batch + kept.index(axis)] = size
            start = start + xp.arange(size).reshape(shape)
        places.append(start)
    result = operand[tuple(places)]
    full = vectors.shape[:-1] + tuple(sizes[axis] for axis in kept)
    result = xp.broadcast_to(result, full)
    return xp.transpose(result, _interleaved(result.ndim, known["offset"], batch))


def _interleaved(rank, offset, batch):
    """The order that puts dimensions `batch` and following to the places `offset`."""
    order, first, second = [], 0, batch
    for axis in range(rank):
        if axis in offset:
            order.append(second)
            second += 1
        else:
            order.append(first)
            first += 1
    return order


@op("""
    XlaEinsum(a: T, b: T) -> product: T
        equation: string
        T: {complex64, bfloat16, float}
""")
def xla_einsum(xp, a, b, *, equation):
    """Multiply arrays as an equation of their dimensions says.

    Shapes:
        a, b: as the equation says
        product: as the equation says
    Errors:
        InvalidArgumentError: the equation is none of two arrays, or the sizes do not fit.
    Source: tf.raw_ops.XlaEinsum
    """
    return find("Einsum")(xp, [a, b], equation=equation)


xla_einsum.gradient(einsum_gradient)


@op("""
    XlaReducePrecision(operand: T) -> output: T
        T: {bfloat16, half, float, double}
        exponent_bits: int
        mantissa_bits: int
""")
def xla_reduce_precision(xp, operand, *, exponent_bits, mantissa_bits):
    """Round numbers to those of a format with fewer bits, ties to even.

    Shapes:
        operand, output: any
    Errors:
        InvalidArgumentError: a format without exponent.
    Source: tf.raw_ops.XlaReducePrecision
    """
    if exponent_bits < 1:
        raise InvalidArgumentError("exponent_bits must be at least 1")
    if mantissa_bits < 0:
        raise InvalidArgumentError("mantissa_bits must be non-negative")
    layout = {"float64": (64, 52), "float32": (32, 23), "float16": (16, 10), "bfloat16": (16, 7)}
    width, digits = layout[operand.dtype.name]
    unsigned = xp.dtype(f"uint{width}").type
    bits = xp.ascontiguousarray(operand).view(unsigned).reshape(operand.shape)
    if mantissa_bits < digits:
        cut = digits - mantissa_bits
        last = (bits >> unsigned(cut)) & unsigned(1)
        bits = bits + last + unsigned((1 << cut - 1) - 1)
        bits = bits & unsigned((1 << width) - (1 << cut))
    own = width - 1 - digits
    if exponent_bits < own:
        sign = bits & unsigned(1 << width - 1)
        exponent = bits & unsigned(((1 << own) - 1) << digits)
        bias, small = (1 << own - 1) - 1, (1 << exponent_bits - 1) - 1
        infinite = unsigned(((1 << own) - 1) << digits)
        bits = xp.where(exponent > unsigned(bias + small << digits), sign | infinite, bits)
        bits = xp.where(exponent <= unsigned(bias - small << digits), sign, bits)
    result = bits.astype(unsigned).view(operand.dtype).reshape(operand.shape)
    return xp.where(xp.isnan(operand), operand, result)


xla_reduce_precision.shape(shape_functions.unchanged)


@op("""
    XlaSharding(input: T) -> output: T
        T: type
        sharding: string = ""
        unspecified_dims: list(int) = []
""")
def xla_sharding(xp, input):  # noqa: A002
    """Return the input; how it is spread over devices makes no difference on one.

    Shapes:
        input, output: any
    Source: tf.raw_ops.XlaSharding
    """
    return input


xla_sharding.shape(shape_functions.unchanged)


@xla_sharding.gradient
def xla_sharding_gradient(op, dy):
    return dy


@op("""
    XlaOptimizationBarrier(input: T) -> output: T
        T: list(type) >= 0
""")
def xla_optimization_barrier(xp, input):  # noqa: A002
    """Return the inputs; nothing is moved over this place.

    Shapes:
        input, output: any
    Source: tf.raw_ops.XlaOptimizationBarrier
    """
    return list(input)


@xla_optimization_barrier.shape
def xla_optimization_barrier_shape(c):
    return c["input"]


@op("""
    XlaKeyValueSort(keys: K, values: V) -> (sorted_keys: K, sorted_values: V)
        K: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        V: type
""")
def xla_key_value_sort(xp, keys, values):
    """Sort keys, and values along with them.

    Shapes:
        keys, values, sorted_keys, sorted_values: [n]
    Errors:
        InvalidArgumentError: the shapes differ.
    Source: tf.raw_ops.XlaKeyValueSort
    """
    require(keys.shape == values.shape, "Keys and values to sort must have the same shape")
    order = xp.argsort(keys, axis=-1, kind="stable")
    return xp.take_along_axis(keys, order, -1), xp.take_along_axis(values, order, -1)


@op("""
    XlaSort(input: T) -> output: T
        T: type
""")
def xla_sort(xp, input):  # noqa: A002
    """Sort the last dimension.

    Shapes:
        input, output: any
    Source: tf.raw_ops.XlaSort
    """
    order = xp.argsort(input, axis=-1, kind="stable")
    return xp.take_along_axis(input, order, -1)


xla_sort.shape(shape_functions.unchanged)
