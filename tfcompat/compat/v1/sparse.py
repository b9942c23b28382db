"""tf.compat.v1.sparse: sparse tensors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    composite.sparse_tensor  SparseTensor
    frontend.sparse          expand_dims eye fill_empty_rows from_dense mask reorder reset_shape
    frontend.sparse          reshape retain slice to_dense to_indicator transpose
    frontend.sparse_math     bincount cross cross_hashed matmul=sparse_dense_matmul maximum
    frontend.sparse_math     minimum softmax sparse_dense_matmul
    v1.older_sparse          add=sparse_add concat=sparse_concat merge=sparse_merge
    v1.older_sparse          reduce_max=sparse_reduce_max
    v1.older_sparse          reduce_max_sparse=sparse_reduce_max_sparse
    v1.older_sparse          reduce_sum=sparse_reduce_sum
    v1.older_sparse          reduce_sum_sparse=sparse_reduce_sum_sparse
    v1.older_sparse          segment_mean=sparse_segment_mean
    v1.older_sparse          segment_sqrt_n=sparse_segment_sqrt_n
    v1.older_sparse          segment_sum=sparse_segment_sum split=sparse_split
    v1.accumulators          SparseConditionalAccumulator
    v1.placeholders          placeholder=sparse_placeholder
""")
