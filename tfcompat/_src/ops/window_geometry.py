"""Geometry of sliding windows: layouts, paddings and output sizes for convolution and pooling.

Numbers only: arrays are in `convolution` and in the pooling kernels. Names that begin with
`static` serve shape functions (unknown sizes are None, errors are ValueError); the others serve
kernels.
"""

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks


def channels_first(data_format):
    """Say whether the channel axis follows the batch axis (`NCHW`, `NCDHW`)."""
    return data_format[1:2] == b"C"


def spatial_axes(data_format, rank):
    """Return the spatial axes of an array of `rank`, in order.

    Example:
        >>> list(spatial_axes(b"NCHW", 4)), list(spatial_axes(b"NHWC", 4))
        ([2, 3], [1, 2])
    """
    return range(2, rank) if channels_first(data_format) else range(1, rank - 1)


def channel_axis(data_format, rank):
    """Return the channel axis of an array of `rank`."""
    return 1 if channels_first(data_format) else rank - 1


def same_padding(size, reach, stride):
    """Return the output size and the zeros before and after an axis under SAME padding."""
    output = -(-size // stride)
    total = max((output - 1) * stride + reach - size, 0)
    return output, total // 2, total - total // 2


def axis_geometry(size, window, stride, dilation, padding, explicit=(0, 0)):
    """Return `(output size, padding before, padding after)` of one axis.

    Args:
        size: Size of the input along the axis.
        window: Size of the window.
        stride: Step between windows.
        dilation: Step between the elements of one window.
        padding: b"SAME", b"VALID" or b"EXPLICIT".
        explicit: Padding before and after, for b"EXPLICIT".

    Raises:
        InvalidArgumentError: The stride or dilation is not positive, or no window fits by
            more than a stride.

    Example:
        >>> axis_geometry(5, 3, 2, 1, b"SAME")
        (3, 1, 1)
    """
    if stride <= 0:
        raise errors.InvalidArgumentError(f"Stride must be > 0, but got {stride}")
    if dilation < 1:
        raise errors.InvalidArgumentError("Dilated rates should be larger than 0.")
    reach = (window - 1) * dilation + 1
    if padding == b"SAME":
        return same_padding(size, reach, stride)
    before, after = explicit if padding == b"EXPLICIT" else (0, 0)
    room = size + before + after - reach + stride
    output = int(room / stride) if room < 0 else room // stride
    if output < 0:
        raise errors.InvalidArgumentError(
            f"Computed output size would be negative: {output} [input_size: {size}, "
            f"effective_filter_size: {reach}, stride: {stride}]"
        )
    return output, before, after


def explicit_pairs(padding, explicit, data_format, rank):
    """Return `(before, after)` per spatial axis from the `explicit_paddings` attribute.

    Raises:
        InvalidArgumentError: The attribute does not suit the padding scheme.
    """
    try:
        return _explicit_pairs(padding, explicit, data_format, rank)
    except ValueError as error:
        raise errors.InvalidArgumentError(str(error)) from None


def _explicit_pairs(padding, explicit, data_format, rank):
    if padding != b"EXPLICIT":
        if explicit:
            raise ValueError(
                "explicit_paddings attribute must be empty if the padding attribute is not "
                "EXPLICIT"
            )
        return [(0, 0)] * (rank - 2)
    if len(explicit) != 2 * rank:
        raise ValueError(
            f"explicit_paddings attribute must contain {2 * rank} values, but got: {len(explicit)}"
        )
    if min(explicit) < 0:
        raise ValueError("All elements of explicit_paddings must be nonnegative")
    pairs = list(zip(explicit[::2], explicit[1::2], strict=True))
    channel = channel_axis(data_format, rank)
    if any(pairs[0]) or any(pairs[channel]):
        raise ValueError(
            "Nonzero explicit padding in the batch or depth dimensions is not supported"
        )
    return [pairs[axis] for axis in spatial_axes(data_format, rank)]


def static_explicit_pairs(c, rank, data_format):
    """Return explicit paddings per spatial axis for a shape function (ValueError if unsuitable)."""
    return _explicit_pairs(c.attr("padding"), c.attr("explicit_paddings"), data_format, rank)


def static_size(size, window, stride, dilation, padding, explicit=(0, 0)):
    """Return the output size of one axis, or None where it is not known.

    Raises:
        ValueError: The stride or dilation is not positive, or the window is larger than
            the input.

    Example:
        >>> static_size(5, None, 2, 1, b"SAME")
        3
    """
    if stride <= 0:
        raise ValueError(f"Stride must be > 0, but got {stride}")
    if dilation < 1:
        raise ValueError(f"Dilation rate must be >= 1, but got {dilation}")
    if padding == b"SAME":
        return None if size is None else -(-size // stride)
    if size is None or window is None:
        return None
    if padding == b"EXPLICIT":
        size += sum(explicit)
    reach = (window - 1) * dilation + 1
    if reach > size:
        raise ValueError(
            f"Negative dimension size caused by subtracting {reach} from {size}"
        )
    return (size - reach) // stride + 1


def static_sizes(shape, rank):
    """Return the sizes of a TensorShape of `rank` as a list (ValueError for another rank)."""
    return checks.with_rank(shape, rank).as_list()


def static_length(op_name, attribute, values, rank, data_format=None):
    """Check that an attribute has one value per axis; `data_format` is named when given."""
    if len(values) != rank:
        verb = "require" if op_name.endswith(" ops") else "requires"
        layout = f" on data format {data_format.decode()}" if data_format else ""
        raise ValueError(
            f"{op_name}{layout} {verb} the {attribute} attribute to contain {rank} values, "
            f"but got: {len(values)}"
        )


def static_output(data_format, batch, spatial, channels):
    """Return the TensorShape of an output in its layout."""
    if channels_first(data_format):
        return TensorShape([batch, channels, *spatial])
    return TensorShape([batch, *spatial, channels])
