# Derived by tools/derive.py; do not edit.
from tfcompat._src.data.dataset import AUTOTUNE as AUTOTUNE
from tfcompat._src.data.dataset import INFINITE_CARDINALITY as INFINITE_CARDINALITY
from tfcompat._src.data.dataset import UNKNOWN_CARDINALITY as UNKNOWN_CARDINALITY
from tfcompat._src.data.experimental import counter as Counter
from tfcompat._src.data.experimental import RandomDataset as RandomDataset
from tfcompat._src.data.experimental import Reducer as Reducer
from tfcompat._src.data.experimental import at as at
from tfcompat._src.data.experimental import cardinality as cardinality
from tfcompat._src.data.experimental import choose_from_datasets as choose_from_datasets
from tfcompat._src.data.experimental import enable_debug_mode as enable_debug_mode
from tfcompat._src.data.experimental import from_list as from_list
from tfcompat._src.data.experimental import from_variant as from_variant
from tfcompat._src.data.experimental import get_next_as_optional as get_next_as_optional
from tfcompat._src.data.experimental import get_single_element as get_single_element
from tfcompat._src.data.experimental import get_structure as get_structure
from tfcompat._src.data.experimental import load as load
from tfcompat._src.data.experimental import sample_from_datasets as sample_from_datasets
from tfcompat._src.data.experimental import save as save
from tfcompat._src.data.experimental import to_variant as to_variant
from tfcompat._src.data.lookups import DatasetInitializer as DatasetInitializer
from tfcompat._src.data.lookups import index_table_from_dataset as index_table_from_dataset
from tfcompat._src.data.lookups import table_from_dataset as table_from_dataset
from tfcompat._src.data.optionals import Optional as Optional
from tfcompat._src.data.options import AutoShardPolicy as AutoShardPolicy
from tfcompat._src.data.options import AutotuneAlgorithm as AutotuneAlgorithm
from tfcompat._src.data.options import AutotuneOptions as AutotuneOptions
from tfcompat._src.data.options import DistributeOptions as DistributeOptions
from tfcompat._src.data.options import ExternalStatePolicy as ExternalStatePolicy
from tfcompat._src.data.options import OptimizationOptions as OptimizationOptions
from tfcompat._src.data.options import SHARD_HINT as SHARD_HINT
from tfcompat._src.data.options import ServiceOptions as ServiceOptions
from tfcompat._src.data.options import ThreadingOptions as ThreadingOptions
from tfcompat._src.data.records import CsvDataset as CsvDataset
from tfcompat._src.data.records import SqlDataset as SqlDataset
from tfcompat._src.data.records import make_batched_features_dataset as make_batched_features_dataset
from tfcompat._src.data.records import make_csv_dataset as make_csv_dataset
from tfcompat._src.data.records import parse_example_dataset as parse_example_dataset
from tfcompat._src.data.transformations import assert_cardinality as assert_cardinality
from tfcompat._src.data.transformations import bucket_by_sequence_length as bucket_by_sequence_length
from tfcompat._src.data.transformations import copy_to_device as copy_to_device
from tfcompat._src.data.transformations import dense_to_ragged_batch as dense_to_ragged_batch
from tfcompat._src.data.transformations import dense_to_sparse_batch as dense_to_sparse_batch
from tfcompat._src.data.transformations import enumerate_dataset as enumerate_dataset
from tfcompat._src.data.transformations import group_by_reducer as group_by_reducer
from tfcompat._src.data.transformations import group_by_window as group_by_window
from tfcompat._src.data.transformations import ignore_errors as ignore_errors
from tfcompat._src.data.transformations import map_and_batch as map_and_batch
from tfcompat._src.data.transformations import pad_to_cardinality as pad_to_cardinality
from tfcompat._src.data.transformations import parallel_interleave as parallel_interleave
from tfcompat._src.data.transformations import prefetch_to_device as prefetch_to_device
from tfcompat._src.data.transformations import rejection_resample as rejection_resample
from tfcompat._src.data.transformations import scan as scan
from tfcompat._src.data.transformations import shuffle_and_repeat as shuffle_and_repeat
from tfcompat._src.data.transformations import take_while as take_while
from tfcompat._src.data.transformations import unbatch as unbatch
from tfcompat._src.data.transformations import unique as unique

__all__ = [
    "AUTOTUNE", "AutoShardPolicy", "AutotuneAlgorithm", "AutotuneOptions", "Counter", "CsvDataset",
    "DatasetInitializer", "DistributeOptions", "ExternalStatePolicy", "INFINITE_CARDINALITY",
    "OptimizationOptions", "Optional", "RandomDataset", "Reducer", "SHARD_HINT", "ServiceOptions",
    "SqlDataset", "ThreadingOptions", "UNKNOWN_CARDINALITY", "assert_cardinality", "at",
    "bucket_by_sequence_length", "cardinality", "choose_from_datasets", "copy_to_device",
    "dense_to_ragged_batch", "dense_to_sparse_batch", "enable_debug_mode", "enumerate_dataset",
    "from_list", "from_variant", "get_next_as_optional", "get_single_element", "get_structure",
    "group_by_reducer", "group_by_window", "ignore_errors", "index_table_from_dataset", "load",
    "make_batched_features_dataset", "make_csv_dataset", "map_and_batch", "pad_to_cardinality",
    "parallel_interleave", "parse_example_dataset", "prefetch_to_device", "rejection_resample",
    "sample_from_datasets", "save", "scan", "shuffle_and_repeat", "table_from_dataset",
    "take_while", "to_variant", "unbatch", "unique",
]
