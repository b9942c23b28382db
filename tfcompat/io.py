"""tf.io: strings that hold data, and files."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.encodings  decode_base64 decode_compressed decode_csv decode_json_example decode_raw
    frontend.encodings  deserialize_many_sparse encode_base64 parse_tensor
    frontend.encodings  serialize_many_sparse serialize_sparse serialize_tensor
""")
