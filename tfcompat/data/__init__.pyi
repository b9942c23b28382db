# Derived by tools/derive.py; do not edit.
from tfcompat._src.data.dataset import AUTOTUNE as AUTOTUNE
from tfcompat._src.data.dataset import DatasetV2 as Dataset
from tfcompat._src.data.dataset import INFINITE_CARDINALITY as INFINITE_CARDINALITY
from tfcompat._src.data.dataset import UNKNOWN_CARDINALITY as UNKNOWN_CARDINALITY
from tfcompat._src.data.files import FixedLengthRecordDatasetV2 as FixedLengthRecordDataset
from tfcompat._src.data.files import TFRecordDatasetV2 as TFRecordDataset
from tfcompat._src.data.files import TextLineDatasetV2 as TextLineDataset
from tfcompat._src.data.iterators import IteratorBase as Iterator
from tfcompat._src.data.iterators import NumpyIterator as NumpyIterator
from tfcompat._src.data.options import Options as Options
from tfcompat._src.data.options import ThreadingOptions as ThreadingOptions
from tfcompat._src.data.specs import DatasetSpec as DatasetSpec
from tfcompat._src.data.specs import IteratorSpec as IteratorSpec
from tfcompat.data import experimental as experimental

__all__ = [
    "AUTOTUNE", "Dataset", "DatasetSpec", "FixedLengthRecordDataset", "INFINITE_CARDINALITY",
    "Iterator", "IteratorSpec", "NumpyIterator", "Options", "TFRecordDataset", "TextLineDataset",
    "ThreadingOptions", "UNKNOWN_CARDINALITY", "experimental",
]
