"""Arguments of convolution and pooling, brought into the form that the ops take.

How windows move over images is in `ops/window_geometry.py`.
"""

from collections.abc import Sized


def per_dimension(value, count, channel_index, name):
    """Return a value for every dimension, batch and channels included.

    Args:
        value: None for 1; a number; a list of one, of `count` or of `count` + 2 numbers.
        count: the number of spatial dimensions.
        channel_index: the dimension of channels: 1 or `count` + 1.
        name: what the value is called in errors.

    Raises:
        ValueError: the list has another length.

    Example:
        >>> per_dimension([2, 3], 2, 3, "strides")
        [1, 2, 3, 1]
    """
    if value is None:
        value = [1]
    elif not isinstance(value, Sized):
        value = [value]
    value = list(value)
    if len(value) == count + 2:
        return value
    if len(value) not in (1, count):
        raise ValueError(
            f"{name} should be of length 1, {count} or {count + 2}. Received: {name}={value} of "
            f"length {len(value)}"
        )
    if len(value) == 1:
        value = value * count
    return [1, 1, *value] if channel_index == 1 else [1, *value, 1]


def padding_attributes(padding, expected=4):
    """Return `padding` and `explicit_paddings` as attributes.

    Args:
        padding: "SAME", "VALID" or a list with a pair of numbers per dimension.
        expected: the number of dimensions.

    Raises:
        ValueError: the list has another form.

    Example:
        >>> padding_attributes([[0, 0], [1, 2], [3, 4], [0, 0]])
        {'padding': 'EXPLICIT', 'explicit_paddings': [0, 0, 1, 2, 3, 4, 0, 0]}
    """
    if padding == "EXPLICIT":
        raise ValueError(
            "'EXPLICIT' is not a valid value for `padding`. To use explicit padding, `padding` "
            "must be a list."
        )
    if not isinstance(padding, (list, tuple)):
        return {"padding": padding, "explicit_paddings": []}
    flat = []
    for i, pair in enumerate(padding):
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            raise ValueError(
                "When `padding` is a list, each element of `padding` must be a list/tuple of size "
                f"2. Received: padding={padding} with element at index {i} of type {type(pair)}"
            )
        flat.extend(pair)
    if len(padding) != expected:
        raise ValueError(
            f"When padding is a list, it must be of size {expected}. Received: padding={padding} "
            f"of size {len(padding)}"
        )
    return {"padding": "EXPLICIT", "explicit_paddings": flat}


def channel_dimension(data_format, count):
    """Return the dimension of channels in a format: 1 for "NC...", else the last one.

    Example:
        >>> channel_dimension("NCHW", 2), channel_dimension(None, 2)
        (1, 3)
    """
    return 1 if data_format and data_format.startswith("NC") else count + 1
