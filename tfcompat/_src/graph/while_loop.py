"""`tf.while_loop`: a While node of a traced condition and a traced body.

Run eagerly, it is a Python loop. What branches and loops share is in `branch_graphs`; the
gradients are in the grad room.
"""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.base.specs import TensorSpec, TypeSpec, type_spec_from_value
from tfcompat._src.core import context, dispatch, library, raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.core.tensor import Tensor
from tfcompat._src.graph import branch_graphs
from tfcompat._src.graph.branch_graphs import BranchGraph
from tfcompat._src.graph.func_graph import current_graph
from tfcompat._src.graph.graph import placeholder
from tfcompat._src.registry import find

_FIRST = 2  # the loop counter and the maximum number of iterations come before the variables


def while_loop(
    cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True,
    swap_memory=False, maximum_iterations=None, name=None, return_same_structure=True,
):
    """Call `body` on its own results for as long as `cond` of them holds; see `tf.while_loop`.

    Args:
        cond: function of the loop variables that returns a boolean scalar.
        body: function of the loop variables that returns their next values.
        loop_vars: list, tuple or other nest of the first values.
        shape_invariants: nest of TensorShapes or specs that hold in every iteration.
        parallel_iterations: noted on the node.
        back_prop: whether the results have gradients.
        swap_memory: accepted; nothing is swapped.
        maximum_iterations: the loop ends after that many, whatever `cond` says.
        name: a name for the node.
        return_same_structure: whether a single variable is returned in its list.

    Returns:
        The last values of the loop variables.

    Raises:
        TypeError: an argument is not of the kind it has to be, or a dtype changes.
        ValueError: a shape or the structure changes.
    """
    if not callable(cond):
        raise TypeError("'cond' must be callable.")
    if not callable(body):
        raise TypeError("'body' must be callable.")
    if parallel_iterations < 1:
        raise TypeError("'parallel_iterations' must be a positive integer.")
    if isinstance(loop_vars, Tensor):
        len(loop_vars)  # says why one tensor is no list of variables
    loop_vars = branch_graphs.variables_to_tensors(loop_vars)
    if context.executing_eagerly():
        return _run(cond, body, loop_vars, maximum_iterations, return_same_structure)
    loop = _Loop(cond, body, loop_vars, shape_invariants, maximum_iterations)
    outputs = loop.build(name or "while", parallel_iterations)
    if not current_graph().building_function:
        outputs = [raw.Identity(tensor) for tensor in outputs]
    results = outputs[_FIRST : _FIRST + len(loop.first)]
    if not back_prop:
        results = [raw.StopGradient(tensor) for tensor in results]
    packed = branch_graphs.with_flows(loop.signature, loop.first, results)
    if return_same_structure:
        return packed
    flat = nest.flatten(packed, expand_composites=True)
    return flat[0] if len(flat) == 1 else packed


# --- at once ----------------------------------------------------------------------------------


def _run(cond, body, loop_vars, maximum_iterations, return_same_structure):
    """Run a loop now."""
    if not loop_vars:
        raise ValueError("'loop_vars' must be provided.")
    single = len(loop_vars) == 1 and not return_same_structure
    limited = maximum_iterations is not None
    if limited:
        cond, body = _counted(cond, body, _limit(maximum_iterations), single)
        loop_vars = (0, loop_vars[0] if single else loop_vars)
        single = False
    packed = False
    structure = nest.map_structure(_spec, list(loop_vars))
    while cond(*loop_vars):
        loop_vars = body(*loop_vars)
        if single and not isinstance(loop_vars, (list, tuple)):
            packed = True
            loop_vars = (loop_vars,)
        nest.assert_same_structure(structure, list(loop_vars))
    if limited:
        loop_vars = loop_vars[1]
    loop_vars = nest.map_structure(_as_tensor, loop_vars, expand_composites=True)
    return loop_vars[0] if packed else loop_vars


def _counted(cond, body, limit, single):
    """Return the functions of a loop that counts its iterations, as a variable before the rest."""

    def goes_on(count, values):
        held = cond(values) if single else cond(*values)
        return bool(raw.LogicalAnd(count < limit, held))

    def step(count, values):
        return count + 1, body(values) if single else body(*values)

    return goes_on, step


