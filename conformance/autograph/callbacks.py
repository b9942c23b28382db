"""AutoGraph programs: which functions of the library convert the functions they are given."""


def _positive(x):
    if x > 0:
        return x
    return -x


def _added(a, b):
    if b > 0:
        return a + b
    return a


def given_to_map_fn(tf):
    @tf.function
    def f(xs):
        return tf.map_fn(_positive, xs)

    return [(f, tf.constant([1, -2]))]


def given_to_folds(tf):
    @tf.function
    def f(xs):
        return tf.foldl(_added, xs), tf.foldr(_added, xs)

    return [(f, tf.constant([1, -2, 5]))]


def given_to_scan(tf):
    @tf.function
    def f(xs):
        return tf.scan(_added, xs)

    return [(f, tf.constant([1, -2, 5]))]


def given_to_vectorized_map(tf):
    @tf.function
    def f(xs):
        return tf.vectorized_map(_positive, xs)

    return [(f, tf.constant([1, -2]))]


def given_to_cond(tf):
    @tf.function
    def f(x):
        return tf.cond(x > 5, lambda: _positive(x), lambda: x)

    @tf.function
    def g(x):
        def partial():
            return _positive(x)

        import functools

        return tf.cond(x > 5, functools.partial(_positive, x), partial)

    return [(f, tf.constant(7)), (g, tf.constant(7))]


def given_to_while_loop(tf):
    def small(x):
        if x > 100:
            return False
        return x < 50

    def step(x):
        if x > 10:
            return x * 2
        return x + 1

    @tf.function
    def f(x):
        return tf.while_loop(lambda v: small(v), lambda v: [step(v)], [x])

    @tf.function
    def g(x):
        return tf.while_loop(small, step, [x])

    return [(f, tf.constant(7)), (g, tf.constant(7))]


def given_to_switch_case(tf):
    @tf.function
    def f(i, x):
        return tf.switch_case(i, [lambda: _positive(x), lambda: x * 10])

    return [(f, tf.constant(0), tf.constant(-7)), (f, tf.constant(1), tf.constant(-7))]


def given_to_case(tf):
    @tf.function
    def f(x):
        return tf.case([(x > 10, lambda: _positive(x)), (x > 5, lambda: x * 10)],
                       default=lambda: _positive(-x))

    return [(f, tf.constant(v)) for v in (20, 7, 1)]


def given_to_map_structure(tf):
    @tf.function
    def f(x):
        return tf.nest.map_structure(_positive, [x, -x])

    @tf.function
    def g(x):
        return tf.nest.map_structure(lambda v: v if v > 0 else -v, [x, -x])

    return [(f, tf.constant(7)), (g, tf.constant(7))]


def given_to_custom_gradient(tf):
    @tf.custom_gradient
    def clipped(x):
        if x > 0.0:
            y = x
        else:
            y = x * 0.5

        def grad(dy):
            return dy * 2.0

        return y, grad

    @tf.function
    def f(x):
        return clipped(x)

    return [(f, tf.constant(7.0)), (f, tf.constant(-7.0))]


def given_to_py_function(tf):
    def look(x):
        if x > 0:
            return x + x  # of one dtype in all versions of numpy
        return x

    @tf.function
    def f(x):
        return tf.py_function(look, [x], tf.int32), tf.numpy_function(look, [x], tf.int32)

    return [(f, tf.constant(7)), (f, tf.constant(-7))]


def given_to_function(tf):
    @tf.function
    def f(x):
        return tf.function(_positive)(x), tf.function(lambda v: _positive(v))(-x)

    return [(f, tf.constant(7))]


def given_to_map_fn_with_control_flow(tf):
    @tf.function
    def f(xs):
        def total(row):
            s = 0
            for x in row:
                if x < 0:
                    break
                s += x
            return s

        return tf.map_fn(total, xs)

    return [(f, tf.constant([[1, 2, -1, 5], [1, 2, 3, 4]]))]


def given_without_autograph(tf):
    @tf.function(autograph=False)
    def f(xs):
        return tf.map_fn(_positive, xs)

    return [(f, tf.constant([1, -2]))]
