"""Whether variables may be created now: the agreement between tf.function and Variable.

A function may create variables in its first trace only; whoever traces says so here, and the
variable asks here before it comes to be.
"""

import contextlib
import threading


class _State(threading.local):
    policy = None


_STATE = _State()
_SINGLETON = (
    "tf.function only supports singleton tf.Variables created on the first call. Make sure the "
    "tf.Variable is only created once or created outside tf.function. See "
    "https://www.tensorflow.org/guide/function#creating_tfvariables for more information."
)


class Creation:
    """What happens to variables created during one trace.

    Attributes:
        allowed: whether creating is allowed.
        created: function that is told of each variable, or None.
        variables: those created, in order.
        waiting: (variable, tensor) of those whose first value is a tensor of the traced graph.
    """

    def __init__(self, allowed, created=None):
        self.allowed = allowed
        self.created = created
        self.variables = []
        self.waiting = []


@contextlib.contextmanager
def variable_creation(allowed, created=None):
    """Allow or forbid creating variables for the length of a `with` block; yields a Creation."""
    outer = _STATE.policy
    _STATE.policy = Creation(allowed, created)
    try:
        yield _STATE.policy
    finally:
        _STATE.policy = outer


def check_variable_creation():
    """Raise ValueError where a variable may not be created now."""
    if _STATE.policy is not None and not _STATE.policy.allowed:
        raise ValueError(_SINGLETON)


def creating():
    """Say whether a trace is under way that may create variables."""
    return _STATE.policy is not None and _STATE.policy.allowed


def variable_created(variable, initial_value=None):
    """Note a variable that came to be during a trace, perhaps with a value still to compute."""
    policy = _STATE.policy
    if policy is not None:
        policy.variables.append(variable)
        if initial_value is not None:
            policy.waiting.append((variable, initial_value))
        if policy.created is not None:
            policy.created(variable)
