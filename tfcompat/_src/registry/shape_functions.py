"""Shape functions that many ops share; an op's own shape function sits beside its kernel."""

from tfcompat._src.base.shapes import TensorShape


def unchanged(c):
    """Every output has the shape of the first input."""
    return [c.shapes[0]] * c.outputs


def unknown(c):
    """Nothing is known of any output."""
    return [TensorShape(None)] * c.outputs


def scalar(c):
    """Every output is a scalar."""
    return [TensorShape([])] * c.outputs


def broadcast(c):
    """The output has the broadcast shape of all inputs."""
    result = c.shapes[0]
    for shape in c.shapes[1:]:
        result = broadcast_shapes(result, shape)
    return [result] * c.outputs


def broadcast_shapes(left, right):
    """Broadcast two partially known shapes.

    Raises:
        ValueError: known dimensions do not fit.
    """
    if left.rank is None or right.rank is None:
        return TensorShape(None)
    a, b = left.as_list(), right.as_list()
    rank = max(len(a), len(b))
    a, b = [1] * (rank - len(a)) + a, [1] * (rank - len(b)) + b
    return TensorShape([_broadcast_size(x, y) for x, y in zip(a, b, strict=True)])


def _broadcast_size(x, y):
    if x == 1:
        return y
    if y == 1:
        return x
    if x is None or y is None:
        return y if x is None else x  # a known size above 1 wins: the other is that or 1
    if x != y:
        raise ValueError(f"Dimensions must be equal, but are {x} and {y}")
    return x


def reduction(c):
    """The output lacks the dimensions that the second input names, or keeps them as 1."""
    shape, axes = c.shapes[0], c.value(c.record.definition.inputs[1].name)
    keep = c.attr("keep_dims")
    if shape.rank is None:
        return [TensorShape(None)]
    if axes is None:
        return [TensorShape([None] * shape.rank if keep else None)]
    reduced = set()
    for axis in axes.reshape(-1).tolist():
        if not -shape.rank <= axis < shape.rank:
            raise ValueError(f"Invalid reduction dimension {axis} for input with {shape.rank} "
                             "dimensions.")
        reduced.add(axis % shape.rank)
    sizes = enumerate(shape.as_list())
    if keep:
        return [TensorShape([1 if i in reduced else size for i, size in sizes])]
    return [TensorShape([size for i, size in sizes if i not in reduced])]
