"""Tensors written into strings: what `tf.print` and `tf.strings.format` show.

Messages of assertions, which abbreviate in another way, are in `summaries.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import summaries
from tfcompat._src.registry import no_gradient, op


@op("""
    StringFormat(inputs: T) -> output: string
        T: list(type) >= 0
        template: string = "%s"
        placeholder: string = "%s"
        summarize: int = 3
""")
def string_format(xp, inputs, *, template, placeholder, summarize):
    """Put tensors into a text, in place of placeholders.

    Shapes:
        inputs: any
        output: []
    Errors:
        InvalidArgumentError: there are more or fewer placeholders than inputs.
    Source: tf.raw_ops.StringFormat
    """
    parts = template.split(placeholder)
    if len(parts) - 1 != len(inputs):
        raise InvalidArgumentError(
            "num placeholders in template and num inputs must match: "
            f"{len(parts) - 1} vs. {len(inputs)}"
        )
    text = parts[0]
    for value, part in zip(inputs, parts[1:], strict=True):
        text += written(value, summarize).encode("utf-8", "surrogateescape") + part
    result = xp.empty((), object)
    result[()] = text
    return result


@string_format.shape
def string_format_shape(c):
    return [TensorShape([])]


no_gradient(string_format, "strings are not differentiable")


def written(value, summarize):
    """Write a tensor with brackets around each dimension.

    Args:
        value: an array, or an object that stands for a handle.
        summarize: how many items to show at either end of a dimension; negative for all.

    Returns:
        str, such as "[0 1 2 ... 7 8 9]".
    """
    if not hasattr(value, "ndim"):
        return repr(value)
    limit = value.size if summarize < 0 else min(summarize, value.size)
    return _part(value, value.ndim, limit) if value.ndim or limit else "..."


def _part(value, rank, ends):
    """Write what is left of a tensor of rank `rank` after indexing its first dimensions."""
    if not value.ndim:
        text = summaries.elements(value.reshape(1), "surrogateescape")[0]
        return f'"{text}"' if value.dtype.kind == "O" else text
    count = len(value)
    items = [_part(item, rank, ends) for item in _rows(value, 0, min(ends, count))]
    if count > 2 * ends:
        items += ["..."] if ends else ["", "..."]
    items += [_part(item, rank, ends) for item in _rows(value, max(ends, count - ends), count)]
    # Rows begin below each other; planes have an empty line between them.
    gap = " " if value.ndim == 1 else "\n" * (value.ndim - 1) + " " * (rank - value.ndim + 1)
    return f"[{gap.join(items)}]"


def _rows(value, start, stop):
    return [value[i, ...] for i in range(start, stop)]
