"""tf.compat.v1.math.special: Bessel functions and integrals that have names."""

from tfcompat._src.base.tables import exports

__getattr__, __dir__, __all__ = exports(__name__, """
    frontend.bessel  bessel_i0 bessel_i0e bessel_i1 bessel_i1e bessel_j0 bessel_j1 bessel_k0
    frontend.bessel  bessel_k0e bessel_k1 bessel_k1e bessel_y0 bessel_y1
    frontend.integrals  dawsn expint fresnel_cos fresnel_sin spence
""")
