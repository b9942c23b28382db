"""Jacobian matrices: the gradients of every element of a target, one walk backwards for each.

Where the number of elements is known only when a graph runs, the walks are a loop of the graph.
"""

from tfcompat._src.arrays import devices
from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import context, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.grad import filling
from tfcompat._src.graph.while_loop import while_loop


def check_target(target):
    """Raise AttributeError where a target is no tensor."""
    target.shape  # noqa: B018 - lists and numbers have none, which is the error


def check_batch(target, source):
    """Raise ValueError where a target and a source do not have a batch dimension in common."""
    ranked = target.shape.with_rank_at_least(2)
    other = source.shape.with_rank_at_least(2)
    sizes = [shape[0] if shape.rank is not None else None for shape in (ranked, other)]
    if None not in sizes and sizes[0] != sizes[1]:
        raise ValueError(
            f"Need first dimension of target shape ({target.shape}) and source shape "
            f"({source.shape}) to match."
        )


def jacobian(tape, target, sources, zeros_for=None):
    """Return the Jacobian matrices of a tensor with regard to others.

    Args:
        tape: the GradientTape.
        target: a tensor.
        sources: a list of tensors.
        zeros_for: what the sources stand for, where zeros are wanted in place of None.

    Returns:
        A list of tensors of shape target.shape + source.shape, or None.
    """
    target = convert_to_tensor(target)
    count = target.shape.num_elements()
    if count is None:
        columns = _loop(tape, target, sources)
    else:
        seeds = (_unit(target, i) for i in range(count))
        columns = _columns([_dense(tape, target, sources, seed) for seed in seeds], len(sources))
    return [
        _zeros(target, zeros_for, i) if column is None else
        raw.Reshape(column, _joined_shape(target, 0, column, 1))
        for i, column in enumerate(columns)
    ]


def batch_jacobian(tape, target, source, tensor):
    """Return the Jacobian matrices of the rows of a tensor with regard to rows of another.

    Args:
        tape: the GradientTape.
        target: a tensor [b, y...].
        source: a tensor or variable [b, x...].
        tensor: the tensor that the tape knows the source by.

    Returns:
        A tensor [b, y..., x...].
    """
    target, source = convert_to_tensor(target), convert_to_tensor(source)
    rows, width = target.shape[0], target.shape[1:].num_elements()
    if rows is None or width is None:
        [whole] = jacobian(tape, target, [tensor])
        return _diagonal(whole, target, source)
    found = [_dense(tape, target, [tensor], _batch_unit(target, i))[0] for i in range(width)]
    shape = _joined_shape(target, 0, source, 1)
    if not found or found[0] is None:
        return raw.Fill(shape, filling.scalar(0, target.dtype))
    stacked = raw.Reshape(raw.Pack(found), [width, rows, -1])
    return raw.Reshape(raw.Transpose(stacked, [1, 0, 2]), shape)


def _dense(tape, target, sources, seed):
    found = tape._walk([target], sources, [seed])
    return [None if gradient is None else convert_to_tensor(gradient) for gradient in found]


def _columns(rows, count):
    """Stack the gradients of all elements, per source; None where there are none."""
    if not rows:
        return [None] * count
    return [None if column[0] is None else raw.Pack(list(column))
            for column in zip(*rows, strict=True)]


def _unit(target, index):
    """The gradient that picks one element of a target."""
    xp = devices.local_device().xp
    flat = xp.zeros(target.shape.num_elements(), dtypes.numpy_dtype(target.dtype))
    flat[index] = 1
    return _constant(flat.reshape(tuple(target.shape.as_list())), target.dtype)


def _batch_unit(target, index):
    """The gradient that picks one element of each row of a target."""
    xp = devices.local_device().xp
    rows, *rest = target.shape.as_list()
    flat = xp.zeros((rows, target.shape[1:].num_elements()), dtypes.numpy_dtype(target.dtype))
    flat[:, index] = 1
    return _constant(flat.reshape((rows, *rest)), target.dtype)


def _constant(array, dtype):
    return context.current().constant(array, dtype, "Const")


def _loop(tape, target, sources):
    """Walk back for each element of a target whose number is not known yet."""
    there = [gradient is not None for gradient in
             _dense(tape, target, sources, filling.ones_like(target))]
    picked = [source for source, is_there in zip(sources, there, strict=True) if is_there]
    kinds = [gradient.shape for gradient in
             _dense(tape, target, picked, filling.ones_like(target))]
    count = raw.Size(target)

    def body(index, *columns):
        one = raw.OneHot(index, count, filling.scalar(1, target.dtype),
                         filling.scalar(0, target.dtype))
        rows = _dense(tape, target, picked, raw.Reshape(one, raw.Shape(target)))
        longer = [raw.ConcatV2([column, raw.ExpandDims(row, 0)], 0)
                  for column, row in zip(columns, rows, strict=True)]
        return [raw.AddV2(index, 1), *longer]

    first = [_empty(gradient) for gradient in
             _dense(tape, target, picked, filling.ones_like(target))]
    invariants = [TensorShape([]), *[TensorShape([None]).concatenate(kind) for kind in kinds]]
    _, *columns = while_loop(
        lambda index, *_: raw.Less(index, count), body,
        [convert_to_tensor(0), *first], shape_invariants=invariants,
    )
    remaining = iter(columns)
    return [next(remaining) if is_there else None for is_there in there]


def _empty(gradient):
    """A tensor of no rows like a gradient."""
    shape = raw.ConcatV2([[0], raw.Shape(gradient)], 0)
    return raw.Fill(shape, filling.scalar(0, gradient.dtype))


def _zeros(target, zeros_for, index):
    if zeros_for is None:
        return None
    like = convert_to_tensor(zeros_for[index])
    return raw.Fill(_joined_shape(target, 0, like, 0), filling.scalar(0, like.dtype))


def _joined_shape(first, start, second, other_start):
    """The sizes of two tensors, from an axis on, in one vector."""
    shapes = first.shape[start:], second.shape[other_start:]
    if all(shape.is_fully_defined() for shape in shapes):
        return [size for shape in shapes for size in shape.as_list()]
    pairs = zip((first, second), (start, other_start), strict=True)
    return raw.ConcatV2([raw.Shape(tensor)[axis:] for tensor, axis in pairs], 0)


def _diagonal(whole, target, source):
    """Pick the rows by their own source rows from a Jacobian matrix [b, y..., b, x...]."""
    shape = _joined_shape(target, 0, source, 1)
    if whole is None:
        return raw.Fill(shape, filling.scalar(0, target.dtype))
    rows = raw.Shape(target)[0]
    columns = raw.Reshape(whole, raw.Pack([rows, -1, rows, *_rest(source)]))
    apart = raw.Transpose(columns, [0, 2, 1, 3])
    index = raw.Range(0, rows, 1)
    picked = raw.GatherNd(apart, raw.Pack([index, index], axis=1))
    return raw.Reshape(picked, shape)


def _rest(source):
    """The number of elements in a row of a tensor, in a list."""
    count = source.shape[1:].num_elements()
    return [raw.Prod(raw.Shape(source)[1:], 0)] if count is None else [count]
