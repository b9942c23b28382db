"""tf.compat.v1.train.Optimizer: gradients of a loss, and what is done to variables with them.

What each kind of optimizer does is in `optimizers.py`. Those of Keras are Keras's own.
"""

from tfcompat._src.base import dtypes, names, nest
from tfcompat._src.core import context, name_scopes, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.indexed_slices import IndexedSlices
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.core.trackable import SaveType, Trackable
from tfcompat._src.frontend import control, creation
from tfcompat._src.grad import graph_gradients
from tfcompat._src.grad.tape import GradientTape
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.state.variable import Variable
from tfcompat._src.v1 import updates, variable_kinds

_VALID = frozenset([dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64])
_TRAIN_OP = "train_op"  # the collection of such operations
_SLOT_NAMES = names.UniqueNames()


class Optimizer(Trackable):
    """The base of optimizers: subclasses say what is done to a variable with its gradient.

    A subclass defines `_resource_apply_dense(grad, var)` and `_resource_apply_sparse(grad, var,
    indices)`, `_create_slots(variables)` if it keeps more variables, and `_prepare()` and
    `_finish(operations, name)` if something is to be done before or after.

    Args:
        use_locking: whether updates hold locks.
        name: the name of the operations and slots.
        use_own_namescope_for_non_slot_vars: whether variables that belong to no other variable
            are named after the optimizer.

    Raises:
        ValueError: there is no name.

    Example:
        >>> import tfcompat as tf
        >>> v = tf.Variable(3.0)
        >>> optimizer = tf.compat.v1.train.GradientDescentOptimizer(0.5)
        >>> optimizer.minimize(lambda: v * v, var_list=[v])
        >>> float(v)
        0.0
    """

    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking, name, use_own_namescope_for_non_slot_vars=False):
        if not name:
            raise ValueError("Must specify the optimizer name")
        self._use_locking = use_locking
        self._name = name
        self._use_own_namescope_for_non_slot_vars = use_own_namescope_for_non_slot_vars
        self._slots = {}  # slot name: {key of a variable: (variable, slot)}
        self._non_slots = {}

    def get_name(self):
        """Return the name of the optimizer."""
        return self._name

    # --- steps --------------------------------------------------------------------------------

    def minimize(self, loss, global_step=None, var_list=None, gate_gradients=GATE_OP,
                 aggregation_method=None, colocate_gradients_with_ops=False, name=None,
                 grad_loss=None):
        """Compute gradients of a loss and apply them.

        Args:
            loss: the tensor to make small; a function that returns it when running eagerly.
            global_step: a variable to add one to.
            var_list: the variables to change; by default all that are trainable and used.
            gate_gradients: GATE_NONE, GATE_OP or GATE_GRAPH.
            aggregation_method: how gradients are added up.
            colocate_gradients_with_ops: as in TensorFlow; there is one device.
            name: the name of the operation.
            grad_loss: a gradient of the loss to begin with.

        Returns:
            The operation that applies the gradients; None when running eagerly.

        Raises:
            ValueError: no variable has a gradient.
            RuntimeError: the loss is no function when running eagerly.
        """
        pairs = self.compute_gradients(
            loss, var_list=var_list, gate_gradients=gate_gradients,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops, grad_loss=grad_loss)
        if not any(gradient is not None for gradient, _ in pairs):
            raise ValueError(
                "No gradients provided for any variable, check your graph for ops that do not "
                f"support gradients, between variables {[str(v) for _, v in pairs]} and loss "
                f"{loss}."
            )
        return self.apply_gradients(pairs, global_step=global_step, name=name)

    def compute_gradients(self, loss, var_list=None, gate_gradients=GATE_OP,
                          aggregation_method=None, colocate_gradients_with_ops=False,
                          grad_loss=None):
        """Return pairs of gradients, None where there is none, and variables; see `minimize`.

        Raises:
            ValueError: there are no variables, or a dtype cannot be optimized.
            RuntimeError: the loss is no function when running eagerly.
        """
        if callable(loss):
            return self._by_tape(loss, var_list, grad_loss)
        if context.executing_eagerly():
            raise RuntimeError("`loss` passed to Optimizer.compute_gradients should be a function "
                               "when eager execution is enabled.")
        if gate_gradients not in (self.GATE_NONE, self.GATE_OP, self.GATE_GRAPH):
            raise ValueError("gate_gradients must be one of: Optimizer.GATE_NONE, "
                             "Optimizer.GATE_OP, Optimizer.GATE_GRAPH.  Not %s" % gate_gradients)
        self._assert_valid_dtypes([loss])
        if grad_loss is not None:
            self._assert_valid_dtypes([grad_loss])
        variables = _trainable() if var_list is None else nest.flatten(var_list)
        if not variables:
            raise ValueError("No variables to optimize.")
        gradients = graph_gradients.gradients(
            loss, variables, grad_ys=grad_loss, aggregation_method=aggregation_method,
            gate_gradients=gate_gradients == self.GATE_OP)
        if gate_gradients == self.GATE_GRAPH:
            gradients = control.tuple(gradients)
        self._assert_valid_dtypes([
            variable for gradient, variable in zip(gradients, variables, strict=True)
            if gradient is not None and variable.dtype is not dtypes.resource])
        return list(zip(gradients, variables, strict=True))

    @staticmethod
    def _by_tape(loss, var_list, grad_loss):
        with GradientTape() as tape:
            if var_list is not None:
                tape.watch(var_list)
            value = loss()
        variables = tape.watched_variables() if var_list is None else var_list
        gradients = tape.gradient(value, variables, grad_loss)
        return list(zip(gradients, variables, strict=True))

    def apply_gradients(self, grads_and_vars, global_step=None, name=None,
                        skip_gradients_aggregation=False):
        """Change variables by their gradients.

        Args:
            grads_and_vars: pairs of a gradient or None and a variable.
            global_step: a variable to add one to.
            name: the name of the operation.
            skip_gradients_aggregation: as in TensorFlow; nothing is distributed here.

        Returns:
            The operation that applies the gradients; None when running eagerly.

        Raises:
            TypeError: a gradient is no tensor.
            ValueError: no variable has a gradient.
        """
        pairs = [(_as_gradient(gradient), variable) for gradient, variable in grads_and_vars]
        if not pairs:
            raise ValueError("No variables provided.")
        variables = [variable for gradient, variable in pairs if gradient is not None]
        if not variables:
            raise ValueError(
                f"No gradients provided for any variable: {[str(v) for _, v in pairs]}.")
        for variable in variables:
            if isinstance(variable, Tensor):
                raise NotImplementedError("Trying to update a Tensor ", variable)
            updates.reference(variable)  # anything else has none, and says so
        with name_scopes.init_scope():
            self._create_slots(variables)
        with name_scopes.name_scope(name or self._name) as scope:
            self._prepare()
            operations = [self._update(*pair) for pair in pairs if pair[0] is not None]
            step = self._counted(operations, global_step, scope)
        graph = current_graph()
        if graph is not None and step not in graph.get_collection_ref(_TRAIN_OP):
            graph.add_to_collection(_TRAIN_OP, step)
        return step

    def _counted(self, operations, global_step, scope):
        """Return the last operation of a step, which may count it."""
        if global_step is None:
            return self._finish(operations, scope)
        with control.control_dependencies([self._finish(operations, "update")]):
            one = convert_to_tensor(1, global_step.dtype.base_dtype)
            return updates.assign_add(global_step, one, name=scope)

    def _update(self, gradient, variable):
        graph = current_graph()
        scope = "" if graph is None or graph.building_function else variable._shared_name
        with name_scopes.name_scope(f"update_{scope}"):
            if isinstance(gradient, IndexedSlices):
                if variable.constraint is not None:
                    raise RuntimeError("Cannot use a constraint function on a sparse variable.")
                return self._resource_apply_sparse_duplicate_indices(
                    gradient.values, variable, gradient.indices)
            update = self._resource_apply_dense(gradient, variable)
            if variable.constraint is None:
                return update
            with control.control_dependencies([update]):
                return variable.assign(variable.constraint(variable.value()), read_value=False)

    def _finish(self, operations, name):
        """Do what is to be done once all variables are changed; return one operation."""
        return control.group(*operations, name=name)

    def _prepare(self):
        """Make the tensors that all updates need."""

    def _create_slots(self, var_list):
        """Make the variables that belong to those that are to be changed."""

    def _resource_apply_dense(self, grad, handle):
        """Change a variable by a gradient; return the operation."""
        raise NotImplementedError

    def _resource_apply_sparse(self, grad, handle, indices):
        """Change rows of a variable by their gradients; no index comes twice."""
        raise NotImplementedError

    def _resource_apply_sparse_duplicate_indices(self, grad, handle, indices):
        """Change rows of a variable by their gradients; those of one row are added up before."""
        unique, positions = raw.Unique(indices)
        summed = raw.UnsortedSegmentSum(grad, positions, raw.Shape(unique)[0])
        return self._resource_apply_sparse(summed, handle, unique)

    def _valid_dtypes(self):
        """Return the set of the dtypes that losses and variables may have."""
        return _VALID

    def _assert_valid_dtypes(self, tensors):
        valid = self._valid_dtypes()
        for tensor in tensors:
            dtype = tensor.dtype.base_dtype
            if dtype not in valid:
                raise ValueError("Invalid type %r for %s, expected: %s." % (
                    dtype, tensor.name, list(valid)))

    def _call_if_callable(self, param):
        """Return a hyperparameter, or what it returns."""
        return param() if callable(param) else param

    # --- slots --------------------------------------------------------------------------------

    def get_slot(self, var, name):
        """Return the variable that is kept for another one, or None.

        Args:
            var: the variable that is optimized.
            name: the name of the slot, one of `get_slot_names()`.
        """
        kept = self._slots.get(name, {}).get(_key(var))
        return None if kept is None else kept[1]

    def get_slot_names(self):
        """Return the sorted names of the slots that there are."""
        return sorted(self._slots)

    def variables(self):
        """Return all variables of the optimizer, by name."""
        slots = [slot for kept in self._slots.values() for _, slot in kept.values()]
        return sorted([*self._non_slots.values(), *slots], key=lambda variable: variable.name)

    def _slot_variables(self):
        """Return (variable, slot name, slot) triples, for checkpoints and SavedModels."""
        return [(variable, name, slot) for name in sorted(self._slots)
                for variable, slot in self._slots[name].values()]

    def _slot_to_restore(self, variable, name):
        """Make the slot that a checkpoint has a value for, where it is not there yet."""
        if not context.executing_eagerly() or not isinstance(variable, Variable):
            return None
        return self._zeros_slot(variable, name, self._name)

    def _zeros_slot(self, var, slot_name, op_name):
        """Return a slot that begins with zeros."""
        return self._filled_slot(var, 0.0, slot_name, op_name)

    def _filled_slot(self, var, number, slot_name, op_name):
        """Return a slot of the shape of a variable that begins with a number everywhere."""
        def initial():
            if var.shape.is_fully_defined():
                return creation.fill(
                    var.shape.as_list(), convert_to_tensor(number, var.dtype.base_dtype))
            return raw.Fill(raw.VariableShape(var.handle),
                            convert_to_tensor(number, var.dtype.base_dtype))

        return self._get_or_make_slot(var, initial, slot_name, op_name)

    def _get_or_make_slot(self, var, val, slot_name, op_name):
        """Return a slot; where there is none, make one.

        Args:
            var: the variable it belongs to.
            val: its first value, or a function that returns it.
            slot_name: its name here.
            op_name: what it is called after, below the name of the variable.
        """
        kept = self._slots.setdefault(slot_name, {})
        key = _key(var)
        if key not in kept:
            name = f"{var._shared_name}/{op_name}"
            if context.around().is_eager:  # graphs number the names of their nodes themselves
                name = _SLOT_NAMES.take(name)
            with name_scopes.name_scope(""):
                kept[key] = var, variable_kinds.make(
                    val, trainable=False, name=name, use_resource=not hasattr(var, "_ref"))
        return kept[key][1]

    def _get_or_make_slot_with_initializer(self, var, initializer, shape, dtype, slot_name,
                                           op_name):
        """Return a slot; where there is none, make one of `initializer(shape, dtype)`."""
        return self._get_or_make_slot(
            var, lambda: initializer(shape, dtype=dtype), slot_name, op_name)

    def _create_non_slot_variable(self, initial_value, name, colocate_with=None):
        """Return a variable that belongs to no other one; where there is none, make it."""
        if name not in self._non_slots:
            own = self._use_own_namescope_for_non_slot_vars
            with name_scopes.name_scope(f"{self._name}/" if own else ""):
                made = Variable(initial_value, trainable=False, name=name)
            self._non_slots[name] = made
            self._maybe_initialize_trackable()
            self._handle_deferred_dependencies(name, made)
        return self._non_slots[name]

    def _get_non_slot_variable(self, name, graph=None):
        return self._non_slots.get(name)

    def _trackable_children(self, save_type=SaveType.CHECKPOINT, **kwargs):
        """Return the variables that belong to no other one, by name."""
        found = dict(sorted(self._non_slots.items()))
        found.update(super()._trackable_children(save_type, **kwargs))
        return found

    def _lookup_dependency(self, name, cached_dependencies=None):
        found = super()._lookup_dependency(name, cached_dependencies)
        return self._non_slots.get(name) if found is None else found


def _key(variable):
    """What tells a variable from others."""
    return id(variable._resource)


def _trainable():
    """The trainable variables of the graph, as far as it knows of them."""
    return list(current_graph().get_collection("trainable_variables"))


def _as_gradient(gradient):
    if gradient is None or isinstance(gradient, IndexedSlices):
        return gradient
    try:
        return convert_to_tensor(gradient)
    except TypeError:
        raise TypeError("Gradient must be convertible to a Tensor or IndexedSlices, or None: "
                        f"{gradient}") from None
