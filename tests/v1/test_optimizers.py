"""tf.compat.v1.train: what optimizers do around their ops; the numbers are recorded elsewhere."""

import numpy as np
import pytest

import tfcompat as tf

train = tf.compat.v1.train
KINDS = {
    "descent": lambda: train.GradientDescentOptimizer(0.1),
    "momentum": lambda: train.MomentumOptimizer(0.1, 0.9),
    "adam": lambda: train.AdamOptimizer(0.1),
    "adagrad": lambda: train.AdagradOptimizer(0.1),
    "adadelta": lambda: train.AdadeltaOptimizer(0.1),
    "rmsprop": lambda: train.RMSPropOptimizer(0.1, centered=True),
    "ftrl": lambda: train.FtrlOptimizer(0.1),
    "proximal": lambda: train.ProximalGradientDescentOptimizer(0.1),
    "proximal_adagrad": lambda: train.ProximalAdagradOptimizer(0.1),
}


@pytest.fixture
def v():
    return tf.Variable([1.0, 2.0], name="v")


@pytest.mark.parametrize("kind", KINDS)
def test_steps_in_functions_are_those_taken_eagerly(kind):
    values = []
    for traced in (False, True):
        v, rows = tf.Variable([1.0, 2.0]), tf.Variable([[1.0], [2.0], [3.0]])
        optimizer = KINDS[kind]()

        def step(v=v, rows=rows, optimizer=optimizer):
            optimizer.minimize(
                lambda: tf.reduce_sum(v * v) + tf.reduce_sum(tf.gather(rows, [2, 0, 2]) ** 3))

        step = tf.function(step) if traced else step
        for _ in range(3):
            step()
        slots = [optimizer.get_slot(x, s).numpy() for s in optimizer.get_slot_names()
                 for x in (v, rows)]
        values.append([v.numpy(), rows.numpy(), *slots])
    for one, other in zip(*values, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)


def test_a_loss_tensor_is_minimized_in_functions(v):
    optimizer = train.AdamOptimizer(0.1)

    @tf.function
    def step():
        operation = optimizer.minimize(tf.reduce_sum(v * v), var_list=[v])
        assert operation.type == "NoOp"
        assert operation.name.startswith("Adam")

    step()
    step()
    np.testing.assert_allclose(v.numpy(), [0.8004126, 1.8001668], rtol=1e-6)
    assert [x.name for x in optimizer.variables()] == [
        "beta1_power:0", "beta2_power:0", *[x.name for x in optimizer.variables()[2:]]]


def test_the_global_step_is_counted(v):
    step = tf.Variable(3, dtype=tf.int64)
    train.GradientDescentOptimizer(0.5).minimize(lambda: tf.reduce_sum(v * v), global_step=step)
    assert (step.numpy(), v.numpy().tolist()) == (4, [0.0, 0.0])


def test_learning_rates_may_be_functions(v):
    rate = [0.5]
    optimizer = train.GradientDescentOptimizer(lambda: rate[0])
    gradients = [(tf.constant([1.0, 1.0]), v)]
    optimizer.apply_gradients(gradients)
    rate[0] = 0.25
    optimizer.apply_gradients(gradients)
    assert v.numpy().tolist() == [0.25, 1.25]


def test_constraints_hold_after_steps_and_are_refused_for_rows():
    v = tf.Variable([1.0, 2.0], constraint=lambda x: tf.clip_by_value(x, 0.0, 1.0))
    optimizer = train.GradientDescentOptimizer(0.1)
    optimizer.minimize(lambda: tf.reduce_sum(v * v))
    np.testing.assert_allclose(v.numpy(), [0.8, 1.0])
    with pytest.raises(RuntimeError, match="Cannot use a constraint function on a sparse variable"):
        optimizer.minimize(lambda: tf.reduce_sum(tf.gather(v, [0])), var_list=[v])


def test_slots_are_found_and_named(v):
    optimizer = train.MomentumOptimizer(0.5, 0.9, name="Swing")
    assert optimizer.get_slot(v, "momentum") is None
    optimizer.apply_gradients([(tf.constant([1.0, 1.0]), v), (None, tf.Variable(1.0))])
    slot = optimizer.get_slot(v, "momentum")
    assert slot.name.startswith("v/Swing")
    assert not slot.trainable
    assert optimizer.get_name() == "Swing"
    assert optimizer.variables() == [slot]


def checkpointed():
    module = tf.Module()
    module.v = tf.Variable([1.0, 2.0])
    module.optimizer = train.AdamOptimizer(0.1)
    return module


def take_step(module):
    module.optimizer.minimize(lambda: tf.reduce_sum(module.v ** 2), var_list=[module.v])


