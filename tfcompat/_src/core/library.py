"""Callables for function attributes of ops that run eagerly, by name.

Graph functions enter themselves here when they come to be; nothing is kept alive by it.
"""

import itertools
import weakref

from tfcompat._src.base import errors

_FUNCTIONS = weakref.WeakValueDictionary()
_NUMBERS = itertools.count(1)


def next_number():
    """Return a number that no function of this process has in its name yet."""
    return next(_NUMBERS)


def register(name, function):
    """Make `function` - callable on arrays, returning a list of arrays - known by name."""
    _FUNCTIONS[name] = function


def find(name):
    """Return the callable registered under `name`.

    Raises:
        NotFoundError: there is none (any more).
    """
    function = _FUNCTIONS.get(name)
    if function is None:
        raise errors.NotFoundError(f"Function {name} is not defined.")
    return function
