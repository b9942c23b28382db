"""TensorFlow 1.x style in both directions: what one package writes, the other reads alike.

`v1_programs.py` writes Saver checkpoints (V1 and V2, sharded, of both kinds of variables, in
parts), models with five optimizers as `.meta` files and Builder's SavedModels, and checkpoints of
objects (cut into shards, managed). The example `train_the_1x_way.py` trains with equal numbers.
"""

import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

pytestmark = pytest.mark.tensorflow

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PACKAGES = ("tensorflow", "tfcompat")


@pytest.fixture(scope="module", autouse=True)
def tf():
    """Real TensorFlow has to be there."""
    return pytest.importorskip("tensorflow")


def run(program, *words, **more):
    """Run a program of its own process; return what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    done = subprocess.run([sys.executable, str(program), *words], env=environment,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folders that both packages wrote."""
    folders = {package: str(tmp_path_factory.mktemp(package)) for package in PACKAGES}
    for package, folder in folders.items():
        run(HERE / "v1_programs.py", package, "write", folder)
    return folders


@pytest.fixture(scope="module")
def expected(written):
    """What TensorFlow finds in its own files."""
    return json.loads(run(HERE / "v1_programs.py", "tensorflow", "read", written["tensorflow"]))


@pytest.mark.parametrize(("reader", "writer"), [
    ("tensorflow", "tfcompat"), ("tfcompat", "tensorflow"), ("tfcompat", "tfcompat")])
def test_what_one_package_writes_the_other_reads(reader, writer, written, expected):
    found = json.loads(run(HERE / "v1_programs.py", reader, "read", written[writer]))

    assert found == expected


def test_v1_checkpoints_are_the_same_bytes(written):
    for kind in ("resource", "ref"):
        mine, theirs = (
            pathlib.Path(written[package], f"v1_{kind}", "model-3").read_bytes()
            for package in ("tfcompat", "tensorflow"))

        assert mine == theirs


def test_a_training_script_gives_equal_numbers(tmp_path):
    program = ROOT / "examples" / "train_the_1x_way.py"
    reports = []
    for package in PACKAGES:
        lines = run(program, str(tmp_path / package), IMPLEMENTATION=package).splitlines()
        reports.append([json.loads(line) for line in lines])
    (theirs, their_scores), (ours, our_scores) = reports

    np.testing.assert_allclose(ours["losses"], theirs["losses"], rtol=2e-6)
    assert [ours[key] for key in ("accuracy", "steps", "checkpoints")] == [
        theirs[key] for key in ("accuracy", "steps", "checkpoints")]
    for way in ("saver", "meta", "saved_model"):
        np.testing.assert_allclose(our_scores[way], their_scores[way], rtol=1e-5)
        np.testing.assert_allclose(our_scores[way], ours["scores"], rtol=1e-6)
