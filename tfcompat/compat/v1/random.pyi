# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.random import normal as normal
from tfcompat._src.frontend.random import split as split
from tfcompat._src.frontend.random import stateless_normal as stateless_normal
from tfcompat._src.frontend.random import stateless_truncated_normal as stateless_truncated_normal
from tfcompat._src.frontend.random import stateless_uniform as stateless_uniform
from tfcompat._src.frontend.random import truncated_normal as truncated_normal
from tfcompat._src.frontend.random import uniform as uniform
from tfcompat._src.v1.older_arguments import set_random_seed as set_random_seed

__all__ = [
    "normal", "set_random_seed", "split", "stateless_normal", "stateless_truncated_normal",
    "stateless_uniform", "truncated_normal", "uniform",
]
