"""Strings: joined, measured, matched, and numbers and tensors written as strings.

Printing is in `printing.py`; kernels are in `ops/strings.py` and `ops/string_format.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.core import raw
from tfcompat._src.core.tensor import EagerTensor, Tensor
from tfcompat._src.frontend import scopes


def as_string(
    input, precision=-1, scientific=False, shortest=False, width=-1, fill="",  # noqa: A002
    name=None,
):
    """Numbers written as strings, element by element.

    Args:
        input: a tensor of a numeric dtype, bool or string.
        precision: the number of digits after the point; -1 for the usual six.
        scientific: whether to write an exponent.
        shortest: whether to write as little as possible.
        width: how many characters to fill up to; -1 for no filling.
        fill: the character to fill with.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the arguments contradict each other.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.as_string([3.14159, 2.71828], precision=2)
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'3.14', b'2.72'], dtype=object)>
    """
    return raw.AsString(
        input, precision=precision, scientific=scientific, shortest=shortest, width=width,
        fill=fill, name=name,
    )


def format(template, inputs, placeholder="{}", summarize=3, name=None):  # noqa: A001
    """A text with tensors in place of placeholders.

    Args:
        template: the text.
        inputs: a tensor, or a list of them.
        placeholder: what to replace.
        summarize: how many items to show at either end of a dimension; -1 for all.
        name: a name for the operation.

    Returns:
        A string scalar.

    Raises:
        ValueError: there are more or fewer placeholders than inputs.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.format("from {} to {}", (tf.constant([1, 2]), tf.constant(3.5)))
        <tf.Tensor: shape=(), dtype=string, numpy=b'from [1 2] to 3.5'>
    """
    is_tensor = isinstance(inputs, Tensor) or hasattr(type(inputs), "__tf_tensor__")
    inputs = [inputs] if is_tensor else inputs
    count = template.count(placeholder)
    if count != len(inputs):
        raise ValueError(
            f"The template expects {count} tensors, but the inputs only has {len(inputs)}. Please "
            "ensure the number of placeholders in template matches inputs length."
        )
    inputs = list(inputs)
    if any(map(is_ragged, inputs)):
        return _format_ragged(template.split(placeholder), inputs, summarize, name)
    return raw.StringFormat(
        inputs, template=template, placeholder=placeholder, summarize=summarize, name=name
    )


def _format_ragged(parts, inputs, summarize, name):
    """Put tensors and ragged tensors between the parts of a text."""
    if summarize is not None and summarize != -1 and not (
            isinstance(summarize, int) and summarize > 0):
        raise ValueError(f"Expected summarize to be -1 or a positive int, got {summarize!r}")
    with scopes.scope(name, "StringFormat"):
        pieces = [parts[0]]
        for value, part in zip(inputs, parts[1:], strict=True):
            pieces.append(_ragged_text(value, summarize) if is_ragged(value) else raw.StringFormat(
                [value], template="{}", placeholder="{}", summarize=summarize))
            pieces.append(part)
        return raw.StringJoin(pieces)


def _ragged_text(x, summarize):
    """Write a ragged tensor as nested lists, with dots for what is in the middle of long ones."""
    if x.shape.rank is None:
        raise ValueError("RaggedTensor to_string requires that rt.shape.rank is not None.")
    flat = x.flat_values
    if x.dtype == dtypes.string:
        escaped = raw.StaticRegexReplace(flat, pattern=r"(['\\])", rewrite=r"\\\1")
        texts = raw.StringJoin(["'", escaped, "'"])
    else:
        texts = raw.AsString(flat)
    result = x.with_flat_values(texts)
    for _ in range(x.shape.rank):
        result = raw.StringJoin(["[", _listed(result, summarize), "]"])
    return result


def _listed(x, summarize):
    """Join the texts of the innermost dimension by commas."""
    def joined(part):
        return raw.ReduceJoin(part, [part.shape.rank - 1], separator=", ")

    if summarize in (-1, None):
        return joined(x)
    ends = [x[..., :summarize], x[..., -summarize:]]
    short = raw.StringJoin([joined(ends[0]), ", ..., ", joined(ends[1])])
    ones = raw.Fill(raw.Shape(x.flat_values if is_ragged(x) else x), 1)
    lengths = raw.Sum(x.with_flat_values(ones) if is_ragged(x) else ones, [x.shape.rank - 1])
    return raw.SelectV2(raw.Greater(lengths, 2 * summarize), short, joined(x))


def join(inputs, separator="", name=None):
    """Strings put together, element by element.

    Args:
        inputs: a list of string tensors of one shape; scalars go with all elements.
        separator: what to put between them.
        name: a name for the operation.

    Returns:
        A string tensor of that shape.

    Raises:
        InvalidArgumentError: the shapes differ (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.join([["a", "b"], "c"], separator="-")
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'a-c', b'b-c'], dtype=object)>
    """
    if isinstance(inputs, EagerTensor) or inputs == "":
        inputs = list(inputs)  # a vector is as good as a list, and no text is an empty one
    return raw.StringJoin(inputs, separator=separator, name=name)


def length(input, unit="BYTE", name=None):  # noqa: A002
    """How long strings are, element by element.

    Args:
        input: a string tensor.
        unit: "BYTE", or "UTF8_CHAR" to count characters.
        name: a name for the operation.

    Returns:
        An int32 tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the unit is another one (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.length(["abc", "f\u00fcr"], unit="UTF8_CHAR")
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([3, 3], dtype=int32)>
    """
    return raw.StringLength(input, unit=unit, name=name)


def regex_full_match(input, pattern, name=None):  # noqa: A002
    """Whether strings match a regular expression as a whole, element by element.

    Args:
        input: a string tensor.
        pattern: a string or string scalar, in the syntax of RE2.
        name: a name for the operation.

    Returns:
        A boolean tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the pattern is no regular expression.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.regex_full_match(["TF lib", "lib TF"], ".*lib$")
        <tf.Tensor: shape=(2,), dtype=bool, numpy=array([ True, False])>
    """
    if isinstance(pattern, (str, bytes)):
        return raw.StaticRegexFullMatch(input, pattern=pattern, name=name)
    return raw.RegexFullMatch(input, pattern, name=name)
