"""`if` statements, conditional expressions and `assert` at run time: staged, or Python's."""

from tfcompat._src.function.autograph.operators import kinds, verify
from tfcompat._src.graph.cond import cond


def if_stmt(test, body, orelse, get_state, set_state, names, outputs):
    """Run an `if` statement.

    Args:
        test: the condition.
        body, orelse: functions that run the branches.
        get_state, set_state: functions that get and set the variables of the statement.
        names: the names of these variables, results first.
        outputs: how many of them are results.
    """
    if kinds.is_dense(test):
        _staged_if(test, body, orelse, get_state, set_state, names, outputs)
    elif test:
        body()
    else:
        orelse()


def _staged_if(test, body, orelse, get_state, set_state, names, outputs):
    test = verify.condition(test, "if statement")
    before = get_state()
    made = {}

    def traced(which, run):
        def branch():
            set_state(before)
            run()
            values = get_state()[:outputs]
            made[which] = values
            verify.branch(names, values, which)
            if len(made) == 2:
                verify.branches(names, made["main"], made["else"])
            # Something must come out, and nothing does.
            return values if outputs else (0,)

        return branch

    results = cond(test, traced("main", body), traced("else", orelse))
    set_state((*(results if outputs else ()), *before[outputs:]))


def if_exp(test, if_true, if_false, text):
    """Evaluate a conditional expression.

    Args:
        test: the condition.
        if_true, if_false: functions that evaluate its sides.
        text: what errors call it.
    """
    if not kinds.is_dense(test):
        return if_true() if test else if_false()
    made = {}

    def traced(which, evaluate):
        def branch():
            made[which] = value = evaluate()
            if len(made) == 2:
                verify.branch_variable(text, made["main"], made["else"])
            return value

        return branch

    return cond(test, traced("main", if_true), traced("else", if_false))


def assert_stmt(test, message):
    """Run an `assert` statement.

    Args:
        test: what is to be true.
        message: function that evaluates what is said otherwise.
    """
    if not kinds.is_tensor(test):
        assert test, message()
        return None
    data = message()
    return kinds.frontend("checks", "Assert")(test, data if isinstance(data, list) else [data])
