"""tf.compat: text and bytes, dimensions, the older faces of the API."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                       v1
    alias.version_2         v2=tensorflow
    base.dimensions         dimension_at_index dimension_value
    frontend.compatibility  as_bytes as_str as_str_any as_text bytes_or_text_types complex_types
    frontend.compatibility  forward_compatibility_horizon
    frontend.compatibility  forward_compatible integral_types path_to_str real_types
""")
