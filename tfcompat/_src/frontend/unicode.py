"""Strings as code points and characters: decoded, split, encoded again, and their scripts."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import RaggedTensor, is_ragged
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes


def unicode_decode(
    input, input_encoding, errors="replace", replacement_char=65533,  # noqa: A002
    replace_control_characters=False, name=None
):
    """The code points of strings.

    Args:
        input: a string tensor or ragged tensor of known rank.
        input_encoding: the encoding, such as "UTF-8" or "UTF-16-BE".
        errors: what happens to malformed text: "strict" raises, "replace" puts
            `replacement_char` there, "ignore" leaves it out.
        replacement_char: a code point.
        replace_control_characters: whether the characters up to 0x1F are treated likewise.
        name: a name for the operations.

    Returns:
        An int32 RaggedTensor with one dimension more than `input`; a tensor for a scalar.

    Raises:
        ValueError: the rank is not known.
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unicode_decode(["h\u00fct", "ab"], "UTF-8")
        <tf.RaggedTensor [[104, 252, 116], [97, 98]]>
    """
    with scopes.scope(name, "UnicodeDecode"):
        return _decoded(raw.UnicodeDecode, input, input_encoding, errors, replacement_char,
                        replace_control_characters)[0]


def unicode_decode_with_offsets(
    input, input_encoding, errors="replace", replacement_char=65533,  # noqa: A002
    replace_control_characters=False, name=None
):
    """The code points of strings, and the byte at which each starts; see `unicode_decode`.

    Args:
        input: a string tensor or ragged tensor of known rank.
        input_encoding: the encoding, such as "UTF-8" or "UTF-16-BE".
        errors: what happens to malformed text; see `unicode_decode`.
        replacement_char: a code point.
        replace_control_characters: whether the characters up to 0x1F are treated likewise.
        name: a name for the operations.

    Returns:
        (code points, offsets), an int32 and an int64 RaggedTensor of the same rows.

    Raises:
        ValueError: the rank is not known.
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unicode_decode_with_offsets(["h\u00fct"], "UTF-8")
        (<tf.RaggedTensor [[104, 252, 116]]>, <tf.RaggedTensor [[0, 1, 3]]>)
    """
    with scopes.scope(name, "UnicodeDecodeWithOffsets"):
        return _decoded(raw.UnicodeDecodeWithOffsets, input, input_encoding, errors,
                        replacement_char, replace_control_characters)


def _decoded(op, input, encoding, errors, replacement, replace_control):  # noqa: A002
    input = convert_to_tensor(input, name="input")  # noqa: A001
    rank = input.shape.rank
    if rank is None:
        raise ValueError("Rank of `input` must be statically known.")
    if rank > 1:
        if not is_ragged(input):
            input = RaggedTensor.from_tensor(input, ragged_rank=rank - 1)  # noqa: A001
        elif input.ragged_rank < rank - 1:
            input = input.with_flat_values(RaggedTensor.from_tensor(  # noqa: A001
                input.flat_values, ragged_rank=rank - input.ragged_rank - 1))
    flat = raw.Reshape(input.flat_values if is_ragged(input) else input, [-1])
    splits, *parts = op(flat, input_encoding=encoding, errors=errors,
                        replacement_char=replacement, replace_control_characters=replace_control)
    if not rank:
        return tuple(parts)
    rows = [RaggedTensor.from_row_splits(part, splits, validate=False) for part in parts]
    return tuple(input.with_flat_values(row) for row in rows) if rank > 1 else tuple(rows)


def unicode_encode(
    input, output_encoding, errors="replace", replacement_char=65533, name=None  # noqa: A002
):
    """Strings of code points, which the last dimension has.

    Args:
        input: an int32 tensor or ragged tensor of known rank, at least 1.
        output_encoding: "UTF-8", "UTF-16-BE" or "UTF-32-BE".
        errors: what happens to numbers that are no characters: "strict" raises, "replace" puts
            `replacement_char` there, "ignore" leaves them out.
        replacement_char: a code point.
        name: a name for the operations.

    Returns:
        A string tensor with one dimension less.

    Raises:
        ValueError: the rank is 0 or not known.
        InvalidArgumentError: a number is no character with "strict".

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unicode_encode([[104, 252], [97, 98]], "UTF-8")
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'h\\xc3\\xbc', b'ab'], dtype=object)>
    """
    with scopes.scope(name, "UnicodeEncode"):
        points = convert_to_tensor(input)
        if points.shape.rank is None:
            raise ValueError("Rank of input_tensor must be statically known.")
        if not points.shape.rank:
            raise ValueError("input_tensor's rank must be at least 1.")
        return _encoded(points, {"output_encoding": output_encoding, "errors": errors,
                                 "replacement_char": replacement_char})


def _encoded(points, attrs):
    if is_ragged(points):
        if points.flat_values.shape.rank > 1:
            return points.with_flat_values(_encoded(points.flat_values, attrs))
        if points.ragged_rank > 1:
            return points.with_values(_encoded(points.values, attrs))
        return raw.UnicodeEncode(points.values, points.row_splits, **attrs)
    if points.shape.rank == 2:
        return _encoded(RaggedTensor.from_tensor(points), attrs)
    sizes = raw.Shape(points)
    outer = raw.StridedSlice(sizes, [0], [-1], [1])
    flat = raw.Reshape(points, raw.ConcatV2(
        [[-1], raw.StridedSlice(sizes, [-1], [0], [1], end_mask=1)], 0))
    if points.shape.rank == 1:
        flat = raw.ExpandDims(points, 0)
    return raw.Reshape(_encoded(flat, attrs), outer)


def unicode_split(
    input, input_encoding, errors="replace", replacement_char=65533, name=None  # noqa: A002
):
    """The characters of strings, each a string of its own; see `unicode_decode`.

    Args:
        input: a string tensor or ragged tensor of known rank.
        input_encoding: the encoding, such as "UTF-8" or "UTF-16-BE".
        errors: what happens to malformed text; see `unicode_decode`.
        replacement_char: a code point.
        name: a name for the operations.

    Returns:
        A string RaggedTensor with one dimension more than `input`; a tensor for a scalar.

    Raises:
        ValueError: the rank is not known.
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unicode_split(["h\u00fct", "ab"], "UTF-8")
        <tf.RaggedTensor [[b'h', b'\\xc3\\xbc', b't'], [b'a', b'b']]>
    """
    with scopes.scope(name, "UnicodeSplit"):
        points, = _decoded(
            raw.UnicodeDecode, input, input_encoding, errors, replacement_char, False)
        return _characters(points, input_encoding, errors, replacement_char)


def unicode_split_with_offsets(
    input, input_encoding, errors="replace", replacement_char=65533, name=None  # noqa: A002
):
    """The characters of strings, and the byte at which each starts; see `unicode_decode`.

    Args:
        input: a string tensor or ragged tensor of known rank.
        input_encoding: the encoding, such as "UTF-8" or "UTF-16-BE".
        errors: what happens to malformed text; see `unicode_decode`.
        replacement_char: a code point.
        name: a name for the operations.

    Returns:
        (characters, offsets), a string and an int64 RaggedTensor of the same rows.

    Raises:
        ValueError: the rank is not known.
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unicode_split_with_offsets(["h\u00fct"], "UTF-8")[1]
        <tf.RaggedTensor [[0, 1, 3]]>
    """
    with scopes.scope(name, "UnicodeSplitWithOffsets"):
        points, offsets = _decoded(raw.UnicodeDecodeWithOffsets, input, input_encoding, errors,
                                   replacement_char, False)
        return _characters(points, input_encoding, errors, replacement_char), offsets


def _characters(points, encoding, errors, replacement):
    attrs = {"output_encoding": encoding, "errors": errors, "replacement_char": replacement}
    flat = points.flat_values if is_ragged(points) else points
    singles = _encoded(raw.ExpandDims(flat, 1), attrs)
    return points.with_flat_values(singles) if is_ragged(points) else singles


def unicode_transcode(
    input, input_encoding, output_encoding, errors="replace",  # noqa: A002
    replacement_char=65533, replace_control_characters=False, name=None
):
    """Strings written in another encoding, element by element.

    Args:
        input: a string tensor or ragged tensor.
        input_encoding: the encoding, such as "UTF-8" or "UTF-16-BE".
        output_encoding: "UTF-8", "UTF-16-BE" or "UTF-32-BE".
        errors: what happens to malformed text; see `unicode_decode`.
        replacement_char: a code point.
        replace_control_characters: whether the characters up to 0x1F are treated likewise.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unicode_transcode(["ab"], "UTF-8", "UTF-16-BE")
        <tf.Tensor: shape=(1,), dtype=string, numpy=array([b'\\x00a\\x00b'], dtype=object)>
    """
    return raw.UnicodeTranscode(
        input, input_encoding=input_encoding, output_encoding=output_encoding, errors=errors,
        replacement_char=replacement_char, replace_control_characters=replace_control_characters,
        name=name)


def unicode_script(input, name=None):  # noqa: A002
    """The numbers of the scripts that code points belong to, as the library ICU has them.

    Args:
        input: an int32 tensor or ragged tensor of code points.
        name: a name for the operation.

    Returns:
        An int32 tensor of the shape of `input`; -1 for what is no code point.

    Raises:
        TypeError: `input` holds no int32 numbers.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unicode_script([ord("a"), ord("\u03b1")])
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([25, 14], dtype=int32)>
    """
    return raw.UnicodeScript(convert_to_tensor(input, dtypes.int32), name=name)
