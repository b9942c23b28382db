"""tf.xla: functions that are compiled elsewhere."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
""")
