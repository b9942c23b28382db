"""Sums of products over dimensions: `tf.einsum` and `tf.tensordot`.

Products of matrices are in `linear_algebra.py`; the kernel of Einsum in `ops/einsum.py`.
"""

import re

import numpy as np

from tfcompat._src.base import errors
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import arrays, linear_algebra, rearranging, scopes

_EQUATION = re.compile(r"^[a-zA-Z.,]*(->[a-zA-Z.]*)?$")


def einsum(equation, *inputs, **kwargs):
    """Products of tensors, summed over dimensions, as an equation says.

    Args:
        equation: a letter for each dimension of each input, separated by commas, then "->" and
            the letters of the result: "ij,jk->ik". "..." stands for any dimensions. Without "->"
            the result has the letters that occur once, in alphabetical order.
        *inputs: the tensors, of one dtype.
        **kwargs: `name`: a name for the operation; `optimize`: in which order more than two
            inputs are taken, "greedy" by default.

    Returns:
        A tensor of the dtype of the inputs.

    Raises:
        ValueError: the equation does not fit the inputs.
        TypeError: there is another keyword argument.

    Example:
        >>> import tfcompat as tf
        >>> a, b = tf.constant([[1, 2], [3, 4]]), tf.constant([[5], [6]])
        >>> tf.einsum("ij,jk->ik", a, b)
        <tf.Tensor: shape=(2, 1), dtype=int32, numpy=
        array([[17],
               [39]], dtype=int32)>
    """
    name = kwargs.pop("name", None)
    optimize = kwargs.pop("optimize", "greedy")
    if kwargs:
        raise TypeError(
            f"Invalid keyword arguments for einsum: {', '.join(kwargs)}. Valid arguments: name, "
            "optimize, greedy."
        )
    with scopes.scope(name, "einsum"):
        inputs = [convert_to_tensor(value) for value in inputs]
        terms, output = parse(equation, len(inputs))
        if len(inputs) <= 2:
            return raw.Einsum(inputs, equation=f"{','.join(terms)}->{output}")
        return _in_pairs(terms, output, inputs, optimize)


def parse(equation, count):
    """Return the letters of each input and of the result.

    Args:
        equation: the equation.
        count: the number of inputs.

    Raises:
        ValueError: it is no equation, or one for another number of inputs.

    Example:
        >>> parse("ij, jk", 2)
        (['ij', 'jk'], 'ik')
    """
    text = equation.replace(" ", "")
    if not _EQUATION.match(text):
        raise ValueError(f"Subscripts have incorrect format: {equation}")
    left, arrow, output = text.partition("->")
    terms = left.split(",")
    if len(terms) != count:
        raise ValueError(f'Got {count} inputs for equation "{text}", expecting {len(terms)}')
    if not arrow:
        letters = sorted(set(left) - set(",."))
        output = "..." if "..." in left else ""
        output += "".join(letter for letter in letters if left.count(letter) == 1)
    return terms, output


def _in_pairs(terms, output, inputs, optimize):
    """Contract two inputs at a time, summing over what neither the others nor the result need."""
    terms, inputs = list(terms), list(inputs)
    for step in _path(terms, output, inputs, optimize):
        picked = [(terms.pop(i), inputs.pop(i)) for i in sorted(step, reverse=True)]
        (left, product), rest = picked[0], picked[1:]
        for j, (right, factor) in enumerate(rest):
            last = not terms and j + 1 == len(rest)
            others = "".join([*terms, output, *(term for term, _ in rest[j + 1 :])])
            kept = output if last else _kept(left + right, others)
            product = raw.Einsum([product, factor], equation=f"{left},{right}->{kept}")
            left = kept
        terms.append(left)
        inputs.append(product)
    return inputs[0]


def _kept(letters, others):
    """The letters that are still needed, each once."""
    needed = [x for x in dict.fromkeys(letters.replace("...", "")) if x in others]
    return ("..." if "..." in letters else "") + "".join(needed)


def _path(terms, output, inputs, optimize):
    """The order of contractions: numpy's, where sizes are known, else from left to right."""
    left_to_right = [(0, 1)] + [(0, len(inputs) - i) for i in range(2, len(inputs))]
    if any(not tensor.shape.is_fully_defined() for tensor in inputs):
        return left_to_right
    stand_ins = [np.broadcast_to(np.float32(0), tensor.shape.as_list()) for tensor in inputs]
    equation = f"{','.join(terms)}->{output}"
    try:
        found = np.einsum_path(equation, *stand_ins, optimize=optimize)[0][1:]
    except ValueError:  # sizes that do not fit; the kernel says which
        return left_to_right
    return [step for step in found if len(step) > 1]


