"""tf.compat.v1.test.experimental: waiting for devices."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.testing  sync_devices
""")
