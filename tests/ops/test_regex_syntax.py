"""What of RE2's syntax is refused by name, rather than read as Python's."""

import pytest

from tfcompat._src.base import errors
from tfcompat._src.ops import regex_syntax


@pytest.mark.parametrize(
    "pattern", [rb"\p{Greek}", rb"\C", rb"[\C]", "(?i)\u00e9", "(?i)[\u00e9]"]
)
def test_what_python_cannot_do_is_unsupported(pattern):
    pattern = pattern if isinstance(pattern, bytes) else pattern.encode()

    with pytest.raises(errors.UnsupportedError, match="regular expression"):
        regex_syntax.compiled(pattern)


def test_bytes_that_are_no_text_match_no_character_class():
    for pattern in (rb".", rb"[^a]", rb"\W", rb"\D", rb"\S", rb"\w"):
        match = regex_syntax.compiled(pattern).fullmatch(regex_syntax.decoded(b"\xff"))
        assert match is None, pattern


def test_an_expression_is_translated_once():
    assert regex_syntax.compiled(b"a+") is regex_syntax.compiled(b"a+")


@pytest.mark.parametrize(("pattern", "yes", "no"), [
    (r"\pL+", "aÉ日", "a1"), (r"\PL", "1", "a"), (r"\p{Lu}", "É", "é"), (r"[\pN_]+", "1_Ⅷ", "a"),
    (r"\p{^Lu}", "é", "É"), (r"[\D]", "x", "1"), (r"[^\S]", " ", "x"),
    (r"[[:^alpha:]]", "1", "a"), ("a(?i)bc", "aBC", "ABC"), ("(?i:a)b", "Ab", "AB"),
    ("(?i)[a-c]k", "B\u212a", "d\u212a"), ("(?i)[^a]", "b", "A"), ("(?s).", "\n", ""),
    ("(?s-s).", "x", "\n"), ("(?i)a(?-i)b", "Ab", "AB"),
])
def test_flags_and_classes_are_those_of_re2(pattern, yes, no):
    match = regex_syntax.compiled(pattern.encode()).fullmatch

    assert match(yes)
    assert not match(no)


def test_the_flags_for_lines_and_laziness_hold_within_their_groups():
    assert regex_syntax.compiled(b"(?:(?m)^b$)").search("a\nb\nc")
    assert not regex_syntax.compiled(b"(?:(?m)^b)$").search("a\nb\nc")
    assert regex_syntax.compiled(b"(?U)a+").match("aaa").group() == "a"
    assert regex_syntax.compiled(b"(?U)a+?").match("aaa").group() == "aaa"
