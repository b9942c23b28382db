"""Further rows of math_unary_grad: inputs that do not fit."""

import numpy as np

CASES = {
    name: [((np.ones(a, np.float32), np.ones(b, np.float32)), {})]
    for name in "SqrtGrad RsqrtGrad ReciprocalGrad InvGrad SigmoidGrad TanhGrad".split()
    for a, b in [((2,), (3,))]
}
