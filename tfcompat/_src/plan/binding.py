"""What the generated code of a plan refers to: kernels, attribute values, called functions.

A `Namespace` becomes the globals of the generated functions.
"""

import math

import numpy as np

from tfcompat._src.base import dtypes, errors
from tfcompat._src.base.dtypes import DType
from tfcompat._src.core import eager
from tfcompat._src.core.resources import OfFile, Resource, SharedResource, VariableResource
from tfcompat._src.registry.definition import type_name as cpp_name
from tfcompat._src.graph import functions
from tfcompat._src.plan import branches, waits
from tfcompat._src.registry.attributes import FunctionRef


_FOUND_BY_NAME_ALONE = frozenset(  # families of one kind
    ["tfcompat._src.ops.queues", "tfcompat._src.ops.lookup_tables"])


class Callee:
    """A function of the library as kernels call it: arrays in, list of arrays out.

    It is compiled at its first call, so that functions may call themselves.

    Args:
        graph_function: the GraphFunction.
        resources: where its nodes keep their state if not in themselves: in a session.
    """

    __slots__ = ("function", "graph_function", "resources")

    def __init__(self, graph_function, resources=None):
        self.graph_function = graph_function
        self.function = None
        self.resources = resources

    def __call__(self, *arrays):
        function = self.function
        if function is None:
            function = self.function = self.graph_function.plan_in(self.resources).function
        return function(*arrays)

    def __repr__(self):
        return f"<Callee {self.graph_function.name!r}>"


class Namespace(dict):
    """Names to values, for the globals of generated code.

    Args:
        xp: the array module.
        resources: where nodes keep their state if not in themselves: in a session.
    """

    def __init__(self, xp, resources=None):
        super().__init__(
            xp=xp, as_text=as_text, as_array=as_array, dereference=dereference, unfed=unfed,
            refuse=refuse, switch=branches.switch, merge=branches.merge, arrived=branches.arrived,
            MISSING=branches.MISSING, begin=waits.begin, end=waits.end,
        )
        self._names = {}
        self._resources = resources

    def kernel(self, function):
        """Return the name that a kernel goes by."""
        return self._named(f"k_{function.__name__}", function)

    def constant(self, name, value):
        """Enter a value under `name` and return the name."""
        self[name] = value
        return name

    def attributes(self, op, number):
        """Return the keyword arguments for an op's kernel as text, ", a=1, b=c12_b" or ""."""
        parts = []
        for name in op.record.kernel_attrs:
            parts.append(f", {name}={self._value(op, name, number)}")
        if op.record.state is not None:
            parts.append(f", state={self.constant(f'a{number}_state', self._state(op))}")
        return "".join(parts)

    def _state(self, op):
        """Return what a node keeps from call to call; in a session, what it keeps there."""
        if getattr(op.record.state, "is_found_by_name", False):
            return self._shared_state(op)
        if self._resources is None:
            return op.kept_state()
        key = ("state of", op)
        if key not in self._resources:
            self._resources[key] = op.record.state()
        return self._resources[key]

    def _shared_state(self, op):
        """Return what nodes keep together that share a name: that given, or the node's."""
        make, name = op.record.state, op.attrs["shared_name"]
        key = (make, op.attrs["container"], name or op.name.encode())
        if self._resources is None and name and not isinstance(op.graph.resources, OfFile):
            return eager.process_state(key, make)
        with op.graph.resources_lock:
            resources = op.graph.resources if self._resources is None else self._resources
            if key not in resources:
                resources[key] = make()
            return resources[key]

    def _value(self, op, name, number):
        value = op.attrs[name]
        kind = type(value)
        if kind is bool or kind is int:
            return repr(value)
        if kind is float and math.isfinite(value):
            return repr(value)
        if kind is bytes and value.isalpha() and len(value) < 32:
            return repr(value)
        if kind is DType:
            return self._named(value.name, value)
        if kind is tuple and len(value) < 9 and all(type(item) in (int, bool) for item in value):
            return repr(value)
        return self.constant(
            f"a{number}_{name}", bound(op.graph, op, value, self._resources))

    def _named(self, name, value):
        known = self._names.get(id(value))
        if known is None:
            known, count = name, 1
            while known in self:
                count += 1
                known = f"{name}_{count}"
            self._names[id(value)] = known
            self[known] = value
        return known


