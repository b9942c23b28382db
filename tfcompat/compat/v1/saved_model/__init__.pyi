# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.tensor_infos import build_tensor_info as build_tensor_info
from tfcompat._src.v1.tensor_infos import get_tensor_from_tensor_info as get_tensor_from_tensor_info
from tfcompat.compat.v1.saved_model import utils as utils

__all__ = [
    "build_tensor_info", "get_tensor_from_tensor_info", "utils",
]
