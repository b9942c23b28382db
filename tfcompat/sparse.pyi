# Derived by tools/derive.py; do not edit.
from tfcompat._src.composite.sparse_tensor import SparseTensor as SparseTensor
from tfcompat._src.frontend.segments import sparse_segment_mean as segment_mean
from tfcompat._src.frontend.segments import sparse_segment_sqrt_n as segment_sqrt_n
from tfcompat._src.frontend.segments import sparse_segment_sum as segment_sum
from tfcompat._src.frontend.sparse import concat as concat
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
from tfcompat._src.frontend.sparse import split as split
from tfcompat._src.frontend.sparse import to_dense as to_dense
from tfcompat._src.frontend.sparse import to_indicator as to_indicator
from tfcompat._src.frontend.sparse import transpose as transpose
from tfcompat._src.frontend.sparse_math import add as add
from tfcompat._src.frontend.sparse_math import bincount as bincount
from tfcompat._src.frontend.sparse_math import cross as cross
from tfcompat._src.frontend.sparse_math import cross_hashed as cross_hashed
from tfcompat._src.frontend.sparse_math import map_values as map_values
from tfcompat._src.frontend.sparse_math import maximum as maximum
from tfcompat._src.frontend.sparse_math import minimum as minimum
from tfcompat._src.frontend.sparse_math import reduce_max as reduce_max
from tfcompat._src.frontend.sparse_math import reduce_sum as reduce_sum
from tfcompat._src.frontend.sparse_math import sampled_addmm as sampled_addmm
from tfcompat._src.frontend.sparse_math import softmax as softmax
from tfcompat._src.frontend.sparse_math import sparse_dense_matmul as sparse_dense_matmul

__all__ = [
    "SparseTensor", "add", "bincount", "concat", "cross", "cross_hashed", "expand_dims", "eye",
    "fill_empty_rows", "from_dense", "map_values", "mask", "maximum", "minimum", "reduce_max",
    "reduce_sum", "reorder", "reset_shape", "reshape", "retain", "sampled_addmm", "segment_mean",
    "segment_sqrt_n", "segment_sum", "slice", "softmax", "sparse_dense_matmul", "split",
    "to_dense", "to_indicator", "transpose",
]
