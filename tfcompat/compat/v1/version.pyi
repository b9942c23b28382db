# Derived by tools/derive.py; do not edit.
from tfcompat._src.base.version import COMPILER_VERSION as COMPILER_VERSION
from tfcompat._src.base.version import GIT_VERSION as GIT_VERSION
from tfcompat._src.base.version import GRAPH_DEF_VERSION as GRAPH_DEF_VERSION
from tfcompat._src.base.version import GRAPH_DEF_VERSION_MIN_CONSUMER as GRAPH_DEF_VERSION_MIN_CONSUMER
from tfcompat._src.base.version import GRAPH_DEF_VERSION_MIN_PRODUCER as GRAPH_DEF_VERSION_MIN_PRODUCER
from tfcompat._src.base.version import VERSION as VERSION

__all__ = [
    "COMPILER_VERSION", "GIT_VERSION", "GRAPH_DEF_VERSION", "GRAPH_DEF_VERSION_MIN_CONSUMER",
    "GRAPH_DEF_VERSION_MIN_PRODUCER", "VERSION",
]
