"""Normalisation by mean and variance of each feature, as operations of their own."""

from tfcompat._src.stablehlo.builders import builds


def _parts(call):
    """Return the array module, epsilon, a function that spreads a vector, and the other axes."""
    xp = call.xp
    axis = int(call.attribute("feature_index"))
    rank = len(call.operands[0].shape)
    others = tuple(i for i in range(rank) if i != axis)
    shape = [1] * rank
    shape[axis] = -1
    return xp, float(call.attribute("epsilon")), lambda vector: vector.reshape(shape), others


def _wide(xp, *arrays):
    narrow = arrays[0].dtype.itemsize < 4
    return [x.astype(xp.float32) if narrow else x for x in arrays]


def _moments(xp, x, spread, others):
    mean = xp.mean(x, axis=others, dtype=x.dtype)
    centered = x - spread(mean)
    return mean, xp.mean(centered * centered, axis=others, dtype=x.dtype)


@builds("batch_norm_inference")
def batch_norm_inference(call):
    """Normalise by a mean and a variance that are given."""
    xp, epsilon, spread, _ = _parts(call)

    def run(*arrays):
        dtype = arrays[0].dtype
        x, scale, offset, mean, variance = _wide(xp, *arrays)
        factor = scale / xp.sqrt(variance + x.dtype.type(epsilon))
        return ((x - spread(mean)) * spread(factor) + spread(offset)).astype(dtype)

    return run


@builds("batch_norm_training")
def batch_norm_training(call):
    """Normalise by the mean and the variance of the array itself; return these too."""
    xp, epsilon, spread, others = _parts(call)

    def run(*arrays):
        dtype = arrays[0].dtype
        x, scale, offset = _wide(xp, *arrays)
        mean, variance = _moments(xp, x, spread, others)
        factor = scale / xp.sqrt(variance + x.dtype.type(epsilon))
        result = (x - spread(mean)) * spread(factor) + spread(offset)
        return [result.astype(dtype), mean.astype(dtype), variance.astype(dtype)]

    return run


@builds("batch_norm_grad")
def batch_norm_grad(call):
    """The gradients of `batch_norm_training` for array, scale and offset."""
    xp, epsilon, spread, others = _parts(call)

    def run(*arrays):
        dtype = arrays[0].dtype
        x, scale, mean, variance, given = _wide(xp, *arrays)
        inverse = 1 / xp.sqrt(variance + x.dtype.type(epsilon))
        centered = x - spread(mean)
        offset = xp.sum(given, axis=others, dtype=x.dtype)
        product = xp.sum(given * centered, axis=others, dtype=x.dtype)
        count = x.dtype.type(x.size // max(1, mean.size))
        inner = given - spread(offset / count) - centered * spread(
            product * inverse * inverse / count
        )
        results = inner * spread(scale * inverse), product * inverse, offset
        return [result.astype(dtype) for result in results]

    return run
