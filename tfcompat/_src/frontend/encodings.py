"""Strings that hold numbers, tensors, packed data or lines of tables: the text half of `tf.io`.

Files and example messages are in modules of their own; Unicode is in `unicode.py`.
"""

from tfcompat._src.base import dtypes
from tfcompat._src.composite.sparse_tensor import SparseTensor
from tfcompat._src.core import raw
from tfcompat._src.frontend.sparse import as_sparse


def encode_base64(input, pad=False, name=None):  # noqa: A002 - TensorFlow's argument name
    """Bytes written in base64 with `-` and `_`, element by element.

    Args:
        input: a string tensor or ragged tensor.
        pad: whether to fill up with `=`.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        TypeError: the input holds no strings.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.encode_base64("a")
        <tf.Tensor: shape=(), dtype=string, numpy=b'YQ'>
    """
    return raw.EncodeBase64(input, pad=pad, name=name)


def decode_base64(input, name=None):  # noqa: A002
    """Bytes read from base64 with `-` and `_`, element by element.

    Args:
        input: a string tensor or ragged tensor.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `input`.

    Raises:
        InvalidArgumentError: a string is no base64.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.decode_base64("YQ==")
        <tf.Tensor: shape=(), dtype=string, numpy=b'a'>
    """
    return raw.DecodeBase64(input, name=name)


def decode_compressed(bytes, compression_type="", name=None):  # noqa: A002
    """Strings unpacked, element by element.

    Args:
        bytes: a string tensor or ragged tensor.
        compression_type: "" (as it is), "ZLIB" or "GZIP".
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `bytes`.

    Raises:
        InvalidArgumentError: the kind of compression is another one.
        DataLossError: a string is not of that kind.

    Example:
        >>> import tfcompat as tf, zlib
        >>> tf.io.decode_compressed(zlib.compress(b"hello"), "ZLIB")
        <tf.Tensor: shape=(), dtype=string, numpy=b'hello'>
    """
    return raw.DecodeCompressed(bytes, compression_type=compression_type, name=name)


def decode_raw(input_bytes, out_type, little_endian=True, fixed_length=None, name=None):
    """The bytes of strings, read as numbers.

    Args:
        input_bytes: a string tensor.
        out_type: the dtype of the numbers.
        little_endian: the order of their bytes.
        fixed_length: how many bytes of each string to read, filled up with zeros; all when None,
            and then the strings have to be of one length.
        name: a name for the operation.

    Returns:
        A tensor with one dimension more: the numbers in each string.

    Raises:
        InvalidArgumentError: the strings differ in length, or hold no whole numbers.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.decode_raw(["12", "ab"], tf.uint8)
        <tf.Tensor: shape=(2, 2), dtype=uint8, numpy=
        array([[49, 50],
               [97, 98]], dtype=uint8)>
    """
    if fixed_length is None:
        return raw.DecodeRaw(
            input_bytes, out_type=out_type, little_endian=little_endian, name=name)
    return raw.DecodePaddedRaw(
        input_bytes, fixed_length, out_type=out_type, little_endian=little_endian, name=name)


