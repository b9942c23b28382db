"""How an optimizer's formula becomes ops: on handles and on references, for all rows or for some.

Lives here: the four forms that TensorFlow gives each step of an optimizer - `ApplyAdam`,
`ResourceApplyAdam`, `SparseApplyAdam`, `ResourceSparseApplyAdam` - made of one formula, and the
checks that all of them make. The formulas are in `training_descent.py`, `training_adaptive.py` and
`training_proximal.py`.
"""

import contextlib
import functools

from tfcompat._src.base import dtypes
from tfcompat._src.base.errors import InvalidArgumentError
from tfcompat._src.base.shapes import TensorShape
from tfcompat._src.ops import checks, handles
from tfcompat._src.ops.checks import shown
from tfcompat._src.registry import no_gradient, op
from tfcompat._src.registry.definition import type_name
from tfcompat._src.registry.record import keyword_only

_LABELS = {  # what TensorFlow calls some arguments in its errors
    "gradient_accumulator": "accum",
    "gradient_squared_accumulator": "accum",
    "l1": "l1 regularization strength",
    "l2": "l2 regularization strength",
    "l2_shrinkage": "l2 shrinkage regularization strength",
}
BOTH, HANDLES = slice(2), slice(1, 2)
WIDE, RANKED, NUMBERS_FIRST = "wide", "ranked", "numbers first"
_NONE = {}
_INTEGERS = frozenset(["indices", "global_step"])
SPACED_RATE = {"lr": ("lr is not a scalar : ", None)}
_NUMBERS = """{float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32,
            bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64}"""


def dense(text, words=_NONE, forms=BOTH):
    """Decorate a formula to register `Apply<Name>` and `ResourceApply<Name>`.

    Args:
        text: the definition without what the forms do not share: slots are of type `Slot`, there
            is no output, and the attributes are those that come after `use_locking`.
        words: how TensorFlow complains where not as usual, by argument: of a scalar (sentence,
            None or a function of value and attributes that says if it is good), of a slot its
            other name, of `indices` a sentence.
        forms: `BOTH`, or `HANDLES` where TensorFlow has the second alone.

    Returns:
        A decorator for `formula(xp, *slots, *others, **attrs)`, which gets arrays and returns the
        new values of the slots, in order.
    """
    return functools.partial(_register, _form(text, "Apply", False)[forms], _dense_step, words)


def sparse(text, words=_NONE, forms=BOTH, rules=()):
    """Decorate a formula to register `SparseApply<Name>` and `ResourceSparseApply<Name>`.

    As `dense`, for a formula of rows: slots and `grad` are rows that `indices` pick, each row once
    at a time; rows that are named again are updated again. Some ops have `rules` of their own:
    `WIDE` wants rows that are not empty, `RANKED` a gradient of the variable's rank, where others
    take one with ones at the end; `NUMBERS_FIRST` checks scalars before the variable.
    """
    texts = _form(text, "SparseApply", True)[forms]
    return functools.partial(_register, texts, functools.partial(_sparse_step, rules), words)


def _form(text, prefix, sparse):
    """Return the definitions of the op on references and of the op on handles."""
    head, _, rest = text.strip().partition(")")
    common = f"        T: {_NUMBERS}\n"
    if sparse:
        common += "        Tindices: {int32, int64}\n"
    common += f"        use_locking: bool = false\n{rest.strip(chr(10))}"
    return [
        f"{prefix}{head.replace('Slot', 'Ref(T)')}) -> out: Ref(T)\n{common}",
        f"Resource{prefix}{head.replace('Slot', 'resource')}) -> ()\n{common}",
    ]


def _register(definitions, step, words, formula):
    """Register an op for each definition; return the record of the last."""
    for text in definitions:
        record = op(text, stateful="Ref(T)" not in text)(_kernel(text, step, words, formula))
        record.kernel_attrs = keyword_only(formula)
        record.shape(_shape_of_step)
        no_gradient(record, "a step of an optimizer is the end of what is differentiated")
    return record


def _kernel(text, step, words, formula):
    """Return the kernel of one form of the op."""
    arguments = text.partition("(")[2].partition(") ->")[0].split(",")
    names = [argument.partition(":")[0].strip() for argument in arguments]
    slots = sum("Ref(T)" in argument or "resource" in argument for argument in arguments)

    @functools.wraps(formula)
    def kernel(xp, *inputs, **attrs):
        held = dict(zip(names[:slots], inputs, strict=False))
        others = dict(zip(names[slots:], inputs[slots:], strict=True))
        with contextlib.ExitStack() as locks:
            for resource in sorted(set(held.values()), key=id):  # in one order: no deadlock
                locks.enter_context(resource.lock)
            values = {name: handles.trained(resource) for name, resource in held.items()}
            _check_dtypes(text.partition("(")[0].strip(), values, others)
            _check_slots(values, words)
            new = step(xp, formula, values, others, attrs, words)
            for resource, old, value in zip(held.values(), values.values(), new, strict=True):
                # numpy 1 widens what it computes of scalars.
                resource.value = xp.asarray(value, dtype=old.dtype)
        return inputs[0] if "Ref(T)" in text else None

    return kernel


def _dense_step(xp, formula, slots, others, attrs, words):
    gradient = "delta" if "delta" in others else "grad"
    var = slots["var"]
    _check_numbers(others, words, attrs)
    if others[gradient].shape != var.shape:
        raise _unlike("var", var, gradient, others[gradient])
    return formula(xp, *slots.values(), *others.values(), **attrs)


