"""tf.compat.v1.strings: strings."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.strings  as_string format join regex_full_match
    frontend.text     lower regex_replace strip to_hash_bucket_fast to_hash_bucket_strong
    frontend.text     unsorted_segment_join upper
    frontend.tokens   bytes_split ngrams
    frontend.unicode  unicode_decode unicode_decode_with_offsets unicode_encode unicode_script
    frontend.unicode  unicode_split unicode_split_with_offsets unicode_transcode
    v1.older_text     length reduce_join split substr to_hash_bucket to_number
""")
