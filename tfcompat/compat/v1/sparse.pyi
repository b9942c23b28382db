# Derived by tools/derive.py; do not edit.
from tfcompat._src.composite.sparse_tensor import SparseTensor as SparseTensor
from tfcompat._src.frontend.sparse import expand_dims as expand_dims
from tfcompat._src.frontend.sparse import eye as eye
from tfcompat._src.frontend.sparse import fill_empty_rows as fill_empty_rows
from tfcompat._src.frontend.sparse import from_dense as from_dense
from tfcompat._src.frontend.sparse import mask as mask
from tfcompat._src.frontend.sparse import reorder as reorder
from tfcompat._src.frontend.sparse import reset_shape as reset_shape
from tfcompat._src.frontend.sparse import reshape as reshape
from tfcompat._src.frontend.sparse import retain as retain
from tfcompat._src.frontend.sparse import slice as slice
from tfcompat._src.frontend.sparse import to_dense as to_dense
from tfcompat._src.frontend.sparse import to_indicator as to_indicator
from tfcompat._src.frontend.sparse import transpose as transpose
from tfcompat._src.frontend.sparse_math import bincount as bincount
from tfcompat._src.frontend.sparse_math import cross as cross
from tfcompat._src.frontend.sparse_math import cross_hashed as cross_hashed
from tfcompat._src.frontend.sparse_math import sparse_dense_matmul as matmul
from tfcompat._src.frontend.sparse_math import maximum as maximum
from tfcompat._src.frontend.sparse_math import minimum as minimum
from tfcompat._src.frontend.sparse_math import softmax as softmax
from tfcompat._src.frontend.sparse_math import sparse_dense_matmul as sparse_dense_matmul
from tfcompat._src.v1.accumulators import SparseConditionalAccumulator as SparseConditionalAccumulator
from tfcompat._src.v1.older_sparse import sparse_add as add
from tfcompat._src.v1.older_sparse import sparse_concat as concat
from tfcompat._src.v1.older_sparse import sparse_merge as merge
from tfcompat._src.v1.older_sparse import sparse_reduce_max as reduce_max
from tfcompat._src.v1.older_sparse import sparse_reduce_max_sparse as reduce_max_sparse
from tfcompat._src.v1.older_sparse import sparse_reduce_sum as reduce_sum
from tfcompat._src.v1.older_sparse import sparse_reduce_sum_sparse as reduce_sum_sparse
from tfcompat._src.v1.older_sparse import sparse_segment_mean as segment_mean
from tfcompat._src.v1.older_sparse import sparse_segment_sqrt_n as segment_sqrt_n
from tfcompat._src.v1.older_sparse import sparse_segment_sum as segment_sum
from tfcompat._src.v1.older_sparse import sparse_split as split
from tfcompat._src.v1.placeholders import sparse_placeholder as placeholder

__all__ = [
    "SparseConditionalAccumulator", "SparseTensor", "add", "bincount", "concat", "cross",
    "cross_hashed", "expand_dims", "eye", "fill_empty_rows", "from_dense", "mask", "matmul",
    "maximum", "merge", "minimum", "placeholder", "reduce_max", "reduce_max_sparse", "reduce_sum",
    "reduce_sum_sparse", "reorder", "reset_shape", "reshape", "retain", "segment_mean",
    "segment_sqrt_n", "segment_sum", "slice", "softmax", "sparse_dense_matmul", "split",
    "to_dense", "to_indicator", "transpose",
]
