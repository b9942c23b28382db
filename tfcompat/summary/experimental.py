"""tf.summary.experimental: the step in force, and what other libraries write with."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.summary_writers  get_step set_step summary_scope write_raw_pb
""")
