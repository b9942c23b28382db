"""The warning about functions that are traced again and again.

Counted per piece of Python code, so that a tf.function made anew in a loop is noticed too.
"""

import threading
import weakref

_HISTORY = 10  # calls looked back on
_TRACES = 5  # so many traces among them are too many
_WARNINGS = 2  # per piece of code
_LOCK = threading.Lock()
_COUNTS = weakref.WeakKeyDictionary()
_MESSAGE = (
    "{} out of the last {} calls to {} triggered tf.function retracing. Tracing is expensive and "
    "the excessive number of tracings could be due to (1) creating @tf.function repeatedly in a "
    "loop, (2) passing tensors with different shapes, (3) passing Python objects instead of "
    "tensors. For (1), please define your @tf.function outside of the loop. For (2), @tf.function "
    "has reduce_retracing=True option that can avoid unnecessary retracing. For (3), please refer "
    "to https://www.tensorflow.org/guide/function#controlling_retracing and "
    "https://www.tensorflow.org/api_docs/python/tf/function for  more details."
)


class _Count:
    """Calls of one piece of code.

    Attributes:
        calls: how many calls are looked back on.
        per_trace: how many calls each of the latest traces served, oldest first.
        warnings: how many warnings were given.
    """

    def __init__(self):
        self.calls = 0
        self.per_trace = []
        self.warnings = 0

    def add_quiet(self, calls):
        if calls:
            if not self.per_trace:
                self.per_trace = [0]
            self.per_trace[-1] += calls
            self.calls += calls

    def add_trace(self):
        """Note a call that was traced; return whether there are too many such."""
        self.calls += 1
        self.per_trace.append(1)
        while self.per_trace and self.calls - self.per_trace[0] > _HISTORY:
            self.calls -= self.per_trace.pop(0)
        if self.warnings >= _WARNINGS or len(self.per_trace) < _TRACES:
            return False
        self.warnings += 1
        return True


def code_of(function):
    """Return what a Python function is counted under: its code, else itself."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    function = getattr(function, "__func__", function)
    return getattr(function, "__code__", function)


def traced(key, shown, quiet_calls):
    """Note a call that led to a trace, and warn where that happens too often.

    Args:
        key: what the function is counted under.
        shown: the function as the message shows it.
        quiet_calls: how many calls since the last trace needed none.
    """
    with _LOCK:
        try:
            count = _COUNTS.get(key)
            if count is None:
                count = _COUNTS[key] = _Count()
        except TypeError:
            return  # an object that is neither hashable nor weakly referable is not counted
        count.add_quiet(quiet_calls)
        too_many = count.add_trace()
        seen = len(count.per_trace), count.calls
    if too_many:
        from tfcompat._src.base import logs  # the first of its kind loads `logging`

        logs.get_logger().warning(_MESSAGE.format(*seen, shown))
