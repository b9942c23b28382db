"""tf.compat.v1.logging: what is said at levels."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    v1.logging_calls  DEBUG ERROR FATAL INFO TaskLevelStatusMessage WARN debug error fatal flush
    v1.logging_calls  get_verbosity info log log_every_n log_first_n log_if set_verbosity vlog warn
    v1.logging_calls  warning
""")
