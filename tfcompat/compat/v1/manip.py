"""tf.compat.v1.manip: rearranging."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.arrays  reshape
    frontend.blocks       space_to_batch_nd=space_to_batch
    frontend.rearranging  reverse roll tile
    frontend.slicing      scatter_nd
""")
