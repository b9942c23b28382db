"""Control flow of single nodes, as TensorFlow 1 wrote it: Switch, Merge, and the ops of loops.

In a graph these mean more than a kernel can do: the value that a Switch sends one way is missing
on the other, and loops run in circles. Plans see to that (`plan.branches`, `plan.loops`). The
kernels here are what the ops do when they are called on their own.
"""

from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.core import raw
from tfcompat._src.registry import no_gradient, op, shape_functions


@op("""
    Switch(data: T, pred: bool) -> (output_false: T, output_true: T)
        T: type
""")
def switch(xp, data, pred):
    """Send `data` one way; the other output, which has no value in a graph, is empty.

    Shapes:
        data: any
        pred: []
        output_false, output_true: as `data`
    Source: tf.raw_ops.Switch
    """
    nothing = xp.zeros((0,), xp.asarray(data).dtype)
    return (nothing, data) if pred else (data, nothing)


@switch.shape
def switch_shape(c):
    return [c["data"], c["data"]]


@switch.gradient
def switch_gradient(op, d_false, d_true):
    # Each gradient comes back only where its branch was taken.
    pred = op.inputs[1]
    taken = [raw.Switch(d_false, pred)[0], raw.Switch(d_true, pred)[1]]
    return [raw.Merge(taken)[0], None]


@op("""
    RefSwitch(data: Ref(T), pred: bool) -> (output_false: Ref(T), output_true: Ref(T))
        T: type
""", flags=("allows_uninitialized_input",))
def ref_switch(xp, data, pred):
    """Send a variable one way.

    Shapes:
        data: any
        pred: []
        output_false, output_true: as `data`
    Source: tf.raw_ops.RefSwitch
    """
    return (None, data) if pred else (data, None)


ref_switch.shape(switch_shape)
ref_switch.gradient(switch_gradient)


@op("""
    Merge(inputs: N * T) -> (output: T, value_index: int32)
        T: type
        N: int >= 1
""")
def merge(xp, inputs):
    """Return the first of the inputs that has a value, and which one it is.

    Shapes:
        inputs: any
        output: as the inputs
        value_index: []
    Source: tf.raw_ops.Merge
    """
    return inputs[0], xp.zeros((), xp.int32)


@merge.shape
def merge_shape(c):
    shape = c["inputs"][0]
    for other in c["inputs"][1:]:
        shape = _common(shape, other)
    return [shape, TensorShape([])]


@merge.gradient
def merge_gradient(op, dy, _):
    which = op.outputs[1]
    return [raw.Switch(dy, raw.Equal(which, i))[1] for i in range(len(op.inputs))]


def _common(left, right):
    """The shape of something that has one shape or the other."""
    if left.rank is None or left.rank != right.rank:
        return TensorShape(None)
    pairs = zip(left.as_list(), right.as_list())
    return TensorShape([a if a == b else None for a, b in pairs])


@op("""
    RefMerge(inputs: Ref(N * T)) -> (output: Ref(T), value_index: int32)
        T: type
        N: int >= 1
""")
def ref_merge(xp, inputs):
    """Return the first of some variables, and which one it is.

    Shapes:
        inputs: any
        output: as the inputs
        value_index: []
    Source: tf.raw_ops.RefMerge
    """
    return inputs[0], xp.zeros((), xp.int32)


ref_merge.shape(merge_shape)
ref_merge.gradient(merge_gradient)


@op("""
    Enter(data: T) -> (output: T)
        T: type
        frame_name: string
        is_constant: bool = false
        parallel_iterations: int = 10
""")
def enter(xp, data):
    """Return `data`, as a value of the first round of a loop.

    Shapes:
        data, output: any
    Source: tf.raw_ops.Enter
    """
    return data


@enter.shape
def enter_shape(c):
    # What a loop carries may change its shape from round to round; constants do not.
    return [c["data"] if c.attr("is_constant") else TensorShape(None)]


@enter.gradient
def enter_gradient(op, dy):
    return dy


@op("""
    RefEnter(data: Ref(T)) -> (output: Ref(T))
        T: type
        frame_name: string
        is_constant: bool = false
        parallel_iterations: int = 10
""")
def ref_enter(xp, data):
    """Return a variable, as a value of the first round of a loop.

    Shapes:
        data, output: any
    Source: tf.raw_ops.RefEnter
    """
    return data


ref_enter.shape(shape_functions.unchanged)
ref_enter.gradient(enter_gradient)


@op("""
    Exit(data: T) -> (output: T)
        T: type
""")
def exit_(xp, data):
    """Return `data`, as it leaves a loop.

    Shapes:
        data, output: any
    Source: tf.raw_ops.Exit
    """
    return data


exit_.shape(shape_functions.unchanged)


@exit_.gradient
def exit_gradient(op, dy):
    raise NotImplementedError(
        "tf.GradientTape.gradients() does not support graph control flow operations like tf.cond "
        "or tf.while at this time. Use tf.gradients() instead. If you need this feature, please "
        "file a feature request at https://github.com/tensorflow/tensorflow/issues/new"
    )


@op("""
    RefExit(data: Ref(T)) -> (output: Ref(T))
        T: type
""")
def ref_exit(xp, data):
    """Return a variable, as it leaves a loop.

    Shapes:
        data, output: any
    Source: tf.raw_ops.RefExit
    """
    return data


ref_exit.shape(shape_functions.unchanged)
ref_exit.gradient(exit_gradient)


@op("""
    NextIteration(data: T) -> (output: T)
        T: type
""")
def next_iteration(xp, data):
    """Return `data`, as a value of the next round of a loop.

    Shapes:
        data, output: any
    Source: tf.raw_ops.NextIteration
    """
    return data


next_iteration.shape(shape_functions.unchanged)


@next_iteration.gradient
def next_iteration_gradient(op, dy):
    return dy


@op("""
    RefNextIteration(data: Ref(T)) -> (output: Ref(T))
        T: type
""")
def ref_next_iteration(xp, data):
    """Return a variable, as a value of the next round of a loop.

    Shapes:
        data, output: any
    Source: tf.raw_ops.RefNextIteration
    """
    return data


ref_next_iteration.shape(shape_functions.unchanged)
ref_next_iteration.gradient(next_iteration_gradient)


@op("""
    LoopCond(input: bool) -> (output: bool)
""")
def loop_cond(xp, input):  # noqa: A002 - TensorFlow's name
    """Return `input`, which says whether a loop goes on.

    Shapes:
        input, output: []
    Source: tf.raw_ops.LoopCond
    """
    return input


loop_cond.shape(shape_functions.scalar)
no_gradient(loop_cond, "the result is no number")


@op("""
    ControlTrigger() -> ()
""")
def control_trigger(xp):
    """Do nothing; others can be made to run before or after it.

    Source: tf.raw_ops.ControlTrigger
    """


@control_trigger.shape
def control_trigger_shape(c):
    return []
