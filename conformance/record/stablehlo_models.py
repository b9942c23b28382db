"""More JAX programs for `stablehlo_programs.py`: loops, random numbers, matrices, networks.

Here too: the programs whose shapes are not fixed. The table and its helpers are in
`stablehlo_cases.py`.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from stablehlo_cases import case, noise, spd, whole

# --- control -------------------------------------------------------------------------------------


@case("loops", noise(4), np.int32(5))
def loops(x, n):
    summed, steps = lax.scan(lambda c, y: (c * 0.5 + y, c), jnp.float32(0), x)
    return [
        lax.fori_loop(0, n, lambda i, c: c * 0.9 + i, x),
        summed,
        steps,
        lax.while_loop(lambda c: c[0] < 20, lambda c: (c[0] * 2, c[1] + 1), (x.sum() ** 2 + 1, 0))[
            1
        ],
        jax.jit(lambda y: y * 2)(x),
        lax.map(lambda v: jnp.outer(x, x)[0] * v, x),
    ]


@case("loops over arrays", noise(4, 3))
def loops_over_arrays(x):
    def rows(i, c):
        return lax.dynamic_update_slice(c, jnp.full((1, 3), i, x.dtype), (i, 0))

    def fill(j, both):
        a, b = both
        return lax.fori_loop(0, 3, rows, a), lax.dynamic_update_slice(b, a[:1], (j, 0))

    first = lax.fori_loop(0, 3, rows, x)
    second = lax.fori_loop(1, 4, lambda i, c: c.at[i].set(c[i - 1] + 1), x)
    third, fourth = lax.fori_loop(0, 2, fill, (x, x))
    _, fifth = lax.scan(lambda c, row: lax.scan(lambda d, v: (d + v, d * v), c, row), 0.0, x)
    return [x * 1, first, second, third, fourth, fifth, lax.fori_loop(0, 0, rows, x)]


@case("gradient of a loop", noise(3, 3), noise(5, 3, seed=1))
def gradient_of_a_loop(w, xs):
    def loss(w):
        last, _ = lax.scan(lambda h, x: (jnp.tanh(h @ w + x), None), jnp.zeros(3), xs)
        return (last**2).sum()

    return jax.value_and_grad(loss)(w)


@case("branches", noise(3), np.int32(2), np.array(False))
def branches(x, i, p):
    return [
        lax.cond(p, lambda y: y + 1, lambda y: y * 2, x),
        lax.cond(x[0] > 9, jnp.sin, jnp.cos, x),
        lax.switch(i, [jnp.sin, jnp.cos, lambda y: y * x.sum()], x),
        lax.switch(i + 9, [jnp.sin, jnp.cos], x),
        lax.optimization_barrier((x, i))[0],
        jax.checkpoint(jnp.sin)(x),
    ]


# --- random numbers ------------------------------------------------------------------------------


@case("random numbers", np.array([0, 7], np.uint32))
def random_numbers(key):
    key = jax.random.wrap_key_data(key, impl="threefry2x32")
    first, second = jax.random.split(key)
    return [
        jax.random.uniform(first, (5,)),
        jax.random.normal(second, (3, 2)),
        jax.random.bits(key, (4,)),
        jax.random.randint(key, (6,), 0, 100),
        jax.random.permutation(key, 7),
        jax.random.bernoulli(key, 0.3, (8,)),
        jax.random.categorical(key, jnp.zeros((3, 4))),
        jax.random.key_data(jax.random.fold_in(key, 3)),
        jax.random.gumbel(key, (3,)),
        jax.random.truncated_normal(key, -1, 1, (4,)),
        jax.random.choice(key, 9, (4,), replace=False),
    ]


@case("random bits", np.array([1, 2, 3, 4], np.uint32))
def random_bits(state):
    key = jax.random.wrap_key_data(state, impl="rbg")
    return [
        *lax.rng_bit_generator(state, (5,), jnp.uint32),
        *lax.rng_bit_generator(state, (2, 3), jnp.uint64),
        jax.random.uniform(key, (3,)),
        *lax.rng_bit_generator(state, (7,), jnp.uint8),
    ]


# --- linear algebra and transforms ---------------------------------------------------------------


@case("transforms", noise(3, 8), noise(3, 5, dtype=np.complex64))
def transforms(x, z):
    return [
        jnp.fft.fft(z),
        jnp.fft.ifft(z),
        jnp.fft.rfft(x),
        jnp.fft.irfft(z, 8),
        jnp.fft.fft2(z),
        jnp.fft.rfft2(x),
        jnp.fft.irfft(z, 9),
        jnp.fft.fftn(z),
        jnp.fft.rfft(x, 5),
        jnp.fft.irfft2(z),
    ]


@case("decompositions", spd(4, 2), noise(2, 4, 3, seed=1))
def decompositions(a, b):
    solve = jax.scipy.linalg.solve_triangular
    lower = lax.linalg.cholesky(a)
    triangular = lax.linalg.triangular_solve
    return [
        lower,
        triangular(lower, b, left_side=True, lower=True),
        solve(lower[0], b[0], lower=True, trans=1),
        triangular(lower, b.swapaxes(1, 2), left_side=False, lower=True, transpose_a=True),
        triangular(lower, b, left_side=True, lower=True, unit_diagonal=True),
        jax.scipy.linalg.cho_solve((lower[0], True), b[0]),
    ]


@case("decompositions by LAPACK", spd(4, 2), noise(2, 4, 3, seed=1))
def decompositions_by_lapack(a, b):
    q, r = jnp.linalg.qr(b)
    values, vectors = jnp.linalg.eigh(a)
    return [
        jnp.linalg.solve(a, b),
        jnp.linalg.inv(a),
        jnp.linalg.det(a),
        q @ r,
        values,
        vectors * values[:, None] @ vectors.swapaxes(1, 2),
        jnp.linalg.svd(b, compute_uv=False),
        *lax.linalg.lu(a)[:2],
        jnp.linalg.slogdet(a)[1],
        jnp.linalg.pinv(b),
    ]


# --- networks ------------------------------------------------------------------------------------


@case("perceptron", noise(5, 8), noise(8, 16, seed=1), noise(16, seed=2), noise(16, 3, seed=3))
def perceptron(x, w, b, v):
    def loss(w, b, v):
        return -jax.nn.log_softmax(jax.nn.gelu(x @ w + b) @ v)[:, 0].mean()

    return jax.value_and_grad(loss, (0, 1, 2))(w, b, v)


@case(
    "convolutional network", noise(2, 12, 12, 3), noise(3, 3, 3, 8, seed=1), noise(200, 5, seed=2)
)
def convolutional_network(x, w, v):
    y = jax.nn.relu(
        lax.conv_general_dilated(x, w, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    )
    y = lax.reduce_window(y, -np.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    return jax.nn.softmax(y.reshape(2, -1) @ v)


@case("attention", noise(2, 5, 4, 8), noise(2, 5, 4, 8, seed=1), noise(2, 5, 4, 8, seed=2))
def attention(q, k, v):
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / 8**0.5
    scores = jnp.where(jnp.tri(5, dtype=bool), scores, -1e9)
    return jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), v)


@case("normalisation", noise(4, 3, 5), noise(5, seed=1), noise(5, seed=2))
def normalisation(x, scale, offset):
    mean, variance = x.mean((0, 1)), x.var((0, 1))
    return [
        (x - mean) * lax.rsqrt(variance + 1e-3) * scale + offset,
        jax.nn.standardize(x),
        jax.nn.one_hot(jnp.array([1, 3, 9]), 5),
        jax.nn.selu(x),
        jax.nn.silu(x),
    ]


# --- shapes that are not fixed -------------------------------------------------------------------


case("any batch", noise(5, 3), noise(3, 2, seed=1), shapes=("b, 3", None))(
    lambda x, w: jax.nn.softmax(jnp.tanh(x @ w)).sum(0) + x.shape[0]
)


@case("any sizes", noise(6, 4), shapes=("b, n",), constraints=["b >= 2", "n >= 2"])
def any_sizes(x):
    b, n = x.shape
    return [
        x.reshape(-1),
        x.reshape(n, b),
        jnp.concatenate([x, x], 0),
        jnp.arange(b) + n,
        x.T,
        jnp.broadcast_to(x[:, :1], (b, n)),
        jnp.pad(x, ((1, 1), (0, 2))),
        x.mean(0),
        x.max(1),
        jnp.zeros((n, 3)),
        jnp.ones((b,)) / n,
        x[1:, :-1],
        x[::2],
        jnp.stack([x, x]),
        jnp.cumsum(x, 1),
        lax.dynamic_slice(x, (1, 0), (2, n)),
        x[:, -1],
        jnp.argmax(x, 1),
        x @ x.T,
        jnp.eye(b),
        jnp.tile(x, (2, 1)),
        jnp.sort(x, 1),
        x.at[-1].set(0),
        jnp.flip(x, 0),
    ]


@case(
    "any image",
    noise(2, 9, 8, 3),
    noise(3, 3, 3, 4, seed=1),
    shapes=("b, h, w, 3", None),
    constraints=["h >= 4", "w >= 4"],
)
def any_image(x, w):
    y = lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    y = lax.reduce_window(y, -np.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    z = lax.conv_general_dilated(x, w, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return [
        y.mean((1, 2)),
        z,
        lax.reduce_window(x, 0.0, lax.add, (1, 3, 3, 1), (1, 2, 2, 1), "SAME"),
    ]


@case(
    "any length",
    noise(2, 7, 4),
    whole(2, 7, low=0, high=7),
    shapes=("b, t, 4", "b, t"),
    constraints=["t >= 3"],
)
def any_length(x, i):
    b, t, _ = x.shape
    last, outs = lax.scan(
        lambda c, y: (c * 0.5 + y, c.sum(-1)), jnp.zeros((b, 4)), x.swapaxes(0, 1)
    )
    return [
        last,
        outs,
        jnp.take_along_axis(x, i[..., None], 1),
        lax.top_k(x[..., 0], 3)[0],
        jax.nn.softmax(jnp.einsum("bqd,bkd->bqk", x, x)),
        jnp.where(jnp.tri(t, dtype=bool), 1.0, 0.0),
        lax.fori_loop(0, t, lambda k, c: c + x[:, k].sum(), jnp.float32(0)),
        lax.cummax(x, 1),
        jax.random.uniform(jax.random.key(3), (b, t)),
        jnp.einsum("btd->b", x),
    ]


case("shape that has to fit", noise(6), shapes=("2*b",))(lambda x: x.reshape(2, -1).sum(0))


@case("several platforms", noise(4), platforms=("tpu", "cpu", "cuda"))
def several_platforms(x):
    return lax.platform_dependent(x, cpu=jnp.sin, default=jnp.cos)
