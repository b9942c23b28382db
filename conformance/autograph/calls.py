"""AutoGraph programs: what is called gets converted too, and what does not."""
# ruff: noqa: B009, UP008, UP028 - programs are written as users write them

import functools

_KEPT = []  # methods that are tf.functions hold their objects weakly


def _sign(x):
    if x > 0:
        return 1
    return -1


def _factor(x, depth):
    if depth == 0:
        return x
    if x > 0:
        x = x + 1
    return _factor(x, depth - 1)


def _positive(x):
    return x > 0


def callee_is_converted(tf):
    @tf.function
    def f(x):
        return _sign(x) * 10

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def recursion_in_python(tf):
    @tf.function
    def f(x):
        return _factor(x, 3)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def nested_function(tf):
    @tf.function
    def f(x):
        def inner(y):
            if y > x:
                return y
            return x

        return inner(tf.constant(5))

    return [(f, tf.constant(3)), (f, tf.constant(30))]


def closure_over_outer_values(tf):
    scale = 3

    def inner(x):
        if x > 0:
            return x * scale
        return x

    @tf.function
    def f(x):
        return inner(x)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def two_closures_of_one_code(tf):
    def make(scale):
        @tf.function
        def f(x):
            if x > 0:
                x = x * scale
            return x

        return f

    return [(make(2), tf.constant(3)), (make(5), tf.constant(3))]


def method(tf):
    class Model:
        def __init__(self):
            self.scale = 4

        @tf.function
        def call(self, x):
            if x > 0:
                return self.helper(x)
            return x

        def helper(self, x):
            if x > 10:
                return x
            return x * self.scale

    model = Model()
    _KEPT.append(model)
    return [(model.call, tf.constant(v)) for v in (3, 30, -3)]


def super_call(tf):
    class Base:
        def call(self, x):
            if x > 0:
                return x + 1
            return x

    class Child(Base):
        @tf.function
        def call(self, x):
            y = super().call(x)
            if y > 5:
                y = super(Child, self).call(y)
            return y

    child = Child()
    _KEPT.append(child)
    return [(child.call, tf.constant(v)) for v in (-1, 3, 9)]


def super_call_inside_a_branch(tf):
    class Base:
        def call(self, x):
            return x + 1

    class Child(Base):
        def call(self, x):
            if x > 0:
                x = super().call(x)
            return x

    @tf.function
    def f(x):
        return Child().call(x)

    return [(f, tf.constant(-1)), (f, tf.constant(3))]


def callable_object(tf):
    class Layer:
        def __call__(self, x):
            if x > 0:
                return x * 2
            return x

    layer = Layer()

    @tf.function
    def f(x):
        return layer(x)

    return [(f, tf.constant(3)), (f, tf.constant(-3)), (tf.function(layer), tf.constant(3))]


def partials(tf):
    def g(x, y, z=1):
        if x > y:
            return x * z
        return y

    h = functools.partial(g, y=2, z=10)

    @tf.function
    def f(x):
        return h(x) + functools.partial(g, x)(5)

    return [(f, tf.constant(3)), (f, tf.constant(1)), (tf.function(h), tf.constant(3))]


def decorated_callee(tf):
    def twice(g):
        @functools.wraps(g)
        def wrapper(*args, **kwargs):
            return g(*args, **kwargs) + g(*args, **kwargs)

        return wrapper

    @twice
    def g(x):
        if x > 0:
            return x
        return tf.constant(100)

    @tf.function
    def f(x):
        return g(x)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def decorated_inner_function(tf):
    def plus_one(g):
        return lambda x: g(x) + 1

    @tf.function
    def f(x):
        @plus_one
        def g(y):
            if y > 0:
                return y
            return -y

        return g(x)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def static_and_class_methods(tf):
    class Model:
        scale = 3

        @staticmethod
        def positive(x):
            if x > 0:
                return x
            return -x

        @classmethod
        def scaled(cls, x):
            if x > 5:
                return x
            return x * cls.scale

    @tf.function
    def f(x):
        return Model.positive(x) + Model.scaled(x) + Model().positive(x)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def property_is_read_as_it_is(tf):
    class Model:
        @property
        def value(self):
            return 5

    model = Model()

    @tf.function
    def f(x):
        if x > model.value:
            x = x - model.value
        return x

    return [(f, tf.constant(3)), (f, tf.constant(9))]


def default_arguments(tf):
    def g(x, y=3, *, z=4):
        if x > 0:
            return x + y + z
        return x

    @tf.function
    def f(x, k=2):
        return g(x) + g(x, k) + g(x, z=k)

    return [(f, tf.constant(1)), (f, tf.constant(1), 5)]


