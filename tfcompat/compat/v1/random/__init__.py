"""tf.compat.v1.random: random numbers."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    .  experimental
    frontend.candidate_samplers    all_candidate_sampler fixed_unigram_candidate_sampler
    frontend.candidate_samplers    learned_unigram_candidate_sampler
    frontend.candidate_samplers    log_uniform_candidate_sampler uniform_candidate_sampler
    frontend.random                normal split stateless_normal stateless_truncated_normal
    frontend.random                stateless_uniform truncated_normal uniform
    frontend.random_distributions  categorical fold_in gamma multinomial poisson=poisson_of_rates
    frontend.random_distributions  shuffle stateless_binomial stateless_multinomial
    frontend.random_distributions  stateless_categorical stateless_gamma
    frontend.random_distributions  stateless_parameterized_truncated_normal stateless_poisson
    frontend.seeds                 get_seed
    state.random_generator         Generator get_global_generator set_global_generator
    state.random_state             Algorithm create_rng_state
    v1.older_arguments             set_random_seed
""")
