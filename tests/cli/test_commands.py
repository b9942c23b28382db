"""The commands beside `show`: run with its files, scan's report, freezing, diff, verify, JSON."""

import json
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

import tfcompat as tf
from tfcompat._src.cli.main import main
from tfcompat._src.cli.scan import capability
from tfcompat._src.wire import messages


class Scaler(tf.Module):
    """Multiplies; it has a function in a function, and a branch."""

    def __init__(self, factor):
        super().__init__()
        self.factor = tf.Variable(factor, name="factor")

    @tf.function
    def inner(self, x):
        return tf.cond(tf.reduce_sum(x) > 0.0, lambda: x * 1.0, lambda: -x)

    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32, name="x")])
    def __call__(self, x):
        return {"y": self.inner(x) * self.factor, "size": tf.size(x)}

    @tf.function(input_signature=[tf.TensorSpec([], tf.string, name="text")])
    def teller(self, text):
        tf.print(text)
        return text


@pytest.fixture
def model(tmp_path):
    """The directory of a saved Scaler."""
    directory = tmp_path / "model"
    scaler = Scaler(3.0)
    tf.saved_model.save(scaler, str(directory), signatures=scaler.__call__)
    return str(directory)


@pytest.fixture
def run(model, capsys):
    """A function that runs a command on the model: (status, output, errors)."""
    def call(*words):
        status = main([words[0], "--dir", model, *words[1:]])
        captured = capsys.readouterr()
        return status, captured.out, captured.err
    return call


SERVE = ("--tag_set", "serve", "--signature_def", "serving_default")


def test_expressions_are_fed(run):
    expression = "x=(np.arange(3) - 1) * np.array([1, 1, 2])"
    status, out, err = run("run", *SERVE, "--input_exprs", expression)

    assert (status, err) == (0, "")
    assert out == "Result for output key size:\n3\nResult for output key y:\n[-3.  0.  6.]\n"


def test_files_are_fed(run, tmp_path):
    np.save(tmp_path / "a.npy", np.float32([1, 2]))
    np.savez(tmp_path / "b.npz", p=np.float32([1]), q=np.float32([2, 3, 4]))
    np.savez(tmp_path / "c.npz", only=np.float32([5]))

    assert "[3. 6.]" in run("run", *SERVE, "--inputs", f"x={tmp_path}/a.npy")[1]
    status, out, err = run("run", *SERVE, "--inputs", f"x={tmp_path}/a.npy[name]")
    assert "[3. 6.]" in out and 'Name key "name" ignored' in err
    assert "[ 6.  9. 12.]" in run("run", *SERVE, "--inputs", f"x={tmp_path}/b.npz[q]")[1]
    assert "[15.]" in run("run", *SERVE, "--inputs", f"x={tmp_path}/c.npz")[1]
    status, _, err = run("run", *SERVE, "--inputs", f"x={tmp_path}/b.npz")
    assert status == 1 and "contains more than one ndarrays. Please specify" in err
    status, _, err = run("run", *SERVE, "--inputs", f"x={tmp_path}/b.npz[none]")
    assert status == 1 and 'does not contain variable with name "none".' in err


def test_expressions_win_over_files(run, tmp_path):
    np.save(tmp_path / "a.npy", np.float32([1, 2]))
    status, out, err = run(
        "run", *SERVE, "--inputs", f"x={tmp_path}/a.npy", "--input_exprs", "x=[10]")

    assert status == 0 and "[30.]" in out
    assert "Value in --input_exprs will be used." in err


def test_outputs_are_written_and_not_overwritten_unasked(run, tmp_path):
    out_directory = tmp_path / "new" / "outputs"
    words = ("run", *SERVE, "--input_exprs", "x=[1.0]", "--outdir", str(out_directory))

    assert f"Output y is saved to {out_directory}/y.npy" in run(*words)[1]
    np.testing.assert_array_equal(np.load(out_directory / "y.npy"), [3.0])
    status, _, err = run(*words)
    assert status == 1 and 'already exists. Add "--overwrite" to overwrite the existing' in err
    assert run(*words, "--overwrite")[0] == 0


