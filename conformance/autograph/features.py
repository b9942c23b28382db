"""AutoGraph programs: optional features, control flow functions, conversion by hand."""


def print_of_tensors(tf):
    @tf.function(
        experimental_autograph_options=tf.autograph.experimental.Feature.BUILTIN_FUNCTIONS
    )
    def f(x):
        print("python only")
        return x + 1

    return [(f, tf.constant(3))]


def all_features_but_lists(tf):
    feature = tf.autograph.experimental.Feature

    @tf.function(experimental_autograph_options=feature.all_but(
        (feature.LISTS, feature.NAME_SCOPES, feature.AUTO_CONTROL_DEPS)))
    def f(x):
        assert x > 0, "x must be positive"
        if x == 3:
            return x + 1
        return x

    return [(f, tf.constant(3)), (f, tf.constant(4))]


def lists_of_python_values(tf):
    @tf.function(experimental_autograph_options=tf.autograph.experimental.Feature.LISTS)
    def f(x):
        values = [x]
        for i in range(3):
            values.append(x * i)
        values[1] = x + 100
        last = values.pop()
        return values, last, tf.stack(values)

    return [(f, tf.constant(3))]


def append_to_a_tensor_array(tf):
    @tf.function(experimental_autograph_options=tf.autograph.experimental.Feature.LISTS)
    def f(n):
        values = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
        for i in tf.range(n):
            values.append(i * i)
        return values.stack(), values[1]

    return [(f, tf.constant(4))]


def item_of_a_tensor(tf):
    @tf.function(experimental_autograph_options=tf.autograph.experimental.Feature.LISTS)
    def f(x):
        x[1] = 100
        return x, x[0], x[0:1]

    return [(f, tf.constant([1, 2, 3]))]


def name_scopes(tf):
    @tf.function(experimental_autograph_options=tf.autograph.experimental.Feature.NAME_SCOPES)
    def f(x):
        y = x * 2
        return tf.constant(y.name)

    return [(f, tf.constant(3))]


def cond_in_converted_code(tf):
    @tf.function
    def f(x):
        def true():
            s = 0
            for i in tf.range(x):
                s += i
            return s

        return tf.cond(x > 3, true, lambda: x if x > 0 else -x)

    return [(f, tf.constant(v)) for v in (5, 2, -2)]


def while_loop_in_converted_code(tf):
    @tf.function
    def f(n):
        def body(i, s):
            if i % 2 == 0:
                s += i
            return i + 1, s

        return tf.while_loop(lambda i, s: i < n and s < 100, body, [tf.constant(0), tf.constant(0)])

    return [(f, tf.constant(7))]


def without_recursion(tf):
    def g(x):
        return x.shape if tf.is_tensor(x) else len(x)

    def f(x):
        if len(x) > 1:
            return g(x)
        return g([1])

    h = tf.autograph.to_graph(f, recursive=False)
    return [(h, tf.constant([1, 2])), (h, tf.constant([1]))]


def conversion_by_hand(tf):
    def f(n):
        s = 0
        for i in tf.range(n):
            if i % 2 == 0:
                continue
            s += i
        return s

    g = tf.autograph.to_graph(f)
    return [(g, tf.constant(6)), (tf.function(g), tf.constant(6)),
            (tf.function(g, autograph=False), tf.constant(6))]


def conversion_of_a_method(tf):
    class Model:
        def go(self, x):
            if x > 0:
                return x * 2
            return x

    go = tf.autograph.to_graph(Model().go)
    return [(go, Model(), tf.constant(3))]


def conversion_of_what_is_none(tf):
    def convert(what):
        return tf.autograph.to_graph(what)

    return [(convert, 3), (convert, tf.function(lambda x: x)), (convert, print)]


def features_by_name(tf):
    def names():
        feature = tf.autograph.experimental.Feature
        return sorted(f.name for f in feature.all()), feature.ALL.value, feature("LISTS").name, \
            sorted(f.name for f in feature.all_but(feature.LISTS))

    return [(names,)]
