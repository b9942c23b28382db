"""AutoGraph programs: logical operators, comparisons, conditionals, asserts, builtins."""


def conditional_expression(tf):
    @tf.function
    def f(x):
        return x * 2 if x > 0 else x * 3

    return [(f, tf.constant(3)), (f, tf.constant(-3)), (f, tf.constant(2.0))]


def nested_conditional_expressions(tf):
    @tf.function
    def f(x):
        return 1 if x > 10 else (2 if x > 5 else 3)

    return [(f, tf.constant(v)) for v in (20, 7, 0)]


def conditional_expression_in_python(tf):
    @tf.function
    def f(x, flag):
        return x + (1 if flag else 2)

    return [(f, tf.constant(3), True), (f, tf.constant(3), False)]


def logical_and_or_not(tf):
    @tf.function
    def f(x, y):
        a = x > 0 and y > 0
        b = x > 0 or y > 0
        c = not x > 0
        return a, b, c

    return [(f, tf.constant(a), tf.constant(b)) for a, b in ((1, 1), (1, -1), (-1, -1))]


def three_operands(tf):
    @tf.function
    def f(x):
        return x > 0 and x < 10 and x != 5

    return [(f, tf.constant(v)) for v in (3, 5, 50)]


def lazy_in_python(tf):
    @tf.function
    def f(x, d):
        if d is not None and d["k"] > 0:
            x += 1
        return x

    return [(f, tf.constant(3), None), (f, tf.constant(3), {"k": 1})]


def mixed_and(tf):
    @tf.function
    def f(x, flag):
        if flag and x > 0:
            return x + 1
        return x

    return [(f, tf.constant(3), True), (f, tf.constant(3), False)]


def not_of_python_values(tf):
    @tf.function
    def f(x, values):
        if not values:
            return x
        return x + len(values)

    return [(f, tf.constant(3), []), (f, tf.constant(3), [1, 2])]


def chained_comparison(tf):
    @tf.function
    def f(x):
        if 0 < x <= 10:
            return tf.constant("in")
        return tf.constant("out")

    return [(f, tf.constant(v)) for v in (0, 10, 11)]


def chain_of_four(tf):
    @tf.function
    def f(a, b, c):
        return a < b < c < 10

    return [(f, tf.constant(1), tf.constant(2), tf.constant(3)),
            (f, tf.constant(1), tf.constant(0), tf.constant(3)), (f, 1, 2, 3)]


def equality_of_tensors(tf):
    @tf.function
    def f(x, y):
        if x == y:
            return x
        if x != 3:
            return x + 100
        return y

    return [(f, tf.constant(a), tf.constant(b)) for a, b in ((1, 1), (3, 1), (4, 1))]


def is_and_in(tf):
    @tf.function
    def f(x, mode):
        if mode in ("a", "b") and x is not None:
            return x + 1
        if mode is None:
            return x
        return x - 1

    return [(f, tf.constant(3), "a"), (f, tf.constant(3), None), (f, tf.constant(3), "z")]


def condition_in_while(tf):
    @tf.function
    def f(n):
        i = 0
        s = 0
        while i < n and s < 10:
            s += i
            i += 1
        return i, s

    return [(f, tf.constant(3)), (f, tf.constant(30))]


def or_with_values(tf):
    @tf.function
    def f(x, default):
        return x + (default or 5)

    return [(f, tf.constant(3), 0), (f, tf.constant(3), 7)]


def len_of_tensors(tf):
    @tf.function
    def f(x):
        n = len(x)
        return n + 0

    @tf.function(input_signature=[tf.TensorSpec([None, 2])])
    def g(x):
        return len(x)

    @tf.function(input_signature=[tf.TensorSpec(None)])
    def h(x):
        return len(x)

    return [(f, tf.zeros([3, 2])), (f, [1, 2]), (g, tf.zeros([5, 2])), (h, tf.zeros([4])),
            (h, tf.zeros([]))]


def len_of_a_scalar(tf):
    @tf.function
    def f(x):
        return len(x)

    return [(f, tf.constant(1))]


def range_of_tensors(tf):
    @tf.function
    def f(n):
        return range(n), range(1, n), range(n, 0, -1)

    return [(f, tf.constant(4)), (f, tf.constant(-4))]


