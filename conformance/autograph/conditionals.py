"""AutoGraph programs: `if` statements and what their branches may do."""


def branch_on_a_tensor(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = x * x
        else:
            y = -x
        return y

    return [(f, tf.constant(3)), (f, tf.constant(-3)), (f, tf.constant(2.5))]


def branch_without_else(tf):
    @tf.function
    def f(x):
        y = x
        if x > 0:
            y = y + 1
        return y

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def branch_on_python_value(tf):
    @tf.function
    def f(x, training):
        if training:
            return x + 1
        return x - 1

    return [(f, tf.constant(3), True), (f, tf.constant(3), False)]


def elif_chain(tf):
    @tf.function
    def f(x):
        if x < 0:
            r = -1.0
        elif x == 0:
            r = 0.0
        elif x < 10:
            r = 1.0
        else:
            r = 2.0
        return r

    return [(f, tf.constant(v)) for v in (-2, 0, 5, 50)]


def nested_branches(tf):
    @tf.function
    def f(x, y):
        if x > 0:
            if y > 0:
                z = x + y
            else:
                z = x - y
        else:
            z = tf.constant(0)
        return z

    return [(f, tf.constant(a), tf.constant(b)) for a, b in ((1, 2), (1, -2), (-1, 5))]


def several_values(tf):
    @tf.function
    def f(x):
        a, b = x, x * 2
        if tf.reduce_sum(x) > 3:
            a, b = b, a
            c = a
        else:
            c = b
        return a, b, c

    return [(f, tf.constant([1, 1])), (f, tf.constant([4, 4]))]


def value_used_in_one_branch_only(tf):
    @tf.function
    def f(x):
        if x > 0:
            t = x * 2
            x = t + 1
        return x

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def nothing_comes_out(tf):
    v = tf.Variable(0)

    @tf.function
    def f(x):
        if x > 0:
            v.assign_add(x)
        return v.read_value()

    return [(f, tf.constant(3)), (f, tf.constant(-3)), (f, tf.constant(4))]


def variable_as_condition(tf):
    flag = tf.Variable(True)

    @tf.function
    def f(x):
        if flag:
            x += 1
        return x

    return [(f, tf.constant(3))]


def shapes_are_merged(tf):
    @tf.function
    def f(x):
        if tf.reduce_sum(x) > 0:
            y = tf.zeros([2, 3])
        else:
            y = tf.zeros([4, 3])
        return y

    return [(f, tf.constant([1.0])), (f, tf.constant([-1.0]))]


def python_values_become_tensors(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = 1
        else:
            y = 2
        return y, tf.is_tensor(y)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def nests_come_out(tf):
    @tf.function
    def f(x):
        if x > 0:
            d = {"a": x, "b": [x, x + 1]}
        else:
            d = {"a": -x, "b": [x, x - 1]}
        return d

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def unknown_rank_condition(tf):
    @tf.function(input_signature=[tf.TensorSpec(None, tf.int32)])
    def f(x):
        if x > 0:
            return x + 1
        return x - 1

    return [(f, tf.constant(3)), (f, tf.constant([3]))]


def condition_of_one_element(tf):
    @tf.function
    def f(x):
        if x > 0:
            return x + 1
        else:
            return x - 1

    return [(f, tf.constant([3])), (f, tf.constant([[-3]]))]


def attribute_store(tf):
    class Box:
        pass

    box = Box()

    @tf.function
    def f(x):
        box.value = x
        if x > 0:
            box.value = x * 10
        return box.value

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def attribute_first_set_in_the_branches(tf):
    class Box:
        pass

    @tf.function
    def f(x):
        box = Box()
        if x > 0:
            box.value = x * 10
        else:
            box.value = x
        return box.value

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def subscript_store(tf):
    @tf.function
    def f(x):
        d = {"a": x}
        if x > 0:
            d["a"] = x * 10
        return d["a"]

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def return_in_both_branches(tf):
    @tf.function
    def f(x):
        if x > 0:
            return x * 2
        else:
            return x * 3

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def return_then_fall_through(tf):
    @tf.function
    def f(x):
        if x > 0:
            y = x + 1
            return y * 2
        y = x - 1
        return y * 3

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def return_of_several_values(tf):
    @tf.function
    def f(x):
        if x > 0:
            return x, 1.0
        return -x, 2.0

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def returns_at_three_levels(tf):
    @tf.function
    def f(x, y):
        if x > 0:
            if y > 0:
                return x + y
            x = x + 100
            return x
        if y > 5:
            return y
        return x - y

    return [(f, tf.constant(a), tf.constant(b)) for a, b in ((1, 2), (1, -2), (-1, 9), (-1, 1))]


def python_branch_inside_staged_branch(tf):
    @tf.function
    def f(x, double):
        if x > 0:
            if double:
                x = x * 2
            else:
                x = x * 3
        return x

    return [(f, tf.constant(3), True), (f, tf.constant(3), False), (f, tf.constant(-3), True)]


def with_and_try_around_branches(tf):
    @tf.function
    def f(x):
        with tf.name_scope("outer"):
            if x > 0:
                y = x + 1
            else:
                y = x - 1
        try:
            if x > 5:
                y = y * 2
        finally:
            z = y + 1
        return y, z

    return [(f, tf.constant(3)), (f, tf.constant(9)), (f, tf.constant(-9))]


def variable_against_tensor(tf):
    v = tf.Variable(7)

    @tf.function
    def f(x):
        if x > 0:
            r = v
        else:
            r = x
        return r + 0

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def gradients_flow_through_a_branch(tf):
    @tf.function
    def f(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            if x > 0.0:
                y = x * x
            else:
                y = 3.0 * x
        return tape.gradient(y, x)

    return [(f, tf.constant(3.0)), (f, tf.constant(-3.0))]


def modified_global(tf):
    @tf.function
    def f(x):
        global _seen
        _seen = x
        if x > 0:
            _seen = x + 1
        return _seen

    return [(f, tf.constant(3)), (f, tf.constant(-3))]


def modified_nonlocal(tf):
    @tf.function
    def f(x):
        total = x

        def add(y):
            nonlocal total
            if y > 0:
                total = total + y
            return total

        add(x)
        return add(x * 2)

    return [(f, tf.constant(3)), (f, tf.constant(-3))]
