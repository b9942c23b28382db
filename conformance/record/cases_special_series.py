"""Further rows of special_series: shapes that do not fit."""

import numpy as np

CASES = {
    name: [((np.ones(2, np.float32), np.ones(3, np.float32)), {})] for name in ("Zeta", "Polygamma")
}
