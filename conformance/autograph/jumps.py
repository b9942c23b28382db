"""AutoGraph programs: `break`, `continue` and `return` inside loops."""


def break_out_of_while(tf):
    @tf.function
    def f(n):
        s = 0
        while True:
            if s > n:
                break
            s += 3
        return s

    return [(f, tf.constant(10))]


def break_out_of_while_on_a_tensor(tf):
    @tf.function
    def f(n):
        s = 0
        while n > 0:
            n -= 1
            if n == 3:
                break
            s += n
        return s, n

    return [(f, tf.constant(10)), (f, tf.constant(2))]


def break_out_of_range(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            if s > 5:
                break
            s += i
        return s

    return [(f, tf.constant(10)), (f, tf.constant(2))]


def break_out_of_tensor(tf):
    @tf.function
    def f(xs):
        s = 0.0
        for x in xs:
            if x < 0.0:
                break
            s += x
        return s

    return [(f, tf.constant([1.0, 2.0, -1.0, 4.0])), (f, tf.constant([1.0, 2.0]))]


def continue_in_range(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            if i % 2 == 0:
                continue
            s += i
        return s

    return [(f, tf.constant(10))]


def continue_in_while(tf):
    @tf.function
    def f(n):
        s, i = 0, 0
        while i < n:
            i += 1
            if i % 3 == 0:
                continue
            s += i
        return s

    return [(f, tf.constant(10))]


def break_and_continue(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            if i == 2:
                continue
            if i == 6:
                break
            s += i
        return s

    return [(f, tf.constant(10)), (f, tf.constant(4))]


def break_of_the_inner_loop(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            for j in tf.range(n):
                if j > i:
                    break
                s += 1
            if s > 8:
                break
        return s

    return [(f, tf.constant(5)), (f, tf.constant(3))]


def break_in_a_python_loop(tf):
    @tf.function
    def f(x):
        for i in range(5):
            if i == 3:
                break
            x += i
        while True:
            x *= 2
            break
        return x

    return [(f, tf.constant(10))]


def continue_in_a_python_loop(tf):
    @tf.function
    def f(x):
        for i in range(5):
            if i % 2:
                continue
            if x > 12:
                x += 100
                continue
            x += i
        return x

    return [(f, tf.constant(10))]


def return_from_range(tf):
    @tf.function
    def f(n):
        for i in tf.range(n):
            if i * i > 10:
                return i
        return -1

    return [(f, tf.constant(10)), (f, tf.constant(2))]


def return_from_while(tf):
    @tf.function
    def f(n):
        while n > 0:
            if n % 7 == 0:
                return n * 10
            n -= 1
        return n

    return [(f, tf.constant(10)), (f, tf.constant(3))]


def return_from_tensor_loop(tf):
    @tf.function
    def f(xs):
        for x in xs:
            if x > 2.0:
                return x, x * 2.0
        return 0.0, 1.0

    return [(f, tf.constant([1.0, 3.0, 5.0])), (f, tf.constant([1.0]))]


def return_from_nested_loops(tf):
    @tf.function
    def f(n):
        for i in tf.range(n):
            for j in tf.range(n):
                if i * j == 12:
                    return i * 100 + j
        return 0

    return [(f, tf.constant(10)), (f, tf.constant(3))]


def return_in_a_python_loop(tf):
    @tf.function
    def f(x):
        for i in [1, 2, 3]:
            if i == 2:
                return x * i
        return x

    return [(f, tf.constant(10))]


def statement_after_return_is_skipped(tf):
    v = tf.Variable(0)

    @tf.function
    def f(x):
        if x > 0:
            return x
        v.assign_add(1)
        return v.read_value()

    return [(f, tf.constant(10)), (f, tf.constant(-10)), (f, tf.constant(-1))]


def return_inside_with(tf):
    @tf.function
    def f(x):
        with tf.name_scope("a"):
            if x > 0:
                return x * 2
        return x

    return [(f, tf.constant(10)), (f, tf.constant(-10))]


def return_inside_try(tf):
    @tf.function
    def f(x, fail):
        try:
            if fail:
                raise ValueError("no")
            return x * 2
        except ValueError:
            return x * 3

    return [(f, tf.constant(10), False), (f, tf.constant(10), True)]


def no_return_value(tf):
    v = tf.Variable(0)

    @tf.function
    def f(x):
        if x > 0:
            v.assign(x)

    @tf.function
    def g(x):
        f(x)
        return v.read_value()

    return [(g, tf.constant(10)), (g, tf.constant(-10)), (f, tf.constant(1))]


def early_return_of_nothing(tf):
    v = tf.Variable(0)

    @tf.function
    def f(training):
        if not training:
            return
        v.assign_add(1)

    return [(f, True), (f, False), (v.read_value,)]


def break_with_a_value_defined_before(tf):
    @tf.function
    def f(xs):
        found = tf.constant(-1)
        for i in tf.range(tf.shape(xs)[0]):
            if xs[i] == 7:
                found = i
                break
        return found

    return [(f, tf.constant([1, 7, 7])), (f, tf.constant([1, 2]))]


def primes(tf):
    @tf.function
    def f(n):
        count = 0
        for i in tf.range(2, n):
            prime = True
            for j in tf.range(2, i):
                if i % j == 0:
                    prime = False
                    break
            if prime:
                count += 1
        return count

    return [(f, tf.constant(20))]


def break_under_with(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            with tf.name_scope("body"):
                if i > 3:
                    break
            s += i
        return s

    return [(f, tf.constant(9))]


def continue_at_the_end(tf):
    @tf.function
    def f(n):
        s = 0
        while s < n:
            s += 2
            continue
        return s

    return [(f, tf.constant(9))]