def _sparse_step(rules, xp, formula, slots, others, attrs, words):
    _check_sparse(slots["var"], others, words, attrs, rules)
    indices, grad = others["indices"], others["grad"]
    grad = grad.reshape((grad.shape[0], *slots["var"].shape[1:]))
    values = [value.copy() for value in slots.values()]
    at = list(others).index("grad")
    plain = [value for name, value in others.items() if name != "indices"]
    # First occurrences of all rows in one step, then second ones, ...: as one row after the other.
    order = xp.argsort(indices, kind="stable")
    found = indices[order]
    while found.size:
        first = xp.concatenate([xp.ones(1, xp.bool_), found[1:] != found[:-1]])
        rows, plain[at] = found[first], grad[order[first]]
        changed = formula(xp, *(value[rows] for value in values), *plain, **attrs)
        for value, new in zip(values, changed, strict=True):
            value[rows] = new
        found, order = found[~first], order[~first]
    return values


def _check_dtypes(name, slots, others):
    """Raise for dtypes that differ, where TensorFlow ends the process, and for integers."""
    dtype = slots["var"].dtype
    for value in [*slots.values(), *(others[n] for n in others if n not in _INTEGERS)]:
        if value.dtype != dtype:
            raise InvalidArgumentError(
                f"Trying to update variable with wrong dtype. Expected {_named(dtype)} got "
                f"{_named(value.dtype)}"
            )
    if dtype.kind in "iub":
        raise InvalidArgumentError(
            f"No OpKernel was registered to support Op '{name}' used by {{{{node {name}}}}} with "
            f"these attrs: [T=DT_{dtypes.from_numpy(dtype).name.upper()}]"
        )


def _named(dtype):
    return type_name(dtypes.from_numpy(dtype))


def _check_slots(slots, words):
    """Raise for slots of different shapes."""
    var = slots["var"]
    for name, value in slots.items():
        if value.shape != var.shape:
            raise _unlike("var", var, words.get(name, _LABELS.get(name, name)), value)


def _check_numbers(others, words, attrs):
    """Raise for scalars that are none or not good."""
    for name, value in others.items():
        if name in ("grad", "delta", "indices"):
            continue
        plain = f"{_LABELS.get(name, name)} is not a scalar: "
        sentence, is_good = words.get(name, (plain, None))
        if value.ndim or (is_good is not None and not is_good(value, attrs)):
            raise InvalidArgumentError(f"{sentence}{shown(value.shape)}")


def _unlike(name, value, other_name, other):
    return InvalidArgumentError(
        f"{name} and {other_name} do not have the same shape{shown(value.shape)} "
        f"{shown(other.shape)}"
    )


def _check_sparse(var, others, words, attrs, rules):
    """Raise for what does not fit a variable, in TensorFlow's order, which is that of arguments."""

    def has_rows():
        checks.require(var.ndim, "var must be at least 1 dimensional")

    def are_numbers():
        _check_numbers(others, words, attrs)

    def is_vector():
        checks.require(others["indices"].ndim == 1, "indices must be one-dimensional")

    steps = [has_rows, are_numbers, is_vector]
    if list(others)[:2] == ["grad", "indices"]:
        steps = [has_rows, is_vector, are_numbers]
    elif NUMBERS_FIRST in rules:
        steps = [are_numbers, has_rows, is_vector]
    for step in steps:
        step()
    _check_gradient(var, others["grad"], others["indices"], rules)
    _check_places(var, others["indices"], words)


def _check_gradient(var, grad, indices, rules):
    """Raise for a gradient whose rows are not those of a variable, one for each index."""
    ranks = "grad must have the same number of dimensions as var"
    checks.require(grad.ndim == var.ndim or RANKED not in rules, ranks)
    for axis in range(1, min(var.ndim, grad.ndim)):
        if grad.shape[axis] != var.shape[axis]:
            raise InvalidArgumentError(f"var and grad must match in dimension {axis}")
    # With fewer dimensions TensorFlow ends the process, and with others it reads what is not there.
    fits = grad.ndim >= var.ndim and set(grad.shape[var.ndim:]) <= {1}
    checks.require(fits, ranks)
    if grad.shape[0] != indices.shape[0]:
        raise InvalidArgumentError(
            "grad must be the same size as indices in the first dimension."
        )
    if WIDE in rules and 0 in var.shape[1:]:
        raise InvalidArgumentError("Inner dimension should be greater than zero.")


def _check_places(var, indices, words):
    """Raise for numbers of rows that a variable has not."""
    bad = (indices < 0) | (indices >= var.shape[0])
    if bad.any():
        offset = int(bad.argmax())
        usual = "Index {index} at offset {offset} in indices is out of range"
        sentence = words.get("indices", usual)
        raise InvalidArgumentError(
            sentence.format(index=int(indices[offset]), offset=offset, rows=var.shape[0])
        )


def _shape_of_step(c):
    """Check shapes; the variable's own for the op on references, no output for that on handles."""
    shape = TensorShape(None)
    for arg in c.record.definition.inputs:
        if arg.is_ref:
            shape = checks.merge(shape, c[arg.name])
        elif arg.type_attr is None and arg.name != "global_step":
            known = c.handle(arg.name)
            shape = shape if known is None else checks.merge(shape, known[1])
    rows = "Tindices" in c.record.definition.attrs
    for arg in c.record.definition.inputs:
        if arg.name in ("grad", "delta"):
            shape = shape if rows else checks.merge(shape, c[arg.name])
        elif arg.name == "indices":
            checks.with_rank(c[arg.name], 1)
        elif not arg.is_ref and (arg.type_attr or arg.name == "global_step"):
            checks.with_rank(c[arg.name], 0)
    return [shape] if c.outputs else []
