"""Strings as code points and back, between encodings, and the scripts that characters belong to.

The encodings themselves are in `text_codecs.py`.
"""

import bisect
import functools
import pathlib

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, text_codecs
from tfcompat._src.ops.strings import mapped
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import unchanged

_WHY = "strings have no gradient"


def _check_replacement(point):
    if not 0 <= point <= 0x10FFFF:
        raise InvalidArgumentError("replacement_char out of unicode codepoint range")


def _policy(errors, replacement, replace_control):
    """Return a function that handles (code point, place) as the attributes of an op say.

    It returns the code point, or None to leave it out.
    """
    _check_replacement(replacement)

    def handled(point):
        if point == text_codecs.MALFORMED:
            if errors == b"strict":
                raise InvalidArgumentError("Invalid formatting on input string")
        elif not replace_control or point > 0x1F:
            return point
        return None if errors == b"ignore" else replacement

    return handled


def _decoded(xp, input, encoding, handled, splits_dtype):  # noqa: A002
    """Return (row splits, code points, places) of strings."""
    decode = text_codecs.decoder(encoding)
    splits, points, places = [0], [], []
    for text in input.reshape(-1).tolist():
        for point, place in zip(*decode(text), strict=True):
            kept = handled(point)
            if kept is not None:
                points.append(kept)
                places.append(place)
        splits.append(len(points))
    return (xp.asarray(splits, splits_dtype.as_numpy_dtype), xp.asarray(points, xp.int32),
            xp.asarray(places, xp.int64))


def _decode_shapes(c):
    count = c["input"].num_elements()
    splits = TensorShape([None if count is None else count + 1])
    return [splits] + [TensorShape([None])] * (c.outputs - 1)


@op("""
    UnicodeDecode(input: string) -> (row_splits: Tsplits, char_values: int32)
        input_encoding: string
        errors: {"strict", "replace", "ignore"} = "replace"
        replacement_char: int = 65533
        replace_control_characters: bool = false
        Tsplits: {int32, int64} = int64
""")
def unicode_decode(
    xp, input, *, input_encoding, errors, replacement_char,  # noqa: A002 - TensorFlow's name
    replace_control_characters, Tsplits  # noqa: N803
):
    """Return the code points of strings, as ragged rows.

    Shapes:
        input: any, of n elements
        row_splits: [n + 1]
        char_values: [code points]
    Errors:
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".
    Source: tf.raw_ops.UnicodeDecode
    """
    handled = _policy(errors, replacement_char, replace_control_characters)
    return _decoded(xp, input, input_encoding, handled, Tsplits)[:2]


unicode_decode.shape(_decode_shapes)
no_gradient(unicode_decode, _WHY)


@op("""
    UnicodeDecodeWithOffsets(input: string) -> (
            row_splits: Tsplits, char_values: int32, char_to_byte_starts: int64)
        input_encoding: string
        errors: {"strict", "replace", "ignore"} = "replace"
        replacement_char: int = 65533
        replace_control_characters: bool = false
        Tsplits: {int32, int64} = int64
""")
def unicode_decode_with_offsets(
    xp, input, *, input_encoding, errors, replacement_char,  # noqa: A002
    replace_control_characters, Tsplits  # noqa: N803
):
    """Return the code points of strings, and where they start, as ragged rows.

    Shapes:
        input: any, of n elements
        row_splits: [n + 1]
        char_values, char_to_byte_starts: [code points]
    Errors:
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".
    Source: tf.raw_ops.UnicodeDecodeWithOffsets
    """
    handled = _policy(errors, replacement_char, replace_control_characters)
    return _decoded(xp, input, input_encoding, handled, Tsplits)


unicode_decode_with_offsets.shape(_decode_shapes)
no_gradient(unicode_decode_with_offsets, _WHY)


