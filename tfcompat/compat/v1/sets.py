"""tf.compat.v1.sets: sets in rows."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.sets  difference intersection set_difference=difference
    frontend.sets  set_intersection=intersection set_size=size set_union=union size union
""")
