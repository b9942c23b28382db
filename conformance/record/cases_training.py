"""Cases of ops that change variables: optimizers over dtypes, ranks and attributes, scattering.

Plain data; `record_training.py` runs it through TensorFlow. Slots begin with values that the
formula divides by or takes roots of, so all of them are positive; gradients are of both signs.
"""

SLOTS = {"var": 1.0, "accum": 0.5, "accum_update": 0.25, "linear": 0.3, "m": 0.2, "v": 0.4,
         "vhat": 0.6, "ms": 0.9, "mg": 0.1, "mom": 0.05, "gradient_accumulator": 0.2,
         "gradient_squared_accumulator": 0.7}  # fmt: skip
SCALARS = {"lr": 0.1, "alpha": 0.1, "momentum": 0.9, "rho": 0.8, "epsilon": 1e-3, "beta1": 0.9,
           "beta2": 0.99, "beta1_power": 0.81, "beta2_power": 0.98, "l1": 0.05, "l2": 0.02,
           "l2_shrinkage": 0.03, "lr_power": -0.5, "logbase": 1.5, "sign_decay": 0.7, "beta": 0.6,
           "global_step": 3}  # fmt: skip
FLAGS = {"use_nesterov": (False, True), "update_slots": (True, False),
         "multiply_linear_by_lr": (False, True)}  # fmt: skip
VECTOR = [0.1, -0.4, 0.0, 1.5]
OPS = """
    ApplyGradientDescent: var | alpha delta
    ApplyMomentum: var accum | lr grad momentum / use_nesterov
    SparseApplyMomentum: var accum | lr grad indices momentum / use_nesterov
    ApplyKerasMomentum: var accum | lr grad momentum / use_nesterov
    SparseApplyKerasMomentum: var accum | lr grad indices momentum / use_nesterov
    ApplyAddSign: var m | lr alpha sign_decay beta grad
    ApplyPowerSign: var m | lr logbase sign_decay beta grad
    ApplyAdagrad: var accum | lr grad / update_slots
    SparseApplyAdagrad: var accum | lr grad indices / update_slots
    ApplyAdagradV2: var accum | lr epsilon grad / update_slots
    SparseApplyAdagradV2: var accum | lr epsilon grad indices / update_slots
    ApplyAdadelta: var accum accum_update | lr rho epsilon grad
    SparseApplyAdadelta: var accum accum_update | lr rho epsilon grad indices
    ApplyAdam: var m v | beta1_power beta2_power lr beta1 beta2 epsilon grad / use_nesterov
    ApplyAdamWithAmsgrad: var m v vhat | beta1_power beta2_power lr beta1 beta2 epsilon grad
    ApplyAdaMax: var m v | beta1_power lr beta1 beta2 epsilon grad
    ApplyRMSProp: var ms mom | lr rho momentum epsilon grad
    SparseApplyRMSProp: var ms mom | lr rho momentum epsilon grad indices
    ApplyCenteredRMSProp: var mg ms mom | lr rho momentum epsilon grad
    SparseApplyCenteredRMSProp: var mg ms mom | lr rho momentum epsilon grad indices
    ApplyProximalGradientDescent: var | alpha l1 l2 delta
    SparseApplyProximalGradientDescent: var | alpha l1 l2 grad indices
    ApplyProximalAdagrad: var accum | lr l1 l2 grad
    SparseApplyProximalAdagrad: var accum | lr l1 l2 grad indices
    ApplyAdagradDA: var gradient_accumulator gradient_squared_accumulator \
| grad lr l1 l2 global_step
    SparseApplyAdagradDA: var gradient_accumulator gradient_squared_accumulator \
| grad indices lr l1 l2 global_step
    ApplyFtrl: var accum linear | grad lr l1 l2 lr_power / multiply_linear_by_lr
    SparseApplyFtrl: var accum linear | grad indices lr l1 l2 lr_power / multiply_linear_by_lr
    ApplyFtrlV2: var accum linear | grad lr l1 l2 l2_shrinkage lr_power / multiply_linear_by_lr
    SparseApplyFtrlV2: var accum linear | grad indices lr l1 l2 l2_shrinkage lr_power \
/ multiply_linear_by_lr
"""


