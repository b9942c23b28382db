"""Products and sums along named dimensions (Einstein's notation).

One or two tensors, as TensorFlow's op has it; more are a matter of the frontend.
"""

import functools
import typing

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.matmul import by_one_dnn, multiply
from tfcompat._src.registry import op


class Operand(typing.NamedTuple):
    """How one input is brought into the form for the product.

    Labels are letters for named dimensions and negative numbers for those of an ellipsis, counted
    from the end as numpy broadcasts them.
    """

    labels: tuple  # of every dimension
    kept: tuple  # the labels that take part in the product, each once, in the order they occur
    order: tuple  # where the dimensions of the product's form are among `kept`
    free: tuple  # labels of this operand and the output only


class Equation(typing.NamedTuple):
    """An equation worked out for inputs of known ranks."""

    operands: tuple
    broadcast: tuple  # labels of ellipsis dimensions
    batch: tuple  # labels that both inputs and the output have
    contract: tuple  # labels that both inputs have, but not the output
    output: tuple  # the output's labels, repeated ones included
    transpose: tuple  # where the output's different labels are in the product


def parse(equation, operands):
    """Split an equation; return the texts of the inputs and of the output.

    >>> parse("ij,jk->ik", 2)
    (['ij', 'jk'], 'ik')
    """
    sides = equation.split("->")
    if len(sides) != 2:
        raise ValueError(f"Expecting exactly one '->' in einsum equation: {equation}")
    inputs = sides[0].split(",")
    if len(inputs) > 2:
        raise ValueError(
            f"Expecting 1 or 2 input subscripts in equation '{equation}' but got: {len(inputs)}"
        )
    if len(inputs) != operands:
        raise ValueError(f"Expected {len(inputs)} inputs but got: {operands}")
    missing = [c for c in sides[1] if c != "." and c not in sides[0]]
    if missing:
        # TensorFlow finds this when it infers shapes; its kernel alone computes nonsense or aborts.
        raise ValueError(
            f"Einsum output subscripts for equation '{equation}' has label '{missing[0]}' which "
            "is not present in the input subscripts"
        )
    return inputs, sides[1]


def labelled(text, rank, index=0):
    """Return the labels of the `rank` dimensions that a term such as "a...b" names."""
    before, dots, after = text.partition("...")
    named = len(before) + len(after)
    if rank < named or (rank > named and not dots):
        least = "at least " if dots else ""
        raise ValueError(f"Expected input {index} to have rank {least}{named} but got: {rank}")
    return tuple(before) + tuple(range(named - rank, 0)) + tuple(after)


@functools.lru_cache(1024)
def prepare(equation, ranks):
    """Work out an equation for inputs of these ranks."""
    texts, output = parse(equation, len(ranks))
    labels = [labelled(text, rank, i) for i, (text, rank) in enumerate(zip(texts, ranks))]
    everywhere = set(labels[0]).union(*labels)
    ellipsis = sorted(label for label in everywhere if isinstance(label, int))
    if ellipsis and "..." not in output:
        raise ValueError(
            f"Output contains {len(ellipsis)} broadcasting dimension(s) but no ellipsis (...) was "
            "found in the output subscripts."
        )
    before, _, after = output.partition("...")
    wanted = (*before, *ellipsis, *after)
    shared = set(labels[0]).intersection(*labels) if len(labels) > 1 else set()
    different = tuple(dict.fromkeys(wanted))
    batch = tuple(x for x in different if x in shared and not isinstance(x, int))
    contract = tuple(sorted(x for x in shared - set(wanted) if not isinstance(x, int)))
    operands = tuple(_operand(mine, different, ellipsis, batch, contract) for mine in labels)
    form = (*ellipsis, *batch, *operands[0].free, *(operands[1].free if len(labels) > 1 else ()))
    transpose = tuple(form.index(label) for label in different)
    return Equation(operands, tuple(ellipsis), batch, contract, wanted, transpose)


def _operand(labels, wanted, ellipsis, batch, contract):
    """Work out how one operand becomes [ellipsis, batch, free, contract]."""
    kept = tuple(x for x in dict.fromkeys(labels) if x in wanted or x in contract)
    free = tuple(x for x in kept if not isinstance(x, int) and x not in batch + contract)
    form = [x for x in ellipsis if x in kept] + [*batch, *free, *contract]
    return Operand(labels, kept, tuple(kept.index(x) for x in form), free)


@op("""
    Einsum(inputs: N * T) -> output: T
        equation: string
        N: int >= 1
        T: type
""")
def einsum(xp, inputs, *, equation):
    """Multiply one or two tensors along named dimensions and add up over those not in the output.

    Shapes:
        inputs: one or two, with the dimensions that the equation names; those of an ellipsis
            broadcast
        output: the dimensions on the right of the equation's arrow
    Errors:
        InvalidArgumentError: the equation is not well formed, or ranks or sizes do not fit it.
    Source: tf.raw_ops.Einsum
    """
    try:
        plan = prepare(equation.decode(), tuple(x.ndim for x in inputs))
    except ValueError as error:
        raise InvalidArgumentError(str(error)) from None
    dtype = inputs[0].dtype
    if dtype.kind in "fV" and dtype.itemsize < 4:
        narrow, inputs = inputs, [x.astype(xp.float32) for x in inputs]
    else:
        narrow = inputs
    sizes = _sizes(plan, inputs)
    terms = [_simplified(xp, x, operand) for x, operand in zip(inputs, plan.operands)]
    result = terms[0] if len(terms) == 1 else _product(xp, plan, terms, sizes, narrow[0])
    result = _arranged(xp, plan, result)
    return result if narrow is inputs else result.astype(dtype)


