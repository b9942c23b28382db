"""While nodes as Python loops: condition and body in one generated function.

Loops of single nodes, as TensorFlow 1 wrote them, are in `loops`. Loops whose functions are very
long are run by the kernel, which calls two plans in turn.
"""

import functools
import itertools
import weakref

from tfcompat._src.arrays import devices
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.graph.functions import resolve
from tfcompat._src.ops.checks import shown
from tfcompat._src.ops.control_flow import is_true
from tfcompat._src.plan import binding, emit, loop_lists, scalars

NODES = frozenset(["While", "StatelessWhile"])
_COUNTER = itertools.count(1)


class LoopRunner:
    """Runs a While node on the values that its variables begin with.

    The function is generated when it is first called, so that functions may contain themselves.

    Args:
        op: the Operation.
        used: positions of the outputs that somebody looks at; others are not kept up to date.
        make_compiler: what makes a compiler of plans.
        name: what to call the function in tracebacks.
    """

    __slots__ = ("__weakref__", "_given", "function")

    def __init__(self, op, used, make_compiler, name):
        self._given = op, used, make_compiler, name
        self.function = None

    def __call__(self, *values):
        function = self.function
        if function is None:
            function = _compile(*self._given)
            if hasattr(function, "__code__"):
                weakref.finalize(self, emit.forget, function.__code__.co_filename)
            self.function = function
        return function(*values)


def _compile(op, used, make_compiler, name):
    """Return a function of the variables' first values that returns the last ones as a list."""
    where = f"node '{op.name}' ({op.type})"
    condition = resolve(op.graph.functions, op.attrs["cond"], where)
    body = resolve(op.graph.functions, op.attrs["body"], where)
    if len(condition.outputs) != 1:
        raise InvalidArgumentError(
            f"Expected a single scalar return value, got {len(condition.outputs)} tensors.")
    live = _live(condition, body, used)
    test = make_compiler(condition.graph, condition.inputs, condition.outputs, name)
    [goes_on] = test.prepare(condition.control_outputs)
    appended, taken = loop_lists.find(condition, body, live)
    plain = [i for i in live if i not in appended and i not in taken]
    step = make_compiler(
        body.graph, [*body.inputs, *(one.fed for one in taken.values())],
        [*(body.outputs[i] for i in plain), *(one.fetched for one in appended.values())], name,
        namespace=test.namespace, start=test.count(),
    )
    nexts = step.prepare(body.control_outputs)
    if len(test.statements) + len(step.statements) > emit.SINGLE_LIMIT:
        return _through_plans(condition, body, op)
    if not scalars.is_plain(condition.outputs[0]):
        strict = op.attrs.get("_lower_using_switch_merge") is True
        goes_on = f"{'scalar_holds' if strict else 'holds'}({goes_on})"
        test.namespace.update(holds=_holds, scalar_holds=_scalar_holds)
    changed = [(f"f{i}", value) for i, value in zip(plain, nexts, strict=False)
               if value != f"f{i}"]
    lists = _lists(test.namespace, len(body.inputs), appended, nexts[len(plain):], taken, used)
    source = emit.compose_loop(
        [f"f{i}" for i in range(len(body.inputs))],
        [f"f{i}" for i, tensor in enumerate(body.inputs) if scalars.is_plain(tensor)],
        test.statements, goes_on, step.statements, changed, lists,
    )
    return emit.load(source, test.namespace, f"{name} {next(_COUNTER)}")


def _lists(namespace, count, appended, values, taken, used):
    """Return what is written of lists: before the loop, before and after the body, at the end."""
    lists = emit.LoopLists()
    xp = devices.local_device().xp
    namespace["empty"] = loop_lists.empty
    for (i, one), value in zip(appended.items(), values, strict=True):
        namespace[f"begin{i}"], namespace[f"end{i}"] = one.begin, one.end
        lists.before.append((f"p{i} = begin{i}(f{i})", one.op))
        lists.appends.append((f"p{i}.append", value, one.op))
        lists.ends.append((f"f{i} = end{i}(f{i}, p{i})", one.op))
    for number, (i, one) in enumerate(taken.items(), count):
        namespace[f"begin{i}"] = functools.partial(one.begin, xp=xp)
        namespace[f"end{i}"] = one.end
        lists.before.append((f"p{i} = begin{i}(f{i})", one.op))
        lists.takes.append((f"f{number} = p{i}.pop() if p{i} else empty()", one.op))
        if i in used:
            lists.ends.append((f"f{i} = end{i}(f{i}, p{i})", one.op))
    return lists


def _live(condition, body, used):
    """Return the positions of the variables that anything depends on, in order."""
    live = set(used)
    live.update(_arguments(condition.graph, condition.outputs, condition.control_outputs))
    live.update(_arguments(body.graph, (), body.control_outputs))
    while True:
        more = _arguments(body.graph, [body.outputs[i] for i in live], ())
        if more <= live:
            return sorted(live)
        live |= more


def _arguments(graph, tensors, targets):
    """The positions of the arguments that tensors and operations of a graph depend on."""
    positions = {id(tensor): i for i, tensor in enumerate(graph.inputs)}
    found, seen = set(), set(targets)
    waiting = [*targets]

    def look(tensor):
        position = positions.get(id(tensor))
        if position is not None:
            found.add(position)
        elif tensor.op not in seen:
            seen.add(tensor.op)
            waiting.append(tensor.op)

    for tensor in tensors:
        look(tensor)
    while waiting:
        op = waiting.pop()
        for tensor in op.inputs:
            look(tensor)
        for other in op.control_inputs:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return found


def _holds(value):
    return is_true(binding.as_array(value))


def _scalar_holds(value):
    """Say whether a condition holds that has to be a scalar."""
    value = binding.as_array(value)
    if value.ndim:
        raise InvalidArgumentError(
            f"The second input must be a scalar, but it has shape {shown(value.shape)}")
    return is_true(value)


def _through_plans(condition, body, op):
    """Return what runs a loop whose functions are too long to be written as one."""
    taken = {"cond": binding.Callee(condition), "body": binding.Callee(body)}

    def run(*values):
        return op.record.kernel(devices.local_device().xp, list(values), **taken)

    return run
