"""Text and bytes, kinds of numbers, paths: `tf.compat`.

Dimensions of the 1.x kind are in `base/dimensions.py`.
"""

import contextlib
import datetime
import numbers
import os

import numpy as np

bytes_or_text_types = (bytes, str)
complex_types = (numbers.Complex, np.number)
integral_types = (numbers.Integral, np.integer)
real_types = (numbers.Real, np.integer, np.floating)

_horizon = datetime.date(2026, 2, 1)


def as_bytes(bytes_or_text, encoding="utf-8"):
    """Bytes of bytes or text.

    Args:
        bytes_or_text: bytes, a bytearray or a str.
        encoding: how text is encoded.

    Returns:
        bytes.

    Raises:
        TypeError: it is something else.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.as_bytes("text")
        b'text'
    """
    if isinstance(bytes_or_text, bytearray):
        return bytes(bytes_or_text)
    if isinstance(bytes_or_text, str):
        return bytes_or_text.encode(encoding)
    if isinstance(bytes_or_text, bytes):
        return bytes_or_text
    raise TypeError(f"Expected binary or unicode string, got {bytes_or_text!r}")


def as_text(bytes_or_text, encoding="utf-8"):
    """Text of bytes or text.

    Args:
        bytes_or_text: bytes or a str.
        encoding: how bytes are decoded.

    Returns:
        str.

    Raises:
        TypeError: it is something else.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.as_text(b"text")
        'text'
    """
    if isinstance(bytes_or_text, str):
        return bytes_or_text
    if isinstance(bytes_or_text, bytes):
        return bytes_or_text.decode(encoding)
    raise TypeError(f"Expected binary or unicode string, got {bytes_or_text!r}")


def as_str(bytes_or_text, encoding="utf-8"):
    """Text of bytes or text; the same as `as_text`.

    Args:
        bytes_or_text: bytes or a str.
        encoding: how bytes are decoded.

    Returns:
        str.

    Raises:
        TypeError: it is something else.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.as_str(b"text")
        'text'
    """
    return as_text(bytes_or_text, encoding)


def as_str_any(value, encoding="utf-8"):
    """Text of anything: of bytes what they encode, of others what `str` gives.

    Args:
        value: anything.
        encoding: how bytes are decoded.

    Returns:
        str.

    Raises:
        UnicodeDecodeError: the bytes are not so encoded.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.as_str_any(5)
        '5'
    """
    return as_str(value, encoding) if isinstance(value, bytes) else str(value)


def path_to_str(path):
    """The text of a path.

    Args:
        path: a str or bytes, or an `os.PathLike`.

    Returns:
        str for path objects; else the path itself.

    Raises:
        Nothing.

    Example:
        >>> import pathlib
        >>> import tfcompat as tf
        >>> tf.compat.path_to_str(pathlib.PurePosixPath("a") / "b")
        'a/b'
    """
    return as_str_any(os.fspath(path)) if hasattr(path, "__fspath__") else path


def forward_compatible(year, month, day):
    """Whether programs older than a date need not be able to read what this one writes.

    Args:
        year: the year.
        month: the month.
        day: the day.

    Returns:
        A Python bool.

    Raises:
        ValueError: there is no such day.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.forward_compatible(2020, 1, 1)
        True
    """
    return _horizon > datetime.date(year, month, day)


@contextlib.contextmanager
def forward_compatibility_horizon(year, month, day):
    """Return a context manager in which `forward_compatible` counts from a date.

    Args:
        year: the year.
        month: the month.
        day: the day.

    Returns:
        A context manager.

    Raises:
        ValueError: there is no such day.

    Example:
        >>> import tfcompat as tf
        >>> with tf.compat.forward_compatibility_horizon(2030, 1, 2):
        ...     tf.compat.forward_compatible(2030, 1, 1)
        True
    """
    global _horizon
    before, _horizon = _horizon, datetime.date(year, month, day)
    try:
        yield
    finally:
        _horizon = before
