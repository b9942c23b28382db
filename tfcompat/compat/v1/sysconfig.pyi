# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.build_info import CXX11_ABI_FLAG as CXX11_ABI_FLAG
from tfcompat._src.frontend.build_info import CXX_VERSION as CXX_VERSION
from tfcompat._src.frontend.build_info import MONOLITHIC_BUILD as MONOLITHIC_BUILD
from tfcompat._src.frontend.build_info import get_build_info as get_build_info
from tfcompat._src.frontend.build_info import get_compile_flags as get_compile_flags
from tfcompat._src.frontend.build_info import get_include as get_include
from tfcompat._src.frontend.build_info import get_lib as get_lib
from tfcompat._src.frontend.build_info import get_link_flags as get_link_flags

__all__ = [
    "CXX11_ABI_FLAG", "CXX_VERSION", "MONOLITHIC_BUILD", "get_build_info", "get_compile_flags",
    "get_include", "get_lib", "get_link_flags",
]
