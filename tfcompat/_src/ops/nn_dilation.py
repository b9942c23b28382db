"""Grayscale dilation: the largest sum of a window and a filter, channel by channel, and back."""

from tfcompat._src.base.dtypes import as_dtype, numpy_dtype
from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import window_geometry
from tfcompat._src.ops.checks import require, shown
from tfcompat._src.registry import op


def _geometry(image, kernel, strides, rates, padding):
    """Check the arguments; return (size, padding before, step, spread) of both axes."""
    _only_space("Stride", "Sliding window stride", strides)
    _only_space("Rate", "Input stride (atrous rate)", rates)
    require(image.ndim == 4, f"input must be 4-dimensional{shown(image.shape)}")
    require(kernel.ndim == 3, f"filter must be 3-dimensional: {shown(kernel.shape)}")
    require(
        image.shape[3] == kernel.shape[2],
        f"input and filter must have the same depth: {image.shape[3]} vs {kernel.shape[2]}",
    )
    axes = []
    for axis in (1, 2):
        # Rates of nothing are no mistake: all taps are at one place then.
        reach = (kernel.shape[axis - 1] - 1) * rates[axis] + 1
        size, before, _ = window_geometry.axis_geometry(
            image.shape[axis], reach, strides[axis], 1, padding
        )
        axes.append((size, before, strides[axis], rates[axis]))
    return axes


def _only_space(name, field, values):
    require(len(values) == 4, f"{field} field must specify 4 dimensions")
    if values[0] != 1 or values[3] != 1:
        raise UnimplementedError(f"{name} is only supported across spatial dimensions.")


def _taps(xp, image, kernel, axes):
    """Yield (tap's place in the filter, rows, columns, inside, image there plus the tap).

    Rows [h] and columns [w] are the places in the image, clipped; `inside` [h, w] says which are
    true.
    """
    for dy in range(kernel.shape[0]):
        for dx in range(kernel.shape[1]):
            places, inside = [], []
            for (count, before, step, rate), offset, size in zip(
                axes, (dy, dx), image.shape[1:3], strict=True
            ):
                at = xp.arange(count) * step - before + offset * rate
                inside.append((at >= 0) & (at < size))
                places.append(xp.clip(at, 0, max(size - 1, 0)))
            rows, columns = places
            held = inside[0][:, None] & inside[1][None, :]
            values = image[:, rows][:, :, columns] + kernel[dy, dx]
            yield (dy, dx), rows, columns, held[None, :, :, None], values


def _lowest(dtype):
    return as_dtype(dtype).min


def _empty(image, axes):
    return not image.size or not axes[0][0] * axes[1][0]


def _winners(xp, image, kernel, axes):
    """Return the largest sums, and the numbers of the taps that gave them, the first ones."""
    shape = (image.shape[0], axes[0][0], axes[1][0], image.shape[3])
    best = xp.full(shape, _lowest(image.dtype), image.dtype)
    winner = xp.full(shape, -1, xp.int64)
    for (dy, dx), _, _, inside, values in _taps(xp, image, kernel, axes):
        better = inside & (values > best)
        best = xp.where(better, values, best)
        winner = xp.where(better, dy * kernel.shape[1] + dx, winner)
    return best, winner


@op("""
    Dilation2D(input: T, filter: T) -> output: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        strides: list(int) >= 4
        rates: list(int) >= 4
        padding: {"SAME", "VALID"}
""")
def dilation2d(xp, input, filter, *, strides, rates, padding):  # noqa: A002
    """Take the largest sum of each window of images and a filter, channel by channel.

    Shapes:
        input: [n, h, w, c]
        filter: [fh, fw, c]
        output: [n, oh, ow, c]
    Errors:
        InvalidArgumentError: a rank, the depths, a stride or a rate do not fit.
        UnimplementedError: there is a stride or a rate for other axes than space.
    Source: tf.raw_ops.Dilation2D
    """
    axes = _geometry(input, filter, strides, rates, padding)
    shape = (input.shape[0], axes[0][0], axes[1][0], input.shape[3])
    if _empty(input, axes):
        return xp.zeros(shape, input.dtype)
    return _winners(xp, input, filter, axes)[0]


@dilation2d.shape
def dilation2d_shape(c):
    image = window_geometry.static_sizes(c["input"], 4)
    kernel = window_geometry.static_sizes(c["filter"], 3)
    strides, rates, padding = (c.attr(name) for name in ("strides", "rates", "padding"))
    for name, values in (("strides", strides), ("rates", rates)):
        if len(values) != 4:
            raise ValueError(
                f"Dilation2D requires the {'stride' if name == 'strides' else 'rates'} attribute "
                f"to contain 4 values, but got: {len(values)}"
            )
    if None in (*image[1:3], *kernel[:2]):
        return [TensorShape([image[0], None, None, kernel[2]])]
    space = []
    for i in (1, 2):
        if strides[i] <= 0:
            raise ValueError(f"Stride must be > 0, but got {strides[i]}")
        try:
            size = window_geometry.axis_geometry(
                image[i], (kernel[i - 1] - 1) * rates[i] + 1, strides[i], 1, padding
            )[0]
        except InvalidArgumentError as error:
            raise ValueError(error.message) from None
        space.append(size)
    if None not in (image[3], kernel[2]) and image[3] != kernel[2]:
        raise ValueError(f"Dimensions must be equal, but are {image[3]} and {kernel[2]}")
    return [TensorShape([image[0], *space, kernel[2]])]


