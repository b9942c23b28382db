"""Loops and builtins over datasets: anything with the methods of a tf.data.Dataset.

A loop is a `scan` that carries the variables, a `take_while` where it may stop early, and a
`reduce` that runs it all.
"""

from tfcompat._src.base import dtypes, nest
from tfcompat._src.core import raw
from tfcompat._src.core.convert import convert_to_tensor
from tfcompat._src.function.autograph.operators import kinds, verify
from tfcompat._src.graph.cond import cond

_INFINITE, _UNKNOWN = -1, -2


def for_stmt(dataset, extra_test, body, get_state, set_state, names, options):
    """Loop over the elements of a dataset; the arguments are those of the statement."""
    first = get_state()
    verify.before_loop(names, first)
    if not first:  # `reduce` wants something to carry
        names, first = ("<internal dummy>",), (convert_to_tensor(0),)
        get_state, set_state = (lambda: (convert_to_tensor(0),)), (lambda values: None)

    def scan(variables, item):
        set_state(variables)

        def one_round():
            body(item)
            after = get_state()
            verify.round_of_loop(names, first, variables, after, None, check_shapes=False)
            return after

        if extra_test is None:
            after, going = one_round(), (convert_to_tensor(True),)
        else:
            going = extra_test()
            after = cond(going, one_round, lambda: variables)
        return after, (after, going)

    scanned = dataset.scan(first, scan)
    if extra_test is not None:
        scanned = scanned.take_while(lambda variables, going: going)
    set_state(scanned.reduce(first, lambda _, scanned_values: scanned_values[0]))


def length(dataset):
    """Return the number of elements; fails when it runs if that is not known."""
    count = dataset.cardinality()
    message = raw.StringJoin(
        ["len requires dataset with definitive cardinality, got ", raw.AsString(count)])
    known = raw.LogicalAnd(raw.NotEqual(count, _INFINITE), raw.NotEqual(count, _UNKNOWN))
    check = kinds.frontend("checks", "Assert")(known, [message])
    with kinds.frontend("control", "control_dependencies")([check] if check else []):
        return raw.Identity(count)


def absolute(dataset):
    """Return the dataset of absolute values."""
    if len(nest.flatten(dataset.element_spec)) == 1:
        return dataset.map(raw.Abs)
    return dataset.map(lambda *items: nest.map_structure(raw.Abs, items))


def numbered(dataset, start=0):
    """Return the dataset with the number of every element before it."""
    return dataset.enumerate(start)


def zipped(*datasets, strict=False):
    """Return the dataset of tuples of elements."""
    if strict:
        raise ValueError("strict zip not supported by Dataset")
    return type(datasets[0]).zip(datasets)


def mapped(function, *datasets):
    """Return the dataset of a function's results."""
    return type(datasets[0]).zip(datasets).map(function)


def filtered(function, dataset):
    """Return the dataset of the elements for which a function holds."""
    return dataset.filter(function)


def any_true(dataset):
    """Say whether one element is true."""
    _check_flags(dataset, "any")
    found = dataset.filter(lambda flag: flag).take(1)
    return found.reduce(convert_to_tensor(False), lambda _, flag: flag)


def all_true(dataset):
    """Say whether all elements are true."""
    _check_flags(dataset, "all")
    found = dataset.filter(raw.LogicalNot).take(1)
    return found.reduce(convert_to_tensor(True), lambda _, flag: flag)


def _check_flags(dataset, name):
    specs = nest.flatten(dataset.element_spec)
    if len(specs) != 1 or specs[0].dtype != dtypes.bool:
        raise ValueError(
            f'in graph mode, the "{name}" builtin only supports datasets that return bool scalars; '
            f"got: {dataset.element_spec}")
