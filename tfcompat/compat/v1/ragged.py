"""tf.compat.v1.ragged: ragged tensors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.crossing  cross cross_hashed
    frontend.ragged    boolean_mask constant map_flat_values range row_splits_to_segment_ids
    frontend.ragged    segment_ids_to_row_splits stack stack_dynamic_partitions
    v1.fetches         RaggedTensorValue
    v1.placeholders    placeholder=ragged_placeholder
""")
