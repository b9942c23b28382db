"""What TensorFlow's convolution kernels refuse, in their words and in their order.

There are two sets of kernels: oneDNN's serve float32 and bfloat16, plain ones all other dtypes, and
each has its own sentences. Attributes are refused before any input is looked at. Where oneDNN
stops without a word of TensorFlow's, the sentences are those of the plain kernels. No arithmetic
here: that is in `convolution`, and sizes are in `window_geometry`.
"""

import functools

from tfcompat._src.base.errors import InvalidArgumentError, UnimplementedError
from tfcompat._src.ops import checks, window_geometry

_FIELD = "Sliding window {} field must specify {} dimensions"
_RATES = "Dilation rates field must specify 5 dimensions"
_APART = "Current implementation does not yet support {} in the batch and depth dimensions."
_LARGER = "Dilated rates should be larger than 0."
_ROWS = "Row and column strides should be larger than 0."
_NO_RATES = "Current CPU implementation{} not yet support dilation rates larger than 1."

_ACCELERATED = frozenset(["float32", "bfloat16"])
_LABELS = {
    "Conv2DBackpropInput": "Conv2DCustomBackpropInput",
    "Conv2DBackpropFilter": "Conv2DCustomBackpropFilter",
    "Conv3DBackpropInputV2": "Conv3DBackpropInputOp",
    "Conv3DBackpropFilterV2": "Conv3DBackpropFilterOp",
    "DepthwiseConv2dNativeBackpropInput": "DepthwiseConv2DBackpropInput",
    "DepthwiseConv2dNativeBackpropFilter": "DepthwiseConv2DBackpropFilter",
}


def is_accelerated(array):
    """Say whether oneDNN's kernels serve an array's dtype in TensorFlow."""
    return _is_fast(array.dtype)


@functools.cache
def _is_fast(dtype):
    return dtype.name in _ACCELERATED  # names of dtypes are slow to come by


def _size(name, rank, words):
    return lambda values, _: (len(values[name]) == rank, InvalidArgumentError, words)


def _apart(name, what, error=InvalidArgumentError):
    def check(values, channel):
        given = values[name]
        return given[0] == 1 and given[channel] == 1, error, _APART.format(what)

    return check


def _positive(name, words):
    def check(values, channel):
        given = values[name]
        rest = [given[axis] for axis in range(1, len(given)) if axis != channel]
        return min(rest) > 0, InvalidArgumentError, words

    return check


# For each kernel its checks of attributes, first to last; True stands for oneDNN's.
_STRIDES_4 = _size("strides", 4, _FIELD.format("strides", 4))
_STRIDES_5 = _size("strides", 5, _FIELD.format("strides", 5))
_RATES_4 = _size("dilations", 4, _FIELD.format("dilations", 4))
_RATES_5 = _size("dilations", 5, _RATES)
_FAST_4 = [
    _size("strides", 4, _FIELD.format("strides", "4 or 5")),
    _apart("strides", "strides", UnimplementedError),
    _RATES_4, _apart("dilations", "dilations"), _positive("dilations", _LARGER),
]
_FAST_BACK_4 = [_FAST_4[0], _apart("strides", "strides"), *_FAST_4[2:]]
_BACK_3D = [
    _STRIDES_5, _apart("strides", "strides"), _RATES_5,
    _apart("dilations", "dilation rates"), _positive("dilations", _NO_RATES.format(" does")),
]
_DEPTHWISE = [_STRIDES_4, _apart("strides", "strides"), _RATES_4,
              _apart("dilations", "dilations"), _positive("dilations", _LARGER)]
_ATTRIBUTES = {
    ("Conv2D", True): _FAST_4,
    ("Conv2D", False): [
        _RATES_4, _STRIDES_4, _apart("strides", "strides", UnimplementedError),
        _positive("strides", _ROWS), _apart("dilations", "dilations", UnimplementedError),
        _positive("dilations", _LARGER),
    ],
    ("Conv3D", True): [
        _size("strides", 5, _FIELD.format("strides", "4 or 5")),
        _apart("strides", "strides", UnimplementedError), _RATES_5,
        _apart("dilations", "dilations rates"), _positive("dilations", _LARGER),
    ],
    ("Conv3D", False): [
        _STRIDES_5, _apart("strides", "strides"),
        _positive("strides", "Spatial strides should be larger than 0."), _RATES_5,
        _apart("dilations", "dilation rates"), _positive("dilations", _LARGER),
    ],
    ("DepthwiseConv2dNative", True): _FAST_4,
    ("DepthwiseConv2dNative", False): _DEPTHWISE,
    ("Conv2DBackpropInput", True): _FAST_BACK_4,
    ("Conv2DBackpropInput", False): [
        _RATES_4, _STRIDES_4, _apart("strides", "strides", UnimplementedError),
        _positive("strides", _ROWS), _apart("dilations", "dilations", UnimplementedError),
        _positive("dilations", _NO_RATES.format("s do")),
    ],
    ("Conv2DBackpropFilter", True): _FAST_BACK_4,
    ("Conv2DBackpropFilter", False): [
        _STRIDES_4, _apart("strides", "strides"), _positive("strides", _ROWS), _RATES_4,
        _apart("dilations", "dilations"), _positive("dilations", _NO_RATES.format("s do")),
    ],
    ("Conv3DBackpropInputV2", True): _BACK_3D,
    ("Conv3DBackpropInputV2", False): _BACK_3D,
    ("Conv3DBackpropFilterV2", True): _BACK_3D,
    ("Conv3DBackpropFilterV2", False): _BACK_3D,
    ("DepthwiseConv2dNativeBackpropInput", True): _FAST_BACK_4,
    ("DepthwiseConv2dNativeBackpropInput", False): _DEPTHWISE,
    ("DepthwiseConv2dNativeBackpropFilter", True): _FAST_BACK_4,
    ("DepthwiseConv2dNativeBackpropFilter", False): _DEPTHWISE,
}


