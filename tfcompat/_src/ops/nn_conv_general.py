"""Conv, the convolution of any number of batch dimensions and of two or three spatial ones."""

import math

from tfcompat._src.base import errors
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, nn_conv, window_geometry
from tfcompat._src.registry import op


@op("""
    Conv(input: T, filter: T) -> output: T
        T: {half, bfloat16, float, double, int32}
        strides: list(int)
        padding: {"SAME", "VALID", "EXPLICIT"}
        explicit_paddings: list(int) = []
        data_format: {"CHANNELS_FIRST", "CHANNELS_LAST"} = "CHANNELS_LAST"
        dilations: list(int) = []
        batch_dims: int = 1
        groups: int = 1
""")
def conv(
    xp, input, filter, *, strides, padding, explicit_paddings, data_format, dilations, batch_dims,
    groups,
):  # fmt: skip
    """Correlate pictures or volumes with a bank of filters.

    TensorFlow's CPU kernel refuses groups and channels-first layouts; here they are computed.

    Shapes:
        input: [batch..., spatial..., c], or [batch..., c, spatial...]; `batch_dims` batches
        filter: [kernel..., c / groups, o]
        output: [batch..., output..., o], or [batch..., o, output...]
    Errors:
        InvalidArgumentError: ranks, depths, strides, paddings or dilations do not fit.
    Source: tf.raw_ops.Conv
    """
    spatial = input.ndim - 1 - batch_dims
    dilations = dilations or (1,) * (spatial + 2)
    layout = _check_attributes(
        spatial, filter, strides, padding, explicit_paddings, data_format, dilations
    )
    batch, rank = input.shape[:batch_dims], spatial + 2
    x = input.reshape(math.prod(batch), *input.shape[batch_dims:])
    depth = x.shape[window_geometry.channel_axis(layout, rank)]
    if depth != groups * filter.shape[-2]:
        raise errors.InvalidArgumentError(
            f"Input depth must be equal to filter depth: {depth} vs {filter.shape[-2]}")
    steps = nn_conv.window_steps(
        x, filter, strides, padding, explicit_paddings, layout, dilations)
    result = nn_conv.run(xp, x, filter, steps, layout)
    return result.reshape(*batch, *result.shape[1:])


def _check_attributes(spatial, w, strides, padding, explicit_paddings, data_format, dilations):
    """Check ranks and attributes in TensorFlow's order; return the layout."""
    if spatial not in (2, 3):
        raise errors.InvalidArgumentError(
            f"The input must have 2 or 3 spatial dimensions but got {spatial}")
    rank, layout = spatial + 2, _layout(data_format, spatial)
    if w.ndim not in (4, 5):
        raise errors.InvalidArgumentError(f"The filter must be rank 4 or 5 but got {w.ndim}")
    if not w.size:
        raise errors.InvalidArgumentError(
            "filter must not have zero elements (i.e. all dimensions must be non-zero)")
    apart = "Current implementation does not support {} in the batch and depth dimensions."
    channel = window_geometry.channel_axis(layout, rank)
    for name, values, count, small in (
        ("strides", strides, f"Sliding window strides field must specify {rank} dimensions",
         "Spatial strides should be larger than 0."),
        ("dilation rates", dilations, f"Dilation rates field must specify{rank}dimensions",
         "Dilated rates should be larger than 0."),
    ):
        if len(values) != rank:
            raise errors.InvalidArgumentError(count)
        if values[0] != 1 or values[channel] != 1:
            raise errors.InvalidArgumentError(apart.format(name))
        if min(values) <= 0:
            raise errors.InvalidArgumentError(small)
    window_geometry.explicit_pairs(padding, explicit_paddings, layout, rank)
    if w.ndim != rank:
        raise errors.InvalidArgumentError(
            f"filter must be {rank}-dimensional: {checks.shown(w.shape)}")
    return layout


def _layout(data_format, spatial):
    """Return the layout as the other convolutions name it."""
    inside = "DHW"[3 - spatial :]
    layout = f"N{inside}C" if data_format == b"CHANNELS_LAST" else f"NC{inside}"
    return layout.encode()


@conv.shape
def conv_shape(c):
    x, w, batch_dims = c["input"], c["filter"], c.attr("batch_dims")
    if x.rank is None:
        return [TensorShape(None)]
    rank, strides = x.rank - batch_dims + 1, c.attr("strides")
    if rank not in (4, 5):
        raise ValueError(
            "Input tensor must be rank 4 or 5, excluding extra batch dimensions, but got: "
            f"{rank}"
        )
    if w.rank not in (None, 4, 5):
        raise ValueError(f"Filter tensor must be rank 4 or 5, but got: {rank}")
    if w.rank not in (None, rank):
        raise ValueError("Input tensor rank must be the same as filter rank.")
    if len(strides) != rank:
        raise ValueError(
            f"Stride attribute should contain {rank} values, but got: {len(strides)}")
    w = checks.with_rank(w, rank)
    layout = _layout(c.attr("data_format"), rank - 2)
    dilations = c.attr("dilations") or (1,) * rank
    if len(dilations) != rank:
        raise ValueError(
            f"Conv requires the dilation attribute to contain {rank} values, "
            f"but got: {len(dilations)}"
        )
    sizes, window = [None, *x.as_list()[batch_dims:]], w.as_list()
    depth = sizes[window_geometry.channel_axis(layout, rank)]
    if None not in (depth, window[-2]) and window[-2] and depth % window[-2]:
        raise ValueError(
            f"Depth of input ({depth}) is not a multiple of input depth of filter ({window[-2]})")
    explicit = window_geometry.explicit_pairs(
        c.attr("padding"), c.attr("explicit_paddings"), layout, rank)
    spatial = [
        window_geometry.static_size(
            sizes[axis], window[i], strides[axis], dilations[axis], c.attr("padding"), explicit[i])
        for i, axis in enumerate(window_geometry.spatial_axes(layout, rank))
    ]
    inner = window_geometry.static_output(layout, None, spatial, window[-1])
    return [x[:batch_dims].concatenate(inner[1:])]
