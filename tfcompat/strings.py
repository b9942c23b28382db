"""tf.strings: operations on strings."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.strings  as_string format join length regex_full_match
    frontend.text     lower reduce_join regex_replace strip substr to_hash_bucket
    frontend.text     to_hash_bucket_fast to_hash_bucket_strong to_number unsorted_segment_join
    frontend.text     upper
    frontend.tokens   bytes_split ngrams split
    frontend.unicode  unicode_decode unicode_decode_with_offsets unicode_encode unicode_script
    frontend.unicode  unicode_split unicode_split_with_offsets unicode_transcode
""")
