"""Products and sums along named dimensions (Einstein's notation).

One or two tensors, as TensorFlow's op has it; more are a matter of the frontend.

An equation is worked out once for inputs of given shapes; what is left for each call is to
transpose, reshape and multiply matrices.
"""

import functools
import math
import typing

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.ops import checks
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.gradient_parts import conj, joined, sizes_of
from tfcompat._src.ops.matmul import by_one_dnn, multiply
from tfcompat._src.registry import op


class Misfit(ValueError):
    """Ellipsis dimensions that do not broadcast; `shapes` are the matrices TensorFlow forms."""

    def __init__(self, shapes):
        super().__init__("Invalid broadcasting dimensions: " + " vs. ".join(map(shown, shapes)))
        self.shapes = shapes


class Operand(typing.NamedTuple):
    """What is done to one input before the product."""

    fold: tuple | None  # for diagonals and sums: numbers of its dimensions, and of those that stay
    order: tuple | None  # where to transpose the dimensions that stay
    shape: tuple | None  # [ellipsis..., batch..., and two dimensions of a matrix, or all free ones]
    swap: bool  # whether the matrix is to be transposed


class Plan(typing.NamedTuple):
    """An equation worked out for inputs of known shapes."""

    operands: tuple
    product: str  # "matrix", "dot", "outer", or "none" for a single operand
    shape: tuple | None  # of the product, with one dimension for each label
    order: tuple | None  # where to transpose them
    diagonal: tuple | None  # (numbers, shape) of the output where labels occur there repeatedly


