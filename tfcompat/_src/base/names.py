"""Names: of ops in Python and in graphs, of scopes, of tensors; and counting to keep them unique.

Here: spelling and validity. Not here: which scope is open (core, graph), and which op names exist
(registry).
"""

from __future__ import annotations

import re

OP_NAME = r"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$"
SCOPE_NAME = r"^[A-Za-z0-9_.\\/>-]*$"
_OP_NAME = re.compile(OP_NAME)
_SCOPE_NAME = re.compile(SCOPE_NAME)
_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z0-9])(?=[A-Z][a-z])")


def snake_case(op_type):
    """The Python function name of an op type, as TensorFlow spells it.

    >>> snake_case("FusedBatchNormV3"), snake_case("Conv2DBackpropInput"), snake_case("IRFFT2D")
    ('fused_batch_norm_v3', 'conv2d_backprop_input', 'irfft2d')

    Args:
        op_type: The type of an op, such as "MatMul".

    Returns:
        The name in lower case with underscores.
    """
    return re.sub(r"[>.]", "_", _WORD_START.sub("_", op_type)).lower()


def camel_case(name):
    """An op type that `snake_case` would turn into this name.

    It is the usual one, not always the registered one: no rule can tell that `irfft2d` is IRFFT2D.

    >>> camel_case("fused_batch_norm_v3")
    'FusedBatchNormV3'

    Args:
        name: A name in lower case with underscores.

    Returns:
        The words in one, each with a capital first letter.
    """
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def is_valid_op_name(name):
    """Whether a graph accepts an operation of this name.

    >>> is_valid_op_name("dense/MatMul"), is_valid_op_name("_x"), is_valid_op_name("a b")
    (True, False, False)
    """
    return _matches(_OP_NAME, name)


def is_valid_scope_name(name):
    """Whether a name scope inside another one may have this name."""
    return _matches(_SCOPE_NAME, name)


def _matches(pattern, name):
    # `$` would also accept a line break at the end.
    return pattern.match(name) is not None and not name.endswith("\n")


def check_scope_name(name, nested):
    """Raises unless a name scope of this name may be opened.

    Args:
        name: The name asked for; the empty one returns to the root and always passes.
        nested: Whether another scope is open.

    Raises:
        ValueError: The name has a forbidden character, or a forbidden first one in the root.
    """
    if not name:
        return
    if nested and not is_valid_scope_name(name):
        raise ValueError(f"'{name}' is not a valid scope name. A scope name has to match the "
                         f"following pattern: {SCOPE_NAME}")
    if not nested and not is_valid_op_name(name):
        raise ValueError(f"'{name}' is not a valid root scope name. A root scope name has to "
                         f"match the following pattern: {OP_NAME}")


def check_node_name(name):
    """Raises ValueError unless a node of a graph may have this name."""
    if not is_valid_op_name(name):
        raise ValueError(f"`{name}` is not a valid node name. Accepted names conform to Regex "
                         f"/{_OP_NAME}/")


def name_from_scope_name(name):
    """The name without the slash at its end that says "exactly this name".

    >>> name_from_scope_name("a/b/")
    'a/b'
    """
    return name[:-1] if name.endswith("/") else name


def split_tensor_name(name):
    """The operation's name and the output index of a tensor's name.

    >>> split_tensor_name("dense/MatMul:0")
    ('dense/MatMul', 0)

    Args:
        name: A name such as "x:0".

    Returns:
        A pair (str, int).

    Raises:
        ValueError: The name has another form.
    """
    op_name, colon, index = name.rpartition(":")
    if not colon or not op_name or not index.isdecimal():
        raise ValueError(f"The name {name!r} looks like an (invalid) Operation name, not a "
                         'Tensor. Tensor names must be of the form "<op_name>:<output_index>".')
    return op_name, int(index)


class UniqueNames:
    """Gives out names, each only once; case does not tell two names apart.

    >>> names = UniqueNames()
    >>> names.take("a"), names.take("a"), names.take("A")
    ('a', 'a_1', 'A_2')
    """

    __slots__ = ("_counts",)

    def __init__(self, taken=()):
        self._counts = {name.lower(): 1 for name in taken}

    def take(self, name, mark_as_used=True):
        """This name, or with the first free number behind it.

        Args:
            name: The name wanted, with its scopes.
            mark_as_used: False to only look which name would come next.

        Returns:
            The name to use, in the wanted case.
        """
        counts = self._counts
        key = wanted = name.lower()
        count = counts.get(key, 0)
        if mark_as_used:
            counts[key] = count + 1
        if not count:
            return name
        while key in counts:
            key = f"{wanted}_{count}"
            count += 1
        if mark_as_used:
            counts[key] = 1
            # The next search goes on where this one ended, so that n names cost n steps.
            counts[wanted] = max(counts[wanted], count)
        return f"{name}_{count - 1}"

    def __contains__(self, name):
        return name.lower() in self._counts

    def copy(self):
        """An independent copy with the same names taken."""
        made = UniqueNames()
        made._counts = dict(self._counts)
        return made