@functools.cache
def check_attributes(name, fast, strides, dilations, padding, explicit_paddings, data_format):
    """Check what a kernel checks before it sees inputs; what passed once is not checked again.

    Args:
        name: The op's name.
        fast: Whether oneDNN's kernel is meant.
        strides: The op's attribute, a tuple like the next ones.
        dilations: The op's attribute.
        padding: The op's attribute.
        explicit_paddings: The op's attribute.
        data_format: The op's attribute.

    Raises:
        InvalidArgumentError: Something is refused; or UnimplementedError, where TensorFlow's is.
    """
    values = {"strides": strides, "dilations": dilations}
    rank = len(data_format)
    channel = window_geometry.channel_axis(data_format, rank)
    for check in _ATTRIBUTES[name, fast]:
        passed, error, words = check(values, channel)
        if not passed:
            raise error(words)
    window_geometry.explicit_pairs(padding, explicit_paddings, data_format, rank)


def check_forward(name, x, w, *attributes):
    """Check attributes and ranks of a convolution of `x` with the filter `w`."""
    fast, rank = is_accelerated(x), len(attributes[-1])
    check_attributes(name, fast, *attributes)
    if x.ndim == rank and w.ndim == rank and w.size:
        return
    prefix = "convolution " if name == "Conv2D" else ""
    for what, array in ((prefix + "input", x), (("" if fast else prefix) + "filter", w)):
        if array.ndim != rank:
            raise InvalidArgumentError(
                f"{what} must be {rank}-dimensional{_tail(name, fast, what, array.shape)}"
            )
    if not fast and not w.shape[-2]:
        _refuse_no_depth(name, x, w, attributes[-1])
    if not w.size and (fast or name != "DepthwiseConv2dNative"):
        raise InvalidArgumentError(
            "filter must not have zero elements (i.e. all dimensions must be non-zero)"
        )


def _tail(name, fast, what, shape):
    if not fast and name == "Conv3D":
        return ""
    glued = not fast and what == "input"  # of a depthwise convolution
    return ("" if glued else ": ") + checks.shown(shape)


def _refuse_no_depth(name, x, w, data_format):
    if name == "Conv2D":
        raise InvalidArgumentError("filter depth must be stricly positive, got 0")
    if name == "Conv3D":
        raise InvalidArgumentError("filter_depth must be non-zero")
    depth = x.shape[window_geometry.channel_axis(data_format, x.ndim)]
    raise InvalidArgumentError(f"input and filter must have the same depth: {depth} vs 0")


def stated_sizes(name, sizes, dy, rank):
    """Return the ints of the input of a gradient op that states the shape of its result."""
    fast, by_input = is_accelerated(dy), name.endswith(("Input", "InputV2"))
    what = "input_sizes" if by_input else "filter_sizes"
    if sizes.ndim != 1:
        if name.startswith("Conv3D"):
            raise InvalidArgumentError(
                f"shape must be a vector of {{int32,int64}}, got shape {checks.shown(sizes.shape)}"
                if by_input else f"filter_sizes shape must be rank 1 but is rank {sizes.ndim}"
            )
        if fast and not by_input:
            raise InvalidArgumentError(
                f"filter_tensor must be a vector, got {checks.shown(sizes.shape)}"
            )
        label = "Conv2DBackpropInput" if by_input else (
            "Conv2DBackpropFilter" if name.startswith("Depth") else _LABELS[name]
        )
        raise InvalidArgumentError(f"{label}: {what} input must be 1-dim, not {sizes.ndim}")
    found = tuple(int(size) for size in sizes)
    if len(found) != rank and fast and not by_input:
        raise InvalidArgumentError(f"filter must be {rank}-dimensional: {checks.shown(found)}")
    if min(found, default=0) < 0:
        raise InvalidArgumentError(f"Dimension {min(found)} must be >= 0")
    return found


