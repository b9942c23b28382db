"""tf.compat.v1.nest: nests of values."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.nest  assert_same_structure flatten is_nested map_structure pack_sequence_as
""")
