"""What is found out about names, and how jumps are lowered."""

import ast
import textwrap

import pytest

from tfcompat._src.function.autograph import jumps, liveness, trees, usage


def function(text):
    return ast.parse(textwrap.dedent(text)).body[0]


def annotated(text):
    node = function(text)
    jumps.lower(node, trees.Namer(trees.identifiers(ast.walk(node))))
    liveness.annotate(node)
    return node


def first(node, kind):
    return next(inner for inner in ast.walk(node) if isinstance(inner, kind))


@pytest.mark.parametrize(("text", "reads", "bound"), [
    ("x = y + z", {"y", "z"}, {"x"}),
    ("x += 1", {"x"}, {"x"}),
    ("a.b.c = d", {"a", "d"}, {"a.b.c"}),
    ("a['k'] = a[i]", {"a", "i"}, {"a['k']"}),
    ("a[i].b = 1", {"a", "i"}, {"a[i].b"}),
    ("a[0:2] = 1", {"a"}, set()),
    ("(a, *b), c = d", {"d"}, {"a", "b", "c"}),
    ("x: int = y", {"y"}, {"x"}),
    ("x: int", set(), set()),
    ("import a.b as c, d.e", set(), {"c", "d"}),
    ("z = [x for x in y if x > w]", {"y", "w"}, {"z"}),
    ("z = [(q := x) for x in y]", {"y"}, {"z", "q"}),
    ("z = {k: v for k, v in y for w in k}", {"y"}, {"z"}),
    ("f = lambda a, b=c: a + d", {"c", "d"}, {"f"}),
    ("with a() as b: c = b", {"a", "b"}, {"b", "c"}),
    ("del x, y.z", {"y"}, {"x", "y.z"}),
    ("if (x := y) > 1: pass", {"y"}, {"x"}),
])
def test_what_statements_read_and_bind(text, reads, bound):
    found = usage.Usage(*ast.parse(text).body)

    assert (found.reads, set(found.bound)) == (reads, bound)


def test_functions_read_what_is_free_in_them():
    node = function("""
        def f(a, *, b=outer):
            nonlocal counter
            counter += a
            local = b + free
            def inner():
                return local + deeper
            return inner
    """)

    assert usage.free_names(node) == {"free", "deeper", "counter"}
    assert usage.local_names(node) == {"a", "b", "local", "inner"}


def test_generators_are_told_by_their_own_yields():
    assert usage.is_generator(function("def f():\n    if x:\n        yield 1"))
    assert not usage.is_generator(function("def f():\n    def g():\n        yield 1"))


def test_names_read_later_are_live_and_others_are_not():
    node = annotated("""
        def f(x):
            if x:
                a = 1
                b = 2
            return a
    """)
    branch = first(node, ast.If)

    assert branch.live_out == {"a"}
    assert branch.live_in == {"x", "a"}


def test_what_a_loop_reads_again_is_live_at_its_beginning():
    node = annotated("""
        def f(n):
            while n > 0:
                n = n - k
                t = n
    """)

    assert first(node, ast.While).live_in == {"n", "k"}


def test_loop_targets_are_not_live_before_the_loop():
    node = annotated("""
        def f(xs):
            for x in xs:
                pass
            return x
    """)
    loop = first(node, ast.For)

    assert loop.live_out == {"x"}
    assert loop.live_in == {"xs"}


def test_what_handlers_read_is_live_inside_of_try():
    node = annotated("""
        def f(x):
            y = 0
            try:
                if x:
                    y = 1
                g()
            except ValueError:
                return y
            finally:
                z()
    """)

    assert "y" in first(node, ast.If).live_out


def test_what_inner_functions_read_stays_live_after_they_are_made():
    node = annotated("""
        def f(x):
            k = 1
            def g():
                return k
            if x:
                k = 2
            return g()
    """)

    assert "k" in first(node, ast.If).live_out


@pytest.mark.parametrize(("text", "lowered"), [
    ("while a:\n    if b:\n        break\n    c()", """
        break_ = False
        while not break_ and a:
            continue_ = False
            if b:
                break_ = True
                continue_ = True
            if not continue_:
                c()
     """),
    ("for a in b:\n    continue\n    c()\n    d()", """
        for a in b:
            continue_ = False
            continue_ = True
            if not continue_:
                c()
                d()
     """),
    ("if a:\n    return 1\nb()\nreturn 2", """
        do_return = False
        retval_ = ag__.UndefinedReturnValue()
        if a:
            retval_ = 1
            do_return = True
        else:
            b()
            retval_ = 2
            do_return = True
        return ag__.ret(retval_, do_return)
     """),
    ("while a:\n    return b\nc()", """
        do_return = False
        retval_ = ag__.UndefinedReturnValue()
        while not do_return and a:
            retval_ = b
            do_return = True
        if not do_return:
            c()
        return ag__.ret(retval_, do_return)
     """),
    ("with a:\n    return b", "\nwith a:\n    return b\n"),
    ("while a:\n    while b:\n        break\n    break", """
        break_ = False
        while not break_ and a:
            continue_ = False
            break__1 = False
            while not break__1 and b:
                continue__1 = False
                break__1 = True
                continue__1 = True
            break_ = True
            continue_ = True
     """),
])
def test_how_jumps_are_lowered(text, lowered):
    node = function("def f():\n" + textwrap.indent(text, "    "))
    jumps.lower(node, trees.Namer(trees.identifiers(ast.walk(node))))

    assert "\n".join(map(ast.unparse, node.body)) == textwrap.dedent(lowered).strip()


def test_names_that_are_taken_get_numbers():
    namer = trees.Namer({"a", "a_1"})

    assert [namer.new("a"), namer.new("a"), namer.new("b")] == ["a_2", "a_3", "b"]
    assert namer.made == {"a_2", "a_3", "b"}
