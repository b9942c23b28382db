"""The variables that `get_variable` has made in a graph, to be found again by name."""

from tfcompat._src.base import dtypes
from tfcompat._src.base.shapes import TensorShape, as_shape
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.state.variable import VariableAggregation, VariableSynchronization
from tfcompat._src.v1 import initializers, partitioned, variable_kinds

_KEY = ("__variable_store",)


class AutoReuse:
    """Say that variables are made where there are none: `tf.compat.v1.AUTO_REUSE`."""

    def __repr__(self):
        return "_ReuseMode.AUTO_REUSE"


AUTO_REUSE = AutoReuse()


class VariableStore:
    """The variables of one graph by name."""

    def __init__(self):
        self.variables = {}
        self.partitioned = {}

    def get(self, name, shape=None, dtype=dtypes.float32, initializer=None, regularizer=None,
            reuse=None, trainable=None, collections=None, partitioner=None, validate_shape=True,
            constraint=None, use_resource=None, synchronization=VariableSynchronization.AUTO,
            aggregation=VariableAggregation.NONE, caching_device=None):
        """Return the variable of a full name, found or made.

        Raises:
            ValueError: there is one and there must be none, or the other way round; shapes or
                dtypes do not fit.
        """
        dtype = dtypes.as_dtype(dtype).base_dtype
        options = {
            "trainable": trainable, "collections": collections, "validate_shape": validate_shape,
            "constraint": constraint, "use_resource": use_resource,
            "synchronization": synchronization, "aggregation": aggregation,
        }
        if partitioner is not None:
            return self._parts(name, shape, dtype, initializer, regularizer, reuse, partitioner,
                               options)
        if f"{name}/part_0" in self.variables:
            raise ValueError(
                "No partitioner was provided, but a partitioned version of the variable was "
                f"found: {name}/part_0. Perhaps a variable of the same name was already created "
                "with partitioning?"
            )
        return self.single(name, shape, dtype, initializer, regularizer, reuse, options)

    def single(self, name, shape, dtype, initializer, regularizer, reuse, options,
               part_of=None):
        """Return the variable of a name that is not partitioned."""
        constant = initializer is not None and not callable(initializer)
        if constant and shape is not None and part_of is None:
            raise ValueError("If initializer is a constant, do not specify shape.")
        shape = TensorShape(None) if shape is None else as_shape(shape)
        known = self.variables.get(name)
        if known is not None:
            return _shared(known, name, shape, dtype, reuse)
        if reuse is True:
            raise ValueError(
                f"Variable {name} does not exist, or was not created with tf.get_variable(). Did "
                "you mean to set reuse=tf.AUTO_REUSE in VarScope?"
            )
        variable = self._make(name, shape, dtype, initializer, options, part_of)
        if not executing_without_store():
            self.variables[name] = variable
        if regularizer is not None:
            _regularize(variable, name, regularizer)
        return variable

    def _make(self, name, shape, dtype, initializer, options, part_of):
        if initializer is None:
            if shape.rank is None:
                raise ValueError(
                    f"Variable {name} did not get an initializer, so its `shape` argument must be "
                    "specified."
                )
            initializer = initializers.default_for(dtype, name)
        if not shape.is_fully_defined() and callable(initializer) and \
                initializers.wants_shape(initializer):
            raise ValueError(
                "The initializer passed is not valid. It should be a callable with no arguments "
                "and the shape should not be provided or an instance of "
                "`tf.keras.initializers.*' and `shape` should be fully defined."
            )
        first = initializers.bound(initializer, shape, dtype, part_of)
        if options["collections"] is not None and \
                not isinstance(options["collections"], (list, tuple, set)):
            raise ValueError(
                "collections argument to Variable constructor must be a list, tuple, or set. Got "
                f"{options['collections']} of type {type(options['collections'])}"
            )
        kind = dtype if callable(initializer) else None
        with _root_scope():
            return variable_kinds.make(first, name=name, dtype=kind, **options)

    def _parts(self, name, shape, dtype, initializer, regularizer, reuse, partitioner, options):
        known = self.partitioned.get(name)
        if known is not None:
            if reuse is False:
                raise ValueError(
                    f"Partitioned variable with name {name} already exists. Did you mean to set "
                    "reuse=True or reuse=tf.AUTO_REUSE in VarScope?"
                )
            return known
        shape = TensorShape(None) if shape is None else as_shape(shape)
        if initializer is not None and not callable(initializer):
            shape = shape.merge_with(convert_to_tensor(initializer).shape)
        if not shape.is_fully_defined():
            raise ValueError(
                f"Shape of a new partitioned variable ({name}) must be fully defined, but instead "
                f"was {shape}."
            )

        def make(part_name, part_shape, part_info):
            first = initializer
            if first is not None and not callable(first):
                first = raw.Slice(
                    convert_to_tensor(first), list(part_info.var_offset), list(part_shape))
            return self.single(part_name, part_shape, dtype, first, regularizer, reuse,
                               options, part_info)

        made = partitioned.make(name, shape, dtype, partitioner, make)
        self.partitioned[name] = made
        return made


def _shared(known, name, shape, dtype, reuse):
    if reuse is False:
        raise ValueError(
            f"Variable {name} already exists, disallowed. Did you mean to set reuse=True or "
            "reuse=tf.AUTO_REUSE in VarScope?"
        )
    if not shape.is_compatible_with(known.shape):
        raise ValueError(
            f"Trying to share variable {name}, but specified shape {shape} and found shape "
            f"{known.shape}."
        )
    if not dtype.is_compatible_with(known.dtype.base_dtype):
        raise ValueError(
            f"Trying to share variable {name}, but specified dtype {dtype.name} and found dtype "
            f"{known.dtype.base_dtype.name}."
        )
    return known


def _regularize(variable, name, regularizer):
    with name_scopes.name_scope(f"{name}/Regularizer/"):
        loss = regularizer(variable)
    graph = current_graph()
    if loss is not None and graph is not None:
        graph.add_to_collection("regularization_losses", loss)


def _root_scope():
    graph = current_graph()
    return name_scopes.name_scope("") if graph is None else graph.name_scope(None)


def executing_without_store():
    """Say whether variables are made at once, and known by who holds them only."""
    return context.around().is_eager


def store():
    """Return the VariableStore of the graph under construction."""
    if executing_without_store():
        return VariableStore()
    kept = context.around().graph.get_collection_ref(_KEY)
    if not kept:
        kept.append(VariableStore())
    return kept[0]

