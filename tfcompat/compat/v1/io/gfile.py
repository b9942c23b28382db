"""tf.compat.v1.io.gfile: files and folders."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.folders  copy exists get_registered_schemes glob isdir join listdir makedirs mkdir
    frontend.folders  remove rename rmtree stat walk
    frontend.gfile  GFile
""")
