# Derived by tools/derive.py; do not edit.
from tfcompat._src.frontend.approximate_sorting import approx_max_k as approx_max_k
from tfcompat._src.frontend.approximate_sorting import approx_min_k as approx_min_k
from tfcompat._src.frontend.bessel import bessel_i0 as bessel_i0
from tfcompat._src.frontend.bessel import bessel_i0e as bessel_i0e
from tfcompat._src.frontend.bessel import bessel_i1 as bessel_i1
from tfcompat._src.frontend.bessel import bessel_i1e as bessel_i1e
from tfcompat._src.frontend.comparison import equal as equal
from tfcompat._src.frontend.comparison import greater as greater
from tfcompat._src.frontend.comparison import greater_equal as greater_equal
from tfcompat._src.frontend.comparison import less as less
from tfcompat._src.frontend.comparison import less_equal as less_equal
from tfcompat._src.frontend.comparison import logical_and as logical_and
from tfcompat._src.frontend.comparison import logical_not as logical_not
from tfcompat._src.frontend.comparison import logical_or as logical_or
from tfcompat._src.frontend.comparison import logical_xor as logical_xor
from tfcompat._src.frontend.comparison import not_equal as not_equal
from tfcompat._src.frontend.complex_numbers import angle as angle
from tfcompat._src.frontend.complex_numbers import conj as conj
from tfcompat._src.frontend.complex_numbers import imag as imag
from tfcompat._src.frontend.complex_numbers import real as real
from tfcompat._src.frontend.counting import is_non_decreasing as is_non_decreasing
from tfcompat._src.frontend.counting import is_strictly_increasing as is_strictly_increasing
from tfcompat._src.frontend.creation import sobol_sample as sobol_sample
from tfcompat._src.frontend.elementwise import abs as abs
from tfcompat._src.frontend.elementwise import ceil as ceil
from tfcompat._src.frontend.elementwise import exp as exp
from tfcompat._src.frontend.elementwise import expm1 as expm1
from tfcompat._src.frontend.elementwise import floor as floor
from tfcompat._src.frontend.elementwise import is_finite as is_finite
from tfcompat._src.frontend.elementwise import is_inf as is_inf
from tfcompat._src.frontend.elementwise import is_nan as is_nan
from tfcompat._src.frontend.elementwise import log as log
from tfcompat._src.frontend.elementwise import log1p as log1p
from tfcompat._src.frontend.elementwise import negative as negative
from tfcompat._src.frontend.elementwise import reciprocal as reciprocal
from tfcompat._src.frontend.elementwise import reciprocal_no_nan as reciprocal_no_nan
from tfcompat._src.frontend.elementwise import rint as rint
from tfcompat._src.frontend.elementwise import round as round
from tfcompat._src.frontend.elementwise import rsqrt as rsqrt
from tfcompat._src.frontend.elementwise import sign as sign
from tfcompat._src.frontend.elementwise import sqrt as sqrt
from tfcompat._src.frontend.elementwise import square as square
from tfcompat._src.frontend.gamma_functions import betainc as betainc
from tfcompat._src.frontend.gamma_functions import igamma as igamma
from tfcompat._src.frontend.gamma_functions import igammac as igammac
from tfcompat._src.frontend.gamma_functions import lbeta as lbeta
from tfcompat._src.frontend.gamma_functions import polygamma as polygamma
from tfcompat._src.frontend.gamma_functions import zeta as zeta
from tfcompat._src.frontend.integrals import erfcinv as erfcinv
from tfcompat._src.frontend.integrals import erfinv as erfinv
from tfcompat._src.frontend.integrals import ndtri as ndtri
from tfcompat._src.frontend.math import accumulate_n as accumulate_n
from tfcompat._src.frontend.math import add as add
from tfcompat._src.frontend.math import add_n as add_n
from tfcompat._src.frontend.math import divide as divide
from tfcompat._src.frontend.math import divide_no_nan as divide_no_nan
from tfcompat._src.frontend.math import floordiv as floordiv
from tfcompat._src.frontend.math import floormod as floormod
from tfcompat._src.frontend.math import maximum as maximum
from tfcompat._src.frontend.math import minimum as minimum
from tfcompat._src.frontend.math import floormod as mod
from tfcompat._src.frontend.math import multiply as multiply
from tfcompat._src.frontend.math import multiply_no_nan as multiply_no_nan
from tfcompat._src.frontend.math import nextafter as nextafter
from tfcompat._src.frontend.math import polyval as polyval
from tfcompat._src.frontend.math import pow as pow
from tfcompat._src.frontend.math import squared_difference as squared_difference
from tfcompat._src.frontend.math import subtract as subtract
from tfcompat._src.frontend.math import truediv as truediv
from tfcompat._src.frontend.neural import softplus as softplus
from tfcompat._src.frontend.neural import softsign as softsign
from tfcompat._src.frontend.normalization import l2_normalize as l2_normalize
from tfcompat._src.frontend.reductions import cumprod as cumprod
from tfcompat._src.frontend.reductions import cumsum as cumsum
from tfcompat._src.frontend.reductions import cumulative_logsumexp as cumulative_logsumexp
from tfcompat._src.frontend.reductions import reduce_euclidean_norm as reduce_euclidean_norm
from tfcompat._src.frontend.reductions import reduce_std as reduce_std
from tfcompat._src.frontend.reductions import reduce_variance as reduce_variance
from tfcompat._src.frontend.reductions import zero_fraction as zero_fraction
from tfcompat._src.frontend.segments import segment_max as segment_max
from tfcompat._src.frontend.segments import segment_mean as segment_mean
from tfcompat._src.frontend.segments import segment_min as segment_min
from tfcompat._src.frontend.segments import segment_prod as segment_prod
from tfcompat._src.frontend.segments import segment_sum as segment_sum
from tfcompat._src.frontend.segments import unsorted_segment_max as unsorted_segment_max
from tfcompat._src.frontend.segments import unsorted_segment_mean as unsorted_segment_mean
from tfcompat._src.frontend.segments import unsorted_segment_min as unsorted_segment_min
from tfcompat._src.frontend.segments import unsorted_segment_prod as unsorted_segment_prod
from tfcompat._src.frontend.segments import unsorted_segment_sqrt_n as unsorted_segment_sqrt_n
from tfcompat._src.frontend.segments import unsorted_segment_sum as unsorted_segment_sum
from tfcompat._src.frontend.sorting import invert_permutation as invert_permutation
from tfcompat._src.frontend.sorting import top_k as top_k
from tfcompat._src.frontend.special import digamma as digamma
from tfcompat._src.frontend.special import erf as erf
from tfcompat._src.frontend.special import erfc as erfc
from tfcompat._src.frontend.special import lgamma as lgamma
from tfcompat._src.frontend.special import log_sigmoid as log_sigmoid
from tfcompat._src.frontend.special import sigmoid as sigmoid
from tfcompat._src.frontend.special import xdivy as xdivy
from tfcompat._src.frontend.special import xlog1py as xlog1py
from tfcompat._src.frontend.special import xlogy as xlogy
from tfcompat._src.frontend.trigonometry import acos as acos
from tfcompat._src.frontend.trigonometry import acosh as acosh
from tfcompat._src.frontend.trigonometry import asin as asin
from tfcompat._src.frontend.trigonometry import asinh as asinh
from tfcompat._src.frontend.trigonometry import atan as atan
from tfcompat._src.frontend.trigonometry import atan2 as atan2
from tfcompat._src.frontend.trigonometry import atanh as atanh
from tfcompat._src.frontend.trigonometry import cos as cos
from tfcompat._src.frontend.trigonometry import cosh as cosh
from tfcompat._src.frontend.trigonometry import sin as sin
from tfcompat._src.frontend.trigonometry import sinh as sinh
from tfcompat._src.frontend.trigonometry import tan as tan
from tfcompat._src.frontend.trigonometry import tanh as tanh
from tfcompat._src.v1.older_arguments import argmax as argmax
from tfcompat._src.v1.older_arguments import argmin as argmin
from tfcompat._src.v1.older_arguments import reduce_all as reduce_all
from tfcompat._src.v1.older_arguments import reduce_any as reduce_any
from tfcompat._src.v1.older_arguments import reduce_logsumexp as reduce_logsumexp
from tfcompat._src.v1.older_arguments import reduce_max as reduce_max
from tfcompat._src.v1.older_arguments import reduce_mean as reduce_mean
from tfcompat._src.v1.older_arguments import reduce_min as reduce_min
from tfcompat._src.v1.older_arguments import reduce_prod as reduce_prod
from tfcompat._src.v1.older_arguments import reduce_sum as reduce_sum
from tfcompat._src.v1.older_networks import log_softmax as log_softmax
from tfcompat._src.v1.older_networks import softmax as softmax
from tfcompat.compat.v1.math import special as special

