"""TensorFlow's Python API without TensorFlow: `import tfcompat as tf`.

Lives here: the table of names in the top namespace. Nothing is imported until it is touched.
Does not live here: code; all of it is under tfcompat/_src, see docs/layout.md.
"""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    base.version   __version__=VERSION
    .              version
""")
