"""AutoGraph programs: `while` and `for` over tensors, ranges and Python values."""
# ruff: noqa: B007 - programs are written as users write them


def while_on_a_tensor(tf):
    @tf.function
    def f(n):
        s = 0
        while n > 0:
            s += n
            n -= 1
        return s

    return [(f, tf.constant(5)), (f, tf.constant(0))]


def collatz(tf):
    @tf.function
    def f(n):
        steps = tf.constant(0)
        while n != 1:
            if n % 2 == 0:
                n = n // 2
            else:
                n = 3 * n + 1
            steps += 1
        return steps

    return [(f, tf.constant(27)), (f, tf.constant(1))]


def while_in_python(tf):
    @tf.function
    def f(x, n):
        i = 0
        while i < n:
            x = x * 2
            i += 1
        return x

    return [(f, tf.constant(3), 3), (f, tf.constant(3), 0)]


def for_over_a_range_tensor(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            s += i * i
        return s

    return [(f, tf.constant(5)), (f, tf.constant(0))]


def for_over_range_of_a_tensor(tf):
    @tf.function
    def f(n):
        s = 0
        for i in range(n):
            s += i
        return s

    return [(f, tf.constant(5)), (f, tf.constant(-2)), (f, 4)]


def for_over_range_with_start_and_step(tf):
    @tf.function
    def f(a, b, c):
        s = 0
        for i in tf.range(a, b, c):
            s = s * 10 + i
        for j in range(a, b):
            s += j
        return s

    return [(f, tf.constant(1), tf.constant(8), tf.constant(3)),
            (f, tf.constant(5), tf.constant(1), tf.constant(-2))]


def for_over_a_constant_range(tf):
    @tf.function
    def f(x):
        for i in tf.range(3):
            x += i
        for j in tf.range(8, 2, -3):
            x *= j
        return x

    return [(f, tf.constant(5))]


def for_over_a_float_range(tf):
    @tf.function
    def f(x):
        for t in tf.range(0.0, 1.0, 0.25):
            x += t
        return x

    return [(f, tf.constant(5.0))]


def for_over_a_tensor(tf):
    @tf.function
    def f(xs):
        s = tf.zeros_like(xs[0])
        for x in xs:
            s = s * 2.0 + x
        return s

    return [(f, tf.constant([1.0, 2.0, 3.0])), (f, tf.constant([[1.0, 2.0], [3.0, 4.0]]))]


def for_over_a_tensor_of_unknown_length(tf):
    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
    def f(xs):
        s = tf.zeros([2])
        for x in xs:
            s += x
        return s

    return [(f, tf.constant([[1.0, 2.0], [3.0, 4.0]])), (f, tf.zeros([0, 2]))]


def for_over_python_values(tf):
    @tf.function
    def f(x):
        out = []
        for factor in [1, 2, 3]:
            out.append(x * factor)
        for key, value in {"a": 1, "b": 2}.items():
            out.append(x + value)
        return out

    return [(f, tf.constant(3))]


def for_over_a_list_of_tensors(tf):
    @tf.function
    def f(a, b):
        s = 0
        for t in (a, b):
            if t > 0:
                s += t
        return s

    return [(f, tf.constant(3), tf.constant(-5))]


def tuple_targets(tf):
    @tf.function
    def f(xs):
        s = tf.constant(0)
        for a, b in [(1, xs), (2, xs * 2)]:
            s += a * b
        return s

    return [(f, tf.constant(3))]


def nested_loops(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            for j in tf.range(i):
                if i * j > 2:
                    s += i * j
                else:
                    s += 1
        return s

    return [(f, tf.constant(5)), (f, tf.constant(1))]


def while_inside_for_inside_if(tf):
    @tf.function
    def f(n):
        s = tf.constant(0)
        if n > 0:
            for i in tf.range(n):
                k = i
                while k > 0:
                    s += k
                    k -= 1
        return s

    return [(f, tf.constant(4)), (f, tf.constant(-4))]


def fibonacci(tf):
    @tf.function
    def f(n):
        a, b = 0, 1
        for _ in tf.range(n):
            a, b = b, a + b
        return a

    return [(f, tf.constant(10))]


def temporary_in_the_body(tf):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            if i > 2:
                y = 1
            else:
                y = 2
            s += y
        return s

    return [(f, tf.constant(6))]


def defined_only_in_the_loop(tf):
    @tf.function
    def f(n):
        for i in tf.range(n):
            last = i * 10
        return last

    return [(f, tf.constant(3)), (f, tf.constant(0))]


def iterate_used_after_the_loop(tf):
    @tf.function
    def f(n):
        for i in tf.range(n):
            pass
        return i

    return [(f, tf.constant(3)), (f, tf.constant(0))]


def iterate_used_after_a_loop_over_a_tensor(tf):
    @tf.function
    def f(xs):
        for x in xs:
            pass
        return x

    return [(f, tf.constant([3.0, 4.0]))]


def nests_are_carried(tf):
    @tf.function
    def f(n):
        state = {"a": tf.constant(1), "b": (tf.constant(0.5), [tf.constant(2)])}
        for i in tf.range(n):
            a, (b, [c]) = state["a"], state["b"]
            state = {"a": a + i, "b": (b * 2.0, [c + a])}
        return state

    return [(f, tf.constant(3))]


def attribute_in_a_loop(tf):
    class Counter:
        def __init__(self):
            self.count = tf.constant(0)

    @tf.function
    def f(n):
        counter = Counter()
        for i in tf.range(n):
            counter.count += i
        return counter.count

    return [(f, tf.constant(4))]


def subscript_in_a_loop(tf):
    @tf.function
    def f(n):
        d = {"total": tf.constant(0), "k": 1}
        for i in tf.range(n):
            d["total"] = d["total"] + i
        return d["total"]

    return [(f, tf.constant(4))]


def variable_in_a_loop(tf):
    v = tf.Variable(1)

    @tf.function
    def f(n):
        for i in tf.range(n):
            v.assign_add(i)
        return v.read_value()

    return [(f, tf.constant(4)), (f, tf.constant(3))]


def tensor_array_in_a_loop(tf):
    @tf.function
    def f(n):
        ta = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
        for i in tf.range(n):
            ta = ta.write(i, i * i)
        return ta.stack()

    return [(f, tf.constant(4))]


def for_over_a_stacked_tensor_array(tf):
    @tf.function
    def f(n):
        ta = tf.TensorArray(tf.float32, size=n)
        for i in tf.range(n):
            ta = ta.write(i, tf.cast(i, tf.float32) * 0.5)
        s = 0.0
        for x in ta.stack():
            s += x
        return s

    return [(f, tf.constant(4))]


def growing_with_shape_invariants(tf):
    @tf.function
    def f(n):
        v = tf.constant([0])
        for i in tf.range(n):
            tf.autograph.experimental.set_loop_options(
                shape_invariants=[(v, tf.TensorShape([None]))]
            )
            v = tf.concat((v, [i]), 0)
        return v

    return [(f, tf.constant(3))]


def while_with_shape_invariants(tf):
    @tf.function
    def f(n):
        v = tf.constant([0])
        i = 0
        while i < n:
            tf.autograph.experimental.set_loop_options(
                shape_invariants=[(v, tf.TensorShape([None]))]
            )
            v = tf.concat((v, [i]), 0)
            i += 1
        return v, i

    return [(f, tf.constant(3))]


def maximum_iterations(tf):
    @tf.function
    def f(n):
        k = 0
        for i in tf.range(n):
            tf.autograph.experimental.set_loop_options(maximum_iterations=3)
            k += 1
        return k

    return [(f, tf.constant(10)), (f, tf.constant(2))]


def parallel_iterations_and_swap(tf):
    @tf.function
    def f(n):
        k = 0
        while k < n:
            tf.autograph.experimental.set_loop_options(parallel_iterations=1, swap_memory=True)
            k += tf.ones_like(k)
        return k

    return [(f, tf.constant(4))]


def while_that_only_has_effects(tf):
    v = tf.Variable(3)

    @tf.function
    def f():
        while v > 0:
            v.assign_sub(1)
        return v.read_value()

    return [(f,)]


def empty_body(tf):
    @tf.function
    def f(n):
        for _ in tf.range(n):
            pass
        return n

    return [(f, tf.constant(4))]


def gradients_flow_through_a_loop(tf):
    @tf.function
    def f(x, n):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = x
            for _ in tf.range(n):
                y = y * x
        return tape.gradient(y, x)

    return [(f, tf.constant(3.0), tf.constant(2))]


def newton(tf):
    @tf.function
    def f(x):
        guess = x
        while tf.abs(guess * guess - x) > 1e-4:
            guess = 0.5 * (guess + x / guess)
        return guess

    return [(f, tf.constant(2.0))]


def fizzbuzz(tf):
    @tf.function
    def f(n):
        out = tf.TensorArray(tf.string, size=n)
        for i in tf.range(n):
            if i % 15 == 0:
                out = out.write(i, "FizzBuzz")
            elif i % 3 == 0:
                out = out.write(i, "Fizz")
            elif i % 5 == 0:
                out = out.write(i, "Buzz")
            else:
                out = out.write(i, tf.as_string(i))
        return out.stack()

    return [(f, tf.constant(16))]


def unknown_shape_is_kept(tf):
    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32), tf.TensorSpec([], tf.int32)])
    def f(x, n):
        while n > 0:
            x = x + 1.0
            n -= 1
        return x

    return [(f, tf.constant([1.0, 2.0]), tf.constant(2))]


def loop_over_ragged(tf):
    @tf.function
    def f(r):
        s = tf.constant(0)
        for row in r:
            s += tf.reduce_sum(row) * tf.size(row)
        return s

    return [(f, tf.ragged.constant([[1, 2], [3], []]))]


def rnn_with_python_state(tf):
    @tf.function
    def f(xs):
        state = tf.zeros([2])
        outputs = []
        for t in range(3):
            state = tf.tanh(state + xs[t])
            outputs.append(state)
        return tf.stack(outputs)

    return [(f, tf.ones([3, 2]))]
