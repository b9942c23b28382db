"""Functions written out where they are called, and arrays that loops may change in place."""

from tfcompat._src.stablehlo import inlining
from tfcompat._src.wire.mlir_bytecode import Block, Operation, Value


def made(name, operands=(), results=1, regions=(), **attributes):
    """Return an operation of VHLO."""
    operation = Operation(f"vhlo.{name}_v1")
    operation.operands = list(operands)
    operation.results = [Value("f32") for _ in range(results)]
    operation.regions = [[block] for block in regions]
    operation.attributes = attributes
    return operation


def block(arguments, operations):
    """Return a block."""
    result = Block()
    result.arguments, result.operations = list(arguments), list(operations)
    return result


def function(arguments, operations):
    """Return a function of one block."""
    return made("func", results=0, regions=[block(arguments, operations)])


def names(block_):
    """Return the names of a block's operations."""
    return [operation.name[5:-3] for operation in block_.operations]


def loop(step, returned=None, also=()):
    """Return a loop of one array, the body of which makes `step` of (array, update)."""
    array, update = Value("f32"), Value("f32")
    replacing = step(array, update)
    results = returned(array, replacing) if returned else [*replacing.results, update]
    last = made("return", results, 0)
    body = block([array, update], [replacing, *(made("abs", [array]) for _ in also), last])
    condition = block([Value("f32"), Value("f32")], [made("return", [], 0)])
    return made("while", [Value("f32"), Value("f32")], 2, [condition, body]), replacing


def marks(*operations):
    """Return the marks of a function of some operations."""
    return inlining.changed_in_place({"main": [block([], operations)]})


def replacing(array, update):
    """Return an operation that replaces a part of an array."""
    return made("dynamic_update_slice", [array, update])


def test_a_call_is_written_out_with_its_arguments_and_results():
    x, y = Value("f32"), Value("f32")
    inner = made("abs", [y])
    callee = function([y], [inner, made("return", inner.results, 0)])
    first = made("call", [x], callee="g")
    second = made("call", first.results, callee="g")
    caller = function([x], [first, second, made("return", [*second.results, x], 0)])

    bodies = inlining.inlined({"main": caller, "g": callee}, ["g", "main"])

    (written,) = bodies["main"]
    one, two, last = written.operations
    assert names(written) == ["abs", "abs", "return"]
    assert one.operands == written.arguments and two.operands == one.results
    assert last.operands == [*two.results, *written.arguments]


def test_a_large_function_that_is_called_twice_is_not_written_out():
    y = Value("f32")
    steps = [made("abs", [y]) for _ in range(100)]
    callee = function([y], [*steps, made("return", [y], 0)])
    x = Value("f32")
    calls = [made("call", [x], callee="g") for _ in range(2)]
    functions = {"g": callee, "main": function([x], [*calls, made("return", [x], 0)])}

    twice = inlining.inlined(functions, ["g", "main"])
    functions["main"] = function([x], [calls[0], made("return", [x], 0)])
    once = inlining.inlined(functions, ["g", "main"])

    assert names(twice["main"][0]) == ["call", "call", "return"]
    assert len(once["main"][0].operations) == 101


def test_a_loop_changes_an_array_that_it_only_hands_on():
    operation, step = loop(replacing)

    assert marks(operation) == {id(operation): [0], id(step): True}


def test_a_loop_does_not_change_an_array_that_is_looked_at():
    read, _ = loop(replacing, also=[1])
    kept, _ = loop(replacing, lambda array, step: [*step.results, array])
    twice, _ = loop(replacing, lambda array, step: [*step.results, *step.results])

    assert marks(read, kept, twice) == {}


def test_a_loop_does_not_change_an_array_that_is_handed_on_in_another_place():
    swapped, _ = loop(replacing, lambda array, step: [Value("f32"), *step.results])
    other, _ = loop(lambda array, update: replacing(update, array))

    assert marks(swapped, other) == {}