MATRIX = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
ROWS = [
    (MATRIX, [2, 0, 2], [[1, -1], [0.5, 2], [4, 8]]),
    (MATRIX, [[1], [2]], [[[2, 3]], [[4, 5]]]),
    (MATRIX, [1, 1], 2),
    ([1.0, 2.0], [0, -1], [1, 1]),
    (MATRIX, [[0, 0], [3, 0]], 1),
    (MATRIX, [0, 1], [[1, 2]]),
    (MATRIX, [0], [[[1, 2]]]),
    (MATRIX, [[0, 9]], [1.0]),
    (MATRIX, [[0, 9]], [[[1.0, 2.0]]]),
    (5.0, [], []),
    (5.0, [], 1),
    ([], [0], 1),
    ([[], []], [1, 0], [[], []]),
]
SLICES = [
    (MATRIX, [[2], [0], [2]], [[1, -1], [0.5, 2], [4, 8]]),
    (MATRIX, [[2, 1], [0, 0]], [7, -7]),
    (MATRIX, [[2], [3]], [[1, 1], [1, 1]]),
    (MATRIX, [[2, -1]], [1]),
    (MATRIX, [[2]], [1]),
    (MATRIX, [[2, 1, 0]], [1]),
    (MATRIX, [[2], [1]], [[1, 1]]),
    ([1.0, 2.0], [[]], [[1.0, 1.0]]),
]


def scatters():
    """Yield the cases of scattering into variables."""
    for name in ("Update", "Add", "Sub", "Mul", "Div", "Min", "Max"):
        for value, indices, updates in ROWS:
            for dtype in ("float32", "int32"):
                yield scatter(f"ResourceScatter{name}", dtype, "resource", value, indices, updates)
    yield scatter("ResourceScatterDiv", "int32", "resource", [1, 2], [0], 0)
    yield scatter("ResourceScatterDiv", "float32", "resource", [1, 2], [0], 0)
    yield scatter("ResourceScatterDiv", "float32", "resource", [1, 2], [9], 0)
    yield scatter("ResourceScatterDiv", "float32", "resource", [1, 2], [9], [[0]])
    for name in ("Update", "Add", "Sub", "Min", "Max"):
        for value, indices, updates in SLICES:
            yield scatter(f"ResourceScatterNd{name}", "float32", "ref", value, indices, updates)


def scatter(op, dtype, slot, value, indices, updates):
    """Return one case of scattering; for integers all numbers are made whole."""
    if dtype == "int32":
        value, updates = whole(value), whole(updates)
    return op, dtype, {slot: value}, {"indices": indices, "updates": updates}, {}


def whole(value):
    """Return a nested list of numbers rounded up."""
    if isinstance(value, list):
        return [whole(part) for part in value]
    return int(value + 0.5)


def cases():
    """Yield (op, dtype, slots, other inputs, attributes) of every case."""
    yield from scatters()
    yield from without_numbers()
    for line in OPS.strip().splitlines():
        name, _, rest = line.strip().partition(": ")
        inputs, _, flag = rest.partition(" / ")
        slots, others = (part.split() for part in inputs.split(" | "))
        for value in FLAGS.get(flag, (None,)):
            attrs = {} if value is None else {flag: value}
            yield from of_op(f"Resource{name}", slots, others, attrs)
        yield from misfits(f"Resource{name}", slots, others)


def without_numbers():
    """Yield steps that take the larger of two, one of which is a NaN, or zeros of both signs."""
    nan = float("nan")
    slots = {"var": [1.0, 2.0, 3.0, 4.0], "m": [0.2, nan, 0.1, 0.3]}
    for op, more in (("AdaMax", {}), ("AdamWithAmsgrad", {"vhat": [nan, 0.5, -1.0, -0.0]})):
        held = {**slots, "v": [0.5, nan, nan, 0.0], **more}
        names = ["beta1_power", "lr", "beta1", "beta2", "epsilon"]
        given = {name: SCALARS[name] for name in names[:1]}
        given.update({"beta2_power": SCALARS["beta2_power"]} if more else {})
        given.update({name: SCALARS[name] for name in names[1:]}, grad=[nan, 1.0, nan, 0.0])
        yield f"ResourceApply{op}", "float32", held, given, {}


