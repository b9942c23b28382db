"""Control flow of whole functions: calls, branches and loops; and the op that does nothing.

Function attributes arrive as callables on arrays, so these are ordinary kernels. Control flow of
single nodes (Switch, Merge and their kind) is not here.
"""

from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.registry import op, shape_functions


@op("""
    NoOp() -> ()
""")
def no_op(xp):
    """Do nothing; others can be made to run before or after it.

    Source: tf.raw_ops.NoOp
    """


@no_op.shape
def no_op_shape(c):
    return []


@op("""
    PartitionedCall(args: Tin) -> output: Tout
        Tin: list(type) >= 0
        Tout: list(type) >= 0
        f: func
        config: string = ""
        config_proto: string = ""
        executor_type: string = ""
""")
def partitioned_call(xp, args, *, f):
    """Call a function.

    Shapes:
        args: what the function takes
        output: what it returns
    Source: tf.raw_ops.PartitionedCall
    """
    return f(*args)


partitioned_call.shape(shape_functions.unknown)


@op("""
    StatefulPartitionedCall(args: Tin) -> output: Tout
        Tin: list(type) >= 0
        Tout: list(type) >= 0
        f: func
        config: string = ""
        config_proto: string = ""
        executor_type: string = ""
""", stateful=True, flags=("distributed_communication",))
def stateful_partitioned_call(xp, args, *, f):
    """Call a function that reads or changes state.

    Shapes:
        args: what the function takes
        output: what it returns
    Source: tf.raw_ops.StatefulPartitionedCall
    """
    return f(*args)


stateful_partitioned_call.shape(shape_functions.unknown)


def is_true(cond):
    """Say whether a condition of any dtype holds.

    A scalar number holds unless it is 0, a scalar string unless it is empty; any other tensor
    holds if it has elements.
    """
    if cond.ndim:
        return cond.size > 0
    return bool(cond.item())


@op("""
    StatelessIf(cond: Tcond, input: Tin) -> output: Tout
        Tcond: type
        Tin: list(type) >= 0
        Tout: list(type) >= 0
        then_branch: func
        else_branch: func
        output_shapes: list(shape) = []
""", host=("cond",))
def stateless_if(xp, cond, input, *, then_branch, else_branch):  # noqa: A002
    """Call one of two functions, as a condition says.

    Shapes:
        cond: [], or any other: whether it has elements decides then
        input: what both functions take
        output: what both return
    Source: tf.raw_ops.StatelessIf
    """
    return (then_branch if is_true(cond) else else_branch)(*input)


@stateless_if.shape
def stateless_if_shape(c):
    return list(c.attr("output_shapes")) or [TensorShape(None)] * c.outputs


@op("""
    If(cond: Tcond, input: Tin) -> output: Tout
        Tcond: type
        Tin: list(type) >= 0
        Tout: list(type) >= 0
        then_branch: func
        else_branch: func
        output_shapes: list(shape) = []
""", stateful=True, host=("cond",))
def if_(xp, cond, input, *, then_branch, else_branch):  # noqa: A002
    """Call one of two functions that read or change state, as a condition says.

    Shapes:
        cond: [], or any other: whether it has elements decides then
        input: what both functions take
        output: what both return
    Source: tf.raw_ops.If
    """
    return (then_branch if is_true(cond) else else_branch)(*input)


if_.shape(stateless_if_shape)


@op("""
    StatelessCase(branch_index: int32, input: Tin) -> output: Tout
        Tin: list(type) >= 0
        Tout: list(type) >= 0
        branches: list(func) >= 1
        output_shapes: list(shape) = []
""", host=("branch_index",))
def stateless_case(xp, branch_index, input, *, branches):  # noqa: A002
    """Call one of several functions, by number; a number out of range calls the last.

    Shapes:
        branch_index: []
        input: what the functions take
        output: what they return
    Errors:
        InvalidArgumentError: `branch_index` is no scalar.
    Source: tf.raw_ops.StatelessCase
    """
    if branch_index.ndim:
        raise InvalidArgumentError("branch_index must be scalar")
    number = int(branch_index)
    return branches[number if 0 <= number < len(branches) else -1](*input)


stateless_case.shape(stateless_if_shape)


@op("""
    Case(branch_index: int32, input: Tin) -> output: Tout
        Tin: list(type) >= 0
        Tout: list(type) >= 0
        branches: list(func) >= 1
        output_shapes: list(shape) = []
""", stateful=True, host=("branch_index",))
def case(xp, branch_index, input, *, branches):  # noqa: A002
    """Call one of several functions that read or change state, by number.

    Shapes:
        branch_index: []
        input: what the functions take
        output: what they return
    Errors:
        InvalidArgumentError: `branch_index` is no scalar.
    Source: tf.raw_ops.Case
    """
    return stateless_case(xp, branch_index, input, branches=branches)


case.shape(stateless_if_shape)


@op("""
    StatelessWhile(input: T) -> output: T
        T: list(type) >= 0
        cond: func
        body: func
        output_shapes: list(shape) = []
        parallel_iterations: int = 10
""")
def stateless_while(xp, input, *, cond, body):  # noqa: A002
    """Call `body` on its own results for as long as `cond` of them holds.

    Shapes:
        input, output: what both functions take and `body` returns
    Errors:
        InvalidArgumentError: `cond` returns no scalar or several tensors.
    Source: tf.raw_ops.StatelessWhile
    """
    values = list(input)
    while _goes_on(cond, values):
        values = body(*values)
    return list(values)


def _goes_on(cond, values):
    results = cond(*values)
    if len(results) != 1:
        raise InvalidArgumentError(
            f"Expected a single scalar return value, got {len(results)} tensors."
        )
    return is_true(results[0])


@stateless_while.shape
def stateless_while_shape(c):
    # The inputs' own shapes say nothing: a loop may change the shapes of what it carries.
    return list(c.attr("output_shapes")) or [TensorShape(None)] * c.outputs


@op("""
    While(input: T) -> output: T
        T: list(type) >= 0
        cond: func
        body: func
        output_shapes: list(shape) = []
        parallel_iterations: int = 10
""", stateful=True)
def while_(xp, input, *, cond, body):  # noqa: A002
    """Call `body`, which reads or changes state, on its results for as long as `cond` holds.

    Shapes:
        input, output: what both functions take and `body` returns
    Errors:
        InvalidArgumentError: `cond` returns no scalar or several tensors.
    Source: tf.raw_ops.While
    """
    return stateless_while(xp, input, cond=cond, body=body)


while_.shape(stateless_while_shape)
