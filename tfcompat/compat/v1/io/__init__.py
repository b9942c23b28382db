"""tf.compat.v1.io: files and encodings."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.older_files  TFRecordCompressionType tf_record_iterator
    .  gfile
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
    frontend.graph_files  write_graph
    frontend.image_files  decode_and_crop_jpeg decode_bmp decode_gif decode_image decode_jpeg
    frontend.image_files  decode_jxl decode_png decode_webp encode_jpeg encode_png
    frontend.image_files  extract_jpeg_shape is_jpeg
    frontend.protos  decode_proto encode_proto
    frontend.whole_files  TFRecordOptions TFRecordWriter matching_files read_file write_file
""")
