r"""What regular expressions match, replaced.

The syntax of expressions is in `regex_syntax.py`, matching is in `strings.py`. `\1` to `\9` in the
replacement are what the groups matched, `\0` is all that was matched.
"""

import functools
import re

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops import checks, regex_syntax
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.strings import mapped
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import unchanged

_WHY = "strings have no gradient"


@op("""
    StaticRegexReplace(input: string) -> output: string
        pattern: string
        rewrite: string
        replace_global: bool = true
""")
def static_regex_replace(xp, input, *, pattern, rewrite, replace_global):  # noqa: A002
    """Replace what an expression (of RE2's kind) matches, everywhere or once.

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: the expression is malformed.
    Source: tf.raw_ops.StaticRegexReplace
    """
    expression, parts = regex_syntax.compiled(pattern), _parts(rewrite)
    # What asks for more groups than there are replaces nothing, and no error tells of it.
    if max((part for part in parts if isinstance(part, int)), default=0) > expression.groups:
        return input
    if not replace_global and _is_malformed(rewrite):
        return input

    def replaced(text):
        if not replace_global:
            done = _replaced(expression, parts, regex_syntax.decoded(text), 1)
        else:
            done = _replaced(expression, parts, regex_syntax.decoded(text), -1)
        return done.encode("utf-8", "surrogateescape")

    return mapped(xp, replaced, input)


@functools.lru_cache(maxsize=512)
def _parts(rewrite):
    r"""Return a replacement as texts and numbers of groups; an unknown escape ends it."""
    text, parts, at = regex_syntax.decoded(rewrite), [], 0
    while at < len(text):
        if text[at] != "\\":
            end = text.find("\\", at)
            end = len(text) if end < 0 else end
            parts.append(text[at:end])
            at = end
            continue
        after = text[at + 1 : at + 2]
        if after == "\\":
            parts.append("\\")
        elif after.isascii() and after.isdigit():
            parts.append(int(after))
        else:
            break
        at += 2
    return parts


def _is_malformed(rewrite):
    return re.search(rb"\\([^0-9\\]|$)", rewrite.replace(b"\\\\", b"")) is not None


def _replaced(expression, parts, text, count):
    """Replace matches; an empty match right behind another match is none, unlike in Python."""
    done, at, last = [], 0, -1
    while at <= len(text) and count:
        match = expression.search(text, at)
        if match is None:
            break
        done.append(text[at : match.start()])
        if match.end() == match.start() == last:
            if match.start() < len(text):
                done.append(text[match.start()])
            at = match.start() + 1
            continue
        done.extend((match[part] or "") if isinstance(part, int) else part for part in parts)
        at = last = match.end()
        count -= 1
    done.append(text[at:])
    return "".join(done)


static_regex_replace.shape(unchanged)
no_gradient(static_regex_replace, _WHY)


@op("""
    RegexReplace(input: string, pattern: string, rewrite: string) -> output: string
        replace_global: bool = true
""", host=("pattern", "rewrite"))
def regex_replace(xp, input, pattern, rewrite, *, replace_global):  # noqa: A002
    """Replace what an expression (of RE2's kind) matches, everywhere or once.

    Shapes:
        input, output: any, the same
        pattern, rewrite: []
    Errors:
        InvalidArgumentError: the expression is malformed or no scalar.
    Source: tf.raw_ops.RegexReplace
    """
    for name, value in (("Pattern", pattern), ("Rewrite", rewrite)):
        if value.ndim:
            raise InvalidArgumentError(
                f"{name} must be scalar, but received {shown(value.shape)}")
    return static_regex_replace(xp, input, pattern=pattern.item(), rewrite=rewrite.item(),
                                replace_global=replace_global)


@regex_replace.shape
def regex_replace_shape(c):
    checks.with_rank(c["pattern"], 0)
    checks.with_rank(c["rewrite"], 0)
    return [c["input"]]


no_gradient(regex_replace, _WHY)
