"""The op definition grammar, the `Op` record, attribute encoding and `find(name)`.

`op`, `find` and `no_gradient` are the vocabulary that other rooms use.
"""

from tfcompat._src.registry.record import exists, find, names, no_gradient, op

__all__ = ["exists", "find", "names", "no_gradient", "op"]
