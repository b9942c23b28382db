"""What is never converted: modules by name, and kinds of callables."""

import builtins
import functools
import inspect
import sys
import types

from tfcompat._src.function.autograph import log

# Modules whose functions run as they are, those inside of them too.
_LEFT_ALONE = (
    "collections", "copy", "cProfile", "inspect", "ipdb", "linecache", "mock", "pathlib", "pdb",
    "posixpath", "pstats", "re", "threading", "urllib", "matplotlib", "numpy", "pandas",
    "tensorflow", "tfcompat", "PIL", "absl.logging", "tensorflow_probability",
    "tensorflow_datasets.core", "keras", "tf_keras",
)
_BUILTINS = frozenset(id(value) for value in vars(builtins).values())
_by_module = {}


def is_module_left_alone(name):
    """Say whether functions of a module run as they are."""
    known = _by_module.get(name)
    if known is None:
        dotted = f"{name}."
        known = _by_module[name] = any(dotted.startswith(f"{rule}.") for rule in _LEFT_ALONE)
    return known


def is_builtin(function):
    """Say whether something is a builtin of Python, or implemented like one."""
    return isinstance(function, types.BuiltinFunctionType) or id(function) in _BUILTINS


def is_unsupported(function):
    """Say whether something cannot be converted: classes, and what others have wrapped."""
    if inspect.isclass(function) or isinstance(function, functools._lru_cache_wrapper):
        return True
    wrapt = sys.modules.get("wrapt")
    if wrapt is not None and isinstance(
            function, (wrapt.FunctionWrapper, wrapt.BoundFunctionWrapper)):
        log.warn(
            "%s appears to be decorated by wrapt, which is not yet supported by AutoGraph. The "
            "function will run as-is. You may still apply AutoGraph before the wrapt decorator.",
            function)
        return True
    return False


def is_left_alone(function):
    """Say whether a callable belongs to what runs as it is, by its module or its kind."""
    module = getattr(function, "__module__", None)
    if isinstance(module, str) and is_module_left_alone(module):
        return True
    if hasattr(function, "__code__"):
        if inspect.isgeneratorfunction(function):
            return True
        return inspect.ismethod(function) and _is_of_test_case(function.__self__)
    call = getattr(type(function), "__call__", None)  # noqa: B004 - its code is asked for
    return not isinstance(call, types.FunctionType) or is_left_alone(call)


def _is_of_test_case(instance):
    unittest = sys.modules.get("unittest")
    owner = instance if inspect.isclass(instance) else type(instance)
    return unittest is not None and issubclass(owner, unittest.TestCase)
