"""Further cases of candidate sampling: arguments that are refused."""

import numpy as np

TRUE = np.array([[1, 2], [3, 0], [5, 5]])
COUNTS = {"num_true": 2, "num_sampled": 6, "unique": True}
FIXED = COUNTS | {"range_max": 8}
CASES = {
    "UniformCandidateSampler": [
        ((TRUE,), COUNTS | {"range_max": 8, "num_true": 3}), ((TRUE,), COUNTS | {"range_max": 5}),
        ((TRUE,), COUNTS | {"range_max": 4, "num_sampled": 2}),
        ((TRUE[0],), COUNTS | {"range_max": 8}),
    ],
    "AllCandidateSampler": [((TRUE,), COUNTS | {"num_sampled": 3})],
    "FixedUnigramCandidateSampler": [
        ((TRUE,), FIXED), ((TRUE,), FIXED | {"unigrams": [1.0, 2.0]}),
        ((TRUE,), FIXED | {"unigrams": [1.0], "vocab_file": "words"}),
    ],
    "ComputeAccidentalHits": [
        ((TRUE, TRUE), {"num_true": 2}), ((TRUE, TRUE[0]), {"num_true": 1}),
    ],
}
