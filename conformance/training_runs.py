"""Programs that train: small models and optimizers, the same with TensorFlow and with tfcompat.

`RUNS` maps names to functions of the module that return {name: numbers}. `record/training_runs.py`
writes down what TensorFlow says, `test_training_runs.py` compares.
"""

import numpy as np

STEPS = 10


def trained(tf, model, loss, rate=0.1, traced=True):
    """Take steps of gradient descent; return the losses before each."""
    def step():
        with tf.GradientTape() as tape:
            value = loss(model)
        variables = model.trainable_variables
        for variable, gradient in zip(variables, tape.gradient(value, variables), strict=True):
            if isinstance(gradient, tf.IndexedSlices):
                gradient = tf.convert_to_tensor(gradient)
            variable.assign_sub(rate * gradient)
        return value

    step = tf.function(step) if traced else step
    return {"losses": [float(step()) for _ in range(STEPS)],
            "last": [float(tf.reduce_sum(v)) for v in model.trainable_variables]}


def weights(tf, *shape, scale=0.3):
    """Return a variable of random numbers, which the global seed decides."""
    return tf.Variable(tf.random.normal(shape, stddev=scale))


def dense(tf, sizes, traced):
    """A perceptron with dropout, seeded as a whole."""
    tf.random.set_seed(11)
    draw = np.random.default_rng(1).normal
    x, y = draw(size=(16, sizes[0])).astype("f"), draw(size=(16, sizes[-1])).astype("f")

    class Model(tf.Module):
        def __init__(self):
            super().__init__()
            self.w = [weights(tf, a, b) for a, b in zip(sizes[:-1], sizes[1:], strict=True)]
            self.b = [tf.Variable(tf.zeros([b])) for b in sizes[1:]]

        def __call__(self, x):
            for w, b in zip(self.w[:-1], self.b[:-1], strict=True):
                x = tf.nn.dropout(tf.nn.gelu(x @ w + b), 0.2, seed=5)
            return x @ self.w[-1] + self.b[-1]

    model = Model()
    return trained(tf, model, lambda m: tf.reduce_mean((m(x) - y) ** 2), traced=traced)


def convolutional(tf, traced):
    """A small CNN with batch normalisation, pooling and softmax."""
    tf.random.set_seed(12)
    draw = np.random.default_rng(2)
    x, y = draw.normal(size=(8, 12, 12, 3)).astype("f"), draw.integers(0, 5, 8)

    class Model(tf.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = weights(tf, 3, 3, 3, 8), weights(tf, 3, 3, 8, 16)
            self.scale, self.offset = tf.Variable(tf.ones([8])), tf.Variable(tf.zeros([8]))
            self.mean = tf.Variable(tf.zeros([8]), trainable=False)
            self.depthwise = weights(tf, 3, 3, 16, 1)
            self.out = weights(tf, 9 * 16, 5)

        def __call__(self, x):
            x = tf.nn.conv2d(x, self.first, 1, "SAME")
            mean, variance = tf.nn.moments(x, [0, 1, 2])
            self.mean.assign(0.9 * self.mean + 0.1 * mean)
            x = tf.nn.batch_normalization(x, mean, variance, self.offset, self.scale, 1e-3)
            x = tf.nn.max_pool2d(tf.nn.relu(x), 2, 2, "SAME")
            x = tf.nn.relu(tf.nn.conv2d(x, self.second, 1, "SAME"))
            x = tf.nn.depthwise_conv2d(x, self.depthwise, [1, 1, 1, 1], "SAME")
            x = tf.nn.avg_pool2d(x, 2, 2, "VALID")
            return tf.reshape(x, [8, -1]) @ self.out

    model = Model()

    def loss(m):
        return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, m(x)))

    found = trained(tf, model, loss, traced=traced)
    return {**found, "mean": model.mean.numpy().tolist()}


def recurrent(tf, traced):
    """An LSTM over embedded words, its loop written in Python over tensors."""
    tf.random.set_seed(13)
    draw = np.random.default_rng(3)
    words, y = draw.integers(0, 20, (6, 9)), draw.normal(size=(6, 2)).astype("f")
    units = 7

    class Model(tf.Module):
        def __init__(self):
            super().__init__()
            self.embedding = weights(tf, 20, 5)
            self.kernel, self.recurrent = weights(tf, 5, 4 * units), weights(tf, units, 4 * units)
            self.bias, self.out = tf.Variable(tf.zeros([4 * units])), weights(tf, units, 2)

        def __call__(self, words):
            x = tf.transpose(tf.gather(self.embedding, words), [1, 0, 2])
            state = (tf.zeros([6, units]), tf.zeros([6, units]))

            def cell(i, h, c):
                parts = tf.split(x[i] @ self.kernel + h @ self.recurrent + self.bias, 4, 1)
                c = tf.sigmoid(parts[1]) * c + tf.sigmoid(parts[0]) * tf.tanh(parts[2])
                return i + 1, tf.sigmoid(parts[3]) * tf.tanh(c), c

            _, h, _ = tf.while_loop(lambda i, h, c: i < 9, cell, (0, *state))
            return h @ self.out

    return trained(tf, Model(), lambda m: tf.reduce_mean((m(words) - y) ** 2), traced=traced)


