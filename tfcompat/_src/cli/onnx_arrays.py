"""What ops on shapes, parts and axes of tensors become in ONNX."""

import numpy as np

from tfcompat._src.base import dtypes
from tfcompat._src.cli.onnx_elementwise import number
from tfcompat._src.cli.onnx_graph import refused, translates

_REDUCTIONS = {"Sum": "ReduceSum", "Mean": "ReduceMean", "Max": "ReduceMax", "Min": "ReduceMin",
               "Prod": "ReduceProd"}
_FAR = 2**62  # beyond every end
_MASKS = ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask")


def longs(b, name):
    """Return a value as int64, which ONNX wants sizes and axes in."""
    if b.is_constant(name):
        return b.constant(b.value_of(name, None, ""))
    return b.cast(name, dtypes.int64)


def whole(b, op, inputs, i, what):
    """Return a constant input as a list of ints."""
    return np.asarray(b.value_of(inputs[i], op, what)).reshape(-1).tolist()


@translates("Reshape")
def reshape(b, op, inputs):
    """Zeros are sizes here; in ONNX they would copy."""
    return b.node("Reshape", [inputs[0], longs(b, inputs[1])], allowzero=1)


@translates("Squeeze")
def squeeze(b, op, inputs):
    """All dimensions of size 1, or some."""
    axes = list(op.attrs["squeeze_dims"])
    return b.node("Squeeze", [inputs[0], b.constant(axes)] if axes else inputs)


@translates("ExpandDims")
def expand_dims(b, op, inputs):
    """A new dimension."""
    return b.node("Unsqueeze", [inputs[0], b.constant(whole(b, op, inputs, 1, "axis"))])


@translates("Transpose")
def transpose(b, op, inputs):
    """The order of dimensions is an attribute."""
    return b.node("Transpose", inputs[:1], perm=whole(b, op, inputs, 1, "permutation"))


@translates("ConcatV2")
def concat(b, op, inputs):
    """The axis is an attribute."""
    [axis] = whole(b, op, inputs, -1, "axis")
    return b.node("Concat", inputs[:-1], axis=axis)


@translates("Pack")
def pack(b, op, inputs):
    """A new dimension each, and then joined."""
    axis = op.attrs["axis"]
    rows = [b.node("Unsqueeze", [name, b.constant([axis])]) for name in inputs]
    return b.node("Concat", rows, axis=axis)


@translates("Unpack")
def unpack(b, op, inputs):
    """Cut into slices of one, whose dimension then goes."""
    count, axis = op.attrs["num"], op.attrs["axis"]
    parts = b.node("Split", [inputs[0], b.constant([1] * count)], outputs=count, axis=axis)
    parts = [parts] if count == 1 else parts
    return [b.node("Squeeze", [part, b.constant([axis])]) for part in parts]


@translates("Split")
def split(b, op, inputs):
    """Equal parts."""
    [axis], count = whole(b, op, inputs, 0, "axis"), op.attrs["num_split"]
    return b.node("Split", inputs[1:], outputs=count, axis=axis, num_outputs=count)


@translates("SplitV")
def split_v(b, op, inputs):
    """Parts of given sizes; one of them may be what is left."""
    sizes, [axis] = whole(b, op, inputs, 1, "sizes"), whole(b, op, inputs, 2, "axis")
    if -1 in sizes:
        total = op.inputs[0].shape[axis]
        if total is None:
            raise refused(op, "the size of one part is not known")
        sizes[sizes.index(-1)] = total - sum(sizes) - 1
    return b.node("Split", [inputs[0], b.constant(sizes)], outputs=len(sizes), axis=axis)


@translates("Pad", "PadV2", "MirrorPad")
def pad(b, op, inputs):
    """ONNX lists all paddings before, then all after."""
    before, after = np.asarray(b.value_of(inputs[1], op, "paddings")).T
    sizes = b.constant([*before, *after])
    if op.type == "MirrorPad":
        if op.attrs["mode"] != b"REFLECT":
            raise refused(op, "ONNX has no symmetric padding")
        return b.node("Pad", [inputs[0], sizes], mode="reflect")
    value = inputs[2] if op.type == "PadV2" else number(b, op, 0)
    return b.node("Pad", [inputs[0], sizes, value])


@translates("Tile")
def tile(b, op, inputs):
    """Repeats."""
    return b.node("Tile", [inputs[0], longs(b, inputs[1])])


@translates("BroadcastTo")
def broadcast_to(b, op, inputs):
    """Repeats along dimensions of 1."""
    return b.node("Expand", [inputs[0], longs(b, inputs[1])])


@translates("Fill")
def fill(b, op, inputs):
    """One value everywhere."""
    return b.node("Expand", [inputs[1], longs(b, inputs[0])])


@translates("Shape")
def shape(b, op, inputs):
    """Sizes, as the integers asked for."""
    return b.cast(b.node("Shape", inputs), op.outputs[0].dtype)


@translates("Range")
def span(b, op, inputs):
    """Evenly spaced numbers."""
    return b.node("Range", inputs)


