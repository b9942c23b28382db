# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.quantization import dequantize as dequantize
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_args as fake_quant_with_min_max_args
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_args_gradient as fake_quant_with_min_max_args_gradient
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars as fake_quant_with_min_max_vars
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars_gradient as fake_quant_with_min_max_vars_gradient
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars_per_channel as fake_quant_with_min_max_vars_per_channel
from tfcompat._src.frontend.quantization import fake_quant_with_min_max_vars_per_channel_gradient as fake_quant_with_min_max_vars_per_channel_gradient
from tfcompat._src.frontend.quantization import quantize as quantize
from tfcompat._src.frontend.quantization import quantize_and_dequantize as quantize_and_dequantize
from tfcompat._src.frontend.quantization import quantize_and_dequantize_v2 as quantize_and_dequantize_v2
from tfcompat._src.frontend.quantization import quantized_concat as quantized_concat

__all__ = [
    "dequantize", "fake_quant_with_min_max_args", "fake_quant_with_min_max_args_gradient",
    "fake_quant_with_min_max_vars", "fake_quant_with_min_max_vars_gradient",
    "fake_quant_with_min_max_vars_per_channel",
    "fake_quant_with_min_max_vars_per_channel_gradient", "quantize", "quantize_and_dequantize",
    "quantize_and_dequantize_v2", "quantized_concat",
]