def of_op(op, slots, others, attrs):
    """Yield the cases of one op that succeed: dtypes, ranks, and no elements at all."""
    rows = "indices" in others
    for dtype in ("float32", "float64", "bfloat16", "float16"):
        yield case(op, dtype, slots, others, attrs, [2, 3, 1] if rows else None)
    if rows:
        yield case(op, "float32", slots, others, attrs, [1, 1, 0, 1])
    else:
        yield case(op, "float32", slots, others, attrs, None, shape=())
        yield case(op, "float32", slots, others, attrs, None, shape=(0,))
    if "l1" in others:
        without = dict.fromkeys(("l1", "l2", "l2_shrinkage"), 0.0)
        yield case(op, "float32", slots, others, attrs, [0, 1] if rows else None, **without)
    if "lr_power" in others:
        yield case(op, "float32", slots, others, attrs, [0, 1] if rows else None, lr_power=-0.7)


def misfits(op, slots, others):
    """Yield the cases of one op that fail, one mistake each."""
    rows = [0, 1] if "indices" in others else None
    good = case(op, "float32", slots, others, {}, rows)
    for slot in slots[1:]:
        if slot in ("accum_update", "vhat", "mg"):
            continue  # TensorFlow does not check these, or shows another's shape
        yield changed(good, 2, slot, [1.0])
    for scalar in others:
        if scalar in SCALARS:
            yield changed(good, 3, scalar, [1, 2])
            yield changed(good, 3, scalar, -1)
            yield changed(good, 3, scalar, 0)
    gradient = "delta" if "delta" in others else "grad"
    if not rows or "Adagrad" in op:  # other sparse steps end TensorFlow's process
        yield changed(good, 3, gradient, [1.0])
    if rows:
        yield changed(good, 3, gradient, [[1.0], [2.0]])
        for indices in ([0, 9], [-1, 0], [[0, 1]], [0]):
            yield changed(good, 3, "indices", indices)
        yield from mistaken_twice(good, slots, others)


def mistaken_twice(good, slots, others):
    """Yield cases with two mistakes, of which the first that is found counts; odd rows."""
    rate = "alpha" if "alpha" in others else "lr"
    on_scalars = good
    for slot in slots:
        on_scalars = changed(on_scalars, 2, slot, 1.0)
    for bad in (on_scalars, changed(good, 3, "indices", [[0, 9]])):
        yield changed(bad, 3, rate, [0.1, 0.2])
        yield changed(bad, 3, "grad", [[1.0], [2.0]])
    for indices in ([0, 1], [0, 9], [0]):
        narrow = changed(changed(good, 3, "grad", [[], []]), 3, "indices", indices)
        for slot in slots:
            narrow = changed(narrow, 2, slot, [[]] * 4)
        yield narrow
    yield changed(good, 3, "grad", [[[1.0], [2.0]], [[3.0], [4.0]]])


def changed(good, part, name, value):
    """Return a case with one of its arguments replaced."""
    bad = list(good)
    bad[part] = {**good[part], name: value}
    return tuple(bad)


def case(op, dtype, slots, others, attrs, rows, shape=(4,), **values):
    """Return one case; matrices where there are rows, else arrays of `shape`."""
    held = {slot: filled(SLOTS[slot], (4, 2) if rows is not None else shape) for slot in slots}
    given = {}
    for name in others:
        if name in ("grad", "delta"):
            given[name] = gradient_of(rows, shape)
        else:
            given[name] = rows if name == "indices" else values.get(name, SCALARS.get(name))
    return op, dtype, held, given, attrs


def filled(start, shape):
    """Return a nested list of values that grow from `start`."""
    if not shape:
        return start
    step = 0.25 if len(shape) == 1 else 0.125
    return [filled(start + step * i, shape[1:]) for i in range(shape[0])]


def gradient_of(rows, shape):
    """Return a gradient: of a whole variable, or of the rows of a matrix."""
    if rows is not None:
        return [[value, -value / 2] for value in (0.3, -0.7, 1.1, 0.0)[: len(rows)]]
    return VECTOR[: shape[0]] if shape else 0.75
