# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.rearranging import depth_to_space as depth_to_space
from tfcompat._src.frontend.rearranging import space_to_depth as space_to_depth
from tfcompat._src.frontend.reductions import zero_fraction as zero_fraction
from tfcompat._src.frontend.sorting import in_top_k as in_top_k
from tfcompat._src.frontend.sorting import top_k as top_k
from tfcompat._src.frontend.special import sigmoid as sigmoid
from tfcompat._src.frontend.trigonometry import tanh as tanh

__all__ = [
    "depth_to_space", "in_top_k", "sigmoid", "space_to_depth", "tanh", "top_k", "zero_fraction",
]
