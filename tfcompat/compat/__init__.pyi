# Derived by tools/derive.py; do not edit.
from tfcompat._src.alias.version_2 import tensorflow as v2
from tfcompat._src.base.dimensions import dimension_at_index as dimension_at_index
from tfcompat._src.base.dimensions import dimension_value as dimension_value
from tfcompat._src.frontend.compatibility import as_bytes as as_bytes
from tfcompat._src.frontend.compatibility import as_str as as_str
from tfcompat._src.frontend.compatibility import as_str_any as as_str_any
from tfcompat._src.frontend.compatibility import as_text as as_text
from tfcompat._src.frontend.compatibility import bytes_or_text_types as bytes_or_text_types
from tfcompat._src.frontend.compatibility import complex_types as complex_types
from tfcompat._src.frontend.compatibility import forward_compatibility_horizon as forward_compatibility_horizon
from tfcompat._src.frontend.compatibility import forward_compatible as forward_compatible
from tfcompat._src.frontend.compatibility import integral_types as integral_types
from tfcompat._src.frontend.compatibility import path_to_str as path_to_str
from tfcompat._src.frontend.compatibility import real_types as real_types
from tfcompat.compat import v1 as v1

__all__ = [
    "as_bytes", "as_str", "as_str_any", "as_text", "bytes_or_text_types", "complex_types",
    "dimension_at_index", "dimension_value", "forward_compatibility_horizon", "forward_compatible",
    "integral_types", "path_to_str", "real_types", "v1", "v2",
]
