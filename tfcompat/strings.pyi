# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.strings import as_string as as_string
from tfcompat._src.frontend.strings import format as format
from tfcompat._src.frontend.strings import join as join
from tfcompat._src.frontend.strings import length as length
from tfcompat._src.frontend.strings import regex_full_match as regex_full_match

__all__ = [
    "as_string", "format", "join", "length", "regex_full_match",
]