def tensordot(a, b, axes, name=None):
    """The sum of products over dimensions of two tensors.

    Args:
        a: a tensor.
        b: a tensor of the same dtype.
        axes: a number n, for the last n dimensions of `a` and the first n of `b`; or two lists,
            the dimensions of `a` and those of `b`.
        name: a name for the operation.

    Returns:
        A tensor with the other dimensions of `a` and then those of `b`.

    Raises:
        ValueError: `axes` is negative, too large, or of unequal lengths.
        InvalidArgumentError: sizes differ (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.tensordot([[1, 2], [3, 4]], [10, 1], axes=1)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([12, 34], dtype=int32)>
    """
    with scopes.scope(name, "Tensordot") as name:
        a = convert_to_tensor(a, name="a")
        b = convert_to_tensor(b, name="b")
        if a.shape.rank is None or b.shape.rank is None:
            raise errors.UnsupportedError("tf.tensordot of tensors of unknown rank is missing.")
        a_axes, b_axes = _axes_of_both(a, axes)
        left, left_sizes = _as_matrix(a, a_axes, contracted_last=True)
        right, right_sizes = _as_matrix(b, b_axes, contracted_last=False)
        product = linear_algebra.matmul(left, right)
        if None not in left_sizes + right_sizes:
            if product.shape.is_fully_defined() and (
                product.shape.as_list() == left_sizes + right_sizes
            ):
                return product
            shape = left_sizes + right_sizes
        else:
            shape = raw.ConcatV2([_free_sizes(a, a_axes), _free_sizes(b, b_axes)], 0)
        return raw.Reshape(product, convert_to_tensor(shape, np.int32), name=name)


def _axes_of_both(a, axes):
    if isinstance(axes, (int, np.integer)):
        if axes < 0:
            raise ValueError(f"`axes` must be at least 0. Received: {axes}.")
        if axes > a.shape.rank:
            raise ValueError(
                f"`axes` must not be larger than the number of dimensions of tensor {a}.  "
                f"Received {axes}, vs tensor dimensions {a.shape.rank}."
            )
        return list(range(a.shape.rank - axes, a.shape.rank)), list(range(axes))
    if len(axes) != 2:
        raise ValueError(
            f"`axes` must be an integer or have length 2. Received {axes}."
        )
    both = [[axis] if isinstance(axis, (int, np.integer)) else list(axis) for axis in axes]
    if len(both[0]) != len(both[1]):
        raise ValueError(
            "Different number of contraction axes `a` and `b`, "
            f"{len(both[0])} != {len(both[1])}."
        )
    return both


def _as_matrix(tensor, axes, contracted_last):
    """The tensor with its contracted dimensions as one and the others as one; and their sizes."""
    rank, sizes = tensor.shape.rank, tensor.shape.as_list()
    axes = [axis + rank if axis < 0 else axis for axis in axes]
    free = [i for i in range(rank) if i not in axes]
    order = free + axes if contracted_last else axes + free
    if order != list(range(rank)):
        tensor = rearranging.transpose(tensor, order)
    free_sizes = [sizes[i] for i in free]
    if None in sizes:
        shape = _known_or_asked(tensor, len(free) if contracted_last else len(axes))
    else:
        pair = [int(np.prod(free_sizes)), int(np.prod([sizes[i] for i in axes]))]
        shape = pair if contracted_last else pair[::-1]
    if shape != tensor.shape.as_list():
        tensor = raw.Reshape(tensor, shape)
    return tensor, free_sizes


def _known_or_asked(tensor, count):
    sizes = raw.Shape(tensor)
    return [raw.Prod(sizes[:count], [0]), raw.Prod(sizes[count:], [0])]


def _free_sizes(tensor, axes):
    rank = tensor.shape.rank
    axes = [axis + rank if axis < 0 else axis for axis in axes]
    free = [i for i in range(rank) if i not in axes]
    return raw.GatherV2(arrays.shape(tensor), np.array(free, np.int32), 0)
