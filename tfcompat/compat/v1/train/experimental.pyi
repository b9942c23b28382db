# Derived by tools/derive.py; do not edit.
from tfcompat._src.checkpoint.options import MaxShardSizePolicy as MaxShardSizePolicy
from tfcompat._src.checkpoint.options import ShardByTaskPolicy as ShardByTaskPolicy
from tfcompat._src.checkpoint.options import ShardableTensor as ShardableTensor
from tfcompat._src.checkpoint.options import ShardingCallback as ShardingCallback
from tfcompat._src.checkpoint.python_state import PythonState as PythonState

__all__ = [
    "MaxShardSizePolicy", "PythonState", "ShardByTaskPolicy", "ShardableTensor", "ShardingCallback",
]
