"""Strings changed element by element, put into buckets, read as numbers, and joined.

Splitting is in `tokens.py`, code points in `unicode.py`, what makes strings of other things in
`strings.py`. Ragged tensors of strings keep their rows.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import scopes


def lower(input, encoding="", name=None):  # noqa: A002 - TensorFlow's argument name
    """Strings in small letters, element by element.

    Args:
        input: a string tensor or ragged tensor.
        encoding: "" for ASCII's letters only, "utf-8" for all of Unicode's.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the encoding is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.lower("ABC")
        <tf.Tensor: shape=(), dtype=string, numpy=b'abc'>
    """
    return raw.StringLower(input, encoding=encoding, name=name)


def upper(input, encoding="", name=None):  # noqa: A002
    """Strings in capital letters, element by element.

    Args:
        input: a string tensor or ragged tensor.
        encoding: "" for ASCII's letters only, "utf-8" for all of Unicode's.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the encoding is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.upper("abc")
        <tf.Tensor: shape=(), dtype=string, numpy=b'ABC'>
    """
    return raw.StringUpper(input, encoding=encoding, name=name)


def strip(input, name=None):  # noqa: A002
    """Strings without blanks at their ends, element by element.

    Args:
        input: a string tensor or ragged tensor.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        TypeError: the input holds no strings.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.strip(["  a b ", "c\\n"])
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'a b', b'c'], dtype=object)>
    """
    return raw.StringStrip(input, name=name)


def substr(input, pos, len, unit="BYTE", name=None):  # noqa: A002
    """Parts of strings, element by element.

    Args:
        input: a string tensor.
        pos: where the parts start, an integer tensor; from the end where negative.
        len: how long they are, of the shape of `pos`; what is not there is left out.
        unit: "BYTE", or "UTF8_CHAR" to count characters.
        name: a name for the operation.

    Returns:
        A string tensor of the shape to which `input` and `pos` broadcast.

    Raises:
        InvalidArgumentError: a place is outside of its string, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.substr(["abcd", "efgh"], 1, 2)
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'bc', b'fg'], dtype=object)>
    """
    return raw.Substr(input, pos, len, unit=unit, name=name)


def regex_replace(input, pattern, rewrite, replace_global=True, name=None):  # noqa: A002
    r"""What a regular expression matches, replaced, element by element.

    Args:
        input: a string tensor or ragged tensor.
        pattern: a string or string scalar, in the syntax of RE2.
        rewrite: what to put there; `\\1` is what the first group matched, `\\0` all.
        replace_global: whether to replace all matches, or the first one only.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: the pattern is no regular expression.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.regex_replace("Text with tags.<br />", "<[^>]+>", " ")
        <tf.Tensor: shape=(), dtype=string, numpy=b'Text with tags. '>
    """
    if isinstance(pattern, (str, bytes)) and isinstance(rewrite, (str, bytes)):
        return raw.StaticRegexReplace(
            input, pattern=pattern, rewrite=rewrite, replace_global=replace_global, name=name)
    return raw.RegexReplace(input, pattern, rewrite, replace_global=replace_global, name=name)


def to_number(input, out_type=dtypes.float32, name=None):  # noqa: A002
    """The numbers that strings spell, element by element.

    Args:
        input: a string tensor or ragged tensor.
        out_type: float32, float64, int32, int64, uint32 or uint64.
        name: a name for the operation.

    Returns:
        A tensor of that dtype, of the shape of `input`.

    Raises:
        InvalidArgumentError: a string spells no number, or one out of range.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.to_number(["3", " 4e2 "])
        <tf.Tensor: shape=(2,), dtype=float32, numpy=array([  3., 400.], dtype=float32)>
    """
    return raw.StringToNumber(input, out_type=out_type, name=name)


def to_hash_bucket(input, num_buckets, name=None):  # noqa: A002
    """Numbers of buckets, by hashes of strings; `to_hash_bucket_fast` is the better one.

    Args:
        input: a string tensor or ragged tensor.
        num_buckets: how many buckets there are.
        name: a name for the operation.

    Returns:
        An int64 tensor of the shape of `input`, of numbers below `num_buckets`.

    Raises:
        TypeError: the input holds no strings.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.to_hash_bucket(["Hello", "TensorFlow"], 3)
        <tf.Tensor: shape=(2,), dtype=int64, numpy=array([2, 0])>
    """
    return raw.StringToHashBucket(input, num_buckets=num_buckets, name=name)


def to_hash_bucket_fast(input, num_buckets, name=None):  # noqa: A002
    """Numbers of buckets, by FarmHash's fingerprints of strings.

    Args:
        input: a string tensor or ragged tensor.
        num_buckets: how many buckets there are.
        name: a name for the operation.

    Returns:
        An int64 tensor of the shape of `input`, of numbers below `num_buckets`.

    Raises:
        TypeError: the input holds no strings.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.to_hash_bucket_fast(["Hello", "TensorFlow"], 3)
        <tf.Tensor: shape=(2,), dtype=int64, numpy=array([0, 2])>
    """
    return raw.StringToHashBucketFast(input, num_buckets=num_buckets, name=name)


def to_hash_bucket_strong(input, num_buckets, key, name=None):  # noqa: A002
    """Numbers of buckets, by hashes of strings that depend on a key.

    Args:
        input: a string tensor or ragged tensor.
        num_buckets: how many buckets there are.
        key: two integers that make it hard to aim at a bucket.
        name: a name for the operation.

    Returns:
        An int64 tensor of the shape of `input`, of numbers below `num_buckets`.

    Raises:
        InvalidArgumentError: the key has not two numbers.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.to_hash_bucket_strong(["Hello", "TF"], 3, [1, 2])
        <tf.Tensor: shape=(2,), dtype=int64, numpy=array([2, 0])>
    """
    return raw.StringToHashBucketStrong(input, num_buckets=num_buckets, key=key, name=name)


def reduce_join(inputs, axis=None, keepdims=False, separator="", name=None):
    """Strings joined along dimensions.

    Args:
        inputs: a string tensor or ragged tensor.
        axis: the dimension, or a list of them, the first of which is joined first; all when None.
        keepdims: whether the dimensions stay, with size 1.
        separator: what to put between the strings.
        name: a name for the operation.

    Returns:
        A string tensor with these dimensions gone.

    Raises:
        OutOfRangeError: there is no such dimension (ValueError while tracing).

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.reduce_join([["abc", "123"], ["def", "456"]], axis=-1, separator="-")
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'abc-123', b'def-456'], dtype=object)>
    """
    with scopes.scope(name, "ReduceJoin") as scope:
        inputs = convert_to_tensor(inputs, dtypes.string, name="inputs")
        if axis is None:
            axis = _all_axes(inputs)
        return raw.ReduceJoin(
            inputs, axis, keep_dims=keepdims, separator=separator, name=scope)


def _all_axes(inputs):
    """Return all dimensions, the last one first."""
    if inputs.shape.rank is not None:
        return list(range(inputs.shape.rank - 1, -1, -1)) or convert_to_tensor([], dtypes.int32)
    last = raw.Sub(raw.Rank(inputs), 1)
    return raw.Range(last, -1, -1)


def unsorted_segment_join(inputs, segment_ids, num_segments, separator="", name=None):
    """Strings of the same segment joined.

    Args:
        inputs: a string tensor.
        segment_ids: the number of the segment of each, an integer tensor whose shape starts that
            of `inputs`.
        num_segments: how many segments there are.
        separator: what to put between the strings.
        name: a name for the operation.

    Returns:
        A string tensor with one row a segment.

    Raises:
        InvalidArgumentError: there is no such segment, or the shapes do not fit.

    Example:
        >>> import tfcompat as tf
        >>> tf.strings.unsorted_segment_join(["this", "a", "test", "is"], [1, 0, 1, 1], 2, ":")
        <tf.Tensor: shape=(2,), dtype=string, numpy=array([b'a', b'this:test:is'], dtype=object)>
    """
    return raw.UnsortedSegmentJoin(
        inputs, segment_ids, num_segments, separator=separator, name=name)
