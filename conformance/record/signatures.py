"""Records the signatures of TensorFlow's functions as tests/frontend/signatures.txt.

Lives here: asking the installed TensorFlow with `inspect`, and writing one line per function.
Does not live here: the comparison; `tests/frontend/test_signatures.py` makes it.

Needs real TensorFlow; `tox -e record` runs it. Annotations are left out, ours have none.
"""

import inspect
import pathlib
import re
import types

import tensorflow as tf

TARGET = pathlib.Path(__file__).resolve().parents[2] / "tests" / "frontend" / "signatures.txt"
NAMESPACES = (
    "", "bitwise", "compat", "config", "debugging", "dtypes", "linalg", "math", "nn", "random",
    "random.experimental", "saved_model", "saved_model.experimental", "sets", "signal", "sparse",
    "audio", "image", "linalg.experimental", "math.special", "io", "nest", "quantization",
    "ragged", "strings", "train", "summary", "summary.experimental", "xla.experimental",
    "debugging.experimental", "data", "data.experimental",
)
HEADER = """\
# Signatures of TensorFlow 2.21's public functions: name, parameters in order, defaults.
# Recorded by conformance/record/signatures.py.
"""


def shown(signature):
    """Write a signature without annotations."""
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    text = str(signature.replace(parameters=parameters, return_annotation=signature.empty))
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def signatures():
    """Yield "tf.math.abs(x, name=None)" for every public function of the namespaces."""
    for namespace in sorted(set(NAMESPACES)):
        module = tf
        for part in namespace.split(".") if namespace else ():
            module = getattr(module, part)
        for name in sorted(vars(module)):
            value = getattr(module, name, None)
            if not name.startswith("_") and isinstance(value, types.FunctionType):
                prefix = f"tf.{namespace}." if namespace else "tf."
                yield f"{prefix}{name}{shown(inspect.signature(value))}"


def main():
    """Write the file."""
    lines = list(signatures())
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(lines)} functions")


if __name__ == "__main__":
    main()
