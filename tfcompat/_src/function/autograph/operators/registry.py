"""Operators of particular classes: rooms above register here how their objects are looped over.

    registry.loops.register(Dataset, for_stmt)
    registry.builtins[len].register(Dataset, dataset_length)
"""


class Registry:
    """What to call for instances of which class."""

    def __init__(self):
        self._found = {}

    def register(self, kind, operator):
        """Let `operator` do it for instances of a class.

        Raises:
            KeyError: there is one already.
        """
        if kind in self._found:
            raise KeyError(f"{kind} has already been registered.")
        self._found[kind] = operator

    def lookup(self, value):
        """Return the operator for a value, or None."""
        for kind, operator in self._found.items():
            if isinstance(value, kind):
                return operator
        return None


loops = Registry()
builtins = {
    builtin: Registry()
    for builtin in (abs, len, print, enumerate, zip, map, filter, any, all, sorted, next)
}
