"""Names of nodes: unique within a graph whatever their case, and nested in scopes.

What a valid scope name is, is TensorFlow's rule; the graph keeps one `Names` per name space.
"""

import re

_ROOT_SCOPE = re.compile(r"^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$")
_INNER_SCOPE = re.compile(r"^[A-Za-z0-9_.\\/>-]*$")


class Names:
    """The names in use, and the scope that new ones go into.

    Attributes:
        scope: the current scope without its final slash, "" at the root.
    """

    def __init__(self):
        self._used = {}
        self.scope = ""

    def unique(self, name, mark_as_used=True, absolute=False):
        """Return `name` within the current scope (or from the root), numbered if it is taken.

        >>> names = Names()
        >>> names.unique("y"), names.unique("Y"), names.unique("y", mark_as_used=False)
        ('y', 'Y_1', 'y_2')
        """
        if self.scope and not absolute:
            name = f"{self.scope}/{name}"
        key = name.lower()
        used = self._used
        number = used.get(key, 0)
        if mark_as_used:
            used[key] = number + 1
        if not number:
            return name
        base = key
        while key in used:
            key = f"{base}_{number}"
            number += 1
        if mark_as_used:
            used[base], used[key] = number, 1
        return f"{name}_{number - 1}"

    def reserve(self, name):
        """Mark a full name as taken."""
        self._used.setdefault(name.lower(), 1)

    def release(self, name):
        """Give a name back; it is made again if it was the last one of its base.

        >>> names = Names()
        >>> _ = names.unique("x"), names.unique("x")
        >>> names.release("x_1")
        >>> names.unique("x")
        'x_1'
        """
        key = name.lower()
        self._used.pop(key, None)
        base, _, number = key.rpartition("_")
        if number.isdigit() and self._used.get(base) == int(number) + 1:
            self._used[base] = int(number)

    def enter(self, name):
        """Return the scope for `name` and what to restore `scope` to.

        A name that ends in a slash is an absolute scope, entered again; None and "" lead to the
        root.

        Raises:
            ValueError: the name cannot be a scope.
        """
        if not name:
            return ""
        if name[-1] == "/":
            return name[:-1]
        pattern = _INNER_SCOPE if self.scope else _ROOT_SCOPE
        if not pattern.match(name):
            kind = "scope name. A scope name" if self.scope else (
                "root scope name. A root scope name"
            )
            raise ValueError(
                f"'{name}' is not a valid {kind} has to match the following pattern: "
                f"{pattern.pattern}"
            )
        return self.unique(name)
