"""tf.compat.v1.data: datasets, with iterators that sessions ask for elements."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                  experimental
    data.dataset       AUTOTUNE INFINITE_CARDINALITY UNKNOWN_CARDINALITY
    data.iterators     NumpyIterator
    data.options       Options ThreadingOptions
    data.specs         DatasetSpec
    data.v1_datasets   Dataset=DatasetV1 FixedLengthRecordDataset=FixedLengthRecordDatasetV1
    data.v1_datasets   TFRecordDataset=TFRecordDatasetV1 TextLineDataset=TextLineDatasetV1
    data.v1_datasets   get_output_classes get_output_shapes get_output_types
    data.v1_datasets   make_initializable_iterator make_one_shot_iterator
    data.v1_iterators  Iterator
""")
