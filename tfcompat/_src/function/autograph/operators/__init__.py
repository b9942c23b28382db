"""What converted code calls: the attributes of its `ag__`.

Here: the table of operators, and the one object of them for each set of options. An operator's
module is imported when converted code first calls for it.
"""

import importlib

from tfcompat._src.core.name_scopes import name_scope
from tfcompat._src.function.autograph import calls

_TABLE = {
    "conditionals": ("assert_stmt", "if_exp", "if_stmt"),
    "lists": ("get_item", "list_append", "list_pop", "list_stack", "new_list", "set_item"),
    "logical": ("and_", "eq", "not_", "not_eq", "or_"),
    "loops": ("for_stmt", "while_stmt"),
    "undefined": ("Undefined", "UndefinedReturnValue", "ld", "ldu", "ret"),
}
_MODULES = {name: module for module, names in _TABLE.items() for name in names}
_made = {}


class _Operators:
    """The `ag__` of functions that convert their callees with certain options."""

    def __init__(self, options):
        self.call = calls.caller(options)
        self.artifact = calls.artifact
        self.name_scope = name_scope

    def __getattr__(self, name):
        if name not in _MODULES:
            raise AttributeError(f"there is no operator {name!r}")
        module = importlib.import_module(f"{__name__}.{_MODULES[name]}")
        operator = getattr(module, name)
        setattr(self, name, operator)
        return operator


def namespace(options):
    """Return the `ag__` of functions that convert their callees with these options."""
    found = _made.get(options)
    if found is None:
        found = _made[options] = _Operators(options)
    return found