def parse(equation, operands, where=""):
    """Split an equation; return the texts of the inputs and of the output.

    What is wrong with the number of operands is said with `where` it is.

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
        raise ValueError(f"Expected {len(inputs)} inputs{where} but got: {operands}")
    missing = [c for c in sides[1] if c != "." and c not in sides[0]]
    if missing:
        # TensorFlow finds this when it infers shapes; its kernel alone computes nonsense or aborts.
        raise ValueError(
            f"Einsum output subscripts for equation '{equation}' has label '{missing[0]}' which "
            "is not present in the input subscripts"
        )
    return inputs, sides[1]


def named(text):
    """Return the letters of a term without its ellipsis."""
    return text.replace("...", "", 1)


def labelled(text, rank, index=0):
    """Return the labels of the `rank` dimensions that a term such as "a...b" names.

    Those of the ellipsis are negative numbers, counted from the end as broadcasting does.

    >>> labelled("a...b", 4)
    ('a', -2, -1, 'b')
    """
    before, dots, after = text.partition("...")
    least = len(named(text))
    if rank < least or (rank > least and not dots):
        wanted = f"at least {least}" if dots else least
        raise ValueError(f"Expected input {index} to have rank {wanted} but got: {rank}")
    return tuple(before) + tuple(range(least - rank, 0)) + tuple(after)


@functools.lru_cache(2048)
def prepare(equation, shapes):
    """Work out an equation for inputs of these shapes; return a `Plan`."""
    texts, output = parse(equation.decode(), len(shapes))
    terms = [labelled(text, len(shapes[i]), i) for i, text in enumerate(texts)]
    sizes = _sizes(terms, shapes)
    ellipsis = sorted({label for term in terms for label in term if isinstance(label, int)})
    if ellipsis and "..." not in output:
        raise ValueError(
            f"Output contains {len(ellipsis)} broadcasting dimension(s) but no ellipsis (...) was "
            "found in the output subscripts."
        )
    before, _, after = output.partition("...")
    wanted = (*before, *ellipsis, *after)
    kinds = _kinds(terms, wanted)
    operands, frees = zip(*(
        _operand(term, shape, i, kinds, ellipsis)
        for i, (term, shape) in enumerate(zip(terms, shapes, strict=True))
    ))
    batch = [label for label, kind in kinds.items() if kind == BATCH]
    shown_shapes = [
        operand.shape[sum(label not in term for label in ellipsis):]
        for operand, term in zip(operands, terms, strict=True)
    ]
    leading = [operand.shape[: len(ellipsis) + len(batch)] for operand in operands]
    outer = _broadcast(leading, shown_shapes)[: len(ellipsis)]
    if any(kind == CONTRACT for kind in kinds.values()):
        _check_contracted(operands, shown_shapes)
    form = [*ellipsis, *batch, *(label for free in frees for label in free)]
    sizes.update(zip(ellipsis, outer, strict=True))
    return _plan(operands, kinds, frees, form, wanted, sizes)


def _check_contracted(operands, shapes):
    """Check the dimensions to be added up: one of zero has passed for any other until here."""
    (left, right), (first, second) = (operand.swap for operand in operands), shapes
    sizes = first[-2 if left else -1], second[-1 if right else -2]
    if sizes[0] != sizes[1]:
        raise ValueError(
            f"lhs mismatch rhs shape: {sizes[0]} vs. {sizes[1]}: {shown(first)} {shown(second)} "
            f"{left:d} {right:d}"
        )


ELLIPSIS, BATCH, CONTRACT, FREE, SUMMED = range(5)


def _sizes(terms, shapes):
    """Return the size of every named dimension."""
    sizes = {}
    for term, shape in zip(terms, shapes, strict=True):
        # TensorFlow takes a size of zero for one that it does not know yet.
        unset = {label for label, size in sizes.items() if not size}
        for axis, (label, size) in enumerate(zip(term, shape, strict=True)):
            if isinstance(label, int):
                continue
            if label in unset or label not in sizes:
                sizes[label] = size
            elif sizes[label] != size:
                raise ValueError(
                    f"Expected dimension {sizes[label]} at axis {axis} of the input shaped "
                    f"{shown(shape)} but got dimension {size}"
                )
    return sizes


def _kinds(terms, wanted):
    """Return what part each label has in the product; those of the output come in its order."""
    kinds = {}
    for label in dict.fromkeys((*wanted, *(label for term in terms for label in term))):
        shared = len(terms) > 1 and all(label in term for term in terms)
        if isinstance(label, int):
            kinds[label] = ELLIPSIS
        elif label in wanted:
            kinds[label] = BATCH if shared else FREE
        else:
            kinds[label] = CONTRACT if shared else SUMMED
    return kinds


def _operand(term, shape, index, kinds, ellipsis):
    """Return the `Operand` of one input, and its free labels."""
    kept = tuple(label for label in dict.fromkeys(term) if kinds[label] != SUMMED)
    numbers = {label: i for i, label in enumerate(dict.fromkeys(term))}
    fold = None
    if kept != term:
        fold = tuple(numbers[label] for label in term), tuple(numbers[label] for label in kept)
    there = dict(zip(term, shape, strict=True))
    free = tuple(label for label in kept if kinds[label] == FREE)
    contract = tuple(label for label in kinds if kinds[label] == CONTRACT)
    batch = tuple(label for label in kinds if kinds[label] == BATCH)
    # A matrix that comes the other way round is transposed as a view, not copied into order.
    ranks = [kinds[label] for label in kept]
    contract_first = bool(contract) and ranks == sorted(ranks)
    matrix = (contract, free) if contract_first else (free, contract)
    present = [label for label in ellipsis if label in kept]
    order = tuple(kept.index(label) for label in (*present, *batch, *matrix[0], *matrix[1]))
    outer = [*(there.get(label, 1) for label in ellipsis), *(there[label] for label in batch)]
    inner = [math.prod(there[label] for label in labels) for labels in matrix]
    operand = Operand(
        fold, None if order == tuple(range(len(order))) else order, (*outer, *inner),
        contract_first == (index == 0),
    )
    return operand, free


def _broadcast(leading, shapes):
    """Return the sizes of the ellipsis dimensions of the output; `shapes` are for the message."""
    outer = []
    for sizes in zip(*leading, strict=True):
        different = set(sizes) - {1}
        if len(different) > 1:
            raise Misfit(shapes)
        outer.append(different.pop() if different else 1)
    return tuple(outer)


def _plan(operands, kinds, frees, form, wanted, sizes):
    """Put the parts together; `form` are the labels of the product in order."""
    shape = tuple(sizes[label] for label in form)
    different = tuple(dict.fromkeys(wanted))
    order = tuple(form.index(label) for label in different)
    diagonal = None
    if different != wanted:
        numbers = tuple(different.index(label) for label in wanted)
        diagonal = numbers, tuple(sizes[label] for label in wanted)
    if len(operands) == 1:
        product, shape = "none", None
        operands = (operands[0]._replace(shape=None),)
    elif CONTRACT not in kinds.values():
        product = "outer"
        ones = [(1,) * len(free) for free in frees]
        outer = [operand.shape[:-2] for operand in operands]
        mine = [tuple(sizes[label] for label in free) for free in frees]
        shapes = outer[0] + mine[0] + ones[1], outer[1] + ones[0] + mine[1]
        both = zip(operands, shapes, strict=True)
        operands = tuple(operand._replace(shape=one, swap=False) for operand, one in both)
    else:
        product = "matrix" if any(frees) else "dot"
    order = None if order == tuple(range(len(order))) else order
    return Plan(operands, product, shape, order, diagonal)


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
    dtype = inputs[0].dtype
    try:
        plan = prepare(equation, tuple([x.shape for x in inputs]))
    except ValueError as error:
        raise _invalid(error, inputs[0]) from None
    if dtype.kind in "fV" and dtype.itemsize < 4:
        inputs = [x.astype(xp.float32) for x in inputs]
    terms = [_brought(xp, x, operand) for x, operand in zip(inputs, plan.operands, strict=True)]
    if plan.product == "matrix":
        result = multiply(xp, *terms)
    elif plan.product == "dot":
        result = xp.einsum("...ik,...ki->...", *terms)
    else:
        result = xp.multiply(*terms) if plan.product == "outer" else terms[0]
    if plan.shape is not None:
        result = result.reshape(plan.shape)
    if plan.order is not None:
        result = result.transpose(plan.order)
    if plan.diagonal is not None:
        result = _on_diagonal(xp, result, *plan.diagonal)
    return result.astype(dtype, copy=False)


def _invalid(error, first):
    if isinstance(error, Misfit) and by_one_dnn(first):
        left, right = map(shown, error.shapes)
        return InvalidArgumentError(
            f"In[0] and In[1] must have compatible batch dimensions: {left} vs. {right}"
        )
    return InvalidArgumentError(str(error))


def _brought(xp, x, operand):
    """Bring an input into the form for the product."""
    if operand.fold is not None:
        x = xp.einsum(x, *map(list, operand.fold))
    if operand.order is not None:
        x = x.transpose(operand.order)
    if operand.shape is None:
        return x
    x = x.reshape(operand.shape)
    return xp.swapaxes(x, -1, -2) if operand.swap else x


def _on_diagonal(xp, x, numbers, shape):
    """Put `x` where all repeated labels of the output agree, among zeros."""
    out = xp.zeros(shape, x.dtype)
    xp.einsum(out, list(numbers), list(range(x.ndim)))[...] = x
    return out


@einsum.shape
def einsum_shape(c):
    equation, shapes = c.attr("equation").decode(), c["inputs"]
    texts, output = parse(equation, len(shapes), f" for equation {equation}")
    sizes, unknown = {}, False
    for i, (text, shape) in enumerate(zip(texts, shapes, strict=True)):
        dots = "..." in text
        try:
            (checks.with_rank_at_least if dots else checks.with_rank)(shape, len(named(text)))
        except ValueError as error:
            raise ValueError(f"{error}\n\t for {i}th input and equation: {equation}") from None
        if shape.rank is None:
            unknown = unknown or dots
            continue
        for label, size in zip(labelled(text, shape.rank), shape.as_list(), strict=True):
            merge = _broadcast_size if isinstance(label, int) else checks.merge_size
            sizes[label] = merge(sizes[label], size) if label in sizes else size
    ellipsis = sorted(label for label in sizes if isinstance(label, int))
    before, dots, after = output.partition("...")
    if ellipsis and not dots:
        raise ValueError(
            f"Shape must be at most rank 0 but is rank {len(ellipsis)}\n\t for einsum equation "
            f"'{equation}' without ellipsis (...) in the output subscripts where input(s) have "
            "non-empty broadcasting shape"
        )
    if unknown and dots:
        return [TensorShape(None)]
    return [TensorShape([sizes.get(label) for label in (*before, *ellipsis, *after)])]


@einsum.gradient
def einsum_gradient(op, dy):
    inputs, output = parse(op.attr("equation").decode(), len(op.inputs))
    results = []
    for i, (x, term) in enumerate(zip(op.inputs, inputs, strict=True)):
        others = [conj(other) for k, other in enumerate(op.inputs) if k != i]
        terms = [output, *(text for k, text in enumerate(inputs) if k != i)]
        results.append(_by_operand(x, term, [dy, *others], terms) if op.needs(i) else None)
    return results


def _by_operand(x, term, factors, terms):
    """Return the gradient of a product by the operand `x`: a product of all the rest.

    What comes out of that has every label of `x` that the rest knows, once, behind the ellipsis.
    Labels that only `x` had were summed, so the gradient repeats along them; and repeated labels
    took a diagonal, where the gradient is put back.
    """
    elsewhere = "".join(terms)
    letters = dict.fromkeys(named(term))
    known = "".join(letter for letter in letters if letter in elsewhere)
    summed = "".join(letter for letter in letters if letter not in elsewhere)
    dots = "..." if "..." in elsewhere else ""
    exact = term if not summed and len(letters) == len(named(term)) and not dots else dots + known
    dx = raw.Einsum(factors, equation=f"{','.join(terms)}->{exact}")
    if dots:
        dx = _without_broadcast(dx, _ellipsis_sizes(x, term), len(known))
    if exact == term:
        return dx
    form = ("..." if "..." in term else "") + known
    if summed:
        repeated = [sizes_of(x)[_axis_of(letter, term)] for letter in summed]
        sizes = sizes_of(dx)
        dx = raw.Reshape(dx, joined(sizes, [1] * len(summed)))
        dx = raw.BroadcastTo(dx, joined(sizes, repeated))
    return raw.Einsum([dx], equation=f"{form}{summed}->{term}") if form + summed != term else dx


def _axis_of(letter, term):
    """Return the dimension that a letter of a term names, from the end behind an ellipsis."""
    before, _, after = term.partition("...")
    at = before.find(letter)
    return at if at >= 0 else after.index(letter) - len(after)


def _ellipsis_sizes(x, term):
    """Return the sizes that the ellipsis of a term stands for."""
    before, dots, after = term.partition("...")
    if not dots:
        return []
    sizes = sizes_of(x)
    return sizes[len(before) : -len(after)] if after else sizes[len(before) :]


def _without_broadcast(dx, wanted, inner):
    """Sum over the dimensions before the last `inner` where they are not as wanted."""
    sizes = sizes_of(dx)
    lead, rest = (sizes[:-inner], sizes[-inner:]) if inner else (sizes, [])
    if isinstance(sizes, list) and isinstance(wanted, list):
        shorter = len(lead) - len(wanted)
        axes = list(range(shorter))
        axes += [i for i in range(shorter, len(lead)) if lead[i] != wanted[i - shorter]]
    elif isinstance(wanted, list) and not wanted:
        axes = raw.Range(0, raw.Rank(dx) - inner, 1)
    else:
        axes = raw.BroadcastGradientArgs(wanted, lead)[0]
    if isinstance(axes, list) and not axes:
        return dx
    return raw.Reshape(raw.Sum(dx, axes), joined(wanted, rest))


def _broadcast_size(a, b):
    """Return what two partially known sizes broadcast to."""
    if a is None or b is None:
        known = b if a is None else a
        return None if known == 1 else known
    if 1 in (a, b):
        return a if b == 1 else b
    return checks.merge_size(a, b)
