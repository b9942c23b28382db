"""Products of arrays: `dot_general` and its relatives, and convolutions.

Sums of products of numbers of 16 bits are taken in 32 bits and rounded once.
"""

import math

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.convolution import convolve
from tfcompat._src.ops.xla import padded
from tfcompat._src.stablehlo.builders import builds

_SPATIAL = "window_strides", "lhs_dilation", "rhs_dilation", "window_reversal"


def _wide(xp, dtype):
    """Return the dtype in which sums are taken."""
    return xp.dtype(xp.float32) if dtype.itemsize < 4 and dtype.kind not in "iub" else dtype


def contracted(xp, dtype, x, y, batch, inner):
    """Multiply arrays, summing over the pairs of dimensions `inner`, along those in `batch`."""
    sizes = []
    arrays = []
    for side, array in enumerate((x, y)):
        ours = [[pair[side] for pair in pairs] for pairs in (batch, inner)]
        free = [axis for axis in range(array.ndim) if axis not in (*ours[0], *ours[1])]
        parts = [[array.shape[axis] for axis in axes] for axes in (*ours, free)]
        order = [*ours[0], *free, *ours[1]] if not side else [*ours[0], *ours[1], *free]
        sizes.append(parts)
        arrays.append(array.transpose(order))
    if sizes[0][:2] != sizes[1][:2]:
        raise InvalidArgumentError(
            f"The shapes {list(x.shape)} and {list(y.shape)} do not fit in a product."
        )
    (rows, depth, left), (_, _, right) = sizes
    wide = _wide(xp, dtype)
    first = arrays[0].reshape((*rows, math.prod(left), math.prod(depth))).astype(wide, copy=False)
    second = arrays[1].reshape((*rows, math.prod(depth), math.prod(right))).astype(wide, copy=False)
    return xp.matmul(first, second).reshape((*rows, *left, *right)).astype(dtype, copy=False)


@builds("dot_general")
def dot_general(call):
    """Products over some dimensions, along others."""
    xp, dtype = call.xp, call.dtype()
    names = "batching_dimensions", "contracting_dimensions"
    batch, inner = (
        list(zip(call.numbers(f"lhs_{name}"), call.numbers(f"rhs_{name}"), strict=True))
        for name in names
    )
    if call.operands[0].shape is not None and not batch and dtype.kind == "f":
        ranks = [len(type_.shape) for type_ in call.operands]
        same = call.operands[0].element == call.operands[1].element == call.results[0].element
        if ranks == [2, 2] and inner == [(1, 0)] and same and dtype.itemsize >= 4:
            return xp.matmul
    return lambda x, y: contracted(xp, dtype, x, y, batch, inner)


@builds("dot")
def dot(call):
    """The product of matrices or vectors."""
    xp, dtype = call.xp, call.dtype()
    return lambda x, y: contracted(xp, dtype, x, y, [], [(x.ndim - 1, 0)])


@builds("einsum", "unary_einsum")
def einsum(call):
    """A product by a formula."""
    xp, dtype, formula = call.xp, call.dtype(), call.text("einsum_config")
    wide = _wide(xp, dtype)
    return lambda *arrays: xp.einsum(
        formula, *(x.astype(wide, copy=False) for x in arrays)
    ).astype(dtype)


class _Numbers:
    """Which dimension is which in a convolution, and how windows move."""

    def __init__(self, call):
        rank = len(call.operands[0].shape) - 2
        defaults = [1] * rank, [1] * rank, [1] * rank, [False] * rank
        self.strides, self.gaps, self.spread, self.turned = (
            call.numbers(name, default)
            for name, default in zip(_SPATIAL, defaults, strict=True)
        )
        spatial = {side: call.numbers(f"{side}_spatial_dimensions")
                   for side in ("input", "kernel", "output")}  # fmt: skip

        def number(name):
            return int(call.attribute(f"{name}_dimension"))

        self.image = [number("input_batch"), *spatial["input"], number("input_feature")]
        self.kernel = [*spatial["kernel"], number("kernel_input_feature"),
                       number("kernel_output_feature")]  # fmt: skip
        self.output = [number("output_batch"), *spatial["output"], number("output_feature")]
        self.groups = int(call.attribute("feature_group_count", 1))
        self.batch_groups = int(call.attribute("batch_group_count", 1))


@builds("convolution")
def convolution(call):
    """A convolution with dimensions in any order."""
    numbers = _Numbers(call)
    flat = call.numbers("padding", [0] * (2 * len(numbers.strides)))
    pairs = list(zip(flat[0::2], flat[1::2], strict=True))
    return lambda x, w: _convolved(call.xp, call.dtype(), numbers, x, w, pairs)


@builds("dynamic_conv")
def dynamic_conv(call):
    """A convolution, the padding of which comes as an array."""
    numbers = _Numbers(call)
    return lambda x, w, padding: _convolved(
        call.xp, call.dtype(), numbers, x, w, [tuple(pair) for pair in padding.tolist()]
    )


def _convolved(xp, dtype, numbers, x, w, pairs):
    wide = _wide(xp, dtype)
    x = x.transpose(numbers.image).astype(wide, copy=False)
    w = w.transpose(numbers.kernel).astype(wide, copy=False)
    if any(numbers.turned):
        w = w[tuple(slice(None, None, -1 if turned else None) for turned in numbers.turned)]
    groups = numbers.groups
    if any(gap != 1 for gap in numbers.gaps) or min(map(min, pairs), default=0) < 0:
        low, high = ([0, *(pair[i] for pair in pairs), 0] for i in (0, 1))
        between = [0, *(gap - 1 for gap in numbers.gaps), 0]
        x = padded(xp, x, xp.zeros((), wide), low, high, between)
        pairs = [(0, 0)] * len(pairs)
    if numbers.batch_groups > 1:
        # Groups of images become groups of channels.
        groups = numbers.batch_groups
        if x.shape[0] % groups:
            raise InvalidArgumentError(f"{x.shape[0]} images are not in {groups} groups.")
        split = x.reshape(groups, x.shape[0] // groups, *x.shape[1:])
        moved = xp.moveaxis(split, 0, -2)
        x = moved.reshape(*moved.shape[:-2], -1)
    if w.shape[-2] * groups != x.shape[-1]:
        raise InvalidArgumentError(
            f"A kernel for {w.shape[-2]} features does not fit {x.shape[-1]} in {groups} groups."
        )
    counts = [
        (size + sum(pair) - ((window - 1) * gap + 1)) // step + 1
        for size, window, gap, step, pair in zip(
            x.shape[1:-1], w.shape[:-2], numbers.spread, numbers.strides, pairs, strict=True
        )
    ]
    if min(counts, default=1) <= 0 or 0 in (*x.shape, *w.shape):
        result = xp.zeros((x.shape[0], *(max(0, n) for n in counts), w.shape[-1]), wide)
    else:
        result = convolve(
            xp, x, xp.ascontiguousarray(w), numbers.strides, numbers.spread, pairs, groups
        )
    back = [0] * result.ndim
    for axis, place in enumerate(numbers.output):
        back[place] = axis
    return result.transpose(back).astype(dtype, copy=False)
