"""`tf.compat.v2`: the second version's names, which are those of `tf` itself."""

import importlib

tensorflow = importlib.import_module("tfcompat")
