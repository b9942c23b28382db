"""tf.compat.v1.io: files and encodings."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.encodings         decode_base64 decode_compressed decode_json_example
    frontend.encodings         deserialize_many_sparse encode_base64 parse_tensor
    frontend.encodings         serialize_tensor
    frontend.example_features  FixedLenFeature FixedLenSequenceFeature RaggedFeature
    frontend.example_features  SparseFeature VarLenFeature
    frontend.examples          parse_sequence_example parse_single_sequence_example
    frontend.queues  PaddingFIFOQueue PriorityQueue QueueBase RandomShuffleQueue
    v1.input_producers  match_filenames_once
    v1.older_sparse     serialize_many_sparse serialize_sparse
    v1.older_text       decode_csv decode_raw
""")
