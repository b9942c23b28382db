"""Strings put into numbered buckets by their hashes.

The hashes themselves are in `wire/farmhash.py` and `wire/keyed_hashes.py`.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.ops.strings import mapped
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.shape_functions import unchanged
from tfcompat._src.wire.farmhash import fingerprint64
from tfcompat._src.wire.keyed_hashes import hash64, siphash

_WHY = "strings have no gradient"


@op("""
    StringToHashBucket(string_tensor: string) -> output: int64
        num_buckets: int >= 1
""")
def string_to_hash_bucket(xp, string_tensor, *, num_buckets):
    """Put strings into buckets by the hash of old.

    Shapes:
        string_tensor, output: any, the same
    Source: tf.raw_ops.StringToHashBucket
    """
    return mapped(xp, lambda text: hash64(text) % num_buckets, string_tensor, xp.int64)


string_to_hash_bucket.shape(unchanged)
no_gradient(string_to_hash_bucket, _WHY)


@op("""
    StringToHashBucketFast(input: string) -> output: int64
        num_buckets: int >= 1
""")
def string_to_hash_bucket_fast(xp, input, *, num_buckets):  # noqa: A002 - TensorFlow's name
    """Put strings into buckets by FarmHash's fingerprint.

    Shapes:
        input, output: any, the same
    Source: tf.raw_ops.StringToHashBucketFast
    """
    return mapped(xp, lambda text: fingerprint64(text) % num_buckets, input, xp.int64)


string_to_hash_bucket_fast.shape(unchanged)
no_gradient(string_to_hash_bucket_fast, _WHY)


@op("""
    StringToHashBucketStrong(input: string) -> output: int64
        num_buckets: int >= 1
        key: list(int)
""")
def string_to_hash_bucket_strong(xp, input, *, num_buckets, key):  # noqa: A002
    """Put strings into buckets by SipHash, whose key makes it hard to aim at a bucket.

    Shapes:
        input, output: any, the same
    Errors:
        InvalidArgumentError: the key has not two numbers.
    Source: tf.raw_ops.StringToHashBucketStrong
    """
    if len(key) != 2:
        raise InvalidArgumentError("Key must have 2 elements")
    return mapped(xp, lambda text: siphash(text, *key) % num_buckets, input, xp.int64)


string_to_hash_bucket_strong.shape(unchanged)
no_gradient(string_to_hash_bucket_strong, _WHY)