def test_slots_are_saved_and_restored_before_and_after_they_are_made(tmp_path):
    module = checkpointed()
    take_step(module)
    path = tf.train.Checkpoint(module).write(str(tmp_path / "c"))
    assert [name for name, _ in tf.train.list_variables(path)] == [
        "_CHECKPOINTABLE_OBJECT_GRAPH",
        "optimizer/beta1_power/.ATTRIBUTES/VARIABLE_VALUE",
        "optimizer/beta2_power/.ATTRIBUTES/VARIABLE_VALUE",
        "v/.ATTRIBUTES/VARIABLE_VALUE",
        "v/.OPTIMIZER_SLOT/optimizer/m/.ATTRIBUTES/VARIABLE_VALUE",
        "v/.OPTIMIZER_SLOT/optimizer/v/.ATTRIBUTES/VARIABLE_VALUE",
    ]
    take_step(module)
    wanted = module.v.numpy()

    after = checkpointed()
    take_step(after)
    tf.train.Checkpoint(after).read(path).assert_consumed()
    before = checkpointed()
    status = tf.train.Checkpoint(before).read(path)
    take_step(before)
    status.assert_consumed()
    late = tf.Module()
    tf.train.Checkpoint(late).read(path)
    late.v = tf.Variable([1.0, 2.0])
    late.optimizer = train.AdamOptimizer(0.1)
    take_step(late)
    take_step(after)
    for other in (before, after, late):
        assert other.v.numpy().tolist() == wanted.tolist()


def test_slots_come_along_with_saved_models(tmp_path):
    module = checkpointed()
    take_step(module)
    tf.saved_model.save(module, str(tmp_path / "m"))
    loaded = tf.saved_model.load(str(tmp_path / "m"))
    slots = {name: slot for _, name, slot in loaded.optimizer._slot_variables()}
    for name in ("m", "v"):
        kept = module.optimizer.get_slot(module.v, name)
        assert slots[name].numpy().tolist() == kept.numpy().tolist()


@pytest.mark.parametrize(("make", "sentence"), [
    (lambda: train.FtrlOptimizer(0.1, initial_accumulator_value=-1.0),
     "initial_accumulator_value -1.000000 needs to be positive or zero"),
    (lambda: train.FtrlOptimizer(0.1, learning_rate_power=0.5),
     "learning_rate_power 0.500000 needs to be negative or zero"),
    (lambda: train.FtrlOptimizer(0.1, l1_regularization_strength=-0.5),
     "l1_regularization_strength -0.500000 needs to be positive or zero"),
    (lambda: train.FtrlOptimizer(0.1, l2_shrinkage_regularization_strength=-0.5),
     "l2_shrinkage_regularization_strength -0.500000 needs to be positive or zero"),
    (lambda: train.AdagradOptimizer(0.1, initial_accumulator_value=-0.5),
     "initial_accumulator_value must be positive: -0.5"),
    (lambda: train.AdagradDAOptimizer(0.1, None, initial_gradient_squared_accumulator_value=0),
     "initial_gradient_squared_accumulator_value must be positive: 0"),
    (lambda: train.Optimizer(False, ""), "Must specify the optimizer name"),
])
def test_numbers_out_of_range_are_refused(make, sentence):
    with pytest.raises(ValueError) as raised:
        make()
    assert str(raised.value) == sentence


@pytest.mark.parametrize(("call", "kind", "sentence"), [
    (lambda o, v: o.minimize(tf.constant(1.0)), RuntimeError,
     "`loss` passed to Optimizer.compute_gradients should be a function when eager execution is "
     "enabled."),
    (lambda o, v: o.minimize(lambda: tf.constant(1.0), var_list=[v]), ValueError,
     "No gradients provided for any variable, check your graph for ops that do not support "
     "gradients, between variables"),
    (lambda o, v: o.apply_gradients([]), ValueError, "No variables provided."),
    (lambda o, v: o.apply_gradients([(None, v)]), ValueError,
     "No gradients provided for any variable: [\"<tf.Variable 'v:0'"),
    (lambda o, v: o.apply_gradients([(tf.constant([1.0, 1.0]), tf.constant(1.0))]),
     NotImplementedError, "('Trying to update a Tensor ', <tf.Tensor"),
    (lambda o, v: o.apply_gradients([(tf.constant([1.0, 1.0]), 3)]), AttributeError,
     "'int' object has no attribute 'handle'"),
    (lambda o, v: o.apply_gradients([(tf.constant([1.0, 1.0, 1.0]), v)]),
     tf.errors.InvalidArgumentError, "var and delta do not have the same shape[2] [3]"),
    (lambda o, v: o.apply_gradients([(tf.constant([1, 1]), v)]), tf.errors.InvalidArgumentError,
     "Trying to update variable with wrong dtype. Expected float got int32"),
    (lambda o, v: train.Optimizer(False, "q").apply_gradients([(tf.constant([1.0, 1.0]), v)]),
     NotImplementedError, ""),
])
def test_bad_calls_are_refused_and_change_nothing(v, call, kind, sentence):
    with pytest.raises(kind) as raised:
        call(train.GradientDescentOptimizer(0.1), v)
    assert sentence in str(raised.value)
    assert v.numpy().tolist() == [1.0, 2.0]
    assert v.numpy().dtype == np.float32