__all__ = [
    "abs", "accumulate_n", "acos", "acosh", "add", "add_n", "angle", "approx_max_k",
    "approx_min_k", "argmax", "argmin", "asin", "asinh", "atan", "atan2", "atanh", "bessel_i0",
    "bessel_i0e", "bessel_i1", "bessel_i1e", "betainc", "ceil", "conj", "cos", "cosh", "cumprod",
    "cumsum", "cumulative_logsumexp", "digamma", "divide", "divide_no_nan", "equal", "erf", "erfc",
    "erfcinv", "erfinv", "exp", "expm1", "floor", "floordiv", "floormod", "greater",
    "greater_equal", "igamma", "igammac", "imag", "invert_permutation", "is_finite", "is_inf",
    "is_nan", "is_non_decreasing", "is_strictly_increasing", "l2_normalize", "lbeta", "less",
    "less_equal", "lgamma", "log", "log1p", "log_sigmoid", "log_softmax", "logical_and",
    "logical_not", "logical_or", "logical_xor", "maximum", "minimum", "mod", "multiply",
    "multiply_no_nan", "ndtri", "negative", "nextafter", "not_equal", "polygamma", "polyval",
    "pow", "real", "reciprocal", "reciprocal_no_nan", "reduce_all", "reduce_any",
    "reduce_euclidean_norm", "reduce_logsumexp", "reduce_max", "reduce_mean", "reduce_min",
    "reduce_prod", "reduce_std", "reduce_sum", "reduce_variance", "rint", "round", "rsqrt",
    "segment_max", "segment_mean", "segment_min", "segment_prod", "segment_sum", "sigmoid", "sign",
    "sin", "sinh", "sobol_sample", "softmax", "softplus", "softsign", "special", "sqrt", "square",
    "squared_difference", "subtract", "tan", "tanh", "top_k", "truediv", "unsorted_segment_max",
    "unsorted_segment_mean", "unsorted_segment_min", "unsorted_segment_prod",
    "unsorted_segment_sqrt_n", "unsorted_segment_sum", "xdivy", "xlog1py", "xlogy",
    "zero_fraction", "zeta",
]
