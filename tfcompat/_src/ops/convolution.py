"""Convolution on arrays: as one matrix product, or by windows where channels are apart.

No ops and no checks here: `nn_conv` and `nn_conv_transpose` define those. Everything works on the
channels-last layout with any number of spatial axes, except `convolve_first`. Measured on
ResNet-50 and MobileNet layers: the matrix product is most of the time of `convolve`, and copying
windows in blocks that stay in the cache beats copying all windows at once for batches.
"""

# Bytes of copied windows that are multiplied at a time; as many as the filter has, if that is more.
_BLOCK_BYTES = 2 << 20


def pad_spatial(xp, x, pairs, first_axis=1, value=0):
    """Return `x` with `value` around its spatial axes; `x` itself where nothing is added."""
    if not any(before or after for before, after in pairs):
        return x
    shape, inside = list(x.shape), [slice(None)] * x.ndim
    for axis, (before, after) in enumerate(pairs, first_axis):
        inside[axis] = slice(before, before + shape[axis])
        shape[axis] += before + after
    padded = xp.full(shape, value, x.dtype) if value else xp.zeros(shape, x.dtype)
    padded[tuple(inside)] = x
    return padded


def convolve(xp, x, w, strides, dilations, pairs, groups=1):
    """Convolve [n, *spatial, c] with [*kernel, c/groups, o], giving [n, *output, o].

    Args:
        xp: The array module.
        x: The input, channels last.
        w: The filter.
        strides: One step per spatial axis.
        dilations: One dilation per spatial axis.
        pairs: Padding before and after each spatial axis.
        groups: The number of channel groups convolved apart.
    """
    kernel, out_channels = w.shape[:-2], w.shape[-1]
    x = pad_spatial(xp, x, pairs)
    if all(size == 1 for size in kernel):
        x = x[(slice(None), *(slice(None, None, step) for step in strides))]
        if groups == 1:
            flat = xp.matmul(x.reshape(-1, x.shape[-1]), w.reshape(-1, out_channels))
            return flat.reshape(*x.shape[:-1], out_channels)
        strides = [1] * len(strides)
    if groups > 1 and groups == x.shape[-1]:
        return depthwise(xp, x, w.reshape(*kernel, groups, -1), strides, dilations)
    axes = range(1, x.ndim - 1)
    view = xp.windows(x, kernel, strides, dilations, axes)
    # [n, *output, c, *kernel] -> [n, *output, *kernel, c]: the order of the filter.
    view = xp.moveaxis(view, x.ndim - 1, -1)
    if groups > 1:
        return _grouped_product(xp, view, w, groups)
    return _blocked_product(xp, view, w.reshape(-1, out_channels), len(kernel))


