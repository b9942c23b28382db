"""tf.io: strings that hold data, and files."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                          gfile
    frontend.example_features  FixedLenFeature FixedLenSequenceFeature RaggedFeature SparseFeature
    frontend.example_features  VarLenFeature
    frontend.examples          parse_example parse_sequence_example parse_single_example
    frontend.examples          parse_single_sequence_example
    frontend.encodings  decode_base64 decode_compressed decode_csv decode_json_example decode_raw
    frontend.encodings  deserialize_many_sparse encode_base64 parse_tensor
    frontend.encodings  serialize_many_sparse serialize_sparse serialize_tensor
    frontend.image_files  decode_and_crop_jpeg decode_bmp decode_gif decode_image decode_jpeg
    frontend.graph_files  write_graph
    frontend.image_files  decode_jxl decode_webp
    frontend.image_files  decode_png encode_jpeg encode_png extract_jpeg_shape is_jpeg
    frontend.protos       decode_proto encode_proto
    v1.input_producers  match_filenames_once
    frontend.whole_files  matching_files read_file TFRecordOptions TFRecordWriter write_file
""")
