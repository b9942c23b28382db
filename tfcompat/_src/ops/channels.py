"""One value per channel, applied to a whole array: what bias and normalisation kernels share.

Arrays only, no ops. Broadcasting a short vector makes numpy's inner loops short; tiling it over
one more axis makes them long, which is up to six times as fast for images with few channels.
"""

# Vectors at least this long are broadcast as they are.
_LONG = 2048


def along_channels(xp, function, x, vector, axis, out=None):
    """Return `function(x, vector)` where `vector` has one value per element of `axis` of `x`.

    Args:
        xp: The array module.
        function: A binary ufunc.
        x: Any array.
        vector: A vector as long as `axis`.
        axis: The channel axis, not negative.
        out: Where to write, an array like `x`, or None.
    """
    if axis != x.ndim - 1:
        return function(x, vector.reshape(-1, *[1] * (x.ndim - axis - 1)), out=out)
    if x.ndim < 3 or vector.size >= _LONG or not x.size or not x.flags.c_contiguous:
        return function(x, vector, out=out)
    row = x.shape[-2] * x.shape[-1]
    flat = None if out is None else out.reshape(-1, row)
    result = function(x.reshape(-1, row), xp.tile(vector, x.shape[-2]), out=flat)
    return out if out is not None else result.reshape(x.shape)
