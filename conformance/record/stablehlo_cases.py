"""The JAX programs that `stablehlo_programs.py` records: functions, arguments, shapes of exports.

Here: the table, and programs about single operations. Each is a row of `PROGRAMS`: a function, its
arguments, and optionally how the shapes of the arguments are written where they are not fixed.
"""

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np
from jax import lax

PROGRAMS = {}


def noise(*shape, seed=0, dtype=np.float32):
    """Numbers of a normal distribution, always the same."""
    drawn = np.random.default_rng(seed).standard_normal(shape)
    if np.dtype(dtype).kind == "c":
        drawn = drawn + 1j * np.random.default_rng(seed + 100).standard_normal(shape)
    return drawn.astype(dtype)


def whole(*shape, low=-9, high=10, seed=0, dtype=np.int32):
    """Integers, always the same."""
    return np.random.default_rng(seed).integers(low, high, shape).astype(dtype)


def spd(n, *batch, dtype=np.float32):
    """Symmetric positive definite matrices."""
    a = noise(*batch, n, n, dtype=dtype)
    return (a @ np.conj(np.swapaxes(a, -1, -2)) + n * np.eye(n)).astype(dtype)


def case(name, *arguments, shapes=None, **options):
    """Enter a program."""

    def enter(function):
        PROGRAMS[name] = (function, arguments, shapes, options)
        return function

    return enter


BF16 = ml_dtypes.bfloat16
X = noise(3, 4)


# --- elementwise ---------------------------------------------------------------------------------

case("add", X, noise(4, seed=1))(lambda x, y: x + y * 2)


@case("float functions", noise(12))
def float_functions(x):
    return [
        jnp.exp(x),
        jnp.expm1(x),
        jnp.log(jnp.abs(x)),
        jnp.log1p(jnp.abs(x)),
        jnp.sin(x),
        jnp.cos(x),
        jnp.tan(x),
        jnp.tanh(x),
        jnp.sqrt(jnp.abs(x)),
        lax.rsqrt(jnp.abs(x)),
        jnp.cbrt(x),
        jax.nn.sigmoid(x),
        jnp.floor(x),
        jnp.ceil(x),
        jnp.round(x),
        lax.round(x),
        jnp.sign(x),
        jnp.abs(x),
        -x,
        jnp.arctan2(x, x[::-1]),
        jnp.power(jnp.abs(x), x[::-1]),
        lax.rem(x, x[::-1]),
        jnp.isfinite(x),
        lax.erf(x),
        jnp.arcsin(x / 9),
        jnp.arccosh(x * x + 1),
        jnp.sinh(x),
        jnp.arctanh(x / 9),
        lax.erfc(x),
        lax.integer_pow(x, 3),
        jnp.exp2(x),
    ]


@case("special functions", np.abs(noise(9)) + 0.5)
def special_functions(x):
    return [lax.lgamma(x), lax.digamma(x), lax.erf_inv(x / 9), lax.bessel_i0e(x)]


@case("gamma functions", np.abs(noise(5)) + 0.5, np.abs(noise(5, seed=1)) + 0.5)
def gamma_functions(a, x):
    return [lax.igamma(a, x), lax.igammac(a, x), lax.betainc(a, x, x / (x + 1))]


ODD = np.array(
    [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.5, -1.5, 2.5, 0.5, -0.5, 3e9, -3e9], np.float32
)


# TensorFlow has XLA compile `max` and `min` so that NaN on one side is lost; JAX does not.
@case("odd floats", ODD, ODD[::-1].copy(), by_jax=True)
def odd_floats(x, y):
    return [
        jnp.maximum(x, y),
        jnp.minimum(x, y),
        jnp.sign(x),
        jnp.round(x),
        lax.round(x),
        x < y,
        x == y,
        x != y,
        lax.convert_element_type(x, jnp.int32),
        x.astype(jnp.uint8),
        lax.convert_element_type(x, jnp.int8),
        x.astype(bool),
        jnp.clip(x, -1, 1),
        lax.rem(x, y),
        jnp.power(x, y),
        jnp.floor_divide(x, y),
        jnp.mod(x, y),
        jnp.nextafter(x, y),
        lax.reduce_precision(x, 5, 7),
        jnp.isnan(x),
        jnp.copysign(x, y),
        lax.logistic(x),
    ]


