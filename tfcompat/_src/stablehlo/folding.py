"""Folding elements into one: `reduce`, with any function of two numbers, or of several pairs.

Folds that array modules have are theirs. Any other function is applied to neighbours, pair by
pair, until one is left, which keeps their order and takes few calls; StableHLO leaves the order
of a fold open. Folding over windows is in `window_folding`.
"""

from tfcompat._src.stablehlo.builders import builds, single_operation, vectorized

FOLDS = {
    "add": "add", "multiply": "multiply", "maximum": "maximum", "minimum": "minimum",
}  # fmt: skip
_NARROW = ("float16", "bfloat16")


def known_fold(call, number=0):
    """Return (name of the array module's fold, two-argument function), or None for any other."""
    name = single_operation(call.regions[number])
    element = call.element()
    if name in ("and", "or") and element == "i1":
        return f"logical_{name}"
    if element == "i1":
        return {"maximum": "logical_or", "minimum": "logical_and", "add": "logical_or",
                "multiply": "logical_and"}.get(name)  # fmt: skip
    if element.startswith("complex") and name in ("maximum", "minimum"):
        return None
    return FOLDS.get(name)


def pair_function(call, name):
    """Return the function of two arrays that the fold `name` applies."""
    return getattr(call.xp, name)


@builds("reduce")
def reduce(call):
    """Fold along some dimensions."""
    axes = tuple(call.numbers("dimensions"))
    name = known_fold(call)
    if name is not None and len(call.operands) == 2:
        return _known(call, name, axes)

    def run(*values):
        inputs, starts = values[: len(values) // 2], values[len(values) // 2 : -1]
        function = vectorized(call, 0, values[-1])
        results = folded(call.xp, function, inputs, starts, axes)
        return results if len(results) != 1 else results[0]

    return run


def _known(call, name, axes):
    xp, dtype = call.xp, call.dtype()
    pair = pair_function(call, name)
    wide = name in ("add", "multiply") and dtype.name in _NARROW

    def run(x, start, _):
        if wide:
            total = xp.fold(name, x.astype(xp.float32), axes, False)
            return pair(start.astype(xp.float32), total).astype(dtype)
        if name in ("maximum", "minimum") and any(x.shape[axis] == 0 for axis in axes):
            rest = [size for axis, size in enumerate(x.shape) if axis not in axes]
            return xp.broadcast_to(start, rest)
        return pair(start, xp.fold(name, x, axes, False)) if axes else pair(start, x)

    return run


def folded(xp, function, inputs, starts, axes):
    """Fold arrays of one shape together.

    Args:
        xp: the array module.
        function: takes the numbers so far, then as many further ones; returns a list.
        inputs: list of arrays.
        starts: what comes before each of them.
        axes: the axes that go.

    Returns:
        List of arrays.
    """
    kept = [axis for axis in range(inputs[0].ndim) if axis not in axes]
    rest = tuple(inputs[0].shape[axis] for axis in kept)
    rows = [xp.transpose(x, [*axes, *kept]).reshape(-1, *rest) for x in inputs]
    starts = [xp.broadcast_to(xp.asarray(start).reshape(()), rest) for start in starts]
    while rows[0].shape[0] > 1:
        count = rows[0].shape[0]
        even = count - count % 2
        pairs = function(*(x[0:even:2] for x in rows), *(x[1:even:2] for x in rows))
        rows = [
            pair if even == count else xp.concatenate([pair, x[even:]])
            for pair, x in zip(pairs, rows, strict=True)
        ]
    if not rows[0].shape[0]:
        return starts
    return list(function(*starts, *(x[0] for x in rows)))
