"""AutoGraph programs that are wrong: what the user is told, and at which line."""
# ruff: noqa: B007, F821 - programs are written as users write them


def _helper(x):
    if x > 0:
        y = x
    return y


def _raises(x):
    raise ValueError("out of order")


def missing_in_else(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = x
        return y

    return [(f, tf.constant(3))]


def missing_in_main(tf):
    @tf.function
    def f(x):
        if x > 0:
            pass
        else:
            y = x
        return y

    return [(f, tf.constant(3))]


def none_in_one_branch(tf):
    @tf.function
    def f(x):
        y = None
        if x > 0:
            y = x
        return y

    return [(f, tf.constant(3))]


def none_in_main_branch(tf):
    @tf.function
    def f(x):
        y = x
        if x > 0:
            y = None
        return y

    return [(f, tf.constant(3))]


def return_missing_in_else(tf):
    @tf.function
    def f(x):
        if x > 0:
            return x

    return [(f, tf.constant(3))]


def dtypes_differ(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = 1
        else:
            y = 2.0
        return y

    return [(f, tf.constant(3))]


def structures_differ(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = [x]
        else:
            y = (x, x)
        return y

    return [(f, tf.constant(3))]


def conditional_expression_dtypes_differ(tf):
    @tf.function
    def f(x):
        return 1 if x > 0 else 2.0

    return [(f, tf.constant(3))]


def condition_is_not_bool(tf):
    @tf.function
    def f(x):
        if x:
            return 1
        return 2

    return [(f, tf.constant(3))]


def condition_is_a_vector(tf):
    @tf.function
    def f(x):
        if x > 0:
            return 1
        return 2

    return [(f, tf.constant([3, 4]))]


def while_condition_is_not_bool(tf):
    @tf.function
    def f(x):
        while x:
            x -= 1
        return x

    return [(f, tf.constant(3))]


def shape_changes_in_the_loop(tf):
    @tf.function
    def f(n):
        v = tf.constant([0])
        for i in tf.range(n):
            v = tf.concat((v, [i]), 0)
        return v

    return [(f, tf.constant(3))]


def shape_changes_in_while(tf):
    @tf.function
    def f(n):
        v = tf.constant(0)
        while n > 0:
            v = tf.stack([v])
            n -= 1
        return v

    return [(f, tf.constant(3))]


def dtype_changes_in_the_loop(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            s = s + 0.5
        return s

    return [(f, tf.constant(3))]


def structure_changes_in_the_loop(tf):
    @tf.function
    def f(n):
        s = (0, 1)
        for i in tf.range(n):
            s = (i, i, i)
        return s

    return [(f, tf.constant(3))]


def list_grows_in_the_loop(tf):
    @tf.function
    def f(n):
        out = []
        for i in tf.range(n):
            out.append(i)
        return out

    return [(f, tf.constant(3))]


def list_grows_in_the_loop_and_is_stacked(tf):
    @tf.function
    def f(n):
        out = []
        for i in tf.range(n):
            out.append(i)
        return tf.stack(out)

    return [(f, tf.constant(3))]


def invariant_does_not_fit_before(tf):
    @tf.function
    def f(n):
        v = tf.zeros([2, 2])
        for i in tf.range(n):
            tf.autograph.experimental.set_loop_options(
                shape_invariants=[(v, tf.TensorShape([None]))]
            )
            v = v + 1.0
        return v

    return [(f, tf.constant(3))]


def invariant_does_not_fit_after(tf):
    @tf.function
    def f(n):
        v = tf.zeros([1])
        for i in tf.range(n):
            tf.autograph.experimental.set_loop_options(
                shape_invariants=[(v, tf.TensorShape([1]))]
            )
            v = tf.concat([v, v], 0)
        return v

    return [(f, tf.constant(3))]


def none_before_the_loop(tf):
    @tf.function
    def f(n):
        s = None
        for i in tf.range(n):
            if s is None:
                s = i
            s += i
        return s

    return [(f, tf.constant(3))]


def none_in_a_loop_over_range(tf):
    @tf.function
    def f(n):
        s = None
        while n > 0:
            s = n
            n -= 1
        return s

    return [(f, tf.constant(3)), (f, tf.constant(0))]


def becomes_none_in_the_loop(tf):
    @tf.function
    def f(n):
        s = n
        while n > 0:
            s = None
            n -= 1
        return s

    return [(f, tf.constant(3))]


def undefined_and_unsupported(tf):
    class Thing:
        pass

    @tf.function
    def f(n):
        for i in tf.range(n):
            thing = Thing()
        return thing

    return [(f, tf.constant(3))]


def read_before_definition_in_loop(tf):
    @tf.function
    def f(n):
        while n > 0:
            s = s + n  # noqa: F821
            n -= 1
        return s

    return [(f, tf.constant(3))]


def undefined_in_python(tf):
    @tf.function
    def f(x, flag):
        if flag:
            y = x
        return y

    return [(f, tf.constant(3), True), (f, tf.constant(3), False)]


def undefined_in_python_loop(tf):
    @tf.function
    def f(x, values):
        for v in values:
            y = x + v
        return y

    return [(f, tf.constant(3), [1]), (f, tf.constant(3), [])]


def deleted_name(tf):
    @tf.function
    def f(x):
        y = x
        del y
        if x > 0:
            x = x + 1
        return y

    return [(f, tf.constant(3))]


def break_on_tensor_in_python_loop(tf):
    @tf.function
    def f(x):
        for i in [1, 2, 3]:
            if x > i:
                break
            x += 1
        return x

    return [(f, tf.constant(3))]


def while_turns_into_tensor(tf):
    @tf.function
    def f(x):
        i = 0
        while i < 5:
            i = x + i
        return i

    return [(f, tf.constant(3))]


def python_loop_around_tensor_break(tf):
    @tf.function
    def f(x):
        i = 0
        while i < 10:
            i += 1
            if x > i:
                break
        return i

    return [(f, tf.constant(3))]


def error_in_a_callee(tf):
    @tf.function
    def f(x):
        y = x + 1
        return _raises(y)

    return [(f, tf.constant(3))]


def error_in_a_branch(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = _raises(x)
        else:
            y = x
        return y

    return [(f, tf.constant(3))]


def error_in_a_loop_body(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            s += _raises(i)
        return s

    return [(f, tf.constant(3))]


def undefined_in_a_callee(tf):
    @tf.function
    def f(x):
        return _helper(x)

    return [(f, tf.constant(3))]


def error_in_a_lambda(tf):
    @tf.function
    def f(x):
        g = lambda v: _raises(v)  # noqa: E731
        return g(x)

    return [(f, tf.constant(3))]


def error_in_an_inner_function(tf):
    @tf.function
    def f(x):
        def g(v):
            return _raises(v)

        return g(x)

    return [(f, tf.constant(3))]


def error_in_an_op(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = tf.matmul(tf.zeros([2, 3]), tf.zeros([2, 3]))
        else:
            y = tf.zeros([2, 3])
        return y

    return [(f, tf.constant(3))]


def error_in_a_function_called_by_a_function(tf):
    @tf.function
    def g(x):
        return _raises(x)

    @tf.function
    def f(x):
        return g(x)

    return [(f, tf.constant(3))]


def error_in_unconverted_code(tf):
    @tf.autograph.experimental.do_not_convert
    def g(x):
        return _raises(x)

    @tf.function
    def f(x):
        return g(x)

    return [(f, tf.constant(3))]


def error_in_a_constructor(tf):
    class Thing:
        def __init__(self, x):
            raise ValueError("never made")

    @tf.function
    def f(x):
        return Thing(x)

    return [(f, tf.constant(3))]


def error_in_a_method(tf):
    class Thing:
        def go(self, x):
            return _raises(x)

    @tf.function
    def f(x):
        return Thing().go(x)

    return [(f, tf.constant(3))]


def own_exceptions(tf):
    class Odd(Exception):
        pass

    class Two(Exception):
        def __init__(self, a, b):
            super().__init__(f"{a} and {b}")

    @tf.function
    def f(x):
        raise Odd("odd")

    @tf.function
    def g(x):
        raise Two(1, 2)

    @tf.function
    def h(x):
        return {"a": 1}["b"]

    return [(f, tf.constant(3)), (g, tf.constant(3)), (h, tf.constant(3))]


def item_assignment(tf):
    @tf.function
    def f(x):
        x[0] = 1
        return x

    return [(f, tf.constant([3]))]


def iterating_a_scalar(tf):
    @tf.function
    def f(x):
        for y in x:
            pass
        return x

    return [(f, tf.constant(3))]


def iterating_without_autograph(tf):
    @tf.function(autograph=False)
    def f(x):
        for y in x:
            pass
        return x

    @tf.function(autograph=False)
    def g(x):
        return 1 if x > 0 else 2

    @tf.function(autograph=False)
    def h(x):
        return len(x)

    return [(f, tf.constant([3])), (g, tf.constant(3)), (h, tf.constant([3]))]


def tensor_escapes_from_a_branch(tf):
    kept = []

    @tf.function
    def f(x):
        if x > 0:
            kept.append(x + 1)
        return kept[0] + 1

    return [(f, tf.constant(3))]


def misplaced_directive(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            s += i
            tf.autograph.experimental.set_loop_options(maximum_iterations=3)
        return s

    return [(f, 3)]


def return_of_none_in_a_loop(tf):
    @tf.function
    def f(n, early):
        for i in tf.range(n):
            if early:
                return i
        return n

    return [(f, tf.constant(3), True), (f, tf.constant(3), False)]


def for_else_is_not_converted(tf):
    @tf.function
    def f(x):
        for i in [1, 2]:
            x += i
        else:
            x += 100
        return x

    @tf.function
    def g(x):
        while x > 3:
            x -= 1
        else:
            x += 100
        return x

    return [(f, tf.constant(3)), (g, tf.constant(3))]


def runtime_error_in_a_loop(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            s += 6 // (2 - i)
        return s

    return [(f, tf.constant(2)), (f, tf.constant(3))]
