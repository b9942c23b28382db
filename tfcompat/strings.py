"""tf.strings: operations on strings."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.strings  as_string format join length regex_full_match
""")