@case("total order", ODD, ODD[::-1].copy())
def total_order(x, y):
    return [lax.lt_to_p.bind(x, y), lax.le_to_p.bind(x, y), lax.eq_to_p.bind(x, y)]


@case("signed integers", whole(24, dtype=np.int32), whole(24, seed=1, dtype=np.int32))
def signed_integers(x, y):
    return [
        x + y,
        x * y,
        lax.div(x, y),
        lax.rem(x, y),
        jnp.floor_divide(x, y),
        jnp.mod(x, y),
        x & y,
        x | y,
        x ^ y,
        ~x,
        lax.shift_left(x, y),
        lax.shift_right_logical(x, y),
        lax.shift_right_arithmetic(x, y),
        lax.population_count(x),
        lax.clz(x),
        jnp.abs(x),
        jnp.sign(x),
        -x,
        jnp.maximum(x, y),
        lax.integer_pow(x, 5),
        jnp.power(x, jnp.abs(y)),
        x.astype(jnp.float32),
        x.astype(jnp.int8),
        x.astype(jnp.uint8),
    ]


EDGES = np.array([-128, -128, 127, 0, 5, -7], np.int8)


@case("edges of int8", EDGES, np.array([-1, 0, 2, 0, -1, 2], np.int8))
def edges_of_int8(x, y):
    return [lax.div(x, y), lax.rem(x, y), lax.shift_left(x, y), x * y, lax.clz(x), -x]


@case(
    "unsigned integers",
    whole(24, low=0, high=250, dtype=np.uint8),
    whole(24, low=0, high=12, seed=1, dtype=np.uint8),
)
def unsigned_integers(x, y):
    return [
        x + y,
        x - y,
        lax.div(x, y),
        lax.rem(x, y),
        lax.shift_left(x, y),
        lax.shift_right_logical(x, y),
        lax.shift_right_arithmetic(x, y),
        lax.population_count(x),
        lax.clz(x),
        x.astype(jnp.int64),
        lax.bitcast_convert_type(x, jnp.int8),
        jnp.power(x, y),
    ]


@case(
    "long integers",
    whole(6, low=-(1 << 60), high=1 << 60, dtype=np.int64),
    whole(6, low=-99, high=99, dtype=np.int64),
)
def long_integers(x, y):
    return [x * y, lax.div(x, y), lax.rem(x, y), x.astype(jnp.float32), x >> 5, lax.clz(x)]


@case("booleans", noise(3, 4) > 0, noise(3, 4, seed=1) > 0)
def booleans(x, y):
    return [
        x & y,
        x | y,
        x ^ y,
        ~x,
        x < y,
        x == y,
        x.astype(jnp.float32),
        x.sum(),
        x.any(0),
        x.all(1),
    ]


@case("complex numbers", noise(6, dtype=np.complex64), noise(6, seed=1, dtype=np.complex64))
def complex_numbers(x, y):
    return [
        x * y,
        x / y,
        jnp.exp(x),
        jnp.log(x),
        jnp.sqrt(x),
        jnp.sin(x),
        jnp.tanh(x),
        jnp.abs(x),
        jnp.conj(x),
        x.real,
        x.imag,
        lax.complex(x.real, y.imag),
        jnp.angle(x),
        jnp.sign(x),
        x == y,
        x.sum(),
        jnp.power(x, y),
        lax.rsqrt(x),
        x.astype(jnp.complex128),
    ]


@case("doubles", noise(8, dtype=np.float64))
def doubles(x):
    return [
        jnp.exp(x),
        jnp.tanh(x),
        x.sum(),
        x @ x,
        lax.erf(x),
        jnp.sin(x),
        x.astype(jnp.float32),
        jnp.cumsum(x),
        lax.erfc(x),
    ]


for _name, _dtype in (("half", np.float16), ("bfloat16", BF16)):

    @case(f"{_name} numbers", noise(3, 4).astype(_dtype), noise(4, 3, seed=1).astype(_dtype))
    def narrow(x, y):
        return [
            x + y.T,
            x * y.T,
            x / y.T,
            jnp.exp(x),
            jnp.tanh(x),
            x @ y,
            x.sum(1),
            x.max(0),
            jax.nn.softmax(x),
            lax.erf(x),
            x.astype(jnp.float32),
            jnp.sqrt(jnp.abs(x)),
            x.astype(jnp.int32),
            jnp.mean(x),
            jnp.sort(x, axis=1),
            jnp.cumsum(x, axis=0),
            jnp.round(x),
            x < y.T,
            jnp.where(x > 0, x, y.T),
            lax.logistic(x),
        ]


