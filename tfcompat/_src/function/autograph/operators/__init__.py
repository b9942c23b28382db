"""What converted code calls: the attributes of its `ag__`.

Here: the table of operators, and the one object of them for each set of options.
"""

from types import SimpleNamespace

from tfcompat._src.core.name_scopes import name_scope
from tfcompat._src.function.autograph import calls
from tfcompat._src.function.autograph.operators import (
    conditionals, lists, logical, loops, undefined)

_NAMES = {
    conditionals: ("assert_stmt", "if_exp", "if_stmt"),
    lists: ("get_item", "list_append", "list_pop", "list_stack", "new_list", "set_item"),
    logical: ("and_", "eq", "not_", "not_eq", "or_"),
    loops: ("for_stmt", "while_stmt"),
    undefined: ("Undefined", "UndefinedReturnValue", "ld", "ldu", "ret"),
}
_TABLE = {name: getattr(module, name) for module, names in _NAMES.items() for name in names}
_made = {}


def namespace(options):
    """Return the `ag__` of functions that convert their callees with these options."""
    found = _made.get(options)
    if found is None:
        found = _made[options] = SimpleNamespace(
            **_TABLE, call=calls.caller(options), artifact=calls.artifact, name_scope=name_scope)
    return found
