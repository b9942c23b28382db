# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.crossing import cross as cross
from tfcompat._src.frontend.crossing import cross_hashed as cross_hashed
from tfcompat._src.frontend.ragged import boolean_mask as boolean_mask
from tfcompat._src.frontend.ragged import constant as constant
from tfcompat._src.frontend.ragged import map_flat_values as map_flat_values
from tfcompat._src.frontend.ragged import range as range
from tfcompat._src.frontend.ragged import row_splits_to_segment_ids as row_splits_to_segment_ids
from tfcompat._src.frontend.ragged import segment_ids_to_row_splits as segment_ids_to_row_splits
from tfcompat._src.frontend.ragged import stack as stack
from tfcompat._src.frontend.ragged import stack_dynamic_partitions as stack_dynamic_partitions
from tfcompat._src.v1.fetches import RaggedTensorValue as RaggedTensorValue
from tfcompat._src.v1.placeholders import ragged_placeholder as placeholder

__all__ = [
    "RaggedTensorValue", "boolean_mask", "constant", "cross", "cross_hashed", "map_flat_values",
    "placeholder", "range", "row_splits_to_segment_ids", "segment_ids_to_row_splits", "stack",
    "stack_dynamic_partitions",
]