@case("bits", noise(4), whole(2, 4, low=0, high=255, dtype=np.uint8))
def bits(x, y):
    return [
        lax.bitcast_convert_type(x, jnp.int32),
        lax.bitcast_convert_type(x, jnp.uint16),
        lax.bitcast_convert_type(y, jnp.float32),
        lax.bitcast_convert_type(y, jnp.int8),
    ]


@case("select and clamp", X, noise(3, 4, seed=1), np.array(True))
def select_and_clamp(x, y, p):
    return [
        jnp.where(x > y, x, y),
        lax.select(p, x, y),
        jnp.clip(x, -0.5, 0.5),
        lax.clamp(y, x, y + 1),
        lax.select_n(whole(3, 4, low=0, high=3), x, y, x * 2),
    ]


# --- shapes --------------------------------------------------------------------------------------


@case("shapes", noise(2, 3, 4))
def shapes(x):
    return [
        x.reshape(6, 4),
        x.transpose(2, 0, 1),
        x[::-1, :, ::-1],
        x[:, 1:3, ::2],
        jnp.flip(x),
        jnp.concatenate([x, x * 2], 1),
        jnp.stack([x, x]),
        jnp.broadcast_to(x, (5, 2, 3, 4)),
        lax.broadcast_in_dim(x[:, :, 0], (2, 3, 7), (0, 1)),
        jnp.pad(x, ((0, 1), (2, 0), (1, 1))),
        lax.pad(x, np.float32(0.5), ((1, -1, 0), (-1, 2, 1), (0, 0, 2))),
        jnp.tile(x, (1, 2, 1)),
        jnp.arange(5),
        lax.iota(jnp.float32, 4),
        lax.broadcasted_iota(jnp.int8, (2, 3), 1),
        jnp.squeeze(x[:, :1]),
        x.ravel(),
        jnp.roll(x, 1, 2),
        jnp.eye(3),
        jnp.tri(3, 4),
        jnp.pad(x, 1, mode="reflect"),
        jnp.repeat(x, 2, 1),
        jnp.moveaxis(x, 0, -1),
    ]


@case("slices at places", noise(5, 6), np.int32(3), np.int32(-9))
def slices_at_places(x, i, j):
    return [
        lax.dynamic_slice(x, (i, j), (3, 2)),
        lax.dynamic_update_slice(x, x[:3, :2], (i, j)),
        x[i],
        lax.dynamic_index_in_dim(x, i, 1),
        x.at[i].set(7),
        x.at[:, i].add(1),
        lax.dynamic_update_index_in_dim(x, x[:, 0], i, 1),
    ]


# --- gather and scatter --------------------------------------------------------------------------


@case("gathers", noise(5, 6), whole(3, low=-7, high=7), whole(2, 3, low=0, high=5, seed=1))
def gathers(x, i, j):
    return [
        x[i],
        x[:, i],
        x[j],
        x[j, j],
        jnp.take(x, j, axis=1),
        jnp.take_along_axis(x[:2], j, 1),
        x[i, :2],
        x[1:3, i],
        jnp.take(x, i, axis=0, mode="clip"),
        x.at[i].get(mode="fill"),
        jax.vmap(lambda row, k: row[k])(x[:3], i),
        x[None][0, j],
        jax.vmap(lambda row, k: lax.dynamic_slice(row, (k,), (2,)))(x[:3], i),
    ]


@case("scatters", noise(5, 6), whole(4, low=-7, high=7), noise(4, 6, seed=1))
def scatters(x, i, y):
    return [
        x.at[i].set(y, unique_indices=False),
        x.at[i].add(y),
        x.at[i].mul(y),
        x.at[i].min(y),
        x.at[i].max(y),
        x.at[i, i].set(y[:, 0]),
        x.at[:, i].add(y[:, :5].T),
        x.at[i].add(y, mode="drop"),
        x.at[i, 1:3].set(y[:, :2]),
        x.at[i].divide(y),
        x.at[i].apply(jnp.sin),
        jax.ops.segment_sum(y, i % 3, 3),
        x.at[2].set(0),
        jax.vmap(lambda row, k, v: row.at[k].add(v))(x[:4], i, y[:, 0]),
        jnp.bincount(i % 4, length=5),
    ]


