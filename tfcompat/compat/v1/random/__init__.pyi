# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.candidate_samplers import all_candidate_sampler as all_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import fixed_unigram_candidate_sampler as fixed_unigram_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import learned_unigram_candidate_sampler as learned_unigram_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import log_uniform_candidate_sampler as log_uniform_candidate_sampler
from tfcompat._src.frontend.candidate_samplers import uniform_candidate_sampler as uniform_candidate_sampler
from tfcompat._src.frontend.random import normal as normal
from tfcompat._src.frontend.random import split as split
from tfcompat._src.frontend.random import stateless_normal as stateless_normal
from tfcompat._src.frontend.random import stateless_truncated_normal as stateless_truncated_normal
from tfcompat._src.frontend.random import stateless_uniform as stateless_uniform
from tfcompat._src.frontend.random import truncated_normal as truncated_normal
from tfcompat._src.frontend.random import uniform as uniform
from tfcompat._src.frontend.random_distributions import categorical as categorical
from tfcompat._src.frontend.random_distributions import fold_in as fold_in
from tfcompat._src.frontend.random_distributions import gamma as gamma
from tfcompat._src.frontend.random_distributions import multinomial as multinomial
from tfcompat._src.frontend.random_distributions import poisson_of_rates as poisson
from tfcompat._src.frontend.random_distributions import shuffle as shuffle
from tfcompat._src.frontend.random_distributions import stateless_binomial as stateless_binomial
from tfcompat._src.frontend.random_distributions import stateless_categorical as stateless_categorical
from tfcompat._src.frontend.random_distributions import stateless_gamma as stateless_gamma
from tfcompat._src.frontend.random_distributions import stateless_multinomial as stateless_multinomial
from tfcompat._src.frontend.random_distributions import stateless_parameterized_truncated_normal as stateless_parameterized_truncated_normal
from tfcompat._src.frontend.random_distributions import stateless_poisson as stateless_poisson
from tfcompat._src.frontend.seeds import get_seed as get_seed
from tfcompat._src.state.random_generator import Generator as Generator
from tfcompat._src.state.random_generator import get_global_generator as get_global_generator
from tfcompat._src.state.random_generator import set_global_generator as set_global_generator
from tfcompat._src.state.random_state import Algorithm as Algorithm
from tfcompat._src.state.random_state import create_rng_state as create_rng_state
from tfcompat._src.v1.older_arguments import set_random_seed as set_random_seed
from tfcompat.compat.v1.random import experimental as experimental

__all__ = [
    "Algorithm", "Generator", "all_candidate_sampler", "categorical", "create_rng_state",
    "experimental", "fixed_unigram_candidate_sampler", "fold_in", "gamma", "get_global_generator",
    "get_seed", "learned_unigram_candidate_sampler", "log_uniform_candidate_sampler",
    "multinomial", "normal", "poisson", "set_global_generator", "set_random_seed", "shuffle",
    "split", "stateless_binomial", "stateless_categorical", "stateless_gamma",
    "stateless_multinomial", "stateless_normal", "stateless_parameterized_truncated_normal",
    "stateless_poisson", "stateless_truncated_normal", "stateless_uniform", "truncated_normal",
    "uniform", "uniform_candidate_sampler",
]
