"""Writes tfcompat/_src/cli/op_outputs.txt: every op of TensorFlow and how many outputs it has.

The command line's listing of functions follows numbers that depend on it; its scan asks whether
ops are stateful. Needs TensorFlow.
"""

import collections
import pathlib
import textwrap

TARGET = pathlib.Path(__file__).resolve().parents[2] / "tfcompat/_src/cli/op_outputs.txt"
NOTE = """\
# The ops of TensorFlow 2.21 by their number of outputs: numbers, names of attributes that are a
# number, and with a star those that are lists. "!" marks stateful ops.
# Recorded by conformance/record/op_outputs.py.
"""


def main():
    """Write the file."""
    from tensorflow.core.framework import op_def_pb2
    from tensorflow.python.client import pywrap_tf_session

    everything = pywrap_tf_session.TF_GetAllOpList()
    registered = op_def_pb2.OpList.FromString(pywrap_tf_session.TF_GetBuffer(everything))
    found = collections.defaultdict(list)
    for definition in sorted(registered.op, key=lambda definition: definition.name):
        found[count(definition)].append(definition.name + "!" * definition.is_stateful)
    lines = [
        line for key in sorted(found)
        for line in textwrap.wrap(" ".join(found[key]), 88, break_long_words=False)
        for line in [f"{key} {line}"]
    ]
    TARGET.write_text(NOTE + "\n".join(lines) + "\n", encoding="ascii")


def count(definition):
    """Return the number of outputs of an OpDef as text."""
    number, terms = 0, []
    for arg in definition.output_arg:
        if arg.number_attr:
            terms.append(arg.number_attr)
        elif arg.type_list_attr:
            terms.append(f"{arg.type_list_attr}*")
        else:
            number += 1
    return "+".join([str(number)] * bool(number or not terms) + terms)


if __name__ == "__main__":
    main()
