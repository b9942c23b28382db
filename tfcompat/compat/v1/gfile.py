"""tf.compat.v1.gfile: files by their older names."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.gfile  GFile Open=GFile
    v1.older_files  Copy DeleteRecursively Exists FastGFile Glob IsDirectory ListDirectory MakeDirs
    v1.older_files  MkDir Remove Rename Stat Walk
""")
