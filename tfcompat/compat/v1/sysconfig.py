"""tf.compat.v1.sysconfig: the build."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.build_info  CXX11_ABI_FLAG CXX_VERSION MONOLITHIC_BUILD get_build_info
    frontend.build_info  get_compile_flags get_include get_lib get_link_flags
""")
