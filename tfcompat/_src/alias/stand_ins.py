"""What private TensorFlow names mean where there is nothing behind them here."""


def async_wait():
    """Wait for work under way: there is none, ops have run when they return."""


class _Context:
    """Stands in for the eager context's switches; there is nothing to switch."""

    def clear_kernel_cache(self):
        """Do nothing: kernels are plain functions."""

    def executing_eagerly(self):
        """Whether ops run at once."""
        from tfcompat._src.core.context import executing_eagerly

        return executing_eagerly()


_CONTEXT = _Context()


def context():
    """Return the stand-in for the eager context."""
    return _CONTEXT


def is_op_determinism_enabled():
    """Say False: nothing is nondeterministic here to begin with."""
    return False


def stand_in(*args, **kwargs):
    """Refuse: a module is there for its import's sake only."""
    raise NotImplementedError("This part of TensorFlow is not in tfcompat; see docs/api.md.")
