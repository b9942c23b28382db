"""AutoGraph programs that mix constructs: jumps in nested loops, arrays, ragged rows, closures."""
# ruff: noqa: B007, B023, F841 - programs are written as users write them


def search_in_a_matrix(tf):
    @tf.function
    def f(m, x):
        row, column = -1, -1
        for i in tf.range(tf.shape(m)[0]):
            for j in tf.range(tf.shape(m)[1]):
                if m[i, j] == x:
                    row, column = i, j
                    break
            if row >= 0:
                break
        return row, column

    m = tf.constant([[1, 2, 3], [4, 5, 6]])
    return [(f, m, tf.constant(5)), (f, m, tf.constant(9)), (f, m, tf.constant(1))]


def return_from_the_inner_loop(tf):
    @tf.function
    def f(n):
        for i in tf.range(n):
            for j in tf.range(i):
                if i * j == 6:
                    return i, j
                if j > 4:
                    break
        return -1, -1

    return [(f, tf.constant(5)), (f, tf.constant(2))]


def continue_of_both_loops(tf):
    @tf.function
    def f(n):
        total = 0
        for i in tf.range(n):
            if i % 2 == 1:
                continue
            j = 0
            while j < i:
                j += 1
                if j == 2:
                    continue
                total += i * 10 + j
        return total

    return [(f, tf.constant(5))]


def break_with_an_array(tf):
    @tf.function
    def f(x):
        found = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
        i = 0
        for v in x:
            if v < 0.0:
                break
            found = found.write(i, v * 2.0)
            i += 1
        return found.stack(), i

    return [(f, tf.constant([1.0, 2.0, -1.0, 5.0])), (f, tf.constant([3.0]))]


def rows_of_rows(tf):
    @tf.function
    def f(r):
        total = tf.constant(0)
        longest = tf.constant(0)
        for row in r:
            if tf.size(row) > longest:
                longest = tf.size(row)
            for v in row:
                if v < 0:
                    continue
                total += v
        return total, longest

    return [(f, tf.ragged.constant([[1, -2, 3], [], [4]]))]


def ragged_until(tf):
    @tf.function
    def f(r, limit):
        n = 0
        for row in r:
            n += 1
            if tf.reduce_sum(row) > limit:
                return n
        return -n

    r = tf.ragged.constant([[1], [2, 3], [4, 5, 6]])
    return [(f, r, tf.constant(4)), (f, r, tf.constant(40))]


def loop_variable_becomes_a_tuple(tf):
    @tf.function
    def f(n):
        state = (tf.constant(0), tf.constant(1))
        while n > 0:
            state = (state[1], state[0] + state[1])
            n -= 1
        return state[0]

    return [(f, tf.constant(10))]


def nested_dicts_in_a_loop(tf):
    @tf.function
    def f(n):
        state = {"a": tf.constant(1.0), "b": {"c": tf.constant([1.0, 2.0])}}
        for i in tf.range(n):
            state["b"]["c"] = state["b"]["c"] * state["a"]
            if i > 0:
                state["a"] += 1.0
        return state

    return [(f, tf.constant(3))]


def while_with_two_exits(tf):
    @tf.function
    def f(x, n):
        steps = 0
        while True:
            if x > 100.0:
                break
            if steps >= n:
                return -1.0
            x = x * 3.0
            steps += 1
        return x

    return [(f, tf.constant(2.0), tf.constant(10)), (f, tf.constant(2.0), tf.constant(1))]


def condition_on_a_python_value_in_a_staged_loop(tf):
    @tf.function
    def f(x, mode):
        for i in tf.range(3):
            if mode == "double":
                x = x * 2
            elif mode == "square":
                x = x * x
            else:
                x = x + i
        return x

    x = tf.constant(3)
    return [(f, x, "double"), (f, x, "square"), (f, x, "other")]


def staged_loop_in_a_python_loop(tf):
    @tf.function
    def f(x):
        results = []
        for k in range(3):
            y = x
            for i in tf.range(k):
                y = y * x
            results.append(y)
        return results

    return [(f, tf.constant(2.0))]


def python_loop_in_a_staged_loop(tf):
    @tf.function
    def f(x):
        for i in tf.range(3):
            for w in [1.0, 2.0]:
                if x > 10.0:
                    x = x - w
                else:
                    x = x * (w + 1.0)
        return x

    return [(f, tf.constant(1.0))]


def functions_that_loop_call_each_other(tf):
    def inner(x, n):
        while n > 0:
            x = x + outer(x, 0)
            n -= 1
        return x

    def outer(x, n):
        if n == 0:
            return x * 0.5
        for i in tf.range(n):
            x = inner(x, i)
        return x

    @tf.function
    def f(x):
        return outer(x, 3)

    return [(f, tf.constant(1.0))]


def conditional_expression_with_calls(tf):
    def pick(flag, a, b):
        return a if flag else b

    @tf.function
    def f(x, y):
        best = pick(x > y, x, y)
        worst = pick(x <= y, x, y) if y > 0 else -pick(x <= y, x, y)
        return best, worst

    return [(f, tf.constant(3), tf.constant(5)), (f, tf.constant(3), tf.constant(-5))]


def short_circuit_guards_an_index(tf):
    @tf.function
    def f(x, i):
        if i < tf.size(x) and x[i] > 0:
            return x[i]
        return -1

    x = tf.constant([1, -2, 3])
    return [(f, x, tf.constant(0)), (f, x, tf.constant(1)), (f, x, tf.constant(7))]