def test_an_output_key_cannot_lead_out_of_the_directory(model, tmp_path, capsys):
    path = f"{model}/saved_model.pb"
    with open(path, "rb") as file:
        saved_model = messages.SavedModel.FromString(file.read())
    outputs = saved_model.meta_graphs[0].signature_def["serving_default"].outputs
    outputs["../../escaped"].CopyFrom(outputs["y"])
    del outputs["y"]
    from tfcompat._src.cli import run as run_command

    with pytest.raises(RuntimeError, match="leads out of the directory"):
        run_command._write("../../escaped", np.ones(1), str(tmp_path / "a" / "b"), True, True)
    assert not (tmp_path / "escaped.npy").exists()


@pytest.mark.parametrize(("flag", "word"), [
    ("--tf_debug", "debugger"), ("--worker=grpc://x", "servers"), ("--init_tpu", "TPU")])
def test_what_needs_tensorflow_says_so(run, flag, word):
    status, _, err = run("run", *SERVE, "--input_exprs", "x=[1.0]", flag)

    assert status == 1
    assert word in err


def test_accepted_flags_change_nothing(run):
    words = ("run", *SERVE, "--input_exprs", "x=[1.0]")

    assert run(*words, "--use_tfrt") == run(*words)
    assert run("run", *SERVE, "--smcli_input_exprs", "x=[1.0]") == run(*words)


def test_an_input_that_is_not_fed_is_named_as_tensorflow_does(model, capsys):
    class Two(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([None, 5], tf.float32, name="a"),
                                      tf.TensorSpec([], tf.float32, name="b")])
        def f(self, a, b):
            return a + b

    two = Two()
    tf.saved_model.save(two, model, signatures=two.f)
    status = main(["run", "--dir", model, *SERVE, "--input_exprs", "b=1.0"])

    assert status == 1
    assert ("You must feed a value for placeholder tensor 'serving_default_a' with dtype float "
            "and shape [?,5]") in capsys.readouterr().err


def test_numbers_that_do_not_fit_are_refused(model, capsys):
    class Whole(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec([], tf.int32, name="x")])
        def f(self, x):
            return x

    whole = Whole()
    tf.saved_model.save(whole, model, signatures=whole.f)
    words = ["run", "--dir", model, *SERVE, "--input_exprs"]

    assert main([*words, "x=22222222222"]) == 1
    assert "is not compatible with Tensor type <class 'numpy.int32'>" in capsys.readouterr().err
    assert main([*words, "x=2.5"]) == 0
    assert capsys.readouterr().out == "Result for output key output_0:\n2\n"


class Reader(tf.Module):
    """Reads any file: something to refuse."""

    @tf.function(input_signature=[tf.TensorSpec([], tf.string, name="path")])
    def read(self, path):
        return tf.raw_ops.ReadFile(filename=path)


def test_models_that_reach_files_are_not_run_unasked(tmp_path, capsys):
    secret = tmp_path / "secret"
    secret.write_text("secret text")
    model = str(tmp_path / "model")
    tf.saved_model.save(Reader(), model)
    words = ["run", "--dir", model, *SERVE, "--input_exprs", f"path={str(secret)!r}"]
    status = main(words)
    captured = capsys.readouterr()

    assert status == 1
    assert "PermissionDeniedError" in captured.err and "ReadFile" in captured.err
    assert "secret text" not in captured.out
    assert main([*words, "--allow_unsafe_ops"]) == 0
    assert "secret text" in capsys.readouterr().out


def test_a_models_own_files_may_be_read(tmp_path, capsys):
    words = tmp_path / "words.txt"
    words.write_text("zero\none\n")

    class Words(tf.Module):
        def __init__(self):
            super().__init__()
            self.table = tf.lookup.StaticHashTable(tf.lookup.TextFileInitializer(
                str(words), tf.string, tf.lookup.TextFileIndex.WHOLE_LINE,
                tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER), -1)

        @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="words")])
        def number(self, words):
            return self.table.lookup(words)

    model = str(tmp_path / "model")
    tf.saved_model.save(Words(), model)
    words.unlink()

    assert main(["run", "--dir", model, *SERVE, "--input_exprs", "words=['one', 'two']"]) == 0
    assert capsys.readouterr().out == "Result for output key output_0:\n[ 1 -1]\n"


def test_the_report_names_ops_that_touch_more_than_tensors(run):
    status, out, _ = run("scan", "--report")

    assert status == 3
    assert re.search(r"^prints +PrintV2 +1 ", out, re.M)
    assert len(out.splitlines()) == 3
    assert "SaveV2" not in out
    status, out, _ = run("scan", "--json")
    found = json.loads(out)["meta_graphs"][0]["findings"]
    assert [(item["what"], item["op"]) for item in found] == [("prints", "PrintV2")]
    assert "teller" in found[0]["function"]


