"""Patches: the windows of images and volumes laid out as channels."""

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks, convolution, window_geometry
from tfcompat._src.registry import op


def _patches(xp, x, ksizes, strides, rates, padding):
    """Return the windows of channels-last `x` as [n, *places, window and channels]."""
    rank = x.ndim
    inner = slice(1, rank - 1)
    sizes, steps, spread = ksizes[inner], strides[inner], rates[inner]
    pairs, places = [], []
    for axis, (size, step, rate) in enumerate(zip(sizes, steps, spread, strict=True), 1):
        output, before, after = window_geometry.axis_geometry(
            x.shape[axis], size, step, rate, padding
        )
        places.append(output)
        over = x.shape[axis] - (output - 1) * step - 1 - (size - 1) * rate
        if rank == 5 and padding == b"SAME" and over > 0:  # windows over volumes start inside
            x = x[(slice(None),) * axis + (slice(over // 2, None),)]
        pairs.append((before, after))
    depth = x.shape[-1]
    for size in sizes:
        depth *= size
    if not all(places) or not x.size:
        return xp.zeros((x.shape[0], *places, depth), x.dtype)
    x = convolution.pad_spatial(xp, x, pairs)
    view = xp.windows(x, sizes, steps, spread, range(1, rank - 1))
    # Padding at the end that no whole step reaches is cut off.
    view = view[(slice(None), *(slice(count) for count in places))]
    view = xp.moveaxis(view, rank - 1, -1)
    return view.reshape(x.shape[0], *places, depth)


def _check_windows(rank, **attributes):
    """Check numbers per axis, before any input is looked at."""
    for name, values in attributes.items():
        checks.require(
            len(values) == rank,
            f"Sliding window {name} field must specify {rank} dimensions",
        )
        if values[0] != 1 or values[-1] != 1:
            raise errors.UnimplementedError(f"Only support {name} across space.")
        if min(values) < 1:
            raise errors.OutOfRangeError(f"{name} is out of range.")


@op("""
    ExtractImagePatches(images: T) -> patches: T
        ksizes: list(int) >= 4
        strides: list(int) >= 4
        rates: list(int) >= 4
        T: {bfloat16, half, float, double, int8, int16, int32, int64, uint8, uint16,
            uint32, uint64, complex64, complex128, bool}
        padding: {"SAME", "VALID"}
""")
def extract_image_patches(xp, images, *, ksizes, strides, rates, padding):
    """Lay out the windows that move over images as channels.

    Shapes:
        images: [n, h, w, c]
        patches: [n, oh, ow, kh * kw * c]
    Errors:
        InvalidArgumentError: ranks or windows do not fit.
        OutOfRangeError: a number is not positive.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.ExtractImagePatches
    """
    _check_windows(4, ksizes=ksizes, strides=strides, rates=rates)
    checks.require(
        images.ndim == 4, f"input must be 4-dimensional{checks.shown(images.shape)}"
    )
    return _patches(xp, images, ksizes, strides, rates, padding)


@op("""
    ExtractVolumePatches(input: T) -> patches: T
        ksizes: list(int) >= 5
        strides: list(int) >= 5
        T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}
        padding: {"SAME", "VALID"}
""")
def extract_volume_patches(xp, input, *, ksizes, strides, padding):
    """Lay out the windows that move through volumes as channels.

    Shapes:
        input: [n, d, h, w, c]
        patches: [n, od, oh, ow, kd * kh * kw * c]
    Errors:
        InvalidArgumentError: ranks or windows do not fit.
        OutOfRangeError: a number is not positive.
        UnimplementedError: windows over the batch or over channels.
    Source: tf.raw_ops.ExtractVolumePatches
    """
    _check_windows(5, ksizes=ksizes, strides=strides)
    checks.require(
        input.ndim == 5, f"input must be 5-dimensional{checks.shown(input.shape)}"
    )
    return _patches(xp, input, ksizes, strides, (1,) * 5, padding)


@extract_image_patches.shape
@extract_volume_patches.shape
def patches_shape(c):
    name = c.record.definition.inputs[0].name
    rank = 4 if name == "images" else 5
    x = checks.with_rank(c[name], rank)
    attrs = {key: c.attr(key) for key in ("ksizes", "strides")}
    attrs["rates"] = c.attr("rates") if rank == 4 else (1,) * 5
    for key, values in attrs.items():
        window_geometry.static_length(c.record.name, key, values, rank)
    sizes, depth = [], x[-1]
    for axis in range(1, rank - 1):
        window, step, rate = (attrs[key][axis] for key in ("ksizes", "strides", "rates"))
        depth = (0 if not window else None) if depth is None else depth * window
        sizes.append(_static_size(x[axis], window, step, rate, c.attr("padding")))
    return [TensorShape([x[0], *sizes, depth])]


def _static_size(size, window, step, rate, padding):
    if size is None:
        return None
    try:
        reach = (window - 1) * rate + 1
        return window_geometry.axis_geometry(size, reach, step, 1, padding)[0]
    except errors.InvalidArgumentError as error:
        raise ValueError(error.message) from None


def _patches_gradient(backward, op, dy, rates):
    """Put every element of the patches back: the transpose of a convolution with unit filters."""
    x = op.inputs[0]
    sizes = op.attr("ksizes")[1:-1]
    window = 1
    for size in sizes:
        window *= size
    spatial = len(sizes)
    shape = raw.Shape(x)
    inner = raw.Slice(shape, [1], [spatial])
    channels, batch = raw.Slice(shape, [spatial + 1], [1]), raw.Slice(shape, [0], [1])
    places = raw.Slice(raw.Shape(dy), [1], [spatial])
    # [n, *places, window, c] -> [n * c, *places, window]
    dy = raw.Reshape(dy, raw.ConcatV2([batch, places, [window], channels], 0))
    order = [0, spatial + 2, *range(1, spatial + 2)]
    planes = raw.Mul(batch, channels)
    dy = raw.Reshape(raw.Transpose(dy, order), raw.ConcatV2([planes, places, [window]], 0))
    filters = raw.MatrixDiagV3(
        raw.Fill([window], raw.Cast(1, DstT=dy.dtype)), 0, -1, -1, raw.Cast(0, DstT=dy.dtype)
    )
    filters = raw.Reshape(filters, [*sizes, 1, window])
    whole = raw.ConcatV2([planes, inner, [1]], 0)
    back = backward(
        whole, filters, dy, strides=list(op.attr("strides")), padding=op.attr("padding"),
        dilations=list(rates),
    )
    back = raw.Reshape(back, raw.ConcatV2([batch, channels, inner], 0))
    return raw.Transpose(back, [0, *range(2, spatial + 2), 1])


@extract_image_patches.gradient
def extract_image_patches_gradient(op, dy):
    if op.inputs[0].dtype.is_complex:
        real = op.inputs[0].dtype.real_dtype
        parts = (take(dy, Tout=real) for take in (raw.Real, raw.Imag))
        return raw.Complex(
            *(
                _patches_gradient(raw.Conv2DBackpropInput, op, part, op.attr("rates"))
                for part in parts
            ),
            Tout=op.inputs[0].dtype,
        )
    return _patches_gradient(raw.Conv2DBackpropInput, op, dy, op.attr("rates"))


@extract_volume_patches.gradient
def extract_volume_patches_gradient(op, dy):
    return _patches_gradient(raw.Conv3DBackpropInputV2, op, dy, (1,) * 5)
