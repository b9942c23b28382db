"""`tf.print`: tensors written out when they are computed.

How tensors are written is in `ops/string_format.py`; the op that prints in `ops/debug.py`.
"""

import logging
import pprint
import sys

from tfcompat._src.base import nest
from tfcompat._src.core import context, raw
from tfcompat._src.frontend import arrays, strings

_LOGGING = {
    logging.info: "log(info)", logging.warning: "log(warning)", logging.error: "log(error)",
}
_PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}{}"


def print(*inputs, **kwargs):  # noqa: A001
    """Print tensors and other values, each time that it runs.

    Args:
        *inputs: tensors, Python values, and lists and dicts of them.
        **kwargs: `output_stream`: sys.stderr (by default), sys.stdout, a function of `logging`, or
            "file://" and a path; `summarize`: how many items to show at either end of a
            dimension, 3 by default, -1 for all; `sep`: what is between inputs, a blank by default;
            `end`: what is at the end, a new line by default; `name`: a name for the operation.

    Returns:
        An operation in graphs; None when running eagerly.

    Raises:
        ValueError: there is another keyword argument, or no such stream.

    Example:
        >>> import sys
        >>> import tfcompat as tf
        >>> tf.print("x:", tf.range(10), {"y": 2.5}, output_stream=sys.stdout)
        x: [0 1 2 ... 7 8 9] {'y': 2.5}
    """
    stream = _stream(kwargs.pop("output_stream", sys.stderr))
    name = kwargs.pop("name", None)
    summarize = kwargs.pop("summarize", 3)
    sep, end = kwargs.pop("sep", " "), kwargs.pop("end", "\n")
    if kwargs:
        raise ValueError(f"Unrecognized keyword arguments for tf.print: {kwargs}")
    if name and context.executing_eagerly():
        name = None
    tensors = []
    template = sep.join([_template(value, tensors) for value in inputs])
    text = strings.format(
        template, tensors, placeholder=_PLACEHOLDER, summarize=summarize,
        name=f"{name}_format" if name else None,
    )
    return raw.PrintV2(text, output_stream=stream, name=name, end=end)


def _stream(stream):
    names = {id(sys.stdout): "stdout", id(sys.stderr): "stderr"}
    if id(stream) in names:
        return names[id(stream)]
    if not isinstance(stream, str) and callable(stream) and stream in _LOGGING:
        return _LOGGING[stream]
    if isinstance(stream, str) and stream.startswith("file://"):
        return stream
    raise ValueError(
        f"Unsupported output stream, logging level, or file.{stream}. Supported streams are "
        "sys.stdout, sys.stderr, tf.logging.info, tf.logging.warning, tf.logging.error. File "
        "needs to be in the form of 'file://<filepath>'."
    )


class _Bare:
    """Written without quotes inside of lists: a placeholder."""

    def __repr__(self):
        return _PLACEHOLDER


def _template(value, tensors):
    """Write an input with a placeholder for each tensor in it, and collect the tensors."""
    if isinstance(value, str):
        return value

    def leaf(item):
        if arrays.is_tensor(item):
            tensors.append(item)
            return _Bare()
        return item

    return pprint.pformat(nest.map_structure(leaf, value))