def test_unknown_and_foreign_ops_are_on_no_allowlist():
    assert capability("SomebodysOwnOp") == "unknown op"
    assert capability("PyFunc") == "runs foreign code"
    assert capability("WriteFile") == "writes files"
    assert capability("PrintV2") == "prints"
    assert [capability(op) for op in ("MatMul", "VarHandleOp", "While", "RandomUniform")] == (
        [None] * 4)


@pytest.mark.parametrize("command", [
    ("freeze_model", "--output_prefix"), ("convert", "frozen_graph", "--output_dir")])
def test_a_frozen_signature_has_no_variables_and_computes_the_same(run, tmp_path, command):
    target = tmp_path / "frozen"
    status, _, err = run(*command, str(target), "--tag_set", "serve")

    assert (status, err) == (0, "")
    graph_def = messages.GraphDef.FromString((target / "frozen_graph.pb").read_bytes())
    ops = {node.op for node in graph_def.node}
    assert not ops & {"VarHandleOp", "ReadVariableOp", "StatefulPartitionedCall"}
    from tfcompat._src.graph.import_def import import_graph_def
    from tfcompat._src.plan.compiler import compile_plan

    graph = import_graph_def(graph_def)
    feed = graph.get_tensor_by_name("serving_default_x:0")
    outputs = [op.outputs[0] for op in graph.operations if op.type == "Mul"][-1:]
    plan = compile_plan(graph, [feed], outputs)
    np.testing.assert_array_equal(plan(np.float32([1, 2]))[0], [3.0, 6.0])


def test_values_take_the_places_of_variables_in_loops_and_branches(tmp_path, capsys):
    class Loops(tf.Module):
        def __init__(self):
            super().__init__()
            self.step = tf.Variable(2.0)
            self.table = tf.Variable([10.0, 20.0, 30.0])

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32, name="x"),
                                      tf.TensorSpec([None], tf.int32, name="i")])
        def call(self, x, i):
            y = tf.while_loop(lambda n, v: n < 3, lambda n, v: (n + 1, v * self.step), [0, x])[1]
            z = tf.cond(x > 0.0, lambda: y + self.step, lambda: y - self.step)
            return {"y": z, "rows": tf.raw_ops.ResourceGather(
                resource=self.table.handle, indices=i, dtype=tf.float32)}

    loops, model = Loops(), str(tmp_path / "model")
    tf.saved_model.save(loops, model)
    status = main(["convert", "--dir", model, "--tag_set", "serve", "--output_dir",
                   str(tmp_path / "out"), "frozen_graph"])
    assert (status, capsys.readouterr().err) == (0, "")

    from tfcompat._src.graph.import_def import import_graph_def
    from tfcompat._src.plan.compiler import compile_plan

    names = json.loads((tmp_path / "out" / "frozen_graph.json").read_text())
    graph = import_graph_def(
        messages.GraphDef.FromString((tmp_path / "out" / "frozen_graph.pb").read_bytes()))
    feeds = [graph.get_tensor_by_name(names["inputs"][key]) for key in ("x", "i")]
    fetches = [graph.get_tensor_by_name(names["outputs"][key]) for key in ("y", "rows")]
    for x, expected in ((1.0, 10.0), (-1.0, -10.0)):
        y, rows = compile_plan(graph, feeds, fetches)(np.float32(x), np.int32([2, 0]))
        assert (float(y), rows.tolist()) == (expected, [30.0, 10.0])


def test_freezing_writes_feeds_and_fetches(run, tmp_path):
    run("freeze_model", "--output_prefix", str(tmp_path), "--tag_set", "serve")
    text = (tmp_path / "config.pbtxt").read_text()

    assert text.startswith('feed {\n  id {\n    node_name: "serving_default_x"\n  }\n  shape {')
    assert text.count("fetch {") == 2


@pytest.mark.parametrize("words", [
    ("aot_compile_cpu", "--cpp_class", "C"),
    ("convert", "tensorrt", "--tag_set", "serve", "--output_dir", "x")])
def test_native_compilation_needs_tensorflow(run, words):
    status, _, err = run(*words)

    assert status == 1
    assert "needs TensorFlow" in err


def test_equal_models_do_not_differ(model, tmp_path, capsys):
    other = tmp_path / "other"
    shutil.copytree(model, other)

    assert main(["diff", model, str(other)]) == 0
    assert "No difference" in capsys.readouterr().out