def _sizes(plan, inputs):
    """Return the size of every named dimension."""
    sizes = {}
    for x, operand in zip(inputs, plan.operands):
        for axis, (label, size) in enumerate(zip(operand.labels, x.shape)):
            if isinstance(label, int):
                continue
            if sizes.setdefault(label, size) != size:
                raise InvalidArgumentError(
                    f"Expected dimension {sizes[label]} at axis {axis} of the input shaped "
                    f"{shown(x.shape)} but got dimension {size}"
                )
    return sizes


def _simplified(xp, x, operand):
    """Take diagonals of repeated labels, add up over dimensions of no other use, and transpose."""
    if operand.labels != operand.kept:
        numbers = {label: i for i, label in enumerate(dict.fromkeys(operand.labels))}
        x = xp.einsum(x, [numbers[i] for i in operand.labels], [numbers[i] for i in operand.kept])
    return x if operand.order == tuple(range(x.ndim)) else x.transpose(operand.order)


def _product(xp, plan, terms, sizes, first):
    """Multiply two operands; the result has the dimensions [ellipsis, batch, free, free]."""
    leading, free = [], []
    for x, operand in zip(terms, plan.operands):
        there = [label for label in plan.broadcast if label in operand.kept]
        present = dict(zip(there, x.shape))
        batch = [sizes[label] for label in plan.batch]
        leading.append((*(present.get(label, 1) for label in plan.broadcast), *batch))
        free.append(tuple(sizes[label] for label in operand.free))
    try:
        outer = xp.broadcast_shapes(*leading)
    except ValueError:
        raise _no_broadcast(plan, leading, free, sizes, first) from None
    if not plan.contract:
        left = terms[0].reshape(leading[0] + free[0] + (1,) * len(free[1]))
        return xp.multiply(left, terms[1].reshape(leading[1] + (1,) * len(free[0]) + free[1]))
    inner = _count(sizes[label] for label in plan.contract)
    left = terms[0].reshape(*leading[0], _count(free[0]), inner)
    right = terms[1].reshape(*leading[1], _count(free[1]), inner)
    if not free[0] and not free[1]:
        return xp.einsum("...k,...k->...", left[..., 0, :], right[..., 0, :])
    return multiply(xp, left, xp.swapaxes(right, -1, -2)).reshape(outer + free[0] + free[1])


def _count(sizes):
    return functools.reduce(lambda a, b: a * b, sizes, 1)


def _no_broadcast(plan, leading, free, sizes, first):
    """Return the error about ellipsis dimensions, with the shapes of TensorFlow's own operands."""
    inner = _count(sizes[label] for label in plan.contract)
    shapes = []
    for operand, outer, mine in zip(plan.operands, leading, free):
        kinds = [
            (isinstance(x, int) and 1) or (x in plan.batch and 2) or (x in plan.contract and 3) or 4
            for x in operand.kept
        ]
        matrix = (inner, _count(mine)) if kinds == sorted(kinds) else (_count(mine), inner)
        shapes.append(shown((*outer, *matrix)))
    if by_one_dnn(first):
        return InvalidArgumentError(
            "In[0] and In[1] must have compatible batch dimensions: "
            f"{shapes[0]} vs. {shapes[1]}"
        )
    return InvalidArgumentError(f"Invalid broadcasting dimensions: {shapes[0]} vs. {shapes[1]}")


def _arranged(xp, plan, result):
    """Bring the product into the output's order, and repeated labels onto diagonals."""
    result = result.transpose(plan.transpose)
    if len(plan.transpose) == len(plan.output):
        return result
    different = list(dict.fromkeys(plan.output))
    numbers = [different.index(label) for label in plan.output]
    out = xp.zeros([result.shape[number] for number in numbers], result.dtype)
    xp.einsum(out, numbers, list(range(len(different))))[...] = result
    return out


@einsum.shape
def einsum_shape(c):
    equation, shapes = c.attr("equation").decode(), c["inputs"]
    texts, output = parse(equation, len(shapes))
    sizes, unknown = {}, False
    for text, shape in zip(texts, shapes):
        if shape.rank is None:
            unknown = unknown or "..." in text
            continue
        for label, size in zip(labelled(text, shape.rank), shape.as_list()):
            known = sizes.get(label)
            merge = _broadcast_size if isinstance(label, int) else checks.merge_size
            sizes[label] = merge(known, size) if label in sizes else size
    if unknown and "..." in output:
        return [TensorShape(None)]
    before, dots, after = output.partition("...")
    ellipsis = sorted(label for label in sizes if isinstance(label, int)) if dots else []
    return [TensorShape([sizes.get(label) for label in (*before, *ellipsis, *after)])]


def _broadcast_size(a, b):
    """Return what two partially known sizes broadcast to."""
    if a is None or b is None:
        known = b if a is None else a
        return None if known == 1 else known
    if 1 in (a, b):
        return a if b == 1 else b
    return checks.merge_size(a, b)
