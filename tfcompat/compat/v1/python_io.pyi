# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.whole_files import TFRecordOptions as TFRecordOptions
from tfcompat._src.frontend.whole_files import TFRecordWriter as TFRecordWriter
from tfcompat._src.v1.older_files import TFRecordCompressionType as TFRecordCompressionType
from tfcompat._src.v1.older_files import tf_record_iterator as tf_record_iterator

__all__ = [
    "TFRecordCompressionType", "TFRecordOptions", "TFRecordWriter", "tf_record_iterator",
]
