# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.dropout import general_dropout as general_dropout
from tfcompat._src.frontend.dropout import stateless_dropout as stateless_dropout

__all__ = [
    "general_dropout", "stateless_dropout",
]