def attentive(tf, traced):
    """A transformer block: attention of two heads, layer normalisation, a perceptron."""
    tf.random.set_seed(14)
    draw = np.random.default_rng(4)
    words, y = draw.integers(0, 30, (4, 6)), draw.integers(0, 30, (4, 6))
    size, heads = 8, 2

    class Model(tf.Module):
        def __init__(self):
            super().__init__()
            self.words, self.places = weights(tf, 30, size), weights(tf, 6, size)
            self.qkv, self.join = weights(tf, size, 3 * size), weights(tf, size, size)
            self.up, self.down = weights(tf, size, 4 * size), weights(tf, 4 * size, size)
            self.scales = [tf.Variable(tf.ones([size])) for _ in range(2)]
            self.offsets = [tf.Variable(tf.zeros([size])) for _ in range(2)]

        def normal(self, x, i):
            mean, variance = tf.nn.moments(x, [-1], keepdims=True)
            return (x - mean) * tf.math.rsqrt(variance + 1e-5) * self.scales[i] + self.offsets[i]

        def attend(self, x):
            q, k, v = tf.split(x @ self.qkv, 3, -1)
            q, k, v = [tf.transpose(tf.reshape(t, [4, 6, heads, -1]), [0, 2, 1, 3])
                       for t in (q, k, v)]
            scores = tf.einsum("bhqd,bhkd->bhqk", q, k) / tf.sqrt(float(size // heads))
            mask = tf.linalg.band_part(tf.ones([6, 6]), -1, 0)
            mixed = tf.nn.softmax(scores - 1e9 * (1.0 - mask)) @ v
            return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [4, 6, size]) @ self.join

        def __call__(self, words):
            x = tf.nn.embedding_lookup(self.words, words) + self.places
            x = x + self.attend(self.normal(x, 0))
            x = x + tf.nn.gelu(self.normal(x, 1) @ self.up) @ self.down
            return tf.matmul(x, self.words, transpose_b=True)

    def loss(m):
        return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, m(words)))

    return trained(tf, Model(), loss, traced=traced)


def optimized(tf, make):
    """Minimize a loss of all of a variable and of rows of another one."""
    v = tf.Variable([1.0, -2.0, 3.0])
    rows = tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, -6.0]])
    step = tf.Variable(0, dtype=tf.int64)
    optimizer = make(tf.compat.v1.train, step)

    def loss():
        return tf.reduce_sum(v * v) + tf.reduce_sum(tf.gather(rows, [0, 2, 0]) ** 2)

    losses = []
    for _ in range(STEPS):
        losses.append(float(loss()))
        optimizer.minimize(loss, global_step=step)
    slots = [optimizer.get_slot(variable, name).numpy().reshape(-1).tolist()
             for name in optimizer.get_slot_names() for variable in (v, rows)]
    return {"losses": losses, "v": v.numpy().tolist(), "rows": rows.numpy().reshape(-1).tolist(),
            "slots": sum(slots, []), "step": [float(step)]}


OPTIMIZERS = {
    "descent": lambda t, step: t.GradientDescentOptimizer(0.1),
    "momentum": lambda t, step: t.MomentumOptimizer(0.1, 0.9),
    "nesterov": lambda t, step: t.MomentumOptimizer(0.1, 0.9, use_nesterov=True),
    "adam": lambda t, step: t.AdamOptimizer(0.1),
    "adagrad": lambda t, step: t.AdagradOptimizer(0.1),
    "adagrad_da": lambda t, step: t.AdagradDAOptimizer(
        0.1, step, l1_regularization_strength=0.01, l2_regularization_strength=0.02),
    "adadelta": lambda t, step: t.AdadeltaOptimizer(0.5, epsilon=1e-3),
    "rmsprop": lambda t, step: t.RMSPropOptimizer(0.1, momentum=0.5),
    "rmsprop_centered": lambda t, step: t.RMSPropOptimizer(0.1, momentum=0.5, centered=True),
    "ftrl": lambda t, step: t.FtrlOptimizer(
        0.1, l1_regularization_strength=0.01, l2_regularization_strength=0.02),
    "ftrl_shrinkage": lambda t, step: t.FtrlOptimizer(
        0.1, l2_shrinkage_regularization_strength=0.02, beta=0.5),
    "proximal_descent": lambda t, step: t.ProximalGradientDescentOptimizer(
        0.1, l1_regularization_strength=0.01, l2_regularization_strength=0.02),
    "proximal_adagrad": lambda t, step: t.ProximalAdagradOptimizer(
        0.1, l1_regularization_strength=0.01),
}

RUNS = {f"optimizer {name}": lambda tf, make=make: optimized(tf, make)
        for name, make in OPTIMIZERS.items()}
for _traced in (False, True):
    _how = "traced" if _traced else "eager"
    RUNS[f"dense {_how}"] = lambda tf, t=_traced: dense(tf, [6, 12, 8, 3], t)
    RUNS[f"convolutional {_how}"] = lambda tf, t=_traced: convolutional(tf, t)
    RUNS[f"recurrent {_how}"] = lambda tf, t=_traced: recurrent(tf, t)
    RUNS[f"attentive {_how}"] = lambda tf, t=_traced: attentive(tf, t)
