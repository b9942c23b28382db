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
from tfcompat._src.frontend.graph_files import write_graph as write_graph
from tfcompat._src.frontend.image_files import decode_and_crop_jpeg as decode_and_crop_jpeg
from tfcompat._src.frontend.image_files import decode_bmp as decode_bmp
from tfcompat._src.frontend.image_files import decode_gif as decode_gif
from tfcompat._src.frontend.image_files import decode_image as decode_image
from tfcompat._src.frontend.image_files import decode_jpeg as decode_jpeg
from tfcompat._src.frontend.image_files import decode_jxl as decode_jxl
from tfcompat._src.frontend.image_files import decode_png as decode_png
from tfcompat._src.frontend.image_files import decode_webp as decode_webp
from tfcompat._src.frontend.image_files import encode_jpeg as encode_jpeg
from tfcompat._src.frontend.image_files import encode_png as encode_png
from tfcompat._src.frontend.image_files import extract_jpeg_shape as extract_jpeg_shape
from tfcompat._src.frontend.image_files import is_jpeg as is_jpeg
from tfcompat._src.frontend.protos import decode_proto as decode_proto
from tfcompat._src.frontend.protos import encode_proto as encode_proto
from tfcompat._src.frontend.queues import PaddingFIFOQueue as PaddingFIFOQueue
from tfcompat._src.frontend.queues import PriorityQueue as PriorityQueue
from tfcompat._src.frontend.queues import QueueBase as QueueBase
from tfcompat._src.frontend.queues import RandomShuffleQueue as RandomShuffleQueue
from tfcompat._src.frontend.whole_files import TFRecordOptions as TFRecordOptions
from tfcompat._src.frontend.whole_files import TFRecordWriter as TFRecordWriter
from tfcompat._src.frontend.whole_files import matching_files as matching_files
from tfcompat._src.frontend.whole_files import read_file as read_file
from tfcompat._src.frontend.whole_files import write_file as write_file
from tfcompat._src.v1.input_producers import match_filenames_once as match_filenames_once
from tfcompat._src.v1.older_files import TFRecordCompressionType as TFRecordCompressionType
from tfcompat._src.v1.older_files import tf_record_iterator as tf_record_iterator
from tfcompat._src.v1.older_sparse import serialize_many_sparse as serialize_many_sparse
from tfcompat._src.v1.older_sparse import serialize_sparse as serialize_sparse
from tfcompat._src.v1.older_text import decode_csv as decode_csv
from tfcompat._src.v1.older_text import decode_raw as decode_raw
from tfcompat.compat.v1.io import gfile as gfile

__all__ = [
    "FixedLenFeature", "FixedLenSequenceFeature", "PaddingFIFOQueue", "PriorityQueue", "QueueBase",
    "RaggedFeature", "RandomShuffleQueue", "SparseFeature", "TFRecordCompressionType",
    "TFRecordOptions", "TFRecordWriter", "VarLenFeature", "decode_and_crop_jpeg", "decode_base64",
    "decode_bmp", "decode_compressed", "decode_csv", "decode_gif", "decode_image", "decode_jpeg",
    "decode_json_example", "decode_jxl", "decode_png", "decode_proto", "decode_raw", "decode_webp",
    "deserialize_many_sparse", "encode_base64", "encode_jpeg", "encode_png", "encode_proto",
    "extract_jpeg_shape", "gfile", "is_jpeg", "match_filenames_once", "matching_files",
    "parse_sequence_example", "parse_single_sequence_example", "parse_tensor", "read_file",
    "serialize_many_sparse", "serialize_sparse", "serialize_tensor", "tf_record_iterator",
    "write_file", "write_graph",
]