def _limit(maximum_iterations):
    limit = convert_to_tensor(maximum_iterations, name="maximum_iterations")
    if limit.shape.rank != 0:
        raise ValueError(f"'maximum_iterations' must be a scalar. Received shape: {limit.shape}")
    return int(limit)


def _spec(value):
    if value is None or branch_graphs.is_tensor_array(value):
        return value
    return type_spec_from_value(value)


def _as_tensor(value):
    return value if branch_graphs.is_tensor_array(value) else convert_to_tensor(value)


# --- as a node --------------------------------------------------------------------------------


class _Loop:
    """A While node in the making.

    Attributes:
        first: the flat loop variables as they were given, TensorArrays among them.
        signature: list of specs of the loop variables, nested as they are.
    """

    def __init__(self, cond, body, loop_vars, shape_invariants, maximum_iterations):
        self.graph = current_graph()
        self.cond, self.body = cond, body
        self.given = loop_vars
        self.first = nest.flatten(loop_vars, expand_composites=True)
        self.maximum_iterations = maximum_iterations
        flows = nest.map_structure(branch_graphs.flow_of, loop_vars)
        self.values = nest.map_structure(
            lambda value: convert_to_tensor(value, name="Const"), flows, expand_composites=True)
        if shape_invariants is None:
            self.signature = nest.map_structure(_invariant, self.values)
        else:
            self.signature = nest.map_structure(_invariant, self.values, shape_invariants)
        self.shapes = [
            spec.shape for spec in nest.flatten(self.signature, expand_composites=True)
        ]

    def build(self, name, parallel_iterations):
        """Trace the functions, append the node and return its outputs."""
        with self.graph.name_scope(name) as scope:
            names = [branch_graphs.unique_name(scope, label) for label in ("cond", "body")]
            limit = -1 if self.maximum_iterations is None else self.maximum_iterations
            limit = convert_to_tensor(limit, dtypes.int32, name="maximum_iterations")
            counter = convert_to_tensor(0, dtypes.int32, name="loop_counter")
            flat = [counter, limit, *nest.flatten(self.values, expand_composites=True)]
            condition = self._trace(names[0], self._condition, flat)
            body = self._trace(names[1], self._step(condition), flat)
            self._join(condition, body)
            flat = [*flat, *body.external_captures]
            self._check(body, flat)
            shapes = [tensor.shape for tensor in body.outputs]
            shapes[_FIRST : _FIRST + len(self.shapes)] = self.shapes
            return branch_graphs.called(
                lambda tensors: call(
                    condition, body, tensors, shapes, parallel_iterations, scope), flat)

    def _trace(self, name, function, flat):
        """Trace a function of the counter, the limit and the loop variables."""
        graph = BranchGraph(name, self.graph)
        with graph.as_default():
            args = [graph.add_spec(TensorSpec.from_tensor(tensor)) for tensor in flat[:_FIRST]]
            left = iter(flat[_FIRST:])
            specs = nest.flatten(self.signature, expand_composites=True)
            placeholders = [graph.add_spec(spec, next(left)) for spec in specs]
        variables = branch_graphs.with_flows(self.signature, self.first, placeholders)
        return branch_graphs.trace(graph, function, [*args, variables])

    def _condition(self, counter, limit, variables):
        goes_on = branch_graphs.as_predicate(self.cond(*variables))
        if self.maximum_iterations is None:
            return goes_on
        return raw.LogicalAnd(counter < limit, goes_on)

    def _step(self, condition):
        def step(counter, limit, variables):
            graph = current_graph()
            for tensor in condition.external_captures:  # so that both have them in one order
                node = getattr(tensor, "op", None)
                label = str(library.next_number()) if node is None else node.name
                graph.capture(tensor, f"{graph.get_name_scope()}/{label}", label)
            results = self.body(*variables)
            if not nest.is_nested(results):
                results = [results]
            try:
                nest.assert_same_structure(
                    results, self.given, check_types=False, expand_composites=True)
            except ValueError:
                nest.assert_same_structure(
                    branch_graphs.with_variables_as_leaves(results), self.given,
                    check_types=False, expand_composites=True)
            results = nest.map_structure(branch_graphs.flow_of, results)
            return [counter + 1, limit, *results]

        return step

    def _join(self, condition, body):
        """Make captures loop variables that stay as they are, in both functions."""
        body.outputs = [*body.outputs, *body.internal_captures]
        rest = body.external_captures[len(condition.external_captures):]
        prefix = condition.unique_name(f"{condition.name}___redundant_placeholder")
        for i, tensor in enumerate(rest):
            internal = placeholder(condition, tensor.dtype.base_dtype, None, f"{prefix}{i}/")
            condition.inputs.append(internal)
            condition.replace_capture(tensor, internal)

    def _check(self, body, flat):
        outputs = body.outputs[_FIRST : _FIRST + len(self.shapes)]
        for tensor, shape, source in zip(outputs, self.shapes, flat[_FIRST:], strict=False):
            if not _at_least(tensor.shape, shape):
                raise ValueError(
                    f"Input tensor `{_name(source)}` enters the loop with shape {shape}, but has "
                    f"shape {tensor.shape} after one iteration. To allow the shape to vary across "
                    "iterations, use the `shape_invariants` argument of tf.while_loop to specify "
                    "a less-specific shape."
                )
        for inner, tensor, source in zip(body.inputs, body.outputs, flat, strict=True):
            if inner.dtype != tensor.dtype:
                name = _name(source)
                raise TypeError(
                    f"Loop var {name} enters the loop with type {inner.dtype} but has type "
                    f"{tensor.dtype} after 1 iteration. {name} type should remain constant."
                )


