"""tf.dtypes: element types and casts."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .                         experimental
    base.dtypes               as_dtype bfloat16 bool complex128 complex64 double DType float16
    base.dtypes               float32 float64 half int16 int32 int64 int8 qint16 qint32 qint8
    base.dtypes               QUANTIZED_DTYPES quint16 quint8 resource string uint16 uint32 uint64
    base.dtypes               uint8 variant
    frontend.casting          cast saturate_cast
    frontend.complex_numbers  complex
""")
