"""tf.sysconfig: how the library was built."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.build_info  CXX11_ABI_FLAG CXX_VERSION get_build_info get_compile_flags get_include
    frontend.build_info  get_lib get_link_flags MONOLITHIC_BUILD
""")
