"""Runs the cases of the documents on an implementation.

`pytest conformance/documents` runs them on tfcompat, where all must pass that wait for nothing;
`pytest conformance/documents --implementation tensorflow` runs them on real TensorFlow and compares
what passes with `tensorflow.json`; `--record` writes that file.
"""

import importlib
import importlib.util
import json
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
RECORD = HERE / "tensorflow.json"


def _register():
    if "register" not in sys.modules:
        spec = importlib.util.spec_from_file_location("register", HERE / "register.py")
        sys.modules["register"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["register"])
    return sys.modules["register"]


CASES = _register().load_all()
RUNNABLE = [number for number, case in CASES.items() if not case.elsewhere]


@pytest.fixture(scope="module")
def implementation(request):
    """The module that the cases are run on."""
    return importlib.import_module(request.config.getoption("--implementation"))


@pytest.fixture(scope="module")
def recorded(request):
    """{number: "" or why it fails} of TensorFlow; written at the end with --record."""
    found = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    yield found
    if request.config.getoption("--record"):
        RECORD.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")


@pytest.mark.parametrize("number", RUNNABLE)
def test_the_implementation_does_as_the_document_says(number, implementation, recorded, tmp_path,
                                                      request):
    case = CASES[number]
    world = _register().World(implementation, tmp_path)
    if not world.is_tensorflow:
        if case.waits:
            pytest.skip(f"waits for {case.waits}")
        case.function(world)
        return
    failure = ""
    try:
        case.function(world)
    except Exception as error:
        failure = f"{type(error).__name__}: {' '.join(str(error).split())}"[:160]
    if request.config.getoption("--record"):
        recorded[number] = failure
    else:
        assert bool(failure) == bool(recorded[number]), failure


def test_every_document_has_cases():
    documents = {source for case in CASES.values() for source in case.sources}

    assert documents == set(_register().DOCUMENTS)


def test_every_case_has_been_run_on_tensorflow():
    assert set(json.loads(RECORD.read_text())) == set(RUNNABLE)
