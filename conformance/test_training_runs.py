"""Models train as with TensorFlow: ten steps each, losses within 1e-5 of what was recorded."""

import importlib.util
import json
import pathlib

import numpy as np
import pytest

import tfcompat

HERE = pathlib.Path(__file__).resolve().parent
_SPEC = importlib.util.spec_from_file_location("training_runs", HERE / "training_runs.py")
programs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(programs)
RECORDED = json.loads((HERE / "training_runs.json").read_text(encoding="utf-8"))


def test_all_programs_are_recorded():
    assert RECORDED.keys() == programs.RUNS.keys()


@pytest.mark.parametrize("name", programs.RUNS)
def test_losses_are_those_of_tensorflow(name):
    found, wanted = programs.RUNS[name](tfcompat), RECORDED[name]
    assert found.keys() == wanted.keys()
    np.testing.assert_allclose(found["losses"], wanted["losses"], rtol=1e-5)
    for part, numbers in wanted.items():
        np.testing.assert_allclose(found[part], numbers, rtol=1e-4, atol=2e-6, err_msg=part)
