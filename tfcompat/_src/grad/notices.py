"""What is said in the log, the first times it happens; TensorFlow's logger has the name."""

import collections
import logging

_COUNTS = collections.Counter()


def warn(message, times):
    """Log a warning, unless that was done so many times already."""
    if _COUNTS[message] < times:
        _COUNTS[message] += 1
        logging.getLogger("tensorflow").warning(message)