@translates("GatherV2", "Gather")
def gather(b, op, inputs):
    """Slices by number."""
    if op.attrs.get("batch_dims"):
        raise refused(op, "ONNX gathers no batches")
    axis = whole(b, op, inputs, 2, "axis")[0] if len(inputs) > 2 else 0
    return b.node("Gather", inputs[:2], axis=axis)


@translates("GatherNd")
def gather_nd(b, op, inputs):
    """Slices by vectors of numbers."""
    return b.node("GatherND", [inputs[0], longs(b, inputs[1])])


@translates("Slice")
def part(b, op, inputs):
    """A begin and sizes; -1 takes what is left."""
    begin, sizes = (whole(b, op, inputs, i, what) for i, what in ((1, "begin"), (2, "size")))
    ends = [_FAR if size == -1 else start + size
            for start, size in zip(begin, sizes, strict=True)]
    return b.node("Slice", [inputs[0], b.constant(begin), b.constant(ends),
                            b.constant(list(range(len(begin))))])


@translates("StridedSlice")
def strided_slice(b, op, inputs):
    """Python's indices: a Slice, then dimensions go and come."""
    begin, end, steps = (whole(b, op, inputs, i, what)
                         for i, what in ((1, "begin"), (2, "end"), (3, "strides")))
    at = {name: [bool(op.attrs[name] >> i & 1) for i in range(len(begin))] for name in _MASKS}
    rank = op.inputs[0].shape.rank
    if rank is None and any(at["ellipsis_mask"]):
        raise refused(op, "the rank of its input is not known")
    axis, starts, ends, strides, axes, gone, new, place = 0, [], [], [], [], [], [], 0
    for i, start in enumerate(begin):
        if at["ellipsis_mask"][i]:
            used = sum(not fresh for fresh in at["new_axis_mask"]) - 1
            axis, place = axis + rank - used, place + rank - used
            continue
        if at["new_axis_mask"][i]:
            new.append(place)
            place += 1
            continue
        shrinks, step = at["shrink_axis_mask"][i], steps[i]
        first = (0 if step > 0 else _FAR) if at["begin_mask"][i] and not shrinks else start
        last = (_FAR if step > 0 else -_FAR) if at["end_mask"][i] else end[i]
        if shrinks:
            last, step = (_FAR if start == -1 else start + 1), 1
            gone.append(axis)
        else:
            place += 1
        starts.append(first)
        ends.append(last)
        strides.append(step)
        axes.append(axis)
        axis += 1
    name = inputs[0]
    if axes:
        name = b.node("Slice", [name, *map(b.constant, (starts, ends, axes, strides))])
    if gone:
        name = b.node("Squeeze", [name, b.constant(gone)])
    return b.node("Unsqueeze", [name, b.constant(new)]) if new else name


@translates(*_REDUCTIONS)
def reduction(b, op, inputs):
    """No axes at all leave the tensor as it is."""
    axes = b.value_of(inputs[1], op, "axes").reshape(-1).tolist()
    return b.node(_REDUCTIONS[op.type], [inputs[0], b.constant(axes)],
                  keepdims=int(op.attrs["keep_dims"]), noop_with_empty_axes=1)


@translates("All", "Any")
def truth(b, op, inputs):
    """The least or the greatest of zeros and ones."""
    axes = whole(b, op, inputs, 1, "axes")
    kind = "ReduceMin" if op.type == "All" else "ReduceMax"
    found = b.node(kind, [b.cast(inputs[0], dtypes.int32), b.constant(axes)],
                   keepdims=int(op.attrs["keep_dims"]), noop_with_empty_axes=1)
    return b.cast(found, dtypes.bool)


@translates("ArgMax", "ArgMin")
def arg_max(b, op, inputs):
    """Positions, as the integers asked for."""
    [axis] = whole(b, op, inputs, 1, "axis")
    return b.cast(b.node(op.type, inputs[:1], axis=axis, keepdims=0), op.outputs[0].dtype)


@translates("TopKV2")
def top_k(b, op, inputs):
    """The largest elements of rows."""
    count = b.constant(whole(b, op, inputs, 1, "k"))
    values, at = b.node("TopK", [inputs[0], count], outputs=2)
    return [values, b.cast(at, op.outputs[1].dtype)]


@translates("Cumsum")
def cumsum(b, op, inputs):
    """Running sums."""
    return b.node("CumSum", inputs, exclusive=int(op.attrs["exclusive"]),
                  reverse=int(op.attrs["reverse"]))


@translates("OneHot")
def one_hot(b, op, inputs):
    """ONNX counts negative indices from the end; here they mark nothing."""
    indices, depth = longs(b, inputs[0]), longs(b, inputs[1])
    outside = b.node("Less", [indices, b.constant(0)])
    indices = b.node("Where", [outside, depth, indices])
    both = [b.node("Unsqueeze", [name, b.constant([0])]) for name in (inputs[3], inputs[2])]
    return b.node("OneHot", [indices, depth, b.node("Concat", both, axis=0)],
                  axis=op.attrs["axis"])
