"""Samples of candidate_sampling."""

import numpy as np

TRUE = np.array([[1, 2], [3, 0], [5, 5]])
COUNTS = {"num_true": 2, "num_sampled": 6, "unique": True, "seed": 1, "seed2": 2}
MANY = COUNTS | {"num_sampled": 20, "unique": False}
WEIGHTS = [1.0, 2.0, 3.0, 4.0, 5.0, 0.5, 7.0, 0.0]
SAMPLES = {
    name: [((TRUE,), COUNTS | {"range_max": 8}), ((TRUE,), MANY | {"range_max": 1000})]
    for name in (
        "LearnedUnigramCandidateSampler", "LogUniformCandidateSampler",
        "ThreadUnsafeUnigramCandidateSampler", "UniformCandidateSampler",
    )
}
SAMPLES |= {
    "FixedUnigramCandidateSampler": [
        ((TRUE,), COUNTS | {"range_max": 8, "unigrams": WEIGHTS, "distortion": 0.7}),
        ((TRUE,), MANY | {"range_max": 8, "unigrams": WEIGHTS[:6], "num_reserved_ids": 2}),
        ((TRUE,), MANY | {"range_max": 8, "unigrams": WEIGHTS * 3, "num_shards": 3, "shard": 1}),
    ],
    "AllCandidateSampler": [((TRUE,), {"num_true": 2, "num_sampled": 7, "unique": True})],
    "ComputeAccidentalHits": [
        ((TRUE, np.array([5, 9, 1, 5, 0])), {"num_true": 2}), ((TRUE[:0], TRUE[0]), {"num_true": 2})
    ],
}
