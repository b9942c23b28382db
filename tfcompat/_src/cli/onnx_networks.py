"""What the layers of networks become in ONNX, which has channels second.

Images with channels last are turned before and after each layer; runtimes cancel what meets.
"""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.cli.onnx_arrays import longs
from tfcompat._src.cli.onnx_graph import refused, translates


def _with_channels_second(b, op, name, function):
    """Apply a function to a value with channels second, and give the result their own place."""
    layout = op.attrs.get("data_format", b"NHWC")
    rank = len(layout)
    if layout.endswith(b"C"):
        name = b.node("Transpose", [name], perm=[0, rank - 1, *range(1, rank - 1)])
        return b.node("Transpose", [function(name)], perm=[0, *range(2, rank), 1])
    return function(name)


def _spatial(op, values):
    """Return the items of a list of sizes that are of the image's dimensions."""
    layout = op.attrs.get("data_format", b"NHWC").decode()
    return [value for value, axis in zip(values, layout, strict=True) if axis not in "NC"]


def _padding(op):
    """Return the attributes that say how a layer pads."""
    padding = op.attrs["padding"]
    if padding == b"EXPLICIT":
        pairs = list(zip(*[iter(op.attrs["explicit_paddings"])] * 2, strict=True))
        before, after = zip(*_spatial(op, pairs), strict=True)
        return {"pads": [*before, *after]}
    return {"auto_pad": "SAME_UPPER" if padding == b"SAME" else "VALID"}


def _turned(b, name, order):
    """Return a filter with its dimensions in another order; a constant stays one."""
    if b.is_constant(name):
        return b.constant(np.transpose(b.value_of(name, None, ""), order), None)
    return b.node("Transpose", [name], perm=order)


@translates("Conv2D", "Conv3D")
def convolution(b, op, inputs):
    """Filters come as [space..., in, out] and go as [out, in, space...]."""
    space = len(op.attrs["strides"]) - 2
    kernel = _turned(b, inputs[1], [space + 1, space, *range(space)])
    depth, wanted = op.inputs[0].shape, op.inputs[1].shape
    channel = -1 if op.attrs["data_format"].endswith(b"C") else 1
    if depth.rank is None or depth[channel] is None or wanted[space] is None:
        raise refused(op, "the number of channels is not known")
    return _with_channels_second(b, op, inputs[0], lambda name: b.node(
        "Conv", [name, kernel], strides=_spatial(op, op.attrs["strides"]),
        dilations=_spatial(op, op.attrs["dilations"]), group=depth[channel] // wanted[space],
        **_padding(op)))


@translates("DepthwiseConv2dNative")
def depthwise(b, op, inputs):
    """Filters come as [h, w, in, multiplier] and go as [in * multiplier, 1, h, w]."""
    sizes = op.inputs[1].shape
    if not sizes.is_fully_defined():
        raise refused(op, "the shape of its filter is not known")
    height, width, depth, multiplier = sizes.as_list()
    kernel = _turned(b, inputs[1], [2, 3, 0, 1])
    shape = b.constant([depth * multiplier, 1, height, width])
    kernel = b.node("Reshape", [kernel, shape])
    return _with_channels_second(b, op, inputs[0], lambda name: b.node(
        "Conv", [name, kernel], strides=_spatial(op, op.attrs["strides"]),
        dilations=_spatial(op, op.attrs["dilations"]), group=depth, **_padding(op)))


@translates("Conv2DBackpropInput")
def transposed_convolution(b, op, inputs):
    """Padding follows from the output's size, which has to be known."""
    sizes, given = op.outputs[0].shape, op.inputs[2].shape
    known = sizes.rank is not None and given.rank is not None
    if not known or None in _spatial(op, sizes) or None in _spatial(op, given):
        raise refused(op, "the sizes of the images are not known")
    if any(step != 1 for step in op.attrs["dilations"]) or op.attrs["padding"] == b"EXPLICIT":
        raise refused(op, "it is dilated or padded explicitly")
    steps, window = _spatial(op, op.attrs["strides"]), op.inputs[1].shape.as_list()[:2]
    before, after, extra = [], [], []
    for size, start, step, width in zip(
            _spatial(op, sizes), _spatial(op, given), steps, window, strict=True):
        full = (start - 1) * step + width
        total = max(full - size, 0) if op.attrs["padding"] == b"SAME" else 0
        before.append(total // 2)
        after.append(total - total // 2)
        extra.append(size - full + total)
    kernel = _turned(b, inputs[1], [3, 2, 0, 1])
    return _with_channels_second(b, op, inputs[2], lambda name: b.node(
        "ConvTranspose", [name, kernel], strides=steps, pads=[*before, *after],
        output_padding=extra))


@translates("MaxPool", "AvgPool", "MaxPool3D", "AvgPool3D")
def pool(b, op, inputs):
    """Averages leave the padding out."""
    attributes = {"kernel_shape": _spatial(op, op.attrs["ksize"]),
                  "strides": _spatial(op, op.attrs["strides"]), **_padding(op)}
    if len(inputs) != 1 or np.prod(op.attrs["ksize"]) != np.prod(attributes["kernel_shape"]):
        raise refused(op, "its windows go over channels")
    kind = "MaxPool" if op.type.startswith("Max") else "AveragePool"
    return _with_channels_second(
        b, op, inputs[0], lambda name: b.node(kind, [name], **attributes))


@translates("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3")
def batch_norm(b, op, inputs):
    """Only with known statistics."""
    if op.attrs["is_training"]:
        raise refused(op, "it takes its statistics from the batch, as for training")
    return _with_channels_second(b, op, inputs[0], lambda name: b.node(
        "BatchNormalization", [name, *inputs[1:5]], epsilon=float(op.attrs["epsilon"])))


@translates("Softmax", "LogSoftmax")
def softmax(b, op, inputs):
    """Along the last dimension."""
    return b.node(op.type, inputs, axis=-1)


@translates("LRN")
def local_response(b, op, inputs):
    """ONNX divides alpha by the size of the window."""
    size = 2 * op.attrs["depth_radius"] + 1
    return _with_channels_second(b, op, inputs[0], lambda name: b.node(
        "LRN", [name], size=size, alpha=float(op.attrs["alpha"]) * size,
        beta=float(op.attrs["beta"]), bias=float(op.attrs["bias"])))


@translates("ResizeBilinear", "ResizeNearestNeighbor")
def resize(b, op, inputs):
    """Where pixels lie is said by three modes."""
    is_nearest, half = op.type == "ResizeNearestNeighbor", op.attrs["half_pixel_centers"]
    mode = ("align_corners" if op.attrs["align_corners"] else
            "half_pixel" if half else "asymmetric")
    attributes = {"mode": "nearest", "nearest_mode": "floor"} if is_nearest else {"mode": "linear"}
    if is_nearest and (half or op.attrs["align_corners"]):
        attributes["nearest_mode"] = "round_prefer_ceil"
    images = inputs[0] if is_nearest else b.cast(inputs[0], dtypes.float32)

    def resized(name):
        kept = b.node("Shape", [name], start=0, end=2)
        sizes = b.node("Concat", [kept, longs(b, inputs[1])], axis=0)
        return b.node("Resize", [name, "", "", sizes],
                      coordinate_transformation_mode=mode, **attributes)

    return _with_channels_second(b, op, images, resized)
