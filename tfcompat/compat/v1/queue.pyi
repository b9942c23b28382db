# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.queues import FIFOQueue as FIFOQueue
from tfcompat._src.frontend.queues import PaddingFIFOQueue as PaddingFIFOQueue
from tfcompat._src.frontend.queues import PriorityQueue as PriorityQueue
from tfcompat._src.frontend.queues import QueueBase as QueueBase
from tfcompat._src.frontend.queues import RandomShuffleQueue as RandomShuffleQueue

__all__ = [
    "FIFOQueue", "PaddingFIFOQueue", "PriorityQueue", "QueueBase", "RandomShuffleQueue",
]
