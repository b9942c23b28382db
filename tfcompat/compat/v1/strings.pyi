# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.strings import as_string as as_string
from tfcompat._src.frontend.strings import format as format
from tfcompat._src.frontend.strings import join as join
from tfcompat._src.frontend.strings import regex_full_match as regex_full_match
from tfcompat._src.frontend.text import lower as lower
from tfcompat._src.frontend.text import regex_replace as regex_replace
from tfcompat._src.frontend.text import strip as strip
from tfcompat._src.frontend.text import to_hash_bucket_fast as to_hash_bucket_fast
from tfcompat._src.frontend.text import to_hash_bucket_strong as to_hash_bucket_strong
from tfcompat._src.frontend.text import unsorted_segment_join as unsorted_segment_join
from tfcompat._src.frontend.text import upper as upper
from tfcompat._src.frontend.tokens import bytes_split as bytes_split
from tfcompat._src.frontend.tokens import ngrams as ngrams
from tfcompat._src.frontend.unicode import unicode_decode as unicode_decode
from tfcompat._src.frontend.unicode import unicode_decode_with_offsets as unicode_decode_with_offsets
from tfcompat._src.frontend.unicode import unicode_encode as unicode_encode
from tfcompat._src.frontend.unicode import unicode_script as unicode_script
from tfcompat._src.frontend.unicode import unicode_split as unicode_split
from tfcompat._src.frontend.unicode import unicode_split_with_offsets as unicode_split_with_offsets
from tfcompat._src.frontend.unicode import unicode_transcode as unicode_transcode
from tfcompat._src.v1.older_text import length as length
from tfcompat._src.v1.older_text import reduce_join as reduce_join
from tfcompat._src.v1.older_text import split as split
from tfcompat._src.v1.older_text import substr as substr
from tfcompat._src.v1.older_text import to_hash_bucket as to_hash_bucket
from tfcompat._src.v1.older_text import to_number as to_number

__all__ = [
    "as_string", "bytes_split", "format", "join", "length", "lower", "ngrams", "reduce_join",
    "regex_full_match", "regex_replace", "split", "strip", "substr", "to_hash_bucket",
    "to_hash_bucket_fast", "to_hash_bucket_strong", "to_number", "unicode_decode",
    "unicode_decode_with_offsets", "unicode_encode", "unicode_script", "unicode_split",
    "unicode_split_with_offsets", "unicode_transcode", "unsorted_segment_join", "upper",
]
