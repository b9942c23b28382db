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
        variables: those created, in order.
    """

    def __init__(self, allowed):
        self.allowed = allowed
        self.variables = []


@contextlib.contextmanager
def variable_creation(allowed):
    """Allow or forbid creating variables for the length of a `with` block; yields a Creation."""
    outer = _STATE.policy
    _STATE.policy = Creation(allowed)
    try:
        yield _STATE.policy
    finally:
        _STATE.policy = outer


def check_variable_creation():
    """Raise ValueError where a variable may not be created now."""
    if _STATE.policy is not None and not _STATE.policy.allowed:
        raise ValueError(_SINGLETON)


def variable_created(variable):
    """Note a variable that came to be during a trace."""
    if _STATE.policy is not None:
        _STATE.policy.variables.append(variable)
