"""tf.data.experimental: transformations as functions, options, and what is not settled yet."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    data.dataset          AUTOTUNE INFINITE_CARDINALITY UNKNOWN_CARDINALITY
    data.experimental     Counter=counter RandomDataset Reducer cardinality choose_from_datasets
    data.experimental     enable_debug_mode from_list from_variant get_next_as_optional
    data.experimental     at
    data.experimental     get_single_element get_structure load save sample_from_datasets to_variant
    data.lookups          DatasetInitializer index_table_from_dataset table_from_dataset
    data.optionals        Optional
    data.options          AutoShardPolicy AutotuneAlgorithm AutotuneOptions DistributeOptions
    data.options          ExternalStatePolicy OptimizationOptions ServiceOptions ThreadingOptions
    data.options          SHARD_HINT
    data.records          CsvDataset SqlDataset
    data.records          make_batched_features_dataset make_csv_dataset
    data.records          parse_example_dataset
    data.transformations  assert_cardinality bucket_by_sequence_length copy_to_device
    data.transformations  dense_to_ragged_batch dense_to_sparse_batch enumerate_dataset
    data.transformations  group_by_reducer group_by_window ignore_errors map_and_batch
    data.transformations  pad_to_cardinality parallel_interleave prefetch_to_device
    data.transformations  rejection_resample scan shuffle_and_repeat take_while unbatch unique
""")
