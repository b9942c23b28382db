"""tf.compat.v1.python_io: files of records by their older names."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.whole_files  TFRecordOptions TFRecordWriter
    v1.older_files        TFRecordCompressionType tf_record_iterator
""")
