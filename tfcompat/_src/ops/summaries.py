"""Tensors written in short, as TensorFlow's own messages show them. No ops live here."""

import struct


def summary(array, limit):
    """Write the first elements of a tensor.

    Args:
        array: what to write.
        limit: how many elements to show in all; -1 for all.

    Returns:
        str, such as "1 2 3..." for a vector; further dimensions have brackets of their own.
    """
    if not hasattr(array, "ndim"):
        return repr(array)
    total = array.size
    limit = total if limit < 0 else min(limit, total)
    texts = elements(array.reshape(-1)[:limit])
    if not total or not array.ndim:
        return "".join(texts) if limit == total else "..."
    text = _dimension(texts, array.shape, 0, total)
    return f"{text}..." if limit < total and array.ndim > 1 else text


def _dimension(texts, shape, start, count):
    """Write the part of a tensor from element `start` on, as far as there are texts."""
    if len(shape) == 1:
        row = texts[start : start + count]
        return " ".join(row) + ("..." if len(row) < count else "")
    step = count // shape[0]
    return "".join([
        f"[{_dimension(texts, shape[1:], at, step)}]"
        for at in range(start, min(start + count, len(texts)), step)
    ])


def elements(flat, errors="backslashreplace"):
    """Return the text of each element of a vector; `errors` is for strings that are no UTF-8."""
    kind = flat.dtype.kind
    if kind == "O":
        return [as_text(item, errors) for item in flat]
    if kind in "iub":
        return [str(int(item)) for item in flat.tolist()]
    if kind == "c":
        return ["?"] * flat.size  # TensorFlow does not show complex numbers
    double = flat.dtype.itemsize == 8
    return [_float(float(item), double) for item in flat]


def as_text(item, errors="backslashreplace"):
    """Write a string, with escapes for quotes and what cannot be shown."""
    if not isinstance(item, bytes):
        return repr(item)
    escaped = b"".join([_ESCAPES[byte] for byte in item])
    return escaped.decode("utf-8", errors)


_ESCAPES = [b"%c" % byte if 32 <= byte != 127 else b"\\%03o" % byte for byte in range(256)]
for _letter, _char in zip(b"nrt\"'\\", b"\n\r\t\"'\\", strict=True):
    _ESCAPES[_char] = b"\\%c" % _letter


def _float(value, double):
    """Write a float with as few digits as tell it from its neighbours, or with all it may need."""
    short = f"{value:.{15 if double else 6}g}"
    if value != value or (float(short) if double else _single(float(short))) == value:
        return short
    return f"{value:.{17 if double else 9}g}"


def _single(value):
    try:
        return struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return value
