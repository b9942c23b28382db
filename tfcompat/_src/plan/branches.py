"""Branches of single nodes: which values may be missing when a plan runs.

A Switch sends its value one way; everything behind the other way does not happen, until a Merge
takes the value that did arrive. Plans write such nodes as conditional expressions on `MISSING`.
Loops of the old kind are in `loops`, If and Case are ordinary ops.
"""

from tfcompat._src.base import errors

SWITCHES = frozenset(["Switch", "RefSwitch"])
MERGES = frozenset(["Merge", "RefMerge"])
_NOTHING = frozenset()


class _Missing:
    """The value of everything that does not happen."""

    def __repr__(self):
        return "MISSING"


MISSING = _Missing()


def switch(data, pred):
    """Return the two outputs of a Switch."""
    return (MISSING, data) if pred else (data, MISSING)


def merge(inputs, numbers):
    """Return the two outputs of a Merge: the value that arrived, and its number."""
    for value, number in zip(inputs, numbers):
        if value is not MISSING:
            return value, number
    return MISSING, MISSING


def arrived(value, name):
    """Return a fetched value.

    Raises:
        InvalidArgumentError: it is behind a branch that was not taken.
    """
    if value is MISSING:
        raise errors.InvalidArgumentError(
            f"Retval[0] does not have value: '{name}' is behind a branch that was not taken."
        )
    return value


class Branches:
    """What is known of missing values while the nodes of a plan are written in order.

    A *mark* is (condition, way): the value is missing unless the condition sends it that way.
    """

    def __init__(self):
        self._marks = {}
        self._of_ops = {}

    def guards(self, op, names, given):
        """Return the names that are MISSING when `op` does not happen, and its marks.

        Args:
            op: the Operation (or loop) that is about to be written.
            names: dict of ids of tensors to the names of their values.
            given: ids of the tensors that are fed.
        """
        if not self._marks:
            return [], _NOTHING
        found, marks = {}, set()
        for tensor in op.inputs:
            mark = self._marks.get(id(tensor))
            if mark and id(tensor) not in given:
                marks |= mark
                found[names[id(tensor)]] = None
        for other in op.control_inputs:
            known = self._of_ops.get(other)
            if known is not None:
                marks |= known[1]
                found.update(dict.fromkeys(known[0]))
        return list(found), frozenset(marks)

    def note(self, op, guards, marks, tensors=None):
        """Remember that `op` happens only as `guards` and `marks` say."""
        if marks:
            self._of_ops[op] = (guards, marks)
            for tensor in op.outputs if tensors is None else tensors:
                self._marks[id(tensor)] = marks

    def note_switch(self, op, guards, marks, condition):
        """Remember the outputs of a Switch on the value called `condition`."""
        self.note(op, guards, marks)
        for way, tensor in enumerate(op.outputs):
            self._marks[id(tensor)] = marks | {(condition, way)}

    def note_merge(self, op, names):
        """Remember the outputs of a Merge: there, unless something around the branches is not."""
        parts = [self._marks.get(id(tensor), _NOTHING) for tensor in op.inputs]
        marks = frozenset().union(*parts)
        both = {
            condition for condition, way in marks
            if way == 0 and (condition, 1) in marks
            and not any({(condition, 0), (condition, 1)} <= part for part in parts)
        }
        left = frozenset(mark for mark in marks if mark[0] not in both)
        self.note(op, [names[id(op.outputs[0])]], left)

    def may_miss(self, tensor):
        """Say whether a tensor may have no value."""
        return bool(self._marks.get(id(tensor)))


def condition(guards):
    """Return the expression that says that one of some values is missing."""
    return " or ".join(f"{name} is MISSING" for name in guards)

