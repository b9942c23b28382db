"""tf.train.experimental: state of Python objects in checkpoints, and how these are cut."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    checkpoint.options       MaxShardSizePolicy ShardableTensor ShardByTaskPolicy ShardingCallback
    checkpoint.python_state  PythonState
""")