def call(condition, body, inputs, shapes, parallel_iterations, name, originals=None):
    """Append the While node for two functions that take the same inputs; return its outputs.

    Args:
        condition, body: the BranchGraphs.
        inputs: the tensors to begin with.
        shapes: the shapes that hold in every iteration.
        parallel_iterations: noted on the node.
        name: the name of the node.
        originals: how many of the outputs are no intermediates kept for gradients.
    """
    graphs = (condition, body)
    record = find("While" if branch_graphs.is_stateful(graphs) else "StatelessWhile")
    refs, functions = zip(*(branch_graphs.make_function(graph) for graph in graphs))
    graph = current_graph()
    for function in functions:
        graph.add_function(function)
    attrs = {
        "cond": refs[0], "body": refs[1], "output_shapes": shapes,
        "parallel_iterations": parallel_iterations,
        **branch_graphs.annotations(graphs),
        "_num_original_outputs": len(body.outputs) if originals is None else originals,
    }
    outputs = dispatch.call(record, [list(inputs)], attrs, name)
    for tensor, inner in zip(outputs, body.outputs, strict=True):
        tensor.handle_data = inner.handle_data
    return outputs


def _invariant(value, shape=None):
    """Return the spec that a loop variable keeps to in every iteration."""
    if shape is None:
        return type_spec_from_value(value)
    if isinstance(shape, TypeSpec):
        if not shape.is_compatible_with(value):
            raise TypeError(f"TypeSpec {shape!r} is not compatible with {value!r}")
        return shape
    if not isinstance(shape, TensorShape):
        raise TypeError(
            f"'shape' must be one of TypeSpec, TensorShape or None. Received: {type(shape)}"
        )
    if isinstance(value, Tensor):
        return TensorSpec(shape, value.dtype)
    try:
        return value._shape_invariant_to_type_spec(shape)
    except (AttributeError, NotImplementedError) as error:
        raise TypeError(
            f"To describe or constrain a {type(value).__name__}, use a "
            f"{type(value._type_spec).__name__} instead of a TensorShape."
        ) from error


def _at_least(shape, invariant):
    """Say whether a shape keeps to an invariant."""
    if invariant.rank is None:
        return True
    if shape.rank != invariant.rank:
        return False
    pairs = zip(shape.as_list(), invariant.as_list(), strict=True)
    return all(wanted is None or wanted == size for size, wanted in pairs)


def _name(tensor):
    return getattr(tensor, "name", None) or "captured"
