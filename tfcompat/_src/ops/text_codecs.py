"""Characters of encoded texts, with the places where they start; and back to bytes.

Encodings go by the names that ICU knows. What is malformed is reported for each piece, which
Python's codecs do likewise for UTF-8, UTF-16 and UTF-32. For encodings of East Asia they do not;
there malformed text is refused.
"""

import codecs
import functools
import re
import threading

from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError

MALFORMED = -1
_MARK = 0xD800  # a surrogate, which is never decoded
_HANDLER = "tfcompat.malformed"
_noted = threading.local()
_WIDE = {"utf16": "utf-16", "utf16be": "utf-16-be", "utf16le": "utf-16-le", "utf32": "utf-32",
         "utf32be": "utf-32-be", "utf32le": "utf-32-le"}
_ASIAN = frozenset(["big5", "euc_jp", "euc_kr", "gb2312", "gb18030", "gbk", "shift_jis", "cp932",
                    "cp949", "johab", "iso2022_jp", "iso2022_kr", "hz", "big5hkscs"])
# Of Python's codecs of single bytes, those that ICU has by the same names.
_SINGLE = re.compile(r"ascii|iso8859-\d+|cp(125\d|437|85\d|86\d|874)|koi8-[ru]|mac-roman")


def decoder(encoding):
    """Return a function from bytes to (code points, places), MALFORMED where there is no character.

    Args:
        encoding: the name, as bytes.

    Raises:
        InvalidArgumentError: there is no such encoding.
        UnsupportedError: TensorFlow has it, we do not.
    """
    name = encoding.decode("utf-8", "replace")
    plain = re.sub(r"[-_ ]", "", name.lower())
    if plain == "utf8":
        return lambda text: _stepwise(text, "utf-8")
    if plain in _WIDE:
        return lambda text: _wide(text, _WIDE[plain])
    try:
        found = codecs.lookup(name).name if name else None
    except LookupError:
        found = None
    if found is None:
        raise InvalidArgumentError(
            f"Could not create converter for input encoding: {name}")
    if _SINGLE.fullmatch(found):
        table = _table(found)
        return lambda text: ([table[byte] for byte in text], range(len(text)))
    if found in _ASIAN:
        return lambda text: _checked(text, found, name)
    raise UnsupportedError(f"the text encoding {name} is not supported")


@functools.cache
def _table(codec):
    """Return the code point of each byte; gaps in windows' tables are control characters."""
    table = []
    for byte in range(256):
        try:
            table.append(ord(bytes([byte]).decode(codec)))
        except UnicodeDecodeError:
            table.append(byte if codec.startswith("cp125") else MALFORMED)
    return table


def _stepwise(text, codec):
    """Decode what is well formed, and note where there are malformed pieces."""
    if codec == "utf-8" and text.isascii():
        return list(text), range(len(text))
    _noted.pieces = []
    chars = text.decode(codec, _HANDLER)
    pieces = iter(_noted.pieces)
    size = _SIZES[codec]
    points, places, place = [], [], 0
    for point in map(ord, chars):
        if point == _MARK:
            start, place = next(pieces)
            points.append(MALFORMED)
            places.append(start)
            continue
        points.append(point)
        places.append(place)
        place += size(point)
    return points, places


def _note(error):
    """Put a mark, which no well-formed text decodes to, in place of a malformed piece."""
    _noted.pieces.append((error.start, error.end))
    return chr(_MARK), error.end


codecs.register_error(_HANDLER, _note)


def _size_in_utf8(point):
    return 1 + (point > 0x7F) + (point > 0x7FF) + (point > 0xFFFF)


def _size_in_utf16(point):
    return 4 if point > 0xFFFF else 2


def _size_in_utf32(point):
    return 4


_SIZES = {"utf-8": _size_in_utf8, "utf-16-le": _size_in_utf16, "utf-16-be": _size_in_utf16,
          "utf-32-le": _size_in_utf32, "utf-32-be": _size_in_utf32}


def _wide(text, codec):
    """Decode UTF-16 or UTF-32; a mark of the byte order belongs to the first character."""
    start = 0
    if not codec.endswith("e"):
        marks = {codecs.BOM_UTF32_LE: "-le", codecs.BOM_UTF32_BE: "-be"} if "32" in codec else {
            codecs.BOM_UTF16_LE: "-le", codecs.BOM_UTF16_BE: "-be"}
        mark = next((mark for mark in marks if text.startswith(mark)), None)
        start = 0 if mark is None else len(mark)
        codec += "-be" if mark is None else marks[mark]
    points, places = _stepwise(text[start:], codec)
    return points, [place + start if place else 0 for place in places]


def _checked(text, codec, name):
    try:
        part = text.decode(codec)
    except UnicodeDecodeError:
        raise UnsupportedError(f"malformed text in the encoding {name} is not supported") from None
    places, place = [], 0
    for char in part:
        places.append(place)
        place += len(char.encode(codec))
    return [ord(char) for char in part], places


def encoded(points, encoding):
    """Write code points; what is no character becomes U+FFFD.

    Args:
        points: integers.
        encoding: b"UTF-8", b"UTF-16-BE" or b"UTF-32-BE".

    Returns:
        bytes
    """
    text = "".join(chr(point) if is_character(point) else "\ufffd" for point in points)
    return text.encode(encoding.decode().lower())


def is_character(point):
    """Say whether an integer is a code point, and no surrogate."""
    return 0 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF
