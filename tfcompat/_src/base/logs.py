"""The logger called `tensorflow`, through which all warnings of the library go."""

import logging
import threading

_LOCK = threading.Lock()
_READY = []


def get_logger():
    """Return the logger of the library, a `logging.Logger`.

    Where nobody else takes care of logging, it writes to the standard error.

    Example:
        >>> import tfcompat as tf
        >>> tf.get_logger().name
        'tensorflow'
    """
    logger = logging.getLogger("tensorflow")
    if not _READY:
        with _LOCK:
            if not _READY:
                _set_up(logger)
                _READY.append(True)
    return logger


def _set_up(logger):
    if logging.getLogger().handlers or logger.handlers:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(logging.BASIC_FORMAT, None))
    logger.addHandler(handler)
