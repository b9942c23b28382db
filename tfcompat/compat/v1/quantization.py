"""tf.compat.v1.quantization: quantized numbers."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.quantization  dequantize fake_quant_with_min_max_args
    frontend.quantization  fake_quant_with_min_max_args_gradient fake_quant_with_min_max_vars
    frontend.quantization  fake_quant_with_min_max_vars_gradient
    frontend.quantization  fake_quant_with_min_max_vars_per_channel
    frontend.quantization  fake_quant_with_min_max_vars_per_channel_gradient quantize
    frontend.quantization  quantize_and_dequantize quantize_and_dequantize_v2 quantized_concat
""")
