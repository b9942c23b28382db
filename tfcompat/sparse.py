"""tf.sparse: operations on sparse tensors, and on rows picked by index."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    composite.sparse_tensor  SparseTensor
    frontend.segments        segment_mean=sparse_segment_mean segment_sqrt_n=sparse_segment_sqrt_n
    frontend.segments        segment_sum=sparse_segment_sum
    frontend.sparse          concat expand_dims eye fill_empty_rows from_dense mask reorder
    frontend.sparse          reset_shape reshape retain slice split to_dense to_indicator transpose
    frontend.sparse_math     add bincount cross cross_hashed map_values maximum minimum reduce_max
    frontend.sparse_math     reduce_sum sampled_addmm softmax sparse_dense_matmul
""")