def bound(graph, op, value, resources=None):
    """Return an attribute value as kernels get it: function references become callables.

    Args:
        graph, op: the graph and the node.
        value: the value of one of its attributes.
        resources: where nodes of the functions keep their state: in a session.

    Raises:
        NotFoundError: the library lacks a function.
    """
    if type(value) is FunctionRef:
        where = f"node '{op.name}' ({op.type})"
        return Callee(functions.resolve(graph.functions, value, where), resources)
    if type(value) is tuple and value and type(value[0]) is FunctionRef:
        return tuple(bound(graph, op, item, resources) for item in value)
    return value


def arguments(graph, op):
    """Return the attributes an op's kernel asks for, as a dict."""
    return {name: bound(graph, op, op.attrs[name]) for name in op.record.kernel_attrs}


def as_text(value):
    """Return strings as an object array; numpy hands out bytes where rank 0 results are made."""
    if type(value) is np.ndarray and value.dtype == object:
        return value
    if isinstance(value, np.ndarray):
        return value.astype(object)
    array = np.empty((), object)
    array[()] = value
    return array


def as_array(value):
    """Return a numpy scalar as an array; arrays as they are."""
    return value if type(value) is np.ndarray else np.asarray(value)


def dereference(reference):
    """Return the value of an old-style variable; container and name of other resources.

    Raises:
        FailedPreconditionError: it has none yet.
    """
    if not isinstance(reference, Resource):
        return reference
    if not isinstance(reference, VariableResource):
        return np.array(
            [(reference.container or "localhost").encode(), reference.name.encode()], object)
    if reference.value is None:
        raise errors.FailedPreconditionError(
            f"Attempting to use uninitialized value {reference.name}"
        )
    return reference.value


def unfed(message):
    """Stand for a placeholder without a value."""
    raise errors.InvalidArgumentError(message)


def refuse(error):
    """Stand for a resource that could not be made."""
    if isinstance(error, errors.NoKernelError):
        raise errors.NoKernelError(error.kernels)
    raise type(error)(error.message)


def unfed_message(op):
    """TensorFlow's sentence about a placeholder without a value."""
    shape = op.attrs["shape"]
    shown = ""
    if shape.rank is not None:
        sizes = ",".join("?" if size is None else str(size) for size in shape.as_list())
        shown = f" and shape [{sizes}]"
    return (
        f"You must feed a value for placeholder tensor '{op.name}' with dtype "
        f"{cpp_name(op.attrs['dtype'])}{shown}"
    )


def makes_resource(op):
    """Say whether an op stands for a named resource of its graph: a variable, a table, ..."""
    if op.inputs or len(op.outputs) != 1 or "shared_name" not in op.attrs:
        return False
    tensor = op.outputs[0]
    return tensor.is_ref or tensor._dtype is dtypes.resource


def resource(graph, op, xp, resources=None):
    """Return the resource that a node stands for, made once for all plans of the graph.

    Nodes with the same `shared_name` stand for the same resource; others go by their own name.
    Queues and tables are shared with those of other graphs and of eager calls too, but not in
    sessions, and not those of models from files.

    Args:
        graph: the graph.
        op: the node.
        xp: the array module.
        resources: a dict to keep resources in; by default that of the graph.

    Raises:
        OpError: there cannot be such a resource, or another one goes by the name.
    """
    attrs = arguments(graph, op)
    shared = op.attrs["shared_name"]
    by_node_name = type(graph.resource_owner) is object  # all nodes of a model are
    if not shared and op.attrs.get("use_node_name_sharing") and not by_node_name:
        shared = attrs["shared_name"] = op.name.encode()
    kind = op.record.family if op.record.family in _FOUND_BY_NAME_ALONE else op.type
    key = (kind, op.attrs.get("container", b""), shared) if shared else (
        graph.resource_owner, kind, op.name)
    if resources is None:
        resources = graph.resources
        if shared and kind != op.type and not isinstance(resources, OfFile):
            attrs["state"] = op.record.state()
    with graph.resources_lock:
        found = resources.get(key)
        if isinstance(found, SharedResource) and shared:
            found.check_same(op.record.kernel(xp, **attrs))
        if found is None:
            if "shared_name" in attrs and not shared:
                attrs["shared_name"] = op.name.encode()
            found = op.record.kernel(xp, **attrs)
            if isinstance(found, SharedResource):
                found.settle(None if shared else op.name)
            resources[key] = found
    return found
