# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.random import split as stateless_split
from tfcompat._src.frontend.random_distributions import index_shuffle as index_shuffle
from tfcompat._src.frontend.random_distributions import fold_in as stateless_fold_in
from tfcompat._src.frontend.random_distributions import stateless_shuffle as stateless_shuffle
from tfcompat._src.state.random_generator import Generator as Generator
from tfcompat._src.state.random_generator import get_global_generator as get_global_generator
from tfcompat._src.state.random_generator import set_global_generator as set_global_generator
from tfcompat._src.state.random_state import Algorithm as Algorithm
from tfcompat._src.state.random_state import create_rng_state as create_rng_state

__all__ = [
    "Algorithm", "Generator", "create_rng_state", "get_global_generator", "index_shuffle",
    "set_global_generator", "stateless_fold_in", "stateless_shuffle", "stateless_split",
]
