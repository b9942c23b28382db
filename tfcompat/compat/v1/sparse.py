"""tf.compat.v1.sparse: sparse tensors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    composite.sparse_tensor  SparseTensor
    frontend.sparse          expand_dims eye fill_empty_rows from_dense mask reorder reset_shape
    frontend.sparse          reshape retain slice to_dense to_indicator transpose
    frontend.sparse_math     bincount cross cross_hashed matmul=sparse_dense_matmul maximum
    frontend.sparse_math     minimum softmax sparse_dense_matmul
    v1.placeholders          placeholder=sparse_placeholder
""")