@case("scatters of integers", whole(7), whole(9, low=0, high=7, seed=1), whole(9, seed=2))
def scatters_of_integers(x, i, y):
    return [x.at[i].add(y), x.at[i].max(y), x.at[i].min(y), x.at[i].mul(y), x.at[i].set(y[0])]


# --- folds ---------------------------------------------------------------------------------------


@case("folds", noise(3, 4, 5))
def folds(x):
    return [
        x.sum(),
        x.sum(1),
        x.max((0, 2)),
        x.min(0),
        jnp.prod(x, 2),
        x.mean(),
        x.var(1),
        x.argmax(1),
        x.argmin(),
        jnp.argmax(x, 2),
        (x > 0).any(1),
        (x > -1).all((0, 1)),
        jnp.median(x, axis=1),
        jax.nn.logsumexp(x, axis=0),
        x.std((1, 2)),
        jnp.nanmax(x, 1),
        jnp.linalg.norm(x, axis=2),
        jnp.count_nonzero(x > 0),
        jnp.nansum(x),
        jnp.quantile(x, 0.3, axis=2),
    ]


@case("general folds", noise(7, 4), whole(7, 4, dtype=np.int32))
def general_folds(x, n):
    def larger(a, b):
        return jnp.where(a[0] > b[0], a[0], b[0]), a[1] + b[1]

    return [
        *lax.reduce((x, n), (np.float32(-9), np.int32(0)), larger, (0,)),
        lax.reduce(x, np.float32(1), lambda a, b: a * 0.5 + b * 0.5 + a * 0, (1,)) * 0,
        lax.reduce(n, np.int32(-1), jnp.bitwise_and, (0,)),
        lax.reduce_xor(n, (1,)),
        lax.reduce(n, np.int32(0), lambda a, b: jnp.maximum(a, jnp.abs(b)), (0, 1)),
    ]


@case("running folds", noise(4, 6))
def running_folds(x):
    return [
        jnp.cumsum(x, 1),
        jnp.cumprod(x, 0),
        lax.cummax(x, 1),
        lax.cummin(x, 0),
        lax.cumlogsumexp(x, 1),
        lax.cumsum(x, 1, reverse=True),
        lax.associative_scan(jnp.add, x),
        jnp.diff(x),
    ]


@case("windows", noise(2, 8, 7, 3))
def windows(x):
    one, two = (1, 3, 2, 1), (1, 2, 2, 1)
    return [
        lax.reduce_window(x, -np.inf, lax.max, one, two, "VALID"),
        lax.reduce_window(x, 0.0, lax.add, one, two, "SAME"),
        lax.reduce_window(x, np.inf, lax.min, one, two, "SAME", (1, 2, 1, 1), (1, 1, 3, 1)),
        lax.reduce_window(x, np.float32(1), lax.mul, one, two, ((0, 0), (1, 2), (0, 1), (0, 0))),
        lax.reduce_window(x, np.float32(0), lambda a, b: jnp.hypot(a, b), one, two, "VALID"),
    ]


@case("gradients of windows", noise(2, 8, 6, 3))
def gradients_of_windows(x):
    def pooled(x):
        return (
            lax.reduce_window(x, -np.inf, lax.max, (1, 2, 3, 1), (1, 2, 2, 1), "SAME") ** 2
        ).sum()

    def averaged(x):
        return (lax.reduce_window(x, 0.0, lax.add, (1, 2, 3, 1), (1, 2, 2, 1), "SAME") ** 2).sum()

    return [jax.grad(pooled)(x), jax.grad(averaged)(x)]


# --- sorting -------------------------------------------------------------------------------------


