"""tf.compat.v1.train.experimental: state of Python objects in checkpoints."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    checkpoint.options       MaxShardSizePolicy ShardByTaskPolicy ShardableTensor
    checkpoint.options       ShardingCallback
    checkpoint.python_state  PythonState
""")
