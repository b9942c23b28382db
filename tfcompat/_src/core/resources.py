"""Resources: things with state that tensors of dtype `resource` refer to.

A handle tensor holds the resource object itself; ops receive that object. Python's reference
counting ends a resource's life with its last handle.
"""

import contextlib
import itertools
import threading

_COUNTER = itertools.count()
_PRIVATE = itertools.count()


class Resource:
    """Something with identity that ops can read and change.

    Attributes:
        name: the name it goes by in messages.
        container: the container it lives in ("" is the default one).
        handle_shape: the shape that handles have in graphs.
    """

    handle_shape = ()
    __slots__ = ("__weakref__", "container", "lock", "name")

    def __init__(self, name="", container=""):
        self.name = name or f"Resource-{next(_COUNTER)}-at-{id(self):#x}"
        self.container = container
        self.lock = threading.RLock()

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"


class SharedResource(Resource):
    """A resource that has to be as every node or call wants it that names it."""

    __slots__ = ()

    def settle(self, node=None):
        """Accept the name it has, or one made of a node's where nobody gave one.

        Raises:
            OpError: there cannot be such a resource.
        """
        if node is not None:
            self.name = f"_{next(_PRIVATE)}_{node}"

    def check_same(self, other):
        """Raise an OpError if this is not what a node wants that would have made `other`."""
        raise NotImplementedError


class TableData(tuple):
    """What a table's handle tells in graphs: (DType, TensorShape) of its values, and of its keys.

    Args:
        keys, values: (DType, TensorShape) of one key, and of one value.

    Attributes:
        keys, values: the same.
    """

    def __new__(cls, keys, values):
        data = tuple.__new__(cls, values)
        data.keys, data.values = keys, values
        return data

    def __eq__(self, other):
        return isinstance(other, TableData) and (self.keys, self.values) == (
            other.keys, other.values)

    def __hash__(self):
        return hash((self.keys, self.values))


class OfFile(dict):
    """The resources of a graph from a file: names in it are not those of the process."""

    __slots__ = ()


_BY_NAME, _BY_NAME_LOCK = {}, threading.RLock()  # a finalizer may come in between


def found_by_name(kind, made):
    """Return the resource of the process that goes by a name.

    Args:
        kind: what kinds of resources have names of their own; hashable.
        made: a SharedResource as it is wanted, with the name; it becomes the one that is found
            if there was none.

    Raises:
        OpError: there is one that is not as wanted.

    Example:
        >>> class Counter(SharedResource):
        ...     def check_same(self, other):
        ...         pass
        >>> first = found_by_name("counters", Counter("steps"))
        >>> found_by_name("counters", Counter("steps")) is first
        True
        >>> forget_name("counters", first)
    """
    with _BY_NAME_LOCK:
        key = kind, made.container, made.name
        found = _BY_NAME.get(key)
        if found is None:
            made.settle()
            found = _BY_NAME[key] = made
    if found is not made:
        found.check_same(made)
    return found


def forget_name(kind, resource):
    """Let a resource's name be free, if it has it."""
    with _BY_NAME_LOCK:
        key = kind, resource.container, resource.name
        if _BY_NAME.get(key) is resource:
            del _BY_NAME[key]


_UNSHARED = threading.local()


@contextlib.contextmanager
def unshared():
    """Let eager calls within make resources of their own, whatever their names."""
    before = getattr(_UNSHARED, "on", False)
    _UNSHARED.on = True
    try:
        yield
    finally:
        _UNSHARED.on = before


def are_unshared():
    """Say whether eager calls make resources of their own here."""
    return getattr(_UNSHARED, "on", False)


class VariableResource(Resource):
    """The value behind a variable.

    Attributes:
        dtype: the DType of the value.
        shape: the TensorShape that every value must be compatible with.
        value: the current ndarray, never written into once set; None before the first assign.
        owner: a weak reference to the variable object that users hold, or None.
    """

    __slots__ = ("dtype", "owner", "shape", "value")

    def __init__(self, dtype, shape, name="", container="", value=None):
        super().__init__(name, container)
        self.dtype = dtype
        self.shape = shape
        self.value = value
        self.owner = None


class RefVariable(VariableResource):
    """What a tensor of a reference dtype refers to: a variable of TensorFlow 1.

    Where an op wants the value, the reference is read at that time; see `ops/ref_variables.py`.
    """

    __slots__ = ()
