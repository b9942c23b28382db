"""tf.compat.v1.experimental: what is still changing."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.dtypes              float4_e2m1fn float8_e4m3b11fnuz float8_e4m3fn float8_e4m3fnuz
    base.dtypes              float8_e5m2 float8_e5m2fnuz int2 int4 uint2 uint4
    composite.row_partition  RowPartition
    frontend.execution       async_clear_error async_scope function_executor_type
    data.optionals  Optional
""")
