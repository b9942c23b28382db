"""tf.ragged: making ragged tensors and going through their rows."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.ragged    boolean_mask constant map_flat_values range row_splits_to_segment_ids
    frontend.ragged    segment_ids_to_row_splits stack stack_dynamic_partitions
    frontend.crossing  cross cross_hashed
""")
