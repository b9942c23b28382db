"""Composed elementwise functions on ragged tensors: done with the flat values, cut likewise.

Single ops do so by themselves, see `composite/ragged_calls.py`.
"""

import functools

from tfcompat._src.composite import ragged_broadcast
from tfcompat._src.composite.ragged_tensor import is_ragged


def elementwise(count=1):
    """Return a decorator of functions that are elementwise in their first `count` arguments.

    Only a call with a ragged tensor among these is changed: the function gets the flat values, of
    several arguments brought to the same rows.
    """
    def decorator(function):
        names = function.__code__.co_varnames[:count]

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for name in names[len(args) :]:
                if name not in kwargs:
                    break
                args = (*args, kwargs.pop(name))
            if not any(map(is_ragged, args[:count])):
                return function(*args, **kwargs)
            flat, wrap = ragged_broadcast.align(args[:count])
            return wrap(function(*flat, *args[count:], **kwargs))

        return wrapper

    return decorator