def test_bad_arguments_in_graphs_are_refused(v):
    optimizer = train.GradientDescentOptimizer(0.1)

    @tf.function
    def gated(gate):
        optimizer.minimize(tf.reduce_sum(v), var_list=[v], gate_gradients=gate)

    with pytest.raises(ValueError, match="gate_gradients must be one of: Optimizer.GATE_NONE"):
        gated(9)
    gated(optimizer.GATE_NONE)
    gated(optimizer.GATE_GRAPH)
    np.testing.assert_allclose(v.numpy(), [0.8, 1.8])

    @tf.function
    def whole():
        optimizer.minimize(tf.cast(v[0], tf.int32), var_list=[v])

    with pytest.raises(ValueError, match="Invalid type tf.int32 for Cast:0, expected: "):
        whole()

    @tf.function
    def unknown():
        optimizer.minimize(tf.reduce_sum(v))

    with pytest.raises(ValueError, match="No variables to optimize."):
        unknown()


def test_graphs_train_in_sessions():
    v1 = tf.compat.v1
    with tf.Graph().as_default() as graph:
        z = v1.get_variable("z", initializer=2.0)
        rows = v1.get_variable("rows", initializer=[[1.0, 2.0], [3.0, 4.0]])
        step = train.get_or_create_global_step()
        loss = z * z + tf.reduce_sum(tf.gather(rows, [0, 0]) ** 2)
        operation = train.MomentumOptimizer(0.1, 0.9).minimize(loss, global_step=step, name="go")
        assert (operation.name, operation.type) == ("go", "AssignAddVariableOp")
        assert v1.get_collection("train_op") == [operation]
        assert [v.name for v in v1.global_variables()] == [
            "z:0", "rows:0", "global_step:0", "z/Momentum:0", "rows/Momentum:0"]
        assert [v.name for v in v1.trainable_variables()] == ["z:0", "rows:0"]
        with v1.Session(graph=graph) as session:
            session.run(v1.global_variables_initializer())
            for _ in range(3):
                session.run(operation)
            values = session.run([z, rows, step])
    np.testing.assert_allclose(values[0], 0.124, rtol=1e-5)
    np.testing.assert_allclose(values[1], [[-0.54, -1.08], [3.0, 4.0]], rtol=1e-5)
    assert values[2] == 3


def test_subclasses_say_what_a_step_is(v):
    class Signs(train.Optimizer):
        def __init__(self):
            super().__init__(False, "Signs")

        def _resource_apply_dense(self, grad, var):
            return var.assign_sub(tf.sign(grad), read_value=False)

        def _resource_apply_sparse(self, grad, var, indices):
            return self._resource_apply_dense(
                tf.scatter_nd(indices[:, tf.newaxis], grad, tf.constant([2])), var)

    optimizer = Signs()
    optimizer.minimize(lambda: tf.reduce_sum(v * v))
    optimizer.minimize(lambda: tf.reduce_sum(tf.gather(v, [1, 1])))
    assert v.numpy().tolist() == [0.0, 0.0]


def test_wrapped_functions_know_the_variables_they_make():
    v1 = tf.compat.v1

    def step(x):
        w = v1.get_variable("w", [2], initializer=v1.ones_initializer())
        loss = tf.reduce_sum((x * w - 3.0) ** 2)
        with tf.control_dependencies([train.MomentumOptimizer(0.05, 0.5).minimize(loss)]):
            return tf.identity(loss), [v.name for v in v1.trainable_variables()]

    names = []

    def wrapped(x):
        loss, found = step(x)
        names.extend(found)
        return loss

    function = v1.wrap_function(wrapped, [tf.TensorSpec([2], tf.float32)])
    losses = [float(function(tf.constant([1.0, 2.0]))) for _ in range(3)]
    assert names == ["w:0"]
    assert losses[0] == 5.0
    assert losses[0] > losses[1] > losses[2]
