"""tf.compat.v1.queue: queues of tensors."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.queues  FIFOQueue PaddingFIFOQueue PriorityQueue QueueBase RandomShuffleQueue
""")
