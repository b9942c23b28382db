r"""Regular expressions of RE2's syntax, translated to Python's.

Text is matched as Unicode characters, with each byte that is not UTF-8 standing for itself as a
character no class matches. What RE2 has and Python lacks (`\pL`, `\C`, `(?U)`) is refused by
name; what Python has and RE2 lacks (lookaround, backreferences) is RE2's error.
"""

import functools
import re

from tfcompat._src.base.errors import InvalidArgumentError, UnsupportedError

# Bytes that are not UTF-8 decode to these characters; RE2 finds no character there.
_NO_TEXT = "\udc80-\udcff"
_SPACE = r"\t\n\f\r "  # Python's \s has the vertical tab too
_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "ascii": r"\x00-\x7f", "blank": r"\t ",
    "cntrl": r"\x00-\x1f\x7f", "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~",
    "punct": r"!-/:-@\[-`{-~", "space": r"\t\n\v\f\r ", "upper": "A-Z", "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_REPEAT = re.compile(r"\{(\d+)(,?)(\d*)\}")
_GROUP = re.compile(r"\(\?(?:P<([^>]*)>|([a-zA-Z]*)(-[a-zA-Z]*)?([:)]))")
_MOST_REPEATS = 1000


def decoded(text):
    """Return bytes as the text that `compiled` expressions are for."""
    return text.decode("utf-8", "surrogateescape")


@functools.lru_cache(maxsize=512)
def compiled(pattern):
    """Translate a regular expression.

    Args:
        pattern: bytes, in RE2's syntax.

    Returns:
        A Python pattern for `decoded` text.

    Raises:
        InvalidArgumentError: RE2 does not take it either.
        UnsupportedError: RE2 takes it, we do not.
    """
    translation = _Translation(decoded(pattern))
    try:
        return re.compile(translation.result(), re.ASCII)
    except re.error as error:
        what, _, where = error.msg.partition("bad character range ")
        reason = f"invalid character class range: {where}" if where else f"{what}: {error.pattern}"
        raise InvalidArgumentError(
            f"Invalid pattern: {translation.text}, error: {reason}"
        ) from None


