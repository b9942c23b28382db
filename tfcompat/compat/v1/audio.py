"""tf.compat.v1.audio: audio."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.audio  decode_wav encode_wav
""")