@op("""
    UnicodeEncode(input_values: int32, input_splits: Tsplits) -> output: string
        errors: {"ignore", "replace", "strict"} = "replace"
        output_encoding: {"UTF-8", "UTF-16-BE", "UTF-32-BE"}
        replacement_char: int = 65533
        Tsplits: {int32, int64} = int64
""")
def unicode_encode(
    xp, input_values, input_splits, *, errors, output_encoding, replacement_char
):
    """Make strings of ragged rows of code points.

    Shapes:
        input_values: [code points]
        input_splits: [rows + 1]
        output: [rows]
    Errors:
        InvalidArgumentError: a number is no character with "strict", or the splits do not fit.
    Source: tf.raw_ops.UnicodeEncode
    """
    _check_replacement(replacement_char)
    if input_values.ndim != 1 or input_splits.ndim != 1:
        raise InvalidArgumentError(
            "Both the input_tensor and input_splits should be of rank 1. ")
    splits, count = input_splits.tolist(), input_values.size
    if not splits:
        raise InvalidArgumentError("Input_splits should contain elements, but given input_values "
                                   "has 0 elements")
    if splits[0] != 0:
        raise InvalidArgumentError("First value in input_splits must be zero.")
    if splits[-1] != count:
        raise InvalidArgumentError(
            "Last value in input_splits must be equal to length of input_tensor.")
    for before, split in zip(splits[:-1], splits[1:], strict=True):
        if before > split:
            raise InvalidArgumentError(
                "Values in input_splits must be equal or in ascending order.")
        if split > count:
            raise InvalidArgumentError(
                "Values in input_splits must be less than or equal to input_tensor length.")
    points = input_values.tolist()
    result = xp.empty(len(splits) - 1, object)
    for i, (start, stop) in enumerate(zip(splits[:-1], splits[1:], strict=True)):
        row = points[start:stop]
        if not all(map(text_codecs.is_character, row)):
            if errors == b"strict":
                raise InvalidArgumentError(
                    "Code point is out of range for Unicode, or is a surrogate.")
            kept = [] if errors == b"ignore" else [replacement_char]
            row = [point for given in row
                   for point in ([given] if text_codecs.is_character(given) else kept)]
        result[i] = text_codecs.encoded(row, output_encoding)
    return result


@unicode_encode.shape
def unicode_encode_shape(c):
    checks.with_rank(c["input_values"], 1)
    splits = checks.with_rank(c["input_splits"], 1)
    if splits[0] == 0:
        raise ValueError("Negative dimension size caused by subtracting 1 from 0")
    return [TensorShape([None if splits[0] is None else splits[0] - 1])]


no_gradient(unicode_encode, _WHY)


@op("""
    UnicodeTranscode(input: string) -> output: string
        input_encoding: string
        output_encoding: {"UTF-8", "UTF-16-BE", "UTF-32-BE"}
        errors: {"strict", "replace", "ignore"} = "replace"
        replacement_char: int = 65533
        replace_control_characters: bool = false
""")
def unicode_transcode(
    xp, input, *, input_encoding, output_encoding, errors, replacement_char,  # noqa: A002
    replace_control_characters
):
    """Write strings of one encoding in another.

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: the encoding is unknown, or a text malformed with "strict".
    Source: tf.raw_ops.UnicodeTranscode
    """
    handled = _policy(errors, replacement_char, replace_control_characters)
    decode = text_codecs.decoder(input_encoding)

    def written(text):
        points = map(handled, decode(text)[0])
        return text_codecs.encoded([p for p in points if p is not None], output_encoding)

    return mapped(xp, written, input)


unicode_transcode.shape(unchanged)
no_gradient(unicode_transcode, _WHY)


@op("""
    UnicodeScript(input: int32) -> output: int32
""")
def unicode_script(xp, input):  # noqa: A002
    """Return the number that ICU gives to the script of each code point; -1 for none.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.UnicodeScript; the numbers are those of its every code point
    """
    starts, scripts = _scripts()

    def script(point):
        if not 0 <= point <= 0x10FFFF:
            return -1
        return scripts[bisect.bisect_right(starts, point) - 1]

    return mapped(xp, script, input, xp.int32)


@functools.cache
def _scripts():
    """Return where ranges of code points start, and the script of each."""
    text = pathlib.Path(__file__).with_name("unicode_scripts.txt").read_text(encoding="ascii")
    pairs = [entry.split(":") for entry in text.split()]
    return [int(start, 16) for start, _ in pairs], [int(script) for _, script in pairs]


unicode_script.shape(unchanged)
no_gradient(unicode_script, _WHY)
