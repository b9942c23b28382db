# Derived by tools/derive.py; do not edit.
from tfcompat._src.v1.queue_runners import QueueRunner as QueueRunner
from tfcompat._src.v1.queue_runners import add_queue_runner as add_queue_runner
from tfcompat._src.v1.queue_runners import start_queue_runners as start_queue_runners

__all__ = [
    "QueueRunner", "add_queue_runner", "start_queue_runners",
]
