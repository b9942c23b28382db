"""tf.compat.v1.dtypes: the dtypes."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
    base.dtypes               DType QUANTIZED_DTYPES as_dtype bfloat16 bool complex128 complex64
    base.dtypes               double float16 float32 float64 half int16 int32 int64 int8 qint16
    base.dtypes               qint32 qint8 quint16 quint8 resource string uint16 uint32 uint64
    base.dtypes               uint8 variant
    frontend.casting          cast saturate_cast
    frontend.complex_numbers  complex
    frontend.strings          as_string
""")
