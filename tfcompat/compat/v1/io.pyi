# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.encodings import decode_base64 as decode_base64
from tfcompat._src.frontend.encodings import decode_compressed as decode_compressed
from tfcompat._src.frontend.encodings import decode_json_example as decode_json_example
from tfcompat._src.frontend.encodings import deserialize_many_sparse as deserialize_many_sparse
from tfcompat._src.frontend.encodings import encode_base64 as encode_base64
from tfcompat._src.frontend.encodings import parse_tensor as parse_tensor
from tfcompat._src.frontend.encodings import serialize_tensor as serialize_tensor
from tfcompat._src.frontend.example_features import FixedLenFeature as FixedLenFeature
from tfcompat._src.frontend.example_features import FixedLenSequenceFeature as FixedLenSequenceFeature
from tfcompat._src.frontend.example_features import RaggedFeature as RaggedFeature
from tfcompat._src.frontend.example_features import SparseFeature as SparseFeature
from tfcompat._src.frontend.example_features import VarLenFeature as VarLenFeature
from tfcompat._src.frontend.examples import parse_sequence_example as parse_sequence_example
from tfcompat._src.frontend.examples import parse_single_sequence_example as parse_single_sequence_example
from tfcompat._src.frontend.queues import PaddingFIFOQueue as PaddingFIFOQueue
from tfcompat._src.frontend.queues import PriorityQueue as PriorityQueue
from tfcompat._src.frontend.queues import QueueBase as QueueBase
from tfcompat._src.frontend.queues import RandomShuffleQueue as RandomShuffleQueue
from tfcompat._src.v1.input_producers import match_filenames_once as match_filenames_once
from tfcompat._src.v1.older_sparse import serialize_many_sparse as serialize_many_sparse
from tfcompat._src.v1.older_sparse import serialize_sparse as serialize_sparse
from tfcompat._src.v1.older_text import decode_csv as decode_csv
from tfcompat._src.v1.older_text import decode_raw as decode_raw

__all__ = [
    "FixedLenFeature", "FixedLenSequenceFeature", "PaddingFIFOQueue", "PriorityQueue", "QueueBase",
    "RaggedFeature", "RandomShuffleQueue", "SparseFeature", "VarLenFeature", "decode_base64",
    "decode_compressed", "decode_csv", "decode_json_example", "decode_raw",
    "deserialize_many_sparse", "encode_base64", "match_filenames_once", "parse_sequence_example",
    "parse_single_sequence_example", "parse_tensor", "serialize_many_sparse", "serialize_sparse",
    "serialize_tensor",
]