def casts(tf):
    @tf.function
    def f(x):
        return int(x), float(x), abs(x)

    return [(f, tf.constant(-2.7)), (f, tf.constant(-2)), (f, -2.5)]


def casts_of_strings(tf):
    @tf.function
    def f(x):
        return int(x), float(x)

    return [(f, tf.constant("12"))]


def enumerate_and_zip(tf):
    @tf.function
    def f(x):
        out = []
        for i, (a, b) in enumerate(zip([x, x + 1], (10, 20)), 1):
            out.append(i * a + b)
        return out

    return [(f, tf.constant(3))]


def map_and_filter(tf):
    @tf.function
    def f(x):
        doubled = list(map(lambda v: v * 2 if v > 0 else v, [x, -x]))
        kept = list(filter(lambda v: v > 1, [1, 2, 3]))
        return doubled, kept

    return [(f, tf.constant(3))]


def any_all_sorted_min_max(tf):
    @tf.function
    def f(x):
        flags = [True, False]
        return (x + int(any(flags)) + int(all(flags)), sorted([3, 1, 2], key=lambda v: -v)[0],
                min(1, 2), max([1, 2]), sum([1, 2]))

    return [(f, tf.constant(3))]


def sorted_tensor(tf):
    @tf.function
    def f(x):
        return sorted(x), sorted(x, reverse=True)

    return [(f, tf.constant([3, 1, 2]))]


def assert_of_python_values(tf):
    @tf.function
    def f(x, n):
        assert n > 0, "n must be positive"
        return x

    return [(f, tf.constant(3), 1), (f, tf.constant(3), 0)]


def assert_of_a_tensor(tf):
    @tf.function
    def f(x):
        assert x > 0, "x must be positive"
        return x

    return [(f, tf.constant(3))]


def assert_statements_feature(tf):
    @tf.function(
        experimental_autograph_options=tf.autograph.experimental.Feature.ASSERT_STATEMENTS
    )
    def f(x):
        assert x > 0, "x must be positive"
        return x

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def equality_operators_feature(tf):
    @tf.function(
        experimental_autograph_options=tf.autograph.experimental.Feature.EQUALITY_OPERATORS
    )
    def f(x):
        return x == 3, x != 3

    return [(f, tf.constant(3)), (f, 3)]


def comprehensions(tf):
    @tf.function
    def f(x):
        squares = [x * i for i in range(3) if i != 1]
        table = {k: x + v for k, v in (("a", 1), ("b", 2))}
        total = sum(v for v in squares)
        return squares, table, total

    return [(f, tf.constant(3))]


def condition_inside_a_comprehension(tf):
    @tf.function
    def f(xs):
        return [x * 2 if x > 0 else -x for x in (xs[0], xs[1])]

    return [(f, tf.constant([3, -4]))]


def lambda_with_a_condition(tf):
    @tf.function
    def f(x):
        g = lambda v: v + 1 if v > 0 else v - 1  # noqa: E731
        return g(x)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def a_lambda_itself(tf):
    f = tf.function(lambda x: x + 1 if x > 0 else x - 1)
    g = tf.function(lambda x, y: x > 0 and y > 0)
    return [(f, tf.constant(3)), (f, tf.constant(-3)), (g, tf.constant(1), tf.constant(2))]


def walrus_in_a_condition(tf):
    @tf.function
    def f(x):
        if (y := x * 2) > 4:
            r = y
        else:
            r = x
        return r, y

    return [(f, tf.constant(3)), (f, tf.constant(1))]


def f_strings_and_starred(tf):
    @tf.function
    def f(x):
        def g(*args, **kwargs):
            return args[0] + kwargs["b"] if args[0] > 0 else args[1]

        values = (x, 7)
        name = f"{len(values)}-{'a' if len(values) > 1 else 'b'}"
        return g(*values, **{"b": 5}), tf.constant(name)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def eager_conversion(tf):
    def f(x):
        s = 0
        while x > 0:
            if x == 2:
                break
            s += x
            x -= 1
        return s if s > 5 else -1

    g = tf.autograph.to_graph(f)
    return [(g, tf.constant(4)), (g, tf.constant(1)), (g, 4)]


def string_conditions(tf):
    @tf.function
    def f(s):
        if s == "yes":
            return 1
        return 0

    return [(f, tf.constant("yes")), (f, tf.constant("no"))]
