# Derived by tools/derive.py; do not edit.
from tfcompat._src.base.dtypes import float4_e2m1fn as float4_e2m1fn
from tfcompat._src.base.dtypes import float8_e4m3b11fnuz as float8_e4m3b11fnuz
from tfcompat._src.base.dtypes import float8_e4m3fn as float8_e4m3fn
from tfcompat._src.base.dtypes import float8_e4m3fnuz as float8_e4m3fnuz
from tfcompat._src.base.dtypes import float8_e5m2 as float8_e5m2
from tfcompat._src.base.dtypes import float8_e5m2fnuz as float8_e5m2fnuz
from tfcompat._src.base.dtypes import int2 as int2
from tfcompat._src.base.dtypes import int4 as int4
from tfcompat._src.base.dtypes import uint2 as uint2
from tfcompat._src.base.dtypes import uint4 as uint4
from tfcompat._src.composite.row_partition import RowPartition as RowPartition
from tfcompat._src.data.optionals import Optional as Optional
from tfcompat._src.frontend.execution import async_clear_error as async_clear_error
from tfcompat._src.frontend.execution import async_scope as async_scope
from tfcompat._src.frontend.execution import function_executor_type as function_executor_type

__all__ = [
    "Optional", "RowPartition", "async_clear_error", "async_scope", "float4_e2m1fn",
    "float8_e4m3b11fnuz", "float8_e4m3fn", "float8_e4m3fnuz", "float8_e5m2", "float8_e5m2fnuz",
    "function_executor_type", "int2", "int4", "uint2", "uint4",
]
