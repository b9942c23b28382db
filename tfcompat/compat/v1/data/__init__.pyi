# Derived by tools/derive.py; do not edit.
from tfcompat._src.data.dataset import AUTOTUNE as AUTOTUNE
from tfcompat._src.data.dataset import INFINITE_CARDINALITY as INFINITE_CARDINALITY
from tfcompat._src.data.dataset import UNKNOWN_CARDINALITY as UNKNOWN_CARDINALITY
from tfcompat._src.data.iterators import NumpyIterator as NumpyIterator
from tfcompat._src.data.options import Options as Options
from tfcompat._src.data.options import ThreadingOptions as ThreadingOptions
from tfcompat._src.data.specs import DatasetSpec as DatasetSpec
from tfcompat._src.data.v1_datasets import DatasetV1 as Dataset
from tfcompat._src.data.v1_datasets import FixedLengthRecordDatasetV1 as FixedLengthRecordDataset
from tfcompat._src.data.v1_datasets import TFRecordDatasetV1 as TFRecordDataset
from tfcompat._src.data.v1_datasets import TextLineDatasetV1 as TextLineDataset
from tfcompat._src.data.v1_datasets import get_output_classes as get_output_classes
from tfcompat._src.data.v1_datasets import get_output_shapes as get_output_shapes
from tfcompat._src.data.v1_datasets import get_output_types as get_output_types
from tfcompat._src.data.v1_datasets import make_initializable_iterator as make_initializable_iterator
from tfcompat._src.data.v1_datasets import make_one_shot_iterator as make_one_shot_iterator
from tfcompat._src.data.v1_iterators import Iterator as Iterator
from tfcompat.compat.v1.data import experimental as experimental

__all__ = [
    "AUTOTUNE", "Dataset", "DatasetSpec", "FixedLengthRecordDataset", "INFINITE_CARDINALITY",
    "Iterator", "NumpyIterator", "Options", "TFRecordDataset", "TextLineDataset",
    "ThreadingOptions", "UNKNOWN_CARDINALITY", "experimental", "get_output_classes",
    "get_output_shapes", "get_output_types", "make_initializable_iterator",
    "make_one_shot_iterator",
]
