"""tf.compat.v1.dtypes.experimental."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.dtypes  float4_e2m1fn float8_e4m3b11fnuz float8_e4m3fn float8_e4m3fnuz float8_e5m2
    base.dtypes  float8_e5m2fnuz int2 int4 uint2 uint4
""")
