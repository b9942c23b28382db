"""GraphDef and FunctionDef messages to graphs, and what is said of broken ones."""

import pytest

import tfcompat as tf
from tfcompat._src.base.errors import UnsupportedError
from tfcompat._src.graph import import_def
from tfcompat._src.plan.compiler import compile_plan
from tfcompat._src.wire import messages

FLOAT = 'attr { key: "T" value { type: DT_FLOAT } }'
PLACEHOLDER = 'node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }'
CHAIN = (
    'node { name: "end" op: "Neg" input: "n9999" ' + FLOAT + " }"
)


def graph(text):
    return import_def.import_graph_def(messages.from_text(messages.GraphDef, text))


def function(nodes, ret="y:y:0", rest="", name="f", functions=None):
    text = f"""
        signature {{
            name: "{name}" input_arg {{ name: "x" type: DT_FLOAT }}
            output_arg {{ name: "out" type: DT_FLOAT }}
        }}
        ret {{ key: "out" value: "{ret}" }} {nodes} {rest}
    """
    library = messages.FunctionDefLibrary()
    library.function.append(messages.from_text(messages.FunctionDef, text))
    return import_def.import_functions(library, functions=functions)[name]


def node(op, *inputs, name="y", attrs=FLOAT):
    shown = " ".join(f'input: "{text}"' for text in inputs)
    return f'node_def {{ name: "{name}" op: "{op}" {shown} {attrs} }}'


def test_nodes_may_come_in_any_order():
    imported = graph(f'node {{ name: "y" op: "Neg" input: "x" {FLOAT} }} {PLACEHOLDER}')
    x, y = (imported.get_tensor_by_name(name) for name in ("x:0", "y:0"))

    assert compile_plan(imported, [x], [y])(tf.constant(2.0)._array)[0] == -2.0


def test_functions_are_imported_when_first_looked_into():
    broken = function(node("Neg", "nowhere"))

    assert not broken.is_imported
    assert [dtype.name for dtype in broken.input_dtypes] == ["float32"]
    with pytest.raises(ValueError, match="there is no node 'nowhere'"):
        _ = broken.graph


def test_references_name_output_arguments():
    split = node("Split", "axis:output:0", "x", name="s",
                 attrs=FLOAT + ' attr { key: "num_split" value { i: 2 } }')
    axis = ('node_def { name: "axis" op: "Const" attr { key: "dtype" value { type: DT_INT32 } } '
            'attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape { } } } } }')
    plan = function(node("Neg", "s:output:1") + split + axis).plan

    assert plan(tf.constant([1.0, 2.0])._array)[0].tolist() == [-2.0]


def test_argument_shapes_come_from_their_annotation():
    shaped = function(node("Neg", "x"), rest="""
        arg_attr { key: 0 value { attr { key: "_output_shapes" value { list { shape {
            dim { size: 2 } dim { size: -1 } } } } } } }
    """)

    assert shaped.outputs[0].shape.as_list() == [2, None]


@pytest.mark.parametrize(("nodes", "sentence"), [
    (node("Neg", "a:y:0"), "Input 'a:y:0' of node 'y' in function 'f': there is no node 'a'"),
    (node("Neg", "x:z:0"), "Input 'x:z:0' of node 'y' in function 'f' names an output that 'x'"),
    (node("Neg", "x", "^z"), "'.z' of node 'y' in function 'f': there is no such node"),
    (node("Neg", "y2:y:1") + node("Neg", "x", name="y2"), "names an output that 'y2'"),
    (node("Neg", "y2:q:0") + node("Neg", "x", name="y2"), "names an output that 'y2'"),
    (node("Neg", "x", "x"), "NodeDef expected inputs 'float' do not match 2 inputs specified"),
    (node("Neg"), "do not match 0 inputs specified; node 'y' .Neg. in function 'f'"),
    (node("Neg", "x") * 2, "Node 'y' is defined twice in function 'f'"),
    (node("Neg", "x", name="x"), "Node 'x' is defined twice in function 'f'"),
    (node("Neg", "y:y:0"), "Nodes in function 'f' form a cycle: 'y' <- 'y'"),
    (node("Neg", "x", attrs=""), "Node 'y' .Neg. in function 'f': .*'T'"),
    (node("Neg", "x", attrs='attr { key: "T" value { i: 3 } }'),
     "Attribute 'T' of node 'y' .Neg. in function 'f' has a value of another kind .i. than 'type'"),
    (node("Neg", "x", attrs='attr { key: "T" value { type: DT_INT32 } }'),
     "Input 0 of node y was passed float from x:0 incompatible with expected int32"),
    (node("Neg", "x", attrs=FLOAT + 'attr { key: "mode" value { i: 3 } }'),
     "NodeDef mentions attr 'mode' not in Neg's definition; node 'y' in function 'f'"),
    (node("Neg", "x", attrs='attr { key: "T" value { placeholder: "T" } }'),
     "function templates are not supported"),
    (node("Neg", "^x", "x"), "input 'x' comes after a control input"),
])
def test_broken_functions_are_refused_with_node_and_function(nodes, sentence):
    with pytest.raises(ValueError, match=sentence):
        _ = function(nodes).graph