@case(
    "sorting",
    np.concatenate([noise(3, 9), np.full((3, 1), np.nan, np.float32)], 1),
    whole(3, 10, low=0, high=4),
)
def sorting(x, n):
    return [
        jnp.sort(x),
        jnp.sort(x, axis=0),
        jnp.argsort(x),
        jnp.sort(x, descending=True),
        jnp.argsort(n, stable=True),
        jnp.argsort(n, descending=True),
        jnp.sort(n, axis=None),
        *lax.sort((n, x), num_keys=2),
        *lax.sort((n, x, x * 2), num_keys=1),
        jnp.lexsort((x[0], n[0])),
        *lax.top_k(x[:, :9], 3),
        *lax.top_k(n, 2),
        jnp.sort(n.astype(jnp.uint8)),
        jnp.sort(n > 1),
        jnp.unique(n, size=4),
        jnp.searchsorted(jnp.sort(x[0]), x[1]),
        jnp.percentile(x[:, :9], 30),
        lax.sort(n.astype(jnp.float32) + 1j * x[:, ::-1].astype(jnp.complex64) * 0),
        *lax.approx_max_k(x[:, :9], 2),
    ]


# --- products ------------------------------------------------------------------------------------


@case("products", noise(3, 4), noise(4, 5, seed=1), noise(2, 3, 4, seed=2), noise(2, 4, 6, seed=3))
def products(a, b, c, d):
    return [
        a @ b,
        c @ d,
        jnp.dot(a[0], b[:, 0]),
        jnp.einsum("bij,bjk->bki", c, d),
        jnp.outer(a[0], b[0]),
        jnp.einsum("bij,bjk->ik", c, d),
        lax.dot_general(c, d, (((2,), (1,)), ((0,), (0,)))),
        jnp.vdot(a, a),
        jnp.kron(a, a[:2, :2]),
        jnp.einsum("ij,kj->ki", a, a),
        lax.dot(a, b, precision="highest"),
    ]


@case("products of integers", whole(3, 4, dtype=np.int8), whole(4, 5, seed=1, dtype=np.int8))
def products_of_integers(a, b):
    return [
        lax.dot(a, b, preferred_element_type=jnp.int32),
        a.astype(jnp.int32) @ b.astype(jnp.int32),
        a @ b,
    ]


@case("narrow products", noise(3, 4).astype(BF16), noise(4, 5, seed=1).astype(BF16))
def narrow_products(a, b):
    return [lax.dot(a, b, preferred_element_type=jnp.float32), a @ b]


@case("complex products", noise(3, 4, dtype=np.complex64), noise(4, 5, seed=1, dtype=np.complex64))
def complex_products(a, b):
    return [a @ b, jnp.vdot(a, a)]


@case("convolutions", noise(2, 9, 8, 4), noise(3, 2, 4, 6, seed=1), noise(3, 2, 2, 6, seed=2))
def convolutions(x, w, g):
    layout = ("NHWC", "HWIO", "NHWC")
    conv = lax.conv_general_dilated
    return [
        conv(x, w, (1, 1), "SAME", dimension_numbers=layout),
        conv(x, w, (2, 1), "VALID", dimension_numbers=layout),
        conv(x, w, (1, 1), ((1, 2), (-1, 3)), (2, 1), (1, 2), layout),
        conv(x, g, (2, 2), "SAME", dimension_numbers=layout, feature_group_count=2),
        conv(
            x,
            w[:, :, :1].repeat(2, 3)[..., :12],
            (1, 1),
            "VALID",
            dimension_numbers=layout,
            feature_group_count=4,
        ),
        conv(x.transpose(0, 3, 1, 2), w.transpose(3, 2, 0, 1), (1, 1), "SAME"),
        lax.conv_transpose(x, w, (2, 2), "SAME"),
        conv(x[:, :, 0], w[:, 0], (2,), "SAME", dimension_numbers=("NWC", "WIO", "NWC")),
        lax.conv_general_dilated_patches(x, (2, 2), (1, 1), "VALID", dimension_numbers=layout),
    ]


@case("gradients of convolutions", noise(2, 6, 6, 2), noise(3, 3, 1, 4, seed=1))
def gradients_of_convolutions(x, w):
    def loss(x, w):
        y = lax.conv_general_dilated(
            x, w, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"), feature_group_count=2
        )
        return (y * y).sum()

    return jax.grad(loss, (0, 1))(x, w)


@case("space of three dimensions", noise(1, 4, 5, 4, 2), noise(2, 2, 2, 2, 3, seed=1))
def space_of_three(x, w):
    return lax.conv_general_dilated(
        x, w, (1, 2, 1), "SAME", dimension_numbers=("NDHWC", "DHWIO", "NDHWC")
    )
