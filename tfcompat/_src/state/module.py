"""Module: a named holder of variables and other modules."""

import re

from tfcompat._src.base import names, nest
from tfcompat._src.core import name_scopes
from tfcompat._src.core.trackable import Trackable
from tfcompat._src.state.auto_trackable import AutoTrackable
from tfcompat._src.state.variable import Variable

_IDENTIFIER = re.compile(r"^[A-Za-z_]([A-Za-z0-9_])*$")


class Module(AutoTrackable):
    """Base of objects that own variables and submodules: `tf.Module`.

    Args:
        name: a valid Python identifier; the snake-case class name by default.

    Raises:
        ValueError: the name is no identifier.

    Example:
        >>> import tfcompat as tf
        >>> class Dense(tf.Module):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self.w = tf.Variable([[1.0], [2.0]], name="w")
        ...     def __call__(self, x):
        ...         return x @ self.w
        >>> dense = Dense()
        >>> dense(tf.constant([[1.0, 1.0]]))
        <tf.Tensor: shape=(1, 1), dtype=float32, numpy=array([[3.]], dtype=float32)>
        >>> len(dense.variables)
        1
    """

    _TF_MODULE_IGNORED_PROPERTIES = frozenset(
        ["_self_unconditional_checkpoint_dependencies", "_self_unconditional_dependency_names",
         "_self_waiting"]
    )

    def __init__(self, name=None):
        if name is None:
            name = names.snake_case(type(self).__name__)
        elif not _IDENTIFIER.match(name):
            raise ValueError(
                f"{name!r} is not a valid module name. Module names must be valid Python "
                "identifiers (e.g. a valid class name)."
            )
        self._name = name
        prefix = name_scopes.current_prefix()
        self._scope_name = f"{prefix}{name}/"

    @property
    def name(self):
        """The name as passed or determined on creation, without enclosing scopes."""
        return self._name

    @property
    def name_scope(self):
        """A name scope for what the module makes."""
        return name_scopes.name_scope(self._scope_name)

    @property
    def variables(self):
        """All variables of this module and its submodules, in order of attribute names."""
        return tuple(self._flatten(predicate=_is_variable, expand_composites=True))

    @property
    def trainable_variables(self):
        """All trainable variables of this module and its submodules."""
        return tuple(self._flatten(predicate=_is_trainable, expand_composites=True))

    @property
    def non_trainable_variables(self):
        """All variables that are not trainable."""
        return tuple(v for v in self.variables if not v.trainable)

    @property
    def submodules(self):
        """All modules below this one."""
        return tuple(self._flatten(predicate=lambda value: isinstance(value, Module)))

    def _flatten(self, recursive=True, predicate=None, attribute_traversal_key=None,
                 with_path=False, expand_composites=False):
        """Yield the leaves of all attributes that `predicate` accepts; each once, without paths."""
        seen = {id(self)}
        yield from _walk(
            self, (), seen, predicate or (lambda value: True), recursive,
            attribute_traversal_key, with_path, expand_composites,
        )

    @classmethod
    def with_name_scope(cls, method):
        """Decorate a method so that it runs in the module's name scope."""

        def method_with_name_scope(self, *args, **kwargs):
            with self.name_scope:
                return method(self, *args, **kwargs)

        method_with_name_scope.__name__ = method.__name__
        method_with_name_scope.__doc__ = method.__doc__
        method_with_name_scope.__wrapped__ = method
        return method_with_name_scope


def _is_variable(value):
    return isinstance(value, Variable)


def _is_trainable(value):
    return isinstance(value, Variable) and value.trainable


def _walk(module, path, seen, predicate, recursive, key, with_path, expand):
    """Yield accepted leaves of one module, then of the modules found among them."""
    ignored = module._TF_MODULE_IGNORED_PROPERTIES
    attributes = {k: v for k, v in vars(module).items() if k not in ignored}
    submodules = []
    for name in sorted(attributes, key=key):
        try:
            leaves = nest.flatten_with_tuple_paths(attributes[name], expand_composites=expand)
        except Exception as error:
            raise ValueError(
                f"Error processing property {name!r} of {type(attributes[name])}"
            ) from error
        for leaf_path, leaf in leaves:
            if not isinstance(leaf, (Trackable, Module)) and not predicate(leaf):
                continue
            if id(leaf) in seen:
                continue
            if not with_path:
                seen.add(id(leaf))
            leaf_path = (*path, name, *leaf_path)
            if predicate(leaf):
                yield (leaf_path, leaf) if with_path else leaf
            if recursive and isinstance(leaf, Module):
                submodules.append((leaf_path, leaf))
    for submodule_path, submodule in submodules:
        # With paths, what is reached in several ways is told several times, but for cycles.
        below = {*seen, id(submodule)} if with_path else seen
        yield from _walk(
            submodule, submodule_path, below, predicate, recursive, key, with_path, expand
        )