def decode_csv(
    records, record_defaults, field_delim=",", use_quote_delim=True, na_value="",
    select_cols=None, name=None
):
    """Records of comma-separated values, taken apart.

    Args:
        records: a string tensor.
        record_defaults: for each field a tensor whose dtype is that of the field and whose only
            element stands for what is missing; an empty tensor where nothing may be missing.
        field_delim: the character between the fields.
        use_quote_delim: whether fields in double quotes are read as one.
        na_value: a text that means that a field is missing.
        select_cols: the numbers of the fields to read; all when None.
        name: a name for the operation.

    Returns:
        A list of tensors of the shape of `records`.

    Raises:
        InvalidArgumentError: a record has more or fewer fields, or one that is malformed.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.decode_csv(["1,a", "2,b"], [[0], [""]])[0]
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    return raw.DecodeCSV(
        records, record_defaults, field_delim=field_delim, use_quote_delim=use_quote_delim,
        na_value=na_value, select_cols=[] if select_cols is None else select_cols, name=name)


def decode_json_example(json_examples, name=None):
    """Example messages written as JSON, turned into serialized ones.

    Args:
        json_examples: a string tensor.
        name: a name for the operation.

    Returns:
        A string tensor of the shape of `json_examples`.

    Raises:
        InvalidArgumentError: a text is no JSON, or no example.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.decode_json_example('{"features": {}}')
        <tf.Tensor: shape=(), dtype=string, numpy=b'\\n\\x00'>
    """
    return raw.DecodeJSONExample(json_examples, name=name)


def serialize_tensor(tensor, name=None):
    """A tensor written as a TensorProto.

    Args:
        tensor: a tensor.
        name: a name for the operation.

    Returns:
        A string scalar.

    Raises:
        UnsupportedError: the tensor holds handles or variants.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.parse_tensor(tf.io.serialize_tensor([1, 2]), tf.int32)
        <tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>
    """
    return raw.SerializeTensor(tensor, name=name)


def parse_tensor(serialized, out_type, name=None):
    """The tensor that a TensorProto holds.

    Args:
        serialized: a string scalar.
        out_type: the dtype it has.
        name: a name for the operation.

    Returns:
        A tensor.

    Raises:
        InvalidArgumentError: the string is no TensorProto, or one of another dtype.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.parse_tensor(tf.io.serialize_tensor(2.5), tf.float32)
        <tf.Tensor: shape=(), dtype=float32, numpy=2.5>
    """
    return raw.ParseTensor(serialized, out_type=out_type, name=name)


def serialize_sparse(sp_input, out_type=dtypes.string, name=None):
    """A sparse tensor written as three TensorProtos.

    Args:
        sp_input: a SparseTensor.
        out_type: string.
        name: a name for the operation.

    Returns:
        A string tensor [3].

    Raises:
        TypeError: `sp_input` is no SparseTensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.serialize_sparse(tf.SparseTensor([[1]], [5], [4])).shape
        TensorShape([3])
    """
    x = as_sparse(sp_input)
    return raw.SerializeSparse(x.indices, x.values, x.dense_shape, out_type=out_type, name=name)


def serialize_many_sparse(sp_input, out_type=dtypes.string, name=None):
    """Each row of a sparse tensor written as three TensorProtos.

    Args:
        sp_input: a SparseTensor of rank 2 or more.
        out_type: string.
        name: a name for the operation.

    Returns:
        A string tensor [rows, 3].

    Raises:
        TypeError: `sp_input` is no SparseTensor.

    Example:
        >>> import tfcompat as tf
        >>> tf.io.serialize_many_sparse(tf.SparseTensor([[1, 0]], [5], [4, 1])).shape
        TensorShape([4, 3])
    """
    x = as_sparse(sp_input)
    return raw.SerializeManySparse(
        x.indices, x.values, x.dense_shape, out_type=out_type, name=name)


def deserialize_many_sparse(serialized_sparse, dtype, rank=None, name=None):
    """Serialized sparse tensors, read and put below each other.

    Args:
        serialized_sparse: a string tensor [rows, 3].
        dtype: the dtype of the elements.
        rank: the rank of each, if it is known.
        name: a name for the operation.

    Returns:
        A SparseTensor with one dimension more.

    Raises:
        InvalidArgumentError: a string is no tensor, or they do not fit each other.

    Example:
        >>> import tfcompat as tf
        >>> rows = tf.io.serialize_many_sparse(tf.SparseTensor([[1, 0]], [5], [2, 1]))
        >>> tf.io.deserialize_many_sparse(rows, tf.int32).indices
        <tf.Tensor: shape=(1, 2), dtype=int64, numpy=array([[1, 0]])>
    """
    indices, values, shape = raw.DeserializeManySparse(
        serialized_sparse, dtype=dtype, name=name)
    indices.set_shape([None, rank])
    shape.set_shape([rank])
    return SparseTensor(indices, values, shape)
