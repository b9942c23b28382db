"""What of RE2's syntax is refused by name, rather than read as Python's."""

import pytest

from tfcompat._src.base import errors
from tfcompat._src.ops import regex_syntax


@pytest.mark.parametrize(
    "pattern", [rb"\pL", rb"\p{Greek}", rb"\C", "(?U)a+", "a(?i)b", "(?m)^a", r"[\D]", "(?i)\u00e9"]
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