def test_an_unbound_result_is_refused():
    text = 'signature { name: "f" output_arg { name: "out" type: DT_FLOAT } }'
    library = messages.FunctionDefLibrary()
    library.function.append(messages.from_text(messages.FunctionDef, text))

    with pytest.raises(ValueError, match="Output 'out' of function 'f' is not bound"):
        _ = import_def.import_functions(library)["f"].graph


def test_two_functions_of_one_name_are_refused():
    library = messages.FunctionDefLibrary()
    for arg in ("a", "b"):
        library.function.add().signature.input_arg.add(name=arg)

    with pytest.raises(ValueError, match="defines function '' twice"):
        import_def.import_functions(library)


def test_annotations_are_kept_and_unknown_attributes_with_the_writers_default_dropped():
    old = messages.from_text(messages.OpList, """
        op { name: "Neg" attr { name: "mode" type: "int" default_value { i: 3 } } }
    """)
    attrs = FLOAT + """
        attr { key: "mode" value { i: 3 } } attr { key: "_note" value { s: "n" } }
    """
    text = f'{PLACEHOLDER} node {{ name: "y" op: "Neg" input: "x" {attrs} }}'
    imported = import_def.import_graph_def(messages.from_text(messages.GraphDef, text),
                                           producer_ops=old)
    op = imported.get_operation_by_name("y")

    assert op.get_attr("_note") == b"n"
    assert sorted(op.attrs) == ["T", "_note"]


def test_unknown_ops_are_kept_and_reported_where_they_can_be_reached():
    functions = {}
    function(node("Neg", "x"), name="good", functions=functions)
    function(node("Oracle", "x", name="o") + node("Neg", "o:answer:1"), name="bad",
             functions=functions)
    function(node("PartitionedCall", "x", attrs="""
        attr { key: "Tin" value { list { type: DT_FLOAT } } }
        attr { key: "Tout" value { list { type: DT_FLOAT } } }
        attr { key: "f" value { func { name: "bad" } } }
    """), ret="y:output:0", name="outer", functions=functions)

    assert import_def.missing_ops(functions, ["good"]) == []
    assert import_def.missing_ops(functions, ["outer"]) == [("Oracle", "bad")]
    assert functions["bad"].graph.get_operation_by_name("o").record is None
    with pytest.raises(UnsupportedError, match="'bad' uses ops that are not supported here: Orac"):
        _ = functions["bad"].plan


def test_a_function_used_as_an_op_is_called():
    functions = {}
    function(node("Neg", "x"), name="Negative", functions=functions)
    outer = function(node("Negative", "x", attrs=""), ret="y:out:0", name="outer",
                     functions=functions)

    assert outer.plan(tf.constant(3.0)._array)[0] == -3.0


def test_functions_may_call_themselves():
    less = node("Less", "x", "x", name="stop")
    call = """node_def { name: "y" op: "StatelessIf" input: "stop:z:0" input: "x"
        attr { key: "Tcond" value { type: DT_BOOL } }
        attr { key: "Tin" value { list { type: DT_FLOAT } } }
        attr { key: "Tout" value { list { type: DT_FLOAT } } }
        attr { key: "then_branch" value { func { name: "f" } } }
        attr { key: "else_branch" value { func { name: "g" } } } }"""
    functions = {}
    function(node("Neg", "x"), name="g", functions=functions)
    outer = function(less + call, ret="y:output:0", functions=functions)

    assert outer.plan(tf.constant(3.0)._array)[0] == -3.0


@pytest.mark.parametrize("listed", [True, False])
def test_effects_run_only_where_control_results_list_them(listed):
    text = """
        signature { name: "f" input_arg { name: "x" type: DT_FLOAT }
            input_arg { name: "v" type: DT_RESOURCE } output_arg { name: "out" type: DT_FLOAT } }
        ret { key: "out" value: "x" }
        node_def { name: "add" op: "AssignAddVariableOp" input: "v" input: "x"
            attr { key: "dtype" value { type: DT_FLOAT } } }
    """ + ('control_ret { key: "add" value: "add" }' if listed else "")
    library = messages.FunctionDefLibrary()
    library.function.append(messages.from_text(messages.FunctionDef, text))
    variable = tf.Variable(1.0)
    plan = import_def.import_functions(library)["f"].plan
    plan(tf.constant(2.0)._array, variable.handle._array)

    assert variable.numpy() == (3.0 if listed else 1.0)


def test_a_deep_graph_needs_no_deep_stack():
    nodes = [f'node {{ name: "n0" op: "Neg" input: "x" {FLOAT} }}']
    nodes += [f'node {{ name: "n{i}" op: "Neg" input: "n{i - 1}" {FLOAT} }}'
              for i in range(1, 10000)]
    imported = graph(PLACEHOLDER + "".join(reversed(nodes)) + CHAIN)
    end = imported.get_tensor_by_name("end:0")

    assert end.shape.rank is None
    plan = compile_plan(imported, [imported.get_tensor_by_name("x:0")], [end])
    assert plan(tf.constant(1.0)._array)[0] == -1.0
