"""tf.compat.v1.train.queue_runner: what fills queues."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.queue_runners  QueueRunner add_queue_runner start_queue_runners
""")