def _blocked_product(xp, view, matrix, spatial):
    """Multiply windows [n, *output, *kernel, c] by [k, o], copying a block of windows at a time."""
    outer = view.shape[: 1 + spatial]
    depth, out_channels = matrix.shape
    result = xp.empty((*outer, out_channels), matrix.dtype)
    image = view[:1].size * view.itemsize
    if outer[0] == 0 or image == 0:
        result[...] = 0
        return result
    limit = max(_BLOCK_BYTES, matrix.nbytes)
    if image <= limit:
        pieces, step = [(view, result)], limit // image
    else:
        pieces, step = zip(view, result, strict=True), max(1, limit * outer[1] // image)
    # One buffer for all blocks: fresh memory costs more than the copy itself.
    buffer = None
    for source, target in pieces:
        for start in range(0, source.shape[0], step):
            part = source[start : start + step]
            if buffer is None:
                buffer = xp.empty(part.shape, part.dtype)
            block = buffer[: part.shape[0]]
            block[...] = part
            xp.matmul(
                block.reshape(-1, depth), matrix,
                out=target[start : start + step].reshape(-1, out_channels),
            )  # fmt: skip
    return result


def _grouped_product(xp, view, w, groups):
    """Multiply windows [n, *output, *kernel, c] group by group, one batched product per image."""
    kernel, depth, out_channels = w.shape[:-2], w.shape[-2], w.shape[-1]
    split = w.reshape(-1, depth, groups, out_channels // groups)
    matrices = xp.moveaxis(split, 2, 0).reshape(groups, -1, out_channels // groups)
    outer = view.shape[: -1 - len(kernel)]
    result = xp.empty((*outer, out_channels), w.dtype)
    for part, target in zip(view, result, strict=True):
        part = xp.moveaxis(part.reshape(*part.shape[:-1], groups, depth), -2, 0)
        product = xp.matmul(part.reshape(groups, -1, matrices.shape[1]), matrices)
        target[...] = xp.moveaxis(product, 0, 1).reshape(target.shape)
    return result


def convolve_first(xp, x, w, strides, dilations, pairs):
    """Convolve [n, c, *spatial] with [*kernel, c, o], giving [n, o, *output]."""
    kernel, out_channels = w.shape[:-2], w.shape[-1]
    matrix = w.reshape(-1, out_channels).T
    x = pad_spatial(xp, x, pairs, first_axis=2)
    if all(size == 1 for size in kernel):
        x = x[(slice(None), slice(None), *(slice(None, None, step) for step in strides))]
        product = xp.matmul(matrix, x.reshape(*x.shape[:2], -1))
        return product.reshape(x.shape[0], out_channels, *x.shape[2:])
    spatial = len(kernel)
    view = xp.windows(x, kernel, strides, dilations, range(2, x.ndim))
    output = view.shape[2:-spatial]
    # [n, c, *output, *kernel] -> [n, *kernel, c, *output]
    view = view.transpose(0, *range(2 + spatial, view.ndim), 1, *range(2, 2 + spatial))
    result = xp.empty((x.shape[0], out_channels, *output), x.dtype)
    columns = xp.empty(view.shape[1:], x.dtype)
    for part, target in zip(view, result, strict=True):
        columns[...] = part
        flat = columns.reshape(matrix.shape[1], -1)
        xp.matmul(matrix, flat, out=target.reshape(out_channels, -1))
    return result


def depthwise(xp, x, w, strides, dilations):
    """Convolve every channel of padded [n, *spatial, c] with its own [*kernel, c, m] filters.

    Returns [n, *output, c * m]. The innermost loops run over a whole row of positions and
    channels: the filter is tiled along the last spatial axis, which is first split into one
    plane per stride step.
    """
    channels, multiplier = w.shape[-2:]
    if multiplier > 1:
        x = xp.repeat(x, multiplier, axis=-1)
    kernel, width = w.shape[:-2], channels * multiplier
    spatial = len(kernel)
    w = w.reshape(*kernel, width)
    sizes = [
        max(0, (size - (window - 1) * dilation - 1) // step + 1)
        for size, window, step, dilation in zip(
            x.shape[1:], kernel, strides, dilations, strict=False
        )
    ]
    if not x.shape[0] or not all(sizes) or not width:
        return xp.zeros((x.shape[0], *sizes, width), x.dtype)
    tiled = xp.tile(w[..., None, :], (*[1] * spatial, sizes[-1], 1)).reshape(*kernel, -1)
    result = None
    for plane, taps in _planes(xp, x, kernel[-1], strides[-1], dilations[-1]):
        rows = plane.strides
        view = xp.lib.stride_tricks.as_strided(
            plane[..., (taps[0] * dilations[-1]) // strides[-1] :, :],
            (x.shape[0], *sizes[:-1], *kernel[:-1], len(taps), tiled.shape[-1]),
            (
                rows[0],
                *(step * row for step, row in zip(strides, rows[1:-2], strict=False)),
                *(rate * row for rate, row in zip(dilations, rows[1:-2], strict=False)),
                rows[-2] * _tap_step(taps, strides[-1], dilations[-1]),
                rows[-1],
            ),
        )
        part = _sum_windows(xp, view, tiled[..., taps, :], spatial)
        result = part if result is None else xp.add(result, part, out=result)
    return result.reshape(x.shape[0], *sizes, width)


def _planes(xp, x, window, stride, dilation):
    """Yield (every stride-th position of the last spatial axis, taps that read them)."""
    for phase in range(stride):
        taps = [tap for tap in range(window) if tap * dilation % stride == phase]
        if taps:
            yield xp.ascontiguousarray(x[..., phase::stride, :]), taps


def _tap_step(taps, stride, dilation):
    """Return how many positions of a plane lie between neighbouring taps that read it."""
    return (taps[1] - taps[0]) * dilation // stride if len(taps) > 1 else 0


def _sum_windows(xp, view, w, spatial):
    outer, inner = "abc"[: spatial - 1], "ijk"[:spatial]
    return xp.einsum(f"n{outer}{inner}x,{inner}x->n{outer}x", view, w)


def filter_gradient(xp, x, dy, kernel, strides, dilations, pairs, groups=1):
    """Return the gradient of `convolve` by its filter, [*kernel, c/groups, o].

    Args:
        xp: The array module.
        x: The input of the convolution, channels last.
        dy: The gradient of its output, [n, *output, o].
        kernel: The spatial sizes of the filter.
        strides: One step per spatial axis.
        dilations: One dilation per spatial axis.
        pairs: Padding before and after each spatial axis.
        groups: The number of channel groups.
    """
    x = pad_spatial(xp, x, pairs)
    view = xp.windows(x, kernel, strides, dilations, range(1, x.ndim - 1))
    view = xp.moveaxis(view, x.ndim - 1, -1)
    depth, width = x.shape[-1] // groups, dy.shape[-1] // groups
    result = xp.zeros((*kernel, depth, dy.shape[-1]), x.dtype)
    for block in _blocks(view, result):
        source = dy[block].reshape(-1, dy.shape[-1])
        for group in range(groups):
            part = view[block][..., group * depth : (group + 1) * depth]
            columns = part.reshape(source.shape[0], -1)
            outputs = slice(group * width, (group + 1) * width)
            product = xp.matmul(columns.T, source[:, outputs])
            result[..., outputs] += product.reshape(*kernel, depth, width)
    return result


def _blocks(view, filters):
    """Yield slices of images whose windows, copied, are about as many bytes as the filters."""
    count = view.shape[0]
    image = view[:1].size * view.itemsize
    step = max(1, max(_BLOCK_BYTES, filters.nbytes) // max(1, image))
    for start in range(0, count, step):
        yield slice(start, start + step)


def transposed(xp, dy, w, strides, dilations, pairs, shape, groups=1):
    """Apply the transpose of `convolve`: [n, *output, o] back to [n, *spatial, c].

    Args:
        xp: The array module.
        dy: The array to map back, channels last.
        w: The filter [*kernel, c/groups, o].
        strides: One step per spatial axis.
        dilations: One dilation per spatial axis.
        pairs: Padding that the convolution adds before and after each spatial axis.
        shape: The shape of the result.
        groups: The number of channel groups.
    """
    kernel, depth, out_channels = w.shape[:-2], w.shape[-2], w.shape[-1]
    around = [
        ((size - 1) * rate - before, (size - 1) * rate - after)
        for size, rate, (before, after) in zip(kernel, dilations, pairs, strict=True)
    ]
    if groups == 1 and set(strides) == {1} and min(map(min, around)) >= 0:
        # Another convolution, with the filter turned around: no windows that overlap to be added.
        flipped = w[(slice(None, None, -1),) * len(kernel)].swapaxes(-1, -2)
        return convolve(xp, dy, flipped, strides, dilations, around)
    padded = [size + sum(pair) for size, pair in zip(shape[1:-1], pairs, strict=True)]
    result = xp.zeros((shape[0], *padded, shape[-1]), dy.dtype)
    width = out_channels // groups
    for image, source in zip(result, dy, strict=True):
        source = source.reshape(-1, groups, width)
        for group in range(groups):
            channels = slice(group * depth, (group + 1) * depth)
            matrix = w[..., group * width : (group + 1) * width].reshape(-1, width).T
            columns = xp.matmul(source[:, group], matrix)
            columns = columns.reshape(*dy.shape[1:-1], *kernel, depth)
            _add_windows(image[..., channels], columns, kernel, strides, dilations)
    inside = [
        slice(before, before + size)
        for size, (before, _) in zip(shape[1:-1], pairs, strict=True)
    ]
    return result[(slice(None), *inside)]


def _add_windows(image, columns, kernel, strides, dilations):
    """Add [*output, *kernel, c] to the places of [*padded, c] that the windows came from."""
    spatial = len(kernel)
    taps = [()]
    for size in kernel:
        taps = [(*tap, i) for tap in taps for i in range(size)]
    for tap in taps:
        place = tuple(
            slice(i * rate, i * rate + (count - 1) * step + 1, step)
            for i, rate, step, count in zip(tap, dilations, strides, columns.shape, strict=False)
        )
        image[place] += columns[(slice(None),) * spatial + tap]
