"""tf.sparse: operations on sparse tensors, and on rows picked by index."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.segments  segment_mean=sparse_segment_mean segment_sqrt_n=sparse_segment_sqrt_n
    frontend.segments  segment_sum=sparse_segment_sum
""")
