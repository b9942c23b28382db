"""What TensorFlow's pooling kernels refuse, in their words and in their order.

Attributes are refused before any input is looked at. As with convolutions, oneDNN's kernels serve
float32 and bfloat16, and say some things in other words than the plain ones do.
"""

import functools

from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.ops import window_geometry
from tfcompat._src.ops.convolution_checks import is_accelerated

_BATCH = "Pooling is not yet supported on the batch dimension."
_EITHER = "{} supports exactly one of pooling across depth or pooling across {}width/height."
_ACROSS = {
    4: _EITHER.format("MaxPooling", ""), 5: _EITHER.format("AvgPooling3D", "depth/"),
}
_NON_SPATIAL = "Non-spatial pooling is not yet supported. Volunteers? :)"
_DEPTH = "{} is not yet supported on the depth dimension."

# For each op its checks of attributes, first to last: how many windows and strides there are, which
# sizes are positive, explicit paddings, steps over the batch and over channels.
_STEPS = {
    "MaxPool": ["ksize 4", "positive", "stride 4", "explicit", "batch"],
    "MaxPoolV2": ["stride 4", "batch"],
    "AvgPool": ["ksize 4", "stride 4", "batch", "each positive"],
    "AvgPool fast": ["ksize 4", "positive", "stride 4", "batch"],
    "MaxPoolWithArgmax": ["ksize 4", "stride 4", "each positive", "batch"],
    "MaxPoolGradWithArgmax": ["ksize 4", "positive", "stride 4", "batch"],
    "MaxPoolGrad": ["ksize 4", "strides 4", "batch", "depth MaxPoolingGrad", "explicit"],
    "MaxPoolGradGrad": ["ksize 4", "strides 4", "batch", "depth MaxPoolingGradGrad"],
    "AvgPoolGrad": ["ksize 4", "strides 4", "batch"],
    "AvgPoolGrad fast": ["ksize 4", "positive", "strides 4", "batch"],
    "MaxPool3D": [
        "ksize 5", "stride 5", "outer positive", "batch", "depth Pooling", "positive",
    ],
    "AvgPool3D": ["ksize 4 or 5", "positive", "strides 4 or 5", "batch"],
    "MaxPool3DGrad": ["ksize 5", "stride 5", "batch", "depth Pooling"],
    "MaxPool3DGradGrad": ["ksize 5", "strides 5", "batch", "depth MaxPooling3dGradGrad"],
    "MaxPool3D fast": ["ksize 4 or 5", "strides 4 or 5", "positive", "batch"],
    "AvgPool3DGrad": ["ksize 4 or 5", "positive", "strides 4 or 5", "batch"],
}


@functools.cache
def check_attributes(name, fast, ksize, strides, padding, explicit_paddings, data_format):
    """Check what a kernel checks before it sees inputs; what passed once is not checked again.

    Args:
        name: The op's name.
        fast: Whether oneDNN's kernel is meant.
        ksize: The op's attribute, a tuple like the next one.
        strides: The op's attribute.
        padding: The op's attribute.
        explicit_paddings: The op's attribute, () where it has none.
        data_format: The op's attribute.

    Raises:
        InvalidArgumentError: Something is refused; or UnimplementedError, where TensorFlow's is.
    """
    rank = len(data_format)
    channel = window_geometry.channel_axis(data_format, rank)
    steps = _STEPS.get(f"{name} fast" if fast else name) or _STEPS[name]
    for step in steps:
        kind, _, rest = step.partition(" ")
        if kind in ("ksize", "stride", "strides"):
            if len(ksize if kind == "ksize" else strides) != rank:
                raise InvalidArgumentError(
                    f"Sliding window {kind} field must specify {rest} dimensions"
                )
        elif step == "positive":
            check_positive(ksize)
        elif step == "each positive" and min(ksize) <= 0:
            wrong = next(size for size in ksize if size <= 0)
            raise InvalidArgumentError(f"ksize must be a positive int32 value, got:{wrong}")
        elif step == "outer positive" and min(ksize[0], ksize[channel]) <= 0:
            raise InvalidArgumentError(
                "Sliding window ksize field must have non-negative dimensions"
            )
        elif step == "batch" and (ksize[0] != 1 or strides[0] != 1):
            raise UnimplementedError(_BATCH)
        elif kind == "depth" and (ksize[channel] != 1 or strides[channel] != 1):
            raise UnimplementedError(_DEPTH.format(rest))
        elif step == "explicit" and padding == b"EXPLICIT":
            window_geometry.explicit_pairs(padding, explicit_paddings, data_format, rank)


def check_positive(ksize):
    """Check that no window is empty."""
    if min(ksize) <= 0:
        raise InvalidArgumentError(
            "Sliding window ksize must be positive. The specified or inferred ksize is: "
            + ",".join(map(str, ksize))
        )


def check_pool(name, x, ksize, strides, padding, explicit_paddings, data_format):
    """Check attributes and the rank of what is pooled."""
    fast = is_accelerated(x)
    if fast and name.startswith("Max"):  # what spans channels is left to the plain kernels
        channel = window_geometry.channel_axis(data_format, len(data_format))
        fast = name != "MaxPoolV2" and padding != b"EXPLICIT" and all(
            values[:1] == values[channel : channel + 1] == (1,) for values in (ksize, strides)
        )
    check_attributes(name, fast, ksize, strides, padding, explicit_paddings, data_format)
    if x.ndim != len(data_format):
        raise InvalidArgumentError(
            "Input must be 4 or 5-dimensional" if fast or name.endswith("3D")
            else f"tensor_in_shape must have 2 spatial dimensions. {x.ndim} 0"
        )


def check_depth(ksize, data_format):
    """Check that windows do not span channels and space at once."""
    rank = len(data_format)
    if ksize[window_geometry.channel_axis(data_format, rank)] != 1 and any(
        ksize[axis] != 1 for axis in window_geometry.spatial_axes(data_format, rank)
    ):
        raise UnimplementedError(_ACROSS[rank])


def check_spatial(ksize, data_format):
    """Check that windows are over space only; strides over channels do not matter then."""
    check_depth(ksize, data_format)
    refuse_channels(ksize, data_format)


def refuse_channels(ksize, data_format):
    """Check that windows do not span channels."""
    if ksize[window_geometry.channel_axis(data_format, len(data_format))] != 1:
        raise UnimplementedError(_NON_SPATIAL)


def check_ranks(rank, **arrays):
    """Check that arrays, by their names in messages, have a rank."""
    for name, array in arrays.items():
        if array.ndim != rank:
            raise InvalidArgumentError(f"{name} must be {rank}-dimensional")


def given_windows(ksize, strides):
    """Return windows and strides that come as inputs of a gradient, as tuples."""
    for name, values in (("ksize", ksize), ("strides", strides)):
        if values.size != 4:
            raise InvalidArgumentError(f"Sliding window {name} field must specify 4 dimensions")
    return tuple(ksize.reshape(-1).tolist()), tuple(strides.reshape(-1).tolist())
