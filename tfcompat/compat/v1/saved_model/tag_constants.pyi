# Derived by tools/derive.py; do not edit.
from tfcompat._src.saved_model.constants import GPU as GPU
from tfcompat._src.saved_model.constants import SERVING as SERVING
from tfcompat._src.saved_model.constants import TPU as TPU
from tfcompat._src.saved_model.constants import TRAINING as TRAINING

__all__ = [
    "GPU", "SERVING", "TPU", "TRAINING",
]