@dilation2d.gradient
def dilation2d_gradient(op, dy):
    image, kernel = op.inputs
    attrs = {name: op.attr(name) for name in ("strides", "rates", "padding")}
    return [
        raw.Dilation2DBackpropInput(image, kernel, dy, **attrs),
        raw.Dilation2DBackpropFilter(image, kernel, dy, **attrs),
    ]


def _checked_gradient(image, dy, axes):
    require(dy.ndim == 4, f"out_backprop must be 4-dimensional{shown(dy.shape)}")
    expected = (image.shape[0], axes[0][0], axes[1][0], image.shape[3])
    require(dy.shape == expected, "out_backprop has incompatible size.")


@op("""
    Dilation2DBackpropInput(input: T, filter: T, out_backprop: T) -> in_backprop: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        strides: list(int) >= 4
        rates: list(int) >= 4
        padding: {"SAME", "VALID"}
""")
def dilation2d_backprop_input(  # noqa: PLR0917
    xp, input, filter, out_backprop, *, strides, rates, padding  # noqa: A002
):
    """Bring the gradient of `Dilation2D` back to the pixels that gave the largest sums.

    Shapes:
        input, in_backprop: [n, h, w, c]
        filter: [fh, fw, c]
        out_backprop: [n, oh, ow, c]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.Dilation2DBackpropInput; where several sums are the largest, the first
    """
    axes = _geometry(input, filter, strides, rates, padding)
    _checked_gradient(input, out_backprop, axes)
    if _empty(input, axes):
        return xp.zeros_like(input)
    _, winner = _winners(xp, input, filter, axes)
    # Where no sum is larger than the lowest number, it is the first place inside that gets it.
    taps, columns = xp.maximum(winner, 0), max(filter.shape[1], 1)
    places = []
    for axis, offset in ((0, taps // columns), (1, taps % columns)):
        count, before, step, rate = axes[axis]
        start = xp.arange(count).reshape(-1, 1, 1) if axis == 0 else xp.arange(count).reshape(-1, 1)
        start = start * step - before
        places.append(xp.where(winner < 0, xp.maximum(start, 0), start + offset * rate))
    images = xp.arange(input.shape[0]).reshape(-1, 1, 1, 1)
    at = (images, *places, xp.arange(input.shape[3]))
    flat = ((at[0] * input.shape[1] + at[1]) * input.shape[2] + at[2]) * input.shape[3] + at[3]
    result = xp.scatter_add(
        xp.zeros(input.size, input.dtype), flat.reshape(-1), out_backprop.reshape(-1)
    )
    return result.reshape(input.shape)
    _, winner = _winners(xp, input, filter, axes)
    for (dy, dx), rows, columns, inside, _ in _taps(xp, input, filter, axes):
        won = inside & (winner == dy * filter.shape[1] + dx)
        part = xp.where(won, out_backprop, xp.zeros_like(out_backprop))
        # Places are clipped where outside: nothing was won there.
        at = (slice(None), rows[:, None], columns[None, :])
        result = xp.scatter_add(result, at, part)
    return result


@dilation2d_backprop_input.shape
def dilation2d_backprop_input_shape(c):
    return [c["input"]]


@op("""
    Dilation2DBackpropFilter(input: T, filter: T, out_backprop: T) -> filter_backprop: T
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32,
            uint64}
        strides: list(int) >= 4
        rates: list(int) >= 4
        padding: {"SAME", "VALID"}
""")
def dilation2d_backprop_filter(
    xp, input, filter, out_backprop, *, T, strides, rates, padding  # noqa: A002, N803
):
    """Bring the gradient of `Dilation2D` back to the elements of the filter in the largest sums.

    Shapes:
        input: [n, h, w, c]
        filter, filter_backprop: [fh, fw, c]
        out_backprop: [n, oh, ow, c]
    Errors:
        InvalidArgumentError: the shapes do not fit.
    Source: tf.raw_ops.Dilation2DBackpropFilter; where several sums are the largest, the first
    """
    axes = _geometry(input, filter, strides, rates, padding)
    _checked_gradient(input, out_backprop, axes)
    if _empty(input, axes) or not filter.size:
        return xp.zeros_like(filter)
    _, winner = _winners(xp, input, filter, axes)
    winner = xp.maximum(winner, 0)
    taps = xp.arange(filter.shape[0] * filter.shape[1])
    zero = xp.zeros_like(out_backprop)
    sums = [
        xp.where(winner == tap, out_backprop, zero).sum((0, 1, 2)) for tap in taps.tolist()
    ]
    return xp.stack(sums).reshape(filter.shape).astype(numpy_dtype(T))


@dilation2d_backprop_filter.shape
def dilation2d_backprop_filter_shape(c):
    return [c["filter"]]