def gradient_inside_a_staged_loop(tf):
    @tf.function
    def f(x):
        for i in tf.range(3):
            with tf.GradientTape() as tape:
                tape.watch(x)
                if x > 2.0:
                    y = x * x
                else:
                    y = x**3.0
            x = x - 0.1 * tape.gradient(y, x)
        return x

    return [(f, tf.constant(2.5))]


def gradient_through_break(tf):
    @tf.function
    def f(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = x
            for i in tf.range(10):
                if y > 50.0:
                    break
                y = y * x
        return y, tape.gradient(y, x)

    return [(f, tf.constant(3.0)), (f, tf.constant(60.0))]


def variables_in_branches_of_loops(tf):
    v = tf.Variable(1.0)

    @tf.function
    def f(n):
        for i in tf.range(n):
            if i % 2 == 0:
                v.assign_add(1.0)
            else:
                v.assign(v * 2.0)
        return v.read_value()

    return [(f, tf.constant(3)), (f, tf.constant(2))]


def strings_are_joined(tf):
    @tf.function
    def f(words):
        text = ""
        for i, word in enumerate(words):
            if i > 0:
                text = tf.strings.join([text, " "])
            text = tf.strings.join([text, word])
        return text

    return [(f, tf.constant(["a", "bc", "d"]))]


def zip_of_a_tensor_and_a_range(tf):
    @tf.function
    def f(x):
        total = 0.0
        for v, w in zip(x, [0.5, 0.25, 0.125]):  # noqa: B905
            total += v * w
        return total

    return [(f, tf.constant([1.0, 2.0, 4.0]))]


def loop_with_an_else(tf):
    @tf.function
    def f(x):
        for v in [1, 2, 3]:
            x += v
        else:
            x *= 2
        return x

    return [(f, tf.constant(1))]


def while_with_an_else(tf):
    @tf.function
    def f(x):
        while x < 10:
            x += 3
        else:
            x = -x
        return x

    return [(f, tf.constant(1))]


def try_and_finally(tf):
    log = []

    @tf.function
    def f(x):
        try:
            if x > 0:
                x = x + 1
        finally:
            log.append("done")
        return x, len(log)

    return [(f, tf.constant(1))]


def early_returns_of_three_kinds(tf):
    @tf.function
    def f(x):
        if x > 100:
            return x
        if x > 10:
            x = x * 2
            if x > 50:
                return x + 1
        while x < 5:
            x += 2
            if x == 4:
                return x * 1000
        return -x

    return [(f, tf.constant(n)) for n in (200, 30, 20, 7, 1, 2)]


def shapes_that_meet_in_a_branch(tf):
    @tf.function
    def f(x, flag):
        if flag:
            y = tf.concat([x, x], 0)
        else:
            y = x[:1]
        return y, y.shape.as_list()

    return [(f, tf.constant([1.0, 2.0]), tf.constant(True)),
            (f, tf.constant([1.0, 2.0]), tf.constant(False))]


def dtype_that_changes_in_a_branch(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = 1
        else:
            y = 1.5
        return y

    return [(f, tf.constant(1))]


def structure_that_changes_in_a_loop(tf):
    @tf.function
    def f(n):
        x = (1, 2)
        for i in tf.range(n):
            x = (1, 2, 3)
        return x

    return [(f, tf.constant(1))]


def set_by_one_branch_and_used_later(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = x * 2
        if x < 100:
            z = y
        else:
            z = x
        return z

    return [(f, tf.constant(1))]


def deletion(tf):
    @tf.function
    def f(x):
        y = x + 1
        if x > 0:
            y = y * 2
        z = y
        del y
        return z

    return [(f, tf.constant(1))]


def global_counter(tf):
    class Counter:
        count = 0

    @tf.function
    def f(x):
        Counter.count += 1
        while x < 10:
            x += Counter.count
        return x

    return [(f, tf.constant(1)), (f, tf.constant(5))]


def keyword_only_and_defaults(tf):
    @tf.function
    def f(x, *, times=2, scale=None):
        for _ in tf.range(times):
            x = x * (2.0 if scale is None else scale)
        return x

    return [(f, tf.constant(1.0))]


def bubble_sort(tf):
    @tf.function
    def f(x):
        n = tf.size(x)
        for i in tf.range(n):
            for j in tf.range(n - i - 1):
                if x[j] > x[j + 1]:
                    a, b = x[j], x[j + 1]
                    x = tf.tensor_scatter_nd_update(x, [[j], [j + 1]], [b, a])
        return x

    return [(f, tf.constant([3, 1, 2, 5, 4]))]


def sieve(tf):
    @tf.function
    def f(n):
        primes = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
        count = 0
        for i in tf.range(2, n):
            prime = True
            j = 2
            while j * j <= i:
                if i % j == 0:
                    prime = False
                    break
                j += 1
            if prime:
                primes = primes.write(count, i)
                count += 1
        return primes.stack()

    return [(f, tf.constant(30))]


def attention_like_loop(tf):
    @tf.function
    def f(q, k):
        out = tf.TensorArray(tf.float32, size=tf.shape(q)[0])
        for i in tf.range(tf.shape(q)[0]):
            scores = tf.linalg.matvec(k, q[i])
            if tf.reduce_max(scores) > 1.0:
                scores = scores / tf.reduce_max(scores)
            out = out.write(i, tf.nn.softmax(scores))
        return out.stack()

    return [(f, tf.constant([[1.0, 0.0], [0.5, 2.0]]), tf.constant([[1.0, 1.0], [0.0, 3.0]]))]
