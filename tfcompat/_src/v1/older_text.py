"""Functions on strings of the 1.x API that differ from those of 2.x in their arguments."""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.ragged_tensor import is_ragged
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.frontend import encodings, strings, text, tokens
from tfcompat._src.v1.older_arguments import either


def length(input, name=None, unit="BYTE"):  # noqa: A002 - TensorFlow's argument name
    """Return how long strings are; see `tf.strings.length`.

    Args:
        input: a string tensor.
        name: a name for the operation.
        unit: "BYTE", or "UTF8_CHAR" to count characters.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.strings.length("abc"))
        3
    """
    return strings.length(input, unit, name)


def substr(input, pos, len, name=None, unit="BYTE"):  # noqa: A002
    """Return parts of strings; see `tf.strings.substr`.

    Args:
        input: a string tensor.
        pos: where the parts start.
        len: how long they are.
        name: a name for the operation.
        unit: "BYTE", or "UTF8_CHAR" to count characters.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.substr("abcd", 1, 2).numpy()
        b'bc'
    """
    return text.substr(input, pos, len, unit, name)


def reduce_join(inputs, axis=None, keep_dims=None, separator="", name=None,
                reduction_indices=None, keepdims=None):
    """Join strings along dimensions; see `tf.strings.reduce_join`.

    Args:
        inputs: a string tensor.
        axis: the dimensions; all by default.
        keep_dims: an older name of `keepdims`.
        separator: what to put between the strings.
        name: a name for the operation.
        reduction_indices: an older name of `axis`.
        keepdims: whether the dimensions stay, with size 1.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.reduce_join([["a", "b"]], reduction_indices=[0, 1]).numpy()
        b'ab'
    """
    keep = either("keepdims", keepdims, "keep_dims", keep_dims)
    axis = either("axis", axis, "reduction_indices", reduction_indices)
    return text.reduce_join(inputs, axis, bool(keep), separator, name)


def to_hash_bucket(string_tensor=None, num_buckets=None, name=None, input=None):  # noqa: A002
    """Put strings into buckets; see `tf.strings.to_hash_bucket`.

    Args:
        string_tensor: an older name of `input`.
        num_buckets: how many buckets there are.
        name: a name for the operation.
        input: a string tensor.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.string_to_hash_bucket("a", 1))
        0
    """
    return text.to_hash_bucket(
        either("input", input, "string_tensor", string_tensor), num_buckets, name)


def to_number(
    string_tensor=None, out_type=dtypes.float32, name=None, input=None  # noqa: A002
):
    """Return the numbers that strings spell; see `tf.strings.to_number`.

    Args:
        string_tensor: an older name of `input`.
        out_type: the dtype of the numbers.
        name: a name for the operation.
        input: a string tensor.

    Example:
        >>> import tfcompat as tf
        >>> float(tf.compat.v1.string_to_number("1.5"))
        1.5
    """
    return text.to_number(either("input", input, "string_tensor", string_tensor), out_type, name)


def split(input=None, sep=None, maxsplit=-1, result_type="SparseTensor", source=None,  # noqa: A002
          name=None):
    """Split strings; see `tf.strings.split`.

    Args:
        input: a string tensor.
        sep: where to split; at blanks when None or empty.
        maxsplit: how many times to split at most; no bound if negative.
        result_type: "SparseTensor" or "RaggedTensor".
        source: an older name of `input`.
        name: a name for the operations.

    Raises:
        ValueError: the type is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.strings.split(["a b"], result_type="RaggedTensor")
        <tf.RaggedTensor [[b'a', b'b']]>
    """
    given = convert_to_tensor(either("input", input, "source", source), dtypes.string)
    if not is_ragged(given) and given.shape.rank == 0:
        given = raw.Pack([given])
    if result_type == "SparseTensor" and not is_ragged(given) and given.shape.rank in (None, 1):
        return SparseTensor(*raw.StringSplitV2(
            given, "" if sep is None else sep, maxsplit=maxsplit, name=name))
    return _as_kind(tokens.split(given, sep, maxsplit, name), result_type)


def _as_kind(rows, result_type):
    if result_type == "RaggedTensor":
        return rows
    if result_type == "SparseTensor":
        return rows.to_sparse()
    raise ValueError("result_type must be 'RaggedTensor' or 'SparseTensor'.")


def string_split(source, sep=None, skip_empty=True, delimiter=None, result_type="SparseTensor",
                 name=None):
    """Split strings at each of some characters.

    Args:
        source: a string tensor of rank 0 or 1.
        sep: the characters, " " by default; "" splits between all bytes.
        skip_empty: whether empty tokens are left out.
        delimiter: an older name of `sep`.
        result_type: "SparseTensor" or "RaggedTensor".
        name: a name for the operation.

    Raises:
        ValueError: the type is another one.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.string_split(["a b"]).values.numpy().tolist()
        [b'a', b'b']
    """
    sep = either("sep", sep, "delimiter", delimiter)
    sep = convert_to_tensor(" " if sep is None else sep, dtypes.string)
    given = convert_to_tensor(source, dtypes.string)
    parts = SparseTensor(*raw.StringSplit(given, sep, skip_empty=skip_empty, name=name))
    if result_type == "SparseTensor":
        return parts
    return _as_kind(tokens._ragged((parts.indices, parts.values, parts.dense_shape)), result_type)


def decode_csv(records, record_defaults, field_delim=",", use_quote_delim=True, name=None,
               na_value="", select_cols=None):
    """Read records of comma-separated values; see `tf.io.decode_csv`.

    Args:
        records: a string tensor.
        record_defaults: a default for each field.
        field_delim: the character between the fields.
        use_quote_delim: whether fields in double quotes are read as one.
        name: a name for the operation.
        na_value: a text that means that a field is missing.
        select_cols: the numbers of the fields to read.

    Example:
        >>> import tfcompat as tf
        >>> int(tf.compat.v1.decode_csv("1,a", [[0], [""]])[0])
        1
    """
    return encodings.decode_csv(
        records, record_defaults, field_delim, use_quote_delim, na_value, select_cols, name)


def decode_raw(input_bytes=None, out_type=None, little_endian=True, name=None,
               bytes=None):  # noqa: A002
    """Read the bytes of strings as numbers; see `tf.io.decode_raw`.

    Args:
        input_bytes: a string tensor.
        out_type: the dtype of the numbers.
        little_endian: the order of their bytes.
        name: a name for the operation.
        bytes: an older name of `input_bytes`.

    Raises:
        ValueError: the dtype is missing.

    Example:
        >>> import tfcompat as tf
        >>> tf.compat.v1.decode_raw("ab", tf.uint8).numpy().tolist()
        [97, 98]
    """
    if out_type is None:
        raise ValueError(
            "decode_raw_v1() missing 1 positional argument: 'out_type'")
    given = either("input_bytes", input_bytes, "bytes", bytes)
    return encodings.decode_raw(given, out_type, little_endian, name=name)