def function_calls_function(tf):
    @tf.function
    def g(x):
        if x > 0:
            return x * 2
        return x

    @tf.function
    def f(x):
        y = tf.constant(0)
        while y < x:
            y += g(x)
        return y

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def do_not_convert(tf):
    @tf.autograph.experimental.do_not_convert
    def g(x):
        if isinstance(x, tf.Tensor):
            return x + 1
        return x

    @tf.autograph.experimental.do_not_convert()
    def h(x):
        return x + 2

    @tf.function
    def f(x):
        return g(x) + h(x)

    return [(f, tf.constant(3)), (g, tf.constant(3))]


def do_not_convert_and_branch(tf):
    @tf.autograph.experimental.do_not_convert
    def g(x):
        if x > 0:
            return x + 1
        return x

    @tf.function
    def f(x):
        return g(x)

    return [(f, tf.constant(3))]


def without_autograph(tf):
    @tf.function(autograph=False)
    def f(x):
        if x > 0:
            return x + 1
        return x

    return [(f, tf.constant(3))]


def function_inside_do_not_convert(tf):
    @tf.function
    def g(x):
        if x > 0:
            return x + 1
        return x

    @tf.autograph.experimental.do_not_convert
    def h(x):
        return g(x)

    @tf.function
    def f(x):
        return h(x)

    return [(f, tf.constant(3))]


def generators_are_left_alone(tf):
    def numbers(n):
        for i in range(n):
            yield i

    @tf.function
    def f(x):
        for i in numbers(4):
            x += i
        return x

    return [(f, tf.constant(3))]


def lambdas_as_arguments(tf):
    def apply(fn, x):
        if x > 0:
            return fn(x)
        return x

    @tf.function
    def f(x):
        return apply(lambda v: v * 2 if v > 5 else v * 3, x)

    return [(f, tf.constant(3)), (f, tf.constant(9)), (f, tf.constant(-9))]


def functions_in_containers(tf):
    table = {"sign": _sign, "positive": _positive}

    @tf.function
    def f(x):
        return [g(x) for g in (table["sign"], table["positive"])]

    return [(f, tf.constant(3))]


def branches_given_to_cond(tf):
    @tf.function
    def f(x):
        def double():
            if x > 10:
                return x
            return x * 2

        return tf.cond(x > 0, double, lambda: x if x < -5 else -x)

    return [(f, tf.constant(v)) for v in (3, 30, -3, -30)]


def class_made_inside(tf):
    @tf.function
    def f(x):
        class Pair:
            def __init__(self, a):
                self.a = a

            def total(self):
                if self.a > 0:
                    return self.a * 2
                return self.a

        return Pair(x).total()

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def constructor_is_not_converted(tf):
    class Box:
        def __init__(self, x):
            self.x = x
            if not isinstance(x, int):
                self.x = x + 1

    @tf.function
    def f(x):
        return Box(x).x

    return [(f, tf.constant(3))]


def keyword_and_star_arguments(tf):
    def g(*args, **kwargs):
        total = 0
        for a in args:
            if a > 0:
                total += a
        return total + kwargs.get("bias", 0)

    @tf.function
    def f(x):
        more = [x, -x]
        return g(x, *more, bias=3, **{})

    return [(f, tf.constant(3))]


def mutated_closure(tf):
    @tf.function
    def f(x):
        count = 0

        def step(y):
            nonlocal count
            count += 1
            return y + count

        y = step(x)
        y = step(y)
        return y, count

    return [(f, tf.constant(3))]


def eager_run(tf):
    @tf.function
    def f(x):
        if x > 0:
            return x + 1
        return x

    def run(x):
        tf.config.run_functions_eagerly(True)
        try:
            return f(x)
        finally:
            tf.config.run_functions_eagerly(False)

    return [(run, tf.constant(3)), (run, tf.constant(-3))]


def retrace_uses_the_conversion(tf):
    @tf.function
    def f(x):
        s = tf.zeros_like(x)
        for _ in tf.range(3):
            s += x
        return s

    return [(f, tf.constant(1)), (f, tf.constant(1.5)), (f, tf.constant([1, 2]))]


def converted_callbacks_of_builtins(tf):
    @tf.function
    def f(x):
        values = [x, -x]
        return sorted([2, 1], key=lambda v: -v if v > 0 else v), list(map(_sign, values))

    return [(f, tf.constant(3))]


def getattr_and_dunder(tf):
    class Thing:
        def go(self, x):
            if x > 0:
                return x * 7
            return x

    thing = Thing()

    @tf.function
    def f(x):
        return getattr(thing, "go")(x) + Thing.go(thing, x)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]
