r"""Regular expressions of RE2's syntax, translated to Python's.

Text is matched as Unicode characters, with each byte that is not UTF-8 standing for itself as a
character no class matches. What RE2 has and we lack (`\p{Greek}`, `\C`) is refused by name; what
Python has and RE2 lacks (lookaround, backreferences) is RE2's error.
"""

import functools
import re
import unicodedata

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
_CATEGORIES = re.compile(r"\\([pP])(?:\{(\^?)(\w+)\}|(\w))")
_KINDS = frozenset("""
    C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl
    Zp Zs
""".split())
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
        self.flags = frozenset()
        self.outer_flags = []  # of each group around
        self.repeatable = False
        self.repeated = ""

    def result(self):
        """Return the translated expression."""
        while self.at < len(self.text):
            self._step()
        if self.outer_flags:
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
            if not self.outer_flags:
                raise self._invalid("unexpected )", self.text)
            self.flags = self.outer_flags.pop()
            self._emit(")", 1)
        elif char == ".":
            self._emit(f"[^{_NO_TEXT}]" if "s" in self.flags else rf"[^\n{_NO_TEXT}]", 1)
        elif char == "$":
            # Without (?m), RE2's $ is the very end of the text; Python's also stands before \n.
            self._emit("(?m:$)" if "m" in self.flags else r"(?:\Z)", 1)
        elif char == "^":
            self._emit("(?m:^)" if "m" in self.flags else "(?:^)", 1)
        elif char == "|":
            self._emit("|", 1, repeatable=False)
        else:
            self._emit(self._literal(char), 1)

    def _literal(self, char):
        """Translate a character that stands for itself."""
        if "i" not in self.flags or not char.isalpha():
            return re.escape(char)
        if not char.isascii():
            raise self._unsupported("ignoring the case of letters beyond ASCII")
        return _any_case(re.escape(char))

    def _repeat(self, operator, bounds):
        if self.repeated:
            raise self._invalid("bad repetition operator", self.repeated + operator)
        if not self.repeatable:
            raise self._invalid("no argument for repetition operator", operator)
        if bounds:
            low, high = int(bounds[1]), int(bounds[3] or bounds[1])
            if max(low, high) > _MOST_REPEATS or high < low:
                raise self._invalid("invalid repetition size", operator)
        lazy = self.text.startswith("?", self.at + len(operator))
        self.parts.append(operator + "?" * (lazy != ("U" in self.flags)))
        operator += "?" * lazy
        self.at += len(operator)
        self.repeated = operator

    def _open(self):
        if not self.text.startswith("(?", self.at):
            self.outer_flags.append(self.flags)
            self._emit("(", 1, repeatable=False)
            return
        match = _GROUP.match(self.text, self.at)
        if not match:
            raise self._invalid("invalid perl operator", self.text[self.at : self.at + 3])
        name, flags, negative, end = match.groups()
        if name is not None:
            self.outer_flags.append(self.flags)
            self._emit("(", len(match.group()), repeatable=False)
            return
        self._flags(flags, negative, end, match)

    def _flags(self, flags, negative, end, match):
        without = (negative or "-")[1:]
        if set(flags + without) - set("imsU") or negative == "-":
            raise self._invalid("invalid perl operator", self.text[self.at : self.at + 3])
        if end == ":":
            self.outer_flags.append(self.flags)
        self.flags = (self.flags | set(flags)) - set(without)
        self._emit("(?:" if end == ":" else "", len(match.group()), repeatable=False)

    def _escape(self):
        if self.at + 1 >= len(self.text):
            raise self._invalid("trailing \\", "")
        char = self.text[self.at + 1]
        if char == "Q":
            end = self.text.find("\\E", self.at + 2)
            end = len(self.text) if end < 0 else end
            literal = self.text[self.at + 2 : end]
            self._emit("".join(map(self._literal, literal)), end + 2 - self.at)
        elif char == "z":
            self._emit(r"(?:\Z)", 2)
        elif char in "AbB":
            self._emit(f"(?:\\{char})", 2)
        elif char in "dDwW":
            part = {"D": rf"[^0-9{_NO_TEXT}]", "W": rf"[^\w{_NO_TEXT}]"}.get(char, "\\" + char)
            self._emit(part, 2)
        elif char in "sS":
            self._emit(f"[{_SPACE}]" if char == "s" else f"[^{_SPACE}{_NO_TEXT}]", 2)
        elif char in "pP":
            ranges, length = self._category()
            self._emit(f"[{ranges}]", length)
        elif char == "C":
            raise self._unsupported("\\C")
        else:
            part, length = self._character()
            self._emit(_any_case(part) if "i" in self.flags else part, length)

    def _category(self):
        """The characters of a class of Unicode's as ranges, and the length of its name."""
        match = _CATEGORIES.match(self.text, self.at)
        if not match:
            raise self._invalid("invalid character class range", self.text[self.at :][:2])
        kind = match[3] or match[4]
        if kind not in _KINDS:
            raise self._unsupported(match.group())
        return _of_category(kind, (match[1] == "P") != bool(match[2])), len(match.group())

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
        if "i" in self.flags:
            if not inside.isascii():
                raise self._unsupported("ignoring the case of letters beyond ASCII")
            inside += _beyond_ascii(inside)
        part = f"[^{inside}{_NO_TEXT}]" if negative else f"[{inside}]"
        self._emit(f"(?i:{part})" if "i" in self.flags else part, 1)

    def _class_item(self):
        """Translate the next item of a bracketed class and step over it."""
        named = re.match(r"\[:(\^?)(\w+):\]", self.text[self.at :])
        if named:
            if named[2] not in _CLASSES:
                raise self._invalid("invalid character class range", named.group())
            self.at += len(named.group())
            return _complement(_CLASSES[named[2]]) if named[1] else _CLASSES[named[2]]
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
        if char in "DWS":
            self.at += 2
            return _complement(_SPACE if char == "S" else "\\" + char.lower())
        if char in "pP":
            ranges, length = self._category()
            self.at += length
            return ranges
        if char == "C":
            raise self._unsupported("\\C in brackets")
        part, length = self._character()
        self.at += length
        return part


def _any_case(letter):
    """Translate an ASCII letter that stands for both of its cases, as Unicode has them."""
    return f"(?i:[{letter}{_beyond_ascii(letter)}])"


def _beyond_ascii(inside):
    """Return the letters beyond ASCII that are cases of ASCII letters in a class: of k and s."""
    found = re.compile(f"(?i:[{inside}])", re.ASCII)
    return "".join(other for letter, other in (("k", "\u212a"), ("s", "\u017f"))
                   if found.match(letter))


def _complement(inside):
    """Return what a class of ASCII characters leaves out, as the inside of a class."""
    found = re.compile(f"[{inside}]", re.ASCII)
    rest = "".join(re.escape(char) for char in map(chr, range(128)) if not found.match(char))
    return rest + "\x80-\udc7f\udd00-\U0010ffff"


@functools.lru_cache(maxsize=64)
def _of_category(kind, negative):
    """Return the characters of (or out of) a category of Unicode's as the inside of a class."""
    ranges, start = [], None
    for code in range(0x110001):
        char = chr(code) if code < 0x110000 else ""
        inside = bool(char) and not 0xDC80 <= code <= 0xDCFF and (
            unicodedata.category(char).startswith(kind) != negative)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            ranges.append(f"{re.escape(chr(start))}-{re.escape(chr(code - 1))}")
            start = None
    return "".join(ranges)
