"""Version numbers: which TensorFlow we answer for, and which tfcompat this is.

Lives here: the constants behind `tf.__version__` and `tf.version`, and what SavedModels record.
Does not live here: a check of other packages' versions; setup.cfg states those.
`docs/decisions/0003-version-string.md` tells why `VERSION` is exactly TensorFlow's.
"""

TFCOMPAT_VERSION = "0.1.0"

VERSION = "2.21.0"
GIT_VERSION = f"tfcompat-{TFCOMPAT_VERSION}"
COMPILER_VERSION = "none: pure Python"
GRAPH_DEF_VERSION = 2474
GRAPH_DEF_VERSION_MIN_CONSUMER = 0
GRAPH_DEF_VERSION_MIN_PRODUCER = 0
