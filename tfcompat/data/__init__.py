"""tf.data: datasets, their elements, iterators and options."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                experimental
    data.dataset     AUTOTUNE Dataset=DatasetV2 INFINITE_CARDINALITY UNKNOWN_CARDINALITY
    data.files       FixedLengthRecordDataset=FixedLengthRecordDatasetV2
    data.files       TFRecordDataset=TFRecordDatasetV2 TextLineDataset=TextLineDatasetV2
    data.iterators   Iterator=IteratorBase NumpyIterator
    data.options     Options ThreadingOptions
    data.specs       DatasetSpec IteratorSpec
""")