class _Translation:
    """One pass over an expression, from the left."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.parts = []
        self.depth = 0
        self.repeatable = False
        self.repeated = ""

    def result(self):
        """Return the translated expression."""
        while self.at < len(self.text):
            self._step()
        if self.depth:
            raise self._invalid("missing )", self.text)
        return "".join(self.parts)

    def _invalid(self, what, where):
        where = f": {where}" if where else ""
        return InvalidArgumentError(f"Invalid pattern: {self.text}, error: {what}{where}")

    def _unsupported(self, what):
        return UnsupportedError(f"{what} in the regular expression {self.text!r} is not supported")

    def _emit(self, part, length, repeatable=True):
        self.parts.append(part)
        self.at += length
        self.repeatable, self.repeated = repeatable, ""

    def _step(self):
        char = self.text[self.at]
        repeat = _REPEAT.match(self.text, self.at) if char == "{" else None
        if char in "*+?" or repeat:
            self._repeat(repeat.group() if repeat else char, repeat)
        elif char == "\\":
            self._escape()
        elif char == "[":
            self._class()
        elif char == "(":
            self._open()
        elif char == ")":
            if not self.depth:
                raise self._invalid("unexpected )", self.text)
            self.depth -= 1
            self._emit(")", 1)
        elif char == ".":
            self._emit(f"(?:(?![{_NO_TEXT}]).)", 1)
        elif char == "$":
            # Without (?m), RE2's $ is the very end of the text; Python's also stands before \n.
            self._emit(r"(?:\Z)", 1)
        elif char == "^":
            self._emit("(?:^)", 1)
        elif char == "|":
            self._emit("|", 1, repeatable=False)
        else:
            self._emit(re.escape(char), 1)

    def _repeat(self, operator, bounds):
        if self.repeated:
            raise self._invalid("bad repetition operator", self.repeated + operator)
        if not self.repeatable:
            raise self._invalid("no argument for repetition operator", operator)
        if bounds:
            low, high = int(bounds[1]), int(bounds[3] or bounds[1])
            if max(low, high) > _MOST_REPEATS or high < low:
                raise self._invalid("invalid repetition size", operator)
        if self.text.startswith("?", self.at + len(operator)):
            operator += "?"
        self.parts.append(operator)
        self.at += len(operator)
        self.repeated = operator

    def _open(self):
        if not self.text.startswith("(?", self.at):
            self.depth += 1
            self._emit("(", 1, repeatable=False)
            return
        match = _GROUP.match(self.text, self.at)
        if not match:
            raise self._invalid("invalid perl operator", self.text[self.at : self.at + 3])
        name, flags, negative, end = match.groups()
        if name is not None:
            self.depth += 1
            self._emit("(", len(match.group()), repeatable=False)
            return
        self._flags(flags, negative, end, match)

    def _flags(self, flags, negative, end, match):
        if set(flags + (negative or "-")[1:]) - set("ims"):
            if set(flags + (negative or "-")[1:]) - set("imsU"):
                raise self._invalid("invalid perl operator", self.text[self.at : self.at + 3])
            raise self._unsupported("(?U)")
        if "m" in flags or (negative and flags + negative != "-"):
            raise self._unsupported(match.group())
        if "i" in flags and not self.text.isascii():
            raise self._unsupported("ignoring the case of letters beyond ASCII")
        if end == ")" and self.at:
            raise self._unsupported(f"{match.group()} after the start")
        self.depth += end == ":"
        part = "(?:" if match.group() == "(?:" else match.group()
        self._emit("" if part == "(?)" else part, len(match.group()), repeatable=False)

    def _escape(self):
        if self.at + 1 >= len(self.text):
            raise self._invalid("trailing \\", "")
        char = self.text[self.at + 1]
        if char == "Q":
            end = self.text.find("\\E", self.at + 2)
            end = len(self.text) if end < 0 else end
            literal = self.text[self.at + 2 : end]
            self._emit(re.escape(literal), end + 2 - self.at)
        elif char == "z":
            self._emit(r"(?:\Z)", 2)
        elif char in "AbB":
            self._emit(f"(?:\\{char})", 2)
        elif char in "dDwW":
            part = {"D": rf"[^0-9{_NO_TEXT}]", "W": rf"[^\w{_NO_TEXT}]"}.get(char, "\\" + char)
            self._emit(part, 2)
        elif char in "sS":
            self._emit(f"[{_SPACE}]" if char == "s" else f"[^{_SPACE}{_NO_TEXT}]", 2)
        elif char in "pPC":
            raise self._unsupported("\\" + char)
        else:
            self._emit(*self._character())

    def _character(self):
        """The translation of an escaped single character, and the length of its escape."""
        rest = self.text[self.at :]
        match = re.match(r"\\(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|(0[0-7]{0,2}|[1-7][0-7]+))",
                         rest)
        if match:
            code = int(match[3], 8) if match[3] else int(match[1] or match[2], 16)
            return re.escape(chr(code)), len(match.group())
        char = rest[1]
        if char in "afnrtv":
            return "\\" + char, 2
        if not char.isalnum() and char.isascii():
            return re.escape(char), 2
        raise self._invalid("invalid escape sequence", rest[:2])

    def _class(self):
        start, parts = self.at, []
        self.at += 1
        negative = self.text.startswith("^", self.at)
        self.at += negative
        first = True
        while first or not self.text.startswith("]", self.at):
            if self.at >= len(self.text):
                raise self._invalid("missing ]", self.text[start:])
            parts.append(self._class_item())
            first = False
        inside = "".join(parts)
        self._emit(f"[^{inside}{_NO_TEXT}]" if negative else f"[{inside}]", 1)

    def _class_item(self):
        """Translate the next item of a bracketed class and step over it."""
        named = re.match(r"\[:(\^?)(\w+):\]", self.text[self.at :])
        if named:
            if named[1] or named[2] not in _CLASSES:
                raise self._invalid("invalid character class range", named.group())
            self.at += len(named.group())
            return _CLASSES[named[2]]
        char = self.text[self.at]
        if char != "\\":
            self.at += 1
            return char if char == "-" else re.escape(char)
        if self.at + 1 >= len(self.text):
            raise self._invalid("trailing \\", "")
        char = self.text[self.at + 1]
        if char in "dw":
            self.at += 2
            return "\\" + char
        if char == "s":
            self.at += 2
            return _SPACE
        if char in "DWSpPC":
            raise self._unsupported(f"\\{char} in brackets")
        part, length = self._character()
        self.at += length
        return part