def test_diff_says_what_changed(model, tmp_path, capsys):
    class Other(Scaler):
        @tf.function(input_signature=[tf.TensorSpec([None], tf.float64, name="x")])
        def __call__(self, x):
            return {"y": tf.exp(x)}

    other, directory = Other(4.0), str(tmp_path / "other")
    tf.saved_model.save(other, directory, signatures=other.__call__)
    status = main(["diff", model, directory])
    out = capsys.readouterr().out

    assert status == 3
    assert "/ops/Exp: 1" in out and out.count("+ ") >= 1
    assert "serving_default/outputs/size" in out
    assert "~ values/factor/.ATTRIBUTES/VARIABLE_VALUE: 1 elements -> 1 differ" in out
    assert main(["diff", model, directory, "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["changes"]


def test_a_sound_model_is_verified(run):
    status, out, _ = run("verify")

    assert status == 0
    assert "PROBLEM" not in out
    assert "checksums of" in out and "fingerprint" in out


def test_damage_is_found(run, model):
    path = f"{model}/variables/variables.data-00000-of-00001"
    with open(path, "r+b") as file:
        data = bytearray(file.read())
        data[-1] ^= 1
        file.seek(0)
        file.write(data)
    status, out, _ = run("verify")

    assert status == 3
    assert "PROBLEM  the checkpoint" in out


def test_references_that_lead_nowhere_are_found(run, model):
    path = f"{model}/saved_model.pb"
    with open(path, "rb") as file:
        saved_model = messages.SavedModel.FromString(file.read())
    found = saved_model.meta_graphs[0]
    found.object_graph_def.nodes[0].children[0].node_id = 999
    found.signature_def["serving_default"].outputs["y"].name = "nowhere:0"
    with open(path, "wb") as file:
        file.write(saved_model.SerializeToString())
    status, out, _ = run("verify", "--json")
    problems = " ".join(item["problem"] or "" for item in json.loads(out)["checks"])

    assert status == 3
    assert "'nowhere:0', which is not in the graph" in problems
    assert "refers to object 999" in problems
    assert "signature_def_hash" in problems


def test_the_summary_tells_signatures_variables_and_ops(run):
    status, out, _ = run("summary")

    assert status == 0
    for text in ("serving_default", "factor/.ATTRIBUTES/VARIABLE_VALUE", "Mul", "producer",
                 "graph_def_program_hash", "float32"):
        assert text in out
    facts = json.loads(run("summary", "--json")[1])
    assert facts["meta_graphs"][0]["tags"] == ["serve"]


def test_show_as_json(run):
    facts = json.loads(run("show", "--json", "--all")[1])["meta_graphs"][0]

    assert facts["signatures"]["serving_default"]["inputs"]["x"] == {
        "dtype": "DT_FLOAT", "shape": [-1], "name": "serving_default_x:0"}
    assert "Mul" in facts["ops"]
    assert set(facts["functions"]) >= {"__call__", "teller"}


def test_showing_a_model_wakes_neither_numpy_nor_an_op(model, root):
    program = (
        "import sys; from tfcompat._src.cli.main import main\n"
        f"main(['show', '--dir', {model!r}, '--all'])\n"
        "print([name for name in ('numpy', 'ml_dtypes', 'tfcompat._src.ops') "
        "if name in sys.modules])")
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)

    assert output.stdout.splitlines()[-1] == "[]"


def test_help_lists_commands_and_flags(capsys):
    assert main(["--help"]) == 0
    assert "freeze_model" in capsys.readouterr().out
    assert main(["run", "-h"]) == 0
    assert "--input_exprs" in capsys.readouterr().out


def test_a_damaged_message_is_reported_in_one_line(model, capsys):
    with open(f"{model}/saved_model.pb", "wb") as file:
        file.write(b"\xff" * 100)

    assert main(["show", "--dir", model, "--all"]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("OSError: Cannot parse proto file b'")
    assert len(captured.err.splitlines()) == 1


def test_the_module_is_a_program(model, root):
    finished = subprocess.run(
        [sys.executable, "-m", "tfcompat.tools.saved_model_cli", "show", "--dir", model],
        capture_output=True, text=True, cwd=root)

    assert finished.returncode == 0
    assert finished.stdout == "The given SavedModel contains the following tag-sets:\n'serve'\n"
