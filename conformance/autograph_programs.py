"""Small programs with Python control flow, and what TensorFlow makes of each, as data.

A program is a function in `autograph/`: from a `tf` it makes a list of calls, `(function, *args)`.
`outcomes` makes each call and tells what came of it: the value or the error, and for a tf.function
what its graph consists of. `record/autograph.py` writes TensorFlow's outcomes to
`autograph/recorded.json`; `test_autograph.py` compares ours.
"""

import importlib.util
import inspect
import json
import pathlib
import re
import sys
import warnings

import numpy as np

HERE = pathlib.Path(__file__).parent
RECORDED = HERE / "autograph" / "recorded.json"
FILES = (
    "callbacks", "calls", "combinations", "conditionals", "expressions", "features", "jumps",
    "loops", "mistakes", "objects",
)
_CONTROL = ("If", "StatelessIf", "While", "StatelessWhile")
# Frames of whoever runs the programs, and of TensorFlow's own files where it shows one.
_OTHERS = rf'File "(?:[^"]*/)?(?!(?:{"|".join(FILES)})\.py")[^"/]*", line \d+, in \S+'
_RULES = [
    (re.compile(rf"(?m)^  {_OTHERS}\n\n"), ""),
    (re.compile(rf"(?m)^    {_OTHERS}\n        .*\n"), ""),
    (re.compile(rf"(?m)^ +{_OTHERS}\n"), ""),
    (re.compile(r"(FuncGraph\(name=\w+?)(?:_\d+)?, id=\d+"), r"\1"),
    (re.compile(r"0x[0-9a-fA-F]+"), "0x"),
    (re.compile(r"\b(?:tensorflow|tfcompat|autograph_cases)(?:\.\w+)+\.(?=\w)"), ""),
    (re.compile(r'File "[^"]*?([^"/\\]*)", line \d+'), r'File "\1"'),
    (re.compile(r"(__inference_\S*?)_\d+\b"), r"\1_N"),
    (re.compile(r"<locals>\."), ""),
]


def programs():
    """Return {"file.name": program}."""
    found = {}
    for file in FILES:
        spec = importlib.util.spec_from_file_location(
            f"autograph_cases.{file}", HERE / "autograph" / f"{file}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        for name, value in vars(module).items():
            if inspect.isfunction(value) and not name.startswith("_"):
                found[f"{file}.{name}"] = value
    return found


def recorded():
    """Return {"file.name": outcomes} as TensorFlow had them."""
    return json.loads(RECORDED.read_text(encoding="utf-8"))


def outcomes(program, tf):
    """Return what the calls of a program come to, one dict a call."""
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for function, *args in program(tf):
            outcome = _attempt(lambda f=function, a=args: shown(f(*a), tf))
            if hasattr(function, "get_concrete_function") and "value" in outcome:
                outcome |= _structure(function.get_concrete_function(*args).graph)
            found.append(outcome)
    return found


def shown(value, tf):
    """Return the text of a value: dtype, shape and numbers of tensors, and what is around them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {shown(v, tf)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        inner = ", ".join(shown(item, tf) for item in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    if not tf.is_tensor(value):
        return repr(value)
    array = value.numpy()
    numbers = np.asarray(array, np.float64).round(4) if value.dtype.is_floating else array
    text = numbers.tolist() if isinstance(numbers, np.ndarray) else numbers
    return f"{value.dtype.name}{tuple(value.shape)} {text}"


def _attempt(action):
    try:
        return {"value": action()}
    except Exception as error:  # noqa: BLE001 - what is raised is the outcome
        return {"error": normal(f"{type(error).__name__}: {error}")}


def _structure(graph):
    """Tell the kinds of nodes, constants that nothing uses left out, and of control flow more."""
    operations = [
        operation for operation in graph.get_operations()
        if operation.type != "Const" or any(t.consumers() for t in operation.outputs)
    ]
    return {
        "ops": " ".join(operation.type for operation in operations),
        "control": [
            f"{operation.type} {operation.name}: "
            + ", ".join(f"{t.dtype.name}{t.shape}" for t in operation.outputs)
            for operation in operations if operation.type in _CONTROL
        ],
    }


def normal(text):
    """Take out what differs between any two runs: addresses, folders, line numbers, counters."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