def check_backward(name, x_shape, w_shape, dy, data_format):
    """Check the ranks and depths of a gradient op, whose image and filter have these shapes."""
    rank, fast = len(data_format), is_accelerated(dy)
    shapes = (x_shape, w_shape, dy.shape)
    if any(len(shape) != rank for shape in shapes):
        _refuse_ranks(name, shapes, rank, fast)
    channel = window_geometry.channel_axis(data_format, rank)
    depth, out_depth = x_shape[channel], dy.shape[channel]
    if name.startswith("Depthwise"):
        _check_depthwise(name, x_shape, w_shape, dy, channel, fast)
    elif name.startswith("Conv3D"):
        _check_volumes(depth, w_shape, out_depth, fast)
    else:
        _check_images(name, depth, w_shape, x_shape, dy, channel, fast)


def _refuse_ranks(name, shapes, rank, fast):
    x_shape, w_shape, dy_shape = map(len, shapes)
    if fast and name.endswith(("Input", "InputV2")) and dy_shape != rank:
        raise InvalidArgumentError(f"input_sizes must be 4 or 5-dimensional, got: {dy_shape}")
    if fast and w_shape != rank:
        raise InvalidArgumentError(
            f"filter must be {rank}-dimensional: {checks.shown(shapes[1])}"
        )
    if name == "Conv2DBackpropInput" and dy_shape != rank:
        raise InvalidArgumentError(f"input_sizes must be 4-dimensional, got: {dy_shape}")
    volumes = name.startswith("Conv3D")
    for what, found in zip(("input", "filter", "out_backprop"), (x_shape, w_shape, dy_shape),
                           strict=True):
        if found != rank:
            what = "filter_sizes" if volumes and what == "filter" else what
            raise InvalidArgumentError(
                f"{what} tensor must have 5 dimensions" if volumes
                else f"{_LABELS[name]}: {what} must be 4-dimensional"
            )


def _check_images(name, depth, w_shape, x_shape, dy, channel, fast):
    label = _LABELS[name]
    if w_shape[-2] == 0:
        if not fast:
            raise InvalidArgumentError(f"{label}: filter depth must be strictly greated than zero")
        return
    _check_batch(label, x_shape, dy, ". Input batch: {}, outbackprop batch: {}, batch_dim: 0")
    if depth % w_shape[-2]:
        raise InvalidArgumentError(
            f"input depth must be evenly divisible by filter depth: {depth} vs {w_shape[-2]}"
            if fast else f"{label}: input depth must be evenly divisible by filter depth"
        )
    if dy.shape[channel] != w_shape[-1]:
        raise InvalidArgumentError(f"{label}: filter and out_backprop must have the same out_depth")


def _check_volumes(depth, w_shape, out_depth, fast):
    if fast and w_shape[-2] == 0:
        return
    if depth != w_shape[-2]:
        raise InvalidArgumentError(
            f"input and filter must have the same depth: {depth} vs {w_shape[-2]}" if fast
            else "input and filter_sizes must have the same number of channels. "
            f"Got {depth} for input and {w_shape[-2]} for filter_sizes"
        )
    if out_depth != w_shape[-1]:
        raise InvalidArgumentError(
            "out_backprop and filter_sizes must have the same number of channels. "
            f"Got {out_depth} for out_backprop and {w_shape[-1]} for filter_sizes"
        )


def _check_depthwise(name, x_shape, w_shape, dy, channel, fast):
    label, depth = _LABELS[name], x_shape[channel]
    if fast and w_shape[-2] == 0:
        return
    if fast and depth % w_shape[-2]:
        raise InvalidArgumentError(
            f"input depth must be evenly divisible by filter depth: {depth} vs {w_shape[-2]}"
        )
    _check_batch(label, x_shape, dy, "")
    if depth != w_shape[-2]:
        raise InvalidArgumentError(f"{label}: input and filter must have the same in_depth")
    if dy.shape[channel] != depth * w_shape[-1]:
        raise InvalidArgumentError(f"{label}: depth_multiplier * in_depth not equal to out_depth")


def _check_batch(label, x_shape, dy, tail):
    if x_shape[0] != dy.shape[0]:
        raise InvalidArgumentError(
            f"{label}: input and out_backprop must have the same batch size"
            + tail.format(x_shape[0], dy.shape[0])
        )


def check_computed(name, x_shape, w_shape, dy, data_format, counts, steps):
    """Check that the sizes of `dy` are those computed for an image and a filter."""
    label = _LABELS[name]
    if name.startswith("Conv3D"):
        _check_batch(
            label, x_shape, dy, ". Input batch: {}, outbackprop batch: {}, batch_dim: 0"
        )
    strides, dilations = steps
    for i, axis in enumerate(window_geometry.spatial_axes(data_format, len(x_shape))):
        actual = dy.shape[axis]
        if counts[i] == actual:
            continue
        if name.startswith("Depthwise"):
            which = ("rows", "cols")[i]
            raise InvalidArgumentError(
                f"{label}: Number of {which} of out_backprop doesn't match computed: "
                f"actual = {actual}, computed = {counts[i]}"
            )
        raise InvalidArgumentError(
            f"{label}: Size of out_backprop doesn't match computed: actual = {actual}, "
            f"computed = {counts[i]} spatial_dim: {axis} input: {x_shape[axis]} "
            f"filter: {w_shape[i]} output: {actual} stride: {strides[i]} dilation: {dilations[i]}"
        )
